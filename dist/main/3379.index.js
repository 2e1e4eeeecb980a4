export const id = 3379;
export const ids = [3379,1887];
export const modules = {

/***/ 2054:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ cacheReferences),
/* harmony export */   j: () => (/* binding */ defaultReference)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** The tag that the default branch writes and that all builds read. */
const mainTag = 'buildcache';
/**
 * Decides where a build reads its registry cache and where it writes it.
 *
 * A reference with a tag is used as it is. Without a tag, each branch, Git tag and pull request writes its
 * own tag, so that none overwrites the cache of the default branch; all of them read that one too.
 *
 * @param reference such as `ghcr.io/acme/app` or `ghcr.io/acme/app:cache`
 * @param target of a bake: each has tags of its own, so that none overwrites another's cache
 * @returns undefined when `reference` is not a registry reference
 */
function cacheReferences(reference, origin, target) {
    const parsed = parseReference(reference);
    if (parsed === undefined)
        return undefined;
    const { repository, tag } = parsed;
    const nameFor = tagFor(target);
    if (tag !== undefined) {
        const own = `${repository}:${nameFor(tag)}`;
        return { read: [own], write: own };
    }
    const tags = [...new Set(cacheTags(origin))].map(nameFor);
    const read = tags.map((each) => `${repository}:${each}`);
    return { read, write: read[0] };
}
/** The repository of the image's first tag: the cache goes beside the image. */
function defaultReference(tags) {
    return tags[0] === undefined ? undefined : parseReference(tags[0])?.repository;
}
/**
 * Puts a target into a tag: `buildcache.app`, `buildcache.app.feature`. A target's name has no dot, so no other
 * target and branch have the same tag.
 */
function tagFor(target) {
    if (target === undefined)
        return (tag) => tag;
    return (tag) => {
        const isOwn = tag === mainTag || tag.startsWith(`${mainTag}-`);
        const branch = isOwn ? tag.slice(mainTag.length + 1) : '';
        const parts = isOwn ? [mainTag, target, ...(branch ? [branch] : [])] : [tag, target];
        const whole = parts.join('.');
        if (whole.length <= longestTag)
            return whole;
        const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(whole).digest('hex').slice(0, 16);
        return `${whole.slice(0, longestTag - hash.length - 1)}.${hash}`;
    };
}
/** In the grammar of distribution/reference. */
const longestTag = 128;
// The grammar of distribution/reference. A digest may follow, but can't be written to.
const host = '(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*';
const domain = `(?:${host}|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?`;
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const grammar = new RegExp(`^((?:${domain}/)?${component}(?:/${component})*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@sha256:[0-9a-f]{64})?$`);
function parseReference(text) {
    const match = grammar.exec(text);
    if (match?.[1] === undefined)
        return undefined;
    return { repository: match[1], ...(match[2] && { tag: match[2] }) };
}
function cacheTags({ kind, name, base, defaultBranch }) {
    // Without the default branch's name, the usual ones count.
    const isDefault = (branch) => defaultBranch === undefined ? ['main', 'master'].includes(branch) : branch === defaultBranch;
    const branchTag = (branch) => (isDefault(branch) ? mainTag : slugged('branch', branch));
    if (kind === 'pull-request') {
        return [slugged(kind, name), ...(base === undefined ? [] : [branchTag(base)]), mainTag];
    }
    return [kind === 'tag' ? slugged(kind, name) : branchTag(name), mainTag];
}
const longestSlug = 60;
/**
 * `buildcache-<slug>`: a valid tag, different for each branch, Git tag and pull request.
 *
 * A name of letters, digits and `_.-` is used as it is. Any other could equal such a name once its special
 * characters are replaced, so it gets a part of its hash.
 */
function slugged(kind, name) {
    const readable = kind === 'branch' ? name : `${kind === 'tag' ? 'tag' : 'pr'}-${name}`;
    const slug = readable
        .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
        .slice(0, longestSlug)
        .replaceAll(/^[.-]+|[.-]+$/g, '');
    // A pull request's number could only collide with a branch named `pr-…`, which gets a hash.
    const isUnambiguous = slug === readable &&
        slug !== '' &&
        (kind === 'pull-request' || (kind === 'branch' && !/^(?:tag|pr)-|-[0-9a-f]{8}$/.test(slug)));
    if (isUnambiguous)
        return `${mainTag}-${slug}`;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${kind} ${name}`).digest('hex').slice(0, 8);
    return [mainTag, slug, hash].filter(Boolean).join('-');
}


/***/ }),

/***/ 4996:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eh: () => (/* binding */ isMissingLayer),
/* harmony export */   Hi: () => (/* binding */ isLostConnection),
/* harmony export */   JR: () => (/* binding */ hintFor),
/* harmony export */   Te: () => (/* binding */ transientFault),
/* harmony export */   X6: () => (/* binding */ hintForBuildx),
/* harmony export */   b$: () => (/* binding */ isDiskFull),
/* harmony export */   n4: () => (/* binding */ isWaitingForConnection),
/* harmony export */   un: () => (/* binding */ moreSpace)
/* harmony export */ });
/* unused harmony export transientFaults */
/** gRPC's errors for a peer that is gone: google.golang.org/grpc/internal/transport. */
const lostConnection = /code = Unavailable|\bUnavailable: connection error: desc = "transport:|failed to receive status: .*\bEOF\b|error reading from server|transport is closing|stream terminated by RST_STREAM|received (?:prior )?goaway|keepalive ping failed/;
/** Faults of a network or a server that mostly end within seconds, the most specific first. */
const transientFaults = [
    { reason: 'the connection to the daemon broke', pattern: lostConnection },
    // session/manager.go and session/group.go in moby/buildkit.
    { reason: 'the session with the daemon ended', pattern: /no active sessions?\b/ },
    {
        reason: 'the Git server is unavailable',
        pattern: /The requested URL returned error: (?:429|5(?:0[0234]|2\d))\b/,
    },
    {
        // libcurl's errors (52: no answer, 18, 56 and 92: cut off), and those of git and ssh.
        reason: 'the connection to the Git server broke',
        pattern: /Empty reply from server|RPC failed; curl (?:18|52|56|92)\b|early EOF|Recv failure: [^\n]*|SSL_ERROR_SYSCALL|GnuTLS recv error|unexpected eof while reading|unexpected disconnect while reading sideband packet|git stderr:[\s\S]*?(Connection closed by (?:remote host|\S+ port \d+))/,
    },
    {
        reason: 'the registry limits the rate of requests',
        pattern: /\b429 Too Many Requests\b|toomanyrequests/,
    },
    {
        reason: 'the server is unavailable',
        pattern: /\b(?:500 Internal Server Error|502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b|request to \S+: (52\d)\b|invalid response status 5(?:0[0234]|2\d)\b/i,
    },
    { reason: 'the TLS handshake timed out', pattern: /net\/http: TLS handshake timeout/ },
    {
        reason: 'the connection timed out',
        pattern: /(?:[Cc]onnection|Operation) timed out|i\/o timeout|Client\.Timeout exceeded|timeout awaiting response headers/,
    },
    {
        reason: 'the name server failed',
        pattern: /server misbehaving|Temporary failure in name resolution/,
    },
    {
        // A registry that restarts refuses connections. During a pull, a wrong name is more likely.
        reason: 'the registry refused the connection',
        pattern: /failed to (?:push|copy)\b[\s\S]*?(connect: connection refused)/,
    },
    {
        // Go's net, net/http and its HTTP/2 client.
        reason: 'the connection broke',
        pattern: /connection reset by peer|broken pipe|use of closed network connection|read\/write on closed pipe|http: server closed idle connection|http2: (?:server sent GOAWAY|client connection lost|Transport received Server's graceful shutdown GOAWAY)|stream error: stream ID \d+; (?:INTERNAL_ERROR|REFUSED_STREAM|CANCEL)/,
    },
    { reason: 'the connection was closed early', pattern: /(?<=: )(?:unexpected )?EOF\b/ },
];
/** Errors of BuildKit's clients of registries, Git and web servers, or of buildx's client of the daemon. */
const fromClient = /failed to (?:do request|copy|push|fetch|resolve|authorize|receive status|update submodules)|failed commit on ref|unexpected status|failed with status code|httpReadSeeker: failed open|git stderr:|\b(?:Get|Head|Post|Put|Patch) "https?:|invalid response status|no active session/;
/** A failed instruction, a refused sign-in, something that doesn't exist: a retry fails in the same way. */
const lasting = /did not complete successfully|dockerfile parse error|\b40[134](?: |$)|unauthorized|denied|insufficient_scope|: not found$|no such host|pull rate limit|Host key verification failed|Authentication failed|terminal prompts disabled|x509:/im;
/**
 * @param error of BuildKit or buildx
 * @returns why a retry may succeed, with the words of the error: `the server is unavailable
 *   (502 Bad Gateway)`; undefined when it would fail in the same way
 */
function transientFault(error) {
    const isClients = fromClient.test(error) || lostConnection.test(error);
    if (!isClients || lasting.test(error))
        return undefined;
    for (const { reason, pattern } of transientFaults) {
        const match = pattern.exec(error);
        if (match)
            return `${reason} (${match[1] ?? match[0]})`;
    }
    return undefined;
}
/** Whether buildx lost the daemon, by buildx's last error. */
function isLostConnection(error) {
    return lostConnection.test(error) && !lasting.test(error);
}
/**
 * A registry cache whose manifest outlived its layers makes BuildKit fail the build; without that cache
 * it succeeds. Seen in __tests__/fixtures/streams/import-broken.rawjson.
 */
function isMissingLayer(error) {
    return /could not fetch content descriptor .* from remote: not found/.test(error);
}
/** Mistakes of a new workflow, by the words of buildx, BuildKit and registries. */
const firstDayMistakes = [
    {
        pattern: /unable to prepare context: path "[^"]*" not found|\bresolve : lstat /,
        hint: 'The workspace has no such path. Does the job run actions/checkout before this action? Without context, BuildKit fetches the repository itself, and needs no checkout.',
    },
    {
        pattern: /failed to read dockerfile: open .*: no such file or directory/,
        hint: 'The context has no such Dockerfile. Check context and file, whose path starts at the workspace. With context: . the job must run actions/checkout before this action.',
    },
    {
        pattern: /repository name must be lowercase/,
        hint: 'github.repository may have capitals: write the name in tags in lowercase.',
    },
    {
        pattern: /failed to push .*(?:\b40[13]\b|denied|unauthorized|insufficient_scope|authorization failed)/i,
        hint: 'The registry refuses this push. Sign in before this action, for instance with docker/login-action. For ghcr.io the job needs permissions: packages: write.',
    },
];
/** The remedy for a failure whose text doesn't give it; undefined when unknown. */
function hintFor({ error, name, lastOutput }, { isOwn }) {
    if (error.includes('failed to update submodules')) {
        return 'The daemon clones submodules of a Git context with the token of the workflow, which mostly cannot read another private repository. Check the repository out with actions/checkout (submodules: true, and a token that can) and set context: .';
    }
    const mistake = firstDayMistakes.find(({ pattern }) => pattern.test(error));
    if (mistake)
        return mistake.hint;
    const isOfDaemon = isDiskFull(error, name);
    if (isOfDaemon || lastOutput.some((line) => noSpaceLeft.test(line))) {
        return isOwn
            ? "The runner's disk is full: a local builder keeps its layers there."
            : `The disk of the BuildKit daemon is full, not the runner's. ${moreSpace}`;
    }
    if (noSpaceLeft.test(error) && isOnRunner.test(name)) {
        return "The runner's disk is full, not the one of the BuildKit daemon.";
    }
    return undefined;
}
/**
 * What to do about an error of buildx outside of any vertex.
 *
 * @returns undefined when the error says it
 */
function hintForBuildx(error) {
    // Of `buildx bake`, in bake/entitlements.go of docker/buildx. Older releases name no entitlement.
    if (!error.includes('additional privileges requested'))
        return undefined;
    const names = [...error.matchAll(/--allow[= ]([^\s"]+)/g)].map(([, name = '']) => name);
    const what = names.length === 0 ? 'the entitlements of the definition' : names.join(', ');
    return `The definition asks for more than the input allow grants. Add ${what} to allow, or remove it from the definition.`;
}
/** The remedy for a full disk of the daemon. */
const moreSpace = 'Free space there with docker buildx prune, and give the daemon limits that fit its disk (docs/sizing.md).';
/**
 * Whether an error says that the disk of the daemon is full.
 *
 * @param vertex the name of the one that failed; undefined when the build failed outside of any
 */
function isDiskFull(error, vertex) {
    // An error from a server is about the server's own disk.
    const isElsewhere = /unexpected status|failed with status|invalid response status/.test(error);
    return noSpaceLeft.test(error) && !isElsewhere && !isOnRunner.test(vertex ?? '');
}
/** Whether a vertex is buildx's wait for the daemon, in driver/remote/driver.go of docker/buildx. */
function isWaitingForConnection(vertex) {
    return vertex === '[internal] waiting for connection';
}
/** ENOSPC and EDQUOT, in the words of Go, or of a program that a step ran. */
const noSpaceLeft = /no space left on device|disk quota exceeded/i;
/** Vertices that write to the runner. */
const isOnRunner = /^(?:exporting to client|sending tarball|copying files|importing to docker)/;


/***/ }),

/***/ 5916:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ isSettled),
/* harmony export */   buildElsewhere: () => (/* binding */ buildElsewhere)
/* harmony export */ });
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3875);
/* harmony import */ var _base_stopwatch_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9957);


/** Whether a build is over, and not to be repeated elsewhere: its daemon could be used until the end. */
function isSettled({ outcome, daemonFault }) {
    return outcome.kind !== 'unusable' && outcome.kind !== 'lost' && daemonFault === undefined;
}
/**
 * Builds again on another daemon of the pool, or on a local builder, if only the build shows that the daemon
 * can't be used, or if it dies.
 *
 * @param first the build that ended so, and how many seconds it took
 * @param build plans, and builds; gets how often other daemons have tried
 */
async function buildElsewhere(held, first, { retries: most }, { signal, log }, build) {
    let built = first;
    let { seconds } = first;
    for (;;) {
        const { outcome, daemonFault, record, retries } = built.build;
        if (signal.aborted || isSettled(built.build))
            return built;
        let fault = outcome.kind === 'unusable' ? outcome.diagnosis : daemonFault;
        const isLost = outcome.kind === 'lost' || daemonFault !== undefined;
        const { endpoint, failOver } = held.builder;
        const mayMove = !isLost || retries < most;
        let earlierRetries = 0;
        const lost = isLost ? { endpoint, executed: record.executed, seconds } : undefined;
        const refusal = failOver && mayMove ? await moveOn(held, fault, lost) : undefined;
        if (failOver && mayMove && refusal === undefined) {
            earlierRetries = retries + (isLost ? 1 : 0);
            const count = isLost && [earlierRetries, most];
            log.info(moved(endpoint, held.builder.endpoint, fault, count));
        }
        else {
            if (refusal)
                fault ??= (outcome.kind === 'lost' ? outcome.diagnosis : undefined) ?? refusal;
            if (fault === undefined || !(await held.fallBack(fault)))
                return built;
        }
        const watch = (0,_base_stopwatch_js__WEBPACK_IMPORTED_MODULE_1__/* .startStopwatch */ .Q)();
        built = await build(held.builder, earlierRetries);
        seconds = watch();
    }
}
/**
 * Replaces the builder by one on another daemon of the pool.
 *
 * @param lost the work of the build when its daemon died; absent when it had not started
 * @returns why there is no other daemon that can be used; undefined when there is one
 */
async function moveOn(held, fault, lost) {
    const { fallBack, pool, failOver } = held.builder;
    try {
        const next = await failOver?.(lost !== undefined || !fault ? 'died' : fault.code);
        if (next === undefined)
            return undefined;
        const all = [...(pool?.lost ?? []), ...(lost === undefined ? [] : [lost])];
        await held.replace({
            ...next,
            ...(fallBack && { fallBack }),
            ...(next.pool && { pool: { ...next.pool, ...(all.length > 0 && { lost: all }) } }),
        });
        return undefined;
    }
    catch (error) {
        if (error instanceof _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ)
            return error;
        throw error;
    }
}
/** One line. @param tries which retry this is, and of how many; false when it counts as none */
function moved(from, to, fault, tries) {
    const why = fault === undefined ? `The connection to ${from} broke.` : fault.message;
    const count = tries ? ` (retry ${tries[0]} of ${tries[1]})` : '';
    return `${why} The build is repeated on ${to}${count}.`;
}


/***/ }),

/***/ 1887:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cacheTo: () => (/* binding */ cacheTo),
  hasDefaultAttests: () => (/* binding */ hasDefaultAttests),
  planBuild: () => (/* binding */ planBuild),
  pushedRegistries: () => (/* binding */ pushedRegistries),
  pushesImage: () => (/* binding */ pushesImage)
});

// EXTERNAL MODULE: ./.build/lib/buildx/build-args.js
var build_args = __webpack_require__(1457);
// EXTERNAL MODULE: ./.build/lib/buildx/outputs.js
var buildx_outputs = __webpack_require__(5289);
// EXTERNAL MODULE: ./.build/lib/trust/origin.js
var trust_origin = __webpack_require__(397);
// EXTERNAL MODULE: ./.build/lib/step/cache-references.js
var cache_references = __webpack_require__(2054);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/text/csv.js
var csv = __webpack_require__(6688);
;// CONCATENATED MODULE: ./.build/lib/step/classic-image-store.js



/**
 * Adapts a build to Docker's classic image store, which keeps images in graph drivers instead of
 * containerd and supports neither manifest lists nor attestations. The default attestations are left out.
 *
 * @throws ConfigurationError for an input that this store doesn't support; buildx's own message doesn't
 *   name the cause
 */
function forClassicStore(build) {
    const feature = unsupportedFeature(build);
    if (feature !== undefined) {
        throw new errors/* ConfigurationError */.j1(`${feature} is not supported by this Docker daemon's classic image store. Set driver: docker-container, or turn on the daemon's containerd image store.`);
    }
    return { ...build, defaultAttests: [] };
}
function unsupportedFeature({ attests, platforms, cacheTo, outputs, annotations, }) {
    const attest = attests.find((each) => (0,csv/* csvAttribute */.JA)(each, 'disabled') !== 'true');
    if (attest !== undefined)
        return `An attestation (${(0,csv/* csvAttribute */.JA)(attest, 'type')})`;
    if (platforms.length > 1)
        return `An image for several platforms (${platforms.join(', ')})`;
    const cache = cacheTo.map((each) => (0,csv/* csvAttribute */.JA)(each, 'type') ?? 'registry');
    const exported = cache.find((type) => type !== 'inline');
    if (exported !== undefined)
        return `A cache of type ${exported}`;
    if (annotations.length > 0)
        return 'An image with annotations';
    const output = outputs
        .map(buildx_outputs/* readOutput */.ov)
        .find(({ type, dest }) => type === 'oci' || (type === 'docker' && dest !== undefined));
    return output && `An output of type ${output.type}`;
}

// EXTERNAL MODULE: ./.build/lib/step/git-context.js
var git_context = __webpack_require__(6611);
;// CONCATENATED MODULE: ./.build/lib/step/plan.js






/**
 * Decides about pushing, about the registry cache, and how the repository is named. `cache-from` and `cache-to` stay as given.
 *
 * @throws ConfigurationError for an input that this builder doesn't support
 */
function planBuild(options) {
    return withQuery(planWrites({ ...options, build: withHints(options) }), options);
}
/** As if the workflow had named the cache. */
function withHints({ build, cache, cacheHints }) {
    if (cacheHints === undefined)
        return build;
    const { from, to } = cacheHints;
    const writes = to !== undefined && build.cacheTo.length === 0 && cache.export !== 'never';
    return {
        ...build,
        ...(build.cacheFrom.length === 0 && { cacheFrom: [from] }),
        ...(writes && { cacheTo: [to] }),
    };
}
/** Names the repository by a query where the daemon supports it. */
function withQuery(plan, { repository, version }) {
    const contexts = repository && (0,git_context/* fetchByCommit */.p7)(plan.build, repository, version);
    if (contexts === undefined)
        return plan;
    const { context, buildContexts } = plan.build;
    return {
        ...plan,
        build: { ...plan.build, ...contexts },
        withoutQuery: { context, buildContexts },
    };
}
function planWrites(options) {
    const { driver, version, usesClassicStore } = options;
    if (!(0,build_args/* isBuild */.T)(options.build.call))
        return planCall(options.build);
    const plan = planPushAndCache(options);
    const build = hasDefaultAttests(driver, version)
        ? plan.build
        : { ...plan.build, defaultAttests: [] };
    return { ...plan, build: usesClassicStore ? forClassicStore(build) : build };
}
/**
 * Plans a `call` such as `check`, which builds nothing. buildx would still push its empty result over the tag.
 */
function planCall(build) {
    const { call, push, load, outputs, cacheTo } = build;
    const ignored = [
        push && 'push',
        load && 'load',
        outputs.length > 0 && 'outputs',
        cacheTo.length > 0 && 'cache-to',
    ].filter((name) => name !== false);
    const notice = `call: ${call} builds nothing, so nothing is pushed, loaded or exported. Without effect: ${ignored.join(', ')}.`;
    return {
        build: { ...build, push: false, load: false, outputs: [], cacheTo: [], defaultAttests: [] },
        notices: ignored.length > 0 ? [notice] : [],
        warnings: [],
    };
}
/**
 * Whether a build gets provenance by default, as in docker/build-push-action: not from the builder that is
 * part of Docker, and not from a BuildKit older than 0.11, which has no attestations.
 */
function hasDefaultAttests(driver, version) {
    const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
    const isOld = major === '0' && Number(minor) > 0 && Number(minor) < 11;
    return driver !== 'docker' && !isOld;
}
function planPushAndCache({ build, cache, origin, isPersistent, allowUntrusted, }) {
    const untrusted = allowUntrusted ? undefined : origin.untrusted;
    const notices = untrusted === undefined
        ? []
        : [
            `${trust_origin/* untrustedBecause */.X[untrusted]}: nothing is pushed and no cache is written. allow-untrusted: true lifts this.`,
        ];
    const trusted = untrusted === undefined ? build : withoutWrites(build);
    const exports = cache.export === 'always' || (cache.export === 'auto' && !isPersistent);
    const imports = !isPersistent;
    const reads = imports && build.cacheFrom.length === 0;
    const writes = exports && build.cacheTo.length === 0 && untrusted === undefined;
    if (!reads && !writes)
        return { build: trusted, notices, warnings: [] };
    const reference = cache.reference || (0,cache_references/* defaultReference */.j)(build.tags);
    if (reference === undefined)
        return { build: trusted, notices, warnings: [] };
    const references = (0,cache_references/* cacheReferences */.V)(reference, origin);
    if (references === undefined) {
        const name = cache.reference ? `cache-ref: "${reference}"` : `"${reference}"`;
        const uses = [reads && 'read from', writes && 'written to'].filter(Boolean).join(' or ');
        const warning = `${name} is not a registry reference, so no cache is ${uses} it.`;
        const error = 'not a registry reference';
        const refused = [{ name: reference, status: 'failed', seconds: 0, error }];
        return { build: trusted, ...(writes && { refused }), notices, warnings: [warning] };
    }
    return {
        build: {
            ...trusted,
            ...(reads && { cacheFrom: references.read.map((ref) => `type=registry,ref=${ref}`) }),
            ...(writes && { cacheTo: [cacheTo(references.write, cache.mode)] }),
        },
        ...(writes && { cacheWrite: references.write }),
        notices,
        warnings: [],
    };
}
/**
 * Leaves out pushing and writing cache, which untrusted code must not do. Its `outputs` that write to the
 * runner stay.
 */
function withoutWrites(build) {
    return {
        ...build,
        push: false,
        cacheTo: [],
        outputs: build.outputs.filter((output) => !(0,buildx_outputs/* pushes */.PN)(output)),
    };
}
/** The registries that a build pushes to, such as `ghcr.io`; empty when it doesn't push. */
function pushedRegistries(build) {
    if (!pushesImage(build))
        return [];
    const names = build.outputs
        .filter(buildx_outputs/* pushes */.PN)
        .flatMap((output) => (0,buildx_outputs/* readOutput */.ov)(output).attributes.get('name')?.split(',') ?? []);
    return [...new Set([...build.tags, ...names].map(registryOf))];
}
/** The first part of a reference is a host if it has a dot or a port, or is `localhost`. */
function registryOf(reference) {
    const [first = '', ...rest] = reference.trim().split('/');
    return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io';
}
/** Whether the build pushes an image, by `push` or by an output. */
function pushesImage({ push, outputs }) {
    return push || outputs.some(buildx_outputs/* pushes */.PN);
}
/**
 * The attributes of a cache export. An error while writing the cache must not fail a build whose image may
 * be pushed already. The two media type options became the default in BuildKit 0.21; some registries need
 * them.
 *
 * zstd, because for 120 MB of layers writing the cache took 10 s instead of gzip's 26 s, and a build
 * from it 8 s instead of 16 s, at the same size. Layers that the image has as gzip stay as they are.
 */
function cacheTo(reference, mode) {
    return [
        'type=registry',
        `ref=${reference}`,
        `mode=${mode}`,
        'image-manifest=true',
        'oci-mediatypes=true',
        'compression=zstd',
        'ignore-error=true',
    ].join(',');
}


/***/ })

};
