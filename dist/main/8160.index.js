export const id = 8160;
export const ids = [8160,9999];
export const modules = {

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


/***/ })

};
