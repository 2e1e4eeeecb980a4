import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type ServerHttp2Stream } from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Control, connectToDaemon, createControl } from '../../src/daemon/control.ts'
import { type ConsultOptions, consultHistory } from '../../src/history/consult-history.ts'
import { openHistorySession } from '../../src/history/history-session.ts'
import { nothingToBuild } from '../helpers/build-inputs.ts'
import { makeResult } from '../helpers/build-results.ts'
import { noFacts } from '../helpers/history-facts.ts'
import { record } from '../helpers/recorded-streams.ts'
import { vertex } from '../helpers/stream-events.ts'

// Imitated daemons: one without a history, one that hangs, one whose answers are malformed.
// e2e/insight.test.ts uses a real one.

let directory: string
let stop: (() => void) | undefined
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'follow-'))
})
afterEach(() => {
  stop?.()
  rmSync(directory, { recursive: true })
})

const buildxConnected = Promise.resolve()

async function openControl(path: string): Promise<Control> {
  const target = { endpoint: { kind: 'unix', url: `unix://${path}`, path } } as const
  return createControl(() => connectToDaemon(target))
}

/** A gRPC server that answers every call with this function. */
async function serve(answer: (stream: ServerHttp2Stream, path: string) => void) {
  const path = join(directory, 'socket')
  const server = createServer()
  const streams = new Set<ServerHttp2Stream>()
  server.on('stream', (stream, headers) => {
    streams.add(stream)
    stream.on('error', () => {})
    answer(stream, String(headers[':path']))
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  stop = () => {
    for (const stream of streams) stream.destroy()
    server.close()
  }
  return () => openControl(path)
}

function end(stream: ServerHttp2Stream, status: string, pieces: readonly Buffer[] = []): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status }))
  for (const piece of pieces) stream.write(piece)
  stream.end()
}

const build = { record: record([]), mounts: { ids: ['a'], namespace: '' } }
const nothing = noFacts

describe('a daemon', () => {
  it('that keeps no history is not awaited, and still reports its cache mounts', async () => {
    const description = Buffer.from('cached mount with id "/a"')
    const usageRecord = Buffer.concat([
      Buffer.from([0x20, 7, 0x4a, description.length]),
      description,
    ])
    const message = Buffer.concat([Buffer.from([0x0a, usageRecord.length]), usageRecord])
    const framed = Buffer.concat([Buffer.from([0, 0, 0, 0, message.length]), message])
    const open = await serve((stream, path) => {
      if (path.endsWith('/DiskUsage'))
        end(
          stream,
          '0',
          [...framed].map((byte) => Buffer.of(byte)),
        )
      else end(stream, '12')
    })
    const session = openHistorySession(open, {
      buildxConnected,
      earlierRefs: [],
      ownRefs: () => [],
    })
    expect(await session.finish(build, 60_000)).toEqual({
      ...nothing,
      cacheMounts: [{ id: 'a', bytes: 7 }],
    })
  })

  it('that keeps no record of the build is asked for it once, and is not awaited', async () => {
    const asked: string[] = []
    const open = await serve((stream) => {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const request = Buffer.concat(pieces).subarray(5)
        // Field 3 asks for the present records only. Without it the call stays open.
        if (!request.subarray(0, 2).equals(Buffer.of(0x18, 1))) return
        asked.push(String(request.subarray(4)))
        end(stream, '0')
      })
    })
    const session = openHistorySession(open, {
      buildxConnected,
      earlierRefs: ['earlier'],
      ownRefs: () => ['earlier', 'this'],
    })
    expect(await session.finish({ record: build.record }, 60_000)).toEqual({
      ...nothing,
      isUnrecorded: true,
    })
    expect(asked).toEqual(['this'])
  })

  it('that hangs is abandoned after the grace period', async () => {
    const open = await serve(() => {})
    const session = openHistorySession(open, {
      buildxConnected,
      earlierRefs: [],
      ownRefs: () => [],
    })
    expect(await session.finish({ record: build.record }, 20)).toEqual(nothing)
  })

  it('that hangs is abandoned when the build is canceled, whatever the call', async () => {
    const open = await serve(() => {})
    const canceled = new AbortController()
    const session = openHistorySession(open, {
      buildxConnected,
      earlierRefs: [],
      ownRefs: () => [],
    })
    const finished = session.finish(build, 60_000, canceled.signal)
    canceled.abort()
    expect(await finished).toEqual(nothing)
  })

  it('that is still adding up the sizes of its cache mounts is abandoned when the build is canceled', async () => {
    const canceled = new AbortController()
    const open = await serve((stream, path) => {
      if (path.endsWith('/DiskUsage')) canceled.abort()
      else end(stream, '12')
    })
    const options = {
      directory,
      earlierRefs: [],
      cacheMounts: true,
      signal: canceled.signal,
      buildxConnected,
    }
    const builder = { ...makeResult().builder, control: open }
    const mounting = vertex('[1/1] RUN --mount=type=cache,target=/a make', { started: 0 })
    const facts = consultHistory(builder, nothingToBuild, options).end(record([mounting]))
    expect(await facts).toEqual(nothing)
  })

  it('whose answers are malformed has the effect of none', async () => {
    const open = await serve((stream) =>
      end(stream, '0', [Buffer.from([0, 0, 0, 0, 2, 0xff, 0xff])]),
    )
    const session = openHistorySession(open, {
      buildxConnected,
      earlierRefs: [],
      ownRefs: () => [],
    })
    expect(await session.finish({ record: build.record }, 20)).toEqual(nothing)
  })

  it('that goes away has the effect of none', async () => {
    const open = await serve((stream) => stream.session?.destroy())
    const session = openHistorySession(open, {
      buildxConnected,
      earlierRefs: [],
      ownRefs: () => [],
    })
    expect(await session.finish({ record: build.record }, 60_000)).toEqual(nothing)
  })

  it('that cannot be reached has the effect of none', async () => {
    stop = () => {}
    const path = join(directory, 'none')
    const open = () => openControl(path)
    const session = openHistorySession(open, {
      buildxConnected,
      earlierRefs: [],
      ownRefs: () => [],
    })
    expect(await session.finish({ record: build.record }, 60_000)).toEqual(nothing)
  })
})

describe('cache mounts without a connection to the daemon', () => {
  const mounting = vertex('[1/1] RUN --mount=type=cache,target=/a make', {
    ...{ started: 0, completed: 1 },
  })
  const options = { directory: '', earlierRefs: [], cacheMounts: false, buildxConnected }
  const end = (
    builder: { isOwn: boolean; isShared?: boolean },
    more: Partial<ConsultOptions> = {},
  ) =>
    consultHistory({ ...makeResult().builder, ...builder }, nothingToBuild, {
      ...options,
      signal: new AbortController().signal,
      ...more,
    }).end(record([mounting]))

  it('are cold on a builder that was created for the build', async () => {
    expect(await end({ isOwn: true })).toEqual({
      ...noFacts,
      mountStates: new Map([[0, [{ id: '/a', isWarm: false }]]]),
    })
  })

  it('are unknown on one that an earlier step or an earlier try may have used', async () => {
    const unknown = { ...noFacts, mountStates: new Map() }
    expect(await end({ isOwn: true, isShared: true })).toEqual(unknown)
    expect(await end({ isOwn: true }, { earlierRefs: ['a'] })).toEqual(unknown)
  })

  it('are unknown on any other', async () => {
    expect(await end({ isOwn: false })).toBeUndefined()
  })
})
