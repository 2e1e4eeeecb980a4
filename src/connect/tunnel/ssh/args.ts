import type { SshEndpoint } from '../../../daemon/endpoint.ts'
import type { Program } from '../../../processes/program.ts'

/** Files of this attempt that `ssh` uses. */
export interface SshFiles {
  /** The private key, or its public half when an agent holds the private one. */
  readonly identity?: string
  /** Whether the agent holds the private half. */
  readonly isInAgent?: boolean
  readonly knownHosts?: string
  /** The socket of the shared connection. */
  readonly control: string
}

/** `ssh`, reporting its errors in English. */
export function sshProgram(env: NodeJS.ProcessEnv): Program {
  return { file: 'ssh', env: { ...env, LC_ALL: 'C' } }
}

/** For the shared connection, which runs no command. */
export function masterArgs(endpoint: SshEndpoint, files: SshFiles, timeoutMs: number): string[] {
  return [
    ...['-o', 'ControlMaster=yes'],
    ...options(endpoint, files, timeoutMs),
    '-N',
    ...destination(endpoint),
  ]
}

/** For one command over the shared connection, or over one of its own when that is gone. */
export function channelArgs(
  endpoint: SshEndpoint,
  files: SshFiles,
  timeoutMs: number,
  command: string,
): string[] {
  return [...options(endpoint, files, timeoutMs), ...destination(endpoint), command]
}

/**
 * For writing the host's key to a file. No authentication is tried with a host whose key isn't known.
 */
export function hostKeyArgs(endpoint: SshEndpoint, files: SshFiles, seen: string): string[] {
  const none = ['Pubkey', 'Password', 'KbdInteractive', 'GSSAPI', 'Hostbased'].map(
    (method) => `${method}Authentication=no`,
  )
  const accept = ['StrictHostKeyChecking=accept-new', 'HashKnownHosts=no', ...none]
  return [
    ...accept.flatMap((option) => ['-o', option]),
    ...options(endpoint, { ...files, knownHosts: seen, control: undefined }, 5000),
    '-N',
    ...destination(endpoint),
  ]
}

/** `ssh` uses the first value of an option that is given twice. */
function options(
  endpoint: SshEndpoint,
  {
    identity,
    isInAgent = false,
    knownHosts,
    control,
  }: Omit<SshFiles, 'control'> & { readonly control: string | undefined },
  timeoutMs: number,
): string[] {
  const given = [
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    // Never writes to the user's known_hosts.
    'UpdateHostKeys=no',
    ...(knownHosts ? trustOnly(knownHosts) : []),
    ...(identity
      ? [
          `IdentityFile=${sshQuote(identity)}`,
          'IdentitiesOnly=yes',
          'PreferredAuthentications=publickey',
          ...(isInAgent ? [] : ['IdentityAgent=none']),
        ]
      : []),
    `ControlPath=${control ? sshQuote(control) : 'none'}`,
    'ControlMaster=no',
    'ControlPersist=no',
    `ConnectTimeout=${Math.max(1, Math.ceil(timeoutMs / 1000))}`,
    // Detects a dead host within a minute, and keeps a firewall from dropping an idle connection.
    'ServerAliveInterval=15',
    'ServerAliveCountMax=3',
    // Settings of the runner's own configuration that would get in the way.
    'ClearAllForwardings=yes',
    'ForwardAgent=no',
    'ForwardX11=no',
    'PermitLocalCommand=no',
    'RemoteCommand=none',
    'RequestTTY=no',
    'LogLevel=INFO',
  ]
  return [
    // With a key from the inputs, the runner's own configuration is ignored.
    ...(identity ? ['-F', 'none'] : []),
    ...given.flatMap((option) => ['-o', option]),
    '-T',
    ...(endpoint.user ? ['-l', endpoint.user] : []),
    ...(endpoint.port ? ['-p', String(endpoint.port)] : []),
  ]
}

/** Trusts a host only by this file: by no other file, no DNS record and no program of the runner's. */
function trustOnly(knownHosts: string): string[] {
  return [
    `UserKnownHostsFile=${sshQuote(knownHosts)}`,
    // Not `none`: `ssh` before 8.5 takes that for a file's name.
    'GlobalKnownHostsFile=/dev/null',
    'VerifyHostKeyDNS=no',
    // KnownHostsCommand is new in 8.5. This replaces the runner's own list of options to ignore, hence `*`.
    'IgnoreUnknown=*',
    'KnownHostsCommand=none',
  ]
}

/** Quotes a path for an option's value: it may have spaces, and `ssh` expands `%`. */
function sshQuote(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`
}

function destination({ host }: SshEndpoint): string[] {
  return ['--', host]
}

/** The command that connects its standard input and output to the daemon on the host. */
export function dialCommand(daemon: 'docker' | 'buildkitd', { socket }: SshEndpoint): string {
  if (daemon === 'docker') {
    return `docker ${socket ? `--host=unix://${socket} ` : ''}system dial-stdio`
  }
  return `buildctl ${socket ? `--addr=unix://${socket} ` : ''}dial-stdio`
}
