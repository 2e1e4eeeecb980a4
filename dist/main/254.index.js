export const id = 254;
export const ids = [254,230];
export const modules = {

/***/ 1254:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openContainerWay: () => (/* binding */ openContainerWay)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4811);
/* harmony import */ var _diagnosis_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54);
/* harmony import */ var _ssh_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1230);






/**
 * Makes a socket whose connections each lead into the container: buildx would run the same command for
 * each, but says nothing of why it fails, after 20 seconds.
 */
async function openContainerWay({ url, command }, { directory, env }) {
    const [file, ...args] = command;
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(await (0,_ssh_files_js__WEBPACK_IMPORTED_MODULE_5__.socketDirectory)(directory), 'daemon.sock');
    const children = new Set();
    const sockets = new Set();
    /** What the command said that ended without an answer. */
    let fault;
    const attach = (socket) => {
        sockets.add(socket);
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(file, args, {
            // The post step ends only what it knows by our directory.
            env: { ...env, REMOTE_BUILDKIT_DIRECTORY: directory },
            stdio: 'pipe',
        });
        children.add(child);
        if (child.pid !== undefined)
            (0,_buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_3__/* .rememberTunnel */ .oP)(directory, child.pid);
        let words = '';
        let hasTalked = false;
        child.stderr.on('data', (chunk) => {
            words = (words + chunk).slice(-longestWords);
        });
        child.stdout.once('data', () => {
            hasTalked = true;
        });
        // Either end may be gone before the other has said all.
        child.stdin.on('error', () => { });
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
            sockets.delete(socket);
            child.kill();
        });
        socket.pipe(child.stdin);
        child.stdout.pipe(socket, { end: false });
        child.on('error', (error) => {
            fault = noCommand(url, file, error);
            socket.end();
        });
        child.on('close', () => {
            children.delete(child);
            if (!hasTalked && fault === undefined && words.trim() !== '')
                fault = refused(url, file, words);
            socket.end();
        });
    };
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.createServer)({ allowHalfOpen: true }, attach);
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(path, resolve);
    });
    const close = () => {
        server.close();
        for (const socket of sockets)
            socket.destroy();
        for (const child of children)
            child.kill();
    };
    // Whatever ends this process: its children would go on without it.
    process.once('exit', close);
    return {
        endpoint: { kind: 'unix', url, path },
        through: (ask) => async (timeoutMs, signal) => {
            fault = undefined;
            try {
                return await ask(timeoutMs, signal);
            }
            catch (error) {
                throw (error instanceof _diagnosis_js__WEBPACK_IMPORTED_MODULE_4__/* .Diagnosis */ .O && fault) || error;
            }
        },
        close,
    };
}
const longestWords = 10_000;
function noCommand(url, file, error) {
    const why = error.code === 'ENOENT'
        ? `There is no ${file} on this runner, and ${url} needs it.`
        : `${file} can't be started, and ${url} needs it: ${error.message}`;
    return new _diagnosis_js__WEBPACK_IMPORTED_MODULE_4__/* .Diagnosis */ .O('connection-refused', why, { isCertain: true });
}
/** The container may still be starting, so asking again may help. */
function refused(url, file, words) {
    const last = words.trim().split('\n').at(-1)?.trim();
    return new _diagnosis_js__WEBPACK_IMPORTED_MODULE_4__/* .Diagnosis */ .O('connection-refused', `There is no way into ${url}. ${file} says: ${last}`);
}


/***/ }),

/***/ 1230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  socketDirectory: () => (/* binding */ socketDirectory),
  writeSshFiles: () => (/* binding */ writeSshFiles)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/lib/buildx/leftovers.js
var leftovers = __webpack_require__(4811);
// EXTERNAL MODULE: ./.build/lib/errors.js
var errors = __webpack_require__(5119);
// EXTERNAL MODULE: ./.build/lib/private-directory.js
var private_directory = __webpack_require__(8763);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./.build/lib/connect/ssh/wire.js
var wire = __webpack_require__(565);
;// CONCATENATED MODULE: ./.build/lib/connect/ssh/agent.js


const longestAnswerMs = 2000;
/**
 * Asks an agent which keys it holds (draft-ietf-sshm-ssh-agent, 3.5).
 *
 * @returns public keys in the wire's form; none when there is no agent that answers
 */
function keysOfAgent(socketPath) {
    return new Promise((resolve) => {
        const socket = (0,external_node_net_.connect)(socketPath);
        const chunks = [];
        const finish = (keys) => {
            socket.destroy();
            resolve(keys);
        };
        socket.setTimeout(longestAnswerMs, () => finish([]));
        socket.on('error', () => finish([]));
        socket.on('close', () => resolve([]));
        socket.on('data', (chunk) => {
            chunks.push(chunk);
            const bytes = Buffer.concat(chunks);
            if (bytes.length < 4 || bytes.length < 4 + bytes.readUInt32BE(0))
                return;
            finish(readAnswer(bytes.subarray(4)));
        });
        socket.write(Buffer.from([0, 0, 0, 1, requestIdentities]));
    });
}
const requestIdentities = 11;
const identitiesAnswer = 12;
function readAnswer(answer) {
    if (answer[0] !== identitiesAnswer)
        return [];
    const reader = (0,wire/* createReader */.W)(answer.subarray(1));
    try {
        return Array.from({ length: reader.number() }, () => {
            const key = reader.string();
            reader.string();
            return key;
        });
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./.build/lib/connect/ssh/files.js







/**
 * Writes what `ssh` reads. The runner's own files and its agent are not touched.
 *
 * @throws ConfigurationError for a key that nobody can use
 */
async function writeSshFiles({ key, knownHosts }, sockets, ports) {
    const below = (name) => (0,external_node_path_.join)(ports.directory, name);
    if (knownHosts !== undefined)
        await (0,private_directory/* writePrivateFile */.Pl)(below('known_hosts'), knownHosts);
    return {
        ...(key && (await writeIdentity(key, ports))),
        ...(knownHosts !== undefined && { knownHosts: below('known_hosts') }),
        control: (0,external_node_path_.join)(sockets, 'ssh'),
    };
}
async function writeIdentity(key, { directory, env }) {
    const identity = (0,external_node_path_.join)(directory, 'ssh-key');
    if (!key.isProtected) {
        await (0,private_directory/* writePrivateFile */.Pl)(identity, key.text);
        return { identity };
    }
    const held = env.SSH_AUTH_SOCK ? await keysOfAgent(env.SSH_AUTH_SOCK) : [];
    const { publicKey } = key;
    if (publicKey === undefined || !held.some((each) => each.equals(publicKey))) {
        throw new errors/* ConfigurationError */.j1(`ssh-key is protected by a passphrase, which nobody can type in a job, and no agent is known to hold it. Remove the passphrase (ssh-keygen -p -f key), or add the key to an agent before this step.`, 'credentials-malformed');
    }
    const type = String((0,wire/* createReader */.W)(publicKey).string());
    await (0,private_directory/* writePrivateFile */.Pl)(identity, `${type} ${publicKey.toString('base64')}\n`);
    return { identity, isInAgent: true };
}
/** A socket's path may have 104 bytes on macOS, and `ssh` adds some of its own while it makes one. */
const longestDirectory = 82;
/** A directory for sockets: the step's own, unless it is too deep for them. */
async function socketDirectory(directory) {
    if (Buffer.byteLength(directory) <= longestDirectory)
        return directory;
    const short = await (0,promises_.mkdtemp)('/tmp/remote-buildkit-');
    (0,leftovers/* rememberSockets */.uU)(directory, short);
    return short;
}


/***/ })

};
