export const id = 5355;
export const ids = [5355];
export const modules = {

/***/ 5355:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _github_ports_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2450);
/* harmony import */ var _github_run_action_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2479);
/* harmony import */ var _github_setup_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4097);
/* harmony import */ var _inputs_read_setup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6376);
/* harmony import */ var _inputs_setup_names_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2442);
/* harmony import */ var _step_set_up_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9196);






const [, , word, directory] = process.argv;
if (word === _github_ports_js__WEBPACK_IMPORTED_MODULE_0__/* .keeperWord */ .x && directory !== undefined) {
    const { runKeeper } = await __webpack_require__.e(/* import() */ 2634).then(__webpack_require__.bind(__webpack_require__, 2634));
    await runKeeper(directory, process.env);
}
else {
    await (0,_github_run_action_js__WEBPACK_IMPORTED_MODULE_1__/* .runAction */ .C)({ names: _inputs_setup_names_js__WEBPACK_IMPORTED_MODULE_5__/* .setupInputNames */ .M, staysUntilPost: true }, async ({ source, openPorts }) => {
        (0,_github_setup_js__WEBPACK_IMPORTED_MODULE_2__/* .presetSetupOutputs */ .Z)();
        const inputs = (0,_inputs_read_setup_js__WEBPACK_IMPORTED_MODULE_3__/* .readSetupInputs */ .j)(source);
        const ports = openPorts();
        (0,_github_setup_js__WEBPACK_IMPORTED_MODULE_2__/* .leaveToLaterSteps */ .q)(await (0,_step_set_up_js__WEBPACK_IMPORTED_MODULE_4__/* .setUp */ .s)(inputs, ports), inputs, ports.directory);
    });
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 8035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M8: () => (/* binding */ jobConfig),
/* harmony export */   TG: () => (/* binding */ joinInstances),
/* harmony export */   Wt: () => (/* binding */ platformsOf),
/* harmony export */   Xc: () => (/* binding */ copyInstance),
/* harmony export */   ay: () => (/* binding */ hasInstance),
/* harmony export */   j6: () => (/* binding */ forgetInstance),
/* harmony export */   jB: () => (/* binding */ hasInstances),
/* harmony export */   oK: () => (/* binding */ readInstance),
/* harmony export */   uu: () => (/* binding */ instanceFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
// The files in which buildx keeps its builders: `store/store.go` in docker/buildx. Each describes one builder as
// a whole, so that a copy in another configuration is the same builder.



/** The `BUILDX_CONFIG` of a job: where buildx looks when nothing else is said. */
function jobConfig({ BUILDX_CONFIG, DOCKER_CONFIG, HOME }) {
    return BUILDX_CONFIG || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(DOCKER_CONFIG || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(HOME || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.docker'), 'buildx');
}
/** Whether a configuration holds a builder that somebody created. */
function hasInstances(config) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(instanceFile(config, 'any'))).length > 0;
    }
    catch {
        return false;
    }
}
function hasInstance(config, name) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(instanceFile(config, name));
}
/** @returns undefined when there is none, as for the builder of a Docker context */
function readInstance(config, name) {
    try {
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(instanceFile(config, name), 'utf8'));
    }
    catch {
        return undefined;
    }
}
/** Makes a builder known elsewhere. Without the builder nothing is copied. */
function copyInstance(from, to) {
    const instance = readInstance(from.config, from.name);
    if (instance === undefined)
        return;
    const file = instanceFile(to.config, to.name);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file), { recursive: true, mode: 0o700 });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, JSON.stringify({ ...instance, Name: to.name }), { mode: 0o600 });
}
/**
 * Makes one builder of several: the first gets the nodes of the others, which are forgotten. Each node is used for its
 * platforms alone.
 */
function joinInstances(config, parts) {
    const [first] = parts;
    const instance = first && readInstance(config, first.name);
    if (first === undefined || instance === undefined)
        return;
    const nodes = parts.flatMap(({ name, platforms }) => (readInstance(config, name)?.Nodes ?? []).map((node) => ({
        ...node,
        Platforms: platforms.map(readPlatformParts),
    })));
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(instanceFile(config, first.name), JSON.stringify({ ...instance, Nodes: nodes }));
    for (const { name } of parts.slice(1))
        forgetInstance(config, name);
}
/** @param platform such as `linux/arm/v7` */
function readPlatformParts(platform) {
    const [os = '', architecture = '', variant] = platform.split('/');
    return { os, architecture, ...(variant !== undefined && { variant }) };
}
/** The platforms of a node, as they are written in `linux/arm/v7`. */
function platformsOf({ Platforms }) {
    return (Platforms ?? []).map(({ os, architecture, variant }) => [os, architecture, ...(variant ? [variant] : [])].join('/'));
}
/** Makes buildx forget a builder, and keeps its container. */
function forgetInstance(config, name) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(instanceFile(config, name), { force: true });
}
/** The file that describes a builder. */
function instanceFile(config, name) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(config, 'instances', name);
}


/***/ }),

/***/ 4097:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ leaveToLaterSteps),
  Z: () => (/* binding */ presetSetupOutputs)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(1967);
// EXTERNAL MODULE: ./.build/lib/connect/set-up-variable.js
var set_up_variable = __webpack_require__(4694);
;// CONCATENATED MODULE: ./.build/lib/report/setup-outputs.js
/** Each output of `setup` when there is no builder. */
const emptySetupOutputs = {
    name: '',
    driver: '',
    endpoint: '',
    platforms: '',
    nodes: '[]',
    fallback: false,
    'fallback-reason': '',
    'endpoint-choice': '',
};
/** The outputs of `setup`, as in setup/action.yml. */
function setupOutputs({ builder, record, nodes }) {
    return {
        ...emptySetupOutputs,
        name: record.name,
        driver: record.driver,
        endpoint: record.endpoint,
        platforms: builder.daemon.platforms.join(','),
        nodes: JSON.stringify(nodes),
        fallback: record.fallback !== undefined,
        'fallback-reason': record.fallback?.code ?? '',
        'endpoint-choice': builder.pool?.choice ?? '',
    };
}

// EXTERNAL MODULE: ./.build/lib/github/outputs.js
var outputs = __webpack_require__(134);
;// CONCATENATED MODULE: ./.build/lib/github/setup.js





/** Sets each output of `setup` to its value for "there is no builder". */
function presetSetupOutputs() {
    (0,outputs/* presetOutputs */.C)(emptySetupOutputs);
}
/**
 * Tells the later steps of the job about a builder, by variables and outputs.
 *
 * @param directory the private directory, which has the builder's record
 * @throws when the runner's files can't be written
 */
function leaveToLaterSteps(setUp, { use }, directory) {
    const { record, config } = setUp;
    if (config !== undefined)
        (0,core/* exportVariable */.dN)('BUILDX_CONFIG', config);
    // buildx takes no Docker context for a builder, so the Docker CLI is pointed to it.
    if (use)
        (0,core/* exportVariable */.dN)(record.isContext ? 'DOCKER_CONTEXT' : 'BUILDX_BUILDER', record.name);
    // A job may set up several.
    const earlier = process.env[set_up_variable/* setUpVariable */.U];
    (0,core/* exportVariable */.dN)(set_up_variable/* setUpVariable */.U, earlier ? `${earlier}${external_node_path_.delimiter}${directory}` : directory);
    (0,outputs/* setOutputs */.n)(setupOutputs(setUp));
}


/***/ }),

/***/ 6376:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ readSetupInputs)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);
/* harmony import */ var _connect_set_up_variable_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4694);
/* harmony import */ var _connect_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8043);
/* harmony import */ var _read_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4501);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8691);





/**
 * Reads, masks and checks the inputs of a builder that stays for later steps.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readSetupInputs(source) {
    return (0,_read_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .masked */ .Iv)(source, (_, masks) => {
        const reader = (0,_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .createInputReader */ .i)(source.raw);
        const { env, ...rest } = source;
        const own = { ...rest, env: { ...env, [_connect_set_up_variable_js__WEBPACK_IMPORTED_MODULE_4__/* .setUpVariable */ .U]: undefined } };
        const connect = (0,_connect_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readConnectInputs */ .q)(reader, own, masks);
        const name = reader.optional('name', parseBuilderName);
        return {
            connect,
            ...(name !== undefined && { name }),
            use: reader.boolean('use', true),
            warnings: source.checkNames(),
        };
    });
}
/** As buildx checks it: `ValidateName` in docker/buildx store/util.go. `default` is Docker's own. */
function parseBuilderName(name) {
    if (/^[a-zA-Z][a-zA-Z0-9._-]*$/.test(name) && name !== 'default')
        return name.toLowerCase();
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`name: "${name}" is not a name for a builder. Use letters, digits, and . _ - after a first letter.`);
}


/***/ }),

/***/ 2442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ setupInputNames)
/* harmony export */ });
/** The inputs of `setup`: those about reaching a daemon or making a builder, and two of its own. */
const setupInputNames = [
    'allow-untrusted',
    'builder-image',
    'buildkitd-config',
    'buildkitd-config-inline',
    'buildkitd-flags',
    'buildx-download-url',
    'buildx-version',
    'ca',
    'cache-binary',
    'cert',
    'connect-timeout',
    'driver',
    'driver-opts',
    'endpoint',
    'fallback',
    'identity',
    'identity-audience',
    'identity-ca',
    'identity-lifetime',
    'identity-role',
    'identity-token',
    'key',
    'name',
    'pool-key',
    'server-name',
    'spill-over',
    'ssh-key',
    'ssh-known-hosts',
    'use',
];


/***/ }),

/***/ 9196:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ setUp)
});

// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/buildx/instances.js
var instances = __webpack_require__(8035);
// EXTERNAL MODULE: ./.build/lib/step/lease.js + 1 modules
var step_lease = __webpack_require__(9607);
// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/buildx/environment.js
var environment = __webpack_require__(710);
// EXTERNAL MODULE: ./.build/lib/buildx/install/version.js
var version = __webpack_require__(2819);
// EXTERNAL MODULE: ./.build/lib/connect/connect.js
var connect = __webpack_require__(6321);
// EXTERNAL MODULE: ./.build/lib/processes/process.js + 1 modules
var process = __webpack_require__(4735);
;// CONCATENATED MODULE: ./.build/lib/step/nodes.js







/** What one builder is made of: a node for each platform that `endpoint` names; one alone when it names none. */
function nodeInputs(inputs) {
    const { pool } = inputs;
    const groups = [
        ...Map.groupBy(pool?.lines ?? [], ({ platforms }) => platforms.join()).values(),
    ].map((lines) => nodeOf(lines, inputs));
    const [first, ...rest] = groups;
    if (first === undefined || rest.length === 0)
        return [{ platforms: [], inputs }];
    return [first, ...rest];
}
function nodeOf(lines, { pool, ...inputs }) {
    const [line] = lines;
    return {
        platforms: line?.platforms ?? [],
        inputs: {
            ...inputs,
            endpoint: line?.endpoint,
            ...(pool && { pool: { ...pool, lines } }),
        },
    };
}
/**
 * Adds the nodes of other platforms to the builder of a lease. Should one of them fail, the whole builder is replaced
 * by a local one, if that is allowed.
 *
 * @returns the builders of the nodes, the lease's own first; only that one when there is a local builder
 * @throws Diagnosis when a daemon can't be used, ConfigurationError for a buildx that loses images on several nodes
 */
async function addNodes(lease, nodes, ports) {
    if (nodes.length < 2 || lease.builder.fallback !== undefined)
        return [lease.builder];
    await refuseBroken(lease.builder, ports);
    const builders = [lease.builder];
    try {
        for (const { inputs } of nodes.slice(1)) {
            builders.push(await (0,connect/* connect */.Ng)({ ...inputs, fallback: 'never' }, ports));
        }
    }
    catch (error) {
        for (const builder of builders.slice(1))
            await builder.release();
        if (!(error instanceof diagnosis/* Diagnosis */.OZ) || !(await lease.fallBack(error)))
            throw error;
        return [lease.builder];
    }
    (0,instances/* joinInstances */.TG)((0,environment/* buildxConfig */.v_)(ports.directory), builders.map(({ name, daemon }, index) => {
        const given = nodes[index]?.platforms ?? [];
        return { name, platforms: given.length > 0 ? given : daemon.platforms.slice(0, 1) };
    }));
    return builders;
}
/** A failed build of this release leaves its tag on an image of one platform: docker/buildx#4058. */
const brokenVersion = 'v0.37.0';
async function refuseBroken({ buildx }, { directory, signal }) {
    const { stdout } = await (0,process/* runToEnd */.c)(buildx, ['version'], { directory, signal, timeoutMs: 10_000 });
    if ((0,version/* findVersion */.Am)(stdout) !== brokenVersion)
        return;
    throw new errors/* ConfigurationError */.j1(`buildx ${brokenVersion} can leave a tag on an image of one platform when a build on several nodes fails. Set buildx-version to another release.`);
}

;// CONCATENATED MODULE: ./.build/lib/step/set-up.js




/**
 * Opens a builder and leaves it to the later steps of the job. Its keys, its tunnel and the builder itself are for
 * post to remove.
 *
 * @throws what `open` throws, and ConfigurationError for a name that a builder of the job has; then nothing is left
 */
async function setUp(inputs, ports) {
    for (const warning of inputs.warnings)
        ports.log.warning(warning);
    const config = ownConfig(ports.env);
    const { name } = inputs;
    if (name !== undefined && config !== undefined && (0,instances/* hasInstance */.ay)(config, name)) {
        throw new errors/* ConfigurationError */.j1(`name: the job has a builder "${name}" already, in ${config}. Give another name, or leave it out.`);
    }
    const [first, ...rest] = nodeInputs(inputs.connect);
    const lease = await (0,step_lease/* open */.ho)(first.inputs, ports);
    try {
        const builders = await addNodes(lease, [first, ...rest], ports);
        const { builder } = lease;
        for (const node of builders.slice(1))
            await node.keep?.();
        const record = await lease.keep({
            ...(config !== undefined && { config }),
            ...(name !== undefined && { name }),
            isContextNeeded: inputs.connect.endpoint !== undefined,
            hasSeveralNodes: builders.length > 1,
        });
        if (config !== undefined) {
            ports.log.info(`The job has builders of its own in ${config}, so ${record.name} is created there too, and removed in the end.`);
        }
        const { warnOfFaults } = await __webpack_require__.e(/* import() */ 9665).then(__webpack_require__.bind(__webpack_require__, 9665));
        for (const each of builders)
            warnOfFaults(each, ports);
        const nodes = nodesOf(builders, record);
        return { builder, record, ...(config === undefined && { config: record.config }), nodes };
    }
    catch (error) {
        await lease.release();
        throw error;
    }
}
/**
 * The job's own configuration of buildx, if it has one: builders that are in it would not be found any more if
 * later steps were given another.
 */
function ownConfig(env) {
    const config = (0,instances/* jobConfig */.M8)(env);
    return env.BUILDX_CONFIG || (0,instances/* hasInstances */.jB)(config) ? config : undefined;
}
/** Paths of keys are no secret, but they mean nothing to a workflow. */
const pathOptions = ['cacert', 'cert', 'key'];
function nodesOf(builders, { name, endpoint, config }) {
    const { Nodes: nodes = [] } = (0,instances/* readInstance */.oK)(config, name) ?? {};
    // A builder of a Docker context isn't kept by buildx.
    if (nodes.length === 0)
        return [{ name, endpoint, ...stateOf(builders[0]) }];
    return nodes.map((node, index) => {
        const { Name, Endpoint, DriverOpts } = node;
        const fixed = (0,instances/* platformsOf */.Wt)(node);
        const options = Object.entries(DriverOpts ?? {})
            .filter(([option]) => !pathOptions.includes(option))
            .map(([option, value]) => `${option}=${value}`);
        return {
            ...{ name: Name, endpoint: Endpoint },
            ...(options.length > 0 && { 'driver-opts': options }),
            ...stateOf(builders[index] ?? builders[0]),
            ...(fixed.length > 0 && { platforms: fixed.join(',') }),
        };
    });
}
function stateOf(builder) {
    const { version = '', platforms = [] } = builder?.daemon ?? {};
    return { status: 'running', buildkit: version, platforms: platforms.join(',') };
}


/***/ })

};
