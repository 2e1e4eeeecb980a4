export const id = 6547;
export const ids = [6547];
export const modules = {

/***/ 6547:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runCommand: () => (/* binding */ runCommand)
/* harmony export */ });
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1955);

const runCommand = (file, args, { env }) => 
// getExecOutput parses a command line, so the file is quoted against spaces.
(0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)(`"${file.replaceAll('"', '\\"')}"`, [...args], {
    env: withoutUndefined(env),
    ignoreReturnCode: true,
    silent: true,
});
function withoutUndefined(env) {
    return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined));
}


/***/ })

};
