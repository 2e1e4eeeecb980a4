export const id = 9665;
export const ids = [9665];
export const modules = {

/***/ 9665:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  warnAfterBuild: () => (/* binding */ warnAfterBuild),
  warnOfFaults: () => (/* binding */ warnOfFaults)
});

// UNUSED EXPORTS: exportWarnings

;// CONCATENATED MODULE: ./.build/lib/advice/daemon-faults.js
/** The newest first. `script/update-daemon-faults` lists advisories that aren't here. */
const daemonFaults = [
    {
        fixedIn: 'v0.33.1',
        what: 'a build can put layers and blobs into the shared cache that are not what their digests say',
        sources: ['GHSA-p3rc-w3hc-pqvv', 'GHSA-f2v9-hprr-32q3'],
    },
    {
        fixedIn: 'v0.33.0',
        what: "a registry cache may be read with another build's credentials",
        sources: ['#7047'],
    },
    {
        fixedIn: 'v0.31.1',
        what: 'a custom frontend can turn off seccomp and AppArmor for its steps',
        sources: ['GHSA-7236-3392-c5c6'],
    },
    {
        fixedIn: 'v0.31.1',
        what: 'a base image can make the daemon run out of memory',
        sources: ['GHSA-72x6-4j93-7w86'],
    },
    {
        fixedIn: 'v0.28.1',
        what: "a custom frontend can write files outside of the daemon's directory",
        sources: ['GHSA-4c29-8rgm-jvjj'],
    },
    {
        fixedIn: 'v0.28.1',
        what: 'the subdirectory of a Git URL can lead out of the repository',
        sources: ['GHSA-4vrq-3vrq-g6gg'],
    },
    {
        fixedIn: 'v0.12.5',
        what: "a Dockerfile can read and delete files of the daemon's machine",
        sources: ['GHSA-m3r6-h7wv-7xxv', 'GHSA-4v98-7qmw-rqr8'],
    },
    {
        fixedIn: 'v0.12.5',
        what: 'a custom frontend can run privileged containers',
        sources: ['GHSA-wr6v-9f75-vh2g'],
    },
];
/**
 * One sentence about the faults that a daemon still has, the newest named, with the release that has none of them.
 *
 * @param version as the daemon gives it, such as `v0.32.2`
 * @returns undefined when it has none, or its version is no release
 */
function daemonWarning(version, faults = daemonFaults) {
    const own = parts(version);
    if (own === undefined)
        return undefined;
    const left = faults.filter(({ fixedIn }) => isOlder(own, parts(fixedIn) ?? []));
    const [first] = left;
    if (first === undefined)
        return undefined;
    const more = left.length > 1 ? ` and ${left.length - 1} more known faults` : '';
    return `The daemon's BuildKit ${version} is old: ${first.what} (moby/buildkit ${first.sources.join(', ')})${more}. ${first.fixedIn} or newer has none of them.`;
}
function parts(version) {
    const [, ...numbers] = /^v(\d+)\.(\d+)\.(\d+)(?=$|[-+])/.exec(version) ?? [];
    return numbers.length === 0 ? undefined : numbers.map(Number);
}
function isOlder(a, b) {
    const at = a.findIndex((number, index) => number !== b[index]);
    return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

// EXTERNAL MODULE: ./.build/lib/step/lfs-pointers.js
var lfs_pointers = __webpack_require__(3057);
;// CONCATENATED MODULE: ./.build/lib/step/after-build.js


const unrecorded = 'The daemon keeps no record of this build, so the time saved and why steps missed are unknown. In its buildkitd.toml, maxEntries = 0 under [history] turns the build history off.';
/** Warns about what a build that is over left undone. */
async function warnAfterBuild(build, plan, inputs, ports) {
    for (const warning of exportWarnings(build, plan))
        ports.log.warning(warning);
    const pointers = await pointersIn(build, inputs, ports);
    if (pointers !== undefined)
        ports.log.warning(pointers);
    if (build.historyFacts?.isUnrecorded)
        ports.log.info(unrecorded);
}
/**
 * Warns of the known faults of a daemon, once in a job. The version of a Docker daemon counts otherwise, and a builder
 * that was made for this job has no other users.
 */
function warnOfFaults({ driver, daemon, isOwn = false }, { warnOnce }) {
    if (driver !== 'remote' || isOwn)
        return;
    const warning = daemonWarning(daemon.version);
    if (warning !== undefined)
        warnOnce(`faults-${daemon.version}`, warning);
}
/** Warns about Git LFS pointers in the image. A fault in this check doesn't fail the build. */
async function pointersIn({ outcome, record, lfsFiles }, { checkout }, { run, env }) {
    if (checkout === undefined || outcome.kind !== 'succeeded')
        return undefined;
    return (0,lfs_pointers/* pointerWarning */.k8)(checkout, record.steps, run, env, lfsFiles).catch(() => undefined);
}
/** Warnings of cache exports that this action chose and whose errors buildx ignores. */
function exportWarnings({ record, outcome }, { cacheWrite }) {
    const image = outcome.kind === 'succeeded' ? ' The image is not affected.' : '';
    return record.exports
        .filter(({ status }) => status === 'failed' && cacheWrite !== undefined)
        .map(({ error }) => `The cache was not written to ${cacheWrite}: ${error}.${image}`);
}


/***/ }),

/***/ 7836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ lfsFiles),
/* harmony export */   r: () => (/* binding */ copiedSources)
/* harmony export */ });
/**
 * Lists the files that a repository keeps in Git LFS, by its index.
 *
 * @param folder the part of the repository that counts; empty for all of it
 * @param git runs git in the repository, and returns what it prints
 * @returns paths below the folder
 */
async function lfsFiles(folder, git) {
    const prefix = folder === '' ? '' : `${folder.replace(/^\/+|\/+$/g, '')}/`;
    const listed = await git(['ls-files', '-z', '--', `:(attr:filter=lfs)${prefix}`]);
    return listed
        .split('\0')
        .filter((path) => path !== '')
        .map((path) => path.slice(prefix.length));
}
/** The sources of a `COPY` or `ADD` from the context. */
function copiedSources(instruction) {
    const [, rest = ''] = /^(?:COPY|ADD) ((?:.|\n)+)$/.exec(instruction) ?? [];
    const flags = /^(?:--\S+\s+)*/.exec(rest)?.[0] ?? '';
    if (flags.includes('--from='))
        return [];
    const operands = rest.slice(flags.length).trim();
    const words = readJson(operands) ?? operands.split(/\s+/);
    return words.slice(0, -1);
}
function readJson(text) {
    if (!text.startsWith('['))
        return undefined;
    try {
        const words = JSON.parse(text);
        return Array.isArray(words) ? words.map(String) : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 3057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k8: () => (/* binding */ pointerWarning),
/* harmony export */   kU: () => (/* binding */ isCheckedOut)
/* harmony export */ });
/* unused harmony export isBelow */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(296);
/* harmony import */ var _lfs_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7836);





/** More files than this are not read. */
const mostFiles = 200;
/**
 * Warns about files in Git LFS whose pointers were copied into an image. Repositories without Git LFS cost
 * one look at `.gitattributes`.
 *
 * @param steps the instructions of the build, such as `COPY a b /app/`
 * @param found the files in Git LFS of a context that is fetched and not checked out, if they are known
 * @returns undefined when there are none, or it can't be known
 */
async function pointerWarning({ directory, isFetched }, steps, run, env, found) {
    const files = found ?? (await filesOfCheckout(directory, run, env));
    const sources = steps.flatMap(({ name }) => (0,_lfs_files_js__WEBPACK_IMPORTED_MODULE_3__/* .copiedSources */ .r)(name));
    const copied = files
        .filter((path) => sources.some((source) => isBelow(path, source)))
        .slice(0, mostFiles);
    const pointers = [];
    for (const path of copied) {
        if (isFetched || (await isPointer((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, path))))
            pointers.push(path);
    }
    const [first] = pointers;
    if (first === undefined)
        return undefined;
    const remedy = isFetched
        ? 'BuildKit fetches a Git context without Git LFS. Check the repository out with actions/checkout (lfs: true) and set context: .'
        : 'Check the repository out with lfs: true (actions/checkout).';
    const others = pointers.length > 1 ? ` and ${pointers.length - 1} more` : '';
    return `The image has Git LFS pointers instead of the files: ${(0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_4__/* .shortLine */ .t)(first, 200)}${others}. ${remedy}`;
}
async function filesOfCheckout(directory, run, env) {
    if (!usesLfs(directory))
        return [];
    return (0,_lfs_files_js__WEBPACK_IMPORTED_MODULE_3__/* .lfsFiles */ .J)('', async (args) => {
        const { exitCode, stdout } = await run('git', ['-C', directory, ...args], { env });
        return exitCode === 0 ? stdout : '';
    });
}
/** Looks into `.gitattributes` of the folder and of those above it, up to the root of the repository. */
function usesLfs(directory) {
    return foldersUpToRoot(directory).some((folder) => {
        try {
            return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, '.gitattributes'), 'utf8').includes('filter=lfs');
        }
        catch {
            // Most folders have none.
            return false;
        }
    });
}
/** Whether a folder is part of a repository on this machine. */
function isCheckedOut(directory) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(foldersUpToRoot(directory).at(-1) ?? directory, '.git'));
}
/** The folder and those above it, up to the root of the repository or of the file system. */
function foldersUpToRoot(directory) {
    const folders = [directory];
    for (let folder = directory; !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, '.git'));) {
        const above = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder);
        if (above === folder)
            break;
        folders.push(above);
        folder = above;
    }
    return folders;
}
/** Whether a source such as `.`, `assets`, `/assets/` or `*.bin` copies the file. */
function isBelow(path, source) {
    const clean = source.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
    if (clean === '' || clean === '.')
        return true;
    const pattern = clean
        .split(/([*?])/)
        .map((part) => (part === '*' ? '[^/]*' : part === '?' ? '[^/]' : RegExp.escape(part)))
        .join('');
    return new RegExp(`^${pattern}(?:/|$)`).test(path);
}
/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const pointerStart = Buffer.from('version https://git-lfs.github.com/spec/');
async function isPointer(file) {
    try {
        const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file);
        try {
            const { buffer, bytesRead } = await handle.read(Buffer.alloc(pointerStart.length));
            return bytesRead === pointerStart.length && buffer.equals(pointerStart);
        }
        finally {
            await handle.close();
        }
    }
    catch {
        return false;
    }
}


/***/ })

};
