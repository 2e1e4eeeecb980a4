export const id = 8570;
export const ids = [8570,9665];
export const modules = {

/***/ 9665:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  warnAfterBuild: () => (/* binding */ warnAfterBuild),
  warnOfFaults: () => (/* binding */ warnOfFaults)
});

// UNUSED EXPORTS: exportWarnings

;// CONCATENATED MODULE: ./.build/lib/advice/daemon-faults.js
/** The newest first. `script/update-daemon-faults` lists advisories that aren't here. */
const daemonFaults = [
    {
        fixedIn: 'v0.33.1',
        what: 'a build can put layers and blobs into the shared cache that are not what their digests say',
        sources: ['GHSA-p3rc-w3hc-pqvv', 'GHSA-f2v9-hprr-32q3'],
    },
    {
        fixedIn: 'v0.33.0',
        what: "a registry cache may be read with another build's credentials",
        sources: ['#7047'],
    },
    {
        fixedIn: 'v0.31.1',
        what: 'a custom frontend can turn off seccomp and AppArmor for its steps',
        sources: ['GHSA-7236-3392-c5c6'],
    },
    {
        fixedIn: 'v0.31.1',
        what: 'a base image can make the daemon run out of memory',
        sources: ['GHSA-72x6-4j93-7w86'],
    },
    {
        fixedIn: 'v0.28.1',
        what: "a custom frontend can write files outside of the daemon's directory",
        sources: ['GHSA-4c29-8rgm-jvjj'],
    },
    {
        fixedIn: 'v0.28.1',
        what: 'the subdirectory of a Git URL can lead out of the repository',
        sources: ['GHSA-4vrq-3vrq-g6gg'],
    },
    {
        fixedIn: 'v0.12.5',
        what: "a Dockerfile can read and delete files of the daemon's machine",
        sources: ['GHSA-m3r6-h7wv-7xxv', 'GHSA-4v98-7qmw-rqr8'],
    },
    {
        fixedIn: 'v0.12.5',
        what: 'a custom frontend can run privileged containers',
        sources: ['GHSA-wr6v-9f75-vh2g'],
    },
];
/**
 * One sentence about the faults that a daemon still has, the newest named, with the release that has none of them.
 *
 * @param version as the daemon gives it, such as `v0.32.2`
 * @returns undefined when it has none, or its version is no release
 */
function daemonWarning(version, faults = daemonFaults) {
    const own = parts(version);
    if (own === undefined)
        return undefined;
    const left = faults.filter(({ fixedIn }) => isOlder(own, parts(fixedIn) ?? []));
    const [first] = left;
    if (first === undefined)
        return undefined;
    const more = left.length > 1 ? ` and ${left.length - 1} more known faults` : '';
    return `The daemon's BuildKit ${version} is old: ${first.what} (moby/buildkit ${first.sources.join(', ')})${more}. ${first.fixedIn} or newer has none of them.`;
}
function parts(version) {
    const [, ...numbers] = /^v(\d+)\.(\d+)\.(\d+)(?=$|[-+])/.exec(version) ?? [];
    return numbers.length === 0 ? undefined : numbers.map(Number);
}
function isOlder(a, b) {
    const at = a.findIndex((number, index) => number !== b[index]);
    return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

// EXTERNAL MODULE: ./.build/lib/step/lfs-pointers.js
var lfs_pointers = __webpack_require__(3057);
;// CONCATENATED MODULE: ./.build/lib/step/after-build.js


const unrecorded = 'The daemon keeps no record of this build, so the time saved and why steps missed are unknown. In its buildkitd.toml, maxEntries = 0 under [history] turns the build history off.';
/** Warns about what a build that is over left undone. */
async function warnAfterBuild(build, plan, inputs, ports) {
    for (const warning of exportWarnings(build, plan))
        ports.log.warning(warning);
    const pointers = await pointersIn(build, inputs, ports);
    if (pointers !== undefined)
        ports.log.warning(pointers);
    if (build.historyFacts?.isUnrecorded)
        ports.log.info(unrecorded);
}
/**
 * Warns of the known faults of a daemon, once in a job. The version of a Docker daemon counts otherwise, and a builder
 * that was made for this job has no other users.
 */
function warnOfFaults({ driver, daemon, isOwn = false }, { warnOnce }) {
    if (driver !== 'remote' || isOwn)
        return;
    const warning = daemonWarning(daemon.version);
    if (warning !== undefined)
        warnOnce(`faults-${daemon.version}`, warning);
}
/** Warns about Git LFS pointers in the image. A fault in this check doesn't fail the build. */
async function pointersIn({ outcome, record, lfsFiles }, { checkout }, { run, env }) {
    if (checkout === undefined || outcome.kind !== 'succeeded')
        return undefined;
    return (0,lfs_pointers/* pointerWarning */.k8)(checkout, record.steps, run, env, lfsFiles).catch(() => undefined);
}
/** Warnings of cache exports that this action chose and whose errors buildx ignores. */
function exportWarnings({ record, outcome }, { cacheWrite }) {
    const image = outcome.kind === 'succeeded' ? ' The image is not affected.' : '';
    return record.exports
        .filter(({ status }) => status === 'failed' && cacheWrite !== undefined)
        .map(({ error }) => `The cache was not written to ${cacheWrite}: ${error}.${image}`);
}


/***/ }),

/***/ 7836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ lfsFiles),
/* harmony export */   r: () => (/* binding */ copiedSources)
/* harmony export */ });
/**
 * Lists the files that a repository keeps in Git LFS, by its index.
 *
 * @param folder the part of the repository that counts; empty for all of it
 * @param git runs git in the repository, and returns what it prints
 * @returns paths below the folder
 */
async function lfsFiles(folder, git) {
    const prefix = folder === '' ? '' : `${folder.replace(/^\/+|\/+$/g, '')}/`;
    const listed = await git(['ls-files', '-z', '--', `:(attr:filter=lfs)${prefix}`]);
    return listed
        .split('\0')
        .filter((path) => path !== '')
        .map((path) => path.slice(prefix.length));
}
/** The sources of a `COPY` or `ADD` from the context. */
function copiedSources(instruction) {
    const [, rest = ''] = /^(?:COPY|ADD) ((?:.|\n)+)$/.exec(instruction) ?? [];
    const flags = /^(?:--\S+\s+)*/.exec(rest)?.[0] ?? '';
    if (flags.includes('--from='))
        return [];
    const operands = rest.slice(flags.length).trim();
    const words = readJson(operands) ?? operands.split(/\s+/);
    return words.slice(0, -1);
}
function readJson(text) {
    if (!text.startsWith('['))
        return undefined;
    try {
        const words = JSON.parse(text);
        return Array.isArray(words) ? words.map(String) : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 3057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k8: () => (/* binding */ pointerWarning),
/* harmony export */   kU: () => (/* binding */ isCheckedOut)
/* harmony export */ });
/* unused harmony export isBelow */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(296);
/* harmony import */ var _lfs_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7836);





/** More files than this are not read. */
const mostFiles = 200;
/**
 * Warns about files in Git LFS whose pointers were copied into an image. Repositories without Git LFS cost
 * one look at `.gitattributes`.
 *
 * @param steps the instructions of the build, such as `COPY a b /app/`
 * @param found the files in Git LFS of a context that is fetched and not checked out, if they are known
 * @returns undefined when there are none, or it can't be known
 */
async function pointerWarning({ directory, isFetched }, steps, run, env, found) {
    const files = found ?? (await filesOfCheckout(directory, run, env));
    const sources = steps.flatMap(({ name }) => (0,_lfs_files_js__WEBPACK_IMPORTED_MODULE_3__/* .copiedSources */ .r)(name));
    const copied = files
        .filter((path) => sources.some((source) => isBelow(path, source)))
        .slice(0, mostFiles);
    const pointers = [];
    for (const path of copied) {
        if (isFetched || (await isPointer((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path))))
            pointers.push(path);
    }
    const [first] = pointers;
    if (first === undefined)
        return undefined;
    const remedy = isFetched
        ? 'BuildKit fetches a Git context without Git LFS. Check the repository out with actions/checkout (lfs: true) and set context: .'
        : 'Check the repository out with lfs: true (actions/checkout).';
    const others = pointers.length > 1 ? ` and ${pointers.length - 1} more` : '';
    return `The image has Git LFS pointers instead of the files: ${(0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_4__/* .shortLine */ .t)(first, 200)}${others}. ${remedy}`;
}
async function filesOfCheckout(directory, run, env) {
    if (!usesLfs(directory))
        return [];
    return (0,_lfs_files_js__WEBPACK_IMPORTED_MODULE_3__/* .lfsFiles */ .J)('', async (args) => {
        const { exitCode, stdout } = await run('git', ['-C', directory, ...args], { env });
        return exitCode === 0 ? stdout : '';
    });
}
/** Looks into `.gitattributes` of the folder and of those above it, up to the root of the repository. */
function usesLfs(directory) {
    return foldersUpToRoot(directory).some((folder) => {
        try {
            return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, '.gitattributes'), 'utf8').includes('filter=lfs');
        }
        catch {
            // Most folders have none.
            return false;
        }
    });
}
/** Whether a folder is part of a repository on this machine. */
function isCheckedOut(directory) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(foldersUpToRoot(directory).at(-1) ?? directory, '.git'));
}
/** The folder and those above it, up to the root of the repository or of the file system. */
function foldersUpToRoot(directory) {
    const folders = [directory];
    for (let folder = directory; !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, '.git'));) {
        const above = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder);
        if (above === folder)
            break;
        folders.push(above);
        folder = above;
    }
    return folders;
}
/** Whether a source such as `.`, `assets`, `/assets/` or `*.bin` copies the file. */
function isBelow(path, source) {
    const clean = source.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
    if (clean === '' || clean === '.')
        return true;
    const pattern = clean
        .split(/([*?])/)
        .map((part) => (part === '*' ? '[^/]*' : part === '?' ? '[^/]' : RegExp.escape(part)))
        .join('');
    return new RegExp(`^${pattern}(?:/|$)`).test(path);
}
/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const pointerStart = Buffer.from('version https://git-lfs.github.com/spec/');
async function isPointer(file) {
    try {
        const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file);
        try {
            const { buffer, bytesRead } = await handle.read(Buffer.alloc(pointerStart.length));
            return bytesRead === pointerStart.length && buffer.equals(pointerStart);
        }
        finally {
            await handle.close();
        }
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 8570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildPlatforms: () => (/* binding */ buildPlatforms)
});

// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/base/stopwatch.js
var stopwatch = __webpack_require__(9957);
// EXTERNAL MODULE: ./.build/lib/step/after-build.js + 1 modules
var after_build = __webpack_require__(9665);
// EXTERNAL MODULE: ./.build/lib/step/move.js
var move = __webpack_require__(5916);
// EXTERNAL MODULE: ./.build/lib/step/plan.js + 1 modules
var step_plan = __webpack_require__(1887);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./.build/lib/leftovers/private-directory.js
var private_directory = __webpack_require__(3876);
// EXTERNAL MODULE: ./.build/lib/processes/process.js + 1 modules
var process = __webpack_require__(4735);
// EXTERNAL MODULE: ./.build/lib/step/faults.js
var faults = __webpack_require__(4996);
// EXTERNAL MODULE: ./.build/lib/buildx/outputs.js
var outputs = __webpack_require__(5289);
// EXTERNAL MODULE: ./.build/lib/text/csv.js
var csv = __webpack_require__(6688);
;// CONCATENATED MODULE: ./.build/lib/step/platforms/merge-plan.js




/**
 * Plans builds for several platforms on different daemons.
 *
 * @throws ConfigurationError for a result that can't be made of several images
 */
function planMerge(build) {
    if (build.load)
        refuse('load: true loads one image');
    for (const output of build.outputs) {
        const { type } = (0,outputs/* readOutput */.ov)(output);
        if (!mergeable.includes(type))
            refuse(`outputs: type=${type} makes one file of one image`);
    }
    const [output, ...others] = build.outputs.filter(outputs/* pushes */.PN);
    if (others.length > 0)
        refuse('outputs pushes more than once');
    const named = output === undefined ? [] : namesIn(output);
    const { apart, ofIndex } = splitAnnotations(build.annotations);
    return {
        tags: [...new Set([...build.tags, ...named])],
        annotations: ofIndex,
        adapt: (plan, platform) => adapt(plan, platform, apart),
    };
}
/** `local` writes a folder for each platform, as buildx does by itself. */
const mergeable = ['image', 'registry', 'cacheonly', 'local'];
function refuse(what) {
    throw new errors/* ConfigurationError */.j1(`${what}, but the platforms are built on different daemons, and only a registry puts their images together. Push the image, or give one platform.`);
}
function adapt(plan, platform, annotations) {
    const { build, cacheWrite } = plan;
    const isPushed = (0,step_plan.pushesImage)(build);
    const outputs = build.outputs.map((output) => adaptOutput(output, platform, build.tags));
    const suffix = platform.replaceAll('/', '-');
    const cache = (entries) => entries.map((entry) => suffixed(entry, suffix));
    return {
        ...plan,
        build: {
            ...build,
            platforms: [platform],
            tags: isPushed ? [] : build.tags,
            push: false,
            outputs: build.push ? [...outputs, byDigest(new Map(), build.tags)] : outputs,
            annotations,
            cacheFrom: cache(build.cacheFrom),
            cacheTo: cache(build.cacheTo),
        },
        ...(cacheWrite !== undefined && { cacheWrite: suffixedReference(cacheWrite, suffix) }),
    };
}
function adaptOutput(output, platform, tags) {
    const { type, dest, attributes } = (0,outputs/* readOutput */.ov)(output);
    if ((0,outputs/* pushes */.PN)(output))
        return byDigest(attributes, [...tags, ...namesIn(output)]);
    if (type !== 'local' || dest === undefined)
        return output;
    const rest = [...attributes].map(([name, value]) => (0,csv/* csvField */.XR)(`${name}=${value}`));
    const folder = `${dest.replace(/\/$/, '')}/${platform.replaceAll('/', '_')}`;
    return ['type=local', (0,csv/* csvField */.XR)(`dest=${folder}`), ...rest].join(',');
}
/** An output that pushes an image without a tag. */
function byDigest(attributes, names) {
    const repositories = [...new Set(names.map(repositoryOf))].join(',');
    const own = ['name', 'push', 'push-by-digest', 'name-canonical'];
    const rest = [...attributes].filter(([name]) => !own.includes(name));
    return [
        'type=image',
        (0,csv/* csvField */.XR)(`name=${repositories}`),
        'push-by-digest=true',
        'name-canonical=true',
        'push=true',
        ...rest.map(([name, value]) => (0,csv/* csvField */.XR)(`${name}=${value}`)),
    ].join(',');
}
function namesIn(output) {
    const names = (0,outputs/* readOutput */.ov)(output).attributes.get('name')?.split(',') ?? [];
    return names.map((name) => name.trim()).filter(Boolean);
}
/** Without tag and digest. */
function repositoryOf(reference) {
    return reference.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}
/** Each platform has a cache of its own: two that write the same would overwrite each other's. */
function suffixed(entry, suffix) {
    const fields = (0,csv/* csvFields */.qZ)(entry);
    const type = fields.find((field) => /^type=/i.test(field))?.slice('type='.length);
    // Only a reference, as in docker/build-push-action.
    if (type === undefined && fields.length === 1)
        return suffixedReference(entry, suffix);
    const key = { registry: 'ref', gha: 'scope', s3: 'name', azblob: 'name', local: 'dest' }[type ?? ''];
    if (key === undefined)
        return entry;
    const names = type === 'local'
        ? ['dest', 'src']
        : type === 's3' || type === 'azblob'
            ? ['name', 'manifests_prefix']
            : [key];
    const isGiven = fields.some((field) => names.includes(field.split('=')[0] ?? ''));
    const adapted = fields.map((field) => {
        const [name = '', ...value] = field.split('=');
        if (!names.includes(name))
            return field;
        const text = value.join('=');
        const own = type === 'registry' ? suffixedReference(text, suffix) : `${text}-${suffix}`;
        return `${name}=${own}`;
    });
    // GitHub's cache and buckets have a name by default.
    if (!isGiven && type !== 'registry' && type !== 'local')
        adapted.push(`${key}=buildkit-${suffix}`);
    return adapted.map(csv/* csvField */.XR).join(',');
}
function suffixedReference(reference, suffix) {
    const repository = repositoryOf(reference);
    const [, tag = 'latest'] = /:([^:/@]*)$/.exec(reference.replace(/@.*$/, '')) ?? [];
    return `${repository}:${tag}-${suffix}`;
}
/**
 * Those of the images, and those of the index, which buildx refuses in a build for one platform. The form is
 * `TYPE[PLATFORM],TYPE:KEY=VALUE`: util/buildflags and build/utils.go in docker/buildx.
 */
function splitAnnotations(annotations) {
    const apart = [];
    const ofIndex = [];
    for (const annotation of annotations) {
        const [, list, rest = annotation] = /^([a-z-]+(?:\[[^\]]*\])?(?:,[a-z-]+(?:\[[^\]]*\])?)*):(.*)$/s.exec(annotation) ?? [];
        const types = list?.split(',') ?? ['manifest'];
        const isIndex = (type) => /^(?:index|manifest-descriptor)/.test(type);
        const [own, outer] = [types.filter((type) => !isIndex(type)), types.filter(isIndex)];
        if (own.length > 0)
            apart.push(list === undefined ? annotation : `${own.join(',')}:${rest}`);
        if (outer.length > 0)
            ofIndex.push(`${outer.join(',')}:${rest}`);
    }
    return { apart, ofIndex };
}

;// CONCATENATED MODULE: ./.build/lib/step/platforms/merge-images.js








/** It writes some kilobytes, but a registry may be slow. */
const longestMergeMs = 120_000;
/**
 * Puts the images together in one index that gets all tags. It runs on the runner, with its sign-in to the registry.
 *
 * @param retries how often it may be tried again
 * @throws CommandError in buildx's words; then no tag has moved
 */
async function mergeImages({ tags, annotations, digests }, { name, buildx }, retries, { directory, signal, log }) {
    const [tag = ''] = tags;
    const create = ['imagetools', 'create', '--builder', name, '--progress', 'plain'];
    const args = [
        ...tags.flatMap((each) => ['--tag', each]),
        ...annotations.flatMap((annotation) => ['--annotation', annotation]),
        ...digests.map((digest) => `${repositoryOf(tag)}@${digest}`),
    ];
    for (let tried = 0;; tried += 1) {
        try {
            return { ...(await createIndex()), retries: tried };
        }
        catch (error) {
            const reason = signal.aborted ? undefined : (0,faults/* transientFault */.Te)((0,errors/* messageOf */.bD)(error));
            if (reason === undefined || tried >= retries)
                throw error;
            const pause = Math.min(2 ** (tried + 1), 30);
            log.info(`The images were not put together: ${reason}. Trying again in ${pause} s.`);
            await (0,external_node_timers_promises_.setTimeout)(pause * 1000, undefined, { signal });
        }
    }
    async function createIndex() {
        const file = (0,external_node_path_.join)((0,private_directory/* createAttemptDirectory */.PD)(directory), 'index.json');
        const first = await run([...create, '--metadata-file', file, ...args]);
        if (!first.stderr.includes('unknown flag: --metadata-file')) {
            expectSuccess('create', first);
            return readMetadata(await (0,promises_.readFile)(file, 'utf8'));
        }
        // A buildx before v0.32.0 doesn't say which index it has made.
        expectSuccess('create', await run([...create, ...args]));
        const named = await run(['imagetools', 'inspect', '--builder', name, ...inManifest, tag]);
        expectSuccess('inspect', named);
        const { digest } = JSON.parse(named.stdout);
        return { digest: typeof digest === 'string' ? digest : '', metadata: {} };
    }
    function run(command) {
        return (0,process/* runToEnd */.c)(buildx, command, { directory, signal, timeoutMs: longestMergeMs });
    }
}
const inManifest = ['--format', '{{json .Manifest}}'];
/** @throws CommandError in buildx's words */
function expectSuccess(command, { exitCode, stderr }) {
    if (exitCode !== 0)
        throw new errors/* CommandError */.Qd(`buildx imagetools ${command}`, exitCode, stderr);
}
function readMetadata(text) {
    const metadata = JSON.parse(text);
    const descriptor = metadata['containerimage.descriptor'];
    const digest = metadata['containerimage.digest'] ?? descriptor?.digest;
    return { digest: typeof digest === 'string' ? digest : '', metadata };
}

// EXTERNAL MODULE: ./.build/lib/record/steps.js + 4 modules
var record_steps = __webpack_require__(2605);
;// CONCATENATED MODULE: ./.build/lib/step/platforms/merge-records.js

const mostSlowest = 5;
/**
 * The records of builds for several platforms as that of one build: counts add up, and each step has its platform. The
 * seconds are those of the build that took longest, as all of them ran at the same time.
 */
function mergeRecords(parts) {
    const offsets = offsetsOf(parts);
    const steps = parts.flatMap(({ platform, record }) => record.steps.map((step) => ({ ...step, platform: step.platform ?? platform })));
    const all = parts.map(({ record }) => record);
    const failed = all.find(({ failure }) => failure !== undefined)?.failure;
    const pulled = all.flatMap(({ pulledBytes }) => pulledBytes ?? []);
    const longest = all.toSorted((a, b) => totalSeconds(b) - totalSeconds(a))[0] ?? parts[0].record;
    return {
        steps,
        ...(0,record_steps/* countSteps */.jg)(steps),
        misses: all.flatMap(({ misses }, index) => misses.map((miss) => ({ ...miss, step: miss.step + (offsets[index] ?? 0) }))),
        slowest: all
            .flatMap(({ slowest }, index) => slowest.map((step) => step + (offsets[index] ?? 0)))
            .toSorted((a, b) => (steps[b]?.seconds ?? 0) - (steps[a]?.seconds ?? 0))
            .slice(0, mostSlowest),
        sources: all.flatMap(({ sources }) => sources),
        exports: all.flatMap(({ exports }) => exports),
        seconds: longest.seconds,
        contextBytes: all.reduce((sum, { contextBytes }) => sum + contextBytes, 0),
        ...(pulled.length > 0 && { pulledBytes: pulled.reduce((sum, bytes) => sum + bytes, 0) }),
        ...(failed && { failure: failed }),
        running: all.flatMap(({ running }) => running),
        tasks: mergeTasks(all, offsets),
        stepVertices: all.flatMap(({ stepVertices }) => stepVertices),
        vertices: all.flatMap(({ vertices }) => vertices),
    };
}
/** Tasks name steps and each other by their indices. */
function mergeTasks(all, offsets) {
    const merged = [];
    for (const [index, { tasks }] of all.entries()) {
        const before = merged.length;
        for (const task of tasks) {
            merged.push({
                ...task,
                ...(task.step !== undefined && { step: task.step + (offsets[index] ?? 0) }),
                after: task.after.map((other) => other + before),
            });
        }
    }
    return merged;
}
/** What is known of all of them; absent when nothing is known of any. */
function mergeFacts(parts) {
    const offsets = offsetsOf(parts);
    const known = parts.flatMap(({ historyFacts }, index) => historyFacts === undefined ? [] : [{ facts: historyFacts, offset: offsets[index] ?? 0 }]);
    if (known.length === 0)
        return undefined;
    const shifted = (read) => new Map(known.flatMap(({ facts, offset }) => [...read(facts)].map(([step, value]) => [step + offset, value])));
    const sum = (read) => {
        const values = known.flatMap(({ facts }) => read(facts) ?? []);
        return values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0);
    };
    const sums = {
        secondsSaved: sum(({ secondsSaved }) => secondsSaved),
        secondsSavedBySteps: sum(({ secondsSavedBySteps }) => secondsSavedBySteps),
        secondsSavedByMounts: sum(({ secondsSavedByMounts }) => secondsSavedByMounts),
    };
    const mounts = known.flatMap(({ facts }) => facts.cacheMounts ?? []);
    const common = (read) => {
        const values = new Set(parts.map(({ historyFacts }) => historyFacts === undefined ? undefined : read(historyFacts)));
        return values.size === 1 ? [...values][0] : undefined;
    };
    const comparison = common((facts) => facts.comparison);
    const earlierRevision = common((facts) => facts.earlierRevision);
    const dockerfile = common((facts) => facts.dockerfile);
    const others = parts.map(({ historyFacts }) => historyFacts?.otherBuilds);
    const resources = shifted(({ resources = new Map() }) => resources);
    return {
        ...(comparison && { comparison }),
        ...(earlierRevision && { earlierRevision }),
        ...(dockerfile !== undefined && { dockerfile }),
        // Each platform has a daemon of its own.
        ...(others.every((count) => count !== undefined) && {
            otherBuilds: others.reduce((total, count) => total + count, 0),
        }),
        ...(resources.size > 0 && { resources }),
        ...Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== undefined)),
        savedSeconds: shifted(({ savedSeconds }) => savedSeconds),
        coldSeconds: shifted(({ coldSeconds }) => coldSeconds),
        mountStates: shifted(({ mountStates }) => mountStates),
        misses: parts.flatMap(({ record, historyFacts }, index) => (historyFacts?.misses ?? record.misses).map((miss) => ({
            ...miss,
            step: miss.step + (offsets[index] ?? 0),
        }))),
        ...(mounts.length > 0 && { cacheMounts: mounts }),
        ...(known.some(({ facts }) => facts.isUnrecorded) && { isUnrecorded: true }),
    };
}
/** The index of each part's first step among all of them. */
function offsetsOf(parts) {
    let offset = 0;
    return parts.map(({ record }) => {
        const own = offset;
        offset += record.steps.length;
        return own;
    });
}
function totalSeconds({ seconds }) {
    return Object.values(seconds).reduce((sum, each) => sum + each, 0);
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./.build/lib/step/platforms/platform-output.js

/**
 * A stream for the log of one of several builds: whole lines, each with the platform in front.
 *
 * @returns the stream, and `flush` for a last line without an end
 */
function platformOutput(platform, output) {
    let rest = '';
    const write = (lines) => {
        if (lines.length > 0)
            output.write(lines.map((line) => `${labeled(line, platform)}\n`).join(''));
    };
    const stream = new external_node_stream_.Writable({
        decodeStrings: false,
        write(chunk, _encoding, done) {
            const lines = `${rest}${chunk}`.split('\n');
            rest = lines.pop() ?? '';
            write(lines);
            done();
        },
    });
    return {
        stream,
        flush() {
            if (rest !== '')
                write([rest]);
            rest = '';
        },
    };
}
function labeled(line, platform) {
    return line === '' ? '' : `[${platform}] ${line}`;
}

;// CONCATENATED MODULE: ./.build/lib/step/platforms/build-platforms.js










/**
 * Builds for each platform on its own daemon, all at the same time, and puts the images together. A platform that
 * fails cancels the others, and no tag moves.
 *
 * @throws ConfigurationError before anything is built, for a result that can't be made of several images
 */
async function buildPlatforms(lease, inputs, ports, planAndBuild) {
    let cleaningUpSeconds = 0;
    const result = await build(lease, inputs, ports, planAndBuild).finally(async () => {
        cleaningUpSeconds = await lease.release();
    });
    return { ...result, cleaningUpSeconds };
}
async function build({ platforms }, inputs, ports, planAndBuild) {
    const merge = planMerge(inputs.build);
    const names = platforms.map(({ platform, builder }) => `${platform} on ${builder.endpoint}`);
    ports.log.info(`Building for each platform apart: ${names.join(', ')}.`);
    const built = await buildAll(platforms, merge, inputs, ports, planAndBuild);
    const [first, ...others] = built;
    const parts = built.map(({ platform, build: { record, historyFacts } }) => ({
        ...{ platform, record },
        ...(historyFacts && { historyFacts }),
    }));
    const record = mergeRecords(parts);
    const historyFacts = mergeFacts(parts);
    const { builder } = platforms.find(({ builder: { isOwn } }) => !isOwn) ?? platforms[0] ?? {};
    if (builder === undefined)
        throw new Error('no platform');
    const plan = planOf(first.plan, inputs, builder);
    const end = await finish(built, plan, merge, builder, inputs, ports);
    for (const each of built)
        await (0,after_build.warnAfterBuild)(each.build, each.plan, inputs, ports);
    for (const each of platforms)
        (0,after_build.warnOfFaults)(each.builder, ports);
    return {
        ...end,
        builder,
        plan,
        record,
        ...(historyFacts && { historyFacts }),
        checks: unique([first, ...others].flatMap(({ build: { checks } }) => checks)),
        platforms: platforms.map(({ platform, builder: own }, index) => platformResult(platform, own, built[index])),
    };
}
/** The plan as the workflow gives it, for the report. */
function planOf(adapted, inputs, { driver, daemon, isOwn = false }) {
    const isPersistent = !isOwn;
    const { build } = (0,step_plan.planBuild)({ ...inputs, isPersistent, driver, version: daemon.version });
    return { ...adapted, build };
}
async function buildAll(platforms, merge, inputs, ports, planAndBuild) {
    const stop = new AbortController();
    const signal = AbortSignal.any([ports.signal, stop.signal]);
    // One fence around all of them: the host would obey commands again once the first build closed its own.
    const fence = ports.fence();
    const log = deferredLog(ports.log);
    ports.output.write(fence.open);
    const settled = await Promise.allSettled(platforms.map(async (lease) => {
        const { platform } = lease;
        const seconds = (0,stopwatch/* startStopwatch */.Q)();
        const { stream, flush } = platformOutput(platform, ports.output);
        const own = {
            ...ports,
            ...{ signal, output: stream, log: log.for(platform, stream) },
            fence: () => ({ open: '', close: '', harmless: fence.harmless }),
        };
        // What the tag named before is asked once for all.
        const one = { ...inputs, compare: false };
        const adapt = (plan) => merge.adapt(plan, platform);
        try {
            const buildOn = (builder, retries) => planAndBuild(builder, retries, one, own, adapt);
            const tried = await buildOn(lease.builder, 0);
            const built = (0,move/* isSettled */.I)(tried.build)
                ? tried
                : await (0,move.buildElsewhere)(lease, { ...tried, seconds: seconds() }, one, own, buildOn);
            if (built.build.outcome.kind !== 'succeeded')
                stop.abort();
            return { ...built, platform, seconds: seconds() };
        }
        catch (error) {
            stop.abort();
            throw error;
        }
        finally {
            flush();
        }
    }));
    ports.output.write(fence.close);
    log.release();
    const refusal = settled.find((each) => each.status === 'rejected');
    if (refusal !== undefined)
        throw refusal.reason;
    return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}
async function finish(built, plan, merge, builder, inputs, ports) {
    const retries = built.reduce((sum, { build }) => sum + build.retries, 0);
    const outcome = worst(built.map(({ build }) => build.outcome));
    const platforms = Object.fromEntries(built.map(({ platform, build }) => [platform, JSON.parse(build.metadata?.json || '{}')]));
    if (outcome.kind !== 'succeeded')
        return { outcome, retries };
    if (!(0,step_plan.pushesImage)(plan.build)) {
        return { outcome, retries, metadata: metadataOf({ platforms }, '') };
    }
    const digests = built.map(({ build }) => build.metadata?.digest ?? '');
    const [tag = ''] = merge.tags;
    const compare = inputs.compare ? await __webpack_require__.e(/* import() */ 8194).then(__webpack_require__.bind(__webpack_require__, 8194)) : undefined;
    const before = await compare?.readImages(tag, builder, ports);
    try {
        const mostRetries = inputs.retries - retries;
        const image = await mergeImages({ ...merge, digests }, builder, mostRetries, ports);
        ports.log.info(`Put ${built.length} images together: ${tag}@${image.digest}`);
        const after = await compare?.readImages(compare.pinned(tag, image.digest), builder, ports);
        const imageChanged = compare?.haveChanged(before, after);
        const digest = { 'containerimage.digest': image.digest };
        return {
            outcome,
            retries: retries + image.retries,
            metadata: metadataOf({ ...image.metadata, ...digest, platforms }, image.digest),
            ...(imageChanged !== undefined && { imageChanged }),
        };
    }
    catch (error) {
        if (ports.signal.aborted)
            return { outcome: { kind: 'canceled' }, retries };
        return {
            outcome: { kind: 'failed', cause: { kind: 'lasting' }, error: (0,errors/* messageOf */.bD)(error) },
            retries,
        };
    }
}
function metadataOf(json, digest) {
    return { json: JSON.stringify(json), digest, imageId: digest };
}
/** The reason of all: a platform that was canceled because another failed is none. */
function worst(outcomes) {
    const order = ['failed', 'unusable', 'lost', 'canceled', 'succeeded'];
    const [first] = outcomes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    return first ?? { kind: 'canceled' };
}
function unique(values) {
    return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
function platformResult(platform, { endpoint, driver, daemon, pool, fallback }, { build: { outcome, record, metadata }, seconds }) {
    const { total, cached, executed, failed, canceled, notStarted, percent } = record;
    return {
        platform,
        ...{ driver, endpoint, version: daemon.version },
        outcome: outcome.kind,
        ...(metadata?.digest && { digest: metadata.digest }),
        ...{ total, cached, executed, failed, canceled, notStarted, percent },
        seconds: Math.round(seconds * 1000) / 1000,
        ...(pool && { pool }),
        ...(fallback && { fallback }),
    };
}
/** The host doesn't obey commands inside the fence, so what needs one waits for its end. */
function deferredLog(log) {
    const waiting = [];
    return {
        for: (platform, stream) => {
            const later = (level) => (line) => {
                waiting.push(() => log[level]((0,diagnosis/* withPlace */.qS)(line, platform)));
            };
            const write = (line) => stream.write(`${line}\n`);
            return {
                info: write,
                notice: later('notice'),
                warning: later('warning'),
                debug: later('debug'),
                group: (title) => write(title),
            };
        },
        release() {
            for (const print of waiting.splice(0))
                print();
        },
    };
}


/***/ })

};
