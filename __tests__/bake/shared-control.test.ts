import { expect, it } from '@jest/globals'
import { sharedControl } from '../../src/bake/shared-control.ts'
import type { Control } from '../../src/daemon/control.ts'

interface Call {
  readonly path: string
  readonly send: (message: Uint8Array) => void
  readonly end: () => void
  readonly signal: AbortSignal | undefined
}

async function open(holders: number) {
  const calls: Call[] = []
  let opened = 0
  let closed = 0
  const { control } = sharedControl({
    async control() {
      opened += 1
      return {
        call: (path, _, send, signal) =>
          new Promise<void>((end) => {
            calls.push({ path, send, end, signal })
          }),
        close() {
          closed += 1
        },
      }
    },
  })
  if (control === undefined) throw new Error('no control')
  const controls = await Promise.all(Array.from({ length: holders }, () => control()))
  return { calls, controls, opened: () => opened, closed: () => closed }
}

/** Asks on each, and keeps what is answered. */
function ask(controls: readonly Control[], path: string, request: Uint8Array) {
  const answers = controls.map(() => [] as string[])
  const ends = controls.map((control, index) =>
    control.call(path, request, (message) => answers[index]?.push(String(message))),
  )
  return { answers, ends }
}

const list = '/moby.buildkit.v1.Control/ListenBuildHistory'
const finite = Uint8Array.of(0x18, 1)
const following = Uint8Array.of(0x08, 1)

it('opens one connection, and closes it when each has closed it', async () => {
  const { controls, opened, closed } = await open(2)
  controls[0]?.close()
  controls[0]?.close()
  expect([opened(), closed()]).toEqual([1, 0])
  controls[1]?.close()
  expect(closed()).toBe(1)
})

it('asks once what several ask at the same time, also those that come while the answer arrives', async () => {
  const { calls, controls } = await open(3)
  const early = ask(controls.slice(0, 2), list, finite)
  await Promise.resolve()
  expect(calls).toHaveLength(1)
  calls[0]?.send(Uint8Array.of(1))
  const late = ask(controls.slice(2), list, finite)
  await Promise.resolve()
  calls[0]?.send(Uint8Array.of(2))
  calls[0]?.end()
  await Promise.all([...early.ends, ...late.ends])
  expect(calls).toHaveLength(1)
  expect([...early.answers, ...late.answers]).toEqual([
    ['1', '2'],
    ['1', '2'],
    ['1', '2'],
  ])
})

it('asks again after the answer has ended, and for another request', async () => {
  const { calls, controls } = await open(1)
  const { ends } = ask(controls, list, finite)
  calls[0]?.end()
  await Promise.all(ends)
  ask(controls, list, finite)
  ask(controls, list, Uint8Array.of(0x18, 1, 0x28, 5))
  ask(controls, '/moby.buildkit.v1.Control/DiskUsage', finite)
  expect(calls).toHaveLength(4)
})

it('ends a call when each that waits for it has aborted it', async () => {
  const { calls, controls } = await open(2)
  const stops = [new AbortController(), new AbortController()]
  const got: string[][] = [[], []]
  const ends = controls.map(({ call }, index) =>
    call(list, following, (message) => got[index]?.push(String(message)), stops[index]?.signal),
  )
  expect(calls).toHaveLength(1)
  calls[0]?.send(Uint8Array.of(1))
  stops[0]?.abort(new Error('enough'))
  await expect(ends[0]).rejects.toThrow('enough')
  calls[0]?.send(Uint8Array.of(2))
  expect([got, calls[0]?.signal?.aborted]).toEqual([[['1'], ['1', '2']], false])
  stops[1]?.abort(new Error('enough'))
  await expect(ends[1]).rejects.toThrow('enough')
  expect(calls[0]?.signal?.aborted).toBe(true)
})

it('makes another endless call for one that comes after its first message', async () => {
  const { calls, controls } = await open(2)
  ask(controls.slice(0, 1), list, following)
  calls[0]?.send(Uint8Array.of(1))
  const late = ask(controls.slice(1), list, following)
  calls[0]?.send(Uint8Array.of(2))
  calls[1]?.send(Uint8Array.of(3))
  expect([calls.length, late.answers]).toEqual([2, [['3']]])
})

it('makes no call for one that is aborted already', async () => {
  const { calls, controls } = await open(1)
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(controls[0]?.call(list, finite, () => {}, signal)).rejects.toThrow('enough')
  expect(calls).toHaveLength(0)
})

it('has no connection where the builder has none', () => {
  expect(sharedControl({})).toEqual({})
})
