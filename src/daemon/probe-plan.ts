import type { Daemon, Driver, ProbeTarget } from './daemon.ts'
import type { Endpoint } from './endpoint.ts'
import type { KeptConnection } from './kept-connection.ts'
import type { Ask } from './poll.ts'
import type { probe } from './probe.ts'

/** How to ask who answers at an endpoint, and what to make of the answer. */
export interface Question {
  /** Known before anybody has answered; absent where that depends on who does. */
  readonly driver?: Driver
  readonly ask: Ask<Daemon>
  readonly driverFor: (daemon: Daemon) => Driver
}

/** Only a socket says nothing about the kind of daemon that listens there. */
export function questionFor(
  { kind }: Endpoint,
  wanted: 'auto' | Driver,
  target: ProbeTarget,
  keep: KeptConnection['keep'],
): Question {
  const { endpoint } = target
  const driver = wanted === 'auto' && kind !== 'unix' ? usual[kind] : wanted
  const isCertain = endpoint.kind === 'tcp' || (kind !== 'unix' && driver === 'remote')
  return {
    ...(driver !== 'auto' && { driver }),
    ask: isCertain
      ? (timeoutMs, signal) =>
          askBuildkit(target, timeoutMs, signal, endpoint.kind === 'tcp' ? keep : undefined)
      : async (timeoutMs, signal) =>
          (await import('./probe-socket.ts')).askSocket(endpoint, driver, timeoutMs, signal),
    driverFor: ({ docker }) =>
      driver === 'auto' ? (docker === undefined ? 'remote' : 'docker') : driver,
  }
}

const usual = { tcp: 'remote', ssh: 'docker', container: 'remote' } as const

/** Node's HTTP/2 and TLS take as long to load as Node to start; buildx makes the builder meanwhile. */
const askBuildkit: typeof probe = async (...question) =>
  (await import('./probe.ts')).probe(...question)
