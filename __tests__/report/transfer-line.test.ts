import { expect, it } from '@jest/globals'
import { transferLine, uploadReason } from '../../src/report/transfer-line.ts'
import type { UploadFacts } from '../../src/upload/facts.ts'
import { reportSchema } from '../helpers/report-schema.ts'

const first: UploadFacts = { sent: 'all', reason: 'first' }

it.each<[Parameters<typeof transferLine>[0], string]>([
  [{ contextBytes: 0 }, ''],
  [{ contextBytes: 2000 }, ''],
  [{ contextBytes: 2000, upload: first }, ''],
  [{ contextBytes: 62_000_000 }, '62.00 MB from the runner'],
  [
    { contextBytes: 62_000_000, upload: first },
    '62.00 MB from the runner, everything: no earlier upload of the folder is known',
  ],
  [{ contextBytes: 300, upload: { sent: 'changes' } }, '300 B from the runner, only what changed'],
  [
    { contextBytes: 2000, upload: { sent: 'all', reason: 'changed-unseen', path: 'a/b' } },
    '2.00 kB from the runner, everything: a/b may have changed, and its modification time is not later than the last upload',
  ],
  [
    {
      contextBytes: 62_000_000,
      pulledBytes: 15_000_000,
      upload: { ...first, largest: [{ path: 'web', bytes: 60_000_000 }] },
    },
    '62.00 MB from the runner, everything (largest: web 60.00 MB): no earlier upload of the folder is known; 15.00 MB of layers to the daemon',
  ],
  [
    { contextBytes: 2000, upload: { sent: 'all', reason: 'mode-changed', path: 'a\n::error::b' } },
    '2.00 kB from the runner, everything: the folder a ::error::b may have another mode or other attributes',
  ],
  [{ contextBytes: 0, pulledBytes: 15_000_000 }, '15.00 MB of layers to the daemon'],
])('%j is said as "%s"', (report, words) => {
  expect(transferLine(report)).toBe(words)
})

it('has a clause for each reason', () => {
  const reasons = reportSchema.$defs.upload?.properties.reason?.enum ?? []
  expect(reasons).toHaveLength(15)
  for (const reason of reasons) {
    expect(uploadReason({ sent: 'all', reason: reason as 'first', path: 'a' })).toMatch(/\w/)
  }
})
