export const id = 380;
export const ids = [380];
export const modules = {

/***/ 8380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   probeDocker: () => (/* binding */ probeDocker)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_http2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2467);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8321);
/* harmony import */ var _control_api_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8564);
/* harmony import */ var _diagnose_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2866);
/* harmony import */ var _diagnosis_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54);
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
        headers: { host: 'docker' },
        signal: AbortSignal.any([signal, timeout]),
    };
    let phase = 'connecting';
    try {
        const version = await ask(options, '/version', () => {
            phase = 'asking';
        });
        return { ...(await askBuildkit(options, version)) };
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof _diagnosis_js__WEBPACK_IMPORTED_MODULE_4__/* .Diagnosis */ .O)
            throw error;
        const silence = timeout.aborted ? undefined : error;
        throw isHttpFault(error)
            ? notDocker(endpoint, error)
            : (0,_diagnose_js__WEBPACK_IMPORTED_MODULE_3__/* .diagnose */ .h)({ endpoint }, { phase, error: silence, addresses: [] });
    }
    finally {
        agent.destroy();
    }
}
/** @returns the engine's version */
async function ask(options, path, onConnect) {
    const answer = await new Promise((resolve, reject) => {
        const asked = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ ...options, path }, resolve);
        asked.on('socket', (socket) => socket.once('connect', onConnect));
        asked.on('error', reject);
        asked.end();
    });
    const body = await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_2__.text)(answer);
    try {
        const { Version, ApiVersion } = JSON.parse(body);
        if (typeof Version === 'string' && typeof ApiVersion === 'string')
            return Version;
    }
    catch {
        // Something else that speaks HTTP.
    }
    throw new HttpFault(`HTTP status ${answer.statusCode}`);
}
/** BuildKit's API is behind Docker's, on a connection that changes over to it. */
async function askBuildkit(options, version) {
    const socket = await new Promise((resolve, reject) => {
        const headers = { ...options.headers, connection: 'Upgrade', upgrade: 'h2c' };
        const asked = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ ...options, headers, method: 'POST', path: '/grpc' });
        asked.on('upgrade', (_, upgraded, first) => {
            upgraded.unshift(first);
            resolve(upgraded);
        });
        asked.on('response', ({ statusCode }) => reject(new HttpFault(`HTTP status ${statusCode}`)));
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
        version: info === undefined ? 'of unknown version' : (0,_control_api_js__WEBPACK_IMPORTED_MODULE_6__/* .readInfo */ .LV)(info),
        platforms: (0,_control_api_js__WEBPACK_IMPORTED_MODULE_6__/* .readWorkers */ .QF)(workers),
        docker: { version, hasContainerdStore: labels.includes(snapshotterLabel) },
    };
}
/** By this buildx, too, knows an engine whose images are kept by containerd. */
const snapshotterLabel = 'org.mobyproject.buildkit.worker.snapshotter';
class HttpFault extends Error {
}
function isHttpFault(error) {
    const { code } = error;
    return error instanceof HttpFault || code?.startsWith('HPE_') === true;
}
function notDocker({ url }, cause) {
    return new _diagnosis_js__WEBPACK_IMPORTED_MODULE_4__/* .Diagnosis */ .O('not-buildkit', `${url} does not answer as a Docker daemon does. If it is a BuildKit daemon, set driver: remote.`, { cause });
}


/***/ })

};
