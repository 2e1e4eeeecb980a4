export const id = 8698;
export const ids = [8698];
export const modules = {

/***/ 2774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ postJson),
/* harmony export */   Tt: () => (/* binding */ getJson),
/* harmony export */   W0: () => (/* binding */ NotDockerError),
/* harmony export */   hc: () => (/* binding */ dockerHeaders),
/* harmony export */   pF: () => (/* binding */ jsonHeaders)
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
function getJson(options, path, onConnect = () => { }) {
    return askJson({ ...options, path, headers: dockerHeaders }, '', onConnect);
}
/** The same for a POST request with this body. */
function postJson(options, path, body) {
    const headers = { ...dockerHeaders, ...jsonHeaders };
    return askJson({ ...options, path, headers, method: 'POST' }, JSON.stringify(body));
}
async function askJson(options, sentBody, onConnect = () => { }) {
    const response = await new Promise((resolve, reject) => {
        const sent = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)(options, resolve);
        sent.on('socket', (socket) => socket.once('connect', onConnect));
        sent.on('error', reject);
        sent.end(sentBody);
    });
    const body = await readBody(response);
    if (response.statusCode === 404)
        return undefined;
    try {
        const parsed = JSON.parse(body);
        if (isSuccess(response) && typeof parsed === 'object' && parsed !== null) {
            return parsed;
        }
    }
    catch {
        // Another service that speaks HTTP.
    }
    throw new NotDockerError(`HTTP status ${response.statusCode}`);
}
function isSuccess({ statusCode }) {
    return statusCode === 200 || statusCode === 201;
}
const jsonHeaders = { 'content-type': 'application/json' };
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
/* harmony export */   connectToContainer: () => (/* binding */ connectToContainer),
/* harmony export */   connectToDocker: () => (/* binding */ connectToDocker),
/* harmony export */   openDockerSession: () => (/* binding */ openDockerSession)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_http2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2467);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7030);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7075);
/* harmony import */ var _docker_api_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2774);





/**
 * Opens HTTP/2 with the BuildKit in a Docker daemon: behind an upgrade of a connection to Docker's API, or directly
 * on its socket.
 *
 * @throws NotDockerError
 * @throws the error of the connection
 */
async function openDockerSession(options) {
    const upgraded = await upgrade(options, { path: '/grpc', protocol: 'h2c' });
    // Docker has deprecated this endpoint.
    return sessionOn(upgraded ?? (0,node_net__WEBPACK_IMPORTED_MODULE_2__.connect)(options.socketPath));
}
/** A Docker daemon that has answered before upgrades a connection at once. In milliseconds. */
const longestUpgradeMs = 10_000;
const newConnection = (socketPath) => ({
    ...{ socketPath, agent: false, signal: AbortSignal.timeout(longestUpgradeMs) },
});
/** The same, without a connection that is already open. */
function connectToDocker(socketPath) {
    return openDockerSession(newConnection(socketPath));
}
/**
 * Opens HTTP/2 with the BuildKit in a container of a Docker daemon, as buildx does: a command in the container
 * forwards its standard input and output.
 *
 * @throws NotDockerError
 * @throws the error of the connection
 */
async function connectToContainer(socketPath, container) {
    const options = newConnection(socketPath);
    const command = { AttachStdin: true, AttachStdout: true, Cmd: ['buildctl', 'dial-stdio'] };
    const { Id } = (await (0,_docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .postJson */ .B2)(options, `/containers/${container}/exec`, command)) ?? {};
    if (typeof Id !== 'string' || !/^\w+$/.test(Id))
        throw new _docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .NotDockerError */ .W0('no such container');
    const request = {
        path: `/exec/${Id}/start`,
        protocol: 'tcp',
        body: { Detach: false, Tty: false },
    };
    const socket = await upgrade(options, request);
    if (socket === undefined)
        throw new _docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .NotDockerError */ .W0('the command has not started');
    return sessionOn(standardStreams(socket));
}
function sessionOn(socket) {
    const http2 = (0,node_http2__WEBPACK_IMPORTED_MODULE_1__.connect)('http://localhost', { createConnection: () => socket });
    // Each call reports it, too.
    http2.on('error', () => { });
    return { http2, authority: 'localhost' };
}
/** @returns undefined when the daemon has no such endpoint */
function upgrade(options, { path, protocol, body }) {
    return new Promise((resolve, reject) => {
        const headers = {
            ..._docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .dockerHeaders */ .hc,
            ...(body && _docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .jsonHeaders */ .pF),
            ...{ connection: 'Upgrade', upgrade: protocol },
        };
        const sent = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ ...options, headers, method: 'POST', path });
        sent.on('upgrade', (_, upgraded, first) => {
            upgraded.unshift(first);
            resolve(upgraded);
        });
        sent.on('response', (response) => {
            response.destroy();
            if (response.statusCode === 404)
                resolve(undefined);
            else
                reject(new _docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .NotDockerError */ .W0(`HTTP status ${response.statusCode}`));
        });
        sent.on('error', reject);
        sent.end(body && JSON.stringify(body));
    });
}
/**
 * The standard input and output of a command. Docker sends output in frames: a byte for the stream, three unused
 * ones, four for the length (`ContainerAttach` in https://docs.docker.com/reference/api/engine/).
 */
function standardStreams(socket) {
    let header = Buffer.alloc(0);
    let left = 0;
    let isOutput = false;
    const take = (chunk) => {
        let bytes = chunk;
        while (bytes.length > 0) {
            if (left === 0) {
                const missing = headerLength - header.length;
                header = Buffer.concat([header, bytes.subarray(0, missing)]);
                bytes = bytes.subarray(missing);
                if (header.length < headerLength)
                    return;
                isOutput = header[0] === standardOutput;
                left = header.readUInt32BE(4);
                header = Buffer.alloc(0);
                continue;
            }
            const piece = bytes.subarray(0, left);
            left -= piece.length;
            bytes = bytes.subarray(piece.length);
            if (isOutput && !streams.push(piece))
                socket.pause();
        }
    };
    const streams = new node_stream__WEBPACK_IMPORTED_MODULE_3__.Duplex({
        read: () => void socket.resume(),
        write: (chunk, _, done) => void socket.write(chunk, done),
        final: (done) => void socket.end(done),
        destroy(error, done) {
            socket.destroy();
            done(error);
        },
    });
    socket.on('data', take);
    socket.on('end', () => streams.push(null));
    socket.on('error', (error) => streams.destroy(error));
    socket.on('close', () => streams.destroy());
    return streams;
}
const headerLength = 8;
const standardOutput = 1;


/***/ })

};
