export const id = 4645;
export const ids = [4645,8698];
export const modules = {

/***/ 4860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ ConnectionClosedError)
/* harmony export */ });
/** The peer closed the connection, or ended its answer early, without an error of its own. */
class ConnectionClosedError extends Error {
    name = 'ConnectionClosedError';
    constructor() {
        super('The peer closed the connection.');
    }
}


/***/ }),

/***/ 8443:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LV: () => (/* binding */ readInfo),
/* harmony export */   QF: () => (/* binding */ readWorkers),
/* harmony export */   kJ: () => (/* binding */ readWorkerLabels)
/* harmony export */ });
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(296);
/* harmony import */ var _protobuf_fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7716);
// Decodes two answers of BuildKit's control API, whose fields are named as in
// https://github.com/moby/buildkit/blob/master/api/services/control/control.proto,
// https://github.com/moby/buildkit/blob/master/api/types/worker.proto and
// https://github.com/moby/buildkit/blob/master/solver/pb/ops.proto


const infoResponse = { buildkitVersion: 1 };
const buildkitVersion = { version: 2 };
const listWorkersResponse = { record: 1 };
const workerRecord = { labels: 2, platforms: 3 };
/** An entry of a map. */
const entry = { key: 1 };
const platform = { architecture: 1, os: 2, variant: 3 };
/** Characters. */
const longestVersion = 100;
const longestPlatform = 60;
/** A daemon with every emulator has some twenty. */
const mostPlatforms = 100;
/**
 * Reads an `InfoResponse`.
 *
 * @returns the daemon's version, such as `v0.32.2`; undefined when the answer has none
 * @throws RangeError when it isn't a message
 */
function readInfo(message) {
    const [version] = (0,_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .readFields */ .qU)(message).messages(infoResponse.buildkitVersion);
    return version && ((0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(version.text(buildkitVersion.version), longestVersion) || undefined);
}
/**
 * Reads the platforms in a `ListWorkersResponse`.
 *
 * @returns those of all workers, as `os/arch[/variant]`, a worker's own first
 * @throws RangeError when it isn't a message
 */
function readWorkers(message) {
    const platforms = workersIn(message)
        .flatMap((worker) => worker.messages(workerRecord.platforms))
        .slice(0, mostPlatforms)
        .map((fields) => [fields.text(platform.os), fields.text(platform.architecture), fields.text(platform.variant)]
        .filter(Boolean)
        .join('/'));
    return [...new Set(platforms.map((text) => (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(text, longestPlatform)))];
}
/**
 * Reads the names of the labels in a `ListWorkersResponse`, of all workers.
 *
 * @throws RangeError when it isn't a message
 */
function readWorkerLabels(message) {
    return workersIn(message)
        .flatMap((worker) => worker.messages(workerRecord.labels))
        .map((label) => label.text(entry.key));
}
function workersIn(message) {
    return (0,_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .readFields */ .qU)(message).messages(listWorkersResponse.record);
}


/***/ }),

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

/***/ 4645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askStartingContainer: () => (/* binding */ askStartingContainer),
/* harmony export */   removeContainer: () => (/* binding */ removeContainer),
/* harmony export */   removeState: () => (/* binding */ removeState)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var _control_api_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8443);
/* harmony import */ var _docker_api_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2774);
/* harmony import */ var _docker_session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8698);
/* harmony import */ var _grpc_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4047);





/** What buildkitd writes to its log once its socket accepts connections: `cmd/buildkitd/main.go` of moby/buildkit. */
const listening = 'running server on ';
/**
 * Waits for a container of a Docker daemon to start, and for its BuildKit to listen, and asks that BuildKit.
 *
 * buildx tries a command in the container until one succeeds, with longer and longer pauses. The container's log tells
 * it at once.
 *
 * @param container need not exist yet
 * @param signal ends the wait
 * @throws when Docker refuses a request, the connection breaks, or the signal is aborted
 */
async function askStartingContainer({ socketPath, name }, signal) {
    const filters = { type: ['container'], event: ['start'], container: [name] };
    const events = `/events?filters=${encodeURIComponent(JSON.stringify(filters))}`;
    await untilWritten(socketPath, events, '', signal);
    const log = `/containers/${name}/logs?follow=1&stdout=1&stderr=1`;
    await untilWritten(socketPath, log, listening, signal);
    const session = await (0,_docker_session_js__WEBPACK_IMPORTED_MODULE_3__.connectToContainer)(socketPath, name);
    const { http2 } = session;
    const cancel = () => http2.destroy(signal.reason);
    signal.addEventListener('abort', cancel);
    try {
        signal.throwIfAborted();
        const call = (method) => (0,_grpc_js__WEBPACK_IMPORTED_MODULE_4__/* .callUnary */ .aU)(session, `/moby.buildkit.v1.Control/${method}`);
        const [info, workers] = await Promise.all([call('Info'), call('ListWorkers')]);
        const version = (0,_control_api_js__WEBPACK_IMPORTED_MODULE_1__/* .readInfo */ .LV)(info);
        if (version === undefined)
            throw new _docker_api_js__WEBPACK_IMPORTED_MODULE_2__/* .NotDockerError */ .W0('no version of BuildKit');
        return { version, platforms: (0,_control_api_js__WEBPACK_IMPORTED_MODULE_1__/* .readWorkers */ .QF)(workers) };
    }
    finally {
        signal.removeEventListener('abort', cancel);
        http2.destroy();
    }
}
/** Reads an endless answer until a text is in it; with an empty text, until there is anything. */
async function untilWritten(socketPath, path, text, signal) {
    const response = await send({ socketPath, path, signal });
    let end = '';
    // Leaving the loop closes the connection.
    for await (const chunk of response) {
        if (response.statusCode !== 200)
            break;
        const read = end + String(chunk);
        if (read.includes(text))
            return;
        end = read.slice(-text.length);
    }
    throw new _docker_api_js__WEBPACK_IMPORTED_MODULE_2__/* .NotDockerError */ .W0(`HTTP status ${response.statusCode}`);
}
/**
 * Ends and removes a container, if it is there.
 *
 * @throws when Docker refuses it, the connection breaks, or the signal is aborted
 */
function removeContainer({ socketPath, name }, signal) {
    return remove(socketPath, `/containers/${name}?force=1&v=1`, signal);
}
/**
 * Removes the volume in which buildx keeps the state of a container, which must be gone.
 *
 * @throws like `removeContainer`
 */
function removeState({ socketPath, name }, signal) {
    return remove(socketPath, `/volumes/${name}_state`, signal);
}
async function remove(socketPath, path, signal) {
    const response = await send({ socketPath, path, signal, method: 'DELETE' });
    response.resume();
    const { statusCode } = response;
    if (statusCode !== 204 && statusCode !== 404) {
        throw new _docker_api_js__WEBPACK_IMPORTED_MODULE_2__/* .NotDockerError */ .W0(`HTTP status ${statusCode}`);
    }
}
function send(options) {
    return new Promise((resolve, reject) => {
        (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ ...options, headers: _docker_api_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerHeaders */ .hc, agent: false }, resolve)
            .on('error', reject)
            .end();
    });
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


/***/ }),

/***/ 4047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z3: () => (/* binding */ grpcStatus),
/* harmony export */   aU: () => (/* binding */ callUnary),
/* harmony export */   cp: () => (/* binding */ GrpcFormatError),
/* harmony export */   lm: () => (/* binding */ callStream),
/* harmony export */   nz: () => (/* binding */ GrpcError)
/* harmony export */ });
/* unused harmony export createSplitter */
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(296);
/* harmony import */ var _connection_closed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4860);


/** The peer answered with an error, or not in gRPC. */
class GrpcError extends Error {
    name = 'GrpcError';
    httpStatus;
    /** A number of gRPC's status codes; absent when the peer doesn't speak gRPC. */
    status;
    constructor(message, httpStatus, status) {
        super(message);
        this.httpStatus = httpStatus;
        this.status = status;
    }
}
/** The peer speaks gRPC, but its messages are too long, compressed, or more than the method allows. */
class GrpcFormatError extends Error {
    name = 'GrpcFormatError';
}
/** https://github.com/grpc/grpc/blob/master/doc/statuscodes.md */
const grpcStatus = { permissionDenied: 7, unimplemented: 12, unauthenticated: 16 };
/**
 * Calls a gRPC method that takes an empty message.
 *
 * @returns the bytes of the answer
 * @throws GrpcError when the peer answers with something else
 * @throws GrpcFormatError
 * @throws ConnectionClosedError
 */
async function callUnary(session, path) {
    const answers = [];
    await callStream(session, path, new Uint8Array(), (message) => {
        if (answers.push(message) > 1)
            throw new GrpcFormatError(`${path} answered twice`);
    });
    return answers[0] ?? new Uint8Array();
}
/**
 * Calls a gRPC method and passes on each message of the answer when it arrives.
 *
 * @throws GrpcError when the peer answers with something else
 * @throws GrpcFormatError
 * @throws ConnectionClosedError
 * @throws what `onMessage` throws, which ends the call
 * @throws the signal's reason
 */
function callStream({ http2, authority }, path, request, onMessage, signal) {
    return new Promise((resolve, reject) => {
        const headers = {
            ':method': 'POST',
            ':authority': authority,
            ':path': path,
            'content-type': 'application/grpc',
            te: 'trailers',
        };
        const stream = http2.request(headers, signal && { signal });
        const split = createSplitter(onMessage);
        let received = 0;
        let httpStatus = 0;
        let isGrpc = false;
        let status;
        let message;
        const readStatus = (headers) => {
            status ??= headers['grpc-status'];
            message ??= headers['grpc-message'];
        };
        const onData = (chunk) => {
            received += chunk.length;
            try {
                if (received > longestAnswer)
                    throw new GrpcFormatError(`${path} answers without an end`);
                split(chunk);
            }
            catch (error) {
                reject(error);
                stream.destroy();
            }
        };
        stream.on('response', (headers) => {
            httpStatus = Number(headers[':status']);
            isGrpc =
                httpStatus === 200 && /^application\/grpc\b/.test(String(headers['content-type'] ?? ''));
            readStatus(headers);
            // Not before: Node may emit data ahead of the headers. The body of a web server's page is skipped.
            if (isGrpc)
                stream.on('data', onData);
            else
                stream.resume();
        });
        stream.on('trailers', readStatus);
        stream.on('error', reject);
        stream.on('end', () => {
            if (status === '0')
                resolve();
            // An answer in gRPC ends with a status, unless the connection breaks.
            else if (httpStatus === 0 || (isGrpc && status === undefined)) {
                reject(new _connection_closed_js__WEBPACK_IMPORTED_MODULE_0__/* .ConnectionClosedError */ .r());
            }
            else {
                const number = status === undefined ? undefined : Number(status);
                reject(new GrpcError(decodeMessage(message), httpStatus, number));
            }
        });
        // When the session is closed, Node ends its open streams without an error.
        stream.on('close', () => reject(new _connection_closed_js__WEBPACK_IMPORTED_MODULE_0__/* .ConnectionClosedError */ .r()));
        stream.end(prefixed(request));
    });
}
// A message is preceded by one byte that says whether it is compressed, and four for its length:
// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
const prefixLength = 5;
/** Bytes. BuildKit's own client sets the same limit. */
const longestMessage = 16 * 1024 * 1024;
/** Bytes of all messages of one call: some ten thousand builds in a daemon's history. */
const longestAnswer = 64 * 1024 * 1024;
function prefixed(message) {
    const framed = Buffer.alloc(prefixLength + message.length);
    framed.writeUInt32BE(message.length, 1);
    framed.set(message, prefixLength);
    return framed;
}
/**
 * Cuts bytes that come in any pieces into messages.
 *
 * @throws GrpcFormatError
 */
function createSplitter(onMessage) {
    let pieces = [];
    let length = 0;
    let needed = prefixLength;
    return (chunk) => {
        pieces.push(chunk);
        length += chunk.length;
        if (length < needed)
            return;
        let bytes = Buffer.concat(pieces);
        while (bytes.length >= prefixLength) {
            needed = prefixLength + readLength(bytes);
            if (bytes.length < needed)
                break;
            onMessage(bytes.subarray(prefixLength, needed));
            bytes = bytes.subarray(needed);
            needed = prefixLength;
        }
        pieces = [bytes];
        length = bytes.length;
    };
}
function readLength(prefix) {
    // The calls allow no compression, as they send no grpc-accept-encoding.
    if (prefix[0] !== 0)
        throw new GrpcFormatError('a message is compressed');
    const length = prefix.readUInt32BE(1);
    if (length > longestMessage)
        throw new GrpcFormatError(`a message has ${length} bytes`);
    return length;
}
/** Characters. */
const longestText = 300;
/** The peer's own words, which may contain anything. */
function decodeMessage(encoded = '') {
    try {
        return (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(decodeURIComponent(encoded), longestText);
    }
    catch {
        // The message isn't percent-encoded as gRPC requires, so it is shown as it arrived.
        return (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(encoded, longestText);
    }
}


/***/ }),

/***/ 7716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AL: () => (/* binding */ lengthDelimited),
/* harmony export */   L8: () => (/* binding */ varint),
/* harmony export */   qU: () => (/* binding */ readFields)
/* harmony export */ });
/* harmony import */ var _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9799);

/** Wire types: https://protobuf.dev/programming-guides/encoding/#structure */
const varint = 0;
const lengthDelimited = 2;
/** @throws RangeError or Error when the bytes aren't a message */
function readFields(message) {
    return new Message(new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .BinaryReader */ .V5(message), bufferOf(message), 0, message.length);
}
/**
 * A message within a message. It has the reader of the outermost one, and no copy of its bytes: the answer to a question
 * about builds is some thousand small messages, of which few fields are needed.
 */
class Message {
    reader;
    buffer;
    /** Three numbers for each field: its number, where its bytes start, and where they end. */
    places = [];
    /** Two numbers for each field that is a number: its own, and its value. */
    numbers = [];
    constructor(reader, buffer, start, end) {
        this.reader = reader;
        this.buffer = buffer;
        reader.pos = start;
        while (reader.pos < end) {
            const [field, wireType] = reader.tag();
            if (wireType === lengthDelimited) {
                const length = reader.uint32();
                this.places.push(field, reader.pos, reader.pos + length);
                reader.pos += length;
            }
            else if (wireType === varint)
                this.numbers.push(field, Number(reader.int64()));
            else
                reader.skip(wireType, field);
        }
        if (reader.pos > end)
            throw new RangeError('a field is longer than its message');
    }
    #all(field, read) {
        const { places } = this;
        const found = [];
        for (let at = 0; at < places.length; at += 3) {
            if (places[at] === field)
                found.push(read(places[at + 1] ?? 0, places[at + 2] ?? 0));
        }
        return found;
    }
    text(field) {
        return this.texts(field)[0] ?? '';
    }
    texts(field) {
        return this.#all(field, (start, end) => this.buffer.toString('utf8', start, end));
    }
    bytes(field) {
        return this.#all(field, (start, end) => this.buffer.subarray(start, end))[0] ?? new Uint8Array();
    }
    number(field) {
        const { numbers } = this;
        for (let at = 0; at < numbers.length; at += 2) {
            if (numbers[at] === field)
                return numbers[at + 1] ?? 0;
        }
        return 0;
    }
    messages(field) {
        return this.#all(field, (start, end) => new Message(this.reader, this.buffer, start, end));
    }
}
/** Without a copy of the bytes. */
function bufferOf({ buffer, byteOffset, byteLength }) {
    return Buffer.from(buffer, byteOffset, byteLength);
}


/***/ })

};
