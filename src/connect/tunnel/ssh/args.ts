import type { SshEndpoint } from '../../../daemon/endpoint.ts'

/** Files of this step's own that `ssh` is to use. */
export interface SshFiles {
  /** The private key, or its public half where an agent holds it. */
  readonly identity?: string
  /** Whether the private half is with the agent. */
  readonly isInAgent?: boolean
  readonly knownHosts?: string
  /** Where the shared connection is found. */
  readonly control: string
}

/** The shared connection itself, which runs nothing. */
export function masterArgs(endpoint: SshEndpoint, files: SshFiles, timeoutMs: number): string[] {
  return [
    ...['-o', 'ControlMaster=yes'],
    ...options(endpoint, files, timeoutMs),
    '-N',
    ...destination(endpoint),
  ]
}

/** One command over the shared connection, or over one of its own when that is gone. */
export function channelArgs(
  endpoint: SshEndpoint,
  files: SshFiles,
  timeoutMs: number,
  command: string,
): string[] {
  return [...options(endpoint, files, timeoutMs), ...destination(endpoint), command]
}

/**
 * Gets as far as the host's key, which is written to a file, and not a step further: no way to sign in
 * is tried with a host that nobody vouches for.
 */
export function hostKeyArgs(endpoint: SshEndpoint, files: SshFiles, seen: string): string[] {
  const none = ['Pubkey', 'Password', 'KbdInteractive', 'GSSAPI', 'Hostbased'].map(
    (way) => `${way}Authentication=no`,
  )
  const accept = ['StrictHostKeyChecking=accept-new', 'HashKnownHosts=no', ...none]
  return [
    ...accept.flatMap((option) => ['-o', option]),
    ...options(endpoint, { ...files, knownHosts: seen, control: undefined }, 5000),
    '-N',
    ...destination(endpoint),
  ]
}

/** Of an option that is given twice, `ssh` takes the first. */
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
    // Writes to nobody's known_hosts.
    'UpdateHostKeys=no',
    ...(knownHosts ? vouching(knownHosts) : []),
    ...(identity
      ? [
          `IdentityFile=${quoted(identity)}`,
          'IdentitiesOnly=yes',
          'PreferredAuthentications=publickey',
          ...(isInAgent ? [] : ['IdentityAgent=none']),
        ]
      : []),
    `ControlPath=${control ? quoted(control) : 'none'}`,
    'ControlMaster=no',
    'ControlPersist=no',
    `ConnectTimeout=${Math.max(1, Math.ceil(timeoutMs / 1000))}`,
    // A host that is gone is noticed within a minute, and a firewall doesn't forget a quiet connection.
    'ServerAliveInterval=15',
    'ServerAliveCountMax=3',
    // What a runner's own configuration may ask for, and this has no use for.
    'ClearAllForwardings=yes',
    'ForwardAgent=no',
    'ForwardX11=no',
    'PermitLocalCommand=no',
    'RemoteCommand=none',
    'RequestTTY=no',
    'LogLevel=INFO',
  ]
  return [
    // With a key of the step's own, nothing of the runner's counts.
    ...(identity ? ['-F', 'none'] : []),
    ...given.flatMap((option) => ['-o', option]),
    '-T',
    ...(endpoint.user ? ['-l', endpoint.user] : []),
    ...(endpoint.port ? ['-p', String(endpoint.port)] : []),
  ]
}

/** Nobody else vouches for the host: no other file, no record in DNS, no program of the runner's. */
function vouching(knownHosts: string): string[] {
  return [
    `UserKnownHostsFile=${quoted(knownHosts)}`,
    // Before 8.5 `ssh` knows no `none` here, and takes it for a file's name.
    'GlobalKnownHostsFile=/dev/null',
    'VerifyHostKeyDNS=no',
    // It too is new in 8.5. The runner's own list of what to ignore would be lost, hence all.
    'IgnoreUnknown=*',
    'KnownHostsCommand=none',
  ]
}

/** A path with spaces, or with what `ssh` would replace. */
function quoted(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`
}

function destination({ host }: SshEndpoint): string[] {
  return ['--', host]
}

/** What to run on the host to reach the daemon there. */
export function dialCommand(daemon: 'docker' | 'buildkitd', { socket }: SshEndpoint): string {
  if (daemon === 'docker') {
    return `docker ${socket ? `--host=unix://${socket} ` : ''}system dial-stdio`
  }
  return `buildctl ${socket ? `--addr=unix://${socket} ` : ''}dial-stdio`
}
