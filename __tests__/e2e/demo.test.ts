import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { startDockerd } from '../../script/rig/docker.ts'
import { importOfficialImages } from '../../script/rig/docker-images.ts'
import { processesWith } from '../../script/rig/leaks.ts'
import { requireParts } from '../../script/rig/parts.ts'
import { rigAt } from '../../script/rig/rig.ts'
import { tryRun } from '../../script/rig/run.ts'
import { expectExitCode } from '../helpers/exit-code.ts'

const root = resolve(import.meta.dirname, '..', '..')
const { buildx } = rigAt(process.env.RIG ?? '')

jest.setTimeout(120_000)

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'demo-'))
  await mkdir(join(directory, 'tmp'))
})

afterEach(async () => {
  await rm(directory, { recursive: true })
})

interface Demo {
  readonly child: ChildProcess
  readonly output: () => string
  readonly exitCode: Promise<number | null>
}

function startDemo(env: NodeJS.ProcessEnv): Demo {
  const child = spawn(join(root, 'script', 'demo'), {
    env: { ...env, TMPDIR: join(directory, 'tmp') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  }
  const exitCode = new Promise<number | null>((end) => child.on('close', end))
  return { child, output: () => Buffer.concat(chunks).toString(), exitCode }
}

async function expectNothingLeft(): Promise<void> {
  expect(processesWith(join(directory, 'tmp'))).toEqual([])
  expect(await readdir(join(directory, 'tmp'))).toEqual([])
}

function expectColdAndWarm(output: string): void {
  expect(output).toContain('0 of 7 steps from cache (0 %), ')
  expect(output).toContain('7 of 7 steps from cache (100 %), ')
  expect(output).toContain('cache-hit: true')
  expect(output.trim().split('\n').at(-1)).toMatch(
    /^The warm build took [\d.]+ s, the cold one [\d.]+ s: [\d.]+ times faster\.$/,
  )
}

/** The log that README.md and docs/log.md show, without its times. */
function expectAsShown(output: string): void {
  const timeless = (text: string) =>
    text.replaceAll(/[\d.]+\ss\b/g, '').replaceAll(/[^\S\n]+/g, ' ')
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const [, log = ''] = /^```text\n([\s\S]*?)^```$/m.exec(readme) ?? []
  const page = readFileSync(join(root, 'docs/log.md'), 'utf8')
  const summary = [...page.matchAll(/^> (.+)$/gm)].map(([, line = '']) => line)
  const shown = [...log.trim().split('\n'), ...summary].filter((line) => !line.startsWith('| ---'))
  expect(shown).toHaveLength(3)
  const lines = timeless(output).split('\n')
  expect(shown.filter((line) => !lines.includes(timeless(line)))).toEqual([])
}

describe('script/demo', () => {
  it('builds cold and then warm, and leaves nothing', async () => {
    const demo = startDemo(process.env)
    expectExitCode({ exitCode: await demo.exitCode, log: demo.output() }, 0)
    expectColdAndWarm(demo.output())
    expectAsShown(demo.output())
    await expectNothingLeft()
  })

  it('leaves nothing when it is interrupted', async () => {
    const demo = startDemo(process.env)
    const begun = new Promise<void>((resolve) => {
      demo.child.stdout?.on('data', () => {
        if (demo.output().includes('fetching')) resolve()
      })
    })
    await Promise.race([begun, demo.exitCode])
    demo.child.kill('SIGINT')
    expect(await demo.exitCode).toBe(130)
    expect(demo.output()).not.toContain('times faster')
    await expectNothingLeft()
  })

  it('runs from images on a machine with Docker and neither Go nor BuildKit', async () => {
    const env = await machineWithDocker()
    // It uses the machine's own daemon if there is one, which pulls the official images.
    const dockerd =
      (await tryRun('docker', ['version'])).code === 0
        ? undefined
        : await startDockerd({ directory: join(directory, 'dockerd'), bridge: true })
    try {
      if (dockerd) await importOfficialImages(dockerd)
      const demo = startDemo({ ...env, ...(dockerd ? { DOCKER_HOST: dockerd.host } : {}) })
      const exitCode = await demo.exitCode
      expectExitCode({ exitCode, log: demo.output() }, 0)
      expectColdAndWarm(demo.output())
      await expectNothingLeft()
      if (dockerd) expect(await dockerd.docker('ps', '--all', '--quiet')).toBe('')
    } finally {
      await dockerd?.stop()
    }
  })

  it('names in one line what to install on a machine that has nothing', async () => {
    const { DOCKER_HOST: _, ...env } = await machineWithDocker()
    const demo = startDemo({ ...env, DOCKER_HOST: 'unix:///nowhere' })
    expect(await demo.exitCode).toBe(1)
    expect(demo.output().trim()).toMatch(/^[^\n]*install Docker, or Go[^\n]*$/)
    await expectNothingLeft()
  })
})

/** The environment of a laptop: the Docker CLI with buildx, and a cache that is still empty. */
async function machineWithDocker(): Promise<NodeJS.ProcessEnv> {
  const bin = join(directory, 'bin')
  const home = join(directory, 'home')
  const plugins = join(home, '.docker', 'cli-plugins')
  for (const path of [bin, plugins]) await mkdir(path, { recursive: true })
  const { docker, openssl, busybox } = await requireParts('docker', 'openssl', 'busybox')
  for (const [name, path] of Object.entries({ docker, openssl, busybox })) {
    await symlink(path, join(bin, name))
  }
  for (const name of ['bash', 'env', 'dirname', 'tar', 'ldd']) {
    const found = (await tryRun('which', [name])).stdout.trim()
    await symlink(found, join(bin, name))
  }
  await symlink(buildx, join(plugins, 'docker-buildx'))
  return {
    HOME: home,
    XDG_CACHE_HOME: join(directory, 'cache'),
    PATH: `${bin}:${dirname(process.execPath)}`,
  }
}
