import { Diagnosis } from '../../../base/diagnosis.ts'
import {
  refusedConnection,
  silentDns,
  unknownHost,
  unreachable,
} from '../../../daemon/diagnosis/network.ts'
import type { SshEndpoint } from '../../../daemon/endpoint.ts'
import type { DialerEnd } from '../../../processes/dialer.ts'
import { shortLine } from '../../../text/truncate.ts'

/** Whether `ssh` ended because it doesn't trust the host's key. */
export function isAboutHostKey(stderr: string): boolean {
  return /Host key verification failed|REVOKED HOST KEY/.test(stderr)
}

/**
 * Names the fault of an SSH connection that could not be set up. `ssh` has no error codes, but its messages
 * have been the same for years.
 */
export function diagnoseConnection(
  { url: at }: SshEndpoint,
  stderr: string,
  hasKey: boolean,
): Diagnosis {
  if (/Could not resolve hostname .*Temporary failure/.test(stderr)) {
    return silentDns(at, 'Temporary failure in name resolution')
  }
  if (/Could not resolve hostname/.test(stderr)) {
    return unknownHost(at, 'Could not resolve hostname')
  }
  if (/Permission denied \(|Too many authentication failures|No more authentication/.test(stderr)) {
    return new Diagnosis('ssh-auth-failed', authFailed(at, stderr, hasKey))
  }
  if (/connect to .*: Connection refused/.test(stderr)) {
    return refusedConnection(at, 'Is sshd running, and on this port?')
  }
  const noRoute = /timed out|No route to host|Network is unreachable|Host is down/i.exec(stderr)
  if (noRoute !== null) return unreachable(at, noRoute[0])
  if (/banner line contains invalid|Bad remote protocol version|no SSH banner/i.test(stderr)) {
    return new Diagnosis(
      'not-buildkit',
      `${at} does not speak SSH. Is it another service's port? Check host and port.`,
    )
  }
  const mismatch = /Unable to negotiate .*: (no matching [^.]+)/.exec(stderr)?.[1]
  if (mismatch !== undefined) {
    return new Diagnosis(
      'connection-reset',
      `SSH with ${at} can't be set up: ${mismatch}. Update the older of the two.`,
      { isCertain: true },
    )
  }
  return new Diagnosis(
    'connection-reset',
    `${at} closed the connection before SSH was set up${lastLineInBrackets(stderr)}. Is sshd listening there, and is it restarting?`,
  )
}

/** Names the fault of the command on the host, when SSH itself works. */
export function diagnoseCommand(
  endpoint: SshEndpoint,
  daemon: 'docker' | 'buildkitd',
  { stderr, exitCode }: Pick<DialerEnd, 'stderr' | 'exitCode'>,
): Diagnosis {
  const at = endpoint.url
  const [program, what] = daemon === 'docker' ? ['docker', 'Docker'] : ['buildctl', 'BuildKit']
  const code = daemon === 'docker' ? 'ssh-no-docker' : 'not-buildkit'
  if (exitCode === 127 || noProgram.test(stderr)) {
    return new Diagnosis(
      code,
      `SSH to ${at} works, but there is no ${program} on the host. Install it, or put it on the PATH of that user's non-interactive shell.`,
      { isCertain: true },
    )
  }
  if (/permission denied/i.test(stderr)) {
    return new Diagnosis(
      code,
      `SSH to ${at} works, but that user has no permission to use ${what}'s socket${lastLineInBrackets(stderr)}. Add the user to the socket's group, or name another socket: ssh://user@host/path/of/the.sock.`,
      { isCertain: true },
    )
  }
  if (hungUp.test(stderr) || lastLineInBrackets(stderr) === '') {
    return new Diagnosis(
      'connection-reset',
      `SSH to ${at} works, but the daemon there closed the connection before it answered${lastLineInBrackets(stderr)}. Is it restarting, or is it not ${what}?`,
    )
  }
  return new Diagnosis(
    daemon === 'docker' ? code : 'connection-refused',
    `SSH to ${at} works, but ${program} on the host reaches no daemon${lastLineInBrackets(stderr)}. Is the daemon running, and is its socket the usual one? For another socket, write ssh://user@host/path/of/the.sock.`,
  )
}

/** The messages of csh and of Windows. Every other shell has an exit code for it. */
const noProgram = /: Command not found\.|is not recognized/

/**
 * A daemon that closes the connection has sent the reason, but `docker system dial-stdio` may exit before it has
 * forwarded that, with one of these messages or none: Docker 20.10 lost one answer in ten that way. If it reaches
 * no daemon at all, it reports that.
 */
const hungUp = /: broken pipe|connection reset by peer/

/** An SSH connection that worked has broken. */
export function diagnoseLoss(at: string, stderr: string): Diagnosis {
  return new Diagnosis(
    'connection-reset',
    `The SSH connection to ${at} broke${lastLineInBrackets(stderr)}. Is sshd restarting?`,
  )
}

function authFailed(at: string, stderr: string, hasKey: boolean): string {
  const unusable = /Load key .*: ([^\r\n]+)/.exec(stderr)?.[1]
  if (hasKey && unusable !== undefined) {
    return `ssh can't use the key in ssh-key (${unusable}). Convert it to OpenSSH's format: ssh-keygen -p -f key`
  }
  return hasKey
    ? `${at} does not accept the key in ssh-key. Put its public half into that user's authorized_keys, and check the user's name.`
    : `${at} accepts no key of this runner. ssh-key is empty, so only keys of an agent and of the runner's own SSH configuration were tried. A pull request from a fork has no secrets.`
}

/** The last line of stderr, in brackets and bounded. It may come from a peer that isn't trusted. */
function lastLineInBrackets(stderr: string): string {
  const line = stderr
    .split(/[\r\n]+/)
    .map((each) => shortLine(each, longestQuote))
    .filter((each) => each !== '' && !/^Warning: Permanently added|^mux_client/.test(each))
    .at(-1)
  return line === undefined ? '' : ` (${line.replace(/\.$/, '')})`
}

const longestQuote = 300
