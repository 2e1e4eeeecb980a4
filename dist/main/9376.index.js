export const id = 9376;
export const ids = [9376];
export const modules = {

/***/ 8881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eu: () => (/* binding */ untilAborted),
/* harmony export */   MU: () => (/* binding */ TimeoutError),
/* harmony export */   wj: () => (/* binding */ withTimeout)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);

/** Work that took too long. The message is `no answer in 20 s`. */
class TimeoutError extends Error {
    name = 'TimeoutError';
    constructor(milliseconds) {
        super(`no answer in ${milliseconds / 1000} s`);
    }
}
/**
 * Waits for work, but not longer than `milliseconds`, and not after `signal` is aborted. A later
 * result or rejection of the work is ignored.
 *
 * @param work gets a signal that is aborted once its result is no longer waited for, so that it can stop
 * @returns the result of the work
 * @throws TimeoutError, CanceledError, or what the work throws
 */
async function withTimeout(work, milliseconds, signal) {
    const stopped = Promise.withResolvers();
    const controller = new AbortController();
    const stop = (error) => {
        stopped.reject(error);
        controller.abort(error);
    };
    const cancel = () => stop(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3());
    const timer = setTimeout(() => stop(new TimeoutError(milliseconds)), milliseconds);
    signal?.addEventListener('abort', cancel);
    try {
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3();
        return await Promise.race([work(controller.signal), stopped.promise]);
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
    }
}
/**
 * Waits for a promise, but not after `signal` is aborted.
 *
 * @throws the signal's reason, or what the promise rejects with
 */
async function untilAborted(promise, signal) {
    if (signal === undefined)
        return promise;
    const { promise: aborted, reject } = Promise.withResolvers();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted)
        abort();
    try {
        return await Promise.race([promise, aborted]);
    }
    finally {
        signal.removeEventListener('abort', abort);
    }
}


/***/ }),

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

/***/ 4048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ expectedName),
/* harmony export */   ev: () => (/* binding */ isNamed),
/* harmony export */   p: () => (/* binding */ indicatedName)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);

/** The name that the daemon's certificate must be valid for: a host name, or an IP address without brackets. */
function expectedName({ endpoint, serverName }) {
    const name = serverName ?? (endpoint.kind === 'tcp' ? endpoint.host : '');
    const bracketed = /^\[(.+)\]$/.exec(name)?.[1];
    return bracketed !== undefined && (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(bracketed) !== 0 ? bracketed : name;
}
/**
 * The name to send as SNI, which excludes IP addresses and a final dot (RFC 6066, 3).
 *
 * @returns undefined when no name may be sent
 */
function indicatedName(name) {
    return (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(name) === 0 ? name.replace(/\.+$/, '') || undefined : undefined;
}
/**
 * Whether Go, and so buildx, accepts the certificate for this name (`VerifyHostname` in crypto/x509).
 * Node's rules differ: it accepts the Common Name, and rejects `*.lan`.
 */
function isNamed(certificate, name) {
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(name) !== 0)
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

/***/ 8350:
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
// EXTERNAL MODULE: ./.build/lib/daemon/connection-closed.js
var connection_closed = __webpack_require__(4860);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/credentials/certificate-fields.js
var certificate_fields = __webpack_require__(4100);
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
// EXTERNAL MODULE: ./.build/lib/credentials/der.js
var der = __webpack_require__(1668);
;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/certificate-path.js


/** As in Go: a peer may send certificates of which many have the same name. */
const mostSignatureChecks = 100;
/**
 * All paths whose names and signatures fit, trusted certificates first, as Go tries them.
 *
 * @param chain the certificates that the daemon sent, its own first
 * @param authorities the trusted ones
 */
function findPaths(chain, authorities) {
    const [leaf, ...intermediates] = chain;
    if (authorities.some((authority) => isSame(authority, leaf)))
        return [[leaf]];
    const paths = [];
    let checks = 0;
    const extend = (path) => {
        const last = path.at(-1);
        const issuersAmong = (candidates) => candidates.filter((candidate) => candidate.subject === last.issuer &&
            !path.some((each) => isSame(each, candidate)) &&
            ++checks <= mostSignatureChecks &&
            (0,certificate_fields/* isSignedBy */.s3)(last, candidate));
        for (const root of issuersAmong(authorities))
            paths.push([...path, root]);
        for (const issuer of issuersAmong(intermediates))
            extend([...path, issuer]);
    };
    extend([leaf]);
    return paths;
}
/**
 * The first problem of a path at `now`; undefined when Go accepts it. `unjudged` stands for rules that only
 * OpenSSL checks here, such as name constraints.
 */
function problemOf(path, now) {
    const fields = path.map((certificate) => (0,certificate_fields/* readFields */.qU)(certificate));
    for (const [index, certificate] of path.entries()) {
        const kind = kindOfProblem(path, fields, index, now);
        if (kind !== undefined)
            return { kind, certificate };
    }
    return undefined;
}
function kindOfProblem(path, fields, index, now) {
    const certificate = path[index];
    const own = fields[index];
    const isRoot = index === path.length - 1;
    if (certificate.validToDate < now)
        return 'expired';
    if (certificate.validFromDate > now)
        return 'not-yet-valid';
    if (index > 0 && !mayIssue(own, index - 1, isRoot))
        return 'may-not-issue';
    if (!isForServers(certificate))
        return 'not-for-servers';
    // The trusted certificate's own signature is never checked.
    if (!isRoot && !goSignatures.has(own.signatureAlgorithm))
        return 'unsupported';
    if (!hasGoKey(certificate))
        return 'unsupported';
    return own.extensions.some(needsOpenssl) ? 'unjudged' : undefined;
}
/** @param below how many CAs are between this one and the daemon's certificate */
function mayIssue({ version, extensions }, below, isRoot) {
    const value = (id) => extensions.find((extension) => extension.id === id)?.value;
    const basicConstraints = value(certificate_fields/* extensionId */.DC.basicConstraints);
    // X.509 v1 has no extensions, so Go accepts such a root.
    if (basicConstraints === undefined)
        return isRoot && version < 3;
    const [isAuthority, pathLength] = (0,der/* readElements */.cl)((0,der/* readElement */.RN)(basicConstraints).content);
    if (isAuthority?.content[0] !== 0xff)
        return false;
    if (pathLength !== undefined &&
        below > pathLength.content.readUIntBE(0, pathLength.content.length)) {
        return false;
    }
    const keyUsage = value(certificate_fields/* extensionId */.DC.keyUsage);
    // The first byte of the bits says how many at the end are unused; the sixth bit is keyCertSign.
    return keyUsage === undefined || (((0,der/* readElement */.RN)(keyUsage).content[1] ?? 0) & 0x04) !== 0;
}
/** A certificate without the extension is for every purpose. Node exposes extendedKeyUsage as `keyUsage`. */
function isForServers({ keyUsage }) {
    const [serverAuth, any] = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];
    return keyUsage === undefined || keyUsage.includes(serverAuth) || keyUsage.includes(any);
}
const judgedExtensions = new Set([
    certificate_fields/* extensionId */.DC.keyUsage,
    certificate_fields/* extensionId */.DC.subjectAltName,
    certificate_fields/* extensionId */.DC.basicConstraints,
    certificate_fields/* extensionId */.DC.extendedKeyUsage,
]);
const rulesOnNames = new Set([
    certificate_fields/* extensionId */.DC.nameConstraints,
    certificate_fields/* extensionId */.DC.policyConstraints,
    certificate_fields/* extensionId */.DC.inhibitAnyPolicy,
]);
function needsOpenssl({ id, isCritical }) {
    return rulesOnNames.has(id) || (isCritical && !judgedExtensions.has(id));
}
function hasGoKey({ publicKey }) {
    const { asymmetricKeyType = '', asymmetricKeyDetails } = publicKey;
    const { modulusLength = shortestRsaKey } = asymmetricKeyDetails ?? {};
    return ['rsa', 'ec', 'ed25519'].includes(asymmetricKeyType) && modulusLength >= shortestRsaKey;
}
/** Bits. Go refuses to verify with a shorter key. */
const shortestRsaKey = 1024;
/** SHA-256, SHA-384 and SHA-512 with RSA and ECDSA, RSA-PSS and Ed25519. Go refuses MD5 and SHA-1. */
const goSignatures = new Set([
    ...['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.12', '1.2.840.113549.1.1.13'],
    ...['1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.2.840.10045.4.3.4'],
    ...['1.2.840.113549.1.1.10', '1.3.101.112'],
]);
function isSame(one, other) {
    return one.raw.equals(other.raw);
}

;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/server-distrust.js




/**
 * Explains OpenSSL's verdict on a server certificate.
 *
 * @param code OpenSSL's name for it without `X509_V_ERR_`, as Node gives it
 */
function distrust(evidence, code) {
    const all = [...evidence.chain, ...evidence.authorities];
    switch (code) {
        case 'CERT_HAS_EXPIRED': {
            const [leaf] = evidence.chain;
            return expired(evidence, all.find(({ validToDate }) => validToDate < evidence.now) ?? leaf);
        }
        case 'CERT_NOT_YET_VALID': {
            const [leaf] = evidence.chain;
            return notYetValid(evidence, all.find(({ validFromDate }) => validFromDate > evidence.now) ?? leaf);
        }
        case 'INVALID_CA':
        case 'PATH_LENGTH_EXCEEDED':
            return mayNotIssue(evidence, (0,certificate_text/* commonName */.LS)(evidence.chain[0].issuer));
        case 'UNSPECIFIED':
            return untrusted(evidence, `was issued by ${(0,certificate_text/* commonName */.LS)(evidence.chain[0].issuer)} against the rules of a CA above it, such as the names it may issue for, or with a weak key or digest. Issue a new one.`);
        default:
            return unknownIssuer(evidence);
    }
}
/** Explains why a path from the certificate to a CA in `ca` can't be used. */
function explainProblem(evidence, { kind, certificate }) {
    const name = (0,certificate_text/* commonName */.LS)(certificate.subject);
    const isLeaf = certificate === evidence.chain[0];
    switch (kind) {
        case 'expired':
            return expired(evidence, certificate);
        case 'not-yet-valid':
            return notYetValid(evidence, certificate);
        case 'may-not-issue':
            return mayNotIssue(evidence, name);
        case 'not-for-servers':
            return untrusted(evidence, isLeaf
                ? 'is not for servers: its extendedKeyUsage lacks serverAuth. Issue a new one with it.'
                : `was issued by ${name}, which may not issue any for servers: its extendedKeyUsage lacks serverAuth.`);
        default:
            return untrusted(evidence, isLeaf
                ? 'has a key or a digest that is too weak, or that Go, and so buildx, does not support. Issue a new one.'
                : `was issued by ${name}, whose key or digest is too weak, or not supported by Go, and so by buildx. Issue a new one.`);
    }
}
function mayNotIssue(evidence, issuer) {
    return untrusted(evidence, `was issued by ${issuer}, which may not issue certificates. Its basicConstraints must say CA:TRUE, and its pathlen must allow for the CAs below it.`);
}
function expired(evidence, old) {
    const { at, chain } = evidence;
    const on = `expired on ${(0,certificate_text/* day */.vd)(old.validToDate)}`;
    if (!chain.includes(old)) {
        return untrusted(evidence, `was issued by ${(0,certificate_text/* commonName */.LS)(old.subject)}, and in ca this CA ${on}. Renew it.`);
    }
    const what = old === chain[0] ? on : `was issued by ${(0,certificate_text/* commonName */.LS)(old.subject)}, which ${on}`;
    return new diagnosis/* Diagnosis */.OZ('server-cert-expired', `The certificate of ${at} ${what}. Renew it and restart buildkitd.`);
}
function notYetValid({ at, chain, now }, young) {
    const what = young === chain[0] ? '' : `was issued by ${(0,certificate_text/* commonName */.LS)(young.subject)}, which `;
    return new diagnosis/* Diagnosis */.OZ('server-cert-not-yet-valid', `The certificate of ${at} ${what}is not valid before ${(0,certificate_text/* second */.Rc)(young.validFromDate)}, and this runner's clock says ${(0,certificate_text/* second */.Rc)(now)}. Compare the clocks.`);
}
function unknownIssuer(evidence) {
    const { chain, authorities, unreadable } = evidence;
    const [leaf] = chain;
    const last = chain.at(-1) ?? leaf;
    const skipped = unreadable.find(({ subject }) => chain.some(({ issuer }) => issuer === subject));
    if (skipped !== undefined) {
        return untrusted(evidence, `was issued by ${(0,certificate_text/* commonName */.LS)(skipped.subject)}, whose certificate in ca ${(0,certificate_fields/* unreadableInGo */.n)(skipped)}, so buildx can't read it. Issue a new one for this CA.`);
    }
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
    return new diagnosis/* Diagnosis */.OZ('server-cert-untrusted', `The certificate of ${at} ${what}`);
}

// EXTERNAL MODULE: ./.build/lib/daemon/diagnosis/server-name.js
var server_name = __webpack_require__(4048);
;// CONCATENATED MODULE: ./.build/lib/daemon/diagnosis/server-certificate.js











/**
 * Checks the daemon's certificate by Go's rules, which are buildx's.
 *
 * @throws Diagnosis that names what is wrong with it
 */
function checkServerCertificate(target, trust, { leaf, address, verdict }) {
    const evidence = {
        at: (0,endpoint/* describeEndpoint */.N2)(target.endpoint, address === undefined ? [] : [address]),
        chain: sentChain(leaf),
        ...trust,
        now: new Date(),
    };
    checkReadable(evidence);
    checkTrust(evidence, verdict);
    checkName(evidence, (0,server_name/* expectedName */.Ac)(target));
}
/**
 * Reads `ca`. Go skips certificates that it can't read. OpenSSL must not get them: version 3.5 crashes over
 * a CA with a key on a curve that TLS doesn't have.
 */
function readTrust(ca = '') {
    const all = (0,pem/* readPem */.Je)(ca).map(({ text }) => new external_node_crypto_.X509Certificate(text));
    const isUnreadable = (certificate) => (0,certificate_fields/* unreadableInGo */.n)(certificate) !== undefined;
    return {
        authorities: all.filter((certificate) => !isUnreadable(certificate)),
        unreadable: all.filter(isUnreadable),
    };
}
function sentChain(leaf) {
    const chain = [leaf];
    for (let next = leaf.issuerCertificate; next !== undefined; next = next.issuerCertificate) {
        if (chain.some(({ raw }) => raw.equals(next.raw)))
            break;
        chain.push(next);
    }
    return chain;
}
function checkReadable(evidence) {
    for (const certificate of evidence.chain) {
        const reason = (0,certificate_fields/* unreadableInGo */.n)(certificate);
        if (reason === undefined)
            continue;
        const which = certificate === evidence.chain[0]
            ? ''
            : `comes with that of ${(0,certificate_text/* commonName */.LS)(certificate.subject)}, which `;
        throw untrusted(evidence, `${which}${reason}, so buildx can't read it. Issue a new one.`);
    }
}
function checkTrust(evidence, verdict) {
    const problems = findPaths(evidence.chain, evidence.authorities).map((path) => problemOf(path, evidence.now));
    // Go accepts a certificate as soon as one path is sound.
    if (problems.includes(undefined))
        return;
    const isUnjudged = problems.some((problem) => problem?.kind === 'unjudged');
    // OpenSSL's rules for purposes differ from Go's, and its verdict doesn't name the certificate.
    if (!['trusted', 'INVALID_PURPOSE', 'pending'].includes(verdict))
        throw distrust(evidence, verdict);
    if (isUnjudged)
        return;
    const [problem] = problems;
    throw problem === undefined ? unknownIssuer(evidence) : explainProblem(evidence, problem);
}
function checkName({ at, chain: [leaf] }, expected) {
    if (leaf.subjectAltName === undefined) {
        throw new diagnosis/* Diagnosis */.OZ('server-name-mismatch', `The certificate of ${at} names no host: it has no subjectAltName. Issue a new one with ${expected} there.`);
    }
    if ((0,server_name/* isNamed */.ev)(leaf, expected))
        return;
    const names = leaf.subjectAltName.split(', ').map((name) => (0,truncate/* shortLine */.t)(name, longestName));
    throw new diagnosis/* Diagnosis */.OZ('server-name-mismatch', `The certificate of ${at} is for ${(0,list/* shortList */.p)(names)}, not for ${expected}. Set server-name to one of its names, or issue a new one for this name.`);
}
/** Characters. A DNS name has at most 253. */
const longestName = 100;

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./.build/lib/daemon/write-gate.js

/**
 * A stream over a socket that calls `check` before its second write, and is destroyed when that throws. In a
 * TLS handshake the first write is the ClientHello; the second has the client's certificate.
 */
function gateSecondWrite(socket, check) {
    let writes = 0;
    const gate = new external_node_stream_.Duplex({
        read: () => socket.resume(),
        write(chunk, _, done) {
            writes += 1;
            try {
                if (writes === 2)
                    check();
            }
            catch (error) {
                done(error);
                return;
            }
            socket.write(chunk, done);
        },
        final: (done) => socket.end(done),
        destroy(error, done) {
            socket.destroy();
            done(error);
        },
    });
    socket.pause();
    socket.on('data', (chunk) => {
        if (!gate.push(chunk))
            socket.pause();
    });
    socket.on('end', () => gate.push(null));
    socket.on('error', (error) => gate.destroy(error));
    socket.on('close', () => gate.destroy());
    return gate;
}

;// CONCATENATED MODULE: ./.build/lib/daemon/session.js







/**
 * Opens HTTP/2 with a daemon. The daemon's certificate is checked before the client's is sent.
 *
 * @returns closes the session and its connection
 * @throws Error of OpenSSL when it doesn't accept the credentials
 */
function openSession(target, events) {
    const { endpoint } = target;
    return endpoint.kind === 'unix'
        ? openUnixSession(endpoint.path, events)
        : openTlsSession({ ...target, endpoint, trust: readTrust(target.credentials?.ca) }, events);
}
function openUnixSession(path, events) {
    const { onConnect = () => { }, onFault } = events;
    const socket = (0,external_node_net_.connect)(path);
    socket.on('error', onFault);
    socket.once('close', () => onFault(new connection_closed/* ConnectionClosedError */.r()));
    let close = () => { };
    socket.once('connect', () => {
        onConnect();
        // gRPC's name for a target without a host.
        close = startHttp2(socket, { authority: 'localhost' }, events);
    });
    return () => {
        close();
        socket.destroy();
    };
}
/**
 * In TLS 1.3 the client's certificate is sent after the handshake is complete for Node, so a connection that
 * is destroyed at that moment hasn't shown it. In TLS 1.2 it is sent before, and what is written has to be
 * held back until the daemon's certificate has been checked. So TLS 1.2 is only used with daemons, or
 * proxies, that don't speak TLS 1.3.
 */
function openTlsSession(target, events) {
    let close = () => { };
    let isReplaced = false;
    const onFault = (error) => {
        if (isReplaced)
            return;
        if (!oldTls.has(`${error.code}`))
            return events.onFault(error);
        isReplaced = true;
        close();
        try {
            close = dialTls12(target, events);
        }
        catch (cause) {
            events.onFault(cause);
        }
    };
    close = dialTls13(target, { ...events, onFault });
    return () => close();
}
/** Node's codes for a peer without TLS 1.3: by its alert, or by its answer. */
const oldTls = new Set([
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'ERR_SSL_UNSUPPORTED_PROTOCOL',
]);
function dialTls13(target, events) {
    const { host, port } = target.endpoint;
    const socket = (0,external_node_tls_.connect)({
        ...tcpOptions,
        ...tlsOptions(target),
        host,
        port,
        minVersion: 'TLSv1.3',
    });
    socket.on('connectionAttempt', events.onAddress ?? (() => { }));
    socket.once('connect', events.onConnect ?? (() => { }));
    return onceSecure(target, socket, socket, () => peerCertificate(socket), events);
}
function dialTls12(target, events) {
    const { host, port } = target.endpoint;
    const tcp = (0,external_node_net_.connect)({ ...tcpOptions, host, port });
    tcp.once('connect', events.onConnect ?? (() => { }));
    let leaf;
    const gate = gateSecondWrite(tcp, () => {
        leaf = peerCertificate(tls);
        const identity = { leaf, address: tcp.remoteAddress, verdict: 'pending' };
        checkServerCertificate(target, target.trust, identity);
        events.onTrust?.();
    });
    const tls = (0,external_node_tls_.connect)({ ...tlsOptions(target), socket: gate, maxVersion: 'TLSv1.2' });
    return onceSecure(target, tls, tcp, () => leaf ?? peerCertificate(tls), events);
}
function onceSecure(target, tls, tcp, leaf, events) {
    let isFaulty = false;
    const fail = (error) => {
        isFaulty = true;
        events.onFault(error);
    };
    tls.on('error', fail);
    tls.once('close', () => events.onFault(new connection_closed/* ConnectionClosedError */.r()));
    let close = () => { };
    tls.once('secureConnect', () => {
        if (isFaulty)
            return;
        const address = tcp.remoteAddress;
        try {
            const verdict = tls.authorized ? 'trusted' : `${tls.authorizationError}`;
            const certificate = leaf();
            checkServerCertificate(target, target.trust, { leaf: certificate, address, verdict });
            events.onTrust?.();
            const authority = target.serverName ?? target.endpoint.host;
            const details = { authority, certificate, ...(address !== undefined && { address }) };
            close = startHttp2(tls, details, events);
        }
        catch (error) {
            // At once: a later destroy comes after the client's certificate is sent.
            tls.destroy();
            fail(error);
        }
    });
    return () => {
        close();
        tls.destroy();
        tcp.destroy();
    };
}
/** Can be called once for each connection: Node takes the certificate out of the chain that was sent. */
function peerCertificate(tls) {
    const certificate = tls.getPeerX509Certificate();
    // TLS without a server certificate is anonymous, which no cipher of ours allows.
    if (certificate === undefined)
        throw new Error('no certificate');
    return certificate;
}
function startHttp2(socket, details, { onOpen, onFault }) {
    const http2 = (0,external_node_http2_.connect)('http://localhost', { createConnection: () => socket });
    http2.on('error', onFault);
    onOpen({ http2, ...details });
    return () => http2.destroy();
}
const tcpOptions = {
    // Milliseconds. Node's default of 250 is too short for a distant host with several addresses.
    autoSelectFamilyAttemptTimeout: 1000,
};
function tlsOptions(target) {
    const { credentials } = target;
    const servername = (0,server_name/* indicatedName */.p)((0,server_name/* expectedName */.Ac)(target));
    return {
        // Without a list Node would trust the public CAs.
        ca: target.trust.authorities.map(String),
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
    };
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
