import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from '@jest/globals'
import type { EndpointInputs } from '../../../src/connect/builders/endpoint.ts'
import type { PoolPorts } from '../../../src/connect/pool/connect-pool.ts'
import { type Patience, survey } from '../../../src/connect/pool/survey.ts'
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

async function surveyed(
  lines: readonly MemberLine[],
  {
    signal = new AbortController().signal,
    connectTimeoutMs = 0,
    log = (_: string) => {},
    patience = undefined as Patience | undefined,
  } = {},
) {
  const given = { driver: 'remote', credentials: undefined, ssh: {}, connectTimeoutMs }
  const inputs = given as unknown as EndpointInputs
  const attempt = () => ({ name: 'x', directory })
  const shared = { directory, signal, env: {}, attempt, log: { info: log } }
  const ports = shared as unknown as PoolPorts
  const found = await survey(lines, ['linux/arm64'], inputs, ports, patience)
  expect(found.lines.map((each) => each.line)).toEqual(lines)
  return found.lines.map((each) => {
    if (each.kind === 'named') return 'named'
    return each.kind === 'answered' ? each.platforms.join() : each.fault.code
  })
}
const armWorkers = message({ 1: message({ 3: message({ 1: 'arm64', 2: 'linux' }) }) })

it('asks each daemon for its platforms whose line does not name them', async () => {
  const [asked, named] = [join(directory, 'asked.sock'), join(directory, 'named.sock')]
  servers.push(await unixDaemon(asked, { workers: armWorkers }))
  servers.push(await unixDaemon(named))
  const found = await surveyed([
    line(`unix://${asked}`),
    line(`unix://${named}`, 'linux/amd64'),
    line(`unix://${directory}/none.sock`),
    line('tcp://127.0.0.1:1'),
  ])
  expect(found).toEqual([...['linux/arm64', 'named', 'connection-refused', 'credentials-missing']])
  expect(servers[1]?.connections()).toBe(0)
})

it('ends when the action is canceled', async () => {
  const canceled = AbortSignal.abort(new Error('canceled'))
  const asking = surveyed([line(`unix://${directory}/none.sock`)], { signal: canceled })
  await expect(asking).rejects.toThrow('canceled')
})

it('waits for a daemon that is down while a platform has no native one', async () => {
  const [amd, arm] = [join(directory, 'amd.sock'), join(directory, 'arm.sock')]
  servers.push(await unixDaemon(amd))
  const lines: string[] = []
  const log = (text: string) => {
    lines.push(text)
    // It comes back once the action says that it waits for it.
    void unixDaemon(arm, { workers: armWorkers }).then((server) => servers.push(server))
  }
  const asked = [line(`unix://${amd}`), line(`unix://${arm}`)]
  const found = await surveyed(asked, { connectTimeoutMs: 60_000, log })
  expect(found).toEqual(['linux/amd64', 'linux/arm64'])
  expect(lines).toEqual([
    expect.stringMatching(
      /^connection-refused: .* No daemon that answers is native to linux\/arm64, so unix:.*arm\.sock may be\. Asking again for up to 60 s\.$/,
    ),
  ])
})

it('waits for no other daemon when one is native to the platform', async () => {
  const arm = join(directory, 'native.sock')
  servers.push(await unixDaemon(arm, { workers: armWorkers }))
  const asked = [line(`unix://${directory}/none.sock`), line(`unix://${arm}`)]
  const found = await surveyed(asked, { connectTimeoutMs: 60_000 })
  expect(found).toEqual(['connection-refused', 'linux/arm64'])
})

it('waits less when another daemon can emulate the platform', async () => {
  const both = join(directory, 'both.sock')
  const platforms = [message({ 1: 'amd64', 2: 'linux' }), message({ 1: 'arm64', 2: 'linux' })]
  const workers = message({ 1: Buffer.concat(platforms.map((each) => message({ 3: each }))) })
  servers.push(await unixDaemon(both, { workers }))
  const asked = [line(`unix://${directory}/none.sock`), line(`unix://${both}`)]
  const lines: string[] = []
  const found = await surveyed(asked, {
    connectTimeoutMs: 60_000,
    log: (text) => lines.push(text),
    patience: { nativeMs: 60_000, emulatedMs: 100 },
  })
  expect(found).toEqual(['connection-refused', 'linux/amd64,linux/arm64'])
})

it('leaves the waiting to the build when no daemon answers', async () => {
  const asked = [line(`unix://${directory}/none.sock`), line(`unix://${directory}/no.sock`)]
  const found = await surveyed(asked, { connectTimeoutMs: 60_000 })
  expect(found).toEqual(['connection-refused', 'connection-refused'])
})
