import { expect, it } from '@jest/globals'
import { isKnownToGo } from '../../../src/connect/builders/go-resolver.ts'

const files: Record<string, string> = {
  '/etc/hosts': '127.0.0.1 localhost\n10.0.0.7\tBuildKit.corp kit # 10.0.0.8 commented\n',
  '/etc/resolv.conf': 'nameserver 10.0.0.1\nsearch old.example\nsearch ns.svc.local svc.local\n',
}

it.each([
  ['10.0.0.7', true],
  ['::1', true],
  ['localhost', true],
  ['buildkit.corp', true],
  ['KIT.', true],
  ['commented', false],
  ['known.example.com', true],
  ['broken.example.com', false],
  ['unknown.example.com', false],
  // Kubernetes: resolved with a domain of the last search line.
  ['daemon', true],
  // An absolute name: no search domain is added.
  ['daemon.', false],
  ['old', false],
  // Names that only mDNS or systemd resolves.
  ['daemon.local', false],
  ['daemon.localhost', false],
])('predicts whether Go resolves %s: %s', async (host, isKnown) => {
  const inDns = ['known.example.com', 'daemon.svc.local', 'old.old.example']
  const asked = isKnownToGo(host, {
    platform: 'linux',
    read: async (path) => files[path] ?? '',
    async isInDns(name) {
      if (name.startsWith('broken')) throw new Error('ESERVFAIL')
      return inDns.includes(name)
    },
  })
  expect(await asked).toBe(isKnown)
})

it.each(['darwin', 'win32'] as const)('trusts the system on %s, as Go does', async (platform) => {
  const fail = () => Promise.reject(new Error('asked'))
  expect(await isKnownToGo('daemon.local', { platform, read: fail, isInDns: fail })).toBe(true)
})
