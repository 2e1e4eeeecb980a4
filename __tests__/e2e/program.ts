import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { expect, jest } from '@jest/globals'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
import { onceForAll } from '../../script/rig/once.ts'
import { run } from '../../script/rig/run.ts'
import { credentials, rig } from './project.ts'

const root = resolve(import.meta.dirname, '..', '..')

// The first file packs the program, which takes a compiler and a bundler; others wait for it.
jest.setTimeout(180_000)

/** The program, packed and installed into an empty directory as a user would. */
export interface InstalledProgram {
  /** The path of the command that npm made. */
  readonly file: string
}

/** Installs the program the first time that a test of this run needs it. Later ones get the same. */
export async function installProgram(): Promise<InstalledProgram> {
  const directory = join(rig.directory, 'program')
  await onceForAll(directory, async () => {
    const tarball = (await run(join(root, 'script', 'pack'), [directory], { cwd: root })).trim()
    // Else npm installs into a directory above that has a package.json.
    const options = ['--prefix', directory, '--offline', '--no-audit', '--no-fund']
    await run('npm', ['install', ...options, tarball], {
      cwd: directory,
      env: { ...process.env, HOME: directory },
    })
  })
  return { file: join(directory, 'node_modules', '.bin', 'remote-buildkit') }
}

/** A machine for the program. Everything that it writes is below one directory. */
export interface Machine {
  readonly directory: string
  readonly home: string
  readonly temp: string
  readonly workspace: string
  /** Files with the client's certificates, and options that name them. */
  readonly credentialOptions: readonly string[]
  readonly env: Readonly<Record<string, string>>
  write(files: Readonly<Record<string, string>>): void
  /** Checks that no part of a key is outside the user's own files, and that no process and no directory is left. */
  expectClean(): Promise<void>
  remove(): void
}

export function createMachine(): Machine {
  const directory = mkdtempSync(join(tmpdir(), 'machine-'))
  const below = (name: string) => join(directory, name)
  const [home, temp, workspace, keys] = [
    below('home'),
    below('tmp'),
    below('workspace'),
    below('keys'),
  ]
  const plugins = join(home, '.docker', 'cli-plugins')
  for (const path of [plugins, temp, workspace, keys]) mkdirSync(path, { recursive: true })
  symlinkSync(rig.buildx, join(plugins, 'docker-buildx'))
  const credentialOptions = Object.entries(credentials).flatMap(([name, text]) => {
    const file = join(keys, `${name}.pem`)
    writeFileSync(file, text, { mode: 0o600 })
    return [`--${name}`, file]
  })
  return {
    directory,
    home,
    temp,
    workspace,
    credentialOptions,
    env: {
      HOME: home,
      TMPDIR: temp,
      PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
      LANG: 'C.UTF-8',
    },
    write(files) {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(workspace, path)), { recursive: true })
        writeFileSync(join(workspace, path), content.replaceAll('@base@', rig.baseImage))
      }
    },
    async expectClean() {
      const secrets = [credentials.key, credentials.cert]
      expect(await findSecrets(secrets, { directories: [home, temp, workspace] })).toEqual([])
      expect(readdirSync(temp).filter((name) => name.startsWith('remote-buildkit'))).toEqual([])
      expect(processesWith(directory)).toEqual([])
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

export interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  /** The log. */
  readonly stderr: string
}

export interface StartedProgram {
  readonly child: ChildProcess
  /** The log so far. */
  log(): string
  readonly ended: Promise<Ended>
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Text for standard input. */
  readonly input?: string
}

/** Starts a command in the workspace. Its output must contain no key. */
export function start(
  machine: Machine,
  [file, ...args]: readonly [string, ...string[]],
  { env = {}, input = '' }: StartOptions = {},
): StartedProgram {
  const child = spawn(file, args, { cwd: machine.workspace, env: { ...machine.env, ...env } })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk
    })
  }
  const ended = once(child, 'close').then(async ([exitCode]) => {
    expect(await findSecrets([credentials.key, credentials.cert], { texts })).toEqual([])
    return { exitCode: exitCode as number | null, ...texts }
  })
  return { child, log: () => texts.stderr, ended }
}
