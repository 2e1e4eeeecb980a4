export const id = 2124;
export const ids = [2124];
export const modules = {

/***/ 2124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fallBackTo: () => (/* binding */ fallBackTo),
/* harmony export */   isWithoutDocker: () => (/* binding */ isWithoutDocker),
/* harmony export */   throwWithoutDocker: () => (/* binding */ throwWithoutDocker)
/* harmony export */ });
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3875);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7255);


/** Without an endpoint and without Docker, there is nothing to build on: the workflow has to name something. */
function throwWithoutDocker(error) {
    const message = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error);
    if (!isWithoutDocker(message))
        throw error;
    throw new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('no-endpoint', `endpoint is empty, and a local builder needs Docker on this runner, which can't be used: ${message}. Give the address of a BuildKit daemon in endpoint, or use a runner with Docker.`, { cause: error });
}
/** By the messages of buildx, which are the Docker client's, and of a missing Docker CLI. */
function isWithoutDocker(message) {
    return /connect to the docker (?:api|daemon)|error during connect|(?:executable file: docker|spawn docker ENOENT)/i.test(message);
}
/**
 * Uses a local builder instead of a daemon that can't be used, with a warning.
 *
 * @throws Diagnosis of both faults when there can be no local builder
 */
async function fallBackTo(diagnosis, createLocal, { log, signal, help }) {
    const { code, message, reason } = diagnosis;
    try {
        const builder = await createLocal();
        log.warning(`${message} A local builder is used instead. See ${help(code)}`);
        return { ...builder, fallback: { code, reason } };
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        throw new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ(code, `${reason} Falling back to a local builder failed too: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, { cause: error });
    }
}


/***/ })

};
