import type { Builder } from '../connect/builder.ts'
import type { Control } from '../daemon/control.ts'
import { readFields } from '../daemon/protobuf-fields.ts'

/** A call that is under way, for all that ask the same. */
interface PendingCall {
  readonly messages: Uint8Array[]
  readonly listeners: Set<(message: Uint8Array) => void>
  readonly ended: Promise<void>
}

/**
 * One connection for all targets of a bake, closed when each has closed it. What several of them ask at the same
 * time, such as which builds of the repository the daemon remembers, is asked once.
 */
export function sharedControl({ control }: Pick<Builder, 'control'>): Pick<Builder, 'control'> {
  if (control === undefined) return {}
  let opened: Promise<Control> | undefined
  let holders = 0
  const pending = new Map<string, PendingCall>()

  function start(control: Control, key: string, [path, request]: readonly [string, Uint8Array]) {
    const messages: Uint8Array[] = []
    const listeners: PendingCall['listeners'] = new Set()
    const ended = control
      .call(path, request, (message) => {
        messages.push(message)
        for (const listener of listeners) listener(message)
      })
      .finally(() => pending.delete(key))
    const started = { messages, listeners, ended }
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
          if (signal !== undefined || !endsByItself(path, request)) {
            return inner.call(path, request, onMessage, signal)
          }
          const key = `${path} ${Buffer.from(request).toString('base64')}`
          const found = pending.get(key) ?? start(inner, key, [path, request])
          for (const message of found.messages) onMessage(message)
          found.listeners.add(onMessage)
          return found.ended
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

/** Whether the caller gets to the end of the answer. A call that it has to end must be its own. */
function endsByItself(path: string, request: Uint8Array): boolean {
  if (!path.endsWith('/ListenBuildHistory')) return true
  return readFields(request).number(historyRequest.earlyExit) === 1
}
