export const id = 5546;
export const ids = [5546,5299,4911];
export const modules = {

/***/ 8881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eu: () => (/* binding */ untilAborted),
/* harmony export */   MU: () => (/* binding */ TimeoutError),
/* harmony export */   wj: () => (/* binding */ withTimeout)
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
/**
 * Waits for a promise, but not after `signal` is aborted.
 *
 * @throws the signal's reason, or what the promise rejects with
 */
async function untilAborted(promise, signal) {
    if (signal === undefined)
        return promise;
    const { promise: aborted, reject } = Promise.withResolvers();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted)
        abort();
    try {
        return await Promise.race([promise, aborted]);
    }
    finally {
        signal.removeEventListener('abort', abort);
    }
}


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

/***/ 5299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createContainerBuilder: () => (/* binding */ createContainerBuilder),
/* harmony export */   h: () => (/* binding */ containerArgs)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7255);
/* harmony import */ var _base_stopwatch_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9957);
/* harmony import */ var _base_timeout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8881);
/* harmony import */ var _buildx_create_args_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(5061);
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(710);
/* harmony import */ var _buildx_instances_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8035);
/* harmony import */ var _leftovers_journal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4526);
/* harmony import */ var _leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3876);
/* harmony import */ var _processes_process_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4735);
/* harmony import */ var _announce_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(9577);
/* harmony import */ var _buildx_commands_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3145);
/* harmony import */ var _docker_context_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2228);
/* harmony import */ var _tls_context_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4911);














/**
 * Creates a builder in a container of the runner's Docker daemon. It is this run's own: no other job shares
 * its name or volume, and it is removed after the build.
 *
 * @throws Error in one line when there is no Docker daemon that can run it
 */
async function createContainerBuilder({ name, directory }, inputs, preparing, ports) {
    const options = { name, ...(await containerArgs(directory, inputs)) };
    const guess = preparing.guess();
    if (guess === undefined)
        return createWith(await preparing.obtain(), options, ports);
    try {
        // A buildx that knows the option is v0.32.0 or newer, so its version needs no process of its own.
        return await createWith(guess, { ...options, statusTimeout: usualTimeout }, ports);
    }
    catch (error) {
        const buildx = await preparing.obtain();
        if (buildx.file === guess.file && !/unknown flag/.test((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)))
            throw error;
        return createWith(buildx, options, ports);
    }
}
/** buildx's own default. */
const usualTimeout = '20s';
async function createWith(buildx, options, ports) {
    const { name } = options;
    const seconds = (0,_base_stopwatch_js__WEBPACK_IMPORTED_MODULE_11__/* .startStopwatch */ .Q)();
    const context = (0,_tls_context_js__WEBPACK_IMPORTED_MODULE_10__/* .needsContext */ .j)(ports.env)
        ? await (0,_tls_context_js__WEBPACK_IMPORTED_MODULE_10__.createContext)(`${name}-docker`, buildx.env, ports)
        : undefined;
    const config = (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_3__/* .buildxConfig */ .v_)(ports.directory);
    const strikeOff = (0,_leftovers_journal_js__WEBPACK_IMPORTED_MODULE_5__/* .noteLeftover */ .CF)(ports.directory, {
        kind: 'builder',
        name,
        file: buildx.file,
        config,
    });
    const made = { context, strikeOff };
    let started;
    try {
        const args = (0,_buildx_create_args_js__WEBPACK_IMPORTED_MODULE_12__/* .createArgs */ .O)({
            ...{ ...options, driver: 'docker-container', isStarted: true },
            ...(context && { endpoint: context.name }),
        });
        started = await start(name, args, context?.name, buildx, ports);
    }
    catch (error) {
        if ((0,_buildx_instances_js__WEBPACK_IMPORTED_MODULE_4__/* .hasInstance */ .ay)(config, name))
            await remove(name, made, buildx, ports);
        else {
            // If the context can't be removed now, post removes it.
            strikeOff();
            await context?.remove().catch(() => { });
        }
        throw error;
    }
    const { daemon, endpoint, container } = started;
    const connectSeconds = seconds();
    (0,_announce_js__WEBPACK_IMPORTED_MODULE_13__/* .announce */ .i)(ports, `BuildKit ${daemon.version} in a local container`, daemon, connectSeconds);
    return {
        ...{ name, driver: 'docker-container', buildx, daemon, connectSeconds },
        // The name of our own context would mean nothing to the user.
        endpoint: (context && ports.env.DOCKER_HOST) || endpoint,
        probe: (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_8__/* .probeThroughBuildx */ .Ob)(name, buildx, ports),
        isOwn: true,
        release: () => remove(name, { ...made, ...(container && { container }) }, buildx, ports),
    };
}
/** How long an answer may take once buildx is ready. In milliseconds. */
const longestAnswerMs = 300;
/**
 * Creates the builder, and starts its container. Once the BuildKit in it has answered, buildx isn't needed any more: it
 * would connect twice to find that out.
 *
 * @param context the Docker context; undefined for the current one
 * @throws CommandError in buildx's own words
 */
async function start(name, args, context, buildx, ports) {
    const over = new AbortController();
    const signal = AbortSignal.any([ports.signal, over.signal]);
    const creating = (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_8__/* .createRunningBuilder */ .hR)(args, buildx, { ...ports, signal });
    creating.catch(() => { });
    const socketPath = await (0,_docker_context_js__WEBPACK_IMPORTED_MODULE_9__/* .socketOf */ .lQ)(context ?? (await usedContext(buildx.env)), buildx.env);
    const container = socketPath && { socketPath, name: `buildx_buildkit_${name}0` };
    const asked = container ? ask(container, signal).catch(() => undefined) : undefined;
    try {
        const daemon = await Promise.race([
            asked?.then((answer) => answer ?? creating.then(() => undefined)) ?? creating,
            creating.then(() => asked && (0,_base_timeout_js__WEBPACK_IMPORTED_MODULE_2__/* .withTimeout */ .wj)(() => asked, longestAnswerMs).catch(() => { })),
        ]);
        const [node] = (0,_buildx_instances_js__WEBPACK_IMPORTED_MODULE_4__/* .readInstance */ .oK)((0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_3__/* .buildxConfig */ .v_)(ports.directory), name)?.Nodes ?? [];
        if (daemon && node && container)
            return { daemon, endpoint: node.Endpoint, container };
    }
    finally {
        over.abort();
    }
    return (0,_buildx_commands_js__WEBPACK_IMPORTED_MODULE_8__/* .bootstrapBuilder */ .S0)(name, buildx, ports);
}
async function usedContext(env) {
    return env.DOCKER_HOST ? 'default' : (0,_docker_context_js__WEBPACK_IMPORTED_MODULE_9__/* .currentContext */ .Fi)(env);
}
/** What that needs is loaded while buildx runs. */
async function ask(container, signal) {
    const { askStartingContainer } = await Promise.all(/* import() */[__webpack_require__.e(9799), __webpack_require__.e(4645)]).then(__webpack_require__.bind(__webpack_require__, 4645));
    return askStartingContainer(container, signal);
}
/** Removes the container and its volume. Post tries again what fails here. */
async function remove(name, { context, strikeOff, container }, buildx, { log, directory, signal }) {
    let left = `The builder ${name}`;
    const timeoutMs = signal.aborted ? canceledRemovalMs : longestRemovalMs;
    try {
        const isRemoved = container !== undefined && (await removeDirectly(container, timeoutMs));
        if (!isRemoved) {
            const { exitCode, stderr } = await (0,_processes_process_js__WEBPACK_IMPORTED_MODULE_7__/* .runToEnd */ .c)(buildx, ['rm', '--force', name], {
                directory,
                // Not the job's signal: the container must be removed even if the job is canceled.
                signal: new AbortController().signal,
                timeoutMs,
                gracePeriodMs: 0,
            });
            if (exitCode !== 0)
                throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CommandError */ .Qd('buildx rm', exitCode, stderr);
        }
        strikeOff();
        left = `The Docker context ${context?.name}`;
        await context?.remove();
    }
    catch (error) {
        log.warning(`${left} is left for the post step to remove. ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    }
}
/**
 * Removes the container and its volume without buildx, which first waits for BuildKit to stop.
 *
 * @returns false when Docker doesn't let the action remove the container, such as through a proxy
 * @throws Error in one line when the volume is left
 */
async function removeDirectly(container, timeoutMs) {
    const { removeContainer, removeState } = await Promise.all(/* import() */[__webpack_require__.e(9799), __webpack_require__.e(4645)]).then(__webpack_require__.bind(__webpack_require__, 4645));
    const signal = AbortSignal.timeout(timeoutMs);
    try {
        await removeContainer(container, signal);
    }
    catch {
        return false;
    }
    await removeState(container, signal).catch((error) => {
        throw new Error(`Docker did not remove the volume of its container: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
    });
    return true;
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
        await (0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_6__/* .writePrivateFile */ .Pl)(inline, inputs.buildkitdConfigInline);
    return {
        driverOpts: [...(inputs.image ? [`image=${inputs.image}`] : []), ...inputs.driverOpts],
        buildkitdFlags: inputs.buildkitdFlags || defaultFlags,
        buildkitdConfig: inputs.buildkitdConfigInline ? inline : inputs.buildkitdConfig,
    };
}


/***/ }),

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
    const found = await (0,_base_timeout_js__WEBPACK_IMPORTED_MODULE_2__/* .withTimeout */ .wj)(inspect, longestLookMs, signal).catch(() => {
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
    const { exitCode, stderr } = await (0,_base_timeout_js__WEBPACK_IMPORTED_MODULE_1__/* .withTimeout */ .wj)(() => run('docker', args, { env: (0,_leftovers_mark_js__WEBPACK_IMPORTED_MODULE_3__/* .marked */ .x)(env, directory) }), longestCommandMs);
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
