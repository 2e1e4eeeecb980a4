import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { BuildInputs } from '../../src/buildx/build-args.ts'
import { buildxConfig } from '../../src/buildx/environment.ts'
import { createUploads } from '../../src/upload/upload.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'

let parent: string
let context: string
beforeEach(() => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), 'upload-')))
  context = join(parent, 'context')
  mkdirSync(context)
  writeFileSync(join(context, 'a'), 'one')
})
afterEach(() => rmSync(parent, { recursive: true }))

interface RunOptions extends Partial<BuildInputs> {
  readonly reuseUpload?: 'auto' | 'never'
  readonly places?: { readonly uploads?: string }
  readonly endpoint?: string
  readonly isOwn?: boolean
  readonly isShared?: boolean
  readonly error?: string
  readonly isEnded?: boolean
  /** That were sent. */
  readonly bytes?: number
  readonly now?: () => number
}

const log = { info() {}, notice() {}, warning() {}, group() {}, debug() {} }
let runs = 0

/** One run of the action, with a private directory of its own. */
function startRun({ reuseUpload = 'auto', places, now, ...build }: RunOptions = {}) {
  const directory = join(parent, `private-${++runs}`)
  mkdirSync(directory)
  const ports = { directory, log, ...(places ?? { uploads: join(parent, 'uploads') }) }
  const inputs = { build: { ...nothingToBuild, context, ...build }, reuseUpload }
  const uploads = createUploads(inputs, ports, now)
  const config = buildxConfig(directory)
  const idFile = join(config, '.buildNodeID')
  return {
    config,
    async try({
      endpoint = 'tcp://a:1',
      isOwn = false,
      isShared = false,
      isEnded = true,
      bytes = 5,
      error,
    }: RunOptions = {}) {
      const buildx = { file: 'buildx', env: { BUILDX_CONFIG: config } }
      const upload = await uploads.begin({ buildx, endpoint, isOwn, isShared })
      const id = existsSync(idFile) ? readFileSync(idFile, 'utf8') : undefined
      const vertex = { digest: 'v', name: '[internal] load build context', started: 'x' }
      upload?.status({ vertexes: [{ ...vertex, completed: 'y', ...(error && { error }) }] })
      if (isEnded) upload?.end()
      return { id, facts: await upload?.explain(bytes) }
    },
  }
}
/** So that a file that is written then is newer than the upload. */
const later = () => sleep(60)

/** A run of which all files are clearly older, as in a job: a process starts first. */
async function run(options: RunOptions = {}) {
  await later()
  return startRun(options).try(options)
}

describe('the id of an upload', () => {
  it('is kept while the daemon has all, or only newer files are missing', async () => {
    const first = await run()
    expect(first.facts).toEqual({ sent: 'all', reason: 'first' })
    expect(first.id).toMatch(/^[0-9a-f]{32}$/)
    await later()
    writeFileSync(join(context, 'a'), 'two')
    writeFileSync(join(context, 'b'), 'new')
    expect(await run()).toEqual({ id: first.id, facts: { sent: 'changes' } })
    expect(await run()).toEqual({ id: first.id, facts: { sent: 'changes' } })
  })

  it('is a new one once a file has changed with its time set back', async () => {
    utimesSync(join(context, 'a'), 1000, 1000)
    const first = await run()
    await later()
    writeFileSync(join(context, 'a'), 'two')
    utimesSync(join(context, 'a'), 1000, 1000)
    const second = await run()
    expect(second.facts).toEqual({ sent: 'all', reason: 'changed-unseen', path: 'a' })
    expect(second.id).not.toBe(first.id)
    expect((await run()).id).toBe(second.id)
  })

  it('is a new one when a file was written right before it was sent, and may be another now', async () => {
    const written = Math.floor(statSync(join(context, 'a')).mtimeMs)
    const first = await run({ now: () => written })
    const second = await run()
    expect(second.facts).toEqual({ sent: 'all', reason: 'changed-unseen', path: 'a' })
    expect(second.id).not.toBe(first.id)
    expect((await run()).id).toBe(second.id)
  })

  it('is a new one when the attributes of a folder may be others, and not for other names in it', async () => {
    const folder = join(context, 'folder')
    mkdirSync(folder)
    writeFileSync(join(folder, 'a'), 'one')
    const first = await run()
    await later()
    rmSync(join(folder, 'a'))
    writeFileSync(join(folder, 'b'), 'two')
    expect((await run()).id).toBe(first.id)
    await later()
    // Sets the time of the last change, as a new attribute does.
    chmodSync(folder, statSync(folder).mode)
    const path = 'folder'
    expect((await run()).facts).toEqual({ sent: 'all', reason: 'mode-changed', path })
  })

  it('does not depend on what .dockerignore leaves out', async () => {
    writeFileSync(join(context, 'Dockerfile'), 'FROM scratch')
    writeFileSync(join(context, '.dockerignore'), 'node_modules')
    mkdirSync(join(context, 'node_modules'))
    const first = await run()
    await later()
    writeFileSync(join(context, 'node_modules', 'restored'), 'one')
    utimesSync(join(context, 'node_modules', 'restored'), 1000, 1000)
    expect((await run()).id).toBe(first.id)
    await later()
    // What was left out before, and is sent now, must be new too.
    writeFileSync(join(context, '.dockerignore'), '')
    const path = 'node_modules/restored'
    expect((await run()).facts).toEqual({ sent: 'all', reason: 'changed-unseen', path })
  })

  it('is never kept after a time in the future was sent', async () => {
    const soon = Date.now() / 1000 + 3600
    utimesSync(join(context, 'a'), soon, soon)
    const sent = { sent: 'all', reason: 'time-in-future', path: 'a' }
    expect((await run()).facts).toEqual(sent)
    utimesSync(join(context, 'a'), 1000, 1000)
    expect((await run()).facts).toEqual({ sent: 'all', reason: 'first' })
  })

  it('is a new one after an upload that failed', async () => {
    const first = await run({ error: 'the connection broke' })
    const second = await run()
    expect(second.facts).toEqual({ sent: 'all', reason: 'first' })
    expect(second.id).not.toBe(first.id)
  })

  it('is kept for the next build when this one could not write it', async () => {
    const first = await run()
    const full = startRun()
    writeFileSync(full.config, '')
    await expect(full.try()).rejects.toThrow(full.config)
    expect(await run()).toEqual({ id: first.id, facts: { sent: 'changes' } })
  })

  it('is a new one while another build uses it, or was killed while it did', async () => {
    const first = await run()
    expect((await run({ isEnded: false })).id).toBe(first.id)
    const second = await run()
    expect(second.facts).toEqual({ sent: 'all', reason: 'in-use' })
    expect(second.id).not.toBe(first.id)
  })

  it('is another one for another daemon', async () => {
    const first = await run()
    expect((await run({ endpoint: 'tcp://b:1' })).id).not.toBe(first.id)
  })

  it('is a new one after the clock was set back', async () => {
    await run()
    const before = Date.now() - 60_000
    utimesSync(join(context, 'a'), 1000, 1000)
    expect((await run({ now: () => before })).facts).toEqual({
      sent: 'all',
      reason: 'clock-set-back',
    })
  })

  it.each<[string, RunOptions]>([
    ['never', { reuseUpload: 'never' }],
    ['no-cache', { noCache: true }],
    ['named-folder', { buildContexts: ['base=docker-image://a', 'extra=./folder'] }],
    ['no-place', { places: {} }],
  ])("is buildx's own, with the reason %s", async (reason, options) => {
    await run()
    const facts = { sent: 'all', reason }
    expect(await run(options)).toEqual({ id: undefined, facts })
  })

  it('does not change for named contexts that are not on this machine', async () => {
    const buildContexts = ['base=docker-image://a', 'other=https://example.com/a.git']
    const first = await run({ buildContexts })
    expect((await run({ buildContexts })).id).toBe(first.id)
  })

  it("is buildx's own on a builder that was made for this build", async () => {
    const facts = { sent: 'all', reason: 'fresh-builder' }
    expect(await run({ isOwn: true })).toEqual({ id: undefined, facts })
    await run({ isOwn: true, isShared: true })
    expect((await run({ isOwn: true, isShared: true })).facts).toEqual({ sent: 'changes' })
  })

  it("is not written into a configuration of the job's own", async () => {
    const uploads = createUploads(
      { build: { ...nothingToBuild, context }, reuseUpload: 'auto' },
      { directory: join(parent, 'private'), uploads: parent, log },
    )
    const buildx = { file: 'buildx', env: { BUILDX_CONFIG: parent } }
    expect(await uploads.begin({ buildx, endpoint: 'tcp://a:1' })).toBeUndefined()
    expect(existsSync(join(parent, '.buildNodeID'))).toBe(false)
  })

  it('is a new one for the try after one whose upload failed', async () => {
    await later()
    const started = startRun()
    const first = await started.try({ error: 'the connection broke' })
    const second = await started.try()
    expect(second.id).not.toBe(first.id)
    expect((await started.try()).id).toBe(second.id)
  })

  it('is not kept for a try whose files cannot be read', async () => {
    const started = startRun()
    const first = await started.try()
    rmSync(context, { recursive: true })
    const second = await started.try()
    expect(second.facts).toEqual({ sent: 'all', reason: 'unreadable' })
    expect(second.id).not.toBe(first.id)
  })
})

describe('a large upload', () => {
  const large = (path: string, megabytes: number) => {
    mkdirSync(join(context, path, '..'), { recursive: true })
    writeFileSync(join(context, path), Buffer.alloc(megabytes * 1_000_000))
  }
  beforeEach(() => {
    large('web/public/video', 9)
    large('data', 2)
    large('build/cache', 5)
  })
  const largest = [
    { path: 'web/public/video', bytes: 9_000_000 },
    { path: 'data', bytes: 2_000_000 },
  ]

  it.each<RunOptions>([{}, { noCache: true }])(
    'says what it consists of with %p',
    async (options) => {
      writeFileSync(join(context, '.dockerignore'), 'build\n')
      const { facts } = await run({ ...options, bytes: 11_001_000 })
      expect(facts).toMatchObject({ sent: 'all', largest })
    },
  )

  it('does not say it when it was only what changed, or a part of the folder', async () => {
    const first = await run({ bytes: 9_000_000 + 1000 })
    expect(first.facts).toEqual({ sent: 'all', reason: 'first' })
    const second = await run({ bytes: 900 })
    expect(second.facts).toEqual({ sent: 'changes' })
  })

  it('says that the daemon had no copy when more was sent than has changed', async () => {
    await run({ bytes: 16_001_000 })
    await later()
    large('data', 3)
    expect((await run({ bytes: 3_001_000 })).facts).toEqual({ sent: 'changes' })
    const { facts } = await run({ bytes: 17_001_000 })
    expect(facts).toMatchObject({ sent: 'all', reason: 'no-copy', largest: [largest[0], {}, {}] })
  })
})
