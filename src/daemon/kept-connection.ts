import type { ClientHttp2Session } from 'node:http2'
import type { Control } from './control.ts'
import type { ProbeTarget } from './daemon.ts'

/** The connection of a probe, for whoever asks the daemon next: a handshake takes longer than an answer. */
export interface KeptConnection {
  readonly keep: (session: ClientHttp2Session) => void
  /** Hands it over once; after that, and when it broke, connects anew. */
  readonly control: () => Promise<Control>
  /** Ends it, if nobody wanted it. */
  readonly close: () => void
}

export function keptConnection(target: ProbeTarget): KeptConnection {
  let kept: ClientHttp2Session | undefined
  const close = () => kept?.destroy()
  return {
    keep(session) {
      close()
      kept = session
    },
    async control() {
      const session = kept
      kept = undefined
      const { controlOver, openControl } = await import('./control.ts')
      return session === undefined || session.destroyed ? openControl(target) : controlOver(session)
    },
    close,
  }
}
