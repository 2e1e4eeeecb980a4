export const id = 6669;
export const ids = [6669];
export const modules = {

/***/ 5796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ ignoredByName)
/* harmony export */ });
/**
 * Tells what an ignore file leaves out of the first level of a context.
 *
 * @returns undefined when it has exceptions (`!`), of which the order matters
 */
function ignoredByName(text) {
    const patterns = text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
    if (patterns.some((pattern) => pattern.startsWith('!')))
        return undefined;
    const names = patterns.map((pattern) => pattern.replace(/^(?:\.?\/)?(?:\*\*\/)?|\/(?:\*\*)?$/g, ''));
    const expressions = names
        .filter((name) => name !== '' && !name.includes('/'))
        .map((name) => new RegExp(`^${name.split('*').map(escaped).join('[^/]*')}$`));
    return (name) => expressions.some((expression) => expression.test(name));
}
function escaped(text) {
    return text.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&');
}


/***/ }),

/***/ 6669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createUploads: () => (/* binding */ createUploads)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/buildx/environment.js
var environment = __webpack_require__(710);
// EXTERNAL MODULE: ./.build/lib/inputs/dockerfile-path.js
var dockerfile_path = __webpack_require__(5444);
// EXTERNAL MODULE: ./.build/lib/leftovers/private-directory.js
var private_directory = __webpack_require__(3876);
;// CONCATENATED MODULE: ./.build/lib/upload/context-watch.js
/** Follows the vertices that send the context. There are several when platforms copy different files. */
function createContextWatch(now) {
    /** When each vertex ended well; `open` until then. */
    const ends = new Map();
    const sending = new Set();
    return {
        status({ vertexes = [], statuses = [] }) {
            for (const { digest, name = '', started, completed, error } of vertexes) {
                if (contextName.test(name))
                    sending.add(digest);
                if (completed)
                    ends.set(digest, error ? 'failed' : now());
                else if (started)
                    ends.set(digest, 'open');
            }
            // A frontend of another kind may give the vertex another name.
            for (const { id, vertex } of statuses)
                if (id === 'transferring context:')
                    sending.add(vertex);
        },
        end() {
            const all = [...sending].flatMap((digest) => ends.get(digest) ?? []);
            const times = all.filter((end) => typeof end === 'number');
            if (all.length === 0)
                return 'not-sent';
            return times.length < all.length ? 'failed' : Math.max(...times);
        },
    };
}
/** Given in moby/buildkit `frontend/dockerui/`. */
const contextName = /^\[(?:\S+ )?internal\] load build context$/;

// EXTERNAL MODULE: ./.build/lib/upload/walk.js
var upload_walk = __webpack_require__(1241);
;// CONCATENATED MODULE: ./.build/lib/upload/decide.js

/** The clock of a file system advances in steps of up to 10 ms, and that of this process shows no part of one. */
const clockStepMs = 20;
/**
 * Decides whether the daemon's copy of a context may be used again.
 *
 * BuildKit compares the files of the copy by size, modification time and mode, and never by content (`sameFile` in
 * diff_containerd.go of tonistiigi/fsutil). It would keep a file whose content has changed and whose time is what it
 * was. So each file must be exactly as it was when it was sent, inode and time of last change included, which no
 * program can set; or have been modified later than all that was ever sent under the id. That holds only if nothing
 * was sent with a time in the future.
 *
 * @param record of the last upload; absent when there was none, or it didn't end
 * @param now in milliseconds since 1970, after the files were read
 */
function decideUpload(record, files, now) {
    const latest = nanoseconds(now + clockStepMs);
    const future = [...files].find(([, state]) => ((0,upload_walk/* modificationTime */._y)(state) ?? 0n) > latest)?.[0];
    const isTrusted = future === undefined;
    if (record !== undefined && record.ended > now + clockStepMs) {
        return { kind: 'new', reason: 'clock-set-back', isTrusted };
    }
    if (future !== undefined)
        return { kind: 'new', reason: 'time-in-future', path: future, isTrusted };
    if (record === undefined)
        return { kind: 'new', reason: 'first', isTrusted };
    const ended = nanoseconds(record.ended + clockStepMs);
    for (const [path, state] of files) {
        const before = record.files.get(path);
        if (before === state)
            continue;
        const modified = (0,upload_walk/* modificationTime */._y)(state);
        if (modified === undefined) {
            // A folder that is new, or was a file.
            if (before === undefined || (0,upload_walk/* modificationTime */._y)(before) !== undefined)
                continue;
            return { kind: 'new', reason: 'mode-changed', path, isTrusted };
        }
        if (modified <= ended)
            return { kind: 'new', reason: 'changed-unseen', path, isTrusted };
    }
    return { kind: 'keep', id: record.id };
}
function nanoseconds(milliseconds) {
    return BigInt(Math.round(milliseconds)) * 1000000n;
}

// EXTERNAL MODULE: ./.build/lib/text/dockerignore.js
var dockerignore = __webpack_require__(5796);
;// CONCATENATED MODULE: ./.build/lib/upload/ignored.js



/**
 * Finds what of the first level of a context is certainly never sent, such as `node_modules` and `.git`.
 *
 * A frontend other than Docker's may read no `.dockerignore`. Older ones read no ignore file of the Dockerfile's own,
 * so where there are two, both must leave a name out.
 */
function readIgnored({ context, file, buildArgs, }) {
    const dockerfile = file || (0,external_node_path_.join)(context, 'Dockerfile');
    const text = read(dockerfile);
    const isOther = buildArgs.some((entry) => entry.startsWith('BUILDKIT_SYNTAX'));
    if (text === undefined || isOther || !isDockers(text))
        return () => false;
    const texts = [`${dockerfile}.dockerignore`, (0,external_node_path_.join)(context, '.dockerignore')].flatMap((path) => read(path) ?? []);
    const rules = texts.map(dockerignore/* ignoredByName */.N);
    return (name) => rules.length > 0 && !/[[\]\\]/.test(name) && rules.every((isIgnored) => isIgnored?.(name));
}
/** Whether the Dockerfile is read by the daemon's own frontend, or by a release of the same one. */
function isDockers(text) {
    // Further down, a line is no directive any more; then everything is compared, which costs only time.
    const all = text.slice(0, 4096).match(/syntax\s*=/gi) ?? [];
    return all.length === 0 || (all.length === 1 && dockersOwn.test(text));
}
const dockersOwn = /^#\s*syntax\s*=\s*(?:docker\.io\/)?docker\/dockerfile(?:[:@]\S*)?\s*$/im;
function read(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./.build/lib/upload/largest.js


const mostParts = 3;
/** Smaller parts explain nothing. */
const leastShare = 0.05;
/** A folder that has so much of its bytes in one of its own is no answer. */
const innerShare = 0.9;
/**
 * Finds what makes a context large.
 *
 * @param ignore the text of the ignore file that counts
 * @param sentBytes of the upload; `undefined` is returned where the files don't add up to about that, since then only
 *   some of them were sent
 * @returns the largest first
 */
function largestParts(files, ignore, sentBytes) {
    const isIgnored = (0,dockerignore/* ignoredByName */.N)(ignore);
    if (isIgnored === undefined)
        return undefined;
    const bytes = new Map();
    for (const [path, state] of files) {
        const names = path.split('/');
        if (path.startsWith('//') || isIgnored(names[0] ?? ''))
            continue;
        const size = (0,upload_walk/* sizeOf */.$d)(state);
        for (let depth = 0; depth <= names.length; depth += 1) {
            const folder = names.slice(0, depth).join('/');
            bytes.set(folder, (bytes.get(folder) ?? 0) + size);
        }
    }
    const total = bytes.get('') ?? 0;
    // The names and states of the files are sent too.
    if (total > sentBytes || total < 0.8 * sentBytes)
        return undefined;
    const inside = (folder) => [...bytes.keys()].filter((path) => path !== folder &&
        path.startsWith(folder === '' ? '' : `${folder}/`) &&
        !path.slice(folder === '' ? 0 : folder.length + 1).includes('/'));
    const narrow = (folder) => {
        const least = innerShare * (bytes.get(folder) ?? 0);
        const inner = inside(folder).find((path) => (bytes.get(path) ?? 0) >= least);
        return inner === undefined ? folder : narrow(inner);
    };
    return inside('')
        .map((path) => narrow(path))
        .map((path) => ({ path, bytes: bytes.get(path) ?? 0 }))
        .filter((part) => part.bytes >= leastShare * total)
        .toSorted((a, b) => b.bytes - a.bytes)
        .slice(0, mostParts);
}

;// CONCATENATED MODULE: ./.build/lib/upload/records.js
// The records of uploads, which stay on this machine when the action has ended: one file for each, below one folder.




/** Longer than a weekend without builds. */
const longestAgeMs = 7 * 24 * 3600_000;
const mostRecords = 64;
const version = 'remote-buildkit upload 1';
/**
 * Takes the record of an upload. A build that doesn't end leaves none.
 *
 * @param directory created if it doesn't exist
 * @throws when the directory can't be used, or other users can write to it
 */
function claimRecord(directory, key) {
    (0,external_node_fs_.mkdirSync)(directory, { recursive: true, mode: 0o700 });
    if (!(0,private_directory/* isOwnAlone */.kM)(directory))
        throw new Error(`other users can write to ${directory}`);
    const { endpoint, context, file, target } = key;
    const parts = JSON.stringify([endpoint, context, file, target]);
    const name = (0,external_node_crypto_.createHash)('sha256').update(parts).digest('hex').slice(0, 32);
    const place = (0,external_node_path_.join)(directory, name);
    const taken = `${place}.${(0,external_node_crypto_.randomBytes)(8).toString('hex')}.taken`;
    const isTaken = (0,external_node_fs_.readdirSync)(directory).some((each) => each.startsWith(`${name}.`));
    const record = take(place, taken);
    return {
        ...(record && { record }),
        isTaken: isTaken && record === undefined,
        leave(left) {
            if (left === undefined)
                (0,external_node_fs_.rmSync)(taken, { force: true });
            else {
                (0,external_node_fs_.writeFileSync)(taken, format(left), { mode: 0o600 });
                (0,external_node_fs_.renameSync)(taken, place);
            }
            removeOld(directory);
        },
    };
}
/** Only one of several processes can rename a file. */
function take(place, taken) {
    try {
        (0,external_node_fs_.renameSync)(place, taken);
    }
    catch {
        // So that the next build knows that this one hasn't ended.
        (0,external_node_fs_.writeFileSync)(taken, '', { mode: 0o600, flag: 'wx' });
        return undefined;
    }
    return parse((0,external_node_fs_.readFileSync)(taken, 'utf8'));
}
/** Paths can have any character but NUL. */
function format({ id, ended, files }) {
    const fields = [version, id, String(ended)];
    for (const [path, state] of files)
        fields.push(path, state);
    return fields.join('\0');
}
function parse(text) {
    const [format, id = '', ended = '', ...fields] = text.split('\0');
    if (format !== version || !/^[0-9a-f]{32}$/.test(id) || !/^\d+$/.test(ended))
        return undefined;
    const files = new Map();
    for (let index = 0; index + 1 < fields.length; index += 2) {
        files.set(fields[index], fields[index + 1]);
    }
    return { id, ended: Number(ended), files };
}
/** Removes records that no build has left for a week, and the oldest of too many. */
function removeOld(directory) {
    const now = Date.now();
    const all = (0,external_node_fs_.readdirSync)(directory)
        .map((name) => (0,external_node_path_.join)(directory, name))
        .map((path) => ({ path, time: (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
        .toSorted((a, b) => b.time - a.time);
    for (const [index, { path, time }] of all.entries()) {
        if (index >= mostRecords || now - time > longestAgeMs)
            (0,external_node_fs_.rmSync)(path, { force: true });
    }
}

;// CONCATENATED MODULE: ./.build/lib/upload/upload.js













/** The file in which buildx keeps its half of the name of a copy: `util/confutil/config.go` of docker/buildx. */
const nodeIdFile = '.buildNodeID';
/** From here on, it is said what an upload consists of. */
const leastLargeBytes = 10_000_000;
/** For a walk after the build, for the report alone. */
const briefLimits = { mostFiles: 20_000, longestMs: 200 };
/**
 * Starts to read what the files of a local context are like, which goes on while the builder is created.
 *
 * The daemon keeps a copy of each context, by the folder's name and an id of buildx's configuration. The action has
 * a configuration for each run, so that without this each build would send everything.
 */
function createUploads({ build, reuseUpload }, { directory: privateDirectory, log, uploads: directory }, now = Date.now) {
    const { context, file, target } = build;
    const config = (0,environment/* buildxConfig */.v_)(privateDirectory);
    const refusal = refusalOf(build, reuseUpload, directory);
    const walk = (limits) => (0,upload_walk/* walkContext */.ph)(context, (0,dockerfile_path/* isRemote */.Vx)(file) ? '' : file, limits, readIgnored(build));
    let early = refusal === undefined ? walk() : undefined;
    let hasId = false;
    const setId = async (id) => {
        const path = (0,external_node_path_.join)(config, nodeIdFile);
        (0,external_node_fs_.mkdirSync)(config, { recursive: true, mode: 0o700 });
        (0,external_node_fs_.rmSync)(path, { force: true });
        hasId = true;
        try {
            await (0,private_directory/* writePrivateFile */.Pl)(path, id);
        }
        catch (error) {
            // A part of an id could be guessed.
            (0,external_node_fs_.rmSync)(path, { force: true });
            throw error;
        }
    };
    const explain = async (facts, bytes, known) => {
        if (bytes < leastLargeBytes)
            return facts;
        const files = known ?? (await walk(briefLimits));
        if (typeof files === 'string')
            return facts;
        const largest = largestParts(files, readIgnoreFile(context, file), bytes);
        return largest === undefined ? facts : { ...facts, largest };
    };
    const sendAll = async (why, known) => {
        // What an earlier try has sent under its id may not be complete.
        if (hasId)
            await setId(newId());
        const facts = { sent: 'all', ...why };
        return {
            status: () => { },
            explain: (bytes) => explain(facts, bytes, known),
            end: () => { },
        };
    };
    return {
        async begin({ buildx, endpoint, isOwn = false, isShared = false }) {
            if (buildx.env.BUILDX_CONFIG !== config)
                return undefined;
            if (refusal !== undefined)
                return sendAll({ reason: refusal });
            if (isOwn && !isShared)
                return sendAll({ reason: 'fresh-builder' });
            const files = await (early ?? walk());
            early = undefined;
            if (typeof files === 'string')
                return sendAll({ reason: files });
            let claimed;
            try {
                const key = { endpoint, context: (0,external_node_path_.resolve)(context), file, target };
                claimed = claimRecord(directory ?? '', key);
            }
            catch (error) {
                log.debug(`No record of the upload is kept: ${(0,errors/* messageOf */.bD)(error)}`);
                return sendAll({ reason: 'no-place' }, files);
            }
            const { record, isTaken, leave } = claimed;
            const decision = decideUpload(record, files, now());
            const id = decision.kind === 'keep' ? decision.id : newId();
            try {
                await setId(id);
            }
            catch (error) {
                // Nothing has been sent under the id.
                leave(record);
                throw error;
            }
            const watch = createContextWatch(steadyClock(now));
            const mayTrust = decision.kind === 'keep' || decision.isTrusted;
            return {
                status: watch.status,
                async explain(bytes) {
                    if (decision.kind !== 'keep')
                        return explain(factsOf(decision, isTaken), bytes, files);
                    const hadCopy = record !== undefined && bytes <= mostBytes(record.files, files);
                    if (hadCopy)
                        return { sent: 'changes' };
                    return explain({ sent: 'all', reason: 'no-copy' }, bytes, files);
                },
                end() {
                    const end = watch.end();
                    try {
                        if (end === 'not-sent')
                            leave(decision.kind === 'keep' ? record : undefined);
                        else
                            leave(end === 'failed' || !mayTrust ? undefined : { id, ended: end, files });
                    }
                    catch (error) {
                        log.debug(`No record of the upload is kept: ${(0,errors/* messageOf */.bD)(error)}`);
                    }
                },
            };
        },
    };
}
/** A clock that goes on when the machine's is set back: what is modified meanwhile is no later than it says. */
function steadyClock(now) {
    const [wall, steady] = [now(), performance.now()];
    return () => Math.max(now(), Math.floor(wall + performance.now() - steady));
}
/** 128 bits, since a client that knows it could put its own files into the daemon's copy. */
function newId() {
    return (0,external_node_crypto_.randomBytes)(16).toString('hex');
}
/** Why no upload is used again, whatever the daemon. */
function refusalOf({ buildContexts, noCache }, reuseUpload, directory) {
    if (reuseUpload === 'never')
        return 'never';
    if (noCache)
        return 'no-cache';
    // buildx writes the id into the daemon's history then, where every holder of a certificate can read it.
    const isLocal = (entry) => !(0,dockerfile_path/* isRemote */.Vx)(entry.slice(entry.indexOf('=') + 1));
    if (buildContexts.some(isLocal))
        return 'named-folder';
    if (directory === undefined)
        return 'no-place';
    return undefined;
}
/** An ignore file of the Dockerfile's own replaces the other. */
function readIgnoreFile(context, file) {
    for (const path of [
        `${file || (0,external_node_path_.join)(context, 'Dockerfile')}.dockerignore`,
        (0,external_node_path_.join)(context, '.dockerignore'),
    ]) {
        try {
            return (0,external_node_fs_.readFileSync)(path, 'utf8');
        }
        catch {
            // There is none.
        }
    }
    return '';
}
function factsOf({ reason, path }, isTaken) {
    if (reason === 'first' && isTaken)
        return { sent: 'all', reason: 'in-use' };
    return { sent: 'all', reason, ...(path !== undefined && { path }) };
}
/** What is sent at most if the daemon has a copy: the files that changed, and of each file what it is like. */
function mostBytes(before, after) {
    let bytes = 1000;
    for (const [path, state] of after) {
        bytes += path.length + 100;
        // In pieces, each with its length.
        if (before.get(path) !== state)
            bytes += 1.05 * (0,upload_walk/* sizeOf */.$d)(state);
    }
    return bytes;
}


/***/ }),

/***/ 1241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ sizeOf),
/* harmony export */   _y: () => (/* binding */ modificationTime),
/* harmony export */   es: () => (/* binding */ walkLimits),
/* harmony export */   ph: () => (/* binding */ walkContext)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);



/** buildx reads the same folder right after this, so the time isn't lost: the names are in the system's cache then. */
const walkLimits = { mostFiles: 50_000, longestMs: 1000 };
/** So long no other work of this process waits. */
const longestSliceMs = 2;
/**
 * Reads what all files of a context are like, and the Dockerfile if it is elsewhere.
 *
 * @param file the input `file`; empty for the context's own Dockerfile
 * @param isIgnored what of the first level is never sent
 */
async function walkContext(context, file, { mostFiles, longestMs } = walkLimits, isIgnored = () => false) {
    const root = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(context);
    const files = new Map();
    const begun = performance.now();
    let sliceBegun = begun;
    const folders = [''];
    try {
        for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
            for (const entry of (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, folder), { withFileTypes: true })) {
                if (folder === '' && isIgnored(entry.name))
                    continue;
                const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
                if (entry.isDirectory())
                    folders.push(path);
                files.set(path, stateOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, path)));
                const now = performance.now();
                if (files.size > mostFiles)
                    return 'too-many-files';
                if (now - begun > longestMs)
                    return 'slow-disk';
                if (now - sliceBegun > longestSliceMs) {
                    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setImmediate)();
                    sliceBegun = performance.now();
                }
            }
        }
        for (const path of dockerfiles(root, file))
            files.set(`//${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)}`, stateOf(path));
        return files;
    }
    catch {
        // Such as a folder of another user, a file that is being removed, or a name that isn't UTF-8.
        return 'unreadable';
    }
}
/** The Dockerfile and its own `.dockerignore`, where they aren't in the context. */
function dockerfiles(root, file) {
    if (file === '')
        return [];
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(file);
    const below = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path);
    if (!(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(below) && !below.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`))
        return [];
    return [path, `${path}.dockerignore`].filter((each) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(each, { throwIfNoEntry: false }) !== undefined);
}
function stateOf(path) {
    // As numbers, inodes of some file systems would lose digits, and two files could look like one.
    const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { bigint: true });
    const { dev, ino, mode, size, mtimeNs, ctimeNs } = stats;
    if (stats.isDirectory())
        return String(mode);
    return `${dev} ${ino} ${mode} ${size} ${mtimeNs} ${ctimeNs}`;
}
/** When the content of a file was changed last, in nanoseconds since 1970; undefined for a directory. */
function modificationTime(state) {
    const time = state.split(' ')[4];
    return time === undefined ? undefined : BigInt(time);
}
/** The size of a file, in bytes; 0 for a directory. */
function sizeOf(state) {
    return Number(state.split(' ')[3] ?? 0);
}


/***/ })

};
