// BuildKit and buildx report errors as text, with no code that a client could read. Here that text is
// recognized: by patterns, each with a real message and where it was seen.

export interface TransientFault {
  /** In plain words, as a noun phrase. */
  readonly reason: string
  readonly pattern: RegExp
  /** A real message of this kind, and where it was seen. */
  readonly example: string
  readonly source: string
}

/** gRPC's words for a peer that is gone, as buildx passes them on. */
const lostConnection =
  /code = Unavailable|failed to receive status: .*\bEOF\b|error reading from server|transport is closing/

/** Faults of a network or a registry that mostly pass within seconds. */
export const transientFaults: readonly TransientFault[] = [
  {
    reason: 'the connection to the daemon broke',
    pattern: lostConnection,
    example:
      'failed to build: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
    source: 'a daemon killed in mid-build, __tests__/fixtures/streams/daemon-lost.rawjson',
  },
  {
    reason: 'the connection broke',
    pattern: /connection reset by peer|broken pipe|use of closed network connection/,
    example:
      'failed to copy: failed to do request: Put "https://ghcr.io/v2/a/b/blobs/upload/1": write tcp 172.17.0.2:59548->140.82.114.33:443: write: connection reset by peer',
    source: 'https://github.com/felddy/foundryvtt-docker/issues/358',
  },
  {
    reason: 'the connection was closed early',
    pattern: /(?<=: )(?:unexpected )?EOF\b/,
    example: 'failed to do request: Post "https://registry-1.docker.io/v2/a/b/blobs/uploads/": EOF',
    source: 'https://github.com/electerm/electerm-web-docker/issues/17',
  },
  {
    reason: 'the TLS handshake timed out',
    pattern: /net\/http: TLS handshake timeout/,
    example:
      'failed to do request: Head "https://registry-1.docker.io/v2/library/golang/manifests/latest": net/http: TLS handshake timeout',
    source: 'https://github.com/docker/buildx/issues/2750',
  },
  {
    reason: 'the registry timed out',
    pattern: /connection timed out|i\/o timeout|Client\.Timeout exceeded/,
    example:
      'failed commit on ref "layer-sha256:db2b": failed to do request: Put "https://ghcr.io/v2/a/b/blobs/upload/5": read tcp 172.17.0.2:48072->140.82.114.33:443: read: connection timed out',
    source: 'https://github.com/docker/build-push-action/issues/251',
  },
  {
    reason: 'the registry limits the rate of requests',
    pattern: /\b429 Too Many Requests\b|toomanyrequests/,
    example:
      'docker:20.10: pulling from host registry-1.docker.io failed with status code [manifests 20.10]: 429 Too Many Requests',
    source: 'https://github.com/addnab/docker-run-action/issues/56',
  },
  {
    reason: 'the registry is unavailable',
    pattern: /\b(?:502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b/i,
    example: 'failed to solve: rpc error: code = Unknown desc = unexpected status: 502 Bad Gateway',
    source: 'https://github.com/docker/build-push-action/issues/239',
  },
]

/** Errors of BuildKit's registry or daemon client, as opposed to the output of a `RUN`. */
const fromNetwork = [
  /failed to (?:do request|copy|push|fetch|resolve|authorize|receive status)|failed commit on ref|unexpected status|failed with status code/,
  lostConnection,
]

/** A failed instruction, a refused sign-in, something that doesn't exist: another try ends the same. */
const lasting =
  /did not complete successfully|dockerfile parse error|\b40[134] |unauthorized|denied|insufficient_scope|: not found$/i

/**
 * @param error of BuildKit or buildx
 * @returns why another try may succeed, with the words that say so: `the registry is unavailable
 *   (502 Bad Gateway)`; undefined when it would end the same
 */
export function transientFault(error: string): string | undefined {
  if (!fromNetwork.some((pattern) => pattern.test(error)) || lasting.test(error)) return undefined
  for (const { reason, pattern } of transientFaults) {
    const match = pattern.exec(error)
    if (match) return `${reason} (${match[0]})`
  }
  return undefined
}

/** Whether buildx lost the daemon, by buildx's last error. */
export function isLostConnection(error: string): boolean {
  return lostConnection.test(error) && !lasting.test(error)
}

/**
 * A registry cache whose manifest outlived its layers makes BuildKit fail the build; without that cache
 * it succeeds. Seen in __tests__/fixtures/streams/import-broken.rawjson.
 */
export function isMissingLayer(error: string): boolean {
  return /could not fetch content descriptor .* from remote: not found/.test(error)
}
