export const id = 780;
export const ids = [780];
export const modules = {

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
// EXTERNAL MODULE: ./.build/lib/buildx/create-args.js
var create_args = __webpack_require__(5061);
// EXTERNAL MODULE: ./.build/lib/buildx/environment.js
var environment = __webpack_require__(710);
// EXTERNAL MODULE: ./.build/lib/leftovers/journal.js
var journal = __webpack_require__(4526);
// EXTERNAL MODULE: ./.build/lib/leftovers/private-directory.js
var private_directory = __webpack_require__(3876);
// EXTERNAL MODULE: ./.build/lib/processes/process.js
var process = __webpack_require__(5601);
// EXTERNAL MODULE: ./.build/lib/connect/builders/announce.js
var announce = __webpack_require__(9577);
// EXTERNAL MODULE: ./.build/lib/connect/builders/buildx-commands.js
var buildx_commands = __webpack_require__(3145);
;// CONCATENATED MODULE: ./.build/lib/connect/builders/tls-context.js

/** Whether the Docker CLI is told by its environment to speak TLS, of which buildx makes no builder. */
function needsContext({ DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_TLS }) {
    return /^tcp:/.test(DOCKER_HOST ?? '') && Boolean(DOCKER_TLS_VERIFY || DOCKER_TLS);
}
/**
 * Makes a Docker context of what the environment says, as docker/setup-buildx-action does. It is in the
 * user's own settings, since those of its sign-in are to be found as well.
 */
async function createContext(name, env, { run }) {
    const { exitCode, stderr } = await run('docker', ['context', 'create', name], { env });
    if (exitCode !== 0)
        throw new errors/* CommandError */.Qd('docker context create', exitCode, stderr);
}
async function removeContext(name, env, { run }) {
    const { exitCode, stderr } = await run('docker', ['context', 'rm', '--force', name], { env });
    if (exitCode !== 0)
        throw new errors/* CommandError */.Qd('docker context rm', exitCode, stderr);
}

;// CONCATENATED MODULE: ./.build/lib/connect/builders/container.js










/**
 * Makes a builder in a container of the local Docker daemon. It is this step's own: name and volume are
 * not shared with another job, and it is removed after the build.
 *
 * @throws Error in one line when there is no Docker daemon that can run it
 */
async function createContainerBuilder(name, inputs, buildx, ports) {
    const started = performance.now();
    // buildx takes the name of a context for a builder's.
    const context = needsContext(ports.env) ? `${name}-docker` : undefined;
    const release = () => remove(name, context, buildx, ports);
    const config = (0,environment/* buildxConfig */.v_)(ports.directory);
    (0,journal/* rememberBuilder */.hG)(ports.directory, { file: buildx.file, name, config, ...(context && { context }) });
    try {
        if (context !== undefined)
            await createContext(context, buildx.env, ports);
        await create(name, context, inputs, buildx, ports);
    }
    catch (error) {
        // buildx has taken back what it had begun.
        try {
            if (context !== undefined)
                await removeContext(context, buildx.env, ports);
            (0,journal/* forgetBuilder */.H4)(ports.directory);
        }
        catch {
            // The context stays, for the post step to remove.
        }
        throw error;
    }
    const { daemon, endpoint } = await (0,buildx_commands/* bootBuilder */.c)(name, buildx, ports).catch(async (error) => {
        await release();
        throw error;
    });
    const connectSeconds = (performance.now() - started) / 1000;
    const what = `BuildKit ${daemon.version} in a local container`;
    (0,announce/* announce */.i)(ports.log, what, daemon, connectSeconds);
    return {
        ...{ name, driver: 'docker-container', buildx, daemon, connectSeconds },
        // Of our own context nobody has heard.
        endpoint: (context && ports.env.DOCKER_HOST) || endpoint,
        ...{ isOwn: true, release },
    };
}
/** Removes the container and its volume. What doesn't work here is tried again by the post step. */
async function remove(name, context, buildx, ports) {
    const { log, directory, signal } = ports;
    try {
        const { exitCode, stderr } = await (0,process/* runToEnd */.c)(buildx, ['rm', '--force', name], {
            // Of its own: the job may be canceled already, and the container is to go all the same.
            signal: new AbortController().signal,
            timeoutMs: signal.aborted ? canceledRemovalMs : longestRemovalMs,
            patienceMs: 0,
            onStart: (pid) => (0,journal/* rememberProcess */.T)(directory, pid),
        });
        if (exitCode !== 0)
            throw new errors/* CommandError */.Qd('buildx rm', exitCode, stderr);
        if (context !== undefined)
            await removeContext(context, buildx.env, ports);
        (0,journal/* forgetBuilder */.H4)(directory);
    }
    catch (error) {
        log.warning(`The builder ${name} is left for the post step to remove. ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
const longestRemovalMs = 30_000;
/** A canceled job has ten seconds in all, and the post step after them. */
const canceledRemovalMs = 2000;
/** What docker/setup-buildx-action gives a builder that is the job's own. */
const defaultFlags = '--allow-insecure-entitlement security.insecure --allow-insecure-entitlement network.host';
async function create(name, endpoint, inputs, buildx, ports) {
    const args = (0,create_args/* createArgs */.O)({
        name,
        driver: 'docker-container',
        ...(endpoint && { endpoint }),
        ...(await containerArgs(name, inputs, ports)),
    });
    await (0,buildx_commands/* createBuilder */.I)(args, buildx, ports);
}
/** What the inputs say of the container. */
async function containerArgs(name, inputs, { directory }) {
    // By the builder's name: a fallback may follow upon another builder.
    const inline = (0,external_node_path_.join)(directory, `${name}.toml`);
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
