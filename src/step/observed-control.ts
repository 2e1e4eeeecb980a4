import type { Builder } from '../connect/builder.ts'
import type { Control } from '../daemon/control.ts'

export interface ObserveOptions {
  /** Resolves when buildx has reached the daemon. */
  readonly buildxConnected: Promise<void>
  /** Called with each connection that is opened. */
  readonly onOpen: (opened: Promise<Control>) => void
  /**
   * Called when the daemon has answered on such a connection while buildx has its own: then more than one is
   * allowed. It may be called many times.
   */
  readonly onProof: () => void
}

/** The same connections, observed. */
export function observedControl(
  { control }: Pick<Builder, 'control'>,
  { buildxConnected, onOpen, onProof }: ObserveOptions,
): Pick<Builder, 'control'> {
  if (control === undefined) return {}
  let isConnected = false
  /** Pending calls that have been answered: their connection is open. */
  const answered = new Set<symbol>()
  void buildxConnected.then(() => {
    isConnected = true
    if (answered.size > 0) onProof()
  })
  const observe = ({ call, close }: Control): Control => ({
    close,
    async call(path, request, onMessage, signal) {
      const id = Symbol(path)
      const onAnswer = (message: Uint8Array) => {
        answered.add(id)
        if (isConnected) onProof()
        onMessage(message)
      }
      try {
        await call(path, request, onAnswer, signal)
      } finally {
        answered.delete(id)
      }
    },
  })
  return {
    control: () => {
      const opened = control().then(observe)
      onOpen(opened)
      return opened
    },
  }
}
