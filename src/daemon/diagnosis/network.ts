// Faults that all routes to a daemon share, so that they read the same for TCP and for SSH.
import { Diagnosis } from '../../base/diagnosis.ts'

/**
 * DNS says that the host doesn't exist.
 *
 * @param at the endpoint, for the message
 * @param words the error's code or text, to search for
 */
export function unknownHost(at: string, words: string, cause?: unknown): Diagnosis {
  return new Diagnosis(
    'dns-not-found',
    `DNS does not know the host of ${at} (${words}). Check the spelling, and whether this runner is in a network that knows the host.`,
    { cause },
  )
}

/** DNS doesn't answer. */
export function silentDns(at: string, words: string, cause?: unknown): Diagnosis {
  return new Diagnosis(
    'dns-not-found',
    `DNS gave no answer about the host of ${at} (${words}). Check the name servers of this runner.`,
    { cause },
  )
}

/** Something refuses connections, so the host is there. */
export function refusedConnection(at: string, question: string, cause?: unknown): Diagnosis {
  return new Diagnosis(
    'connection-refused',
    `Nothing listens at ${at}: the connection was refused. ${question}`,
    { cause },
  )
}

/** No packet comes back, or the network reports that there is no route. */
export function unreachable(at: string, words: string, cause?: unknown): Diagnosis {
  return new Diagnosis(
    'connection-timeout',
    `${at} can't be reached from this runner (${words}). Check the address, the network and the firewall.`,
    { cause },
  )
}
