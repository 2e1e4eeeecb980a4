export const id = 8675;
export const ids = [8675];
export const modules = {

/***/ 8675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createSocketDirectory: () => (/* binding */ createSocketDirectory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _leftovers_journal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4526);
/* harmony import */ var _leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3876);



/** A socket's path may have 104 bytes on macOS, and `ssh` adds some of its own while it makes one. */
const longestDirectory = 82;
/**
 * A directory for sockets: the attempt's own, unless its path is too long for them.
 *
 * @param directory the private directory
 */
function createSocketDirectory(attemptDirectory, directory) {
    if (Buffer.byteLength(attemptDirectory) <= longestDirectory) {
        return { path: attemptDirectory, remove: () => { } };
    }
    const path = (0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .chooseSocketDirectory */ .of)();
    const strikeOff = (0,_leftovers_journal_js__WEBPACK_IMPORTED_MODULE_1__/* .noteLeftover */ .CF)(directory, { kind: 'sockets', directory: path });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(path, { mode: 0o700 });
    return {
        path,
        remove() {
            try {
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(path, { recursive: true, force: true });
                strikeOff();
            }
            catch {
                // It holds no secret, and must not fail a build. Post tries again.
            }
        },
    };
}


/***/ })

};
