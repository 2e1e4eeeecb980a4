import { describe, expect, it, jest } from '@jest/globals'
import { createRawJsonDecoder } from '../../src/progress/rawjson.ts'
import { readBytes } from '../helpers/recorded-streams.ts'

type Heard = { status: unknown } | { text: string }

function decode(...chunks: readonly (string | Uint8Array)[]): readonly Heard[] {
  const heard: Heard[] = []
  const decoder = createRawJsonDecoder({
    status: (status) => heard.push({ status }),
    text: (text) => heard.push({ text }),
  })
  for (const chunk of chunks) decoder.write(Buffer.from(chunk as string))
  decoder.end()
  return heard
}

const event = { vertexes: [{ digest: 'sha256:1', name: '[1/1] RUN echo ☃ 🐳' }] }
const line = JSON.stringify(event)

describe('createRawJsonDecoder', () => {
  it('passes on events and the text between them in order', () => {
    const input = `WARNING: No output\n${line}\n\nDockerfile:2\n${line}\nERROR: failed to solve\n`
    expect(decode(input)).toEqual([
      { text: 'WARNING: No output' },
      { status: event },
      { text: '' },
      { text: 'Dockerfile:2' },
      { status: event },
      { text: 'ERROR: failed to solve' },
    ])
  })

  it('passes on a last line without a line break only at the end', () => {
    const heard: unknown[] = []
    const decoder = createRawJsonDecoder({
      status: (status) => heard.push(status),
      text: (text) => heard.push(text),
    })
    decoder.write(Buffer.from(line))
    expect(heard).toEqual([])
    decoder.end()
    expect(heard).toEqual([event])
  })

  it('passes on nothing at the end when the last line was whole', () => {
    expect(decode(`${line}\n`)).toEqual([{ status: event }])
    expect(decode()).toEqual([])
  })

  it('reads CRLF as one line break', () => {
    expect(decode(`${line}\r\ntext\r\n\r\n`)).toEqual([
      { status: event },
      { text: 'text' },
      { text: '' },
    ])
  })

  it.each([
    ['an object of another kind', '{"level":"warning","msg":"hello"}'],
    ['an object that is cut off', '{"vertexes":[{"digest":"sha256:1"'],
    ['an array where an event has its lists', '{"vertexes":{"digest":"sha256:1"}}'],
    ['a list of something else', '{"logs":[1,null]}'],
    ['a vertex without a digest', '{"vertexes":[{"name":"RUN true"}]}'],
    ['a time that is a number', '{"vertexes":[{"digest":"sha256:1","started":1}]}'],
    ['a status without its vertex', '{"statuses":[{"id":"x","timestamp":"now","current":1}]}'],
    ['a size that is text', '{"statuses":[{"id":"","vertex":"","timestamp":"","current":"1"}]}'],
    ['inputs that are not a list', '{"vertexes":[{"digest":"sha256:1","inputs":"sha256:2"}]}'],
    ['an input that is not text', '{"vertexes":[{"digest":"sha256:1","inputs":[2]}]}'],
    [
      'a group whose name is not text',
      '{"vertexes":[{"digest":"sha256:1","progressGroup":{"name":1}}]}',
    ],
    ['a warning whose lines are not text', '{"warnings":[{"detail":[1]}]}'],
    ['a warning of a file without a name', '{"warnings":[{"sourceInfo":{"filename":1}}]}'],
    ['one bad list beside a good one', '{"vertexes":[],"logs":7}'],
    ['a brace and text', '{ echo hello; }'],
    ['an array', '[{"vertexes":[]}]'],
    ['JSON behind a space', ` ${line}`],
  ])('passes on %s as text', (_name, text) => {
    expect(decode(`${text}\n`)).toEqual([{ text }])
  })

  it('reads an empty event, and one with unknown lists, as events', () => {
    const future = { ...event, novelties: [1] }
    expect(decode(`{}\n${JSON.stringify(future)}\n`)).toEqual([{ status: {} }, { status: future }])
  })

  it('reads the data of an empty output, which is null', () => {
    const empty = { logs: [{ vertex: 'sha256:1', data: null, timestamp: '2026-01-01T00:00:00Z' }] }
    expect(decode(JSON.stringify(empty))).toEqual([{ status: empty }])
  })

  it('accepts bytes that are not UTF-8', () => {
    expect(decode(new Uint8Array([0x7b, 0xff, 0xfe, 0x0a]))).toEqual([{ text: '{\ufffd\ufffd' }])
  })

  it('returns the same wherever the boundary between two chunks is', () => {
    const bytes = Buffer.from(`text ☃\r\n${line}\r\n${line}\nlast 🐳`)
    const whole = decode(bytes)
    expect(whole).toHaveLength(4)
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(decode(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(whole)
    }
  })

  it('returns the same byte by byte', () => {
    const bytes = Buffer.from(`text ☃\r\n${line}\nlast 🐳`)
    expect(decode(...[...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(decode(bytes))
  })

  it.each(['failed', 'import-late-change', 'platforms-cold'])(
    'returns the same for the recorded build %s, however it is cut',
    (name) => {
      const bytes = readBytes(`${name}.rawjson`)
      const whole = JSON.stringify(decode(bytes))
      for (let seed = 1; seed <= 100; seed += 1) {
        const heard = JSON.stringify(decode(...cutAtRandom(bytes, seed)))
        if (heard !== whole) throw new Error(`different result when cut with seed ${seed}`)
      }
    },
  )

  it('keeps lines whole that are longer than its buffer', () => {
    const lines = [50_000, 200_000, 10, 3_000_000, 70_000].map((length, index) =>
      Array.from({ length: length / 10 }, (_, at) => `${index}.${at}`.padEnd(10, ' ')).join(''),
    )
    const chunks = cutAtRandom(Buffer.from(lines.join('\n')), 2)
    expect(decode(...chunks)).toEqual(lines.map((text) => ({ text })))
  })

  it('gives the memory of a long line back after it', () => {
    const allocate = jest.spyOn(Buffer, 'allocUnsafe')
    decode('x'.repeat(200_000), '\n', 'short', '\n')
    const sizes = allocate.mock.calls.map(([size]) => size)
    allocate.mockRestore()
    expect(sizes).toEqual([64 * 1024, 200_000, 64 * 1024])
  })

  it('does not keep a chunk, so that its buffer can be reused', () => {
    const heard: string[] = []
    const decoder = createRawJsonDecoder({ status() {}, text: (text) => heard.push(text) })
    const buffer = Buffer.from('first ')
    decoder.write(buffer)
    buffer.write('later ')
    decoder.write(buffer)
    decoder.end()
    expect(heard).toEqual(['first later '])
  })

  it('takes time proportional to the length of a line in many chunks', () => {
    // Concatenation on each chunk would copy two terabytes here.
    const chunk = Buffer.alloc(64, 'x')
    const chunks = 256 * 1024
    let length = 0
    const decoder = createRawJsonDecoder({
      status() {},
      text: (text) => {
        length = text.length
      },
    })
    const start = process.cpuUsage()
    for (let count = 0; count < chunks; count += 1) decoder.write(chunk)
    decoder.end()
    expect(length).toBe(64 * chunks)
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1e6).toBeLessThan(5)
  })
})

/** Pieces of 0 to 99 bytes, or of up to 10,000 for every other seed. */
function cutAtRandom(bytes: Buffer, seed: number): readonly Buffer[] {
  const random = createRandom(seed)
  const longest = seed % 2 ? 100 : 10_000
  const pieces: Buffer[] = []
  for (let start = 0; start < bytes.length; ) {
    const end = start + Math.floor(random() * longest)
    pieces.push(bytes.subarray(start, end))
    start = Math.min(end, bytes.length)
  }
  return pieces
}

/** The same numbers for the same seed (a linear congruential generator). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
