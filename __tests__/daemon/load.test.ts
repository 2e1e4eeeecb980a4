import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type Certificates, makeCertificates } from '../../script/rig/certificates.ts'
import { probe } from '../../src/daemon/probe.ts'
import { directEndpoint } from '../helpers/endpoint.ts'
import { type FaultyServer, grpcAnswer, grpcFault, http2, info } from '../helpers/faulty-servers.ts'

const directory = mkdtempSync(join(tmpdir(), 'load-'))
let certificates: Certificates
beforeAll(async () => {
  certificates = await makeCertificates(directory)
}, 60_000)
afterAll(() => rmSync(directory, { recursive: true }))
let server: FaultyServer
afterEach(() => server.close())

/** A length-delimited field. */
function field(number: number, ...values: (Buffer | string)[]): Buffer {
  const value = Buffer.concat(values.map((each) => Buffer.from(each)))
  return Buffer.concat([Buffer.from([(number << 3) | 2, value.length]), value])
}
const platform = field(3, field(1, 'amd64'), field(2, 'linux'))
const worker = (id: string) => field(1, field(1, id), platform)
const started = field(2, field(1, 'ref'))
const completed = Buffer.concat([Buffer.from([8, 1]), started])

type Respond = Parameters<typeof http2>[1]
type Answer = ReturnType<Respond>

/** What a probe that asks for the load returns of a daemon that answers so. */
async function loadOf(workers: Buffer, history: Answer, asksLoad = true) {
  const paths: string[] = []
  server = await http2(certificates.server, (path) => {
    paths.push(path.split('/').at(-1) ?? '')
    if (path.endsWith('/ListenBuildHistory')) return history
    return grpcAnswer(path.endsWith('/Info') ? info : workers)
  })
  const { authority, client } = certificates
  const target = {
    endpoint: directEndpoint(server.endpoint),
    credentials: { ca: authority.cert, client },
  }
  const { load } = await probe(target, 5000, undefined, undefined, asksLoad)
  return { load, paths: paths.toSorted(), connections: server.connections() }
}

const events = (...messages: Buffer[]): Answer => ({
  ...grpcAnswer(Buffer.alloc(0)),
  body: Buffer.concat(messages.map((message) => grpcAnswer(message).body ?? Buffer.alloc(0))),
})

describe('a probe that asks for the load', () => {
  it('counts the builds that run, on its one connection', async () => {
    const history = events(started, completed, started, started)
    expect(await loadOf(worker('abc'), history)).toEqual({
      load: { worker: 'abc', builds: 3 },
      paths: ['Info', 'ListWorkers', 'ListenBuildHistory'],
      connections: 1,
    })
  })

  it('counts none where none runs', async () => {
    expect((await loadOf(worker('abc'), events())).load).toEqual({ worker: 'abc', builds: 0 })
  })

  it.each([
    ['refuses the question', grpcFault(12, 'unknown method')],
    ['does not answer it', undefined],
    ['answers nonsense', events(Buffer.from('nonsense'))],
  ])('knows no number of a daemon that %s', async (_, history) => {
    expect((await loadOf(worker('abc'), history)).load).toEqual({ worker: 'abc' })
  })

  it('knows no worker of a daemon that has two', async () => {
    const workers = Buffer.concat([worker('a'), worker('b')])
    expect((await loadOf(workers, events(started))).load).toEqual({ builds: 1 })
  })

  it('is the only one that asks', async () => {
    const { load, paths } = await loadOf(worker('abc'), events(started), false)
    expect({ load, paths }).toEqual({ load: undefined, paths: ['Info', 'ListWorkers'] })
  })
})
