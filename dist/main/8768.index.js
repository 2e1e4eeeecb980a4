export const id = 8768;
export const ids = [8768];
export const modules = {

/***/ 1256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H5: () => (/* binding */ findReleased),
/* harmony export */   ZQ: () => (/* binding */ findChecksum),
/* harmony export */   lf: () => (/* binding */ checksumOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6466);



/** Finds a file's SHA-256 in the output of `sha256sum`. */
function findChecksum(text, file) {
    for (const line of text.split(/\r?\n/)) {
        const [, checksum, name] = /^([0-9a-f]{64})\s+\*?(.+?)\s*$/i.exec(line) ?? [];
        if (name === file)
            return checksum?.toLowerCase();
    }
    return undefined;
}
/** The version of the binary for this platform that the text lists. */
function findReleased(text, platform) {
    for (const line of text.split(/\r?\n/)) {
        const [, version, name] = /\bbuildx-(v\d[^/\s]*?)\.([a-z]+-[a-z0-9-]+)(?:\.exe)?\s*$/.exec(line) ?? [];
        if (name === platform)
            return version;
    }
    return undefined;
}
async function checksumOf(file) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_2__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(file), hash);
    return hash.digest('hex');
}


/***/ }),

/***/ 8768:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findKept: () => (/* binding */ findKept),
/* harmony export */   keep: () => (/* binding */ keep),
/* harmony export */   linkOrCopy: () => (/* binding */ linkOrCopy)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1967);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7255);
/* harmony import */ var _buildx_install_checksum_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1256);






const tool = 'remote-buildkit-buildx';
/** Looks into the runner's tool cache, where an earlier action or job may have kept it. */
async function findKept({ version, platform, program, }) {
    const { find } = await Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2507), __webpack_require__.e(9805)]).then(__webpack_require__.bind(__webpack_require__, 9805));
    try {
        const directory = find(tool, version, platform);
        const file = directory && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, program);
        return file && (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(file)).isFile() ? file : undefined;
    }
    catch (error) {
        // Such as an empty RUNNER_TOOL_CACHE: then each action downloads its own.
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_5__/* .debug */ .Yz)(`No buildx from the tool cache: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}`);
        return undefined;
    }
}
/**
 * Puts the file into the tool cache, in tool-cache's layout.
 *
 * tool-cache's own `cacheFile` empties the directory before it fills it, which would remove the binary that
 * another job on the same machine runs. Here the directory appears complete, and an existing one stays.
 *
 * @returns where the file is to be run from: where it was, if it can't be kept
 */
async function keep(file, { version, platform, program, checksum }, env) {
    if (!env.RUNNER_TOOL_CACHE)
        return file;
    const place = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env.RUNNER_TOOL_CACHE, tool, version.replace(/^v/, ''));
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, platform);
    const unfinished = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, `.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(unfinished, { recursive: true });
        await linkOrCopy(file, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(unfinished, program));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(unfinished, directory).catch(async (error) => {
            // Another job was faster, or is about to mark its own as complete.
            if (await isSame((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, program), checksum))
                return;
            if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(directory).catch(() => undefined)) === undefined)
                throw error;
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(directory, `${unfinished}-old`);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(unfinished, directory);
        });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(`${directory}.complete`, '');
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, program);
    }
    catch (error) {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_5__/* .debug */ .Yz)(`buildx is not kept in the tool cache: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}`);
        return file;
    }
    finally {
        for (const path of [unfinished, `${unfinished}-old`]) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { recursive: true, force: true }).catch(() => { });
        }
    }
}
/** A hard link takes no time and no space, but works only within one volume. */
async function linkOrCopy(from, to) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.link)(from, to).catch(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)(from, to));
}
async function isSame(file, checksum) {
    return (await (0,_buildx_install_checksum_js__WEBPACK_IMPORTED_MODULE_4__/* .checksumOf */ .lf)(file).catch(() => undefined)) === checksum;
}


/***/ })

};
