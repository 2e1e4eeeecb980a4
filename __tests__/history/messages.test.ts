import { describe, expect, it } from '@jest/globals'
import {
  type HistoryRequest,
  readContent,
  readHistoryEvent,
  readLogVertices,
  readUsage,
  writeHistoryRequest,
  writeReadRequest,
  writeUsageRequest,
} from '../../src/history/messages.ts'
import { mapEntry, message, timestamp } from '../helpers/protobuf.ts'

const inToto = 'application/vnd.in-toto+json'
const began = Date.UTC(2026, 0, 2, 3, 4, 5, 678)

/** The bytes of a message as hexadecimal digits, a text as itself. */
const bytes = (...parts: readonly string[]) =>
  Buffer.concat(
    parts.map((part) =>
      /^[0-9a-f ]+$/.test(part) ? Buffer.from(part.replaceAll(' ', ''), 'hex') : Buffer.from(part),
    ),
  )

describe('a request for records', () => {
  it.each<[string, HistoryRequest, Buffer]>([
    ['of all builds so far, and then ends', {}, bytes('18 01')],
    ['of builds from now on, and stays open', { follow: true }, bytes('08 01')],
    ['of the running builds, and then ends', { running: true }, bytes('08 01 18 01')],
    ['of one build', { ref: 'ref' }, bytes('18 01 12 03', 'ref')],
    ['that match a filter', { filter: 'k==v', limit: 50 }, bytes('18 01 22 04', 'k==v', '28 32')],
  ])('asks for those %s', (_, request, expected) => {
    expect(Buffer.from(writeHistoryRequest(request))).toEqual(expected)
  })
})

it('a request for a blob has its digest and the number of bytes', () => {
  const request = writeReadRequest({ digest: 'sha256:1', size: 300 })
  expect(Buffer.from(request)).toEqual(bytes('0a 08', 'sha256:1', '18 ac 02'))
})

it('a request for the store has each filter', () => {
  expect(Buffer.from(writeUsageRequest(['x=', '']))).toEqual(bytes('0a 02', 'x=', '0a 00'))
  expect(writeUsageRequest([])).toHaveLength(0)
})

it('the bytes of a blob are those of its answer', () => {
  expect(Buffer.from(readContent(message({ 1: 8, 2: 'some' })))).toEqual(Buffer.from('some'))
  expect(readContent(message({}))).toHaveLength(0)
})

describe('an event of the history', () => {
  const blob = (digest: string, size: number, mediaType = inToto) =>
    message({ 1: mediaType, 2: digest, 3: size })
  const image = (name?: string) =>
    message({ 1: 'image', 2: [...(name === undefined ? [] : [mapEntry('name', name)])] })
  const provenance = (...attestations: readonly Buffer[]) => message({ 2: attestations })

  it('has the record of a build that ended', () => {
    const record = message({
      1: 'ref',
      3: [mapEntry('filename', 'Dockerfile'), mapEntry('build-arg:A', 'b')],
      4: [image('example.com/a:1,example.com/a:2'), image(), image('example.com/b')],
      6: timestamp(began),
      7: timestamp(began + 1500),
      8: blob('sha256:log', 70_000, 'application/vnd.buildkit.status'),
      10: provenance(blob('sha256:all', 3), blob('sha256:sbom', 4, 'application/json')),
      11: [mapEntry('linux/arm64', provenance(blob('sha256:arm', 5)))],
      15: 2,
      16: 7,
    })
    expect(readHistoryEvent(message({ 1: 1, 2: record }))).toEqual({
      ref: 'ref',
      attributes: new Map([
        ['filename', 'Dockerfile'],
        ['build-arg:A', 'b'],
      ]),
      images: ['example.com/a:1', 'example.com/a:2', 'example.com/b'],
      createdAt: began,
      completedAt: began + 1500,
      logs: { digest: 'sha256:log', size: 70_000 },
      provenances: [
        { digest: 'sha256:all', size: 3 },
        { digest: 'sha256:arm', size: 5 },
      ],
      ...{ cachedVertices: 2, totalVertices: 7 },
    })
  })

  it('has no end and no log while the build runs', () => {
    const record = message({ 1: 'ref', 6: timestamp(began) })
    expect(readHistoryEvent(message({ 2: record }))).toEqual({
      ...{ ref: 'ref', attributes: new Map(), images: [], createdAt: began, provenances: [] },
      ...{ cachedVertices: 0, totalVertices: 0 },
    })
  })

  it('has no record when one was deleted, or when it is empty', () => {
    expect(readHistoryEvent(message({ 1: 2, 2: message({ 1: 'ref' }) }))).toBeUndefined()
    expect(readHistoryEvent(message({ 1: 1 }))).toBeUndefined()
    expect(readHistoryEvent(message({ 1: 1, 2: message({ 1: 'ref' }) }))?.createdAt).toBe(0)
  })
})

describe('the daemon’s store', () => {
  it('has for each entry what is known of its use', () => {
    const entries = [
      message({
        ...{ 1: 'used', 3: true, 4: 2 ** 33, 6: timestamp(began), 7: timestamp(began + 1) },
        ...{ 8: 3, 9: 'mount / from exec make', 12: ['parent', 'other'] },
      }),
      message({ 1: 'new' }),
    ]
    expect(readUsage(message({ 1: entries }))).toEqual([
      {
        ...{ id: 'used', parents: ['parent', 'other'], description: 'mount / from exec make' },
        ...{ createdAt: began, lastUsedAt: began + 1, uses: 3, inUse: true, size: 2 ** 33 },
      },
      {
        ...{ id: 'new', parents: [], description: '', createdAt: 0 },
        ...{ uses: 0, inUse: false, size: 0 },
      },
    ])
  })
})

describe('the stream in a record', () => {
  const frame = (event: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(event.length)
    return Buffer.concat([length, event])
  }
  const vertex = (fields: Parameters<typeof message>[0]) => frame(message({ 1: message(fields) }))
  const start = message({ 1: Math.floor(began / 1000), 2: 7 })

  it('has the events of vertices, with times to a nanosecond', () => {
    const log = Buffer.concat([
      vertex({ 1: 'sha256:1', 2: ['sha256:0', 'sha256:x'], 3: 'RUN make' }),
      frame(message({ 3: message({ 4: 'output' }) })),
      vertex({ 1: 'sha256:1', 3: 'RUN make', 4: true, 5: start, 6: timestamp(began), 7: 'broke' }),
    ])
    expect(readLogVertices(log).vertices).toEqual([
      {
        ...{ digest: 'sha256:1', inputs: ['sha256:0', 'sha256:x'], name: 'RUN make' },
        ...{ cached: false, error: '' },
      },
      {
        ...{ digest: 'sha256:1', inputs: [], name: 'RUN make', cached: true, error: 'broke' },
        started: '2026-01-02T03:04:05.000000007Z',
        completed: '2026-01-02T03:04:05.678000000Z',
      },
    ])
  })

  it('ends before an event that was cut off', () => {
    const [one, two] = [vertex({ 1: 'one' }), vertex({ 1: 'two' })]
    const whole = Buffer.concat([one, two])
    const digests = (log: Buffer) => readLogVertices(log).vertices.map(({ digest }) => digest)
    expect(digests(whole)).toEqual(['one', 'two'])
    for (let length = one.length; length < whole.length; length += 1) {
      expect(digests(whole.subarray(0, length))).toEqual(['one'])
    }
  })

  it('has an event without content too', () => {
    const log = Buffer.concat([Buffer.alloc(4), vertex({ 1: 'one' })])
    expect(readLogVertices(log)).toMatchObject({ vertices: [{ digest: 'one' }], isWhole: true })
  })

  it.each([
    ['progress', message({ 2: message({ 1: 'extracting' }) })],
    ['output', message({ 3: message({ 4: 'output' }) })],
  ])('has all vertices of a message that was cut off behind its first %s', (_, first) => {
    const vertices = message({ 1: [message({ 1: 'one' }), message({ 1: 'two' })] })
    const log = frame(Buffer.concat([vertices, first, message({ 3: message({ 4: 'more' }) })]))
    const known = 4 + vertices.length + first.length
    for (let length = 4; length < log.length; length += 1) {
      const { vertices, isWhole } = readLogVertices(log.subarray(0, length), true)
      const digests = vertices.map(({ digest }) => digest)
      expect([length, digests, isWhole]).toEqual(
        length < known ? [length, [], false] : [length, ['one', 'two'], true],
      )
    }
    expect(readLogVertices(log, true).isWhole).toBe(false)
  })
})
