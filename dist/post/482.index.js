export const id = 482;
export const ids = [482];
export const modules = {

/***/ 746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ HttpError),
/* harmony export */   u: () => (/* binding */ createHttpClient)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(255);

/** A request without a usable answer. The message is one line, in the words of Node or OpenSSL. */
class HttpError extends Error {
    name = 'HttpError';
    /** A code of Node or OpenSSL, such as `ECONNREFUSED`, or one of ours: `TIMEOUT`, `TOO_LONG`. */
    code;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
    }
}
/** Bytes of an answer. A token or a certificate with its chain has a few thousand. */
const longestAnswer = 262_144;
/** Milliseconds. Node's default of 250 is too short for a distant host with several addresses. */
const addressTimeoutMs = 1000;
/**
 * Makes a client for small answers, whose requests share connections. It loads Node's HTTPS, which takes
 * some 30 ms.
 *
 * @param protocol `https:`, or `http:` for a server on the same machine
 * @throws HttpError when the variable of a proxy isn't an address
 */
async function createHttpClient(protocol, { ca, env, signal, timeoutMs }) {
    const { Agent, request } = await (protocol === 'http:'
        ? Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 67, 19))
        : Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 708, 19)));
    const agent = proxied(() => new Agent({ keepAlive: true, proxyEnv: proxyVariables(env) }));
    const options = {
        agent,
        autoSelectFamilyAttemptTimeout: addressTimeoutMs,
        ...(ca && { ca: [...ca], allowPartialTrustChain: true }),
        // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
        rejectUnauthorized: true,
    };
    return {
        send: ({ url, method, headers, body }) => exchange(request(url, { ...options, method, headers }), body, timeoutMs, signal),
        close: () => agent.destroy(),
    };
}
function exchange(request, body, timeoutMs, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    let timer;
    const fail = (error) => {
        reject(error);
        request.destroy();
    };
    const cancel = () => fail(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3());
    const send = (text) => {
        if (request.destroyed)
            return;
        const seconds = timeoutMs / 1000;
        timer = setTimeout(() => fail(new HttpError('TIMEOUT', `no answer in ${seconds} s`)), timeoutMs);
        request.end(text);
    };
    request.on('error', (error) => fail(readError(error)));
    request.on('response', (response) => {
        readAnswer(response).then(resolve, (error) => fail(readError(error)));
    });
    signal.addEventListener('abort', cancel);
    if (signal.aborted)
        cancel();
    if (typeof body === 'object') {
        request.flushHeaders();
        body.then(send, fail);
    }
    else
        send(body);
    return promise.finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
    });
}
async function readAnswer(response) {
    const chunks = [];
    let length = 0;
    for await (const chunk of response) {
        length += chunk.length;
        if (length > longestAnswer) {
            throw new HttpError('TOO_LONG', `an answer of more than ${longestAnswer} bytes`);
        }
        chunks.push(chunk);
    }
    const { date, location } = response.headers;
    const time = new Date(date ?? '');
    return {
        status: response.statusCode ?? 0,
        text: Buffer.concat(chunks).toString(),
        ...(!Number.isNaN(time.getTime()) && { date: time }),
        ...(location !== undefined && { location }),
    };
}
/** If several addresses fail, Node throws one error without a message and with the code of the first. */
function readError(error) {
    if (error instanceof HttpError)
        return error;
    const { code, name, message } = error;
    return new HttpError(code ?? name, message || code || name, { cause: error });
}
/** Node refuses a proxy whose address it can't use. */
function proxied(create) {
    try {
        return create();
    }
    catch (error) {
        throw readError(error);
    }
}
const proxyNames = [
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
];
function proxyVariables(env) {
    return Object.fromEntries(proxyNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}


/***/ }),

/***/ 482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  complete: () => (/* binding */ complete)
});

// UNUSED EXPORTS: askRouter

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(500);
;// CONCATENATED MODULE: ./.build/lib/base/diagnosis.js
/** Why an endpoint can't be used. Each code has a heading in docs/troubleshooting.md. */
const diagnosisCodes = (/* unused pure expression or super */ null && ([
    'dns-not-found',
    'connection-refused',
    'connection-timeout',
    'connection-reset',
    'not-tls',
    'not-buildkit',
    'server-cert-expired',
    'server-cert-not-yet-valid',
    'server-cert-untrusted',
    'server-name-mismatch',
    'client-cert-required',
    'client-cert-rejected',
    'client-cert-expired',
    'client-key-mismatch',
    'credentials-missing',
    'credentials-malformed',
    'identity-no-token',
    'identity-unreachable',
    'identity-untrusted',
    'identity-refused',
    'identity-answer',
    'ssh-host-key-unknown',
    'ssh-host-key-changed',
    'ssh-auth-failed',
    'ssh-no-docker',
    'container-forbidden',
    'router-refused',
    'router-unreachable',
    'router-slow',
    'buildx-not-connected',
    'daemon-unhealthy',
    'daemon-disk-full',
    'daemon-silent',
    'no-endpoint',
]));
/** Codes of faults that may pass: while a daemon is still starting, or until a network recovers. */
const passing = new Set([
    'dns-not-found',
    'connection-refused',
    'connection-timeout',
    'connection-reset',
    'identity-unreachable',
    'ssh-no-docker',
    'router-unreachable',
    'router-slow',
    'daemon-unhealthy',
]);
/** A message with the place that it is about in front; behind its code, if it begins with one. */
function withPlace(message, place) {
    const code = diagnosisCodes.find((each) => message.startsWith(`${each}: `));
    return code === undefined
        ? `${place}: ${message}`
        : `${code}: ${place}: ${message.slice(code.length + 2)}`;
}
/**
 * The daemon can't be used now, for a reason outside the workflow's text, so that `fallback` applies. The message
 * is one line that begins with the code.
 */
class diagnosis_Diagnosis extends Error {
    name = 'Diagnosis';
    code;
    /** The message without the code: one or more sentences. */
    reason;
    /** Whether another probe later may succeed. */
    mayPass;
    /** @param words the reason, which may end in the words of another program, without a full stop */
    constructor(code, words, options = {}) {
        const reason = words === '' || /[.?!]$/.test(words) ? words : `${words}.`;
        super(`${code}: ${reason}`, options);
        this.code = code;
        this.reason = reason;
        this.mayPass = passing.has(code) && options.isCertain !== true;
    }
}

// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(255);
// EXTERNAL MODULE: ./.build/lib/base/http-client.js
var http_client = __webpack_require__(746);
;// CONCATENATED MODULE: ./.build/lib/daemon/endpoint.js


/** Bytes: Linux's limit, `sun_path` in unix(7) without its final zero byte. */
const longestSocketPath = 107;
const endpoint_forms = 'Write tcp://host:port, unix:///path, ssh://user@host, docker-container://name, kube-pod://name, or https://host of a router.';
/**
 * Reads the `endpoint` input, or the variable in `name`. A missing port is an error here: buildx would accept
 * it and fail 20 seconds later.
 *
 * @throws ConfigurationError naming the input
 */
function endpoint_parseEndpoint(value, name = 'endpoint') {
    const text = value.trim();
    checkCharacters(text, name);
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
    if (scheme === 'unix')
        return unixEndpoint(text, name);
    if (scheme === 'tcp')
        return tcpEndpoint(text, name);
    if (scheme === 'ssh')
        return sshEndpoint(text, name);
    if (scheme === 'docker-container' || scheme === 'kube-pod') {
        return containerEndpoint(scheme, text, name);
    }
    if (scheme === 'https') {
        throw new ConfigurationError(`${name}: "${text}" is the address of a router, which stands alone in endpoint.`);
    }
    throw new ConfigurationError(`${name}: "${text}" is not an address of a daemon. ${endpoint_forms}`);
}
/** Names a change that a variable or a secret may have got when it was stored. */
function checkCharacters(text, name) {
    const shown = shortLine(text, longestShown);
    // Other text isn't an address, whatever its characters.
    const [blank] = text.includes('://') ? (/\s/.exec(text) ?? []) : [];
    if (blank !== undefined) {
        const what = /[\n\r]/.test(blank) ? 'a line break' : 'a space';
        throw new ConfigurationError(`${name}: "${shown}" has ${what} in it. Write one address.`);
    }
    if (/^["'].*["']$/.test(text)) {
        throw new ConfigurationError(`${name}: ${shown} has quotes around it. Leave them out.`);
    }
}
/** Characters. */
const longestShown = 200;
/** The endpoint as the user wrote it, and in brackets the IP addresses that its host name resolved to. */
function describeEndpoint(endpoint, addresses) {
    const found = addresses.filter((address) => endpoint.kind !== 'tcp' || address !== endpoint.host);
    return found.length > 0 ? `${endpoint.url} (${found.join(', ')})` : endpoint.url;
}
function unixEndpoint(text, name) {
    const path = text.slice('unix://'.length);
    if (!path.startsWith('/')) {
        throw new ConfigurationError(`${name}: "${text}" has no absolute path. Write unix:///path, with three slashes.`);
    }
    if (Buffer.byteLength(path) > longestSocketPath) {
        throw new ConfigurationError(`${name}: the path in "${text}" is too long for a socket, which may have ${longestSocketPath} bytes.`);
    }
    return { kind: 'unix', url: `unix://${path}`, path };
}
function tcpEndpoint(text, name) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const [serverName, ...others] = [...(url?.searchParams ?? [])];
    const isKnown = serverName === undefined || serverNameForm.test(serverName.join('='));
    const plain = url !== undefined &&
        url.username === '' &&
        url.password === '' &&
        others.length === 0 &&
        isKnown &&
        url.hash === '' &&
        ['', '/'].includes(url.pathname);
    if (!plain || url.hostname === '') {
        throw new ConfigurationError(`${name}: "${text}" is not of the form tcp://host:port or tcp://host:port?server-name=….`);
    }
    if (url.port === '') {
        throw new ConfigurationError(`${name}: "${text}" has no port. Write tcp://${url.hostname}:1234.`);
    }
    return {
        kind: 'tcp',
        url: `tcp://${url.host}${url.search}`,
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: Number(url.port),
        ...(serverName && { serverName: serverName[1] }),
    };
}
/** One parameter of the query: a DNS name or an IP address. */
const serverNameForm = /^server-name=[\w.:-]+$/;
/**
 * The name to expect in the daemon's certificate: that of the endpoint itself, else the one given for all.
 *
 * @returns undefined when it is the endpoint's host
 */
function serverNameOf(endpoint, forAll) {
    return (endpoint.kind === 'tcp' ? endpoint.serverName : undefined) ?? forAll;
}
/** The address as buildx takes it: `tcp://host:port`. */
function tcpAddress({ host, port }) {
    return `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
/** Allows only characters that have no meaning to a shell or in an option of `ssh`. */
const sshForm = /^ssh:\/\/(?:(?<user>[\w.][\w.@+-]*)@)?(?:\[(?<address>[\da-f:.%\w]+)\]|(?<host>[a-z\d_](?:[\w.-]*)))(?::(?<port>\d{1,5}))?(?<socket>\/[\w./@+:-]*)?$/i;
function sshEndpoint(text, name) {
    if (/^ssh:\/\/[^/@]*:[^/@]*@/i.test(text)) {
        throw new ConfigurationError(`${name}: an ssh:// address with a password in it is not supported. Give a key in ssh-key.`);
    }
    const { user, address, host, port, socket } = sshForm.exec(text)?.groups ?? {};
    const where = address ?? host;
    if (where === undefined || (port !== undefined && !(Number(port) > 0 && Number(port) < 65_536))) {
        throw new ConfigurationError(`${name}: "${text}" is not of the form ssh://user@host, ssh://user@host:port or ssh://user@host/path/of/the.sock.`);
    }
    return {
        kind: 'ssh',
        url: text.replace(/\/$/, ''),
        host: where,
        ...(user && { user }),
        ...(port && { port: Number(port) }),
        ...(socket && socket !== '/' && { socket }),
    };
}
/** The parameters in an address's query, as in BuildKit's `client/connhelper`. */
const settings = {
    'docker-container': ['context'],
    'kube-pod': ['context', 'namespace', 'container'],
};
function containerEndpoint(scheme, text, name) {
    const [, target = '', query = ''] = /^[^:]*:\/\/(\w[\w.-]*)\/?(?:\?(.*))?$/.exec(text) ?? [];
    const given = [...new URLSearchParams(query)];
    const isKnown = given.every(([key, value]) => settings[scheme].includes(key) && value !== '');
    if (target === '' || !isKnown) {
        const all = settings[scheme].map((key) => `${key}=…`).join('&');
        throw new ConfigurationError(`${name}: "${text}" is not of the form ${scheme}://name or ${scheme}://name?${all}.`);
    }
    const flags = (keys) => given.filter(([key]) => keys.includes(key)).map(([key, value]) => `--${key}=${value}`);
    const dial = ['buildctl', 'dial-stdio'];
    const command = scheme === 'kube-pod'
        ? ['kubectl', ...flags(settings[scheme]), 'exec', '-i', target, '--', ...dial]
        : ['docker', ...flags(settings[scheme]), 'exec', '-i', target, ...dial];
    return { kind: 'container', url: text, command };
}

;// CONCATENATED MODULE: ./.build/lib/connect/router/protocol.js
// The protocol of buildkit-operator's routing service, `buildd` (github.com/SocialGouv/buildkit-operator at 73cc61f:
// internal/router/router.go and cmd/buildd/route.go). The service refuses unknown fields.




/** The body of `/route`. */
function protocol_routeBody({ repo, name, target, arch, untrusted }) {
    return JSON.stringify({ repo, ...(name && { name }), target, arch, untrusted });
}
/** The body of `/complete`. */
function completeBody({ key, buildId }) {
    return JSON.stringify({ key, ...(buildId !== undefined && { buildId }) });
}
/** The architecture of the service's daemons. The service knows only these two. */
function archOf(platform) {
    return /\barm64\b|\baarch64\b/.test(platform) ? 'arm64' : 'amd64';
}
/** Reads an answer to `/route`. */
function protocol_readAnswer(status, text) {
    const said = sentence(text);
    const answered = `HTTP ${status}${said === '' ? '' : `: ${said}`}`;
    if (status === 200)
        return readRoute(text);
    if (warming.has(status))
        return { kind: 'later', reason: answered };
    return { kind: 'refused', reason: answered };
}
/** Too many requests, a fault of the cluster, and the statuses of a daemon that is still starting. */
const warming = new Set([429, 500, 502, 503, 504]);
/** The fault of a service that gives no daemon. */
function protocol_refusal(at, reason, more = '') {
    const words = reason.replace(/\.$/, '');
    return new Diagnosis('router-refused', `${at} gives this build no daemon (${words}). ${more}`.trimEnd());
}
function readRoute(text) {
    const { key, buildId, endpoint, ready, cache } = fieldsOf(text);
    if (typeof endpoint !== 'string' || typeof key !== 'string' || key === '') {
        return { kind: 'refused', reason: 'the answer names no daemon' };
    }
    if (ready === false)
        return { kind: 'later', reason: 'the daemon is not ready yet' };
    try {
        const parsed = parseEndpoint(endpoint);
        if (parsed.kind !== 'tcp') {
            return { kind: 'refused', reason: `${quote(endpoint)} is not a tcp:// address` };
        }
        const hints = readCache(cache);
        return {
            kind: 'routed',
            route: {
                ...{ endpoint: parsed, key },
                ...(typeof buildId === 'string' && buildId !== '' && { buildId }),
                ...(hints && { cache: hints }),
            },
        };
    }
    catch (error) {
        return { kind: 'refused', reason: messageOf(error).replace(/^endpoint: /, '') };
    }
}
/** Only Amazon's S3, and what speaks like it. Values with special characters would change the meaning of the entry. */
function readCache(cache) {
    const { type, bucket, name, region, endpointUrl, skipExport } = Object(cache);
    if (type !== 's3')
        return undefined;
    const given = { bucket, name, region, endpoint_url: endpointUrl };
    const attributes = Object.entries(given).filter(([, value]) => value !== undefined && value !== '');
    const isPlain = attributes.every(([, value]) => typeof value === 'string' && /^[\w./:@-]+$/.test(value));
    if (!isPlain || typeof bucket !== 'string' || typeof name !== 'string')
        return undefined;
    const from = [
        'type=s3',
        ...attributes.map(([key, value]) => `${key}=${value}`),
        ...(endpointUrl ? ['use_path_style=true'] : []),
    ].join(',');
    // Builds of one project write the same cache, and one that loses must not fail.
    return { from, ...(skipExport !== true && { to: `${from},mode=max,ignore-error=true` }) };
}
function fieldsOf(text) {
    try {
        return Object(JSON.parse(text));
    }
    catch {
        return {};
    }
}
/** Characters. */
const longestSentence = 200;
/** A service's own words on one line, without a token that they may repeat. HTML says nothing. */
function sentence(text) {
    if (/^\s*</.test(text))
        return '';
    const plain = text.slice(0, 20 * longestSentence).replaceAll(/\beyJ[\w-]{8,}[\w.-]*/g, '***');
    return shortLine(plain.trim(), longestSentence);
}
function quote(text) {
    return `"${sentence(text)}"`;
}

;// CONCATENATED MODULE: ./.build/lib/connect/router/client.js







/** The service holds a request until the daemon is ready. Many proxies cut it after a minute. */
const longestAnswerMs = 60_000;
const firstPauseMs = 500;
const longestPauseMs = 5000;
/** How often the log says what it waits for. */
const wordMs = 60_000;
/**
 * Asks where to build, again and again while the daemon starts.
 *
 * @throws Diagnosis `router-refused` at once; `router-slow` or `router-unreachable` when time is up
 */
async function askRouter({ url, audience, token, ca, timeoutMs, request }, ports) {
    const seconds = startStopwatch();
    const leftMs = () => timeoutMs - seconds() * 1000;
    const { bearer, missing } = await proofFor(audience, token, ports);
    let wordsAtMs = 0;
    for (let pauseMs = firstPauseMs;; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
        ports.signal.throwIfAborted();
        const answerMs = Math.min(Math.max(leftMs(), shortestAnswerMs), longestAnswerMs);
        const fault = await post(`${url}/route`, routeBody(request), { bearer, ca, answerMs }, ports)
            .then(({ status, text }) => {
            const verdict = readAnswer(status, text);
            if (verdict.kind === 'routed')
                return verdict.route;
            if (verdict.kind === 'later')
                return slow(url, verdict.reason, seconds());
            throw refusal(url, verdict.reason, status === 401 || status === 403 ? missing : '');
        })
            .catch((error) => {
            if (error instanceof HttpError)
                return unreachable(url, error, seconds());
            throw error;
        });
        if (!(fault instanceof Diagnosis))
            return { route: fault, bearer };
        if (!fault.mayPass || leftMs() <= 0)
            throw fault;
        if (seconds() * 1000 >= wordsAtMs) {
            const waiting = fault.code === 'router-slow' ? `${url} has no daemon ready yet.` : fault.message;
            ports.log.info(`${waiting} Asking again for up to ${formatDuration(leftMs() / 1000)}.`);
            wordsAtMs += wordMs;
        }
        await sleep(Math.max(Math.min(pauseMs, leftMs()), 0), undefined, { signal: ports.signal });
    }
}
/** Minimum for the last request, even past the deadline. */
const shortestAnswerMs = 1000;
/**
 * Reports the end of a build, so that its daemon may stop. Without it the service waits for hours.
 *
 * @param earlier the token of the request for the route. It may have expired, but beside the build's id it counts
 * @returns whether the service knows it now: a later try may help otherwise
 */
async function complete({ url, audience, ca, ...build }, { token, earlier, }, ports) {
    try {
        const { bearer = earlier } = await proofFor(audience, token, ports);
        const options = { bearer, ca, answerMs: longestCompleteMs };
        const { status } = await post(`${url}/complete`, completeBody(build), options, ports);
        ports.log.debug(`${url}/complete answered with HTTP ${status}`);
        return status < 500 && status !== 429;
    }
    catch (error) {
        ports.log.debug(`${url}/complete: ${(0,errors/* messageOf */.bD)(error)}`);
        return false;
    }
}
const longestCompleteMs = 5000;
/** A service inside a cluster may need no identity, so a job without one asks as well. */
async function proofFor(audience, given, { identityToken, mask, signal }) {
    if (given !== undefined)
        return { bearer: given, missing: '' };
    try {
        const bearer = await identityToken(audience);
        mask(bearer);
        return { bearer, missing: `The identity token was for the audience "${audience}".` };
    }
    catch (error) {
        signal.throwIfAborted();
        return { bearer: undefined, missing: (0,errors/* messageOf */.bD)(error) };
    }
}
async function post(url, body, { bearer, ca, answerMs }, { env, signal }) {
    const client = await (0,http_client/* createHttpClient */.u)('https:', {
        ...(ca !== undefined && { ca: [...(await publicAuthorities()), ca] }),
        ...{ env, signal, timeoutMs: answerMs },
    });
    try {
        return await client.send({
            url: new URL(url),
            method: 'POST',
            headers: {
                'content-type': 'application/json',
                ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
            },
            body,
        });
    }
    finally {
        client.close();
    }
}
async function publicAuthorities() {
    const { getCACertificates } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 692, 19));
    return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}
function slow(url, reason, seconds) {
    return new Diagnosis('router-slow', `${url} has had no daemon ready for ${formatDuration(seconds)} (${reason}). Raise connect-timeout if its daemons need longer to start.`);
}
function unreachable(url, { code, message, cause }, seconds) {
    // The service holds the request while a daemon starts, so silence is no sign that it is away.
    if (code === 'TIMEOUT')
        return slow(url, 'no answer', seconds);
    const isDistrust = distrust.test(code);
    const advice = isDistrust
        ? 'Give the CA that signed its certificate in identity-ca.'
        : 'Check the address in endpoint, and whether the service runs.';
    return new Diagnosis('router-unreachable', `${url} can't be asked where to build: ${message.replace(/\.$/, '')} (${code}). ${advice}`, { cause, isCertain: isDistrust });
}
/** OpenSSL's verification errors, as Node names them. */
const distrust = /^(?:UNABLE_TO_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_|INVALID_|PATH_LENGTH_|HOSTNAME_|ERR_TLS_CERT_ALTNAME)/;


/***/ })

};
