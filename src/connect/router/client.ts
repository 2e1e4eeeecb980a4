import { Diagnosis } from '../../base/diagnosis.ts'
import { messageOf } from '../../base/errors.ts'
import { createHttpClient, HttpError } from '../../base/http-client.ts'
import { pause } from '../../base/pause.ts'
import type { Ports } from '../../base/ports.ts'
import { isDistrust, systemAuthorities } from '../../base/server-trust.ts'
import { startStopwatch } from '../../base/stopwatch.ts'
import { formatDuration } from '../../text/format.ts'
import { completeBody, type Route, readAnswer, refusal, routeBody } from './protocol.ts'
import type { RouterInputs } from './router.ts'

export type RouterPorts = Pick<Ports, 'env' | 'signal' | 'log' | 'mask' | 'identityToken'>

/** The service holds a request until the daemon is ready. Many proxies cut it after a minute. */
const longestAnswerMs = 60_000
const firstPauseMs = 500
const longestPauseMs = 5000
/** How often the log says what it waits for. */
const wordMs = 60_000

export interface Routed {
  readonly route: Route
  /** The identity token that was sent; absent when this job has none. */
  readonly bearer: string | undefined
}

/**
 * Asks where to build, again and again while the daemon starts.
 *
 * @throws Diagnosis `router-refused` at once; `router-slow` or `router-unreachable` when time is up
 */
export async function askRouter(
  { url, audience, token, ca, timeoutMs, request }: RouterInputs,
  ports: RouterPorts,
): Promise<Routed> {
  const seconds = startStopwatch()
  const leftMs = () => timeoutMs - seconds() * 1000
  const { bearer, missing } = await proofFor(audience, token, ports)
  let wordsAtMs = 0
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    ports.signal.throwIfAborted()
    const answerMs = Math.min(Math.max(leftMs(), shortestAnswerMs), longestAnswerMs)
    const fault = await post(`${url}/route`, routeBody(request), { bearer, ca, answerMs }, ports)
      .then(({ status, text }) => {
        const verdict = readAnswer(status, text)
        if (verdict.kind === 'routed') return verdict.route
        if (verdict.kind === 'later') return slow(url, verdict.reason, seconds())
        throw refusal(url, verdict.reason, status === 401 || status === 403 ? missing : '')
      })
      .catch((error) => {
        if (error instanceof HttpError) return unreachable(url, error, seconds())
        throw error
      })
    if (!(fault instanceof Diagnosis)) return { route: fault, bearer }
    if (!fault.mayPass || leftMs() <= 0) throw fault
    if (seconds() * 1000 >= wordsAtMs) {
      const waiting =
        fault.code === 'router-slow' ? `${url} has no daemon ready yet.` : fault.message
      ports.log.info(`${waiting} Asking again for up to ${formatDuration(leftMs() / 1000)}.`)
      wordsAtMs += wordMs
    }
    await pause(Math.max(Math.min(pauseMs, leftMs()), 0), ports.signal)
  }
}

/** Minimum for the last request, even past the deadline. */
const shortestAnswerMs = 1000

export interface RoutedBuild extends Pick<Route, 'key' | 'buildId'> {
  readonly url: string
  readonly audience: string
  readonly ca?: string
}

/**
 * Reports the end of a build, so that its daemon may stop. Without it the service waits for hours.
 *
 * @param earlier the token of the request for the route. It may have expired, but beside the build's id it counts
 * @returns whether the service knows it now: a later try may help otherwise
 */
export async function complete(
  { url, audience, ca, ...build }: RoutedBuild,
  {
    token,
    earlier,
  }: { readonly token?: string | undefined; readonly earlier?: string | undefined },
  ports: CompletePorts,
): Promise<boolean> {
  try {
    const { bearer = earlier } = await proofFor(audience, token, ports)
    const options = { bearer, ca, answerMs: longestCompleteMs }
    const { status } = await post(`${url}/complete`, completeBody(build), options, ports)
    ports.log.debug(`${url}/complete answered with HTTP ${status}`)
    return status < 500 && status !== 429
  } catch (error) {
    ports.log.debug(`${url}/complete: ${messageOf(error)}`)
    return false
  }
}

/** The signal is not that of the job: the end of a canceled build is reported as well. */
export interface CompletePorts extends Omit<RouterPorts, 'log'> {
  readonly log: Pick<Ports['log'], 'debug'>
}

const longestCompleteMs = 5000

interface Proof {
  readonly bearer: string | undefined
  /** Why there is none, as a sentence. */
  readonly missing: string
}

/** A service inside a cluster may need no identity, so a job without one asks as well. */
async function proofFor(
  audience: string,
  given: string | undefined,
  { identityToken, mask, signal }: Pick<RouterPorts, 'identityToken' | 'mask' | 'signal'>,
): Promise<Proof> {
  if (given !== undefined) return { bearer: given, missing: '' }
  try {
    const bearer = await identityToken(audience)
    mask(bearer)
    return { bearer, missing: `The identity token was for the audience "${audience}".` }
  } catch (error) {
    signal.throwIfAborted()
    return { bearer: undefined, missing: messageOf(error) }
  }
}

interface PostOptions {
  readonly bearer: string | undefined
  readonly ca: string | undefined
  readonly answerMs: number
}

async function post(
  url: string,
  body: string,
  { bearer, ca, answerMs }: PostOptions,
  { env, signal }: Pick<RouterPorts, 'env' | 'signal'>,
): Promise<{ readonly status: number; readonly text: string }> {
  const client = await createHttpClient(new URL(url), {
    ...(ca !== undefined && { ca: [...(await systemAuthorities()), ca] }),
    ...{ env, signal, timeoutMs: answerMs },
  })
  try {
    return await client.send({
      url: new URL(url),
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      },
      body,
    })
  } finally {
    client.close()
  }
}

function slow(url: string, reason: string, seconds: number): Diagnosis {
  return new Diagnosis(
    'router-slow',
    `${url} has had no daemon ready for ${formatDuration(seconds)} (${reason}). Raise connect-timeout if its daemons need longer to start.`,
  )
}

function unreachable(url: string, error: HttpError, seconds: number): Diagnosis {
  const { code, message, cause, proxy } = error
  const words = `${url} can't be asked where to build`
  if (error.isOfProxy) {
    return new Diagnosis('router-unreachable', `${words}. ${message}`, { cause })
  }
  // The service holds the request while a daemon starts, so silence is no sign that it is away.
  if (code === 'TIMEOUT') {
    const way = proxy === undefined ? '' : ` through the proxy ${proxy}`
    return slow(url, `no answer${way}`, seconds)
  }
  const through = proxy === undefined ? '' : ` The request went through the proxy ${proxy}.`
  const isUntrusted = isDistrust(code)
  const advice = isUntrusted
    ? 'Give the CA that signed its certificate in identity-ca.'
    : 'Check the address in endpoint, and whether the service runs.'
  return new Diagnosis(
    'router-unreachable',
    `${words}: ${message.replace(/\.$/, '')} (${code}). ${advice}${through}`,
    { cause, isCertain: isUntrusted },
  )
}
