import { setTimeout as sleep } from 'node:timers/promises'
import { lostConnection } from '../base/lost-connection.ts'
import type { WatchedBuild } from './watch.ts'

export interface PassingFault {
  /** In the words of the line that says that the build is tried again. */
  readonly reason: string
  readonly words: RegExp
  /** A real message of this class, and where it was seen. */
  readonly example: string
  readonly source: string
}

/** What passes by itself, mostly within seconds. */
export const passingFaults: readonly PassingFault[] = [
  {
    reason: 'the connection to the daemon broke',
    words: lostConnection,
    example:
      'failed to build: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
    source: 'a daemon killed in mid-build, __tests__/fixtures/streams/daemon-lost.rawjson',
  },
  {
    reason: 'the connection was reset',
    words: /connection reset by peer|broken pipe|use of closed network connection/,
    example:
      'failed to copy: failed to do request: Put "https://ghcr.io/v2/a/b/blobs/upload/1": write tcp 172.17.0.2:59548->140.82.114.33:443: write: connection reset by peer',
    source: 'https://github.com/felddy/foundryvtt-docker/issues/358',
  },
  {
    reason: 'the connection ended',
    words: /: (?:unexpected )?EOF\b/,
    example: 'failed to do request: Post "https://registry-1.docker.io/v2/a/b/blobs/uploads/": EOF',
    source: 'https://github.com/electerm/electerm-web-docker/issues/17',
  },
  {
    reason: 'the registry had no time to greet',
    words: /net\/http: TLS handshake timeout/,
    example:
      'failed to do request: Head "https://registry-1.docker.io/v2/library/golang/manifests/latest": net/http: TLS handshake timeout',
    source: 'https://github.com/docker/buildx/issues/2750',
  },
  {
    reason: 'the registry was too slow',
    words: /connection timed out|i\/o timeout|Client\.Timeout exceeded/,
    example:
      'failed commit on ref "layer-sha256:db2b": failed to do request: Put "https://ghcr.io/v2/a/b/blobs/upload/5": read tcp 172.17.0.2:48072->140.82.114.33:443: read: connection timed out',
    source: 'https://github.com/docker/build-push-action/issues/251',
  },
  {
    reason: 'the registry asked for patience',
    words: /\b429 Too Many Requests\b|toomanyrequests/,
    example:
      'docker:20.10: pulling from host registry-1.docker.io failed with status code [manifests 20.10]: 429 Too Many Requests',
    source: 'https://github.com/addnab/docker-run-action/issues/56',
  },
  {
    reason: 'the registry was not at its best',
    words: /\b(?:502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b/i,
    example: 'failed to solve: rpc error: code = Unknown desc = unexpected status: 502 Bad Gateway',
    source: 'https://github.com/docker/build-push-action/issues/239',
  },
]

/** Whose error it is: of somebody who spoke with a registry or the daemon, not of what a step ran. */
const fromNetwork = [
  /failed to (?:do request|copy|push|fetch|resolve|authorize|receive status)|failed commit on ref|unexpected status|failed with status code/,
  lostConnection,
]

/** A step's own end, a refused sign-in, what isn't there: the same again tomorrow. */
const lasting =
  /did not complete successfully|dockerfile parse error|\b40[134] |unauthorized|denied|insufficient_scope|: not found$/i

/** Why a build failed. Of one that didn't, nothing: an error on the way may have been overcome. */
export function fatalError({
  failure,
  record,
}: Pick<WatchedBuild, 'failure' | 'record'>): string | undefined {
  return failure === undefined ? undefined : (record.failure?.error ?? failure)
}

/** @returns undefined for what another try would not mend */
export function passingFault(error: string): PassingFault | undefined {
  if (!fromNetwork.some((words) => words.test(error)) || lasting.test(error)) return undefined
  return passingFaults.find(({ words }) => words.test(error))
}

/**
 * A registry cache whose manifest outlived its layers makes BuildKit fail the build; without that cache
 * it succeeds. Seen in __tests__/fixtures/streams/import-broken.rawjson.
 */
export function isMissingLayer(error: string): boolean {
  return /could not fetch content descriptor .* from remote: not found/.test(error)
}

/** Longer from try to try. Rejects when the step is canceled. */
export async function pause(retry: number, signal: AbortSignal): Promise<void> {
  await sleep(pauseSeconds(retry) * 1000, undefined, { signal })
}

/** @param retry from 1 */
export function pauseSeconds(retry: number): number {
  return Math.min(2 ** retry, 30)
}
