import { describe, expect, it } from '@jest/globals'
import { readFields } from '../../src/daemon/protobuf-fields.ts'
import { daemonHistory, endPattern } from '../../src/history/daemon-history.ts'
import { message, timestamp } from '../helpers/protobuf.ts'

/** A daemon that answers each call with these messages. */
function asking(...answers: readonly Buffer[]) {
  const calls: { readonly path: string; readonly request: Buffer }[] = []
  const history = daemonHistory({
    async call(path, request, onMessage) {
      calls.push({ path, request: Buffer.from(request) })
      for (const answer of answers) onMessage(answer)
    },
  })
  return { calls, history }
}

const event = (ref: string, seconds: number) =>
  message({ 2: message({ 1: ref, 6: timestamp(seconds * 1000) }) })
const listenPath = '/moby.buildkit.v1.Control/ListenBuildHistory'

describe('the history of a daemon', () => {
  it('is listed from the newest build on', async () => {
    const { calls, history } = asking(event('b', 2), event('a', 1), event('c', 3))
    const records = await history.list({ limit: 3 })
    expect(records.map(({ ref }) => ref)).toEqual(['c', 'b', 'a'])
    expect(calls).toEqual([{ path: listenPath, request: message({ 3: true, 5: 3 }) }])
  })

  it('decodes a message once for all that get it, such as the targets of a bake', async () => {
    const shared = event('a', 1)
    const [first] = await asking(shared).history.list({})
    const [second] = await asking(shared).history.list({})
    expect(second).toBe(first)
  })

  it('is followed from now on, without the records that it deletes', async () => {
    const { calls, history } = asking(event('a', 1), message({ 1: 2 }), event('b', 2))
    const seen: string[] = []
    await history.follow(({ ref }) => seen.push(ref))
    expect(seen).toEqual(['a', 'b'])
    expect(calls).toEqual([{ path: listenPath, request: message({ 1: true }) }])
  })

  it.each([
    [5, 5],
    [6, 6],
    [7, 6],
  ])('requests of a blob of %s bytes %s, when 6 are wanted at most', async (size, expected) => {
    const { calls, history } = asking(message({ 2: 'abc' }), message({ 2: 'de' }))
    expect(String(await history.read({ digest: 'sha256:1', size }, 6))).toBe('abcde')
    expect(calls.map(({ path }) => path)).toEqual(['/containerd.services.content.v1.Content/Read'])
    const request = readFields(calls[0]?.request ?? Buffer.alloc(0))
    expect([request.text(1), request.number(3)]).toEqual(['sha256:1', expected])
  })

  it('has the entries of the store that match a filter', async () => {
    const entry = (id: string) => message({ 1: message({ 1: id }) })
    const { calls, history } = asking(entry('a'), entry('b'))
    expect((await history.usage('x', 'y')).map(({ id }) => id)).toEqual(['a', 'b'])
    const path = '/moby.buildkit.v1.Control/DiskUsage'
    expect(calls).toEqual([{ path, request: message({ 1: ['x', 'y'] }) }])
  })
})

it('a filter finds the end of a description, whatever characters are in it', () => {
  const text = 'with id "a\\b" (c|d) [e] {f} ^.*+?$'
  const pattern = JSON.parse(endPattern(text))
  expect(`before ${text}`).toMatch(new RegExp(pattern))
  expect(`${text} after`).not.toMatch(new RegExp(pattern))
})
