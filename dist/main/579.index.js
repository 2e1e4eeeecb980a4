export const id = 579;
export const ids = [579];
export const modules = {

/***/ 2579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openTunnel: () => (/* binding */ openTunnel)
/* harmony export */ });
/** Opens a tunnel. What each kind needs is loaded only for it. */
async function openTunnel(order, ports) {
    if (order.kind === 'ssh') {
        const { openSshTunnel } = await __webpack_require__.e(/* import() */ 181).then(__webpack_require__.bind(__webpack_require__, 7181));
        return openSshTunnel(order, ports);
    }
    const { openContainerTunnel } = await __webpack_require__.e(/* import() */ 829).then(__webpack_require__.bind(__webpack_require__, 2829));
    return openContainerTunnel(order.endpoint, order.sockets, ports);
}


/***/ })

};
