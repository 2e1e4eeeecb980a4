export const id = 345;
export const ids = [345];
export const modules = {

/***/ 8443:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LV: () => (/* binding */ readInfo),
/* harmony export */   QF: () => (/* binding */ readWorkers),
/* harmony export */   kJ: () => (/* binding */ readWorkerLabels)
/* harmony export */ });
/* harmony import */ var _protobuf_fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7716);
// Decodes the two answers of BuildKit's control API that are asked for. The field numbers are those of
// `api/services/control/control.proto`, `api/types/worker.proto` and `solver/pb/ops.proto` in moby/buildkit.

/** @returns the daemon's version, such as `v0.32.2` */
function readInfo(message) {
    const [version] = (0,_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .readFields */ .qU)(message).messages(1);
    return version?.text(2) || 'of unknown version';
}
/** @returns the platforms of all workers, as `os/arch[/variant]`, a worker's own first */
function readWorkers(message) {
    const platforms = (0,_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .readFields */ .qU)(message)
        .messages(1)
        .flatMap((worker) => worker.messages(3))
        .map((platform) => [platform.text(2), platform.text(1), platform.text(3)].filter(Boolean).join('/'));
    return [...new Set(platforms)];
}
/** @returns the names of the labels of all workers */
function readWorkerLabels(message) {
    return (0,_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .readFields */ .qU)(message)
        .messages(1)
        .flatMap((worker) => worker.messages(2))
        .map((label) => label.text(1));
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
;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/client-refusal.js



/** The number of the TLS alert that the peer sent (RFC 8446, 6.2). Node's codes for it differ between versions. */
function alertNumber(error) {
    const number = /SSL alert number (\d+)/.exec(`${error}`)?.[1];
    return number === undefined ? undefined : Number(number);
}
/** What the daemon's alert says, mostly about the client certificate. */
function explainAlert(at, client, alert) {
    if (alert === alerts.unrecognizedName) {
        return new base_diagnosis/* Diagnosis */.O('server-name-mismatch', `${at} has no certificate for the name it was asked for. Set server-name to a name that it knows.`);
    }
    if (!aboutClient.has(alert)) {
        return new base_diagnosis/* Diagnosis */.O('not-buildkit', `${at} ended the TLS handshake (alert ${alert}). Is it a BuildKit daemon? Check host and port.`);
    }
    if (client === undefined) {
        return new base_diagnosis/* Diagnosis */.O('client-cert-required', `${at} asks for a client certificate. Give cert and key, which are empty.`);
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
            return new base_diagnosis/* Diagnosis */.O('client-cert-expired', `${at} says that the client certificate in cert (${subject}) is out of date. It is valid from ${(0,certificate_text/* second */.Rc)(certificate.validFromDate)} to ${(0,certificate_text/* second */.Rc)(certificate.validToDate)}. Renew it, or set the daemon's clock.`);
        case alerts.unknownAuthority:
            return new base_diagnosis/* Diagnosis */.O('client-cert-rejected', `${at} does not know ${issuer}, which issued the client certificate in cert (${subject}). Issue it with the CA that buildkitd has as --tlscacert; if ${issuer} is an intermediate, append its certificate to cert.`);
        default:
            return new base_diagnosis/* Diagnosis */.O('client-cert-rejected', isForClients(certificate)
                ? `${at} does not accept the client certificate in cert (${subject}, issued by ${issuer}). Look at the daemon's log for the reason.`
                : `${at} does not accept the client certificate in cert (${subject}): its extendedKeyUsage lacks clientAuth. Issue it anew with it.`);
    }
}
/** Without the extension a certificate is for everything. Node has it under the name of another. */
function isForClients({ keyUsage }) {
    return keyUsage === undefined || keyUsage.includes('1.3.6.1.5.5.7.3.2');
}

;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/diagnose.js




/** Names the fault behind a failed probe. */
function diagnose(target, failure) {
    const { error, phase } = failure;
    if (error instanceof base_diagnosis/* Diagnosis */.O)
        return error;
    const at = (0,endpoint/* describeEndpoint */.N)(target.endpoint, failure.addresses);
    const diagnosis = (code, message, options) => new base_diagnosis/* Diagnosis */.O(code, message, { cause: error, ...options });
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
        return new base_diagnosis/* Diagnosis */.O('not-buildkit', `${at} speaks ${status === undefined ? `HTTP/2 (status ${httpStatus})` : 'gRPC'} but is not a BuildKit daemon. Check host and port.`, { cause: error });
    }
    if (status === undefined) {
        return new base_diagnosis/* Diagnosis */.O('daemon-unhealthy', `A proxy answers at ${at}, but it does not reach the daemon behind it (HTTP status ${httpStatus}). Look at the daemon's log.`, { cause: error });
    }
    return new base_diagnosis/* Diagnosis */.O('daemon-unhealthy', `The daemon at ${at} answers with an error: ${message || 'no text'} (gRPC status ${status}). Look at its log.`, { cause: error, isCertain: refusals.has(status) });
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

/***/ 4047:
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
            // What begins as gRPC ends with a status, unless the connection breaks.
            else if (httpStatus === 0 || (isGrpc && status === undefined))
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


/***/ }),

/***/ 5345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   probe: () => (/* binding */ probe)
/* harmony export */ });
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3875);
/* harmony import */ var _control_api_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8443);
/* harmony import */ var _diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3345);
/* harmony import */ var _grpc_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4047);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6289);





/**
 * Asks a BuildKit daemon who it is, over its own gRPC API, as buildx will talk to it.
 *
 * A finished TLS handshake proves little: with TLS 1.3 the daemon refuses a client certificate only
 * afterwards. So only an answer counts. Like buildx, no ALPN is offered; a proxy that needs it would
 * pass a probe that did, and then fail the build.
 *
 * @param keep is given the connection once the daemon has answered; without it that is closed
 * @throws Diagnosis
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
        throw error instanceof ProbeError ? (0,_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_1__/* .diagnose */ .h)(target, error.failure) : error;
    }
}
function readDaemon({ endpoint }, info, workers) {
    try {
        return { version: (0,_control_api_js__WEBPACK_IMPORTED_MODULE_4__/* .readInfo */ .LV)(info), platforms: (0,_control_api_js__WEBPACK_IMPORTED_MODULE_4__/* .readWorkers */ .QF)(workers) };
    }
    catch (cause) {
        throw new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .O('not-buildkit', `${endpoint.url} answers as no BuildKit daemon does. Check host and port.`, { cause });
    }
}
/** BuildKit has this method since v0.11; buildx does without. */
function withoutInfo(error) {
    if (error instanceof _grpc_js__WEBPACK_IMPORTED_MODULE_2__/* .GrpcError */ .nz && error.status === _grpc_js__WEBPACK_IMPORTED_MODULE_2__/* .unimplemented */ .Ob)
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
async function withSession({ target, timeoutMs, signal, keep }, ask) {
    return new Promise((resolve, reject) => {
        let phase = 'connecting';
        let close = () => { };
        const addresses = [];
        const errors = [];
        const end = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', cancel);
        };
        // Also of a connection that was kept, when it breaks.
        const settle = (then) => {
            end();
            close();
            then();
        };
        const giveUp = (error) => settle(() => reject(new ProbeError({ phase, error, addresses })));
        const fail = (error) => {
            errors.push(error);
            // One fault surfaces on socket, session and stream; the stream's own word for it is the vaguest.
            setImmediate(() => giveUp(mostTelling(errors)));
        };
        const cancel = () => settle(() => reject(signal?.reason));
        const timer = setTimeout(() => giveUp(undefined), timeoutMs);
        signal?.addEventListener('abort', cancel);
        const onOpen = (session) => {
            phase = 'asking';
            ask((path) => (0,_grpc_js__WEBPACK_IMPORTED_MODULE_2__/* .callUnary */ .aU)(session, path)).then((value) => {
                if (keep === undefined)
                    return settle(() => resolve(value));
                end();
                keep(session);
                resolve(value);
            }, fail);
        };
        const onConnect = () => {
            phase = 'handshaking';
        };
        const onAddress = (address) => addresses.push(address);
        try {
            close = (0,_session_js__WEBPACK_IMPORTED_MODULE_3__/* .openSession */ .f)(target, { onAddress, onConnect, onOpen, onFault: fail });
        }
        catch (error) {
            fail(error);
        }
    });
}
function mostTelling(errors) {
    const rank = (error) => {
        if (error instanceof _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .O || error instanceof _grpc_js__WEBPACK_IMPORTED_MODULE_2__/* .GrpcError */ .nz)
            return 0;
        const code = error.code;
        if (code === undefined)
            return 3;
        return code.startsWith('ERR_HTTP2_') ? 2 : 1;
    };
    return [...errors].sort((a, b) => rank(a) - rank(b))[0];
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

/** How a field is written. */
const varint = 0;
const lengthDelimited = 2;
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

// EXTERNAL MODULE: external "node:http2"
var external_node_http2_ = __webpack_require__(2467);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/credentials/certificate-text.js
var certificate_text = __webpack_require__(8722);
// EXTERNAL MODULE: ./.build/lib/credentials/pem.js
var pem = __webpack_require__(9269);
// EXTERNAL MODULE: ./.build/lib/daemon/endpoint.js
var endpoint = __webpack_require__(1038);
;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/server-distrust.js


/** What lies behind OpenSSL's verdict, by its name in Node. */
function distrust(evidence, code) {
    switch (code) {
        case 'CERT_HAS_EXPIRED':
            return expired(evidence);
        case 'CERT_NOT_YET_VALID':
            return early(evidence);
        case 'INVALID_CA':
        case 'PATH_LENGTH_EXCEEDED':
            return mayNotIssue(evidence, (0,certificate_text/* commonName */.LS)(evidence.chain[0].issuer));
        case 'UNSPECIFIED':
            return untrusted(evidence, `was issued by ${(0,certificate_text/* commonName */.LS)(evidence.chain[0].issuer)} against the rules of a CA above it, such as the names it may issue for, or with a weak key or digest. Issue it anew.`);
        default:
            return unknownIssuer(evidence);
    }
}
function mayNotIssue(evidence, issuer) {
    return untrusted(evidence, `was issued by ${issuer}, which may not issue certificates. Its basicConstraints must say CA:TRUE, and allow as many CAs below it as there are.`);
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
function early(evidence) {
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
    const given = authorities.map(({ subject }) => (0,certificate_text/* commonName */.LS)(subject)).join(', ');
    if (leaf.issuer === leaf.subject) {
        return untrusted(evidence, `is signed by itself (${(0,certificate_text/* commonName */.LS)(leaf.subject)}), and ca holds ${given}. Give this certificate in ca, or issue one with your CA.`);
    }
    const issuer = (0,certificate_text/* commonName */.LS)(last.issuer);
    if (authorities.some(({ subject }) => subject === last.issuer)) {
        return untrusted(evidence, `was issued by a CA that is called ${issuer} too, but is not the one in ca. Give the one whose key signed it.`);
    }
    return untrusted(evidence, `was issued by ${issuer}, but ca holds ${given}. Give the CA that issued it; if ${issuer} is an intermediate, append its certificate to buildkitd's own.`);
}
function untrusted({ at }, what) {
    return new diagnosis/* Diagnosis */.O('server-cert-untrusted', `The certificate of ${at} ${what}`);
}

;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/server-name.js

/** The name that the daemon's certificate must be valid for: a host name, or the digits of an address. */
function expectedName({ endpoint, serverName }) {
    const name = serverName ?? (endpoint.kind === 'tcp' ? endpoint.host : '');
    const bracketed = /^\[(.+)\]$/.exec(name)?.[1];
    return bracketed !== undefined && (0,external_node_net_.isIP)(bracketed) !== 0 ? bracketed : name;
}
/** What to send as SNI, which neither knows addresses nor the dot that may end a name. */
function indicatedName(name) {
    return (0,external_node_net_.isIP)(name) === 0 ? name.replace(/\.+$/, '') || undefined : undefined;
}
/**
 * Whether Go, and so buildx, takes the certificate for this name (`VerifyHostname` in crypto/x509).
 * Node's own rules differ: it takes the Common Name, and not `*.lan`.
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
/** A `*` stands for exactly one label, and only for the first. */
function matches(pattern, host) {
    const short = host.replace(/\.$/, '');
    if (pattern === host || pattern === short)
        return true;
    const [first, ...rest] = pattern.split('.');
    return first === '*' && rest.length > 0 && rest.join('.') === short.split('.').slice(1).join('.');
}

;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/server-certificate.js







/**
 * Judges the daemon's certificate as buildx will.
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
        authorities: (0,pem/* readPem */.J)(target.credentials?.ca ?? '').map(({ text }) => new external_node_crypto_.X509Certificate(text)),
        now: new Date(),
    };
    const fault = socket.authorized ? undefined : `${socket.authorizationError}`;
    // Of purposes OpenSSL has its own idea, and no name for which of the certificates it minds.
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
            ? 'is not for servers: its extendedKeyUsage lacks serverAuth. Issue it anew with it.'
            : `was issued by ${(0,certificate_text/* commonName */.LS)(certificate.subject)}, which may not issue any for servers: its extendedKeyUsage lacks serverAuth.`);
    }
}
/** From the daemon's certificate to the first that is trusted; a daemon may well send more. */
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
/** Go's rule: OpenSSL is content with keyUsage. In the first version nobody could say it. */
function mayIssue(certificate) {
    const isThirdVersion = certificate.raw.subarray(0, 16).includes(thirdVersion);
    return certificate.ca || !isThirdVersion;
}
/** How the version begins a certificate's content, in DER. */
const thirdVersion = Buffer.from([0xa0, 3, 2, 1, 2]);
/** Without the extension a certificate is for everything. Node has it under the name of another. */
function isForServers({ keyUsage }) {
    const [serverAuth, any] = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];
    return keyUsage === undefined || keyUsage.includes(serverAuth) || keyUsage.includes(any);
}
function checkName({ at, chain: [leaf] }, expected) {
    if (leaf.subjectAltName === undefined) {
        throw new diagnosis/* Diagnosis */.O('server-name-mismatch', `The certificate of ${at} names no host: it has no subjectAltName. Issue it anew with one for ${expected}.`);
    }
    if (isNamed(leaf, expected))
        return;
    throw new diagnosis/* Diagnosis */.O('server-name-mismatch', `The certificate of ${at} is for ${names(leaf.subjectAltName)}, not for ${expected}. Set server-name to one of its names, or issue it anew for this one.`);
}
/** A certificate may be for hundreds of names; some are enough to know it by. */
function names(subjectAltName) {
    const all = subjectAltName.split(', ');
    const more = all.length - shownNames;
    return more > 0 ? `${all.slice(0, shownNames).join(', ')} and ${more} more` : all.join(', ');
}
const shownNames = 8;

;// CONCATENATED MODULE: ./.build/lib/daemon/session.js





/**
 * Opens HTTP/2 with a daemon. Its certificate is judged first: nothing is said to one that isn't trusted.
 *
 * @returns what ends it
 * @throws when OpenSSL doesn't take what it is given
 */
function openSession(target, events) {
    const { onAddress = () => { }, onConnect = () => { }, onOpen, onFault } = events;
    const socket = openSocket(target);
    let session;
    socket.on('connectionAttempt', onAddress);
    socket.on('error', onFault);
    // A peer that hangs up without an error.
    socket.once('close', () => onFault(new Error('closed')));
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
function openSocket(target) {
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
        // Its verdict is asked for as soon as TLS is set up: then the certificate is still at hand.
        rejectUnauthorized: false,
        checkServerIdentity: () => undefined,
        // As Go does: a CA in `ca` is trusted though another one issued it, RSA keys may have 1024 bits,
        // and an address isn't given up after a quarter of a second when the host has several.
        allowPartialTrustChain: true,
        ciphers: 'DEFAULT:@SECLEVEL=1',
        autoSelectFamilyAttemptTimeout: 1000,
    };
    return (0,external_node_tls_.connect)(options);
}


/***/ })

};
