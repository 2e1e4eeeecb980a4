export const id = 8698;
export const ids = [8698];
export const modules = {

/***/ 2774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tt: () => (/* binding */ getJson),
/* harmony export */   W0: () => (/* binding */ NotDockerError),
/* harmony export */   hc: () => (/* binding */ dockerHeaders)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);

/** The peer speaks HTTP, but not Docker's API. */
class NotDockerError extends Error {
    name = 'NotDockerError';
}
/** Bytes. The longest answer, about a container with many mounts and labels, has some hundred thousand. */
const longestBody = 4 * 1024 * 1024;
/**
 * Sends a GET request to a Docker daemon's HTTP API.
 *
 * @param path such as `/version`
 * @param onConnect called when the connection is open
 * @returns the object in the answer; undefined for HTTP status 404
 * @throws NotDockerError when the answer is something else, or longer than 4 MiB
 * @throws the error of the connection
 */
async function getJson(options, path, onConnect = () => { }) {
    const response = await new Promise((resolve, reject) => {
        const sent = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ ...options, path, headers: dockerHeaders }, resolve);
        sent.on('socket', (socket) => socket.once('connect', onConnect));
        sent.on('error', reject);
        sent.end();
    });
    const body = await readBody(response);
    if (response.statusCode === 404)
        return undefined;
    try {
        const parsed = JSON.parse(body);
        if (response.statusCode === 200 && typeof parsed === 'object' && parsed !== null) {
            return parsed;
        }
    }
    catch {
        // Another service that speaks HTTP.
    }
    throw new NotDockerError(`HTTP status ${response.statusCode}`);
}
/** A Unix socket has no host name, but HTTP demands one. */
const dockerHeaders = { host: 'docker' };
async function readBody(response) {
    const chunks = [];
    let length = 0;
    for await (const chunk of response) {
        length += chunk.length;
        // Leaving the loop destroys the response and its connection.
        if (length > longestBody)
            throw new NotDockerError('the answer is too long');
        chunks.push(chunk);
    }
    return String(Buffer.concat(chunks));
}


/***/ }),

/***/ 8698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   connectToDocker: () => (/* binding */ connectToDocker),
/* harmony export */   openDockerSession: () => (/* binding */ openDockerSession)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_http2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2467);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7030);
/* harmony import */ var _docker_api_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2774);




/**
 * Opens HTTP/2 with the BuildKit in a Docker daemon: behind an upgrade of a connection to Docker's API, or directly
 * on its socket.
 *
 * @throws NotDockerError
 * @throws the error of the connection
 */
async function openDockerSession(options) {
    const socket = (await upgrade(options)) ?? (0,node_net__WEBPACK_IMPORTED_MODULE_2__.connect)(options.socketPath);
    const http2 = (0,node_http2__WEBPACK_IMPORTED_MODULE_1__.connect)('http://localhost', { createConnection: () => socket });
    // Each call reports it, too.
    http2.on('error', () => { });
    return { http2, authority: 'localhost' };
}
/** A Docker daemon that has answered before upgrades a connection at once. In milliseconds. */
const longestUpgradeMs = 10_000;
/** The same, without a connection that is already open. */
function connectToDocker(socketPath) {
    return openDockerSession({
        socketPath,
        agent: false,
        signal: AbortSignal.timeout(longestUpgradeMs),
    });
}
/** @returns undefined when the daemon has no such endpoint: Docker has deprecated it */
function upgrade(options) {
    return new Promise((resolve, reject) => {
        const headers = { ..._docker_api_js__WEBPACK_IMPORTED_MODULE_3__/* .dockerHeaders */ .hc, connection: 'Upgrade', upgrade: 'h2c' };
        const sent = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ ...options, headers, method: 'POST', path: '/grpc' });
        sent.on('upgrade', (_, upgraded, first) => {
            upgraded.unshift(first);
            resolve(upgraded);
        });
        sent.on('response', (response) => {
            response.destroy();
            if (response.statusCode === 404)
                resolve(undefined);
            else
                reject(new _docker_api_js__WEBPACK_IMPORTED_MODULE_3__/* .NotDockerError */ .W0(`HTTP status ${response.statusCode}`));
        });
        sent.on('error', reject);
        sent.end();
    });
}


/***/ })

};
