export const id = 1258;
export const ids = [1258];
export const modules = {

/***/ 1258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   connectToDaemon: () => (/* binding */ connectToDaemon),
/* harmony export */   createControl: () => (/* binding */ createControl)
/* harmony export */ });
/* harmony import */ var _base_timeout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8881);
/* harmony import */ var _grpc_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4047);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8350);



/** How long an unused connection stays open. Where connections are limited, another build may wait for it. */
const longestIdleMs = 500;
/**
 * @param open connects, and rejects with the first error, not a diagnosis: callers work without the connection. The
 *   signal ends the attempt, which may wait for its turn at a load balancer.
 */
function createControl(open) {
    let session;
    let opening;
    let calls = 0;
    let idle;
    const close = () => {
        clearTimeout(idle);
        opening?.abort();
        session?.then(({ http2 }) => http2.destroy()).catch(() => { });
        session = undefined;
    };
    const connect = async () => {
        const current = session;
        const opened = await current?.catch(() => undefined);
        if (opened !== undefined && !opened.http2.destroyed)
            return opened;
        // Several calls at once share the connection that the first of them opens.
        if (session === current) {
            opening = new AbortController();
            session = open(opening.signal);
        }
        return session;
    };
    return {
        async call(path, request, onMessage, signal) {
            clearTimeout(idle);
            calls += 1;
            try {
                const opened = await (0,_base_timeout_js__WEBPACK_IMPORTED_MODULE_0__/* .untilAborted */ .Eu)(connect(), signal);
                await (0,_grpc_js__WEBPACK_IMPORTED_MODULE_1__/* .callStream */ .lm)(opened, path, request, onMessage, signal);
            }
            finally {
                calls -= 1;
                if (calls === 0)
                    idle = setTimeout(close, longestIdleMs).unref();
            }
        },
        close,
    };
}
/**
 * Connects like `probe`.
 *
 * @param signal closes the connection
 * @throws the signal's reason
 */
function connectToDaemon(target, signal) {
    return new Promise((resolve, reject) => {
        const close = (0,_session_js__WEBPACK_IMPORTED_MODULE_2__/* .openSession */ .f)(target, {
            onOpen: resolve,
            onFault(error) {
                close();
                reject(error);
            },
        });
        signal?.addEventListener('abort', () => {
            close();
            reject(signal.reason);
        });
    });
}


/***/ })

};
