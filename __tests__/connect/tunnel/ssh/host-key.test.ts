import { expect, it } from '@jest/globals'
import { describeHostKey } from '../../../../src/connect/tunnel/ssh/host-key.ts'

const seen = { line: 'host ssh-ed25519 AAAA', type: 'ED25519', fingerprint: 'SHA256:abc' }
const changed = '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @'
const compare = 'Compare it with what ssh-keygen -lf prints on the host for its'

it.each<[string, string, typeof seen | undefined, boolean, string, string]>([
  [
    ...(['that is revoked', '@ WARNING: REVOKED HOST KEY DETECTED! @', seen, true] as const),
    'ssh-host-key-changed',
    'is marked as revoked: SHA256:abc (ED25519). Give the host a new key.',
  ],
  [
    ...(['that is revoked and not shown', 'REVOKED HOST KEY', undefined, true] as const),
    'ssh-host-key-changed',
    'is marked as revoked. Give the host a new key.',
  ],
  [
    ...(['that changed', changed, seen, true] as const),
    'ssh-host-key-changed',
    `is not the known one: the host shows SHA256:abc (ED25519). Another host may be answering. ${compare} /etc/ssh/ssh_host_*_key.pub. Only if it is the same, its line "host ssh-ed25519 AAAA" replaces the one in ssh-known-hosts.`,
  ],
  [
    ...(['that changed and is not shown', changed, undefined, true] as const),
    'ssh-host-key-changed',
    'is not the known one. Another host may be answering. Compare before you replace the line in ssh-known-hosts.',
  ],
  [
    ...(['that is unknown', 'Host key verification failed.', seen, true] as const),
    'ssh-host-key-unknown',
    `is not in ssh-known-hosts: the host shows SHA256:abc (ED25519). ${compare} /etc/ssh/ssh_host_*_key.pub. Only if it is the same, add its line "host ssh-ed25519 AAAA" to ssh-known-hosts.`,
  ],
  [
    ...(['that is unknown and not shown', '', undefined, false] as const),
    'ssh-host-key-unknown',
    "is not in ssh-known-hosts, which is empty, or this runner's own known_hosts. ssh-keyscan on a network that you trust prints the line to add.",
  ],
])('a host key %s is described', (_, stderr, key, isGiven, code, reason) => {
  expect(describeHostKey('ssh://ci@host', stderr, key, isGiven)).toMatchObject({
    code,
    reason: `The host key of ssh://ci@host ${reason}`,
  })
})
