import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, expect, it } from '@jest/globals'
import { Diagnosis } from '../../../src/base/diagnosis.ts'
import { openContainerTunnel } from '../../../src/connect/tunnel/container.ts'
import type { Tunnel } from '../../../src/connect/tunnel/tunnel.ts'
import { type ContainerEndpoint, parseEndpoint } from '../../../src/daemon/endpoint.ts'

const root = mkdtempSync(join(tmpdir(), 'container-'))
afterAll(() => rmSync(root, { recursive: true }))
let tunnel: Tunnel | undefined
afterEach(() => tunnel?.close())

/** Probes through a Docker CLI that runs this script; without one, there is none. */
async function probe(script?: string): Promise<string> {
  const directory = mkdtempSync(join(root, 'x'))
  if (script !== undefined) {
    writeFileSync(join(directory, 'docker'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  }
  const env = { PATH: script === undefined ? directory : `${directory}:${process.env.PATH}` }
  const endpoint = parseEndpoint('docker-container://buildkitd') as ContainerEndpoint
  tunnel = await openContainerTunnel(endpoint, directory, { directory, env })
  const { path, wrapProbe } = tunnel
  return wrapProbe(async () => {
    const socket = connect({ path, allowHalfOpen: true })
    socket.end('hello')
    const answer = await text(socket)
    if (!answer.startsWith('hello')) throw new Diagnosis('connection-reset', 'no answer')
    return answer
  })(5000, new AbortController().signal)
}

it('pipes a connection through the command into the container', async () => {
  expect(await probe('cat; echo "$@"')).toBe('helloexec -i buildkitd buildctl dial-stdio\n')
})

it.each([
  [
    'what the command reported last',
    'echo first >&2; echo "No such container" >&2; exit 1',
    "docker-container://buildkitd can't be entered. docker says: No such container.",
    true,
  ],
  ['the probe’s own error for a command that prints nothing', 'exit 1', 'no answer.', true],
  [
    'the probe’s own error when the daemon has answered',
    'echo x; echo gone >&2',
    'no answer.',
    true,
  ],
  [
    'that the command does not exist',
    undefined,
    'There is no docker on this runner, and docker-container://buildkitd needs it.',
    false,
  ],
])('reports %s', async (_, script, reason, mayPass) => {
  await expect(probe(script)).rejects.toMatchObject({ reason, mayPass })
})

it.each([
  'Error from server (Forbidden): pods "buildkitd-0" is forbidden: User "system:serviceaccount:ci:runner" cannot get resource "pods" in API group "" in the namespace "buildkit"',
  'Error from server (Forbidden): pods "buildkitd-0" is forbidden: User "me" cannot create resource "pods/exec" in API group "" in the namespace "buildkit"',
  'error: You must be logged in to the server (Unauthorized)',
  'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://x/v1.53/containers/b/json": dial unix /var/run/docker.sock: connect: permission denied',
  'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock',
])('decides at once that rights are missing when the command says: %s', async (words) => {
  await expect(probe(`cat >&2 <<'X'\n${words}\nX\nexit 1`)).rejects.toMatchObject({
    code: 'container-forbidden',
    reason: expect.stringContaining(words),
    mayPass: false,
  })
})
