import { Diagnosis } from '../../base/diagnosis.ts'
import type { Ports } from '../../base/ports.ts'
import type { Endpoint } from '../../daemon/endpoint.ts'
import type { SilentLine } from '../../pool/assign.ts'
import { formatCount } from '../../text/format.ts'
import type { Candidate } from './candidate.ts'

/**
 * Warns about broken members. One with a transient fault, such as a restart, gets no warning.
 *
 * @param warned addresses that a warning has named; gets those that this one names
 */
export function warnOfMembers(
  members: readonly Pick<Candidate, 'member' | 'state' | 'fault'>[],
  warned: Set<string>,
  { log, help }: Pick<Ports, 'log' | 'help'>,
): void {
  for (const { member, fault, state } of members) {
    const { url } = member.endpoint
    if (state.kind !== 'faulty' || fault === undefined || warned.has(url)) continue
    if (fault.mayPass) {
      log.info(`${fault.message} ${url} is passed over.`)
      continue
    }
    warned.add(url)
    log.warning(
      `${fault.message} Another daemon is used instead of ${url}. See ${help(fault.code)}`,
    )
  }
}

/**
 * Why none of the members can be used.
 *
 * @param ordered in rank order; all have failed, or were silent for too long
 * @returns the first one's code and reason, and how many others there are
 */
export function diagnosePool(ordered: readonly Pick<Candidate, 'member' | 'fault'>[]): Diagnosis {
  const [first, ...others] = ordered
  const fault = first?.fault ?? silence(first?.member.endpoint ?? { url: 'endpoint' })
  if (others.length === 0) return fault
  const codes = others.map((each) => (each.fault ?? silence(each.member.endpoint)).code)
  const which = [...new Set(codes)].join(', ')
  const rest =
    others.length === 1 ? 'The other daemon' : `The other ${formatCount(others.length, 'daemon')}`
  return new Diagnosis(
    fault.code,
    `${fault.reason} ${rest} in endpoint can't be used either (${which}).`,
    {
      cause: fault,
    },
  )
}

/**
 * Why no daemon can build for a platform, when some gave no answer and others aren't native to it.
 *
 * @param silent those, in rank order; at least one
 */
export function diagnoseSilent(silent: readonly SilentLine[], platform: string): Diagnosis {
  const [first, ...others] = silent.map(({ fault }) => fault)
  if (first === undefined) throw new Error('each daemon has answered')
  const codes = [...new Set(others.map(({ code }) => code))].join(', ')
  const more =
    others.length > 0
      ? ` ${formatCount(others.length, 'more daemon')} didn't answer (${codes}).`
      : ''
  return new Diagnosis(
    first.code,
    `${first.reason}${more} No daemon in endpoint that answered builds for ${platform}.`,
    { cause: first },
  )
}

/** The fault of a daemon that has said nothing yet. */
export function silence({ url }: Pick<Endpoint, 'url'>): Diagnosis {
  return new Diagnosis('connection-timeout', `${url} did not answer in time.`)
}
