import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from '@jest/globals'
import type { EndpointInputs } from '../../../src/connect/builders/endpoint.ts'
import type { PoolPorts } from '../../../src/connect/pool/connect-pool.ts'
import { survey } from '../../../src/connect/pool/survey.ts'
import { parseEndpoint } from '../../../src/daemon/endpoint.ts'
import type { MemberLine } from '../../../src/pool/members.ts'
import type { FaultyServer } from '../../helpers/faulty-servers.ts'
import { message } from '../../helpers/protobuf.ts'
import { unixDaemon } from '../../helpers/unix-daemon.ts'

const directory = mkdtempSync(join(tmpdir(), 'survey-'))
afterAll(() => rmSync(directory, { recursive: true }))
const servers: FaultyServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

const line = (url: string, ...platforms: string[]) =>
  ({ kind: 'endpoint', endpoint: parseEndpoint(url), platforms }) as unknown as MemberLine

async function surveyed(lines: readonly MemberLine[], signal = new AbortController().signal) {
  const inputs = { driver: 'remote', credentials: undefined, ssh: {} } as unknown as EndpointInputs
  const attempt = () => ({ name: 'x', directory })
  const ports = { directory, signal, env: {}, attempt } as unknown as PoolPorts
  const found = await survey(lines, inputs, ports)
  expect(found.map((each) => each.line)).toEqual(lines)
  return found.map(({ platforms }) => platforms)
}

it('asks each daemon for its platforms whose line does not name them', async () => {
  const arm = message({ 1: 'arm64', 2: 'linux' })
  const [asked, named] = [join(directory, 'asked.sock'), join(directory, 'named.sock')]
  servers.push(await unixDaemon(asked, { workers: message({ 1: message({ 3: arm }) }) }))
  servers.push(await unixDaemon(named))
  const found = await surveyed([
    line(`unix://${asked}`),
    line(`unix://${named}`, 'linux/amd64'),
    line(`unix://${directory}/none.sock`),
    line('tcp://127.0.0.1:1'),
  ])
  expect(found).toEqual([['linux/arm64'], undefined, undefined, undefined])
  expect(servers[1]?.connections()).toBe(0)
})

it('ends when the action is canceled', async () => {
  const canceled = AbortSignal.abort(new Error('canceled'))
  const asking = surveyed([line(`unix://${directory}/none.sock`)], canceled)
  await expect(asking).rejects.toThrow('canceled')
})
