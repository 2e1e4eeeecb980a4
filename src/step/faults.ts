import type { Builder } from '../connect/builder.ts'
import type { BuildFailure } from '../record/failure.ts'

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
    // libcurl's errors (52: no answer, 18, 56 and 92: cut off), and those of git and ssh.
    reason: 'the connection to the Git server broke',
    pattern:
      /Empty reply from server|RPC failed; curl (?:18|52|56|92)\b|early EOF|Recv failure: [^\n]*|SSL_ERROR_SYSCALL|GnuTLS recv error|unexpected eof while reading|unexpected disconnect while reading sideband packet|git stderr:[\s\S]*?(Connection closed by (?:remote host|\S+ port \d+))/,
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
    reason: 'the server is unavailable',
    pattern:
      /\b(?:500 Internal Server Error|502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b|request to \S+: (52\d)\b|invalid response status 5(?:0[0234]|2\d)\b/i,
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
  /failed to (?:do request|copy|push|fetch|resolve|authorize|receive status|update submodules)|failed commit on ref|unexpected status|failed with status code|httpReadSeeker: failed open|git stderr:|\b(?:Get|Head|Post|Put|Patch) "https?:|invalid response status|no active session/

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

/** Mistakes of a new workflow, by the words of buildx, BuildKit and registries. */
const firstDayMistakes: readonly { readonly pattern: RegExp; readonly hint: string }[] = [
  {
    pattern: /unable to prepare context: path "[^"]*" not found|\bresolve : lstat /,
    hint: 'The workspace has no such path. Does the job run actions/checkout before this action? Without context, BuildKit fetches the repository itself, and needs no checkout.',
  },
  {
    pattern: /failed to read dockerfile: open .*: no such file or directory/,
    hint: 'The context has no such Dockerfile. Check context and file, whose path starts at the workspace. With context: . the job must run actions/checkout before this action.',
  },
  {
    pattern: /repository name must be lowercase/,
    hint: 'github.repository may have capitals: write the name in tags in lowercase.',
  },
  {
    pattern:
      /failed to push .*(?:\b40[13]\b|denied|unauthorized|insufficient_scope|authorization failed)/i,
    hint: 'The registry refuses this push. Sign in before this action, for instance with docker/login-action. For ghcr.io the job needs permissions: packages: write.',
  },
]

/** The remedy for a failure whose text doesn't give it; undefined when unknown. */
export function hintFor(
  { error, name, lastOutput }: Pick<BuildFailure, 'error' | 'name' | 'lastOutput'>,
  { isOwn }: Pick<Builder, 'isOwn'>,
): string | undefined {
  if (error.includes('failed to update submodules')) {
    return 'The daemon clones submodules of a Git context with the token of the workflow, which mostly cannot read another private repository. Check the repository out with actions/checkout (submodules: true, and a token that can) and set context: .'
  }
  const mistake = firstDayMistakes.find(({ pattern }) => pattern.test(error))
  if (mistake) return mistake.hint
  const isOfDaemon = isDiskFull(error, name)
  if (isOfDaemon || lastOutput.some((line) => noSpaceLeft.test(line))) {
    return isOwn
      ? "The runner's disk is full: a local builder keeps its layers there."
      : `The disk of the BuildKit daemon is full, not the runner's. ${moreSpace}`
  }
  if (noSpaceLeft.test(error) && isOnRunner.test(name)) {
    return "The runner's disk is full, not the one of the BuildKit daemon."
  }
  return undefined
}

/**
 * What to do about an error of buildx outside of any vertex.
 *
 * @returns undefined when the error says it
 */
export function hintForBuildx(error: string): string | undefined {
  // Of `buildx bake`, in bake/entitlements.go of docker/buildx. Older releases name no entitlement.
  if (!error.includes('additional privileges requested')) return undefined
  const names = [...error.matchAll(/--allow[= ]([^\s"]+)/g)].map(([, name = '']) => name)
  const what = names.length === 0 ? 'the entitlements of the definition' : names.join(', ')
  return `The definition asks for more than the input allow grants. Add ${what} to allow, or remove it from the definition.`
}

/** The remedy for a full disk of the daemon. */
export const moreSpace =
  'Free space there with docker buildx prune, and give the daemon limits that fit its disk (docs/sizing.md).'

/**
 * Whether an error says that the disk of the daemon is full.
 *
 * @param vertex the name of the one that failed; undefined when the build failed outside of any
 */
export function isDiskFull(error: string, vertex: string | undefined): boolean {
  // An error from a server is about the server's own disk.
  const isElsewhere = /unexpected status|failed with status|invalid response status/.test(error)
  return noSpaceLeft.test(error) && !isElsewhere && !isOnRunner.test(vertex ?? '')
}

/** Whether a vertex is buildx's wait for the daemon, in driver/remote/driver.go of docker/buildx. */
export function isWaitingForConnection(vertex: string): boolean {
  return vertex === '[internal] waiting for connection'
}

/** ENOSPC and EDQUOT, in the words of Go, or of a program that a step ran. */
const noSpaceLeft = /no space left on device|disk quota exceeded/i

/** Vertices that write to the runner. */
const isOnRunner = /^(?:exporting to client|sending tarball|copying files|importing to docker)/
