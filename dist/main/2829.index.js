export const id = 2829;
export const ids = [2829];
export const modules = {

/***/ 2829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openContainerTunnel: () => (/* binding */ openContainerTunnel)
/* harmony export */ });
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3875);
/* harmony import */ var _processes_dialer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4803);
/* harmony import */ var _tunnel_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7754);



/**
 * Makes a socket whose connections each lead into the container. buildx would run the same command for each
 * connection, but report only after 20 seconds, and without the command's own words.
 *
 * @param attemptDirectory where the socket is made
 */
async function openContainerTunnel({ url, command }, attemptDirectory, { directory, env }) {
    const [file, ...args] = command;
    let fault;
    const spawnFor = (socket) => {
        const dialer = (0,_processes_dialer_js__WEBPACK_IMPORTED_MODULE_1__/* .startDialer */ ._)({ file, env }, args, { directory });
        void dialer.ended.then((end) => {
            fault ??= diagnoseEnd(url, file, end);
            socket.end();
        });
        return dialer;
    };
    return {
        ...(await (0,_tunnel_js__WEBPACK_IMPORTED_MODULE_2__/* .listenOn */ .l)({ directory: attemptDirectory, spawnFor })),
        wrapProbe: (probe) => async (timeoutMs, signal) => {
            fault = undefined;
            try {
                return await probe(timeoutMs, signal);
            }
            catch (error) {
                throw (error instanceof _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ && fault) || error;
            }
        },
    };
}
/** @returns undefined when the command doesn't explain why there is no answer */
function diagnoseEnd(url, file, { startError, hasTalked, stderr }) {
    if (startError !== undefined)
        return cannotStart(url, file, startError);
    const lastLine = stderr.trim().split('\n').at(-1)?.trim();
    if (hasTalked || !lastLine)
        return undefined;
    if (forbidden.test(lastLine)) {
        return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('container-forbidden', `${file} may not enter ${url} with the rights that it has here. It says: ${lastLine}`);
    }
    // The container may still be starting, so another probe may succeed.
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('connection-refused', `${url} can't be entered. ${file} says: ${lastLine}`);
}
/**
 * The words of kubectl for HTTP 403 and 401 (`StatusReasonForbidden`, `StatusReasonUnauthorized` in apimachinery), and
 * of the Docker CLI for a socket that belongs to another group. Waiting doesn't change a right.
 */
const forbidden = /\(Forbidden\)|\bis forbidden: |\(Unauthorized\)|permission denied while trying to connect to the docker/i;
function cannotStart(url, file, error) {
    const reason = error.code === 'ENOENT'
        ? `There is no ${file} on this runner, and ${url} needs it.`
        : `${file} can't be started, and ${url} needs it: ${error.message}`;
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('connection-refused', reason, { isCertain: true });
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
