export const id = 45;
export const ids = [45];
export const modules = {

/***/ 6045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createDockerBuilder: () => (/* binding */ createDockerBuilder)
/* harmony export */ });
/* unused harmony export lastingName */
/* harmony import */ var _buildx_create_args_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5061);
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(710);
/* harmony import */ var _container_builder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1362);
/* harmony import */ var _inspect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7467);




/** The container, to buildx `buildx_buildkit_remote-buildkit`, is found by its name again. */
const lastingName = 'remote-buildkit';
/** A builder that stays on a Docker daemon: that daemon's own, or one in a container there. */
async function createDockerBuilder({ driver, path, daemon, container }, { file, env }, ports) {
    const buildx = { file, env: (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerEnvironment */ .O9)(env, `unix://${path}`) };
    // buildx has one of each Docker daemon already, by the name of its context.
    if (driver === 'docker')
        return { name: 'default', driver, buildx, daemon };
    const args = (0,_buildx_create_args_js__WEBPACK_IMPORTED_MODULE_3__/* .createArgs */ .O)({
        name: lastingName,
        node: lastingName,
        driver,
        ...(await (0,_container_builder_js__WEBPACK_IMPORTED_MODULE_0__/* .containerArgs */ .he)(lastingName, container, ports)),
    });
    await (0,_inspect_js__WEBPACK_IMPORTED_MODULE_1__/* .createBuilder */ .I)(args, buildx, ports);
    const inspection = await (0,_inspect_js__WEBPACK_IMPORTED_MODULE_1__/* .bootBuilder */ .c)(lastingName, buildx, ports);
    return { name: lastingName, driver, buildx, daemon: inspection.daemon };
}


/***/ })

};
