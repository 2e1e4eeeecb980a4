export const id = 7181;
export const ids = [7181];
export const modules = {

/***/ 7181:
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
// EXTERNAL MODULE: ./.build/lib/base/stopwatch.js
var stopwatch = __webpack_require__(9957);
// EXTERNAL MODULE: ./.build/lib/daemon/diagnosis/network.js
var network = __webpack_require__(4207);
// EXTERNAL MODULE: ./.build/lib/processes/dialer.js
var dialer = __webpack_require__(4803);
// EXTERNAL MODULE: ./.build/lib/connect/tunnel/tunnel.js
var tunnel = __webpack_require__(7754);
;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/ssh/args.js
/** `ssh`, reporting its errors in English. */
function sshProgram(env) {
    return { file: 'ssh', env: { ...env, LC_ALL: 'C' } };
}
/** For the shared connection, which runs no command. */
function masterArgs(endpoint, files, timeoutMs) {
    return [
        ...['-o', 'ControlMaster=yes'],
        ...options(endpoint, files, timeoutMs),
        '-N',
        ...destination(endpoint),
    ];
}
/** For one command over the shared connection, or over one of its own when that is gone. */
function channelArgs(endpoint, files, timeoutMs, command) {
    return [...options(endpoint, files, timeoutMs), ...destination(endpoint), command];
}
/**
 * For writing the host's key to a file. No authentication is tried with a host whose key isn't known.
 */
function hostKeyArgs(endpoint, files, seen) {
    const none = ['Pubkey', 'Password', 'KbdInteractive', 'GSSAPI', 'Hostbased'].map((method) => `${method}Authentication=no`);
    const accept = ['StrictHostKeyChecking=accept-new', 'HashKnownHosts=no', ...none];
    return [
        ...accept.flatMap((option) => ['-o', option]),
        ...options(endpoint, { ...files, knownHosts: seen, control: undefined }, 5000),
        '-N',
        ...destination(endpoint),
    ];
}
/** `ssh` uses the first value of an option that is given twice. */
function options(endpoint, { identity, isInAgent = false, knownHosts, control, }, timeoutMs) {
    const given = [
        'BatchMode=yes',
        'StrictHostKeyChecking=yes',
        // Never writes to the user's known_hosts.
        'UpdateHostKeys=no',
        ...(knownHosts ? trustOnly(knownHosts) : []),
        ...(identity
            ? [
                `IdentityFile=${sshQuote(identity)}`,
                'IdentitiesOnly=yes',
                'PreferredAuthentications=publickey',
                ...(isInAgent ? [] : ['IdentityAgent=none']),
            ]
            : []),
        `ControlPath=${control ? sshQuote(control) : 'none'}`,
        'ControlMaster=no',
        'ControlPersist=no',
        `ConnectTimeout=${Math.max(1, Math.ceil(timeoutMs / 1000))}`,
        // Detects a dead host within a minute, and keeps a firewall from dropping an idle connection.
        'ServerAliveInterval=15',
        'ServerAliveCountMax=3',
        // Settings of the runner's own configuration that would get in the way.
        'ClearAllForwardings=yes',
        'ForwardAgent=no',
        'ForwardX11=no',
        'PermitLocalCommand=no',
        'RemoteCommand=none',
        'RequestTTY=no',
        'LogLevel=INFO',
    ];
    return [
        // With a key from the inputs, the runner's own configuration is ignored.
        ...(identity ? ['-F', 'none'] : []),
        ...given.flatMap((option) => ['-o', option]),
        '-T',
        ...(endpoint.user ? ['-l', endpoint.user] : []),
        ...(endpoint.port ? ['-p', String(endpoint.port)] : []),
    ];
}
/** Trusts a host only by this file: by no other file, no DNS record and no program of the runner's. */
function trustOnly(knownHosts) {
    return [
        `UserKnownHostsFile=${sshQuote(knownHosts)}`,
        // Not `none`: `ssh` before 8.5 takes that for a file's name.
        'GlobalKnownHostsFile=/dev/null',
        'VerifyHostKeyDNS=no',
        // KnownHostsCommand is new in 8.5. This replaces the runner's own list of options to ignore, hence `*`.
        'IgnoreUnknown=*',
        'KnownHostsCommand=none',
    ];
}
/** Quotes a path for an option's value: it may have spaces, and `ssh` expands `%`. */
function sshQuote(path) {
    return `"${path.replaceAll('%', '%%')}"`;
}
function destination({ host }) {
    return ['--', host];
}
/** The command that connects its standard input and output to the daemon on the host. */
function dialCommand(daemon, { socket }) {
    if (daemon === 'docker') {
        return `docker ${socket ? `--host=unix://${socket} ` : ''}system dial-stdio`;
    }
    return `buildctl ${socket ? `--addr=unix://${socket} ` : ''}dial-stdio`;
}

// EXTERNAL MODULE: ./.build/lib/text/truncate.js
var truncate = __webpack_require__(296);
;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/ssh/diagnose.js



/** Whether `ssh` ended because it doesn't trust the host's key. */
function isAboutHostKey(stderr) {
    return /Host key verification failed|REVOKED HOST KEY/.test(stderr);
}
/**
 * Names the fault of an SSH connection that could not be set up. `ssh` has no error codes, but its messages
 * have been the same for years.
 */
function diagnoseConnection({ url: at }, stderr, hasKey) {
    if (/Could not resolve hostname .*Temporary failure/.test(stderr)) {
        return (0,network/* silentDns */.fc)(at, 'Temporary failure in name resolution');
    }
    if (/Could not resolve hostname/.test(stderr)) {
        return (0,network/* unknownHost */.Vp)(at, 'Could not resolve hostname');
    }
    if (/Permission denied \(|Too many authentication failures|No more authentication/.test(stderr)) {
        return new diagnosis/* Diagnosis */.OZ('ssh-auth-failed', authFailed(at, stderr, hasKey));
    }
    if (/connect to .*: Connection refused/.test(stderr)) {
        return (0,network/* refusedConnection */.N7)(at, 'Is sshd running, and on this port?');
    }
    const noRoute = /timed out|No route to host|Network is unreachable|Host is down/i.exec(stderr);
    if (noRoute !== null)
        return (0,network/* unreachable */.HB)(at, noRoute[0]);
    if (/banner line contains invalid|Bad remote protocol version|no SSH banner/i.test(stderr)) {
        return new diagnosis/* Diagnosis */.OZ('not-buildkit', `${at} does not speak SSH. Is it another service's port? Check host and port.`);
    }
    const mismatch = /Unable to negotiate .*: (no matching [^.]+)/.exec(stderr)?.[1];
    if (mismatch !== undefined) {
        return new diagnosis/* Diagnosis */.OZ('connection-reset', `SSH with ${at} can't be set up: ${mismatch}. Update the older of the two.`, { isCertain: true });
    }
    return new diagnosis/* Diagnosis */.OZ('connection-reset', `${at} closed the connection before SSH was set up${lastLineInBrackets(stderr)}. Is sshd listening there, and is it restarting?`);
}
/** Names the fault of the command on the host, when SSH itself works. */
function diagnoseCommand(endpoint, daemon, { stderr, exitCode }) {
    const at = endpoint.url;
    const [program, what] = daemon === 'docker' ? ['docker', 'Docker'] : ['buildctl', 'BuildKit'];
    const code = daemon === 'docker' ? 'ssh-no-docker' : 'not-buildkit';
    if (exitCode === 127 || noProgram.test(stderr)) {
        return new diagnosis/* Diagnosis */.OZ(code, `SSH to ${at} works, but there is no ${program} on the host. Install it, or put it on the PATH of that user's non-interactive shell.`, { isCertain: true });
    }
    if (/permission denied/i.test(stderr)) {
        return new diagnosis/* Diagnosis */.OZ(code, `SSH to ${at} works, but that user has no permission to use ${what}'s socket${lastLineInBrackets(stderr)}. Add the user to the socket's group, or name another socket: ssh://user@host/path/of/the.sock.`, { isCertain: true });
    }
    if (hungUp.test(stderr) || lastLineInBrackets(stderr) === '') {
        return new diagnosis/* Diagnosis */.OZ('connection-reset', `SSH to ${at} works, but the daemon there closed the connection before it answered${lastLineInBrackets(stderr)}. Is it restarting, or is it not ${what}?`);
    }
    return new diagnosis/* Diagnosis */.OZ(daemon === 'docker' ? code : 'connection-refused', `SSH to ${at} works, but ${program} on the host reaches no daemon${lastLineInBrackets(stderr)}. Is the daemon running, and is its socket the usual one? For another socket, write ssh://user@host/path/of/the.sock.`);
}
/** The messages of csh and of Windows. Every other shell has an exit code for it. */
const noProgram = /: Command not found\.|is not recognized/;
/**
 * A daemon that closes the connection has sent the reason, but `docker system dial-stdio` may exit before it has
 * forwarded that, with one of these messages or none: Docker 20.10 lost one answer in ten that way. If it reaches
 * no daemon at all, it reports that.
 */
const hungUp = /: broken pipe|connection reset by peer/;
/** An SSH connection that worked has broken. */
function diagnoseLoss(at, stderr) {
    return new diagnosis/* Diagnosis */.OZ('connection-reset', `The SSH connection to ${at} broke${lastLineInBrackets(stderr)}. Is sshd restarting?`);
}
function authFailed(at, stderr, hasKey) {
    const unusable = /Load key .*: ([^\r\n]+)/.exec(stderr)?.[1];
    if (hasKey && unusable !== undefined) {
        return `ssh can't use the key in ssh-key (${unusable}). Convert it to OpenSSH's format: ssh-keygen -p -f key`;
    }
    return hasKey
        ? `${at} does not accept the key in ssh-key. Put its public half into that user's authorized_keys, and check the user's name.`
        : `${at} accepts no key of this runner. ssh-key is empty, so only keys of an agent and of the runner's own SSH configuration were tried. A pull request from a fork has no secrets.`;
}
/** The last line of stderr, in brackets and bounded. It may come from a peer that isn't trusted. */
function lastLineInBrackets(stderr) {
    const line = stderr
        .split(/[\r\n]+/)
        .map((each) => (0,truncate/* shortLine */.t)(each, longestQuote))
        .filter((each) => each !== '' && !/^Warning: Permanently added|^mux_client/.test(each))
        .at(-1);
    return line === undefined ? '' : ` (${line.replace(/\.$/, '')})`;
}
const longestQuote = 300;

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/lib/credentials/known-hosts.js
var known_hosts = __webpack_require__(7886);
// EXTERNAL MODULE: ./.build/lib/processes/process.js + 1 modules
var process = __webpack_require__(4735);
;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/ssh/host-key.js







/** Diagnoses a host key that `ssh` doesn't trust, with the key that the host shows, for a person to compare. */
async function explainHostKey(endpoint, { files, stderr, attemptDirectory }, ports) {
    const seen = await fetchHostKey(endpoint, files, attemptDirectory, ports);
    return describeHostKey(endpoint.url, stderr, seen, files.knownHosts !== undefined);
}
/**
 * Names why `ssh` doesn't trust a host's key.
 *
 * @param at the endpoint as the user wrote it
 * @param stderr what `ssh` reported
 * @param seen the key that the host shows; undefined when it couldn't be fetched
 * @param isGiven whether the workflow gives the known hosts
 */
function describeHostKey(at, stderr, seen, isGiven) {
    const where = isGiven
        ? 'ssh-known-hosts'
        : "ssh-known-hosts, which is empty, or this runner's own known_hosts";
    const key = seen && `${seen.fingerprint} (${seen.type})`;
    const compare = 'Compare it with what ssh-keygen -lf prints on the host for its /etc/ssh/ssh_host_*_key.pub.';
    if (/REVOKED/.test(stderr)) {
        return new diagnosis/* Diagnosis */.OZ('ssh-host-key-changed', `The host key of ${at} is marked as revoked${key ? `: ${key}` : ''}. Give the host a new key.`);
    }
    if (/IDENTIFICATION HAS CHANGED/.test(stderr)) {
        return new diagnosis/* Diagnosis */.OZ('ssh-host-key-changed', seen
            ? `The host key of ${at} is not the known one: the host shows ${key}. Another host may be answering. ${compare} Only if it is the same, its line "${seen.line}" replaces the one in ssh-known-hosts.`
            : `The host key of ${at} is not the known one. Another host may be answering. Compare before you replace the line in ssh-known-hosts.`);
    }
    return new diagnosis/* Diagnosis */.OZ('ssh-host-key-unknown', seen
        ? `The host key of ${at} is not in ${where}: the host shows ${key}. ${compare} Only if it is the same, add its line "${seen.line}" to ssh-known-hosts.`
        : `The host key of ${at} is not in ${where}. ssh-keyscan on a network that you trust prints the line to add.`);
}
const longestFetchMs = 5000;
/** Connects again with an empty file for known hosts, and reads the key that `ssh` writes there. */
async function fetchHostKey(endpoint, files, attemptDirectory, { env, directory }) {
    const file = (0,external_node_path_.join)(attemptDirectory, `seen-${(0,external_node_crypto_.randomUUID)()}`);
    try {
        await (0,process/* runToEnd */.c)(sshProgram(env), hostKeyArgs(endpoint, files, file), {
            directory,
            cwd: attemptDirectory,
            // It ends by itself soon. If the job is canceled, it ends with this process.
            signal: new AbortController().signal,
            timeoutMs: longestFetchMs,
            gracePeriodMs: 0,
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

;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/ssh/tunnel.js










/**
 * Makes a socket whose connections each lead to the daemon: for each, the host runs `docker system dial-stdio`
 * or `buildctl dial-stdio`, as it does for the Docker CLI. All share one SSH connection, so that only the
 * first costs a handshake; and commands are started ahead of the connections that will need them.
 *
 * Neither port nor socket forwarding is needed, so a user confined to that command suffices.
 */
async function openSshTunnel(options, ports) {
    const { endpoint, files, daemon, hasKey, attemptDirectory } = options;
    const { directory } = ports;
    const running = new Set();
    let master;
    /** The stderr of a shared connection that ended by itself. */
    let loss;
    const spares = [];
    /** How the last channel ended. */
    let lastEnd;
    let isClosed = false;
    const startSsh = (args) => {
        // An old `ssh` takes the name of a newer option for a file's name: that must not be one of the checkout.
        const ssh = (0,dialer/* startDialer */._)(sshProgram(ports.env), args, { directory, cwd: attemptDirectory });
        running.add(ssh);
        void ssh.ended.then(() => running.delete(ssh));
        return ssh;
    };
    const startChannel = () => {
        const command = dialCommand(daemon, endpoint);
        const channel = startSsh(channelArgs(endpoint, files, channelTimeoutMs, command));
        void channel.ended.then(() => {
            const index = spares.indexOf(channel);
            if (index >= 0)
                spares.splice(index, 1);
        });
        return channel;
    };
    const startSpares = () => {
        while (!isClosed && spares.length < spareChannels)
            spares.push(startChannel());
    };
    const spawnFor = (socket) => {
        const channel = spares.shift() ?? startChannel();
        startSpares();
        // The connection ends only when the reason is known, so that a failed probe can be explained.
        void channel.ended.then((end) => {
            lastEnd = end;
            socket.end();
        });
        return channel;
    };
    const openMaster = async (timeoutMs, signal) => {
        if (master !== undefined)
            return;
        await (0,promises_.rm)(files.control, { force: true });
        const starting = startSsh(masterArgs(endpoint, files, timeoutMs));
        let end;
        void starting.ended.then((ended) => {
            end = ended;
            if (master !== starting)
                return;
            master = undefined;
            loss = ended.stderr;
        });
        const seconds = (0,stopwatch/* startStopwatch */.Q)();
        while (!(await exists(files.control))) {
            if (end !== undefined)
                throw await explainEnd(end);
            if (seconds() * 1000 > timeoutMs || signal.aborted) {
                starting.kill();
                signal.throwIfAborted();
                throw (0,network/* unreachable */.HB)(endpoint.url, 'timeout');
            }
            await (0,external_node_timers_promises_.setTimeout)(pollMs);
        }
        master = starting;
        startSpares();
    };
    const explainEnd = async ({ startError, stderr }) => {
        if (startError !== undefined)
            return cannotStart(endpoint.url, startError);
        if (isAboutHostKey(stderr)) {
            return explainHostKey(endpoint, { files, stderr, attemptDirectory }, ports);
        }
        return diagnoseConnection(endpoint, stderr, hasKey);
    };
    /** @returns why a probe failed, if SSH or the command on the host reported it */
    const explain = async () => {
        if (loss !== undefined)
            return diagnoseLoss(endpoint.url, loss);
        if (lastEnd === undefined || lastEnd.hasTalked)
            return undefined;
        return isEndOfSsh(lastEnd) ? explainEnd(lastEnd) : diagnoseCommand(endpoint, daemon, lastEnd);
    };
    const { path, close } = await (0,tunnel/* listenOn */.l)({ directory: options.sockets, spawnFor });
    return {
        path,
        close() {
            isClosed = true;
            close();
            for (const { kill } of running)
                kill();
        },
        wrapProbe: (probe) => async (timeoutMs, signal) => {
            const seconds = (0,stopwatch/* startStopwatch */.Q)();
            lastEnd = undefined;
            loss = undefined;
            await openMaster(timeoutMs, signal);
            try {
                const leftMs = timeoutMs - seconds() * 1000;
                return await probe(Math.max(leftMs, shortestProbeMs), signal);
            }
            catch (error) {
                throw (error instanceof diagnosis/* Diagnosis */.OZ && (await explain())) || error;
            }
        },
    };
}
const pollMs = 3;
/**
 * buildx opens some ten connections in a row. With 30 ms to the host and back, a warm build took 2.4 s with
 * no spare channel, 1.8 s with two, and no less with three. sshd allows ten at a time on one connection.
 */
const spareChannels = 2;
/** Minimum time for a probe, when opening the connection has used up the timeout. */
const shortestProbeMs = 500;
/** Of a connection of its own, which a channel makes when the shared one is gone. */
const channelTimeoutMs = 30_000;
/** `ssh` itself fails with 255, or is ended by a signal; any other exit code is that of the command. */
function isEndOfSsh({ exitCode }) {
    return exitCode === undefined || exitCode === 255;
}
function cannotStart(url, error) {
    const reason = error.code === 'ENOENT'
        ? `There is no ssh on this runner, and ${url} needs one. Install the OpenSSH client.`
        : `ssh can't be started, and ${url} needs it: ${error.message}`;
    return new diagnosis/* Diagnosis */.OZ('connection-refused', reason, { isCertain: true });
}
async function exists(path) {
    return (0,promises_.access)(path).then(() => true, () => false);
}


/***/ }),

/***/ 7754:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ listenOn)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Listens, and pipes each connection into a command. */
async function listenOn({ directory, spawnFor, }) {
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
        const command = spawnFor(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
            sockets.delete(socket);
            command.kill();
        });
        command.connect(socket);
    });
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(path, resolve);
    });
    return {
        path,
        close() {
            isClosed = true;
            server.close();
            for (const socket of sockets)
                socket.destroy();
        },
    };
}


/***/ }),

/***/ 4207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   N7: () => (/* binding */ refusedConnection),
/* harmony export */   Vp: () => (/* binding */ unknownHost),
/* harmony export */   fc: () => (/* binding */ silentDns)
/* harmony export */ });
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3875);
// Faults that all routes to a daemon share, so that they read the same for TCP and for SSH.

/**
 * DNS says that the host doesn't exist.
 *
 * @param at the endpoint, for the message
 * @param words the error's code or text, to search for
 */
function unknownHost(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('dns-not-found', `DNS does not know the host of ${at} (${words}). Check the spelling, and whether this runner is in a network that knows the host.`, { cause });
}
/** DNS doesn't answer. */
function silentDns(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('dns-not-found', `DNS gave no answer about the host of ${at} (${words}). Check the name servers of this runner.`, { cause });
}
/** Something refuses connections, so the host is there. */
function refusedConnection(at, question, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('connection-refused', `Nothing listens at ${at}: the connection was refused. ${question}`, { cause });
}
/** No packet comes back, or the network reports that there is no route. */
function unreachable(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('connection-timeout', `${at} can't be reached from this runner (${words}). Check the address, the network and the firewall.`, { cause });
}


/***/ }),

/***/ 4803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ startDialer)
/* harmony export */ });
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3690);

const longestStderr = 10_000;
/** Starts such a command. It doesn't outlive this process. */
function startDialer(program, args, options) {
    const child = (0,_program_js__WEBPACK_IMPORTED_MODULE_0__/* .spawnChild */ .A)(program, args, options, 'pipe');
    let stderr = '';
    let hasTalked = false;
    let startError;
    child.stderr.on('data', (chunk) => {
        stderr = (stderr + chunk).slice(-longestStderr);
    });
    // It may end before it has read everything.
    child.stdin.on('error', () => { });
    child.on('error', (error) => {
        startError = error;
    });
    const ended = new Promise((resolve) => {
        child.on('close', (code) => {
            const exitCode = startError === undefined ? (code ?? undefined) : undefined;
            resolve({ stderr, exitCode, hasTalked, ...(startError && { startError }) });
        });
    });
    return {
        ended,
        connect(connection) {
            child.stdout.once('data', () => {
                hasTalked = true;
            });
            connection.pipe(child.stdin);
            child.stdout.pipe(connection, { end: false });
        },
        kill: () => child.kill(),
    };
}


/***/ })

};
