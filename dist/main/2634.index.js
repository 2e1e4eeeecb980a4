export const id = 2634;
export const ids = [2634,2579];
export const modules = {

/***/ 2634:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runKeeper: () => (/* binding */ runKeeper)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8321);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7255);
/* harmony import */ var _open_tunnel_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2579);
// The process that keeps a tunnel open after the step that opened it.




const openTimeoutMs = 30_000;
/** Post ends it; should post never run, it ends with the private directory. */
const lookMs = 5000;
/**
 * Opens the tunnel that standard input describes, answers on standard output, and keeps it open until this process
 * is ended or the private directory is gone.
 */
async function runKeeper(directory, env) {
    const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
    try {
        const order = JSON.parse(await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__.text)(process.stdin));
        const tunnel = await (0,_open_tunnel_js__WEBPACK_IMPORTED_MODULE_3__.openTunnel)(order, { directory, env });
        // Opens what the connections share.
        const open = tunnel.wrapProbe(async () => { });
        await open(openTimeoutMs, AbortSignal.timeout(openTimeoutMs));
    }
    catch (error) {
        answer({ error: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error) });
        return;
    }
    answer({ isOpen: true });
    // The reader is gone by now.
    process.stdout.on('error', () => { });
    setInterval(() => {
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(directory))
            process.exit();
    }, lookMs);
}


/***/ }),

/***/ 2579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openTunnel: () => (/* binding */ openTunnel)
/* harmony export */ });
/** Opens a tunnel. What each kind needs is loaded only for it. */
async function openTunnel(order, ports) {
    if (order.kind === 'ssh') {
        const { openSshTunnel } = await __webpack_require__.e(/* import() */ 7181).then(__webpack_require__.bind(__webpack_require__, 7181));
        return openSshTunnel(order, ports);
    }
    const { openContainerTunnel } = await __webpack_require__.e(/* import() */ 2829).then(__webpack_require__.bind(__webpack_require__, 2829));
    return openContainerTunnel(order.endpoint, order.sockets, ports);
}


/***/ })

};
