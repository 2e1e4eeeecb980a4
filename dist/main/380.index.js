export const id = 380;
export const ids = [380];
export const modules = {

/***/ 5167:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LV: () => (/* binding */ readInfo),
/* harmony export */   QF: () => (/* binding */ readWorkers),
/* harmony export */   kJ: () => (/* binding */ readWorkerLabels)
/* harmony export */ });
/* harmony import */ var _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9799);
// Decodes the two answers of BuildKit's control API that are asked for. The field numbers are those of
// `api/services/control/control.proto`, `api/types/worker.proto` and `solver/pb/ops.proto` in moby/buildkit.

/** @returns the daemon's version, such as `v0.32.2` */
function readInfo(message) {
    const [version] = submessages(message, 1);
    return (version && text(version, 2)) || 'of unknown version';
}
/** @returns the platforms of all workers, as `os/arch[/variant]`, a worker's own first */
function readWorkers(message) {
    const platforms = submessages(message, 1)
        .flatMap((worker) => submessages(worker, 3))
        .map((platform) => [text(platform, 2), text(platform, 1), text(platform, 3)].filter(Boolean).join('/'));
    return [...new Set(platforms)];
}
/** @returns the names of the labels of all workers */
function readWorkerLabels(message) {
    return submessages(message, 1)
        .flatMap((worker) => submessages(worker, 2))
        .flatMap((label) => text(label, 1) ?? []);
}
function text(message, field) {
    const [bytes] = submessages(message, field);
    return bytes && Buffer.from(bytes).toString();
}
/** The length-delimited values of one field. */
function submessages(message, field) {
    const reader = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .BinaryReader */ .V5(message);
    const found = [];
    while (reader.pos < reader.len) {
        const [number, wireType] = reader.tag();
        if (number === field && wireType === lengthDelimited)
            found.push(reader.bytes());
        else
            reader.skip(wireType, number);
    }
    return found;
}
const lengthDelimited = 2;


/***/ }),

/***/ 2866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ diagnose)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./.build/lib/connect/certificate-text.js
var certificate_text = __webpack_require__(5958);
// EXTERNAL MODULE: ./.build/lib/connect/diagnosis.js
var connect_diagnosis = __webpack_require__(54);
;// CONCATENATED MODULE: ./.build/lib/connect/client-refusal.js



/** The number of the TLS alert that the peer sent (RFC 8446, 6.2). Node's codes for it differ between versions. */
function alertNumber(error) {
    const number = /SSL alert number (\d+)/.exec(`${error}`)?.[1];
    return number === undefined ? undefined : Number(number);
}
/** What the daemon's alert says, mostly about the client certificate. */
function explainAlert(at, client, alert) {
    if (alert === alerts.unrecognizedName) {
        return new connect_diagnosis/* Diagnosis */.O('server-name-mismatch', `${at} has no certificate for the name it was asked for. Set server-name to a name that it knows.`);
    }
    if (!aboutClient.has(alert)) {
        return new connect_diagnosis/* Diagnosis */.O('not-buildkit', `${at} ended the TLS handshake (alert ${alert}). Is it a BuildKit daemon? Check host and port.`);
    }
    if (client === undefined) {
        return new connect_diagnosis/* Diagnosis */.O('client-cert-required', `${at} asks for a client certificate. Give cert and key, which are empty.`);
    }
    return refusal(at, new external_node_crypto_.X509Certificate(client.cert), alert);
}
const alerts = {
    handshakeFailure: 40,
    badCertificate: 42,
    unsupportedCertificate: 43,
    certificateRevoked: 44,
    certificateExpired: 45,
    certificateUnknown: 46,
    unknownAuthority: 48,
    decryptError: 51,
    unrecognizedName: 112,
    certificateRequired: 116,
};
const aboutClient = new Set(Object.values(alerts));
function refusal(at, certificate, alert) {
    const subject = (0,certificate_text/* commonName */.LS)(certificate.subject);
    const issuer = (0,certificate_text/* commonName */.LS)(certificate.issuer);
    switch (alert) {
        case alerts.certificateExpired:
            return new connect_diagnosis/* Diagnosis */.O('client-cert-expired', `${at} says that the client certificate in cert (${subject}) is out of date. It is valid from ${(0,certificate_text/* second */.Rc)(certificate.validFromDate)} to ${(0,certificate_text/* second */.Rc)(certificate.validToDate)}. Renew it, or set the daemon's clock.`);
        case alerts.unknownAuthority:
            return new connect_diagnosis/* Diagnosis */.O('client-cert-rejected', `${at} does not know ${issuer}, which issued the client certificate in cert (${subject}). Issue it with the CA that buildkitd has as --tlscacert; if ${issuer} is an intermediate, append its certificate to cert.`);
        default:
            return new connect_diagnosis/* Diagnosis */.O('client-cert-rejected', isForClients(certificate)
                ? `${at} does not accept the client certificate in cert (${subject}, issued by ${issuer}). Look at the daemon's log for the reason.`
                : `${at} does not accept the client certificate in cert (${subject}): its extendedKeyUsage lacks clientAuth. Issue it anew with it.`);
    }
}
/** Without the extension a certificate is for everything. Node has it under the name of another. */
function isForClients({ keyUsage }) {
    return keyUsage === undefined || keyUsage.includes('1.3.6.1.5.5.7.3.2');
}

// EXTERNAL MODULE: ./.build/lib/connect/endpoint.js
var endpoint = __webpack_require__(778);
// EXTERNAL MODULE: ./.build/lib/connect/grpc.js
var grpc = __webpack_require__(5475);
;// CONCATENATED MODULE: ./.build/lib/connect/diagnose.js




/** Names the fault behind a failed probe. */
function diagnose(target, failure) {
    const { error, phase } = failure;
    if (error instanceof connect_diagnosis/* Diagnosis */.O)
        return error;
    const at = (0,endpoint/* describeEndpoint */.N2)(target.endpoint, failure.addresses);
    const diagnosis = (code, message, options) => new connect_diagnosis/* Diagnosis */.O(code, message, { cause: error, ...options });
    if (error === undefined)
        return diagnosis('connection-timeout', silence(at, phase));
    if (error instanceof grpc/* GrpcError */.nz)
        return explainAnswer(at, error);
    const alert = alertNumber(error);
    if (alert !== undefined)
        return explainAlert(at, target.credentials?.client, alert);
    const code = codeOf(error);
    switch (code) {
        case 'ENOTFOUND':
            return diagnosis('dns-not-found', `DNS does not know the host of ${at}. Check the spelling, and that this runner sees the network the host is in.`);
        case 'EAI_AGAIN':
            return diagnosis('dns-not-found', `DNS gave no answer about the host of ${at}. Check the name servers of this runner.`);
        case 'ECONNREFUSED':
            return diagnosis('connection-refused', `Nothing listens at ${at}: the connection was refused. Is the daemon running${target.endpoint.kind === 'tcp' ? ', and on this port' : ''}?`);
        case 'ENOENT':
        case 'ENOTDIR':
            return diagnosis('connection-refused', `There is no socket at ${at}. Is the daemon running, and its socket mounted here?`);
        case 'EACCES':
        case 'EPERM':
            return diagnosis('connection-refused', `This user may not open ${at}. Add the runner's user to the socket's group.`, { isCertain: true });
        case 'ETIMEDOUT':
        case 'EHOSTUNREACH':
        case 'ENETUNREACH':
            return diagnosis('connection-timeout', `${at} can't be reached from this runner (${code}). Check the address, the network and the firewall.`);
    }
    // Nothing was sent yet, so it is about what was to be sent.
    if (phase === 'connecting' && isOpenssl(code)) {
        return diagnosis('client-cert-rejected', `OpenSSL does not take the client certificate in cert (${code}). Issue it anew, with a key and digest of today.`);
    }
    if (code !== undefined && notTls.has(code)) {
        return diagnosis('not-tls', `${at} does not speak TLS. Give buildkitd --tlscert, --tlskey and --tlscacert, or check the port.`);
    }
    if (isOpenssl(code)) {
        return diagnosis('not-buildkit', `TLS with ${at} can't be set up (${code}). Is it a BuildKit daemon? Check host and port.`);
    }
    if (code?.startsWith('ERR_HTTP2_')) {
        return diagnosis('not-buildkit', `${at} does not speak HTTP/2 as a BuildKit daemon does. ${target.endpoint.kind === 'tcp' ? 'Check host and port, and that no proxy in between ends TLS.' : "Is it another service's socket, such as Docker's?"}`);
    }
    return diagnosis('connection-reset', `${at} closed the connection ${until[phase]}. Is the daemon just restarting, or a proxy or firewall in between?`);
}
/** What OpenSSL says of the first bytes that it can't read as TLS. */
const notTls = new Set([
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_PACKET_LENGTH_TOO_LONG',
    'ERR_SSL_DATA_LENGTH_TOO_LONG',
    'ERR_SSL_RECORD_LAYER_FAILURE',
    'ERR_SSL_UNEXPECTED_MESSAGE',
]);
const until = {
    connecting: 'at once',
    handshaking: 'while TLS was being set up',
    asking: 'before it answered',
};
function silence(at, phase) {
    return phase === 'connecting'
        ? `${at} does not answer: no connection came about. Check the address, the network and the firewall.`
        : `${at} accepts connections but says nothing. Is the daemon overloaded, or is something else on this port?`;
}
/** The peer speaks HTTP/2, and most likely gRPC. */
function explainAnswer(at, error) {
    const { status, httpStatus, message } = error;
    if (status === grpc/* unimplemented */.Ob || (status === undefined && !absent.has(httpStatus))) {
        return new connect_diagnosis/* Diagnosis */.O('not-buildkit', `${at} speaks ${status === undefined ? `HTTP/2 (status ${httpStatus})` : 'gRPC'} but is not a BuildKit daemon. Check host and port.`, { cause: error });
    }
    if (status === undefined) {
        return new connect_diagnosis/* Diagnosis */.O('daemon-unhealthy', `A proxy answers at ${at}, but it does not reach the daemon behind it (HTTP status ${httpStatus}). Look at the daemon's log.`, { cause: error });
    }
    return new connect_diagnosis/* Diagnosis */.O('daemon-unhealthy', `The daemon at ${at} answers with an error: ${message || 'no text'} (gRPC status ${status}). Look at its log.`, { cause: error, isCertain: refusals.has(status) });
}
/** What a proxy says of a server that is not there, or not yet. */
const absent = new Set([429, 502, 503, 504]);
/** PERMISSION_DENIED and UNAUTHENTICATED. */
const refusals = new Set([7, 16]);
function isOpenssl(code) {
    return code !== undefined && /^ERR_(?:OS)?SSL_/.test(code);
}
function codeOf(error) {
    return error.code;
}


/***/ }),

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


/***/ }),

/***/ 5475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ob: () => (/* binding */ unimplemented),
/* harmony export */   aU: () => (/* binding */ callUnary),
/* harmony export */   lm: () => (/* binding */ callStream),
/* harmony export */   nz: () => (/* binding */ GrpcError)
/* harmony export */ });
/** An answer that isn't the one asked for. */
class GrpcError extends Error {
    name = 'GrpcError';
    httpStatus;
    /** gRPC's own number; absent when the peer doesn't speak gRPC. */
    status;
    constructor(message, httpStatus, status) {
        super(message);
        this.httpStatus = httpStatus;
        this.status = status;
    }
}
/** A method that the server doesn't have. */
const unimplemented = 12;
/**
 * Calls a gRPC method that takes an empty message, and returns the answer's bytes.
 *
 * @throws GrpcError when the peer answers something else
 */
async function callUnary(session, path) {
    let answer = new Uint8Array();
    await callStream(session, path, new Uint8Array(), (message) => {
        answer = message;
    });
    return answer;
}
/**
 * Calls a gRPC method, and hands on each message of its answer as it comes.
 *
 * @throws GrpcError when the peer answers something else
 */
function callStream(session, path, request, onMessage) {
    return new Promise((resolve, reject) => {
        const stream = session.request({
            ':method': 'POST',
            ':path': path,
            'content-type': 'application/grpc',
            te: 'trailers',
        });
        const split = createSplitter(onMessage);
        let httpStatus = 0;
        let status;
        let message;
        const readStatus = (headers) => {
            status ??= headers['grpc-status'];
            message ??= headers['grpc-message'];
        };
        stream.on('response', (headers) => {
            httpStatus = Number(headers[':status']);
            readStatus(headers);
        });
        stream.on('trailers', readStatus);
        stream.on('data', (chunk) => {
            try {
                split(chunk);
            }
            catch (error) {
                stream.destroy();
                reject(error);
            }
        });
        stream.on('error', reject);
        stream.on('end', () => {
            if (status === '0')
                resolve();
            else if (httpStatus === 0)
                reject(new Error('closed'));
            else {
                const number = status === undefined ? undefined : Number(status);
                reject(new GrpcError(decodeMessage(message), httpStatus, number));
            }
        });
        // A session that is closed while its streams are open ends them without a word.
        stream.on('close', () => reject(new Error('closed')));
        stream.end(prefixed(request));
    });
}
function prefixed(message) {
    const framed = Buffer.alloc(messagePrefix + message.length);
    framed.writeUInt32BE(message.length, 1);
    framed.set(message, messagePrefix);
    return framed;
}
/** Cuts bytes that come in any pieces into messages. */
function createSplitter(onMessage) {
    let pieces = [];
    let length = 0;
    let needed = messagePrefix;
    return (chunk) => {
        pieces.push(chunk);
        length += chunk.length;
        if (length < needed)
            return;
        let bytes = Buffer.concat(pieces);
        while (bytes.length >= messagePrefix) {
            needed = messagePrefix + bytes.readUInt32BE(1);
            if (bytes.length < needed)
                break;
            onMessage(bytes.subarray(messagePrefix, needed));
            bytes = bytes.subarray(needed);
            needed = messagePrefix;
        }
        pieces = [bytes];
        length = bytes.length;
    };
}
/** A gRPC message begins with one byte for compression and four for its length; an empty one is zeros. */
const messagePrefix = 5;
const longestMessage = 300;
/** It comes from a peer that nobody vouches for: one line, and nothing that a runner would obey. */
function decodeMessage(encoded = '') {
    let text = encoded;
    try {
        text = decodeURIComponent(encoded);
    }
    catch {
        // Not encoded as gRPC wants it, so it is shown as it came.
    }
    return text
        .replaceAll(/\p{C}/gu, ' ')
        .replaceAll(/\s+/g, ' ')
        .replaceAll('##[', '# [')
        .trim()
        .slice(0, longestMessage);
}


/***/ })

};
