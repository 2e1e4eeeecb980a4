export const id = 9999;
export const ids = [9999];
export const modules = {

/***/ 9999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findSetUp: () => (/* binding */ findSetUp),
/* harmony export */   isKnownDriver: () => (/* binding */ isKnownDriver),
/* harmony export */   writeSetUp: () => (/* binding */ writeSetUp)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3876);
/* harmony import */ var _set_up_variable_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4694);
// What one process leaves about a builder that it has set up for others, so that they reach its daemon as it did.




/** The name of a record in the private directory. */
const recordFile = 'builder.json';
/**
 * Leaves the record of a builder.
 *
 * @param directory the private directory
 */
function writeSetUp(directory, builder) {
    return (0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .writePrivateFile */ .Pl)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, recordFile), JSON.stringify(builder));
}
/** @returns undefined for a builder that was set up by something else */
function findSetUp(name, env) {
    const directories = (env[_set_up_variable_js__WEBPACK_IMPORTED_MODULE_3__/* .setUpVariable */ .U] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter).filter(node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute);
    // The last one: an earlier step may have set up a builder of the same name.
    return directories
        .toReversed()
        .flatMap((directory) => readSetUp(directory) ?? [])
        .find((builder) => builder.name === name);
}
function readSetUp(directory) {
    try {
        // The record names files to read and a socket to connect to, so no other user may have written it.
        if (!(0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .isOwnAlone */ .kM)(directory))
            return undefined;
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, recordFile), 'utf8'));
    }
    catch {
        // Another step has removed it.
        return undefined;
    }
}
/** Narrows a driver's name to those that the action creates. */
function isKnownDriver(driver) {
    return driver === 'remote' || driver === 'docker-container' || driver === 'docker';
}


/***/ })

};
