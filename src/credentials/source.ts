import { X509Certificate } from 'node:crypto'
import type { Ports } from '../base/ports.ts'
import type { ClientCertificate, Credentials } from './credentials.ts'
import type { IdentityOptions, requestCertificate } from './identity.ts'
import { checkValidity, endsSoon, periodOf } from './validity.ts'

/** The ports for getting credentials. */
export type CredentialPorts = Pick<Ports, 'log' | 'env' | 'signal' | 'mask' | 'identityToken'>

/** Where the credentials for a daemon come from. One source serves all daemons of a run. */
export interface CredentialSource {
  readonly kind: 'given' | 'identity'
  /** Whether a client certificate will be among them. */
  readonly hasClient: boolean
  /**
   * Gets the credentials, and warns once in the log about those that end soon. May be called before each
   * connection, and at the same time: a certificate is requested only when there is none that lasts.
   *
   * @throws Diagnosis when there are none that can be used now
   */
  readonly obtain: (ports: CredentialPorts) => Promise<Credentials>
}

/** Credentials that the inputs hold. Their dates are checked when they are obtained. */
export function givenCredentials(
  credentials: Credentials,
  now: () => Date = () => new Date(),
): CredentialSource {
  const warn = warnOnce()
  return {
    kind: 'given',
    hasClient: credentials.client !== undefined,
    async obtain({ log }) {
      warn(checkValidity(credentials, now()), log)
      return credentials
    },
  }
}

/**
 * A certificate that an authority issues to this job by its identity. Another one is requested when two
 * thirds of its lifetime are over.
 */
export function identityCredentials(
  options: IdentityOptions,
  now: () => Date = () => new Date(),
  ask: typeof request = request,
): CredentialSource {
  const warn = warnOnce()
  let credentials: Credentials | undefined
  let requesting: Promise<Credentials> | undefined
  let requests = 0

  const renew = async (ports: CredentialPorts): Promise<Credentials> => {
    requests += 1
    const client = await ask(options, ports, requests === 1)
    credentials = { ca: options.ca, client }
    return credentials
  }
  const keepIfUsable = (error: unknown, { log }: CredentialPorts): Credentials => {
    if (credentials?.client === undefined || isOver(credentials.client, now())) throw error
    log.info(
      `There is no new client certificate, so the present one stays in use. ${(error as Error).message}`,
    )
    return credentials
  }
  return {
    kind: 'identity',
    hasClient: true,
    async obtain(ports) {
      warn(checkValidity({ ca: options.ca }, now()), ports.log)
      if (credentials?.client !== undefined && lasts(credentials.client, now())) return credentials
      requesting ??= renew(ports).finally(() => {
        requesting = undefined
      })
      return requesting.catch((error) => {
        ports.signal.throwIfAborted()
        return keepIfUsable(error, ports)
      })
    },
  }
}

/** Loaded only when it is used. */
async function request(...args: Parameters<typeof requestCertificate>): Promise<ClientCertificate> {
  return (await import('./identity.ts')).requestCertificate(...args)
}

function lasts({ cert }: ClientCertificate, now: Date): boolean {
  return !endsSoon(periodOf(new X509Certificate(cert)), now.getTime())
}

function isOver({ cert }: ClientCertificate, now: Date): boolean {
  return periodOf(new X509Certificate(cert)).to <= now.getTime()
}

function warnOnce(): (warnings: readonly string[], log: Ports['log']) => void {
  const given = new Set<string>()
  return (warnings, log) => {
    for (const warning of warnings.filter((each) => !given.has(each))) {
      given.add(warning)
      log.warning(warning)
    }
  }
}
