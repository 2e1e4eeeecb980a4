export const id = 2064;
export const ids = [2064,8768];
export const modules = {

/***/ 8881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eu: () => (/* binding */ untilAborted),
/* harmony export */   MU: () => (/* binding */ TimeoutError),
/* harmony export */   wj: () => (/* binding */ withTimeout)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);

/** Work that took too long. The message is `no answer in 20 s`. */
class TimeoutError extends Error {
    name = 'TimeoutError';
    constructor(milliseconds) {
        super(`no answer in ${milliseconds / 1000} s`);
    }
}
/**
 * Waits for work, but not longer than `milliseconds`, and not after `signal` is aborted. A later
 * result or rejection of the work is ignored.
 *
 * @param work gets a signal that is aborted once its result is no longer waited for, so that it can stop
 * @returns the result of the work
 * @throws TimeoutError, CanceledError, or what the work throws
 */
async function withTimeout(work, milliseconds, signal) {
    const stopped = Promise.withResolvers();
    const controller = new AbortController();
    const stop = (error) => {
        stopped.reject(error);
        controller.abort(error);
    };
    const cancel = () => stop(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3());
    const timer = setTimeout(() => stop(new TimeoutError(milliseconds)), milliseconds);
    signal?.addEventListener('abort', cancel);
    try {
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3();
        return await Promise.race([work(controller.signal), stopped.promise]);
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
    }
}
/**
 * Waits for a promise, but not after `signal` is aborted.
 *
 * @throws the signal's reason, or what the promise rejects with
 */
async function untilAborted(promise, signal) {
    if (signal === undefined)
        return promise;
    const { promise: aborted, reject } = Promise.withResolvers();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted)
        abort();
    try {
        return await Promise.race([promise, aborted]);
    }
    finally {
        signal.removeEventListener('abort', abort);
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

/***/ 2064:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openJobCache: () => (/* binding */ openJobCache)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(1967);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/base/timeout.js
var timeout = __webpack_require__(8881);
// EXTERNAL MODULE: ./.build/lib/buildx/install/checksum.js
var install_checksum = __webpack_require__(1256);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./.build/lib/github/buildx-store/guarded-tar.js



/** Larger than any buildx, and small enough for the disk of a runner. */
const longestProgram = 512 * 1024 * 1024;
/**
 * Lets `@actions/cache` restore without trusting the archive. The library extracts with `tar -P`, which
 * writes to any absolute or climbing name before anybody can look at the content. While the work runs, the
 * `tar` that it finds on PATH lists the archive, refuses every name but the one file's, and writes that
 * file's content to one place.
 */
async function withGuardedTar({ archived, place, env }, work) {
    // As the library looks for it.
    const names = process.platform === 'darwin' ? ['gtar', 'tar'] : ['tar'];
    const real = names.map((name) => findProgram(name, env)).find((found) => found !== undefined);
    if (real === undefined)
        throw new Error('there is no tar on PATH');
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_path_.dirname)(place), 'tar-'));
    const member = (0,external_node_path_.relative)(env.GITHUB_WORKSPACE ?? process.cwd(), archived);
    const script = guard({ real, member, place });
    const path = env.PATH;
    try {
        for (const name of names)
            await (0,promises_.writeFile)((0,external_node_path_.join)(directory, name), script, { mode: 0o700 });
        env.PATH = [directory, path].join(external_node_path_.delimiter);
        return await work();
    }
    finally {
        env.PATH = path;
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
/** The library calls it as `tar -xf ARCHIVE -P -C DIRECTORY` and then how to decompress. */
function guard({ real, member, place }) {
    const [tar, file, folder, to] = [real, member, `${(0,external_node_path_.dirname)(member)}/`, place].map(quote);
    return `#!/bin/sh
if [ "$1 $3 $4" != '-xf -P -C' ]; then exec ${tar} "$@"; fi
archive=$2
shift 5
names=$(${tar} -tPf "$archive" "$@") || exit 1
while IFS= read -r name; do
  case $name in ${file} | ${folder}) ;; *) echo "refused: $name" >&2; exit 1 ;; esac
done <<END
$names
END
${tar} -xOPf "$archive" "$@" ${file} | head -c ${longestProgram} >${to}
`;
}
function findProgram(name, { PATH = '' }) {
    return PATH.split(external_node_path_.delimiter)
        .filter(external_node_path_.isAbsolute)
        .map((directory) => (0,external_node_path_.join)(directory, name))
        .find((file) => {
        try {
            (0,external_node_fs_.accessSync)(file, external_node_fs_.constants.X_OK);
            return true;
        }
        catch {
            return false;
        }
    });
}
function quote(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}

// EXTERNAL MODULE: ./.build/lib/github/buildx-store/quietly.js
var quietly = __webpack_require__(5074);
// EXTERNAL MODULE: ./.build/lib/github/buildx-store/tool-cache.js
var tool_cache = __webpack_require__(8768);
;// CONCATENATED MODULE: ./.build/lib/github/buildx-store/job-cache.js
// The cache that GitHub keeps between jobs, for hosted runners, which start with an empty tool cache.
//
// It is no faster than a download when both are near: it moves a third of the bytes (22 of 65 MB), but it
// asks a service first and unpacks afterwards, and both took the same time. Its benefit is that a job depends
// less on the server of the releases, which may be slow, limited or down. Hosted Linux and Windows runners
// have a buildx, so mostly macOS runners need it.









// A download takes a second or two. The library alone would retry a service that is down for half a minute.
const longestRestoreMs = 5000;
const longestSaveMs = 30_000;
/** @returns undefined where there is no such cache, or where it would be of no use */
function openJobCache({ version, platform, program: name, checksum }, env) {
    const hasService = (env.ACTIONS_CACHE_URL || env.ACTIONS_RESULTS_URL) && env.ACTIONS_RUNTIME_TOKEN;
    if (env.RUNNER_ENVIRONMENT !== 'github-hosted' || !hasService || !env.RUNNER_TEMP) {
        return undefined;
    }
    // The guard of the archive is a shell script; hosted Windows runners have a buildx.
    if (process.platform === 'win32')
        return undefined;
    // The path is part of an entry's identity, so it is the same in every job.
    const directory = (0,external_node_path_.join)(env.RUNNER_TEMP, 'remote-buildkit-buildx');
    const program = (0,external_node_path_.join)(directory, name);
    const key = `remote-buildkit-buildx-${version}-${platform}-${checksum.slice(0, 16)}`;
    let isMissing = false;
    const fetchProgram = async (place) => {
        const { restoreCache } = await Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2507), __webpack_require__.e(1691)]).then(__webpack_require__.bind(__webpack_require__, 1691));
        const { value, complaints } = await (0,quietly/* quietly */.g)(() => withGuardedTar({ archived: program, place, env }, () => restoreCache([directory], key)));
        if (value === undefined)
            return complaints.length === 0 ? 'missing' : 'unknown';
        if ((await (0,install_checksum/* checksumOf */.lf)(place)) !== checksum)
            throw new Error(`${key} is damaged`);
        return 'there';
    };
    const restore = async (file) => {
        const place = `${file}.restored`;
        const removePlace = () => (0,promises_.rm)(place, { force: true });
        try {
            const found = await inTime(fetchProgram(place), longestRestoreMs, removePlace);
            isMissing = found === 'missing';
            if (found !== 'there')
                return false;
            await (0,promises_.chmod)(place, 0o755);
            // Only now: after a timeout, the file belongs to the download.
            await (0,promises_.rename)(place, file);
            return true;
        }
        finally {
            await removePlace();
        }
    };
    const save = async (file) => {
        // A service that gave no clear answer gets nothing to store.
        if (!isMissing)
            return;
        const { saveCache } = await Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2507), __webpack_require__.e(1691)]).then(__webpack_require__.bind(__webpack_require__, 1691));
        await (0,promises_.mkdir)(directory, { recursive: true });
        await (0,tool_cache.linkOrCopy)(file, program);
        await inTime((0,quietly/* quietly */.g)(() => saveCache([directory], key)), longestSaveMs, removeDirectory);
    };
    const removeDirectory = () => (0,promises_.rm)(directory, { recursive: true, force: true }).catch(() => { });
    const inTime = (work, longestMs, discard) => (0,timeout/* withTimeout */.wj)(() => work, longestMs).catch((error) => {
        // The library can't be stopped, so its late result is removed.
        if (error instanceof timeout/* TimeoutError */.MU)
            work.then(discard, discard);
        throw error;
    });
    const attempt = async (work, otherwise) => {
        try {
            return await work;
        }
        catch (error) {
            (0,core/* debug */.Yz)(`The cache between jobs is not used: ${(0,errors/* messageOf */.bD)(error)}`);
            return otherwise;
        }
        finally {
            await removeDirectory();
        }
    };
    return {
        restore: (file) => attempt(restore(file), false),
        save: (file) => attempt(save(file), undefined),
    };
}


/***/ }),

/***/ 5074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ quietly)
/* harmony export */ });
/* harmony import */ var node_async_hooks__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4317);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1967);


const heard = new node_async_hooks__WEBPACK_IMPORTED_MODULE_0__.AsyncLocalStorage();
let listening;
/**
 * Runs a library's work and sends what it prints to the debug log, since its warnings would alarm users
 * without need. The output of everything else passes as usual, and so do the library's masks.
 *
 * @returns the result, and the warnings and errors that the library printed
 */
async function quietly(work) {
    listen();
    const lines = [];
    const value = await heard.run(lines, work);
    return { value, complaints: lines.filter((line) => /^::(warning|error)\b/.test(line)) };
}
/** The library prints with process.stdout.write and has no option to change that. */
function listen() {
    if (process.stdout.write === listening)
        return;
    const write = process.stdout.write.bind(process.stdout);
    listening = (chunk, ...rest) => {
        const lines = heard.getStore();
        if (lines === undefined)
            return write(chunk, ...rest);
        for (const line of String(chunk).split(/\r?\n/).filter(Boolean)) {
            lines.push(line);
            const isHarmless = /^::(debug|add-mask)::/.test(line);
            heard.exit(() => (isHarmless ? write(`${line}\n`) : (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .debug */ .Yz)(line)));
        }
        const done = rest.findLast((one) => typeof one === 'function');
        if (done)
            process.nextTick(done);
        return true;
    };
    process.stdout.write = listening;
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
