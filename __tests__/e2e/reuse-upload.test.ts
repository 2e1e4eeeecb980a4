import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import { run } from '../../script/rig/run.ts'
import { createRunner, type Runner } from '../../script/rig/runner.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type FaultyServer, listen } from '../helpers/faulty-servers.ts'
import { credentials, expectNoSecret, rig } from './project.ts'

// A folder that stays on the runner, and the copy of it that the daemon keeps. A proxy counts what is sent, and the
// image shows whether it is right.

const directory = mkdtempSync(join(tmpdir(), 'reuse-upload-'))
const options = {
  certificates: rig.certificates,
  config: `[registry."${rig.registry.host}"]\nhttp = true`,
  directory: join(directory, 'daemon'),
  keepsRoot: true,
}
let daemon: Buildkitd
let line: FaultyServer
let sent = 0
let onSent = () => {}

beforeAll(async () => {
  daemon = await startBuildkitd(options)
  const { port } = daemon
  line = await listen((socket) => {
    const inner = connect(port, '127.0.0.1')
    inner.on('error', () => socket.destroy())
    socket.on('close', () => inner.destroy())
    socket.on('data', ({ length }) => {
      sent += length
      onSent()
    })
    socket.pipe(inner).pipe(socket)
  })
})
afterAll(async () => {
  await line.close()
  await daemon.stop()
  rmSync(directory, { recursive: true })
})

const largeBytes = 1 << 20
let runner: Runner
let count = 0
const at = (path: string) => join(runner.workspace, path)
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: runner.workspace,
    stdio: 'pipe',
  })

beforeEach(async () => {
  runner = await createRunner({ buildx: rig.buildx })
  for (const folder of ['one', 'two']) mkdirSync(at(folder))
  writeFileSync(at('Dockerfile'), 'FROM scratch\nCOPY . /\n')
  writeFileSync(at('a.txt'), 'first')
  writeFileSync(at('one/name.txt'), 'one')
  writeFileSync(at('two/name.txt'), 'two')
  writeFileSync(at('large'), randomBytes(largeBytes))
  for (const path of ['a.txt', 'one/name.txt', 'two/name.txt']) utimesSync(at(path), 1000, 1000)
})
afterEach(() => runner.remove())

interface Built {
  readonly report: {
    readonly contextBytes: number
    readonly upload?: { readonly sent: string; readonly reason?: string }
  }
  readonly log: string
  /** What went from the runner to the daemon, in bytes. */
  readonly bytes: number
  readonly text: (path: string) => Promise<string | undefined>
}

async function start(inputs: Readonly<Record<string, string>> = {}, env = {}) {
  const repository = `test/reuse-${process.pid}-${++count}`
  const step = await runner.startStep({
    env,
    inputs: {
      endpoint: line.endpoint,
      ...credentials,
      fallback: 'never',
      context: '.',
      tags: `${rig.registry.host}/${repository}:latest`,
      ...inputs,
    },
  })
  const done = async (): Promise<Omit<Built, 'bytes'>> => {
    const result = await step.done
    expectExitCode(result, 0)
    await expectNoSecret(result)
    return {
      report: JSON.parse(result.outputs['cache-report'] ?? ''),
      log: result.log,
      text: (path) => rig.registry.fileFromImage(repository, 'latest', path),
    }
  }
  return { step, done }
}

async function build(inputs: Readonly<Record<string, string>> = {}, env = {}): Promise<Built> {
  sent = 0
  const { done } = await start(inputs, env)
  const built = await done()
  return { ...built, bytes: sent }
}

const little = largeBytes / 4
function expectAll({ bytes, report }: Built, reason?: string): void {
  expect(bytes).toBeGreaterThan(largeBytes)
  expect(report.upload).toMatchObject({ sent: 'all', ...(reason && { reason }) })
}
function expectLittle({ bytes, report, log }: Built): void {
  expect(bytes).toBeLessThan(little)
  expect(report.upload).toEqual({ sent: 'changes' })
  expect(log).toMatch(/^Transfer: .* from the runner, only what changed$/m)
}
/** Until a file that is written is newer than the last upload. */
const later = () => sleep(100)

async function expectText(built: Pick<Built, 'text'>, texts: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(texts)) {
    expect([path, await built.text(path)]).toEqual([path, text])
  }
}

describe('a folder that stays', () => {
  it('is sent once in a job, and then only what changed', async () => {
    expectAll(await build())
    expectLittle(await build())
    await later()
    writeFileSync(at('a.txt'), 'other')
    writeFileSync(at('new.txt'), 'new')
    const built = await build()
    expectLittle(built)
    await expectText(built, { 'a.txt': 'other', 'new.txt': 'new', 'one/name.txt': 'one' })
  })

  it('is sent once for several jobs, whose checkout cleans it and changes a file', async () => {
    git('init', '--quiet', '--initial-branch=main')
    git('add', '.')
    git('commit', '--quiet', '--message', 'first')
    writeFileSync(at('a.txt'), 'second')
    git('commit', '--quiet', '--all', '--message', 'second')
    git('reset', '--quiet', '--hard', 'HEAD~1')
    expectAll(await build())
    await later()
    writeFileSync(at('made'), 'by the first job')
    git('clean', '-ffdx')
    git('reset', '--quiet', '--hard', 'main@{1}')
    const built = await build()
    expectLittle(built)
    await expectText(built, { 'a.txt': 'second', 'one/name.txt': 'one' })
    expect(await built.text('made')).toBeUndefined()
  })

  it('is known after a build whose step failed', async () => {
    writeFileSync(at('Dockerfile'), `FROM ${rig.baseImage}\nCOPY . /\nRUN false\n`)
    const { step } = await start()
    expect((await step.done).exitCode).toBe(1)
    await later()
    writeFileSync(at('Dockerfile'), `FROM ${rig.baseImage}\nCOPY . /\n`)
    expectLittle(await build())
  })

  it('is sent once with a builder that setup has left', async () => {
    const setup = await runner.startStep({
      action: resolve(import.meta.dirname, '..', '..', 'setup'),
      inputs: { endpoint: line.endpoint, ...credentials, fallback: 'never' },
    })
    const { exitCode, log, outputs, exportedVariables } = await setup.done
    expectExitCode({ exitCode, log }, 0)
    const inputs = { endpoint: '', ca: '', cert: '', key: '', builder: outputs.name ?? '' }
    expectAll(await build(inputs, exportedVariables))
    expectLittle(await build(inputs, exportedVariables))
    await setup.post()
  })

  it.each([
    [{ 'reuse-upload': 'never' }, 'never'],
    [{ 'no-cache': 'true' }, 'no-cache'],
    [{ 'build-contexts': 'other=./one' }, 'named-folder'],
    [{ target: 'other', file: 'Dockerfile.other' }, 'first'],
  ])('is sent again with %p', async (inputs, reason) => {
    writeFileSync(at('Dockerfile.other'), 'FROM scratch AS other\nCOPY . /\n')
    expectAll(await build())
    expectAll(await build(inputs), reason)
  })
})

describe('the image is right when a file', () => {
  it.each<[string, () => void]>([
    ['was written in place, with its time set back', () => writeFileSync(at('a.txt'), 'other')],
    [
      'was renamed over, with its time set back',
      () => {
        writeFileSync(at('b.txt'), 'other')
        utimesSync(at('b.txt'), 1000, 1000)
        renameSync(at('b.txt'), at('a.txt'))
      },
    ],
    [
      'was changed, with the time set by touch -d',
      () => {
        writeFileSync(at('a.txt'), 'other')
        execFileSync('touch', ['-d', '@1000', at('a.txt')])
      },
    ],
    [
      'was unpacked from an archive',
      () => {
        const other = mkdtempSync(join(directory, 'other-'))
        writeFileSync(join(other, 'a.txt'), 'other')
        utimesSync(join(other, 'a.txt'), 1000, 1000)
        execFileSync('tar', ['-C', other, '-cf', join(other, 'archive'), 'a.txt'])
        execFileSync('tar', ['-C', runner.workspace, '-xf', join(other, 'archive')])
      },
    ],
    [
      'was copied with its time',
      () => {
        const other = join(directory, 'copied.txt')
        writeFileSync(other, 'other')
        utimesSync(other, 1000, 1000)
        execFileSync('cp', ['-p', other, at('a.txt')])
      },
    ],
  ])('%s', async (_, change) => {
    await build()
    await later()
    change()
    utimesSync(at('a.txt'), 1000, 1000)
    const built = await build()
    expectAll(built, 'changed-unseen')
    await expectText(built, { 'a.txt': 'other' })
    expectLittle(await build())
  })

  it('is named like a folder whose content is ignored, and was replaced with its time set back', async () => {
    writeFileSync(at('.dockerignore'), 'a.txt/**\n')
    await build()
    await later()
    writeFileSync(at('a.txt'), 'other')
    utimesSync(at('a.txt'), 1000, 1000)
    const built = await build()
    expectAll(built, 'changed-unseen')
    await expectText(built, { 'a.txt': 'other' })
  })

  it('is a folder whose content is ignored, and whose mode has changed', async () => {
    writeFileSync(at('.dockerignore'), 'logs/**\n')
    const dockerfile = `FROM ${rig.baseImage}\nCOPY . /ctx\nRUN stat -c %a /ctx/logs > /mode\n`
    writeFileSync(at('Dockerfile'), dockerfile)
    mkdirSync(at('logs'))
    chmodSync(at('logs'), 0o755)
    await expectText(await build(), { mode: '755\n' })
    chmodSync(at('logs'), 0o777)
    const built = await build()
    expectAll(built, 'mode-changed')
    await expectText(built, { mode: '777\n' })
    writeFileSync(at('logs/a'), 'ignored')
    utimesSync(at('logs/a'), 1000, 1000)
    expectLittle(await build())
  })

  it('was swapped with its folder', async () => {
    await build()
    renameSync(at('one'), at('three'))
    renameSync(at('two'), at('one'))
    renameSync(at('three'), at('two'))
    await expectText(await build(), { 'one/name.txt': 'two', 'two/name.txt': 'one' })
  })

  it('was changed while the clock was an hour behind', async () => {
    await build()
    await later()
    writeFileSync(at('a.txt'), 'other')
    utimesSync(at('a.txt'), 1000, 1000)
    const late = 'data:text/javascript,const%20now=Date.now;Date.now=()=>now()-3600000'
    const built = await build({}, { NODE_OPTIONS: `--import=${late}` })
    expectAll(built, 'clock-set-back')
    await expectText(built, { 'a.txt': 'other' })
  })

  it('is sent by two actions at once', async () => {
    await build()
    await later()
    writeFileSync(at('a.txt'), 'other')
    const [one, other] = await Promise.all([start(), start()])
    for (const built of await Promise.all([one.done(), other.done()])) {
      await expectText(built, { 'a.txt': 'other', 'one/name.txt': 'one' })
    }
    const built = await build()
    expectLittle(built)
    await expectText(built, { 'a.txt': 'other', 'one/name.txt': 'one' })
  })

  it('had arrived when the daemon was killed in the middle of an upload', async () => {
    // Each file by itself: the daemon's copy has the new file then, and its cache the digest of the old one.
    writeFileSync(at('Dockerfile'), 'FROM scratch\nCOPY a.txt /\nCOPY one /one\nCOPY z.bin /\n')
    const more = () => writeFileSync(at('z.bin'), randomBytes(16 * largeBytes))
    more()
    await build()
    await later()
    writeFileSync(at('a.txt'), 'other')
    more()
    const { port } = daemon
    let killed: Promise<void> | undefined
    sent = 0
    onSent = () => {
      if (sent > 3 * largeBytes) killed ??= daemon.kill()
    }
    const { step } = await start({ retries: '0' })
    expect((await step.done).exitCode).toBe(1)
    onSent = () => {}
    await killed
    daemon = await startBuildkitd({ ...options, port })
    for (let times = 0; times < 2; times += 1) {
      const built = await build()
      if (times === 0) expectAll(built, 'first')
      await expectText(built, { 'a.txt': 'other', 'one/name.txt': 'one' })
    }
  })

  it('is unknown to a daemon whose data was removed', async () => {
    await build()
    const { port } = daemon
    await daemon.stop()
    rmSync(join(options.directory, 'root'), { recursive: true, force: true })
    daemon = await startBuildkitd({ ...options, port })
    const built = await build()
    expectAll(built, 'no-copy')
    await expectText(built, { 'a.txt': 'first', 'one/name.txt': 'one' })
  })
})

describe('another holder of a certificate', () => {
  const uploads = () =>
    join(runner.directory, 'tools', `remote-buildkit-uploads-${process.getuid?.() ?? 0}`)

  it('who knows the name of the folder changes nothing', async () => {
    await build()
    const evil = join(mkdtempSync(join(directory, 'evil-')), 'workspace')
    cpSync(runner.workspace, evil, { recursive: true, preserveTimestamps: true })
    writeFileSync(join(evil, 'a.txt'), 'evil!')
    for (const name of readdirSync(evil)) {
      const { atime, mtime } = statSync(at(name))
      utimesSync(join(evil, name), atime, mtime)
    }
    const { authority, client } = rig.certificates
    const certificates = `cacert=${authority.certPath},cert=${client.certPath},key=${client.keyPath}`
    const env = { PATH: process.env.PATH ?? '', BUILDX_CONFIG: join(evil, '..', 'buildx') }
    const buildx = (...args: string[]) => run(rig.buildx, args, { cwd: evil, env })
    await buildx(
      'create',
      '--name',
      'b',
      '--driver=remote',
      `--driver-opt=${certificates}`,
      line.endpoint,
    )
    await buildx('build', '--builder', 'b', evil)
    const built = await build()
    expectLittle(built)
    await expectText(built, { 'a.txt': 'first' })
  })

  it('finds the id nowhere', async () => {
    await build()
    const [name = ''] = readdirSync(uploads())
    const record = readFileSync(join(uploads(), name), 'utf8')
    const [, id = ''] = record.split('\0')
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(statSync(join(uploads(), name)).mode & 0o777).toBe(0o600)
    const readable = [
      await daemon.control('du', '--verbose'),
      await daemon.control('debug', 'histories', '--format', '{{json .}}'),
    ]
    expect(readable.join('').length).toBeGreaterThan(1000)
    expect(readable.join('')).not.toContain(id)
  })
})

describe('a Dockerfile outside of the folder', () => {
  it('is compared too', async () => {
    mkdirSync(at('app'))
    copyFileSync(at('large'), at('app/large'))
    writeFileSync(at('app/a.txt'), 'first')
    const inputs = { context: 'app', file: 'Dockerfile' }
    expectAll(await build(inputs))
    expectLittle(await build(inputs))
    await later()
    const { atime, mtime } = statSync(at('Dockerfile'))
    writeFileSync(at('Dockerfile'), 'FROM scratch\nCOPY . .\n')
    utimesSync(at('Dockerfile'), atime, mtime)
    expectAll(await build(inputs))
  })
})
