// Two ordinary services, and what changes in them between builds.
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../rig/run.ts'
import { type Forge, pushGoImage, pushNodeImage } from './base-images.ts'

/** How often each has changed so far. */
export interface Revision {
  readonly source: number
  readonly dependency: number
  readonly base: number
}

export interface Service {
  readonly name: string
  /** Fills the workspace. */
  readonly write: (workspace: string, revision: Revision) => Promise<void>
  /** @returns the base image's reference */
  readonly base: (revision: number) => Promise<string>
}

/** The versions of one library. Each build with a changed dependency takes the next. */
const chi = ['v5.5.0', 'v5.4.0', 'v5.3.2', 'v5.3.1', 'v5.3.0', 'v5.2.5', 'v5.2.4', 'v5.2.3']
const zod = ['4.6.7', '4.6.6', '4.6.5', '4.6.4', '4.6.3', '4.6.2', '4.6.1', '4.6.0']

/** @param directory for scratch files, which the caller removes */
export function goService(forge: Forge, directory: string): Service {
  const from = join(import.meta.dirname, 'go')
  const base = remembered((revision) => pushGoImage(forge, revision))
  // go.sum depends on the versions alone, so it is made once for each.
  const module = remembered(async (dependency) => {
    const scratch = await mkdtemp(join(directory, 'go-'))
    await cp(from, scratch, { recursive: true })
    const required = `github.com/go-chi/chi/v5@${version(chi, dependency)}`
    await run('go', ['mod', 'edit', `-require=${required}`], { cwd: scratch })
    await run('go', ['mod', 'tidy'], { cwd: scratch })
    return scratch
  })
  return {
    ...{ name: 'A Go service', base },
    async write(workspace, revision) {
      await cp(await module(revision.dependency), workspace, { recursive: true })
      await writeRevision(workspace, 'internal/shop/shop.go', revision.source)
      await writeBase(workspace, await base(revision.base))
    },
  }
}

/** @param directory for scratch files, which the caller removes */
export function nodeService(forge: Forge, directory: string): Service {
  const from = join(import.meta.dirname, 'node')
  const base = remembered((revision) => pushNodeImage(forge, revision))
  const module = remembered(async (dependency) => {
    const scratch = await mkdtemp(join(directory, 'node-'))
    await cp(from, scratch, { recursive: true })
    const path = join(scratch, 'package.json')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace(/("zod": )"[^"]*"/, `$1"${version(zod, dependency)}"`))
    const flags = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund']
    await run('npm', ['install', ...flags], { cwd: scratch })
    return scratch
  })
  return {
    ...{ name: 'A Node service', base },
    async write(workspace, revision) {
      await cp(await module(revision.dependency), workspace, { recursive: true })
      await writeRevision(workspace, 'src/server.ts', revision.source)
      await writeBase(workspace, await base(revision.base))
    },
  }
}

function version(all: readonly string[], index: number): string {
  const found = all[index]
  if (found === undefined) throw new Error(`At most ${all.length - 1} runs: ${all.join(', ')}`)
  return found
}

async function writeRevision(workspace: string, file: string, revision: number): Promise<void> {
  const path = join(workspace, file)
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace(/(release = )(["'])0["']/i, `$1$2${revision}$2`))
}

async function writeBase(workspace: string, base: string): Promise<void> {
  const path = join(workspace, 'Dockerfile')
  await writeFile(path, (await readFile(path, 'utf8')).replace('ARG BASE', `ARG BASE=${base}`))
}

/** Calls the function once for each argument. */
function remembered<T>(make: (argument: number) => Promise<T>): (argument: number) => Promise<T> {
  const made = new Map<number, Promise<T>>()
  return (argument) => {
    const known = made.get(argument) ?? make(argument)
    made.set(argument, known)
    return known
  }
}
