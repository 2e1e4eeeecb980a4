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
 * How a build names the repository:
 *
 * - `query`: as `?ref=…&checksum=…&fetch-by-commit=true`, for the Dockerfile frontend to read
 * - `resolved-query`: the same, but buildx reads it, so an older frontend doesn't have to. The daemon's history
 *   then can't tell of which repository the build is.
 * - `fragment`: as `#…`
 */
export type GitForm = 'query' | 'resolved-query' | 'fragment'

/** Makes buildx read a query itself: `processGitURL` in build/opt.go of docker/buildx. */
export const resolvedQueryEnvironment = { BUILDX_SEND_GIT_QUERY_AS_INPUT: 'true' } as const

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
 * Decides whether the build is repeated at once with another form, because buildx, the frontend or the Git
 * server doesn't support the one that was tried.
 *
 * @returns undefined when the outcome stands
 */
export function formAfter(
  form: GitForm,
  outcome: Outcome,
): { readonly form: GitForm; readonly notice: string } | undefined {
  if (form === 'fragment' || outcome.kind !== 'failed' || !isQueryRefused(outcome.error)) {
    return undefined
  }
  return form === 'query'
    ? {
        form: 'resolved-query',
        notice: `The Dockerfile frontend doesn't support the query of the Git context, so buildx resolves it: ${outcome.error}`,
      }
    : {
        form: 'fragment',
        notice: `The query of the Git context is not supported, so the daemon fetches the whole history: ${outcome.error}`,
      }
}

/**
 * Recognizes the refusals of:
 *
 * - dfgitutil/git_ref.go of moby/buildkit, in buildx before v0.34.0 and in frontends before 1.24
 * - build/opt.go of docker/buildx, which demands it of the frontend, for those before 1.18
 * - older ones take the query for a part of the address
 * - git's http.c, for a server that serves only files
 */
function isQueryRefused(error: string): boolean {
  return /unexpected query "|does not support Git URLs with query string|failed to fetch remote \S*[?&]fetch-by-commit=true|does not support shallow/.test(
    error,
  )
}
