import type { Agent, ClientRequest, IncomingMessage, request } from 'node:http'
import type { RequestOptions } from 'node:https'
import type { TcpNetConnectOpts } from 'node:net'
import { CanceledError } from './errors.ts'
import { findProxy, nameOfProxy, type ProxySetting } from './proxy.ts'

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
  /** Where to look for `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals and in small letters. */
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
  /** The proxy that the request was sent through, as messages name it. */
  readonly proxy?: string
  /** Whether the proxy is at fault and not the server. The message then is our own, of whole sentences. */
  readonly isOfProxy: boolean

  constructor(
    code: string,
    message: string,
    { cause, proxy, isOfProxy = false }: ErrorOptions & HttpErrorOptions = {},
  ) {
    super(message, { cause })
    this.code = code
    if (proxy !== undefined) this.proxy = proxy
    this.isOfProxy = isOfProxy
  }
}

interface HttpErrorOptions {
  readonly proxy?: string
  readonly isOfProxy?: boolean
}

/** Bytes of an answer. A token or a certificate with its chain has a few thousand. */
const longestAnswer = 262_144
/** Milliseconds. Node's default of 250 is too short for a distant host with several addresses. */
const addressTimeoutMs = 1000

/**
 * Makes a client for small answers of one server, whose requests share connections. It loads Node's HTTPS, which takes
 * some 30 ms.
 *
 * @param server its address, `https:`, or `http:` for a server on the same machine. The path doesn't matter
 * @throws HttpError when the variable of a proxy isn't an address
 */
export async function createHttpClient(
  server: URL,
  { ca, env, signal, timeoutMs }: HttpClientOptions,
): Promise<HttpClient> {
  const { agent, request, readError } = await openHttpRoute(server, env)
  const options: RequestOptions & Pick<TcpNetConnectOpts, 'autoSelectFamilyAttemptTimeout'> = {
    agent,
    autoSelectFamilyAttemptTimeout: addressTimeoutMs,
    ...(ca && { ca: [...ca], allowPartialTrustChain: true }),
    // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
    rejectUnauthorized: true,
  }
  return {
    async send({ url, method, headers, body }) {
      // A request that can't be made awaits no body, whose rejection must not count as unhandled then.
      if (typeof body === 'object') body.catch(() => {})
      const made = request(url, { ...options, method, headers })
      return exchange(made, body, timeoutMs, signal, readError)
    },
    close: () => agent.destroy(),
  }
}

/** How requests get to a server. */
export interface HttpRoute {
  /** Through the server's proxy, if it has one. It keeps connections until it is destroyed. */
  readonly agent: Agent
  readonly request: typeof request
  /** Turns the error of a request into one that says whether the proxy is at fault. */
  readonly readError: (error: unknown) => HttpError
}

/** Node's agents have `proxyEnv` since 24.5. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const knowsProxies = major > 24 || minor >= 5

/** @throws HttpError when the variable of a proxy isn't an address */
export async function openHttpRoute(server: URL, env: NodeJS.ProcessEnv): Promise<HttpRoute> {
  const { Agent, request } = await (server.protocol === 'http:'
    ? import('node:http')
    : import('node:https'))
  const proxy = knowsProxies ? findProxy(server, env) : undefined
  try {
    // Node gets no NO_PROXY: its own rule leaves out subdomains and ranges.
    const proxyEnv = proxy && { http_proxy: proxy.url, https_proxy: proxy.url }
    const agent = new Agent({ keepAlive: true, ...(proxyEnv && { proxyEnv }) })
    return { agent, request, readError: (error) => readError(error, proxy) }
  } catch (error) {
    throw readError(error, proxy)
  }
}

function exchange(
  request: ClientRequest,
  body: HttpRequest['body'],
  timeoutMs: number,
  signal: AbortSignal,
  readError: HttpRoute['readError'],
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
    const late = new HttpError('TIMEOUT', `no answer in ${timeoutMs / 1000} s`)
    timer = setTimeout(() => fail(readError(late)), timeoutMs)
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
function readError(error: unknown, proxy: ProxySetting | undefined): HttpError {
  const { code: given, name, message: words } = error as NodeJS.ErrnoException
  const code = given ?? name
  const message = words || code
  if (proxy === undefined) {
    return error instanceof HttpError ? error : new HttpError(code, message, { cause: error })
  }
  const options = { cause: error, proxy: nameOfProxy(proxy) }
  const fault = faultOfProxy(error, code, message, options.proxy)
  if (fault === undefined) return new HttpError(code, message, options)
  const remedy = `Check ${proxy.variable}; hosts in NO_PROXY are reached without it.`
  return new HttpError(code, `${fault} ${remedy}`, { ...options, isOfProxy: true })
}

/**
 * The sentence about a fault of the proxy. Only the proxy is looked up and connected to, so such a fault can't be the
 * server's. Node's own message for a proxy that isn't an address has its password.
 */
function faultOfProxy(
  error: unknown,
  code: string,
  message: string,
  proxy: string,
): string | undefined {
  const { syscall } = ((error as AggregateError).errors?.[0] ?? error) as NodeJS.ErrnoException
  if (syscall === 'getaddrinfo')
    return `DNS does not know the host of the proxy ${proxy} (${code}).`
  if (code === 'ECONNREFUSED') {
    return `Nothing listens at the proxy ${proxy}: the connection was refused (${message}).`
  }
  if (syscall === 'connect') return `The proxy ${proxy} can't be reached: ${message}.`
  if (code === 'ERR_PROXY_TUNNEL') {
    const { statusCode } = error as { readonly statusCode?: number }
    const why = statusCode ? `it answers with HTTP status ${statusCode}` : 'it gives no answer'
    return `The proxy ${proxy} does not connect to the server: ${why} (${code}).`
  }
  return code === 'ERR_PROXY_INVALID_CONFIG' || code === 'URIError'
    ? `The proxy ${proxy} has no address such as http://proxy.example.com:3128 (ERR_PROXY_INVALID_CONFIG).`
    : undefined
}
