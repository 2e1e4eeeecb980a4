export const id = 140;
export const ids = [140];
export const modules = {

/***/ 140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cleanUp: () => (/* binding */ cleanUp)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
;// CONCATENATED MODULE: ./.build/lib/buildx/environment.js

/** Where the private `BUILDX_CONFIG` is. */
function buildxConfig(directory) {
    return join(directory, 'buildx');
}
/**
 * The runner's environment, as `forgetSecrets` has left it.
 *
 * The private `BUILDX_CONFIG` keeps builders of other jobs apart, leaves none behind, and hides a
 * `buildkitd.default.toml`, with which buildx refuses to create a remote builder. `DOCKER_CONFIG`
 * stays as it is, so that the sign-in of docker/login-action is found.
 */
function buildxEnvironment(env, buildxConfig) {
    return { ...memory, ...env, ...settings, BUILDX_CONFIG: buildxConfig };
}
/**
 * The same with the user's own `BUILDX_CONFIG`, where builders of other steps are. The step's directory
 * is in it for the post step, which ends only a buildx that it knows by that.
 */
function usersEnvironment(env, directory) {
    return { ...memory, ...env, ...settings, REMOTE_BUILDKIT_DIRECTORY: directory };
}
/**
 * How Go collects garbage, unless the runner says otherwise. buildx keeps 3 MB alive, and collecting them
 * three times takes a tenth of a warm build; the limit is for one that keeps more than any seen.
 */
const memory = { GOGC: '400', GOMEMLIMIT: '512MiB' };
/** So that the `metadata` output has what docker/build-push-action's has. */
const settings = { BUILDX_METADATA_WARNINGS: 'true' };
/** Of that Docker daemon and no other, whatever the runner's own settings name. */
function dockerEnvironment(env, host) {
    const own = ['DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'];
    const kept = Object.entries(env).filter(([name]) => !own.includes(name));
    return { ...Object.fromEntries(kept), DOCKER_HOST: host };
}
/**
 * Takes out what holds secrets of this step, so that nothing which this process or a library starts is
 * given them. What begins like an input goes even if it is none of ours: it may be one of an action around
 * this one, or a misspelled one. Only what is named stays.
 */
function forgetSecrets(env, named = []) {
    for (const name of Object.keys(env)) {
        if (mayHoldSecret(name) && !named.includes(name))
            delete env[name];
    }
}
function mayHoldSecret(name) {
    return name.startsWith('INPUT_') || /^BUILDER_NODE_\d+_AUTH_/.test(name);
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
;// CONCATENATED MODULE: ./.build/lib/leftovers/journal.js
// What outlives this process should it be killed: a buildx that goes on alone, the commands of a tunnel, and
// a builder in a container. They are noted in the private directory before or as they begin, for the post
// step to undo. Only Node's own modules here: post loads no library.



const processFile = 'buildx.pid';
const tunnelFile = 'tunnel.pids';
const socketsFile = 'sockets.path';
const builderFile = 'builder.json';
/** Written at once: the shorter the moment in which a running buildx is known to nobody, the better. */
function rememberProcess(directory, pid) {
    writeFileSync(join(directory, processFile), String(pid), { mode: 0o600 });
}
/** One line for each `ssh`, or command into a container: several run at a time. */
function rememberTunnel(directory, pid) {
    appendFileSync(join(directory, tunnelFile), `${pid}\n`, { mode: 0o600 });
}
/** Where sockets are when the directory itself is too deep for them. */
function rememberSockets(directory, sockets) {
    writeFileSync(join(directory, socketsFile), sockets, { mode: 0o600 });
}
/** Written before the builder exists. */
function rememberBuilder(directory, builder) {
    writeFileSync(join(directory, builderFile), JSON.stringify(builder), { mode: 0o600 });
}
/** Once it is removed. */
function forgetBuilder(directory) {
    rmSync(join(directory, builderFile), { force: true });
}
/** What post needs to remove a builder that is still there: names in the directory. */
function neededByPost(directory) {
    const builder = readBuilder(directory);
    if (builder === undefined)
        return [];
    // A buildx that was fetched stays where it was when there is no tool cache to keep it.
    const own = dirname(builder.file) === directory ? [basename(builder.file)] : [];
    return [builderFile, basename(builder.config), ...own];
}
/**
 * Undoes it all. Bounded in time.
 *
 * @throws Error when the builder may still be there
 */
function undoLeftovers(directory, env, processes = '/proc') {
    const sockets = readSockets(directory);
    const ours = sockets === undefined ? [directory] : [directory, sockets];
    for (const file of [processFile, tunnelFile]) {
        for (const pid of readProcesses((0,external_node_path_.join)(directory, file)))
            endProcess(pid, ours, processes, env);
    }
    if (sockets !== undefined)
        (0,external_node_fs_.rmSync)(sockets, { recursive: true, force: true });
    removeBuilder(directory, env);
}
/**
 * Ends what outlived its main step. The daemon cancels the build of a client that is gone.
 *
 * By then the process id may belong to another program, so it counts only if it names one of our
 * directories.
 */
function endProcess(pid, ours, processes, env) {
    try {
        const known = (0,external_node_fs_.existsSync)(processes)
            ? (0,external_node_fs_.readFileSync)(`${processes}/${pid}/environ`, 'utf8')
            : argumentsOf(pid, env);
        if (ours.some((directory) => known.includes(directory)))
            process.kill(pid, 'SIGKILL');
    }
    catch {
        // No such process: nothing to end.
    }
}
/**
 * All that macOS tells without more rights. Of a build and of an `ssh` they name files of ours; a command
 * into a container names none, so there it is left alone.
 */
function argumentsOf(pid, env) {
    const options = { env, encoding: 'utf8', timeout: longestLookMs };
    return (0,external_node_child_process_.spawnSync)('ps', ['-ww', '-o', 'args=', '-p', String(pid)], options).stdout ?? '';
}
const longestLookMs = 5000;
function readProcesses(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8').split('\n').map(Number).filter(Boolean);
    }
    catch {
        return [];
    }
}
/** @returns undefined when they were in the directory itself */
function readSockets(directory) {
    try {
        return (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(directory, socketsFile), 'utf8') || undefined;
    }
    catch {
        return undefined;
    }
}
const longestRemovalMs = 20_000;
function removeBuilder(directory, env) {
    const builder = readBuilder(directory);
    if (builder === undefined)
        return;
    const { status, stderr, error } = (0,external_node_child_process_.spawnSync)(builder.file, ['rm', '--force', builder.name], {
        env: { ...env, BUILDX_CONFIG: builder.config },
        encoding: 'utf8',
        timeout: longestRemovalMs,
        killSignal: 'SIGKILL',
        stdio: ['ignore', 'ignore', 'pipe'],
    });
    // Whether or not the builder stays: the context has copies of TLS keys, and nobody else knows of it.
    if (builder.context !== undefined) {
        const options = { env, timeout: longestRemovalMs, stdio: 'ignore' };
        (0,external_node_child_process_.spawnSync)('docker', ['context', 'rm', '--force', builder.context], options);
    }
    // Main may have been killed before buildx knew of it.
    if (status !== 0 && !/no builder .* found/.test(stderr)) {
        throw new Error(`the builder ${builder.name} is left (${(error?.message ?? stderr).trim()})`);
    }
}
function readBuilder(directory) {
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)((0,external_node_path_.join)(directory, builderFile), 'utf8'));
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(161);
;// CONCATENATED MODULE: ./.build/lib/leftovers/private-directory.js




const prefix = 'remote-buildkit-';
/** A name below `RUNNER_TEMP` that no other step uses. Nothing is created yet, so that it can be saved first. */
function choosePrivateDirectory(env) {
    return resolve(env.RUNNER_TEMP || tmpdir(), `${prefix}${randomUUID()}`);
}
/** Fails when the directory exists already: only an attacker on the same machine could have made it. */
async function createPrivateDirectory(directory) {
    mkdirSync(directory, { mode: 0o700 });
}
/** The mode is given at creation: there is no moment at which another user could open the file. */
async function writePrivateFile(path, text) {
    // A few small files: at once they take half a millisecond, by the thread pool five.
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
}
/**
 * Removes it with all that is in it, or all but what is to be kept.
 *
 * A process that is just ending may still write into it, hence the retries. At once, it takes a fifth of
 * the time.
 */
async function removePrivateDirectory(directory, keep = []) {
    const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 };
    if (keep.length === 0)
        return (0,external_node_fs_.rmSync)(directory, options);
    for (const name of (0,external_node_fs_.readdirSync)(directory)) {
        if (!keep.includes(name))
            (0,external_node_fs_.rmSync)((0,external_node_path_.join)(directory, name), options);
    }
}

;// CONCATENATED MODULE: ./.build/lib/github/clean-up.js



/** Removes what a killed main has left. A warning when that fails: the build is over, its result stands. */
async function cleanUp(directory) {
    // The runner gives post the inputs too, and what is started here needs none of them.
    forgetSecrets(process.env);
    try {
        undoLeftovers(directory, process.env);
    }
    catch (error) {
        warn(error);
    }
    // Whatever else went wrong, the keys go.
    await removePrivateDirectory(directory).catch(warn);
}
function warn(error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`::warning::Cleaning up failed: ${reason.replaceAll(/\s+/g, ' ')}`);
}


/***/ })

};
