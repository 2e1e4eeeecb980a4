import {
  createHttpClient,
  type HttpAnswer,
  type HttpClient,
  HttpError,
} from '../base/http-client.ts'
import { pause } from '../base/pause.ts'
import { readOrigin } from './origin.ts'

/** Milliseconds, for one request. */
const longestAnswerMs = 10_000
/** A token has some two thousand characters. */
const longestToken = 65_536
/** Milliseconds before another request, while the service fails. */
const pausesMs = [300, 1000]

/**
 * Asks GitHub for a signed identity of this job (an OIDC token), as `@actions/core` does; its client would
 * load a whole HTTP library.
 *
 * @param audience the audience of the token
 * @throws Error in one line, without the address or the token of the request
 */
export async function requestIdentityToken(
  audience: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env
  if (!address || !bearer) throw new Error(explainMissing(env))
  const url = new URL(address)
  url.searchParams.set('audience', audience)
  let client: HttpClient | undefined
  try {
    client = await createHttpClient(url, { env, signal, timeoutMs: longestAnswerMs })
    const { status, text } = await ask(client, url, bearer, signal)
    if (status !== 200) {
      throw new Error(`GitHub's token service answered with HTTP status ${status}.`)
    }
    return readToken(text)
  } catch (cause) {
    if (!(cause instanceof HttpError)) throw cause
    const { code, message, proxy, isOfProxy } = cause
    if (isOfProxy) throw new Error(`GitHub's token service can't be asked. ${message}`, { cause })
    const through = proxy === undefined ? '' : ` through the proxy ${proxy}`
    throw new Error(`GitHub's token service gave no answer${through} (${code}).`, { cause })
  } finally {
    client?.close()
  }
}

/** Repeats the request while the service or the network fails. */
async function ask(
  client: HttpClient,
  url: URL,
  bearer: string,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const headers = { accept: 'application/json', authorization: `Bearer ${bearer}` }
  for (const pauseMs of pausesMs) {
    const answer = await client.send({ url, method: 'GET', headers }).catch((error) => {
      if (!(error instanceof HttpError) || error.code === 'TIMEOUT') throw error
    })
    if (answer !== undefined && answer.status < 500 && answer.status !== 429) return answer
    await pause(pauseMs, signal)
  }
  return client.send({ url, method: 'GET', headers })
}

function readToken(text: string): string {
  const token = tokenIn(text)
  if (typeof token === 'string' && token !== '' && token.length <= longestToken) return token
  throw new Error("GitHub's token service answered without a token.")
}

function tokenIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly value?: unknown } | null)?.value
  } catch {
    return undefined
  }
}

/** GitHub gives no reason for a missing identity, so this follows its documentation. */
function explainMissing(env: NodeJS.ProcessEnv): string {
  if (readOrigin(env).untrusted === 'fork') {
    return 'This job has no identity token: GitHub gives none to a run of code from a fork.'
  }
  return 'This job has no identity token: it lacks permissions: id-token: write. Add it to the job, and to the job that calls a reusable workflow.'
}
