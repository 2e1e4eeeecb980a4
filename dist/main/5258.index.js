export const id = 5258;
export const ids = [5258];
export const modules = {

/***/ 8881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eu: () => (/* binding */ untilAborted),
/* harmony export */   MU: () => (/* binding */ TimeoutError),
/* harmony export */   wj: () => (/* binding */ withTimeout)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);

/** Work that took too long. The message is `no answer in 20 s`. */
class TimeoutError extends Error {
    name = 'TimeoutError';
    constructor(milliseconds) {
        super(`no answer in ${milliseconds / 1000} s`);
    }
}
/**
 * Waits for work, but not longer than `milliseconds`, and not after `signal` is aborted. A later
 * result or rejection of the work is ignored.
 *
 * @param work gets a signal that is aborted once its result is no longer waited for, so that it can stop
 * @returns the result of the work
 * @throws TimeoutError, CanceledError, or what the work throws
 */
async function withTimeout(work, milliseconds, signal) {
    const stopped = Promise.withResolvers();
    const controller = new AbortController();
    const stop = (error) => {
        stopped.reject(error);
        controller.abort(error);
    };
    const cancel = () => stop(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3());
    const timer = setTimeout(() => stop(new TimeoutError(milliseconds)), milliseconds);
    signal?.addEventListener('abort', cancel);
    try {
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3();
        return await Promise.race([work(controller.signal), stopped.promise]);
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
    }
}
/**
 * Waits for a promise, but not after `signal` is aborted.
 *
 * @throws the signal's reason, or what the promise rejects with
 */
async function untilAborted(promise, signal) {
    if (signal === undefined)
        return promise;
    const { promise: aborted, reject } = Promise.withResolvers();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted)
        abort();
    try {
        return await Promise.race([promise, aborted]);
    }
    finally {
        signal.removeEventListener('abort', abort);
    }
}


/***/ }),

/***/ 5258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   startKeeper: () => (/* binding */ startKeeper)
/* harmony export */ });
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(481);
/* harmony import */ var _base_timeout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8881);
/* harmony import */ var _processes_program_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3690);



/** More than the keeper takes to give up. */
const longestStartMs = 40_000;
/**
 * Starts the process that keeps a tunnel open, and waits until it is open.
 *
 * @throws Error in one line
 */
async function startKeeper(order, { directory, env, keeper }) {
    if (keeper === undefined)
        throw new Error('nothing keeps a tunnel open after this process');
    const [file, ...args] = keeper;
    const child = (0,_processes_program_js__WEBPACK_IMPORTED_MODULE_2__/* .spawnKept */ .g)({ file, env }, [...args, directory], { directory });
    try {
        child.stdin.on('error', () => { });
        child.stdin.end(JSON.stringify(order));
        const answer = await (0,_base_timeout_js__WEBPACK_IMPORTED_MODULE_1__/* .withTimeout */ .wj)(() => firstAnswer(child), longestStartMs);
        if ('error' in answer)
            throw new Error(answer.error);
    }
    catch (error) {
        child.kill('SIGKILL');
        throw error;
    }
    finally {
        // Nothing of it holds up this process.
        child.stdout.destroy();
        child.unref();
    }
}
function firstAnswer(child) {
    return new Promise((resolve, reject) => {
        (0,node_readline__WEBPACK_IMPORTED_MODULE_0__.createInterface)({ input: child.stdout }).once('line', (line) => {
            resolve(JSON.parse(line));
        });
        child.once('error', reject);
        child.once('exit', (code) => reject(new Error(`the process that keeps the tunnel ended: ${code}`)));
    });
}


/***/ })

};
