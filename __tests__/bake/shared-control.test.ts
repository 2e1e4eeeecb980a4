import { expect, it } from '@jest/globals'
import { sharedControl } from '../../src/bake/shared-control.ts'
import type { Control } from '../../src/daemon/control.ts'

interface Call {
  readonly path: string
  readonly send: (message: Uint8Array) => void
  readonly end: () => void
}

async function open(holders: number) {
  const calls: Call[] = []
  let opened = 0
  let closed = 0
  const { control } = sharedControl({
    async control() {
      opened += 1
      return {
        call: (path, _, send) =>
          new Promise<void>((end) => {
            calls.push({ path, send, end })
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

it('lets each make a call of its own that it may end', async () => {
  const { calls, controls } = await open(2)
  ask(controls, list, following)
  expect(calls).toHaveLength(2)
  const { signal } = new AbortController()
  for (const { call } of controls) void call(list, finite, () => {}, signal)
  expect(calls).toHaveLength(4)
})

it('has no connection where the builder has none', () => {
  expect(sharedControl({})).toEqual({})
})
