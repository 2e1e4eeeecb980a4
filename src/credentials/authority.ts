import { Diagnosis } from '../base/diagnosis.ts'
import {
  type HttpAnswer,
  type HttpClient,
  HttpError,
  type HttpRequest,
} from '../base/http-client.ts'
import { isDistrust } from '../base/server-trust.ts'
import { shortLine } from '../text/truncate.ts'
import { second } from './certificate-text.ts'

/** A certificate authority that issues a certificate to a job that presents an identity token. */
export interface Authority {
  readonly kind: 'step-ca' | 'vault'
  /** `https://host[:port]`, with `/` as its path. */
  readonly url: URL
}

/** What one job asks an authority for. */
export interface Order {
  readonly client: HttpClient
  /** Resolves once the job has its token, while the connection is opened. */
  readonly proof: Promise<Proof>
  /** Seconds. The authority may give less. */
  readonly lifetime: number
  /** Hides a text in the log. */
  readonly mask: (secret: string) => void
  /** Takes work that nothing waits for. The connection stays open for it. */
  readonly inBackground: (work: Promise<unknown>) => void
  /** The part of the message that explains a token that the authority doesn't accept. */
  readonly explainToken: (token: string) => string
}

export interface Proof {
  readonly token: string
  /** The name in the request, such as `acme/app`. */
  readonly commonName: string
  /** A PKCS #10 request in PEM. */
  readonly request: string
}

/** An authority's answer, not checked: PEM texts, the job's own certificate first. */
export interface Issued {
  readonly certificates: readonly string[]
  /** The authority's clock. */
  readonly date?: Date
  /** Asks the authority for its CAs, in case the answer leads to no known CA. */
  readonly fetchRoots: () => Promise<string>
}

/** How messages name an authority: `https://ca.example.com:9000`. */
export function nameOf({ url }: Pick<Authority, 'url'>): string {
  return url.origin
}

/** A JSON object as an authority sent it: any of its parts may be missing or of another type. */
export type Body = Readonly<Record<string, unknown>>

/** An answer with a good status. */
export interface GoodAnswer extends HttpAnswer {
  /** Absent when the text isn't a JSON object. */
  readonly body?: Body
}

/**
 * Sends a request to an authority.
 *
 * @param sentence reads the authority's reason from the body of a refusal
 * @param more what the user should know about a refusal besides that, by the status
 * @throws Diagnosis unless the authority answers with status 2xx
 */
export async function ask(
  authority: Authority,
  client: HttpClient,
  request: HttpRequest,
  sentence: (body: Body) => string | undefined,
  more: (status: number) => string | Promise<string> = () => '',
): Promise<GoodAnswer> {
  const at = nameOf(authority)
  const answer = await client.send(request).catch((error) => {
    throw error instanceof HttpError ? explainNoAnswer(at, error) : error
  })
  const { status, text, location } = answer
  const body = parse(text)
  if (status >= 200 && status < 300) return { ...answer, ...(body && { body }) }
  if (status >= 300 && status < 400) {
    const target = location === undefined ? '' : ` to ${quote(location)}`
    throw new Diagnosis(
      'identity-answer',
      `${at} redirects${target} (HTTP ${status}). The identity token is sent only to the address in identity: write the final one there.`,
    )
  }
  const own = body && sentence(body)
  const reason = clean(own ?? text) || 'no reason given'
  const said = `(HTTP ${status}): ${reason}${/[.!?…]$/.test(reason) ? '' : '.'}`
  if (passing.has(status) || (own !== undefined && status >= 500)) {
    throw new Diagnosis('identity-unreachable', `${at} can't answer now ${said}`)
  }
  if (own === undefined && (status >= 500 || notFound.has(status))) {
    throw new Diagnosis(
      'identity-answer',
      `${at} does not answer as ${products[authority.kind]} does ${said} Check the address in identity.`,
    )
  }
  const refusal = `${at} refuses to issue a certificate ${said}`
  throw new Diagnosis('identity-refused', `${refusal} ${await more(status)}`.trimEnd())
}

export const products = { 'step-ca': 'step-ca', vault: 'Vault' } as const

/**
 * Too many requests, a proxy without its server, and the status of a sealed Vault. An authority's own words make any
 * other 5xx pass too: a Vault answers 500 while its cluster elects a leader, a step-ca when its database fails.
 */
const passing = new Set([429, 502, 503, 504])
const notFound = new Set([404, 405])
/** Characters. */
const longestSentence = 300

/** An answer with a good status that isn't what the authority's API promises. */
export function badAnswer(authority: Authority, what: string): Diagnosis {
  return new Diagnosis(
    'identity-answer',
    `${nameOf(authority)} does not answer as ${products[authority.kind]} does: ${what}. Check the address in identity.`,
  )
}

function parse(text: string): Body | undefined {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A foreign text on one line, without the tokens and passwords that it may repeat. */
function clean(text: string): string {
  return shortLine(text.slice(0, 100 * longestSentence).replaceAll(secrets, '***'), longestSentence)
}

/** The beginning of a JSON Web Token, with all that follows; Vault's tokens; the user in a proxy's address. */
const secrets = /\beyJ[\w-]{8,}[\w.-]*|\bhv[sbr]\.[\w-]+|(?<=:\/\/)[^/@\s]+(?=@)/g

function quote(text: string): string {
  return `"${clean(text)}"`
}

/** Explains why there is no answer, by the code of Node or OpenSSL. */
export function explainNoAnswer(at: string, error: HttpError): Diagnosis {
  const { code, message, cause, proxy } = error
  const through = proxy === undefined ? '' : ` The request went through the proxy ${proxy}.`
  const unreachable = (text: string) =>
    new Diagnosis('identity-unreachable', `${text}${through}`, { cause })
  const untrusted = (text: string) =>
    new Diagnosis('identity-untrusted', `${text}${through}`, { cause })
  if (error.isOfProxy) {
    return new Diagnosis('identity-unreachable', `${at} can't be asked. ${message}`, { cause })
  }
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unreachable(
        `DNS does not know the host of ${at} (${code}). Check the address in identity.`,
      )
    case 'ECONNREFUSED':
      return unreachable(
        `Nothing listens at ${at}: the connection was refused (${clean(message)}). Is the authority running?`,
      )
    case 'ECONNRESET':
    case 'EPIPE':
      return unreachable(`${at} closed the connection before it answered (${code}).`)
    case 'ETIMEDOUT':
    case 'TIMEOUT':
      return unreachable(
        `${at} gave no answer in time (${clean(message)}). Does a firewall drop the packets?`,
      )
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return untrusted(
        `The certificate of ${at}, or one that it depends on, ${code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet'} (${code}); this runner's clock says ${second(new Date())}.`,
      )
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return untrusted(
        `The certificate of ${at} is for another host: ${clean(message)}. Write the name in identity for which the authority has its certificate.`,
      )
  }
  if (isDistrust(code)) {
    return untrusted(
      `The certificate of ${at} leads to no CA that is trusted for it (${code}). Give the CA that signed it in identity-ca; for one that the public trusts, set identity-ca: system.`,
    )
  }
  if (/^(?:ERR_SSL_|EPROTO$|HPE_|TOO_LONG$)/.test(code)) {
    return new Diagnosis(
      'identity-answer',
      `${at} does not answer as an authority does: ${clean(reasonIn(message))} (${code}). Check the address in identity.${through}`,
      { cause },
    )
  }
  return unreachable(`${at} can't be reached: ${clean(message)} (${code}).`)
}

/** OpenSSL's reason, without the names of its functions and files. */
function reasonIn(message: string): string {
  return /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? message
}
