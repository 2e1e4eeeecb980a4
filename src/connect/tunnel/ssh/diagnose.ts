import { Diagnosis } from '../../../base/diagnosis.ts'
import {
  refusedConnection,
  silentDns,
  unknownHost,
  unreachable,
} from '../../../daemon/diagnosis/network.ts'
import type { SshEndpoint } from '../../../daemon/endpoint.ts'
import { shortLine } from '../../../text/truncate.ts'

/** What an `ssh` said, and how it ended. */
export interface SshEnd {
  readonly stderr: string
  /** `ssh` itself fails with 255; any other is that of the command it ran. */
  readonly exitCode: number
  readonly hasKey: boolean
}

/** Whether it ended because of the host's key, so that this key is worth a look. */
export function isAboutHostKey({ stderr }: Pick<SshEnd, 'stderr'>): boolean {
  return /Host key verification failed|REVOKED HOST KEY/.test(stderr)
}

/** Names the fault of a connection that didn't come about. `ssh` has no codes, but words that stay the same. */
export function diagnoseConnection(endpoint: SshEndpoint, end: SshEnd): Diagnosis {
  const at = endpoint.url
  const { stderr } = end
  if (/Could not resolve hostname .*Temporary failure/.test(stderr)) {
    return silentDns(at, 'Temporary failure in name resolution')
  }
  if (/Could not resolve hostname/.test(stderr)) {
    return unknownHost(at, 'Could not resolve hostname')
  }
  if (/Permission denied \(|Too many authentication failures|No more authentication/.test(stderr)) {
    return new Diagnosis('ssh-auth-failed', authFailed(at, end))
  }
  if (/connect to .*: Connection refused/.test(stderr)) {
    return refusedConnection(at, 'Is sshd running, and on this port?')
  }
  const noWay = /timed out|No route to host|Network is unreachable|Host is down/i.exec(stderr)?.[0]
  if (noWay !== undefined) return unreachable(at, noWay)
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
    `${at} closed the connection before SSH was set up${quoted(stderr)}. Is it sshd that listens there, and is it just restarting?`,
  )
}

/** Names the fault of the command behind a connection that works. */
export function diagnoseCommand(
  endpoint: SshEndpoint,
  daemon: 'docker' | 'buildkitd',
  { stderr, exitCode }: SshEnd,
): Diagnosis {
  const at = endpoint.url
  const [program, what] = daemon === 'docker' ? ['docker', 'Docker'] : ['buildctl', 'BuildKit']
  const code = daemon === 'docker' ? 'ssh-no-docker' : 'not-buildkit'
  if (exitCode === 127 || noProgram.test(stderr)) {
    return new Diagnosis(
      code,
      `SSH to ${at} works, but there is no ${program} there. Install it, or put it on the PATH of that user's non-interactive shell.`,
      { isCertain: true },
    )
  }
  if (/permission denied/i.test(stderr)) {
    return new Diagnosis(
      code,
      `SSH to ${at} works, but that user may not use ${what}'s socket${quoted(stderr)}. Add the user to the socket's group, or name another socket: ssh://user@host/path/of/the.sock.`,
      { isCertain: true },
    )
  }
  if (hungUp.test(stderr) || quoted(stderr) === '') {
    return new Diagnosis(
      'connection-reset',
      `SSH to ${at} works, but the daemon there closed the connection before it answered${quoted(stderr)}. Is it just restarting, or of another kind than ${what}?`,
    )
  }
  return new Diagnosis(
    daemon === 'docker' ? code : 'connection-refused',
    `SSH to ${at} works, but ${program} there reaches no daemon${quoted(stderr)}. Is it running, and is its socket the usual one? Name another so: ssh://user@host/path/of/the.sock.`,
  )
}

/** In the words of csh and of Windows. Every other shell has a number for it. */
const noProgram = /: Command not found\.|is not recognized/

/**
 * A daemon that won't read on has said why, but `docker system dial-stdio` may end before it has passed that
 * on, with these words or none: Docker 20.10 lost one answer in ten so. Who reaches no daemon says so.
 */
const hungUp = /: broken pipe|connection reset by peer/

/** The connection was there, and is no more. */
export function lost(at: string, stderr: string): Diagnosis {
  return new Diagnosis(
    'connection-reset',
    `The SSH connection to ${at} broke${quoted(stderr)}. Is sshd just restarting?`,
  )
}

function authFailed(at: string, { stderr, hasKey }: SshEnd): string {
  const unusable = /Load key .*: ([^\r\n]+)/.exec(stderr)?.[1]
  if (hasKey && unusable !== undefined) {
    return `ssh can't use the key in ssh-key (${unusable}). Give it in OpenSSH's form: ssh-keygen -p -f key writes it so.`
  }
  return hasKey
    ? `${at} does not accept the key in ssh-key. Put its public half into that user's authorized_keys, and check the user's name.`
    : `${at} accepts no key of this runner. ssh-key is empty, so only an agent's keys and those of the runner's own SSH configuration were tried; a pull request from a fork has no secrets.`
}

/** The last line of what was said, in brackets. It comes from a peer that nobody vouches for. */
function quoted(stderr: string): string {
  const line = stderr
    .split(/[\r\n]+/)
    .map((each) => shortLine(each, longestQuote))
    .filter((each) => each !== '' && !/^Warning: Permanently added|^mux_client/.test(each))
    .at(-1)
  return line === undefined ? '' : ` (${line.replace(/\.$/, '')})`
}

const longestQuote = 300
