export const id = 8495;
export const ids = [8495];
export const modules = {

/***/ 2228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fi: () => (/* binding */ currentContext),
/* harmony export */   lQ: () => (/* binding */ socketOf),
/* harmony export */   lW: () => (/* binding */ isOnThisMachine)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
// Reads the Docker CLI's own settings, without the Docker CLI. Their layout is that of `cli/config` and
// `cli/context/store` in docker/cli.




/** The name of the Docker context that the Docker CLI uses when no host is named. */
async function currentContext(env) {
    if (env.DOCKER_CONTEXT)
        return env.DOCKER_CONTEXT;
    const settings = (await readSettings(env, 'config.json'));
    const name = settings.currentContext;
    return typeof name === 'string' && name !== '' ? name : 'default';
}
/**
 * Whether a daemon runs on this machine.
 *
 * @param endpoint as buildx names it: an address, or the name of a Docker context
 */
async function isOnThisMachine(endpoint, env) {
    if (isAddress(endpoint))
        return isLocalAddress(endpoint);
    if (endpoint === 'default')
        return !env.DOCKER_HOST || isLocalAddress(env.DOCKER_HOST);
    const host = await hostOf(endpoint, env);
    return host !== undefined && isLocalAddress(host);
}
/**
 * The Unix socket of a Docker daemon.
 *
 * @param endpoint as buildx names it: an address, or the name of a Docker context
 * @returns undefined when it is reached in another way
 */
async function socketOf(endpoint, env) {
    const address = isAddress(endpoint)
        ? endpoint
        : endpoint === 'default'
            ? env.DOCKER_HOST || 'unix:///var/run/docker.sock'
            : await hostOf(endpoint, env);
    return /^unix:\/\/(\/.*)$/.exec(address ?? '')?.[1];
}
function isAddress(endpoint) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(endpoint);
}
function isLocalAddress(address) {
    return /^(?:unix|npipe):|^tcp:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?\/?$/.test(address);
}
async function hostOf(context, env) {
    const id = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(context).digest('hex');
    const { Endpoints } = (await readSettings(env, (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)('contexts', 'meta', id, 'meta.json')));
    const host = Endpoints?.docker?.Host;
    return typeof host === 'string' ? host : undefined;
}
/** @returns an empty object when the file isn't there or isn't JSON */
async function readSettings(env, path) {
    const directory = env.DOCKER_CONFIG || (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(env.HOME || (0,node_os__WEBPACK_IMPORTED_MODULE_2__.homedir)(), '.docker');
    try {
        const parsed = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, path), 'utf8'));
        return typeof parsed === 'object' && parsed !== null ? parsed : {};
    }
    catch {
        return {};
    }
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

/***/ 8495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   useExistingBuilder: () => (/* binding */ useExistingBuilder)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);
/* harmony import */ var _base_stopwatch_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9957);
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(710);
/* harmony import */ var _announce_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9577);
/* harmony import */ var _buildx_commands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3145);
/* harmony import */ var _docker_context_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2228);
/* harmony import */ var _docker_control_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5986);







/** Drivers whose daemon may run on this machine. */
const localDrivers = ['docker', 'docker-container'];
/**
 * Uses an existing builder without changes.
 *
 * @throws ConfigurationError when there is none of that name, or it may not be used
 */
async function useExistingBuilder({ name, untrustedReason }, buildx, ports) {
    const seconds = (0,_base_stopwatch_js__WEBPACK_IMPORTED_MODULE_4__/* .startStopwatch */ .Q)();
    const { daemon, driver, endpoint, endpoints } = await (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .bootstrapBuilder */ .S0)(name, buildx, ports).catch((error) => {
        ports.signal.throwIfAborted();
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`builder: "${name}" can't be used. ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
    });
    if (untrustedReason !== undefined && !(await isLocal(driver, endpoints, buildx.env))) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${untrustedReason} builder: "${name}" may be one (driver ${driver} at ${endpoints.join(', ')}).`);
    }
    const connectSeconds = seconds();
    const what = `BuildKit ${daemon.version} of the builder ${name} (${driver})`;
    (0,_announce_js__WEBPACK_IMPORTED_MODULE_5__/* .announce */ .i)(ports, what, daemon, connectSeconds);
    const path = driver === 'docker' ? await (0,_docker_context_js__WEBPACK_IMPORTED_MODULE_3__/* .socketOf */ .lQ)(endpoint, buildx.env) : undefined;
    const reached = path === undefined
        ? { buildx, probe: (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .probeThroughBuildx */ .Ob)(name, buildx, ports) }
        : { buildx: withPrivateConfig(buildx, ports), control: (0,_docker_control_js__WEBPACK_IMPORTED_MODULE_6__/* .dockerControlAt */ .LU)(path) };
    const release = async () => { };
    return { name, driver, endpoint, daemon, connectSeconds, ...reached, release };
}
/**
 * buildx knows the builder of a Docker daemon by its context, in any configuration. In the private one it notes the
 * ids of this run's builds alone, by which they are found in the daemon's history.
 */
function withPrivateConfig({ file, env }, { directory }) {
    return { file, env: (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .buildxEnvironment */ .Qe)(env, (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .buildxConfig */ .v_)(directory)) };
}
/** A container may belong to another machine's Docker daemon. */
async function isLocal(driver, endpoints, env) {
    if (!localDrivers.includes(driver))
        return false;
    const verdicts = await Promise.all(endpoints.map((endpoint) => (0,_docker_context_js__WEBPACK_IMPORTED_MODULE_3__/* .isOnThisMachine */ .lW)(endpoint, env)));
    return verdicts.length > 0 && verdicts.every(Boolean);
}


/***/ })

};
