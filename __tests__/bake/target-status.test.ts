import { expect, it } from '@jest/globals'
import { createTargetResults, type TargetEnd, targetStatus } from '../../src/bake/target-status.ts'
import type { VertexFacts } from '../../src/progress/vertex-table.ts'
import { emptyRecord } from '../../src/record/empty-record.ts'

const end: TargetEnd = {
  ...{ isSuccess: false, said: undefined, hasMetadata: false, isBlamed: false },
  isExported: true,
  record: emptyRecord,
}
const failure = { name: '[2/2] RUN false', error: 'exit code: 1', lastOutput: [] }
const exporting = (completed: boolean, error?: string) => [
  { name: 'exporting to image', completed, ...(error && { error }) } as VertexFacts,
]
const canceled = exporting(true, 'context canceled: context canceled')
const asking = { ...failure, name: 'resolving provenance for metadata file' }

it.each<[string, Partial<TargetEnd>, string]>([
  ['the bake succeeded', { isSuccess: true }, 'succeeded'],
  ['buildx says so', { said: 'canceled', hasMetadata: true }, 'canceled'],
  ['buildx has written its metadata', { hasMetadata: true }, 'succeeded'],
  ['it has an error of its own', { record: { ...emptyRecord, failure } }, 'failed'],
  ['its export ended', { record: { ...emptyRecord, vertices: exporting(true) } }, 'succeeded'],
  [
    'its export was canceled, whose vertex then is completed',
    { record: { ...emptyRecord, executed: 1, vertices: canceled } },
    'canceled',
  ],
  [
    'only its metadata is not known',
    { record: { ...emptyRecord, vertices: exporting(true), failure: asking } },
    'succeeded',
  ],
  ['buildx names it in an error outside of any vertex', { isBlamed: true }, 'failed'],
  [
    'its export was cut off',
    { record: { ...emptyRecord, executed: 1, vertices: exporting(false) } },
    'canceled',
  ],
  [
    'it exports nothing and ran',
    { isExported: false, record: { ...emptyRecord, cached: 1 } },
    'canceled',
  ],
  ['a call found something in it', { found: 2 }, 'failed'],
  ['a call found nothing in it, but in others', { found: 0 }, 'succeeded'],
  ['nothing of it was seen', {}, 'not-started'],
])('when %s', (_, known, status) => {
  expect(targetStatus({ ...end, ...known })).toBe(status)
})

it('reads what buildx says of each target, and nothing of other vertices', () => {
  const results = createTargetResults()
  const at = { timestamp: '2026-01-01T00:00:00Z' }
  const said = (vertex: string, id: string) => ({ ...at, vertex, id })
  results.status({
    vertexes: [
      { digest: 'sha256:1', name: '[internal] target results' },
      { digest: 'sha256:2', name: 'other' },
    ],
    statuses: [said('sha256:1', 'app: succeeded'), said('sha256:2', 'tool: failed')],
  })
  results.status({
    statuses: [
      ...[said('sha256:1', 'tool: aborted'), said('sha256:1', 'late: not started')],
      said('sha256:1', 'new: some other word'),
    ],
  })
  expect(Object.fromEntries(results.result())).toEqual({
    ...{ app: 'succeeded', tool: 'canceled', late: 'not-started' },
  })
})
