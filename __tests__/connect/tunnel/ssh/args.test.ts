import { describe, expect, it } from '@jest/globals'
import {
  channelArgs,
  dialCommand,
  hostKeyArgs,
  masterArgs,
} from '../../../../src/connect/tunnel/ssh/args.ts'
import { parseEndpoint, type SshEndpoint } from '../../../../src/daemon/endpoint.ts'

const parse = (text: string) => parseEndpoint(text) as SshEndpoint
const endpoint = parse('ssh://ci@host:2222')
const files = { identity: '/p/ssh-key', knownHosts: '/p/known_hosts', control: '/p/ssh' }

/** Reads options as `ssh` does: the first value of a repeated option counts. */
function optionsOf(args: readonly string[]): Record<string, string> {
  const pairs = args.flatMap((arg, index) => (args[index - 1] === '-o' ? [arg.split('=', 2)] : []))
  return Object.fromEntries(pairs.toReversed().map(([name = '', value = '']) => [name, value]))
}

describe('every ssh', () => {
  const all: [string, string[]][] = [
    ['the shared connection', masterArgs(endpoint, files, 1500)],
    ['a command', channelArgs(endpoint, files, 1500, 'docker system dial-stdio')],
    ['the lookup of the host key', hostKeyArgs(endpoint, files, '/p/seen')],
  ]

  it.each(all)('asks for no input and writes none of the user’s files: %s', (_, args) => {
    expect(optionsOf(args)).toMatchObject({
      BatchMode: 'yes',
      UpdateHostKeys: 'no',
      GlobalKnownHostsFile: '/dev/null',
      VerifyHostKeyDNS: 'no',
      KnownHostsCommand: 'none',
      IdentityAgent: 'none',
      ForwardAgent: 'no',
      ClearAllForwardings: 'yes',
      ControlPersist: 'no',
    })
    expect(args.slice(0, args.indexOf('--')).join(' ')).toContain('-F none')
    expect(args[args.indexOf('--') + 1]).toBe('host')
  })

  it('checks the host key, except when it only looks the key up', () => {
    const [master = [], channel = [], look = []] = all.map(([, args]) => args)
    for (const args of [master, channel]) {
      expect(optionsOf(args)).toMatchObject({
        StrictHostKeyChecking: 'yes',
        UserKnownHostsFile: '"/p/known_hosts"',
      })
    }
    expect(optionsOf(look)).toMatchObject({
      StrictHostKeyChecking: 'accept-new',
      UserKnownHostsFile: '"/p/seen"',
      PubkeyAuthentication: 'no',
      PasswordAuthentication: 'no',
      KbdInteractiveAuthentication: 'no',
      GSSAPIAuthentication: 'no',
      HostbasedAuthentication: 'no',
      ControlPath: 'none',
    })
  })

  it('waits no longer than the time that is left', () => {
    expect(optionsOf(masterArgs(endpoint, files, 1500)).ConnectTimeout).toBe('2')
    expect(optionsOf(masterArgs(endpoint, files, 10)).ConnectTimeout).toBe('1')
  })
})

it('without a key, the runner’s configuration applies', () => {
  const args = masterArgs(parse('ssh://builder'), { control: '/p/ssh' }, 1000)
  expect(args).not.toContain('-F')
  expect(args).not.toContain('-l')
  expect(args).not.toContain('-p')
  const options = optionsOf(args)
  expect(options).toMatchObject({ StrictHostKeyChecking: 'yes' })
  for (const name of ['IdentityFile', 'IdentityAgent', 'UserKnownHostsFile', 'VerifyHostKeyDNS']) {
    expect(options).not.toHaveProperty(name)
  }
})

it('a key that an agent holds is used through the agent', () => {
  const options = optionsOf(masterArgs(endpoint, { ...files, isInAgent: true }, 1000))
  expect(options).toMatchObject({ IdentitiesOnly: 'yes', IdentityFile: '"/p/ssh-key"' })
  expect(options).not.toHaveProperty('IdentityAgent')
})

it('ssh reads a path as it is', () => {
  const odd = masterArgs(endpoint, { identity: '/a b/100%/key', control: '/a b/ssh' }, 1000)
  expect(optionsOf(odd)).toMatchObject({
    IdentityFile: '"/a b/100%%/key"',
    ControlPath: '"/a b/ssh"',
  })
})

it.each([
  ['docker', 'ssh://host', 'docker system dial-stdio'],
  ['docker', 'ssh://host/run/d.sock', 'docker --host=unix:///run/d.sock system dial-stdio'],
  ['buildkitd', 'ssh://host', 'buildctl dial-stdio'],
  ['buildkitd', 'ssh://host/run/b.sock', 'buildctl --addr=unix:///run/b.sock dial-stdio'],
] as const)('the command for %s at %s', (daemon, text, command) => {
  expect(dialCommand(daemon, parse(text))).toBe(command)
})
