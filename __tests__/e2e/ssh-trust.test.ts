import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { tryRun } from '../../script/rig/run.ts'
import { makeSshKey, type Sshd, startSshd } from '../../script/rig/sshd.ts'
import { channelArgs } from '../../src/connect/tunnel/ssh/args.ts'
import { parseEndpoint, type SshEndpoint } from '../../src/daemon/endpoint.ts'

// The real ssh and sshd. -F gives the runner's ssh_config, since ssh looks for one in the home of the user
// who runs it.

const directory = mkdtempSync(join(tmpdir(), 'ssh-trust-'))
let sshd: Sshd
beforeAll(async () => {
  sshd = await startSshd({ directory: join(directory, 'sshd') })
})
afterAll(async () => {
  await sshd?.stop()
  rmSync(directory, { recursive: true })
})

async function connectWith(config: readonly string[], knownHosts: string) {
  const file = join(directory, 'config')
  writeFileSync(file, [...config, `IdentityFile ${sshd.key.path}`, ''].join('\n'), { mode: 0o600 })
  const known = join(directory, 'known_hosts')
  writeFileSync(known, `${knownHosts}\n`)
  const files = { knownHosts: known, control: join(directory, 'control') }
  const endpoint = parseEndpoint(sshd.endpoint) as SshEndpoint
  return tryRun('ssh', ['-F', file, ...channelArgs(endpoint, files, 5000, 'echo connected')])
}

describe("with ssh-known-hosts, the runner's configuration", () => {
  const vouching = () => [`KnownHostsCommand /bin/echo ${sshd.hostKeyLine}`, 'VerifyHostKeyDNS yes']

  it('does not accept any other key', async () => {
    const other = await makeSshKey(join(directory, 'other'))
    const { code, stderr } = await connectWith(vouching(), `elsewhere ${other.publicKey}`)
    expect({ code, stderr }).toMatchObject({
      code: 255,
      stderr: expect.stringContaining('Host key verification failed.'),
    })
  })

  it('still applies otherwise, with options that only a newer or another ssh knows', async () => {
    const config = ['IgnoreUnknown UseKeychain', 'UseKeychain yes', ...vouching()]
    const { code, stdout } = await connectWith(config, sshd.hostKeyLine)
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'connected\n' })
  })
})
