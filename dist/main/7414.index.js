export const id = 7414;
export const ids = [7414,8160,9999];
export const modules = {

/***/ 7414:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _github_outputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(134);
/* harmony import */ var _github_publish_trends_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7185);
/* harmony import */ var _github_run_action_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2479);
/* harmony import */ var _inputs_read_trends_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3681);
/* harmony import */ var _report_trends_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5386);
/* harmony import */ var _step_trends_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(38);






await (0,_github_run_action_js__WEBPACK_IMPORTED_MODULE_2__/* .runAction */ .C)({ names: _inputs_read_trends_js__WEBPACK_IMPORTED_MODULE_3__/* .trendsInputNames */ .NO }, async ({ source, openPorts }) => {
    (0,_github_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .presetOutputs */ .C)(_report_trends_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .emptyTrendsOutputs */ ._y);
    const inputs = (0,_inputs_read_trends_js__WEBPACK_IMPORTED_MODULE_3__/* .readTrendsInputs */ .Gk)(source);
    await (0,_github_publish_trends_js__WEBPACK_IMPORTED_MODULE_1__/* .publishTrends */ .Q)(await (0,_step_trends_js__WEBPACK_IMPORTED_MODULE_5__/* .daemonTrends */ .h)(inputs, openPorts()), inputs);
});

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

/***/ 5986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LU: () => (/* binding */ dockerControlAt),
/* harmony export */   hv: () => (/* binding */ lastingNode),
/* harmony export */   o0: () => (/* binding */ lastingContainer)
/* harmony export */ });
/** The name of the node of a builder that stays, by which buildx finds its container again. */
const lastingNode = 'remote-buildkit';
const lastingContainer = `buildx_buildkit_${lastingNode}`;
/**
 * Opens connections to the BuildKit in the Docker daemon at a socket, or in a container of that daemon. What that needs
 * is loaded with the first.
 */
function dockerControlAt(path, container) {
    return async () => {
        const [{ createControl }, { connectToContainer, connectToDocker }] = await Promise.all([
            Promise.all(/* import() */[__webpack_require__.e(9376), __webpack_require__.e(1258)]).then(__webpack_require__.bind(__webpack_require__, 1258)),
            __webpack_require__.e(/* import() */ 8698).then(__webpack_require__.bind(__webpack_require__, 8698)),
        ]);
        return createControl(() => container === undefined ? connectToDocker(path) : connectToContainer(path, container));
    };
}


/***/ }),

/***/ 8160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ targetOf),
/* harmony export */   useSetUpBuilder: () => (/* binding */ useSetUpBuilder)
/* harmony export */ });
/* unused harmony export environmentFor */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7255);
/* harmony import */ var _base_stopwatch_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9957);
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(710);
/* harmony import */ var _buildx_instances_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8035);
/* harmony import */ var _daemon_kept_connection_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8688);
/* harmony import */ var _daemon_probe_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1801);
/* harmony import */ var _set_up_builder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9999);
/* harmony import */ var _announce_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9577);
/* harmony import */ var _buildx_commands_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3145);
/* harmony import */ var _docker_control_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(5986);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8690);












/**
 * Uses a builder that an earlier step has set up. buildx gets a copy of it in the private configuration, and the
 * daemon is reached as that step has reached it.
 *
 * @throws Diagnosis when its daemon can't be used any more
 * @throws ConfigurationError when untrusted code may not use it
 */
async function useSetUpBuilder({ setUp, untrustedReason }, inputs, preparing, ports) {
    const { name, driver, endpoint, config, reach, isOwn = false, fallback } = setUp;
    if (untrustedReason !== undefined && !isOwn) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`${untrustedReason} builder: "${name}" is one (driver ${driver} at ${endpoint}).`);
    }
    const seconds = (0,_base_stopwatch_js__WEBPACK_IMPORTED_MODULE_8__/* .startStopwatch */ .Q)();
    (0,_buildx_instances_js__WEBPACK_IMPORTED_MODULE_3__/* .copyInstance */ .Xc)({ name, config }, { name, config: (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .buildxConfig */ .v_)(ports.directory) });
    const common = { name, driver, endpoint, ...(fallback && { fallback }) };
    if (reach === undefined || !(0,_set_up_builder_js__WEBPACK_IMPORTED_MODULE_5__.isKnownDriver)(driver)) {
        const buildx = await preparing.obtain();
        const { daemon } = await (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_6__/* .bootstrapBuilder */ .S0)(name, buildx, ports).catch((error) => {
            ports.signal.throwIfAborted();
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`builder: "${name}" can't be used. ${error.message}`);
        });
        const connectSeconds = seconds();
        (0,_announce_js__WEBPACK_IMPORTED_MODULE_9__/* .announce */ .i)(ports, `BuildKit ${daemon.version} of the builder ${name}`, daemon, connectSeconds);
        return {
            ...{ ...common, buildx, daemon, connectSeconds, release: async () => { } },
            probe: (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_6__/* .probeThroughBuildx */ .Ob)(name, buildx, ports),
            ...(isOwn && { isOwn, isShared: true }),
        };
    }
    const target = targetOf(reach);
    const connection = (0,_daemon_kept_connection_js__WEBPACK_IMPORTED_MODULE_10__/* .keptConnection */ .H)(target);
    const { keep, close } = connection;
    const { probe } = (0,_daemon_probe_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .planProbe */ .Y)(reach.endpoint, driver, reach.endpoint, target, keep);
    const { ready, waitSeconds } = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_7__/* .createPoller */ .vO)(probe, inputs, ports);
    const asked = questions(driver, reach, { ...connection, probe });
    try {
        const [daemon, { file, env }] = await Promise.all([ready(), preparing.obtain()]);
        const connectSeconds = seconds();
        const what = `BuildKit ${daemon.version} at ${endpoint}, of the builder ${name}`;
        (0,_announce_js__WEBPACK_IMPORTED_MODULE_9__/* .announce */ .i)(ports, what, daemon, connectSeconds);
        return {
            ...common,
            ...(driver === 'docker' && { name: 'default' }),
            buildx: { file, env: environmentFor(driver, reach, env) },
            ...{ daemon, connectSeconds, waitSeconds: waitSeconds(), ready },
            ...asked,
            release: async () => close(),
        };
    }
    catch (error) {
        close();
        throw error;
    }
}
/** How the daemon is asked while it builds. */
function questions(driver, { endpoint }, { control, dockerControl, probe }) {
    if (driver === 'remote')
        return { control, isOverNetwork: endpoint.kind === 'tcp' };
    // Only a builder that is not of Docker is reached over TCP.
    if (endpoint.kind === 'tcp')
        return { probe };
    return driver === 'docker'
        ? { control: () => dockerControl(endpoint.path) }
        : { control: (0,_docker_control_js__WEBPACK_IMPORTED_MODULE_11__/* .dockerControlAt */ .LU)(endpoint.path, _docker_control_js__WEBPACK_IMPORTED_MODULE_11__/* .lastingContainer */ .o0) };
}
/** The environment in which buildx uses it. The builder of a Docker daemon is known by its address. */
function environmentFor(driver, { endpoint }, env) {
    if (driver === 'remote')
        return (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .remoteEnvironment */ .o5)(env);
    if (driver === 'docker' && endpoint.kind === 'unix') {
        return (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerEnvironment */ .O9)(env, `unix://${endpoint.path}`);
    }
    return env;
}
/** Reads the certificates again for each connection. */
function targetOf({ endpoint, serverName, certificates, }) {
    return async () => ({
        endpoint,
        ...(serverName && { serverName }),
        ...(certificates && { credentials: await readCertificates(certificates) }),
    });
}
async function readCertificates({ ca, client, }) {
    const read = (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8');
    return {
        ca: await read(ca),
        ...(client && { client: { cert: await read(client.cert), key: await read(client.key) } }),
    };
}


/***/ }),

/***/ 1575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ createName),
/* harmony export */   v: () => (/* binding */ diagnoseLookup)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _daemon_diagnosis_network_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4207);
/* harmony import */ var _pool_addresses_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4749);



/** Pause between two lookups of a name that doesn't exist yet, such as that of starting pods. */
const pauseMs = 500;
/**
 * A name, until its addresses are known.
 *
 * @param lookUp asks DNS
 */
function createName({ endpoint, platforms }, { signal, onFound, onChange }, lookUp = _pool_addresses_js__WEBPACK_IMPORTED_MODULE_2__/* .addressesOf */ .s) {
    const stop = new AbortController();
    const ended = AbortSignal.any([signal, stop.signal]);
    let state = { kind: 'unasked' };
    let fault;
    const find = async (sinceMs, timeoutMs) => {
        const deadline = performance.now() + timeoutMs;
        for (;;) {
            try {
                const found = await lookUp(endpoint);
                if (!ended.aborted)
                    onFound(found);
                return;
            }
            catch (error) {
                if (ended.aborted)
                    return;
                fault = diagnoseLookup(endpoint, error);
                const mayPass = performance.now() < deadline;
                state = { kind: 'faulty', sinceMs, code: fault.code, mayPass };
                onChange();
                if (!mayPass)
                    return;
            }
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pauseMs, undefined, { signal: ended });
        }
    };
    return {
        member: { endpoint, platforms },
        get state() {
            return state;
        },
        get fault() {
            return fault;
        },
        daemon: undefined,
        identity: undefined,
        ask(nowMs, { timeoutMs }) {
            state = { kind: 'asked', sinceMs: nowMs };
            find(nowMs, timeoutMs).catch(() => { });
        },
        async create() {
            throw new Error('a name is no daemon');
        },
        // A lookup can't be canceled. Its late result is ignored.
        async close() {
            stop.abort();
        },
    };
}
/** Says why a name has no addresses. */
function diagnoseLookup({ url }, error) {
    const { code = 'unknown error' } = error;
    return code === 'EAI_AGAIN' ? (0,_daemon_diagnosis_network_js__WEBPACK_IMPORTED_MODULE_1__/* .silentDns */ .fc)(url, code, error) : (0,_daemon_diagnosis_network_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownHost */ .Vp)(url, code, error);
}


/***/ }),

/***/ 9999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findSetUp: () => (/* binding */ findSetUp),
/* harmony export */   isKnownDriver: () => (/* binding */ isKnownDriver),
/* harmony export */   writeSetUp: () => (/* binding */ writeSetUp)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3876);
/* harmony import */ var _set_up_variable_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4694);
// What one process leaves about a builder that it has set up for others, so that they reach its daemon as it did.




/** The name of a record in the private directory. */
const recordFile = 'builder.json';
/**
 * Leaves the record of a builder.
 *
 * @param directory the private directory
 */
function writeSetUp(directory, builder) {
    return (0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .writePrivateFile */ .Pl)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, recordFile), JSON.stringify(builder));
}
/** @returns undefined for a builder that was set up by something else */
function findSetUp(name, env) {
    const directories = (env[_set_up_variable_js__WEBPACK_IMPORTED_MODULE_3__/* .setUpVariable */ .U] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter).filter(node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute);
    // The last one: an earlier step may have set up a builder of the same name.
    return directories
        .toReversed()
        .flatMap((directory) => readSetUp(directory) ?? [])
        .find((builder) => builder.name === name);
}
function readSetUp(directory) {
    try {
        // The record names files to read and a socket to connect to, so no other user may have written it.
        if (!(0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .isOwnAlone */ .kM)(directory))
            return undefined;
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, recordFile), 'utf8'));
    }
    catch {
        // Another step has removed it.
        return undefined;
    }
}
/** Narrows a driver's name to those that the action creates. */
function isKnownDriver(driver) {
    return driver === 'remote' || driver === 'docker-container' || driver === 'docker';
}


/***/ }),

/***/ 4207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   N7: () => (/* binding */ refusedConnection),
/* harmony export */   Vp: () => (/* binding */ unknownHost),
/* harmony export */   fc: () => (/* binding */ silentDns)
/* harmony export */ });
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3875);
// Faults that all routes to a daemon share, so that they read the same for TCP and for SSH.

/**
 * DNS says that the host doesn't exist.
 *
 * @param at the endpoint, for the message
 * @param words the error's code or text, to search for
 */
function unknownHost(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('dns-not-found', `DNS does not know the host of ${at} (${words}). Check the spelling, and whether this runner is in a network that knows the host.`, { cause });
}
/** DNS doesn't answer. */
function silentDns(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('dns-not-found', `DNS gave no answer about the host of ${at} (${words}). Check the name servers of this runner.`, { cause });
}
/** Something refuses connections, so the host is there. */
function refusedConnection(at, question, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('connection-refused', `Nothing listens at ${at}: the connection was refused. ${question}`, { cause });
}
/** No packet comes back, or the network reports that there is no route. */
function unreachable(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('connection-timeout', `${at} can't be reached from this runner (${words}). Check the address, the network and the firewall.`, { cause });
}


/***/ }),

/***/ 7185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ publishTrends)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(1967);
// EXTERNAL MODULE: ./.build/node_modules/@actions/core/lib/summary.js
var lib_summary = __webpack_require__(2649);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/report/trends-outputs.js
var trends_outputs = __webpack_require__(5386);
// EXTERNAL MODULE: ./.build/lib/text/format.js
var format = __webpack_require__(1033);
// EXTERNAL MODULE: ./.build/lib/report/markdown.js
var markdown = __webpack_require__(2144);
// EXTERNAL MODULE: ./.build/lib/report/step-label.js
var step_label = __webpack_require__(5464);
;// CONCATENATED MODULE: ./.build/lib/report/trends-page.js



const longestName = 80;
/** GitHub drops a summary of more than 1 MiB; the whole list is in the JSON. */
const mostRepositories = 100;
const mostDetails = 20;
/** What the builds of a period did, as Markdown. */
function trendsPage(trends) {
    const { since, builds, repositories, isCut } = trends;
    const day = new Date(since).toISOString().slice(0, 10);
    const rows = repositories
        .slice(0, mostRepositories)
        .map((each) => [
        each.name === undefined ? 'unknown' : (0,markdown/* cellCode */.GA)(each.name, longestName),
        ...totalCells(each),
    ]);
    if (repositories.length > 1)
        rows.push(['all', ...totalCells(trends)]);
    const slow = repositories
        .slice(0, mostDetails)
        .flatMap(({ name = '', slowest }) => slowest.map((step) => [
        (0,markdown/* cellCode */.GA)(name, longestName),
        (0,markdown/* cellCode */.GA)((0,step_label/* withoutMounts */.Bc)(step.name), longestName),
        (0,markdown/* cellCode */.GA)(step.stage ?? '', longestName),
        String(step.runs),
        (0,format/* formatDuration */.a3)(step.seconds),
    ]));
    const header = ['repository', 'builds', 'failed', 'from cache', 'time', 'saved'];
    return [
        `### ${(0,format/* formatCount */.B4)(builds, 'build')} of ${repositories.length === 1 ? '1 repository' : `${repositories.length} repositories`} since ${day}`,
        ...(builds === 0 ? [] : (0,markdown/* table */.tp)(header, 'lrrrrr', rows)),
        ...(slow.length === 0
            ? []
            : [
                '**The slowest steps**',
                ...(0,markdown/* table */.tp)(['repository', 'step', 'stage', 'runs', 'time'], 'lllrr', slow),
            ]),
        ...(isCut ? ['The daemon has more builds than were read. The oldest are left out.'] : []),
        '',
    ].join('\n');
}
function totalCells({ builds, failed, percent, seconds, secondsSaved }) {
    return [
        String(builds),
        failed === 0 ? '' : String(failed),
        percent === undefined ? '' : `${percent} %`,
        (0,format/* formatDuration */.a3)(seconds),
        secondsSaved === undefined ? '' : (0,format/* formatDuration */.a3)(secondsSaved),
    ];
}

// EXTERNAL MODULE: ./.build/lib/github/outputs.js
var outputs = __webpack_require__(134);
// EXTERNAL MODULE: ./.build/lib/github/workflow-commands.js
var workflow_commands = __webpack_require__(5734);
;// CONCATENATED MODULE: ./.build/lib/github/publish-trends.js








/**
 * Publishes what the builds of the last days did: outputs, the log, the file, the job summary. The report is all that
 * this action is for, so what can't be written fails it.
 *
 * @throws ConfigurationError when the file can't be written
 * @throws when the runner's files can't be written
 */
async function publishTrends(trends, { file, summary }) {
    const page = trendsPage(trends);
    for (const line of page.trimEnd().split('\n'))
        core/* info */.pq((0,workflow_commands/* plainLine */.h0)(line));
    (0,outputs/* setOutputs */.n)((0,trends_outputs/* trendsOutputs */.n9)(trends));
    if (file !== undefined) {
        const json = `${JSON.stringify(trends, undefined, 2)}\n`;
        await (0,promises_.writeFile)((0,external_node_path_.resolve)(file), json).catch((error) => {
            throw new errors/* ConfigurationError */.j1(`file: ${(0,errors/* messageOf */.bD)(error)}.`);
        });
    }
    if (summary && process.env.GITHUB_STEP_SUMMARY)
        await lib_summary/* summary */.z.addRaw(page).write();
}


/***/ }),

/***/ 3681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gk: () => (/* binding */ readTrendsInputs),
/* harmony export */   NO: () => (/* binding */ trendsInputNames)
/* harmony export */ });
/* unused harmony export parseDays */
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);
/* harmony import */ var _connect_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8043);
/* harmony import */ var _read_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4501);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8691);




/** The inputs of `report`: those about reaching a daemon, and three of its own. */
const trendsInputNames = [
    ...['allow-untrusted', 'ca', 'cert', 'connect-timeout', 'days', 'driver', 'endpoint', 'file'],
    ...['identity', 'identity-audience', 'identity-ca', 'identity-lifetime', 'identity-role'],
    ...['identity-token', 'key', 'server-name', 'ssh-key', 'ssh-known-hosts', 'summary'],
];
/**
 * Reads, masks and checks the inputs of a report on the last days' builds.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readTrendsInputs(source) {
    return (0,_read_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .masked */ .Iv)(source, (_, masks) => {
        const reader = (0,_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .createInputReader */ .i)(source.raw);
        const { text, boolean, optional } = reader;
        const file = optional('file', (path) => path);
        return {
            connect: (0,_connect_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readConnectInputs */ .q)(reader, source, masks),
            days: parseDays('days', text('days')),
            summary: boolean('summary', true),
            ...(file !== undefined && { file }),
            warnings: source.checkNames(),
        };
    });
}
/**
 * @param name of the input or option
 * @param text when empty, a week
 * @throws ConfigurationError
 */
function parseDays(name, text) {
    const days = Number(text || '7');
    if (Number.isInteger(days) && days >= 1 && days <= 365)
        return days;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is not a number of days from 1 to 365.`);
}


/***/ }),

/***/ 4749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ addressesOf)
/* harmony export */ });
/* unused harmony export mostAddresses */
/* harmony import */ var node_dns_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1553);
/* harmony import */ var _daemon_endpoint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1038);


/** Each is asked, so there is a limit. */
const mostAddresses = 16;
/**
 * Finds the daemons behind a name, as the system resolves it.
 *
 * @returns one endpoint for each address, in an order that doesn't depend on the answer's
 * @throws Error of the resolver
 */
async function addressesOf(name) {
    const found = await (0,node_dns_promises__WEBPACK_IMPORTED_MODULE_0__.lookup)(name.host, { all: true });
    const addresses = [...new Set(found.map(({ address }) => address))].toSorted();
    return addresses.slice(0, mostAddresses).map((address) => {
        const endpoint = { ...name, host: address };
        return { ...endpoint, url: (0,_daemon_endpoint_js__WEBPACK_IMPORTED_MODULE_1__/* .tcpAddress */ .Yv)(endpoint) };
    });
}


/***/ }),

/***/ 5386:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _y: () => (/* binding */ emptyTrendsOutputs),
/* harmony export */   n9: () => (/* binding */ trendsOutputs)
/* harmony export */ });
/* unused harmony export boundedTrends */
/* harmony import */ var _bounded_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4855);

/** Each output of `report` when nothing was read. */
const emptyTrendsOutputs = {
    report: '',
    builds: 0,
    'builds-failed': 0,
    repositories: 0,
    'cache-hit-percent': '',
    seconds: '',
    'seconds-saved': '',
};
/** The outputs of `report`, as in report/action.yml. What isn't known is empty. */
function trendsOutputs(trends) {
    return {
        report: boundedTrends(trends),
        builds: trends.builds,
        'builds-failed': trends.failed,
        repositories: trends.repositories.length,
        'cache-hit-percent': trends.percent ?? '',
        seconds: trends.seconds,
        'seconds-saved': trends.secondsSaved ?? '',
    };
}
/**
 * The trends as JSON that fits in an output: first without steps, then with fewer repositories. `isCut` says so. The
 * sums stay.
 */
function boundedTrends(trends) {
    const whole = JSON.stringify(trends);
    if (fits(whole))
        return whole;
    const plain = trends.repositories.map((repository) => ({ ...repository, slowest: [] }));
    for (let count = plain.length; count > 0; count = Math.floor(count / 2)) {
        const text = JSON.stringify({ ...trends, isCut: true, repositories: plain.slice(0, count) });
        if (fits(text))
            return text;
    }
    return JSON.stringify({ ...trends, isCut: true, repositories: [] });
}
function fits(text) {
    return Buffer.byteLength(text) <= _bounded_json_js__WEBPACK_IMPORTED_MODULE_0__/* .longestOutput */ .K8;
}


/***/ }),

/***/ 38:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ daemonTrends)
});

// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/base/stopwatch.js
var stopwatch = __webpack_require__(9957);
// EXTERNAL MODULE: ./.build/lib/base/timeout.js
var timeout = __webpack_require__(8881);
// EXTERNAL MODULE: ./.build/lib/connect/builders/endpoint.js + 3 modules
var builders_endpoint = __webpack_require__(8690);
// EXTERNAL MODULE: ./.build/lib/connect/builders/set-up.js
var set_up = __webpack_require__(8160);
// EXTERNAL MODULE: ./.build/lib/connect/connect.js
var connect_connect = __webpack_require__(6321);
// EXTERNAL MODULE: ./.build/lib/connect/decide.js
var decide = __webpack_require__(7983);
// EXTERNAL MODULE: ./.build/lib/connect/pool/name.js
var pool_name = __webpack_require__(1575);
// EXTERNAL MODULE: ./.build/lib/connect/set-up-builder.js
var set_up_builder = __webpack_require__(9999);
// EXTERNAL MODULE: ./.build/lib/daemon/kept-connection.js
var kept_connection = __webpack_require__(8688);
// EXTERNAL MODULE: ./.build/lib/daemon/probe-plan.js
var probe_plan = __webpack_require__(1801);
// EXTERNAL MODULE: ./.build/lib/history/daemon-history.js
var daemon_history = __webpack_require__(6500);
// EXTERNAL MODULE: ./.build/lib/progress/intervals.js
var intervals = __webpack_require__(3254);
// EXTERNAL MODULE: ./.build/lib/record/steps.js + 4 modules
var record_steps = __webpack_require__(2605);
// EXTERNAL MODULE: ./.build/lib/history/past-build.js
var past_build = __webpack_require__(8556);
// EXTERNAL MODULE: ./.build/lib/history/project.js
var project = __webpack_require__(4276);
;// CONCATENATED MODULE: ./.build/lib/history/trends.js




/** How far the daemon's history is read: records, those of which the stream is read, and bytes of each stream. */
const mostListed = 1001;
const mostRead = 1000;
const mostBytes = 1024 * 1024;
const atOnce = 4;
const mostSlowest = 5;
/**
 * Reads the newest builds since a moment, as many as are ever read.
 *
 * @param isLate asked now and then; once it is true, no more builds are read
 */
async function readPeriod(history, since, isLate = () => false) {
    const filter = `startedAt>=${new Date(since).toISOString()}`;
    const listed = await history.list({ limit: mostListed, filter });
    // An older daemon knows no filters.
    const ended = listed.filter(({ createdAt, completedAt }) => createdAt >= since && completedAt !== undefined);
    const chosen = ended.slice(0, mostRead);
    const builds = [];
    for (let at = 0; at < chosen.length && !isLate(); at += atOnce) {
        builds.push(...(await Promise.all(chosen.slice(at, at + atOnce).map(read))));
    }
    return { builds, isCut: ended.length > builds.length };
    async function read(record) {
        const log = record.logs && (await history.read(record.logs, mostBytes).catch(() => undefined));
        return (0,past_build/* readPastBuild */.VB)(record, log ?? Buffer.alloc(0));
    }
}
/** Sums up the builds of one or several daemons. */
function trendsOf(since, periods) {
    const all = periods.flatMap(({ builds }) => builds);
    // One daemon may have two addresses.
    const builds = [...new Map(all.map((build) => [build.record.ref, build])).values()];
    const groups = Map.groupBy(builds, ({ record }) => nameOf(record));
    const members = [...groups].map(([name, group]) => ({ name, counts: count(group) }));
    const isCut = periods.some((period) => period.isCut);
    return {
        since,
        ...(isCut && { isCut }),
        ...totalsOf(members.map(({ counts }) => counts)),
        repositories: members
            .map(({ name, counts }) => ({
            ...(name !== undefined && { name }),
            ...totalsOf([counts]),
            slowest: counts.slow.toSorted((a, b) => b.seconds - a.seconds).slice(0, mostSlowest),
        }))
            .toSorted((a, b) => b.seconds - a.seconds),
    };
}
function nameOf(record) {
    const repository = (0,project/* repositoryOf */._M)(record.attributes);
    // It is written as the client has it.
    if (repository !== undefined)
        return repository.replace(/^(\w+:\/\/)[^/@]*@/, '$1');
    return record.images[0]?.replace(/(?::[^:/]+)?(?:@.*)?$/, '');
}
function totalsOf(all) {
    const sum = (of) => all.reduce((total, each) => total + of(each), 0);
    const counted = sum((each) => each.counted);
    const isSaved = all.some(({ saved }) => saved !== undefined);
    return {
        builds: sum(({ builds }) => builds),
        failed: sum(({ failed }) => failed),
        ...(counted > 0 && { percent: Math.floor((sum(({ cached }) => cached) * 100) / counted) }),
        seconds: exact(sum(({ seconds }) => seconds)),
        ...(isSaved && { secondsSaved: exact(sum(({ saved = 0 }) => saved)) }),
    };
}
/** @param builds of one repository: equal steps of two have not the same length */
function count(builds) {
    const lastRuns = new Map();
    const slow = new Map();
    let [cached, counted, failed, seconds] = [0, 0, 0, 0];
    let saved;
    for (const build of builds.toSorted((a, b) => a.record.createdAt - b.record.createdAt)) {
        const { createdAt, completedAt = createdAt } = build.record;
        seconds += (completedAt - createdAt) / 1000;
        const steps = build.steps.map((step) => {
            const { instruction, stage } = step.step;
            const { status } = step;
            const length = (0,intervals/* wallSeconds */.SR)((0,record_steps/* stepIntervals */.dR)(step, completedAt));
            return { name: instruction, ...(stage && { stage }), status, seconds: length };
        });
        const counts = (0,record_steps/* countSteps */.jg)(steps);
        cached += counts.cached;
        counted += counts.cached + counts.executed + counts.failed;
        failed += counts.failed > 0 ? 1 : 0;
        for (const [index, step] of build.steps.entries()) {
            const key = build.definitionOf(step);
            const length = steps[index]?.seconds ?? 0;
            if (step.status === 'cached') {
                const before = lastRuns.get(key);
                if (before !== undefined)
                    saved = (saved ?? 0) + before;
            }
            else if (step.status === 'executed') {
                lastRuns.set(key, length);
                const { instruction, stage } = step.step;
                const text = JSON.stringify([stage, instruction]);
                const { runs = 0, seconds: sum = 0 } = slow.get(text) ?? {};
                const place = { name: instruction, ...(stage && { stage }) };
                slow.set(text, { ...place, runs: runs + 1, seconds: exact(sum + length) });
            }
        }
    }
    return {
        builds: builds.length,
        failed,
        cached,
        counted,
        seconds,
        saved,
        slow: [...slow.values()],
    };
}
/** To a millisecond. */
function exact(seconds) {
    return Math.round(seconds * 1000) / 1000;
}

// EXTERNAL MODULE: ./.build/lib/pool/addresses.js
var addresses = __webpack_require__(4749);
// EXTERNAL MODULE: ./.build/lib/step/after-build.js + 1 modules
var after_build = __webpack_require__(9665);
// EXTERNAL MODULE: ./.build/lib/step/lease.js + 1 modules
var lease = __webpack_require__(9607);
;// CONCATENATED MODULE: ./.build/lib/step/trends.js
// What the builds of some days did, by the history of each daemon that the inputs name. Nothing is built, so buildx
// is not needed.

















const dayMs = 86_400_000;
/** After this time no more builds of a daemon are read. */
const longestReadSeconds = 120;
/** A daemon that is silent for so long after that is given up, in milliseconds. */
const longestSilenceMs = longestReadSeconds * 1000 + 30_000;
/**
 * Reads the histories of all daemons that the inputs name, or of the one that an earlier step has set up. A daemon
 * that can't be used is a warning, as long as there is another.
 *
 * @throws Diagnosis when no daemon can be used, the first one's
 * @throws ConfigurationError when untrusted code may not read them, or an earlier step's builder has no history
 */
async function daemonTrends({ connect, days, warnings }, ports) {
    for (const warning of warnings)
        ports.log.warning(warning);
    refuse(connect);
    const since = Date.now() - days * dayMs;
    return (0,lease/* withDirectory */.uS)(ports, async () => {
        const opened = await openSources(connect, ports);
        const read = await Promise.allSettled(opened.map(async (source) => readFrom(await source, since, connect, ports)));
        ports.signal.throwIfAborted();
        const faults = read.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
        const other = faults.find((fault) => !(fault instanceof diagnosis/* Diagnosis */.OZ));
        if (other !== undefined || faults.length === read.length)
            throw other ?? faults[0];
        for (const { message } of faults)
            ports.log.warning(`${message} Its builds are missing.`);
        const periods = read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
        return trendsOf(since, periods);
    });
}
/** The history names the builds of all who share the daemon. */
function refuse(connect) {
    if (connect.untrustedReason !== undefined)
        throw new errors/* ConfigurationError */.j1(connect.untrustedReason);
    if (connect.router !== undefined) {
        throw new errors/* ConfigurationError */.j1(`endpoint: the history is a daemon's, and ${connect.router.url} is a router. Give the address of a daemon.`);
    }
    const decision = (0,decide/* decide */.L)({
        ...connect,
        fallback: 'never',
        hasCredentials: connect.credentials !== undefined,
        hasSshKey: connect.ssh.key !== undefined,
    });
    if (decision.kind === 'none' && decision.code !== undefined) {
        throw new diagnosis/* Diagnosis */.OZ(decision.code, decision.reason);
    }
    if (decision.kind === 'runner-docker') {
        throw new diagnosis/* Diagnosis */.OZ('no-endpoint', 'Which daemon? Of a Docker daemon, trends reads no history.');
    }
}
async function openSources(connect, ports) {
    const { builder, endpoint, pool } = connect;
    if (builder !== undefined)
        return [openSetUp(builder, ports)];
    const lines = pool?.lines ?? (endpoint === undefined ? [] : [{ kind: 'single', endpoint, platforms: [] }]);
    const open = (address, name) => {
        const serverName = connect.serverName ?? name;
        return openAddress((0,connect_connect/* newAttempt */.oG)(ports.directory), address, { ...connect, serverName }, ports);
    };
    const sources = await Promise.all(lines.map(async (line) => {
        if (line.kind === 'single')
            return [open(line.endpoint)];
        const { host } = line.endpoint;
        const found = await (0,addresses/* addressesOf */.s)(line.endpoint).catch((error) => (0,pool_name/* diagnoseLookup */.v)(line.endpoint, error));
        if (found instanceof diagnosis/* Diagnosis */.OZ)
            return [rejected(found)];
        return found.map((address) => open(address, host));
    }));
    return sources.flat();
}
function rejected(error) {
    const promise = Promise.reject(error);
    // It is awaited with the others.
    promise.catch(() => { });
    return promise;
}
async function openAddress(attempt, endpoint, connect, ports) {
    const { probe, control, close } = await (0,builders_endpoint/* openEndpoint */.kz)(attempt, endpoint, connect, ports);
    return { url: endpoint.url, probe, control, close };
}
async function openSetUp(name, { env }) {
    const setUp = (0,set_up_builder.findSetUp)(name, env);
    if (setUp?.reach === undefined || !(0,set_up_builder.isKnownDriver)(setUp.driver)) {
        throw new errors/* ConfigurationError */.j1(`endpoint is empty, and the builder "${name}" of an earlier step is not on a daemon that stays. Give the daemon's address.`);
    }
    const { reach, driver, endpoint } = setUp;
    const target = (0,set_up/* targetOf */.$)(reach);
    const { keep, control, close } = (0,kept_connection/* keptConnection */.H)(target);
    const { probe } = (0,probe_plan/* planProbe */.Y)(reach.endpoint, driver, reach.endpoint, target, keep);
    return { url: endpoint, probe, control, close };
}
async function readFrom({ url, probe, control: connectTo, close }, since, connect, ports) {
    try {
        const daemon = await (0,builders_endpoint/* createPoller */.vO)(probe, connect, ports).ready();
        if (daemon.docker !== undefined) {
            throw new diagnosis/* Diagnosis */.OZ('not-buildkit', `${url} is a Docker daemon, of which trends reads no history.`);
        }
        (0,after_build.warnOfFaults)({ driver: 'remote', daemon }, ports);
        const control = await connectTo();
        const history = (0,daemon_history/* daemonHistory */.l)(control);
        const seconds = (0,stopwatch/* startStopwatch */.Q)();
        const read = () => readPeriod(history, since, () => seconds() > longestReadSeconds);
        return await (0,timeout/* withTimeout */.wj)(read, longestSilenceMs, ports.signal)
            .catch((error) => {
            ports.signal.throwIfAborted();
            throw diagnose(url, error);
        })
            .finally(control.close);
    }
    finally {
        close();
    }
}
function diagnose(url, cause) {
    if (cause instanceof timeout/* TimeoutError */.MU) {
        return new diagnosis/* Diagnosis */.OZ('daemon-silent', `${url} did not send its history: ${cause.message}.`, {
            cause,
        });
    }
    const reason = `${url} can't list its builds: ${(0,errors/* messageOf */.bD)(cause)}.`;
    return new diagnosis/* Diagnosis */.OZ('daemon-unhealthy', reason, { cause });
}


/***/ })

};
