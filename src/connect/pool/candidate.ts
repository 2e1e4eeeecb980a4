import { Diagnosis } from '../../base/diagnosis.ts'
import type { Daemon } from '../../daemon/daemon.ts'
import type { Endpoint } from '../../daemon/endpoint.ts'
import { pollUntilReady } from '../../daemon/poll.ts'
import { isNativeTo, type SilentLine } from '../../pool/assign.ts'
import type { MemberState } from '../../pool/choose.ts'
import type { Attempt, Builder, PreparedBuildx } from '../builder.ts'
import {
  type EndpointInputs,
  type EndpointPorts,
  type OpenedEndpoint,
  openEndpoint,
} from '../builders/endpoint.ts'

/** A daemon that may be chosen. */
export interface Member {
  readonly endpoint: Endpoint
  /** The platforms of the daemon; empty when it reports them itself. */
  readonly platforms: readonly string[]
  /** The name behind which its address was found. Its certificate has this name. */
  readonly name?: string
}

/** A member, from the moment at which it is asked. */
export interface Candidate {
  readonly member: Member
  readonly state: MemberState
  /** Known once it has answered. */
  readonly daemon: Daemon | undefined
  /** Its newest fault. */
  readonly fault: Diagnosis | undefined
  /** The identity of its cache; undefined until the daemon reports it. */
  readonly identity: string | undefined
  ask(nowMs: number, options: AskOptions): void
  /**
   * Creates the builder of a member that has answered.
   *
   * @throws Diagnosis when it can't be used after all, which then is its state
   */
  create(preparing: PreparedBuildx): Promise<Builder>
  /** Ends pending work, unless the builder was created. Never rejects. */
  close(): Promise<void>
}

export interface AskOptions {
  /** How long to ask a member whose fault may pass. */
  readonly timeoutMs: number
  /** Present when it is likely to be chosen: its builder is prepared during the probe. */
  readonly ahead?: PreparedBuildx
}

export interface CandidateOptions {
  readonly inputs: EndpointInputs
  readonly ports: EndpointPorts
  readonly attempt: () => Attempt
  /** The platform that the daemon should be native to, unless its line names one. */
  readonly wanted?: string | undefined
  /** Called after each change of state. */
  readonly onChange: () => void
  /** Called for an error that isn't about the daemon. */
  readonly onError: (error: unknown) => void
}

/** @throws Diagnosis when a daemon can't be asked without certificates */
export function requireCredentials(
  { kind, url }: Endpoint,
  { credentials }: Pick<EndpointInputs, 'credentials'>,
): void {
  if (kind !== 'tcp' || credentials !== undefined) return
  const reason = `${url} needs TLS, but ca, cert and key are empty.`
  throw new Diagnosis('credentials-missing', reason)
}

/** How long a daemon is probed after a broken connection, before the build moves to another. */
const longestReturnMs = 2000

export function createCandidate(
  member: Member,
  { inputs, ports, attempt, wanted, onChange, onError }: CandidateOptions,
): Candidate {
  const { endpoint, name, platforms } = member
  const stop = new AbortController()
  const signal = AbortSignal.any([ports.signal, stop.signal])
  const chosen = Promise.withResolvers<Daemon>()
  chosen.promise.catch(() => {})
  let state: MemberState = { kind: 'unasked' }
  let daemon: Daemon | undefined
  let fault: Diagnosis | undefined
  let opened: OpenedEndpoint | undefined
  let creating: Promise<Builder> | undefined
  let asking: Promise<void> = Promise.resolve()
  let isCreated = false

  const setFault = (sinceMs: number, diagnosis: Diagnosis, isAskedAgain: boolean) => {
    fault = diagnosis
    const { code, mayPass } = diagnosis
    state = { kind: 'faulty', sinceMs, code, mayPass: mayPass && isAskedAgain }
    onChange()
  }
  const startCreating = (from: OpenedEndpoint, preparing: PreparedBuildx) => {
    const readyAgain = () =>
      pollUntilReady(from.probe, {
        ...{ timeoutMs: longestReturnMs, signal: ports.signal, onWait: () => {} },
      })
    const waitSeconds = () => 0
    const answers = { ready: () => chosen.promise, readyAgain, waitSeconds }
    creating = from.create(answers, preparing)
    creating.catch(() => {})
    return creating
  }
  const ask = async (nowMs: number, { timeoutMs, ahead }: AskOptions) => {
    requireCredentials(endpoint, inputs)
    const serverName = inputs.serverName ?? name
    opened = await openEndpoint(attempt(), endpoint, { ...inputs, serverName }, ports, true)
    if (ahead && opened.isRemote) void startCreating(opened, ahead)
    const onWait = (diagnosis: Diagnosis) => setFault(nowMs, diagnosis, true)
    daemon = await pollUntilReady(opened.probe, { timeoutMs, signal, onWait })
    const { builds } = daemon.load ?? {}
    const isForeign =
      wanted !== undefined && platforms.length === 0 && !isNativeTo(wanted, daemon.platforms)
    state = {
      kind: 'answered',
      ...(builds !== undefined && { builds }),
      ...(isForeign && { isForeign }),
    }
    onChange()
  }
  return {
    member,
    get state() {
      return state
    },
    get daemon() {
      return daemon
    },
    get fault() {
      return fault
    },
    get identity() {
      if (name === undefined) return endpoint.url
      // A daemon that reports no id is identified by its address.
      return daemon && (daemon.load?.worker ?? endpoint.url)
    },
    ask(nowMs, options) {
      state = { kind: 'asked', sinceMs: nowMs }
      asking = ask(nowMs, options).catch((error) => {
        if (signal.aborted) return
        if (error instanceof Diagnosis) setFault(nowMs, error, false)
        else onError(error)
      })
    },
    async create(preparing) {
      if (opened === undefined || daemon === undefined)
        throw new Error('the daemon has not answered')
      chosen.resolve(daemon)
      try {
        const builder = await (creating ?? startCreating(opened, preparing))
        isCreated = true
        return builder
      } catch (error) {
        if (error instanceof Diagnosis) {
          fault = error
          state = { kind: 'faulty', sinceMs: 0, code: error.code, mayPass: false }
        }
        throw error
      }
    },
    async close() {
      stop.abort()
      await asking
      if (isCreated) return
      chosen.reject(new Error('another daemon was chosen'))
      // It closes by itself when it fails.
      if (creating === undefined) opened?.close()
      else await creating.catch(() => {})
    },
  }
}

/** A daemon that gave no answer when it was asked for its platforms, so that it can't be chosen. */
export function createSilent({ line, fault }: SilentLine): Candidate {
  const { endpoint, platforms, kind } = line
  return {
    member: { endpoint, platforms },
    state: { kind: 'faulty', sinceMs: 0, code: fault.code, mayPass: false },
    daemon: undefined,
    fault,
    identity: kind === 'name' ? undefined : endpoint.url,
    ask() {},
    async create() {
      throw fault
    },
    async close() {},
  }
}
