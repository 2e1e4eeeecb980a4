export const id = 151;
export const ids = [151];
export const modules = {

/***/ 151:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askLoad: () => (/* binding */ askLoad)
/* harmony export */ });
/* harmony import */ var _base_timeout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8881);
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(296);
/* harmony import */ var _grpc_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4047);
/* harmony import */ var _protobuf_fields_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7716);
// What a choice between daemons depends on. Fields are named as in
// https://github.com/moby/buildkit/blob/master/api/services/control/control.proto and
// https://github.com/moby/buildkit/blob/master/api/types/worker.proto




const listWorkersResponse = { record: 1 };
const workerRecord = { id: 1 };
/** A `BuildHistoryEvent` of a build that runs. A deleted record has another type. */
const historyEvent = { type: 1, started: 0 };
/** Characters. An id from BuildKit has 25. */
const longestId = 100;
/** How much longer than ListWorkers the answer may take. It is shorter. */
const longestMs = 1000;
/**
 * Asks a daemon how many builds run there, on the connection of the probe.
 *
 * @param workers the answer to ListWorkers, which is awaited at the same time
 * @throws what `workers` rejects with
 */
async function askLoad(session, workers) {
    const counting = countBuilds(session);
    const worker = readWorkerId(await workers);
    const builds = await (0,_base_timeout_js__WEBPACK_IMPORTED_MODULE_0__/* .withTimeout */ .wj)(() => counting, longestMs).catch(() => undefined);
    return { ...(worker && { worker }), ...(builds !== undefined && { builds }) };
}
/** @returns undefined when the daemon doesn't report it; 0 from one with `maxEntries = 0` under `[history]` */
async function countBuilds(session) {
    let builds = 0;
    const path = '/moby.buildkit.v1.Control/ListenBuildHistory';
    try {
        await (0,_grpc_js__WEBPACK_IMPORTED_MODULE_1__/* .callStream */ .lm)(session, path, runningBuildsRequest, (message) => {
            if (isRunningBuild(message))
                builds += 1;
        });
        return builds;
    }
    catch {
        // The daemon is older than v0.11, or a proxy refuses the method. ListWorkers reports a broken connection.
        return undefined;
    }
}
/**
 * Reads the id of the worker in a `ListWorkersResponse`. BuildKit writes it into the directory of its cache.
 *
 * @returns undefined when there are several workers, or none has an id
 * @throws RangeError when it isn't a message
 */
function readWorkerId(message) {
    const ids = (0,_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readFields */ .qU)(message)
        .messages(listWorkersResponse.record)
        .map((worker) => worker.text(workerRecord.id));
    return ids.length === 1 ? (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_3__/* .shortLine */ .t)(ids[0] ?? '', longestId) || undefined : undefined;
}
/** A `BuildHistoryRequest` with `active_only` and `early_exit`: an event for each build that runs, and the end. */
const runningBuildsRequest = Uint8Array.of(0x08, 1, 0x18, 1);
/**
 * Whether a `BuildHistoryEvent` is about a build that runs.
 *
 * @throws RangeError when it isn't a message
 */
function isRunningBuild(message) {
    return (0,_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_2__/* .readFields */ .qU)(message).number(historyEvent.type) === historyEvent.started;
}


/***/ })

};
