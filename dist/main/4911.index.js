export const id = 4911;
export const ids = [4911];
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

/***/ 4911:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createContext: () => (/* binding */ createContext),
/* harmony export */   j: () => (/* binding */ needsContext)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);
/* harmony import */ var _base_timeout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8881);
/* harmony import */ var _leftovers_journal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4526);
/* harmony import */ var _leftovers_mark_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5960);




/** Whether the environment makes the Docker CLI use TLS, for which buildx doesn't create a builder by itself. */
function needsContext({ DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_TLS }) {
    return /^tcp:/.test(DOCKER_HOST ?? '') && Boolean(DOCKER_TLS_VERIFY || DOCKER_TLS);
}
/**
 * Creates a Docker context from the environment, as docker/setup-buildx-action does. It is created in the
 * user's own Docker settings, since buildx has to find the user's sign-in there as well.
 *
 * @throws CommandError, TimeoutError
 */
async function createContext(name, env, ports) {
    const strikeOff = (0,_leftovers_journal_js__WEBPACK_IMPORTED_MODULE_2__/* .noteLeftover */ .CF)(ports.directory, { kind: 'context', name });
    const remove = async () => {
        await docker(['context', 'rm', '--force', name], env, ports);
        strikeOff();
    };
    try {
        await docker(['context', 'create', name], env, ports);
    }
    catch (error) {
        await remove().catch(() => { });
        throw error;
    }
    return { name, remove };
}
/** Neither command talks to the daemon. */
const longestCommandMs = 20_000;
async function docker(args, env, { run, directory }) {
    const { exitCode, stderr } = await (0,_base_timeout_js__WEBPACK_IMPORTED_MODULE_1__/* .withTimeout */ .wj)(() => run('docker', args, { env: (0,_leftovers_mark_js__WEBPACK_IMPORTED_MODULE_3__/* .marked */ .x)(env, directory) }), longestCommandMs);
    if (exitCode !== 0) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CommandError */ .Qd(`docker ${args.slice(0, 2).join(' ')}`, exitCode, stderr);
    }
}


/***/ })

};
