import { CanceledError } from '../base/errors.ts'
import { untilAborted } from '../base/timeout.ts'
import type { Builder } from '../connect/builder.ts'
import type { Control } from '../daemon/control.ts'
import { readFields } from '../daemon/protobuf-fields.ts'

/** A call that is under way, for all that ask the same. */
interface PendingCall {
  readonly messages: Uint8Array[]
  readonly listeners: Set<(message: Uint8Array) => void>
  readonly ended: Promise<void>
  /** Ends it, unless it has ended. */
  readonly abort: () => void
}

/**
 * One connection for all targets of a bake, closed when each has closed it. What several of them ask at the same
 * time, such as which builds of the repository the daemon remembers, is asked once. A call ends when it has been
 * answered, or when each that waits for it has aborted it.
 */
export function sharedControl({ control }: Pick<Builder, 'control'>): Pick<Builder, 'control'> {
  if (control === undefined) return {}
  let opened: Promise<Control> | undefined
  let holders = 0
  const pending = new Map<string, PendingCall>()

  function start(control: Control, key: string, [path, request]: readonly [string, Uint8Array]) {
    const isKept = endsByItself(path, request)
    const messages: Uint8Array[] = []
    const listeners: PendingCall['listeners'] = new Set()
    const over = new AbortController()
    let hasEnded = false
    const forget = () => {
      if (pending.get(key) === started) pending.delete(key)
    }
    const ended = control
      .call(
        path,
        request,
        (message) => {
          // What an endless call has sent isn't kept, so that a later caller makes another.
          if (isKept) messages.push(message)
          else forget()
          for (const listener of listeners) listener(message)
        },
        over.signal,
      )
      .finally(() => {
        hasEnded = true
        forget()
      })
    const abort = () => {
      if (hasEnded) return
      forget()
      over.abort(new CanceledError())
    }
    const started: PendingCall = { messages, listeners, ended, abort }
    pending.set(key, started)
    return started
  }

  return {
    async control() {
      holders += 1
      opened ??= control()
      const inner = await opened
      let isOpen = true
      return {
        async call(path, request, onMessage, signal) {
          signal?.throwIfAborted()
          const key = `${path} ${Buffer.from(request).toString('base64')}`
          const { messages, listeners, ended, abort } =
            pending.get(key) ?? start(inner, key, [path, request])
          for (const message of messages) onMessage(message)
          // Not the caller's own function: another caller may pass the same.
          const listener = (message: Uint8Array) => onMessage(message)
          listeners.add(listener)
          try {
            await untilAborted(ended, signal)
          } finally {
            listeners.delete(listener)
            if (listeners.size === 0) abort()
          }
        },
        close() {
          if (!isOpen) return
          isOpen = false
          holders -= 1
          if (holders === 0) inner.close()
        },
      }
    },
  }
}

/** A `BuildHistoryRequest` of https://github.com/moby/buildkit/blob/master/api/services/control/control.proto */
const historyRequest = { earlyExit: 3 } as const

/** Whether the answer ends without the caller. */
function endsByItself(path: string, request: Uint8Array): boolean {
  if (!path.endsWith('/ListenBuildHistory')) return true
  return readFields(request).number(historyRequest.earlyExit) === 1
}
