export const id = 6553;
export const ids = [6553];
export const modules = {

/***/ 6553:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _bake_bake_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8702);
/* harmony import */ var _github_outputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(134);
/* harmony import */ var _github_run_action_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2479);
/* harmony import */ var _inputs_bake_names_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3776);
/* harmony import */ var _inputs_read_bake_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3803);
/* harmony import */ var _report_empty_bake_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7995);






await (0,_github_run_action_js__WEBPACK_IMPORTED_MODULE_2__/* .runAction */ .C)({ names: _inputs_bake_names_js__WEBPACK_IMPORTED_MODULE_5__/* .bakeInputNames */ .g }, async ({ source, annotations, openPorts }) => {
    (0,_github_outputs_js__WEBPACK_IMPORTED_MODULE_1__/* .presetOutputs */ .C)(_report_empty_bake_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .emptyBakeOutputs */ .d);
    const options = (0,_inputs_read_bake_js__WEBPACK_IMPORTED_MODULE_3__/* .readBakeOptions */ .k)(source);
    const result = await (0,_bake_bake_js__WEBPACK_IMPORTED_MODULE_0__/* .bake */ .W)(options, openPorts());
    const { publishBake } = await Promise.all(/* import() | build */[__webpack_require__.e(9799), __webpack_require__.e(2605), __webpack_require__.e(4866), __webpack_require__.e(3379), __webpack_require__.e(1433)]).then(__webpack_require__.bind(__webpack_require__, 5940));
    await publishBake(result, options, annotations);
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 8702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ bake)
/* harmony export */ });
/* harmony import */ var _base_stopwatch_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9957);
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(710);
/* harmony import */ var _buildx_obtain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4973);
/* harmony import */ var _step_git_context_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6611);
/* harmony import */ var _step_lease_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9607);
/* harmony import */ var _read_definition_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3980);






/**
 * One run: opens a builder, reads the definition, bakes, and releases the builder. A bake that fails is a result.
 *
 * @throws when there is no builder, or the definition can't be read; then nothing is built
 */
async function bake(options, ports) {
    const seconds = (0,_base_stopwatch_js__WEBPACK_IMPORTED_MODULE_4__/* .startStopwatch */ .Q)();
    for (const warning of options.warnings)
        ports.log.warning(warning);
    const opening = (0,_step_lease_js__WEBPACK_IMPORTED_MODULE_2__/* .open */ .ho)(options.connect, ports);
    opening.catch(() => { });
    // The private directory exists by now. A local definition is read while the daemon is probed.
    const guess = readAhead(options, ports);
    (0,_step_lease_js__WEBPACK_IMPORTED_MODULE_2__/* .creationStarted */ .jB)(options.connect)
        .then(() => Promise.all(/* import() */[__webpack_require__.e(2605), __webpack_require__.e(848)]).then(__webpack_require__.bind(__webpack_require__, 848)))
        .catch(() => { });
    const lease = await opening;
    let cleaningUpSeconds = 0;
    const planned = await readAndBake(lease, guess, options, ports).finally(async () => {
        cleaningUpSeconds = await lease.release();
    });
    const { warnOfFaults } = await Promise.all(/* import() | build */[__webpack_require__.e(9799), __webpack_require__.e(2605), __webpack_require__.e(4866), __webpack_require__.e(3379), __webpack_require__.e(1433)]).then(__webpack_require__.bind(__webpack_require__, 9665));
    warnOfFaults(lease.builder, ports);
    const advice = await adviceOn(planned, lease.builder, options, ports);
    return {
        builder: lease.builder,
        ...planned,
        ...(advice.length > 0 && { advice }),
        ...{ cleaningUpSeconds, seconds: seconds() },
    };
}
/** Advice on a bake in which something ran. What can't be found out is no fault of the bake. */
async function adviceOn(planned, builder, options, ports) {
    const { outcome, record } = planned;
    if (!options.advice || outcome.kind !== 'succeeded' || record.hit)
        return [];
    const { adviseTargets } = await Promise.all(/* import() | build */[__webpack_require__.e(9799), __webpack_require__.e(2605), __webpack_require__.e(4866), __webpack_require__.e(3379), __webpack_require__.e(1433)]).then(__webpack_require__.bind(__webpack_require__, 4243));
    return adviseTargets(planned, builder, options, ports).catch(() => []);
}
/** Reads a local definition by the buildx that is found on the runner, whose version isn't checked yet. */
function readAhead(options, ports) {
    if (options.bake.remote !== '')
        return undefined;
    const file = (0,_buildx_obtain_js__WEBPACK_IMPORTED_MODULE_1__/* .guessBuildx */ .e)(options.connect.buildx, ports.env);
    if (file === undefined)
        return undefined;
    const env = (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .remoteEnvironment */ .o5)((0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .buildxEnvironment */ .Qe)(ports.env, (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .buildxConfig */ .v_)(ports.directory)));
    const read = (0,_read_definition_js__WEBPACK_IMPORTED_MODULE_3__/* .readBake */ .M)({ ...options, buildx: { file, env } }, ports);
    read.catch(() => { });
    return { file, read };
}
async function readAndBake(lease, guess, options, ports) {
    const { buildx, name, daemon } = lease.builder;
    const isGuessed = guess !== undefined && guess.file === buildx.file;
    const builder = options.bake.remote === '' ? {} : { builder: name };
    const source = sourceOf(options, daemon.version);
    const read = await (isGuessed
        ? guess.read
        : (0,_read_definition_js__WEBPACK_IMPORTED_MODULE_3__/* .readBake */ .M)({ ...options, ...source, buildx, ...builder }, ports));
    const { bakeTargets } = await Promise.all(/* import() */[__webpack_require__.e(2605), __webpack_require__.e(848)]).then(__webpack_require__.bind(__webpack_require__, 848));
    return bakeTargets(lease, read, options, ports);
}
/** Names a remote definition so that the daemon fetches its commit alone. */
function sourceOf({ bake, repository }, version) {
    const { remote } = bake;
    const contexts = repository && (0,_step_git_context_js__WEBPACK_IMPORTED_MODULE_5__/* .fetchByCommit */ .p7)({ context: remote, buildContexts: [] }, repository, version);
    if (contexts === undefined)
        return {};
    return { bake: { ...bake, remote: contexts.context }, withoutQuery: remote };
}


/***/ }),

/***/ 3980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ readBake)
});

// UNUSED EXPORTS: lastError

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/buildx/bake-args.js
var bake_args = __webpack_require__(6698);
// EXTERNAL MODULE: ./.build/lib/processes/process.js + 1 modules
var process = __webpack_require__(4735);
// EXTERNAL MODULE: ./.build/lib/step/git-context.js
var git_context = __webpack_require__(6611);
// EXTERNAL MODULE: ./.build/lib/text/terminal-line.js
var terminal_line = __webpack_require__(3237);
// EXTERNAL MODULE: ./.build/lib/text/csv.js
var csv = __webpack_require__(6688);
;// CONCATENATED MODULE: ./.build/lib/bake/definition.js

/**
 * Reads what `buildx bake --print` prints: `Target` in docker/buildx bake/bake.go.
 *
 * @throws SyntaxError when it isn't JSON
 */
function readDefinition(json) {
    const { group = {}, target = {} } = JSON.parse(json);
    const names = Object.keys(target);
    const members = (name, path) => {
        if (names.includes(name))
            return [name];
        // A group can't hold itself; should one come, it ends there.
        if (path.includes(name))
            return [];
        return (group[name]?.targets ?? []).flatMap((each) => members(each, [...path, name]));
    };
    // buildx prints what was asked for as this group, unless that is one target.
    const requested = [...new Set(members('default', []))];
    return {
        targets: Object.entries(target).map(([name, printed]) => readTarget(name, printed)),
        requested: requested.length > 0 ? requested : names,
    };
}
function readTarget(name, printed) {
    const args = Object.entries(printed.args ?? {});
    return {
        name,
        tags: printed.tags ?? [],
        outputs: (printed.output ?? []).map(attributesText),
        cacheFrom: (printed['cache-from'] ?? []).map(attributesText),
        cacheTo: (printed['cache-to'] ?? []).map(attributesText),
        attests: (printed.attest ?? []).map(attributesText),
        noCache: printed['no-cache'] ?? false,
        noCacheFilters: printed['no-cache-filter'] ?? [],
        args: args.map(([argument, value]) => `${argument}=${value ?? ''}`),
        context: printed.context ?? '.',
        dockerfile: printed['dockerfile-inline'] === undefined ? (printed.dockerfile ?? 'Dockerfile') : '',
        links: Object.values(printed.contexts ?? {}).flatMap((context) => context.startsWith('target:') ? [context.slice('target:'.length)] : []),
        call: ['', 'build'].includes(printed.call ?? '') ? '' : (printed.call ?? ''),
    };
}
/** The type first: a single field that doesn't begin with it would be a folder. */
function attributesText(attributes) {
    if (typeof attributes === 'string')
        return attributes;
    const entries = Object.entries(attributes).toSorted(([a], [b]) => Number(b === 'type') - Number(a === 'type'));
    return entries.map(([name, value]) => (0,csv/* csvField */.XR)(`${name}=${value}`)).join(',');
}

;// CONCATENATED MODULE: ./.build/lib/bake/read-definition.js







/** A remote definition is fetched by the daemon first. */
const longestReadMs = 300_000;
/**
 * Reads what the definition comes to, by `buildx bake --print`, which builds nothing.
 *
 * @throws ConfigurationError in one line, with the way out
 */
async function readBake(options, ports) {
    const { bake, builder } = options;
    const { exitCode, stdout, stderr } = await runBuildx((0,bake_args/* printArgs */.Xn)(bake, builder), options, ports);
    if (exitCode === 0)
        return { definition: readDefinition(stdout), printed: stdout, bake };
    const error = lastError(stderr) || `exit code ${exitCode}`;
    const { withoutQuery } = options;
    if (withoutQuery !== undefined && (0,git_context/* isQueryRefusal */.Vi)(error)) {
        const { withoutQuery: _, ...others } = options;
        return readBake({ ...others, bake: { ...bake, remote: withoutQuery } }, ports);
    }
    if (isTooOldForFiles(error) && bake.allow.includes(allFiles)) {
        // It asks for no permission to read files.
        const allow = bake.allow.filter((each) => each !== allFiles);
        return readBake({ ...options, bake: { ...bake, allow } }, ports);
    }
    throw new errors/* ConfigurationError */.j1(await explain(error, options, ports));
}
const allFiles = 'fs=*';
/** Before v0.17.0 there was no such flag, and v0.17 knows no such permission. */
function isTooOldForFiles(error) {
    return /unknown flag: --allow|unknown entitlement key "?fs/.test(error);
}
async function explain(error, options, ports) {
    const [, flag = ''] = /unknown flag: --(\S+)/.exec(error) ?? [];
    const needed = neededVersions[flag];
    if (needed !== undefined) {
        const [input, version] = needed;
        return `${input} needs buildx ${version} or newer, and the one on this runner is older (${error}). Set buildx-version: ${version}, or leave ${input} out.`;
    }
    if (/jobs/.test(error)) {
        return `jobs: ${error}. Write fail-fast, defer-error or defer-output, and a limit such as defer-error,parallel=4.`;
    }
    const [, target] = /failed to find target (\S+)/.exec(error) ?? [];
    if (target !== undefined) {
        const known = await knownTargets(options, ports);
        const list = known.length > 0 ? ` The definition has ${known.join(', ')}.` : '';
        return `targets: there is no target "${target}" (${error}).${list}`;
    }
    if (/couldn't find a bake definition/.test(error)) {
        return `files: ${error}. Without files, docker-bake.hcl, docker-bake.json and compose files are looked for in ${place(options)}.`;
    }
    const [, file] = /(?:open|stat|lstat) (\S+): no such file or directory/.exec(error) ?? [];
    if (file !== undefined) {
        return `files: there is no ${file} in ${place(options)} (${error}). Paths are relative to it; in a remote definition, cwd:// names a file of the checkout.`;
    }
    return `The bake definition can't be read: ${error}`;
}
const neededVersions = {
    jobs: ['jobs', 'v0.38.0'],
    var: ['vars', 'v0.31.0'],
    call: ['call', 'v0.16.0'],
    allow: ['allow', 'v0.17.0'],
};
function place({ bake, directory }) {
    return bake.remote || directory;
}
/** Empty when buildx can't list them. */
async function knownTargets(options, ports) {
    try {
        const { exitCode, stdout } = await runBuildx((0,bake_args/* listArgs */.ym)(options.bake, options.builder), options, ports);
        if (exitCode !== 0)
            return [];
        const listed = JSON.parse(stdout);
        return listed.flatMap(({ name }) => name ?? []);
    }
    catch {
        return [];
    }
}
async function runBuildx(args, { buildx: { file, env }, directory, gitAuth }, ports) {
    try {
        return await (0,process/* runToEnd */.c)({ file, env: { ...env, ...gitAuth } }, args, {
            ...{ directory: ports.directory, signal: ports.signal },
            cwd: directory,
            timeoutMs: longestReadMs,
        });
    }
    catch (error) {
        ports.signal.throwIfAborted();
        throw new errors/* ConfigurationError */.j1(`The bake definition can't be read: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
/** The text after buildx's last `ERROR: `, in one line. */
function lastError(stderr) {
    const at = stderr.lastIndexOf('ERROR: ');
    const text = at < 0 ? (stderr.trim().split('\n').at(-1) ?? '') : stderr.slice(at + 'ERROR: '.length);
    return (0,external_node_util_.stripVTControlCharacters)(text).trim().split('\n').map(terminal_line/* cleanLine */.Ow).filter(Boolean).join(' ');
}


/***/ }),

/***/ 6698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xn: () => (/* binding */ printArgs),
/* harmony export */   rz: () => (/* binding */ bakeArgs),
/* harmony export */   ym: () => (/* binding */ listArgs)
/* harmony export */ });
/** The arguments of `buildx bake`. */
function bakeArgs(inputs, { builder, metadataFile }) {
    return [
        ...['bake', '--builder', builder, '--progress', 'rawjson', '--metadata-file', metadataFile],
        ...definitionArgs(inputs),
    ];
}
/**
 * The arguments of a bake that builds nothing, and prints as JSON what it would build.
 *
 * @param builder which reads a remote definition; absent for a local one, which needs none
 */
function printArgs(inputs, builder) {
    const reader = builder === undefined ? [] : ['--builder', builder];
    return ['bake', '--print', ...reader, '--progress', 'rawjson', ...definitionArgs(inputs)];
}
/** The arguments of a bake that lists the targets of a definition, whichever of them are asked for. */
function listArgs(inputs, builder) {
    const reader = builder === undefined ? [] : ['--builder', builder];
    const { remote, files, allow, vars } = inputs;
    return [
        ...['bake', '--list', 'type=targets,format=json', ...reader, '--progress', 'rawjson'],
        ...each('--allow', allow),
        ...each('--file', files),
        ...each('--var', vars),
        ...place(remote, []),
    ];
}
function definitionArgs(inputs) {
    return [
        ...each('--allow', inputs.allow),
        ...one('--call', inputs.call),
        ...each('--file', inputs.files),
        ...one('--jobs', inputs.jobs),
        ...each('--set', inputs.set),
        ...each('--var', inputs.vars),
        ...one('--provenance', inputs.provenance),
        ...one('--sbom', inputs.sbom),
        ...flag('--no-cache', inputs.noCache),
        ...flag('--pull', inputs.pull),
        ...flag('--load', inputs.load),
        ...flag('--push', inputs.push),
        ...place(inputs.remote, inputs.targets),
    ];
}
function place(remote, targets) {
    return ['--', ...(remote === '' ? [] : [remote]), ...targets];
}
function each(name, values) {
    return values.flatMap((value) => [name, value]);
}
function one(name, value) {
    return value === '' ? [] : [name, value];
}
function flag(name, value) {
    return value ? [name] : [];
}


/***/ }),

/***/ 3776:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ bakeInputNames)
/* harmony export */ });
/** The inputs of `bake`: those of docker/bake-action, and ours for reaching, cache, retries and the report. */
const bakeInputNames = [
    'advice',
    'allow',
    'allow-untrusted',
    'builder',
    'builder-image',
    'buildkitd-config',
    'buildkitd-config-inline',
    'buildkitd-flags',
    'buildx-download-url',
    'buildx-version',
    'ca',
    'cache-binary',
    'cache-export',
    'cache-mode',
    'cache-mounts',
    'cache-ref',
    'call',
    'cert',
    'compare',
    'connect-timeout',
    'driver',
    'driver-opts',
    'endpoint',
    'fallback',
    'files',
    'github-token',
    'identity',
    'identity-audience',
    'identity-ca',
    'identity-lifetime',
    'identity-role',
    'identity-token',
    'jobs',
    'key',
    'load',
    'no-cache',
    'provenance',
    'pull',
    'push',
    'retries',
    'sbom',
    'pool-key',
    'server-name',
    'spill-over',
    'set',
    'source',
    'ssh-key',
    'ssh-known-hosts',
    'stall-timeout',
    'summary',
    'summary-build-args',
    'targets',
    'vars',
];


/***/ }),

/***/ 3803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ readBakeOptions)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/buildx/attests.js
var attests = __webpack_require__(4337);
;// CONCATENATED MODULE: ./.build/lib/buildx/bake-provenance.js

/** The value of `--provenance` for a bake, which isn't in the form of an attestation. */
function bakeProvenance(provenance, run) {
    if (['false', 'False', 'FALSE'].includes(provenance))
        return 'false';
    if (!['true', 'True', 'TRUE'].includes(provenance)) {
        return provenance === '' ? '' : (0,attests/* withBuilder */.SC)(provenance, run);
    }
    return run.url === '' ? 'true' : `builder-id=${run.url}`;
}

// EXTERNAL MODULE: ./.build/lib/buildx/build-args.js
var build_args = __webpack_require__(1457);
// EXTERNAL MODULE: ./.build/lib/buildx/secrets.js
var secrets = __webpack_require__(1322);
// EXTERNAL MODULE: ./.build/lib/inputs/build-inputs.js
var build_inputs = __webpack_require__(6786);
// EXTERNAL MODULE: ./.build/lib/inputs/dockerfile-path.js
var dockerfile_path = __webpack_require__(5444);
;// CONCATENATED MODULE: ./.build/lib/inputs/bake-inputs.js








/**
 * Reads the inputs that docker/bake-action has too, in the same way, and `jobs`.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readBakeInputs({ text, list, lines, boolean }, { run }) {
    const source = (0,build_inputs/* insertDefault */.t)('source', text('source') || '{{defaultContext}}', run);
    const remote = (0,dockerfile_path/* isRemote */.Vx)(source) ? source : '';
    // As for a folder that `buildx build` is given, the working directory counts.
    const directory = remote === '' ? (0,external_node_path_.resolve)(source) : (0,external_node_path_.resolve)('.');
    if (remote === '' && !(0,external_node_fs_.statSync)(directory, { throwIfNoEntry: false })?.isDirectory()) {
        throw new errors/* ConfigurationError */.j1(`source: "${source}" is not a folder. Give a folder of the checkout, such as ".", or leave it out for the repository at this commit.`);
    }
    const targets = list('targets');
    const flag = targets.find((target) => target.startsWith('-'));
    if (flag !== undefined)
        throw new errors/* ConfigurationError */.j1(`targets: "${flag}" is not a target.`);
    const load = boolean('load', false);
    const push = boolean('push', false);
    const call = text('call');
    return {
        bake: {
            remote,
            // buildx would ask for each folder outside of the definition's, and nobody answers in a job.
            allow: [...list('allow'), 'fs=*'],
            call: (0,build_args/* isBuild */.T)(call) ? '' : call,
            files: list('files'),
            jobs: text('jobs'),
            load,
            noCache: boolean('no-cache', false),
            provenance: bakeProvenance(text('provenance'), run),
            pull: boolean('pull', false),
            push,
            sbom: text('sbom'),
            set: lines('set', { quotes: false }),
            targets,
            vars: lines('vars', { quotes: false }),
        },
        directory,
        source: remote === '' ? source : '.',
        gitAuth: gitAuth(remote, text('github-token'), run),
    };
}
/** The variable with which buildx reads a definition of this repository's server. No other server gets the token. */
function gitAuth(remote, token, run) {
    if (token === '' || run.server === '' || !isOnServer(remote, run.server))
        return {};
    const [secret] = (0,secrets/* gitSecret */.tv)(token, run, []);
    if (secret === undefined || !('value' in secret))
        return {};
    const name = secret.id.startsWith('GIT_AUTH_HEADER') ? 'HEADER' : 'TOKEN';
    return { [`BUILDX_BAKE_GIT_AUTH_${name}`]: secret.value };
}
function isOnServer(remote, server) {
    if (!URL.canParse(remote))
        return remote.startsWith(`${new URL(server).host}/`);
    return new URL(remote).host === new URL(server).host;
}

// EXTERNAL MODULE: ./.build/lib/inputs/connect-inputs.js + 9 modules
var connect_inputs = __webpack_require__(8043);
// EXTERNAL MODULE: ./.build/lib/inputs/read-inputs.js + 1 modules
var read_inputs = __webpack_require__(4501);
// EXTERNAL MODULE: ./.build/lib/inputs/reader.js
var inputs_reader = __webpack_require__(8691);
;// CONCATENATED MODULE: ./.build/lib/inputs/read-bake.js




/**
 * Reads, masks and checks the inputs of a bake.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readBakeOptions(source) {
    return (0,read_inputs/* masked */.Iv)(source, (_, masks) => {
        const reader = (0,inputs_reader/* createInputReader */.i)(source.raw);
        const connect = (0,connect_inputs/* readConnectInputs */.q)(reader, source, masks);
        const { origin, run, workspace } = source;
        const read = readBakeInputs(reader, source);
        return {
            connect: keyedByFile(connect, read.bake.files, reader),
            ...read,
            ...(run.gitRef && { repository: { context: run.defaultContext, ref: run.gitRef } }),
            ...(0,read_inputs/* readOptions */.Tt)(reader),
            origin,
            attestRun: run,
            workspace,
            defaultContext: run.defaultContext,
            warnings: source.checkNames(),
            annotateChecks: run.annotateChecks,
        };
    });
}
/** Bakes of one definition stay on one daemon of a pool: their targets share stages. */
function keyedByFile(connect, [file = 'docker-bake'], { text }) {
    const { pool } = connect;
    if (pool === undefined || text('pool-key') !== '')
        return connect;
    return { ...connect, pool: { ...pool, key: `${pool.key}:${file}` } };
}


/***/ }),

/***/ 7995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ emptyBakeOutputs)
/* harmony export */ });
/* harmony import */ var _empty_outputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4095);

const { imageid: _, ...rest } = _empty_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .emptyOutputs */ .q;
/** Each output of `bake` as it is when nothing was built. */
const emptyBakeOutputs = {
    ...rest,
    digests: '{}',
    targets: '{}',
};


/***/ }),

/***/ 3237:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ isPlain),
/* harmony export */   M8: () => (/* binding */ colours),
/* harmony export */   Ow: () => (/* binding */ cleanLine),
/* harmony export */   UQ: () => (/* binding */ esc),
/* harmony export */   Wj: () => (/* binding */ isRedraw),
/* harmony export */   _v: () => (/* binding */ forgetStates)
/* harmony export */ });
// Lines with control sequences, as a terminal would finally show them.
/** The visible text of a line, with its colours but without any other control character. */
function cleanLine(line) {
    return lastState(line).replace(escapes, keepColour).replace(controls, '');
}
const esc = '\u001b';
/** CSI sequences (of which colours end in `m`), OSC sequences (titles, links), and the short ones. */
const escapes = new RegExp(`${esc}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${esc}]*(?:\\u0007|${esc}\\\\)|[ -/]*[0-Z\\\\^-~])`, 'g');
/** An incomplete sequence at the end of a piece. */
const unfinishedEscape = new RegExp(`${esc}(?:\\[[0-?]*[ -/]*|\\][^\\u0007${esc}]*${esc}?|[ -/]*)$`);
const colours = new RegExp(`${esc}\\[[0-9;:]*m`, 'g');
/**
 * C0 without the tab, C1, the line separators that JavaScript and browsers know, and the characters that change the
 * direction of writing, with which a line can look like another one.
 */
const controls = new RegExp(`(?!${esc}\\[[0-9;:]*m)[\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]`, 'g');
/** Cursor to the first column: how npm and yarn redraw their progress bars. */
const toLineStart = new RegExp(`${esc}\\[[01]?G`, 'g');
const lineStarts = ['', '0', '1'].map((column) => `${esc}[${column}G`);
const special = /[^\t\u0020-\u007e\u00a0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\uffff]/;
function isPlain(line) {
    return !special.test(line);
}
function isRedraw(text) {
    return text.includes('\r') || lineStarts.some((sequence) => text.includes(sequence));
}
/** The last visible state of a line. */
function lastState(line) {
    if (!isRedraw(line))
        return line;
    const states = line.replace(toLineStart, '\r');
    const start = lastStart(states);
    const end = states.indexOf('\r', start);
    return states.slice(start, end < 0 ? undefined : end);
}
/** Where the last visible state begins, or else the last state. Searches from the end: there may be thousands. */
function lastStart(states) {
    for (let end = states.length; end > 0;) {
        const start = states.lastIndexOf('\r', end - 1) + 1;
        const state = states.slice(start, end);
        if (state.replace(escapes, '').replace(controls, '') !== '')
            return start;
        end = start - 1;
    }
    return states.lastIndexOf('\r') + 1;
}
/** The same line without the states that were overwritten. */
function forgetStates(line) {
    // The incomplete sequence may turn out to be invisible.
    if (unfinishedEscape.test(line))
        return line;
    const states = line.replace(toLineStart, '\r');
    return states.slice(lastStart(states));
}
function keepColour(sequence) {
    return sequence.match(colours) ? sequence : '';
}


/***/ })

};
