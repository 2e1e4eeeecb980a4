export const id = 675;
export const ids = [675];
export const modules = {

/***/ 8675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   socketDirectory: () => (/* binding */ socketDirectory)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _leftovers_journal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4526);


/** A socket's path may have 104 bytes on macOS, and `ssh` adds some of its own while it makes one. */
const longestDirectory = 82;
/** A directory for sockets: the step's own, unless it is too deep for them. */
async function socketDirectory(directory) {
    if (Buffer.byteLength(directory) <= longestDirectory)
        return directory;
    const short = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)('/tmp/remote-buildkit-');
    (0,_leftovers_journal_js__WEBPACK_IMPORTED_MODULE_1__/* .rememberSockets */ .uU)(directory, short);
    return short;
}


/***/ })

};
