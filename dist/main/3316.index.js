export const id = 3316;
export const ids = [3316];
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

/***/ 3316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   requestIdentityToken: () => (/* binding */ requestIdentityToken)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _base_http_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9746);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5284);



/** Milliseconds, for one request. */
const longestAnswerMs = 10_000;
/** A token has some two thousand characters. */
const longestToken = 65_536;
/** Milliseconds before another request, while the service fails. */
const pausesMs = [300, 1000];
/**
 * Asks GitHub for a signed identity of this job (an OIDC token), as `@actions/core` does; its client would
 * load a whole HTTP library.
 *
 * @param audience the audience of the token
 * @throws Error in one line, without the address or the token of the request
 */
async function requestIdentityToken(audience, env, signal) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
    if (!address || !bearer)
        throw new Error(explainMissing(env));
    const url = new URL(address);
    url.searchParams.set('audience', audience);
    const client = await (0,_base_http_client_js__WEBPACK_IMPORTED_MODULE_1__/* .createHttpClient */ .u)(url.protocol, { env, signal, timeoutMs: longestAnswerMs });
    try {
        const { status, text } = await ask(client, url, bearer, signal);
        if (status !== 200) {
            throw new Error(`GitHub's token service answered with HTTP status ${status}.`);
        }
        return readToken(text);
    }
    catch (cause) {
        if (!(cause instanceof _base_http_client_js__WEBPACK_IMPORTED_MODULE_1__/* .HttpError */ .j))
            throw cause;
        throw new Error(`GitHub's token service gave no answer (${cause.code}).`, { cause });
    }
    finally {
        client.close();
    }
}
/** Repeats the request while the service or the network fails. */
async function ask(client, url, bearer, signal) {
    const headers = { accept: 'application/json', authorization: `Bearer ${bearer}` };
    for (const pauseMs of pausesMs) {
        const answer = await client.send({ url, method: 'GET', headers }).catch((error) => {
            if (!(error instanceof _base_http_client_js__WEBPACK_IMPORTED_MODULE_1__/* .HttpError */ .j) || error.code === 'TIMEOUT')
                throw error;
        });
        if (answer !== undefined && answer.status < 500 && answer.status !== 429)
            return answer;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pauseMs, undefined, { signal });
    }
    return client.send({ url, method: 'GET', headers });
}
function readToken(text) {
    const token = tokenIn(text);
    if (typeof token === 'string' && token !== '' && token.length <= longestToken)
        return token;
    throw new Error("GitHub's token service answered without a token.");
}
function tokenIn(text) {
    try {
        return JSON.parse(text)?.value;
    }
    catch {
        return undefined;
    }
}
/** GitHub gives no reason for a missing identity, so this follows its documentation. */
function explainMissing(env) {
    if ((0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .readOrigin */ .P)(env).untrusted === 'fork') {
        return 'This job has no identity token: GitHub gives none to a run of code from a fork.';
    }
    return 'This job has no identity token: it lacks permissions: id-token: write. Add it to the job, and to the job that calls a reusable workflow.';
}


/***/ })

};
