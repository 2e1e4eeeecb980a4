import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 4317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 1553:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns/promises");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 8995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 3916:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path/posix");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8321:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/consumers");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 6193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 3875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   OZ: () => (/* binding */ Diagnosis),
/* harmony export */   qS: () => (/* binding */ withPlace)
/* harmony export */ });
/* unused harmony export diagnosisCodes */
/** Why an endpoint can't be used. Each code has a heading in docs/troubleshooting.md. */
const diagnosisCodes = [
    'dns-not-found',
    'connection-refused',
    'connection-timeout',
    'connection-reset',
    'not-tls',
    'not-buildkit',
    'server-cert-expired',
    'server-cert-not-yet-valid',
    'server-cert-untrusted',
    'server-name-mismatch',
    'client-cert-required',
    'client-cert-rejected',
    'client-cert-expired',
    'client-key-mismatch',
    'credentials-missing',
    'credentials-malformed',
    'identity-no-token',
    'identity-unreachable',
    'identity-untrusted',
    'identity-refused',
    'identity-answer',
    'ssh-host-key-unknown',
    'ssh-host-key-changed',
    'ssh-auth-failed',
    'ssh-no-docker',
    'container-forbidden',
    'router-refused',
    'router-unreachable',
    'router-slow',
    'buildx-not-connected',
    'daemon-unhealthy',
    'daemon-disk-full',
    'daemon-silent',
    'no-endpoint',
];
/** Codes of faults that may pass: while a daemon is still starting, or until a network recovers. */
const passing = new Set([
    'dns-not-found',
    'connection-refused',
    'connection-timeout',
    'connection-reset',
    'identity-unreachable',
    'ssh-no-docker',
    'router-unreachable',
    'router-slow',
    'daemon-unhealthy',
]);
/** A message with the place that it is about in front; behind its code, if it begins with one. */
function withPlace(message, place) {
    const code = diagnosisCodes.find((each) => message.startsWith(`${each}: `));
    return code === undefined
        ? `${place}: ${message}`
        : `${code}: ${place}: ${message.slice(code.length + 2)}`;
}
/**
 * The daemon can't be used now, for a reason outside the workflow's text, so that `fallback` applies. The message
 * is one line that begins with the code.
 */
class Diagnosis extends Error {
    name = 'Diagnosis';
    code;
    /** The message without the code: one or more sentences. */
    reason;
    /** Whether another probe later may succeed. */
    mayPass;
    /** @param words the reason, which may end in the words of another program, without a full stop */
    constructor(code, words, options = {}) {
        const reason = words === '' || /[.?!]$/.test(words) ? words : `${words}.`;
        super(`${code}: ${reason}`, options);
        this.code = code;
        this.reason = reason;
        this.mayPass = passing.has(code) && options.isCertain !== true;
    }
}


/***/ }),

/***/ 7255:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Qd: () => (/* binding */ CommandError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   j1: () => (/* binding */ ConfigurationError),
/* harmony export */   k3: () => (/* binding */ CanceledError)
/* harmony export */ });
/** A mistake in the workflow itself. The user fixes it there, so no fallback hides it. */
class ConfigurationError extends Error {
    name = 'ConfigurationError';
    code;
    /** The message without the code that it begins with. */
    reason;
    constructor(reason, code, options) {
        super(code === undefined ? reason : `${code}: ${reason}`, options);
        this.code = code;
        this.reason = reason;
    }
}
/** A command that failed. The message is one line: the command and the last line that it printed. */
class CommandError extends Error {
    name = 'CommandError';
    constructor(command, exitCode, output) {
        super(`${command} failed: ${lastLine(output) ?? `exit code ${exitCode}`}`);
    }
}
/** The build was stopped from outside, by a signal such as the one a canceled job gets. */
class CanceledError extends Error {
    name = 'CanceledError';
    constructor() {
        super('The build was canceled.');
    }
}
/** The message of any thrown value as one line, never a stack trace. */
function messageOf(error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.trim().replaceAll(/\s*\r?\n\s*/g, ' ');
}
function lastLine(output) {
    const line = output
        .trimEnd()
        .split('\n')
        .at(-1)
        ?.trim()
        .replace(/^ERROR: /, '');
    return line || undefined;
}


/***/ }),

/***/ 9957:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ startStopwatch)
/* harmony export */ });
/**
 * Starts measuring.
 *
 * @returns a function for the seconds since then, which a change of the system's clock doesn't affect
 */
function startStopwatch() {
    const start = performance.now();
    return () => (performance.now() - start) / 1000;
}


/***/ }),

/***/ 4025:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);
/* harmony import */ var _github_input_environment_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6028);
/* harmony import */ var _github_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(134);
/* harmony import */ var _github_run_action_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2479);
/* harmony import */ var _inputs_names_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4818);
/* harmony import */ var _inputs_read_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4501);
/* harmony import */ var _report_empty_outputs_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(4095);
/* harmony import */ var _step_step_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(7423);








// All actions of this repository are one bundle, so that their common code is there once. Each has a file of its own
// beside it, which only imports this one. What the others need in addition is loaded only for them.
switch ((0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(process.argv[1] ?? '', '.js')) {
    case 'bake':
        await __nccwpck_require__.e(/* import() */ 6553).then(__nccwpck_require__.bind(__nccwpck_require__, 6553));
        break;
    case 'matrix':
        await __nccwpck_require__.e(/* import() */ 9633).then(__nccwpck_require__.bind(__nccwpck_require__, 9633));
        break;
    case 'report':
        await Promise.all(/* import() */[__nccwpck_require__.e(9799), __nccwpck_require__.e(2605), __nccwpck_require__.e(4866), __nccwpck_require__.e(7414)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7414));
        break;
    case 'setup':
        await __nccwpck_require__.e(/* import() */ 5355).then(__nccwpck_require__.bind(__nccwpck_require__, 5355));
        break;
    default:
        await build();
}
function build() {
    return (0,_github_run_action_js__WEBPACK_IMPORTED_MODULE_3__/* .runAction */ .C)({ names: _inputs_names_js__WEBPACK_IMPORTED_MODULE_4__/* .inputNames */ .vj }, async ({ source, annotations, openPorts }) => {
        // So that no `if:` of a later step reads an undefined output, whatever happens here.
        (0,_github_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .presetOutputs */ .C)(_report_empty_outputs_js__WEBPACK_IMPORTED_MODULE_6__/* .emptyOutputs */ .q);
        const inputs = (0,_inputs_read_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .readInputs */ .Ko)(source);
        const result = await (0,_step_step_js__WEBPACK_IMPORTED_MODULE_7__/* .main */ .i)(inputs, openPorts((0,_github_input_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .ownVariables */ .uk)(inputs.build)));
        // It is in the chunk of the code that watched the build.
        const { publish } = await Promise.all(/* import() | build */[__nccwpck_require__.e(9799), __nccwpck_require__.e(2605), __nccwpck_require__.e(4866), __nccwpck_require__.e(3379), __nccwpck_require__.e(1433)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8686));
        await publish(result, inputs, annotations);
    });
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 4337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   SC: () => (/* binding */ withBuilder),
/* harmony export */   Z6: () => (/* binding */ defaultAttestations),
/* harmony export */   ej: () => (/* binding */ attestations)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7255);
/* harmony import */ var _text_csv_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6688);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5289);



/** The values of `--attest` that the inputs ask for. `provenance` and `sbom` override `attests`. */
function attestations({ attests, provenance, sbom }, run) {
    const given = { provenance: provenance !== '', sbom: sbom !== '' };
    return [
        ...(given.provenance ? [`type=provenance,${provenanceAttributes(provenance, run)}`] : []),
        ...(given.sbom ? [`type=sbom,${attributes('sbom', sbom)}`] : []),
        ...attests.flatMap((attest) => {
            const type = attribute(attest, 'type');
            if (type === 'provenance')
                return given.provenance ? [] : [withBuilder(attest, run)];
            if (type === 'sbom')
                return given.sbom ? [] : [attest];
            return [attributes('attests', attest)];
        }),
    ];
}
/**
 * A build whose inputs don't mention provenance gets one. For a private repository it doesn't name sources
 * and arguments. An image for Docker's classic image store gets none, since that store can't hold one.
 */
function defaultAttestations(inputs, run) {
    const isGiven = inputs.provenance !== '' ||
        inputs.attests.some((attest) => attribute(attest, 'type') === 'provenance');
    if (isGiven || run.noDefaultAttestations || isForDocker(inputs))
        return [];
    const byDefault = run.isPrivate ? 'mode=min,inline-only=true' : 'mode=max';
    return [`type=provenance,${withBuilder(byDefault, run)}`];
}
function provenanceAttributes(provenance, run) {
    if (['false', 'False', 'FALSE'].includes(provenance))
        return 'disabled=true';
    if (!['true', 'True', 'TRUE'].includes(provenance)) {
        return attributes('provenance', withBuilder(provenance, run));
    }
    return run.url === '' ? 'disabled=false' : `builder-id=${run.url}`;
}
/** Names the run as the builder, unless the input names another. */
function withBuilder(text, { url }) {
    if (url === '' || attribute(text, 'builder-id') !== undefined)
        return text;
    return `${text},builder-id=${url}`;
}
/** buildx expects `disabled=…` where workflows have a plain boolean. */
function attributes(input, text) {
    return fields(input, text)
        .map((field) => {
        if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(field))
            return 'disabled=false';
        if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(field))
            return 'disabled=true';
        return (0,_text_csv_js__WEBPACK_IMPORTED_MODULE_2__/* .csvField */ .XR)(field);
    })
        .join(',');
}
function fields(input, text) {
    try {
        return (0,_text_csv_js__WEBPACK_IMPORTED_MODULE_2__/* .csvRecords */ .Xc)(text)
            .flat()
            .map((field) => field.trim());
    }
    catch (error) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${input}: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
    }
}
function isForDocker({ load, outputs }) {
    return load || outputs.some((output) => (0,_outputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readOutput */ .ov)(output).type === 'docker');
}
/** The last value of `name`, which is case-sensitive as in docker/build-push-action. */
function attribute(attest, name) {
    const pairs = (0,_text_csv_js__WEBPACK_IMPORTED_MODULE_2__/* .csvFields */ .qZ)(attest).map((field) => field.split('='));
    const pair = pairs.findLast(([key = '']) => key.trim() === name);
    return pair?.slice(1).join('=').trim();
}


/***/ }),

/***/ 1457:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ buildArgs),
/* harmony export */   T: () => (/* binding */ isBuild)
/* harmony export */ });
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1322);

/** Whether something is built. A `call` such as `check` or `outline` builds nothing. */
function isBuild(call) {
    return call === '' || call === 'build';
}
/** The arguments of `buildx build`. */
function buildArgs(inputs, { builder, metadataFile, secretFile }) {
    return [
        'build',
        '--builder',
        builder,
        '--progress',
        'rawjson',
        '--metadata-file',
        metadataFile,
        ...each('--add-host', inputs.addHosts),
        ...each('--allow', inputs.allow),
        ...each('--annotation', inputs.annotations),
        ...each('--attest', [...inputs.defaultAttests, ...inputs.attests]),
        ...each('--build-arg', inputs.buildArgs),
        ...each('--build-context', inputs.buildContexts),
        ...each('--cache-from', inputs.cacheFrom),
        ...each('--cache-to', inputs.cacheTo),
        ...one('--call', inputs.call),
        ...one('--cgroup-parent', inputs.cgroupParent),
        ...one('--file', inputs.file),
        ...each('--label', inputs.labels),
        ...one('--network', inputs.network),
        ...each('--no-cache-filter', inputs.noCacheFilters),
        ...each('--output', inputs.outputs),
        ...one('--platform', inputs.platforms.join(',')),
        ...each('--secret', inputs.secrets.map((secret, index) => (0,_secrets_js__WEBPACK_IMPORTED_MODULE_0__/* .secretArg */ .lL)(secret, secretFile(index)))),
        ...one('--shm-size', inputs.shmSize),
        ...each('--ssh', inputs.ssh),
        ...each('--tag', inputs.tags),
        ...one('--target', inputs.target),
        ...each('--ulimit', inputs.ulimit),
        ...flag('--load', inputs.load),
        ...flag('--no-cache', inputs.noCache),
        ...flag('--pull', inputs.pull),
        ...flag('--push', inputs.push),
        '--',
        inputs.context,
    ];
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

/***/ 5061:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ createArgs)
/* harmony export */ });
/** The arguments of `buildx create`. */
function createArgs({ name, node = '', driver, endpoint = '', driverOpts, buildkitdFlags = '', buildkitdConfig = '', statusTimeout = '', isStarted = false, }) {
    return [
        'create',
        '--name',
        name,
        ...(node ? ['--node', node] : []),
        '--driver',
        driver,
        ...driverOpts.flatMap((options) => ['--driver-opt', options]),
        ...(buildkitdFlags ? ['--buildkitd-flags', buildkitdFlags] : []),
        ...(buildkitdConfig ? ['--buildkitd-config', buildkitdConfig] : []),
        ...(statusTimeout ? ['--timeout', statusTimeout] : []),
        ...(isStarted ? ['--bootstrap'] : []),
        ...(endpoint ? [endpoint] : []),
    ];
}


/***/ }),

/***/ 710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O9: () => (/* binding */ dockerEnvironment),
/* harmony export */   Qe: () => (/* binding */ buildxEnvironment),
/* harmony export */   g3: () => (/* binding */ loadingEnvironment),
/* harmony export */   o5: () => (/* binding */ remoteEnvironment),
/* harmony export */   tj: () => (/* binding */ userBuildxEnvironment),
/* harmony export */   v_: () => (/* binding */ buildxConfig)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);

/** Where the private `BUILDX_CONFIG` is. */
function buildxConfig(directory) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, 'buildx');
}
/**
 * The environment of a buildx that creates its own builders.
 *
 * The private `BUILDX_CONFIG` keeps the builders of other jobs apart, leaves none behind, and hides a
 * `buildkitd.default.toml`, with which buildx refuses to create a remote builder. `DOCKER_CONFIG`
 * stays as it is, so that buildx finds the sign-in of docker/login-action.
 */
function buildxEnvironment(env, buildxConfig) {
    return { ...defaults, ...env, ...settings, BUILDX_CONFIG: buildxConfig };
}
/** The same with the user's own `BUILDX_CONFIG`, where buildx finds builders of other steps. */
function userBuildxEnvironment(env) {
    return { ...defaults, ...env, ...settings };
}
/**
 * Settings that the job's environment overrides.
 *
 * Go's garbage collector: buildx keeps 3 MB alive, and collecting them three times takes a tenth of a warm
 * build. The limit is far above what any build was seen to need.
 *
 * OpenTelemetry: at the end of a build, buildx waits for an OTLP collector that is down, 10 s by its own
 * default and 30 s over HTTP. A collector that is up answers within milliseconds.
 */
const defaults = { GOGC: '400', GOMEMLIMIT: '512MiB', OTEL_BSP_EXPORT_TIMEOUT: '1000' };
/** Makes the `metadata` output contain what docker/build-push-action's contains. */
const settings = { BUILDX_METADATA_WARNINGS: 'true' };
/** Makes buildx use this Docker daemon, whatever the job's own settings name. */
function dockerEnvironment(env, host) {
    return { ...withoutDocker(env), DOCKER_HOST: host };
}
/**
 * Makes buildx need no Docker. It reads the job's Docker settings for any builder, and fails if they name a
 * context or certificates that don't exist, or an invalid version of the API.
 */
function remoteEnvironment(env) {
    // The context that always exists; `config.json` may name another one.
    return { ...withoutDocker(env), DOCKER_CONTEXT: 'default' };
}
/** The same with the job's own Docker settings, for a build that loads its image into the runner's Docker. */
function loadingEnvironment(env, job) {
    const own = Object.entries(job).filter(([name]) => dockerSettings.has(name));
    return { ...withoutDocker(env), ...Object.fromEntries(own) };
}
/** Which Docker daemon to use. `DOCKER_CONFIG` isn't among them: the sign-in to registries is there. */
const dockerSettings = new Set([
    'DOCKER_HOST',
    'DOCKER_CONTEXT',
    'DOCKER_TLS',
    'DOCKER_TLS_VERIFY',
    'DOCKER_CERT_PATH',
    'DOCKER_API_VERSION',
]);
function withoutDocker(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => !dockerSettings.has(name)));
}


/***/ }),

/***/ 3684:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ pinnedVersion),
/* harmony export */   n: () => (/* binding */ pinnedChecksums)
/* harmony export */ });
// The buildx that is downloaded by default. script/update-buildx-pin writes this file.
const pinnedVersion = 'v0.36.1';
/** SHA-256 of each binary of that release, by platform: one for every platform that buildx is released for. */
const pinnedChecksums = {
    'darwin-amd64': '52a39ee4012d18f83373656712102ebda55656121dcdabbbb1ccfbd41b7debe8',
    'darwin-arm64': '214cdc36788602862dbc82b523d58648b4585c7b0ff95218b0817c44db5573d7',
    'linux-amd64': '48af8a397ebd60178778bf63611dbcebe5f5e7a9be90eb9147b24b9587455778',
    'linux-arm-v6': '324ed0ca85defb28442eda3b002472dbfc7e77bf6992292f2daa94f699f0e43a',
    'linux-arm-v7': '32ff9bee8c48c1fbceb1e2fb1d8472ec817ad1e25b5dff58ec9abf9b8d903518',
    'linux-arm64': '5d0cafd9d16afe1a0f0d9529885344ace2cc99efdd531b6c783c5455a6001569',
    'linux-ppc64le': '46f71a277d1d05cb20f87601abfb729d0056f88705903bd82ad6153f80e3cd9b',
    'linux-riscv64': '5e82f0ada635dabda74f1486dea604e0ea3a1214971ec8c52dcb4db6e08cce26',
    'linux-s390x': '9d8dff974aa0166fc59a5804f35bb6c9ea0693a3f5061a81101668cfe707b0b4',
    'windows-amd64': 'cd7d06a00d924b5800d2654b507afe100378a4685fcec6585eeadc599a527330',
    'windows-arm64': '79522ff962bf3b127c8e9ca56944b1a3fcbe46e1d0b4144d481f356d8c13fa74',
};


/***/ }),

/***/ 7424:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ld: () => (/* binding */ releasePlatform),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   kX: () => (/* binding */ programName)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7255);
/* harmony import */ var _pin_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3684);



/** @throws ConfigurationError when buildx is not released for it */
function releasePlatform(host = thisHost()) {
    const platform = {
        os: host.platform === 'win32' ? 'windows' : host.platform,
        arch: releaseArch(host),
    };
    if (nameOf(platform) in _pin_js__WEBPACK_IMPORTED_MODULE_2__/* .pinnedChecksums */ .n)
        return platform;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`There is no release of buildx for this runner (${host.platform} on ${host.arch}). Put a buildx of your own on its PATH.`);
}
function nameOf({ os, arch }) {
    return `${os}-${arch}`;
}
/** The file name of a program on that platform. */
function programName({ os }, name) {
    return os === 'windows' ? `${name}.exe` : name;
}
function releaseArch({ arch, isLittleEndian, armVersion }) {
    if (arch === 'x64')
        return 'amd64';
    if (arch === 'ppc64' && isLittleEndian)
        return 'ppc64le';
    // A binary for ARMv6 runs on newer processors too.
    if (arch === 'arm')
        return armVersion === '7' ? 'arm-v7' : 'arm-v6';
    return arch;
}
function thisHost() {
    const { arm_version } = process.config.variables;
    return {
        platform: process.platform,
        arch: process.arch,
        isLittleEndian: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.endianness)() === 'LE',
        armVersion: arm_version === undefined ? undefined : String(arm_version),
    };
}


/***/ }),

/***/ 9017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   b1: () => (/* binding */ checksumFiles),
/* harmony export */   fW: () => (/* binding */ binaryName),
/* harmony export */   iw: () => (/* binding */ fileUrl),
/* harmony export */   nh: () => (/* binding */ parseDownloadUrl),
/* harmony export */   vn: () => (/* binding */ latestFileUrl)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7255);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7424);


const officialReleases = 'https://github.com/docker/buildx/releases/download';
/**
 * Reads `buildx-download-url`: where the releases are, laid out as on GitHub (`<url>/v0.36.1/<file>`), or
 * a template with `{version}`, `{os}`, `{arch}` and `{file}`.
 */
function parseDownloadUrl(text) {
    if (text === '')
        return officialReleases;
    const url = URL.parse(text);
    if (url === null || !['http:', 'https:'].includes(url.protocol)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`buildx-download-url: ${text} is not a URL such as https://mirror.example.com/buildx.`);
    }
    if (url.username || url.password) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1('buildx-download-url has a user or a password in it, which would show in the log. Leave them out.');
    }
    return text.replace(/\/+$/, '').replace(/(?<=\/docker\/buildx\/releases)$/, '/download');
}
/** The name of buildx's binary in a release. */
function binaryName(version, platform) {
    return (0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .programName */ .kX)(platform, `buildx-${version}.${(0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .nameOf */ .Vb)(platform)}`);
}
/** The address of a file of a release. */
function fileUrl(place, version, platform, file) {
    if (!isTemplate(place))
        return `${place}/${version}/${file}`;
    const values = { version: version.replace(/^v/, ''), os: platform.os, arch: platform.arch };
    const fill = (name) => Object.entries({ ...values, file: name }).reduce((url, [key, value]) => url.replaceAll(`{${key}}`, value), place);
    const binary = fill(binaryName(version, platform));
    const isBinary = file === binaryName(version, platform);
    if (isBinary || place.includes('{file}'))
        return fill(file);
    // Without {file}, the other files are beside the binary.
    return new URL(file, binary).href;
}
/** The address of a file of the newest release. It needs no token. */
function latestFileUrl(place, file) {
    if (isTemplate(place)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1('buildx-version: latest cannot be resolved with a buildx-download-url with placeholders. Give a release, such as v0.36.1.');
    }
    const releases = place.replace(/\/download$/, '');
    return releases === place ? `${place}/latest/${file}` : `${releases}/latest/download/${file}`;
}
/**
 * The files that may hold a release's checksums, best first. macOS and Windows binaries are signed after
 * the others are published, so since v0.36.0 their checksums have their own file. Before that, Windows was in
 * the common file, and macOS in none.
 */
function checksumFiles({ os }) {
    return os === 'linux' ? ['checksums.txt'] : ['checksums-signed.txt', 'checksums.txt'];
}
/** The address for the log, without its query, which may hold a signature. */
function shown(url) {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname}`;
}
function isTemplate(place) {
    return place.includes('{');
}


/***/ }),

/***/ 2819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Am: () => (/* binding */ findVersion),
/* harmony export */   Ou: () => (/* binding */ parseBuildxVersion),
/* harmony export */   sY: () => (/* binding */ oldestUsable),
/* harmony export */   tW: () => (/* binding */ isOlder)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7255);

/**
 * The oldest release that the tests run. Before v0.15.0, `--progress rawjson` printed one event on many
 * lines.
 */
const oldestUsable = 'v0.15.1';
const release = /^v?(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?$/;
/**
 * Reads `buildx-version`.
 *
 * @returns `latest`, or a release in the form `v0.36.1`
 */
function parseBuildxVersion(text) {
    if (text === 'latest')
        return text;
    const version = text.startsWith('v') ? text : `v${text}`;
    if (!release.test(version)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`buildx-version: ${text} is neither a release of buildx, such as v0.36.1, nor latest.`);
    }
    if (isOlder(version, oldestUsable)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`buildx-version: ${version} is too old. This action needs buildx ${oldestUsable} or newer.`);
    }
    return version;
}
/** Finds the version in the output of `buildx version`. Distributions vary its form. */
function findVersion(output) {
    const [, version] = /(?:^|\s)v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)/.exec(output) ?? [];
    // A build without a version calls itself v0.0.0.
    return version === undefined || version.startsWith('0.0.0') ? undefined : `v${version}`;
}
/** A pre-release counts as its release, since it has the same flags. */
function isOlder(version, than) {
    const [a, b] = [numbers(version), numbers(than)];
    const index = a.findIndex((number, position) => number !== b[position]);
    return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}
function numbers(version) {
    return (release.exec(version) ?? []).slice(1, 4).map(Number);
}


/***/ }),

/***/ 4973:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ guessBuildx),
  q: () => (/* binding */ obtainBuildx)
});

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(8474);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __nccwpck_require__(7255);
// EXTERNAL MODULE: ./.build/lib/processes/process.js + 1 modules
var processes_process = __nccwpck_require__(4735);
// EXTERNAL MODULE: ./.build/lib/buildx/environment.js
var environment = __nccwpck_require__(710);
// EXTERNAL MODULE: ./.build/lib/buildx/install/pin.js
var pin = __nccwpck_require__(3684);
// EXTERNAL MODULE: ./.build/lib/buildx/install/version.js
var install_version = __nccwpck_require__(2819);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./.build/lib/buildx/locate.js



/**
 * Finds buildx binaries where the Docker CLI looks: in its plugin directories, then on PATH.
 *
 * The look-up is synchronous: it checks a handful of files, and asynchronous calls would take longer.
 *
 * buildx is started directly. `docker buildx` would start the same binary, after it has asked this and every
 * other plugin for its metadata.
 *
 * @param system the plugin directories of all users, if not those of the Docker CLI
 */
function* locateBuildx(env, system, machine = thisMachine()) {
    const { platform, isExecutable } = machine;
    const { delimiter, isAbsolute, join } = pathsOf(platform);
    const suffix = platform === 'win32' ? '.exe' : '';
    const plugins = [
        ...usersDirectories(env, machine),
        ...(system ?? systemDirectories(env, platform)),
    ];
    for (const directory of plugins) {
        const file = join(directory, `docker-buildx${suffix}`);
        if (isExecutable(file))
            yield file;
    }
    // A relative entry would be a directory of the checkout.
    for (const directory of (env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
        for (const name of ['buildx', 'docker-buildx']) {
            const file = join(directory, `${name}${suffix}`);
            if (isExecutable(file))
                yield file;
        }
    }
}
function thisMachine() {
    return {
        ...{ platform: process.platform, home: (0,external_node_os_.homedir)(), isExecutable },
        readText: (file) => (0,external_node_fs_.readFileSync)(file, 'utf8'),
    };
}
function pathsOf(platform) {
    return platform === 'win32' ? external_node_path_.win32 : external_node_path_.posix;
}
/** In the order of the Docker CLI (`cli-plugins/manager` in docker/cli), before the system's. */
function usersDirectories(env, { platform, readText, ...machine }) {
    const { join } = pathsOf(platform);
    // On Windows the Docker CLI uses USERPROFILE, whatever HOME a shell has set.
    const home = platform === 'win32' ? machine.home : env.HOME || machine.home;
    const config = env.DOCKER_CONFIG || join(home, '.docker');
    return [
        ...extraDirectories(() => readText(join(config, 'config.json'))),
        join(config, 'cli-plugins'),
    ];
}
function extraDirectories(readSettings) {
    try {
        const parsed = JSON.parse(readSettings());
        const extra = parsed?.cliPluginsExtraDirs;
        return Array.isArray(extra) ? extra.filter((entry) => typeof entry === 'string') : [];
    }
    catch {
        // There is no configuration, or buildx itself reports what is wrong with it.
        return [];
    }
}
function systemDirectories(env, platform) {
    if (platform === 'win32') {
        return [env.ProgramData, env.ProgramFiles]
            .filter((root) => root !== undefined)
            .map((root) => external_node_path_.win32.join(root, 'Docker', 'cli-plugins'));
    }
    return ['/usr/local/lib', '/usr/local/libexec', '/usr/lib', '/usr/libexec'].map((root) => external_node_path_.posix.join(root, 'docker', 'cli-plugins'));
}
function isExecutable(file) {
    try {
        (0,external_node_fs_.accessSync)(file, external_node_fs_.constants.X_OK);
        return true;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./.build/lib/buildx/obtain.js







/**
 * Gets a buildx: the one on the runner if it is usable, else a release.
 *
 * A usable one costs some file look-ups and one process. The code for downloads is loaded only for a
 * download.
 *
 * @returns the binary
 * @throws Error in one line
 */
async function obtainBuildx(inputs, ports) {
    if (ports.signal.aborted)
        throw new errors/* CanceledError */.k3();
    const obtained = obtain(inputs, ports);
    const settled = new AbortController();
    const canceled = (0,external_node_events_.once)(ports.signal, 'abort', { signal: settled.signal }).then(() => {
        throw new errors/* CanceledError */.k3();
    });
    // A download can't be stopped, but the action doesn't wait for it any longer.
    return Promise.race([obtained, canceled]).finally(() => {
        settled.abort();
        obtained.catch(() => { });
        canceled.catch(() => { });
    });
}
/** The buildx on the runner that `obtainBuildx` would check first, without a process. */
function guessBuildx({ version }, env) {
    if (version !== undefined)
        return undefined;
    const [first] = locateBuildx(env);
    return first;
}
async function obtain(inputs, ports) {
    const { downloadUrl, cacheBinary } = inputs;
    const version = inputs.version === 'latest'
        ? await (await installer()).findLatest(downloadUrl, ports)
        : inputs.version;
    let fault;
    for (const found of locateBuildx(ports.env, ports.systemDirectories)) {
        const unfit = await check(found);
        if (unfit === undefined)
            return found;
        fault ??= unfit;
    }
    fault ??= 'There is no buildx on this runner';
    ports.log.info(`${fault}. Using ${version ?? pin/* pinnedVersion */.V}.`);
    const options = { version: version ?? pin/* pinnedVersion */.V, downloadUrl, useJobCache: cacheBinary };
    try {
        return await (await installer()).installBuildx(options, ports);
    }
    catch (error) {
        throw new Error(`${fault}, and ${options.version} could not be obtained: ${(0,errors/* messageOf */.bD)(error)}`, {
            cause: error,
        });
    }
    async function check(file) {
        const answer = await askVersion(file, ports);
        // A canceled check proves nothing about the buildx.
        if (ports.signal.aborted)
            throw new errors/* CanceledError */.k3();
        if (answer instanceof Error)
            return `${file} does not run (${(0,errors/* messageOf */.bD)(answer)})`;
        if (version !== undefined) {
            return answer === version ? undefined : `${file} is ${answer ?? 'of unknown version'}`;
        }
        // A build that doesn't know its own version was installed on purpose.
        if (answer === undefined || !(0,install_version/* isOlder */.tW)(answer, install_version/* oldestUsable */.sY))
            return undefined;
        return `${file} is ${answer}, older than ${install_version/* oldestUsable */.sY}`;
    }
}
/** buildx answers within some hundredths of a second, but the file may be any program. */
const longestVersionMs = 20_000;
async function askVersion(file, { env, directory, signal }) {
    try {
        const own = (0,environment/* buildxEnvironment */.Qe)(env, (0,environment/* buildxConfig */.v_)(directory));
        // The version doesn't depend on Docker, and must not fail because of it.
        const buildx = { file, env: (0,environment/* remoteEnvironment */.o5)(own) };
        const { exitCode, stdout } = await (0,processes_process/* runToEnd */.c)(buildx, ['version'], {
            directory,
            signal,
            timeoutMs: longestVersionMs,
            gracePeriodMs: 0,
        });
        if (exitCode !== 0)
            return new Error(`exit code ${exitCode}`);
        return (0,install_version/* findVersion */.Am)(stdout);
    }
    catch (error) {
        return error instanceof Error ? error : new Error(String(error));
    }
}
function installer() {
    return __nccwpck_require__.e(/* import() */ 4520).then(__nccwpck_require__.bind(__nccwpck_require__, 4520));
}


/***/ }),

/***/ 5289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   PN: () => (/* binding */ pushes),
/* harmony export */   l_: () => (/* binding */ refuseStandardOutput),
/* harmony export */   ov: () => (/* binding */ readOutput)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7255);
/* harmony import */ var _text_csv_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6688);


/**
 * Reads an entry of `outputs`: `UnmarshalText` in docker/buildx util/buildflags/export.go. A single field that
 * doesn't begin with `type=` is a folder, even `TYPE=docker` or `type = docker`.
 */
function readOutput(text) {
    const fields = (0,_text_csv_js__WEBPACK_IMPORTED_MODULE_1__/* .csvFields */ .qZ)(text);
    if (fields.length === 1 && fields[0] === text && !text.startsWith('type=')) {
        return { type: text === '-' ? 'tar' : 'local', dest: text, attributes: new Map() };
    }
    const attributes = new Map();
    for (const field of fields) {
        const [name = '', ...value] = field.split('=');
        attributes.set(name.trim().toLowerCase(), value.join('='));
    }
    const type = attributes.get('type') ?? '';
    const dest = attributes.get('dest');
    attributes.delete('type');
    attributes.delete('dest');
    return { type, ...(dest && { dest }), attributes };
}
/** Whether an output pushes: any value of `push` that isn't a Go word for false does. */
function pushes(output) {
    const { type, attributes } = readOutput(output);
    if (type.trim().toLowerCase() === 'registry')
        return true;
    const push = attributes.get('push')?.trim().toLowerCase();
    return push !== undefined && !['0', 'f', 'false'].includes(push);
}
/**
 * Refuses an output that buildx would write to standard output, which is the log of the job. In a terminal
 * buildx refuses it too: `toBuildkitExports` in docker/buildx build/opt.go.
 *
 * @throws ConfigurationError
 */
function refuseStandardOutput(output) {
    const { type, dest, attributes } = readOutput(output);
    const isArchive = type === 'tar' || ((type === 'oci' || type === 'docker') && !isFalse(attributes.get('tar')));
    // Without dest, an archive of type docker is loaded into Docker.
    const isPrinted = dest === '-' || (dest === undefined && type !== 'docker');
    if (!isArchive || !isPrinted)
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`outputs: "${output}" would write an archive into the log. Set dest to a file, or type=cacheonly to build without a result.`);
}
/** One of the words that Go's `strconv.ParseBool` reads as false. */
function isFalse(text) {
    return ['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text ?? '');
}


/***/ }),

/***/ 1322:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   lL: () => (/* binding */ secretArg),
/* harmony export */   ql: () => (/* binding */ readSecrets),
/* harmony export */   tv: () => (/* binding */ gitSecret)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var _text_csv_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6688);


/**
 * Reads `name=value`, `name=VARIABLE` and `name=path`. An entry without a value is left out with a warning:
 * an optional secret is empty in a repository that doesn't have it. The warning shows no part of the entry,
 * not even a name: the entry may be a line of a value whose quotes were forgotten.
 */
function readSecrets({ secrets, secretEnvs, secretFiles }, warn) {
    const pairs = (input, entries) => entries.flatMap((entry, index) => {
        const at = entry.indexOf('=');
        const [id, value] = [entry.slice(0, Math.max(at, 0)), entry.slice(at + 1)];
        // A line of base64 may end with one or two `=`, which aren't a value.
        const hasValue = /[^=]/.test(value);
        if (id !== '' && hasValue)
            return [[id, value]];
        const fault = id === '' ? 'no name' : 'no value';
        const remedy = id === '' ? ' Write name=value, in quotes when it has several lines.' : '';
        warn(`${input}: entry ${index + 1} has ${fault}, so the build doesn't get it.${remedy}`);
        return [];
    });
    return [
        ...pairs('secret-envs', secretEnvs).map(([id, variable]) => ({ id, variable })),
        ...pairs('secrets', secrets).map(([id, value]) => ({ id, value })),
        ...pairs('secret-files', secretFiles).flatMap(([id, path]) => {
            if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path))
                return [{ id, path }];
            warn(`secret-files: there is no file ${path}, so the build doesn't get "${id}".`);
            return [];
        }),
    ];
}
/** The secret with which BuildKit fetches the default context, unless the inputs have one for it. */
function gitSecret(token, { server, gitUser }, given) {
    const { host } = new URL(server);
    const isGiven = given.some(({ id }) => ['GIT_AUTH_TOKEN', 'GIT_AUTH_HEADER'].some((name) => id === name || id === `${name}.${host}`));
    if (token === '' || isGiven)
        return [];
    if (gitUser === undefined)
        return [{ id: `GIT_AUTH_TOKEN.${host}`, value: token }];
    const basic = Buffer.from(`${gitUser}:${token}`).toString('base64');
    return [{ id: `GIT_AUTH_HEADER.${host}`, value: `basic ${basic}` }];
}
/** A value of `--secret`. Never the secret itself, since every user can read the arguments of a process. */
function secretArg(secret, file) {
    if ('variable' in secret)
        return `id=${secret.id},env=${secret.variable}`;
    return `${(0,_text_csv_js__WEBPACK_IMPORTED_MODULE_1__/* .csvField */ .XR)(`id=${secret.id}`)},${(0,_text_csv_js__WEBPACK_IMPORTED_MODULE_1__/* .csvField */ .XR)(`src=${'path' in secret ? secret.path : file}`)}`;
}


/***/ }),

/***/ 9577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ announce)
/* harmony export */ });
/** Logs which builder is ready and how long that took, and, folded away, what it can build for. */
function announce({ log }, builder, { platforms }, seconds, details = []) {
    log.group(`${builder}, ready in ${seconds.toFixed(2)} s`, [
        `Platforms: ${platforms.join(', ')}`,
        ...details,
    ]);
}


/***/ }),

/***/ 3145:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ij: () => (/* binding */ createBuilder),
/* harmony export */   Ob: () => (/* binding */ probeThroughBuildx),
/* harmony export */   S0: () => (/* binding */ bootstrapBuilder),
/* harmony export */   hR: () => (/* binding */ createRunningBuilder)
/* harmony export */ });
/* unused harmony export readInspection */
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7255);
/* harmony import */ var _leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3876);
/* harmony import */ var _processes_process_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4735);



/** Long enough to pull the builder's image first, but a job must not hang on a Docker daemon that is stuck. */
const longestBootstrapMs = 120_000;
/** A longer wait is announced. */
const longestSilenceMs = 10_000;
/**
 * Starts a builder if it isn't running, and inspects it. A long wait is said in the log.
 *
 * @throws CommandError in buildx's own words
 */
async function bootstrapBuilder(name, buildx, ports, silenceMs = longestSilenceMs) {
    const args = ['inspect', '--bootstrap', name];
    const { exitCode, stdout, stderr } = await runBootstrap(args, buildx, ports, { silenceMs });
    if (exitCode !== 0)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CommandError */ .Qd('buildx inspect --bootstrap', exitCode, stderr);
    return readInspection(stdout);
}
/** Runs a command that starts BuildKit. */
function runBootstrap(args, buildx, { directory, signal, log }, { silenceMs = longestSilenceMs, ...options } = {}) {
    const most = longestBootstrapMs / 1000;
    const timer = setTimeout(() => {
        log.info(`Waiting for BuildKit to start, which may pull its image first, for at most ${most} s.`);
    }, silenceMs);
    return (0,_processes_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runToEnd */ .c)(buildx, args, {
        ...{ directory, signal, ...options },
        timeoutMs: longestBootstrapMs,
    }).finally(() => clearTimeout(timer));
}
/**
 * Asks the daemons of a builder that only buildx can reach. The probe rejects when none of them answers: which nodes a
 * build needs isn't known, so one alone proves nothing.
 */
function probeThroughBuildx(name, buildx, { directory }) {
    return async (timeoutMs, signal) => {
        const options = { directory, signal, timeoutMs, gracePeriodMs: 0 };
        const inspect = (...more) => (0,_processes_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runToEnd */ .c)(buildx, ['inspect', ...more, name], options);
        // One node that doesn't answer must not hide the others. An old buildx has no such option.
        const patience = `${Math.round(timeoutMs * 0.8)}ms`;
        const bounded = await inspect('--timeout', patience);
        const { stdout } = bounded.exitCode === 0 ? bounded : await inspect();
        const answering = nodesIn(stdout).find(hasAnswered);
        if (answering === undefined)
            throw new Error(`the builder ${name} doesn't answer`);
        return readInspection(answering).daemon;
    };
}
/** What `buildx inspect` prints of each node, with the line about the driver in front. */
function nodesIn(inspection) {
    const [head = '', nodes = ''] = inspection.split(/^Nodes:$/m);
    const driver = /^Driver:.*$/m.exec(head)?.[0] ?? '';
    return nodes.split(/^(?=Name:)/m).map((node) => `${driver}\n${node}`);
}
function hasAnswered(node) {
    return /^Status:\s*running$/m.test(node) && /^Platforms:/m.test(node) && !/^Error:/m.test(node);
}
/** Reads what `buildx inspect` prints. It has no JSON output, but these lines have been the same for years. */
function readInspection(inspection) {
    const value = (label) => new RegExp(`^${label}:\\s*(.*)$`, 'm').exec(inspection)?.[1]?.trim();
    const driver = value('Driver') || 'unknown';
    const hasContainerdStore = /^\s+org\.mobyproject\.buildkit\.worker\.snapshotter:/m.test(inspection);
    const endpoints = [...inspection.matchAll(/^Endpoint:[^\S\n]*(.*)$/gm)].map(([, each = '']) => each.trim());
    return {
        daemon: {
            version: value('BuildKit version') || value('Buildkit') || 'of unknown version',
            platforms: value('Platforms')?.split(/,\s*/).filter(Boolean) ?? [],
            ...(driver === 'docker' && { docker: { hasContainerdStore } }),
        },
        driver,
        endpoint: endpoints[0] ?? '',
        endpoints,
    };
}
/** buildx asks the daemon while it creates a builder, and gives up after 20 seconds by itself. */
const longestCreateMs = 30_000;
/**
 * Runs `buildx create`.
 *
 * @param args from `createArgs`
 * @throws CommandError in buildx's own words, Error when the private directory can't be written to
 */
async function createBuilder(args, buildx, { directory, signal }, gracePeriodMs) {
    const { exitCode, stderr } = await (0,_processes_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runToEnd */ .c)(buildx, args, {
        directory,
        signal,
        ...(gracePeriodMs !== undefined && { gracePeriodMs }),
        timeoutMs: longestCreateMs,
    });
    throwIfFailed(exitCode, stderr, directory);
}
/**
 * Runs `buildx create --bootstrap`. A long wait is said in the log. The signal ends it at once: what it has made stays.
 *
 * @param args from `createArgs`, with `isStarted`
 * @throws like `createBuilder`; the builder may have been created
 */
async function createRunningBuilder(args, buildx, ports) {
    const { exitCode, stderr } = await runBootstrap(args, buildx, ports, { gracePeriodMs: 0 });
    throwIfFailed(exitCode, stderr, ports.directory);
}
function throwIfFailed(exitCode, stderr, directory) {
    if (exitCode === 0)
        return;
    const fault = (0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_1__/* .temporaryFault */ .y)(stderr, directory);
    throw fault === undefined ? new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CommandError */ .Qd('buildx create', exitCode, stderr) : new Error(fault);
}


/***/ }),

/***/ 8690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  ns: () => (/* binding */ createEndpointBuilder),
  vO: () => (/* binding */ createPoller),
  kz: () => (/* binding */ openEndpoint)
});

// UNUSED EXPORTS: describeDaemon

// EXTERNAL MODULE: ./.build/lib/base/stopwatch.js
var stopwatch = __nccwpck_require__(9957);
// EXTERNAL MODULE: ./.build/lib/daemon/endpoint.js
var daemon_endpoint = __nccwpck_require__(1038);
// EXTERNAL MODULE: ./.build/lib/daemon/kept-connection.js
var kept_connection = __nccwpck_require__(8688);
// EXTERNAL MODULE: ./.build/lib/daemon/poll.js
var poll = __nccwpck_require__(5938);
// EXTERNAL MODULE: ./.build/lib/daemon/probe-plan.js
var probe_plan = __nccwpck_require__(1801);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __nccwpck_require__(7255);
;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/route.js

/**
 * Opens a route to a daemon: directly, or through a local socket that a command connects to the daemon.
 *
 * @param attemptDirectory where files of this route are written
 * @throws ConfigurationError when the inputs allow no route
 */
async function openRoute(endpoint, { driver, ssh }, attemptDirectory, ports) {
    if (endpoint.kind === 'tcp' || endpoint.kind === 'unix') {
        return { endpoint, wrapProbe: (probe) => probe, close: () => { } };
    }
    if (process.platform === 'win32') {
        const [scheme] = endpoint.url.split(':');
        throw new errors/* ConfigurationError */.j1(`endpoint: ${scheme}:// needs a runner with Linux or macOS.`);
    }
    // The code of a tunnel is loaded only for a tunnel.
    const [{ createSocketDirectory }, { openTunnel }] = await Promise.all([
        __nccwpck_require__.e(/* import() */ 8675).then(__nccwpck_require__.bind(__nccwpck_require__, 8675)),
        __nccwpck_require__.e(/* import() */ 2579).then(__nccwpck_require__.bind(__nccwpck_require__, 2579)),
    ]);
    const sockets = createSocketDirectory(attemptDirectory, ports.directory);
    try {
        const order = endpoint.kind === 'ssh'
            ? await sshOrder(endpoint, { driver, ssh, attemptDirectory, sockets: sockets.path }, ports)
            : { kind: 'container', endpoint, sockets: sockets.path };
        const tunnel = await openTunnel(order, ports);
        return {
            endpoint: { kind: 'unix', url: endpoint.url, path: tunnel.path },
            wrapProbe: tunnel.wrapProbe,
            async keep() {
                const { startKeeper } = await __nccwpck_require__.e(/* import() */ 5258).then(__nccwpck_require__.bind(__nccwpck_require__, 5258));
                // Its socket has the same path.
                tunnel.close();
                await startKeeper(order, ports);
            },
            close() {
                tunnel.close();
                sockets.remove();
            },
        };
    }
    catch (error) {
        sockets.remove();
        throw error;
    }
}
async function sshOrder(endpoint, { driver, ssh, attemptDirectory, sockets }, ports) {
    const { writeSshFiles } = await __nccwpck_require__.e(/* import() */ 5580).then(__nccwpck_require__.bind(__nccwpck_require__, 5580));
    const daemon = driver === 'remote' ? 'buildkitd' : 'docker';
    const files = await writeSshFiles(ssh, { attemptDirectory, sockets }, ports);
    const hasKey = ssh.key !== undefined;
    return { kind: 'ssh', endpoint, daemon, files, hasKey, attemptDirectory, sockets };
}

// EXTERNAL MODULE: ./.build/lib/connect/builders/announce.js
var announce = __nccwpck_require__(9577);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./.build/lib/credentials/validity.js
var validity = __nccwpck_require__(1257);
// EXTERNAL MODULE: ./.build/lib/leftovers/private-directory.js
var private_directory = __nccwpck_require__(3876);
// EXTERNAL MODULE: ./.build/lib/text/csv.js
var csv = __nccwpck_require__(6688);
;// CONCATENATED MODULE: ./.build/lib/connect/builders/credential-files.js





/** @param directory of the attempt to connect */
function credentialFiles(source, directory, ports) {
    const path = (option) => (0,external_node_path_.join)(directory, `${option}.pem`);
    const options = ['cacert', ...(source.hasClient ? ['cert', 'key'] : [])];
    let written;
    return {
        driverOpts: options.map((option) => (0,csv/* csvField */.XR)(`${option}=${path(option)}`)),
        paths: {
            ca: path('cacert'),
            ...(source.hasClient && { client: { cert: path('cert'), key: path('key') } }),
        },
        async obtain() {
            const credentials = await source.obtain(ports);
            if (credentials === written)
                return credentials;
            const { ca, client } = credentials;
            await replaceFile(path('cacert'), ca);
            if (client !== undefined) {
                await replaceFile(path('cert'), client.cert);
                await replaceFile(path('key'), client.key);
            }
            const line = written && (0,validity/* describeClient */.$G)(credentials);
            if (line !== undefined)
                ports.log.info(line);
            written = credentials;
            return credentials;
        },
        describe: () => written && (0,validity/* describeClient */.$G)(written),
    };
}
/** Replaces the file atomically: it is never empty and never readable by others. */
async function replaceFile(path, text) {
    const unfinished = `${path}.new`;
    await (0,private_directory/* writePrivateFile */.Pl)(unfinished, text);
    (0,external_node_fs_.renameSync)(unfinished, path);
}

// EXTERNAL MODULE: ./.build/lib/buildx/create-args.js
var create_args = __nccwpck_require__(5061);
// EXTERNAL MODULE: ./.build/lib/buildx/environment.js
var environment = __nccwpck_require__(710);
// EXTERNAL MODULE: ./.build/lib/connect/builders/buildx-commands.js
var buildx_commands = __nccwpck_require__(3145);
;// CONCATENATED MODULE: ./.build/lib/connect/builders/remote.js




/**
 * Creates a builder of a BuildKit daemon that answers. `buildx create` runs during the probe.
 *
 * @param files written before the daemon answers
 * @param isKnown whether buildx finds the host of an endpoint by itself
 * @throws Diagnosis when the daemon can't be used
 */
async function createRemoteBuilder(attempt, { endpoint, serverName }, files, preparing, answers, ports, isKnown = isKnownToBuildx) {
    const certificates = files?.driverOpts ?? [];
    const driverOpts = [...certificates, ...(files && serverName ? [`servername=${serverName}`] : [])];
    const address = endpoint.kind === 'unix' ? `unix://${endpoint.path}` : (0,daemon_endpoint/* tcpAddress */.Yv)(endpoint);
    const options = { driver: 'remote', endpoint: address, driverOpts };
    const abortCreate = new AbortController();
    const signal = AbortSignal.any([ports.signal, abortCreate.signal]);
    // Before `ready`: loading the probe takes about as long as buildx.
    const guess = withoutDocker(preparing.guess());
    const creating = createWithoutAsking({ ...options, name: attempt.name }, guess, {
        ...ports,
        signal,
    });
    // A buildx that has to be downloaded is downloaded during the probe.
    const obtaining = creating.then(async (buildx) => {
        signal.throwIfAborted();
        return buildx ?? withoutDocker(await preparing.obtain());
    });
    obtaining.catch(() => { });
    const resolving = isKnown(endpoint);
    try {
        const daemon = await answers.ready();
        const buildx = await obtaining;
        const isCreated = (await creating) !== undefined;
        const pinned = (await resolving) ? undefined : pinnedAddress(endpoint, answers.address());
        const name = isCreated && pinned === undefined ? attempt.name : `${attempt.name}-again`;
        if (name !== attempt.name) {
            const pinnedOptions = pinned && {
                endpoint: pinned.url,
                driverOpts: [...certificates, `servername=${serverName ?? pinned.host}`],
            };
            await (0,buildx_commands/* createBuilder */.Ij)((0,create_args/* createArgs */.O)({ ...options, ...pinnedOptions, name }), buildx, ports);
        }
        const details = [
            files?.describe(),
            pinned && `buildx doesn't find ${pinned.host} by itself, so it is given ${pinned.url}`,
        ].filter((line) => line !== undefined);
        return { name, driver: 'remote', buildx, daemon, details };
    }
    catch (error) {
        abortCreate.abort();
        await creating;
        throw error;
    }
}
/** Whether buildx finds the host of an endpoint by itself. */
async function isKnownToBuildx(endpoint) {
    // Loaded while buildx creates the builder.
    return endpoint.kind !== 'tcp' || (await __nccwpck_require__.e(/* import() */ 9835).then(__nccwpck_require__.bind(__nccwpck_require__, 9835))).isKnownToGo(endpoint.host);
}
/** @returns undefined when no address is known that could be used in place of the host's name */
function pinnedAddress(endpoint, address) {
    if (endpoint.kind !== 'tcp' || address === undefined)
        return undefined;
    return { host: endpoint.host, url: (0,daemon_endpoint/* tcpAddress */.Yv)({ ...endpoint, host: address }) };
}
/** A remote builder works on a runner without Docker, or with settings for a Docker that doesn't exist. */
function withoutDocker(buildx) {
    return buildx && { ...buildx, env: (0,environment/* remoteEnvironment */.o5)(buildx.env) };
}
/**
 * Creates the builder with the buildx on the runner, and without asking the daemon.
 *
 * The daemon, or a load balancer in front of it, still sees a connection that ends after some milliseconds: buildx
 * starts to dial whatever the timeout, and exits at once (`LoadNodes` in builder/node.go of docker/buildx).
 *
 * A buildx that accepts `--timeout` is v0.32.0 or newer, so its version needs no process of its own. Any
 * other buildx must report its version.
 *
 * @returns that buildx; undefined when it couldn't
 */
async function createWithoutAsking(options, buildx, ports) {
    if (buildx === undefined)
        return undefined;
    try {
        await (0,buildx_commands/* createBuilder */.Ij)((0,create_args/* createArgs */.O)({ ...options, statusTimeout: '1ns' }), buildx, ports, 0);
        return buildx;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./.build/lib/connect/builders/endpoint.js









/**
 * Creates a builder of the user's own daemon, once the daemon has answered.
 *
 * @throws Diagnosis when it can't be used
 */
async function createEndpointBuilder(attempt, endpoint, inputs, preparing, ports) {
    const opened = await openEndpoint(attempt, endpoint, inputs, ports);
    const { ready, waitSeconds } = createPoller(opened.probe, inputs, ports);
    return opened.create({ ready, readyAgain: ready, waitSeconds }, preparing);
}
/**
 * Opens the route to a daemon, and plans its probe.
 *
 * @param asksLoad whether the probe asks how many builds run there
 */
async function openEndpoint(attempt, endpoint, inputs, ports, asksLoad = false) {
    const seconds = (0,stopwatch/* startStopwatch */.Q)();
    const route = await openRoute(endpoint, inputs, attempt.directory, ports);
    const { credentials } = inputs;
    const serverName = (0,daemon_endpoint/* serverNameOf */.a_)(endpoint, inputs.serverName);
    const address = { endpoint: route.endpoint, ...(serverName && { serverName }) };
    // BuildKit speaks TLS on TCP only.
    const files = credentials && address.endpoint.kind === 'tcp'
        ? credentialFiles(credentials, attempt.directory, ports)
        : undefined;
    // Called for each connection, since a certificate that was issued for this run may be about to expire.
    const target = async () => files === undefined ? address : { ...address, credentials: await files.obtain() };
    const connection = (0,kept_connection/* keptConnection */.H)(target);
    const { keep: keepSession, control, address: answered, close } = connection;
    const plan = (0,probe_plan/* planProbe */.Y)(endpoint, inputs.driver, address.endpoint, target, keepSession, asksLoad);
    const probe = route.wrapProbe(plan.probe);
    const isRemote = plan.driver === 'remote' || address.endpoint.kind === 'tcp';
    const createRemote = async ({ readyAgain }, ready, preparing) => {
        const answers = { ready, address: answered };
        const builder = await createRemoteBuilder(attempt, address, files, preparing, answers, ports);
        const isOverNetwork = address.endpoint.kind === 'tcp';
        const reach = { ...address, ...(files && { certificates: files.paths }) };
        const reached = { endpoint: endpoint.url, isOverNetwork, reach };
        return { ...builder, ...reached, ready: readyAgain, control, close };
    };
    const createOn = async (readiness, preparing) => {
        const { ready, readyAgain } = readiness;
        if (isRemote)
            return createRemote(readiness, ready, preparing);
        // Needed whatever answers, so it is obtained during the probe.
        void preparing.obtain();
        const daemon = await ready();
        const driver = plan.driverFor(daemon);
        if (driver === 'remote')
            return createRemote(readiness, async () => daemon, preparing);
        const { createDockerBuilder } = await __nccwpck_require__.e(/* import() */ 5546).then(__nccwpck_require__.bind(__nccwpck_require__, 5546));
        // Only BuildKit is reached over TCP.
        const { path } = address.endpoint;
        const options = { driver, path, url: endpoint.url, daemon, container: inputs.container };
        const builder = await createDockerBuilder(attempt, options, await preparing.obtain(), ports);
        const control = () => connection.dockerControl(path);
        return {
            ...(driver === 'docker' && { control }),
            ...builder,
            endpoint: endpoint.url,
            reach: address,
            ready: readyAgain,
        };
    };
    const closeAll = () => {
        close();
        route.close();
    };
    return {
        probe,
        isRemote,
        control,
        close: closeAll,
        async create(readiness, preparing) {
            try {
                const { details = [], close: _, ...builder } = await createOn(readiness, preparing);
                const connectSeconds = seconds();
                const { daemon, driver } = builder;
                const what = `${describeDaemon(daemon, driver)} at ${endpoint.url}`;
                (0,announce/* announce */.i)(ports, what, daemon, connectSeconds, details);
                const release = async () => closeAll();
                const { keep } = route;
                return {
                    ...builder,
                    ...{ connectSeconds, waitSeconds: readiness.waitSeconds(), release },
                    ...(keep && { keep }),
                };
            }
            catch (error) {
                closeAll();
                throw error;
            }
        },
    };
}
/**
 * Polls until the daemon answers or `connect-timeout` elapses.
 *
 * @returns `waitSeconds()` is the time since the first failed probe, 0 when the first one succeeded
 */
function createPoller(probe, { connectTimeoutMs }, { signal, log }) {
    let waitSeconds = 0;
    return {
        waitSeconds: () => waitSeconds,
        async ready() {
            let waited;
            const daemon = await (0,poll/* pollUntilReady */.D)(probe, {
                timeoutMs: connectTimeoutMs,
                signal,
                onWait: ({ message }) => {
                    waited = (0,stopwatch/* startStopwatch */.Q)();
                    log.info(`${message} Asking again for up to ${Math.round(connectTimeoutMs / 1000)} s.`);
                },
            });
            waitSeconds = waited?.() ?? 0;
            return daemon;
        },
    };
}
/** Names a daemon for the log, such as `Docker 28.2.2 (BuildKit v0.22.0)`. */
function describeDaemon({ version, docker }, driver) {
    if (docker === undefined || driver !== 'docker')
        return `BuildKit ${version}`;
    const buildkit = /^v?\d/.test(version) ? ` (BuildKit ${version})` : '';
    return `Docker ${docker.version ?? 'of unknown version'}${buildkit}`;
}


/***/ }),

/***/ 6321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ng: () => (/* binding */ connect),
/* harmony export */   cE: () => (/* binding */ orFallBack),
/* harmony export */   iA: () => (/* binding */ prepare),
/* harmony export */   oG: () => (/* binding */ newAttempt),
/* harmony export */   pD: () => (/* binding */ localBuilder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3875);
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(710);
/* harmony import */ var _buildx_obtain_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4973);
/* harmony import */ var _leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3876);
/* harmony import */ var _builders_endpoint_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(8690);
/* harmony import */ var _decide_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(7983);
/* harmony import */ var _set_up_variable_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(4694);








/**
 * Gets a builder: that of the daemon which the inputs name, or a local one instead. May be called several
 * times in one run, also at the same time.
 *
 * @throws Diagnosis when the daemon can't be used and falling back isn't allowed or fails
 * @throws ConfigurationError when the inputs can't be met
 */
async function connect(inputs, ports) {
    const { decision, preparing, abort } = prepare(inputs, ports);
    try {
        return await carryOut(decision, inputs, preparing, ports);
    }
    catch (error) {
        abort();
        throw error;
    }
}
/** Decides which builder to use, and prepares buildx. */
function prepare(inputs, ports) {
    const abortPrepare = new AbortController();
    const signal = AbortSignal.any([ports.signal, abortPrepare.signal]);
    return {
        preparing: prepareBuildx(inputs.buildx, { ...ports, signal }),
        decision: (0,_decide_js__WEBPACK_IMPORTED_MODULE_6__/* .decide */ .L)({
            ...inputs,
            hasCredentials: inputs.credentials !== undefined,
            hasSshKey: inputs.ssh.key !== undefined,
        }),
        abort: () => abortPrepare.abort(),
    };
}
/** Creates a builder in a container of the runner's Docker daemon. */
async function localBuilder(inputs, preparing, ports) {
    const { createContainerBuilder } = await __nccwpck_require__.e(/* import() */ 5299).then(__nccwpck_require__.bind(__nccwpck_require__, 5299));
    return createContainerBuilder(newAttempt(ports.directory), inputs.container, preparing, ports);
}
async function carryOut(decision, inputs, preparing, ports) {
    const createLocal = () => localBuilder(inputs, preparing, ports);
    switch (decision.kind) {
        case 'existing': {
            const { name, ...trust } = decision;
            const setUp = await findSetUp(name, ports);
            if (setUp !== undefined) {
                const { useSetUpBuilder } = await __nccwpck_require__.e(/* import() */ 8160).then(__nccwpck_require__.bind(__nccwpck_require__, 8160));
                return useSetUpBuilder({ setUp, ...trust }, inputs, preparing, ports);
            }
            const { file } = await preparing.obtain();
            const { useExistingBuilder } = await __nccwpck_require__.e(/* import() */ 8495).then(__nccwpck_require__.bind(__nccwpck_require__, 8495));
            return useExistingBuilder(decision, { file, env: (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .userBuildxEnvironment */ .tj)(ports.env) }, ports);
        }
        case 'none':
            throw decision.code === undefined
                ? new Error(decision.reason)
                : new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .OZ(decision.code, decision.reason);
        case 'local': {
            const { fallback } = decision;
            if (fallback === undefined)
                return createLocal().catch(explainLocal);
            const { code, reason } = fallback;
            ports.log.info(code === undefined ? reason : new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .OZ(code, reason).message);
            return { ...(await createLocal()), fallback };
        }
        case 'fall-back':
            return fallBack(new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .OZ(decision.code, decision.reason), createLocal, ports);
        case 'runner-docker': {
            const { createLocalDockerBuilder } = await __nccwpck_require__.e(/* import() */ 7984).then(__nccwpck_require__.bind(__nccwpck_require__, 7984));
            return createLocalDockerBuilder(newAttempt(ports.directory), inputs, preparing, ports);
        }
        case 'endpoint': {
            const attempt = newAttempt(ports.directory);
            const create = () => (0,_builders_endpoint_js__WEBPACK_IMPORTED_MODULE_5__/* .createEndpointBuilder */ .ns)(attempt, decision.endpoint, inputs, preparing, ports);
            return orFallBack(create, decision, createLocal, ports);
        }
        case 'router': {
            const create = async () => {
                const { connectRouter } = await __nccwpck_require__.e(/* import() */ 4452).then(__nccwpck_require__.bind(__nccwpck_require__, 4452));
                const attempt = newAttempt(ports.directory);
                return connectRouter(decision.router, attempt, inputs, preparing, ports);
            };
            return orFallBack(create, decision, createLocal, ports);
        }
        case 'pool': {
            const create = async () => {
                const { connectWhole } = await __nccwpck_require__.e(/* import() */ 5284).then(__nccwpck_require__.bind(__nccwpck_require__, 2903));
                const attempt = () => newAttempt(ports.directory);
                return connectWhole(decision.pool, inputs, preparing, { ...ports, attempt });
            };
            return orFallBack(create, decision, createLocal, ports);
        }
    }
}
/** Uses a local builder, with a warning, if the daemon can't be used and falling back is allowed. */
async function orFallBack(create, { mayFallBack }, createLocal, ports) {
    try {
        const builder = await create();
        if (!mayFallBack)
            return builder;
        return { ...builder, fallBack: (diagnosis) => fallBack(diagnosis, createLocal, ports) };
    }
    catch (error) {
        if (!(error instanceof _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .OZ) || !mayFallBack)
            throw error;
        return await fallBack(error, createLocal, ports);
    }
}
/** Only `setup` sets up a builder for later steps, so that only after it there is something to load for this. */
async function findSetUp(name, { env }) {
    if (!env[_set_up_variable_js__WEBPACK_IMPORTED_MODULE_7__/* .setUpVariable */ .U])
        return undefined;
    return (await __nccwpck_require__.e(/* import() */ 9999).then(__nccwpck_require__.bind(__nccwpck_require__, 9999))).findSetUp(name, env);
}
/** A name and a directory for an attempt to get a builder. */
function newAttempt(directory) {
    return {
        name: `remote-buildkit-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)().slice(0, 8)}`,
        directory: (0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_4__/* .createAttemptDirectory */ .PD)(directory),
    };
}
function prepareBuildx(inputs, ports) {
    const env = (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .buildxEnvironment */ .Qe)(ports.env, (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .buildxConfig */ .v_)(ports.directory));
    const guess = () => {
        const file = (0,_buildx_obtain_js__WEBPACK_IMPORTED_MODULE_3__/* .guessBuildx */ .e)(inputs, ports.env);
        return file === undefined ? undefined : { file, env };
    };
    let obtained;
    const obtain = () => {
        obtained ??= (0,_buildx_obtain_js__WEBPACK_IMPORTED_MODULE_3__/* .obtainBuildx */ .q)(inputs, ports).then((file) => ({ file, env }));
        // Each caller that awaits it gets the error; without one it must not count as unhandled.
        obtained.catch(() => { });
        return obtained;
    };
    return { guess, obtain };
}
async function explainLocal(error) {
    return (await __nccwpck_require__.e(/* import() */ 2124).then(__nccwpck_require__.bind(__nccwpck_require__, 2124))).throwWithoutDocker(error);
}
async function fallBack(diagnosis, createLocal, ports) {
    return (await __nccwpck_require__.e(/* import() */ 2124).then(__nccwpck_require__.bind(__nccwpck_require__, 2124))).fallBackTo(diagnosis, createLocal, ports);
}


/***/ }),

/***/ 7983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ decide)
/* harmony export */ });
/** Chooses the builder, by the inputs alone. */
function decide(inputs) {
    const { pool, router } = inputs;
    if (router !== undefined)
        return decideOnRouter(inputs, router);
    return pool === undefined ? decideOn(inputs) : decideOnPool(inputs, pool);
}
/** Its daemons are reached over TCP. Code that isn't trusted gets a daemon of its own there. */
function decideOnRouter(inputs, router) {
    const endpoint = { kind: 'tcp', url: router.url, host: '', port: 0 };
    const decision = decideOn({ ...inputs, endpoint, untrustedReason: undefined });
    const mayFallBack = inputs.fallback === 'auto';
    return decision.kind === 'endpoint' ? { kind: 'router', router, mayFallBack } : decision;
}
/** Members that need a missing certificate matter only if there are no others. */
function decideOnPool(inputs, pool) {
    const endpoints = pool.lines.map(({ endpoint }) => endpoint);
    const usable = endpoints.find(({ kind }) => kind !== 'tcp' || inputs.hasCredentials);
    const decision = decideOn({ ...inputs, endpoint: usable ?? inputs.endpoint });
    const mayFallBack = inputs.fallback === 'auto';
    return decision.kind === 'endpoint' ? { kind: 'pool', pool, mayFallBack } : decision;
}
function decideOn(inputs) {
    const { builder, endpoint, driver, fallback, untrustedReason } = inputs;
    if (builder !== undefined) {
        return { kind: 'existing', name: builder, ...(untrustedReason && { untrustedReason }) };
    }
    const usesRunnerDocker = endpoint === undefined && driver === 'docker';
    if (endpoint === undefined && !usesRunnerDocker) {
        const needsEndpoint = driver === 'remote' || fallback === 'never';
        return needsEndpoint ? noEndpoint : { kind: 'local' };
    }
    if (fallback === 'always') {
        const urls = inputs.pool?.lines.map((line) => line.endpoint.url) ?? [];
        const all = urls.length > 1 ? urls.join(', ') : (endpoint?.url ?? "the runner's Docker daemon");
        const reason = `fallback is always, so ${all} ${urls.length > 1 ? 'are' : 'is'} not tried.`;
        return { kind: 'local', fallback: { reason } };
    }
    const code = lacksSecrets(inputs) ? { code: 'credentials-missing' } : {};
    if (untrustedReason !== undefined) {
        const refusal = { ...code, reason: untrustedReason };
        return fallback === 'never'
            ? { kind: 'none', ...refusal }
            : { kind: 'local', fallback: refusal };
    }
    if (endpoint === undefined)
        return { kind: 'runner-docker' };
    // BuildKit's TCP listener speaks TLS.
    if (endpoint.kind === 'tcp' && !inputs.hasCredentials) {
        return {
            kind: fallback === 'never' ? 'none' : 'fall-back',
            code: 'credentials-missing',
            reason: `${endpoint.url} needs TLS, but ca, cert and key are empty. A pull request from a fork has no secrets.`,
        };
    }
    return { kind: 'endpoint', endpoint, mayFallBack: fallback === 'auto' };
}
const noEndpoint = {
    kind: 'none',
    code: 'no-endpoint',
    reason: 'endpoint is empty. Give the address of your BuildKit daemon, such as tcp://buildkit.example.com:1234.',
};
/** Without secrets the daemon couldn't be reached anyway, and the workflow may expect that. */
function lacksSecrets({ endpoint, hasCredentials, hasSshKey }) {
    return (endpoint?.kind === 'tcp' && !hasCredentials) || (endpoint?.kind === 'ssh' && !hasSshKey);
}


/***/ }),

/***/ 5345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JN: () => (/* binding */ readAnswer),
/* harmony export */   Qh: () => (/* binding */ archOf),
/* harmony export */   Y4: () => (/* binding */ completeBody),
/* harmony export */   _R: () => (/* binding */ routeBody),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3875);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7255);
/* harmony import */ var _daemon_endpoint_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1038);
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(296);
// The protocol of buildkit-operator's routing service, `buildd` (github.com/SocialGouv/buildkit-operator at 73cc61f:
// internal/router/router.go and cmd/buildd/route.go). The service refuses unknown fields.




/** The body of `/route`. */
function routeBody({ repo, name, target, arch, untrusted }) {
    return JSON.stringify({ repo, ...(name && { name }), target, arch, untrusted });
}
/** The body of `/complete`. */
function completeBody({ key, buildId }) {
    return JSON.stringify({ key, ...(buildId !== undefined && { buildId }) });
}
/** The architecture of the service's daemons. The service knows only these two. */
function archOf(platform) {
    return /\barm64\b|\baarch64\b/.test(platform) ? 'arm64' : 'amd64';
}
/** Reads an answer to `/route`. */
function readAnswer(status, text) {
    const said = sentence(text);
    const answered = `HTTP ${status}${said === '' ? '' : `: ${said}`}`;
    if (status === 200)
        return readRoute(text);
    if (warming.has(status))
        return { kind: 'later', reason: answered };
    return { kind: 'refused', reason: answered };
}
/** Too many requests, a fault of the cluster, and the statuses of a daemon that is still starting. */
const warming = new Set([429, 500, 502, 503, 504]);
/** The fault of a service that gives no daemon. */
function refusal(at, reason, more = '') {
    const words = reason.replace(/\.$/, '');
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('router-refused', `${at} gives this build no daemon (${words}). ${more}`.trimEnd());
}
function readRoute(text) {
    const { key, buildId, endpoint, ready, cache } = fieldsOf(text);
    if (typeof endpoint !== 'string' || typeof key !== 'string' || key === '') {
        return { kind: 'refused', reason: 'the answer names no daemon' };
    }
    if (ready === false)
        return { kind: 'later', reason: 'the daemon is not ready yet' };
    try {
        const parsed = (0,_daemon_endpoint_js__WEBPACK_IMPORTED_MODULE_2__/* .parseEndpoint */ .Bk)(endpoint);
        if (parsed.kind !== 'tcp') {
            return { kind: 'refused', reason: `${quote(endpoint)} is not a tcp:// address` };
        }
        const hints = readCache(cache);
        return {
            kind: 'routed',
            route: {
                ...{ endpoint: parsed, key },
                ...(typeof buildId === 'string' && buildId !== '' && { buildId }),
                ...(hints && { cache: hints }),
            },
        };
    }
    catch (error) {
        return { kind: 'refused', reason: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error).replace(/^endpoint: /, '') };
    }
}
/** Only Amazon's S3, and what speaks like it. Values with special characters would change the meaning of the entry. */
function readCache(cache) {
    const { type, bucket, name, region, endpointUrl, skipExport } = Object(cache);
    if (type !== 's3')
        return undefined;
    const given = { bucket, name, region, endpoint_url: endpointUrl };
    const attributes = Object.entries(given).filter(([, value]) => value !== undefined && value !== '');
    const isPlain = attributes.every(([, value]) => typeof value === 'string' && /^[\w./:@-]+$/.test(value));
    if (!isPlain || typeof bucket !== 'string' || typeof name !== 'string')
        return undefined;
    const from = [
        'type=s3',
        ...attributes.map(([key, value]) => `${key}=${value}`),
        ...(endpointUrl ? ['use_path_style=true'] : []),
    ].join(',');
    // Builds of one project write the same cache, and one that loses must not fail.
    return { from, ...(skipExport !== true && { to: `${from},mode=max,ignore-error=true` }) };
}
function fieldsOf(text) {
    try {
        return Object(JSON.parse(text));
    }
    catch {
        return {};
    }
}
/** Characters. */
const longestSentence = 200;
/** A service's own words on one line, without a token that they may repeat. HTML says nothing. */
function sentence(text) {
    if (/^\s*</.test(text))
        return '';
    const plain = text.slice(0, 20 * longestSentence).replaceAll(/\beyJ[\w-]{8,}[\w.-]*/g, '***');
    return (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_3__/* .shortLine */ .t)(plain.trim(), longestSentence);
}
function quote(text) {
    return `"${sentence(text)}"`;
}


/***/ }),

/***/ 4694:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ setUpVariable)
/* harmony export */ });
/** The variable with the directories that have records of builders for later steps, separated as in `PATH`. */
const setUpVariable = 'REMOTE_BUILDKIT_SETUP';


/***/ }),

/***/ 4100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DC: () => (/* binding */ extensionId),
/* harmony export */   n: () => (/* binding */ unreadableInGo),
/* harmony export */   qU: () => (/* binding */ readFields),
/* harmony export */   s3: () => (/* binding */ isSignedBy)
/* harmony export */ });
/* harmony import */ var _der_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1668);

const extensionId = {
    keyUsage: '2.5.29.15',
    subjectAltName: '2.5.29.17',
    basicConstraints: '2.5.29.19',
    nameConstraints: '2.5.29.30',
    policyConstraints: '2.5.29.36',
    extendedKeyUsage: '2.5.29.37',
    inhibitAnyPolicy: '2.5.29.54',
};
/** Whether the key of `issuer` made the signature of the certificate. */
function isSignedBy(certificate, issuer) {
    try {
        return certificate.verify(issuer.publicKey);
    }
    catch {
        // A key of another kind than the signature, or one that OpenSSL can't read.
        return false;
    }
}
/** @throws RangeError when it isn't in DER: OpenSSL reads BER too */
function readFields({ raw }) {
    const [content] = (0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readElements */ .cl)((0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readElement */ .RN)(raw).content);
    const elements = (0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readElements */ .cl)(content.content);
    const hasVersion = elements[0]?.tag === versionTag;
    const [serial, algorithm, , , , key, ...optional] = elements.slice(hasVersion ? 1 : 0);
    const extensions = optional.find(({ tag }) => tag === extensionsTag);
    const curve = readCurve(key);
    return {
        version: hasVersion ? 1 + ((0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readElement */ .RN)(elements[0].content).content[0] ?? 0) : 1,
        hasNegativeSerial: (serial.content[0] ?? 0) >= 0x80,
        signatureAlgorithm: (0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readOid */ .fM)((0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readElement */ .RN)(algorithm.content).content),
        ...(curve !== undefined && { curve }),
        extensions: extensions === undefined
            ? []
            : (0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readElements */ .cl)((0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readElement */ .RN)(extensions.content).content).map(readExtension),
    };
}
/**
 * Why Go, and so buildx and BuildKit, can't read a certificate that OpenSSL reads, as the end of a sentence
 * that begins with the certificate. Undefined when it can.
 *
 * https://go.dev/src/crypto/x509/parser.go
 */
function unreadableInGo(certificate) {
    const fields = tryFields(certificate);
    if (fields === undefined)
        return 'is not encoded in DER';
    const { hasNegativeSerial, curve } = fields;
    if (hasNegativeSerial)
        return 'has a negative serial number';
    if (curve === undefined || goCurves.has(curve))
        return undefined;
    return curve === 'explicit'
        ? 'has a key with explicit EC parameters in place of a named curve'
        : 'has a key on an elliptic curve other than P-224, P-256, P-384 and P-521';
}
function tryFields(certificate) {
    try {
        return readFields(certificate);
    }
    catch {
        return undefined;
    }
}
const ecPublicKey = '1.2.840.10045.2.1';
const goCurves = new Set([
    '1.3.132.0.33',
    '1.2.840.10045.3.1.7',
    '1.3.132.0.34',
    '1.3.132.0.35',
]);
/** Constructed and context-specific: [0] and [3]. */
const versionTag = 0xa0;
const extensionsTag = 0xa3;
function readCurve(key) {
    const [algorithm] = (0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readElements */ .cl)(key.content);
    const [id, parameters] = (0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readElements */ .cl)(algorithm.content);
    if ((0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readOid */ .fM)(id.content) !== ecPublicKey)
        return undefined;
    return parameters?.tag === _der_js__WEBPACK_IMPORTED_MODULE_0__/* .derTag */ .S_.oid ? (0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readOid */ .fM)(parameters.content) : 'explicit';
}
function readExtension({ content }) {
    const [id, ...others] = (0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readElements */ .cl)(content);
    return {
        id: (0,_der_js__WEBPACK_IMPORTED_MODULE_0__/* .readOid */ .fM)(id.content),
        isCritical: others[0]?.tag === _der_js__WEBPACK_IMPORTED_MODULE_0__/* .derTag */ .S_.boolean && others[0].content[0] !== 0,
        value: others.at(-1)?.content ?? Buffer.alloc(0),
    };
}


/***/ }),

/***/ 8722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LS: () => (/* binding */ commonName),
/* harmony export */   Rc: () => (/* binding */ second),
/* harmony export */   vd: () => (/* binding */ day)
/* harmony export */ });
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(296);

/** Characters. A peer chooses the names in its certificate. */
const longestName = 100;
/**
 * The Common Name in a distinguished name, in quotes; all of the name when it has none.
 *
 * @param distinguishedName as Node writes it, with one attribute a line
 */
function commonName(distinguishedName) {
    const name = /(?:^|\n)CN=([^\n]*)/.exec(distinguishedName)?.[1];
    return `"${(0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_0__/* .shortLine */ .t)(name ?? distinguishedName.replaceAll('\n', ', '), longestName)}"`;
}
/** Such as `2025-08-01`, in UTC. */
function day(date) {
    return date.toISOString().slice(0, 10);
}
/** Such as `2025-08-01 12:00:00 UTC`. */
function second(date) {
    return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}


/***/ }),

/***/ 1668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   RN: () => (/* binding */ readElement),
/* harmony export */   S_: () => (/* binding */ derTag),
/* harmony export */   cl: () => (/* binding */ readElements),
/* harmony export */   fM: () => (/* binding */ readOid)
/* harmony export */ });
/** Tags of the types that certificates are made of. Context-specific ones begin at 0xa0 (constructed). */
const derTag = {
    boolean: 1,
    integer: 2,
    bits: 3,
    octets: 4,
    oid: 6,
    sequence: 0x30,
};
/** @throws RangeError when the bytes end too early, or the length isn't DER */
function readElement(bytes) {
    const [tag, first] = [bytes.readUInt8(0), bytes.readUInt8(1)];
    const lengthBytes = first < 0x80 ? 0 : first - 0x80;
    if (lengthBytes > 4 || first === 0x80)
        throw new RangeError('not a length in DER');
    const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
    const start = 2 + lengthBytes;
    if (start + length > bytes.length)
        throw new RangeError('truncated');
    return {
        tag,
        content: bytes.subarray(start, start + length),
        rest: bytes.subarray(start + length),
    };
}
/** The elements that a content consists of. Throws like `readElement`. */
function readElements(content) {
    const elements = [];
    for (let rest = content; rest.length > 0;) {
        const element = readElement(rest);
        elements.push(element);
        rest = element.rest;
    }
    return elements;
}
/** An object identifier such as `2.5.29.15`. */
function readOid(content) {
    const numbers = [];
    let number = 0;
    for (const byte of content) {
        number = number * 128 + (byte & 0x7f);
        if (byte < 0x80) {
            numbers.push(number);
            number = 0;
        }
    }
    const [first = 0, ...others] = numbers;
    const root = Math.min(Math.floor(first / 40), 2);
    return [root, first - 40 * root, ...others].join('.');
}


/***/ }),

/***/ 7886:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ readKnownHosts),
/* harmony export */   Q: () => (/* binding */ readHostKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7255);


/**
 * Reads the `ssh-known-hosts` input.
 *
 * @returns the text of a known_hosts file
 * @throws ConfigurationError naming the line
 */
function readKnownHosts(value) {
    const lines = value
        .replaceAll('\\r', '')
        .replaceAll('\\n', '\n')
        .split(/\r?\n/)
        .map((line, index) => ({ line: line.trim(), number: index + 1 }))
        .filter(({ line }) => line !== '' && !line.startsWith('#'));
    if (lines.length === 0) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1('ssh-known-hosts has no line with a host key, only comments, as ssh-keyscan prints them when it fails.');
    }
    for (const { line, number } of lines) {
        if (form.test(line))
            continue;
        const hint = /^[\w@.-]+ AAAA/.test(line) ? " The host's name must come before the key." : '';
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`ssh-known-hosts: line ${number} is not a line of known_hosts.${hint} ssh-keyscan prints such lines.`);
    }
    return lines.map(({ line }) => `${line}\n`).join('');
}
/** An optional marker, such as `@cert-authority`, host names, the type and the key. */
const form = /^(?:@[\w-]+\s+)?\S+\s+([\w@.-]+)\s+(AAAA[A-Za-z0-9+/=]+)(?:\s|$)/;
/** Reads a line of a known_hosts file; undefined when it has no key. */
function readHostKey(line) {
    const [, type = '', key = ''] = form.exec(line.trim()) ?? [];
    if (key === '')
        return undefined;
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(Buffer.from(key, 'base64')).digest('base64');
    return {
        line: line.trim(),
        type: type.replace(/^ssh-|^ecdsa-sha2-.*/, '').toUpperCase() || 'ECDSA',
        fingerprint: `SHA256:${digest.replace(/=+$/, '')}`,
    };
}


/***/ }),

/***/ 9269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Je: () => (/* binding */ readPem),
/* harmony export */   eo: () => (/* binding */ secretForms),
/* harmony export */   kM: () => (/* binding */ describeOther),
/* harmony export */   ph: () => (/* binding */ isEncrypted)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);

const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;
/**
 * The PEM blocks in a secret or a file, in order; none when the value is something else, such as a path.
 *
 * Tools change secrets when they store them, and nothing is lost by: CRLF, `\n` written out, line breaks
 * that became spaces, doubled or vanished, UTF-16, and base64, also of base64. DER, which is PEM without
 * base64, is read too.
 */
function readPem(value) {
    let bytes = Buffer.from(value);
    for (let encodings = 0; encodings <= mostEncodings; encodings += 1) {
        const text = decodeText(bytes);
        const blocks = pemBlocks(text);
        if (blocks.length > 0)
            return blocks;
        const block = derBlock(bytes);
        if (block !== undefined)
            return [block];
        const decoded = fromBase64(text);
        if (decoded === undefined)
            return [];
        bytes = decoded;
    }
    return [];
}
/** How often the PEM may be encoded in base64. */
const mostEncodings = 3;
/**
 * What a value is that holds no PEM block, as the end of a sentence; undefined when nothing is known about it.
 */
function describeOther(value) {
    let bytes = Buffer.from(value);
    for (let encodings = 0; encodings <= mostEncodings; encodings += 1) {
        const text = decodeText(bytes);
        const [, word, label = ''] = /-----(BEGIN|END) ([A-Z0-9 ]+)(?:-----)?/.exec(text) ?? [];
        if (word === 'BEGIN') {
            return `has -----BEGIN ${label}----- but no -----END ${label}-----: it was truncated, or its lines were changed`;
        }
        if (word === 'END') {
            return `has -----END ${label}----- but no -----BEGIN ${label}-----: its beginning is missing`;
        }
        if (/^\s*\$\{\{/.test(text))
            return 'is an expression that was not evaluated';
        if (bytes[0] === 0x30 && bytes.subarray(0, longestHeader).includes(pkcs7Data)) {
            return 'is a PKCS #12 file (.p12, .pfx). Convert it: openssl pkcs12 -in file.p12 -nodes';
        }
        if (bytes[0] === 0x30 && bytes.subarray(0, longestHeader).includes(pkcs7SignedData)) {
            return 'is a PKCS #7 file (.p7b). Convert it: openssl pkcs7 -inform DER -in file.p7b -print_certs';
        }
        const decoded = fromBase64(text);
        if (decoded === undefined)
            return undefined;
        bytes = decoded;
    }
    return undefined;
}
/** The object identifiers 1.2.840.113549.1.7.1 and 1.2.840.113549.1.7.2, near the beginning of such files. */
const pkcs7Data = Buffer.from('2a864886f70d010701', 'hex');
const pkcs7SignedData = Buffer.from('2a864886f70d010702', 'hex');
const longestHeader = 40;
/**
 * All forms of a PEM text that a log may contain, for masking: each line of the value as given, each line
 * of data, and the base64 of the whole, on one line and wrapped.
 *
 * Lines under eight characters and the BEGIN and END lines are left out: they are no secrets, and a mask
 * for the last two letters of a key would blank these letters in every word of the log.
 *
 * @param value as the user gave it; empty when it was a path
 * @param pem the blocks that were read from it
 */
function secretForms(value, pem) {
    const encodings = [pem, pem.trimEnd(), pem.replaceAll('\n', '\r\n')].map((text) => Buffer.from(text).toString('base64'));
    const lines = [
        ...value.split(/\r?\n/),
        ...value.split(/\r?\n|\\r|\\n/),
        ...pem.split('\n'),
        ...encodings,
        // As `base64` and `openssl base64` wrap it.
        ...encodings.flatMap((encoding) => [76, 64].flatMap((width) => wrapped(encoding, width, pem))),
    ].map((line) => line.trim());
    return [
        ...new Set(lines.filter((line) => line.length >= 8 && !/^-----[A-Z0-9 ]+-----$/.test(line))),
    ];
}
/** An encoding in lines of so many characters, without the lines that hold only BEGIN or END. */
function wrapped(encoding, width, pem) {
    const data = pem.split('\n').filter((line) => !line.startsWith('-----'));
    const holdsData = (text) => text.split(/\r?\n/).some((part) => part.length >= 8 && data.some((line) => line.includes(part)));
    return (encoding.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).filter((line) => holdsData(Buffer.from(line, 'base64').toString()));
}
/** Whether a private key in PEM has a passphrase, in PKCS #8 (RFC 5958) or in the older form (RFC 1421). */
function isEncrypted({ label, text }) {
    return label.startsWith('ENCRYPTED') || text.includes('Proc-Type: 4,ENCRYPTED');
}
function pemBlocks(value) {
    const text = value.replaceAll(/\\+r/g, '').replaceAll(/\\+n/g, '\n').replaceAll(/\r\n?/g, '\n');
    return [...text.matchAll(pemBlock)].map(([, label = '', body = '']) => ({
        label,
        text: `-----BEGIN ${label}-----\n${pemLines(body).join('\n')}\n-----END ${label}-----\n`,
    }));
}
/** The lines between BEGIN and END as they must be, whatever became of the line breaks. */
function pemLines(body) {
    // The headers of an encrypted key (RFC 1421) end with an empty line.
    if (body.includes(':')) {
        const lines = body.split('\n').map((line) => line.trim());
        return lines.slice(lines[0] === '' ? 1 : 0, lines.at(-1) === '' ? -1 : undefined);
    }
    const lines = body.split(/\s+/).filter((line) => line !== '');
    const isWrapped = lines.every((line) => line.length <= longestLine);
    return isWrapped ? lines : (lines.join('').match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []);
}
/** Characters. PEM has 64 a line, OpenSSH 70; readers accept a little more. */
const lineLength = 64;
const longestLine = 76;
function derBlock(bytes) {
    if (bytes[0] !== 0x30)
        return undefined;
    try {
        return { label: 'CERTIFICATE', text: String(new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(bytes)) };
    }
    catch {
        // Not a certificate.
    }
    for (const type of ['pkcs8', 'sec1', 'pkcs1']) {
        try {
            const key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: bytes, format: 'der', type });
            return { label: 'PRIVATE KEY', text: String(key.export({ type: 'pkcs8', format: 'pem' })) };
        }
        catch {
            // Not a key of this type.
        }
    }
    return undefined;
}
/** UTF-8, or UTF-16 as Windows writes it, with or without a byte order mark. */
function decodeText(bytes) {
    const [first, second] = bytes;
    const isBigEndian = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
    const isLittleEndian = (first === 0xff && second === 0xfe) || (second === 0 && first !== 0);
    if (isLittleEndian)
        return bytes.toString('utf16le');
    if (isBigEndian && bytes.length % 2 === 0)
        return Buffer.from(bytes).swap16().toString('utf16le');
    return bytes.toString();
}
function fromBase64(value) {
    const compact = value.replaceAll(/\\+[rn]|[\s\u{feff}]/gu, '');
    return /^[A-Za-z0-9+/_-]+={0,2}$/.test(compact) ? Buffer.from(compact, 'base64') : undefined;
}


/***/ }),

/***/ 8099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ createReader)
/* harmony export */ });
/**
 * Reads the numbers and strings of SSH's messages (RFC 4251, 5).
 *
 * Its functions throw a RangeError past the end.
 */
function createReader(bytes) {
    let position = 0;
    const number = () => {
        position += 4;
        return bytes.readUInt32BE(position - 4);
    };
    return {
        number,
        string() {
            const length = number();
            if (position + length > bytes.length)
                throw new RangeError('cut off');
            position += length;
            return bytes.subarray(position - length, position);
        },
    };
}


/***/ }),

/***/ 794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ip: () => (/* binding */ readClaims),
/* harmony export */   dE: () => (/* binding */ describeToken),
/* harmony export */   sg: () => (/* binding */ isToken)
/* harmony export */ });
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(296);
/* harmony import */ var _certificate_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8722);


/** Characters of a claim in a message. */
const longestClaim = 120;
/** Whether a text has the form of a signed token: three parts of base64url. */
function isToken(text) {
    return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) && payloadOf(text) !== undefined;
}
/** Reads the claims. Those that are missing or have another type are absent. */
function readClaims(token) {
    const payload = payloadOf(token) ?? {};
    const text = (name) => {
        const value = payload[name];
        return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const date = (name) => {
        const value = payload[name];
        const time = typeof value === 'number' ? new Date(value * 1000) : undefined;
        return time === undefined || Number.isNaN(time.getTime()) ? undefined : time;
    };
    const [issuer, subject] = [text('iss'), text('sub')];
    const [issuedAt, expiresAt] = [date('iat'), date('exp')];
    const project = text('repository') ?? text('project_path');
    return {
        ...(issuer && { issuer }),
        audience: [payload.aud].flat().filter((each) => typeof each === 'string'),
        ...(subject && { subject }),
        ...(issuedAt && { issuedAt }),
        ...(expiresAt && { expiresAt }),
        ...(project && { project }),
    };
}
/**
 * One sentence about a token that was refused, such as: The token is for the audience "…", from the issuer
 * "…", for "…", issued 2 s ago, and expires in 298 s.
 */
function describeToken(claims, now) {
    const { issuer, audience, subject, issuedAt, expiresAt } = claims;
    const parts = [
        `for the audience ${audience.map(quote).join(', ') || '(none)'}`,
        `from the issuer ${issuer === undefined ? '(none)' : quote(issuer)}`,
        ...(subject === undefined ? [] : [`about ${quote(subject)}`]),
        ...(issuedAt === undefined ? [] : [describeIssue(issuedAt, now)]),
        ...(expiresAt === undefined ? [] : [describeExpiry(expiresAt, now)]),
    ];
    return `The token is ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`;
}
function describeIssue(time, now) {
    const seconds = secondsBetween(time, now);
    return seconds < 0
        ? `issued ${-seconds} s in the future by this runner's clock (${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_0__/* .second */ .Rc)(now)})`
        : `issued ${seconds} s ago`;
}
function describeExpiry(time, now) {
    const seconds = secondsBetween(now, time);
    return seconds < 0
        ? `expired ${-seconds} s ago by this runner's clock (${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_0__/* .second */ .Rc)(now)})`
        : `valid for ${seconds} s more`;
}
function secondsBetween(from, to) {
    return Math.round((to.getTime() - from.getTime()) / 1000);
}
function quote(claim) {
    return `"${(0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(claim, longestClaim)}"`;
}
function payloadOf(token) {
    try {
        const value = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
        return typeof value === 'object' && value !== null ? value : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 1257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $G: () => (/* binding */ describeClient),
/* harmony export */   C_: () => (/* binding */ endsSoon),
/* harmony export */   VG: () => (/* binding */ checkValidity),
/* harmony export */   jH: () => (/* binding */ periodOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3875);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(1033);
/* harmony import */ var _certificate_fields_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4100);
/* harmony import */ var _certificate_text_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8722);
/* harmony import */ var _pem_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9269);






/**
 * Whether a certificate ends so soon that the user should renew it: within 14 days, and after two thirds of
 * its lifetime. So one that is renewed every day, or made for one job, gives no warning while it is fresh.
 */
function endsSoon({ from, to }, now) {
    const left = to - now;
    return left < 14 * dayMs && left < (to - from) / 3;
}
const dayMs = 86_400_000;
/**
 * Checks the dates of the certificates, and that buildx can read the client's.
 *
 * @returns a warning for each that ends soon
 * @throws Diagnosis when the daemon or buildx would refuse one at `now`
 */
function checkValidity(credentials, now) {
    const warnings = [];
    const authorities = readAll(credentials.ca);
    if (authorities.every((authority) => validity(authority, now) !== 'valid')) {
        const [authority] = authorities;
        throw new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .OZ('server-cert-untrusted', `The CA certificate in ca ${describePeriod(authority, now)}. Give the current one.`);
    }
    // Of several CAs, as in a rotation, the last one to expire decides.
    warnings.push(...expiryWarning('ca', authorities.toSorted(byEnd).slice(-1), now));
    if (credentials.client !== undefined) {
        const [leaf, ...others] = readAll(credentials.client.cert);
        if (leaf === undefined)
            return warnings;
        const unreadable = (0,_certificate_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableInGo */ .n)(leaf);
        if (unreadable !== undefined) {
            throw new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .OZ('client-cert-rejected', `The client certificate in cert (${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_4__/* .commonName */ .LS)(leaf.subject)}) ${unreadable}, so buildx can't read it. Issue a new one.`);
        }
        if (validity(leaf, now) !== 'valid') {
            throw new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .OZ('client-cert-expired', `The client certificate in cert (${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_4__/* .commonName */ .LS)(leaf.subject)}) ${describePeriod(leaf, now)}. Issue a new one and update the secret.`);
        }
        // The daemon may not need an expired certificate that follows the first.
        const usable = others.filter((other) => validity(other, now) === 'valid');
        warnings.push(...expiryWarning('cert', [leaf, ...usable].toSorted(byEnd), now));
        for (const other of others.filter((each) => !usable.includes(each))) {
            warnings.push(`cert also holds ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_4__/* .commonName */ .LS)(other.subject)}, which ${describePeriod(other, now)}. Renew it, or leave it out if the daemon doesn't need it.`);
        }
    }
    return warnings;
}
/**
 * A line for the log about the client certificate: its subject, its expiry, and who issued it to this job.
 *
 * @returns undefined without one
 */
function describeClient({ client }, now = new Date()) {
    if (client === undefined)
        return undefined;
    const { subject, issuer, validToDate } = new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(client.cert);
    if (client.issuedBy === undefined) {
        return `Client certificate ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_4__/* .commonName */ .LS)(subject)}, valid until ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_4__/* .day */ .vd)(validToDate)}`;
    }
    const left = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_5__/* .formatDuration */ .a3)((validToDate.getTime() - now.getTime()) / 1000);
    return `Client certificate ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_4__/* .commonName */ .LS)(subject)}, issued to this job by ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_4__/* .commonName */ .LS)(issuer)} at ${client.issuedBy}, valid until ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_4__/* .second */ .Rc)(validToDate)} (${left})`;
}
function readAll(pem) {
    return (0,_pem_js__WEBPACK_IMPORTED_MODULE_3__/* .readPem */ .Je)(pem).map(({ text }) => new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(text));
}
function byEnd(one, other) {
    return one.validToDate.getTime() - other.validToDate.getTime();
}
function validity(certificate, now) {
    if (now > certificate.validToDate)
        return 'expired';
    return now < certificate.validFromDate ? 'not-yet' : 'valid';
}
function describePeriod(certificate, now) {
    return validity(certificate, now) === 'expired'
        ? `expired on ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_4__/* .day */ .vd)(certificate.validToDate)}`
        : `is not valid before ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_4__/* .second */ .Rc)(certificate.validFromDate)}`;
}
/** Warns of the first certificate that ends soon. */
function expiryWarning(input, certificates, now) {
    const soon = certificates.find((certificate) => endsSoon(periodOf(certificate), now.getTime()));
    if (soon === undefined)
        return [];
    const days = Math.floor((soon.validToDate.getTime() - now.getTime()) / dayMs);
    const left = days < 1 ? 'in less than a day' : `in ${days} day${days === 1 ? '' : 's'}`;
    return [
        `The certificate in ${input} expires ${left}, on ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_4__/* .day */ .vd)(soon.validToDate)}. Renew it soon.`,
    ];
}
function periodOf({ validFromDate, validToDate }) {
    return { from: validFromDate.getTime(), to: validToDate.getTime() };
}


/***/ }),

/***/ 1038:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bk: () => (/* binding */ parseEndpoint),
/* harmony export */   N2: () => (/* binding */ describeEndpoint),
/* harmony export */   Yv: () => (/* binding */ tcpAddress),
/* harmony export */   a_: () => (/* binding */ serverNameOf)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7255);
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(296);


/** Bytes: Linux's limit, `sun_path` in unix(7) without its final zero byte. */
const longestSocketPath = 107;
const forms = 'Write tcp://host:port, unix:///path, ssh://user@host, docker-container://name, kube-pod://name, or https://host of a router.';
/**
 * Reads the `endpoint` input, or the variable in `name`. A missing port is an error here: buildx would accept
 * it and fail 20 seconds later.
 *
 * @throws ConfigurationError naming the input
 */
function parseEndpoint(value, name = 'endpoint') {
    const text = value.trim();
    checkCharacters(text, name);
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
    if (scheme === 'unix')
        return unixEndpoint(text, name);
    if (scheme === 'tcp')
        return tcpEndpoint(text, name);
    if (scheme === 'ssh')
        return sshEndpoint(text, name);
    if (scheme === 'docker-container' || scheme === 'kube-pod') {
        return containerEndpoint(scheme, text, name);
    }
    if (scheme === 'https') {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is the address of a router, which stands alone in endpoint.`);
    }
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is not an address of a daemon. ${forms}`);
}
/** Names a change that a variable or a secret may have got when it was stored. */
function checkCharacters(text, name) {
    const shown = (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(text, longestShown);
    // Other text isn't an address, whatever its characters.
    const [blank] = text.includes('://') ? (/\s/.exec(text) ?? []) : [];
    if (blank !== undefined) {
        const what = /[\n\r]/.test(blank) ? 'a line break' : 'a space';
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${shown}" has ${what} in it. Write one address.`);
    }
    if (/^["'].*["']$/.test(text)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: ${shown} has quotes around it. Leave them out.`);
    }
}
/** Characters. */
const longestShown = 200;
/** The endpoint as the user wrote it, and in brackets the IP addresses that its host name resolved to. */
function describeEndpoint(endpoint, addresses) {
    const found = addresses.filter((address) => endpoint.kind !== 'tcp' || address !== endpoint.host);
    return found.length > 0 ? `${endpoint.url} (${found.join(', ')})` : endpoint.url;
}
function unixEndpoint(text, name) {
    const path = text.slice('unix://'.length);
    if (!path.startsWith('/')) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" has no absolute path. Write unix:///path, with three slashes.`);
    }
    if (Buffer.byteLength(path) > longestSocketPath) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: the path in "${text}" is too long for a socket, which may have ${longestSocketPath} bytes.`);
    }
    return { kind: 'unix', url: `unix://${path}`, path };
}
function tcpEndpoint(text, name) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const [serverName, ...others] = [...(url?.searchParams ?? [])];
    const isKnown = serverName === undefined || serverNameForm.test(serverName.join('='));
    const plain = url !== undefined &&
        url.username === '' &&
        url.password === '' &&
        others.length === 0 &&
        isKnown &&
        url.hash === '' &&
        ['', '/'].includes(url.pathname);
    if (!plain || url.hostname === '') {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is not of the form tcp://host:port or tcp://host:port?server-name=….`);
    }
    if (url.port === '') {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" has no port. Write tcp://${url.hostname}:1234.`);
    }
    return {
        kind: 'tcp',
        url: `tcp://${url.host}${url.search}`,
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: Number(url.port),
        ...(serverName && { serverName: serverName[1] }),
    };
}
/** One parameter of the query: a DNS name or an IP address. */
const serverNameForm = /^server-name=[\w.:-]+$/;
/**
 * The name to expect in the daemon's certificate: that of the endpoint itself, else the one given for all.
 *
 * @returns undefined when it is the endpoint's host
 */
function serverNameOf(endpoint, forAll) {
    return (endpoint.kind === 'tcp' ? endpoint.serverName : undefined) ?? forAll;
}
/** The address as buildx takes it: `tcp://host:port`. */
function tcpAddress({ host, port }) {
    return `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
/** Allows only characters that have no meaning to a shell or in an option of `ssh`. */
const sshForm = /^ssh:\/\/(?:(?<user>[\w.][\w.@+-]*)@)?(?:\[(?<address>[\da-f:.%\w]+)\]|(?<host>[a-z\d_](?:[\w.-]*)))(?::(?<port>\d{1,5}))?(?<socket>\/[\w./@+:-]*)?$/i;
function sshEndpoint(text, name) {
    if (/^ssh:\/\/[^/@]*:[^/@]*@/i.test(text)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: an ssh:// address with a password in it is not supported. Give a key in ssh-key.`);
    }
    const { user, address, host, port, socket } = sshForm.exec(text)?.groups ?? {};
    const where = address ?? host;
    if (where === undefined || (port !== undefined && !(Number(port) > 0 && Number(port) < 65_536))) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is not of the form ssh://user@host, ssh://user@host:port or ssh://user@host/path/of/the.sock.`);
    }
    return {
        kind: 'ssh',
        url: text.replace(/\/$/, ''),
        host: where,
        ...(user && { user }),
        ...(port && { port: Number(port) }),
        ...(socket && socket !== '/' && { socket }),
    };
}
/** The parameters in an address's query, as in BuildKit's `client/connhelper`. */
const settings = {
    'docker-container': ['context'],
    'kube-pod': ['context', 'namespace', 'container'],
};
function containerEndpoint(scheme, text, name) {
    const [, target = '', query = ''] = /^[^:]*:\/\/(\w[\w.-]*)\/?(?:\?(.*))?$/.exec(text) ?? [];
    const given = [...new URLSearchParams(query)];
    const isKnown = given.every(([key, value]) => settings[scheme].includes(key) && value !== '');
    if (target === '' || !isKnown) {
        const all = settings[scheme].map((key) => `${key}=…`).join('&');
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is not of the form ${scheme}://name or ${scheme}://name?${all}.`);
    }
    const flags = (keys) => given.filter(([key]) => keys.includes(key)).map(([key, value]) => `--${key}=${value}`);
    const dial = ['buildctl', 'dial-stdio'];
    const command = scheme === 'kube-pod'
        ? ['kubectl', ...flags(settings[scheme]), 'exec', '-i', target, '--', ...dial]
        : ['docker', ...flags(settings[scheme]), 'exec', '-i', target, ...dial];
    return { kind: 'container', url: text, command };
}


/***/ }),

/***/ 8688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ keptConnection)
/* harmony export */ });
/** @param target called before each new connection */
function keptConnection(target) {
    let kept;
    let address;
    const close = () => kept?.http2.destroy();
    const take = () => {
        const session = kept;
        kept = undefined;
        return session?.http2.destroyed ? undefined : session;
    };
    return {
        keep(session) {
            close();
            kept = session;
            address = session.address;
        },
        address: () => address,
        async control() {
            const { connectToDaemon, createControl } = await Promise.all(/* import() */[__nccwpck_require__.e(9376), __nccwpck_require__.e(1258)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1258));
            return createControl(async (signal) => take() ?? connectToDaemon(await target(), signal));
        },
        async dockerControl(path) {
            const [{ createControl }, { connectToDocker }] = await Promise.all([
                Promise.all(/* import() */[__nccwpck_require__.e(9376), __nccwpck_require__.e(1258)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1258)),
                __nccwpck_require__.e(/* import() */ 8698).then(__nccwpck_require__.bind(__nccwpck_require__, 8698)),
            ]);
            return createControl(async () => take() ?? connectToDocker(path));
        },
        close,
    };
}


/***/ }),

/***/ 5938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ pollUntilReady)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8500);
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3875);


const firstPauseMs = 100;
const longestPauseMs = 5000;
/** A daemon under load may answer slowly; after this time the probe starts again on a new connection. */
const longestProbeMs = 10_000;
/** Minimum timeout of the last probe, even past the deadline; a shorter one could only report a timeout. */
const shortestProbeMs = 1000;
/**
 * Probes until the daemon answers, with growing pauses.
 *
 * @throws Diagnosis at once when waiting can't help, otherwise the last one when `timeoutMs` is over
 * @throws the signal's reason when it is aborted
 */
async function pollUntilReady(probe, options) {
    const deadline = performance.now() + options.timeoutMs;
    const left = () => deadline - performance.now();
    for (let pauseMs = firstPauseMs;; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
        options.signal.throwIfAborted();
        try {
            const timeoutMs = Math.min(Math.max(left(), shortestProbeMs), longestProbeMs);
            return await probe(timeoutMs, options.signal);
        }
        catch (error) {
            if (!(error instanceof _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .OZ) || !error.mayPass || left() <= 0)
                throw error;
            if (pauseMs === firstPauseMs)
                options.onWait(error);
        }
        // The last probe runs when time is up, not a whole pause earlier.
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(Math.max(Math.min(pauseMs, left()), 0), undefined, { signal: options.signal });
    }
}


/***/ }),

/***/ 1801:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ planProbe)
/* harmony export */ });
/**
 * Plans the probe of an endpoint. Only a Unix socket may belong to either kind of daemon.
 *
 * @param kind of the endpoint that the user gave
 * @param wanted the input `driver`
 * @param endpoint what is connected to, such as a tunnel's socket
 * @param target called before each probe
 * @param asksLoad whether to ask BuildKit how many builds run there
 */
function planProbe({ kind }, wanted, endpoint, target, keep, asksLoad = false) {
    const driver = wanted === 'auto' && kind !== 'unix' ? defaultDriver[kind] : wanted;
    const isBuildkit = endpoint.kind === 'tcp' || (kind !== 'unix' && driver === 'remote');
    return {
        ...(driver !== 'auto' && { driver }),
        probe: isBuildkit
            ? (timeoutMs, signal) => probeBuildkit(target, timeoutMs, signal, endpoint.kind === 'tcp' ? keep : undefined, asksLoad)
            : async (timeoutMs, signal) => (await Promise.all(/* import() */[__nccwpck_require__.e(9799), __nccwpck_require__.e(9376), __nccwpck_require__.e(8330)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8330))).probeSocket(endpoint, driver, timeoutMs, signal, keep, asksLoad),
        driverFor: ({ docker }) => driver === 'auto' ? (docker === undefined ? 'remote' : 'docker') : driver,
    };
}
const defaultDriver = { tcp: 'remote', ssh: 'docker', container: 'remote' };
/** Loads Node's HTTP/2 and TLS, which takes as long as starting Node, while buildx creates the builder. */
async function probeBuildkit(target, ...rest) {
    const [module, ready] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(9799), __nccwpck_require__.e(9376), __nccwpck_require__.e(264)]).then(__nccwpck_require__.bind(__nccwpck_require__, 264)), target()]);
    return module.probe(ready, ...rest);
}


/***/ }),

/***/ 3324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ readPayload)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);

/** Reads the event file. A missing or damaged file has no parts: not every runner writes one. */
function readPayload(path) {
    const payload = path ? parseFile(path) : undefined;
    const at = (...keys) => keys.reduce(property, payload) ?? undefined;
    return {
        at,
        text(...keys) {
            const value = at(...keys);
            return typeof value === 'string' && value !== '' ? value : undefined;
        },
    };
}
function parseFile(path) {
    try {
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
    }
    catch {
        return undefined;
    }
}
function property(value, key) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
        return undefined;
    return value[key];
}


/***/ }),

/***/ 5522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ helpLink)
/* harmony export */ });
/** The heading of docs/troubleshooting.md about a code, in the version of the action that runs. */
function helpLink(code, env) {
    const server = env.GITHUB_SERVER_URL || 'https://github.com';
    // Both are empty when the action is used from a checkout, as in `uses: ./`.
    const repository = env.GITHUB_ACTION_REPOSITORY || 'org/remote-buildkit';
    const version = (env.GITHUB_ACTION_REPOSITORY && env.GITHUB_ACTION_REF) || 'main';
    return `${server}/${repository}/blob/${version}/docs/troubleshooting.md#${code}`;
}


/***/ }),

/***/ 6028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DL: () => (/* binding */ forgetSecrets),
/* harmony export */   LN: () => (/* binding */ checkNames),
/* harmony export */   uk: () => (/* binding */ ownVariables)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7255);
/* harmony import */ var _inputs_names_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4818);


/** The prefix of the variables in which the runner passes inputs. */
const prefix = 'INPUT_';
/**
 * Looks for inputs that aren't `known`. Not within a composite action, where the outer action's inputs may
 * be in the environment and look like this action's own: there, and only there, the runner sets
 * `GITHUB_ACTION_PATH` (CompositeActionHandler of actions/runner). It warns of unexpected inputs, too.
 *
 * @returns a warning for each that has no effect
 * @throws ConfigurationError for one that exists under another name, which isn't given
 */
function checkNames(env, known = _inputs_names_js__WEBPACK_IMPORTED_MODULE_1__/* .inputNames */ .vj) {
    if (env.GITHUB_ACTION_PATH)
        return [];
    const names = Object.entries(env)
        .filter(([variable, value]) => variable.startsWith(prefix) && value?.trim())
        .map(([variable]) => variable.slice(prefix.length).toLowerCase());
    return names.filter((name) => !known.includes(name)).map((name) => checkName(name, names, known));
}
function checkName(name, names, known) {
    const ours = (0,_inputs_names_js__WEBPACK_IMPORTED_MODULE_1__/* .knownAs */ .w9)(name, known);
    if (ours === undefined || names.includes(ours)) {
        return `${name} is not an input of this action and has no effect. Did you mean ${(0,_inputs_names_js__WEBPACK_IMPORTED_MODULE_1__/* .nearestName */ .qb)(name, known)}?`;
    }
    const message = `${name} is called ${ours} here. Write ${ours} instead`;
    // Environment variables of a workflow have no hyphen.
    if (name.includes('-'))
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${message}.`);
    const variable = prefix + name.toUpperCase();
    if (harmless.has(name))
        return `${message}, unless ${variable} is a variable of your workflow.`;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${message}. If ${variable} is a variable of your workflow, rename the variable.`);
}
/** The build is the same without them, and a workflow may well have a variable such as `INPUT_VERSION`. */
const harmless = new Set(['config', 'token', 'version']);
/**
 * The variables that would be removed, but from which the build reads a value, such as by
 * `build-args: INPUT_VERSION` or `secret-envs: token=ACTIONS_ID_TOKEN_REQUEST_TOKEN`. An input of this action
 * is never among them.
 */
function ownVariables({ buildArgs, secrets, }) {
    const variables = secrets.flatMap((secret) => ('variable' in secret ? [secret.variable] : []));
    return [...buildArgs, ...variables].filter((variable) => {
        if (identityVariables.has(variable))
            return true;
        const name = variable.slice(prefix.length).toLowerCase().replaceAll('_', '-');
        return /^INPUT_[^=]+$/.test(variable) && !_inputs_names_js__WEBPACK_IMPORTED_MODULE_1__/* .inputNames */ .vj.includes(name);
    });
}
/**
 * Removes the variables that hold secrets of this action or of the job, so that no process that this one or a
 * library starts gets them. Every variable that begins like an input is removed, even if it is not this
 * action's: it may be an input of an action around this one, or a misspelled one. Only the named ones stay.
 */
function forgetSecrets(env, named = []) {
    for (const name of Object.keys(env)) {
        if (mayHoldSecret(name) && !named.includes(name))
            delete env[name];
    }
}
function mayHoldSecret(name) {
    return (name.startsWith(prefix) || identityVariables.has(name) || /^BUILDER_NODE_\d+_AUTH_/.test(name));
}
/** With these, any process can get tokens of this job for any audience. */
const identityVariables = new Set([
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_URL',
]);


/***/ }),

/***/ 5284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ readOrigin)
/* harmony export */ });
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3324);

/** Reads the variables and the event file that the runner gives to each action. */
function readOrigin(env) {
    const payload = (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .readPayload */ .r)(env.GITHUB_EVENT_PATH);
    const name = env.GITHUB_REF_NAME ?? '';
    const untrusted = findUntrusted(payload, env);
    const defaultBranch = payload.text('repository', 'default_branch');
    const common = { ...(defaultBranch && { defaultBranch }), ...(untrusted && { untrusted }) };
    if (!isPullRequest(payload, env)) {
        return { kind: env.GITHUB_REF_TYPE === 'tag' ? 'tag' : 'branch', name, ...common };
    }
    const number = payload.at('pull_request', 'number') ?? payload.at('number') ?? name.split('/')[0];
    const base = payload.text('pull_request', 'base', 'ref') || env.GITHUB_BASE_REF;
    return { kind: 'pull-request', name: String(number), ...common, ...(base && { base }) };
}
function isPullRequest(payload, { GITHUB_EVENT_NAME: event = '', GITHUB_REF: ref = '' }) {
    return (event.startsWith('pull_request') ||
        ref.startsWith('refs/pull/') ||
        payload.at('pull_request') !== undefined);
}
/**
 * A fork's code, and an update that Dependabot proposes, run before anyone has read them. Under
 * `pull_request` they get no secrets; under `pull_request_target`, and under `workflow_run` after a run for
 * a fork, they would get all of them. So what the event doesn't prove to be the repository's own counts as
 * untrusted.
 */
function findUntrusted(payload, env) {
    if (isPullRequest(payload, env))
        return findInPullRequest(payload) ?? findDependabot(env);
    const isFollowing = env.GITHUB_EVENT_NAME === 'workflow_run' || payload.at('workflow_run') !== undefined;
    return (isFollowing ? findInWorkflowRun(payload) : undefined) ?? findDependabot(env);
}
function findInPullRequest(payload) {
    const head = payload.text('pull_request', 'head', 'repo', 'full_name');
    const base = payload.text('pull_request', 'base', 'repo', 'full_name');
    if (payload.at('pull_request', 'head') === undefined || base === undefined)
        return 'unknown';
    // The fork may be deleted already: then its repository is null.
    if (head !== base)
        return 'fork';
    // Its author, since the actor is the person who labels or edits the pull request.
    return payload.text('pull_request', 'user', 'login') === dependabot ? 'dependabot' : undefined;
}
function findInWorkflowRun(payload) {
    const repository = payload.text('repository', 'full_name');
    if (payload.at('workflow_run') === undefined || repository === undefined)
        return 'unknown';
    if (payload.text('workflow_run', 'head_repository', 'full_name') !== repository)
        return 'fork';
    if (followsDependabot(payload))
        return 'dependabot';
    // It follows another `workflow_run`, and this event doesn't name the first run.
    return payload.text('workflow_run', 'event') === 'workflow_run' ? 'unknown' : undefined;
}
/**
 * The actor of the first run is the person who labeled the pull request, if one did; its branch and its commit are
 * still Dependabot's.
 */
function followsDependabot({ text }) {
    return (text('workflow_run', 'actor', 'login') === dependabot ||
        text('workflow_run', 'head_commit', 'author', 'name') === dependabot ||
        text('workflow_run', 'head_branch')?.startsWith('dependabot/') === true);
}
/** The actor of a run stays the same when a person re-runs it. */
function findDependabot({ GITHUB_ACTOR: actor }) {
    return actor === dependabot ? 'dependabot' : undefined;
}
const dependabot = 'dependabot[bot]';


/***/ }),

/***/ 134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ presetOutputs),
/* harmony export */   n: () => (/* binding */ setOutputs)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1967);


/**
 * Sets outputs. One that is written in part is taken back: the runner fails a job whose file it can't read.
 *
 * @throws when `GITHUB_OUTPUT` can't be written
 */
function setOutputs(outputs, { GITHUB_OUTPUT: file } = process.env) {
    for (const [name, value] of Object.entries(outputs)) {
        const stats = file ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file, { throwIfNoEntry: false }) : undefined;
        try {
            (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setOutput */ .uH)(name, value);
        }
        catch (error) {
            if (file && stats?.isFile())
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.truncateSync)(file, stats.size);
            throw error;
        }
    }
}
/** Sets outputs that later ones replace. A file that can't be written is reported with those. */
function presetOutputs(outputs) {
    try {
        setOutputs(outputs);
    }
    catch {
        // A full disk must not prevent a build.
    }
}


/***/ }),

/***/ 2450:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  x: () => (/* binding */ keeperWord),
  R: () => (/* binding */ openPorts)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./.build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __nccwpck_require__(1967);
// EXTERNAL MODULE: ./.build/lib/leftovers/private-directory.js
var private_directory = __nccwpck_require__(3876);
;// CONCATENATED MODULE: ./.build/lib/github/buildx-store/store.js
/** The runner's tool cache and the cache between jobs. What they need is loaded only when they are used. */
function createBinaryStore(env) {
    return {
        find: async (binary) => (await toolCache()).findKept(binary),
        keep: async (file, binary) => (await toolCache()).keep(file, binary, env),
        openJobCache: async (binary) => (await __nccwpck_require__.e(/* import() */ 2064).then(__nccwpck_require__.bind(__nccwpck_require__, 2064))).openJobCache(binary, env),
        download: async (url, file) => (await __nccwpck_require__.e(/* import() */ 1025).then(__nccwpck_require__.bind(__nccwpck_require__, 1025))).download(url, file),
    };
}
function toolCache() {
    return __nccwpck_require__.e(/* import() */ 8768).then(__nccwpck_require__.bind(__nccwpck_require__, 8768));
}

// EXTERNAL MODULE: ./.build/lib/github/help-link.js
var help_link = __nccwpck_require__(5522);
// EXTERNAL MODULE: ./.build/lib/github/input-environment.js
var input_environment = __nccwpck_require__(6028);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./.build/lib/github/runner-file.js
// Only Node's own modules: post loads no library.

/**
 * Appends lines to a file of the runner, all of them or none: the runner fails a job whose file ends in the middle of a
 * line.
 *
 * @throws when the file can't be written
 */
function appendWhole(file, lines) {
    const size = sizeOf(file);
    try {
        (0,external_node_fs_.appendFileSync)(file, lines);
    }
    catch (error) {
        if ((0,external_node_fs_.statSync)(file, { throwIfNoEntry: false })?.isFile())
            (0,external_node_fs_.truncateSync)(file, size);
        throw error;
    }
}
/** In bytes; 0 when there is no such file. */
function sizeOf(file) {
    return (0,external_node_fs_.statSync)(file, { throwIfNoEntry: false })?.size ?? 0;
}

;// CONCATENATED MODULE: ./.build/lib/github/state.js
// What main saves for post, and for the runner. Only Node's own modules: post loads no library.


const state_name = 'directory';
/** `post-if` in action.yml reads it. */
const note = 'REMOTE_BUILDKIT_LEFTOVERS=true\n';
/**
 * Saves the private directory for post, and a variable that makes the runner start post. The runner reads
 * `GITHUB_ENV` when this process has ended, however it ended. The saved state alone isn't enough: post is
 * skipped after a job that succeeded, and a killed action with `continue-on-error` leaves such a job.
 *
 * Called before the directory is created, so that post finds it even if this process is killed in between.
 *
 * @throws Error in one line when the runner's files can't be written
 * @returns removes the variable again, once nothing is left; no later step gets it
 */
function rememberDirectory(saveState, directory, { GITHUB_ENV: file }) {
    const size = file ? sizeOf(file) : 0;
    try {
        saveState(state_name, directory);
        if (file)
            appendWhole(file, note);
    }
    catch (error) {
        const reason = error.message;
        throw new Error(`The runner's files GITHUB_STATE and GITHUB_ENV can't be written, without which nothing is removed after a job that is killed: ${reason}`, { cause: error });
    }
    if (!file)
        return () => { };
    return () => {
        // An action that is canceled in a container may outlive the runner's files.
        if (sizeOf(file) === size + note.length)
            (0,external_node_fs_.truncateSync)(file, size);
    };
}
/** The same for an action whose post runs after each job, which needs no variable. */
function rememberForPost(saveState, directory) {
    saveState(state_name, directory);
    return () => { };
}
/** @returns undefined when main ended before it chose one */
function rememberedDirectory(env) {
    return env[`STATE_${state_name}`] || undefined;
}

;// CONCATENATED MODULE: ./.build/lib/github/warn-once.js

/** Lists what the job was warned of, for its later steps. */
const variable = 'REMOTE_BUILDKIT_WARNED';
/**
 * Gives a warning unless an earlier step of the job has given it. The runner hands the variable to the later steps.
 *
 * @param warn prints the warning
 */
function createWarnOnce(warn, env) {
    const given = new Set((env[variable] ?? '').split(' ').filter(Boolean));
    const { GITHUB_ENV: file } = env;
    return (name, message) => {
        if (given.has(name))
            return;
        given.add(name);
        warn(message);
        try {
            if (file)
                appendWhole(file, `${variable}=${[...given].join(' ')}\n`);
        }
        catch {
            // Without the variable, the next step gives the warning again.
        }
    };
}

// EXTERNAL MODULE: ./.build/lib/github/workflow-commands.js
var workflow_commands = __nccwpck_require__(5734);
;// CONCATENATED MODULE: ./.build/lib/github/ports.js









/** With this argument the bundle keeps a tunnel open, and is no action. */
const keeperWord = 'keep-tunnel';
/** Provides the ports of the core on GitHub's runner. */
function openPorts({ annotations, signal, ownVariables = [], staysUntilPost = false, }) {
    const { env } = process;
    const withIdentity = { ...env };
    (0,input_environment/* forgetSecrets */.DL)(env, ownVariables);
    const directory = (0,private_directory/* choosePrivateDirectory */.we)(env.RUNNER_TEMP);
    const log = createLog(annotations);
    const fences = (0,workflow_commands/* createFences */.l$)((text) => process.stdout.write(text));
    // A self-hosted runner keeps its tool cache. The other one is emptied after each job.
    const lasting = env.RUNNER_TOOL_CACHE || env.RUNNER_TEMP;
    // Jobs in containers have the same one as other users.
    const user = process.getuid?.() ?? 0;
    return {
        run: async (...command) => (await Promise.all(/* import() */[__nccwpck_require__.e(1955), __nccwpck_require__.e(6547)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6547))).runCommand(...command),
        log,
        env,
        directory,
        signal,
        help: (code) => (0,help_link/* helpLink */.C)(code, env),
        // A certificate may be requested while a build goes on.
        mask: (secret) => fences.lift(() => core/* setSecret */.Pq(secret)),
        warnOnce: createWarnOnce(log.warning, env),
        identityToken: async (audience) => (await __nccwpck_require__.e(/* import() */ 3316).then(__nccwpck_require__.bind(__nccwpck_require__, 3316))).requestIdentityToken(audience, withIdentity, signal),
        binaries: createBinaryStore(env),
        output: process.stdout,
        fence: fences.create,
        ...(lasting && { uploads: (0,external_node_path_.join)(lasting, `remote-buildkit-uploads-${user}`) }),
        needNoPost: staysUntilPost
            ? rememberForPost(core/* saveState */.LZ, directory)
            : rememberDirectory(core/* saveState */.LZ, directory, env),
        ...(staysUntilPost && { keeper: [process.execPath, process.argv[1] ?? '', keeperWord] }),
        // Beside the private directory, which is removed in the end.
        ...(core/* isDebug */._o() && { streamFile: `${directory}.rawjson` }),
    };
}
function createLog(annotations) {
    return {
        info: (line) => core/* info */.pq((0,workflow_commands/* plainLine */.h0)(line)),
        notice: (line) => annotations.add('notice', (0,workflow_commands/* plainLine */.h0)(line)),
        warning: (line) => annotations.add('warning', (0,workflow_commands/* plainLine */.h0)(line)),
        group(title, lines) {
            core/* startGroup */.Oh((0,workflow_commands/* plainLine */.h0)(title));
            for (const line of lines)
                core/* info */.pq((0,workflow_commands/* plainLine */.h0)(line));
            core/* endGroup */.N4();
        },
        debug: (line) => core/* debug */.Yz((0,workflow_commands/* plainLine */.h0)(line)),
    };
}


/***/ }),

/***/ 2479:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: ./.build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __nccwpck_require__(1967);
// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __nccwpck_require__(3875);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __nccwpck_require__(7255);
;// CONCATENATED MODULE: ./.build/lib/processes/cancellation.js
/**
 * Listens for the signals that cancel a job: the runner sends SIGINT, then SIGTERM.
 *
 * @returns a signal whose reason is the name of the first one
 */
function listenForCancellation() {
    const controller = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        // Only the first counts. A later one must not end this process before it has cleaned up.
        process.on(name, () => controller.abort(name));
    }
    return controller.signal;
}

;// CONCATENATED MODULE: ./.build/lib/github/annotations.js
/** GitHub shows at most ten annotations of each level for one action. */
const mostAnnotations = 10;
/**
 * Prints each annotation once, and only as many as GitHub shows. The last one of a level counts the rest, which
 * are in the log.
 */
function createAnnotations(annotate, say) {
    const seen = new Set();
    const numbers = new Map();
    const last = new Map();
    const sayPlainly = (level, message) => say(`${names[level]}: ${message}`);
    return {
        add(level, message, place = {}) {
            const key = JSON.stringify([level, message, place]);
            if (seen.has(key))
                return;
            seen.add(key);
            const number = (numbers.get(level) ?? 0) + 1;
            numbers.set(level, number);
            if (number < mostAnnotations)
                annotate(level, message, place);
            // The last slot is held back until it is known whether a count must take it.
            else if (number === mostAnnotations)
                last.set(level, { message, place });
            else
                sayPlainly(level, message);
        },
        close() {
            for (const [level, { message, place }] of last) {
                const rest = (numbers.get(level) ?? 0) - mostAnnotations + 1;
                if (rest === 1) {
                    annotate(level, message, place);
                    continue;
                }
                sayPlainly(level, message);
                annotate(level, `${rest} more ${level}s; the log has them.`, {});
            }
            last.clear();
        },
    };
}
const names = {
    error: 'Error',
    warning: 'Warning',
    notice: 'Notice',
};

;// CONCATENATED MODULE: ./.build/lib/github/drain.js
/** In milliseconds. Reading what a terminal's buffer holds takes less than one, unless the machine is overloaded. */
const drainMs = 500;
/**
 * How long to wait before the process exits, so that nothing of the log is lost.
 *
 * act, and Gitea's runner, which is a fork of it, give an action a pseudoterminal when they run it without a
 * container. Once the process fails, they close it at once, whatever is still in its buffer (`exec` in
 * pkg/container/host_environment.go of nektos/act v0.2.89): the error, or the masks of a failure that follows them
 * closely. GitHub's runner reads a pipe to its end.
 *
 * @param exitCode of this process
 */
function drainTimeMs(exitCode, isTerminal = false) {
    return isTerminal && exitCode !== undefined && Number(exitCode) !== 0 ? drainMs : 0;
}

// EXTERNAL MODULE: ./.build/lib/github/help-link.js
var help_link = __nccwpck_require__(5522);
// EXTERNAL MODULE: ./.build/lib/github/event.js
var github_event = __nccwpck_require__(3324);
;// CONCATENATED MODULE: ./.build/lib/github/ci-run.js

/** Reads the variables that the runner sets for each action. */
function readCiRun(env) {
    const server = env.GITHUB_SERVER_URL || 'https://github.com';
    const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt } = env;
    const { commit, ref } = commitOf(env);
    return {
        server,
        url: repository && id
            ? `${server}/${repository}/actions/runs/${id}/attempts/${attempt || '1'}`
            : '',
        ...(repository && commit
            ? { defaultContext: `${server}/${repository}.git#${commit}`, noDefaultContext: '' }
            : { defaultContext: '', noDefaultContext: 'GITHUB_REPOSITORY and GITHUB_SHA are empty' }),
        ...(ref.startsWith('refs/') && { gitRef: ref }),
        isPrivate: (0,github_event/* readPayload */.r)(env.GITHUB_EVENT_PATH).at('repository', 'private') === true,
        noDefaultAttestations: isTrue(env.BUILDX_NO_DEFAULT_ATTESTATIONS),
        annotateChecks: isTrue(env.DOCKER_BUILD_CHECKS_ANNOTATIONS || 'true'),
    };
}
/** A commit rather than a branch, which may have moved on since the run began. */
function commitOf(env) {
    const { GITHUB_REF: ref = '', GITHUB_SHA: sha } = env;
    const wantsHead = isTrue(env.DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF);
    if (!ref.startsWith('refs/pull/') || (!wantsHead && !ref.endsWith('/head'))) {
        return { commit: sha || ref, ref };
    }
    const headRef = ref.replace(/\/merge$/, '/head');
    const head = (0,github_event/* readPayload */.r)(env.GITHUB_EVENT_PATH).text('pull_request', 'head', 'sha');
    return { commit: head ?? headRef, ref: headRef };
}
/** As Go reads a boolean, which is how buildx reads its own variables. */
function isTrue(text) {
    return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text ?? '');
}

// EXTERNAL MODULE: ./.build/lib/github/input-environment.js
var input_environment = __nccwpck_require__(6028);
// EXTERNAL MODULE: ./.build/lib/github/origin.js
var origin = __nccwpck_require__(5284);
;// CONCATENATED MODULE: ./.build/lib/github/input-source.js




/**
 * Reads inputs and job from the variables and the event file that the runner gives to each action.
 *
 * @param names of the action's inputs
 */
function createInputSource(env, names) {
    return {
        raw: (name) => (0,core/* getInput */.V4)(name, { trimWhitespace: false }),
        env,
        mask: core/* setSecret */.Pq,
        origin: (0,origin/* readOrigin */.P)(env),
        run: readCiRun(env),
        workspace: env.GITHUB_WORKSPACE || process.cwd(),
        checkNames: () => (0,input_environment/* checkNames */.LN)(env, names),
    };
}

// EXTERNAL MODULE: ./.build/lib/github/outputs.js
var outputs = __nccwpck_require__(134);
// EXTERNAL MODULE: ./.build/lib/github/ports.js + 4 modules
var ports = __nccwpck_require__(2450);
// EXTERNAL MODULE: ./.build/lib/github/workflow-commands.js
var workflow_commands = __nccwpck_require__(5734);
;// CONCATENATED MODULE: ./.build/lib/github/run-action.js











/** Runs one action to its end: an error becomes one line, its code an output, and the process exits. */
async function runAction({ names, staysUntilPost }, work) {
    const signal = listenForCancellation();
    const annotate = { error: core/* error */.z3, warning: core/* warning */.$e, notice: core/* notice */.lm };
    const annotations = createAnnotations((level, message, place) => annotate[level]((0,workflow_commands/* boundedMessage */.tq)(message), place), (line) => core/* info */.pq((0,workflow_commands/* plainLine */.h0)(line)));
    try {
        await work({
            source: createInputSource(process.env, names),
            annotations,
            openPorts: (ownVariables) => (0,ports/* openPorts */.R)({ annotations, signal, ownVariables, staysUntilPost }),
        });
    }
    catch (error) {
        if (isKnown(error) && error.code)
            (0,outputs/* presetOutputs */.C)({ 'fallback-reason': error.code });
        core/* setFailed */.C1(signal.aborted ? 'The step was canceled.' : (0,workflow_commands/* boundedMessage */.tq)(explain(error)));
        if (error instanceof Error && error.stack)
            core/* debug */.Yz(error.stack);
    }
    finally {
        annotations.close();
    }
    // A pending download, such as a canceled job's, must not hold up the job.
    const waitMs = drainTimeMs(process.exitCode, process.stdout.isTTY);
    const exit = () => process.exit();
    process.stdout.write('', waitMs === 0 ? exit : () => setTimeout(exit, waitMs));
}
function isKnown(error) {
    return error instanceof diagnosis/* Diagnosis */.OZ || error instanceof errors/* ConfigurationError */.j1;
}
function explain(error) {
    const more = isKnown(error) && error.code ? ` See ${(0,help_link/* helpLink */.C)(error.code, process.env)}` : '';
    return `${(0,errors/* messageOf */.bD)(error)}${more}`;
}


/***/ }),

/***/ 5734:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   h0: () => (/* binding */ plainLine),
/* harmony export */   l$: () => (/* binding */ createFences),
/* harmony export */   tq: () => (/* binding */ boundedMessage)
/* harmony export */ });
/* unused harmony export createFence */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(296);


/**
 * Text from elsewhere as one line that is harmless in a log: without control characters, and without text
 * that the runner reads as a command (`::name::` at the start of a line, `##[name]` anywhere).
 */
function plainLine(text) {
    const line = text
        .replaceAll(/\p{C}+/gu, ' ')
        .replaceAll('##[', '# [')
        .replace(/^\s*::/, ': :');
    return (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .x)(line, longestLine);
}
/** Characters. The runner and the page that shows a log become slow with much longer lines, and cut off some. */
const longestLine = 4000;
/** The message of an annotation, as long as a line may be. */
function boundedMessage(message) {
    return (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .x)(message, longestLine);
}
/**
 * Makes the runner ignore commands until a token that a build can't guess. It looks for `##[…]` even in
 * mid-line, and the output of a `RUN` may hold any of them.
 */
function createFence() {
    const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    return {
        open: `::stop-commands::${token}\n`,
        close: `::${token}::\n`,
        // The page that shows a log folds and colours such lines, even where the runner ignores them.
        harmless: (line) => line.replaceAll('##[', '# ['),
    };
}
/**
 * Makes fences, and prints inside them what the runner must obey: it would show the text of a mask that it ignores.
 *
 * @param write to the output in which the fences are
 */
function createFences(write) {
    let current;
    return {
        create() {
            const fence = createFence();
            return {
                harmless: fence.harmless,
                get open() {
                    current = fence;
                    return fence.open;
                },
                get close() {
                    current = undefined;
                    return fence.close;
                },
            };
        },
        lift(print) {
            // The last one that was opened. Before it is printed, the runner takes the token for text.
            const fence = current;
            if (fence)
                write(fence.close);
            print();
            if (fence)
                write(fence.open);
        },
    };
}


/***/ }),

/***/ 6786:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ readBuildInputs),
/* harmony export */   t: () => (/* binding */ insertDefault)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7255);
/* harmony import */ var _buildx_attests_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4337);
/* harmony import */ var _buildx_build_args_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1457);
/* harmony import */ var _buildx_outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5289);
/* harmony import */ var _buildx_secrets_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1322);





/**
 * Reads the inputs that docker/build-push-action has too, in the same way.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readBuildInputs({ text, list, lines, boolean }, run, warn) {
    const load = boolean('load', false);
    const outputs = lines('outputs', { quotes: false });
    const tags = list('tags');
    const call = text('call');
    if ((0,_buildx_build_args_js__WEBPACK_IMPORTED_MODULE_2__/* .isBuild */ .T)(call))
        for (const output of outputs)
            (0,_buildx_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .refuseStandardOutput */ .l_)(output);
    // A workflow that sets `load` or `outputs` pushes only if it sets `push`.
    const push = boolean('push', (0,_buildx_build_args_js__WEBPACK_IMPORTED_MODULE_2__/* .isBuild */ .T)(call) && !load && outputs.length === 0);
    if (push && tags.length === 0 && outputs.length === 0) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1('tags is empty but push is true. Give tags, or set push: false.');
    }
    const context = insertDefault('context', text('context'), run) || defaultContext('context', run);
    const secrets = (0,_buildx_secrets_js__WEBPACK_IMPORTED_MODULE_4__/* .readSecrets */ .ql)({
        secrets: lines('secrets', { trim: false }),
        secretEnvs: list('secret-envs'),
        secretFiles: lines('secret-files'),
    }, warn);
    // The token is for this repository's server, so no other context gets it.
    const isOwn = run.defaultContext !== '' && context.startsWith(run.defaultContext);
    const token = isOwn ? text('github-token') : '';
    const attests = {
        attests: lines('attests'),
        provenance: text('provenance'),
        sbom: text('sbom'),
        load,
        outputs,
    };
    return {
        addHosts: list('add-hosts'),
        allow: list('allow'),
        annotations: lines('annotations'),
        attests: (0,_buildx_attests_js__WEBPACK_IMPORTED_MODULE_1__/* .attestations */ .ej)(attests, run),
        defaultAttests: (0,_buildx_attests_js__WEBPACK_IMPORTED_MODULE_1__/* .defaultAttestations */ .Z6)(attests, run),
        buildArgs: lines('build-args'),
        buildContexts: lines('build-contexts').map((entry) => insertDefault('build-contexts', entry, run)),
        cacheFrom: lines('cache-from'),
        cacheTo: lines('cache-to'),
        call,
        cgroupParent: text('cgroup-parent'),
        context,
        file: text('file'),
        labels: lines('labels'),
        load,
        network: text('network'),
        noCache: boolean('no-cache', false),
        noCacheFilters: list('no-cache-filters'),
        outputs,
        platforms: list('platforms'),
        pull: boolean('pull', false),
        push,
        secrets: [...secrets, ...(0,_buildx_secrets_js__WEBPACK_IMPORTED_MODULE_4__/* .gitSecret */ .tv)(token, run, secrets)],
        shmSize: text('shm-size'),
        ssh: list('ssh'),
        tags,
        target: text('target'),
        ulimit: lines('ulimit'),
    };
}
/** Replaces `{{defaultContext}}`, such as in `{{defaultContext}}:app`. */
function insertDefault(name, text, run) {
    return text.replaceAll(/\{\{\{?\s*defaultContext\s*\}?\}\}/g, () => defaultContext(name, run));
}
function defaultContext(name, run) {
    if (run.defaultContext !== '')
        return run.defaultContext;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: the repository at this commit would be built, but ${run.noDefaultContext}. Give a folder, such as ".".`);
}


/***/ }),

/***/ 8043:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  G: () => (/* binding */ readBuildxInputs),
  q: () => (/* binding */ readConnectInputs)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __nccwpck_require__(7255);
// EXTERNAL MODULE: ./.build/lib/buildx/install/urls.js
var urls = __nccwpck_require__(9017);
// EXTERNAL MODULE: ./.build/lib/buildx/install/version.js
var version = __nccwpck_require__(2819);
// EXTERNAL MODULE: ./.build/lib/connect/router/protocol.js
var protocol = __nccwpck_require__(5345);
;// CONCATENATED MODULE: ./.build/lib/connect/router/router.js

/** That of buildkit-operator's own clients. */
const defaultAudience = 'buildkit-operator';
/** Whether a value of `endpoint` is meant as the address of such a service. */
function isRouter(endpoint) {
    return /^https?:\/\//i.test(endpoint);
}
/**
 * Reads the address of a service in `endpoint`.
 *
 * @throws ConfigurationError naming the input
 */
function parseRouter(endpoint) {
    const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
    const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
    if (/\s/.test(endpoint)) {
        throw new errors/* ConfigurationError */.j1('endpoint: the address of a router, https://…, stands alone. Leave out the other lines.');
    }
    if (url?.protocol !== 'https:') {
        throw new errors/* ConfigurationError */.j1(`endpoint: a router is reached over https only, since it gets this job's identity token.`);
    }
    if (!isPlain) {
        throw new errors/* ConfigurationError */.j1('endpoint: the address of a router is https://host[:port][/path].');
    }
    return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

// EXTERNAL MODULE: ./.build/lib/connect/set-up-variable.js
var set_up_variable = __nccwpck_require__(4694);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: ./.build/lib/credentials/certificate-fields.js
var certificate_fields = __nccwpck_require__(4100);
// EXTERNAL MODULE: ./.build/lib/credentials/pem.js
var pem = __nccwpck_require__(9269);
;// CONCATENATED MODULE: ./.build/lib/credentials/client-tls.js




const credentialInputs = { ca: 'ca', cert: 'cert', key: 'key' };
/**
 * Checks that the texts are PEM of the right kind and belong together, without the network and the clock.
 *
 * @returns undefined when none of the three is given
 * @throws ConfigurationError naming the input or variable as the user wrote it
 */
function readCredentials(texts, names = credentialInputs) {
    const { ca, cert, key } = texts;
    if (ca === undefined && cert === undefined && key === undefined)
        return undefined;
    if ((cert === undefined) !== (key === undefined)) {
        const [given, missing] = cert === undefined ? [names.key, names.cert] : [names.cert, names.key];
        throw new errors/* ConfigurationError */.j1(`${missing} is empty but ${given} is given. Give both: the client's certificate and its private key.`, 'credentials-missing');
    }
    if (ca === undefined) {
        throw new errors/* ConfigurationError */.j1(`${names.ca} is empty but ${names.cert} and ${names.key} are given. Give the CA certificate that signed the daemon's certificate.`, 'credentials-missing');
    }
    const credentials = { ca: certificates(names.ca, ca) };
    if (cert === undefined || key === undefined)
        return credentials;
    const pair = { cert: certificates(names.cert, cert), key: privateKey(names.key, key) };
    return { ...credentials, client: { ...pair, cert: clientChain(pair, credentials.ca, names) } };
}
/**
 * The client's certificate, followed by its issuers. buildx sends what is in its file, in this order: the
 * certificate of the key has to be the first, and an issuing CA that only `ca` holds would be missing.
 */
function clientChain({ cert, key }, ca, names) {
    const given = parseAll(names.cert, cert);
    const privateKey = (0,external_node_crypto_.createPrivateKey)(key);
    const leaf = given.find((certificate) => certificate.checkPrivateKey(privateKey));
    if (leaf === undefined) {
        throw new errors/* ConfigurationError */.j1(`${names.key} does not belong to the certificate in ${names.cert}. Give the key that was made with this certificate.`, 'client-key-mismatch');
    }
    // A daemon refuses all certificates when it can't read one of them.
    const others = given.filter((certificate) => certificate !== leaf && !(isRoot(certificate) && (0,certificate_fields/* unreadableInGo */.n)(certificate) !== undefined));
    // A root needn't be sent: the daemon has it.
    const authorities = parseAll(names.ca, ca).filter((authority) => !isRoot(authority));
    const chain = [leaf];
    for (const last of chain) {
        const issuers = [...others, ...authorities].filter((candidate) => isIssuer(candidate, last));
        chain.push(...issuers.filter((issuer) => !isAmong(chain, issuer)));
    }
    return [...chain, ...others.filter((other) => !isAmong(chain, other))].map(String).join('');
}
function isIssuer(candidate, certificate) {
    return candidate.subject === certificate.issuer && (0,certificate_fields/* isSignedBy */.s3)(certificate, candidate);
}
function isRoot({ subject, issuer }) {
    return subject === issuer;
}
function isAmong(list, { raw }) {
    return list.some((certificate) => certificate.raw.equals(raw));
}
/**
 * Reads the certificates in a text, as PEM that Go reads too.
 *
 * @throws ConfigurationError when there is none
 */
function certificates(name, value) {
    const blocks = (0,pem/* readPem */.Je)(value);
    const found = blocks.filter(({ label }) => label === 'CERTIFICATE' || label === 'TRUSTED CERTIFICATE');
    if (found.length === 0)
        throw wrongKind(name, 'certificate', value, blocks);
    // OpenSSL's own `TRUSTED CERTIFICATE` becomes a plain one, because Go, and so buildx, reads no other.
    return parseAll(name, found.map((block) => block.text).join(''))
        .map(String)
        .join('');
}
function privateKey(name, value) {
    const blocks = (0,pem/* readPem */.Je)(value);
    const found = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
    if (found === undefined)
        throw wrongKind(name, 'private key', value, blocks);
    if ((0,pem/* isEncrypted */.ph)(found)) {
        throw new errors/* ConfigurationError */.j1(`${name} is encrypted with a passphrase, which can't be entered in a job. Remove it: openssl pkey -in key.pem -out plain.pem`, 'credentials-malformed');
    }
    if (found.label.startsWith('OPENSSH')) {
        throw new errors/* ConfigurationError */.j1(`${name} is an OpenSSH key. TLS needs the private key of the client certificate, in PEM.`, 'credentials-malformed');
    }
    try {
        (0,external_node_crypto_.createPrivateKey)(found.text);
    }
    catch (cause) {
        throw damaged(name, cause);
    }
    return found.text;
}
function parseAll(name, text) {
    try {
        return (0,pem/* readPem */.Je)(text).map((block) => new external_node_crypto_.X509Certificate(block.text));
    }
    catch (cause) {
        throw damaged(name, cause);
    }
}
function wrongKind(name, wanted, value, [block]) {
    const seen = block === undefined
        ? ((0,pem/* describeOther */.kM)(value) ??
            'is neither PEM, nor base64 of PEM, nor the path of a file that holds PEM')
        : `holds a "${block.label}"`;
    return new errors/* ConfigurationError */.j1(`${name} ${seen}. It must be the ${wanted} in PEM (-----BEGIN ${wanted.toUpperCase()}-----).`, 'credentials-malformed');
}
/** Leaves out the parser's error text, such as `asn1 encoding routines`: it helps no user. */
function damaged(name, cause) {
    return new errors/* ConfigurationError */.j1(`${name} begins like PEM but can't be read: it was truncated or changed when it was stored. Store it again, best as base64.`, 'credentials-malformed', { cause });
}

// EXTERNAL MODULE: ./.build/lib/credentials/validity.js
var validity = __nccwpck_require__(1257);
;// CONCATENATED MODULE: ./.build/lib/credentials/source.js


/** Credentials that the inputs hold. Their dates are checked when they are obtained. */
function givenCredentials(credentials, now = () => new Date()) {
    const warn = warnOnce();
    return {
        kind: 'given',
        hasClient: credentials.client !== undefined,
        async obtain({ log }) {
            warn((0,validity/* checkValidity */.VG)(credentials, now()), log);
            return credentials;
        },
    };
}
/**
 * A certificate that an authority issues to this job by its identity. Another one is requested when two
 * thirds of its lifetime are over.
 */
function identityCredentials(options, now = () => new Date(), ask = request) {
    const warn = warnOnce();
    let credentials;
    let requesting;
    let requests = 0;
    const renew = async (ports) => {
        requests += 1;
        const client = await ask(options, ports, requests === 1);
        credentials = { ca: options.ca, client };
        return credentials;
    };
    const keepIfUsable = (error, { log }) => {
        if (credentials?.client === undefined || isOver(credentials.client, now()))
            throw error;
        log.info(`There is no new client certificate, so the present one stays in use. ${error.message}`);
        return credentials;
    };
    return {
        kind: 'identity',
        hasClient: true,
        async obtain(ports) {
            warn((0,validity/* checkValidity */.VG)({ ca: options.ca }, now()), ports.log);
            if (credentials?.client !== undefined && lasts(credentials.client, now()))
                return credentials;
            requesting ??= renew(ports).finally(() => {
                requesting = undefined;
            });
            return requesting.catch((error) => {
                ports.signal.throwIfAborted();
                return keepIfUsable(error, ports);
            });
        },
    };
}
/** Loaded only when it is used. */
async function request(...args) {
    return (await __nccwpck_require__.e(/* import() */ 7975).then(__nccwpck_require__.bind(__nccwpck_require__, 356))).requestCertificate(...args);
}
function lasts({ cert }, now) {
    return !(0,validity/* endsSoon */.C_)((0,validity/* periodOf */.jH)(new external_node_crypto_.X509Certificate(cert)), now.getTime());
}
function isOver({ cert }, now) {
    return (0,validity/* periodOf */.jH)(new external_node_crypto_.X509Certificate(cert)).to <= now.getTime();
}
function warnOnce() {
    const given = new Set();
    return (warnings, log) => {
        for (const warning of warnings.filter((each) => !given.has(each))) {
            given.add(warning);
            log.warning(warning);
        }
    };
}

// EXTERNAL MODULE: ./.build/lib/daemon/endpoint.js
var daemon_endpoint = __nccwpck_require__(1038);
// EXTERNAL MODULE: ./.build/lib/text/truncate.js
var truncate = __nccwpck_require__(296);
;// CONCATENATED MODULE: ./.build/lib/pool/members.js



/** Whether the value of `endpoint` needs a choice between daemons. */
function isPool(lines) {
    return (lines.length > 1 || lines.some(({ kind, platforms }) => kind === 'name' || platforms.length > 0));
}
/**
 * Reads the input `endpoint`: one address a line, each with an optional platform in front, such as
 * `linux/arm64=tcp://arm-0:1234`. `dns+tcp://name:1234` means each address behind the name. An address that is
 * listed for several platforms is one member.
 *
 * @throws ConfigurationError naming the input, and the line when there are several
 */
function parseMembers(value) {
    const lines = value
        .split('\n')
        .map((text, index) => ({ text: text.trim(), number: index + 1 }))
        .filter(({ text }) => text !== '');
    const found = new Map();
    for (const { text, number } of lines) {
        const name = lines.length > 1 ? `endpoint, line ${number}` : 'endpoint';
        const line = parseLine(text, name);
        const address = `${line.kind === 'name' ? 'dns+' : ''}${line.endpoint.url}`;
        const same = found.get(address);
        if (same === undefined) {
            found.set(address, { ...line, number });
            continue;
        }
        const platforms = new Set([...same.platforms, ...line.platforms]);
        const isNew = same.platforms.length > 0 && platforms.size > same.platforms.length;
        if (!isNew) {
            throw new errors/* ConfigurationError */.j1(`${name}: ${address} is on line ${same.number} already. Leave one of them out.`);
        }
        found.set(address, { ...same, platforms: [...platforms] });
    }
    return [...found.values()].map(({ number, ...line }) => line);
}
function parseLine(text, name) {
    const [, given, address = ''] = /^([^=:]*)=(.*)$/.exec(text) ?? [text, undefined, text];
    const platform = given?.trim();
    if (platform !== undefined && !platformForm.test(platform)) {
        throw new errors/* ConfigurationError */.j1(`${name}: "${(0,truncate/* shortLine */.t)(platform, longestShown)}" in front of ${(0,truncate/* shortLine */.t)(address, longestShown)} is not a platform. Write linux/arm64=tcp://host:port.`);
    }
    const platforms = platform === undefined ? [] : [platform];
    const [, names] = /^dns\+(.*)$/i.exec(address.trim()) ?? [];
    if (names === undefined) {
        return { kind: 'single', endpoint: (0,daemon_endpoint/* parseEndpoint */.Bk)(address, name), platforms };
    }
    const endpoint = (0,daemon_endpoint/* parseEndpoint */.Bk)(names, name);
    if (endpoint.kind !== 'tcp') {
        throw new errors/* ConfigurationError */.j1(`${name}: only tcp:// goes with dns+, but the address is "${(0,truncate/* shortLine */.t)(names, longestShown)}".`);
    }
    if (/^[\d.]+$|:/.test(endpoint.host)) {
        throw new errors/* ConfigurationError */.j1(`${name}: dns+tcp:// needs a name, but ${endpoint.host} is an address. Leave out dns+.`);
    }
    return { kind: 'name', endpoint, platforms };
}
/** `os/arch[/variant]`. */
const platformForm = /^[a-z]+\/[\w-]+(?:\/[\w.]+)?$/i;
/** Characters. */
const longestShown = 200;

// EXTERNAL MODULE: ./.build/lib/trust/origin.js
var origin = __nccwpck_require__(397);
;// CONCATENATED MODULE: ./.build/lib/trust/policy.js

/**
 * Everyone with a certificate shares the daemon's cache, so code from a fork never reaches the daemon,
 * even when the run has the secrets. Dependabot's does if a certificate is stored for it on purpose.
 *
 * @returns why the persistent daemon must not be used, as one sentence; undefined when it may
 */
function denyDaemon({ untrusted }, hasCredentials) {
    if (untrusted === undefined || (untrusted === 'dependabot' && hasCredentials))
        return undefined;
    return `${origin/* untrustedBecause */.X[untrusted]}, so the persistent daemon, whose cache other builds trust, is not used.`;
}

// EXTERNAL MODULE: ./.build/lib/credentials/token-claims.js
var token_claims = __nccwpck_require__(794);
// EXTERNAL MODULE: ./.build/lib/credentials/known-hosts.js
var known_hosts = __nccwpck_require__(7886);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./.build/lib/credentials/secret-file.js



/**
 * The content of the file that an input names; undefined when the value isn't a path.
 *
 * @param name the input's, for the message
 * @throws ConfigurationError when the value has the form of a path, but can't be read as a file
 */
function readSecretFile(name, value) {
    if (/[\n\r\0]/.test(value))
        return undefined;
    try {
        return (0,external_node_fs_.readFileSync)(value);
    }
    catch (error) {
        if (!pathForm.test(value))
            return undefined;
        throw new errors/* ConfigurationError */.j1(`${name} is the path ${(0,truncate/* shortLine */.t)(value, longestPath)}, ${whyNot(value, error)}.`, 'credentials-malformed', { cause: error });
    }
}
/**
 * An absolute path, one from `.`, `..` or `~`, one of Windows, or a name with an extension of such files. The
 * data of a key may have the first character in common, but it has no dot and is longer.
 */
const pathForm = /^(?:~|\.{1,2}[\\/]|[a-z]:[\\/]|\/(?=.{0,200}$)).*$|^[\w. \\/-]+\.(?:pem|crt|cer|cert|der|key|txt|p12|pfx)$/i;
/** Characters. */
const longestPath = 200;
function whyNot(path, { code = 'unknown error' }) {
    if (path.startsWith('~'))
        return 'but ~ is only known to shells. Write an absolute path';
    switch (code) {
        case 'ENOENT':
        case 'ENOTDIR':
            return `but there is no such file on this runner (${code})`;
        case 'EACCES':
        case 'EPERM':
            return `which this user may not read (${code})`;
        case 'EISDIR':
            return 'which is a directory (EISDIR). Write the path of the file in it';
        default:
            return `which can't be read (${code})`;
    }
}

// EXTERNAL MODULE: ./.build/lib/credentials/ssh-wire.js
var ssh_wire = __nccwpck_require__(8099);
;// CONCATENATED MODULE: ./.build/lib/credentials/ssh-key.js



/**
 * Reads the `ssh-key` input, in any form in which secrets are stored.
 *
 * @throws ConfigurationError when it holds no private key, or a damaged one
 */
function readSshKey(value) {
    const blocks = (0,pem/* readPem */.Je)(value);
    const block = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
    if (block === undefined)
        throw notPrivate(value, blocks);
    if (block.label === 'OPENSSH PRIVATE KEY')
        return readOpenssh(block);
    return { text: block.text, isProtected: (0,pem/* isEncrypted */.ph)(block) };
}
/** https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key */
function readOpenssh({ text }) {
    const magic = 'openssh-key-v1\0';
    const bytes = Buffer.from(text.replaceAll(/-----.*-----|\s/g, ''), 'base64');
    try {
        if (bytes.subarray(0, magic.length).toString() !== magic)
            throw new Error('no magic');
        const reader = (0,ssh_wire/* createReader */.W)(bytes.subarray(magic.length));
        const cipher = String(reader.string());
        reader.string();
        reader.string();
        if (reader.number() !== 1)
            throw new Error('several keys');
        const publicKey = reader.string();
        // The private part is last, so a truncated key lacks it.
        reader.string();
        return { text, isProtected: cipher !== 'none', publicKey };
    }
    catch (cause) {
        throw new errors/* ConfigurationError */.j1("ssh-key begins like a key but can't be read: it was truncated or changed when it was stored. Store it again, best as base64.", 'credentials-malformed', { cause });
    }
}
function notPrivate(value, blocks) {
    return new errors/* ConfigurationError */.j1(`ssh-key ${whatItIs(value, blocks)} It must be the private key, in OpenSSH's form or PEM (-----BEGIN … PRIVATE KEY-----).`, 'credentials-malformed');
}
function whatItIs(value, [block]) {
    if (block !== undefined)
        return `holds a "${block.label}".`;
    if (/^(?:ssh|ecdsa|sk)-[\w@.-]+ AAAA/.test(value.trim()))
        return 'is a public key.';
    if (value.startsWith('PuTTY-User-Key-File')) {
        return "is in PuTTY's form; PuTTYgen exports it in OpenSSH's.";
    }
    const other = (0,pem/* describeOther */.kM)(value);
    if (other !== undefined)
        return `${other}.`;
    return 'is neither a key, nor base64 of one, nor the path of a file that holds one.';
}

;// CONCATENATED MODULE: ./.build/lib/inputs/secret-inputs.js





/** The variables in which docker/setup-buildx-action takes certificates. */
const certificateVariables = {
    ca: 'BUILDER_NODE_0_AUTH_TLS_CACERT',
    cert: 'BUILDER_NODE_0_AUTH_TLS_CERT',
    key: 'BUILDER_NODE_0_AUTH_TLS_KEY',
};
/** Reads and masks `ca`, `cert` and `key`, or the variables when none of the inputs is given. */
function readCredentialTexts({ text }, source, masks) {
    const texts = {};
    const names = ['ca', 'cert', 'key'];
    // All or none of the variables: parts of two sets would not fit together.
    const isGiven = names.some((name) => text(name) !== '') || text('builder') !== '';
    for (const name of names) {
        const value = isGiven ? text(name) : (source.env[certificateVariables[name]] ?? '').trim();
        const label = isGiven ? name : certificateVariables[name];
        if (value !== '')
            texts[name] = secretText(label, value, masks);
    }
    return { texts, names: isGiven ? credentialInputs : certificateVariables };
}
/** Reads and masks `ssh-key`, and reads `ssh-known-hosts`. */
function readSshInputs({ text, optional }, masks) {
    const value = text('ssh-key');
    const knownHosts = optional('ssh-known-hosts', known_hosts/* readKnownHosts */.D);
    if (value === '')
        return { ...(knownHosts && { knownHosts }) };
    return { key: readSshKey(secretText('ssh-key', value, masks)), ...(knownHosts && { knownHosts }) };
}
/**
 * The text, or the content of the file of that name; masked before anything can print it.
 *
 * @param name the input's or variable's, for messages
 * @throws ConfigurationError when the value is a path that can't be read
 */
function secretText(name, value, masks) {
    const blocks = (0,pem/* readPem */.Je)(value);
    const file = blocks.length > 0 ? undefined : readSecretFile(name, value);
    const normal = (file === undefined ? blocks : (0,pem/* readPem */.Je)(file)).map(({ text }) => text).join('');
    // A path is no secret, and masking it would blank it in every message that names it.
    masks.add((0,pem/* secretForms */.eo)(file === undefined ? value : '', normal));
    if (file === undefined)
        return value;
    if (normal !== '')
        return normal;
    // A file of another kind is named in the error about it, also when it isn't text.
    const content = String(file);
    return Buffer.from(content).equals(file) ? content : file.toString('base64');
}

// EXTERNAL MODULE: ./.build/lib/inputs/values.js
var values = __nccwpck_require__(2250);
;// CONCATENATED MODULE: ./.build/lib/inputs/identity-inputs.js






/** Seconds. No authority for jobs should give more. */
const longestLifetime = 86_400;
/** As in action.yml: a host may pass the default as if it were given. */
const defaultLifetime = '1h';
/** Inputs that mean something only with `identity`. */
const companions = ['identity-audience', 'identity-ca', 'identity-role', 'identity-token'];
/** Those that also a router needs. */
const routerInputs = ['identity-audience', 'identity-ca', 'identity-token'];
/**
 * Reads the inputs about a certificate that an authority issues to this job.
 *
 * @returns undefined without `identity`
 * @throws ConfigurationError naming the input
 */
function readIdentityInputs(reader, masks) {
    const { text } = reader;
    const token = text('identity-token');
    // Even without `identity`: a message about another input could print it.
    if (token !== '')
        masks.add([token]);
    const address = text('identity');
    if (address === '') {
        refuseAlone(reader);
        return undefined;
    }
    const other = ['cert', 'key'].find((name) => text(name) !== '');
    if (other !== undefined) {
        throw new errors/* ConfigurationError */.j1(`identity and ${other} are both given. With identity, this job is issued a certificate of its own: leave out cert and key, and remove their secrets.`);
    }
    const ca = text('ca');
    if (ca === '') {
        throw new errors/* ConfigurationError */.j1("ca is empty but identity is given. Give the CA certificate that signed the daemon's certificate; it is no secret.", 'credentials-missing');
    }
    const daemonCa = certificates('ca', secretText('ca', ca, masks));
    const { authority, audience } = parseIdentity(address, text('identity-role'));
    return {
        authority,
        audience: text('identity-audience') || audience,
        authorityCa: readAuthorityCa(text('identity-ca'), masks) ?? daemonCa,
        ca: daemonCa,
        lifetime: readLifetime(text('identity-lifetime')),
        token: checkedToken(token),
    };
}
function refuseAlone({ text }) {
    const isOwnLifetime = !['', defaultLifetime].includes(text('identity-lifetime'));
    const known = isRouter(text('endpoint')) ? routerInputs : [];
    const alone = companions.find((name) => text(name) !== '' && !known.includes(name)) ??
        (isOwnLifetime ? 'identity-lifetime' : undefined);
    if (alone === undefined)
        return;
    throw new errors/* ConfigurationError */.j1(`${alone} is given but identity is empty. Give the authority's address as identity, or leave both out.`);
}
/** @throws ConfigurationError for a text that isn't a token */
function checkedToken(token) {
    if (token === '' || (0,token_claims/* isToken */.sg)(token))
        return token || undefined;
    throw new errors/* ConfigurationError */.j1('identity-token holds no identity token: that is a JSON Web Token, three parts with dots between. Check the variable that it comes from.', 'identity-no-token');
}
/** @returns PEM, or `system`; undefined when it isn't given */
function readAuthorityCa(value, masks) {
    if (value === '' || value === 'system')
        return value || undefined;
    return certificates('identity-ca', secretText('identity-ca', value, masks));
}
function readLifetime(text) {
    const seconds = Math.round((0,values/* parseDuration */.E9)('identity-lifetime', text || defaultLifetime) / 1000);
    if (seconds >= 1 && seconds <= longestLifetime)
        return seconds;
    throw new errors/* ConfigurationError */.j1(`identity-lifetime: "${text}" is not a lifetime for a job's certificate. Write one of up to 24h, such as ${defaultLifetime}.`);
}
/**
 * Parses `step-ca+https://host[:port][/provisioner]` or
 * `vault+https://host[:port]/<pki mount>/sign/<role>[?namespace=…]`.
 *
 * @param role the input `identity-role`
 * @throws ConfigurationError
 */
function parseIdentity(address, role) {
    const [, kind, rest = ''] = /^(step-ca|vault)\+(https:\/\/.*)$/.exec(address) ?? [];
    const url = URL.canParse(rest) ? new URL(rest) : undefined;
    if (kind === undefined || url === undefined)
        throw malformed(address, url);
    if (url.username !== '' || url.password !== '' || url.hash !== '')
        throw malformed(address, url);
    const path = url.pathname.replace(/^\/+|\/+$/g, '');
    const origin = new URL(url.origin);
    if (kind === 'vault') {
        const namespace = url.searchParams.get('namespace');
        if (!/^.+\/sign\/[^/]+$/.test(path) || [...url.searchParams.keys()].some(isNoNamespace)) {
            throw malformed(address, url);
        }
        return {
            authority: {
                kind,
                url: origin,
                signPath: path,
                ...parseRole(role),
                ...(namespace && { namespace }),
            },
            audience: url.origin,
        };
    }
    if (role !== '') {
        throw new errors/* ConfigurationError */.j1('identity-role is given, but only Vault has roles. For step-ca, write the provisioner behind the host in identity, or its clientID as identity-audience.');
    }
    if (path.includes('/') || url.search !== '')
        throw malformed(address, url);
    // step-ca chooses its provisioner by the audience alone.
    return {
        authority: { kind: 'step-ca', url: origin },
        audience: path === '' ? url.origin : `${url.origin}/${path}`,
    };
}
function isNoNamespace(name) {
    return name !== 'namespace';
}
/** `mount/role`, or a role of the method that is mounted as `jwt`. */
function parseRole(text) {
    const [, mount = 'jwt', role = ''] = /^(?:([\w./-]+)\/)?([\w.-]+)$/.exec(text) ?? [];
    if (role !== '')
        return { authMount: mount, role };
    throw new errors/* ConfigurationError */.j1(text === ''
        ? "identity-role is empty. Give the role of Vault's JWT method, such as buildkit, or jwt/buildkit with its mount."
        : `identity-role: "${text}" is not a role of Vault's JWT method. Write buildkit, or jwt/buildkit with its mount.`);
}
function malformed(address, url) {
    // A password in it isn't printed.
    const shown = url?.password ? '' : `: "${address}"`;
    return new errors/* ConfigurationError */.j1(`identity${shown} is not the address of an authority. Write step-ca+https://ca.example.com, or vault+https://vault.example.com/pki/sign/buildkit; the token is sent over https only.`);
}

;// CONCATENATED MODULE: ./.build/lib/inputs/connect-inputs.js
















/**
 * Reads the inputs about reaching a daemon or making a local builder, which need no build.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readConnectInputs(reader, source, masks) {
    const { text, boolean, choice, optional } = reader;
    const identity = readIdentityInputs(reader, masks);
    const given = identity ? noCredentials : readCredentialTexts(reader, source, masks);
    const allowUntrusted = boolean('allow-untrusted', false);
    const named = optional('builder', (name) => name);
    if (named !== undefined)
        refuseBesideBuilder(reader);
    const builder = named ?? setUpBefore(reader, source);
    const driver = choice('driver', ['auto', 'remote', 'docker-container', 'docker']);
    const isRouted = isRouter(text('endpoint'));
    const lines = isRouted ? [] : (optional('endpoint', parseMembers) ?? []);
    const address = lines[0]?.endpoint;
    const endpoint = address ?? (isRouted ? undefined : hostEndpoint(driver, builder, source));
    // In BUILDKIT_HOST an address is BuildKit's, also one behind SSH.
    const isBuildkit = address === undefined && endpoint?.kind === 'ssh';
    const all = lines.length > 0 ? lines.map((line) => line.endpoint) : endpoint ? [endpoint] : [];
    const buildkit = isRouted
        ? { url: text('endpoint') }
        : all.find(({ kind }) => kind === 'tcp' || kind === 'container');
    if (buildkit !== undefined && driver.startsWith('docker')) {
        throw new errors/* ConfigurationError */.j1(`driver: ${driver} is for a Docker daemon, which is reached at ssh:// or unix://, but endpoint is ${buildkit.url}. Leave one of them out.`);
    }
    // The variables may be there for another action, and only TCP needs TLS.
    const isUsed = given.names === credentialInputs || isRouted || all.some(({ kind }) => kind === 'tcp');
    const credentials = isUsed ? readCredentials(given.texts, given.names) : undefined;
    const ssh = readSshInputs(reader, masks);
    const pool = readPool(reader, source);
    const untrustedReason = allowUntrusted
        ? undefined
        : // An identity isn't a secret that was stored for Dependabot on purpose.
            denyDaemon(source.origin, credentials !== undefined || ssh.key !== undefined);
    const isUntrusted = untrustedReason !== undefined;
    const router = isRouted ? readRouter(reader, source, masks, isUntrusted) : undefined;
    return {
        builder,
        endpoint,
        ...(isPool(lines) && { pool: { ...pool, lines } }),
        ...(router && { router }),
        driver: driver === 'auto' && isBuildkit ? 'remote' : driver,
        credentials: (identity && identityCredentials(identity)) ?? (credentials && givenCredentials(credentials)),
        ssh,
        serverName: optional('server-name', (name) => name),
        connectTimeoutMs: (0,values/* parseDuration */.E9)('connect-timeout', text('connect-timeout') || defaultTimeout),
        fallback: choice('fallback', ['auto', 'never', 'always']),
        untrustedReason,
        container: readContainerInputs(reader),
        buildx: readBuildxInputs(reader, masks),
    };
}
/** `connect-timeout` at its default says nothing about how long a daemon takes to start from nothing. */
const routerTimeout = '5m';
function readRouter({ text, list }, { run, workspace }, masks, untrusted) {
    // With `identity` these inputs are about its authority.
    const own = (name) => (text('identity') === '' ? text(name) : '');
    const [timeout, ca] = [text('connect-timeout'), own('identity-ca')];
    const waits = ['', defaultTimeout].includes(timeout) ? routerTimeout : timeout;
    return {
        url: parseRouter(text('endpoint')),
        audience: own('identity-audience') || defaultAudience,
        token: checkedToken(own('identity-token')),
        ca: ca === 'system' ? undefined : readAuthorityCa(ca, masks),
        timeoutMs: (0,values/* parseDuration */.E9)('connect-timeout', waits),
        request: {
            repo: repositoryKey(run, workspace),
            name: text('pool-key'),
            target: text('target'),
            arch: (0,protocol/* archOf */.Qh)(list('platforms')[0] ?? process.arch),
            untrusted,
        },
    };
}
function readPool({ text, list }, { run, workspace }) {
    const spillOver = text('spill-over') || defaultSpillOver;
    return {
        key: text('pool-key') || repositoryKey(run, workspace),
        platforms: [...new Set(list('platforms'))],
        spillOver: spillOver === 'never' ? undefined : parseSpillOver(spillOver),
    };
}
/** The repository without a commit: builds of all its branches share their layers. */
function repositoryKey({ defaultContext }, workspace) {
    const [repository = ''] = defaultContext.split('#');
    return repository.replace(/\.git$/, '') || (0,external_node_path_.basename)(workspace);
}
function parseSpillOver(text) {
    const name = 'spill-over';
    const count = /^\d+$/.test(text) ? (0,values/* parseCount */.zq)(name, text) : 0;
    if (count > 0)
        return count;
    throw new errors/* ConfigurationError */.j1(`${name}: "${text}" is neither never nor a number from 1 to 100.`);
}
/** As in action.yml: a host may pass the default as if it were given. */
const defaultSpillOver = '4';
/** With `identity`, certificates in variables don't count either: they may be another action's. */
const noCredentials = { texts: {}, names: credentialInputs };
/**
 * The builder that an earlier step has set up and made the current one, where the inputs leave it open where to
 * build. Another current builder doesn't count: without `builder`, the action makes its own.
 */
function setUpBefore({ text }, { env }) {
    const isOpen = text('endpoint') === '' && ['', 'auto'].includes(text('driver'));
    if (!isOpen || text('fallback') === 'always' || !env[set_up_variable/* setUpVariable */.U])
        return undefined;
    return env.BUILDX_BUILDER || env.DOCKER_CONTEXT || undefined;
}
/** `BUILDKIT_HOST` counts only if the inputs set neither `endpoint` nor `builder`. */
function hostEndpoint(driver, builder, { env }) {
    const host = env.BUILDKIT_HOST;
    if (!host || driver.startsWith('docker') || builder !== undefined)
        return undefined;
    return (0,daemon_endpoint/* parseEndpoint */.Bk)(host, 'BUILDKIT_HOST');
}
/** As in action.yml: a host may pass the default as if it were given. */
const defaultTimeout = '60s';
function refuseBesideBuilder({ text }) {
    const others = [
        ...['endpoint', 'driver', 'ca', 'cert', 'key', 'identity', 'server-name', 'ssh-key'],
        ...[
            'ssh-known-hosts',
            'builder-image',
            'driver-opts',
            'buildkitd-flags',
            'buildkitd-config',
            'buildkitd-config-inline',
            'connect-timeout',
        ],
    ];
    const given = others.find((name) => !['', 'auto', defaultTimeout].includes(text(name)));
    const other = given ?? (text('fallback') === 'always' ? 'fallback: always' : undefined);
    if (other === undefined)
        return;
    throw new errors/* ConfigurationError */.j1(`builder names an existing builder, which is used as it is, but ${other} is given. Leave one of them out.`);
}
function readContainerInputs({ text, lines }) {
    const [file, inline] = [text('buildkitd-config'), text('buildkitd-config-inline')];
    if (file && inline) {
        throw new errors/* ConfigurationError */.j1('buildkitd-config and buildkitd-config-inline are both given. Give one of them.');
    }
    return {
        image: text('builder-image'),
        driverOpts: lines('driver-opts', { quotes: false }),
        buildkitdFlags: text('buildkitd-flags'),
        buildkitdConfig: file,
        buildkitdConfigInline: inline,
    };
}
/** Reads the inputs about getting buildx. */
function readBuildxInputs(reader, masks) {
    const { optional, boolean } = reader;
    return {
        version: optional('buildx-version', version/* parseBuildxVersion */.Ou),
        downloadUrl: readDownloadUrl(reader, masks),
        cacheBinary: boolean('cache-binary', true),
    };
}
/** Its query may be a signature, which is masked. */
function readDownloadUrl({ text }, masks) {
    const url = (0,urls/* parseDownloadUrl */.nh)(text('buildx-download-url'));
    masks.add((0,pem/* secretForms */.eo)(url.split('?')[1] ?? '', ''));
    return url;
}


/***/ }),

/***/ 5444:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Se: () => (/* binding */ dockerfilePath),
/* harmony export */   Up: () => (/* binding */ contextCheckout),
/* harmony export */   Vx: () => (/* binding */ isRemote)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);

/**
 * The Dockerfile's path in the repository, which annotations need.
 *
 * @returns undefined when the Dockerfile is not in the repository
 */
function dockerfilePath({ context, file, defaultContext, workspace, }) {
    if (file === '-' || isRemote(file))
        return undefined;
    if (isRemote(context)) {
        const folder = folderInDefault(context, defaultContext);
        if (folder === undefined)
            return undefined;
        return node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(folder, file || 'Dockerfile').replace(/^\/+/, '');
    }
    // As in buildx, `file` is relative to the working directory, not to the context.
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, file || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(context, 'Dockerfile')));
    return path.startsWith('..') || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(path) ? undefined : path.replaceAll(node_path__WEBPACK_IMPORTED_MODULE_0__.sep, '/');
}
/**
 * The folder in the workspace that has the files of the context, if they are checked out there.
 *
 * @returns undefined for another remote context
 */
function contextCheckout({ context, defaultContext, workspace, }) {
    if (!isRemote(context))
        return { directory: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, context), isFetched: false };
    const folder = folderInDefault(context, defaultContext);
    if (folder === undefined)
        return undefined;
    return { directory: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(workspace, folder), isFetched: true };
}
/** The folder that a context such as `https://…#main:app` names in the default one. */
function folderInDefault(context, defaultContext) {
    if (defaultContext === '' || !context.startsWith(defaultContext))
        return undefined;
    return context.slice(defaultContext.length).replace(/^:/, '');
}
/** Whether a text names something elsewhere, as buildx decides it, and no folder. */
function isRemote(text) {
    return text === '-' || /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(text);
}


/***/ }),

/***/ 4818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   qb: () => (/* binding */ nearestName),
/* harmony export */   vj: () => (/* binding */ inputNames),
/* harmony export */   w9: () => (/* binding */ knownAs)
/* harmony export */ });
/** Each input of action.yml. */
const inputNames = [
    'add-hosts',
    'advice',
    'allow',
    'allow-untrusted',
    'annotations',
    'attests',
    'build-args',
    'build-contexts',
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
    'cache-from',
    'cache-mode',
    'cache-mounts',
    'cache-ref',
    'cache-to',
    'call',
    'cert',
    'cgroup-parent',
    'compare',
    'connect-timeout',
    'stall-timeout',
    'context',
    'driver',
    'driver-opts',
    'endpoint',
    'fallback',
    'file',
    'github-token',
    'identity',
    'identity-audience',
    'identity-ca',
    'identity-lifetime',
    'identity-role',
    'identity-token',
    'key',
    'labels',
    'load',
    'network',
    'no-cache',
    'no-cache-filters',
    'outputs',
    'platforms',
    'pool-key',
    'provenance',
    'pull',
    'push',
    'retries',
    'reuse-upload',
    'sbom',
    'secret-envs',
    'secret-files',
    'secrets',
    'server-name',
    'shm-size',
    'spill-over',
    'ssh',
    'ssh-key',
    'ssh-known-hosts',
    'summary',
    'summary-build-args',
    'tags',
    'target',
    'ulimit',
];
/** Names in other actions and tools for an input of this action that means the same. */
const aliases = {
    'add-host': 'add-hosts',
    address: 'endpoint',
    annotation: 'annotations',
    attest: 'attests',
    'base-dir': 'context',
    'build-arg': 'build-args',
    'build-context': 'build-contexts',
    'build-target': 'target',
    buildargs: 'build-args',
    'buildkit-host': 'endpoint',
    'buildkit-image': 'builder-image',
    'buildkitd-address': 'endpoint',
    'ca-cert': 'ca',
    cacert: 'ca',
    'cache-image': 'cache-ref',
    'cache-repo': 'cache-ref',
    'cache-repository': 'cache-ref',
    'client-cert': 'cert',
    'client-key': 'key',
    config: 'buildkitd-config',
    'config-inline': 'buildkitd-config-inline',
    containerfile: 'file',
    'docker-file': 'file',
    dockerfile: 'file',
    'dockerfile-path': 'file',
    'driver-opt': 'driver-opts',
    entitlements: 'allow',
    'image-tags': 'tags',
    label: 'labels',
    nocache: 'no-cache',
    'no-cache-filter': 'no-cache-filters',
    output: 'outputs',
    path: 'context',
    platform: 'platforms',
    secret: 'secrets',
    'secret-env': 'secret-envs',
    'secret-file': 'secret-files',
    servername: 'server-name',
    stage: 'target',
    tag: 'tags',
    'tls-ca': 'ca',
    'tls-cert': 'cert',
    'tls-key': 'key',
    token: 'github-token',
    ulimits: 'ulimit',
    version: 'buildx-version',
};
/**
 * The input that a name means: written with underscores, or as other actions and tools name it.
 *
 * @returns undefined when no input means the same
 */
function knownAs(name, known = inputNames) {
    const spelled = name.replaceAll('_', '-');
    const ours = known.includes(spelled) ? spelled : aliases[spelled];
    return ours !== undefined && known.includes(ours) ? ours : undefined;
}
/** The input, or other candidate, whose name is spelled most like it. */
function nearestName(name, candidates = inputNames) {
    const [nearest = ''] = candidates.toSorted((a, b) => distance(name, a) - distance(name, b));
    return nearest;
}
/** The Levenshtein distance of two names. */
function distance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (const [index, letter] of [...a].entries()) {
        const next = [index + 1];
        for (const [column, other] of [...b].entries()) {
            const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
            next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
        }
        row = next;
    }
    return row[b.length] ?? 0;
}


/***/ }),

/***/ 4501:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Iv: () => (/* binding */ masked),
  Ko: () => (/* binding */ readInputs),
  Tt: () => (/* binding */ readOptions)
});

// UNUSED EXPORTS: readConnection

// EXTERNAL MODULE: ./.build/lib/credentials/pem.js
var pem = __nccwpck_require__(9269);
// EXTERNAL MODULE: ./.build/lib/inputs/build-inputs.js
var build_inputs = __nccwpck_require__(6786);
// EXTERNAL MODULE: ./.build/lib/inputs/connect-inputs.js + 9 modules
var connect_inputs = __nccwpck_require__(8043);
// EXTERNAL MODULE: ./.build/lib/inputs/dockerfile-path.js
var dockerfile_path = __nccwpck_require__(5444);
;// CONCATENATED MODULE: ./.build/lib/inputs/masks.js
/**
 * act and Gitea replace the masks one after the other in their order, so that a short one which is a part
 * of a long one would leave the rest of that readable. The longest goes first.
 */
function collectMasks(mask) {
    const collected = new Set();
    return {
        add(secrets) {
            for (const secret of secrets)
                collected.add(secret);
        },
        flush() {
            for (const secret of [...collected].toSorted((a, b) => b.length - a.length))
                mask(secret);
            collected.clear();
        },
    };
}
/**
 * Whether hiding this text would blank ordinary words in the whole log, and outputs that hold it: GitHub
 * empties an output that has a masked text in it.
 */
function isTooCommon(secret) {
    return secret.length < 4 || /^(?:true|false)$/i.test(secret);
}

// EXTERNAL MODULE: ./.build/lib/inputs/reader.js
var inputs_reader = __nccwpck_require__(8691);
// EXTERNAL MODULE: ./.build/lib/inputs/values.js
var values = __nccwpck_require__(2250);
;// CONCATENATED MODULE: ./.build/lib/inputs/read-inputs.js







/**
 * Reads, masks and checks all inputs. An empty input is the same as an absent one.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readInputs(source) {
    return masked(source, readAll);
}
/**
 * Reads, masks and checks the inputs about reaching a daemon, for commands that build nothing.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readConnection(source) {
    return masked(source, (_, masks) => ({
        connect: readConnectInputs(createInputReader(source.raw), source, masks),
        warnings: source.checkNames(),
    }));
}
/** Reads inputs, and masks the secrets among them whatever happens. */
function masked(source, read) {
    const masks = collectMasks(source.mask);
    try {
        return read(source, masks);
    }
    finally {
        // Masked before an error, or anything else, can print them.
        masks.flush();
    }
}
function readAll(source, masks) {
    const reader = (0,inputs_reader/* createInputReader */.i)(source.raw);
    const connect = (0,connect_inputs/* readConnectInputs */.q)(reader, source, masks);
    const warnings = [...source.checkNames()];
    const { origin, run, workspace } = source;
    const build = (0,build_inputs/* readBuildInputs */.q)(reader, run, (message) => warnings.push(message));
    for (const secret of build.secrets) {
        if (!('value' in secret))
            continue;
        if (isTooCommon(secret.value))
            warnings.push(notMasked(secret.id));
        // Also masked as a whole: a short one has no other form.
        else
            masks.add([secret.value, ...(0,pem/* secretForms */.eo)(secret.value, '')]);
    }
    const place = { ...build, defaultContext: run.defaultContext, workspace };
    const dockerfile = (0,dockerfile_path/* dockerfilePath */.Se)(place);
    return {
        connect: withDockerfile(connect, dockerfile ?? build.file, reader),
        build,
        ...(run.gitRef && { repository: { context: run.defaultContext, ref: run.gitRef } }),
        ...readOptions(reader),
        reuseUpload: reader.choice('reuse-upload', ['auto', 'never']),
        origin,
        warnings,
        dockerfile,
        checkout: (0,dockerfile_path/* contextCheckout */.Up)(place),
        annotateChecks: run.annotateChecks,
    };
}
/** Two Dockerfiles of one repository share few layers, so their builds may go to different daemons. */
function withDockerfile(connect, dockerfile, { text }) {
    const { pool } = connect;
    if (pool === undefined || text('pool-key') !== '')
        return connect;
    return { ...connect, pool: { ...pool, key: `${pool.key}:${dockerfile || 'Dockerfile'}` } };
}
function notMasked(id) {
    return `secrets: the value of ${id} is not masked. It is true, false or shorter than four characters, so masking would blank it all over the log.`;
}
/** The inputs about cache, retries and the report. */
function readOptions({ text, boolean, choice }) {
    return {
        cache: {
            reference: text('cache-ref'),
            mode: choice('cache-mode', ['max', 'min']),
            export: choice('cache-export', ['auto', 'always', 'never']),
        },
        allowUntrusted: boolean('allow-untrusted', false),
        summary: boolean('summary', true),
        advice: boolean('advice', true),
        cacheMounts: boolean('cache-mounts', false),
        summaryBuildArgs: boolean('summary-build-args', false),
        compare: boolean('compare', false),
        retries: (0,values/* parseCount */.zq)('retries', text('retries') || '2'),
        stallTimeoutMs: (0,values/* parseDuration */.E9)('stall-timeout', text('stall-timeout') || '60s'),
    };
}


/***/ }),

/***/ 8691:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ createInputReader)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7255);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2250);


function createInputReader(raw) {
    const text = (name) => raw(name).trim();
    return {
        text,
        list: (name) => named(name, () => (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .parseList */ .E1)(text(name))),
        lines: (name, options = {}) => named(name, () => (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .parseLines */ .Li)(options.trim === false ? raw(name) : text(name), options)),
        boolean(name, otherwise) {
            const value = text(name);
            return value === '' ? otherwise : (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .parseBoolean */ .yG)(name, value);
        },
        choice: (name, choices) => (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .parseChoice */ .HU)(name, text(name) || choices[0], choices),
        optional(name, parse) {
            const value = text(name);
            return value === '' ? undefined : parse(value);
        },
    };
}
/** Such as a quote that isn't closed. */
function named(name, parse) {
    try {
        return parse();
    }
    catch (error) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
    }
}


/***/ }),

/***/ 2250:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E1: () => (/* binding */ parseList),
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   HU: () => (/* binding */ parseChoice),
/* harmony export */   Li: () => (/* binding */ parseLines),
/* harmony export */   yG: () => (/* binding */ parseBoolean),
/* harmony export */   zq: () => (/* binding */ parseCount)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7255);
/* harmony import */ var _text_csv_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6688);
// The meaning of an input's text. Lists are read as docker/build-push-action reads them.


/** The booleans of YAML 1.2's core schema, which GitHub's toolkit takes too. */
function parseBoolean(name, text) {
    if (['true', 'True', 'TRUE'].includes(text))
        return true;
    if (['false', 'False', 'FALSE'].includes(text))
        return false;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is neither true nor false.`);
}
function parseChoice(name, text, choices) {
    const choice = choices.find((candidate) => candidate === text);
    if (choice !== undefined)
        return choice;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is not one of ${choices.join(', ')}.`);
}
/** A whole number from 0 to 100. A larger one is a typo. */
function parseCount(name, text) {
    if (/^\d{1,2}$|^100$/.test(text))
        return Number(text);
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is not a number from 0 to 100.`);
}
const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** Milliseconds of `90s`, `1m30s` or `500ms`, as Go writes durations. A bare number is seconds. */
function parseDuration(name, text) {
    if (/^\d+(\.\d+)?$/.test(text))
        return Number(text) * 1000;
    if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is not a duration. Write 30s, 2m or 1m30s.`);
    }
    return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce((sum, [, count, unit = '']) => sum + Number(count) * (unitMs[unit] ?? 0), 0);
}
/** One entry per line. A comma separates entries too, also inside quotes that enclose the whole line. */
function parseList(text) {
    return (0,_text_csv_js__WEBPACK_IMPORTED_MODULE_1__/* .csvRecords */ .Xc)(text)
        .flatMap((fields) => (fields.length === 1 ? (fields[0] ?? '').split(',') : fields))
        .map((entry) => entry.trim())
        .filter(Boolean);
}
/** One entry per line. A comma is part of the entry. */
function parseLines(text, { quotes = true, trim = true } = {}) {
    return (0,_text_csv_js__WEBPACK_IMPORTED_MODULE_1__/* .csvRecords */ .Xc)(text, quotes)
        .map((fields) => fields.join(','))
        .filter((entry) => entry.trim() !== '')
        .map((entry) => (trim ? entry.trim() : entry));
}


/***/ }),

/***/ 4526:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CF: () => (/* binding */ noteLeftover),
/* harmony export */   i7: () => (/* binding */ journalFile),
/* harmony export */   ju: () => (/* binding */ readLeftovers)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
// What would outlive this process if it were killed, apart from its child processes (see mark.ts): builders,
// Docker contexts, and directories for sockets. The journal is a file in the private directory to which
// lines are only ever appended, so several daemons can be connected at the same time. Post reads it.
// Only Node's own modules here: post loads no library.



/** The journal's name in the private directory. */
const journalFile = 'leftovers.jsonl';
/**
 * Notes something that is about to be made. To be called before it exists, so that post finds it even if
 * this process is killed while it makes it.
 *
 * @param directory the private directory
 * @returns strikes it off, to be called once it is removed
 * @throws when the journal can't be written; then the thing must not be made
 */
function noteLeftover(directory, made) {
    const id = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    append(directory, { id, made });
    return () => append(directory, { id, removed: true });
}
/** @returns what isn't struck off, in the order in which it was made */
function readLeftovers(directory) {
    const left = new Map();
    for (const line of readLines(directory)) {
        if ('made' in line)
            left.set(line.id, line.made);
        else
            left.delete(line.id);
    }
    return [...left.values()];
}
/** Written in one piece and without delay: the gap between the note and the creation must be short. */
function append(directory, line) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.appendFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, journalFile), `${JSON.stringify(line)}\n`, { mode: 0o600 });
}
function readLines(directory) {
    let text;
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, journalFile), 'utf8');
    }
    catch {
        // Nothing was noted.
        return [];
    }
    return text.split('\n').flatMap((line) => {
        try {
            return [JSON.parse(line)];
        }
        catch {
            // A last line that was cut off: its writer was killed before it made anything.
            return [];
        }
    });
}


/***/ }),

/***/ 5960:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ marked)
/* harmony export */ });
/* unused harmony export hasMark */
/** Names the private directory in the environment of each process that is started for it. */
const variable = 'REMOTE_BUILDKIT_DIRECTORY';
/**
 * An environment for a child process of this run. Post finds the processes of a killed run by this mark.
 * Unlike a process id, it exists before the process does, is inherited by what that process starts, and
 * never names another program.
 *
 * @param directory the private directory of this run
 */
function marked(env, directory) {
    return { ...env, [variable]: directory };
}
/** @param environ the environment of a process as `/proc` shows it: `name=value`, separated by NUL */
function hasMark(environ, directory) {
    return environ.split('\0').includes(`${variable}=${directory}`);
}


/***/ }),

/***/ 3876:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   PD: () => (/* binding */ createAttemptDirectory),
/* harmony export */   Pl: () => (/* binding */ writePrivateFile),
/* harmony export */   kM: () => (/* binding */ isOwnAlone),
/* harmony export */   nq: () => (/* binding */ createPrivateDirectory),
/* harmony export */   of: () => (/* binding */ chooseSocketDirectory),
/* harmony export */   th: () => (/* binding */ removePrivateDirectory),
/* harmony export */   we: () => (/* binding */ choosePrivateDirectory),
/* harmony export */   y: () => (/* binding */ temporaryFault)
/* harmony export */ });
/* unused harmony exports isSocketDirectory, isPrivateDirectory */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6760);




const prefix = 'remote-buildkit-';
/**
 * Chooses a name that no other run uses. Nothing is created yet, so that the name can be saved first.
 *
 * @param parent the host's directory for temporary files; the system's when absent or empty
 */
function choosePrivateDirectory(parent) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(parent || (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), `${prefix}${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
}
/**
 * Creates the private directory. It must not exist: only an attacker on the same machine could have created it.
 *
 * @throws Error in one line
 */
async function createPrivateDirectory(directory) {
    explained(directory, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(directory, { mode: 0o700 }));
}
/**
 * A subdirectory of its own for each attempt to connect a daemon, so that several can be connected at the
 * same time: `<directory>/1`, `<directory>/2`, and so on.
 *
 * @returns its path
 */
function createAttemptDirectory(directory) {
    for (let number = 1;; number += 1) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, String(number));
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(path, { mode: 0o700 });
            return path;
        }
        catch (error) {
            if (error.code !== 'EEXIST')
                throw explain(path, error);
        }
    }
}
/** The mode is given at creation, so there is no moment at which another user could open the file. */
async function writePrivateFile(path, text) {
    // Synchronous: a few small files take half a millisecond, and five by the thread pool.
    explained(path, () => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(path, text, { mode: 0o600, flag: 'wx' }));
}
/**
 * Removes the directory, or everything in it except the names in `keep`.
 *
 * A process that is just ending may still write into it, hence the retries. Synchronous removal takes a
 * fifth of the time.
 */
async function removePrivateDirectory(directory, keep = []) {
    const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 };
    if (keep.length === 0)
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(directory, options);
    for (const name of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(directory)) {
        if (!keep.includes(name))
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name), options);
    }
}
function explained(path, write) {
    try {
        write();
    }
    catch (error) {
        throw explain(path, error);
    }
}
/** Names the fault of the directory for temporary files, since a user doesn't know the private one in it. */
function explain(path, error) {
    const { code = '' } = error;
    const sentence = faultOf(path, code);
    return sentence === undefined ? error : new Error(sentence, { cause: error });
}
/**
 * Reads the error of a program that could not write into the private directory.
 *
 * @returns what is wrong with the directory for temporary files, as one sentence; undefined for another error
 */
function temporaryFault(error, directory) {
    if (!error.includes(directory))
        return undefined;
    const [code] = Object.entries(goWords).find(([, words]) => error.includes(words)) ?? [];
    return code === undefined ? undefined : faultOf(directory, code);
}
/** How Go writes an errno. */
const goWords = {
    ENOSPC: 'no space left on device',
    EDQUOT: 'disk quota exceeded',
    EROFS: 'read-only file system',
};
function faultOf(path, code) {
    const [parent] = path.split(`${node_path__WEBPACK_IMPORTED_MODULE_3__.sep}${prefix}`);
    const fault = faults[code];
    return fault && `${parent}, the directory for temporary files, ${fault} (${code}).`;
}
const faults = {
    ENOENT: "doesn't exist",
    ENOTDIR: 'is not a directory',
    EACCES: "can't be written to by this user",
    EPERM: "can't be written to by this user",
    EROFS: 'is on a read-only file system',
    ENOSPC: 'is on a full disk',
    EDQUOT: "is on a disk where this user's quota is used up",
};
/** A path for a directory of sockets: short, and no other run's. */
function chooseSocketDirectory() {
    return `/tmp/${prefix}${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)().slice(0, 8)}`;
}
/** Whether a path is one that `chooseSocketDirectory` chooses. */
function isSocketDirectory(path) {
    return new RegExp(`^/tmp/${prefix}[0-9a-f]{8}$`).test(path);
}
/**
 * Whether a path is that of a private directory, as `choosePrivateDirectory` names it, and it is one: a
 * directory of this user that no other user can enter. Only such a one is removed.
 */
function isPrivateDirectory(path) {
    const isNamed = new RegExp(`^${prefix}[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).test(basename(path));
    return isNamed && isAbsolute(path) && isOwnAlone(path);
}
/** Whether a path is a directory, and no link to one, of this user that no other user can enter. */
function isOwnAlone(path) {
    const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() !== true)
        return false;
    // Windows has no such owner or mode.
    if (process.getuid === undefined)
        return true;
    return stats.uid === process.getuid() && (stats.mode & 0o077) === 0;
}


/***/ }),

/***/ 4735:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  c: () => (/* binding */ runToEnd),
  k: () => (/* binding */ startProcess)
});

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(8474);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __nccwpck_require__(8321);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __nccwpck_require__(7255);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
;// CONCATENATED MODULE: ./.build/lib/processes/gathered-output.js

/** How long output gathers. A reader of the log doesn't notice it. */
const gatherMs = 10;
/** Bytes that are passed on at once, so that a flood of output isn't slowed down. */
const most = 32 * 1024;
/**
 * Passes on what a process writes, in pieces of some milliseconds. buildx writes some hundred short lines while it
 * builds for a quarter of a second, and each piece takes about as long to pass on as a line takes to read.
 *
 * What isn't read stays there after the process has exited, where Node would discard it. Until then the process waits
 * for its reader.
 */
function gatheredOutput(stream, child) {
    const gathered = new external_node_stream_.PassThrough();
    const hasExited = () => child.exitCode !== null || child.signalCode !== null;
    let timer;
    const passOn = () => {
        clearTimeout(timer);
        timer = undefined;
        if (gathered.writableNeedDrain)
            return;
        const piece = stream.read();
        if (piece !== null)
            gathered.write(piece);
    };
    stream.on('readable', () => {
        const length = stream.readableLength;
        // Without a byte there is only the end.
        if (length === 0 || length >= most || hasExited())
            passOn();
        else
            timer ??= setTimeout(passOn, gatherMs);
    });
    gathered.on('drain', passOn);
    child.once('exit', passOn);
    stream.once('end', () => gathered.end());
    stream.once('error', (error) => gathered.destroy(error));
    gathered.once('close', () => stream.destroy());
    return gathered;
}

// EXTERNAL MODULE: ./.build/lib/processes/program.js + 1 modules
var processes_program = __nccwpck_require__(3690);
;// CONCATENATED MODULE: ./.build/lib/processes/process.js






/**
 * Starts a program that takes its time and can be asked to stop.
 *
 * @throws when it can't be started
 */
async function startProcess(program, args, { signal, gracePeriodMs = buildGracePeriodMs, ...options }) {
    const child = (0,processes_program/* spawnChild */.A)(program, args, options, 'ignore');
    const closed = (0,external_node_events_.once)(child, 'close');
    // The caller awaits `ended`; until then a failed start must not count as an unhandled rejection.
    closed.catch(() => { });
    await (0,external_node_events_.once)(child, 'spawn');
    const stop = () => cancel(child, signal.reason, gracePeriodMs);
    if (signal.aborted)
        stop();
    signal.addEventListener('abort', stop);
    const ended = closed.then(([code, name]) => {
        signal.removeEventListener('abort', stop);
        return { exitCode: code ?? 130, ...(name && { signal: name }) };
    });
    return {
        stdout: gatheredOutput(child.stdout, child),
        stderr: gatheredOutput(child.stderr, child),
        ended,
        pid: child.pid,
    };
}
/**
 * Runs a short command to its end, or until its time is up.
 *
 * @throws CanceledError when it is canceled, Error when it can't be started or takes too long
 */
async function runToEnd(program, args, { timeoutMs, ...options }) {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([options.signal, timeout]);
    const child = await startProcess(program, args, { gracePeriodMs: 1000, ...options, signal });
    const [stdout, stderr, { exitCode }] = await Promise.all([
        (0,consumers_.text)(child.stdout),
        (0,consumers_.text)(child.stderr),
        child.ended,
    ]);
    if (options.signal.aborted)
        throw new errors/* CanceledError */.k3();
    if (timeout.aborted) {
        const command = `${(0,external_node_path_.basename)(program.file)} ${args[0]}`;
        throw new Error(`${command} did not end within ${timeoutMs / 1000} s.`);
    }
    return { exitCode, stdout, stderr };
}
/**
 * A canceled job is given 7.5 s after SIGINT, then 2.5 s after SIGTERM, then it is killed. Removing a local
 * builder has to fit into the first of them, too: the runner ignores what a canceled background
 * step prints after that.
 */
const buildGracePeriodMs = 5000;
/** buildx cancels the build on the daemon when asked to stop, and the daemon does when buildx is gone. */
function cancel(child, reason, gracePeriodMs) {
    if (gracePeriodMs === 0) {
        child.kill('SIGKILL');
        return;
    }
    child.kill(reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
    const timer = setTimeout(() => child.kill('SIGKILL'), gracePeriodMs);
    child.once('exit', () => clearTimeout(timer));
}


/***/ }),

/***/ 3690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  A: () => (/* binding */ spawnChild),
  g: () => (/* binding */ spawnKept)
});

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: ./.build/lib/leftovers/mark.js
var mark = __nccwpck_require__(5960);
;// CONCATENATED MODULE: ./.build/lib/processes/program.js


const running = new Set();
function spawnChild({ file, env }, args, { directory, cwd }, stdin) {
    const child = (0,external_node_child_process_namespaceObject.spawn)(file, args, {
        ...(cwd !== undefined && { cwd }),
        env: (0,mark/* marked */.x)(env, directory),
        stdio: [stdin, 'pipe', 'pipe'],
        windowsHide: true,
    });
    if (running.size === 0)
        process.once('exit', endAll);
    running.add(child);
    child.once('close', () => {
        running.delete(child);
        if (running.size === 0)
            process.removeListener('exit', endAll);
    });
    return child;
}
/**
 * Starts a child process that outlives this one, until post ends it by its mark.
 *
 * @param args with the private directory among them, by which it is found where a process doesn't show its mark
 */
function spawnKept({ file, env }, args, { directory }) {
    const child = (0,external_node_child_process_namespaceObject.spawn)(file, args, {
        env: (0,mark/* marked */.x)(env, directory),
        // What it inherited, such as the log's pipe, would stay open with it.
        stdio: ['pipe', 'pipe', 'ignore'],
        detached: true,
        windowsHide: true,
    });
    return child;
}
function endAll() {
    for (const child of running)
        child.kill();
}


/***/ }),

/***/ 4095:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ emptyOutputs)
/* harmony export */ });
/**
 * The outputs when nothing was built. They are a literal, since they are needed before buildx starts, and the
 * code that makes outputs from a result would be loaded for them. A test compares the two.
 */
const emptyOutputs = {
    digest: '',
    imageid: '',
    metadata: '',
    'image-changed': '',
    builder: '',
    driver: '',
    endpoint: '',
    'endpoint-choice': '',
    fallback: false,
    'fallback-reason': '',
    'cache-hit': false,
    'cache-hit-percent': 0,
    'steps-total': 0,
    'steps-cached': 0,
    'steps-executed': 0,
    'mounts-total': '',
    'mounts-warm': '',
    'seconds-saved': '',
    'cache-report': JSON.stringify({
        schemaVersion: 1,
        retries: 0,
        total: 0,
        cached: 0,
        executed: 0,
        failed: 0,
        canceled: 0,
        notStarted: 0,
        percent: 0,
        hit: false,
        steps: [],
        misses: [],
        slowest: [],
        sources: [],
        exports: [],
        seconds: {
            connecting: 0,
            waiting: 0,
            loadingContext: 0,
            building: 0,
            pushing: 0,
            exporting: 0,
            exportingCache: 0,
            cleaningUp: 0,
        },
        phases: [],
        contextBytes: 0,
    }),
};


/***/ }),

/***/ 6231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  v: () => (/* binding */ buildWithRetries),
  m: () => (/* binding */ startedRefs)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./.build/lib/buildx/build-args.js
var build_args = __nccwpck_require__(1457);
// EXTERNAL MODULE: ./.build/lib/buildx/environment.js
var environment = __nccwpck_require__(710);
// EXTERNAL MODULE: ./.build/lib/leftovers/private-directory.js
var private_directory = __nccwpck_require__(3876);
// EXTERNAL MODULE: ./.build/lib/processes/process.js + 1 modules
var process = __nccwpck_require__(4735);
// EXTERNAL MODULE: ./.build/lib/text/csv.js
var csv = __nccwpck_require__(6688);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./.build/lib/step/ascii-context.js



/**
 * The folder to build, under a name that buildx can send. A buildx made with a BuildKit older than 0.33, such
 * as v0.36.1, puts the folder's name into a gRPC header as it is. A name with other characters than ASCII then
 * ends the build with `header key "x-docker-expose-session-sharedkey" contains value with non-printable ASCII
 * characters`. Such a folder gets a link. The link's name is the same in each job, since the daemon finds the
 * files that were sent before by it.
 *
 * @param directory where to create the link
 * @returns `context` itself, or the path of the link
 */
function asciiContext(context, directory) {
    const folder = (0,external_node_path_.resolve)(context);
    const name = (0,external_node_path_.basename)(folder);
    if (isAscii(name) || !(0,external_node_fs_.statSync)(folder, { throwIfNoEntry: false })?.isDirectory())
        return context;
    const hash = (0,external_node_crypto_.createHash)('sha256').update(name).digest('hex').slice(0, 16);
    const link = (0,external_node_path_.join)(directory, `context-${hash}`);
    (0,external_node_fs_.symlinkSync)(folder, link, 'junction');
    return link;
}
function isAscii(text) {
    return /^[\x20-\x7e]*$/.test(text);
}

// EXTERNAL MODULE: ./.build/lib/step/git-context.js
var git_context = __nccwpck_require__(6611);
// EXTERNAL MODULE: ./.build/lib/step/retries.js + 1 modules
var retries = __nccwpck_require__(8347);
;// CONCATENATED MODULE: ./.build/lib/step/build.js










/**
 * Builds, with the retries of `withRetries`.
 *
 * @param earlierRetries the number of retries on other daemons
 * @returns the last try
 * @throws when buildx can't be started, or the log can't be written
 */
async function buildWithRetries(builder, plan, inputs, ports, earlierRetries = 0) {
    const directory = (0,private_directory/* createAttemptDirectory */.PD)(ports.directory);
    const files = {
        secretFile: (index) => (0,external_node_path_.join)(directory, `secret-${index}`),
        metadataFile: (0,external_node_path_.join)(directory, 'metadata.json'),
    };
    for (const [index, secret] of plan.build.secrets.entries()) {
        if ('value' in secret)
            await (0,private_directory/* writePrivateFile */.Pl)(files.secretFile(index), secret.value);
    }
    const context = asciiContext(plan.build.context, directory);
    const { cacheFrom } = plan.build;
    const { withoutQuery } = plan;
    let fragments;
    return (0,retries/* withRetries */.L)(async (withCacheFrom) => {
        const build = { ...plan.build, context, cacheFrom: withCacheFrom ? cacheFrom : [] };
        const tried = await buildOnce(builder, { ...build, ...fragments }, files, inputs, ports);
        if (fragments !== undefined || withoutQuery === undefined)
            return tried;
        if (!(0,git_context/* isQueryRefused */.Rq)(tried.outcome))
            return tried;
        ports.log.info(git_context/* withoutQueryNotice */.ZM);
        fragments = withoutQuery;
        return buildOnce(builder, { ...build, ...fragments }, files, inputs, ports);
    }, { mostRetries: inputs.retries, earlierRetries, hasCacheFrom: cacheFrom.length > 0 }, builder, ports);
}
async function buildOnce(builder, build, { secretFile, metadataFile }, { uploads, ...inputs }, ports) {
    const args = (0,build_args/* buildArgs */.C)(build, { builder: builder.name, metadataFile, secretFile });
    // Refs present now belong to earlier builds; a ref that appears later is this build's.
    const earlierRefs = builder.control ? await startedRefs(builder.name, ports) : [];
    // The first try starts with this process. A later try must not count the results of an earlier one.
    const begunAt = earlierRefs.length === 0 ? performance.timeOrigin : Date.now();
    const upload = await (await uploads)?.begin(builder);
    try {
        const unwatched = new AbortController();
        const running = await (0,process/* startProcess */.k)(buildxFor(builder, build, ports), args, {
            directory: ports.directory,
            signal: AbortSignal.any([ports.signal, unwatched.signal]),
        });
        try {
            // Most of the action's code, loaded while buildx starts.
            const { watchBuild } = await Promise.all(/* import() | build */[__nccwpck_require__.e(9799), __nccwpck_require__.e(2605), __nccwpck_require__.e(4866), __nccwpck_require__.e(3379), __nccwpck_require__.e(1433)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9346));
            const stop = () => unwatched.abort();
            const watched = { ...running, args, metadataFile, earlierRefs, begunAt, stop };
            const more = upload && { upload };
            return await watchBuild({ ...watched, ...more }, builder, build, inputs, ports);
        }
        catch (error) {
            // Such as a log that can't be written: the build would continue invisibly.
            unwatched.abort();
            await running.ended;
            throw error;
        }
    }
    finally {
        upload?.end();
    }
}
/** A remote builder needs no Docker, unless the image is to be loaded into it. */
function buildxFor({ buildx, driver }, { load, outputs }, { env }) {
    const isLoaded = load || outputs.some((output) => (0,csv/* csvAttribute */.JA)(output, 'type')?.toLowerCase() === 'docker');
    if (driver !== 'remote' || !isLoaded)
        return buildx;
    return { ...buildx, env: (0,environment/* loadingEnvironment */.g3)(buildx.env, env) };
}
/** The ids of the builds that the action has started. */
async function startedRefs(builder, { directory }) {
    const config = (0,environment/* buildxConfig */.v_)(directory);
    // buildx creates the directory with the first build: without it, the module needn't be loaded.
    if (!(0,external_node_fs_.existsSync)((0,external_node_path_.join)(config, 'refs')))
        return [];
    const { startedBuilds } = await Promise.all(/* import() | build */[__nccwpck_require__.e(9799), __nccwpck_require__.e(2605), __nccwpck_require__.e(4866), __nccwpck_require__.e(3379), __nccwpck_require__.e(1433)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1049));
    return startedBuilds(config, builder);
}


/***/ }),

/***/ 6611:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Rq: () => (/* binding */ isQueryRefused),
/* harmony export */   Vi: () => (/* binding */ isQueryRefusal),
/* harmony export */   ZM: () => (/* binding */ withoutQueryNotice),
/* harmony export */   p7: () => (/* binding */ fetchByCommit)
/* harmony export */ });
/**
 * Names the repository so that the daemon fetches the commit alone, and of the next commit only what changed.
 * As `#commit` it fetches the whole history at every commit, since it keeps no ref that a later fetch could
 * build on (source/git/source.go of moby/buildkit).
 *
 * The daemon never asks the server for the ref. It only keeps the commit under this name, so a ref that has moved
 * or is deleted changes nothing.
 *
 * @param version the daemon's, such as `v0.32.2`
 * @returns undefined where the daemon is older than v0.30.0 or of unknown version, the commit isn't a full one, or
 *   no context names the repository
 */
function fetchByCommit({ context, buildContexts }, { context: repository, ref }, version) {
    const [url = '', commit = ''] = repository.split('#', 2);
    if (!isFullCommit.test(commit) || !supportsFetchByCommit(version))
        return undefined;
    const query = `${url}?ref=${encodeURIComponent(ref)}&checksum=${commit}&fetch-by-commit=true`;
    const rewrite = (text) => {
        if (text === repository)
            return query;
        if (!text.startsWith(`${repository}:`))
            return text;
        const folder = text.slice(repository.length + 1);
        return folder === '' ? query : `${query}&subdir=${encodeURIComponent(folder)}`;
    };
    const rewritten = {
        context: rewrite(context),
        buildContexts: buildContexts.map((entry) => {
            const [, name = '', value = ''] = /^([^=]*=)(.*)$/s.exec(entry) ?? [];
            return name === '' ? entry : name + rewrite(value);
        }),
    };
    const isSame = rewritten.context === context &&
        rewritten.buildContexts.every((entry, index) => entry === buildContexts[index]);
    return isSame ? undefined : rewritten;
}
/** SHA-1 or SHA-256. */
const isFullCommit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** Since v0.30.0. A Docker daemon reports the version of the BuildKit in it. */
function supportsFetchByCommit(version) {
    const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
    return Number(major) > 0 || Number(minor) >= 30;
}
/**
 * Whether a build ended because buildx, the frontend or the Git server doesn't support the query:
 *
 * - dfgitutil/git_ref.go of moby/buildkit, in buildx before v0.34.0 and in frontends before 1.24
 * - build/opt.go of docker/buildx, which demands it of the frontend, for those before 1.18
 * - older ones take the query for a part of the address
 * - apicaps of moby/buildkit, in a frontend that got the context resolved (BUILDX_SEND_GIT_QUERY_AS_INPUT)
 * - git's http.c, for a server that serves only files
 */
function isQueryRefused(outcome) {
    return outcome.kind === 'failed' && isQueryRefusal(outcome.error);
}
/** The same of an error in buildx's words. */
function isQueryRefusal(error) {
    return refusals.test(error);
}
/** What the log says once a build is repeated without the query. */
const withoutQueryNotice = 'The query of the Git context is not supported here, so the daemon fetches the whole history.';
const refusals = /unexpected query "|does not support Git URLs with query string|failed to fetch remote \S*[?&]fetch-by-commit=true|unknown API capability source\.git|does not support shallow/;


/***/ }),

/***/ 9607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  jB: () => (/* binding */ creationStarted),
  _2: () => (/* binding */ hold),
  zX: () => (/* binding */ inDirectory),
  ho: () => (/* binding */ lease_open),
  b8: () => (/* binding */ openOne),
  Th: () => (/* binding */ releaseAll),
  uS: () => (/* binding */ withDirectory)
});

// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __nccwpck_require__(7255);
// EXTERNAL MODULE: ./.build/lib/base/stopwatch.js
var stopwatch = __nccwpck_require__(9957);
// EXTERNAL MODULE: ./.build/lib/connect/connect.js
var connect = __nccwpck_require__(6321);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./.build/lib/leftovers/journal.js
var journal = __nccwpck_require__(4526);
;// CONCATENATED MODULE: ./.build/lib/leftovers/needed-by-post.js


/**
 * What post needs to remove what is still there.
 *
 * @returns names in the private directory; none when nothing is left
 */
function neededByPost(directory) {
    const left = (0,journal/* readLeftovers */.ju)(directory);
    if (left.length === 0)
        return [];
    const builders = left.filter((each) => each.kind === 'builder');
    const needed = builders.flatMap(({ file, config }) => [
        ...((0,external_node_path_.dirname)(config) === directory ? [(0,external_node_path_.basename)(config)] : []),
        // A buildx that was downloaded stays in the private directory when no tool cache keeps it.
        ...((0,external_node_path_.dirname)(file) === directory ? [(0,external_node_path_.basename)(file)] : []),
    ]);
    return [...new Set([journal/* journalFile */.i7, ...needed])];
}

// EXTERNAL MODULE: ./.build/lib/leftovers/private-directory.js
var private_directory = __nccwpck_require__(3876);
;// CONCATENATED MODULE: ./.build/lib/step/lease.js





/**
 * Opens a builder, independent of the later build.
 *
 * @throws what `connect` throws; then nothing is left
 */
function lease_open(inputs, ports) {
    return inDirectory(ports, () => openOne(inputs, ports));
}
/** Resolves when `open`, called just before, has started to create the builder: the time to load other code. */
async function creationStarted({ pool }) {
    if (pool !== undefined)
        await __nccwpck_require__.e(/* import() */ 5284).then(__nccwpck_require__.bind(__nccwpck_require__, 2903));
    await new Promise((done) => setImmediate(done));
}
/** Like `open`, where the private directory is there already. */
async function openOne(inputs, ports) {
    const held = hold(await (0,connect/* connect */.Ng)(inputs, ports));
    return Object.assign(held, {
        release: () => releaseAll([held], ports),
        keep: async (options) => (await __nccwpck_require__.e(/* import() */ 5378).then(__nccwpck_require__.bind(__nccwpck_require__, 5378))).keepBuilder(held.builder, options, ports),
    });
}
/** Creates the private directory, and removes it if nothing could be connected. */
async function inDirectory(ports, connecting) {
    await (0,private_directory/* createPrivateDirectory */.nq)(ports.directory);
    try {
        return await connecting();
    }
    catch (error) {
        await removeDirectory(ports);
        throw error;
    }
}
/** Creates the private directory, and removes it after the work, however that ends. */
async function withDirectory(ports, work) {
    await (0,private_directory/* createPrivateDirectory */.nq)(ports.directory);
    try {
        return await work();
    }
    finally {
        await removeDirectory(ports);
    }
}
/** Releases the builders, and removes the private directory. @returns how many seconds the first took */
async function releaseAll(held, ports) {
    const seconds = (0,stopwatch/* startStopwatch */.Q)();
    await Promise.all(held.map(({ builder }) => builder.release()));
    const releaseSeconds = seconds();
    await removeDirectory(ports);
    return releaseSeconds;
}
/** @param first to be used at first */
function hold(first) {
    let builder = first;
    const replace = async (next) => {
        await builder.release();
        builder = next;
    };
    return {
        get builder() {
            return builder;
        },
        replace,
        async fallBack(diagnosis) {
            if (builder.fallBack === undefined)
                return false;
            await replace(await builder.fallBack(diagnosis));
            return true;
        },
    };
}
/** Keeps what post needs to remove the rest. */
async function removeDirectory({ directory, needNoPost, log }) {
    try {
        const needed = neededByPost(directory);
        await (0,private_directory/* removePrivateDirectory */.th)(directory, needed);
        if (needed.length === 0)
            needNoPost();
    }
    catch (error) {
        log.warning(`${directory} is not removed yet: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}


/***/ }),

/***/ 8347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  L: () => (/* binding */ withRetries)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __nccwpck_require__(3875);
;// CONCATENATED MODULE: ./.build/lib/step/retry.js
/**
 * Decides whether a build is retried. On a warm daemon a retry takes a moment, but it helps only after a transient
 * fault.
 *
 * @returns undefined when `outcome` is final
 */
function nextTry(outcome, { retries, mostRetries, hasCacheFrom, canMove }) {
    const cause = outcome.kind === 'failed' ? outcome.cause : undefined;
    if (cause?.kind === 'missing-layer' && hasCacheFrom) {
        return { kind: 'without-cache-from', error: cause.error };
    }
    if (outcome.kind === 'lost' && canMove)
        return undefined;
    const reason = outcome.kind === 'lost'
        ? outcome.diagnosis === undefined
            ? 'the connection to the daemon broke'
            : 'the daemon fell silent'
        : cause?.kind === 'transient' && cause.reason;
    if (!reason || retries >= mostRetries)
        return undefined;
    return { kind: 'again', reason, pauseSeconds: pauseSeconds(retries + 1) };
}
/** Doubles from try to try. @param retry from 1 */
function pauseSeconds(retry) {
    return Math.min(2 ** retry, 30);
}

;// CONCATENATED MODULE: ./.build/lib/step/retries.js



/**
 * Builds, and retries after a transient fault. A build that fails because of a cache source
 * is repeated without `cache-from`.
 *
 * @returns the last try
 * @throws what `attempt` throws
 */
async function withRetries(attempt, { mostRetries, earlierRetries = 0, ...options }, { ready, failOver }, { log, signal }) {
    let { hasCacheFrom } = options;
    for (let retries = earlierRetries;; retries += 1) {
        const tried = await attempt(hasCacheFrom);
        const canMove = failOver !== undefined;
        const next = nextTry(tried.outcome, { retries, mostRetries, hasCacheFrom, canMove });
        if (next === undefined)
            return { ...tried, retries };
        if (next.kind === 'without-cache-from') {
            log.warning(`A cache source lacks a layer, so the build is repeated without cache-from: ${next.error}`);
            hasCacheFrom = false;
            continue;
        }
        const { reason, pauseSeconds } = next;
        const { outcome } = tried;
        const silence = outcome.kind === 'lost' ? outcome.diagnosis : undefined;
        log.info(`${silence?.message ?? `The build failed: ${reason}.`} Trying again in ${pauseSeconds} s (${retries + 1} of ${mostRetries}).`);
        try {
            await (0,promises_.setTimeout)(pauseSeconds * 1000, undefined, { signal });
            await ready?.();
        }
        catch (error) {
            // Canceled, or the daemon doesn't return: the error of the build is more useful.
            const daemonFault = error instanceof diagnosis/* Diagnosis */.OZ ? (silence ?? error) : undefined;
            return { ...tried, retries, ...(daemonFault && { daemonFault }) };
        }
    }
}


/***/ }),

/***/ 7423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _base_stopwatch_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9957);
/* harmony import */ var _buildx_build_args_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1457);
/* harmony import */ var _inputs_dockerfile_path_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5444);
/* harmony import */ var _build_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6231);
/* harmony import */ var _lease_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9607);





/**
 * One run: opens a builder, builds on it, and releases it. A build that fails is a result, not an
 * exception: its numbers matter most.
 *
 * @throws when there is no builder to build on, or it can't do what the inputs request
 */
async function main(inputs, ports) {
    const seconds = (0,_base_stopwatch_js__WEBPACK_IMPORTED_MODULE_4__/* .startStopwatch */ .Q)();
    for (const warning of inputs.warnings)
        ports.log.warning(warning);
    const isForSeveral = (inputs.connect.pool?.platforms.length ?? 0) > 1;
    if (isForSeveral && (0,_buildx_build_args_js__WEBPACK_IMPORTED_MODULE_0__/* .isBuild */ .T)(inputs.build.call)) {
        const { openForPlatforms } = await __nccwpck_require__.e(/* import() */ 645).then(__nccwpck_require__.bind(__nccwpck_require__, 645));
        const opened = await openForPlatforms(inputs.connect, ports);
        if (!('platforms' in opened)) {
            const uploads = createUploads(Promise.resolve(), inputs, ports);
            return buildOn(opened, seconds, { ...inputs, ...(uploads && { uploads }) }, ports);
        }
        const { buildPlatforms } = await Promise.all(/* import() */[__nccwpck_require__.e(2605), __nccwpck_require__.e(3379), __nccwpck_require__.e(8570)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8570));
        const built = await buildPlatforms(opened, inputs, ports, planAndBuild);
        const advice = await adviceOn(built, built.plan, built.builder, inputs, ports);
        return { ...built, ...(advice.length > 0 && { advice }), seconds: seconds() };
    }
    const opening = (0,_lease_js__WEBPACK_IMPORTED_MODULE_3__/* .open */ .ho)(inputs.connect, ports);
    const started = (0,_lease_js__WEBPACK_IMPORTED_MODULE_3__/* .creationStarted */ .jB)(inputs.connect);
    started.then(() => __nccwpck_require__.e(/* import() */ 1887).then(__nccwpck_require__.bind(__nccwpck_require__, 1887))).catch(() => { });
    const uploads = createUploads(started, inputs, ports);
    return buildOn(await opening, seconds, { ...inputs, ...(uploads && { uploads }) }, ports);
}
/** Begins to read the files of a local context at the same time. */
function createUploads(started, inputs, ports) {
    const { context, call } = inputs.build;
    if ((0,_inputs_dockerfile_path_js__WEBPACK_IMPORTED_MODULE_1__/* .isRemote */ .Vx)(context) || !(0,_buildx_build_args_js__WEBPACK_IMPORTED_MODULE_0__/* .isBuild */ .T)(call))
        return undefined;
    return started
        .then(() => __nccwpck_require__.e(/* import() */ 6669).then(__nccwpck_require__.bind(__nccwpck_require__, 6669)))
        .then((upload) => upload.createUploads(inputs, ports), () => undefined);
}
async function buildOn(lease, seconds, inputs, ports) {
    let cleaningUpSeconds = 0;
    const { plan, build, imageChanged } = await buildOrMove(lease, inputs, ports).finally(async () => {
        cleaningUpSeconds = await lease.release();
    });
    const { warnAfterBuild, warnOfFaults } = await Promise.all(/* import() | build */[__nccwpck_require__.e(9799), __nccwpck_require__.e(2605), __nccwpck_require__.e(4866), __nccwpck_require__.e(3379), __nccwpck_require__.e(1433)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9665));
    await warnAfterBuild(build, plan, inputs, ports);
    warnOfFaults(lease.builder, ports);
    const advice = await adviceOn(build, plan, lease.builder, inputs, ports);
    return {
        builder: lease.builder,
        plan,
        ...build,
        cleaningUpSeconds,
        ...(advice.length > 0 && { advice }),
        ...(imageChanged !== undefined && { imageChanged }),
        seconds: seconds(),
    };
}
async function buildOrMove(lease, inputs, ports) {
    const seconds = (0,_base_stopwatch_js__WEBPACK_IMPORTED_MODULE_4__/* .startStopwatch */ .Q)();
    const build = (builder, retries) => planAndBuild(builder, retries, inputs, ports);
    const built = await build(lease.builder, 0);
    const { outcome, daemonFault } = built.build;
    const isUsed = outcome.kind !== 'unusable' && outcome.kind !== 'lost';
    if (isUsed && daemonFault === undefined)
        return built;
    const { buildElsewhere } = await Promise.all(/* import() | build */[__nccwpck_require__.e(9799), __nccwpck_require__.e(2605), __nccwpck_require__.e(4866), __nccwpck_require__.e(3379), __nccwpck_require__.e(1433)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5916));
    return buildElsewhere(lease, { ...built, seconds: seconds() }, inputs, ports, build);
}
async function planAndBuild(builder, retries, inputs, ports, adapt = (plan) => plan) {
    const { planBuild, pushesImage } = await __nccwpck_require__.e(/* import() */ 1887).then(__nccwpck_require__.bind(__nccwpck_require__, 1887));
    const { driver, daemon, isOwn = false, cacheHints } = builder;
    const usesClassicStore = driver === 'docker' && daemon.docker?.hasContainerdStore === false;
    const plan = adapt(planBuild({
        ...inputs,
        isPersistent: !isOwn,
        usesClassicStore,
        driver,
        version: daemon.version,
        ...(cacheHints && { cacheHints }),
    }));
    for (const notice of plan.notices)
        ports.log.notice(notice);
    for (const warning of plan.warnings)
        ports.log.warning(warning);
    const isCompared = inputs.compare && pushesImage(plan.build);
    return { plan, ...(await buildAndCompare(builder, plan, isCompared, inputs, ports, retries)) };
}
/** Asks the registry before and after the build, if `compare` says so and an image is pushed. */
async function buildAndCompare(builder, plan, isCompared, inputs, ports, retries) {
    const build = () => (0,_build_js__WEBPACK_IMPORTED_MODULE_2__/* .buildWithRetries */ .v)(builder, plan, inputs, ports, retries);
    const [tag] = isCompared ? plan.build.tags : [];
    if (tag === undefined)
        return { build: await build() };
    const { haveChanged, pinned, readImages } = await __nccwpck_require__.e(/* import() */ 8194).then(__nccwpck_require__.bind(__nccwpck_require__, 8194));
    const before = await readImages(tag, builder, ports);
    const built = await build();
    const digest = built.metadata?.digest;
    if (built.outcome.kind !== 'succeeded' || !digest)
        return { build: built };
    const after = await readImages(pinned(tag, digest), builder, ports);
    const imageChanged = haveChanged(before, after);
    return { build: built, ...(imageChanged !== undefined && { imageChanged }) };
}
/** Advice on a build in which something ran. What can't be found out is no fault of the build. */
async function adviceOn({ outcome, record, historyFacts, platforms, }, { build }, builder, inputs, ports) {
    if (!inputs.advice || outcome.kind !== 'succeeded' || record.hit)
        return [];
    const { adviceFor } = await Promise.all(/* import() | build */[__nccwpck_require__.e(9799), __nccwpck_require__.e(2605), __nccwpck_require__.e(4866), __nccwpck_require__.e(3379), __nccwpck_require__.e(1433)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2053));
    const advised = {
        ...{ record, build, builder, builds: platforms?.length ?? 1 },
        ...(historyFacts && { historyFacts }),
    };
    return adviceFor(advised, ports).catch(() => []);
}


/***/ }),

/***/ 6688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JA: () => (/* binding */ csvAttribute),
/* harmony export */   XR: () => (/* binding */ csvField),
/* harmony export */   Xc: () => (/* binding */ csvRecords),
/* harmony export */   qZ: () => (/* binding */ csvFields)
/* harmony export */ });
// CSV in the form that buildx and docker/build-push-action read and write: relaxed about quotes.
/** An end of a line. The first one outside quotes counts for the whole text. */
const lineBreak = /\r\n|\n|\r/y;
/**
 * The records of a text, each with its fields, as csv-parse reads them for docker/build-push-action with
 * `relaxColumnCount`, `relaxQuotes` and `skipEmptyLines`. A quote counts only at the beginning of a field: in
 * quotes, a comma and a line break belong to the field, and two quotes are one. If the closing quote isn't followed
 * by the field's end, both quotes belong to the field. An empty line has no record.
 *
 * @param quotes false when a quote is a character like any other
 * @throws Error in one line when a quote isn't closed
 */
function csvRecords(text, quotes = true) {
    const records = [];
    let record = [];
    let field = '';
    let isQuoted = false;
    let end;
    /** The length of the line break at a position, 0 when there is none. */
    const breakAt = (position) => {
        if (end !== undefined)
            return text.startsWith(end, position) ? end.length : 0;
        lineBreak.lastIndex = position;
        return lineBreak.exec(text)?.[0].length ?? 0;
    };
    const endField = () => {
        record.push(field);
        field = '';
        isQuoted = false;
    };
    const endRecord = () => {
        if (record.length === 0 && field === '' && !isQuoted)
            return;
        endField();
        records.push(record);
        record = [];
    };
    for (let position = 0; position < text.length;) {
        const broken = breakAt(position);
        if (broken > 0) {
            end ??= text.slice(position, position + broken);
            endRecord();
            position += broken;
        }
        else if (text[position] === ',') {
            endField();
            position += 1;
        }
        else if (quotes && text[position] === '"' && field === '') {
            const close = closingQuote(text, position);
            const content = text.slice(position + 1, close).replaceAll('""', '"');
            const next = close + 1;
            const isEnd = next === text.length || text[next] === ',' || breakAt(next) > 0;
            field = isEnd ? content : `"${content}"`;
            isQuoted = true;
            position = next;
        }
        else {
            field += text[position];
            position += 1;
        }
    }
    endRecord();
    return records;
}
/** Two quotes are a quote of the field, not its end. */
function closingQuote(text, opening) {
    for (let from = opening + 1;;) {
        const quote = text.indexOf('"', from);
        if (quote === -1)
            throw new Error('a quote is not closed');
        if (text[quote + 1] !== '"')
            return quote;
        from = quote + 2;
    }
}
/** The fields of one line. A line that isn't CSV is one field. */
function csvFields(line) {
    try {
        return csvRecords(line)[0] ?? [];
    }
    catch {
        return [line];
    }
}
/** The value of `name` in a line of `name=value`. As in buildx, case doesn't matter and the last wins. */
function csvAttribute(line, name) {
    const pairs = csvFields(line).map((field) => field.split('='));
    const pair = pairs.findLast(([key = '']) => key.trim().toLowerCase() === name);
    return pair?.slice(1).join('=').trim();
}
/** A value as a field: quoted if it contains a comma, a quote or a line break. */
function csvField(value) {
    return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}


/***/ }),

/***/ 1033:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   Xq: () => (/* binding */ formatSize),
/* harmony export */   a3: () => (/* binding */ formatDuration)
/* harmony export */ });
/** `0.06 s`, `3.1 s`, `41 s`, `2 min 10 s`, `1 h 3 min`. */
function formatDuration(seconds) {
    if (seconds < 0.995)
        return `${seconds.toFixed(2)} s`;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    const minutes = Math.round(seconds / 60);
    if (whole < 3600)
        return withRest(Math.floor(whole / 60), 'min', whole % 60, 's');
    return withRest(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}
/** Bytes in powers of 1000: `329 B`, `1.98 MB`. */
function formatSize(bytes) {
    if (bytes < 1000)
        return `${bytes} B`;
    let [amount, unit] = [bytes / 1000, 0];
    for (; amount >= roundedUp && unit < units.length - 1; unit += 1)
        amount /= 1000;
    return `${amount.toFixed(2)} ${units[unit]}`;
}
/** `1 step`, `2 steps`. */
function formatCount(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
const units = ['kB', 'MB', 'GB', 'TB'];
/** From here on, two decimals would give 1000.00. */
const roundedUp = 999.995;
function withRest(whole, unit, rest, restUnit) {
    return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${restUnit}`;
}


/***/ }),

/***/ 296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ shortLine),
/* harmony export */   x: () => (/* binding */ truncate)
/* harmony export */ });
/** A text of at most `longest` characters: the rest is replaced by `…`. No character is split. */
function truncate(text, longest) {
    // A character has at most two code units, so this is enough of a very long text.
    const characters = [...text.slice(0, 2 * longest + 2)];
    return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
}
/**
 * A text as one line of at most `longest` characters, without control characters and those that change the
 * direction of writing.
 */
function shortLine(text, longest) {
    // This is enough of a very long text.
    const head = text.slice(0, 8 * longest);
    const line = head.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
    return truncate(head.length < text.length ? `${line}…` : line, longest);
}


/***/ }),

/***/ 397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ untrustedBecause)
/* harmony export */ });
/** First clause of a log sentence; the caller appends the consequence. */
const untrustedBecause = {
    fork: 'The code comes from a fork',
    dependabot: 'This run was started by Dependabot',
    unknown: 'The event does not say which repository the code comes from',
};


/***/ }),

/***/ 1967:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  yU: () => (/* binding */ ExitCode),
  Yz: () => (/* binding */ debug),
  N4: () => (/* binding */ endGroup),
  z3: () => (/* binding */ error),
  dN: () => (/* binding */ exportVariable),
  V4: () => (/* binding */ getInput),
  pq: () => (/* binding */ info),
  _o: () => (/* binding */ isDebug),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  C1: () => (/* binding */ setFailed),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ setSecret),
  Oh: () => (/* binding */ startGroup),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: addPath, getBooleanInput, getIDToken, getMultilineInput, getState, group, markdownSummary, platform, setCommandEcho, summary, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./.build/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./.build/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __nccwpck_require__(6982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./.build/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
;// CONCATENATED MODULE: ./.build/node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return file_command_issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    command_issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		8792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(4025);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
