export const id = 369;
export const ids = [369];
export const modules = {

/***/ 255:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   k3: () => (/* binding */ CanceledError)
/* harmony export */ });
/* unused harmony exports ConfigurationError, CommandError */
/** A mistake in the workflow itself. The user fixes it there, so no fallback hides it. */
class ConfigurationError extends Error {
    name = 'ConfigurationError';
    code;
    /** The message without the code that it begins with. */
    reason;
    constructor(reason, code, options) {
        super(code === undefined ? reason : `${code}: ${reason}`, options);
        this.code = code;
        this.reason = reason;
    }
}
/** A command that failed. The message is one line: the command and the last line that it printed. */
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
/** The message of any thrown value as one line, never a stack trace. */
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


/***/ }),

/***/ 369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cleanUp: () => (/* binding */ cleanUp)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
;// CONCATENATED MODULE: ./.build/lib/leftovers/journal.js
// What would outlive this process if it were killed, apart from its child processes (see mark.ts): builders,
// Docker contexts, and directories for sockets. The journal is a file in the private directory to which
// lines are only ever appended, so several daemons can be connected at the same time. Post reads it.
// Only Node's own modules here: post loads no library.



/** The journal's name in the private directory. */
const journalFile = 'leftovers.jsonl';
/**
 * Notes something that is about to be made. To be called before it exists, so that post finds it even if
 * this process is killed while it makes it.
 *
 * @param directory the private directory
 * @returns strikes it off, to be called once it is removed
 * @throws when the journal can't be written; then the thing must not be made
 */
function noteLeftover(directory, made) {
    const id = randomUUID();
    append(directory, { id, made });
    return () => append(directory, { id, removed: true });
}
/** @returns what isn't struck off, in the order in which it was made */
function readLeftovers(directory) {
    const left = new Map();
    for (const line of readLines(directory)) {
        if ('made' in line)
            left.set(line.id, line.made);
        else
            left.delete(line.id);
    }
    return [...left.values()];
}
/** Written in one piece and without delay: the gap between the note and the creation must be short. */
function append(directory, line) {
    appendFileSync(join(directory, journalFile), `${JSON.stringify(line)}\n`, { mode: 0o600 });
}
function readLines(directory) {
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(directory, journalFile), 'utf8');
    }
    catch {
        // Nothing was noted.
        return [];
    }
    return text.split('\n').flatMap((line) => {
        try {
            return [JSON.parse(line)];
        }
        catch {
            // A last line that was cut off: its writer was killed before it made anything.
            return [];
        }
    });
}

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
/**
 * Creates the private directory. It must not exist: only an attacker on the same machine could have created it.
 *
 * @throws Error in one line
 */
async function createPrivateDirectory(directory) {
    explained(directory, () => mkdirSync(directory, { mode: 0o700 }));
}
/**
 * A subdirectory of its own for each attempt to connect a daemon, so that several can be connected at the
 * same time: `<directory>/1`, `<directory>/2`, and so on.
 *
 * @returns its path
 */
function createAttemptDirectory(directory) {
    for (let number = 1;; number += 1) {
        const path = join(directory, String(number));
        try {
            mkdirSync(path, { mode: 0o700 });
            return path;
        }
        catch (error) {
            if (error.code !== 'EEXIST')
                throw explain(path, error);
        }
    }
}
/** The mode is given at creation, so there is no moment at which another user could open the file. */
async function writePrivateFile(path, text) {
    // Synchronous: a few small files take half a millisecond, and five by the thread pool.
    explained(path, () => writeFileSync(path, text, { mode: 0o600, flag: 'wx' }));
}
/**
 * Removes the directory, or everything in it except the names in `keep`.
 *
 * A process that is just ending may still write into it, hence the retries. Synchronous removal takes a
 * fifth of the time.
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
function explained(path, write) {
    try {
        write();
    }
    catch (error) {
        throw explain(path, error);
    }
}
/** Names the fault of the directory for temporary files, since a user doesn't know the private one in it. */
function explain(path, error) {
    const { code = '' } = error;
    const sentence = faultOf(path, code);
    return sentence === undefined ? error : new Error(sentence, { cause: error });
}
/**
 * Reads the error of a program that could not write into the private directory.
 *
 * @returns what is wrong with the directory for temporary files, as one sentence; undefined for another error
 */
function temporaryFault(error, directory) {
    if (!error.includes(directory))
        return undefined;
    const [code] = Object.entries(goWords).find(([, words]) => error.includes(words)) ?? [];
    return code === undefined ? undefined : faultOf(directory, code);
}
/** How Go writes an errno. */
const goWords = {
    ENOSPC: 'no space left on device',
    EDQUOT: 'disk quota exceeded',
    EROFS: 'read-only file system',
};
function faultOf(path, code) {
    const [parent] = path.split(`${sep}${prefix}`);
    const fault = faults[code];
    return fault && `${parent}, the directory for temporary files, ${fault} (${code}).`;
}
const faults = {
    ENOENT: "doesn't exist",
    ENOTDIR: 'is not a directory',
    EACCES: "can't be written to by this user",
    EPERM: "can't be written to by this user",
    EROFS: 'is on a read-only file system',
    ENOSPC: 'is on a full disk',
    EDQUOT: "is on a disk where this user's quota is used up",
};
/** A path for a directory of sockets: short, and no other run's. */
function chooseSocketDirectory() {
    return `/tmp/${prefix}${randomUUID().slice(0, 8)}`;
}
/** Whether a path is one that `chooseSocketDirectory` chooses. */
function isSocketDirectory(path) {
    return new RegExp(`^/tmp/${prefix}[0-9a-f]{8}$`).test(path);
}
/**
 * Whether a path is that of a private directory, as `choosePrivateDirectory` names it, and it is one: a
 * directory of this user that no other user can enter. Only such a one is removed.
 */
function isPrivateDirectory(path) {
    const isNamed = new RegExp(`^${prefix}[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).test((0,external_node_path_.basename)(path));
    return isNamed && (0,external_node_path_.isAbsolute)(path) && isOwnAlone(path);
}
/** Whether a path is a directory, and no link to one, of this user that no other user can enter. */
function isOwnAlone(path) {
    const stats = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() !== true)
        return false;
    // Windows has no such owner or mode.
    if (process.getuid === undefined)
        return true;
    return stats.uid === process.getuid() && (stats.mode & 0o077) === 0;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(421);
;// CONCATENATED MODULE: ./.build/lib/leftovers/mark.js
/** Names the private directory in the environment of each process that is started for it. */
const variable = 'REMOTE_BUILDKIT_DIRECTORY';
/**
 * An environment for a child process of this run. Post finds the processes of a killed run by this mark.
 * Unlike a process id, it exists before the process does, is inherited by what that process starts, and
 * never names another program.
 *
 * @param directory the private directory of this run
 */
function marked(env, directory) {
    return { ...env, [variable]: directory };
}
/** @param environ the environment of a process as `/proc` shows it: `name=value`, separated by NUL */
function hasMark(environ, directory) {
    return environ.split('\0').includes(`${variable}=${directory}`);
}

;// CONCATENATED MODULE: ./.build/lib/leftovers/undo.js
// Undoes what a killed run has left: see mark.ts and journal.ts. Only Node's own modules here: post loads
// no library.






/**
 * Ends the processes of the run, then removes what the journal lists, the newest first. What can't be
 * removed doesn't keep the rest from being removed. Takes at most some 30 seconds.
 *
 * @param directory the private directory
 * @param env the environment of the commands that remove things
 * @param processes where `/proc` is
 * @throws Error in one line that names what may be left
 */
function undoLeftovers(directory, env, processes = '/proc') {
    const left = readLeftovers(directory);
    const find = (0,external_node_fs_.existsSync)(processes)
        ? () => markedProcesses(directory, processes)
        : () => namingProcesses([directory, ...left.flatMap(socketDirectories)], env);
    endProcesses(find);
    const deadline = performance.now() + longestUndoMs;
    const faults = left.toReversed().flatMap((leftover) => {
        const timeoutMs = Math.max(deadline - performance.now(), shortestRemovalMs);
        const fault = remove(leftover, env, Math.min(timeoutMs, longestRemovalMs));
        return fault === undefined ? [] : [fault];
    });
    if (faults.length > 0)
        throw new Error(faults.join('; '));
}
const longestUndoMs = 25_000;
const longestRemovalMs = 20_000;
const shortestRemovalMs = 1000;
/** @returns why it may still be there; undefined when it is gone */
function remove(leftover, env, timeoutMs) {
    switch (leftover.kind) {
        case 'builder':
            return removeBuilder(leftover, env, timeoutMs);
        case 'context':
            return removeContext(leftover.name, env, timeoutMs);
        case 'instance':
            return removeInstance(leftover.file);
        case 'sockets':
            return removeSockets(leftover.directory);
        case 'route':
            // Only a host with an identity can report its end, and the service forgets it by itself.
            return undefined;
    }
}
function removeBuilder({ file, name, config }, env, timeoutMs) {
    const fault = run(file, ['rm', '--force', name], { ...env, BUILDX_CONFIG: config }, timeoutMs);
    // Main may have been killed before buildx knew the builder.
    if (fault === undefined || /no builder .* found/.test(fault))
        return undefined;
    return `the builder ${name} is left (${fault})`;
}
function removeContext(name, env, timeoutMs) {
    // `--force` makes it succeed if none has that name.
    const fault = run('docker', ['context', 'rm', '--force', name], env, timeoutMs);
    return fault && `the Docker context ${name} is left (${fault})`;
}
function removeInstance(file) {
    if ((0,external_node_path_.basename)((0,external_node_path_.dirname)(file)) !== 'instances')
        return `${file} is no builder of buildx`;
    return removeQuietly(file);
}
function removeSockets(directory) {
    if (!isSocketDirectory(directory))
        return `${directory} is no directory for sockets`;
    return removeQuietly(directory);
}
/** @returns why it is left; undefined when it is gone */
function removeQuietly(path) {
    try {
        (0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
        return undefined;
    }
    catch (error) {
        return `${path} is left (${error.message})`;
    }
}
/** @returns why the command failed, in its own words or the system's; undefined when it succeeded */
function run(file, args, env, timeoutMs) {
    const { status, stderr, error } = (0,external_node_child_process_.spawnSync)(file, args, {
        env,
        encoding: 'utf8',
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status === 0)
        return undefined;
    return (error?.message ?? stderr.trim()) || `exit code ${status}`;
}
/** A process that is being ended may just have started another one, so one look isn't enough. */
const mostLooks = 5;
/** The daemon cancels the build of a client that is gone. */
function endProcesses(find) {
    for (let look = 0; look < mostLooks; look += 1) {
        const found = find().filter((pid) => pid !== process.pid);
        if (found.length === 0)
            return;
        for (const pid of found)
            end(pid);
    }
}
function end(pid) {
    try {
        process.kill(pid, 'SIGKILL');
    }
    catch {
        // The process has ended by itself.
    }
}
/** @returns the ids of the processes that carry our mark */
function markedProcesses(directory, processes) {
    return (0,external_node_fs_.readdirSync)(processes)
        .filter((name) => /^\d+$/.test(name))
        .filter((pid) => {
        try {
            return hasMark((0,external_node_fs_.readFileSync)((0,external_node_path_.join)(processes, pid, 'environ'), 'utf8'), directory);
        }
        catch {
            // The process has ended, or belongs to another user.
            return false;
        }
    })
        .map(Number);
}
/**
 * macOS shows the arguments of a process, but not its environment. Those of a build and of an `ssh` name
 * files of ours; those of a command into a container don't, so it is left alone.
 */
function namingProcesses(directories, env) {
    const options = { env, encoding: 'utf8', timeout: longestLookMs };
    const { stdout } = (0,external_node_child_process_.spawnSync)('ps', ['-A', '-ww', '-o', 'pid=,args='], options);
    return (stdout ?? '')
        .split('\n')
        .filter((line) => directories.some((directory) => line.includes(directory)))
        .map((line) => Number.parseInt(line, 10));
}
const longestLookMs = 5000;
function socketDirectories(leftover) {
    return leftover.kind === 'sockets' ? [leftover.directory] : [];
}

// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(255);
;// CONCATENATED MODULE: ./.build/lib/inputs/names.js
/** Each input of action.yml. */
const names_inputNames = (/* unused pure expression or super */ null && ([
    'add-hosts',
    'advice',
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
    'stall-timeout',
    'context',
    'driver',
    'driver-opts',
    'endpoint',
    'fallback',
    'file',
    'github-token',
    'identity',
    'identity-audience',
    'identity-ca',
    'identity-lifetime',
    'identity-role',
    'identity-token',
    'key',
    'labels',
    'load',
    'network',
    'no-cache',
    'no-cache-filters',
    'outputs',
    'platforms',
    'pool-key',
    'provenance',
    'pull',
    'push',
    'retries',
    'reuse-upload',
    'sbom',
    'secret-envs',
    'secret-files',
    'secrets',
    'server-name',
    'shm-size',
    'spill-over',
    'ssh',
    'ssh-key',
    'ssh-known-hosts',
    'summary',
    'summary-build-args',
    'tags',
    'target',
    'ulimit',
]));
/** Names in other actions and tools for an input of this action that means the same. */
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
 * The input that a name means: written with underscores, or as other actions and tools name it.
 *
 * @returns undefined when no input means the same
 */
function names_knownAs(name, known = names_inputNames) {
    const spelled = name.replaceAll('_', '-');
    const ours = known.includes(spelled) ? spelled : aliases[spelled];
    return ours !== undefined && known.includes(ours) ? ours : undefined;
}
/** The input, or other candidate, whose name is spelled most like it. */
function names_nearestName(name, candidates = names_inputNames) {
    const [nearest = ''] = candidates.toSorted((a, b) => distance(name, a) - distance(name, b));
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


/** The prefix of the variables in which the runner passes inputs. */
const input_environment_prefix = 'INPUT_';
/**
 * Looks for inputs that aren't `known`. Not within a composite action, where the outer action's inputs may
 * be in the environment and look like this action's own: there, and only there, the runner sets
 * `GITHUB_ACTION_PATH` (CompositeActionHandler of actions/runner). It warns of unexpected inputs, too.
 *
 * @returns a warning for each that has no effect
 * @throws ConfigurationError for one that exists under another name, which isn't given
 */
function checkNames(env, known = inputNames) {
    if (env.GITHUB_ACTION_PATH)
        return [];
    const names = Object.entries(env)
        .filter(([variable, value]) => variable.startsWith(input_environment_prefix) && value?.trim())
        .map(([variable]) => variable.slice(input_environment_prefix.length).toLowerCase());
    return names.filter((name) => !known.includes(name)).map((name) => checkName(name, names, known));
}
function checkName(name, names, known) {
    const ours = knownAs(name, known);
    if (ours === undefined || names.includes(ours)) {
        return `${name} is not an input of this action and has no effect. Did you mean ${nearestName(name, known)}?`;
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
 * The variables that would be removed, but from which the build reads a value, such as by
 * `build-args: INPUT_VERSION` or `secret-envs: token=ACTIONS_ID_TOKEN_REQUEST_TOKEN`. An input of this action
 * is never among them.
 */
function ownVariables({ buildArgs, secrets, }) {
    const variables = secrets.flatMap((secret) => ('variable' in secret ? [secret.variable] : []));
    return [...buildArgs, ...variables].filter((variable) => {
        if (identityVariables.has(variable))
            return true;
        const name = variable.slice(input_environment_prefix.length).toLowerCase().replaceAll('_', '-');
        return /^INPUT_[^=]+$/.test(variable) && !inputNames.includes(name);
    });
}
/**
 * Removes the variables that hold secrets of this action or of the job, so that no process that this one or a
 * library starts gets them. Every variable that begins like an input is removed, even if it is not this
 * action's: it may be an input of an action around this one, or a misspelled one. Only the named ones stay.
 */
function forgetSecrets(env, named = []) {
    for (const name of Object.keys(env)) {
        if (mayHoldSecret(name) && !named.includes(name))
            delete env[name];
    }
}
function mayHoldSecret(name) {
    return (name.startsWith(input_environment_prefix) || identityVariables.has(name) || /^BUILDER_NODE_\d+_AUTH_/.test(name));
}
/** With these, any process can get tokens of this job for any audience. */
const identityVariables = new Set([
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_URL',
]);

;// CONCATENATED MODULE: ./.build/lib/github/clean-up.js




/** Removes what a killed action left. A failure is a warning: the build is over, its result stays. */
async function cleanUp(directory) {
    // The state comes from the runner. Only this action's own directory may be removed, whatever the state says.
    if (!isPrivateDirectory(directory)) {
        warn(`${directory} is not a private directory of this action, so it is not removed`);
        return;
    }
    // It needs the job's identity, and starts no process.
    await endRoutes(directory);
    // The runner passes the inputs to post too, and no process started here needs them.
    forgetSecrets(process.env);
    try {
        undoLeftovers(directory, process.env);
    }
    catch (error) {
        warn(error);
    }
    // The keys are removed even if something else failed.
    await removePrivateDirectory(directory).catch(warn);
}
/** Reports to routing services that builds have ended. Loads what that needs only if there are any. */
async function endRoutes(directory) {
    const routes = readLeftovers(directory).filter((left) => left.kind === 'route');
    if (routes.length === 0)
        return;
    const { complete } = await __webpack_require__.e(/* import() */ 482).then(__webpack_require__.bind(__webpack_require__, 482));
    const { requestIdentityToken } = await __webpack_require__.e(/* import() */ 141).then(__webpack_require__.bind(__webpack_require__, 141));
    const { env } = process;
    const signal = AbortSignal.timeout(longestMs);
    const ports = {
        ...{ env, signal },
        log: { debug: () => { } },
        mask: (secret) => console.log(`::add-mask::${secret}`),
        identityToken: (audience) => requestIdentityToken(audience, env, signal),
    };
    await Promise.all(routes.map((route) => complete(route, {}, ports)));
}
/** Milliseconds. The service forgets a build by itself after some hours. */
const longestMs = 10_000;
function warn(error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`::warning::Cleaning up failed: ${reason.replaceAll(/\s+/g, ' ')}`);
}


/***/ })

};
