export const id = 5546;
export const ids = [5546,5299,4911];
export const modules = {

/***/ 8881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ TimeoutError),
/* harmony export */   w: () => (/* binding */ withTimeout)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);

/** Work that took too long. The message is `no answer in 20 s`. */
class TimeoutError extends Error {
    name = 'TimeoutError';
    constructor(milliseconds) {
        super(`no answer in ${milliseconds / 1000} s`);
    }
}
/**
 * Waits for work, but not longer than `milliseconds`, and not after `signal` is aborted. A later
 * result or rejection of the work is ignored.
 *
 * @param work gets a signal that is aborted once its result is no longer waited for, so that it can stop
 * @returns the result of the work
 * @throws TimeoutError, CanceledError, or what the work throws
 */
async function withTimeout(work, milliseconds, signal) {
    const stopped = Promise.withResolvers();
    const controller = new AbortController();
    const stop = (error) => {
        stopped.reject(error);
        controller.abort(error);
    };
    const cancel = () => stop(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3());
    const timer = setTimeout(() => stop(new TimeoutError(milliseconds)), milliseconds);
    signal?.addEventListener('abort', cancel);
    try {
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3();
        return await Promise.race([work(controller.signal), stopped.promise]);
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
    }
}


/***/ }),

/***/ 5299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createContainerBuilder: () => (/* binding */ createContainerBuilder),
/* harmony export */   h: () => (/* binding */ containerArgs)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7255);
/* harmony import */ var _base_stopwatch_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9957);
/* harmony import */ var _buildx_create_args_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5061);
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(710);
/* harmony import */ var _leftovers_journal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4526);
/* harmony import */ var _leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3876);
/* harmony import */ var _processes_process_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5601);
/* harmony import */ var _announce_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9577);
/* harmony import */ var _buildx_commands_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3145);
/* harmony import */ var _tls_context_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4911);











/**
 * Creates a builder in a container of the runner's Docker daemon. It is this run's own: no other job shares
 * its name or volume, and it is removed after the build.
 *
 * @throws Error in one line when there is no Docker daemon that can run it
 */
async function createContainerBuilder({ name, directory }, inputs, buildx, ports) {
    const seconds = (0,_base_stopwatch_js__WEBPACK_IMPORTED_MODULE_8__/* .startStopwatch */ .Q)();
    const context = (0,_tls_context_js__WEBPACK_IMPORTED_MODULE_7__/* .needsContext */ .j)(ports.env)
        ? await (0,_tls_context_js__WEBPACK_IMPORTED_MODULE_7__.createContext)(`${name}-docker`, buildx.env, ports)
        : undefined;
    const config = (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .buildxConfig */ .v_)(ports.directory);
    const strikeOff = (0,_leftovers_journal_js__WEBPACK_IMPORTED_MODULE_3__/* .noteLeftover */ .CF)(ports.directory, {
        kind: 'builder',
        name,
        file: buildx.file,
        config,
    });
    const release = () => remove(name, { context, strikeOff }, buildx, ports);
    try {
        const args = (0,_buildx_create_args_js__WEBPACK_IMPORTED_MODULE_9__/* .createArgs */ .O)({
            name,
            driver: 'docker-container',
            ...(context && { endpoint: context.name }),
            ...(await containerArgs(directory, inputs)),
        });
        await (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_6__/* .createBuilder */ .Ij)(args, buildx, ports);
    }
    catch (error) {
        // buildx has removed its partial builder. If the context can't be removed now, post removes it.
        strikeOff();
        await context?.remove().catch(() => { });
        throw error;
    }
    const { daemon, endpoint } = await (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_6__/* .bootstrapBuilder */ .S0)(name, buildx, ports).catch(async (error) => {
        await release();
        throw error;
    });
    const connectSeconds = seconds();
    (0,_announce_js__WEBPACK_IMPORTED_MODULE_10__/* .announce */ .i)(ports, `BuildKit ${daemon.version} in a local container`, daemon, connectSeconds);
    return {
        ...{ name, driver: 'docker-container', buildx, daemon, connectSeconds },
        // The name of our own context would mean nothing to the user.
        endpoint: (context && ports.env.DOCKER_HOST) || endpoint,
        probe: (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_6__/* .probeThroughBuildx */ .Ob)(name, buildx, ports),
        ...{ isOwn: true, release },
    };
}
/** Removes the container and its volume. Post tries again what fails here. */
async function remove(name, { context, strikeOff }, buildx, { log, directory, signal }) {
    let left = `The builder ${name}`;
    try {
        const { exitCode, stderr } = await (0,_processes_process_js__WEBPACK_IMPORTED_MODULE_5__/* .runToEnd */ .c)(buildx, ['rm', '--force', name], {
            directory,
            // Not the job's signal: the container must be removed even if the job is canceled.
            signal: new AbortController().signal,
            timeoutMs: signal.aborted ? canceledRemovalMs : longestRemovalMs,
            gracePeriodMs: 0,
        });
        if (exitCode !== 0)
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CommandError */ .Qd('buildx rm', exitCode, stderr);
        strikeOff();
        left = `The Docker context ${context?.name}`;
        await context?.remove();
    }
    catch (error) {
        log.warning(`${left} is left for the post step to remove. ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
}
const longestRemovalMs = 30_000;
/** A canceled job has ten seconds in all, and then post. */
const canceledRemovalMs = 2000;
/** The options that docker/setup-buildx-action gives a builder of the job. */
const defaultFlags = '--allow-insecure-entitlement security.insecure --allow-insecure-entitlement network.host';
/**
 * The options of `buildx create` that the inputs give for the container.
 *
 * @param attemptDirectory where a buildkitd.toml that is given as text is written
 */
async function containerArgs(attemptDirectory, inputs) {
    const inline = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(attemptDirectory, 'buildkitd.toml');
    if (inputs.buildkitdConfigInline)
        await (0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_4__/* .writePrivateFile */ .Pl)(inline, inputs.buildkitdConfigInline);
    return {
        driverOpts: [...(inputs.image ? [`image=${inputs.image}`] : []), ...inputs.driverOpts],
        buildkitdFlags: inputs.buildkitdFlags || defaultFlags,
        buildkitdConfig: inputs.buildkitdConfigInline ? inline : inputs.buildkitdConfig,
    };
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
            Promise.all(/* import() */[__webpack_require__.e(2592), __webpack_require__.e(1258)]).then(__webpack_require__.bind(__webpack_require__, 1258)),
            __webpack_require__.e(/* import() */ 8698).then(__webpack_require__.bind(__webpack_require__, 8698)),
        ]);
        return createControl(() => container === undefined ? connectToDocker(path) : connectToContainer(path, container));
    };
}


/***/ }),

/***/ 5546:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createDockerBuilder: () => (/* binding */ createDockerBuilder)
/* harmony export */ });
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3875);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7255);
/* harmony import */ var _base_timeout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8881);
/* harmony import */ var _buildx_create_args_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5061);
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(710);
/* harmony import */ var _daemon_docker_api_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2774);
/* harmony import */ var _buildx_commands_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3145);
/* harmony import */ var _container_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5299);
/* harmony import */ var _docker_control_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5986);









/**
 * A builder that stays on a Docker daemon: that daemon's own, or one in a container there.
 *
 * @throws Diagnosis when the container doesn't start
 * @throws CommandError when buildx refuses the options, which the workflow gives
 */
async function createDockerBuilder(attempt, { driver, path, url, daemon, container }, { file, env }, ports) {
    const buildx = { file, env: (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_3__/* .dockerEnvironment */ .O9)(env, `unix://${path}`) };
    // buildx already has a builder for each Docker daemon, with the name of its context.
    if (driver === 'docker')
        return { name: 'default', driver, buildx, daemon };
    const { name } = attempt;
    const args = (0,_buildx_create_args_js__WEBPACK_IMPORTED_MODULE_7__/* .createArgs */ .O)({
        name,
        node: _docker_control_js__WEBPACK_IMPORTED_MODULE_8__/* .lastingNode */ .hv,
        driver,
        ...(await (0,_container_js__WEBPACK_IMPORTED_MODULE_6__/* .containerArgs */ .h)(attempt.directory, container)),
    });
    await warnOfOtherImage(path, container.image, ports);
    await (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_5__/* .createBuilder */ .Ij)(args, buildx, ports);
    const inspection = await (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_5__/* .bootstrapBuilder */ .S0)(name, buildx, ports).catch((cause) => {
        ports.signal.throwIfAborted();
        throw new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('daemon-unhealthy', `The Docker daemon at ${url} starts no BuildKit in a container. ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause)}`, { cause, isCertain: true });
    });
    // Docker answers also when the BuildKit in its container doesn't.
    const control = (0,_docker_control_js__WEBPACK_IMPORTED_MODULE_8__/* .dockerControlAt */ .LU)(path, _docker_control_js__WEBPACK_IMPORTED_MODULE_8__/* .lastingContainer */ .o0);
    return { name, driver, buildx, daemon: inspection.daemon, control };
}
/** Only a warning depends on the answer. */
const longestLookMs = 2000;
/** buildx uses a container of that name as it is. */
async function warnOfOtherImage(socketPath, image, { log, signal }) {
    if (image === '')
        return;
    const name = _docker_control_js__WEBPACK_IMPORTED_MODULE_8__/* .lastingContainer */ .o0;
    const inspect = (stop) => (0,_daemon_docker_api_js__WEBPACK_IMPORTED_MODULE_4__/* .getJson */ .Tt)({ socketPath, signal: stop }, `/containers/${name}/json`);
    const found = await (0,_base_timeout_js__WEBPACK_IMPORTED_MODULE_2__/* .withTimeout */ .w)(inspect, longestLookMs, signal).catch(() => {
        signal.throwIfAborted();
        // For example, a proxy in front of the socket may refuse this request.
        return undefined;
    });
    const made = found?.Config?.Image;
    if (made === undefined || made === image)
        return;
    log.warning(`The container ${name} exists already, created from ${made}. For builder-image: ${image}, remove it: docker rm --force ${name}`);
}


/***/ }),

/***/ 4911:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createContext: () => (/* binding */ createContext),
/* harmony export */   j: () => (/* binding */ needsContext)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);
/* harmony import */ var _base_timeout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8881);
/* harmony import */ var _leftovers_journal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4526);
/* harmony import */ var _leftovers_mark_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5960);




/** Whether the environment makes the Docker CLI use TLS, for which buildx doesn't create a builder by itself. */
function needsContext({ DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_TLS }) {
    return /^tcp:/.test(DOCKER_HOST ?? '') && Boolean(DOCKER_TLS_VERIFY || DOCKER_TLS);
}
/**
 * Creates a Docker context from the environment, as docker/setup-buildx-action does. It is created in the
 * user's own Docker settings, since buildx has to find the user's sign-in there as well.
 *
 * @throws CommandError, TimeoutError
 */
async function createContext(name, env, ports) {
    const strikeOff = (0,_leftovers_journal_js__WEBPACK_IMPORTED_MODULE_2__/* .noteLeftover */ .CF)(ports.directory, { kind: 'context', name });
    const remove = async () => {
        await docker(['context', 'rm', '--force', name], env, ports);
        strikeOff();
    };
    try {
        await docker(['context', 'create', name], env, ports);
    }
    catch (error) {
        await remove().catch(() => { });
        throw error;
    }
    return { name, remove };
}
/** Neither command talks to the daemon. */
const longestCommandMs = 20_000;
async function docker(args, env, { run, directory }) {
    const { exitCode, stderr } = await (0,_base_timeout_js__WEBPACK_IMPORTED_MODULE_1__/* .withTimeout */ .w)(() => run('docker', args, { env: (0,_leftovers_mark_js__WEBPACK_IMPORTED_MODULE_3__/* .marked */ .x)(env, directory) }), longestCommandMs);
    if (exitCode !== 0) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CommandError */ .Qd(`docker ${args.slice(0, 2).join(' ')}`, exitCode, stderr);
    }
}


/***/ }),

/***/ 2774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ postJson),
/* harmony export */   Tt: () => (/* binding */ getJson),
/* harmony export */   W0: () => (/* binding */ NotDockerError),
/* harmony export */   hc: () => (/* binding */ dockerHeaders),
/* harmony export */   pF: () => (/* binding */ jsonHeaders)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);

/** The peer speaks HTTP, but not Docker's API. */
class NotDockerError extends Error {
    name = 'NotDockerError';
}
/** Bytes. The longest answer, about a container with many mounts and labels, has some hundred thousand. */
const longestBody = 4 * 1024 * 1024;
/**
 * Sends a GET request to a Docker daemon's HTTP API.
 *
 * @param path such as `/version`
 * @param onConnect called when the connection is open
 * @returns the object in the answer; undefined for HTTP status 404
 * @throws NotDockerError when the answer is something else, or longer than 4 MiB
 * @throws the error of the connection
 */
function getJson(options, path, onConnect = () => { }) {
    return askJson({ ...options, path, headers: dockerHeaders }, '', onConnect);
}
/** The same for a POST request with this body. */
function postJson(options, path, body) {
    const headers = { ...dockerHeaders, ...jsonHeaders };
    return askJson({ ...options, path, headers, method: 'POST' }, JSON.stringify(body));
}
async function askJson(options, sentBody, onConnect = () => { }) {
    const response = await new Promise((resolve, reject) => {
        const sent = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)(options, resolve);
        sent.on('socket', (socket) => socket.once('connect', onConnect));
        sent.on('error', reject);
        sent.end(sentBody);
    });
    const body = await readBody(response);
    if (response.statusCode === 404)
        return undefined;
    try {
        const parsed = JSON.parse(body);
        if (isSuccess(response) && typeof parsed === 'object' && parsed !== null) {
            return parsed;
        }
    }
    catch {
        // Another service that speaks HTTP.
    }
    throw new NotDockerError(`HTTP status ${response.statusCode}`);
}
function isSuccess({ statusCode }) {
    return statusCode === 200 || statusCode === 201;
}
const jsonHeaders = { 'content-type': 'application/json' };
/** A Unix socket has no host name, but HTTP demands one. */
const dockerHeaders = { host: 'docker' };
async function readBody(response) {
    const chunks = [];
    let length = 0;
    for await (const chunk of response) {
        length += chunk.length;
        // Leaving the loop destroys the response and its connection.
        if (length > longestBody)
            throw new NotDockerError('the answer is too long');
        chunks.push(chunk);
    }
    return String(Buffer.concat(chunks));
}


/***/ })

};
