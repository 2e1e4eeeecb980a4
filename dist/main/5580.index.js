export const id = 5580;
export const ids = [5580];
export const modules = {

/***/ 5580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeSshFiles: () => (/* binding */ writeSshFiles)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/credentials/ssh-wire.js
var ssh_wire = __webpack_require__(8099);
// EXTERNAL MODULE: ./.build/lib/leftovers/private-directory.js
var private_directory = __webpack_require__(3876);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/ssh/agent.js


const longestAnswerMs = 2000;
/** An agent with a hundred keys answers in 50 kB; `ssh` itself accepts 256 kB. */
const longestAnswerBytes = 256 * 1024;
/**
 * Asks an agent which keys it holds (draft-ietf-sshm-ssh-agent, 3.5).
 *
 * @returns public keys in SSH's wire format; none when no agent answers
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
            if (bytes.length < 4)
                return;
            const length = bytes.readUInt32BE(0);
            if (length > longestAnswerBytes)
                finish([]);
            else if (bytes.length >= 4 + length)
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
    const reader = (0,ssh_wire/* createReader */.W)(answer.subarray(1));
    try {
        return Array.from({ length: reader.number() }, () => {
            const key = reader.string();
            // A comment.
            reader.string();
            return key;
        });
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./.build/lib/connect/tunnel/ssh/files.js





/**
 * Writes the files that `ssh` reads. The runner's own files and its agent are not changed.
 *
 * @param directories where to write the files, and where `ssh` makes its control socket
 * @throws ConfigurationError for a key with a passphrase that no agent holds
 */
async function writeSshFiles({ key, knownHosts }, directories, { env }) {
    const { attemptDirectory, sockets } = directories;
    const knownHostsFile = (0,external_node_path_.join)(attemptDirectory, 'known_hosts');
    if (knownHosts !== undefined)
        await (0,private_directory/* writePrivateFile */.Pl)(knownHostsFile, knownHosts);
    return {
        ...(key && (await writeIdentity(key, (0,external_node_path_.join)(attemptDirectory, 'ssh-key'), env))),
        ...(knownHosts !== undefined && { knownHosts: knownHostsFile }),
        control: (0,external_node_path_.join)(sockets, 'ssh'),
    };
}
async function writeIdentity(key, identity, env) {
    if (!key.isProtected) {
        await (0,private_directory/* writePrivateFile */.Pl)(identity, key.text);
        return { identity };
    }
    const held = env.SSH_AUTH_SOCK ? await keysOfAgent(env.SSH_AUTH_SOCK) : [];
    const { publicKey } = key;
    if (publicKey === undefined || !held.some((each) => each.equals(publicKey))) {
        throw new errors/* ConfigurationError */.j1('ssh-key is protected by a passphrase, which a job cannot enter, and no agent holds the key. Remove the passphrase (ssh-keygen -p -f key), or add the key to an agent before this step.', 'credentials-malformed');
    }
    const type = String((0,ssh_wire/* createReader */.W)(publicKey).string());
    await (0,private_directory/* writePrivateFile */.Pl)(identity, `${type} ${publicKey.toString('base64')}\n`);
    return { identity, isInAgent: true };
}


/***/ })

};
