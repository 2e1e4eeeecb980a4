export const id = 486;
export const ids = [486];
export const modules = {

/***/ 486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cleanUp: () => (/* binding */ cleanUp)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
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
/**
 * Chooses a name that no other run uses. Nothing is created yet, so that the name can be saved first.
 *
 * @param parent the host's directory for temporary files; the system's when absent or empty
 */
function choosePrivateDirectory(parent) {
    return resolve(parent || tmpdir(), `${prefix}${randomUUID()}`);
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

;// CONCATENATED MODULE: ./.build/lib/base/errors.js
/** A fault in the workflow's own text. The user mends it there, so no fallback hides it. */
class errors_ConfigurationError extends Error {
    name = 'ConfigurationError';
    code;
    constructor(message, code, options) {
        super(message, options);
        this.code = code;
    }
}
/** A command that ended with an error. The message is one line: what was run and its last words. */
class CommandError extends Error {
    name = 'CommandError';
    constructor(command, exitCode, output) {
        super(`${command} failed: ${lastLine(output) ?? `exit code ${exitCode}`}`);
    }
}
/** The build was stopped from outside, by a signal such as the one a canceled job gets. */
class CanceledError extends Error {
    name = 'CanceledError';
    constructor() {
        super('The build was canceled.');
    }
}
/** What a person should read of any thrown value: one line, never a stack trace. */
function messageOf(error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.trim().replaceAll(/\s*\r?\n\s*/g, ' ');
}
function lastLine(output) {
    const line = output
        .trimEnd()
        .split('\n')
        .at(-1)
        ?.trim()
        .replace(/^ERROR: /, '');
    return line || undefined;
}

;// CONCATENATED MODULE: ./.build/lib/inputs/names.js
/** Each input of action.yml. */
const names_inputNames = (/* unused pure expression or super */ null && ([
    'add-hosts',
    'allow',
    'allow-untrusted',
    'annotations',
    'attests',
    'build-args',
    'build-contexts',
    'builder',
    'builder-image',
    'buildkitd-config',
    'buildkitd-config-inline',
    'buildkitd-flags',
    'buildx-download-url',
    'buildx-version',
    'ca',
    'cache-binary',
    'cache-export',
    'cache-from',
    'cache-mode',
    'cache-mounts',
    'cache-ref',
    'cache-to',
    'call',
    'cert',
    'cgroup-parent',
    'compare',
    'connect-timeout',
    'context',
    'driver',
    'driver-opts',
    'endpoint',
    'fallback',
    'file',
    'github-token',
    'key',
    'labels',
    'load',
    'network',
    'no-cache',
    'no-cache-filters',
    'outputs',
    'platforms',
    'provenance',
    'pull',
    'push',
    'retries',
    'sbom',
    'secret-envs',
    'secret-files',
    'secrets',
    'server-name',
    'shm-size',
    'ssh',
    'ssh-key',
    'ssh-known-hosts',
    'summary',
    'summary-build-args',
    'tags',
    'target',
    'ulimit',
]));
/** What other actions and tools call an input of ours that means the same. */
const aliases = {
    'add-host': 'add-hosts',
    address: 'endpoint',
    annotation: 'annotations',
    attest: 'attests',
    'base-dir': 'context',
    'build-arg': 'build-args',
    'build-context': 'build-contexts',
    'build-target': 'target',
    buildargs: 'build-args',
    'buildkit-host': 'endpoint',
    'buildkit-image': 'builder-image',
    'buildkitd-address': 'endpoint',
    'ca-cert': 'ca',
    cacert: 'ca',
    'cache-image': 'cache-ref',
    'cache-repo': 'cache-ref',
    'cache-repository': 'cache-ref',
    'client-cert': 'cert',
    'client-key': 'key',
    config: 'buildkitd-config',
    'config-inline': 'buildkitd-config-inline',
    containerfile: 'file',
    'docker-file': 'file',
    dockerfile: 'file',
    'dockerfile-path': 'file',
    'driver-opt': 'driver-opts',
    entitlements: 'allow',
    'image-tags': 'tags',
    label: 'labels',
    nocache: 'no-cache',
    'no-cache-filter': 'no-cache-filters',
    output: 'outputs',
    path: 'context',
    platform: 'platforms',
    secret: 'secrets',
    'secret-env': 'secret-envs',
    'secret-file': 'secret-files',
    servername: 'server-name',
    stage: 'target',
    tag: 'tags',
    'tls-ca': 'ca',
    'tls-cert': 'cert',
    'tls-key': 'key',
    token: 'github-token',
    ulimits: 'ulimit',
    version: 'buildx-version',
};
/**
 * The input of ours that a name means: written with underscores, or as other actions and tools call it.
 *
 * @returns undefined when no input means the same
 */
function names_knownAs(name) {
    const spelled = name.replaceAll('_', '-');
    return names_inputNames.includes(spelled) ? spelled : aliases[spelled];
}
/** The input whose name is spelled most like it. */
function names_nearestName(name) {
    const [nearest = ''] = names_inputNames.toSorted((a, b) => distance(name, a) - distance(name, b));
    return nearest;
}
/** The Levenshtein distance of two names. */
function distance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (const [index, letter] of [...a].entries()) {
        const next = [index + 1];
        for (const [column, other] of [...b].entries()) {
            const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
            next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
        }
        row = next;
    }
    return row[b.length] ?? 0;
}

;// CONCATENATED MODULE: ./.build/lib/github/input-environment.js


/** The runner passes each input in a variable that begins so. */
const input_environment_prefix = 'INPUT_';
/**
 * Looks for inputs that don't exist. Not within a composite action, where the outer action's inputs may
 * be in the environment and can't be told from ours: there, and only there, the runner sets
 * `GITHUB_ACTION_PATH` (CompositeActionHandler of actions/runner). It warns of unexpected inputs, too.
 *
 * @returns a warning for each that has no effect
 * @throws ConfigurationError for one that exists under another name, which isn't given
 */
function checkNames(env) {
    if (env.GITHUB_ACTION_PATH)
        return [];
    const names = Object.entries(env)
        .filter(([variable, value]) => variable.startsWith(input_environment_prefix) && value?.trim())
        .map(([variable]) => variable.slice(input_environment_prefix.length).toLowerCase());
    return names.filter((name) => !inputNames.includes(name)).map((name) => checkName(name, names));
}
function checkName(name, names) {
    const ours = knownAs(name);
    if (ours === undefined || names.includes(ours)) {
        return `${name} is not an input of this action and has no effect. Did you mean ${nearestName(name)}?`;
    }
    const message = `${name} is called ${ours} here. Write ${ours} instead`;
    // Environment variables of a workflow have no hyphen.
    if (name.includes('-'))
        throw new ConfigurationError(`${message}.`);
    const variable = input_environment_prefix + name.toUpperCase();
    if (harmless.has(name))
        return `${message}, unless ${variable} is a variable of your workflow.`;
    throw new ConfigurationError(`${message}. If ${variable} is a variable of your workflow, rename the variable.`);
}
/** The build is the same without them, and a workflow may well have a variable such as `INPUT_VERSION`. */
const harmless = new Set(['config', 'token', 'version']);
/**
 * The variables of the workflow that look like inputs and that the build reads, as by
 * `build-args: INPUT_VERSION`. An input of this action is never among them.
 */
function ownVariables({ buildArgs, secrets, }) {
    const variables = secrets.flatMap((secret) => ('variable' in secret ? [secret.variable] : []));
    return [...buildArgs, ...variables].filter((variable) => {
        const name = variable.slice(input_environment_prefix.length).toLowerCase().replaceAll('_', '-');
        return /^INPUT_[^=]+$/.test(variable) && !inputNames.includes(name);
    });
}
/**
 * Removes the variables that hold secrets of this action, so that no process that this one or a library
 * starts gets them. Every variable that begins like an input goes, even one that is not ours: it may be an
 * input of an action around this one, or a misspelled one. Only the named ones stay.
 */
function forgetSecrets(env, named = []) {
    for (const name of Object.keys(env)) {
        if (mayHoldSecret(name) && !named.includes(name))
            delete env[name];
    }
}
function mayHoldSecret(name) {
    return name.startsWith(input_environment_prefix) || /^BUILDER_NODE_\d+_AUTH_/.test(name);
}

;// CONCATENATED MODULE: ./.build/lib/github/clean-up.js



/** Removes what a killed action left. A failure is a warning: the build is over, its result stays. */
async function cleanUp(directory) {
    // The runner passes the inputs to post too, and no process started here needs them.
    forgetSecrets(process.env);
    try {
        undoLeftovers(directory, process.env);
    }
    catch (error) {
        warn(error);
    }
    // Whatever else went wrong, the keys are removed.
    await removePrivateDirectory(directory).catch(warn);
}
function warn(error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`::warning::Cleaning up failed: ${reason.replaceAll(/\s+/g, ' ')}`);
}


/***/ })

};
