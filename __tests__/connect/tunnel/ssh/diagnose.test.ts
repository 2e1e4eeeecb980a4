import { describe, expect, it } from '@jest/globals'
import {
  diagnoseCommand,
  diagnoseConnection,
  isAboutHostKey,
} from '../../../../src/connect/tunnel/ssh/diagnose.ts'
import { parseEndpoint, type SshEndpoint } from '../../../../src/daemon/endpoint.ts'

// e2e/ssh-diagnosis.test.ts has the faults that a real sshd can show on one machine. These are OpenSSH's
// messages for other faults.

const endpoint = parseEndpoint('ssh://ci@host') as SshEndpoint
const connection = (stderr: string, hasKey = true) => diagnoseConnection(endpoint, stderr, hasKey)
const command = (daemon: 'docker' | 'buildkitd', stderr: string, exitCode = 1) =>
  diagnoseCommand(endpoint, daemon, { stderr, exitCode })

describe('diagnoseConnection', () => {
  it.each([
    [
      'ssh: Could not resolve hostname host: Temporary failure in name resolution',
      'dns-not-found',
      /^DNS gave no answer about the host of ssh:\/\/ci@host \(Temporary failure in name resolution\)\. /,
    ],
    [
      'ssh: connect to host host port 22: Connection timed out',
      'connection-timeout',
      /^ssh:\/\/ci@host can't be reached /,
    ],
    [
      'ssh: connect to host host port 22: No route to host',
      'connection-timeout',
      /^ssh:\/\/ci@host can't be reached /,
    ],
    [
      'ssh: connect to host host port 22: Network is unreachable',
      'connection-timeout',
      /^ssh:\/\/ci@host can't be reached /,
    ],
    [
      'Received disconnect from 10.0.0.7 port 22:2: Too many authentication failures\r\nDisconnected from 10.0.0.7 port 22',
      'ssh-auth-failed',
      /^ssh:\/\/ci@host does not accept the key in ssh-key\. /,
    ],
    [
      'Load key "/tmp/key": error in libcrypto\r\nci@host: Permission denied (publickey).',
      'ssh-auth-failed',
      /^ssh can't use the key in ssh-key \(error in libcrypto\)\. /,
    ],
    [
      'Unable to negotiate with 10.0.0.7 port 22: no matching host key type found. Their offer: ssh-rsa,ssh-dss',
      'connection-reset',
      /^SSH with ssh:\/\/ci@host can't be set up: no matching host key type found\. /,
    ],
    [
      'kex_exchange_identification: read: Connection reset by peer\r\nConnection reset by 10.0.0.7 port 22',
      'connection-reset',
      /^ssh:\/\/ci@host closed the connection before SSH was set up \(Connection reset by 10\.0\.0\.7 port 22\)\. /,
    ],
  ] as const)('%s', (stderr, code, words) => {
    expect(connection(stderr)).toMatchObject({ code, reason: expect.stringMatching(words) })
  })

  it('does not retry when sshd is too old', () => {
    const { mayPass } = connection(
      'Unable to negotiate with h port 22: no matching cipher found. x',
    )
    expect(mayPass).toBe(false)
  })

  it('shows only the last line, without control characters', () => {
    const { message } = connection('\u001b[2Jkex\r\n##[error]hello\nlast \u0007line')
    expect(message).not.toMatch(/\p{C}/u)
    expect(message).toContain('(last line)')
  })

  it('recognizes the messages about a host key', () => {
    expect(isAboutHostKey('Host key verification failed.')).toBe(true)
    expect(isAboutHostKey('Permission denied (publickey).')).toBe(false)
  })
})

describe('diagnoseCommand', () => {
  it.each([
    ['docker', 'bash: line 1: docker: command not found', 127, 'ssh-no-docker', false],
    ['docker', 'docker: Command not found.', 1, 'ssh-no-docker', false],
    [
      'docker',
      'context "x": context not found: open meta.json: no such file',
      1,
      'ssh-no-docker',
      true,
    ],
    ['docker', "'docker' is not recognized as an internal command", 1, 'ssh-no-docker', false],
    [
      'docker',
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
      1,
      'ssh-no-docker',
      false,
    ],
    [
      'docker',
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      1,
      'ssh-no-docker',
      true,
    ],
    [
      'buildkitd',
      'error: dial unix /run/buildkit/buildkitd.sock: connect: connection refused',
      1,
      'connection-refused',
      true,
    ],
    ['buildkitd', 'sh: buildctl: not found', 127, 'not-buildkit', false],
    ['buildkitd', '', 0, 'connection-reset', true],
    [
      'buildkitd',
      'error while Copy (stdin to stream): write unix @->/run/docker.sock: write: broken pipe',
      1,
      'connection-reset',
      true,
    ],
    [
      'buildkitd',
      'error while Copy (stream to stdout): read unix @->/run/docker.sock: read: connection reset by peer',
      1,
      'connection-reset',
      true,
    ],
  ] as const)('%s: %s', (daemon, stderr, exitCode, code, mayPass) => {
    expect(command(daemon, stderr, exitCode)).toMatchObject({ code, mayPass })
  })
})
