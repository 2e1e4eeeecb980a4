export const id = 4520;
export const ids = [4520];
export const modules = {

/***/ 5127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ DownloadError)
/* harmony export */ });
/** A file that could not be downloaded. The message is one line that names the address. */
class DownloadError extends Error {
    name = 'DownloadError';
    /** Whether the server says that there is no such file (404, 410). */
    isMissing;
    constructor(message, options) {
        super(message, options);
        this.isMissing = options.isMissing;
    }
}


/***/ }),

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

/***/ 4520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findLatest: () => (/* binding */ findLatest),
/* harmony export */   installBuildx: () => (/* binding */ installBuildx)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _base_download_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5127);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7255);
/* harmony import */ var _checksum_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1256);
/* harmony import */ var _pin_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3684);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7424);
/* harmony import */ var _urls_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9017);









/**
 * Gets a release from the runner's tool cache, else from the cache between jobs, else by download, and
 * keeps it in the tool cache. A binary is run or kept only after its checksum was verified.
 *
 * @returns the binary
 * @throws Error in one line
 */
async function installBuildx({ version, downloadUrl, useJobCache, platform = (0,_platform_js__WEBPACK_IMPORTED_MODULE_7__/* .releasePlatform */ .Ld)() }, { log, directory, binaries }) {
    const program = (0,_platform_js__WEBPACK_IMPORTED_MODULE_7__/* .programName */ .kX)(platform, 'buildx');
    const wanted = { version, platform: (0,_platform_js__WEBPACK_IMPORTED_MODULE_7__/* .nameOf */ .Vb)(platform), program };
    const kept = await binaries.find(wanted);
    const pinned = pinnedChecksum(version, platform);
    // Another action of the job may have written there, so what can be checked is checked.
    if (kept !== undefined && (pinned === undefined || (await (0,_checksum_js__WEBPACK_IMPORTED_MODULE_5__/* .checksumOf */ .lf)(kept)) === pinned)) {
        log.info(`buildx ${version} from the tool cache`);
        return kept;
    }
    if (kept !== undefined) {
        log.info(`${kept} is not buildx ${version}: its SHA-256 is not the one of the release.`);
    }
    const expected = await expectChecksum(version, platform, downloadUrl, { directory, binaries });
    const binary = { ...wanted, checksum: expected.checksum };
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, `buildx-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    const jobCache = useJobCache ? await binaries.openJobCache(binary) : undefined;
    if (await jobCache?.restore(file)) {
        log.info(`buildx ${version} from the cache between jobs, checksum as in ${expected.source}`);
    }
    else {
        const url = (0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .fileUrl */ .iw)(downloadUrl, version, platform, (0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .binaryName */ .fW)(version, platform));
        await downloadChecked(url, file, expected, binaries);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.chmod)(file, 0o755);
        log.info(`buildx ${version} from ${(0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .shown */ .SP)(url)}, checksum as in ${expected.source}`);
        await jobCache?.save(file);
    }
    return binaries.keep(file, binary);
}
/**
 * Finds the newest release. Its file of checksums names the version, so one request is enough, to GitHub or
 * to a mirror, without the API.
 */
async function findLatest(downloadUrl, ports) {
    const platform = (0,_platform_js__WEBPACK_IMPORTED_MODULE_7__/* .releasePlatform */ .Ld)();
    const names = (0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .checksumFiles */ .b1)(platform);
    const found = await firstIn(names.map((name) => (0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .latestFileUrl */ .vn)(downloadUrl, name)), (text) => (0,_checksum_js__WEBPACK_IMPORTED_MODULE_5__/* .findReleased */ .H5)(text, (0,_platform_js__WEBPACK_IMPORTED_MODULE_7__/* .nameOf */ .Vb)(platform)), ports);
    if (found === undefined) {
        throw new Error(`The newest release of buildx is not known: ${names.map((name) => (0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .shown */ .SP)((0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .latestFileUrl */ .vn)(downloadUrl, name))).join(' and ')} does not name it. Give a release in buildx-version, such as ${_pin_js__WEBPACK_IMPORTED_MODULE_6__/* .pinnedVersion */ .V}.`);
    }
    return found.value;
}
async function downloadChecked(url, file, expected, { download }) {
    await download(url, file);
    const actual = await (0,_checksum_js__WEBPACK_IMPORTED_MODULE_5__/* .checksumOf */ .lf)(file);
    if (actual === expected.checksum)
        return;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(file);
    throw new Error(`${(0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .shown */ .SP)(url)} is not the expected file, so it was not run: its SHA-256 is ${actual}, but ${expected.checksum} in ${expected.source}.`);
}
function pinnedChecksum(version, platform) {
    return version === _pin_js__WEBPACK_IMPORTED_MODULE_6__/* .pinnedVersion */ .V ? _pin_js__WEBPACK_IMPORTED_MODULE_6__/* .pinnedChecksums */ .n[(0,_platform_js__WEBPACK_IMPORTED_MODULE_7__/* .nameOf */ .Vb)(platform)] : undefined;
}
async function expectChecksum(version, platform, downloadUrl, ports) {
    const pinned = pinnedChecksum(version, platform);
    if (pinned !== undefined)
        return { checksum: pinned, source: 'the source of this action' };
    const urls = (0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .checksumFiles */ .b1)(platform).map((name) => (0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .fileUrl */ .iw)(downloadUrl, version, platform, name));
    const binary = (0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .binaryName */ .fW)(version, platform);
    const found = await firstIn(urls, (text) => (0,_checksum_js__WEBPACK_IMPORTED_MODULE_5__/* .findChecksum */ .ZQ)(text, binary), ports);
    if (found !== undefined)
        return { checksum: found.value, source: (0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .shown */ .SP)(found.url) };
    throw new Error(`There is no checksum of ${binary} in ${urls.map(_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .shown */ .SP).join(' or ')}, so it can't be checked. Give another release in buildx-version; ${_pin_js__WEBPACK_IMPORTED_MODULE_6__/* .pinnedVersion */ .V} needs no such file.`);
}
/** The first match in the files. A file that doesn't exist is skipped. */
async function firstIn(urls, look, { directory, binaries }) {
    for (const [index, url] of urls.entries()) {
        requireTls(url);
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, `checksums-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
        try {
            await binaries.download(url, file);
            const value = look(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8'));
            if (value !== undefined)
                return { value, url };
        }
        catch (error) {
            const isLast = index === urls.length - 1;
            if (isLast || !(error instanceof _base_download_error_js__WEBPACK_IMPORTED_MODULE_3__/* .DownloadError */ .n && error.isMissing))
                throw error;
        }
        finally {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(file, { force: true });
        }
    }
    return undefined;
}
/**
 * A checksum from a connection that anybody can change proves nothing.
 *
 * @throws ConfigurationError for a plain HTTP address that isn't this machine's
 */
function requireTls(url) {
    const { protocol, hostname } = new URL(url);
    if (protocol === 'https:' || isLoopback(hostname))
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ConfigurationError */ .j1(`buildx-download-url: ${(0,_urls_js__WEBPACK_IMPORTED_MODULE_8__/* .shown */ .SP)(url)} is not https://, so the checksum of buildx can't be trusted. Write https://, or leave buildx-version out: the checksum of ${_pin_js__WEBPACK_IMPORTED_MODULE_6__/* .pinnedVersion */ .V} is known.`);
}
function isLoopback(host) {
    return /(?:^|\.)localhost$/.test(host) || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host);
}


/***/ })

};
