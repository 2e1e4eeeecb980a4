export const id = 1025;
export const ids = [1025];
export const modules = {

/***/ 5127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ DownloadError)
/* harmony export */ });
/** A file that could not be downloaded. The message is one line that names the address. */
class DownloadError extends Error {
    name = 'DownloadError';
    /** Whether the server says that there is no such file (404, 410). */
    isMissing;
    constructor(message, options) {
        super(message, options);
        this.isMissing = options.isMissing;
    }
}


/***/ }),

/***/ 1025:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   download: () => (/* binding */ download)
/* harmony export */ });
/* harmony import */ var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3053);
/* harmony import */ var _base_download_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5127);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7255);
/* harmony import */ var _buildx_install_urls_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9017);
/* harmony import */ var _quietly_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5074);





/**
 * Downloads to a file that doesn't exist yet; after a fault there is none. A fault that may pass (5xx, 429,
 * a broken connection) is tried three times. No token is sent: releases are public, and the address may
 * belong to anybody. The proxies in the runner's variables are used.
 *
 * @throws DownloadError
 */
async function download(url, file) {
    const { downloadTool, HTTPError } = await Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2507), __webpack_require__.e(9805)]).then(__webpack_require__.bind(__webpack_require__, 9805));
    const started = (0,node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_0__.channel)('http.client.request.start');
    started.subscribe(giveUpOnSilence);
    try {
        await (0,_quietly_js__WEBPACK_IMPORTED_MODULE_4__/* .quietly */ .g)(() => downloadTool(url, file));
    }
    catch (error) {
        const status = error instanceof HTTPError ? error.httpStatusCode : undefined;
        const isMissing = status === 404 || status === 410;
        const why = status === undefined
            ? `could not be downloaded: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`
            : `answers with ${status}`;
        throw new _base_download_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DownloadError */ .n(`${(0,_buildx_install_urls_js__WEBPACK_IMPORTED_MODULE_3__/* .shown */ .SP)(url)} ${isMissing ? 'does not exist' : why}`, {
            cause: error,
            isMissing,
        });
    }
    finally {
        started.unsubscribe(giveUpOnSilence);
    }
}
const longestSilenceMs = 30_000;
/** tool-cache would wait forever for a server that sends half of a file and then nothing. */
function giveUpOnSilence(message) {
    const { request } = message;
    const giveUp = () => {
        request.destroy(new Error(`nothing came for ${longestSilenceMs / 1000} s`));
    };
    request.setTimeout(longestSilenceMs, giveUp);
    // That timeout starts with the connection, which a firewall can delay for minutes.
    request.once('socket', (socket) => {
        if (socket.connecting)
            socket.setTimeout(longestSilenceMs, giveUp);
    });
}


/***/ }),

/***/ 5074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ quietly)
/* harmony export */ });
/* harmony import */ var node_async_hooks__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4317);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1967);


const heard = new node_async_hooks__WEBPACK_IMPORTED_MODULE_0__.AsyncLocalStorage();
let listening;
/**
 * Runs a library's work and sends what it prints to the debug log, since its warnings would alarm users
 * without need. The output of everything else passes as usual, and so do the library's masks.
 *
 * @returns the result, and the warnings and errors that the library printed
 */
async function quietly(work) {
    listen();
    const lines = [];
    const value = await heard.run(lines, work);
    return { value, complaints: lines.filter((line) => /^::(warning|error)\b/.test(line)) };
}
/** The library prints with process.stdout.write and has no option to change that. */
function listen() {
    if (process.stdout.write === listening)
        return;
    const write = process.stdout.write.bind(process.stdout);
    listening = (chunk, ...rest) => {
        const lines = heard.getStore();
        if (lines === undefined)
            return write(chunk, ...rest);
        for (const line of String(chunk).split(/\r?\n/).filter(Boolean)) {
            lines.push(line);
            const isHarmless = /^::(debug|add-mask)::/.test(line);
            heard.exit(() => (isHarmless ? write(`${line}\n`) : (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .debug */ .Yz)(line)));
        }
        const done = rest.findLast((one) => typeof one === 'function');
        if (done)
            process.nextTick(done);
        return true;
    };
    process.stdout.write = listening;
}


/***/ })

};
