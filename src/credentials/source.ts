import type { Ports } from '../base/ports.ts'
import type { Credentials } from './credentials.ts'
import { checkValidity } from './validity.ts'

/** Where the credentials for a daemon come from. */
export interface CredentialSource {
  readonly kind: 'given'
  /**
   * Gets the credentials, and warns in the log about those that end soon.
   *
   * @throws Diagnosis when there are none that can be used now
   */
  readonly obtain: (ports: Pick<Ports, 'log'>) => Promise<Credentials>
}

/** Credentials that the inputs hold. Their dates are checked when they are obtained. */
export function givenCredentials(
  credentials: Credentials,
  now: () => Date = () => new Date(),
): CredentialSource {
  return {
    kind: 'given',
    async obtain({ log }) {
      for (const warning of checkValidity(credentials, now())) log.warning(warning)
      return credentials
    },
  }
}
