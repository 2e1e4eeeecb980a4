import { existsSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RunCommand } from '../base/ports.ts'
import { shortLine } from '../text/truncate.ts'

/** The part of a checkout that is a build's context. */
export interface CheckedOutContext {
  /** The folder on this machine. */
  readonly directory: string
  /** Whether BuildKit fetches the same files with Git, without Git LFS, instead of getting them from here. */
  readonly isFetched: boolean
}

/** More files than this are not read. */
const mostFiles = 200

/**
 * Warns about files in Git LFS whose pointers were copied into an image. Repositories without Git LFS cost
 * one look at `.gitattributes`.
 *
 * @param steps the instructions of the build, such as `COPY a b /app/`
 * @returns undefined when there are none, or when it is unknown
 */
export async function pointerWarning(
  { directory, isFetched }: CheckedOutContext,
  steps: readonly { readonly name: string }[],
  run: RunCommand,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  if (!usesLfs(directory)) return undefined
  const args = ['-C', directory, 'ls-files', '-z', '--', ':(attr:filter=lfs)']
  const { exitCode, stdout } = await run('git', args, { env })
  if (exitCode !== 0) return undefined
  const sources = steps.flatMap(({ name }) => copiedSources(name))
  const copied = stdout
    .split('\0')
    .filter((path) => path !== '' && sources.some((source) => isBelow(path, source)))
    .slice(0, mostFiles)
  const pointers: string[] = []
  for (const path of copied) {
    if (isFetched || (await isPointer(join(directory, path)))) pointers.push(path)
  }
  const [first] = pointers
  if (first === undefined) return undefined
  const remedy = isFetched
    ? 'BuildKit fetches a Git context without Git LFS. Check the repository out with actions/checkout (lfs: true) and set context: .'
    : 'Check the repository out with lfs: true (actions/checkout).'
  const others = pointers.length > 1 ? ` and ${pointers.length - 1} more` : ''
  return `The image has Git LFS pointers instead of the files: ${shortLine(first, 200)}${others}. ${remedy}`
}

/** Reads `.gitattributes` of the folder and of those above it, up to the root of the repository. */
function usesLfs(directory: string): boolean {
  for (let folder = directory; ; folder = dirname(folder)) {
    try {
      if (readFileSync(join(folder, '.gitattributes'), 'utf8').includes('filter=lfs')) return true
    } catch {
      // Most folders have none.
    }
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return false
  }
}

/** The sources of a `COPY` or `ADD` from the context. */
export function copiedSources(instruction: string): readonly string[] {
  const [, rest = ''] = /^(?:COPY|ADD) ((?:.|\n)+)$/.exec(instruction) ?? []
  const flags = /^(?:--\S+\s+)*/.exec(rest)?.[0] ?? ''
  if (flags.includes('--from=')) return []
  const operands = rest.slice(flags.length).trim()
  const words = readJson(operands) ?? operands.split(/\s+/)
  return words.slice(0, -1)
}

function readJson(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined
  try {
    const words: unknown = JSON.parse(text)
    return Array.isArray(words) ? words.map(String) : undefined
  } catch {
    return undefined
  }
}

/** Whether a source such as `.`, `assets`, `/assets/` or `*.bin` copies the file. */
export function isBelow(path: string, source: string): boolean {
  const clean = source.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')
  if (clean === '' || clean === '.') return true
  const pattern = clean
    .split(/([*?])/)
    .map((part) => (part === '*' ? '[^/]*' : part === '?' ? '[^/]' : RegExp.escape(part)))
    .join('')
  return new RegExp(`^${pattern}(?:/|$)`).test(path)
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const pointerStart = Buffer.from('version https://git-lfs.github.com/spec/')

async function isPointer(file: string): Promise<boolean> {
  try {
    const handle = await open(file)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(pointerStart.length))
      return bytesRead === pointerStart.length && buffer.equals(pointerStart)
    } finally {
      await handle.close()
    }
  } catch {
    return false
  }
}
