import type { BuildInputs } from '../buildx/build-args.ts'
import type { Outcome } from './outcome.ts'

/** The repository of the run, as contexts name it. */
export interface OwnRepository {
  /** The repository at the commit, such as `https://github.com/acme/app.git#0123…`. */
  readonly context: string
  /** The full name of the ref that the run is for, such as `refs/heads/main`. */
  readonly ref: string
}

/** The inputs of a build that may name the repository. */
export type Contexts = Pick<BuildInputs, 'context' | 'buildContexts'>

/**
 * Names the repository so that the daemon fetches the commit alone, and of the next commit only what changed.
 * As `#commit` it fetches the whole history at every commit, since it keeps no ref that a later fetch could
 * build on (source/git/source.go of moby/buildkit).
 *
 * The daemon never asks the server for the ref. It only keeps the commit under this name, so a ref that has moved
 * or is deleted changes nothing.
 *
 * @param version the daemon's, such as `v0.32.2`
 * @returns undefined where the daemon is older than v0.30.0 or of unknown version, the commit isn't a full one, or
 *   no context names the repository
 */
export function fetchByCommit(
  { context, buildContexts }: Contexts,
  { context: repository, ref }: OwnRepository,
  version: string,
): Contexts | undefined {
  const [url = '', commit = ''] = repository.split('#', 2)
  if (!isFullCommit.test(commit) || !supportsFetchByCommit(version)) return undefined
  const query = `${url}?ref=${encodeURIComponent(ref)}&checksum=${commit}&fetch-by-commit=true`
  const rewrite = (text: string): string => {
    if (text === repository) return query
    if (!text.startsWith(`${repository}:`)) return text
    const folder = text.slice(repository.length + 1)
    return folder === '' ? query : `${query}&subdir=${encodeURIComponent(folder)}`
  }
  const rewritten = {
    context: rewrite(context),
    buildContexts: buildContexts.map((entry) => {
      const [, name = '', value = ''] = /^([^=]*=)(.*)$/s.exec(entry) ?? []
      return name === '' ? entry : name + rewrite(value)
    }),
  }
  const isSame =
    rewritten.context === context &&
    rewritten.buildContexts.every((entry, index) => entry === buildContexts[index])
  return isSame ? undefined : rewritten
}

/** SHA-1 or SHA-256. */
const isFullCommit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** Since v0.30.0. A Docker daemon reports the version of the BuildKit in it. */
function supportsFetchByCommit(version: string): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? []
  return Number(major) > 0 || Number(minor) >= 30
}

/**
 * Whether a build ended because buildx, the frontend or the Git server doesn't support the query:
 *
 * - dfgitutil/git_ref.go of moby/buildkit, in buildx before v0.34.0 and in frontends before 1.24
 * - build/opt.go of docker/buildx, which demands it of the frontend, for those before 1.18
 * - older ones take the query for a part of the address
 * - apicaps of moby/buildkit, in a frontend that got the context resolved (BUILDX_SEND_GIT_QUERY_AS_INPUT)
 * - git's http.c, for a server that serves only files
 */
export function isQueryRefused(outcome: Outcome): boolean {
  return outcome.kind === 'failed' && isQueryRefusal(outcome.error)
}

/** The same of an error in buildx's words. */
export function isQueryRefusal(error: string): boolean {
  return refusals.test(error)
}

/** What the log says once a build is repeated without the query. */
export const withoutQueryNotice =
  'The query of the Git context is not supported here, so the daemon fetches the whole history.'

const refusals =
  /unexpected query "|does not support Git URLs with query string|failed to fetch remote \S*[?&]fetch-by-commit=true|unknown API capability source\.git|does not support shallow/
