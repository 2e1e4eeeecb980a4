import type { Control } from './control.ts'
import type { ProbeTarget } from './daemon.ts'
import type { Session } from './session.ts'

/** The probe's connection, kept for the next calls: a TLS handshake takes longer than an answer. */
export interface KeptConnection {
  /** Takes over a session, and closes the one before. */
  readonly keep: (session: Session) => void
  /** The first one begins with the kept session, unless that broke. */
  readonly control: () => Promise<Control>
  /** The same with the BuildKit in the Docker daemon at a socket. */
  readonly dockerControl: (path: string) => Promise<Control>
  /** The IP address that answered last; undefined as long as none has. */
  readonly address: () => string | undefined
  /** Closes the session unless `control` has taken it. */
  readonly close: () => void
}

/** @param target called before each new connection */
export function keptConnection(target: () => Promise<ProbeTarget>): KeptConnection {
  let kept: Session | undefined
  let address: string | undefined
  const close = () => kept?.http2.destroy()
  const take = (): Session | undefined => {
    const session = kept
    kept = undefined
    return session?.http2.destroyed ? undefined : session
  }
  return {
    keep(session) {
      close()
      kept = session
      address = session.address
    },
    address: () => address,
    async control() {
      const { connectToDaemon, createControl } = await import('./control.ts')
      return createControl(async (signal) => take() ?? connectToDaemon(await target(), signal))
    },
    async dockerControl(path) {
      const [{ createControl }, { connectToDocker }] = await Promise.all([
        import('./control.ts'),
        import('./docker-session.ts'),
      ])
      return createControl(async () => take() ?? connectToDocker(path))
    },
    close,
  }
}
