export const id = 141;
export const ids = [141];
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

/***/ 141:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  requestIdentityToken: () => (/* binding */ requestIdentityToken)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(500);
// EXTERNAL MODULE: ./.build/lib/base/http-client.js
var http_client = __webpack_require__(746);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
;// CONCATENATED MODULE: ./.build/lib/github/event.js

/** Reads the event file. A missing or damaged file has no parts: not every runner writes one. */
function readPayload(path) {
    const payload = path ? parseFile(path) : undefined;
    const at = (...keys) => keys.reduce(property, payload) ?? undefined;
    return {
        at,
        text(...keys) {
            const value = at(...keys);
            return typeof value === 'string' && value !== '' ? value : undefined;
        },
    };
}
function parseFile(path) {
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch {
        return undefined;
    }
}
function property(value, key) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
        return undefined;
    return value[key];
}

;// CONCATENATED MODULE: ./.build/lib/github/origin.js

/** Reads the variables and the event file that the runner gives to each action. */
function readOrigin(env) {
    const payload = readPayload(env.GITHUB_EVENT_PATH);
    const name = env.GITHUB_REF_NAME ?? '';
    const untrusted = findUntrusted(payload, env);
    const defaultBranch = payload.text('repository', 'default_branch');
    const common = { ...(defaultBranch && { defaultBranch }), ...(untrusted && { untrusted }) };
    if (!isPullRequest(payload, env)) {
        return { kind: env.GITHUB_REF_TYPE === 'tag' ? 'tag' : 'branch', name, ...common };
    }
    const number = payload.at('pull_request', 'number') ?? payload.at('number') ?? name.split('/')[0];
    const base = payload.text('pull_request', 'base', 'ref') || env.GITHUB_BASE_REF;
    return { kind: 'pull-request', name: String(number), ...common, ...(base && { base }) };
}
function isPullRequest(payload, { GITHUB_EVENT_NAME: event = '', GITHUB_REF: ref = '' }) {
    return (event.startsWith('pull_request') ||
        ref.startsWith('refs/pull/') ||
        payload.at('pull_request') !== undefined);
}
/**
 * A fork's code, and an update that Dependabot proposes, run before anyone has read them. Under
 * `pull_request` they get no secrets; under `pull_request_target`, and under `workflow_run` after a run for
 * a fork, they would get all of them. So what the event doesn't prove to be the repository's own counts as
 * untrusted.
 */
function findUntrusted(payload, env) {
    if (isPullRequest(payload, env))
        return findInPullRequest(payload) ?? findDependabot(env);
    const isFollowing = env.GITHUB_EVENT_NAME === 'workflow_run' || payload.at('workflow_run') !== undefined;
    return (isFollowing ? findInWorkflowRun(payload) : undefined) ?? findDependabot(env);
}
function findInPullRequest(payload) {
    const head = payload.text('pull_request', 'head', 'repo', 'full_name');
    const base = payload.text('pull_request', 'base', 'repo', 'full_name');
    if (payload.at('pull_request', 'head') === undefined || base === undefined)
        return 'unknown';
    // The fork may be deleted already: then its repository is null.
    if (head !== base)
        return 'fork';
    // Its author, since the actor is the person who labels or edits the pull request.
    return payload.text('pull_request', 'user', 'login') === dependabot ? 'dependabot' : undefined;
}
function findInWorkflowRun(payload) {
    const repository = payload.text('repository', 'full_name');
    if (payload.at('workflow_run') === undefined || repository === undefined)
        return 'unknown';
    if (payload.text('workflow_run', 'head_repository', 'full_name') !== repository)
        return 'fork';
    if (followsDependabot(payload))
        return 'dependabot';
    // It follows another `workflow_run`, and this event doesn't name the first run.
    return payload.text('workflow_run', 'event') === 'workflow_run' ? 'unknown' : undefined;
}
/**
 * The actor of the first run is the person who labeled the pull request, if one did; its branch and its commit are
 * still Dependabot's.
 */
function followsDependabot({ text }) {
    return (text('workflow_run', 'actor', 'login') === dependabot ||
        text('workflow_run', 'head_commit', 'author', 'name') === dependabot ||
        text('workflow_run', 'head_branch')?.startsWith('dependabot/') === true);
}
/** The actor of a run stays the same when a person re-runs it. */
function findDependabot({ GITHUB_ACTOR: actor }) {
    return actor === dependabot ? 'dependabot' : undefined;
}
const dependabot = 'dependabot[bot]';

;// CONCATENATED MODULE: ./.build/lib/github/identity-token.js



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
    const client = await (0,http_client/* createHttpClient */.u)(url.protocol, { env, signal, timeoutMs: longestAnswerMs });
    try {
        const { status, text } = await ask(client, url, bearer, signal);
        if (status !== 200) {
            throw new Error(`GitHub's token service answered with HTTP status ${status}.`);
        }
        return readToken(text);
    }
    catch (cause) {
        if (!(cause instanceof http_client/* HttpError */.j))
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
            if (!(error instanceof http_client/* HttpError */.j) || error.code === 'TIMEOUT')
                throw error;
        });
        if (answer !== undefined && answer.status < 500 && answer.status !== 429)
            return answer;
        await (0,promises_.setTimeout)(pauseMs, undefined, { signal });
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
    if (readOrigin(env).untrusted === 'fork') {
        return 'This job has no identity token: GitHub gives none to a run of code from a fork.';
    }
    return 'This job has no identity token: it lacks permissions: id-token: write. Add it to the job, and to the job that calls a reusable workflow.';
}


/***/ })

};
