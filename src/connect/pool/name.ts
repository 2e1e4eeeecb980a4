import { setTimeout as sleep } from 'node:timers/promises'
import type { Diagnosis } from '../../base/diagnosis.ts'
import { silentDns, unknownHost } from '../../daemon/diagnosis/network.ts'
import type { TcpEndpoint } from '../../daemon/endpoint.ts'
import { addressesOf } from '../../pool/addresses.ts'
import type { MemberState } from '../../pool/choose.ts'
import type { NameLine } from '../../pool/members.ts'
import type { Candidate } from './candidate.ts'

export interface NameOptions {
  readonly signal: AbortSignal
  /** Called once, with the candidates that replace the name. */
  readonly onFound: (endpoints: readonly TcpEndpoint[]) => void
  readonly onChange: () => void
}

/** Pause between two lookups of a name that doesn't exist yet, such as that of starting pods. */
const pauseMs = 500

/**
 * A name, until its addresses are known.
 *
 * @param lookUp asks DNS
 */
export function createName(
  { endpoint, platforms }: NameLine,
  { signal, onFound, onChange }: NameOptions,
  lookUp = addressesOf,
): Candidate {
  const stop = new AbortController()
  const ended = AbortSignal.any([signal, stop.signal])
  let state: MemberState = { kind: 'unasked' }
  let fault: Diagnosis | undefined
  const find = async (sinceMs: number, timeoutMs: number) => {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      try {
        const found = await lookUp(endpoint)
        if (!ended.aborted) onFound(found)
        return
      } catch (error) {
        if (ended.aborted) return
        fault = diagnoseLookup(endpoint, error)
        const mayPass = performance.now() < deadline
        state = { kind: 'faulty', sinceMs, code: fault.code, mayPass }
        onChange()
        if (!mayPass) return
      }
      await sleep(pauseMs, undefined, { signal: ended })
    }
  }
  return {
    member: { endpoint, platforms },
    get state() {
      return state
    },
    get fault() {
      return fault
    },
    daemon: undefined,
    identity: undefined,
    ask(nowMs, { timeoutMs }) {
      state = { kind: 'asked', sinceMs: nowMs }
      find(nowMs, timeoutMs).catch(() => {})
    },
    async create() {
      throw new Error('a name is no daemon')
    },
    // A lookup can't be canceled. Its late result is ignored.
    async close() {
      stop.abort()
    },
  }
}

/** Says why a name has no addresses. */
export function diagnoseLookup({ url }: TcpEndpoint, error: unknown): Diagnosis {
  const { code = 'unknown error' } = error as NodeJS.ErrnoException
  return code === 'EAI_AGAIN' ? silentDns(url, code, error) : unknownHost(url, code, error)
}
