export const id = 188;
export const ids = [188];
export const modules = {

/***/ 3188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findLatest: () => (/* binding */ findLatest),
  installBuildx: () => (/* binding */ installBuildx)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:diagnostics_channel"
var external_node_diagnostics_channel_ = __webpack_require__(3053);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/buildx/install/urls.js
var install_urls = __webpack_require__(9017);
// EXTERNAL MODULE: external "node:async_hooks"
var external_node_async_hooks_ = __webpack_require__(6698);
// EXTERNAL MODULE: ./.build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(1967);
;// CONCATENATED MODULE: ./.build/lib/github/buildx-store/quietly.js


const heard = new external_node_async_hooks_.AsyncLocalStorage();
let isListening = false;
/**
 * Runs a library's work whose faults are nobody's concern. What it prints goes to the debug log;
 * what the rest of the step prints meanwhile is not touched. Secrets that it masks are masked.
 *
 * @returns its result, and what it complained about
 */
async function quietly(work) {
    listen();
    const lines = [];
    const value = await heard.run(lines, work);
    return { value, complaints: lines.filter((line) => /^::(warning|error)\b/.test(line)) };
}
/** It prints with process.stdout.write and offers no way to be told otherwise. */
function listen() {
    if (isListening)
        return;
    isListening = true;
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk, ...rest) => {
        const lines = heard.getStore();
        if (lines === undefined)
            return write(chunk, ...rest);
        for (const line of String(chunk).split(/\r?\n/).filter(Boolean)) {
            lines.push(line);
            const isHarmless = /^::(debug|add-mask)::/.test(line);
            heard.exit(() => (isHarmless ? write(`${line}\n`) : (0,core/* debug */.Yz)(line)));
        }
        const done = rest.findLast((one) => typeof one === 'function');
        if (done)
            process.nextTick(done);
        return true;
    };
}

;// CONCATENATED MODULE: ./.build/lib/github/buildx-store/download.js




/** The message is one line that names the address. */
class DownloadError extends Error {
    name = 'DownloadError';
    isMissing;
    constructor(message, options) {
        super(message, options);
        this.isMissing = options.isMissing;
    }
}
/**
 * Downloads to a file that doesn't exist yet; after a fault there is none. What may pass (5xx, 429, a
 * connection that breaks) is tried three times. No token is sent: releases are public, and the address
 * may be anyone's. Proxies are those of the runner's variables.
 *
 * @throws DownloadError
 */
async function download(url, file) {
    const { downloadTool, HTTPError } = await Promise.all(/* import() */[__webpack_require__.e(955), __webpack_require__.e(507), __webpack_require__.e(805)]).then(__webpack_require__.bind(__webpack_require__, 9805));
    const started = (0,external_node_diagnostics_channel_.channel)('http.client.request.start');
    started.subscribe(giveUpOnSilence);
    try {
        await quietly(() => downloadTool(url, file));
    }
    catch (error) {
        const status = error instanceof HTTPError ? error.httpStatusCode : undefined;
        const isMissing = status === 404 || status === 410;
        const why = status === undefined
            ? `could not be downloaded: ${(0,errors/* messageOf */.bD)(error)}`
            : `answers with ${status}`;
        throw new DownloadError(`${(0,install_urls/* shown */.SP)(url)} ${isMissing ? 'does not exist' : why}`, {
            cause: error,
            isMissing,
        });
    }
    finally {
        started.unsubscribe(giveUpOnSilence);
    }
}
const longestSilenceMs = 30_000;
/** tool-cache would wait for ever for a server that sends half of a file and then nothing more. */
function giveUpOnSilence(message) {
    const { request } = message;
    const giveUp = () => {
        request.destroy(new Error(`nothing came for ${longestSilenceMs / 1000} s`));
    };
    request.setTimeout(longestSilenceMs, giveUp);
    // The line above counts from when there is a connection, which a firewall can hold up for minutes.
    request.once('socket', (socket) => {
        if (socket.connecting)
            socket.setTimeout(longestSilenceMs, giveUp);
    });
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./.build/lib/buildx/install/checksum.js



/** Finds a file's SHA-256 in what `sha256sum` has printed. */
function findChecksum(text, file) {
    for (const line of text.split(/\r?\n/)) {
        const [, checksum, name] = /^([0-9a-f]{64})\s+\*?(.+?)\s*$/i.exec(line) ?? [];
        if (name === file)
            return checksum?.toLowerCase();
    }
    return undefined;
}
/** The version whose binary for this platform the text is about. */
function findReleased(text, platform) {
    for (const line of text.split(/\r?\n/)) {
        const [, version, name] = /\bbuildx-(v\d[^/\s]*?)\.([a-z]+-[a-z0-9-]+)(?:\.exe)?\s*$/.exec(line) ?? [];
        if (name === platform)
            return version;
    }
    return undefined;
}
async function checksumOf(file) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), hash);
    return hash.digest('hex');
}

// EXTERNAL MODULE: ./.build/lib/buildx/install/platform.js
var install_platform = __webpack_require__(7424);
;// CONCATENATED MODULE: ./.build/lib/github/buildx-store/tool-cache.js







const tool = 'remote-buildkit-buildx';
/** Looks into the runner's tool cache, where another step or job may have put it. */
async function findKept(version, platform) {
    const { find } = await Promise.all(/* import() */[__webpack_require__.e(955), __webpack_require__.e(507), __webpack_require__.e(805)]).then(__webpack_require__.bind(__webpack_require__, 9805));
    try {
        const directory = find(tool, version, (0,install_platform/* nameOf */.Vb)(platform));
        const file = directory && (0,external_node_path_.join)(directory, (0,install_platform/* programName */.kX)(platform, 'buildx'));
        return file && (await (0,promises_.stat)(file)).isFile() ? file : undefined;
    }
    catch (error) {
        // Such as no RUNNER_TOOL_CACHE: then each step fetches its own.
        (0,core/* debug */.Yz)(`No buildx from the tool cache: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    }
}
/**
 * Puts the file into the tool cache, in tool-cache's layout.
 *
 * Its own `cacheFile` first empties the place and then fills it, and so would take the binary away from
 * another job on the same machine. Here the directory appears whole or not at all, and the first stays.
 *
 * @returns where the file is to be run from: where it was, if it can't be kept
 */
async function keep(file, version, platform, { checksum, env }) {
    if (!env.RUNNER_TOOL_CACHE)
        return file;
    const place = (0,external_node_path_.join)(env.RUNNER_TOOL_CACHE, tool, version.replace(/^v/, ''));
    const directory = (0,external_node_path_.join)(place, (0,install_platform/* nameOf */.Vb)(platform));
    const name = (0,install_platform/* programName */.kX)(platform, 'buildx');
    const unfinished = (0,external_node_path_.join)(place, `.${(0,external_node_crypto_.randomUUID)()}`);
    try {
        await (0,promises_.mkdir)(unfinished, { recursive: true });
        await linkOrCopy(file, (0,external_node_path_.join)(unfinished, name));
        await (0,promises_.rename)(unfinished, directory).catch(async (error) => {
            // Another job was faster, or is about to say that it is complete.
            if (await isSame((0,external_node_path_.join)(directory, name), checksum))
                return;
            if ((await (0,promises_.stat)(directory).catch(() => undefined)) === undefined)
                throw error;
            await (0,promises_.rename)(directory, `${unfinished}-old`);
            await (0,promises_.rename)(unfinished, directory);
        });
        await (0,promises_.writeFile)(`${directory}.complete`, '');
        return (0,external_node_path_.join)(directory, name);
    }
    catch (error) {
        (0,core/* debug */.Yz)(`buildx is not kept in the tool cache: ${(0,errors/* messageOf */.bD)(error)}`);
        return file;
    }
    finally {
        for (const path of [unfinished, `${unfinished}-old`]) {
            await (0,promises_.rm)(path, { recursive: true, force: true }).catch(() => { });
        }
    }
}
/** A link takes no time and no space, but needs the same volume. */
async function linkOrCopy(from, to) {
    await (0,promises_.link)(from, to).catch(() => (0,promises_.copyFile)(from, to));
}
async function isSame(file, checksum) {
    return (await checksumOf(file).catch(() => undefined)) === checksum;
}

;// CONCATENATED MODULE: ./.build/lib/github/buildx-store/job-cache.js
// The cache that GitHub keeps between jobs, for hosted runners, which start with an empty tool cache.
//
// It is no faster than a download when both are near: it moves a third of the bytes (22 of 65 MB), but
// asks a service first and unpacks after, and the two came out alike. Its use is that a job depends less
// on the way to the releases, be it slow, limited or down. Hosted Linux and Windows runners bring a
// buildx along, so it is mostly those with macOS that get here.









// A download takes a second or two. The library itself would try a service that is down for half a minute.
const longestRestoreMs = 5000;
const longestSaveMs = 30_000;
/** @returns undefined where there is no such cache, or where it would be of no use */
function openJobCache(entry, env) {
    const hasService = (env.ACTIONS_CACHE_URL || env.ACTIONS_RESULTS_URL) && env.ACTIONS_RUNTIME_TOKEN;
    if (env.RUNNER_ENVIRONMENT !== 'github-hosted' || !hasService || !env.RUNNER_TEMP) {
        return undefined;
    }
    const { version, platform, checksum } = entry;
    const name = `remote-buildkit-buildx-${version}-${(0,install_platform/* nameOf */.Vb)(platform)}`;
    // An entry is known by its path too, so the path is the same in every job.
    const directory = (0,external_node_path_.join)(env.RUNNER_TEMP, 'remote-buildkit-buildx');
    const program = (0,external_node_path_.join)(directory, (0,install_platform/* programName */.kX)(platform, 'buildx'));
    const key = `${name}-${checksum.slice(0, 16)}`;
    let isMissing = false;
    const fetchProgram = async () => {
        const { restoreCache } = await Promise.all(/* import() */[__webpack_require__.e(955), __webpack_require__.e(507), __webpack_require__.e(691)]).then(__webpack_require__.bind(__webpack_require__, 1691));
        const { value, complaints } = await quietly(() => restoreCache([directory], key));
        if (value === undefined)
            return complaints.length === 0 ? 'missing' : 'unknown';
        if ((await checksumOf(program)) !== checksum)
            throw new Error(`${key} is damaged`);
        return 'there';
    };
    const restore = async (file) => {
        const found = await inTime(fetchProgram(), longestRestoreMs);
        isMissing = found === 'missing';
        if (found !== 'there')
            return false;
        // Not earlier: once time is up, the file is the download's.
        await linkOrCopy(program, file);
        return true;
    };
    const save = async (file) => {
        // A service that could not say what it has is not asked to take something.
        if (!isMissing)
            return;
        const { saveCache } = await Promise.all(/* import() */[__webpack_require__.e(955), __webpack_require__.e(507), __webpack_require__.e(691)]).then(__webpack_require__.bind(__webpack_require__, 1691));
        await (0,promises_.mkdir)(directory, { recursive: true });
        await linkOrCopy(file, program);
        await inTime(quietly(() => saveCache([directory], key)), longestSaveMs);
    };
    const removeDirectory = () => (0,promises_.rm)(directory, { recursive: true, force: true }).catch(() => { });
    const inTime = async (work, longestMs) => {
        const timer = new AbortController();
        const tooLong = (0,external_node_timers_promises_.setTimeout)(longestMs, undefined, { signal: timer.signal }).then(() => {
            // It can't be told to stop, and would leave its directory.
            work.then(removeDirectory, removeDirectory);
            throw new Error(`no answer in ${longestMs / 1000} s`);
        });
        try {
            return await Promise.race([work, tooLong]);
        }
        finally {
            timer.abort();
        }
    };
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

// EXTERNAL MODULE: ./.build/lib/buildx/install/pin.js
var pin = __webpack_require__(3684);
;// CONCATENATED MODULE: ./.build/lib/buildx/install/install.js










/**
 * Gets that release from the runner's tool cache, else from the cache between jobs, else by download,
 * and leaves it in the tool cache. Nothing is run or kept before its checksum was seen to be right.
 *
 * @returns the binary
 * @throws Error in one line
 */
async function installBuildx({ version, downloadUrl, useJobCache, platform = (0,install_platform/* releasePlatform */.Ld)() }, { log, env, directory }) {
    const kept = await findKept(version, platform);
    if (kept !== undefined) {
        log.info(`buildx ${version} from the tool cache`);
        return kept;
    }
    const expected = await expectChecksum(version, platform, downloadUrl, directory);
    const { checksum } = expected;
    const file = (0,external_node_path_.join)(directory, `buildx-${(0,external_node_crypto_.randomUUID)()}`);
    const jobCache = useJobCache ? openJobCache({ version, platform, checksum }, env) : undefined;
    if (await jobCache?.restore(file)) {
        log.info(`buildx ${version} from the cache between jobs, checksum as in ${expected.source}`);
    }
    else {
        const url = (0,install_urls/* fileUrl */.iw)(downloadUrl, version, platform, (0,install_urls/* binaryName */.fW)(version, platform));
        await downloadChecked(url, file, expected);
        await (0,promises_.chmod)(file, 0o755);
        log.info(`buildx ${version} from ${(0,install_urls/* shown */.SP)(url)}, checksum as in ${expected.source}`);
        await jobCache?.save(file);
    }
    return keep(file, version, platform, { checksum, env });
}
/**
 * Finds out the newest release. Its file of checksums names it, so that one request tells, to GitHub or
 * to a mirror, and without the API.
 */
async function findLatest(downloadUrl, directory) {
    const platform = (0,install_platform/* releasePlatform */.Ld)();
    const names = (0,install_urls/* checksumFiles */.b1)(platform);
    const found = await firstIn(names.map((name) => (0,install_urls/* latestFileUrl */.vn)(downloadUrl, name)), (text) => findReleased(text, (0,install_platform/* nameOf */.Vb)(platform)), directory);
    if (found === undefined) {
        throw new Error(`The newest release of buildx is not known: ${names.map((name) => (0,install_urls/* shown */.SP)((0,install_urls/* latestFileUrl */.vn)(downloadUrl, name))).join(' and ')} does not name it. Give a release in buildx-version, such as ${pin/* pinnedVersion */.V}.`);
    }
    return found.value;
}
async function downloadChecked(url, file, expected) {
    await download(url, file);
    const actual = await checksumOf(file);
    if (actual === expected.checksum)
        return;
    await (0,promises_.rm)(file);
    throw new Error(`${(0,install_urls/* shown */.SP)(url)} is not the file it should be, so it was not run: its SHA-256 is ${actual}, but ${expected.checksum} in ${expected.source}.`);
}
async function expectChecksum(version, platform, downloadUrl, directory) {
    const pinned = version === pin/* pinnedVersion */.V ? pin/* pinnedChecksums */.n[(0,install_platform/* nameOf */.Vb)(platform)] : undefined;
    if (pinned !== undefined)
        return { checksum: pinned, source: 'the source of this action' };
    const urls = (0,install_urls/* checksumFiles */.b1)(platform).map((name) => (0,install_urls/* fileUrl */.iw)(downloadUrl, version, platform, name));
    const binary = (0,install_urls/* binaryName */.fW)(version, platform);
    const found = await firstIn(urls, (text) => findChecksum(text, binary), directory);
    if (found !== undefined)
        return { checksum: found.value, source: (0,install_urls/* shown */.SP)(found.url) };
    throw new Error(`There is no checksum of ${binary} in ${urls.map(install_urls/* shown */.SP).join(' or ')}, so it can't be checked. Give another release in buildx-version; ${pin/* pinnedVersion */.V} needs no such file.`);
}
/** The first of the texts in which something is found; one that doesn't exist is passed over. */
async function firstIn(urls, look, directory) {
    for (const [index, url] of urls.entries()) {
        const file = (0,external_node_path_.join)(directory, `checksums-${(0,external_node_crypto_.randomUUID)()}`);
        try {
            await download(url, file);
            const value = look(await (0,promises_.readFile)(file, 'utf8'));
            if (value !== undefined)
                return { value, url };
        }
        catch (error) {
            const isLast = index === urls.length - 1;
            if (isLast || !(error instanceof DownloadError && error.isMissing))
                throw error;
        }
        finally {
            await (0,promises_.rm)(file, { force: true });
        }
    }
    return undefined;
}


/***/ })

};
