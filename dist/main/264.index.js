export const id = 264;
export const ids = [264];
export const modules = {

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
// EXTERNAL MODULE: ./.build/lib/credentials/certificate-fields.js
var certificate_fields = __webpack_require__(4100);
// EXTERNAL MODULE: ./.build/lib/credentials/certificate-text.js
var certificate_text = __webpack_require__(8722);
// EXTERNAL MODULE: ./.build/lib/credentials/pem.js
var pem = __webpack_require__(9269);
;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/client-refusal.js





/**
 * The number of the TLS alert that the peer sent (RFC 8446, 6.2). Node's error codes for alerts differ between
 * versions.
 */
function alertNumber(error) {
    const number = /SSL alert number (\d+)/.exec(`${error}`)?.[1];
    return number === undefined ? undefined : Number(number);
}
/**
 * Explains the alert with which the peer ended TLS. Once the client certificate was shown, or that there is
 * none, the alert is about that.
 */
function explainAlert(at, client, alert, hasShownClient, cause) {
    const diagnosis = (code, message) => new base_diagnosis/* Diagnosis */.OZ(code, message, { cause });
    if (alert === alerts.unrecognizedName) {
        return diagnosis('server-name-mismatch', `${at} has no certificate for the requested name (TLS alert ${alert}). Set server-name to a name that it knows.`);
    }
    if (hasShownClient && client !== undefined) {
        const [code, message] = explainRefusal(at, client, alert);
        return diagnosis(code, message);
    }
    if (hasShownClient && demandsClient.has(alert)) {
        return diagnosis('client-cert-required', `${at} demands a client certificate (TLS alert ${alert}), but cert and key are empty. Give both.`);
    }
    return diagnosis('not-buildkit', `${at} ended the TLS handshake (TLS alert ${alert}). Is it a BuildKit daemon? Check host and port.`);
}
/** Numbers of the IANA registry of TLS alerts. */
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
/** To a client without a certificate, they mean that it needs one. */
const demandsClient = new Set(Object.values(alerts));
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
                `${at} does not accept ${which} (${subject}, issued by ${issuer}) (TLS alert ${alert})${likelyReason(chain)}`,
            ];
    }
}
/** The daemon lacks the top of the chain, if the client sends one; else the chain may be what is missing. */
function explainUnknown(at, chain, which, { issuedBy }, alert) {
    const top = topOf(chain);
    const issuer = (0,certificate_text/* commonName */.LS)(top.issuer);
    const role = top === chain[0] ? 'which issued' : 'the last issuer in the chain of';
    const known = `${at} does not know ${issuer}, ${role} ${which} (TLS alert ${alert}).`;
    if (issuedBy !== undefined) {
        return `${known} Add the certificate of ${issuer} to the CAs that buildkitd has as --tlscacert, and restart it.`;
    }
    const missing = top === chain[0] ? `; if ${issuer} is an intermediate, append its certificate to cert` : '';
    return `${known} Issue it with the CA that buildkitd has as --tlscacert${missing}.`;
}
/** The last certificate of the chain in which each issued the previous one. */
function topOf(chain) {
    const end = chain.findIndex((each, index) => {
        const issuer = chain[index + 1];
        return issuer === undefined || !each.checkIssued(issuer);
    });
    return chain[end];
}
/** The end of a sentence about a refusal. */
function likelyReason(chain) {
    const [leaf, ...issuers] = chain;
    if (leaf !== undefined && !isForClients(leaf)) {
        return ': its extendedKeyUsage lacks clientAuth. Issue a new one with it.';
    }
    for (const issuer of issuers) {
        const reason = (0,certificate_fields/* unreadableInGo */.n)(issuer);
        if (reason === undefined)
            continue;
        return `: ${(0,certificate_text/* commonName */.LS)(issuer.subject)}, which is sent with it, ${reason}, so BuildKit can't read it. Issue a new one.`;
    }
    return ". Look at the daemon's log for the reason.";
}
/** A certificate without the extension is for every purpose. Node exposes extendedKeyUsage as `keyUsage`. */
function isForClients({ keyUsage }) {
    return keyUsage === undefined || keyUsage.includes('1.3.6.1.5.5.7.3.2');
}

// EXTERNAL MODULE: ./.build/lib/daemon/diagnosis/network.js
var network = __webpack_require__(4207);
// EXTERNAL MODULE: ./.build/lib/daemon/diagnosis/server-name.js
var server_name = __webpack_require__(4048);
;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/diagnose.js






/** Names the fault behind a failed probe. */
function diagnose(target, failure) {
    const { error, phase } = failure;
    if (error instanceof base_diagnosis/* Diagnosis */.OZ)
        return error;
    const at = (0,endpoint/* describeEndpoint */.N2)(target.endpoint, failure.addresses);
    const isTcp = target.endpoint.kind === 'tcp';
    const diagnosis = (code, message, options) => new base_diagnosis/* Diagnosis */.OZ(code, message, { cause: error, ...options });
    if (error === undefined)
        return timedOut(at, phase);
    if (error instanceof grpc/* GrpcError */.nz)
        return explainAnswer(at, error);
    if (error instanceof grpc/* GrpcFormatError */.cp) {
        return diagnosis('not-buildkit', `${at} speaks gRPC, but not like a BuildKit daemon: ${error.message}. Check host and port.`);
    }
    const alert = alertNumber(error);
    if (alert !== undefined) {
        const hasShownClient = phase === 'identifying' || phase === 'asking';
        return explainAlert(at, target.credentials?.client, alert, hasShownClient, error);
    }
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
    const closed = `${at} closed the connection ${until[phase]}${code === undefined ? '' : ` (${code})`}.`;
    return diagnosis('connection-reset', phase === 'handshaking'
        ? `${closed} ${sentName(target)} Otherwise, is the daemon just restarting, or a firewall in between?`
        : `${closed} Is the daemon just restarting, or a proxy or firewall in between?`);
}
/** The server name that a proxy which routes by it received. */
function sentName(target) {
    const name = (0,server_name/* indicatedName */.p)((0,server_name/* expectedName */.Ac)(target));
    return name === undefined
        ? 'No server name (SNI) was sent, as the endpoint is an IP address; a proxy that routes by it needs server-name.'
        : `It was asked for the name ${name} (SNI); a proxy that routes by it closes for a name that it does not know. Set server-name to one that it knows.`;
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
    identifying: 'during the TLS handshake',
    asking: 'before it answered',
};
function timedOut(at, phase) {
    if (phase === 'connecting')
        return (0,network/* unreachable */.HB)(at, 'timeout');
    return new base_diagnosis/* Diagnosis */.OZ('connection-timeout', `${at} accepts connections but does not answer. Is the daemon overloaded, or is something else on this port?`);
}
/** Explains an answer of a peer that speaks HTTP/2, and most likely gRPC. */
function explainAnswer(at, error) {
    const { status, httpStatus, message } = error;
    if (status === grpc/* grpcStatus */.Z3.unimplemented ||
        (status === undefined && !unavailable.has(httpStatus))) {
        return new base_diagnosis/* Diagnosis */.OZ('not-buildkit', `${at} speaks ${status === undefined ? `HTTP/2 (status ${httpStatus})` : 'gRPC'} but is not a BuildKit daemon. Check host and port.`, { cause: error });
    }
    if (status === undefined) {
        return new base_diagnosis/* Diagnosis */.OZ('daemon-unhealthy', `A proxy answers at ${at}, but it does not reach the daemon behind it (HTTP status ${httpStatus}). Look at the daemon's log.`, { cause: error });
    }
    return new base_diagnosis/* Diagnosis */.OZ('daemon-unhealthy', `The daemon at ${at} answers with an error: ${message || 'no text'} (gRPC status ${status}). Look at its log.`, { cause: error, isCertain: refusals.has(status) });
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
// Faults that all routes to a daemon share, so that they read the same for TCP and for SSH.

/**
 * DNS says that the host doesn't exist.
 *
 * @param at the endpoint, for the message
 * @param words the error's code or text, to search for
 */
function unknownHost(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('dns-not-found', `DNS does not know the host of ${at} (${words}). Check the spelling, and whether this runner is in a network that knows the host.`, { cause });
}
/** DNS doesn't answer. */
function silentDns(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('dns-not-found', `DNS gave no answer about the host of ${at} (${words}). Check the name servers of this runner.`, { cause });
}
/** Something refuses connections, so the host is there. */
function refusedConnection(at, question, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('connection-refused', `Nothing listens at ${at}: the connection was refused. ${question}`, { cause });
}
/** No packet comes back, or the network reports that there is no route. */
function unreachable(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('connection-timeout', `${at} can't be reached from this runner (${words}). Check the address, the network and the firewall.`, { cause });
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
// EXTERNAL MODULE: ./.build/lib/base/timeout.js
var timeout = __webpack_require__(8881);
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
    if ([diagnosis/* Diagnosis */.OZ, grpc/* GrpcError */.nz, grpc/* GrpcFormatError */.cp].some((kind) => error instanceof kind))
        return 0;
    const { code } = error;
    if (code === undefined)
        return 3;
    return code.startsWith('ERR_HTTP2_') ? 2 : 1;
}

// EXTERNAL MODULE: ./.build/lib/daemon/session.js + 4 modules
var session = __webpack_require__(8350);
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
 * @param asksLoad whether to ask how many builds run there, at the same time
 * @throws Diagnosis when the daemon can't be used
 * @throws the signal's reason when it is aborted
 */
async function probe(target, timeoutMs, signal, keep, asksLoad = false) {
    // Loaded during the handshake.
    const counter = asksLoad ? __webpack_require__.e(/* import() */ 151).then(__webpack_require__.bind(__webpack_require__, 151)) : undefined;
    counter?.catch(() => { });
    try {
        return await withSession({ target, timeoutMs, signal, keep }, async (session) => {
            const call = (path) => (0,grpc/* callUnary */.aU)(session, path);
            const info = call('/moby.buildkit.v1.Control/Info');
            // Awaited only later, and may fail before.
            info.catch(() => { });
            const asking = call('/moby.buildkit.v1.Control/ListWorkers');
            const loading = counter?.then(({ askLoad }) => askLoad(session, asking));
            loading?.catch(() => { });
            const workers = await asking;
            // BuildKit has this method since v0.11, and a proxy may refuse it. buildx builds without it.
            const version = await (0,timeout/* withTimeout */.wj)(() => info, infoMs).catch(() => new Uint8Array());
            const daemon = readDaemon(target, version, workers);
            return loading === undefined ? daemon : { ...daemon, load: await loading };
        });
    }
    catch (error) {
        throw error instanceof ProbeError ? (0,diagnose/* diagnose */.h)(target, error.failure) : error;
    }
}
/** How much longer than ListWorkers the other answers may take. They are shorter. */
const infoMs = 1000;
function readDaemon({ endpoint }, info, workers) {
    try {
        return { version: (0,control_api/* readInfo */.LV)(info) ?? 'of unknown version', platforms: (0,control_api/* readWorkers */.QF)(workers) };
    }
    catch (cause) {
        throw new diagnosis/* Diagnosis */.OZ('not-buildkit', `The answer of ${endpoint.url} is not one of a BuildKit daemon. Check host and port.`, { cause });
    }
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
            use(session).then((value) => {
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
        const onTrust = () => {
            phase = 'identifying';
        };
        const onAddress = (address) => addresses.push(address);
        try {
            close = (0,session/* openSession */.f)(target, { onAddress, onConnect, onTrust, onOpen, onFault: fail });
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
