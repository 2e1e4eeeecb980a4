export const id = 258;
export const ids = [258];
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

/***/ 1258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   controlOver: () => (/* binding */ controlOver),
/* harmony export */   openControl: () => (/* binding */ openControl)
/* harmony export */ });
/* harmony import */ var _grpc_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4047);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6289);


/** Takes over a session on which the daemon has answered. */
function controlOver(session) {
    return {
        call: (path, request, onMessage) => (0,_grpc_js__WEBPACK_IMPORTED_MODULE_0__/* .callStream */ .lm)(session, path, request, onMessage),
        close: () => session.destroy(),
    };
}
/**
 * Connects like `probe`.
 *
 * @throws the first error as it is, not a diagnosis: callers do without the connection
 */
function openControl(target) {
    return new Promise((resolve, reject) => {
        const close = (0,_session_js__WEBPACK_IMPORTED_MODULE_1__/* .openSession */ .f)(target, {
            onOpen: (session) => resolve(controlOver(session)),
            onFault(error) {
                close();
                reject(error);
            },
        });
    });
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
