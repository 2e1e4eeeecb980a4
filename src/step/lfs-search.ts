import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withTimeout } from '../base/timeout.ts'
import type { BuildInputs } from '../buildx/build-args.ts'
import { createAttemptDirectory } from '../leftovers/private-directory.ts'
import { runToEnd } from '../processes/process.ts'
import type { SolveStatus } from '../progress/solve-status.ts'
import { parseStepName } from '../progress/step-name.ts'
import { copiedSources, lfsFiles } from './lfs-files.ts'

/** A Git context that BuildKit fetches, such as `https://github.com/acme/app.git#main:folder`. */
interface GitContext {
  readonly url: string
  readonly ref: string
  /** Empty for the whole repository. */
  readonly folder: string
}

export interface SearchPorts {
  /** The private directory. */
  readonly directory: string
  readonly env: NodeJS.ProcessEnv
}

/** The whole search, which goes on beside the build. */
const longestSearchMs = 10_000
/** What is left of it when the build has ended. */
const longestWaitMs = 500

/**
 * Finds the files in Git LFS of a Git context that isn't checked out on this machine. It fetches the names of the
 * files and no content, once the build copies something from the context: a build from cache doesn't pay for it.
 *
 * @param context as buildx gets it
 */
export function createLfsSearch(
  { context, secrets }: Pick<BuildInputs, 'context' | 'secrets'>,
  ports: SearchPorts,
) {
  const repository = parseGitContext(context)
  const abort = new AbortController()
  let search: Promise<readonly string[] | undefined> | undefined
  return {
    status({ vertexes = [] }: SolveStatus): void {
      if (repository === undefined || search !== undefined) return
      const copies = vertexes.some(
        ({ name = '', started, completed }) =>
          started && !completed && copiedSources(parseStepName(name)?.instruction ?? '').length > 0,
      )
      if (!copies) return
      const work = list(repository, tokenHeader(secrets), abort.signal, ports)
      search = work.catch(() => undefined)
    },
    /** @returns paths below the context's folder; undefined when nothing was copied, or they aren't known */
    async end(isWanted: boolean): Promise<readonly string[] | undefined> {
      try {
        if (!isWanted || search === undefined) return undefined
        const pending = search
        return await withTimeout(() => pending, longestWaitMs).catch(() => undefined)
      } finally {
        abort.abort()
      }
    },
  }
}

/** Reads both forms: `URL#REF:FOLDER`, and the query that names a commit by its checksum. */
export function parseGitContext(context: string): GitContext | undefined {
  const [, address, query] = /^(https?:\/\/[^#?\s]+)\?([^#\s]+)$/.exec(context) ?? []
  if (address !== undefined) {
    const values = new URLSearchParams(query)
    const commit = values.get('checksum')
    const folder = values.get('subdir') ?? ''
    return commit === null ? undefined : { url: address, ref: commit, folder }
  }
  const [, url, ref, folder = ''] = /^(https?:\/\/[^#\s]+)#([^:\s]+)(?::(.*))?$/.exec(context) ?? []
  return url === undefined || ref === undefined ? undefined : { url, ref, folder }
}

async function list(
  { url, ref, folder }: GitContext,
  header: string | undefined,
  signal: AbortSignal,
  { directory, env }: SearchPorts,
): Promise<readonly string[] | undefined> {
  const place = createAttemptDirectory(directory)
  const git = async (...args: string[]) => {
    const program = { file: 'git', env: { ...env, GIT_TERMINAL_PROMPT: '0' } }
    const options = { directory, signal, timeoutMs: longestSearchMs, gracePeriodMs: 0 }
    const { exitCode, stdout } = await runToEnd(program, ['-C', place, ...args], options)
    if (exitCode !== 0) throw new Error(`git ${args[0]} failed`)
    return stdout
  }
  await git('init', '--quiet')
  // In a file, since every user can read the arguments of a process.
  const settings = [
    `[remote "origin"]\n\turl = ${quoted(url)}\n\tpromisor = true\n\tpartialclonefilter = blob:none\n`,
    header && `[http ${quoted(`${new URL(url).origin}/`)}]\n\textraheader = ${quoted(header)}\n`,
  ]
  await appendFile(join(place, '.git', 'config'), settings.join(''), { mode: 0o600 })
  await git('fetch', '--quiet', '--depth=1', '--no-tags', '--filter=blob:none', 'origin', ref)
  await git('read-tree', 'FETCH_HEAD')
  return lfsFiles(folder, async (args) => git(...args))
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** How BuildKit signs in to the server of the default context. */
function tokenHeader(secrets: BuildInputs['secrets']): string | undefined {
  for (const secret of secrets) {
    if (!('value' in secret)) continue
    if (/^GIT_AUTH_HEADER(?:\.|$)/.test(secret.id)) return `Authorization: ${secret.value}`
    if (!/^GIT_AUTH_TOKEN(?:\.|$)/.test(secret.id)) continue
    return `Authorization: Basic ${Buffer.from(`x-access-token:${secret.value}`).toString('base64')}`
  }
  return undefined
}
