import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { adviseTargets } from '../../src/bake/advise-targets.ts'
import type { BakeResult, TargetResult } from '../../src/bake/result.ts'
import { createTargetStream } from '../../src/bake/target-stream.ts'
import type { SolveStatus } from '../../src/progress/solve-status.ts'
import { createRecorder } from '../../src/record/recorder.ts'
import { bakeResult } from '../helpers/bake-results.ts'
import { announced, progress, vertex } from '../helpers/stream-events.ts'

const directory = mkdtempSync(join(tmpdir(), 'advise-'))
afterAll(() => rmSync(directory, { recursive: true }))
for (const name of ['app', 'tool']) {
  mkdirSync(join(directory, name))
  writeFileSync(join(directory, name, 'Dockerfile'), 'FROM node\nCOPY a .\nRUN npm ci\n')
}

const ports = {
  env: {},
  run: async () => ({ exitCode: 1, stdout: '', stderr: '' }),
}

/** The bake of two targets. Each copies for a second, and installs for as long as is given. */
function baked(
  installSeconds: Readonly<Record<'app' | 'tool', number>>,
  place: Partial<TargetResult['target']> = {},
) {
  const names = ['app', 'tool'] as const
  const events: SolveStatus[] = names.flatMap((name) => [
    vertex(`[${name} 2/3] COPY a .`, { started: 0, completed: 1 }),
    vertex(`[${name} 3/3] RUN npm ci`, {
      ...{ inputs: [`[${name} 2/3] COPY a .`], started: 1, completed: 1 + installSeconds[name] },
    }),
  ])
  const stream = createTargetStream(names)
  const total = createRecorder()
  const recorders = { app: createRecorder(), tool: createRecorder() }
  for (const event of announced(events)) {
    const { counted, byTarget } = stream.read(event)
    total.status(counted)
    for (const name of names) recorders[name].status(byTarget.get(name) ?? {})
  }
  const targets = bakeResult('warm', names).targets.map((target) => ({
    ...target,
    target: { ...target.target, dockerfile: 'Dockerfile', ...place },
    record: recorders[target.name as 'app' | 'tool'].result(),
    historyFacts: {
      ...{ savedSeconds: new Map(), coldSeconds: new Map(), mountStates: new Map() },
      comparison: 'compared' as const,
      environments: new Map([[1, { variables: new Map() }]]),
    },
  }))
  return { record: total.result(), targets }
}

const advise = (result: Pick<BakeResult, 'record' | 'targets'>) => {
  const { bake } = bakeResult('warm', ['app', 'tool']).plan
  return adviseTargets(result, {}, { bake, directory }, ports)
}

describe('adviseTargets', () => {
  it('advises the target for which the bake waited, by what the whole bake would have been spared', async () => {
    expect(await advise(baked({ app: 6, tool: 2 }))).toEqual([
      expect.objectContaining({ code: 'no-cache-mount', target: 'app', line: 3, seconds: 4 }),
    ])
    expect(await advise(baked({ app: 2, tool: 9 }))).toEqual([
      expect.objectContaining({ code: 'no-cache-mount', target: 'tool', seconds: 7 }),
    ])
  })

  it('is silent where either would have been waited for', async () => {
    expect(await advise(baked({ app: 5, tool: 5 }))).toEqual([])
  })

  it.each<[string, Partial<TargetResult['target']>]>([
    ['is in the definition', { dockerfile: '' }],
    ['is in another repository', { context: 'https://github.com/acme/app.git' }],
    ['does not exist', { dockerfile: 'Dockerfile.prod' }],
  ])('is silent when the Dockerfile %s', async (_, place) => {
    expect(await advise(baked({ app: 6, tool: 2 }, place))).toEqual([])
  })
})

describe('adviseTargets of one context', () => {
  type Place = (folder: string) => Partial<TargetResult['target']>

  /** The bake of two targets with one context, of which `app` leaves out 20 MB. */
  async function adviceWith(site: string, place: Place = () => ({})) {
    const folder = mkdtempSync(join(directory, 'context-'))
    const copies = { app: 'COPY --exclude=docs . .', tool: site }
    const names = ['app', 'tool'] as const
    mkdirSync(join(folder, 'docs'))
    writeFileSync(join(folder, 'docs/large'), '')
    truncateSync(join(folder, 'docs/large'), 20_000_000)
    for (const name of names) {
      writeFileSync(join(folder, `Dockerfile.${name}`), `FROM a\n${copies[name]}\n`)
    }
    const load = '[app internal] load build context'
    const stream = createTargetStream(names)
    const total = createRecorder()
    const recorders = { app: createRecorder(), tool: createRecorder() }
    const events = [
      ...announced([
        vertex(load, { inputs: [], started: 0, completed: 3 }),
        ...names.map((name) =>
          vertex(`[${name} 2/2] ${copies[name]}`, { inputs: [load], started: 3, completed: 4 }),
        ),
      ]),
      progress(load, 'transferring context:', {
        ...{ started: 0, seconds: 3, completed: 3, current: 20_000_000 },
      }),
    ]
    for (const event of events) {
      const { counted, byTarget } = stream.read(event)
      total.status(counted)
      for (const name of names) recorders[name].status(byTarget.get(name) ?? {})
    }
    const targets = bakeResult('warm', names).targets.map((target) => ({
      ...target,
      target: {
        ...{ ...target.target, dockerfile: `Dockerfile.${target.name}`, context: folder },
        ...(target.name === 'tool' && place(relative(directory, folder))),
      },
      record: recorders[target.name as 'app' | 'tool'].result(),
    }))
    const found = await advise({ record: total.result(), targets })
    return found.map(({ code, target }) => ({ code, target }))
  }

  /** Another context, but a Dockerfile in this one. */
  const elsewhere: Place = (folder) => ({
    ...{ context: 'tool', dockerfile: `../${folder}/Dockerfile.tool` },
  })

  it('says what no target with the context copies', async () => {
    const found = [{ code: 'context-not-copied', target: 'app' }]
    expect(await adviceWith('COPY src .')).toEqual(found)
    expect(await adviceWith('COPY docs .', elsewhere)).toEqual(found)
  })

  it.each<[string, string, Place]>([
    ['copies it', 'COPY docs .', () => ({})],
    ['has a Dockerfile that is not known', 'COPY src .', () => ({ dockerfile: '' })],
    [
      'has it as a named context, too',
      'COPY src .',
      (folder) => ({ ...elsewhere(folder), buildContexts: [`files=${folder}`] }),
    ],
  ])('is silent about what another target uses when that %s', async (_, site, place) => {
    expect(await adviceWith(site, place)).toEqual([])
  })
})
