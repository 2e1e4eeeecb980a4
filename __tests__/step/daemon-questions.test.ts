import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BinaryWriter } from '@bufbuild/protobuf/wire'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Control } from '../../src/daemon/control.ts'
import { GrpcError, grpcStatus } from '../../src/daemon/grpc.ts'
import { createDaemonQuestions } from '../../src/step/daemon-questions.ts'

const directory = mkdtempSync(join(tmpdir(), 'daemon-questions-'))
afterAll(() => rmSync(directory, { recursive: true }))
beforeAll(() => {
  const refs = join(directory, 'buildx/refs/mine/node')
  mkdirSync(refs, { recursive: true })
  for (const ref of ['earlier', 'own']) writeFileSync(join(refs, ref), '')
})

/** A BuildHistoryEvent with a record of this ref. */
function event(ref: string): Uint8Array {
  const record = new BinaryWriter().tag(1, 2).string(ref).finish()
  return new BinaryWriter().tag(2, 2).bytes(record).finish()
}

type Call = (onMessage: (message: Uint8Array) => void) => Promise<void>

/** A daemon whose connections answer in turn. The last one is reused. */
function daemon(...calls: readonly Call[]) {
  const log: string[] = []
  let opened = 0
  const control = async (): Promise<Control> => {
    const call = calls[Math.min(opened, calls.length - 1)] as Call
    const number = opened++
    log.push(`open ${number}`)
    return {
      call: (path, _request, onMessage) => {
        log.push(`${number} ${path.split('/').at(-1)}`)
        return call(onMessage)
      },
      close: () => log.push(`close ${number}`),
    }
  }
  return { log, control }
}

const running =
  (...refs: readonly string[]): Call =>
  async (onMessage) => {
    for (const ref of refs) onMessage(event(ref))
  }
const silent: Call = () => new Promise(() => {})
const refused: Call = () => Promise.reject(new GrpcError('no', 200, grpcStatus.permissionDenied))
const broken: Call = () => Promise.reject(new Error('closed'))

const ask = (control: () => Promise<Control>) =>
  createDaemonQuestions({ name: 'mine', control }, { directory, earlierRefs: ['earlier'] })

describe('the daemon', () => {
  it.each<[string, Call, string]>([
    ['busy when it runs this build', running('other', 'own'), 'busy'],
    ['idle when it runs other builds', running('other'), 'idle'],
    ['idle when it runs an earlier try of this build', running('earlier'), 'idle'],
    ['alive when it refuses its history', refused, 'alive'],
  ])('is %s', async (_, call, answer) => {
    expect(await ask(daemon(call).control)?.ask(5000)).toBe(answer)
  })

  it('is asked on one connection as long as this works', async () => {
    const { log, control } = daemon(running('own'))
    const questions = ask(control)
    await questions?.ask(5000)
    await questions?.ask(5000)
    questions?.close()
    await new Promise(setImmediate)
    expect(log).toEqual(['open 0', '0 ListenBuildHistory', '0 ListenBuildHistory', 'close 0'])
  })

  it.each([
    ['is silent', silent],
    ['breaks', broken],
  ])('is asked on a new connection after one that %s', async (_, call) => {
    const { log, control } = daemon(call, running('own'))
    const questions = ask(control)
    await expect(questions?.ask(20)).rejects.toThrow()
    expect(await questions?.ask(5000)).toBe('busy')
    expect(log).toContain('close 0')
  })

  it('is first asked on the connection that is already open, which stays open', async () => {
    const { log, control } = daemon(running('own'))
    const shared = await daemon(running('own')).control()
    const calls: string[] = []
    const open: Control = {
      call: (...args) => {
        calls.push('call')
        return shared.call(...args)
      },
      close: () => calls.push('close'),
    }
    const questions = createDaemonQuestions(
      { name: 'mine', control },
      { directory, earlierRefs: [], shared: async () => open },
    )
    expect(await questions?.ask(5000)).toBe('busy')
    questions?.close()
    expect({ calls, log }).toEqual({ calls: ['call'], log: [] })
  })

  it('is asked on a new connection once the open one is silent', async () => {
    const { log, control } = daemon(running('own'))
    const open: Control = { call: () => new Promise(() => {}), close: () => log.push('closed') }
    const questions = createDaemonQuestions(
      { name: 'mine', control },
      { directory, earlierRefs: [], shared: async () => open },
    )
    await expect(questions?.ask(20)).rejects.toThrow()
    expect(await questions?.ask(5000)).toBe('busy')
    expect(log).toEqual(['open 0', '0 ListenBuildHistory'])
  })

  it('is probed when there is no connection to it', async () => {
    const probe = async () => ({ version: 'v0.34.2', platforms: [] })
    const questions = createDaemonQuestions({ name: 'mine', probe }, { directory, earlierRefs: [] })
    expect(await questions?.ask(5000)).toBe('alive')
    const never = createDaemonQuestions(
      { name: 'mine', probe: () => new Promise(() => {}) },
      { directory, earlierRefs: [] },
    )
    await expect(never?.ask(20)).rejects.toThrow('no answer in 0.02 s')
  })

  it('cannot be asked when only buildx can reach it', () => {
    expect(createDaemonQuestions({ name: 'mine' }, { directory, earlierRefs: [] })).toBeUndefined()
  })
})
