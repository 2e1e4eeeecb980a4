export const id = 584;
export const ids = [584];
export const modules = {

/***/ 6584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ assign),
/* harmony export */   linesFor: () => (/* binding */ linesFor),
/* harmony export */   ownPlatform: () => (/* binding */ ownPlatform),
/* harmony export */   p: () => (/* binding */ isSplit)
/* harmony export */ });
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2338);

/**
 * Assigns each platform to the daemons that are native to it: by the platform in front of their line, else by the
 * first of their own platforms. Without any, to those that emulate it.
 *
 * @param platforms as the workflow gives them
 */
function assign(platforms, surveyed) {
    return platforms.map((platform) => {
        const wanted = (0,_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .normalPlatform */ .J)(platform);
        const those = (suits) => surveyed.filter(suits).map(({ line }) => line);
        const native = those(({ line, platforms: own = [] }) => line.platforms.length > 0
            ? line.platforms.includes(wanted)
            : own[0] !== undefined && (0,_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .normalPlatform */ .J)(own[0]) === wanted);
        if (native.length > 0)
            return { platform, kind: 'native', lines: native };
        const emulated = those(({ line, platforms: own = [] }) => line.platforms.length > 0 ? false : own.map(_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .normalPlatform */ .J).includes(wanted));
        if (emulated.length > 0)
            return { platform, kind: 'emulated', lines: emulated };
        return { platform, kind: 'nobody' };
    });
}
/** Whether the platforms are built apart: not all of them by the same daemons. */
function isSplit(assignments) {
    const places = assignments.map((each) => each.kind === 'nobody' ? '' : each.lines.map(({ endpoint }) => endpoint.url).join(' '));
    return new Set(places).size > 1;
}
/**
 * The lines for a build that isn't split: those for its platform, else those that are for any.
 *
 * @param platforms of the build; empty for that of the daemon
 * @param own the platform of this machine
 */
function linesFor(lines, platforms, own) {
    const general = lines.filter((line) => line.platforms.length === 0);
    const wanted = platforms.length > 0 ? platforms.map(_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .normalPlatform */ .J) : [own];
    const native = lines.filter((line) => line.platforms.some((each) => wanted.includes(each)));
    const best = platforms.length > 0 ? [native, general] : [general, native];
    return best.find(({ length }) => length > 0) ?? lines;
}
/** The platform of a machine, by Node's name of its architecture. */
function ownPlatform(arch) {
    return (0,_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .normalPlatform */ .J)(`linux/${{ x64: 'amd64', ia32: '386' }[arch] ?? arch}`);
}


/***/ })

};
