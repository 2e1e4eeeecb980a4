import { expect, it } from '@jest/globals'
import { observedControl } from '../../src/step/observed-control.ts'

/** A connection on which one call goes on, and buildx, which connects when it is told to. */
async function observe() {
  const call = Promise.withResolvers<void>()
  const buildx = Promise.withResolvers<void>()
  let answer = () => {}
  const seen = { opened: 0, proofs: 0 }
  const { control } = observedControl(
    {
      control: async () => ({
        call: (_path, _request, onMessage) => {
          answer = () => onMessage(new Uint8Array())
          return call.promise
        },
        close: () => call.reject(new Error('closed')),
      }),
    },
    {
      buildxConnected: buildx.promise,
      onOpen: () => {
        seen.opened += 1
      },
      onProof: () => {
        seen.proofs += 1
      },
    },
  )
  const open = await control?.()
  const ended = open?.call('/follow', new Uint8Array(), () => {}).catch(() => {})
  const connect = async () => {
    buildx.resolve()
    await new Promise(setImmediate)
    return seen
  }
  return { seen, answer: () => answer(), close: () => open?.close(), ended, connect }
}

it('an answer beside buildx proves that two connections are allowed', async () => {
  const { connect, answer, seen } = await observe()
  expect(await connect()).toEqual({ opened: 1, proofs: 0 })
  answer()
  expect(seen.proofs).toBe(1)
})

it('a pending call that was answered before proves it too', async () => {
  const { connect, answer, seen } = await observe()
  answer()
  expect(seen.proofs).toBe(0)
  expect(await connect()).toMatchObject({ proofs: 1 })
})

it('an answer on a connection that was closed for buildx proves nothing', async () => {
  const { connect, answer, close, ended } = await observe()
  answer()
  close()
  await ended
  expect(await connect()).toMatchObject({ proofs: 0 })
})

it('there is nothing to observe when only buildx reaches the daemon', () => {
  const options = { buildxConnected: Promise.resolve(), onOpen() {}, onProof() {} }
  expect(observedControl({}, options)).toEqual({})
})
