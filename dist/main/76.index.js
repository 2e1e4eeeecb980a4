export const id = 76;
export const ids = [76];
export const modules = {

/***/ 8076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openSshTunnel: () => (/* binding */ openSshTunnel)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/connect/tunnel/tunnel.js
var tunnel = __webpack_require__(7754);
;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/ssh/args.js
/** The shared connection itself, which runs nothing. */
function masterArgs(endpoint, files, timeoutMs) {
    return [
        ...['-o', 'ControlMaster=yes'],
        ...options(endpoint, files, timeoutMs),
        '-N',
        ...destination(endpoint),
    ];
}
/** One command over the shared connection, or over one of its own when that is gone. */
function channelArgs(endpoint, files, timeoutMs, command) {
    return [...options(endpoint, files, timeoutMs), ...destination(endpoint), command];
}
/**
 * Gets as far as the host's key, which is written to a file, and not a step further: no way to sign in
 * is tried with a host that nobody vouches for.
 */
function hostKeyArgs(endpoint, files, seen) {
    const none = ['Pubkey', 'Password', 'KbdInteractive', 'GSSAPI', 'Hostbased'].map((way) => `${way}Authentication=no`);
    const accept = ['StrictHostKeyChecking=accept-new', 'HashKnownHosts=no', ...none];
    return [
        ...accept.flatMap((option) => ['-o', option]),
        ...options(endpoint, { ...files, knownHosts: seen, control: undefined }, 5000),
        '-N',
        ...destination(endpoint),
    ];
}
/** Of an option that is given twice, `ssh` takes the first. */
function options(endpoint, { identity, isInAgent = false, knownHosts, control, }, timeoutMs) {
    const given = [
        'BatchMode=yes',
        'StrictHostKeyChecking=yes',
        // Writes to nobody's known_hosts.
        'UpdateHostKeys=no',
        ...(knownHosts ? vouching(knownHosts) : []),
        ...(identity
            ? [
                `IdentityFile=${quoted(identity)}`,
                'IdentitiesOnly=yes',
                'PreferredAuthentications=publickey',
                ...(isInAgent ? [] : ['IdentityAgent=none']),
            ]
            : []),
        `ControlPath=${control ? quoted(control) : 'none'}`,
        'ControlMaster=no',
        'ControlPersist=no',
        `ConnectTimeout=${Math.max(1, Math.ceil(timeoutMs / 1000))}`,
        // A host that is gone is noticed within a minute, and a firewall doesn't forget a quiet connection.
        'ServerAliveInterval=15',
        'ServerAliveCountMax=3',
        // What a runner's own configuration may ask for, and this has no use for.
        'ClearAllForwardings=yes',
        'ForwardAgent=no',
        'ForwardX11=no',
        'PermitLocalCommand=no',
        'RemoteCommand=none',
        'RequestTTY=no',
        'LogLevel=INFO',
    ];
    return [
        // With a key of the step's own, nothing of the runner's counts.
        ...(identity ? ['-F', 'none'] : []),
        ...given.flatMap((option) => ['-o', option]),
        '-T',
        ...(endpoint.user ? ['-l', endpoint.user] : []),
        ...(endpoint.port ? ['-p', String(endpoint.port)] : []),
    ];
}
/** Nobody else vouches for the host: no other file, no record in DNS, no program of the runner's. */
function vouching(knownHosts) {
    return [
        `UserKnownHostsFile=${quoted(knownHosts)}`,
        // Before 8.5 `ssh` knows no `none` here, and takes it for a file's name.
        'GlobalKnownHostsFile=/dev/null',
        'VerifyHostKeyDNS=no',
        // It too is new in 8.5. The runner's own list of what to ignore would be lost, hence all.
        'IgnoreUnknown=*',
        'KnownHostsCommand=none',
    ];
}
/** A path with spaces, or with what `ssh` would replace. */
function quoted(path) {
    return `"${path.replaceAll('%', '%%')}"`;
}
function destination({ host }) {
    return ['--', host];
}
/** What to run on the host to reach the daemon there. */
function dialCommand(daemon, { socket }) {
    if (daemon === 'docker') {
        return `docker ${socket ? `--host=unix://${socket} ` : ''}system dial-stdio`;
    }
    return `buildctl ${socket ? `--addr=unix://${socket} ` : ''}dial-stdio`;
}

;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/ssh/diagnose.js

/** Whether it ended because of the host's key, so that this key is worth a look. */
function isAboutHostKey({ stderr }) {
    return /Host key verification failed|REVOKED HOST KEY/.test(stderr);
}
/** Names the fault of a connection that didn't come about. `ssh` has no codes, but words that stay the same. */
function diagnoseConnection(endpoint, end) {
    const at = endpoint.url;
    const { stderr } = end;
    if (/Could not resolve hostname .*Temporary failure/.test(stderr)) {
        return new diagnosis/* Diagnosis */.O('dns-not-found', `DNS gave no answer about the host of ${at}. Check the name servers of this runner.`);
    }
    if (/Could not resolve hostname/.test(stderr)) {
        return new diagnosis/* Diagnosis */.O('dns-not-found', `DNS does not know the host of ${at}. Check the spelling, and that this runner sees the network the host is in.`);
    }
    if (/Permission denied \(|Too many authentication failures|No more authentication/.test(stderr)) {
        return new diagnosis/* Diagnosis */.O('ssh-auth-failed', authFailed(at, end));
    }
    if (/connect to .*: Connection refused/.test(stderr)) {
        return new diagnosis/* Diagnosis */.O('connection-refused', `Nothing listens at ${at}: the connection was refused. Is sshd running, and on this port?`);
    }
    if (/(?:timed out|No route to host|Network is unreachable|Host is down)/i.test(stderr)) {
        return silent(at);
    }
    if (/banner line contains invalid|Bad remote protocol version|no SSH banner/i.test(stderr)) {
        return new diagnosis/* Diagnosis */.O('not-buildkit', `${at} does not speak SSH. Is it another service's port? Check host and port.`);
    }
    const mismatch = /Unable to negotiate .*: (no matching [^.]+)/.exec(stderr)?.[1];
    if (mismatch !== undefined) {
        return new diagnosis/* Diagnosis */.O('connection-reset', `SSH with ${at} can't be set up: ${mismatch}. Update the older of the two.`, { isCertain: true });
    }
    return new diagnosis/* Diagnosis */.O('connection-reset', `${at} closed the connection before SSH was set up${diagnose_quoted(stderr)}. Is it sshd that listens there, and is it just restarting?`);
}
/** Nobody answered in time. */
function silent(at) {
    return new diagnosis/* Diagnosis */.O('connection-timeout', `${at} does not answer: no connection came about. Check the address, the network and the firewall.`);
}
/** Names the fault of the command behind a connection that works. */
function diagnoseCommand(endpoint, daemon, { stderr, exitCode }) {
    const at = endpoint.url;
    const [program, what] = daemon === 'docker' ? ['docker', 'Docker'] : ['buildctl', 'BuildKit'];
    const code = daemon === 'docker' ? 'ssh-no-docker' : 'not-buildkit';
    if (exitCode === 127 || noProgram.test(stderr)) {
        return new diagnosis/* Diagnosis */.O(code, `SSH to ${at} works, but there is no ${program} there. Install it, or put it on the PATH of that user's non-interactive shell.`, { isCertain: true });
    }
    if (/permission denied/i.test(stderr)) {
        return new diagnosis/* Diagnosis */.O(code, `SSH to ${at} works, but that user may not use ${what}'s socket${diagnose_quoted(stderr)}. Add the user to the socket's group, or name another socket: ssh://user@host/path/of/the.sock.`, { isCertain: true });
    }
    if (hungUp.test(stderr) || diagnose_quoted(stderr) === '') {
        return new diagnosis/* Diagnosis */.O('connection-reset', `SSH to ${at} works, but the daemon there closed the connection before it answered${diagnose_quoted(stderr)}. Is it just restarting, or of another kind than ${what}?`);
    }
    return new diagnosis/* Diagnosis */.O(daemon === 'docker' ? code : 'connection-refused', `SSH to ${at} works, but ${program} there reaches no daemon${diagnose_quoted(stderr)}. Is it running, and is its socket the usual one? Name another so: ssh://user@host/path/of/the.sock.`);
}
/** In the words of csh and of Windows. Every other shell has a number for it. */
const noProgram = /: Command not found\.|is not recognized/;
/**
 * A daemon that won't read on has said why, but `docker system dial-stdio` may end before it has passed that
 * on, with these words or none: Docker 20.10 lost one answer in ten so. Who reaches no daemon says so.
 */
const hungUp = /: broken pipe|connection reset by peer/;
/** The connection was there, and is no more. */
function lost(at, stderr) {
    return new diagnosis/* Diagnosis */.O('connection-reset', `The SSH connection to ${at} broke${diagnose_quoted(stderr)}. Is sshd just restarting?`);
}
function authFailed(at, { stderr, hasKey }) {
    const unusable = /Load key .*: ([^\r\n]+)/.exec(stderr)?.[1];
    if (hasKey && unusable !== undefined) {
        return `ssh can't use the key in ssh-key (${unusable}). Give it in OpenSSH's form: ssh-keygen -p -f key writes it so.`;
    }
    return hasKey
        ? `${at} does not accept the key in ssh-key. Put its public half into that user's authorized_keys, and check the user's name.`
        : `${at} accepts no key of this runner. ssh-key is empty, so only an agent's keys and those of the runner's own SSH configuration were tried; a pull request from a fork has no secrets.`;
}
/** The last line of what was said, in brackets. It comes from a peer that nobody vouches for. */
function diagnose_quoted(stderr) {
    const line = stderr
        .split(/[\r\n]+/)
        .map((each) => each.replaceAll(/\p{C}/gu, ' ').trim())
        .filter((each) => each !== '' && !/^Warning: Permanently added|^mux_client/.test(each))
        .at(-1);
    return line === undefined ? '' : ` (${line.replace(/\.$/, '').slice(0, longestQuote)})`;
}
const longestQuote = 300;

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/lib/credentials/known-hosts.js
var known_hosts = __webpack_require__(7886);
;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/ssh/host-key.js







const longestLookMs = 5000;
/** A host whose key isn't the known one: with the key it shows, for a person to compare. */
async function explainHostKey(endpoint, files, stderr, ports) {
    const at = endpoint.url;
    const seen = await lookAtHostKey(endpoint, files, ports);
    const where = files.knownHosts
        ? 'ssh-known-hosts'
        : "ssh-known-hosts, which is empty, or this runner's own known_hosts";
    const key = seen && `${seen.fingerprint} (${seen.type})`;
    const compare = 'Compare it with what ssh-keygen -lf prints on the host for its /etc/ssh/ssh_host_*_key.pub.';
    if (/REVOKED/.test(stderr)) {
        return new diagnosis/* Diagnosis */.O('ssh-host-key-changed', `The host key of ${at} is marked as revoked${key ? `: ${key}` : ''}. Give the host a new key.`);
    }
    if (/IDENTIFICATION HAS CHANGED/.test(stderr)) {
        return new diagnosis/* Diagnosis */.O('ssh-host-key-changed', seen
            ? `The host key of ${at} is not the known one: seen was ${key}. It may be another host that answers. ${compare} Only if it is the same, replace the line in ssh-known-hosts by: ${seen.line}`
            : `The host key of ${at} is not the known one. It may be another host that answers. Compare before you replace the line in ssh-known-hosts.`);
    }
    return new diagnosis/* Diagnosis */.O('ssh-host-key-unknown', seen
        ? `The host key of ${at} is not in ${where}: seen was ${key}. ${compare} Only if it is the same, add to ssh-known-hosts: ${seen.line}`
        : `The host key of ${at} is not in ${where}. ssh-keyscan on a network that you trust prints the line to add.`);
}
/** Asks again with an empty file for known hosts, and reads what `ssh` writes there. */
async function lookAtHostKey(endpoint, files, { env, directory }) {
    const file = (0,external_node_path_.join)(directory, `seen-${(0,external_node_crypto_.randomUUID)()}`);
    try {
        await new Promise((resolve) => {
            (0,external_node_child_process_.execFile)('ssh', hostKeyArgs(endpoint, files, file), {
                cwd: directory,
                env: { ...env, LC_ALL: 'C' },
                timeout: longestLookMs,
                killSignal: 'SIGKILL',
            }, () => resolve());
        });
        return (0,known_hosts/* readHostKey */.Q)((await (0,promises_.readFile)(file, 'utf8')).split('\n')[0] ?? '');
    }
    catch {
        return undefined;
    }
    finally {
        await (0,promises_.rm)(file, { force: true });
    }
}

// EXTERNAL MODULE: ./.build/lib/leftovers/journal.js
var journal = __webpack_require__(4526);
;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/ssh/process.js


/** The exit code of an `ssh` that isn't there: none that it could have itself. */
const noSsh = -127;
const longestStderr = 10_000;
function createSshProcesses(hasKey, { env, directory }) {
    const children = new Set();
    const start = (args) => {
        const child = (0,external_node_child_process_.spawn)('ssh', args, {
            // What an older `ssh` takes for a file's name is none of the checkout's.
            cwd: directory,
            // Its words in English; and the post step ends only an ssh that it knows by our directory.
            env: { ...env, LC_ALL: 'C', REMOTE_BUILDKIT_DIRECTORY: directory },
            stdio: 'pipe',
        });
        children.add(child);
        if (child.pid !== undefined)
            (0,journal/* rememberTunnel */.oP)(directory, child.pid);
        let stderr = '';
        child.stderr.on('data', (chunk) => {
            stderr = (stderr + chunk).slice(-longestStderr);
        });
        // It may end before it has read all.
        child.stdin.on('error', () => { });
        const ended = new Promise((resolve) => {
            child.on('error', (error) => {
                stderr += error.message;
                resolve(error.code === 'ENOENT' ? noSsh : 255);
            });
            child.on('close', (code) => resolve(code ?? 255));
        }).then((exitCode) => {
            children.delete(child);
            return { stderr, exitCode, hasKey };
        });
        return { child, ended };
    };
    return {
        start,
        endAll() {
            for (const child of children)
                child.kill();
        },
    };
}

;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/ssh/tunnel.js








/**
 * Makes a socket whose connections each lead to the daemon: the host runs `docker system dial-stdio` or
 * its like for it, as the Docker CLI has it done. All share one SSH connection, so that only the first
 * costs a handshake; and commands are started ahead, so that nobody waits for the next.
 *
 * Neither port nor socket forwarding is needed, so a user confined to that command will do.
 */
async function openSshTunnel(options, ports) {
    const { endpoint, files, daemon } = options;
    const { start, endAll } = createSshProcesses(options.hasKey, ports);
    let master;
    /** What a shared connection said that ended by itself. */
    let loss;
    const spares = [];
    let lastEnd;
    let hasEnded = false;
    const startChannel = () => {
        const channel = start(channelArgs(endpoint, files, channelTimeoutMs, dialCommand(daemon, endpoint)));
        void channel.ended.then(() => {
            const index = spares.indexOf(channel);
            if (index >= 0)
                spares.splice(index, 1);
        });
        return channel;
    };
    const prepare = () => {
        while (!hasEnded && spares.length < spareChannels)
            spares.push(startChannel());
    };
    const lead = (socket) => {
        const channel = spares.shift() ?? startChannel();
        prepare();
        let hasTalked = false;
        channel.child.stdout.once('data', () => {
            hasTalked = true;
        });
        // Only then is it known why.
        void channel.ended.then((end) => {
            lastEnd = { end, hasTalked };
            socket.end();
        });
        return channel.child;
    };
    const open = async (timeoutMs, signal) => {
        if (master !== undefined)
            return;
        await (0,promises_.rm)(files.control, { force: true });
        const starting = start(masterArgs(endpoint, files, timeoutMs));
        let end;
        void starting.ended.then((ended) => {
            end = ended;
            if (master !== starting)
                return;
            master = undefined;
            loss = ended.stderr;
        });
        const deadline = performance.now() + timeoutMs;
        while (!(await exists(files.control))) {
            if (end !== undefined)
                throw await explainEnd(end);
            if (performance.now() > deadline || signal.aborted) {
                starting.child.kill();
                signal.throwIfAborted();
                throw silent(endpoint.url);
            }
            await (0,external_node_timers_promises_.setTimeout)(pollMs);
        }
        master = starting;
        prepare();
    };
    const explainEnd = async (end) => {
        if (end.exitCode === noSsh) {
            return new diagnosis/* Diagnosis */.O('connection-refused', `There is no ssh on this runner, and ${endpoint.url} needs one. Install the OpenSSH client.`, { isCertain: true });
        }
        if (isAboutHostKey(end))
            return explainHostKey(endpoint, files, end.stderr, ports);
        return diagnoseConnection(endpoint, end);
    };
    /** What SSH says about a question that got no answer, if it is for SSH to say. */
    const explain = async () => {
        if (loss !== undefined)
            return lost(endpoint.url, loss);
        if (lastEnd === undefined || lastEnd.hasTalked)
            return undefined;
        const { end } = lastEnd;
        return end.exitCode === 255 ? explainEnd(end) : diagnoseCommand(endpoint, daemon, end);
    };
    const end = () => {
        hasEnded = true;
        endAll();
    };
    return {
        ...(await (0,tunnel/* openSocket */.k)({ directory: options.directory, lead, endAll: end })),
        through: (ask) => async (timeoutMs, signal) => {
            const started = performance.now();
            lastEnd = undefined;
            loss = undefined;
            await open(timeoutMs, signal);
            try {
                const left = timeoutMs - (performance.now() - started);
                return await ask(Math.max(left, leastAnswerMs), signal);
            }
            catch (error) {
                throw (error instanceof diagnosis/* Diagnosis */.O && (await explain())) || error;
            }
        },
    };
}
const pollMs = 3;
/**
 * Commands that are started ahead, as buildx opens some ten connections in a row. With 30 ms to the host
 * and back, a warm build took 2.4 s with none, 1.8 s with two and no less with three; and sshd allows ten
 * at a time on one connection.
 */
const spareChannels = 2;
const leastAnswerMs = 500;
/** Of a connection of its own, where the shared one is gone. */
const channelTimeoutMs = 30_000;
async function exists(path) {
    return (0,promises_.access)(path).then(() => true, () => false);
}


/***/ }),

/***/ 7754:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ openSocket)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Listens, and joins each connection to a command. */
async function openSocket({ directory, lead, endAll, }) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'daemon.sock');
    const sockets = new Set();
    let isClosed = false;
    // Docker's API has streams of which one direction ends before the other.
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.createServer)({ allowHalfOpen: true }, (socket) => {
        if (isClosed) {
            socket.destroy();
            return;
        }
        sockets.add(socket);
        const child = lead(socket);
        // Either end may be gone before the other has said all.
        child.stdin.on('error', () => { });
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
            sockets.delete(socket);
            child.kill();
        });
        socket.pipe(child.stdin);
        child.stdout.pipe(socket, { end: false });
    });
    const close = () => {
        isClosed = true;
        server.close();
        for (const socket of sockets)
            socket.destroy();
        endAll();
    };
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(path, resolve);
    });
    // Whatever ends this process: its children would go on without it.
    process.once('exit', close);
    return { path, close };
}


/***/ })

};
