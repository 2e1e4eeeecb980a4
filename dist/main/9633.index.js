export const id = 9633;
export const ids = [9633];
export const modules = {

/***/ 9633:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _bake_matrix_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(377);
/* harmony import */ var _github_outputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(134);
/* harmony import */ var _github_run_action_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2479);
/* harmony import */ var _inputs_read_matrix_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5224);




await (0,_github_run_action_js__WEBPACK_IMPORTED_MODULE_2__/* .runAction */ .C)({ names: _inputs_read_matrix_js__WEBPACK_IMPORTED_MODULE_3__/* .matrixInputNames */ .k }, async ({ source, openPorts }) => {
    const inputs = (0,_inputs_read_matrix_js__WEBPACK_IMPORTED_MODULE_3__/* .readMatrixInputs */ .f)(source);
    const ports = openPorts();
    const entries = await (0,_bake_matrix_js__WEBPACK_IMPORTED_MODULE_0__/* .readMatrix */ .y)(inputs, ports);
    ports.log.group(`A matrix of ${entries.length}`, entries.map((entry) => JSON.stringify(entry)));
    (0,_github_outputs_js__WEBPACK_IMPORTED_MODULE_1__/* .setOutputs */ .n)({ matrix: JSON.stringify(entries) });
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ readMatrix)
/* harmony export */ });
/* unused harmony export matrixOf */
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(710);
/* harmony import */ var _buildx_obtain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4973);
/* harmony import */ var _leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3876);
/* harmony import */ var _read_definition_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3980);




/**
 * Makes the entries of a job matrix, as docker/bake-action's subaction does: one for each target, or for each value of
 * a field that the target has. For several fields there is one for each combination.
 *
 * @param printed what `buildx bake --print` prints
 * @param fields names of fields, such as `platforms`
 */
function matrixOf(printed, fields) {
    const { target = {} } = JSON.parse(printed);
    return Object.entries(target).flatMap(([name, definition]) => fields
        .filter((field) => definition[field] !== undefined)
        .reduce((entries, field) => entries.flatMap((entry) => [definition[field]].flat().map((value) => ({ ...entry, [field]: value }))), [{ target: name }]));
}
/**
 * Reads a local definition and makes a job matrix of it. It needs no daemon and no Docker, only a buildx.
 *
 * @throws ConfigurationError in one line when the definition can't be read
 */
async function readMatrix({ bake, directory, buildx, fields, warnings }, ports) {
    for (const warning of warnings)
        ports.log.warning(warning);
    await (0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .createPrivateDirectory */ .nq)(ports.directory);
    try {
        const file = await (0,_buildx_obtain_js__WEBPACK_IMPORTED_MODULE_1__/* .obtainBuildx */ .q)(buildx, ports);
        const env = (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .buildxEnvironment */ .Qe)(ports.env, (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .buildxConfig */ .v_)(ports.directory));
        const options = { bake, directory, gitAuth: {}, buildx: { file, env } };
        return matrixOf((await (0,_read_definition_js__WEBPACK_IMPORTED_MODULE_3__/* .readBake */ .M)(options, ports)).printed, fields);
    }
    finally {
        await (0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .removePrivateDirectory */ .th)(ports.directory);
        ports.needNoPost();
    }
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

/***/ 5224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ readMatrixInputs),
/* harmony export */   k: () => (/* binding */ matrixInputNames)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7255);
/* harmony import */ var _connect_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8043);
/* harmony import */ var _read_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4501);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8691);






/** The inputs of `bake/matrix`: those of docker/bake-action's subaction, `vars`, and those about buildx. */
const matrixInputNames = [
    ...['buildx-download-url', 'buildx-version', 'cache-binary'],
    ...['fields', 'files', 'target', 'vars', 'workdir'],
];
/**
 * Reads and checks the inputs of a job matrix.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readMatrixInputs(source) {
    return (0,_read_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .masked */ .Iv)(source, (_, masks) => {
        const reader = (0,_reader_js__WEBPACK_IMPORTED_MODULE_5__/* .createInputReader */ .i)(source.raw);
        const { text, list, lines } = reader;
        const workdir = text('workdir') || '.';
        const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workdir);
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(directory, { throwIfNoEntry: false })?.isDirectory()) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ConfigurationError */ .j1(`workdir: "${workdir}" is not a folder.`);
        }
        return {
            bake: {
                ...{ remote: '', allow: ['fs=*'], call: '', jobs: '', load: false, noCache: false },
                ...{ provenance: '', pull: false, push: false, sbom: '', set: [] },
                files: list('files'),
                targets: list('target'),
                vars: lines('vars', { quotes: false }),
            },
            directory,
            buildx: (0,_connect_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .readBuildxInputs */ .G)(reader, masks),
            fields: list('fields'),
            warnings: source.checkNames(),
        };
    });
}


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
