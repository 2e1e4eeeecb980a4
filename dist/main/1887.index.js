export const id = 1887;
export const ids = [1887];
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
