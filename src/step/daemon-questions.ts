import { withTimeout } from '../base/timeout.ts'
import { buildxConfig } from '../buildx/environment.ts'
import { startedBuilds } from '../buildx/refs.ts'
import type { Builder } from '../connect/builder.ts'
import type { Control } from '../daemon/control.ts'
import { GrpcError } from '../daemon/grpc.ts'
import { daemonHistory } from '../history/daemon-history.ts'
import type { Answer } from './stall-state.ts'

export interface QuestionOptions {
  /** The private directory. */
  readonly directory: string
  /** The ids of the builds that the action had started before. */
  readonly earlierRefs: readonly string[]
  /**
   * A connection that is already open, to use first: a load balancer may allow no further one. Undefined
   * when there is none.
   */
  readonly shared?: () => Promise<Control> | undefined
}

/** Asks the daemon of a running build, on the action's own connection. */
export interface DaemonQuestions {
  /** @throws when it doesn't answer within `timeoutMs` */
  readonly ask: (timeoutMs: number) => Promise<Answer>
  readonly close: () => void
}

/** @returns undefined when the action can't reach the daemon by itself */
export function createDaemonQuestions(
  { name, control, probe }: Pick<Builder, 'name' | 'control' | 'probe'>,
  { directory, earlierRefs, shared = () => undefined }: QuestionOptions,
): DaemonQuestions | undefined {
  if (control === undefined) {
    if (probe === undefined) return undefined
    return {
      ask: async (timeoutMs) => {
        await withTimeout((signal) => probe(timeoutMs, signal), timeoutMs)
        return 'alive'
      },
      close: () => {},
    }
  }
  let own: Promise<Control> | undefined
  let isSharedBroken = false
  const close = () => {
    own?.then((open) => open.close()).catch(() => {})
    own = undefined
  }
  const connect = () => {
    const open = isSharedBroken ? undefined : shared()
    if (open !== undefined) return open
    own ??= control()
    return own
  }
  const askHistory = async (signal: AbortSignal): Promise<Answer> => {
    try {
      const running = await daemonHistory(await connect()).list({ running: true }, signal)
      const started = startedBuilds(buildxConfig(directory), name)
      const builds = started.filter((ref) => !earlierRefs.includes(ref))
      return running.some(({ ref }) => builds.includes(ref)) ? 'busy' : 'idle'
    } catch (error) {
      // Its history is refused, but it answers.
      if (error instanceof GrpcError) return 'alive'
      throw error
    }
  }
  return {
    close,
    async ask(timeoutMs) {
      try {
        return await withTimeout(askHistory, timeoutMs)
      } catch (error) {
        // The next request uses a new connection.
        isSharedBroken = true
        close()
        throw error
      }
    },
  }
}
