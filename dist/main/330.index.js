export const id = 330;
export const ids = [330,264];
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

/***/ 3345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ diagnose)
});

// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var base_diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/daemon/endpoint.js
var endpoint = __webpack_require__(1038);
// EXTERNAL MODULE: ./.build/lib/daemon/grpc.js
var grpc = __webpack_require__(4047);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./.build/lib/credentials/certificate-text.js
var certificate_text = __webpack_require__(8722);
// EXTERNAL MODULE: ./.build/lib/credentials/pem.js
var pem = __webpack_require__(9269);
;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/client-refusal.js




/** The number of the TLS alert that the peer sent (RFC 8446, 6.2). Node's error codes for alerts differ between versions. */
function alertNumber(error) {
    const number = /SSL alert number (\d+)/.exec(`${error}`)?.[1];
    return number === undefined ? undefined : Number(number);
}
/** Explains the alert that ended a handshake. Most alerts are about the client certificate. */
function explainAlert(at, client, alert, cause) {
    const diagnosis = (code, message) => new base_diagnosis/* Diagnosis */.O(code, message, { cause });
    if (alert === alerts.unrecognizedName) {
        return diagnosis('server-name-mismatch', `${at} has no certificate for the requested name (TLS alert ${alert}). Set server-name to a name that it knows.`);
    }
    if (!aboutClient.has(alert)) {
        return diagnosis('not-buildkit', `${at} ended the TLS handshake (TLS alert ${alert}). Is it a BuildKit daemon? Check host and port.`);
    }
    if (client === undefined) {
        return diagnosis('client-cert-required', `${at} demands a client certificate (TLS alert ${alert}), but cert and key are empty. Give both.`);
    }
    const [code, message] = explainRefusal(at, client, alert);
    return diagnosis(code, message);
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
function explainRefusal(at, client, alert) {
    const chain = (0,pem/* readPem */.Je)(client.cert).map(({ text }) => new external_node_crypto_.X509Certificate(text));
    const [certificate] = chain;
    const subject = (0,certificate_text/* commonName */.LS)(certificate.subject);
    const issuer = (0,certificate_text/* commonName */.LS)(certificate.issuer);
    const { issuedBy } = client;
    const which = `the client certificate ${issuedBy === undefined ? 'in cert' : `that ${issuedBy} issued`}`;
    switch (alert) {
        case alerts.certificateExpired:
            return [
                'client-cert-expired',
                `${at} answers that ${which} (${subject}) has expired or is not valid yet (TLS alert ${alert}). It is valid from ${(0,certificate_text/* second */.Rc)(certificate.validFromDate)} to ${(0,certificate_text/* second */.Rc)(certificate.validToDate)}. ${issuedBy === undefined ? 'Renew it, or set' : 'Set'} the daemon's clock.`,
            ];
        case alerts.unknownAuthority:
            return [
                'client-cert-rejected',
                explainUnknown(at, chain, `${which} (${subject})`, client, alert),
            ];
        default:
            return [
                'client-cert-rejected',
                isForClients(certificate)
                    ? `${at} does not accept ${which} (${subject}, issued by ${issuer}) (TLS alert ${alert}). Look at the daemon's log for the reason.`
                    : `${at} does not accept ${which} (${subject}) (TLS alert ${alert}): its extendedKeyUsage lacks clientAuth. Issue a new one with it.`,
            ];
    }
}
/** The daemon lacks the top of the chain, if the client sends one; else the chain may be what is missing. */
function explainUnknown(at, chain, which, { issuedBy }, alert) {
    const top = topOf(chain);
    const issuer = (0,certificate_text/* commonName */.LS)(top.issuer);
    const role = top === chain[0] ? 'which issued' : 'to which leads the chain of';
    const known = `${at} does not know ${issuer}, ${role} ${which} (TLS alert ${alert}).`;
    if (issuedBy !== undefined) {
        return `${known} Add the certificate of ${issuer} to the CAs that buildkitd has as --tlscacert, and restart it.`;
    }
    const missing = top === chain[0] ? `; if ${issuer} is an intermediate, append its certificate to cert` : '';
    return `${known} Issue it with the CA that buildkitd has as --tlscacert${missing}.`;
}
/** The last certificate of those of which each issued the one before. */
function topOf(chain) {
    const end = chain.findIndex((each, index) => {
        const issuer = chain[index + 1];
        return issuer === undefined || !each.checkIssued(issuer);
    });
    return chain[end];
}
/** A certificate without the extension is for every purpose. Node exposes extendedKeyUsage as `keyUsage`. */
function isForClients({ keyUsage }) {
    return keyUsage === undefined || keyUsage.includes('1.3.6.1.5.5.7.3.2');
}

// EXTERNAL MODULE: ./.build/lib/daemon/diagnosis/network.js
var network = __webpack_require__(4207);
;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/diagnose.js





/** Names the fault behind a failed probe. */
function diagnose(target, failure) {
    const { error, phase } = failure;
    if (error instanceof base_diagnosis/* Diagnosis */.O)
        return error;
    const at = (0,endpoint/* describeEndpoint */.N)(target.endpoint, failure.addresses);
    const isTcp = target.endpoint.kind === 'tcp';
    const diagnosis = (code, message, options) => new base_diagnosis/* Diagnosis */.O(code, message, { cause: error, ...options });
    if (error === undefined)
        return timedOut(at, phase);
    if (error instanceof grpc/* GrpcError */.nz)
        return explainAnswer(at, error);
    if (error instanceof grpc/* GrpcFormatError */.cp) {
        return diagnosis('not-buildkit', `${at} speaks gRPC, but not like a BuildKit daemon: ${error.message}. Check host and port.`);
    }
    const alert = alertNumber(error);
    if (alert !== undefined)
        return explainAlert(at, target.credentials?.client, alert, error);
    const code = codeOf(error);
    switch (code) {
        case 'ENOTFOUND':
            return (0,network/* unknownHost */.Vp)(at, code, error);
        case 'EAI_AGAIN':
            return (0,network/* silentDns */.fc)(at, code, error);
        case 'ECONNREFUSED':
            return (0,network/* refusedConnection */.N7)(at, `Is the daemon running${isTcp ? ', and on this port' : ''}?`, error);
        case 'ENOENT':
        case 'ENOTDIR':
            return diagnosis('connection-refused', `There is no socket at ${at} (${code}). Is the daemon running, and is its socket mounted here?`);
        case 'EACCES':
        case 'EPERM':
            return diagnosis('connection-refused', `This user may not open ${at} (${code}). Add the runner's user to the socket's group.`, { isCertain: true });
        case 'ETIMEDOUT':
        case 'EHOSTUNREACH':
        case 'ENETUNREACH':
            return (0,network/* unreachable */.HB)(at, code, error);
    }
    // Before anything is sent, OpenSSL can only object to the certificate and key that it was given.
    if (phase === 'connecting' && isOpenssl(code)) {
        return diagnosis('client-cert-rejected', `OpenSSL does not accept the client certificate in cert (${code}). Issue a new one with a current type of key and digest.`);
    }
    if (code !== undefined && notTls.has(code)) {
        return diagnosis('not-tls', `${at} does not speak TLS (${code}). Give buildkitd --tlscert, --tlskey and --tlscacert, or check the port.`);
    }
    if (isOpenssl(code)) {
        return diagnosis('not-buildkit', `TLS with ${at} can't be set up (${code}). Is it a BuildKit daemon? Check host and port.`);
    }
    if (code?.startsWith('ERR_HTTP2_')) {
        const hint = isTcp
            ? 'Check host and port, and that no proxy in between ends TLS.'
            : "Is it another service's socket, such as Docker's?";
        return diagnosis('not-buildkit', `${at} does not speak HTTP/2 as a BuildKit daemon does (${code}). ${hint}`);
    }
    return diagnosis('connection-reset', `${at} closed the connection ${until[phase]}${code === undefined ? '' : ` (${code})`}. Is the daemon just restarting, or a proxy or firewall in between?`);
}
/** OpenSSL's errors for bytes that it can't read as TLS. */
const notTls = new Set([
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_PACKET_LENGTH_TOO_LONG',
    'ERR_SSL_DATA_LENGTH_TOO_LONG',
    'ERR_SSL_RECORD_LAYER_FAILURE',
    'ERR_SSL_UNEXPECTED_MESSAGE',
]);
const until = {
    connecting: 'at once',
    handshaking: 'during the TLS handshake',
    asking: 'before it answered',
};
function timedOut(at, phase) {
    if (phase === 'connecting')
        return (0,network/* unreachable */.HB)(at, 'timeout');
    return new base_diagnosis/* Diagnosis */.O('connection-timeout', `${at} accepts connections but does not answer. Is the daemon overloaded, or is something else on this port?`);
}
/** Explains an answer of a peer that speaks HTTP/2, and most likely gRPC. */
function explainAnswer(at, error) {
    const { status, httpStatus, message } = error;
    if (status === grpc/* grpcStatus */.Z3.unimplemented ||
        (status === undefined && !unavailable.has(httpStatus))) {
        return new base_diagnosis/* Diagnosis */.O('not-buildkit', `${at} speaks ${status === undefined ? `HTTP/2 (status ${httpStatus})` : 'gRPC'} but is not a BuildKit daemon. Check host and port.`, { cause: error });
    }
    if (status === undefined) {
        return new base_diagnosis/* Diagnosis */.O('daemon-unhealthy', `A proxy answers at ${at}, but it does not reach the daemon behind it (HTTP status ${httpStatus}). Look at the daemon's log.`, { cause: error });
    }
    return new base_diagnosis/* Diagnosis */.O('daemon-unhealthy', `The daemon at ${at} answers with an error: ${message || 'no text'} (gRPC status ${status}). Look at its log.`, { cause: error, isCertain: refusals.has(status) });
}
/** HTTP statuses of a proxy whose server is absent or overloaded. */
const unavailable = new Set([429, 502, 503, 504]);
const refusals = new Set([
    grpc/* grpcStatus */.Z3.permissionDenied,
    grpc/* grpcStatus */.Z3.unauthenticated,
]);
function isOpenssl(code) {
    return code !== undefined && /^ERR_O?SSL_/.test(code);
}
function codeOf(error) {
    return error.code;
}


/***/ }),

/***/ 4207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   N7: () => (/* binding */ refusedConnection),
/* harmony export */   Vp: () => (/* binding */ unknownHost),
/* harmony export */   fc: () => (/* binding */ silentDns)
/* harmony export */ });
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3875);
// Faults that every way to a daemon has in common, so that they read the same for TCP and for SSH.

/**
 * DNS says that the host doesn't exist.
 *
 * @param at the endpoint, for the message
 * @param words the error's code or text, to search for
 */
function unknownHost(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .O('dns-not-found', `DNS does not know the host of ${at} (${words}). Check the spelling, and whether this runner is in a network that knows the host.`, { cause });
}
/** DNS doesn't answer. */
function silentDns(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .O('dns-not-found', `DNS gave no answer about the host of ${at} (${words}). Check the name servers of this runner.`, { cause });
}
/** Something refuses connections, so the host is there. */
function refusedConnection(at, question, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .O('connection-refused', `Nothing listens at ${at}: the connection was refused. ${question}`, { cause });
}
/** No packet comes back, or the network says that there is no way. */
function unreachable(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .O('connection-timeout', `${at} can't be reached from this runner (${words}). Check the address, the network and the firewall.`, { cause });
}


/***/ }),

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
        let received = 0;
        let httpStatus = 0;
        let isGrpc = false;
        let status;
        let message;
        const readStatus = (headers) => {
            status ??= headers['grpc-status'];
            message ??= headers['grpc-message'];
        };
        stream.on('response', (headers) => {
            httpStatus = Number(headers[':status']);
            isGrpc =
                httpStatus === 200 && /^application\/grpc\b/.test(String(headers['content-type'] ?? ''));
            readStatus(headers);
            // Not earlier: Node may emit what came with the headers before it emits them.
            stream.on('data', read);
        });
        stream.on('trailers', readStatus);
        const read = (chunk) => {
            // A page of a web server isn't read as messages: its status says what it is.
            if (!isGrpc)
                return;
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
/** The peer's own words: they may hold anything. */
function decodeMessage(encoded = '') {
    try {
        return (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(decodeURIComponent(encoded), longestText);
    }
    catch {
        // Not percent-encoded, as gRPC demands, so it is shown as it arrived.
        return (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(encoded, longestText);
    }
}


/***/ }),

/***/ 8330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  probeSocket: () => (/* binding */ probeSocket)
});

// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:http2"
var external_node_http2_ = __webpack_require__(2467);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./.build/lib/text/truncate.js
var truncate = __webpack_require__(296);
// EXTERNAL MODULE: ./.build/lib/daemon/control-api.js
var control_api = __webpack_require__(8443);
// EXTERNAL MODULE: ./.build/lib/daemon/diagnosis/diagnose.js + 1 modules
var diagnose = __webpack_require__(3345);
// EXTERNAL MODULE: ./.build/lib/daemon/docker-api.js
var docker_api = __webpack_require__(2774);
// EXTERNAL MODULE: ./.build/lib/daemon/grpc.js
var grpc = __webpack_require__(4047);
;// CONCATENATED MODULE: ./.build/lib/daemon/docker-probe.js










/**
 * Asks a Docker daemon for its version, and the BuildKit inside it for what buildx will need. All requests
 * share one connection, because behind SSH each connection starts a process on the daemon's host.
 *
 * @throws Diagnosis when the daemon can't be used
 * @throws the signal's reason when it is aborted
 */
async function probeDocker(endpoint, timeoutMs, signal) {
    const agent = new external_node_http_.Agent({ keepAlive: true, maxSockets: 1 });
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
        if (error instanceof diagnosis/* Diagnosis */.O)
            throw error;
        throw isHttpFault(error)
            ? notDocker(endpoint, error)
            : (0,diagnose/* diagnose */.h)({ endpoint }, { phase, error: timeout.aborted ? undefined : error, addresses: [] });
    }
    finally {
        agent.destroy();
    }
}
/**
 * Whether a socket that answers as a BuildKit daemon belongs to a Docker daemon. A BuildKit daemon closes
 * the connection when it gets an HTTP/1 request.
 */
async function speaksDockerApi({ path }, signal) {
    const agent = new external_node_http_.Agent({ keepAlive: true, maxSockets: 1 });
    const timeout = AbortSignal.timeout(apiTimeoutMs);
    try {
        const options = { socketPath: path, agent, signal: AbortSignal.any([signal, timeout]) };
        await askVersion(options, () => { });
        return true;
    }
    catch {
        signal.throwIfAborted();
        return false;
    }
    finally {
        agent.destroy();
    }
}
/** A Docker daemon whose BuildKit has just answered answers this at once. */
const apiTimeoutMs = 3000;
/** Characters. */
const longestVersion = 100;
async function askVersion(options, onConnect) {
    const { Version, ApiVersion } = (await (0,docker_api/* getJson */.Tt)(options, '/version', onConnect)) ?? {};
    if (typeof Version === 'string' && typeof ApiVersion === 'string') {
        return (0,truncate/* shortLine */.t)(Version, longestVersion);
    }
    throw new docker_api/* NotDockerError */.W0('no version');
}
/** BuildKit's API is behind an upgrade of a connection to Docker's API, or directly on the socket. */
async function askBuildkit(options, version) {
    const socket = (await upgrade(options)) ?? (0,external_node_net_.connect)(options.socketPath);
    // The HTTP client heeds the signal only up to the upgrade.
    (0,external_node_stream_.addAbortSignal)(options.signal, socket);
    const session = (0,external_node_http2_.connect)('http://docker', { createConnection: () => socket });
    try {
        return await askControl(session, version);
    }
    finally {
        session.destroy();
        socket.destroy();
    }
}
/** @returns undefined when the daemon has no such endpoint: Docker has deprecated it */
function upgrade(options) {
    return new Promise((resolve, reject) => {
        const headers = { ...docker_api/* dockerHeaders */.hc, connection: 'Upgrade', upgrade: 'h2c' };
        const sent = (0,external_node_http_.request)({ ...options, headers, method: 'POST', path: '/grpc' });
        sent.on('upgrade', (_, upgraded, first) => {
            upgraded.unshift(first);
            resolve(upgraded);
        });
        sent.on('response', (response) => {
            response.destroy();
            if (response.statusCode === 404)
                resolve(undefined);
            else
                reject(new docker_api/* NotDockerError */.W0(`HTTP status ${response.statusCode}`));
        });
        sent.on('error', reject);
        sent.end();
    });
}
async function askControl(session, version) {
    const broken = new Promise((_, reject) => session.on('error', reject));
    const call = (method) => (0,grpc/* callUnary */.aU)(session, `/moby.buildkit.v1.Control/${method}`);
    const [info, workers] = await Promise.race([
        // Docker engines before 24 have no such method.
        Promise.all([call('Info').catch(() => undefined), call('ListWorkers')]),
        broken,
    ]);
    try {
        const hasContainerdStore = (0,control_api/* readWorkerLabels */.kJ)(workers).includes(snapshotterLabel);
        return {
            version: (info && (0,control_api/* readInfo */.LV)(info)) ?? `of Docker ${version}`,
            platforms: (0,control_api/* readWorkers */.QF)(workers),
            docker: { version, hasContainerdStore },
        };
    }
    catch (cause) {
        throw new docker_api/* NotDockerError */.W0('ListWorkers answers with something else', { cause });
    }
}
/** buildx, too, recognises an engine with the containerd image store by this label. */
const snapshotterLabel = 'org.mobyproject.buildkit.worker.snapshotter';
function isHttpFault(error) {
    const { code } = error;
    return error instanceof docker_api/* NotDockerError */.W0 || code?.startsWith('HPE_') === true;
}
function notDocker({ url }, cause) {
    return new diagnosis/* Diagnosis */.O('not-buildkit', `${url} does not answer like a Docker daemon. If it is a BuildKit daemon, set driver: remote.`, { cause });
}

// EXTERNAL MODULE: ./.build/lib/daemon/probe.js + 1 modules
var probe = __webpack_require__(264);
;// CONCATENATED MODULE: ./.build/lib/daemon/probe-socket.js



/**
 * Probes a Unix socket for the kind of daemon that the driver needs; with `auto` for both kinds.
 *
 * @throws Diagnosis when there is no such daemon, or it can't be used
 */
async function probeSocket(endpoint, driver, timeoutMs, signal) {
    switch (driver) {
        case 'auto':
            return probeEither(endpoint, timeoutMs, signal);
        case 'remote':
            return probeForRemote(endpoint, timeoutMs, signal);
        default:
            return probeDocker(endpoint, timeoutMs, signal);
    }
}
/** A Docker daemon counts as Docker even if it speaks BuildKit's API on its socket, as since v29. */
async function probeEither(endpoint, timeoutMs, signal) {
    const daemon = await (0,probe.probe)({ endpoint }, timeoutMs, signal).catch((error) => {
        if (!(error instanceof diagnosis/* Diagnosis */.O) || error.code !== 'not-buildkit')
            throw error;
        return probeDocker(endpoint, timeoutMs, signal).catch((second) => {
            signal.throwIfAborted();
            // A Docker daemon that is only slow may be probed again. What is neither stays what it was.
            throw second instanceof diagnosis/* Diagnosis */.O && second.code !== 'not-buildkit' ? second : error;
        });
    });
    const isDocker = daemon.docker === undefined && (await speaksDockerApi(endpoint, signal));
    return isDocker ? probeDocker(endpoint, timeoutMs, signal) : daemon;
}
/**
 * `driver: remote` may use the BuildKit inside a Docker daemon, but the one of a daemon with the classic
 * image store pushes and exports nothing.
 */
async function probeForRemote(endpoint, timeoutMs, signal) {
    const daemon = await (0,probe.probe)({ endpoint }, timeoutMs, signal);
    if (!(await speaksDockerApi(endpoint, signal)))
        return daemon;
    const { docker } = await probeDocker(endpoint, timeoutMs, signal);
    if (docker?.hasContainerdStore)
        return daemon;
    throw new diagnosis/* Diagnosis */.O('not-buildkit', `${endpoint.url} is a Docker daemon with the classic image store, which can't push with driver: remote. Set driver: docker, or leave driver out.`);
}


/***/ }),

/***/ 264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  probe: () => (/* binding */ probe)
});

// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/daemon/control-api.js
var control_api = __webpack_require__(8443);
// EXTERNAL MODULE: ./.build/lib/daemon/diagnosis/diagnose.js + 1 modules
var diagnose = __webpack_require__(3345);
// EXTERNAL MODULE: ./.build/lib/daemon/grpc.js
var grpc = __webpack_require__(4047);
;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/most-telling.js


/**
 * Of the errors that one fault causes, the one that says most about it: a diagnosis or what the peer
 * answered, then an error of the system or of TLS, then one of HTTP/2, then that the connection closed.
 * Of equals, the first.
 *
 * @returns undefined for no errors
 */
function mostTelling(errors) {
    return [...errors].sort((a, b) => rank(a) - rank(b))[0];
}
function rank(error) {
    if ([diagnosis/* Diagnosis */.O, grpc/* GrpcError */.nz, grpc/* GrpcFormatError */.cp].some((kind) => error instanceof kind))
        return 0;
    const { code } = error;
    if (code === undefined)
        return 3;
    return code.startsWith('ERR_HTTP2_') ? 2 : 1;
}

// EXTERNAL MODULE: ./.build/lib/daemon/session.js + 3 modules
var session = __webpack_require__(6289);
;// CONCATENATED MODULE: ./.build/lib/daemon/probe.js






/**
 * Asks a BuildKit daemon over its gRPC API for its version and platforms, with the connection settings
 * of buildx.
 *
 * A completed TLS handshake proves little: in TLS 1.3 the daemon refuses a client certificate only after
 * it. So only an answer counts. Like buildx, the probe offers no ALPN: a proxy that needs ALPN would pass
 * a probe that offers it, and then fail the build.
 *
 * @param keep takes over the connection after the daemon has answered; without it the connection is closed
 * @throws Diagnosis when the daemon can't be used
 * @throws the signal's reason when it is aborted
 */
async function probe(target, timeoutMs, signal, keep) {
    try {
        return await withSession({ target, timeoutMs, signal, keep }, async (call) => {
            const [info, workers] = await Promise.all([
                call('/moby.buildkit.v1.Control/Info').catch(withoutInfo),
                call('/moby.buildkit.v1.Control/ListWorkers'),
            ]);
            return readDaemon(target, info, workers);
        });
    }
    catch (error) {
        throw error instanceof ProbeError ? (0,diagnose/* diagnose */.h)(target, error.failure) : error;
    }
}
function readDaemon({ endpoint }, info, workers) {
    try {
        return { version: (0,control_api/* readInfo */.LV)(info) ?? 'of unknown version', platforms: (0,control_api/* readWorkers */.QF)(workers) };
    }
    catch (cause) {
        throw new diagnosis/* Diagnosis */.O('not-buildkit', `The answer of ${endpoint.url} is not one of a BuildKit daemon. Check host and port.`, { cause });
    }
}
/** BuildKit has this method since v0.11. buildx doesn't need it. */
function withoutInfo(error) {
    const isMissing = error instanceof grpc/* GrpcError */.nz && error.status === grpc/* grpcStatus */.Z3.unimplemented;
    if (isMissing)
        return new Uint8Array();
    throw error;
}
class ProbeError extends Error {
    failure;
    constructor(failure) {
        super('probe failed', { cause: failure.error });
        this.failure = failure;
    }
}
/**
 * Calls `use` on a session with the daemon.
 *
 * @throws ProbeError when anything goes wrong on the way, or time is up
 * @throws the signal's reason when it is aborted
 */
async function withSession({ target, timeoutMs, signal, keep }, use) {
    return new Promise((resolve, reject) => {
        let phase = 'connecting';
        let close = () => { };
        const addresses = [];
        const errors = [];
        const stopListening = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', cancel);
        };
        // Called once more when a connection that was kept breaks later.
        const settle = (then) => {
            stopListening();
            close();
            then();
        };
        const giveUp = (error) => settle(() => reject(new ProbeError({ phase, error, addresses })));
        const fail = (error) => {
            errors.push(error);
            // The errors of one fault surface on the socket, the session and the stream one after the other.
            setImmediate(() => giveUp(mostTelling(errors)));
        };
        const cancel = () => settle(() => reject(signal?.reason));
        const timer = setTimeout(() => giveUp(undefined), timeoutMs);
        signal?.addEventListener('abort', cancel);
        const onOpen = (session) => {
            phase = 'asking';
            use((path) => (0,grpc/* callUnary */.aU)(session, path)).then((value) => {
                if (keep === undefined)
                    return settle(() => resolve(value));
                stopListening();
                keep(session);
                resolve(value);
            }, fail);
        };
        const onConnect = () => {
            phase = 'handshaking';
        };
        const onAddress = (address) => addresses.push(address);
        try {
            close = (0,session/* openSession */.f)(target, { onAddress, onConnect, onOpen, onFault: fail });
        }
        catch (error) {
            fail(error);
        }
    });
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
    const reader = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .BinaryReader */ .V5(message);
    const fields = new Map();
    while (reader.pos < reader.len) {
        const [field, wireType] = reader.tag();
        const values = fields.get(field) ?? [];
        fields.set(field, values);
        if (wireType === lengthDelimited)
            values.push(reader.bytes());
        else if (wireType === varint)
            values.push(Number(reader.int64()));
        else
            reader.skip(wireType, field);
    }
    const all = (field) => (fields.get(field) ?? []).filter((value) => typeof value !== 'number');
    const texts = (field) => all(field).map((bytes) => Buffer.from(bytes).toString());
    return {
        texts,
        text: (field) => texts(field)[0] ?? '',
        bytes: (field) => all(field)[0] ?? new Uint8Array(),
        number: (field) => Number(fields.get(field)?.find((value) => typeof value === 'number') ?? 0),
        messages: (field) => all(field).map(readFields),
    };
}


/***/ }),

/***/ 6289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ openSession)
});

// UNUSED EXPORTS: dial

// EXTERNAL MODULE: external "node:http2"
var external_node_http2_ = __webpack_require__(2467);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./.build/lib/daemon/connection-closed.js
var connection_closed = __webpack_require__(4860);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/credentials/certificate-text.js
var certificate_text = __webpack_require__(8722);
// EXTERNAL MODULE: ./.build/lib/credentials/pem.js
var pem = __webpack_require__(9269);
// EXTERNAL MODULE: ./.build/lib/text/list.js
var list = __webpack_require__(7678);
// EXTERNAL MODULE: ./.build/lib/text/truncate.js
var truncate = __webpack_require__(296);
// EXTERNAL MODULE: ./.build/lib/daemon/endpoint.js
var endpoint = __webpack_require__(1038);
;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/server-distrust.js



/**
 * Explains OpenSSL's verdict on a server certificate.
 *
 * @param code OpenSSL's name for it without `X509_V_ERR_`, as Node gives it
 */
function distrust(evidence, code) {
    switch (code) {
        case 'CERT_HAS_EXPIRED':
            return expired(evidence);
        case 'CERT_NOT_YET_VALID':
            return notYetValid(evidence);
        case 'INVALID_CA':
        case 'PATH_LENGTH_EXCEEDED':
            return mayNotIssue(evidence, (0,certificate_text/* commonName */.LS)(evidence.chain[0].issuer));
        case 'UNSPECIFIED':
            return untrusted(evidence, `was issued by ${(0,certificate_text/* commonName */.LS)(evidence.chain[0].issuer)} against the rules of a CA above it, such as the names it may issue for, or with a weak key or digest. Issue a new one.`);
        default:
            return unknownIssuer(evidence);
    }
}
function mayNotIssue(evidence, issuer) {
    return untrusted(evidence, `was issued by ${issuer}, which may not issue certificates. Its basicConstraints must say CA:TRUE, and its pathlen must allow for the CAs below it.`);
}
function expired(evidence) {
    const { at, chain, authorities, now } = evidence;
    const [leaf] = chain;
    const old = [...chain, ...authorities].find(({ validToDate }) => validToDate < now) ?? leaf;
    const on = `expired on ${(0,certificate_text/* day */.vd)(old.validToDate)}`;
    if (!chain.includes(old)) {
        return untrusted(evidence, `was issued by ${(0,certificate_text/* commonName */.LS)(old.subject)}, and in ca this CA ${on}. Renew it.`);
    }
    const what = old === leaf ? on : `was issued by ${(0,certificate_text/* commonName */.LS)(old.subject)}, which ${on}`;
    return new diagnosis/* Diagnosis */.O('server-cert-expired', `The certificate of ${at} ${what}. Renew it and restart buildkitd.`);
}
function notYetValid(evidence) {
    const { at, chain, authorities, now } = evidence;
    const [leaf] = chain;
    const young = [...chain, ...authorities].find(({ validFromDate }) => validFromDate > now) ?? leaf;
    const what = young === leaf ? '' : `was issued by ${(0,certificate_text/* commonName */.LS)(young.subject)}, which `;
    return new diagnosis/* Diagnosis */.O('server-cert-not-yet-valid', `The certificate of ${at} ${what}is not valid before ${(0,certificate_text/* second */.Rc)(young.validFromDate)}, and this runner's clock says ${(0,certificate_text/* second */.Rc)(now)}. Compare the clocks.`);
}
function unknownIssuer(evidence) {
    const { chain, authorities } = evidence;
    const [leaf] = chain;
    const last = chain.at(-1) ?? leaf;
    const given = (0,list/* shortList */.p)(authorities.map(({ subject }) => (0,certificate_text/* commonName */.LS)(subject)));
    if (leaf.issuer === leaf.subject) {
        return untrusted(evidence, `is self-signed (${(0,certificate_text/* commonName */.LS)(leaf.subject)}), and ca holds ${given}. Give this certificate in ca, or issue one with your CA.`);
    }
    const issuer = (0,certificate_text/* commonName */.LS)(last.issuer);
    if (authorities.some(({ subject }) => subject === last.issuer)) {
        return untrusted(evidence, `was issued by a CA that has the name ${issuer} too, but another key than the one in ca. Give the CA whose key signed it.`);
    }
    return untrusted(evidence, `was issued by ${issuer}, but ca holds ${given}. Give the CA that issued it; if ${issuer} is an intermediate, append its certificate to buildkitd's own.`);
}
function untrusted({ at }, what) {
    return new diagnosis/* Diagnosis */.O('server-cert-untrusted', `The certificate of ${at} ${what}`);
}

;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/server-name.js

/** The name that the daemon's certificate must be valid for: a host name, or an IP address without brackets. */
function expectedName({ endpoint, serverName }) {
    const name = serverName ?? (endpoint.kind === 'tcp' ? endpoint.host : '');
    const bracketed = /^\[(.+)\]$/.exec(name)?.[1];
    return bracketed !== undefined && (0,external_node_net_.isIP)(bracketed) !== 0 ? bracketed : name;
}
/**
 * The name to send as SNI, which excludes IP addresses and a final dot (RFC 6066, 3).
 *
 * @returns undefined when no name may be sent
 */
function indicatedName(name) {
    return (0,external_node_net_.isIP)(name) === 0 ? name.replace(/\.+$/, '') || undefined : undefined;
}
/**
 * Whether Go, and so buildx, accepts the certificate for this name (`VerifyHostname` in crypto/x509).
 * Node's rules differ: it accepts the Common Name, and rejects `*.lan`.
 */
function isNamed(certificate, name) {
    if ((0,external_node_net_.isIP)(name) !== 0)
        return certificate.checkIP(name) !== undefined;
    const host = name.toLowerCase();
    return dnsNames(certificate).some((pattern) => matches(pattern.toLowerCase(), host));
}
function dnsNames({ subjectAltName = '' }) {
    return [...subjectAltName.matchAll(/(?:^|, )DNS:([^",]+)/g)].map(([, name = '']) => name);
}
/** A `*` matches exactly one label, and only as the first one. */
function matches(pattern, host) {
    const short = host.replace(/\.$/, '');
    if (pattern === host || pattern === short)
        return true;
    const [first, ...rest] = pattern.split('.');
    return first === '*' && rest.length > 0 && rest.join('.') === short.split('.').slice(1).join('.');
}

;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/server-certificate.js









/**
 * Checks the daemon's certificate by Go's rules, which are buildx's.
 *
 * @throws Diagnosis that names what is wrong with it
 */
function checkServerCertificate(target, socket) {
    const leaf = socket.getPeerX509Certificate();
    if (leaf === undefined)
        throw new Error('no certificate');
    const evidence = {
        at: (0,endpoint/* describeEndpoint */.N)(target.endpoint, socket.remoteAddress ? [socket.remoteAddress] : []),
        chain: sentChain(leaf),
        authorities: (0,pem/* readPem */.Je)(target.credentials?.ca ?? '').map(({ text }) => new external_node_crypto_.X509Certificate(text)),
        now: new Date(),
    };
    const fault = socket.authorized ? undefined : `${socket.authorizationError}`;
    // OpenSSL's rules for purposes differ from Go's, and its verdict doesn't name the certificate.
    if (fault !== undefined && fault !== 'INVALID_PURPOSE')
        throw distrust(evidence, fault);
    checkPurpose(evidence);
    checkName(evidence, expectedName(target));
}
function sentChain(leaf) {
    const chain = [leaf];
    for (let next = leaf.issuerCertificate; next !== undefined; next = next.issuerCertificate) {
        if (isAmong(chain, next))
            break;
        chain.push(next);
    }
    return chain;
}
function isAmong(list, { fingerprint256 }) {
    return list.some((certificate) => certificate.fingerprint256 === fingerprint256);
}
function checkPurpose(evidence) {
    const [leaf] = evidence.chain;
    for (const certificate of pathOf(evidence)) {
        if (certificate.fingerprint256 !== leaf.fingerprint256 && !mayIssue(certificate)) {
            throw mayNotIssue(evidence, (0,certificate_text/* commonName */.LS)(certificate.subject));
        }
        if (isForServers(certificate))
            continue;
        throw untrusted(evidence, certificate === leaf
            ? 'is not for servers: its extendedKeyUsage lacks serverAuth. Issue a new one with it.'
            : `was issued by ${(0,certificate_text/* commonName */.LS)(certificate.subject)}, which may not issue any for servers: its extendedKeyUsage lacks serverAuth.`);
    }
}
/** From the daemon's certificate to the first that is trusted; the daemon may send others beside them. */
function pathOf(evidence) {
    const { chain, authorities } = evidence;
    for (const [index, certificate] of chain.entries()) {
        const path = chain.slice(0, index + 1);
        if (isAmong(authorities, certificate))
            return path;
        const root = authorities.find((authority) => certificate.checkIssued(authority) && certificate.verify(authority.publicKey));
        if (root !== undefined)
            return [...path, root];
    }
    throw unknownIssuer(evidence);
}
/** X.509 v1 has no extensions, so Go accepts such a CA. OpenSSL accepts keyUsage in place of CA:TRUE, Go doesn't. */
function mayIssue(certificate) {
    const isThirdVersion = certificate.raw.subarray(0, 16).includes(thirdVersion);
    return certificate.ca || !isThirdVersion;
}
/** The DER of the version, v3, at the beginning of a certificate's content. */
const thirdVersion = Buffer.from([0xa0, 3, 2, 1, 2]);
/** A certificate without the extension is for every purpose. Node exposes extendedKeyUsage as `keyUsage`. */
function isForServers({ keyUsage }) {
    const [serverAuth, any] = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];
    return keyUsage === undefined || keyUsage.includes(serverAuth) || keyUsage.includes(any);
}
function checkName({ at, chain: [leaf] }, expected) {
    if (leaf.subjectAltName === undefined) {
        throw new diagnosis/* Diagnosis */.O('server-name-mismatch', `The certificate of ${at} names no host: it has no subjectAltName. Issue a new one with ${expected} there.`);
    }
    if (isNamed(leaf, expected))
        return;
    const names = leaf.subjectAltName.split(', ').map((name) => (0,truncate/* shortLine */.t)(name, longestName));
    throw new diagnosis/* Diagnosis */.O('server-name-mismatch', `The certificate of ${at} is for ${(0,list/* shortList */.p)(names)}, not for ${expected}. Set server-name to one of its names, or issue a new one for this name.`);
}
/** Characters. A DNS name has at most 253. */
const longestName = 100;

;// CONCATENATED MODULE: ./.build/lib/daemon/session.js






/**
 * Opens HTTP/2 with a daemon. The daemon's certificate is checked before the first request is sent.
 *
 * @returns closes the session and its connection
 * @throws Error of OpenSSL when it doesn't accept the credentials
 */
function openSession(target, events) {
    const { onAddress = () => { }, onConnect = () => { }, onOpen, onFault } = events;
    const socket = dial(target);
    let session;
    socket.on('connectionAttempt', onAddress);
    socket.on('error', onFault);
    socket.once('close', () => onFault(new connection_closed/* ConnectionClosedError */.r()));
    socket.once('connect', onConnect);
    socket.once(target.endpoint.kind === 'tcp' ? 'secureConnect' : 'connect', () => {
        try {
            if (socket instanceof external_node_tls_.TLSSocket)
                checkServerCertificate(target, socket);
            session = (0,external_node_http2_.connect)('http://buildkitd', { createConnection: () => socket });
            session.on('error', onFault);
            onOpen(session);
        }
        catch (error) {
            onFault(error);
        }
    });
    return () => {
        session?.destroy();
        socket.destroy();
    };
}
/** Connects to a daemon. On TCP its certificate isn't checked yet. */
function dial(target) {
    const { endpoint, credentials } = target;
    if (endpoint.kind === 'unix')
        return (0,external_node_net_.connect)(endpoint.path);
    const servername = indicatedName(expectedName(target));
    const options = {
        host: endpoint.host,
        port: endpoint.port,
        ca: credentials?.ca,
        cert: credentials?.client?.cert,
        key: credentials?.client?.key,
        ...(servername !== undefined && { servername }),
        // checkServerCertificate reads the verdict in `secureConnect`: after a rejection by Node the peer's
        // certificate can't be read any more.
        rejectUnauthorized: false,
        checkServerIdentity: () => undefined,
        // As in Go: a CA in `ca` is trusted even when another CA issued it, and an RSA key may have 1024 bits.
        allowPartialTrustChain: true,
        ciphers: 'DEFAULT:@SECLEVEL=1',
        // Milliseconds. Node's default of 250 is too short for a distant host with several addresses.
        autoSelectFamilyAttemptTimeout: 1000,
    };
    return (0,external_node_tls_.connect)(options);
}


/***/ }),

/***/ 7678:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ shortList)
/* harmony export */ });
/**
 * The first items of a list, and how many more there are: `a, b and 92 more`.
 *
 * @param most items to show
 */
function shortList(items, most = 8) {
    const more = items.length - most;
    const shown = items.slice(0, most).join(', ');
    return more > 0 ? `${shown} and ${more} more` : shown;
}


/***/ })

};
