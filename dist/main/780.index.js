export const id = 780;
export const ids = [780];
export const modules = {

/***/ 8881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ withTimeout)
/* harmony export */ });
/* unused harmony export TimeoutError */
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

/***/ 8780:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ containerArgs),
  createContainerBuilder: () => (/* binding */ createContainerBuilder)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/base/stopwatch.js
var stopwatch = __webpack_require__(9957);
// EXTERNAL MODULE: ./.build/lib/buildx/create-args.js
var create_args = __webpack_require__(5061);
// EXTERNAL MODULE: ./.build/lib/buildx/environment.js
var environment = __webpack_require__(710);
// EXTERNAL MODULE: ./.build/lib/leftovers/journal.js
var journal = __webpack_require__(4526);
// EXTERNAL MODULE: ./.build/lib/leftovers/private-directory.js
var private_directory = __webpack_require__(3876);
// EXTERNAL MODULE: ./.build/lib/processes/process.js + 1 modules
var process = __webpack_require__(8346);
// EXTERNAL MODULE: ./.build/lib/connect/builders/announce.js
var announce = __webpack_require__(9577);
// EXTERNAL MODULE: ./.build/lib/connect/builders/buildx-commands.js
var buildx_commands = __webpack_require__(3145);
// EXTERNAL MODULE: ./.build/lib/base/timeout.js
var timeout = __webpack_require__(8881);
// EXTERNAL MODULE: ./.build/lib/leftovers/mark.js
var mark = __webpack_require__(5960);
;// CONCATENATED MODULE: ./.build/lib/connect/builders/tls-context.js




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
    const strikeOff = (0,journal/* noteLeftover */.CF)(ports.directory, { kind: 'context', name });
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
    const { exitCode, stderr } = await (0,timeout/* withTimeout */.w)(() => run('docker', args, { env: (0,mark/* marked */.x)(env, directory) }), longestCommandMs);
    if (exitCode !== 0) {
        throw new errors/* CommandError */.Qd(`docker ${args.slice(0, 2).join(' ')}`, exitCode, stderr);
    }
}

;// CONCATENATED MODULE: ./.build/lib/connect/builders/container.js











/**
 * Creates a builder in a container of the runner's Docker daemon. It is this run's own: no other job shares
 * its name or volume, and it is removed after the build.
 *
 * @throws Error in one line when there is no Docker daemon that can run it
 */
async function createContainerBuilder({ name, directory }, inputs, buildx, ports) {
    const seconds = (0,stopwatch/* startStopwatch */.Q)();
    const context = needsContext(ports.env)
        ? await createContext(`${name}-docker`, buildx.env, ports)
        : undefined;
    const config = (0,environment/* buildxConfig */.v_)(ports.directory);
    const strikeOff = (0,journal/* noteLeftover */.CF)(ports.directory, {
        kind: 'builder',
        name,
        file: buildx.file,
        config,
    });
    const release = () => remove(name, { context, strikeOff }, buildx, ports);
    try {
        const args = (0,create_args/* createArgs */.O)({
            name,
            driver: 'docker-container',
            ...(context && { endpoint: context.name }),
            ...(await containerArgs(directory, inputs)),
        });
        await (0,buildx_commands/* createBuilder */.Ij)(args, buildx, ports);
    }
    catch (error) {
        // buildx has removed its partial builder. If the context can't be removed now, post removes it.
        strikeOff();
        await context?.remove().catch(() => { });
        throw error;
    }
    const { daemon, endpoint } = await (0,buildx_commands/* bootstrapBuilder */.S0)(name, buildx, ports).catch(async (error) => {
        await release();
        throw error;
    });
    const connectSeconds = seconds();
    (0,announce/* announce */.i)(ports, `BuildKit ${daemon.version} in a local container`, daemon, connectSeconds);
    return {
        ...{ name, driver: 'docker-container', buildx, daemon, connectSeconds },
        // The name of our own context would mean nothing to the user.
        endpoint: (context && ports.env.DOCKER_HOST) || endpoint,
        probe: (0,buildx_commands/* probeThroughBuildx */.Ob)(name, buildx, ports),
        ...{ isOwn: true, release },
    };
}
/** Removes the container and its volume. Post tries again what fails here. */
async function remove(name, { context, strikeOff }, buildx, { log, directory, signal }) {
    let left = `The builder ${name}`;
    try {
        const { exitCode, stderr } = await (0,process/* runToEnd */.c)(buildx, ['rm', '--force', name], {
            directory,
            // Not the job's signal: the container must be removed even if the job is canceled.
            signal: new AbortController().signal,
            timeoutMs: signal.aborted ? canceledRemovalMs : longestRemovalMs,
            gracePeriodMs: 0,
        });
        if (exitCode !== 0)
            throw new errors/* CommandError */.Qd('buildx rm', exitCode, stderr);
        strikeOff();
        left = `The Docker context ${context?.name}`;
        await context?.remove();
    }
    catch (error) {
        log.warning(`${left} is left for the post step to remove. ${(0,errors/* messageOf */.bD)(error)}`);
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
    const inline = (0,external_node_path_.join)(attemptDirectory, 'buildkitd.toml');
    if (inputs.buildkitdConfigInline)
        await (0,private_directory/* writePrivateFile */.Pl)(inline, inputs.buildkitdConfigInline);
    return {
        driverOpts: [...(inputs.image ? [`image=${inputs.image}`] : []), ...inputs.driverOpts],
        buildkitdFlags: inputs.buildkitdFlags || defaultFlags,
        buildkitdConfig: inputs.buildkitdConfigInline ? inline : inputs.buildkitdConfig,
    };
}


/***/ })

};
