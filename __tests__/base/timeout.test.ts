import { describe, expect, it } from '@jest/globals'
import { CanceledError } from '../../src/base/errors.ts'
import { TimeoutError, withTimeout } from '../../src/base/timeout.ts'

const never = () => new Promise<never>(() => {})

describe('withTimeout', () => {
  it('returns the result of the work', async () => {
    expect(await withTimeout(async () => 'done', 60_000)).toBe('done')
  })

  it('throws the error of the work', async () => {
    const work = () => Promise.reject(new Error('refused'))
    await expect(withTimeout(work, 60_000)).rejects.toThrow('refused')
  })

  it('throws a TimeoutError that names the timeout', async () => {
    await expect(withTimeout(never, 10)).rejects.toThrow(new TimeoutError(10))
    expect(new TimeoutError(1500).message).toBe('no answer in 1.5 s')
  })

  it('aborts the signal of the work when the timeout expires', async () => {
    let signal: AbortSignal | undefined
    const work = (given: AbortSignal) => {
      signal = given
      return never()
    }
    await expect(withTimeout(work, 10)).rejects.toThrow(TimeoutError)
    expect(signal?.reason).toEqual(new TimeoutError(10))
  })

  it('throws a CanceledError when the signal is aborted meanwhile', async () => {
    const controller = new AbortController()
    const waiting = withTimeout(never, 60_000, controller.signal)
    controller.abort()
    await expect(waiting).rejects.toThrow(CanceledError)
  })

  it('does not start the work when the signal is already aborted', async () => {
    let isStarted = false
    const work = async () => {
      isStarted = true
    }
    await expect(withTimeout(work, 60_000, AbortSignal.abort())).rejects.toThrow(CanceledError)
    expect(isStarted).toBe(false)
  })

  it('ignores a rejection after the timeout', async () => {
    const late = () =>
      new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 30))
    await expect(withTimeout(late, 5)).rejects.toThrow(TimeoutError)
    // An unhandled rejection would end this process.
    await new Promise((resolve) => setTimeout(resolve, 60))
  })
})
