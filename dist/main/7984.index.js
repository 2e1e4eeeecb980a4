export const id = 7984;
export const ids = [7984];
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

/***/ 7984:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createLocalDockerBuilder: () => (/* binding */ createLocalDockerBuilder)
/* harmony export */ });
/* unused harmony export endpointOfDocker */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3875);
/* harmony import */ var _base_stopwatch_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9957);
/* harmony import */ var _daemon_endpoint_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1038);
/* harmony import */ var _announce_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9577);
/* harmony import */ var _buildx_commands_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3145);
/* harmony import */ var _docker_context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2228);
/* harmony import */ var _docker_control_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5986);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8690);









/**
 * The builder of the Docker daemon that the Docker CLI on this runner would use.
 *
 * @throws Diagnosis when there is none
 */
async function createLocalDockerBuilder(attempt, inputs, preparing, ports) {
    const { DOCKER_HOST: host } = ports.env;
    const context = host ? 'default' : await (0,_docker_context_js__WEBPACK_IMPORTED_MODULE_4__/* .currentContext */ .Fi)(ports.env);
    const known = context === 'default' ? endpointOfDocker(host, process.platform) : undefined;
    if (known !== undefined) {
        if (known.kind === 'unix' && !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(known.path))
            throw noDocker(known.path);
        return (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_5__/* .createEndpointBuilder */ .ns)(attempt, known, inputs, preparing, ports);
    }
    // buildx can reach any other address that a Docker context may name.
    const seconds = (0,_base_stopwatch_js__WEBPACK_IMPORTED_MODULE_6__/* .startStopwatch */ .Q)();
    const buildx = await preparing.obtain();
    const { daemon, driver, endpoint } = await (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_3__/* .bootstrapBuilder */ .S0)(context, buildx, ports).catch((cause) => {
        ports.signal.throwIfAborted();
        throw new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .OZ('connection-refused', `Docker can't be used. ${cause.message}`, { cause });
    });
    const connectSeconds = seconds();
    const what = `BuildKit ${daemon.version} of Docker at ${host || context}`;
    (0,_announce_js__WEBPACK_IMPORTED_MODULE_7__/* .announce */ .i)(ports, what, daemon, connectSeconds);
    const found = { name: context, driver, endpoint: host || endpoint, buildx, daemon };
    const path = await (0,_docker_context_js__WEBPACK_IMPORTED_MODULE_4__/* .socketOf */ .lQ)(context, ports.env);
    const asked = path === undefined
        ? { probe: (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_3__/* .probeThroughBuildx */ .Ob)(context, buildx, ports) }
        : { control: (0,_docker_control_js__WEBPACK_IMPORTED_MODULE_8__/* .dockerControlAt */ .LU)(path) };
    return { ...found, connectSeconds, ...asked, release: async () => { } };
}
/**
 * The endpoint of the default Docker context, if the action can connect to it like to a given one.
 *
 * @param host `DOCKER_HOST`
 */
function endpointOfDocker(host, platform) {
    const address = host || 'unix:///var/run/docker.sock';
    if (platform === 'win32' || !/^(?:unix|ssh):\/\//.test(address))
        return undefined;
    return (0,_daemon_endpoint_js__WEBPACK_IMPORTED_MODULE_2__/* .parseEndpoint */ .Bk)(address, 'DOCKER_HOST');
}
/** Docker is installed on the runner or it isn't, so waiting can't help. */
function noDocker(path) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .OZ('connection-refused', `driver: docker needs a Docker daemon on this runner, but there is no socket at ${path}. Use a runner with Docker, set DOCKER_HOST, or give the address of a daemon in endpoint.`, { isCertain: true });
}


/***/ })

};
