export const id = 7975;
export const ids = [7975];
export const modules = {

/***/ 9746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ HttpError),
/* harmony export */   u: () => (/* binding */ createHttpClient)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);

/** A request without a usable answer. The message is one line, in the words of Node or OpenSSL. */
class HttpError extends Error {
    name = 'HttpError';
    /** A code of Node or OpenSSL, such as `ECONNREFUSED`, or one of ours: `TIMEOUT`, `TOO_LONG`. */
    code;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
    }
}
/** Bytes of an answer. A token or a certificate with its chain has a few thousand. */
const longestAnswer = 262_144;
/** Milliseconds. Node's default of 250 is too short for a distant host with several addresses. */
const addressTimeoutMs = 1000;
/**
 * Makes a client for small answers, whose requests share connections. It loads Node's HTTPS, which takes
 * some 30 ms.
 *
 * @param protocol `https:`, or `http:` for a server on the same machine
 * @throws HttpError when the variable of a proxy isn't an address
 */
async function createHttpClient(protocol, { ca, env, signal, timeoutMs }) {
    const { Agent, request } = await (protocol === 'http:'
        ? Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 19))
        : Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 4708, 19)));
    const agent = proxied(() => new Agent({ keepAlive: true, proxyEnv: proxyVariables(env) }));
    const options = {
        agent,
        autoSelectFamilyAttemptTimeout: addressTimeoutMs,
        ...(ca && { ca: [...ca], allowPartialTrustChain: true }),
        // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
        rejectUnauthorized: true,
    };
    return {
        send: ({ url, method, headers, body }) => exchange(request(url, { ...options, method, headers }), body, timeoutMs, signal),
        close: () => agent.destroy(),
    };
}
function exchange(request, body, timeoutMs, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    let timer;
    const fail = (error) => {
        reject(error);
        request.destroy();
    };
    const cancel = () => fail(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3());
    const send = (text) => {
        if (request.destroyed)
            return;
        const seconds = timeoutMs / 1000;
        timer = setTimeout(() => fail(new HttpError('TIMEOUT', `no answer in ${seconds} s`)), timeoutMs);
        request.end(text);
    };
    request.on('error', (error) => fail(readError(error)));
    request.on('response', (response) => {
        readAnswer(response).then(resolve, (error) => fail(readError(error)));
    });
    signal.addEventListener('abort', cancel);
    if (signal.aborted)
        cancel();
    if (typeof body === 'object') {
        request.flushHeaders();
        body.then(send, fail);
    }
    else
        send(body);
    return promise.finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
    });
}
async function readAnswer(response) {
    const chunks = [];
    let length = 0;
    for await (const chunk of response) {
        length += chunk.length;
        if (length > longestAnswer) {
            throw new HttpError('TOO_LONG', `an answer of more than ${longestAnswer} bytes`);
        }
        chunks.push(chunk);
    }
    const { date, location } = response.headers;
    const time = new Date(date ?? '');
    return {
        status: response.statusCode ?? 0,
        text: Buffer.concat(chunks).toString(),
        ...(!Number.isNaN(time.getTime()) && { date: time }),
        ...(location !== undefined && { location }),
    };
}
/** If several addresses fail, Node throws one error without a message and with the code of the first. */
function readError(error) {
    if (error instanceof HttpError)
        return error;
    const { code, name, message } = error;
    return new HttpError(code ?? name, message || code || name, { cause: error });
}
/** Node refuses a proxy whose address it can't use. */
function proxied(create) {
    try {
        return create();
    }
    catch (error) {
        throw readError(error);
    }
}
const proxyNames = [
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
];
function proxyVariables(env) {
    return Object.fromEntries(proxyNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}


/***/ }),

/***/ 356:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  requestCertificate: () => (/* binding */ requestCertificate)
});

// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/base/http-client.js
var http_client = __webpack_require__(9746);
// EXTERNAL MODULE: ./.build/lib/text/truncate.js
var truncate = __webpack_require__(296);
// EXTERNAL MODULE: ./.build/lib/credentials/certificate-text.js
var certificate_text = __webpack_require__(8722);
;// CONCATENATED MODULE: ./.build/lib/credentials/authority.js




/** How messages name an authority: `https://ca.example.com:9000`. */
function nameOf({ url }) {
    return url.origin;
}
/**
 * Sends a request to an authority.
 *
 * @param sentence reads the authority's reason from the body of a refusal
 * @param more what the user should know about a refusal besides that, by the status
 * @throws Diagnosis unless the authority answers with status 2xx
 */
async function ask(authority, client, request, sentence, more = () => '') {
    const at = nameOf(authority);
    const answer = await client.send(request).catch((error) => {
        throw error instanceof http_client/* HttpError */.j ? explainNoAnswer(at, error) : error;
    });
    const { status, text, location } = answer;
    const body = parse(text);
    if (status >= 200 && status < 300)
        return { ...answer, ...(body && { body }) };
    if (status >= 300 && status < 400) {
        const target = location === undefined ? '' : ` to ${quote(location)}`;
        throw new diagnosis/* Diagnosis */.OZ('identity-answer', `${at} redirects${target} (HTTP ${status}). The identity token is sent only to the address in identity: write the final one there.`);
    }
    const own = body && sentence(body);
    const reason = clean(own ?? text) || 'no reason given';
    const said = `(HTTP ${status}): ${reason}${/[.!?…]$/.test(reason) ? '' : '.'}`;
    if (passing.has(status)) {
        throw new diagnosis/* Diagnosis */.OZ('identity-unreachable', `${at} can't answer now ${said}`);
    }
    if (own === undefined && (status >= 500 || notFound.has(status))) {
        throw new diagnosis/* Diagnosis */.OZ('identity-answer', `${at} does not answer as ${products[authority.kind]} does ${said} Check the address in identity.`);
    }
    const refusal = `${at} refuses to issue a certificate ${said}`;
    throw new diagnosis/* Diagnosis */.OZ('identity-refused', `${refusal} ${await more(status)}`.trimEnd());
}
const products = { 'step-ca': 'step-ca', vault: 'Vault' };
/** Too many requests, a proxy without its server, and the status of a sealed Vault. */
const passing = new Set([429, 502, 503, 504]);
const notFound = new Set([404, 405]);
/** Characters. */
const longestSentence = 300;
/** An answer with a good status that isn't what the authority's API promises. */
function badAnswer(authority, what) {
    return new diagnosis/* Diagnosis */.OZ('identity-answer', `${nameOf(authority)} does not answer as ${products[authority.kind]} does: ${what}. Check the address in identity.`);
}
function parse(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
/** A foreign text on one line, without the tokens and passwords that it may repeat. */
function clean(text) {
    return (0,truncate/* shortLine */.t)(text.slice(0, 100 * longestSentence).replaceAll(secrets, '***'), longestSentence);
}
/** The beginning of a JSON Web Token, with all that follows; Vault's tokens; the user in a proxy's address. */
const secrets = /\beyJ[\w-]{8,}[\w.-]*|\bhv[sbr]\.[\w-]+|(?<=:\/\/)[^/@\s]+(?=@)/g;
function quote(text) {
    return `"${clean(text)}"`;
}
/** Explains why there is no answer, by the code of Node or OpenSSL. */
function explainNoAnswer(at, { code, message, cause }) {
    const unreachable = (text) => new diagnosis/* Diagnosis */.OZ('identity-unreachable', text, { cause });
    switch (code) {
        case 'ENOTFOUND':
        case 'EAI_AGAIN':
            return unreachable(`DNS does not know the host of ${at} (${code}). Check the address in identity.`);
        case 'ECONNREFUSED':
            return unreachable(`Nothing listens at ${at}: the connection was refused (${clean(message)}). Is the authority running?`);
        case 'ECONNRESET':
        case 'EPIPE':
            return unreachable(`${at} closed the connection before it answered (${code}).`);
        case 'ETIMEDOUT':
        case 'TIMEOUT':
            return unreachable(`${at} gave no answer in time (${clean(message)}). Does a firewall drop the packets?`);
        case 'CERT_HAS_EXPIRED':
        case 'CERT_NOT_YET_VALID':
            return untrusted(`The certificate of ${at}, or one that it depends on, ${code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not valid yet'} (${code}); this runner's clock says ${(0,certificate_text/* second */.Rc)(new Date())}.`, cause);
        case 'ERR_TLS_CERT_ALTNAME_INVALID':
            return untrusted(`The certificate of ${at} is for another host: ${clean(message)}. Write the name in identity for which the authority has its certificate.`, cause);
    }
    if (verification.test(code)) {
        return untrusted(`The certificate of ${at} leads to no CA that is trusted for it (${code}). Give the CA that signed it in identity-ca; for one that the public trusts, set identity-ca: system.`, cause);
    }
    if (/^(?:ERR_SSL_|EPROTO$|HPE_|TOO_LONG$)/.test(code)) {
        return new diagnosis/* Diagnosis */.OZ('identity-answer', `${at} does not answer as an authority does: ${clean(reasonIn(message))} (${code}). Check the address in identity.`, { cause });
    }
    return unreachable(`${at} can't be reached: ${clean(message)} (${code}).`);
}
/** OpenSSL's reason, without the names of its functions and files. */
function reasonIn(message) {
    return /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? message;
}
function untrusted(text, cause) {
    return new diagnosis/* Diagnosis */.OZ('identity-untrusted', text, { cause });
}
/** Names of OpenSSL's verification errors, as Node has them in crypto_common.cc. */
const verification = /^(?:UNABLE_TO_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_|INVALID_|PATH_LENGTH_|HOSTNAME_|CRL_|UNSPECIFIED$)/;

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./.build/lib/credentials/certificate-request.js

/**
 * Makes a key (EC P-256) and a PKCS #10 request for it (RFC 2986), with a name and no extensions: the
 * authority decides which names and uses the certificate gets.
 */
function makeCertificateRequest(commonName) {
    const { privateKey, publicKey } = (0,external_node_crypto_.generateKeyPairSync)('ec', { namedCurve: 'P-256' });
    const attribute = sequence(objectId.commonName, der(tag.utf8String, Buffer.from(commonName)));
    const info = sequence(der(tag.integer, Buffer.of(0)), sequence(der(tag.set, attribute)), publicKey.export({ type: 'spki', format: 'der' }), der(tag.attributes));
    const signature = (0,external_node_crypto_.sign)('sha256', info, privateKey);
    const request = sequence(info, sequence(objectId.ecdsaWithSha256), 
    // The first byte of a bit string counts the unused bits of its last one.
    der(tag.bitString, Buffer.of(0), signature));
    return { privateKey, publicKey, text: pem('CERTIFICATE REQUEST', request) };
}
const tag = {
    integer: 0x02,
    bitString: 0x03,
    utf8String: 0x0c,
    sequence: 0x30,
    set: 0x31,
    attributes: 0xa0,
};
/** Object identifiers, encoded with their tag and length. */
const objectId = {
    commonName: Buffer.from('0603550403', 'hex'),
    ecdsaWithSha256: Buffer.from('06082a8648ce3d040302', 'hex'),
};
const sequence = (...parts) => der(tag.sequence, ...parts);
/** One value in DER: tag, length, content. */
function der(type, ...parts) {
    const content = Buffer.concat(parts);
    const { length } = content;
    const size = Buffer.from(length.toString(16).padStart(length < 0x100 ? 2 : 4, '0'), 'hex');
    const header = length < 0x80 ? [type, length] : [type, 0x80 | size.length, ...size];
    return Buffer.concat([Buffer.from(header), content]);
}
function pem(label, bytes) {
    const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

// EXTERNAL MODULE: ./.build/lib/text/list.js
var list = __webpack_require__(7678);
// EXTERNAL MODULE: ./.build/lib/credentials/pem.js
var credentials_pem = __webpack_require__(9269);
;// CONCATENATED MODULE: ./.build/lib/credentials/issued-certificate.js





/** RFC 5280, 4.2.1.12. Node exposes extendedKeyUsage as `keyUsage`. */
const clientAuth = '1.3.6.1.5.5.7.3.2';
/**
 * Reads the certificates in an authority's answer.
 *
 * @param texts PEM, the job's own certificate first
 * @throws Diagnosis when there is none, or one can't be read
 */
function readIssued(at, texts) {
    try {
        const [leaf, ...others] = texts.flatMap(credentials_pem/* readPem */.Je).map(({ text }) => new external_node_crypto_.X509Certificate(text));
        if (leaf !== undefined)
            return [leaf, ...others];
    }
    catch (cause) {
        throw answerFault(`The answer of ${at} holds a certificate that can't be read.`, cause);
    }
    throw answerFault(`The answer of ${at} holds no certificate in PEM.`);
}
/** Reads CA certificates. Those that can't be read are left out. */
function readRoots(pem) {
    return (0,credentials_pem/* readPem */.Je)(pem).flatMap(({ text }) => {
        try {
            return [new external_node_crypto_.X509Certificate(text)];
        }
        catch {
            return [];
        }
    });
}
/**
 * The certificates from the job's own to a root, which is left out when it is self-signed: the daemon has it.
 *
 * @returns undefined when they lead to none of the roots
 */
function findChain([leaf, ...others], roots) {
    const path = findPath(leaf, new Set(others), roots);
    if (path === undefined)
        return undefined;
    const root = path.at(-1);
    const sent = path.length > 1 && root.checkIssued(root) ? path.slice(0, -1) : path;
    return sent;
}
/** @param left certificates not tried yet: a dead end from one certificate is a dead end from another */
function findPath(certificate, left, roots) {
    const root = roots.find((each) => isIssuedBy(certificate, each));
    if (root !== undefined)
        return [certificate, root];
    for (const issuer of left) {
        if (!issuer.ca || !isIssuedBy(certificate, issuer))
            continue;
        left.delete(issuer);
        const rest = findPath(issuer, left, roots);
        if (rest !== undefined)
            return [certificate, ...rest];
    }
    return undefined;
}
function isIssuedBy(certificate, issuer) {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
/**
 * Checks that a certificate can be used by the client of this job now. `findChain` checks
 * that it leads to a known root.
 *
 * @throws Diagnosis
 */
function checkIssued(chain, { at, publicKey, now, authorityTime }) {
    const [leaf] = chain;
    const what = `The certificate that ${at} issued (${(0,certificate_text/* commonName */.LS)(leaf.subject)})`;
    if (!leaf.publicKey.equals(publicKey)) {
        throw answerFault(`${what} is for another key than that of this job.`);
    }
    if (!leaf.keyUsage?.includes(clientAuth)) {
        throw answerFault(`${what} is not for clients: its extendedKeyUsage lacks clientAuth. Set it in the authority's template or role.`);
    }
    for (const certificate of chain) {
        const which = certificate === leaf
            ? what
            : `The certificate of ${(0,certificate_text/* commonName */.LS)(certificate.subject)}, which ${at} sent along,`;
        const clocks = `This runner's clock says ${(0,certificate_text/* second */.Rc)(now)}${authorityTime ? `, the authority's ${(0,certificate_text/* second */.Rc)(authorityTime)}` : ''}.`;
        if (now > certificate.validToDate) {
            throw answerFault(`${which} expired on ${(0,certificate_text/* second */.Rc)(certificate.validToDate)}. ${clocks}`);
        }
        if (now < certificate.validFromDate) {
            throw answerFault(`${which} is not valid before ${(0,certificate_text/* second */.Rc)(certificate.validFromDate)}. ${clocks}`);
        }
    }
}
/** @param known the CAs that the inputs name */
function noKnownRoot(at, [leaf], known) {
    const names = (0,list/* shortList */.p)([...new Set(known.map(({ subject }) => (0,certificate_text/* commonName */.LS)(subject)))], 3);
    return answerFault(`The certificate that ${at} issued (${(0,certificate_text/* commonName */.LS)(leaf.subject)}) was signed by ${(0,certificate_text/* commonName */.LS)(leaf.issuer)}, and leads neither to a CA in identity-ca or ca (${names}) nor to one that the authority publishes. Add its root to identity-ca.`);
}
function answerFault(message, cause) {
    return new diagnosis/* Diagnosis */.OZ('identity-answer', message, { cause });
}

;// CONCATENATED MODULE: ./.build/lib/credentials/step-ca.js

/**
 * Asks step-ca for a certificate: `POST /1.0/sign` (api/sign.go of smallstep/certificates).
 *
 * @throws Diagnosis when it issues none
 */
async function askStepCa(authority, order) {
    const { client, proof, lifetime, explainToken } = order;
    const body = proof.then(({ token, request }) => JSON.stringify({ csr: request, ott: token, notAfter: `${lifetime}s` }));
    const answer = await ask(authority, client, {
        url: new URL('/1.0/sign', authority.url),
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
    }, messageOf, 
    // step-ca gives the same answer for every fault of a token. Only its log says more.
    async (status) => (status === 401 ? explainToken((await proof).token) : ''));
    const { crt, ca, certChain } = answer.body ?? {};
    const certificates = (Array.isArray(certChain) ? certChain : [crt, ca]).filter((each) => typeof each === 'string' && each !== '');
    if (certificates.length === 0)
        throw badAnswer(authority, 'the answer holds no certificate');
    return {
        certificates,
        ...(answer.date && { date: answer.date }),
        // `ca` in the answer is the intermediate that signed, not the root.
        fetchRoots: async () => (await ask(authority, client, { url: new URL('/roots.pem', authority.url), method: 'GET' }, messageOf)).text,
    };
}
function messageOf({ message }) {
    return typeof message === 'string' ? message : undefined;
}

// EXTERNAL MODULE: ./.build/lib/credentials/token-claims.js
var token_claims = __webpack_require__(794);
;// CONCATENATED MODULE: ./.build/lib/credentials/vault.js

/**
 * Signs in with the token and has the request signed: `auth/<mount>/login`, then `<pki>/sign/<role>`. The
 * Vault token is revoked afterwards.
 *
 * @throws Diagnosis when no certificate is issued
 */
async function askVault(authority, order) {
    const { client, proof, lifetime, mask, inBackground, explainToken } = order;
    const common = {
        'content-type': 'application/json',
        ...(authority.namespace && { 'x-vault-namespace': authority.namespace }),
    };
    const call = (method, path, body, headers = {}, more) => ask(authority, client, {
        url: new URL(`/v1/${path}`, authority.url),
        method,
        headers: { ...common, ...headers },
        ...(body !== undefined && { body }),
    }, errorsOf, more);
    const login = proof.then(({ token }) => JSON.stringify({ role: authority.role, jwt: token }));
    const { body: session } = await call('POST', `auth/${authority.authMount}/login`, login, {}, async () => explainToken((await proof).token));
    const vaultToken = textAt(session, 'auth', 'client_token');
    if (vaultToken === undefined)
        throw badAnswer(authority, 'the sign-in gives no token');
    mask(vaultToken);
    const signedIn = { 'x-vault-token': vaultToken };
    try {
        const { request, commonName } = await proof;
        const order = {
            csr: request,
            common_name: commonName,
            // `acme/app` is not a DNS name.
            exclude_cn_from_sans: true,
            ttl: `${lifetime}s`,
            format: 'pem',
        };
        const answer = await call('POST', authority.signPath, JSON.stringify(order), signedIn);
        const data = objectAt(answer.body, 'data');
        const chain = data?.ca_chain;
        const certificates = [data?.certificate, ...(Array.isArray(chain) ? chain : [data?.issuing_ca])];
        const texts = certificates.filter((each) => typeof each === 'string' && each !== '');
        if (typeof data?.certificate !== 'string' || texts.length === 0) {
            throw badAnswer(authority, 'the answer holds no certificate');
        }
        return {
            certificates: texts,
            ...(answer.date && { date: answer.date }),
            fetchRoots: async () => (await call('GET', `${mountOf(authority.signPath)}/ca_chain`)).text,
        };
    }
    finally {
        // Best effort: the token expires soon by itself, and a batch token can't be revoked.
        inBackground(call('POST', 'auth/token/revoke-self', '{}', signedIn));
    }
}
function mountOf(signPath) {
    return signPath.replace(/\/sign\/[^/]+$/, '');
}
function errorsOf({ errors }) {
    if (!Array.isArray(errors))
        return undefined;
    return errors.filter((each) => typeof each === 'string').join('; ') || undefined;
}
function objectAt(body, name) {
    const value = body?.[name];
    return typeof value === 'object' && value !== null ? value : undefined;
}
function textAt(body, part, name) {
    const value = objectAt(body, part)?.[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
}

;// CONCATENATED MODULE: ./.build/lib/credentials/identity.js









/** Milliseconds. */
const longestAnswerMs = 10_000;
/**
 * Gets a certificate for this job: makes a key, presents the job's identity token to the authority, and checks
 * the issued certificate. The connection to the authority is opened while the token is requested.
 *
 * @param isFirst whether a token from elsewhere hasn't been shown before
 * @throws Diagnosis when there is no certificate that can be used
 */
async function requestCertificate(options, ports, isFirst) {
    const { authority, authorityCa } = options;
    const making = makeProof(options, ports);
    // It is awaited below; until then a rejection must not count as unhandled.
    making.catch(() => { });
    const background = [];
    const client = await (0,http_client/* createHttpClient */.u)(authority.url.protocol, {
        ca: authorityCa === 'system' ? await systemAuthorities() : [authorityCa],
        env: ports.env,
        signal: ports.signal,
        timeoutMs: longestAnswerMs,
    }).catch((error) => {
        throw error instanceof http_client/* HttpError */.j ? explainNoAnswer(nameOf(authority), error) : error;
    });
    try {
        const order = {
            client,
            proof: making,
            lifetime: options.lifetime,
            mask: ports.mask,
            inBackground: (work) => background.push(work),
            explainToken: (token) => explainToken(token, options, isFirst),
        };
        const issued = await (authority.kind === 'vault'
            ? askVault(authority, order)
            : askStepCa(authority, order));
        const { privateKey, publicKey } = await making;
        const chain = await checkedChain(issued, options, publicKey);
        return {
            cert: chain.map(String).join(''),
            key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
            issuedBy: nameOf(authority),
        };
    }
    catch (error) {
        // Without a token, the result of the connection doesn't matter.
        await making;
        throw error;
    }
    finally {
        void Promise.allSettled(background).then(client.close);
    }
}
async function makeProof({ token: given, audience }, { identityToken, mask, signal }) {
    const token = given ??
        (await identityToken(audience).catch((cause) => {
            signal.throwIfAborted();
            throw new diagnosis/* Diagnosis */.OZ('identity-no-token', (0,errors/* messageOf */.bD)(cause), { cause });
        }));
    mask(token);
    const { project, subject } = (0,token_claims/* readClaims */.Ip)(token);
    const commonName = project ?? subject ?? 'remote-buildkit';
    const { privateKey, publicKey, text } = makeCertificateRequest(commonName);
    return { token, commonName, request: text, privateKey, publicKey };
}
/** What the action knows of a token that was refused: the authority may give no reason. */
function explainToken(token, { authority, audience, token: given }, isFirst) {
    const claims = (0,token_claims/* readClaims */.Ip)(token);
    const sentences = [(0,token_claims/* describeToken */.dE)(claims, new Date())];
    if (given === undefined) {
        sentences.push('It was requested for this certificate, so it was not used before.');
    }
    else {
        const before = isFirst ? '' : ', and was used before';
        const once = authority.kind === 'step-ca' ? '; step-ca takes a token only once' : '';
        sentences.push(`It is the one in identity-token${before}${once}.`);
        if (claims.audience[0] !== audience) {
            sentences.push(`By the other inputs, its audience should be "${audience}".`);
        }
    }
    if (authority.kind === 'step-ca') {
        sentences.push('step-ca finds its provisioner by the audience, which must be its clientID.');
    }
    return sentences.join(' ');
}
async function checkedChain(issued, { authority, authorityCa, ca }, publicKey) {
    const at = nameOf(authority);
    const chain = readIssued(at, issued.certificates);
    const known = [...(authorityCa === 'system' ? [] : readRoots(authorityCa)), ...readRoots(ca)];
    // Before any further request: most checks need none.
    const expected = { at, publicKey, now: new Date(), authorityTime: issued.date };
    checkIssued(chain.slice(0, 1), expected);
    const path = findChain(chain, known) ?? findChain(chain, readRoots(await issued.fetchRoots().catch(noRoots)));
    if (path === undefined)
        throw noKnownRoot(at, chain, known);
    checkIssued(path, expected);
    return path;
}
/** An authority that doesn't publish its CAs, or can't now, has no known ones. */
function noRoots(error) {
    if (error instanceof diagnosis/* Diagnosis */.OZ)
        return '';
    throw error;
}
/** The public CAs that come with Node, and those that the system's administrator added. */
async function systemAuthorities() {
    const { getCACertificates } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 1692, 19));
    return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
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
