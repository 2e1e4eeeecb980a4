export const id = 848;
export const ids = [848,1887];
export const modules = {

/***/ 848:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bakeTargets: () => (/* binding */ bakeTargets)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/lib/base/stopwatch.js
var stopwatch = __webpack_require__(9957);
// EXTERNAL MODULE: ./.build/lib/buildx/bake-args.js
var bake_args = __webpack_require__(6698);
// EXTERNAL MODULE: ./.build/lib/buildx/environment.js
var environment = __webpack_require__(710);
// EXTERNAL MODULE: ./.build/lib/buildx/outputs.js
var buildx_outputs = __webpack_require__(5289);
// EXTERNAL MODULE: ./.build/lib/leftovers/private-directory.js
var private_directory = __webpack_require__(3876);
// EXTERNAL MODULE: ./.build/lib/processes/process.js + 1 modules
var process = __webpack_require__(4735);
// EXTERNAL MODULE: ./.build/lib/step/build.js + 1 modules
var build = __webpack_require__(6231);
// EXTERNAL MODULE: ./.build/lib/step/git-context.js
var git_context = __webpack_require__(6611);
// EXTERNAL MODULE: ./.build/lib/step/retries.js + 1 modules
var retries = __webpack_require__(8347);
// EXTERNAL MODULE: ./.build/lib/bake/combine.js
var combine = __webpack_require__(9963);
// EXTERNAL MODULE: ./.build/lib/buildx/attests.js
var buildx_attests = __webpack_require__(4337);
// EXTERNAL MODULE: ./.build/lib/buildx/build-args.js
var build_args = __webpack_require__(1457);
// EXTERNAL MODULE: ./.build/lib/step/cache-references.js
var cache_references = __webpack_require__(2054);
// EXTERNAL MODULE: ./.build/lib/step/plan.js + 1 modules
var plan = __webpack_require__(1887);
// EXTERNAL MODULE: ./.build/lib/trust/origin.js
var trust_origin = __webpack_require__(397);
;// CONCATENATED MODULE: ./.build/lib/bake/plan.js






/** Decides about pushing, provenance and the registry cache of each target, by overrides of the definition. */
function planBake(options) {
    const { bake, definition, origin, allowUntrusted } = options;
    if (!(0,build_args/* isBuild */.T)(bake.call))
        return planCall(options);
    const untrusted = allowUntrusted ? undefined : origin.untrusted;
    const plans = definition.targets.map((target) => planTarget(target, options, untrusted !== undefined));
    const set = [
        ...(untrusted === undefined ? bake.set : bake.set.filter((entry) => !isWrite(entry))),
        ...plans.flatMap((plan) => plan.set),
        ...provenanceSet(options),
    ];
    return {
        bake: { ...bake, set, ...(untrusted !== undefined && { push: false, load: false }) },
        targets: plans.map(({ target }) => target),
        requested: definition.requested,
        notices: untrusted === undefined
            ? []
            : [
                `${trust_origin/* untrustedBecause */.X[untrusted]}: nothing is pushed and no cache is written, whatever the definition says. allow-untrusted: true lifts this.`,
            ],
        warnings: plans.flatMap(({ warnings }) => warnings),
    };
}
/** Plans a `call` such as `check`, which builds nothing. */
function planCall({ bake, definition }) {
    const ignored = [bake.push && 'push', bake.load && 'load'].filter((name) => name !== false);
    const notice = `call: ${bake.call} builds nothing, so nothing is pushed or loaded. Without effect: ${ignored.join(', ')}.`;
    return {
        bake: { ...bake, push: false, load: false },
        targets: definition.targets.map((target) => ({ ...target, isPushed: false })),
        requested: definition.requested,
        notices: ignored.length > 0 ? [notice] : [],
        warnings: [],
    };
}
function planTarget(target, { cache, origin, isPersistent }, isUntrusted) {
    const { name } = target;
    const trusted = isUntrusted ? withoutWrites(target) : { target, set: [] };
    const exports = cache.export === 'always' || (cache.export === 'auto' && !isPersistent);
    const reads = !isPersistent && target.cacheFrom.length === 0;
    const writes = exports && target.cacheTo.length === 0 && !isUntrusted;
    const isPushed = trusted.target.outputs.some(buildx_outputs/* pushes */.PN);
    const plain = { ...trusted, target: { ...trusted.target, isPushed }, warnings: [] };
    if (!reads && !writes)
        return plain;
    const reference = cache.reference || (0,cache_references/* defaultReference */.j)(target.tags);
    if (reference === undefined)
        return plain;
    const references = (0,cache_references/* cacheReferences */.V)(reference, origin, name);
    if (references === undefined) {
        const what = cache.reference ? `cache-ref: "${reference}"` : `"${reference}"`;
        const uses = [reads && 'read from', writes && 'written to'].filter(Boolean).join(' or ');
        const error = 'not a registry reference';
        const refused = [{ name: reference, status: 'failed', seconds: 0, error }];
        return {
            ...plain,
            target: { ...plain.target, ...(writes && { refused }) },
            warnings: [`${name}: ${what} is not a registry reference, so no cache is ${uses} it.`],
        };
    }
    const cacheFrom = references.read.map((ref) => `type=registry,ref=${ref}`);
    const written = (0,plan.cacheTo)(references.write, cache.mode);
    return {
        ...plain,
        target: {
            ...plain.target,
            ...(reads && { cacheFrom }),
            ...(writes && { cacheTo: [written], cacheWrite: references.write }),
        },
        set: [
            ...plain.set,
            ...(reads ? cacheFrom.map((source) => `${name}.cache-from=${source}`) : []),
            ...(writes ? [`${name}.cache-to=${written}`] : []),
        ],
    };
}
/** An override of what untrusted code must not do; the targets say what it came to. */
function isWrite(entry) {
    return /^[^=]*\.(?:output|cache-to|push|load)(?:\+?=|$)/.test(entry);
}
/** Leaves out pushing and writing cache. Outputs that write to the runner stay. */
function withoutWrites(target) {
    const { name, outputs: given } = target;
    const kept = given.filter((output) => !(0,buildx_outputs/* pushes */.PN)(output));
    const outputs = given.length > 0 && kept.length === 0 ? ['type=cacheonly'] : kept;
    return {
        target: { ...target, outputs, cacheTo: [] },
        set: [...outputs.map((output) => `${name}.output=${output}`), `${name}.cache-to=`],
    };
}
/**
 * A target gets provenance by default, as in docker/bake-action: unless an input or the target says otherwise, or
 * any image is loaded into Docker.
 */
function provenanceSet({ bake, definition, attestRun, driver, version, }) {
    if (bake.provenance !== '' || !(0,plan.hasDefaultAttests)(driver, version))
        return [];
    const { load } = bake;
    const outputs = definition.targets.flatMap((target) => target.outputs);
    return definition.targets.flatMap(({ name, attests }) => (0,buildx_attests/* defaultAttestations */.Z6)({ attests, provenance: '', sbom: '', load, outputs }, attestRun).map((attest) => `${name}.attest=${attest}`));
}

// EXTERNAL MODULE: ./.build/lib/bake/target-metadata.js
var target_metadata = __webpack_require__(3003);
;// CONCATENATED MODULE: ./.build/lib/bake/bake-targets.js













/** Plans and bakes what was read, with the retries that the inputs allow, and where needed on another daemon. */
async function bakeTargets(lease, read, options, ports) {
    const planned = await bakeOrMove(lease, read, options, ports);
    for (const warning of exportWarnings(planned))
        ports.log.warning(warning);
    return planned;
}
async function bakeOrMove(lease, read, options, ports) {
    const seconds = (0,stopwatch/* startStopwatch */.Q)();
    const bakeOn = async (builder, retries) => ({
        build: await planAndBake(builder, read, options, ports, retries),
    });
    const first = { ...(await bakeOn(lease.builder, 0)), seconds: seconds() };
    // It is loaded already, with the rest that followed the bake.
    const { buildElsewhere } = await Promise.all(/* import() | build */[__webpack_require__.e(9799), __webpack_require__.e(2605), __webpack_require__.e(4866), __webpack_require__.e(3379), __webpack_require__.e(1433)]).then(__webpack_require__.bind(__webpack_require__, 5916));
    return (await buildElsewhere(lease, first, options, ports, bakeOn)).build;
}
async function planAndBake(builder, read, options, ports, earlierRetries) {
    const { driver, daemon, isOwn = false } = builder;
    const plan = planBake({
        ...{ ...options, ...read },
        ...{ isPersistent: !isOwn, driver, version: daemon.version },
    });
    for (const notice of plan.notices)
        ports.log.notice(notice);
    for (const warning of plan.warnings)
        ports.log.warning(warning);
    const run = () => bakeWithRetries(builder, plan, options, ports, earlierRetries);
    if (!options.compare)
        return { plan, ...(await run()) };
    const { createComparison } = await __webpack_require__.e(/* import() */ 1922).then(__webpack_require__.bind(__webpack_require__, 1922));
    const comparison = await createComparison(plan, builder, ports);
    const baked = await run();
    return { plan, ...baked, targets: await comparison.compare(baked.targets) };
}
/** Bakes, with the retries of `withRetries`. A further try leaves out the targets of which all is known. */
async function bakeWithRetries(builder, plan, options, ports, earlierRetries) {
    let before;
    let { remote } = plan.bake;
    const hasCacheFrom = plan.targets.some(({ cacheFrom }) => cacheFrom.length > 0);
    return (0,retries/* withRetries */.L)(async (withCacheFrom) => {
        const done = before === undefined ? new Set() : doneTargets(before);
        const set = withCacheFrom ? plan.bake.set : [...plan.bake.set, '*.cache-from='];
        const rest = done.size === 0 ? plan : withoutTargets(plan, done);
        const once = () => bakeOnce(builder, { ...rest, bake: { ...rest.bake, set, remote } }, options, ports);
        let baked = await once();
        if (remote !== options.bake.remote && (0,git_context/* isQueryRefused */.Rq)(baked.outcome)) {
            ports.log.info(git_context/* withoutQueryNotice */.ZM);
            remote = options.bake.remote;
            baked = await once();
        }
        before = before === undefined ? baked : merged(before, baked);
        return before;
    }, { mostRetries: options.retries, earlierRetries, hasCacheFrom }, builder, ports);
}
/** Those that succeeded and whose digests are known: with `defer-error` buildx writes them though others failed. */
function doneTargets({ targets }) {
    const done = targets.filter(({ status, metadata }) => status === 'succeeded' && metadata);
    return new Set(done.map(({ name }) => name));
}
/** The targets that are left, and those that they link to. */
function withoutTargets(plan, done) {
    const requested = plan.requested.filter((name) => !done.has(name));
    const left = new Set(requested);
    // What is added while it is walked is visited too.
    for (const name of left) {
        for (const link of plan.targets.find((target) => target.name === name)?.links ?? [])
            left.add(link);
    }
    return {
        ...plan,
        bake: { ...plan.bake, targets: requested },
        targets: plan.targets.filter(({ name }) => left.has(name)),
        requested,
    };
}
function merged(earlier, later) {
    const again = new Map(later.targets.map((target) => [target.name, target]));
    const targets = earlier.targets.map((target) => {
        const redone = again.get(target.name);
        // A target that was asked for, and is only linked to now, keeps its result.
        return redone === undefined || (redone.isLinked && !target.isLinked) ? target : redone;
    });
    const isWhole = later.targets.length === earlier.targets.length;
    const record = isWhole ? later.record : (0,combine/* combineRecords */.aQ)(earlier.record, later.record);
    const historyFacts = (0,combine/* combineHistory */.Yc)(record, targets);
    return {
        ...{ outcome: later.outcome, record, targets },
        ...(historyFacts && { historyFacts }),
        metadata: (0,target_metadata/* mergeMetadata */.W)(earlier.metadata, later.metadata),
    };
}
async function bakeOnce(builder, plan, options, ports) {
    const metadataFile = (0,external_node_path_.join)((0,private_directory/* createAttemptDirectory */.PD)(ports.directory), 'metadata.json');
    const args = (0,bake_args/* bakeArgs */.rz)(plan.bake, { builder: builder.name, metadataFile });
    const earlierRefs = builder.control ? await (0,build/* startedRefs */.m)(builder.name, ports) : [];
    const begunAt = earlierRefs.length === 0 ? performance.timeOrigin : Date.now();
    const unwatched = new AbortController();
    const { file, env } = buildxFor(builder, plan, ports);
    const running = await (0,process/* startProcess */.k)({ file, env: { ...env, ...options.gitAuth } }, args, {
        directory: ports.directory,
        cwd: options.directory,
        signal: AbortSignal.any([ports.signal, unwatched.signal]),
    });
    try {
        // Most of the action's code, loaded while buildx starts.
        const { watchBake } = await Promise.all(/* import() | build */[__webpack_require__.e(9799), __webpack_require__.e(2605), __webpack_require__.e(4866), __webpack_require__.e(3379), __webpack_require__.e(1433)]).then(__webpack_require__.bind(__webpack_require__, 2590));
        const stop = () => unwatched.abort();
        const watched = { ...running, args, metadataFile, earlierRefs, begunAt, stop };
        return await watchBake(watched, builder, plan, options, ports);
    }
    catch (error) {
        // Such as a log that can't be written: the bake would go on without any sign of it.
        unwatched.abort();
        await running.ended;
        throw error;
    }
}
/** A remote builder needs no Docker, unless an image is to be loaded into it. */
function buildxFor({ buildx, driver }, { bake: { load }, targets }, { env }) {
    const outputs = targets.flatMap((target) => target.outputs);
    const isLoaded = load || outputs.some((output) => (0,buildx_outputs/* readOutput */.ov)(output).type === 'docker');
    if (driver !== 'remote' || !isLoaded)
        return buildx;
    return { ...buildx, env: (0,environment/* loadingEnvironment */.g3)(buildx.env, env) };
}
/** Warnings of cache exports that this action chose and whose errors buildx ignores. */
function exportWarnings({ targets, outcome }) {
    const image = outcome.kind === 'succeeded' ? ' The image is not affected.' : '';
    return targets.flatMap(({ name, target: { cacheWrite }, record }) => record.exports
        .filter(({ status }) => status === 'failed' && cacheWrite !== undefined)
        .map(({ error }) => `${name}: the cache was not written to ${cacheWrite}: ${error}.${image}`));
}


/***/ }),

/***/ 9963:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ew: () => (/* binding */ indexByDigest),
/* harmony export */   Yc: () => (/* binding */ combineHistory),
/* harmony export */   aQ: () => (/* binding */ combineRecords)
/* harmony export */ });
/* harmony import */ var _progress_intervals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3254);
/* harmony import */ var _record_steps_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2605);


/**
 * What the history says about all targets, by the indices of the steps over all of them.
 *
 * @param total the record over all targets
 * @returns undefined when nothing is known of any
 */
function combineHistory(total, targets) {
    const known = targets.filter(({ historyFacts }) => historyFacts !== undefined);
    if (known.length === 0)
        return undefined;
    const indexOf = indexByDigest(total);
    const savedSeconds = new Map();
    const coldSeconds = new Map();
    const savedIntervals = new Map();
    const mountStates = new Map();
    const resources = new Map();
    const misses = new Map();
    let hasMisses = false;
    for (const { record, historyFacts } of known) {
        const place = (index) => {
            const step = record.stepVertices[index];
            return step && indexOf(step);
        };
        const take = (from, to) => {
            for (const [index, value] of from ?? []) {
                const at = place(index);
                if (at !== undefined)
                    to.set(at, value);
            }
        };
        take(historyFacts?.savedSeconds, savedSeconds);
        take(historyFacts?.coldSeconds, coldSeconds);
        take(historyFacts?.savedIntervals, savedIntervals);
        take(historyFacts?.mountStates, mountStates);
        take(historyFacts?.resources, resources);
        hasMisses ||= historyFacts?.misses !== undefined;
        for (const miss of historyFacts?.misses ?? record.misses) {
            const at = place(miss.step);
            if (at !== undefined && !misses.has(at))
                misses.set(at, { ...miss, step: at });
        }
    }
    const isUnrecorded = known.every(({ historyFacts }) => historyFacts?.isUnrecorded);
    return {
        ...saved(known, savedIntervals, coldSeconds),
        ...{ savedSeconds, coldSeconds },
        mountStates,
        ...(resources.size > 0 && { resources }),
        ...(hasMisses && { misses: [...misses.values()].toSorted((a, b) => a.step - b.step) }),
        ...(isUnrecorded && { isUnrecorded }),
    };
}
/**
 * Time that targets saved. What ran at the same time counts once, also for two targets. It is known only if it is
 * for each target.
 */
function saved(targets, savedIntervals, coldSeconds) {
    const facts = targets.map(({ historyFacts }) => historyFacts);
    if (facts.some((each) => each?.secondsSaved === undefined))
        return {};
    // What a step that targets share was spared by its mounts can't be told apart from the rest.
    const cold = facts.reduce((count, each) => count + (each?.coldSeconds.size ?? 0), 0);
    if (cold > coldSeconds.size)
        return {};
    const bySteps = (0,_progress_intervals_js__WEBPACK_IMPORTED_MODULE_1__/* .wallSeconds */ .SR)([...savedIntervals.values()].flat());
    const byMounts = facts.reduce((sum, each) => sum + (each?.secondsSavedByMounts ?? 0), 0);
    const isKnown = (name) => facts.every((each) => each?.[name] !== undefined);
    return {
        secondsSaved: exact(bySteps + byMounts),
        ...(isKnown('secondsSavedBySteps') && { secondsSavedBySteps: exact(bySteps) }),
        ...(isKnown('secondsSavedByMounts') && { secondsSavedByMounts: exact(byMounts) }),
    };
}
/** The record of two tries: of what the later one did not do again, the earlier one's steps stay. */
function combineRecords(earlier, later) {
    const isInLater = indexByDigest(later);
    const kept = [...earlier.stepVertices.entries()].filter(([, step]) => isInLater(step) === undefined);
    const steps = [...kept.flatMap(([index]) => earlier.steps[index] ?? []), ...later.steps];
    const newIndex = new Map(kept.map(([index], position) => [index, position]));
    const keptMisses = earlier.misses.flatMap((miss) => {
        const step = newIndex.get(miss.step);
        return step === undefined ? [] : [{ ...miss, step }];
    });
    return {
        ...later,
        steps,
        ...(0,_record_steps_js__WEBPACK_IMPORTED_MODULE_0__/* .countSteps */ .jg)(steps),
        stepVertices: [...kept.map(([, step]) => step), ...later.stepVertices],
        slowest: (0,_record_steps_js__WEBPACK_IMPORTED_MODULE_0__/* .slowestSteps */ .pB)(steps),
        misses: [
            ...keptMisses,
            ...later.misses.map((miss) => ({ ...miss, step: miss.step + kept.length })),
        ],
    };
}
/** The index of a step in a record, by any of the vertices that it is. */
function indexByDigest({ stepVertices, }) {
    const digestsOf = ({ facts, worker, sharers }) => [facts, worker, ...sharers].map(({ digest }) => digest);
    const indices = new Map(
    // The first one wins, and a step's own digest over that of its worker.
    [...stepVertices.entries()]
        .flatMap(([index, step]) => digestsOf(step).map((digest, place) => ({ digest, index, place })))
        .toSorted((a, b) => b.place - a.place || b.index - a.index)
        .map(({ digest, index }) => [digest, index]));
    return (step) => digestsOf(step).flatMap((digest) => indices.get(digest) ?? [])[0];
}
function exact(seconds) {
    return Math.round(seconds * 1000) / 1000;
}


/***/ }),

/***/ 3003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ mergeMetadata),
/* harmony export */   j: () => (/* binding */ readTargetMetadata)
/* harmony export */ });
/**
 * Reads the metadata file of a bake: an object of each target's metadata by its name, beside `buildx.build.warnings`.
 *
 * @param json empty when buildx has written none
 */
function readTargetMetadata(json, targets) {
    const parsed = parseObject(json);
    return new Map(targets.flatMap((target) => {
        const metadata = parsed[target];
        if (typeof metadata !== 'object' || metadata === null)
            return [];
        const fields = metadata;
        const images = textOf(fields['image.name']).split(',').filter(Boolean);
        return [[target, { digest: textOf(fields['containerimage.digest']), images }]];
    }));
}
/** The metadata of several tries: what a later one says of a target replaces what an earlier one said. */
function mergeMetadata(earlier, later) {
    if (earlier === '' || later === '')
        return later || earlier;
    return JSON.stringify({ ...parseObject(earlier), ...parseObject(later) }, undefined, 2);
}
function parseObject(json) {
    const parsed = json === '' ? {} : JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
}
function textOf(value) {
    return typeof value === 'string' ? value : '';
}


/***/ }),

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
