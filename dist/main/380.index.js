export const id = 380;
export const ids = [380];
export const modules = {

/***/ 2818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tt: () => (/* binding */ getJson),
/* harmony export */   W0: () => (/* binding */ NotDockerError),
/* harmony export */   hc: () => (/* binding */ dockerHeaders)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8321);


/** What answers speaks HTTP, but not as a Docker daemon does. */
class NotDockerError extends Error {
}
/**
 * Asks a Docker daemon over its HTTP API.
 *
 * @returns what it answers; undefined when there is no such thing
 * @throws NotDockerError
 */
async function getJson(options, path, onConnect = () => { }) {
    const answer = await new Promise((resolve, reject) => {
        const asked = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ ...options, path, headers: dockerHeaders }, resolve);
        asked.on('socket', (socket) => socket.once('connect', onConnect));
        asked.on('error', reject);
        asked.end();
    });
    const body = await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__.text)(answer);
    if (answer.statusCode === 404)
        return undefined;
    try {
        const parsed = JSON.parse(body);
        if (answer.statusCode === 200 && typeof parsed === 'object' && parsed !== null) {
            return parsed;
        }
    }
    catch {
        // Something else that speaks HTTP.
    }
    throw new NotDockerError(`HTTP status ${answer.statusCode}`);
}
/** The name of a host means nothing on a socket, but HTTP wants one. */
const dockerHeaders = { host: 'docker' };


/***/ }),

/***/ 8380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   probeDocker: () => (/* binding */ probeDocker)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_http2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2467);
/* harmony import */ var _control_api_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5167);
/* harmony import */ var _diagnose_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2866);
/* harmony import */ var _diagnosis_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(54);
/* harmony import */ var _docker_api_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2818);
/* harmony import */ var _grpc_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5475);







/**
 * Asks a Docker daemon who it is, and the BuildKit in it, as buildx will talk to it. All on one
 * connection, since behind SSH each costs a process there.
 *
 * @throws Diagnosis
 */
async function probeDocker(endpoint, timeoutMs, signal) {
    const agent = new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent({ keepAlive: true, maxSockets: 1 });
    const timeout = AbortSignal.timeout(Math.round(timeoutMs));
    const options = {
        socketPath: endpoint.path,
        agent,
        signal: AbortSignal.any([signal, timeout]),
    };
    let phase = 'connecting';
    try {
        const version = await askVersion(options, () => {
            phase = 'asking';
        });
        return await askBuildkit(options, version);
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof _diagnosis_js__WEBPACK_IMPORTED_MODULE_3__/* .Diagnosis */ .O)
            throw error;
        const silence = timeout.aborted ? undefined : error;
        throw isHttpFault(error)
            ? notDocker(endpoint, error)
            : (0,_diagnose_js__WEBPACK_IMPORTED_MODULE_2__/* .diagnose */ .h)({ endpoint }, { phase, error: silence, addresses: [] });
    }
    finally {
        agent.destroy();
    }
}
async function askVersion(options, onConnect) {
    const { Version, ApiVersion } = (await (0,_docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .getJson */ .Tt)(options, '/version', onConnect)) ?? {};
    if (typeof Version === 'string' && typeof ApiVersion === 'string')
        return Version;
    throw new _docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .NotDockerError */ .W0('no version');
}
/** BuildKit's API is behind Docker's, on a connection that changes over to it. */
async function askBuildkit(options, version) {
    const socket = await new Promise((resolve, reject) => {
        const headers = { ..._docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .dockerHeaders */ .hc, connection: 'Upgrade', upgrade: 'h2c' };
        const asked = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ ...options, headers, method: 'POST', path: '/grpc' });
        asked.on('upgrade', (_, upgraded, first) => {
            upgraded.unshift(first);
            resolve(upgraded);
        });
        asked.on('response', ({ statusCode }) => reject(new _docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .NotDockerError */ .W0(`HTTP status ${statusCode}`)));
        asked.on('error', reject);
        asked.end();
    });
    const session = (0,node_http2__WEBPACK_IMPORTED_MODULE_1__.connect)('http://docker', { createConnection: () => socket });
    try {
        return await askControl(session, version);
    }
    finally {
        session.destroy();
        socket.destroy();
    }
}
async function askControl(session, version) {
    const broken = new Promise((_, reject) => session.once('error', reject));
    const call = (method) => (0,_grpc_js__WEBPACK_IMPORTED_MODULE_5__/* .callUnary */ .aU)(session, `/moby.buildkit.v1.Control/${method}`);
    const [info, workers] = await Promise.race([
        // Engines before 24 don't tell.
        Promise.all([call('Info').catch(() => undefined), call('ListWorkers')]),
        broken,
    ]);
    const labels = (0,_control_api_js__WEBPACK_IMPORTED_MODULE_6__/* .readWorkerLabels */ .kJ)(workers);
    return {
        version: info === undefined ? `of Docker ${version}` : (0,_control_api_js__WEBPACK_IMPORTED_MODULE_6__/* .readInfo */ .LV)(info),
        platforms: (0,_control_api_js__WEBPACK_IMPORTED_MODULE_6__/* .readWorkers */ .QF)(workers),
        docker: { version, hasContainerdStore: labels.includes(snapshotterLabel) },
    };
}
/** By this buildx, too, knows an engine whose images are kept by containerd. */
const snapshotterLabel = 'org.mobyproject.buildkit.worker.snapshotter';
function isHttpFault(error) {
    const { code } = error;
    return error instanceof _docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .NotDockerError */ .W0 || code?.startsWith('HPE_') === true;
}
function notDocker({ url }, cause) {
    return new _diagnosis_js__WEBPACK_IMPORTED_MODULE_3__/* .Diagnosis */ .O('not-buildkit', `${url} does not answer as a Docker daemon does. If it is a BuildKit daemon, set driver: remote.`, { cause });
}


/***/ })

};
