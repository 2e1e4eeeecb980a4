export const id = 825;
export const ids = [825];
export const modules = {

/***/ 6825:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createLocalDockerBuilder: () => (/* binding */ createLocalDockerBuilder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _diagnosis_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(54);
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(778);
/* harmony import */ var _endpoint_builder_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1200);
/* harmony import */ var _inspect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7467);







/**
 * The builder of the Docker daemon that the Docker CLI on this runner would use.
 *
 * @throws Diagnosis when there is none
 */
async function createLocalDockerBuilder(name, inputs, preparing, ports) {
    const { DOCKER_HOST: host } = ports.env;
    const context = host ? 'default' : await currentContext(ports.env);
    const address = host || 'unix:///var/run/docker.sock';
    if (context === 'default' && /^(?:unix|ssh):\/\//.test(address) && process.platform !== 'win32') {
        const endpoint = (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_4__/* .parseEndpoint */ .Bk)(address, host ? 'DOCKER_HOST' : 'endpoint');
        return (0,_endpoint_builder_js__WEBPACK_IMPORTED_MODULE_5__/* .createEndpointBuilder */ .n)(name, endpoint, inputs, preparing, ports);
    }
    // What else a Docker context may hold, buildx knows how to reach.
    const started = performance.now();
    const buildx = await preparing.obtain();
    const { daemon, driver, endpoint } = await (0,_inspect_js__WEBPACK_IMPORTED_MODULE_6__/* .bootBuilder */ .c)(context, buildx, ports).catch((cause) => {
        ports.signal.throwIfAborted();
        throw new _diagnosis_js__WEBPACK_IMPORTED_MODULE_3__/* .Diagnosis */ .O('connection-refused', `Docker can't be used. ${cause.message}`, { cause });
    });
    const connectSeconds = (performance.now() - started) / 1000;
    ports.log.group(`BuildKit ${daemon.version} of Docker at ${host || context}, ready in ${connectSeconds.toFixed(2)} s`, [`Platforms: ${daemon.platforms.join(', ')}`]);
    return { name: context, driver, endpoint: host || endpoint, buildx, daemon, connectSeconds };
}
/** As the Docker CLI chooses when nobody names a host. */
async function currentContext(env) {
    if (env.DOCKER_CONTEXT)
        return env.DOCKER_CONTEXT;
    const directory = env.DOCKER_CONFIG || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env.HOME || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.docker');
    try {
        const parsed = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'config.json'), 'utf8'));
        const name = parsed?.currentContext;
        return typeof name === 'string' && name !== '' ? name : 'default';
    }
    catch {
        return 'default';
    }
}


/***/ })

};
