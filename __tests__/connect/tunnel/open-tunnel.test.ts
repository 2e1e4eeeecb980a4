import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, it } from '@jest/globals'
import { openTunnel, type TunnelOrder } from '../../../src/connect/tunnel/open-tunnel.ts'
import {
  type ContainerEndpoint,
  parseEndpoint,
  type SshEndpoint,
} from '../../../src/daemon/endpoint.ts'

const root = mkdtempSync(join(tmpdir(), 'open-tunnel-'))
afterAll(() => rmSync(root, { recursive: true }))

const container = (directory: string): TunnelOrder => ({
  ...{ kind: 'container', sockets: directory },
  endpoint: parseEndpoint('docker-container://buildkitd') as ContainerEndpoint,
})
const ssh = (directory: string): TunnelOrder => ({
  ...{ kind: 'ssh', daemon: 'docker', hasKey: false, attemptDirectory: directory },
  endpoint: parseEndpoint('ssh://ci@host') as SshEndpoint,
  ...{ files: { control: join(directory, 'control') }, sockets: directory },
})

it.each([
  ['docker', container, 'exec -i buildkitd buildctl dial-stdio'],
  ['ssh', ssh, 'docker system dial-stdio'],
])('a tunnel is opened by %s', async (program, order, words) => {
  const directory = mkdtempSync(join(root, 'x'))
  const connected = `: > ${join(directory, 'control')}; exec sleep 60`
  writeFileSync(
    join(directory, program),
    `#!/bin/sh\ncase "$*" in *ControlMaster=yes*) ${connected} ;; esac\necho "$@"\n`,
    { mode: 0o755 },
  )
  const env = { PATH: `${directory}:${process.env.PATH}` }
  const tunnel = await openTunnel(order(directory), { directory, env })
  const answer = tunnel.wrapProbe(async () => text(connect(tunnel.path)))
  expect(await answer(5000, new AbortController().signal)).toMatch(new RegExp(`${words}\n$`))
  tunnel.close()
})
