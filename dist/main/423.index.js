export const id = 423;
export const ids = [423];
export const modules = {

/***/ 6423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openTunnel: () => (/* binding */ openTunnel)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _leftovers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2946);
/* harmony import */ var _diagnosis_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(54);





/**
 * Makes a socket whose connections each lead into the container: buildx would run the same command for
 * each, but says nothing of why it fails, after 20 seconds.
 */
async function openTunnel({ url, command }, sockets, { directory, env }) {
    const [file, ...args] = command;
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(sockets, 'daemon.sock');
    const children = new Set();
    const connections = new Set();
    /** What the command said that ended without an answer. */
    let fault;
    const attach = (socket) => {
        connections.add(socket);
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(file, args, {
            // The post step ends only what it knows by our directory.
            env: { ...env, REMOTE_BUILDKIT_DIRECTORY: directory },
            stdio: 'pipe',
        });
        children.add(child);
        if (child.pid !== undefined)
            (0,_leftovers_js__WEBPACK_IMPORTED_MODULE_3__/* .rememberTunnel */ .oP)(directory, child.pid);
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
            connections.delete(socket);
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
        for (const socket of connections)
            socket.destroy();
        for (const child of children)
            child.kill();
    };
    // Whatever ends this process: its children would go on without it.
    process.once('exit', close);
    return {
        path,
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


/***/ })

};
