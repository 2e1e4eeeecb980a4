import type { ClientRequest, IncomingMessage } from 'node:http'
import type { RequestOptions } from 'node:https'
import type { TcpNetConnectOpts } from 'node:net'
import { CanceledError } from './errors.ts'

/** A server's response. */
export interface HttpAnswer {
  readonly status: number
  readonly text: string
  /** The server's clock, by its `Date` header. */
  readonly date?: Date
  /** Where it redirects to. A redirect is never followed. */
  readonly location?: string
}

export interface HttpRequest {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  /** With a promise, the connection is opened while the body is still awaited. */
  readonly body?: string | Promise<string>
}

export interface HttpClient {
  /**
   * @throws HttpError when there is no answer, or it is too long
   * @throws CanceledError when the job is canceled
   * @throws what the promise of the body rejects with
   */
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>
  readonly close: () => void
}

export interface HttpClientOptions {
  /** PEM of the trusted CAs. When absent, those that Node trusts. */
  readonly ca?: readonly string[]
  /**
   * Where to look for `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals and in small letters. Node uses them since
   * version 24.5.
   */
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /** Bounds each request, from the moment its body is there. */
  readonly timeoutMs: number
}

/** A request without a usable answer. The message is one line, in the words of Node or OpenSSL. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  /** A code of Node or OpenSSL, such as `ECONNREFUSED`, or one of ours: `TIMEOUT`, `TOO_LONG`. */
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Bytes of an answer. A token or a certificate with its chain has a few thousand. */
const longestAnswer = 262_144
/** Milliseconds. Node's default of 250 is too short for a distant host with several addresses. */
const addressTimeoutMs = 1000

/**
 * Makes a client for small answers, whose requests share connections. It loads Node's HTTPS, which takes
 * some 30 ms.
 *
 * @param protocol `https:`, or `http:` for a server on the same machine
 * @throws HttpError when the variable of a proxy isn't an address
 */
export async function createHttpClient(
  protocol: string,
  { ca, env, signal, timeoutMs }: HttpClientOptions,
): Promise<HttpClient> {
  const { Agent, request } = await (protocol === 'http:'
    ? import('node:http')
    : import('node:https'))
  const agent = proxied(() => new Agent({ keepAlive: true, proxyEnv: proxyVariables(env) }))
  const options: RequestOptions & Pick<TcpNetConnectOpts, 'autoSelectFamilyAttemptTimeout'> = {
    agent,
    autoSelectFamilyAttemptTimeout: addressTimeoutMs,
    ...(ca && { ca: [...ca], allowPartialTrustChain: true }),
    // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
    rejectUnauthorized: true,
  }
  return {
    send: ({ url, method, headers, body }) =>
      exchange(request(url, { ...options, method, headers }), body, timeoutMs, signal),
    close: () => agent.destroy(),
  }
}

function exchange(
  request: ClientRequest,
  body: HttpRequest['body'],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>()
  let timer: NodeJS.Timeout | undefined
  const fail = (error: unknown) => {
    reject(error)
    request.destroy()
  }
  const cancel = () => fail(new CanceledError())
  const send = (text?: string) => {
    if (request.destroyed) return
    const seconds = timeoutMs / 1000
    timer = setTimeout(() => fail(new HttpError('TIMEOUT', `no answer in ${seconds} s`)), timeoutMs)
    request.end(text)
  }
  request.on('error', (error) => fail(readError(error)))
  request.on('response', (response) => {
    readAnswer(response).then(resolve, (error) => fail(readError(error)))
  })
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  if (typeof body === 'object') {
    request.flushHeaders()
    body.then(send, fail)
  } else send(body)
  return promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
  })
}

async function readAnswer(response: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response) {
    length += chunk.length
    if (length > longestAnswer) {
      throw new HttpError('TOO_LONG', `an answer of more than ${longestAnswer} bytes`)
    }
    chunks.push(chunk)
  }
  const { date, location } = response.headers
  const time = new Date(date ?? '')
  return {
    status: response.statusCode ?? 0,
    text: Buffer.concat(chunks).toString(),
    ...(!Number.isNaN(time.getTime()) && { date: time }),
    ...(location !== undefined && { location }),
  }
}

/** If several addresses fail, Node throws one error without a message and with the code of the first. */
function readError(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  const { code, name, message } = error as NodeJS.ErrnoException
  return new HttpError(code ?? name, message || code || name, { cause: error })
}

/** Node refuses a proxy whose address it can't use. */
function proxied<Value>(create: () => Value): Value {
  try {
    return create()
  } catch (error) {
    throw readError(error)
  }
}

const proxyNames = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
]

function proxyVariables(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    proxyNames.flatMap((name) => (env[name] ? [[name, env[name] as string]] : [])),
  )
}
