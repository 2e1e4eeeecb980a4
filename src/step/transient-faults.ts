// BuildKit and buildx report errors as text, with no code that a client could read. Here that text is
// recognized. __tests__/step/fault-messages.ts has the real messages that each pattern stands for, where
// they come from, and similar ones for which a retry doesn't help.

export interface TransientFault {
  /** In plain words, as a clause. */
  readonly reason: string
  /** Its group, or else all of it, is quoted. */
  readonly pattern: RegExp
}

/** gRPC's errors for a peer that is gone: google.golang.org/grpc/internal/transport. */
const lostConnection =
  /code = Unavailable|\bUnavailable: connection error: desc = "transport:|failed to receive status: .*\bEOF\b|error reading from server|transport is closing|stream terminated by RST_STREAM|received (?:prior )?goaway|keepalive ping failed/

/**
 * The words of libcurl, of git and of ssh. git gives libcurl's code only after the first request of a fetch: that one
 * fails with `unable to access 'URL': ` and libcurl's words, which may come from its HTTP/2, its OpenSSL or its GnuTLS.
 */
const brokenGitConnection = new RegExp(
  `git stderr:[\\s\\S]*?(${[
    // Other codes come from a wrong address, a wrong certificate, an HTTP status or this machine (libcurl-errors(3)).
    /RPC failed; curl (?:7|16|18|28|35|52|55|56|81|92|95|96)\b/,
    /Empty reply from server|Server returned nothing|early EOF|Connection died, tried \d+ times/,
    /(?:Send|Recv) failure: [^\n]*|transfer closed with [^\n]* remaining|Transferred a partial file/,
    /Failed sending data to the peer|Failure when receiving data from the peer/,
    /HTTP\/2 stream \d+ (?:was (?:not )?closed cleanly[^\n]*|(?:was )?reset by [^\n]*)|in the HTTP\/?2 framing layer/,
    /SSL_ERROR_SYSCALL|GnuTLS recv error|The TLS connection was non-properly terminated|Error in the pu(?:ll|sh) function/,
    /unexpected eof while reading|unexpected disconnect while reading sideband packet/,
    /[Cc]onnection reset by peer|[Bb]roken pipe/,
    /Connection (?:closed|reset) by (?:remote host|\S+ port \d+)|Connection to \S+ closed by remote host/,
  ]
    .map(({ source }) => source)
    .join('|')})`,
)

/** Faults of a network or a server that mostly end within seconds, the most specific first. */
export const transientFaults: readonly TransientFault[] = [
  { reason: 'the connection to the daemon broke', pattern: lostConnection },
  // session/manager.go and session/group.go in moby/buildkit.
  { reason: 'the session with the daemon ended', pattern: /no active sessions?\b/ },
  {
    reason: 'the Git server is unavailable',
    pattern: /The requested URL returned error: (?:429|5(?:0[0234]|2\d))\b/,
  },
  {
    reason: 'the connection to the Git server broke',
    pattern: brokenGitConnection,
  },
  {
    reason: 'the registry limits the rate of requests',
    pattern: /\b429 Too Many Requests\b|toomanyrequests/,
  },
  {
    // DIGEST_INVALID and MANIFEST_BLOB_UNKNOWN. distribution refuses a blob now and then whose twin is uploaded at
    // the same time: an image and its cache have the same layers, and either upload may be the refused one.
    reason: 'the registry lost an upload',
    pattern: /provided digest did not match uploaded content|blob unknown to registry/,
  },
  {
    // Of a cache's manifest BuildKit gives only the registry's code: UNAVAILABLE is sent with 503.
    reason: 'the server is unavailable',
    pattern:
      /\berror writing \S+ blob: (unavailable)\b|\b(?:500 Internal Server Error|502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b|request to \S+: (52\d)\b|invalid response status 5(?:0[0234]|2\d)\b/i,
  },
  { reason: 'the TLS handshake timed out', pattern: /net\/http: TLS handshake timeout/ },
  {
    reason: 'the connection timed out',
    pattern:
      /(?:[Cc]onnection|Operation) timed out|i\/o timeout|Client\.Timeout exceeded|timeout awaiting response headers/,
  },
  {
    reason: 'the name server failed',
    pattern: /server misbehaving|Temporary failure in name resolution/,
  },
  {
    // A registry that restarts refuses connections. During a pull, a wrong name is more likely.
    reason: 'the registry refused the connection',
    pattern: /failed to (?:push|copy)\b[\s\S]*?(connect: connection refused)/,
  },
  {
    // Go's net, net/http and its HTTP/2 client.
    reason: 'the connection broke',
    pattern:
      /connection reset by peer|broken pipe|use of closed network connection|read\/write on closed pipe|http: server closed idle connection|http2: (?:server sent GOAWAY|client connection lost|Transport received Server's graceful shutdown GOAWAY)|stream error: stream ID \d+; (?:INTERNAL_ERROR|REFUSED_STREAM|CANCEL)/,
  },
  { reason: 'the connection was closed early', pattern: /(?<=: )(?:unexpected )?EOF\b/ },
]

/** Errors of BuildKit's clients of registries, Git and web servers, or of buildx's client of the daemon. */
const fromClient =
  /failed to (?:do request|copy|push|fetch|resolve|authorize|receive status|update submodules)|failed commit on ref|error writing \S+ blob|unexpected status|failed with status code|httpReadSeeker: failed open|git stderr:|\b(?:Get|Head|Post|Put|Patch) "https?:|invalid response status|no active session/

/** A failed instruction, a refused sign-in, something that doesn't exist: a retry fails in the same way. */
const lasting =
  /did not complete successfully|dockerfile parse error|\b40[134](?: |$)|unauthorized|denied|insufficient_scope|: not found$|no such host|pull rate limit|Host key verification failed|Authentication failed|terminal prompts disabled|x509:/im

/**
 * @param error of BuildKit or buildx
 * @returns why a retry may succeed, with the words of the error: `the server is unavailable
 *   (502 Bad Gateway)`; undefined when it would fail in the same way
 */
export function transientFault(error: string): string | undefined {
  const isClients = fromClient.test(error) || lostConnection.test(error)
  if (!isClients || lasting.test(error)) return undefined
  for (const { reason, pattern } of transientFaults) {
    const match = pattern.exec(error)
    if (match) return `${reason} (${match[1] ?? match[0]})`
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
