export const id = 8194;
export const ids = [8194];
export const modules = {

/***/ 8194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   haveChanged: () => (/* binding */ haveChanged),
/* harmony export */   imagesOf: () => (/* binding */ imagesOf),
/* harmony export */   pinned: () => (/* binding */ pinned),
/* harmony export */   readImages: () => (/* binding */ readImages)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7255);
/* harmony import */ var _base_stopwatch_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9957);
/* harmony import */ var _processes_process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4735);




const defaultLimits = { answerMs: 30_000, silenceMs: 3000 };
/**
 * Asks the registry for the images of a reference. The log mentions a wait and a missing
 * answer.
 *
 * @returns undefined when the registry gives no answer
 */
async function readImages(reference, { name, buildx }, { directory, signal, log }, { answerMs, silenceMs } = defaultLimits) {
    const args = ['imagetools', 'inspect', '--builder', name, '--raw', reference];
    const seconds = (0,_base_stopwatch_js__WEBPACK_IMPORTED_MODULE_3__/* .startStopwatch */ .Q)();
    const timer = setTimeout(() => {
        const most = answerMs / 1000;
        log.info(`compare: waiting for the registry to describe ${reference}, for at most ${most} s.`);
    }, silenceMs);
    const unknown = (reason) => {
        log.info(`compare: image-changed is unknown, since ${reference} could not be read: ${reason}`);
        return undefined;
    };
    try {
        const { exitCode, stdout, stderr } = await (0,_processes_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runToEnd */ .c)(buildx, args, {
            signal,
            timeoutMs: answerMs,
            directory,
        });
        if (exitCode !== 0) {
            return isMissing(stderr)
                ? []
                : unknown(new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CommandError */ .Qd('buildx imagetools', exitCode, stderr).message);
        }
        return imagesOf(stdout) ?? unknown('its manifest is not JSON');
    }
    catch (error) {
        // Canceled, or too slow: that doesn't fail a build whose image is pushed.
        if (signal.aborted)
            return undefined;
        const isSlow = seconds() * 1000 >= answerMs;
        return unknown(isSlow ? `no answer in ${answerMs / 1000} s` : (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error));
    }
    finally {
        clearTimeout(timer);
    }
}
function isMissing(stderr) {
    return /: not found|MANIFEST_UNKNOWN|NAME_UNKNOWN/.test(stderr);
}
/**
 * Reads the images of an index or a manifest, without attestations: provenance holds the time of the build,
 * so the digest of an index differs in each build.
 *
 * @param raw the manifest as the registry has it
 * @returns undefined when it isn't JSON
 */
function imagesOf(raw) {
    try {
        const { manifests } = JSON.parse(raw);
        if (manifests === undefined) {
            return [`sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(raw).digest('hex')}`];
        }
        return manifests
            .filter(({ annotations }) => annotations?.[type] !== 'attestation-manifest')
            .map(({ digest }) => digest)
            .toSorted();
    }
    catch {
        return undefined;
    }
}
/** Whether a build changed the image. @returns undefined when one of the two isn't known */
function haveChanged(before, after) {
    if (before === undefined || after === undefined)
        return undefined;
    return before.join() !== after.join();
}
/** `repository@digest`, for a tag such as `repository:1.2`. */
function pinned(tag, digest) {
    return `${tag.replace(/@.*$/, '').replace(/:[^:/]+$/, '')}@${digest}`;
}
const type = 'vnd.docker.reference.type';


/***/ })

};
