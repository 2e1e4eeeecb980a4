export const id = 258;
export const ids = [258];
export const modules = {

/***/ 1258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   controlOver: () => (/* binding */ controlOver),
/* harmony export */   openControl: () => (/* binding */ openControl)
/* harmony export */ });
/* harmony import */ var _grpc_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4047);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6289);


/** Takes over a connection on which the daemon has answered. */
function controlOver(session) {
    return {
        call: (path, request, onMessage) => (0,_grpc_js__WEBPACK_IMPORTED_MODULE_0__/* .callStream */ .lm)(session, path, request, onMessage),
        close: () => session.destroy(),
    };
}
/** Connects as `probe` does, but reports no diagnosis: whoever asks can do without an answer. */
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
