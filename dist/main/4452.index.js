export const id = 4452;
export const ids = [4452];
export const modules = {

/***/ 9746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ HttpError),
/* harmony export */   u: () => (/* binding */ createHttpClient)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);

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
        ? Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 19))
        : Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 4708, 19)));
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

/***/ 4452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectRouter: () => (/* binding */ connectRouter)
});

// EXTERNAL MODULE: ./.build/lib/base/stopwatch.js
var stopwatch = __webpack_require__(9957);
// EXTERNAL MODULE: ./.build/lib/leftovers/journal.js
var journal = __webpack_require__(4526);
// EXTERNAL MODULE: ./.build/lib/text/format.js
var format = __webpack_require__(1033);
// EXTERNAL MODULE: ./.build/lib/connect/builders/endpoint.js + 3 modules
var builders_endpoint = __webpack_require__(8690);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/base/http-client.js
var http_client = __webpack_require__(9746);
// EXTERNAL MODULE: ./.build/lib/connect/router/protocol.js
var protocol = __webpack_require__(5345);
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
    const seconds = (0,stopwatch/* startStopwatch */.Q)();
    const leftMs = () => timeoutMs - seconds() * 1000;
    const { bearer, missing } = await proofFor(audience, token, ports);
    let wordsAtMs = 0;
    for (let pauseMs = firstPauseMs;; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
        ports.signal.throwIfAborted();
        const answerMs = Math.min(Math.max(leftMs(), shortestAnswerMs), longestAnswerMs);
        const fault = await post(`${url}/route`, (0,protocol/* routeBody */._R)(request), { bearer, ca, answerMs }, ports)
            .then(({ status, text }) => {
            const verdict = (0,protocol/* readAnswer */.JN)(status, text);
            if (verdict.kind === 'routed')
                return verdict.route;
            if (verdict.kind === 'later')
                return slow(url, verdict.reason, seconds());
            throw (0,protocol/* refusal */.x5)(url, verdict.reason, status === 401 || status === 403 ? missing : '');
        })
            .catch((error) => {
            if (error instanceof http_client/* HttpError */.j)
                return unreachable(url, error, seconds());
            throw error;
        });
        if (!(fault instanceof diagnosis/* Diagnosis */.OZ))
            return { route: fault, bearer };
        if (!fault.mayPass || leftMs() <= 0)
            throw fault;
        if (seconds() * 1000 >= wordsAtMs) {
            const waiting = fault.code === 'router-slow' ? `${url} has no daemon ready yet.` : fault.message;
            ports.log.info(`${waiting} Asking again for up to ${(0,format/* formatDuration */.a3)(leftMs() / 1000)}.`);
            wordsAtMs += wordMs;
        }
        await (0,promises_.setTimeout)(Math.max(Math.min(pauseMs, leftMs()), 0), undefined, { signal: ports.signal });
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
        const { status } = await post(`${url}/complete`, (0,protocol/* completeBody */.Y4)(build), options, ports);
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
    const { getCACertificates } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 1692, 19));
    return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}
function slow(url, reason, seconds) {
    return new diagnosis/* Diagnosis */.OZ('router-slow', `${url} has had no daemon ready for ${(0,format/* formatDuration */.a3)(seconds)} (${reason}). Raise connect-timeout if its daemons need longer to start.`);
}
function unreachable(url, { code, message, cause }, seconds) {
    // The service holds the request while a daemon starts, so silence is no sign that it is away.
    if (code === 'TIMEOUT')
        return slow(url, 'no answer', seconds);
    const isDistrust = distrust.test(code);
    const advice = isDistrust
        ? 'Give the CA that signed its certificate in identity-ca.'
        : 'Check the address in endpoint, and whether the service runs.';
    return new diagnosis/* Diagnosis */.OZ('router-unreachable', `${url} can't be asked where to build: ${message.replace(/\.$/, '')} (${code}). ${advice}`, { cause, isCertain: isDistrust });
}
/** OpenSSL's verification errors, as Node names them. */
const distrust = /^(?:UNABLE_TO_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_|INVALID_|PATH_LENGTH_|HOSTNAME_|ERR_TLS_CERT_ALTNAME)/;

;// CONCATENATED MODULE: ./.build/lib/connect/router/connect-router.js





/** Milliseconds: a token and an answer. */
const longestEndMs = 8000;
/**
 * Asks a service where to build, and creates a builder there. The end of the build is reported when the builder is
 * released, or by post.
 *
 * @throws Diagnosis when there is no daemon, or it can't be used
 */
async function connectRouter(router, attempt, inputs, preparing, ports) {
    const seconds = (0,stopwatch/* startStopwatch */.Q)();
    const { route, bearer } = await askRouter(router, ports);
    const { endpoint, cache, ...build } = route;
    const { url, audience, ca, token } = router;
    const routed = { url, audience, ...(ca !== undefined && { ca }), ...build };
    if (build.buildId !== undefined)
        ports.mask(build.buildId);
    const strike = (0,journal/* noteLeftover */.CF)(ports.directory, { kind: 'route', ...routed });
    const end = async () => {
        const signal = AbortSignal.timeout(longestEndMs);
        // What the service doesn't know is left to post.
        if (await complete(routed, { token, earlier: bearer }, { ...ports, signal }))
            strike();
    };
    try {
        const waited = (0,format/* formatDuration */.a3)(seconds());
        ports.log.info(`${url} leads this build to ${endpoint.url}, after ${waited}.`);
        const builder = await (0,builders_endpoint/* createEndpointBuilder */.ns)(attempt, endpoint, inputs, preparing, ports);
        return {
            ...builder,
            connectSeconds: seconds(),
            ...(cache && { cacheHints: cache }),
            async release() {
                await builder.release();
                await end();
            },
        };
    }
    catch (error) {
        await end();
        throw error;
    }
}


/***/ })

};
