import type { ClientHttp2Session } from 'node:http2'
import type { Control } from './control.ts'
import type { ProbeTarget } from './daemon.ts'

/** The probe's connection, kept for the next calls: a TLS handshake takes longer than an answer. */
export interface KeptConnection {
  /** Takes over a session, and closes the one before. */
  readonly keep: (session: ClientHttp2Session) => void
  /** The kept session, to its first caller; a new one later, or when the kept one broke. */
  readonly control: () => Promise<Control>
  /** The IP address that answered last; undefined as long as none has. */
  readonly address: () => string | undefined
  /** Closes the session unless a caller has taken it. */
  readonly close: () => void
}

/** @param target called before each new connection */
export function keptConnection(target: () => Promise<ProbeTarget>): KeptConnection {
  let kept: ClientHttp2Session | undefined
  let address: string | undefined
  const close = () => kept?.destroy()
  return {
    keep(session) {
      close()
      kept = session
      address = session.socket.remoteAddress
    },
    address: () => address,
    async control() {
      const session = kept
      kept = undefined
      const { controlOver, openControl } = await import('./control.ts')
      return session === undefined || session.destroyed
        ? openControl(await target())
        : controlOver(session)
    },
    close,
  }
}
