import { shortLine } from '../text/truncate.ts'
import { second } from './certificate-text.ts'
import { payloadOf } from './token-payload.ts'

/** What an identity token (a JSON Web Token) says of itself. Its signature isn't checked here. */
export interface TokenClaims {
  readonly issuer?: string
  readonly audience: readonly string[]
  readonly subject?: string
  readonly issuedAt?: Date
  readonly expiresAt?: Date
  /** The project: GitHub's `repository`, GitLab's `project_path`. */
  readonly project?: string
}

/** Characters of a claim in a message. */
const longestClaim = 120

/** Reads the claims. Those that are missing or have another type are absent. */
export function readClaims(token: string): TokenClaims {
  const payload = payloadOf(token) ?? {}
  const text = (name: string) => {
    const value = payload[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const date = (name: string) => {
    const value = payload[name]
    const time = typeof value === 'number' ? new Date(value * 1000) : undefined
    return time === undefined || Number.isNaN(time.getTime()) ? undefined : time
  }
  const [issuer, subject] = [text('iss'), text('sub')]
  const [issuedAt, expiresAt] = [date('iat'), date('exp')]
  const project = text('repository') ?? text('project_path')
  return {
    ...(issuer && { issuer }),
    audience: [payload.aud].flat().filter((each): each is string => typeof each === 'string'),
    ...(subject && { subject }),
    ...(issuedAt && { issuedAt }),
    ...(expiresAt && { expiresAt }),
    ...(project && { project }),
  }
}

/**
 * One sentence about a token that was refused, such as: The token is for the audience "…", from the issuer
 * "…", about "…", issued 2 s ago and valid for 298 s more.
 */
export function describeToken(claims: TokenClaims, now: Date): string {
  const { issuer, audience, subject, issuedAt, expiresAt } = claims
  const parts = [
    `for the audience ${audience.map(quote).join(', ') || '(none)'}`,
    `from the issuer ${issuer === undefined ? '(none)' : quote(issuer)}`,
    ...(subject === undefined ? [] : [`about ${quote(subject)}`]),
    ...(issuedAt === undefined ? [] : [describeIssue(issuedAt, now)]),
    ...(expiresAt === undefined ? [] : [describeExpiry(expiresAt, now)]),
  ]
  return `The token is ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`
}

function describeIssue(time: Date, now: Date): string {
  const seconds = secondsBetween(time, now)
  return seconds < 0
    ? `issued ${-seconds} s in the future by this runner's clock (${second(now)})`
    : `issued ${seconds} s ago`
}

function describeExpiry(time: Date, now: Date): string {
  const seconds = secondsBetween(now, time)
  return seconds < 0
    ? `expired ${-seconds} s ago by this runner's clock (${second(now)})`
    : `valid for ${seconds} s more`
}

function secondsBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 1000)
}

function quote(claim: string): string {
  return `"${shortLine(claim, longestClaim)}"`
}
