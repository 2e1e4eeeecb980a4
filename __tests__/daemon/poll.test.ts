import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type Certificates, makeCertificates } from '../../script/rig/certificates.ts'
import { freePort } from '../../script/rig/server.ts'
import type { Diagnosis } from '../../src/base/diagnosis.ts'
import type { Daemon, ProbeTarget } from '../../src/daemon/daemon.ts'
import { type Probe, pollUntilReady } from '../../src/daemon/poll.ts'
import { probe } from '../../src/daemon/probe.ts'
import { directEndpoint } from '../helpers/endpoint.ts'
import {
  buildkit,
  type FaultyServer,
  grpcStatus,
  plainHttp,
  type Where,
} from '../helpers/faulty-servers.ts'
import { until } from '../helpers/until.ts'

const directory = mkdtempSync(join(tmpdir(), 'wait-'))
let certificates: Certificates
beforeAll(async () => {
  certificates = await makeCertificates(directory)
}, 60_000)
afterAll(() => rmSync(directory, { recursive: true }))

let step: AbortController
beforeEach(() => {
  step = new AbortController()
})
const servers: FaultyServer[] = []
afterEach(async () => {
  step.abort()
  for (const server of servers.splice(0)) await server.close()
})

/** Polls the endpoint, and collects the diagnoses for which it waits. */
function wait(endpoint: string, timeoutMs: number) {
  const waits: Diagnosis[] = []
  const target: ProbeTarget = {
    endpoint: directEndpoint(endpoint),
    credentials: { ca: certificates.authority.cert },
  }
  const probeOnce: Probe<Daemon> = (timeout, stop) => probe(target, timeout, stop)
  const onWait = (why: Diagnosis) => waits.push(why)
  const daemon = pollUntilReady(probeOnce, { timeoutMs, signal: step.signal, onWait })
  // A test that fails before it awaits the answer must not end in an unhandled rejection too.
  daemon.catch(() => {})
  return { daemon, waits }
}

async function serve(server: Promise<FaultyServer>): Promise<FaultyServer> {
  servers.push(await server)
  return server
}
/** A daemon that resets the given number of connections before it answers. */
const stumbling = (times: number, at?: Where) => serve(buildkit(certificates.server, times, at))

const aMinute = 60_000
const daemon = { version: 'v0.99.0', platforms: ['linux/amd64'] }

describe('pollUntilReady', () => {
  it('does not call onWait when the daemon answers at once', async () => {
    const { endpoint } = await stumbling(0)
    const { daemon: answer, waits } = wait(endpoint, aMinute)
    expect(await answer).toEqual(daemon)
    expect(waits).toEqual([])
  })

  it('probes until a daemon that starts late is up, and calls onWait once', async () => {
    const port = await freePort()
    const { daemon: answer, waits } = wait(`tcp://127.0.0.1:${port}`, aMinute)
    await until(() => waits.length > 0, 'it waits')
    await stumbling(0, { port })
    expect(await answer).toEqual(daemon)
    expect(waits).toMatchObject([{ code: 'connection-refused' }])
  })

  it('probes as often as necessary, and calls onWait once', async () => {
    const server = await stumbling(4)
    const { daemon: answer, waits } = wait(server.endpoint, aMinute)
    expect(await answer).toEqual(daemon)
    expect(waits).toMatchObject([{ code: 'connection-reset' }])
    expect(server.connections()).toBe(5)
  })

  it('doubles the pause each time', async () => {
    const times: number[] = []
    const note = () => times.push(performance.now())
    const server = await stumbling(3, { onSocket: note })
    await wait(server.endpoint, aMinute).daemon
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    // A timer may fire late but not early, so the lower bounds hold on any machine.
    expect(pauses).toHaveLength(3)
    for (const [index, least] of [100, 200, 400].entries()) {
      expect(pauses[index]).toBeGreaterThanOrEqual(least - 5)
    }
  })

  it('probes a last time when time is up, and throws the last fault', async () => {
    const started = performance.now()
    const { daemon: answer, waits } = wait('tcp://127.0.0.1:1', 2000)
    await expect(answer).rejects.toMatchObject({ code: 'connection-refused' })
    expect(performance.now() - started).toBeGreaterThanOrEqual(1995)
    expect(waits).toHaveLength(1)
  })

  it('probes once when the timeout is 0', async () => {
    const server = await stumbling(1)
    const { daemon: answer, waits } = wait(server.endpoint, 0)
    await expect(answer).rejects.toMatchObject({ code: 'connection-reset' })
    expect(waits).toEqual([])
    expect(server.connections()).toBe(1)
  })

  it('does not probe again after a fault that waiting cannot cure', async () => {
    const server = await serve(plainHttp())
    const { daemon: answer, waits } = wait(server.endpoint, aMinute)
    await expect(answer).rejects.toMatchObject({ code: 'not-tls' })
    expect(waits).toEqual([])
    expect(server.connections()).toBe(1)
  })

  it('stops when a transient fault is followed by a permanent one', async () => {
    const port = await freePort()
    const { daemon: answer, waits } = wait(`tcp://127.0.0.1:${port}`, aMinute)
    await until(() => waits.length > 0, 'it waits')
    await serve(plainHttp({ port }))
    await expect(answer).rejects.toMatchObject({ code: 'not-tls' })
    expect(waits).toMatchObject([{ code: 'connection-refused' }])
  })

  it('does not probe again after a refusal', async () => {
    const server = await serve(grpcStatus(certificates.server, 7, 'not you'))
    await expect(wait(server.endpoint, aMinute).daemon).rejects.toMatchObject({
      code: 'daemon-unhealthy',
      message: expect.stringContaining('not you'),
    })
    expect(server.connections()).toBe(1)
  })

  it('stops when the signal is aborted', async () => {
    const { daemon: answer, waits } = wait('tcp://127.0.0.1:1', aMinute)
    await until(() => waits.length > 0, 'it waits')
    step.abort('SIGTERM')
    await expect(answer).rejects.toBe('SIGTERM')
  })
})
