export const id = 45;
export const ids = [45];
export const modules = {

/***/ 2818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tt: () => (/* binding */ getJson),
/* harmony export */   W0: () => (/* binding */ NotDockerError),
/* harmony export */   hc: () => (/* binding */ dockerHeaders)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8321);


/** What answers speaks HTTP, but not as a Docker daemon does. */
class NotDockerError extends Error {
}
/**
 * Asks a Docker daemon over its HTTP API.
 *
 * @returns what it answers; undefined when there is no such thing
 * @throws NotDockerError
 */
async function getJson(options, path, onConnect = () => { }) {
    const answer = await new Promise((resolve, reject) => {
        const asked = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ ...options, path, headers: dockerHeaders }, resolve);
        asked.on('socket', (socket) => socket.once('connect', onConnect));
        asked.on('error', reject);
        asked.end();
    });
    const body = await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__.text)(answer);
    if (answer.statusCode === 404)
        return undefined;
    try {
        const parsed = JSON.parse(body);
        if (answer.statusCode === 200 && typeof parsed === 'object' && parsed !== null) {
            return parsed;
        }
    }
    catch {
        // Something else that speaks HTTP.
    }
    throw new NotDockerError(`HTTP status ${answer.statusCode}`);
}
/** The name of a host means nothing on a socket, but HTTP wants one. */
const dockerHeaders = { host: 'docker' };


/***/ }),

/***/ 6045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createDockerBuilder: () => (/* binding */ createDockerBuilder)
/* harmony export */ });
/* unused harmony export lastingName */
/* harmony import */ var _buildx_create_args_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5061);
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(710);
/* harmony import */ var _container_builder_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1362);
/* harmony import */ var _docker_api_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2818);
/* harmony import */ var _inspect_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7467);





/** The container, to buildx `buildx_buildkit_remote-buildkit`, is found by its name again. */
const lastingName = 'remote-buildkit';
/** A builder that stays on a Docker daemon: that daemon's own, or one in a container there. */
async function createDockerBuilder({ driver, path, daemon, container }, { file, env }, ports) {
    const buildx = { file, env: (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .dockerEnvironment */ .O9)(env, `unix://${path}`) };
    // buildx has one of each Docker daemon already, by the name of its context.
    if (driver === 'docker')
        return { name: 'default', driver, buildx, daemon };
    const args = (0,_buildx_create_args_js__WEBPACK_IMPORTED_MODULE_4__/* .createArgs */ .O)({
        name: lastingName,
        node: lastingName,
        driver,
        ...(await (0,_container_builder_js__WEBPACK_IMPORTED_MODULE_1__/* .containerArgs */ .he)(lastingName, container, ports)),
    });
    await warnOfOtherImage(path, container.image, ports);
    await (0,_inspect_js__WEBPACK_IMPORTED_MODULE_3__/* .createBuilder */ .I)(args, buildx, ports);
    const inspection = await (0,_inspect_js__WEBPACK_IMPORTED_MODULE_3__/* .bootBuilder */ .c)(lastingName, buildx, ports);
    return { name: lastingName, driver, buildx, daemon: inspection.daemon };
}
/** buildx takes a container of that name as it is. */
async function warnOfOtherImage(socketPath, image, { log, signal }) {
    if (image === '')
        return;
    const name = `buildx_buildkit_${lastingName}`;
    const found = await (0,_docker_api_js__WEBPACK_IMPORTED_MODULE_2__/* .getJson */ .Tt)({ socketPath, signal }, `/containers/${name}/json`);
    const made = found?.Config?.Image;
    if (made === undefined || made === image)
        return;
    log.warning(`The container ${name} is there already, made from ${made}. For builder-image: ${image}, remove it: docker rm --force ${name}`);
}


/***/ })

};
