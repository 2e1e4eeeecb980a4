export const id = 829;
export const ids = [829];
export const modules = {

/***/ 2829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openContainerTunnel: () => (/* binding */ openContainerTunnel)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3875);
/* harmony import */ var _leftovers_journal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4526);
/* harmony import */ var _tunnel_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7754);




/**
 * Makes a socket whose connections each lead into the container: buildx would run the same command for
 * each, but says nothing of why it fails, after 20 seconds.
 */
async function openContainerTunnel({ url, command }, socketDirectory, { directory, env }) {
    const [file, ...args] = command;
    const children = new Set();
    /** What the command said that ended without an answer. */
    let fault;
    const lead = (socket) => {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(file, args, {
            // The post step ends only what it knows by our directory.
            env: { ...env, REMOTE_BUILDKIT_DIRECTORY: directory },
            stdio: 'pipe',
        });
        children.add(child);
        if (child.pid !== undefined)
            (0,_leftovers_journal_js__WEBPACK_IMPORTED_MODULE_2__/* .rememberTunnel */ .oP)(directory, child.pid);
        let words = '';
        let hasTalked = false;
        child.stderr.on('data', (chunk) => {
            words = (words + chunk).slice(-longestWords);
        });
        child.stdout.once('data', () => {
            hasTalked = true;
        });
        child.on('error', (error) => {
            fault = noCommand(url, file, error);
            socket.end();
        });
        child.on('close', () => {
            children.delete(child);
            if (!hasTalked && fault === undefined && words.trim() !== '') {
                fault = refused(url, file, words);
            }
            socket.end();
        });
        return child;
    };
    const endAll = () => {
        for (const child of children)
            child.kill();
    };
    return {
        ...(await (0,_tunnel_js__WEBPACK_IMPORTED_MODULE_3__/* .openSocket */ .k)({ directory: socketDirectory, lead, endAll })),
        through: (ask) => async (timeoutMs, signal) => {
            fault = undefined;
            try {
                return await ask(timeoutMs, signal);
            }
            catch (error) {
                throw (error instanceof _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .O && fault) || error;
            }
        },
    };
}
const longestWords = 10_000;
function noCommand(url, file, error) {
    const why = error.code === 'ENOENT'
        ? `There is no ${file} on this runner, and ${url} needs it.`
        : `${file} can't be started, and ${url} needs it: ${error.message}`;
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .O('connection-refused', why, { isCertain: true });
}
/** The container may still be starting, so asking again may help. */
function refused(url, file, words) {
    const last = words.trim().split('\n').at(-1)?.trim();
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_1__/* .Diagnosis */ .O('connection-refused', `There is no way into ${url}. ${file} says: ${last}`);
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
