import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 8995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8321:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/consumers");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 5061:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ createArgs),
/* harmony export */   X: () => (/* binding */ csvField)
/* harmony export */ });
/** The arguments of `buildx create`. */
function createArgs({ name, node = '', driver, endpoint = '', driverOpts, buildkitdFlags = '', buildkitdConfig = '', }) {
    return [
        'create',
        '--name',
        name,
        ...(node ? ['--node', node] : []),
        '--driver',
        driver,
        ...driverOpts.flatMap((options) => ['--driver-opt', options]),
        ...(buildkitdFlags ? ['--buildkitd-flags', buildkitdFlags] : []),
        ...(buildkitdConfig ? ['--buildkitd-config', buildkitdConfig] : []),
        ...(endpoint ? [endpoint] : []),
    ];
}
/** A comma, such as one in a path, needs quotes where buildx reads CSV. */
function csvField(value) {
    return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}


/***/ }),

/***/ 710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DL: () => (/* binding */ forgetSecrets),
/* harmony export */   Eb: () => (/* binding */ usersEnvironment),
/* harmony export */   O9: () => (/* binding */ dockerEnvironment),
/* harmony export */   Qe: () => (/* binding */ buildxEnvironment)
/* harmony export */ });
/**
 * The runner's environment, less what holds secrets of this step.
 *
 * The private `BUILDX_CONFIG` keeps builders of other jobs apart, leaves none behind, and hides a
 * `buildkitd.default.toml`, with which buildx refuses to create a remote builder. `DOCKER_CONFIG`
 * stays as it is, so that the sign-in of docker/login-action is found.
 */
function buildxEnvironment(env, buildxConfig) {
    return { ...withoutSecrets(env), BUILDX_CONFIG: buildxConfig };
}
/**
 * The same with the user's own `BUILDX_CONFIG`, where builders of other steps are. The step's directory
 * is in it for the post step, which ends only a buildx that it knows by that.
 */
function usersEnvironment(env, directory) {
    return { ...withoutSecrets(env), REMOTE_BUILDKIT_DIRECTORY: directory };
}
/** Of that Docker daemon and no other, whatever the runner's own settings name. */
function dockerEnvironment(env, host) {
    const own = ['DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'];
    const kept = Object.entries(env).filter(([name]) => !own.includes(name));
    return { ...Object.fromEntries(kept), DOCKER_HOST: host };
}
/** For what this process may start without our doing: a library's helpers get its environment. */
function forgetSecrets(env) {
    for (const name of Object.keys(env))
        if (mayHoldSecret(name))
            delete env[name];
}
function withoutSecrets(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => !mayHoldSecret(name)));
}
function mayHoldSecret(name) {
    return name.startsWith('INPUT_') || /^BUILDER_NODE_\d+_AUTH_/.test(name);
}


/***/ }),

/***/ 3684:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ pinnedVersion),
/* harmony export */   n: () => (/* binding */ pinnedChecksums)
/* harmony export */ });
// The buildx that is fetched when nothing else is asked for. script/update-buildx-pin writes this file.
const pinnedVersion = 'v0.36.1';
/** SHA-256 of each binary of that release. It has one for every platform that buildx is released for. */
const pinnedChecksums = {
    'darwin-amd64': '52a39ee4012d18f83373656712102ebda55656121dcdabbbb1ccfbd41b7debe8',
    'darwin-arm64': '214cdc36788602862dbc82b523d58648b4585c7b0ff95218b0817c44db5573d7',
    'linux-amd64': '48af8a397ebd60178778bf63611dbcebe5f5e7a9be90eb9147b24b9587455778',
    'linux-arm-v6': '324ed0ca85defb28442eda3b002472dbfc7e77bf6992292f2daa94f699f0e43a',
    'linux-arm-v7': '32ff9bee8c48c1fbceb1e2fb1d8472ec817ad1e25b5dff58ec9abf9b8d903518',
    'linux-arm64': '5d0cafd9d16afe1a0f0d9529885344ace2cc99efdd531b6c783c5455a6001569',
    'linux-ppc64le': '46f71a277d1d05cb20f87601abfb729d0056f88705903bd82ad6153f80e3cd9b',
    'linux-riscv64': '5e82f0ada635dabda74f1486dea604e0ea3a1214971ec8c52dcb4db6e08cce26',
    'linux-s390x': '9d8dff974aa0166fc59a5804f35bb6c9ea0693a3f5061a81101668cfe707b0b4',
    'windows-amd64': 'cd7d06a00d924b5800d2654b507afe100378a4685fcec6585eeadc599a527330',
    'windows-arm64': '79522ff962bf3b127c8e9ca56944b1a3fcbe46e1d0b4144d481f356d8c13fa74',
};


/***/ }),

/***/ 7424:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ld: () => (/* binding */ releasePlatform),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   kX: () => (/* binding */ programName)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5119);
/* harmony import */ var _pin_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3684);



/** @throws ConfigurationError when buildx is not released for it */
function releasePlatform(host = thisHost()) {
    const platform = {
        os: host.platform === 'win32' ? 'windows' : host.platform,
        arch: releaseArch(host),
    };
    if (nameOf(platform) in _pin_js__WEBPACK_IMPORTED_MODULE_2__/* .pinnedChecksums */ .n)
        return platform;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`There is no release of buildx for this runner (${host.platform} on ${host.arch}). Put a buildx of your own on its PATH.`);
}
function nameOf({ os, arch }) {
    return `${os}-${arch}`;
}
/** The name of a program there. */
function programName({ os }, name) {
    return os === 'windows' ? `${name}.exe` : name;
}
function releaseArch({ arch, isLittleEndian, armVersion }) {
    if (arch === 'x64')
        return 'amd64';
    if (arch === 'ppc64' && isLittleEndian)
        return 'ppc64le';
    // One for version 6 runs on a newer processor too, but not the other way round.
    if (arch === 'arm')
        return armVersion === '7' ? 'arm-v7' : 'arm-v6';
    return arch;
}
function thisHost() {
    const { arm_version } = process.config.variables;
    return {
        platform: process.platform,
        arch: process.arch,
        isLittleEndian: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.endianness)() === 'LE',
        armVersion: arm_version === undefined ? undefined : String(arm_version),
    };
}


/***/ }),

/***/ 9017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   b1: () => (/* binding */ checksumFiles),
/* harmony export */   fW: () => (/* binding */ binaryName),
/* harmony export */   iw: () => (/* binding */ fileUrl),
/* harmony export */   nh: () => (/* binding */ parseDownloadUrl),
/* harmony export */   vn: () => (/* binding */ latestFileUrl)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5119);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7424);


const officialReleases = 'https://github.com/docker/buildx/releases/download';
/**
 * Reads `buildx-download-url`: where the releases are, laid out as on GitHub (`<url>/v0.36.1/<file>`), or
 * a template with `{version}`, `{os}`, `{arch}` and `{file}`.
 */
function parseDownloadUrl(text) {
    if (text === '')
        return officialReleases;
    const url = URL.parse(text);
    if (url === null || !['http:', 'https:'].includes(url.protocol)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`buildx-download-url: ${text} is not a URL such as https://mirror.example.com/buildx.`);
    }
    if (url.username || url.password) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1('buildx-download-url has a user or a password in it, which would show in the log. Leave them out.');
    }
    return text.replace(/\/+$/, '').replace(/(?<=\/docker\/buildx\/releases)$/, '/download');
}
/** The file's name in a release. */
function binaryName(version, platform) {
    return (0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .programName */ .kX)(platform, `buildx-${version}.${(0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .nameOf */ .Vb)(platform)}`);
}
/** Where a file of a release is. */
function fileUrl(place, version, platform, file) {
    if (!isTemplate(place))
        return `${place}/${version}/${file}`;
    const values = { version: version.replace(/^v/, ''), os: platform.os, arch: platform.arch };
    const fill = (name) => Object.entries({ ...values, file: name }).reduce((url, [key, value]) => url.replaceAll(`{${key}}`, value), place);
    const binary = fill(binaryName(version, platform));
    const isBinary = file === binaryName(version, platform);
    if (isBinary || place.includes('{file}'))
        return fill(file);
    // The other files are then beside the binary.
    return new URL(file, binary).href;
}
/** The newest release is known by where this leads to, or by what it holds. No token is needed. */
function latestFileUrl(place, file) {
    if (isTemplate(place)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1('buildx-version: latest cannot be found out from a buildx-download-url with placeholders. Give a release, such as v0.36.1.');
    }
    const releases = place.replace(/\/download$/, '');
    return releases === place ? `${place}/latest/${file}` : `${releases}/latest/download/${file}`;
}
/**
 * The release's files of checksums, the best first. Those of macOS and Windows, which are signed after
 * the others are published, have one of their own since v0.36.0; before, those of Windows were with the
 * others, and those of macOS nowhere.
 */
function checksumFiles({ os }) {
    return os === 'linux' ? ['checksums.txt'] : ['checksums-signed.txt', 'checksums.txt'];
}
/** What the log may show of it: a query can hold a signature. */
function shown(url) {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname}`;
}
function isTemplate(place) {
    return place.includes('{');
}


/***/ }),

/***/ 2819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Am: () => (/* binding */ findVersion),
/* harmony export */   Ou: () => (/* binding */ parseBuildxVersion),
/* harmony export */   sY: () => (/* binding */ oldestUsable),
/* harmony export */   tW: () => (/* binding */ isOlder)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5119);

/** The first whose `--progress rawjson` has one event a line; before, each took many. */
const oldestUsable = 'v0.15.0';
const release = /^v?(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?$/;
/**
 * Reads `buildx-version`.
 *
 * @returns `latest`, or a release in the form `v0.36.1`
 */
function parseBuildxVersion(text) {
    if (text === 'latest')
        return text;
    const version = text.startsWith('v') ? text : `v${text}`;
    if (!release.test(version)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`buildx-version: ${text} is neither a release of buildx, such as v0.36.1, nor latest.`);
    }
    if (isOlder(version, oldestUsable)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`buildx-version: ${version} is too old. This action needs buildx ${oldestUsable} or newer.`);
    }
    return version;
}
/** Finds the version in the output of `buildx version`, of which distributions make their own variants. */
function findVersion(output) {
    const [, version] = /(?:^|\s)v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)/.exec(output) ?? [];
    // What a build without a version calls itself.
    return version === undefined || version.startsWith('0.0.0') ? undefined : `v${version}`;
}
/** A pre-release counts as its release: it has the same flags. */
function isOlder(version, than) {
    const [a, b] = [numbers(version), numbers(than)];
    const index = a.findIndex((number, position) => number !== b[position]);
    return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}
function numbers(version) {
    return (release.exec(version) ?? []).slice(1, 4).map(Number);
}


/***/ }),

/***/ 6245:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   SR: () => (/* binding */ wallSeconds),
/* harmony export */   V0: () => (/* binding */ subtractIntervals)
/* harmony export */ });
/* unused harmony export mergeIntervals */
/** The same time, each moment once, in order. Intervals that end before they start don't count. */
function mergeIntervals(intervals) {
    const merged = [];
    const valid = intervals.filter(({ start, end }) => end >= start);
    for (const next of valid.sort((a, b) => a.start - b.start)) {
        const last = merged.at(-1);
        if (!last || next.start > last.end)
            merged.push(next);
        else if (next.end > last.end)
            merged[merged.length - 1] = { start: last.start, end: next.end };
    }
    return merged;
}
/** The time of `intervals` that isn't in `taken`. */
function subtractIntervals(intervals, taken) {
    const holes = mergeIntervals(taken);
    return mergeIntervals(intervals).flatMap((interval) => {
        const left = [];
        let { start } = interval;
        for (const hole of holes) {
            if (hole.end <= start || hole.start >= interval.end)
                continue;
            if (hole.start > start)
                left.push({ start, end: hole.start });
            start = hole.end;
        }
        if (start < interval.end)
            left.push({ start, end: interval.end });
        return left;
    });
}
/** Wall-clock seconds: what runs at the same time counts once. Exact to a millisecond. */
function wallSeconds(intervals) {
    const milliseconds = mergeIntervals(intervals).reduce((sum, { start, end }) => sum + end - start, 0);
    return Math.round(milliseconds) / 1000;
}


/***/ }),

/***/ 4811:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H4: () => (/* binding */ forgetBuilder),
/* harmony export */   T: () => (/* binding */ rememberProcess),
/* harmony export */   hG: () => (/* binding */ rememberBuilder),
/* harmony export */   oP: () => (/* binding */ rememberTunnel),
/* harmony export */   pF: () => (/* binding */ neededByPost),
/* harmony export */   uU: () => (/* binding */ rememberSockets),
/* harmony export */   v_: () => (/* binding */ buildxConfig)
/* harmony export */ });
/* unused harmony export undoLeftovers */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
// What outlives this process should it be killed: a buildx that goes on alone, an SSH connection, and a
// builder in a container. They are noted in the private directory before or as they begin, for the post
// step to undo. Only Node's own modules here: post loads no library.




const processFile = 'buildx.pid';
const tunnelFile = 'ssh.pids';
const socketsFile = 'sockets.path';
const builderFile = 'builder.json';
/** Where the private `BUILDX_CONFIG` is. */
function buildxConfig(directory) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'buildx');
}
/** Written at once: the shorter the moment in which a running buildx is known to nobody, the better. */
function rememberProcess(directory, pid) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, processFile), String(pid), { mode: 0o600 });
}
/** One line for each `ssh`: several run at a time. */
function rememberTunnel(directory, pid) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.appendFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, tunnelFile), `${pid}\n`, { mode: 0o600 });
}
/** Where sockets are when the directory itself is too deep for them. */
function rememberSockets(directory, sockets) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, socketsFile), sockets, { mode: 0o600 });
}
/** Written before the builder exists. */
function rememberBuilder(directory, builder) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, builderFile), JSON.stringify(builder), { mode: 0o600 });
}
/** Once it is removed. */
function forgetBuilder(directory) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, builderFile), { force: true });
}
/** What post needs to remove a builder that is still there: names in the directory. */
function neededByPost(directory) {
    return readBuilder(directory) === undefined
        ? []
        : [builderFile, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(buildxConfig(directory))];
}
/** Undoes it all. Bounded in time; throws only when the builder is known to be still there. */
function undoLeftovers(directory, env) {
    for (const file of [processFile, tunnelFile])
        endProcesses(directory, file);
    removeSockets(directory);
    removeBuilder(directory, env);
}
/**
 * Ends what outlived its main step. The daemon cancels the build of a client that is gone.
 *
 * By then the process id may belong to another program, so it counts only if its environment names our
 * directory. Where there is no /proc to ask, the runner has ended the whole process tree itself.
 */
function endProcesses(directory, file) {
    for (const pid of readProcesses(join(directory, file))) {
        try {
            const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
            if (environment.includes(directory))
                process.kill(pid, 'SIGKILL');
        }
        catch {
            // No such process: nothing to end.
        }
    }
}
function readProcesses(path) {
    try {
        return readFileSync(path, 'utf8').split('\n').map(Number).filter(Boolean);
    }
    catch {
        return [];
    }
}
function removeSockets(directory) {
    try {
        const sockets = readFileSync(join(directory, socketsFile), 'utf8');
        rmSync(sockets, { recursive: true, force: true });
    }
    catch {
        // They were in the directory itself.
    }
}
const longestRemovalMs = 20_000;
function removeBuilder(directory, env) {
    const builder = readBuilder(directory);
    if (builder === undefined)
        return;
    const { status, stderr, error } = spawnSync(builder.file, ['rm', '--force', builder.name], {
        env: buildxEnvironment(env, buildxConfig(directory)),
        encoding: 'utf8',
        timeout: longestRemovalMs,
        killSignal: 'SIGKILL',
        stdio: ['ignore', 'ignore', 'pipe'],
    });
    // Main may have been killed before buildx knew of it.
    if (status === 0 || /no builder .* found/.test(stderr))
        return;
    throw new Error(`the builder ${builder.name} is left (${(error?.message ?? stderr).trim()})`);
}
function readBuilder(directory) {
    try {
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, builderFile), 'utf8'));
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 3866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ runToEnd),
/* harmony export */   k: () => (/* binding */ startProcess)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1421);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8474);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8321);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5119);




/**
 * Starts a buildx that takes its time and can be told to stop.
 *
 * @throws when it can't be started
 */
async function startProcess(buildx, args, { signal, onStart, patienceMs = buildPatienceMs }) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(buildx.file, args, {
        env: buildx.env,
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
    });
    const closed = (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'close');
    // Whoever awaits `ended` hears of it; until then a failed start must not count as unhandled.
    closed.catch(() => { });
    await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'spawn');
    onStart(child.pid);
    const stop = () => cancel(child, signal.reason, patienceMs);
    if (signal.aborted)
        stop();
    signal.addEventListener('abort', stop);
    const ended = closed.then(([code]) => {
        signal.removeEventListener('abort', stop);
        return code ?? 130;
    });
    return { stdout: child.stdout, stderr: child.stderr, ended };
}
/**
 * Runs a buildx to its end, or until time is up.
 *
 * @throws when it can't be started, when it is canceled, and when it takes too long
 */
async function runToEnd(buildx, args, { timeoutMs, ...options }) {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([options.signal, timeout]);
    const child = await startProcess(buildx, args, { patienceMs: 1000, ...options, signal });
    const [stdout, stderr, exitCode] = await Promise.all([
        (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_2__.text)(child.stdout),
        (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_2__.text)(child.stderr),
        child.ended,
    ]);
    if (options.signal.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CanceledError */ .k3();
    if (timeout.aborted) {
        throw new Error(`buildx ${args[0]} did not come to an end within ${timeoutMs / 1000} s.`);
    }
    return { exitCode, stdout, stderr };
}
/** A canceled job is given 7.5 s, then SIGTERM, 2.5 s, then the end: time enough, but not for ever. */
const buildPatienceMs = 6000;
/** buildx cancels the build on the daemon when it is asked to stop, and the daemon does when it is gone. */
function cancel(child, reason, patienceMs) {
    if (patienceMs === 0) {
        child.kill('SIGKILL');
        return;
    }
    child.kill(reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('exit', () => clearTimeout(timer));
}


/***/ }),

/***/ 1322:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   lL: () => (/* binding */ secretArg),
/* harmony export */   ql: () => (/* binding */ readSecrets),
/* harmony export */   tv: () => (/* binding */ gitSecret)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var _create_args_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5061);


/**
 * Reads `name=value`, `name=VARIABLE` and `name=path`. One without a value is left out with a warning
 * that doesn't show it: an optional secret is empty in a repository that doesn't have it.
 */
function readSecrets(inputs, warn) {
    const pairs = (input, entries) => entries.flatMap((entry, index) => {
        const at = entry.indexOf('=');
        const id = entry.slice(0, Math.max(at, 0));
        if (id !== '' && at < entry.length - 1)
            return [[id, entry.slice(at + 1)]];
        const fault = id === '' ? `entry ${index + 1} has no name` : `"${id.trim()}" has no value`;
        const remedy = id === '' ? ' Write name=value, in quotes when it has several lines.' : '';
        warn(`${input}: ${fault}, so the build doesn't get it.${remedy}`);
        return [];
    });
    return [
        ...pairs('secret-envs', inputs.secretEnvs).map(([id, variable]) => ({ id, variable })),
        ...pairs('secrets', inputs.secrets).map(([id, value]) => ({ id, value })),
        ...pairs('secret-files', inputs.secretFiles).flatMap(([id, path]) => {
            if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path))
                return [{ id, path }];
            warn(`secret-files: there is no file ${path}, so the build doesn't get "${id}".`);
            return [];
        }),
    ];
}
/** The secret with which BuildKit fetches the default context, unless one was given for that. */
function gitSecret(token, server, given) {
    const id = `GIT_AUTH_TOKEN.${new URL(server).host}`;
    const isGiven = given.some((secret) => secret.id === 'GIT_AUTH_TOKEN' || secret.id === id);
    return token === '' || isGiven ? [] : [{ id, value: token }];
}
/** A value of `--secret`. Never the secret itself: arguments are for all to see. */
function secretArg(secret, file) {
    if ('variable' in secret)
        return `id=${secret.id},env=${secret.variable}`;
    return `${(0,_create_args_js__WEBPACK_IMPORTED_MODULE_1__/* .csvField */ .X)(`id=${secret.id}`)},${(0,_create_args_js__WEBPACK_IMPORTED_MODULE_1__/* .csvField */ .X)(`src=${'path' in secret ? secret.path : file}`)}`;
}


/***/ }),

/***/ 7413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ parseStepName),
/* harmony export */   z: () => (/* binding */ isLinkMerge)
/* harmony export */ });
/**
 * Reads a vertex name. `undefined` when it isn't that of a Dockerfile instruction.
 *
 * The form is made by `prefixCommand` in moby/buildkit `frontend/dockerfile/dockerfile2llb/convert.go`:
 * platform, stage and a padded `index/total` in brackets. `[internal]`, in a multi-platform build
 * `[linux/amd64 internal]`, has no `index/total`.
 */
function parseStepName(name) {
    const close = name.indexOf('] ');
    const match = /^\[(?:(.*\S)\s+|\s*)(\d+)\/\d+$/.exec(name.slice(0, Math.max(close, 0)));
    if (!match)
        return undefined;
    const words = (match[1] ?? '').split(' ').filter(Boolean);
    // A stage's name can't hold a slash and a platform always does.
    const platform = words.find((word) => word.includes('/'));
    const stage = words.filter((word) => word !== platform).join(' ');
    return {
        index: Number(match[2]),
        ...(stage && { stage }),
        ...(platform && { platform }),
        instruction: name.slice(close + 2),
    };
}
/**
 * Whether a step's vertex only lays a `COPY --link` layer on top of the others. The copy is a vertex of
 * its own with the same number, so the merge would count one instruction twice.
 */
function isLinkMerge(step) {
    return /^(?:ONBUILD )?LINK /.test(step.instruction);
}


/***/ }),

/***/ 564:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Lt: () => (/* binding */ workedIntervals),
/* harmony export */   W_: () => (/* binding */ isRunning),
/* harmony export */   Z4: () => (/* binding */ createVertexTable),
/* harmony export */   iB: () => (/* binding */ isCancellation)
/* harmony export */ });
/** Gathers the events of each vertex, in the order in which the vertices were first mentioned. */
function createVertexTable() {
    const table = new Map();
    return {
        update(event) {
            const facts = merge(table.get(event.digest), event);
            table.set(event.digest, facts);
            return facts;
        },
        get: (digest) => table.get(digest),
        all: () => [...table.values()],
    };
}
/** Whether a vertex works at the moment. */
function isRunning(facts) {
    return [...facts.runs.values()].some((run) => run.end === undefined);
}
/** When a vertex worked; `now` (milliseconds) ends what hasn't ended. */
function workedIntervals(facts, now) {
    const last = lastEnd(facts);
    return [...facts.runs.values()].map(({ start, end = start > last ? now : last }) => ({
        start,
        end,
    }));
}
/** Engines before 23.0 may tell a start twice, a little apart, and end one of the two. */
function lastEnd({ runs }) {
    return Math.max(...[...runs.values()].map(({ end = Number.NEGATIVE_INFINITY }) => end));
}
/** BuildKit ends so the error of what another's failure or the user stopped. */
function isCancellation(error) {
    return error.endsWith('context canceled');
}
function merge(before, event) {
    // Grown in place: a vertex that pulls many layers starts and ends once for each.
    const runs = (before?.runs ?? new Map());
    if (event.started) {
        const start = Date.parse(event.started);
        runs.set(event.started, event.completed ? { start, end: Date.parse(event.completed) } : { start });
    }
    const error = event.error || before?.error;
    const group = before?.group ?? event.progressGroup;
    return {
        digest: event.digest,
        name: event.name || before?.name || '',
        inputs: before?.inputs.length ? before.inputs : (event.inputs ?? []),
        cached: event.cached || before?.cached || false,
        completed: Boolean(event.completed) || before?.completed || false,
        ...(error && { error }),
        ...(group && { group }),
        runs,
    };
}


/***/ }),

/***/ 6906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ readCacheSources),
/* harmony export */   GD: () => (/* binding */ sourceStatus),
/* harmony export */   Mb: () => (/* binding */ isCacheImport)
/* harmony export */ });
/* harmony import */ var _buildx_intervals_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6245);
/* harmony import */ var _buildx_vertex_table_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(564);


/** The cache imports among a build's vertices. `now` (milliseconds) ends what was still running. */
function readCacheSources(vertices, now) {
    return vertices.filter(isCacheImport).map((facts) => ({
        name: facts.name.slice(importPrefix.length),
        status: sourceStatus(facts),
        seconds: (0,_buildx_intervals_js__WEBPACK_IMPORTED_MODULE_0__/* .wallSeconds */ .SR)((0,_buildx_vertex_table_js__WEBPACK_IMPORTED_MODULE_1__/* .workedIntervals */ .Lt)(facts, now)),
        ...(facts.error && { error: facts.error }),
    }));
}
function isCacheImport(facts) {
    return facts.name.startsWith(importPrefix);
}
const importPrefix = 'importing cache manifest from ';
function sourceStatus(facts) {
    const { error } = facts;
    if (error === undefined)
        return facts.completed && !(0,_buildx_vertex_table_js__WEBPACK_IMPORTED_MODULE_1__/* .isRunning */ .W_)(facts) ? 'imported' : 'unfinished';
    if ((0,_buildx_vertex_table_js__WEBPACK_IMPORTED_MODULE_1__/* .isCancellation */ .iB)(error))
        return 'unfinished';
    // A registry that hides what it doesn't show answers "denied" for both; the error tells it then.
    if (/\b40[13]\b|unauthorized|denied|forbidden|authorization failed/i.test(error))
        return 'refused';
    if (/not found|\b404\b|NoSuchKey|no such file/i.test(error))
        return 'missing';
    return 'failed';
}


/***/ }),

/***/ 1773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  T: () => (/* binding */ createRecorder)
});

// EXTERNAL MODULE: ./.build/lib/buildx/vertex-table.js
var vertex_table = __nccwpck_require__(564);
// EXTERNAL MODULE: ./.build/lib/buildx/intervals.js
var buildx_intervals = __nccwpck_require__(6245);
// EXTERNAL MODULE: ./.build/lib/input-values.js + 10 modules
var input_values = __nccwpck_require__(1922);
;// CONCATENATED MODULE: ./.build/lib/cache/phases.js


/** Watches the stream for what the vertices themselves don't say: when it pushed, and the last moment. */
function createPhaseClock() {
    /** By vertex and status id; pushing is a part of the second `exporting to image`. */
    const pushes = new Map();
    let latest = Number.NEGATIVE_INFINITY;
    const see = (time) => {
        const moment = time === undefined ? Number.NaN : Date.parse(time);
        if (moment > latest)
            latest = moment;
        return moment;
    };
    const now = () => (Number.isFinite(latest) ? latest : 0);
    return {
        update(status) {
            for (const { started, completed } of status.vertexes ?? [])
                see(completed ?? started);
            // The last is enough: a line's logs are in order of time.
            see(status.logs?.at(-1)?.timestamp);
            for (const { id, vertex, started, completed, timestamp } of status.statuses ?? []) {
                const at = see(timestamp);
                if (!isPush(id))
                    continue;
                const start = started === undefined ? at : Date.parse(started);
                pushes.set(`${vertex} ${id}`, completed ? { start, end: Date.parse(completed) } : { start });
            }
        },
        /** The latest moment the stream has told of, in milliseconds; 0 before any. */
        now,
        seconds(vertices) {
            const worked = (belongs) => vertices.filter(belongs).flatMap((facts) => (0,vertex_table/* workedIntervals */.Lt)(facts, now()));
            const pushing = [...pushes.values()]
                .map(({ start, end = now() }) => ({ start, end }))
                .concat(worked(({ name }) => clientPush.test(name)));
            const phases = {
                loadingContext: worked(isContextLoad),
                building: worked(isBuilding),
                pushing,
                exporting: worked(isExport),
                exportingCache: worked(isCacheExport),
            };
            const seconds = {};
            const taken = [];
            for (const [phase, intervals] of Object.entries(phases)) {
                seconds[phase] = (0,buildx_intervals/* wallSeconds */.SR)((0,buildx_intervals/* subtractIntervals */.V0)(intervals, taken));
                taken.push(...intervals);
            }
            return seconds;
        },
    };
}
/** Their names are given in moby/buildkit `frontend/dockerui/`. */
function isContextLoad({ name }) {
    return (/^\[(?:\S+ )?internal\] load (?:(?:remote )?build context$|git source )/.test(name) ||
        /^\[context .*\] (?:OCI )?load from client$/.test(name));
}
/** Cache exporters' names, from their `Name` methods in moby/buildkit `cache/remotecache/`. */
function isCacheExport({ name }) {
    return /^exporting (?:cache to |inline cache|content cache|to GitHub Actions Cache)/.test(name);
}
/** The client's part of pushing: for several nodes, or for an image in Docker's own store. */
const clientPush = /^(?:merging manifest list |pushing .* with docker$)/;
function isPush(statusId) {
    return /^pushing (?:layers$|manifest for )/.test(statusId);
}
function isExport(facts) {
    return /^(?:exporting to |importing to docker)/.test(facts.name) && !isCacheExport(facts);
}
/** Reading the daemon's record once all is done is no part of the build, nor is waiting for a daemon. */
function isBuilding(facts) {
    const others = /^(?:exporting |importing to docker|resolving provenance )/;
    return (!others.test(facts.name) &&
        !clientPush.test(facts.name) &&
        !/waiting for connection$|booting buildkit$/.test(facts.name));
}

;// CONCATENATED MODULE: ./.build/lib/cache/cache-exports.js




/** The cache exports among a build's vertices. `now` (milliseconds) ends what was still running. */
function readCacheExports(vertices, now) {
    return vertices.filter(isCacheExport).map((facts) => ({
        name: facts.name.replace(/^exporting (?:cache )?(?:to )?/, ''),
        status: exportStatus(facts),
        seconds: (0,buildx_intervals/* wallSeconds */.SR)((0,vertex_table/* workedIntervals */.Lt)(facts, now)),
        ...(facts.error && { error: facts.error }),
    }));
}
/** Whether no error of an export can fail the build, by buildx's `--cache-to` entries. */
function ignoresErrors(cacheTo) {
    const isIgnored = (entry) => (0,input_values/* parseFields */.L5)(entry).some((field) => /^\s*ignore-error\s*=\s*(?:1|t|true)\s*$/i.test(field));
    return cacheTo.length > 0 && cacheTo.every(isIgnored);
}
function exportStatus(facts) {
    if (facts.error !== undefined)
        return (0,vertex_table/* isCancellation */.iB)(facts.error) ? 'unfinished' : 'failed';
    return facts.completed && !(0,vertex_table/* isRunning */.W_)(facts) ? 'exported' : 'unfinished';
}

// EXTERNAL MODULE: ./.build/lib/cache/cache-sources.js
var cache_sources = __nccwpck_require__(6906);
// EXTERNAL MODULE: ./.build/lib/buildx/step-name.js
var step_name = __nccwpck_require__(7413);
;// CONCATENATED MODULE: ./.build/lib/cache/failure.js




/**
 * The failure to blame: a step before anything else, of several the one that ended first. An import of
 * cache is never to blame, and an export of cache only when nothing else is, and errors of it count.
 */
function findFailure(vertices, tails, ignoresExportErrors) {
    const [facts] = vertices
        .filter((each) => each.error && !(0,vertex_table/* isCancellation */.iB)(each.error) && !(0,cache_sources/* isCacheImport */.Mb)(each))
        .filter((each) => !(ignoresExportErrors && isCacheExport(each)))
        .sort((a, b) => blame(a) - blame(b) || endOf(a) - endOf(b));
    if (!facts?.error)
        return undefined;
    const step = (0,step_name/* parseStepName */.Z)(facts.name);
    return {
        name: facts.name,
        error: facts.error,
        lastOutput: tails.lines(facts.digest),
        ...(step && {
            step: {
                name: step.instruction,
                ...(step.stage && { stage: step.stage }),
                ...(step.platform && { platform: step.platform }),
            },
        }),
    };
}
function blame(facts) {
    if (isCacheExport(facts))
        return 3;
    // Signing in is tried in several ways; where all fail, that which needed it fails as well.
    if (facts.name.startsWith('[auth] '))
        return 2;
    const step = (0,step_name/* parseStepName */.Z)(facts.name);
    return step && !(0,step_name/* isLinkMerge */.z)(step) ? 0 : 1;
}
function endOf(facts) {
    return Math.max(...[...facts.runs.values()].map(({ end }) => end ?? Number.POSITIVE_INFINITY));
}

// EXTERNAL MODULE: ./.build/lib/cache/steps.js + 3 modules
var cache_steps = __nccwpck_require__(2165);
;// CONCATENATED MODULE: ./.build/lib/cache/misses.js


/**
 * Why a step ran instead of coming from cache, as far as it is known.
 *
 * - `context-changed`: it copies from the build context or another source, and that changed
 * - `instruction-changed`: the instruction, or an argument or variable that goes into it, changed
 * - `base-image-changed`: the image its stage is built on changed
 * - `previous-step-ran`: it uses a step of another stage that ran as well
 * - `no-cache`: the build was asked not to use its cache
 * - `evicted`: an earlier build made exactly this, and the daemon doesn't have it any more
 * - `never-built-here`: no earlier build finished it, among the newest that the daemon remembers; or the
 *   daemon is new and no cache was imported
 * - `unknown`: none of these is certain
 */
const missReasons = (/* unused pure expression or super */ null && ([
    'context-changed',
    'instruction-changed',
    'base-image-changed',
    'previous-step-ran',
    'no-cache',
    'evicted',
    'never-built-here',
    'unknown',
]));
/**
 * The first miss of each stage on each platform, explained by no more than the build's own stream.
 *
 * @param isFirstBuild whether there was no cache at all
 */
function findMisses(steps, vertices, { noCache, noCacheFilters }, isFirstBuild = false) {
    const stages = new Set(noCacheFilters.map((stage) => stage.toLowerCase()));
    const byDigest = new Map(vertices.map((facts) => [facts.digest, facts]));
    const chains = new Set();
    return [...steps.entries()].flatMap(([index, { facts, step }]) => {
        const chain = `${step.stage ?? ''} ${step.platform ?? ''}`;
        if (!hasRun(facts) || chains.has(chain))
            return [];
        chains.add(chain);
        if (noCache || stages.has(step.stage?.toLowerCase() ?? '')) {
            return [{ step: index, reason: 'no-cache' }];
        }
        const before = stepsBefore(facts, byDigest).find(hasRun);
        if (before === undefined) {
            return [{ step: index, reason: isFirstBuild ? 'never-built-here' : 'unknown' }];
        }
        return [{ step: index, reason: 'previous-step-ran', detail: before.name }];
    });
}
function hasRun(facts) {
    return ['executed', 'failed'].includes((0,cache_steps/* stepStatus */.FY)(facts));
}
/** The steps whose results a step uses, through whatever isn't one. */
function stepsBefore(facts, byDigest) {
    const found = [];
    const seen = new Set();
    const pending = [...facts.inputs];
    for (let digest = pending.pop(); digest !== undefined; digest = pending.pop()) {
        const input = byDigest.get(digest);
        if (!input || seen.has(digest))
            continue;
        seen.add(digest);
        const step = (0,step_name/* parseStepName */.Z)(input.name);
        if (step && input.inputs.length > 0 && !(0,step_name/* isLinkMerge */.z)(step))
            found.push(input);
        else
            pending.push(...input.inputs);
    }
    return found;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
;// CONCATENATED MODULE: ./.build/lib/cache/output-tails.js

/** How much of a step's output is kept: its last lines, and of each no more than can be looked at. */
const keptLines = 20;
const keptBytes = 32 * 1024;
const keptCharacters = 1000;
/** Keeps the end of each vertex's output, bounded in bytes however long the output and its pieces are. */
function createOutputTails() {
    const tails = new Map();
    return {
        add({ vertex, data }) {
            if (!data)
                return;
            const tail = tails.get(vertex) ?? { pieces: [], bytes: 0 };
            tails.set(vertex, tail);
            const piece = decodeEnd(data);
            tail.pieces.push(piece);
            tail.bytes += piece.length;
            // Cutting only when twice the size is there keeps the cost per byte constant.
            if (tail.bytes > 2 * keptBytes) {
                const kept = Buffer.from(Buffer.concat(tail.pieces).subarray(-keptBytes));
                tail.pieces = [kept];
                tail.bytes = kept.length;
            }
        },
        drop: (vertex) => void tails.delete(vertex),
        lines: (vertex) => readLines(Buffer.concat(tails.get(vertex)?.pieces ?? [])),
    };
}
/** Decodes no more than the end that is kept. */
function decodeEnd(base64) {
    // Four characters of base64 are three bytes, so a cut at a multiple of four loses nothing behind it.
    const characters = Math.ceil((2 * keptBytes) / 3) * 4;
    return Buffer.from(base64.length > characters ? base64.slice(-characters) : base64, 'base64');
}
function readLines(output) {
    const lines = (0,external_node_util_.stripVTControlCharacters)(output.toString('utf8')).split('\n');
    if (lines.at(-1)?.trim() === '')
        lines.pop();
    return lines.slice(-keptLines).map((line) => lastState(line).slice(0, keptCharacters));
}
/** What a carriage return left standing. */
function lastState(line) {
    return line.split('\r').findLast((state) => state !== '') ?? '';
}

;// CONCATENATED MODULE: ./.build/lib/cache/transfers.js

/** Watches the stream for what went over the network. */
function createTransfers() {
    const pulled = new Set();
    /** By vertex and status id, which only grow. */
    const sent = new Map();
    return {
        update({ statuses }) {
            for (const { id, vertex, current } of statuses ?? []) {
                // A layer is told of by its digest while it is fetched, and then while it is unpacked.
                if (/^(?:extracting )?sha256:/.test(id))
                    pulled.add(vertex);
                else if (id.startsWith('transferring '))
                    sent.set(`${vertex} ${id}`, { vertex, bytes: current });
            }
        },
        /** The vertices whose layers were pulled. */
        pulled: pulled,
        contextBytes(vertices) {
            const contexts = new Set(vertices.filter(isContextLoad).map(({ digest }) => digest));
            return [...sent.values()]
                .filter(({ vertex }) => contexts.has(vertex))
                .reduce((sum, { bytes }) => sum + bytes, 0);
        },
    };
}

;// CONCATENATED MODULE: ./.build/lib/cache/recorder.js









const nothingAsked = { noCache: false, noCacheFilters: [], cacheTo: [] };
/**
 * Follows a build's stream and keeps what is counted of it: a few fields for each vertex, and the last
 * lines of output only of those that haven't ended well. `result` can be asked at any time.
 */
function createRecorder(asked = nothingAsked) {
    const vertices = (0,vertex_table/* createVertexTable */.Z4)();
    const tails = createOutputTails();
    const clock = createPhaseClock();
    const transfers = createTransfers();
    return {
        status(status) {
            for (const event of status.vertexes ?? [])
                vertices.update(event);
            for (const log of status.logs ?? [])
                tails.add(log);
            for (const event of status.vertexes ?? []) {
                if (event.completed && !event.error)
                    tails.drop(event.digest);
            }
            clock.update(status);
            transfers.update(status);
        },
        result() {
            const all = vertices.all();
            const found = (0,cache_steps/* findSteps */.B0)(all);
            const steps = found.map((step) => (0,cache_steps/* readStep */.CD)(step, clock.now(), transfers.pulled));
            const sources = (0,cache_sources/* readCacheSources */.$n)(all, clock.now());
            const hasCache = !asked.isFresh || sources.some(({ status }) => status === 'imported');
            const failure = findFailure(all, tails, ignoresErrors(asked.cacheTo));
            return {
                steps,
                ...(0,cache_steps/* countSteps */.jg)(steps),
                misses: findMisses(found, all, asked, !hasCache),
                slowest: (0,cache_steps/* slowestSteps */.pB)(steps),
                sources,
                exports: readCacheExports(all, clock.now()),
                seconds: clock.seconds(all),
                contextBytes: transfers.contextBytes(all),
                ...(failure && { failure }),
                running: all.filter(vertex_table/* isRunning */.W_).map(({ name }) => name),
                vertices: all,
            };
        },
    };
}


/***/ }),

/***/ 2165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  jg: () => (/* binding */ countSteps),
  B0: () => (/* binding */ findSteps),
  CD: () => (/* binding */ readStep),
  pB: () => (/* binding */ slowestSteps),
  FY: () => (/* binding */ stepStatus)
});

// EXTERNAL MODULE: ./.build/lib/buildx/intervals.js
var intervals = __nccwpck_require__(6245);
// EXTERNAL MODULE: ./.build/lib/buildx/step-name.js
var step_name = __nccwpck_require__(7413);
// EXTERNAL MODULE: ./.build/lib/buildx/vertex-table.js
var vertex_table = __nccwpck_require__(564);
;// CONCATENATED MODULE: external "node:path/posix"
const posix_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path/posix");
;// CONCATENATED MODULE: ./.build/lib/cache/cache-mounts.js

/**
 * The cache mounts that an instruction names, by the ids that BuildKit keeps them under: the `id` that
 * is given, else the target as it is written.
 */
function cacheMountIds(instruction) {
    // Flags stand before the command.
    const flags = /^(?:ONBUILD )?RUN((?:\s+--\S+)+)/.exec(instruction)?.[1] ?? '';
    return flags.split(/\s+/).flatMap((flag) => {
        if (!flag.startsWith(mountFlag))
            return [];
        const options = new Map(flag.slice(mountFlag.length).split(',').map(splitOption));
        if (options.get('type') !== 'cache')
            return [];
        const target = options.get('target') ?? options.get('dst') ?? options.get('destination');
        const id = options.get('id') || (target && (0,posix_namespaceObject.normalize)(target).replace(/(?<=.)\/$/, ''));
        return id ? [id] : [];
    });
}
const mountFlag = '--mount=';
function splitOption(option) {
    const [name = '', ...value] = option.split('=');
    return [name.toLowerCase(), value.join('=')];
}

;// CONCATENATED MODULE: ./.build/lib/cache/stage-order.js

/**
 * Numbers the stages so that each comes after those it uses; the rest by name. BuildKit mentions the
 * vertices of a build in an order that differs from build to build, and the Dockerfile isn't known.
 */
function rankStages(vertices) {
    const uses = readUses(vertices);
    const order = [];
    const waiting = new Set([...uses.keys()].sort());
    while (waiting.size > 0) {
        const next = [...waiting].find((stage) => ![...(uses.get(stage) ?? [])].some((used) => waiting.has(used))) ??
            // Stages that use each other can't come from a Dockerfile; any order will do.
            [...waiting][0] ??
            '';
        waiting.delete(next);
        order.push(next);
    }
    const ranks = new Map(order.map((stage, rank) => [stage, rank]));
    return (step) => ranks.get(stageOf(step)) ?? order.length;
}
/** For each stage the other stages whose steps its own steps take as inputs, directly or through others. */
function readUses(vertices) {
    const byDigest = new Map(vertices.map((facts) => [facts.digest, facts]));
    const uses = new Map();
    for (const facts of vertices) {
        const step = (0,step_name/* parseStepName */.Z)(facts.name);
        if (!step)
            continue;
        const used = uses.get(stageOf(step)) ?? new Set();
        uses.set(stageOf(step), used);
        for (const stage of nearestStages(facts, byDigest)) {
            if (stage !== stageOf(step))
                used.add(stage);
        }
    }
    return uses;
}
/** The stages of a vertex's inputs; where an input has none (an internal one) those of its inputs. */
function nearestStages(facts, byDigest) {
    const stages = new Set();
    const seen = new Set();
    const pending = [...facts.inputs];
    for (let digest = pending.pop(); digest !== undefined; digest = pending.pop()) {
        const input = byDigest.get(digest);
        if (!input || seen.has(digest))
            continue;
        seen.add(digest);
        const step = (0,step_name/* parseStepName */.Z)(input.name);
        if (step)
            stages.add(stageOf(step));
        else
            pending.push(...input.inputs);
    }
    return stages;
}
function stageOf(step) {
    return step.stage ?? '';
}

;// CONCATENATED MODULE: ./.build/lib/cache/steps.js





/**
 * The steps among a build's vertices, in the order of the Dockerfile.
 *
 * A vertex is a step when it has the name of an instruction and has inputs. So sources aren't: a `FROM`
 * and the download of an `ADD` from a URL bear an instruction's name too. Neither is the merge half of
 * a `COPY --link`.
 */
function findSteps(vertices) {
    const rank = rankStages(vertices);
    return vertices
        .flatMap((facts) => {
        const step = (0,step_name/* parseStepName */.Z)(facts.name);
        return step && facts.inputs.length > 0 && !(0,step_name/* isLinkMerge */.z)(step) ? [{ facts, step }] : [];
    })
        .sort((a, b) => rank(a.step) - rank(b.step) || compareSteps(a.step, b.step));
}
/** `now` (milliseconds) ends what was still running; `pulled` are the vertices whose layers were pulled. */
function readStep({ facts, step: { instruction, stage, platform } }, now, pulled) {
    const status = stepStatus(facts);
    const cacheMounts = cacheMountIds(instruction);
    return {
        name: instruction,
        ...(stage && { stage }),
        ...(platform && { platform }),
        status,
        seconds: (0,intervals/* wallSeconds */.SR)((0,vertex_table/* workedIntervals */.Lt)(facts, now)),
        ...(cacheMounts.length > 0 && { cacheMounts }),
        ...(status === 'cached' && pulled.has(facts.digest) && { pulled: true }),
    };
}
/** Indices of the steps that took longest to run, longest first. */
function slowestSteps(steps) {
    return [...steps.entries()]
        .filter(([, { status }]) => status === 'executed' || status === 'failed')
        .sort(([, a], [, b]) => b.seconds - a.seconds)
        .slice(0, mostSlowest)
        .map(([index]) => index);
}
const mostSlowest = 5;
function countSteps(steps) {
    const count = (status) => steps.filter((step) => step.status === status).length;
    const cached = count('cached');
    const executed = count('executed');
    const failed = count('failed');
    const counted = cached + executed + failed;
    return {
        total: steps.length,
        cached,
        executed,
        failed,
        canceled: count('canceled'),
        notStarted: count('not-started'),
        percent: counted === 0 ? 0 : Math.floor((cached * 100) / counted),
        hit: steps.length > 0 && cached === steps.length,
    };
}
function compareSteps(a, b) {
    return a.index - b.index || compareText(a.platform ?? '', b.platform ?? '');
}
function compareText(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
function stepStatus(facts) {
    // First, because a hit stays one when its layer is pulled later, which is told without the flag.
    if (facts.cached)
        return 'cached';
    if (facts.error)
        return (0,vertex_table/* isCancellation */.iB)(facts.error) ? 'canceled' : 'failed';
    if (facts.completed)
        return 'executed';
    // Started and never ended: the connection broke, and the build with it.
    return facts.runs.size > 0 ? 'canceled' : 'not-started';
}


/***/ }),

/***/ 9615:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ listenForCancellation)
/* harmony export */ });
/**
 * Follows the signals with which a job is canceled: the runner sends SIGINT, then SIGTERM.
 *
 * @returns a signal whose reason is the name of the first one
 */
function listenForCancellation() {
    const controller = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        // Only the first counts; a later one must not end this process before it has cleaned up.
        process.on(name, () => controller.abort(name));
    }
    return controller.signal;
}


/***/ }),

/***/ 5958:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LS: () => (/* binding */ commonName),
/* harmony export */   Rc: () => (/* binding */ second),
/* harmony export */   vd: () => (/* binding */ day)
/* harmony export */ });
/** Of a distinguished name what people know it by. */
function commonName(distinguishedName) {
    const name = /(?:^|\n)CN=([^\n]*)/.exec(distinguishedName)?.[1];
    return `"${name ?? distinguishedName.replaceAll('\n', ', ')}"`;
}
function day(date) {
    return date.toISOString().slice(0, 10);
}
function second(date) {
    return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}


/***/ }),

/***/ 1362:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ND: () => (/* binding */ removeContainerBuilder),
/* harmony export */   hD: () => (/* binding */ createContainerBuilder),
/* harmony export */   he: () => (/* binding */ containerArgs)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);
/* harmony import */ var _buildx_create_args_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(5061);
/* harmony import */ var _buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4811);
/* harmony import */ var _buildx_process_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3866);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5119);
/* harmony import */ var _private_directory_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8763);
/* harmony import */ var _inspect_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(7467);







/**
 * Makes a builder in a container of the local Docker daemon. It is this step's own: name and volume are
 * not shared with another job, and it is removed after the build.
 *
 * @throws Error in one line when there is no Docker daemon that can run it
 */
async function createContainerBuilder(name, inputs, buildx, ports) {
    const started = performance.now();
    (0,_buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_1__/* .rememberBuilder */ .hG)(ports.directory, { file: buildx.file, name });
    await create(name, inputs, buildx, ports).catch((error) => {
        // buildx has taken back what it had begun.
        (0,_buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_1__/* .forgetBuilder */ .H4)(ports.directory);
        throw error;
    });
    const { daemon } = await (0,_inspect_js__WEBPACK_IMPORTED_MODULE_5__/* .bootBuilder */ .c)(name, buildx, ports).catch(async (error) => {
        await removeContainerBuilder({ name, buildx }, ports);
        throw error;
    });
    const connectSeconds = (performance.now() - started) / 1000;
    ports.log.group(`BuildKit ${daemon.version} in a local container, ready in ${connectSeconds.toFixed(2)} s`, [`Platforms: ${daemon.platforms.join(', ')}`]);
    const endpoint = ports.env.DOCKER_HOST || 'unix:///var/run/docker.sock';
    return { name, driver: 'docker-container', endpoint, buildx, daemon, connectSeconds, isOwn: true };
}
/** Removes the container and its volume. What doesn't work here is tried again by the post step. */
async function removeContainerBuilder({ name, buildx }, { log, directory, signal }) {
    try {
        const { exitCode, stderr } = await (0,_buildx_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runToEnd */ .c)(buildx, ['rm', '--force', name], {
            // Of its own: the job may be canceled already, and the container is to go all the same.
            signal: new AbortController().signal,
            timeoutMs: signal.aborted ? canceledRemovalMs : longestRemovalMs,
            patienceMs: 0,
            onStart: (pid) => (0,_buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_1__/* .rememberProcess */ .T)(directory, pid),
        });
        if (exitCode !== 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CommandError */ .Qd('buildx rm', exitCode, stderr);
        (0,_buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_1__/* .forgetBuilder */ .H4)(directory);
    }
    catch (error) {
        log.warning(`The builder ${name} is left for the post step to remove. ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}`);
    }
}
const longestRemovalMs = 30_000;
/** A canceled job has ten seconds in all, and the post step after them. */
const canceledRemovalMs = 2000;
/** What docker/setup-buildx-action gives a builder that is the job's own. */
const defaultFlags = '--allow-insecure-entitlement security.insecure --allow-insecure-entitlement network.host';
async function create(name, inputs, buildx, ports) {
    const args = (0,_buildx_create_args_js__WEBPACK_IMPORTED_MODULE_6__/* .createArgs */ .O)({
        name,
        driver: 'docker-container',
        ...(await containerArgs(name, inputs, ports)),
    });
    await (0,_inspect_js__WEBPACK_IMPORTED_MODULE_5__/* .createBuilder */ .I)(args, buildx, ports);
}
/** What the inputs say of the container. */
async function containerArgs(name, inputs, { directory }) {
    // By the builder's name: a fallback may follow upon another builder.
    const inline = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, `${name}.toml`);
    if (inputs.buildkitdConfigInline)
        await (0,_private_directory_js__WEBPACK_IMPORTED_MODULE_4__/* .writePrivateFile */ .Pl)(inline, inputs.buildkitdConfigInline);
    return {
        driverOpts: [...(inputs.image ? [`image=${inputs.image}`] : []), ...inputs.driverOpts],
        buildkitdFlags: inputs.buildkitdFlags || defaultFlags,
        buildkitdConfig: inputs.buildkitdConfigInline ? inline : inputs.buildkitdConfig,
    };
}


/***/ }),

/***/ 5167:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LV: () => (/* binding */ readInfo),
/* harmony export */   QF: () => (/* binding */ readWorkers),
/* harmony export */   kJ: () => (/* binding */ readWorkerLabels)
/* harmony export */ });
/* harmony import */ var _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9799);
// Decodes the two answers of BuildKit's control API that are asked for. The field numbers are those of
// `api/services/control/control.proto`, `api/types/worker.proto` and `solver/pb/ops.proto` in moby/buildkit.

/** @returns the daemon's version, such as `v0.32.2` */
function readInfo(message) {
    const [version] = submessages(message, 1);
    return (version && text(version, 2)) || 'of unknown version';
}
/** @returns the platforms of all workers, as `os/arch[/variant]`, a worker's own first */
function readWorkers(message) {
    const platforms = submessages(message, 1)
        .flatMap((worker) => submessages(worker, 3))
        .map((platform) => [text(platform, 2), text(platform, 1), text(platform, 3)].filter(Boolean).join('/'));
    return [...new Set(platforms)];
}
/** @returns the names of the labels of all workers */
function readWorkerLabels(message) {
    return submessages(message, 1)
        .flatMap((worker) => submessages(worker, 2))
        .flatMap((label) => text(label, 1) ?? []);
}
function text(message, field) {
    const [bytes] = submessages(message, field);
    return bytes && Buffer.from(bytes).toString();
}
/** The length-delimited values of one field. */
function submessages(message, field) {
    const reader = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .BinaryReader */ .V5(message);
    const found = [];
    while (reader.pos < reader.len) {
        const [number, wireType] = reader.tag();
        if (number === field && wireType === lengthDelimited)
            found.push(reader.bytes());
        else
            reader.skip(wireType, number);
    }
    return found;
}
const lengthDelimited = 2;


/***/ }),

/***/ 7817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $G: () => (/* binding */ describeClient),
/* harmony export */   L1: () => (/* binding */ readCredentials),
/* harmony export */   VG: () => (/* binding */ checkValidity)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5119);
/* harmony import */ var _certificate_text_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5958);
/* harmony import */ var _diagnosis_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(54);
/* harmony import */ var _pem_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(2073);





const warningDays = 14;
/**
 * Checks that the texts are PEM of the right kind and belong together, before any network use.
 *
 * @returns undefined when none of the three is given
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readCredentials(texts) {
    const { ca, cert, key } = texts;
    if (ca === undefined && cert === undefined && key === undefined)
        return undefined;
    if ((cert === undefined) !== (key === undefined)) {
        const [given, missing] = cert === undefined ? ['key', 'cert'] : ['cert', 'key'];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`${missing} is empty but ${given} is given. Give both: the client's certificate and its private key.`, 'credentials-missing');
    }
    if (ca === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1("ca is empty but cert and key are given. Give the CA certificate that signed the daemon's certificate.", 'credentials-missing');
    }
    const credentials = { ca: certificates('ca', ca) };
    if (cert === undefined || key === undefined)
        return credentials;
    const client = { cert: certificates('cert', cert), key: privateKey(key) };
    checkKeyPair(client.cert, client.key);
    return { ...credentials, client };
}
/**
 * What time has done to the certificates.
 *
 * @returns a warning for each that expires within 14 days
 * @throws Diagnosis when one can't be used at `now`: the daemon or buildx would refuse it anyway
 */
function checkValidity(credentials, now) {
    const warnings = [];
    const authorities = parseAll('ca', credentials.ca);
    if (authorities.every((authority) => validity(authority, now) !== 'valid')) {
        const [authority] = authorities;
        throw new _diagnosis_js__WEBPACK_IMPORTED_MODULE_2__/* .Diagnosis */ .O('server-cert-untrusted', `The CA certificate in ca ${period(authority, now)}. Give the current one.`);
    }
    warnings.push(...expiryWarning('ca', authorities, now));
    if (credentials.client !== undefined) {
        const chain = parseAll('cert', credentials.client.cert);
        const unusable = chain.find((certificate) => validity(certificate, now) !== 'valid');
        if (unusable !== undefined) {
            throw new _diagnosis_js__WEBPACK_IMPORTED_MODULE_2__/* .Diagnosis */ .O('client-cert-expired', `The client certificate in cert (${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_3__/* .commonName */ .LS)(unusable.subject)}) ${period(unusable, now)}. Issue a new one and update the secret.`);
        }
        warnings.push(...expiryWarning('cert', chain, now));
    }
    return warnings;
}
/** Who the client certificate says this runner is, and until when: for the log. */
function describeClient(credentials) {
    if (credentials.client === undefined)
        return undefined;
    const certificate = new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(credentials.client.cert);
    return `Client certificate ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_3__/* .commonName */ .LS)(certificate.subject)}, valid until ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_3__/* .day */ .vd)(certificate.validToDate)}`;
}
function certificates(input, value) {
    const blocks = (0,_pem_js__WEBPACK_IMPORTED_MODULE_4__/* .readPem */ .J)(value);
    const found = blocks.filter(({ label }) => label === 'CERTIFICATE' || label === 'TRUSTED CERTIFICATE');
    if (found.length === 0)
        throw wrongKind(input, 'certificate', blocks);
    // openssl's own `TRUSTED CERTIFICATE` becomes a plain one: Go, and so buildx, reads no other.
    return parseAll(input, found.map((block) => block.text).join(''))
        .map(String)
        .join('');
}
function privateKey(value) {
    const blocks = (0,_pem_js__WEBPACK_IMPORTED_MODULE_4__/* .readPem */ .J)(value);
    const found = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
    if (found === undefined)
        throw wrongKind('key', 'private key', blocks);
    if (found.label.startsWith('ENCRYPTED') || found.text.includes('Proc-Type: 4,ENCRYPTED')) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1('key is protected by a passphrase, which nobody can type in a job. Remove it: openssl pkey -in key.pem -out plain.pem', 'credentials-malformed');
    }
    if (found.label.startsWith('OPENSSH')) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1('key is an OpenSSH key. TLS needs the private key of the client certificate, in PEM.', 'credentials-malformed');
    }
    try {
        (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(found.text);
    }
    catch (cause) {
        throw damaged('key', cause);
    }
    return found.text;
}
function checkKeyPair(cert, key) {
    if (!new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(cert).checkPrivateKey((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(key))) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1('key does not belong to the certificate in cert. Give the key that was made with this certificate.', 'client-key-mismatch');
    }
}
function parseAll(input, text) {
    try {
        return (0,_pem_js__WEBPACK_IMPORTED_MODULE_4__/* .readPem */ .J)(text).map((block) => new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(block.text));
    }
    catch (cause) {
        throw damaged(input, cause);
    }
}
function wrongKind(input, wanted, blocks) {
    const [block] = blocks;
    const seen = block === undefined
        ? 'is neither PEM, nor base64 of PEM, nor the path of a file that holds PEM'
        : `holds a "${block.label}"`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`${input} ${seen}. It must be the ${wanted} in PEM (-----BEGIN ${wanted.toUpperCase()}-----).`, 'credentials-malformed');
}
/** The parser's own words are left out of the message: they say nothing to a person. */
function damaged(input, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`${input} begins like PEM but can't be read: it was cut off or changed on the way. Store it again, best as base64.`, 'credentials-malformed', { cause });
}
function validity(certificate, now) {
    if (now > certificate.validToDate)
        return 'expired';
    return now < certificate.validFromDate ? 'not-yet' : 'valid';
}
function period(certificate, now) {
    return validity(certificate, now) === 'expired'
        ? `expired on ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_3__/* .day */ .vd)(certificate.validToDate)}`
        : `is not valid before ${certificate.validFromDate.toISOString()}`;
}
function expiryWarning(input, chain, now) {
    // With several CAs, as in a rotation, the last one to expire decides; in a chain, the first.
    const ends = chain.map((certificate) => certificate.validToDate.getTime());
    const end = input === 'ca' ? Math.max(...ends) : Math.min(...ends);
    const days = Math.floor((end - now.getTime()) / 86_400_000);
    if (days >= warningDays)
        return [];
    const left = days < 1 ? 'in less than a day' : `in ${days} day${days === 1 ? '' : 's'}`;
    return [`The certificate in ${input} expires ${left}, on ${(0,_certificate_text_js__WEBPACK_IMPORTED_MODULE_3__/* .day */ .vd)(new Date(end))}. Renew it soon.`];
}


/***/ }),

/***/ 2866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  h: () => (/* binding */ diagnose)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: ./.build/lib/connect/certificate-text.js
var certificate_text = __nccwpck_require__(5958);
// EXTERNAL MODULE: ./.build/lib/connect/diagnosis.js
var connect_diagnosis = __nccwpck_require__(54);
;// CONCATENATED MODULE: ./.build/lib/connect/client-refusal.js



/** The number of the TLS alert that the peer sent (RFC 8446, 6.2). Node's codes for it differ between versions. */
function alertNumber(error) {
    const number = /SSL alert number (\d+)/.exec(`${error}`)?.[1];
    return number === undefined ? undefined : Number(number);
}
/** What the daemon's alert says, mostly about the client certificate. */
function explainAlert(at, client, alert) {
    if (alert === alerts.unrecognizedName) {
        return new connect_diagnosis/* Diagnosis */.O('server-name-mismatch', `${at} has no certificate for the name it was asked for. Set server-name to a name that it knows.`);
    }
    if (!aboutClient.has(alert)) {
        return new connect_diagnosis/* Diagnosis */.O('not-buildkit', `${at} ended the TLS handshake (alert ${alert}). Is it a BuildKit daemon? Check host and port.`);
    }
    if (client === undefined) {
        return new connect_diagnosis/* Diagnosis */.O('client-cert-required', `${at} asks for a client certificate. Give cert and key, which are empty.`);
    }
    return refusal(at, new external_node_crypto_.X509Certificate(client.cert), alert);
}
const alerts = {
    handshakeFailure: 40,
    badCertificate: 42,
    unsupportedCertificate: 43,
    certificateRevoked: 44,
    certificateExpired: 45,
    certificateUnknown: 46,
    unknownAuthority: 48,
    decryptError: 51,
    unrecognizedName: 112,
    certificateRequired: 116,
};
const aboutClient = new Set(Object.values(alerts));
function refusal(at, certificate, alert) {
    const subject = (0,certificate_text/* commonName */.LS)(certificate.subject);
    const issuer = (0,certificate_text/* commonName */.LS)(certificate.issuer);
    switch (alert) {
        case alerts.certificateExpired:
            return new connect_diagnosis/* Diagnosis */.O('client-cert-expired', `${at} says that the client certificate in cert (${subject}) is out of date. It is valid from ${(0,certificate_text/* second */.Rc)(certificate.validFromDate)} to ${(0,certificate_text/* second */.Rc)(certificate.validToDate)}. Renew it, or set the daemon's clock.`);
        case alerts.unknownAuthority:
            return new connect_diagnosis/* Diagnosis */.O('client-cert-rejected', `${at} does not know ${issuer}, which issued the client certificate in cert (${subject}). Issue it with the CA that buildkitd has as --tlscacert; if ${issuer} is an intermediate, append its certificate to cert.`);
        default:
            return new connect_diagnosis/* Diagnosis */.O('client-cert-rejected', isForClients(certificate)
                ? `${at} does not accept the client certificate in cert (${subject}, issued by ${issuer}). Look at the daemon's log for the reason.`
                : `${at} does not accept the client certificate in cert (${subject}): its extendedKeyUsage lacks clientAuth. Issue it anew with it.`);
    }
}
/** Without the extension a certificate is for everything. Node has it under the name of another. */
function isForClients({ keyUsage }) {
    return keyUsage === undefined || keyUsage.includes('1.3.6.1.5.5.7.3.2');
}

// EXTERNAL MODULE: ./.build/lib/connect/endpoint.js
var endpoint = __nccwpck_require__(778);
// EXTERNAL MODULE: ./.build/lib/connect/grpc.js
var grpc = __nccwpck_require__(5475);
;// CONCATENATED MODULE: ./.build/lib/connect/diagnose.js




/** Names the fault behind a failed probe. */
function diagnose(target, failure) {
    const { error, phase } = failure;
    if (error instanceof connect_diagnosis/* Diagnosis */.O)
        return error;
    const at = (0,endpoint/* describeEndpoint */.N2)(target.endpoint, failure.addresses);
    const diagnosis = (code, message, options) => new connect_diagnosis/* Diagnosis */.O(code, message, { cause: error, ...options });
    if (error === undefined)
        return diagnosis('connection-timeout', silence(at, phase));
    if (error instanceof grpc/* GrpcError */.nz)
        return explainAnswer(at, error);
    const alert = alertNumber(error);
    if (alert !== undefined)
        return explainAlert(at, target.credentials?.client, alert);
    const code = codeOf(error);
    switch (code) {
        case 'ENOTFOUND':
            return diagnosis('dns-not-found', `DNS does not know the host of ${at}. Check the spelling, and that this runner sees the network the host is in.`);
        case 'EAI_AGAIN':
            return diagnosis('dns-not-found', `DNS gave no answer about the host of ${at}. Check the name servers of this runner.`);
        case 'ECONNREFUSED':
            return diagnosis('connection-refused', `Nothing listens at ${at}: the connection was refused. Is the daemon running${target.endpoint.kind === 'tcp' ? ', and on this port' : ''}?`);
        case 'ENOENT':
        case 'ENOTDIR':
            return diagnosis('connection-refused', `There is no socket at ${at}. Is the daemon running, and its socket mounted here?`);
        case 'EACCES':
        case 'EPERM':
            return diagnosis('connection-refused', `This user may not open ${at}. Add the runner's user to the socket's group.`, { isCertain: true });
        case 'ETIMEDOUT':
        case 'EHOSTUNREACH':
        case 'ENETUNREACH':
            return diagnosis('connection-timeout', `${at} can't be reached from this runner (${code}). Check the address, the network and the firewall.`);
    }
    // Nothing was sent yet, so it is about what was to be sent.
    if (phase === 'connecting' && isOpenssl(code)) {
        return diagnosis('client-cert-rejected', `OpenSSL does not take the client certificate in cert (${code}). Issue it anew, with a key and digest of today.`);
    }
    if (code !== undefined && notTls.has(code)) {
        return diagnosis('not-tls', `${at} does not speak TLS. Give buildkitd --tlscert, --tlskey and --tlscacert, or check the port.`);
    }
    if (isOpenssl(code)) {
        return diagnosis('not-buildkit', `TLS with ${at} can't be set up (${code}). Is it a BuildKit daemon? Check host and port.`);
    }
    if (code?.startsWith('ERR_HTTP2_')) {
        return diagnosis('not-buildkit', `${at} does not speak HTTP/2 as a BuildKit daemon does. ${target.endpoint.kind === 'tcp' ? 'Check host and port, and that no proxy in between ends TLS.' : "Is it another service's socket, such as Docker's?"}`);
    }
    return diagnosis('connection-reset', `${at} closed the connection ${until[phase]}. Is the daemon just restarting, or a proxy or firewall in between?`);
}
/** What OpenSSL says of the first bytes that it can't read as TLS. */
const notTls = new Set([
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_PACKET_LENGTH_TOO_LONG',
    'ERR_SSL_DATA_LENGTH_TOO_LONG',
    'ERR_SSL_RECORD_LAYER_FAILURE',
    'ERR_SSL_UNEXPECTED_MESSAGE',
]);
const until = {
    connecting: 'at once',
    handshaking: 'while TLS was being set up',
    asking: 'before it answered',
};
function silence(at, phase) {
    return phase === 'connecting'
        ? `${at} does not answer: no connection came about. Check the address, the network and the firewall.`
        : `${at} accepts connections but says nothing. Is the daemon overloaded, or is something else on this port?`;
}
/** The peer speaks HTTP/2, and most likely gRPC. */
function explainAnswer(at, error) {
    const { status, httpStatus, message } = error;
    if (status === grpc/* unimplemented */.Ob || (status === undefined && !absent.has(httpStatus))) {
        return new connect_diagnosis/* Diagnosis */.O('not-buildkit', `${at} speaks ${status === undefined ? `HTTP/2 (status ${httpStatus})` : 'gRPC'} but is not a BuildKit daemon. Check host and port.`, { cause: error });
    }
    if (status === undefined) {
        return new connect_diagnosis/* Diagnosis */.O('daemon-unhealthy', `A proxy answers at ${at}, but it does not reach the daemon behind it (HTTP status ${httpStatus}). Look at the daemon's log.`, { cause: error });
    }
    return new connect_diagnosis/* Diagnosis */.O('daemon-unhealthy', `The daemon at ${at} answers with an error: ${message || 'no text'} (gRPC status ${status}). Look at its log.`, { cause: error, isCertain: refusals.has(status) });
}
/** What a proxy says of a server that is not there, or not yet. */
const absent = new Set([429, 502, 503, 504]);
/** PERMISSION_DENIED and UNAUTHENTICATED. */
const refusals = new Set([7, 16]);
function isOpenssl(code) {
    return code !== undefined && /^ERR_(?:OS)?SSL_/.test(code);
}
function codeOf(error) {
    return error.code;
}


/***/ }),

/***/ 54:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ Diagnosis)
/* harmony export */ });
/* unused harmony export diagnosisCodes */
/** Why an endpoint can't be used. The set is closed; each has a heading in docs/troubleshooting.md. */
const diagnosisCodes = (/* unused pure expression or super */ null && ([
    'dns-not-found',
    'connection-refused',
    'connection-timeout',
    'connection-reset',
    'not-tls',
    'not-buildkit',
    'server-cert-expired',
    'server-cert-not-yet-valid',
    'server-cert-untrusted',
    'server-name-mismatch',
    'client-cert-required',
    'client-cert-rejected',
    'client-cert-expired',
    'client-key-mismatch',
    'credentials-missing',
    'credentials-malformed',
    'ssh-host-key-unknown',
    'ssh-host-key-changed',
    'ssh-auth-failed',
    'ssh-no-docker',
    'daemon-unhealthy',
    'no-endpoint',
]));
/** Faults that a daemon which is still starting, or a network that recovers, may cure. */
const passing = new Set([
    'dns-not-found',
    'connection-refused',
    'connection-timeout',
    'connection-reset',
    'ssh-no-docker',
    'daemon-unhealthy',
]);
/** A state of the world, not of the workflow's text: the daemon can't be used right now. One line. */
class Diagnosis extends Error {
    name = 'Diagnosis';
    code;
    /** Whether asking again may help. */
    mayPass;
    constructor(code, message, options = {}) {
        super(message, options);
        this.code = code;
        this.mayPass = passing.has(code) && options.isCertain !== true;
    }
}


/***/ }),

/***/ 8575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  n: () => (/* binding */ createEndpointBuilder)
});

// EXTERNAL MODULE: ./.build/lib/connect/diagnosis.js
var diagnosis = __nccwpck_require__(54);
// EXTERNAL MODULE: external "node:http2"
var external_node_http2_ = __nccwpck_require__(2467);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __nccwpck_require__(1692);
// EXTERNAL MODULE: ./.build/lib/connect/grpc.js
var grpc = __nccwpck_require__(5475);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
// EXTERNAL MODULE: ./.build/lib/connect/control-api.js
var control_api = __nccwpck_require__(5167);
// EXTERNAL MODULE: ./.build/lib/connect/diagnose.js + 1 modules
var diagnose = __nccwpck_require__(2866);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: ./.build/lib/connect/certificate-text.js
var certificate_text = __nccwpck_require__(5958);
// EXTERNAL MODULE: ./.build/lib/connect/endpoint.js
var endpoint = __nccwpck_require__(778);
// EXTERNAL MODULE: ./.build/lib/connect/pem.js
var pem = __nccwpck_require__(2073);
;// CONCATENATED MODULE: ./.build/lib/connect/server-distrust.js


/** What lies behind OpenSSL's verdict, by its name in Node. */
function distrust(evidence, code) {
    switch (code) {
        case 'CERT_HAS_EXPIRED':
            return expired(evidence);
        case 'CERT_NOT_YET_VALID':
            return early(evidence);
        case 'INVALID_CA':
        case 'PATH_LENGTH_EXCEEDED':
            return mayNotIssue(evidence, (0,certificate_text/* commonName */.LS)(evidence.chain[0].issuer));
        case 'UNSPECIFIED':
            return untrusted(evidence, `was issued by ${(0,certificate_text/* commonName */.LS)(evidence.chain[0].issuer)} against the rules of a CA above it, such as the names it may issue for, or with a weak key or digest. Issue it anew.`);
        default:
            return unknownIssuer(evidence);
    }
}
function mayNotIssue(evidence, issuer) {
    return untrusted(evidence, `was issued by ${issuer}, which may not issue certificates. Its basicConstraints must say CA:TRUE, and allow as many CAs below it as there are.`);
}
function expired(evidence) {
    const { at, chain, authorities, now } = evidence;
    const [leaf] = chain;
    const old = [...chain, ...authorities].find(({ validToDate }) => validToDate < now) ?? leaf;
    const on = `expired on ${(0,certificate_text/* day */.vd)(old.validToDate)}`;
    if (!chain.includes(old)) {
        return untrusted(evidence, `was issued by ${(0,certificate_text/* commonName */.LS)(old.subject)}, and in ca this CA ${on}. Renew it.`);
    }
    const what = old === leaf ? on : `was issued by ${(0,certificate_text/* commonName */.LS)(old.subject)}, which ${on}`;
    return new diagnosis/* Diagnosis */.O('server-cert-expired', `The certificate of ${at} ${what}. Renew it and restart buildkitd.`);
}
function early(evidence) {
    const { at, chain, authorities, now } = evidence;
    const [leaf] = chain;
    const young = [...chain, ...authorities].find(({ validFromDate }) => validFromDate > now) ?? leaf;
    const what = young === leaf ? '' : `was issued by ${(0,certificate_text/* commonName */.LS)(young.subject)}, which `;
    return new diagnosis/* Diagnosis */.O('server-cert-not-yet-valid', `The certificate of ${at} ${what}is not valid before ${(0,certificate_text/* second */.Rc)(young.validFromDate)}, and this runner's clock says ${(0,certificate_text/* second */.Rc)(now)}. Compare the clocks.`);
}
function unknownIssuer(evidence) {
    const { chain, authorities } = evidence;
    const [leaf] = chain;
    const last = chain.at(-1) ?? leaf;
    const given = authorities.map(({ subject }) => (0,certificate_text/* commonName */.LS)(subject)).join(', ');
    if (leaf.issuer === leaf.subject) {
        return untrusted(evidence, `is signed by itself (${(0,certificate_text/* commonName */.LS)(leaf.subject)}), and ca holds ${given}. Give this certificate in ca, or issue one with your CA.`);
    }
    const issuer = (0,certificate_text/* commonName */.LS)(last.issuer);
    if (authorities.some(({ subject }) => subject === last.issuer)) {
        return untrusted(evidence, `was issued by a CA that is called ${issuer} too, but is not the one in ca. Give the one whose key signed it.`);
    }
    return untrusted(evidence, `was issued by ${issuer}, but ca holds ${given}. Give the CA that issued it; if ${issuer} is an intermediate, append its certificate to buildkitd's own.`);
}
function untrusted({ at }, what) {
    return new diagnosis/* Diagnosis */.O('server-cert-untrusted', `The certificate of ${at} ${what}`);
}

;// CONCATENATED MODULE: ./.build/lib/connect/server-name.js

/** The name that the daemon's certificate must be valid for: a host name, or the digits of an address. */
function expectedName({ endpoint, serverName }) {
    const name = serverName ?? (endpoint.kind === 'tcp' ? endpoint.host : '');
    const bracketed = /^\[(.+)\]$/.exec(name)?.[1];
    return bracketed !== undefined && (0,external_node_net_.isIP)(bracketed) !== 0 ? bracketed : name;
}
/** What to send as SNI, which neither knows addresses nor the dot that may end a name. */
function indicatedName(name) {
    return (0,external_node_net_.isIP)(name) === 0 ? name.replace(/\.+$/, '') || undefined : undefined;
}
/**
 * Whether Go, and so buildx, takes the certificate for this name (`VerifyHostname` in crypto/x509).
 * Node's own rules differ: it takes the Common Name, and not `*.lan`.
 */
function isNamed(certificate, name) {
    if ((0,external_node_net_.isIP)(name) !== 0)
        return certificate.checkIP(name) !== undefined;
    const host = name.toLowerCase();
    return dnsNames(certificate).some((pattern) => matches(pattern.toLowerCase(), host));
}
function dnsNames({ subjectAltName = '' }) {
    return [...subjectAltName.matchAll(/(?:^|, )DNS:([^",]+)/g)].map(([, name = '']) => name);
}
/** A `*` stands for exactly one label, and only for the first. */
function matches(pattern, host) {
    const short = host.replace(/\.$/, '');
    if (pattern === host || pattern === short)
        return true;
    const [first, ...rest] = pattern.split('.');
    return first === '*' && rest.length > 0 && rest.join('.') === short.split('.').slice(1).join('.');
}

;// CONCATENATED MODULE: ./.build/lib/connect/server-certificate.js







/**
 * Judges the daemon's certificate as buildx will.
 *
 * @throws Diagnosis that names what is wrong with it
 */
function checkServerCertificate(target, socket) {
    const leaf = socket.getPeerX509Certificate();
    if (leaf === undefined)
        throw new Error('no certificate');
    const evidence = {
        at: (0,endpoint/* describeEndpoint */.N2)(target.endpoint, socket.remoteAddress ? [socket.remoteAddress] : []),
        chain: sentChain(leaf),
        authorities: (0,pem/* readPem */.J)(target.credentials?.ca ?? '').map(({ text }) => new external_node_crypto_.X509Certificate(text)),
        now: new Date(),
    };
    const fault = socket.authorized ? undefined : `${socket.authorizationError}`;
    // Of purposes OpenSSL has its own idea, and no name for which of the certificates it minds.
    if (fault !== undefined && fault !== 'INVALID_PURPOSE')
        throw distrust(evidence, fault);
    checkPurpose(evidence);
    checkName(evidence, expectedName(target));
}
function sentChain(leaf) {
    const chain = [leaf];
    for (let next = leaf.issuerCertificate; next !== undefined; next = next.issuerCertificate) {
        if (isAmong(chain, next))
            break;
        chain.push(next);
    }
    return chain;
}
function isAmong(list, { fingerprint256 }) {
    return list.some((certificate) => certificate.fingerprint256 === fingerprint256);
}
function checkPurpose(evidence) {
    const [leaf] = evidence.chain;
    for (const certificate of pathOf(evidence)) {
        if (certificate.fingerprint256 !== leaf.fingerprint256 && !mayIssue(certificate)) {
            throw mayNotIssue(evidence, (0,certificate_text/* commonName */.LS)(certificate.subject));
        }
        if (isForServers(certificate))
            continue;
        throw untrusted(evidence, certificate === leaf
            ? 'is not for servers: its extendedKeyUsage lacks serverAuth. Issue it anew with it.'
            : `was issued by ${(0,certificate_text/* commonName */.LS)(certificate.subject)}, which may not issue any for servers: its extendedKeyUsage lacks serverAuth.`);
    }
}
/** From the daemon's certificate to the first that is trusted; a daemon may well send more. */
function pathOf(evidence) {
    const { chain, authorities } = evidence;
    for (const [index, certificate] of chain.entries()) {
        const path = chain.slice(0, index + 1);
        if (isAmong(authorities, certificate))
            return path;
        const root = authorities.find((authority) => certificate.checkIssued(authority) && certificate.verify(authority.publicKey));
        if (root !== undefined)
            return [...path, root];
    }
    throw unknownIssuer(evidence);
}
/** Go's rule: OpenSSL is content with keyUsage. In the first version nobody could say it. */
function mayIssue(certificate) {
    const isThirdVersion = certificate.raw.subarray(0, 16).includes(thirdVersion);
    return certificate.ca || !isThirdVersion;
}
/** How the version begins a certificate's content, in DER. */
const thirdVersion = Buffer.from([0xa0, 3, 2, 1, 2]);
/** Without the extension a certificate is for everything. Node has it under the name of another. */
function isForServers({ keyUsage }) {
    const [serverAuth, any] = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];
    return keyUsage === undefined || keyUsage.includes(serverAuth) || keyUsage.includes(any);
}
function checkName({ at, chain: [leaf] }, expected) {
    if (leaf.subjectAltName === undefined) {
        throw new diagnosis/* Diagnosis */.O('server-name-mismatch', `The certificate of ${at} names no host: it has no subjectAltName. Issue it anew with one for ${expected}.`);
    }
    if (isNamed(leaf, expected))
        return;
    throw new diagnosis/* Diagnosis */.O('server-name-mismatch', `The certificate of ${at} is for ${names(leaf.subjectAltName)}, not for ${expected}. Set server-name to one of its names, or issue it anew for this one.`);
}
/** A certificate may be for hundreds of names; some are enough to know it by. */
function names(subjectAltName) {
    const all = subjectAltName.split(', ');
    const more = all.length - shownNames;
    return more > 0 ? `${all.slice(0, shownNames).join(', ')} and ${more} more` : all.join(', ');
}
const shownNames = 8;

;// CONCATENATED MODULE: ./.build/lib/connect/probe.js









/**
 * Asks a BuildKit daemon who it is, over its own gRPC API, as buildx will talk to it.
 *
 * A finished TLS handshake proves little: with TLS 1.3 the daemon refuses a client certificate only
 * afterwards. So only an answer counts. Like buildx, no ALPN is offered; a proxy that needs it would
 * pass a probe that did, and then fail the build.
 *
 * @param keep is given the connection once the daemon has answered; without it that is closed
 * @throws Diagnosis
 */
async function probe(target, timeoutMs, signal, keep) {
    try {
        return await withSession({ target, timeoutMs, signal, keep }, async (call) => {
            const [info, workers] = await Promise.all([
                call('/moby.buildkit.v1.Control/Info').catch(withoutInfo),
                call('/moby.buildkit.v1.Control/ListWorkers'),
            ]);
            return readDaemon(target, info, workers);
        });
    }
    catch (error) {
        throw error instanceof ProbeError ? (0,diagnose/* diagnose */.h)(target, error.failure) : error;
    }
}
function readDaemon({ endpoint }, info, workers) {
    try {
        return { version: (0,control_api/* readInfo */.LV)(info), platforms: (0,control_api/* readWorkers */.QF)(workers) };
    }
    catch (cause) {
        throw new diagnosis/* Diagnosis */.O('not-buildkit', `${endpoint.url} answers as no BuildKit daemon does. Check host and port.`, { cause });
    }
}
/** BuildKit has this method since v0.11; buildx does without. */
function withoutInfo(error) {
    if (error instanceof grpc/* GrpcError */.nz && error.status === grpc/* unimplemented */.Ob)
        return new Uint8Array();
    throw error;
}
class ProbeError extends Error {
    failure;
    constructor(failure) {
        super('probe failed', { cause: failure.error });
        this.failure = failure;
    }
}
async function withSession({ target, timeoutMs, signal, keep }, ask) {
    const socket = openSocket(target);
    return new Promise((resolve, reject) => {
        let phase = 'connecting';
        let session;
        const addresses = [];
        const errors = [];
        const end = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', cancel);
        };
        // Also of a connection that was kept, when it breaks.
        const settle = (then) => {
            end();
            session?.destroy();
            socket.destroy();
            then();
        };
        const giveUp = (error) => settle(() => reject(new ProbeError({ phase, error, addresses })));
        const fail = (error) => {
            errors.push(error);
            // One fault surfaces on socket, session and stream; the stream's own word for it is the vaguest.
            setImmediate(() => giveUp(mostTelling(errors)));
        };
        const cancel = () => settle(() => reject(signal?.reason));
        const timer = setTimeout(() => giveUp(undefined), timeoutMs);
        signal?.addEventListener('abort', cancel);
        socket.on('connectionAttempt', (address) => addresses.push(address));
        socket.on('error', fail);
        // A peer that hangs up without an error.
        socket.once('close', () => fail(new Error('closed')));
        socket.once('connect', () => {
            phase = 'handshaking';
        });
        socket.once(target.endpoint.kind === 'tcp' ? 'secureConnect' : 'connect', () => {
            phase = 'asking';
            try {
                if (socket instanceof external_node_tls_.TLSSocket)
                    checkServerCertificate(target, socket);
                session = (0,external_node_http2_.connect)('http://buildkitd', { createConnection: () => socket });
                const open = session.on('error', fail);
                ask((path) => (0,grpc/* callUnary */.aU)(open, path)).then((value) => {
                    if (keep === undefined)
                        return settle(() => resolve(value));
                    end();
                    keep(open);
                    resolve(value);
                }, fail);
            }
            catch (error) {
                fail(error);
            }
        });
    });
}
function openSocket(target) {
    const { endpoint, credentials } = target;
    if (endpoint.kind === 'unix')
        return (0,external_node_net_.connect)(endpoint.path);
    const servername = indicatedName(expectedName(target));
    const options = {
        host: endpoint.host,
        port: endpoint.port,
        ca: credentials?.ca,
        cert: credentials?.client?.cert,
        key: credentials?.client?.key,
        ...(servername !== undefined && { servername }),
        // Its verdict is asked for as soon as TLS is set up: then the certificate is still at hand.
        rejectUnauthorized: false,
        checkServerIdentity: () => undefined,
        // As Go does: a CA in `ca` is trusted though another one issued it, RSA keys may have 1024 bits,
        // and an address isn't given up after a quarter of a second when the host has several.
        allowPartialTrustChain: true,
        ciphers: 'DEFAULT:@SECLEVEL=1',
        autoSelectFamilyAttemptTimeout: 1000,
    };
    try {
        return (0,external_node_tls_.connect)(options);
    }
    catch (error) {
        throw new ProbeError({ phase: 'connecting', error, addresses: [] });
    }
}
function mostTelling(errors) {
    const rank = (error) => {
        if (error instanceof diagnosis/* Diagnosis */.O || error instanceof grpc/* GrpcError */.nz)
            return 0;
        const code = error.code;
        if (code === undefined)
            return 3;
        return code.startsWith('ERR_HTTP2_') ? 2 : 1;
    };
    return [...errors].sort((a, b) => rank(a) - rank(b))[0];
}

;// CONCATENATED MODULE: ./.build/lib/connect/control.js





/** Takes over a connection on which the daemon has answered. */
function controlOver(session) {
    return {
        call: (path, request, onMessage) => (0,grpc/* callStream */.lm)(session, path, request, onMessage),
        close: () => session.destroy(),
    };
}
/** Connects as `probe` does, but reports no diagnosis: whoever asks can do without an answer. */
function openControl(target) {
    const socket = openSocket(target);
    let session;
    const close = () => {
        session?.destroy();
        socket.destroy();
    };
    return new Promise((resolve, reject) => {
        const fail = (error) => {
            close();
            reject(error);
        };
        socket.on('error', fail);
        socket.once('close', () => fail(new Error('closed')));
        socket.once(target.endpoint.kind === 'tcp' ? 'secureConnect' : 'connect', () => {
            try {
                if (socket instanceof external_node_tls_.TLSSocket)
                    checkServerCertificate(target, socket);
                const open = (0,external_node_http2_.connect)('http://buildkitd', { createConnection: () => socket });
                open.on('error', fail);
                session = open;
                resolve(controlOver(open));
            }
            catch (error) {
                fail(error);
            }
        });
    });
}

;// CONCATENATED MODULE: ./.build/lib/connect/kept-connection.js

function keptConnection(target) {
    let kept;
    const close = () => kept?.destroy();
    return {
        keep(session) {
            close();
            kept = session;
        },
        async control() {
            const session = kept;
            kept = undefined;
            return session === undefined || session.destroyed ? openControl(target) : controlOver(session);
        },
        close,
    };
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./.build/lib/buildx/create-args.js
var create_args = __nccwpck_require__(5061);
// EXTERNAL MODULE: ./.build/lib/private-directory.js
var private_directory = __nccwpck_require__(8763);
// EXTERNAL MODULE: ./.build/lib/connect/credentials.js
var connect_credentials = __nccwpck_require__(7817);
// EXTERNAL MODULE: ./.build/lib/connect/inspect.js
var inspect = __nccwpck_require__(7467);
;// CONCATENATED MODULE: ./.build/lib/connect/remote-builder.js






/**
 * Makes a builder of a BuildKit daemon that answers.
 *
 * It is made while the daemon is asked who it is, and buildx which version: three answers for the time
 * of one. What was made in vain is made again.
 *
 * @throws Diagnosis when the daemon can't be used
 */
async function createRemoteBuilder(name, { endpoint, credentials, serverName }, preparing, ready, ports) {
    const driverOpts = await writeCredentials(credentials, serverName, ports.directory);
    const address = endpoint.kind === 'unix' ? `unix://${endpoint.path}` : endpoint.url;
    const argsFor = (builder) => (0,create_args/* createArgs */.O)({ name: builder, driver: 'remote', endpoint: address, driverOpts });
    const inVain = new AbortController();
    const signal = AbortSignal.any([ports.signal, inVain.signal]);
    const early = createEarly(argsFor(name), preparing, { ...ports, signal });
    try {
        const daemon = await ready();
        const buildx = await preparing.obtained;
        const client = credentials && (0,connect_credentials/* describeClient */.$G)(credentials);
        const isMade = (await early)?.file === buildx.file;
        const again = `${name}-again`;
        if (!isMade)
            await (0,inspect/* createBuilder */.I)(argsFor(again), buildx, ports);
        return {
            name: isMade ? name : again,
            driver: 'remote',
            buildx,
            daemon,
            more: client === undefined ? [] : [client],
        };
    }
    catch (error) {
        inVain.abort();
        await early;
        throw error;
    }
}
/** @returns the buildx that made it, if one did */
async function createEarly(args, { guessed }, ports) {
    try {
        const buildx = await guessed;
        if (buildx !== undefined)
            await (0,inspect/* createBuilder */.I)(args, buildx, ports, 0);
        return buildx;
    }
    catch {
        // The daemon isn't there yet, or that buildx won't do. Then it is told of in better words.
        return undefined;
    }
}
/** @throws Diagnosis when it lacks what its endpoint needs, or what it has is out of date */
function credentialsFor(endpoint, credentials, { log }) {
    // BuildKit speaks TLS on TCP only.
    if (endpoint.kind !== 'tcp')
        return undefined;
    if (credentials === undefined) {
        throw new diagnosis/* Diagnosis */.O('credentials-missing', `${endpoint.url} needs TLS, but ca, cert and key are empty. Give them; a pull request from a fork has no secrets.`);
    }
    for (const warning of (0,connect_credentials/* checkValidity */.VG)(credentials, new Date()))
        log.warning(warning);
    return credentials;
}
/** buildx reads the files anew for each connection, so they stay until the build is over. */
async function writeCredentials(credentials, serverName, directory) {
    if (credentials === undefined)
        return [];
    const texts = { cacert: credentials.ca, ...credentials.client };
    const options = Object.entries(texts).map(async ([option, text]) => {
        const path = (0,external_node_path_.join)(directory, `${option}.pem`);
        await (0,private_directory/* writePrivateFile */.Pl)(path, text);
        return (0,create_args/* csvField */.X)(`${option}=${path}`);
    });
    return [...(await Promise.all(options)), ...(serverName ? [`servername=${serverName}`] : [])];
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
;// CONCATENATED MODULE: ./.build/lib/connect/wait.js


const firstPauseMs = 100;
const longestPauseMs = 5000;
/** A daemon under load may be slow to answer, but one that is silent for this long is asked anew. */
const longestProbeMs = 10_000;
/** What the last question is given, though time be up: one that is hurried says nothing. */
const shortestProbeMs = 1000;
/**
 * Asks the daemon until it answers.
 *
 * @throws Diagnosis at once for a fault that waiting can't cure, else the last one when time is up
 */
async function waitForAnswer(ask, options) {
    const deadline = performance.now() + options.timeoutMs;
    const left = () => deadline - performance.now();
    for (let pauseMs = firstPauseMs;; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
        options.signal.throwIfAborted();
        try {
            const timeoutMs = Math.min(Math.max(left(), shortestProbeMs), longestProbeMs);
            return await ask(timeoutMs, options.signal);
        }
        catch (error) {
            if (!(error instanceof diagnosis/* Diagnosis */.O) || !error.mayPass || left() <= 0)
                throw error;
            if (pauseMs === firstPauseMs)
                options.onWait(error);
        }
        // The last question is asked when time is up, not a whole pause earlier.
        await (0,promises_.setTimeout)(Math.max(Math.min(pauseMs, left()), 0), undefined, { signal: options.signal });
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: ./.build/lib/errors.js
var errors = __nccwpck_require__(5119);
;// CONCATENATED MODULE: ./.build/lib/connect/way.js


/** @throws ConfigurationError when the inputs don't make a way */
async function openWay(endpoint, { driver, ssh }, ports) {
    if (endpoint.kind !== 'ssh')
        return { endpoint, through: (ask) => ask };
    return openSshWay(endpoint, driver === 'remote' ? 'buildkitd' : 'docker', ssh, ports);
}
/** What SSH needs is loaded only for SSH. */
async function openSshWay(endpoint, daemon, inputs, ports) {
    if (process.platform === 'win32') {
        throw new errors/* ConfigurationError */.j1('endpoint: ssh:// needs a runner with Linux or macOS.');
    }
    const { socketDirectory, writeSshFiles } = await __nccwpck_require__.e(/* import() */ 230).then(__nccwpck_require__.bind(__nccwpck_require__, 1230));
    const { openTunnel } = await __nccwpck_require__.e(/* import() */ 797).then(__nccwpck_require__.bind(__nccwpck_require__, 3797));
    const directory = await socketDirectory(ports.directory);
    const files = await writeSshFiles(inputs, directory, ports);
    const hasKey = inputs.key !== undefined;
    const tunnel = await openTunnel({ endpoint, daemon, files, hasKey, directory }, ports);
    return {
        endpoint: { kind: 'unix', url: endpoint.url, path: tunnel.path },
        through: tunnel.through,
        close: () => {
            tunnel.close();
            if (directory !== ports.directory)
                void (0,external_node_fs_promises_.rm)(directory, { recursive: true, force: true });
        },
    };
}

;// CONCATENATED MODULE: ./.build/lib/connect/endpoint-builder.js






/**
 * Makes a builder of the user's own daemon, once the daemon has answered.
 *
 * @throws Diagnosis when it can't be used
 */
async function createEndpointBuilder(name, endpoint, inputs, preparing, ports) {
    const started = performance.now();
    const way = await openWay(endpoint, inputs, ports);
    try {
        const builder = await createBuilderOn(way, name, endpoint, inputs, preparing, ports);
        const connectSeconds = (performance.now() - started) / 1000;
        const { daemon, driver } = builder;
        ports.log.group(`${describe(daemon, driver)} at ${endpoint.url}, ready in ${connectSeconds.toFixed(2)} s`, [`Platforms: ${daemon.platforms.join(', ')}`, ...(builder.more ?? [])]);
        const close = () => {
            builder.close?.();
            way.close?.();
        };
        return { ...builder, connectSeconds, close };
    }
    catch (error) {
        way.close?.();
        throw error;
    }
}
async function createBuilderOn(way, name, { kind, url }, inputs, preparing, ports) {
    const credentials = credentialsFor(way.endpoint, inputs.credentials, ports);
    const wanted = inputs.driver === 'auto' && kind !== 'unix' ? usual[kind] : inputs.driver;
    const target = {
        endpoint: way.endpoint,
        ...(credentials && { credentials }),
        ...(inputs.serverName && { serverName: inputs.serverName }),
    };
    const { keep, control, close } = keptConnection(target);
    const ask = target.endpoint.kind === 'tcp'
        ? (timeoutMs, signal) => probe(target, timeoutMs, signal, keep)
        : askSocket(target.endpoint, wanted);
    let waitSeconds = 0;
    const ready = async () => {
        let since;
        const onWait = () => {
            since = performance.now();
        };
        const daemon = await waitFor(way.through(ask), inputs, ports, onWait);
        waitSeconds = since === undefined ? 0 : (performance.now() - since) / 1000;
        return daemon;
    };
    const remote = async (daemon) => {
        // Over SSH there is no way before the first question.
        const guessed = kind === 'ssh' ? Promise.resolve(undefined) : preparing.guessed;
        const making = { ...preparing, guessed };
        try {
            const builder = await createRemoteBuilder(name, target, making, daemon, ports);
            return { ...builder, endpoint: url, waitSeconds, ready, control, close };
        }
        catch (error) {
            close();
            throw error;
        }
    };
    if (wanted === 'remote' || target.endpoint.kind === 'tcp')
        return remote(ready);
    const daemon = await ready();
    const driver = wanted === 'auto' ? (daemon.docker ? 'docker' : 'remote') : wanted;
    if (driver === 'remote')
        return remote(async () => daemon);
    const { createDockerBuilder } = await __nccwpck_require__.e(/* import() */ 45).then(__nccwpck_require__.bind(__nccwpck_require__, 6045));
    const options = { driver, path: target.endpoint.path, daemon, container: inputs.container };
    const builder = await createDockerBuilder(options, await preparing.obtained, ports);
    return { ...builder, endpoint: url, waitSeconds, ready };
}
const usual = { tcp: 'remote', ssh: 'docker' };
/** Asks for the kind of daemon that the driver needs, or for both. */
function askSocket(endpoint, driver) {
    const askBuildkitd = (timeoutMs, signal) => probe({ endpoint }, timeoutMs, signal);
    const askDocker = async (timeoutMs, signal) => {
        const { probeDocker } = await __nccwpck_require__.e(/* import() */ 380).then(__nccwpck_require__.bind(__nccwpck_require__, 8380));
        return probeDocker(endpoint, timeoutMs, signal);
    };
    if (driver === 'remote')
        return askBuildkitd;
    if (driver !== 'auto')
        return askDocker;
    return (timeoutMs, signal) => askBuildkitd(timeoutMs, signal).catch(async (error) => {
        if (!(error instanceof diagnosis/* Diagnosis */.O) || error.code !== 'not-buildkit')
            throw error;
        return askDocker(timeoutMs, signal).catch(() => {
            throw error;
        });
    });
}
function waitFor(ask, { connectTimeoutMs }, { signal, log }, onWait) {
    return waitForAnswer(ask, {
        timeoutMs: connectTimeoutMs,
        signal,
        onWait: ({ message }) => {
            onWait();
            const seconds = Math.round(connectTimeoutMs / 1000);
            log.info(`${message} Asking again for up to ${seconds} s.`);
        },
    });
}
function describe({ version, docker }, driver) {
    if (docker === undefined || driver !== 'docker')
        return `BuildKit ${version}`;
    const buildkit = /^v?\d/.test(version) ? ` (BuildKit ${version})` : '';
    return `Docker ${docker.version ?? 'of unknown version'}${buildkit}`;
}


/***/ }),

/***/ 778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bk: () => (/* binding */ parseEndpoint),
/* harmony export */   N2: () => (/* binding */ describeEndpoint)
/* harmony export */ });
/* unused harmony export longestSocketPath */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5119);

/** Linux's limit. */
const longestSocketPath = 107;
const laterSchemes = ['docker-container', 'kube-pod', 'npipe'];
const forms = 'Write tcp://host:port, unix:///path or ssh://user@host.';
/** Reads the `endpoint` input, or what stands for it. buildx would accept a missing port and fail 20 seconds later. */
function parseEndpoint(text, name = 'endpoint') {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
    if (scheme === 'unix')
        return unixEndpoint(text, name);
    if (scheme === 'tcp')
        return tcpEndpoint(text, name);
    if (scheme === 'ssh')
        return sshEndpoint(text, name);
    if (scheme !== undefined && laterSchemes.includes(scheme)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: ${scheme}:// is not supported yet. ${forms}`);
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is not an address of a daemon. ${forms}`);
}
/** The endpoint as the user wrote it, with the addresses that DNS made of its host. */
function describeEndpoint(endpoint, addresses) {
    const found = addresses.filter((address) => endpoint.kind !== 'tcp' || address !== endpoint.host);
    return found.length > 0 ? `${endpoint.url} (${found.join(', ')})` : endpoint.url;
}
function unixEndpoint(text, name) {
    const path = text.slice('unix://'.length);
    if (!path.startsWith('/')) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" has no absolute path. Write unix:///path, with three slashes.`);
    }
    if (Buffer.byteLength(path) > longestSocketPath) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: the path in "${text}" is too long for a socket, which may have ${longestSocketPath} bytes.`);
    }
    return { kind: 'unix', url: `unix://${path}`, path };
}
function tcpEndpoint(text, name) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const plain = url !== undefined &&
        url.username === '' &&
        url.password === '' &&
        url.search === '' &&
        url.hash === '' &&
        ['', '/'].includes(url.pathname);
    if (!plain || url.hostname === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is not of the form tcp://host:port.`);
    }
    if (url.port === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" has no port. Write tcp://${url.hostname}:1234.`);
    }
    return {
        kind: 'tcp',
        url: `tcp://${url.host}`,
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: Number(url.port),
    };
}
/** What reaches a shell or an option of `ssh` is of harmless characters only. */
const sshForm = /^ssh:\/\/(?:(?<user>[\w.][\w.@+-]*)@)?(?:\[(?<address>[\da-f:.%\w]+)\]|(?<host>[a-z\d_](?:[\w.-]*)))(?::(?<port>\d{1,5}))?(?<socket>\/[\w./@+:-]*)?$/i;
function sshEndpoint(text, name) {
    if (/^ssh:\/\/[^/@]*:[^/@]*@/i.test(text)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: an ssh:// address with a password in it is not supported. Give a key in ssh-key.`);
    }
    const { user, address, host, port, socket } = sshForm.exec(text)?.groups ?? {};
    const where = address ?? host;
    if (where === undefined || (port !== undefined && !(Number(port) > 0 && Number(port) < 65_536))) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ConfigurationError */ .j1(`${name}: "${text}" is not of the form ssh://user@host, ssh://user@host:port or ssh://user@host/path/of/the.sock.`);
    }
    return {
        kind: 'ssh',
        url: text.replace(/\/$/, ''),
        host: where,
        ...(user && { user }),
        ...(port && { port: Number(port) }),
        ...(socket && socket !== '/' && { socket }),
    };
}


/***/ }),

/***/ 5475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ob: () => (/* binding */ unimplemented),
/* harmony export */   aU: () => (/* binding */ callUnary),
/* harmony export */   lm: () => (/* binding */ callStream),
/* harmony export */   nz: () => (/* binding */ GrpcError)
/* harmony export */ });
/** An answer that isn't the one asked for. */
class GrpcError extends Error {
    name = 'GrpcError';
    httpStatus;
    /** gRPC's own number; absent when the peer doesn't speak gRPC. */
    status;
    constructor(message, httpStatus, status) {
        super(message);
        this.httpStatus = httpStatus;
        this.status = status;
    }
}
/** A method that the server doesn't have. */
const unimplemented = 12;
/**
 * Calls a gRPC method that takes an empty message, and returns the answer's bytes.
 *
 * @throws GrpcError when the peer answers something else
 */
async function callUnary(session, path) {
    let answer = new Uint8Array();
    await callStream(session, path, new Uint8Array(), (message) => {
        answer = message;
    });
    return answer;
}
/**
 * Calls a gRPC method, and hands on each message of its answer as it comes.
 *
 * @throws GrpcError when the peer answers something else
 */
function callStream(session, path, request, onMessage) {
    return new Promise((resolve, reject) => {
        const stream = session.request({
            ':method': 'POST',
            ':path': path,
            'content-type': 'application/grpc',
            te: 'trailers',
        });
        const split = createSplitter(onMessage);
        let httpStatus = 0;
        let status;
        let message;
        const readStatus = (headers) => {
            status ??= headers['grpc-status'];
            message ??= headers['grpc-message'];
        };
        stream.on('response', (headers) => {
            httpStatus = Number(headers[':status']);
            readStatus(headers);
        });
        stream.on('trailers', readStatus);
        stream.on('data', (chunk) => {
            try {
                split(chunk);
            }
            catch (error) {
                stream.destroy();
                reject(error);
            }
        });
        stream.on('error', reject);
        stream.on('end', () => {
            if (status === '0')
                resolve();
            else if (httpStatus === 0)
                reject(new Error('closed'));
            else {
                const number = status === undefined ? undefined : Number(status);
                reject(new GrpcError(decodeMessage(message), httpStatus, number));
            }
        });
        // A session that is closed while its streams are open ends them without a word.
        stream.on('close', () => reject(new Error('closed')));
        stream.end(prefixed(request));
    });
}
function prefixed(message) {
    const framed = Buffer.alloc(messagePrefix + message.length);
    framed.writeUInt32BE(message.length, 1);
    framed.set(message, messagePrefix);
    return framed;
}
/** Cuts bytes that come in any pieces into messages. */
function createSplitter(onMessage) {
    let pieces = [];
    let length = 0;
    let needed = messagePrefix;
    return (chunk) => {
        pieces.push(chunk);
        length += chunk.length;
        if (length < needed)
            return;
        let bytes = Buffer.concat(pieces);
        while (bytes.length >= messagePrefix) {
            needed = messagePrefix + bytes.readUInt32BE(1);
            if (bytes.length < needed)
                break;
            onMessage(bytes.subarray(messagePrefix, needed));
            bytes = bytes.subarray(needed);
            needed = messagePrefix;
        }
        pieces = [bytes];
        length = bytes.length;
    };
}
/** A gRPC message begins with one byte for compression and four for its length; an empty one is zeros. */
const messagePrefix = 5;
const longestMessage = 300;
/** It comes from a peer that nobody vouches for: one line, and nothing that a runner would obey. */
function decodeMessage(encoded = '') {
    let text = encoded;
    try {
        text = decodeURIComponent(encoded);
    }
    catch {
        // Not encoded as gRPC wants it, so it is shown as it came.
    }
    return text
        .replaceAll(/\p{C}/gu, ' ')
        .replaceAll(/\s+/g, ' ')
        .replaceAll('##[', '# [')
        .trim()
        .slice(0, longestMessage);
}


/***/ }),

/***/ 7467:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ createBuilder),
/* harmony export */   c: () => (/* binding */ bootBuilder)
/* harmony export */ });
/* harmony import */ var _buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4811);
/* harmony import */ var _buildx_process_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3866);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5119);



/** Its image may have to be pulled first; but a job must not hang on a Docker daemon that is stuck. */
const longestBootMs = 120_000;
/** Starts a builder if it isn't running, and asks the daemon in it who it is. */
async function bootBuilder(name, buildx, { directory, signal }) {
    const args = ['inspect', '--bootstrap', name];
    const { exitCode, stdout, stderr } = await (0,_buildx_process_js__WEBPACK_IMPORTED_MODULE_1__/* .runToEnd */ .c)(buildx, args, {
        signal,
        timeoutMs: longestBootMs,
        onStart: (pid) => (0,_buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_0__/* .rememberProcess */ .T)(directory, pid),
    });
    if (exitCode !== 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CommandError */ .Qd('buildx inspect --bootstrap', exitCode, stderr);
    return readInspection(stdout);
}
/** `buildx inspect` has no JSON form; these lines have been the same for years. */
function readInspection(inspection) {
    const value = (label) => new RegExp(`^${label}:\\s*(.*)$`, 'm').exec(inspection)?.[1]?.trim();
    const driver = value('Driver') || 'unknown';
    const hasContainerdStore = /^\s+org\.mobyproject\.buildkit\.worker\.snapshotter:/m.test(inspection);
    return {
        daemon: {
            version: value('BuildKit version') || value('Buildkit') || 'of unknown version',
            platforms: value('Platforms')?.split(/,\s*/).filter(Boolean) ?? [],
            ...(driver === 'docker' && { docker: { hasContainerdStore } }),
        },
        driver,
        endpoint: value('Endpoint') ?? '',
    };
}
/** buildx asks the daemon while it makes a builder, and gives up after 20 seconds by itself. */
const longestCreateMs = 30_000;
/** @throws CommandError in buildx's own words */
async function createBuilder(args, buildx, { directory, signal }, patienceMs) {
    const { exitCode, stderr } = await (0,_buildx_process_js__WEBPACK_IMPORTED_MODULE_1__/* .runToEnd */ .c)(buildx, args, {
        signal,
        ...(patienceMs !== undefined && { patienceMs }),
        timeoutMs: longestCreateMs,
        onStart: (pid) => (0,_buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_0__/* .rememberProcess */ .T)(directory, pid),
    });
    if (exitCode !== 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CommandError */ .Qd('buildx create', exitCode, stderr);
}


/***/ }),

/***/ 2073:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readPem),
/* harmony export */   e: () => (/* binding */ secretForms)
/* harmony export */ });
/**
 * Secrets reach a workflow in many shapes: PEM text, base64 of it (some tools can't hold line
 * breaks), PEM with `\n` written out, with CRLF or without its last line break.
 */
const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;
/** The PEM blocks in `value`, in order. None if the value is something else, such as a path. */
function readPem(value) {
    const blocks = pemBlocks(value);
    return blocks.length > 0 ? blocks : pemBlocks(fromBase64(value));
}
/**
 * All forms of a PEM text that could appear in a log, for the runner to mask: each line of the value as
 * given, each line of data, and the base64 of the whole, in one line and wrapped.
 *
 * Lines of under eight characters are left out, and those that say BEGIN and END: masking the last two
 * letters of a key would blank those letters in every word of the log, and they alone are worth nothing.
 */
function secretForms(value, pem) {
    const encodings = [pem, pem.trimEnd(), pem.replaceAll('\n', '\r\n')].map((text) => Buffer.from(text).toString('base64'));
    const lines = [
        ...value.split(/\r?\n/),
        ...value.split(/\r?\n|\\r|\\n/),
        ...pem.split('\n'),
        ...encodings,
        // As the base64 command prints it.
        ...encodings.flatMap((encoding) => encoding.match(/.{1,76}/g) ?? []),
    ].map((line) => line.trim());
    return [
        ...new Set(lines.filter((line) => line.length >= 8 && !/^-----[A-Z0-9 ]+-----$/.test(line))),
    ];
}
function pemBlocks(value) {
    const text = value.replaceAll('\\r', '').replaceAll('\\n', '\n').replaceAll(/\r\n?/g, '\n');
    return [...text.matchAll(pemBlock)].map(([block, label = '']) => ({
        label,
        text: `${block
            .split('\n')
            .map((line) => line.trim())
            .join('\n')}\n`,
    }));
}
function fromBase64(value) {
    const compact = value.replaceAll(/\s/g, '');
    return /^[A-Za-z0-9+/_-]+={0,2}$/.test(compact) ? Buffer.from(compact, 'base64').toString() : '';
}


/***/ }),

/***/ 3311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ readKnownHosts),
/* harmony export */   Q: () => (/* binding */ readHostKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5119);


/**
 * Reads the `ssh-known-hosts` input.
 *
 * @returns the text of a known_hosts file
 * @throws ConfigurationError naming the line
 */
function readKnownHosts(value) {
    const lines = value
        .replaceAll('\\r', '')
        .replaceAll('\\n', '\n')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
    for (const [index, line] of lines.entries()) {
        if (form.test(line))
            continue;
        const hint = /^[\w@.-]+ AAAA/.test(line) ? " The host's name must come before the key." : '';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1(`ssh-known-hosts: line ${index + 1} is not a line of known_hosts.${hint} ssh-keyscan prints such lines.`);
    }
    return lines.map((line) => `${line}\n`).join('');
}
/** Names, the type and the key; before them a marker, such as `@cert-authority`. */
const form = /^(?:@[\w-]+\s+)?\S+\s+([\w@.-]+)\s+(AAAA[A-Za-z0-9+/=]+)(?:\s|$)/;
/** @returns undefined when the line has none */
function readHostKey(line) {
    const [, type = '', key = ''] = form.exec(line.trim()) ?? [];
    if (key === '')
        return undefined;
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(Buffer.from(key, 'base64')).digest('base64');
    return {
        line: line.trim(),
        type: type.replace(/^ssh-|^ecdsa-sha2-.*/, '').toUpperCase() || 'ECDSA',
        fingerprint: `SHA256:${digest.replace(/=+$/, '')}`,
    };
}


/***/ }),

/***/ 565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ createReader)
/* harmony export */ });
/** Reads the numbers and strings that SSH's messages are made of (RFC 4251, 5). */
function createReader(bytes) {
    let position = 0;
    const number = () => {
        position += 4;
        return bytes.readUInt32BE(position - 4);
    };
    return {
        number,
        string() {
            const length = number();
            if (position + length > bytes.length)
                throw new RangeError('cut off');
            position += length;
            return bytes.subarray(position - length, position);
        },
    };
}


/***/ }),

/***/ 5119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Qd: () => (/* binding */ CommandError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   j1: () => (/* binding */ ConfigurationError),
/* harmony export */   k3: () => (/* binding */ CanceledError)
/* harmony export */ });
/** A fault in the workflow's own text. The user mends it there, so no fallback hides it. */
class ConfigurationError extends Error {
    name = 'ConfigurationError';
    code;
    constructor(message, code, options) {
        super(message, options);
        this.code = code;
    }
}
/** A command that ended with an error. The message is one line: what was run and its last words. */
class CommandError extends Error {
    name = 'CommandError';
    exitCode;
    constructor(command, exitCode, output) {
        super(`${command} failed: ${lastLine(output) ?? `exit code ${exitCode}`}`);
        this.exitCode = exitCode;
    }
}
/** The build was stopped from outside, by a signal such as the one a canceled job gets. */
class CanceledError extends Error {
    name = 'CanceledError';
    constructor() {
        super('The build was canceled.');
    }
}
/** What a person should read of any thrown value: one line, never a stack trace. */
function messageOf(error) {
    const text = error instanceof Error ? error.message : String(error);
    return text.trim().replaceAll(/\s*\r?\n\s*/g, ' ');
}
function lastLine(output) {
    const line = output
        .trimEnd()
        .split('\n')
        .at(-1)
        ?.trim()
        .replace(/^ERROR: /, '');
    return line || undefined;
}


/***/ }),

/***/ 2937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ runCommand)
/* harmony export */ });
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5260);

const runCommand = (file, args, { env }) => 
// It takes a command line, in which a space would end the name.
(0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)(`"${file.replaceAll('"', '\\"')}"`, [...args], {
    env: withoutUndefined(env),
    ignoreReturnCode: true,
    silent: true,
});
function withoutUndefined(env) {
    return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined));
}


/***/ }),

/***/ 4858:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_12__ = __nccwpck_require__(1967);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_18__ = __nccwpck_require__(2649);
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_14__ = __nccwpck_require__(710);
/* harmony import */ var _cancellation_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(9615);
/* harmony import */ var _connect_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(54);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5119);
/* harmony import */ var _exec_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2937);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2060);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(5024);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4604);
/* harmony import */ var _plain_line_js__WEBPACK_IMPORTED_MODULE_13__ = __nccwpck_require__(6429);
/* harmony import */ var _private_directory_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(8763);
/* harmony import */ var _report_annotations_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(4275);
/* harmony import */ var _report_argument_values_js__WEBPACK_IMPORTED_MODULE_17__ = __nccwpck_require__(4717);
/* harmony import */ var _report_build_facts_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(2180);
/* harmony import */ var _report_closing_lines_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(7360);
/* harmony import */ var _report_help_link_js__WEBPACK_IMPORTED_MODULE_16__ = __nccwpck_require__(7859);
/* harmony import */ var _report_summary_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(7922);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_15__ = __nccwpck_require__(6851);


















const signal = (0,_cancellation_js__WEBPACK_IMPORTED_MODULE_11__/* .listenForCancellation */ .c)();
const annotate = { error: _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .error */ .z3, warning: _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .warning */ .$e, notice: _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .notice */ .lm };
const annotations = (0,_report_annotations_js__WEBPACK_IMPORTED_MODULE_7__/* .createAnnotations */ .XV)((level, message, place) => annotate[level](message, place), (line) => _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .info */ .pq((0,_plain_line_js__WEBPACK_IMPORTED_MODULE_13__/* .plainLine */ .h)(line)));
try {
    (0,_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .writeNegativeOutputs */ .t3)();
    const inputs = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .readInputs */ .K)();
    (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_14__/* .forgetSecrets */ .DL)(process.env);
    const directory = (0,_private_directory_js__WEBPACK_IMPORTED_MODULE_6__/* .choosePrivateDirectory */ .we)(process.env);
    (0,_state_js__WEBPACK_IMPORTED_MODULE_15__/* .rememberDirectory */ .b)(_actions_core__WEBPACK_IMPORTED_MODULE_12__/* .saveState */ .LZ, directory);
    const result = await (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .main */ .i)(inputs, {
        run: _exec_js__WEBPACK_IMPORTED_MODULE_2__/* .runCommand */ .d,
        log: {
            info: (line) => _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .info */ .pq((0,_plain_line_js__WEBPACK_IMPORTED_MODULE_13__/* .plainLine */ .h)(line)),
            notice: (line) => annotations.add('notice', (0,_plain_line_js__WEBPACK_IMPORTED_MODULE_13__/* .plainLine */ .h)(line)),
            warning: (line) => annotations.add('warning', (0,_plain_line_js__WEBPACK_IMPORTED_MODULE_13__/* .plainLine */ .h)(line)),
            group(title, lines) {
                _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .startGroup */ .Oh((0,_plain_line_js__WEBPACK_IMPORTED_MODULE_13__/* .plainLine */ .h)(title));
                for (const line of lines)
                    _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .info */ .pq((0,_plain_line_js__WEBPACK_IMPORTED_MODULE_13__/* .plainLine */ .h)(line));
                _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .endGroup */ .N4();
            },
            debug: (line) => _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .debug */ .Yz((0,_plain_line_js__WEBPACK_IMPORTED_MODULE_13__/* .plainLine */ .h)(line)),
        },
        env: process.env,
        directory,
        signal,
        help: (code) => (0,_report_help_link_js__WEBPACK_IMPORTED_MODULE_16__/* .helpLink */ .C)(code, process.env),
        output: process.stdout,
        // Beside the private directory, which is gone in the end.
        ...(_actions_core__WEBPACK_IMPORTED_MODULE_12__/* .isDebug */ ._o() && { streamFile: `${directory}.rawjson` }),
    });
    (0,_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .writeOutputs */ .Kn)(result);
    const facts = (0,_report_build_facts_js__WEBPACK_IMPORTED_MODULE_8__/* .buildFacts */ ._)(result);
    _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .info */ .pq('');
    for (const line of (0,_report_closing_lines_js__WEBPACK_IMPORTED_MODULE_9__/* .closingLines */ .P)(facts))
        _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .info */ .pq((0,_plain_line_js__WEBPACK_IMPORTED_MODULE_13__/* .plainLine */ .h)(line));
    for (const check of inputs.annotateChecks ? result.checks : []) {
        const { message, place } = (0,_report_annotations_js__WEBPACK_IMPORTED_MODULE_7__/* .checkAnnotation */ .os)(check, inputs.dockerfile);
        annotations.add('warning', message, place);
    }
    if (result.failure !== undefined) {
        const { filename = '', line } = result.excerpt ?? {};
        annotations.add('error', result.failure, (0,_report_annotations_js__WEBPACK_IMPORTED_MODULE_7__/* .placeOf */ .$t)(filename, line, inputs.dockerfile));
        process.exitCode = _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .ExitCode */ .yU.Failure;
    }
    if (inputs.summary && process.env.GITHUB_STEP_SUMMARY) {
        const hide = (text) => inputs.summaryBuildArgs
            ? text
            : (0,_report_argument_values_js__WEBPACK_IMPORTED_MODULE_17__/* .hideValues */ .X)(text, result.plan.build.buildArgs, result.builder.buildx.env);
        // Last, and no more than a warning: how the build went has been said.
        await _actions_core__WEBPACK_IMPORTED_MODULE_18__/* .summary */ .z
            .addRaw((0,_report_summary_js__WEBPACK_IMPORTED_MODULE_10__/* .summarize */ .e)(facts, hide))
            .write()
            .catch((error) => annotations.add('warning', `The job summary could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`));
    }
}
catch (error) {
    if (error instanceof _connect_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .O)
        (0,_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .writeDiagnosis */ .zh)(error);
    _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .setFailed */ .C1(signal.aborted ? 'The step was canceled.' : explain(error));
    if (error instanceof Error && error.stack)
        _actions_core__WEBPACK_IMPORTED_MODULE_12__/* .debug */ .Yz(error.stack);
}
finally {
    annotations.close();
}
// A download that nobody waits for any more, such as a canceled step's, must not hold up the job.
process.stdout.write('', () => process.exit());
function explain(error) {
    const isKnown = error instanceof _connect_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .O || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ConfigurationError */ .j1;
    const more = isKnown && error.code ? ` See ${(0,_report_help_link_js__WEBPACK_IMPORTED_MODULE_16__/* .helpLink */ .C)(error.code, process.env)}` : '';
    return `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}${more}`;
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 1922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Xc: () => (/* binding */ csvRecords),
  yG: () => (/* binding */ parseBoolean),
  HU: () => (/* binding */ parseChoice),
  zq: () => (/* binding */ parseCount),
  E9: () => (/* binding */ parseDuration),
  L5: () => (/* binding */ parseFields),
  Li: () => (/* binding */ parseLines),
  E1: () => (/* binding */ parseList)
});

;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/CsvError.js
class CsvError extends Error {
  constructor(code, message, options, ...contexts) {
    if (Array.isArray(message)) message = message.join(" ").trim();
    super(message);
    if (Error.captureStackTrace !== undefined) {
      Error.captureStackTrace(this, CsvError);
    }
    this.code = code;
    for (const context of contexts) {
      for (const key in context) {
        const value = context[key];
        this[key] = Buffer.isBuffer(value)
          ? value.toString(options.encoding)
          : value == null
            ? value
            : JSON.parse(JSON.stringify(value));
      }
    }
  }
}



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/is_object.js
const is_object = function (obj) {
  return typeof obj === "object" && obj !== null && !Array.isArray(obj);
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/normalize_columns_array.js



const normalize_columns_array = function (columns) {
  const normalizedColumns = [];
  for (let i = 0, l = columns.length; i < l; i++) {
    const column = columns[i];
    if (column === undefined || column === null || column === false) {
      normalizedColumns[i] = { disabled: true };
    } else if (typeof column === "string" || typeof column === "number") {
      normalizedColumns[i] = { name: `${column}` };
    } else if (is_object(column)) {
      if (typeof column.name !== "string") {
        throw new CsvError("CSV_OPTION_COLUMNS_MISSING_NAME", [
          "Option columns missing name:",
          `property "name" is required at position ${i}`,
          "when column is an object literal",
        ]);
      }
      normalizedColumns[i] = column;
    } else {
      throw new CsvError("CSV_INVALID_COLUMN_DEFINITION", [
        "Invalid column definition:",
        "expect a string or a literal object,",
        `got ${JSON.stringify(column)} at position ${i}`,
      ]);
    }
  }
  return normalizedColumns;
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/ResizeableBuffer.js
class ResizeableBuffer {
  constructor(size = 100) {
    this.size = size;
    this.length = 0;
    this.buf = Buffer.allocUnsafe(size);
  }
  prepend(val) {
    if (Buffer.isBuffer(val)) {
      const length = this.length + val.length;
      if (length >= this.size) {
        this.resize();
        if (length >= this.size) {
          throw Error("INVALID_BUFFER_STATE");
        }
      }
      const buf = this.buf;
      this.buf = Buffer.allocUnsafe(this.size);
      val.copy(this.buf, 0);
      buf.copy(this.buf, val.length);
      this.length += val.length;
    } else {
      const length = this.length++;
      if (length === this.size) {
        this.resize();
      }
      const buf = this.clone();
      this.buf[0] = val;
      buf.copy(this.buf, 1, 0, length);
    }
  }
  append(val) {
    const length = this.length++;
    if (length === this.size) {
      this.resize();
    }
    this.buf[length] = val;
  }
  clone() {
    return Buffer.from(this.buf.slice(0, this.length));
  }
  resize() {
    const length = this.length;
    this.size = this.size * 2;
    const buf = Buffer.allocUnsafe(this.size);
    this.buf.copy(buf, 0, 0, length);
    this.buf = buf;
  }
  toString(encoding) {
    if (encoding) {
      return this.buf.toString(encoding, 0, this.length);
    } else {
      return Uint8Array.prototype.slice.call(this.buf.slice(0, this.length));
    }
  }
  toJSON() {
    return this.toString("utf8");
  }
  reset() {
    this.length = 0;
  }
}

/* harmony default export */ const utils_ResizeableBuffer = (ResizeableBuffer);

;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/init_state.js


const init_state = function (options) {
  // ECMAScript WhiteSpace + LineTerminator codepoints, encoded under
  // `options.encoding`. Aligns trimming with `String.prototype.trim()`.
  // https://tc39.es/ecma262/#sec-white-space
  // https://tc39.es/ecma262/#sec-line-terminators
  //
  // Codepoints unrepresentable in the target encoding are dropped: Node's
  // Buffer substitutes them with `?` (0x3F), and including those would cause
  // literal `?` bytes in the input to be trimmed under `latin1`/`ascii`.
  const timchars = [
    // Basic Latin
    0x0020, // [Space](https://www.fileformat.info/info/unicode/char/0020/index.htm)
    0x0009, // [CHARACTER TABULATION (HT)](https://www.fileformat.info/info/unicode/char/0009/index.htm)
    0x000a, // [LINE FEED (LF)](https://www.fileformat.info/info/unicode/char/000a/index.htm)
    0x000d, // [CARRIAGE RETURN (CR)](https://www.fileformat.info/info/unicode/char/000d/index.htm)
    0x000c, // [FORM FEED (FF)](https://www.fileformat.info/info/unicode/char/000c/index.htm)
    0x000b, // [LINE TABULATION (VT)](https://www.fileformat.info/info/unicode/char/000b/index.htm)
    // Latin-1 Supplement
    0x00a0, // [NO-BREAK SPACE (NBSP)](https://www.fileformat.info/info/unicode/char/00a0/index.htm)
    // Ogham
    0x1680, // [OGHAM SPACE MARK](https://www.fileformat.info/info/unicode/char/1680/index.htm)
    // General Punctuation
    0x2000, // [EN QUAD](https://www.fileformat.info/info/unicode/char/2000/index.htm)
    0x2001, // [EM QUAD](https://www.fileformat.info/info/unicode/char/2001/index.htm)
    0x2002, // [EN SPACE](https://www.fileformat.info/info/unicode/char/2002/index.htm)
    0x2003, // [EM SPACE](https://www.fileformat.info/info/unicode/char/2003/index.htm)
    0x2004, // [THREE-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2004/index.htm)
    0x2005, // [FOUR-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2005/index.htm)
    0x2006, // [SIX-PER-EM SPACE](https://www.fileformat.info/info/unicode/char/2006/index.htm)
    0x2007, // [FIGURE SPACE](https://www.fileformat.info/info/unicode/char/2007/index.htm)
    0x2008, // [PUNCTUATION SPACE](https://www.fileformat.info/info/unicode/char/2008/index.htm)
    0x2009, // [THIN SPACE](https://www.fileformat.info/info/unicode/char/2009/index.htm)
    0x200a, // [HAIR SPACE](https://www.fileformat.info/info/unicode/char/200a/index.htm)
    0x2028, // [LINE SEPARATOR](https://www.fileformat.info/info/unicode/char/2028/index.htm)
    0x2029, // [PARAGRAPH SEPARATOR](https://www.fileformat.info/info/unicode/char/2029/index.htm)
    0x202f, // [NARROW NO-BREAK SPACE (NNBSP)](https://www.fileformat.info/info/unicode/char/202f/index.htm)
    0x205f, // [MEDIUM MATHEMATICAL SPACE (MMSP)](https://www.fileformat.info/info/unicode/char/205f/index.htm)
    0x3000, // [IDEOGRAPHIC SPACE](https://www.fileformat.info/info/unicode/char/3000/index.htm)
    0xfeff, // [ZERO WIDTH NO-BREAK SPACE (BOM)](https://www.fileformat.info/info/unicode/char/feff/index.htm)
  ].reduce((acc, codepoint) => {
    const encoded = Buffer.from(
      String.fromCharCode(codepoint),
      options.encoding,
    );
    if (codepoint !== 0x3f && encoded.length === 1 && encoded[0] === 0x3f) {
      return acc;
    }
    acc.push(encoded);
    return acc;
  }, []);
  // First-byte lookup table for `__isCharTrimable`. Non-whitespace bytes
  // (the common case) bail out in O(1) without scanning every timchar.
  const timcharFirstBytes = new Uint8Array(256);
  for (const t of timchars) timcharFirstBytes[t[0]] = 1;
  return {
    bomSkipped: false,
    bufBytesStart: 0,
    castField: options.cast_function,
    commenting: false,
    delimiterBufPrevious: undefined,
    delimiterDiscovered: false,
    // Current error encountered by a record
    error: undefined,
    enabled: options.from_line === 1,
    escaping: false,
    escapeIsQuote:
      Buffer.isBuffer(options.escape) &&
      Buffer.isBuffer(options.quote) &&
      Buffer.compare(options.escape, options.quote) === 0,
    // columns can be `false`, `true`, `Array`
    expectedRecordLength: Array.isArray(options.columns)
      ? options.columns.length
      : undefined,
    field: new utils_ResizeableBuffer(20),
    firstLineToHeaders: options.cast_first_line_to_header,
    needMoreDataSize: Math.max(
      // Skip if the remaining buffer smaller than comment
      options.comment !== null ? options.comment.length : 0,
      // Skip if the remaining buffer can be delimiter
      ...(options.delimiter
        ? options.delimiter.map((delimiter) => delimiter.length)
        : []),
      // Auto discovery of delimiter is limited to 1 character
      options.delimiter_auto ? 1 : 0,
      // Skip if the remaining buffer can be escape sequence
      options.quote !== null ? options.quote.length : 0,
      // Skip if the remaining buffer can be a multi-byte trim character
      ...timchars.map((t) => t.length),
    ),
    previousBuf: undefined,
    quoting: false,
    stop: false,
    rawBuffer: new utils_ResizeableBuffer(100),
    record: [],
    recordHasError: false,
    record_length: 0,
    recordDelimiterMaxLength:
      options.record_delimiter.length === 0
        ? 0
        : Math.max(...options.record_delimiter.map((v) => v.length)),
    trimChars: [
      Buffer.from(" ", options.encoding)[0],
      Buffer.from("\t", options.encoding)[0],
    ],
    wasQuoting: false,
    wasRowDelimiter: false,
    timchars: timchars,
    timcharFirstBytes: timcharFirstBytes,
  };
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/underscore.js
const underscore = function (str) {
  return str.replace(/([A-Z])/g, function (_, match) {
    return "_" + match.toLowerCase();
  });
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/normalize_options.js





const normalize_options = function (opts) {
  const options = {};
  // Merge with user options
  for (const opt in opts) {
    options[underscore(opt)] = opts[opt];
  }
  // Normalize option `encoding`
  // Note: defined first because other options depends on it
  // to convert chars/strings into buffers.
  if (options.encoding === undefined || options.encoding === true) {
    options.encoding = "utf8";
  } else if (options.encoding === null || options.encoding === false) {
    options.encoding = null;
  } else if (
    typeof options.encoding !== "string" &&
    options.encoding !== null
  ) {
    throw new CsvError(
      "CSV_INVALID_OPTION_ENCODING",
      [
        "Invalid option encoding:",
        "encoding must be a string or null to return a buffer,",
        `got ${JSON.stringify(options.encoding)}`,
      ],
      options,
    );
  }
  // Normalize option `bom`
  if (
    options.bom === undefined ||
    options.bom === null ||
    options.bom === false
  ) {
    options.bom = false;
  } else if (options.bom !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_BOM",
      [
        "Invalid option bom:",
        "bom must be true,",
        `got ${JSON.stringify(options.bom)}`,
      ],
      options,
    );
  }
  // Normalize option `cast`
  options.cast_function = null;
  if (
    options.cast === undefined ||
    options.cast === null ||
    options.cast === false ||
    options.cast === ""
  ) {
    options.cast = undefined;
  } else if (typeof options.cast === "function") {
    options.cast_function = options.cast;
    options.cast = true;
  } else if (options.cast !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST",
      [
        "Invalid option cast:",
        "cast must be true or a function,",
        `got ${JSON.stringify(options.cast)}`,
      ],
      options,
    );
  }
  // Normalize option `cast_date`
  if (
    options.cast_date === undefined ||
    options.cast_date === null ||
    options.cast_date === false ||
    options.cast_date === ""
  ) {
    options.cast_date = false;
  } else if (options.cast_date === true) {
    options.cast_date = function (value) {
      const date = Date.parse(value);
      return !isNaN(date) ? new Date(date) : value;
    };
  } else if (typeof options.cast_date !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_CAST_DATE",
      [
        "Invalid option cast_date:",
        "cast_date must be true or a function,",
        `got ${JSON.stringify(options.cast_date)}`,
      ],
      options,
    );
  }
  // Normalize option `columns`
  options.cast_first_line_to_header = undefined;
  if (options.columns === true) {
    // Fields in the first line are converted as-is to columns
    options.cast_first_line_to_header = undefined;
  } else if (typeof options.columns === "function") {
    options.cast_first_line_to_header = options.columns;
    options.columns = true;
  } else if (Array.isArray(options.columns)) {
    options.columns = normalize_columns_array(options.columns);
  } else if (
    options.columns === undefined ||
    options.columns === null ||
    options.columns === false
  ) {
    options.columns = false;
  } else {
    throw new CsvError(
      "CSV_INVALID_OPTION_COLUMNS",
      [
        "Invalid option columns:",
        "expect an array, a function or true,",
        `got ${JSON.stringify(options.columns)}`,
      ],
      options,
    );
  }
  // Normalize option `group_columns_by_name`
  if (
    options.group_columns_by_name === undefined ||
    options.group_columns_by_name === null ||
    options.group_columns_by_name === false
  ) {
    options.group_columns_by_name = false;
  } else if (options.group_columns_by_name !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "expect an boolean,",
        `got ${JSON.stringify(options.group_columns_by_name)}`,
      ],
      options,
    );
  } else if (options.columns === false) {
    throw new CsvError(
      "CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",
      [
        "Invalid option group_columns_by_name:",
        "the `columns` mode must be activated.",
      ],
      options,
    );
  }
  // Normalize option `comment`
  if (
    options.comment === undefined ||
    options.comment === null ||
    options.comment === false ||
    options.comment === ""
  ) {
    options.comment = null;
  } else {
    if (typeof options.comment === "string") {
      options.comment = Buffer.from(options.comment, options.encoding);
    }
    if (!Buffer.isBuffer(options.comment)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_COMMENT",
        [
          "Invalid option comment:",
          "comment must be a buffer or a string,",
          `got ${JSON.stringify(options.comment)}`,
        ],
        options,
      );
    }
  }
  // Normalize option `comment_no_infix`
  if (
    options.comment_no_infix === undefined ||
    options.comment_no_infix === null ||
    options.comment_no_infix === false
  ) {
    options.comment_no_infix = false;
  } else if (options.comment_no_infix !== true) {
    throw new CsvError(
      "CSV_INVALID_OPTION_COMMENT",
      [
        "Invalid option comment_no_infix:",
        "value must be a boolean,",
        `got ${JSON.stringify(options.comment_no_infix)}`,
      ],
      options,
    );
  }
  // Normalize option `delimiter_auto`
  if (
    options.delimiter_auto === undefined ||
    options.delimiter_auto === null ||
    options.delimiter_auto === false
  ) {
    options.delimiter_auto = false;
  } else if (options.delimiter_auto === true) {
    options.delimiter_auto = {};
  } else if (!is_object(options.delimiter_auto)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_DELIMITER_AUTO",
      [
        "Invalid option delimiter_auto:",
        "delimiter_auto must be a boolean or a configuration object,",
        `got ${JSON.stringify(options.delimiter_auto)}`,
      ],
      options,
    );
  }
  if (options.delimiter_auto) {
    if (options.delimiter_auto.preferred === undefined)
      options.delimiter_auto.preferred = {
        [",".charCodeAt(0)]: 1.8,
        ["\t".charCodeAt(0)]: 1.8,
        [";".charCodeAt(0)]: 1.6,
        [" ".charCodeAt(0)]: 1.6,
        [":".charCodeAt(0)]: 1.5,
        [".".charCodeAt(0)]: 1.4,
        ["/".charCodeAt(0)]: 1.4,
      };
    else if (!is_object(options.delimiter_auto.preferred)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "preferred must be an object,",
          `got ${JSON.stringify(options.delimiter_auto.preferred)}`,
        ],
        options,
      );
    }
    if (options.delimiter_auto.score === undefined)
      options.delimiter_auto.score = (info, options) => {
        return (
          (info.total - info.std) * (options.preferred[info.char_code] || 1)
        );
      };
    else if (typeof options.delimiter_auto.score !== "function") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "score must be a function,",
          `got ${JSON.stringify(options.delimiter_auto.score)}`,
        ],
        options,
      );
    }
    if (options.delimiter_auto.size === undefined)
      options.delimiter_auto.size = 2048;
    else if (typeof options.delimiter_auto.size !== "number") {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER_AUTO",
        [
          "Invalid option delimiter_auto:",
          "size must be a number,",
          `got ${JSON.stringify(options.delimiter_auto.size)}`,
        ],
        options,
      );
    }
  }
  // Normalize option `delimiter`
  const delimiter_json = JSON.stringify(options.delimiter);
  if (options.delimiter_auto !== false) {
    options.delimiter = [];
  }
  if (!Array.isArray(options.delimiter)) {
    if (
      options.delimiter === undefined ||
      options.delimiter === null ||
      options.delimiter === false
    ) {
      options.delimiter = Buffer.from(",", options.encoding);
    }
    options.delimiter = [options.delimiter];
  }
  options.delimiter = options.delimiter.map(function (delimiter) {
    if (typeof delimiter === "string") {
      delimiter = Buffer.from(delimiter, options.encoding);
    }
    if (!Buffer.isBuffer(delimiter) || delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_DELIMITER",
        [
          "Invalid option delimiter:",
          "delimiter must be a non empty string or buffer or array of string|buffer,",
          `got ${delimiter_json}`,
        ],
        options,
      );
    }
    return delimiter;
  });
  // Normalize option `escape`
  if (options.escape === undefined || options.escape === true) {
    options.escape = Buffer.from('"', options.encoding);
  } else if (typeof options.escape === "string") {
    options.escape = Buffer.from(options.escape, options.encoding);
  } else if (options.escape === null || options.escape === false) {
    options.escape = null;
  }
  if (options.escape !== null) {
    if (!Buffer.isBuffer(options.escape)) {
      throw new Error(
        `Invalid Option: escape must be a buffer, a string or a boolean, got ${JSON.stringify(options.escape)}`,
      );
    }
  }
  // Normalize option `from`
  if (options.from === undefined || options.from === null) {
    options.from = 1;
  } else {
    if (typeof options.from === "string" && /\d+/.test(options.from)) {
      options.from = parseInt(options.from);
    }
    if (Number.isInteger(options.from)) {
      if (options.from < 0) {
        throw new Error(
          `Invalid Option: from must be a positive integer, got ${JSON.stringify(opts.from)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from must be an integer, got ${JSON.stringify(options.from)}`,
      );
    }
  }
  // Normalize option `from_line`
  if (options.from_line === undefined || options.from_line === null) {
    options.from_line = 1;
  } else {
    if (
      typeof options.from_line === "string" &&
      /\d+/.test(options.from_line)
    ) {
      options.from_line = parseInt(options.from_line);
    }
    if (Number.isInteger(options.from_line)) {
      if (options.from_line <= 0) {
        throw new Error(
          `Invalid Option: from_line must be a positive integer greater than 0, got ${JSON.stringify(opts.from_line)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: from_line must be an integer, got ${JSON.stringify(opts.from_line)}`,
      );
    }
  }
  // Normalize options `ignore_last_delimiters`
  if (
    options.ignore_last_delimiters === undefined ||
    options.ignore_last_delimiters === null
  ) {
    options.ignore_last_delimiters = false;
  } else if (typeof options.ignore_last_delimiters === "number") {
    options.ignore_last_delimiters = Math.floor(options.ignore_last_delimiters);
    if (options.ignore_last_delimiters === 0) {
      options.ignore_last_delimiters = false;
    }
  } else if (typeof options.ignore_last_delimiters !== "boolean") {
    throw new CsvError(
      "CSV_INVALID_OPTION_IGNORE_LAST_DELIMITERS",
      [
        "Invalid option `ignore_last_delimiters`:",
        "the value must be a boolean value or an integer,",
        `got ${JSON.stringify(options.ignore_last_delimiters)}`,
      ],
      options,
    );
  }
  if (options.ignore_last_delimiters === true && options.columns === false) {
    throw new CsvError(
      "CSV_IGNORE_LAST_DELIMITERS_REQUIRES_COLUMNS",
      [
        "The option `ignore_last_delimiters`",
        "requires the activation of the `columns` option",
      ],
      options,
    );
  }
  // Normalize option `info`
  if (
    options.info === undefined ||
    options.info === null ||
    options.info === false
  ) {
    options.info = false;
  } else if (options.info !== true) {
    throw new Error(
      `Invalid Option: info must be true, got ${JSON.stringify(options.info)}`,
    );
  }
  // Normalize option `max_record_size`
  if (
    options.max_record_size === undefined ||
    options.max_record_size === null ||
    options.max_record_size === false
  ) {
    options.max_record_size = 0;
  } else if (
    Number.isInteger(options.max_record_size) &&
    options.max_record_size >= 0
  ) {
    // Great, nothing to do
  } else if (
    typeof options.max_record_size === "string" &&
    /\d+/.test(options.max_record_size)
  ) {
    options.max_record_size = parseInt(options.max_record_size);
  } else {
    throw new Error(
      `Invalid Option: max_record_size must be a positive integer, got ${JSON.stringify(options.max_record_size)}`,
    );
  }
  // Normalize option `objname`
  if (
    options.objname === undefined ||
    options.objname === null ||
    options.objname === false
  ) {
    options.objname = undefined;
  } else if (Buffer.isBuffer(options.objname)) {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty buffer`);
    }
    if (options.encoding === null) {
      // Don't call `toString`, leave objname as a buffer
    } else {
      options.objname = options.objname.toString(options.encoding);
    }
  } else if (typeof options.objname === "string") {
    if (options.objname.length === 0) {
      throw new Error(`Invalid Option: objname must be a non empty string`);
    }
    // Great, nothing to do
  } else if (typeof options.objname === "number") {
    // if(options.objname.length === 0){
    //   throw new Error(`Invalid Option: objname must be a non empty string`);
    // }
    // Great, nothing to do
  } else {
    throw new Error(
      `Invalid Option: objname must be a string or a buffer, got ${options.objname}`,
    );
  }
  if (options.objname !== undefined) {
    if (typeof options.objname === "number") {
      if (options.columns !== false) {
        throw Error(
          "Invalid Option: objname index cannot be combined with columns or be defined as a field",
        );
      }
    } else {
      // A string or a buffer
      if (options.columns === false) {
        throw Error(
          "Invalid Option: objname field must be combined with columns or be defined as an index",
        );
      }
    }
  }
  // Normalize option `on_record`
  if (options.on_record === undefined || options.on_record === null) {
    options.on_record = undefined;
  } else if (typeof options.on_record !== "function") {
    throw new CsvError(
      "CSV_INVALID_OPTION_ON_RECORD",
      [
        "Invalid option `on_record`:",
        "expect a function,",
        `got ${JSON.stringify(options.on_record)}`,
      ],
      options,
    );
  }
  // Normalize option `on_skip`
  // options.on_skip ??= (err, chunk) => {
  //   this.emit('skip', err, chunk);
  // };
  if (
    options.on_skip !== undefined &&
    options.on_skip !== null &&
    typeof options.on_skip !== "function"
  ) {
    throw new Error(
      `Invalid Option: on_skip must be a function, got ${JSON.stringify(options.on_skip)}`,
    );
  }
  // Normalize option `quote`
  if (
    options.quote === null ||
    options.quote === false ||
    options.quote === ""
  ) {
    options.quote = null;
  } else {
    if (options.quote === undefined || options.quote === true) {
      options.quote = Buffer.from('"', options.encoding);
    } else if (typeof options.quote === "string") {
      options.quote = Buffer.from(options.quote, options.encoding);
    }
    if (!Buffer.isBuffer(options.quote)) {
      throw new Error(
        `Invalid Option: quote must be a buffer or a string, got ${JSON.stringify(options.quote)}`,
      );
    }
  }
  // Normalize option `raw`
  if (
    options.raw === undefined ||
    options.raw === null ||
    options.raw === false
  ) {
    options.raw = false;
  } else if (options.raw !== true) {
    throw new Error(
      `Invalid Option: raw must be true, got ${JSON.stringify(options.raw)}`,
    );
  }
  // Normalize option `record_delimiter`
  if (options.record_delimiter === undefined) {
    options.record_delimiter = [];
  } else if (
    typeof options.record_delimiter === "string" ||
    Buffer.isBuffer(options.record_delimiter)
  ) {
    if (options.record_delimiter.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer,",
          `got ${JSON.stringify(options.record_delimiter)}`,
        ],
        options,
      );
    }
    options.record_delimiter = [options.record_delimiter];
  } else if (!Array.isArray(options.record_delimiter)) {
    throw new CsvError(
      "CSV_INVALID_OPTION_RECORD_DELIMITER",
      [
        "Invalid option `record_delimiter`:",
        "value must be a string, a buffer or array of string|buffer,",
        `got ${JSON.stringify(options.record_delimiter)}`,
      ],
      options,
    );
  }
  options.record_delimiter = options.record_delimiter.map(function (rd, i) {
    if (typeof rd !== "string" && !Buffer.isBuffer(rd)) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a string, a buffer or array of string|buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`,
        ],
        options,
      );
    } else if (rd.length === 0) {
      throw new CsvError(
        "CSV_INVALID_OPTION_RECORD_DELIMITER",
        [
          "Invalid option `record_delimiter`:",
          "value must be a non empty string or buffer",
          `at index ${i},`,
          `got ${JSON.stringify(rd)}`,
        ],
        options,
      );
    }
    if (typeof rd === "string") {
      rd = Buffer.from(rd, options.encoding);
    }
    return rd;
  });
  // Normalize option `relax_column_count`
  if (typeof options.relax_column_count === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_column_count === undefined ||
    options.relax_column_count === null
  ) {
    options.relax_column_count = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count must be a boolean, got ${JSON.stringify(options.relax_column_count)}`,
    );
  }
  if (typeof options.relax_column_count_less === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_column_count_less === undefined ||
    options.relax_column_count_less === null
  ) {
    options.relax_column_count_less = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_less must be a boolean, got ${JSON.stringify(options.relax_column_count_less)}`,
    );
  }
  if (typeof options.relax_column_count_more === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_column_count_more === undefined ||
    options.relax_column_count_more === null
  ) {
    options.relax_column_count_more = false;
  } else {
    throw new Error(
      `Invalid Option: relax_column_count_more must be a boolean, got ${JSON.stringify(options.relax_column_count_more)}`,
    );
  }
  // Normalize option `relax_quotes`
  if (typeof options.relax_quotes === "boolean") {
    // Great, nothing to do
  } else if (
    options.relax_quotes === undefined ||
    options.relax_quotes === null
  ) {
    options.relax_quotes = false;
  } else {
    throw new Error(
      `Invalid Option: relax_quotes must be a boolean, got ${JSON.stringify(options.relax_quotes)}`,
    );
  }
  // Normalize option `skip_empty_lines`
  if (typeof options.skip_empty_lines === "boolean") {
    // Great, nothing to do
  } else if (
    options.skip_empty_lines === undefined ||
    options.skip_empty_lines === null
  ) {
    options.skip_empty_lines = false;
  } else {
    throw new Error(
      `Invalid Option: skip_empty_lines must be a boolean, got ${JSON.stringify(options.skip_empty_lines)}`,
    );
  }
  // Normalize option `skip_records_with_empty_values`
  if (typeof options.skip_records_with_empty_values === "boolean") {
    // Great, nothing to do
  } else if (
    options.skip_records_with_empty_values === undefined ||
    options.skip_records_with_empty_values === null
  ) {
    options.skip_records_with_empty_values = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_empty_values must be a boolean, got ${JSON.stringify(options.skip_records_with_empty_values)}`,
    );
  }
  // Normalize option `skip_records_with_error`
  if (typeof options.skip_records_with_error === "boolean") {
    // Great, nothing to do
  } else if (
    options.skip_records_with_error === undefined ||
    options.skip_records_with_error === null
  ) {
    options.skip_records_with_error = false;
  } else {
    throw new Error(
      `Invalid Option: skip_records_with_error must be a boolean, got ${JSON.stringify(options.skip_records_with_error)}`,
    );
  }
  // Normalize option `rtrim`
  if (
    options.rtrim === undefined ||
    options.rtrim === null ||
    options.rtrim === false
  ) {
    options.rtrim = false;
  } else if (options.rtrim !== true) {
    throw new Error(
      `Invalid Option: rtrim must be a boolean, got ${JSON.stringify(options.rtrim)}`,
    );
  }
  // Normalize option `ltrim`
  if (
    options.ltrim === undefined ||
    options.ltrim === null ||
    options.ltrim === false
  ) {
    options.ltrim = false;
  } else if (options.ltrim !== true) {
    throw new Error(
      `Invalid Option: ltrim must be a boolean, got ${JSON.stringify(options.ltrim)}`,
    );
  }
  // Normalize option `trim`
  if (
    options.trim === undefined ||
    options.trim === null ||
    options.trim === false
  ) {
    options.trim = false;
  } else if (options.trim !== true) {
    throw new Error(
      `Invalid Option: trim must be a boolean, got ${JSON.stringify(options.trim)}`,
    );
  }
  // Normalize options `trim`, `ltrim` and `rtrim`
  if (options.trim === true && opts.ltrim !== false) {
    options.ltrim = true;
  } else if (options.ltrim !== true) {
    options.ltrim = false;
  }
  if (options.trim === true && opts.rtrim !== false) {
    options.rtrim = true;
  } else if (options.rtrim !== true) {
    options.rtrim = false;
  }
  // Normalize option `to`
  if (options.to === undefined || options.to === null) {
    options.to = -1;
  } else if (options.to !== -1) {
    if (typeof options.to === "string" && /\d+/.test(options.to)) {
      options.to = parseInt(options.to);
    }
    if (Number.isInteger(options.to)) {
      if (options.to <= 0) {
        throw new Error(
          `Invalid Option: to must be a positive integer greater than 0, got ${JSON.stringify(opts.to)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to must be an integer, got ${JSON.stringify(opts.to)}`,
      );
    }
  }
  // Normalize option `to_line`
  if (options.to_line === undefined || options.to_line === null) {
    options.to_line = -1;
  } else if (options.to_line !== -1) {
    if (typeof options.to_line === "string" && /\d+/.test(options.to_line)) {
      options.to_line = parseInt(options.to_line);
    }
    if (Number.isInteger(options.to_line)) {
      if (options.to_line <= 0) {
        throw new Error(
          `Invalid Option: to_line must be a positive integer greater than 0, got ${JSON.stringify(opts.to_line)}`,
        );
      }
    } else {
      throw new Error(
        `Invalid Option: to_line must be an integer, got ${JSON.stringify(opts.to_line)}`,
      );
    }
  }
  return options;
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/utils/delimiter_discover.js



// Discussed in [issue #400](https://github.com/adaltas/node-csv/issues/400)
// See https://github.com/python/cpython/blob/ea1b1c579f600cc85d145c60862b2e6b98701b24/Lib/csv.py#L349
const delimiter_discover = function (records, options) {
  // Normalize the configuration
  if (!options) {
    ({ delimiter_auto: options } = normalize_options({ delimiter_auto: true }));
  }
  // Convert String to Buffer
  if (typeof records === "string") {
    records = Buffer.from(records);
  }
  // Convert Buffer to an array of records
  if (Buffer.isBuffer(records)) {
    records = ((data) => {
      const records = [];
      const parser = transform({ delimiter: [] });
      const push = (record) => records.push(record);
      const close = () => {};
      const error = parser.parse(data, true, push, close);
      if (error !== undefined) throw error;
      return records;
    })(records);
  }
  // Info array initialization, 127 entries, one per char code
  const info = Array(127)
    .fill()
    .map(() => ({ lines: [] }));
  // Traverse each records, count occurences per char code
  records.map(([record], line) => {
    for (let i = 0, l = record.length; i < l; i++) {
      // Count the character frequency
      const code = record.charCodeAt(i);
      if (info[code].lines[line] === undefined) info[code].lines[line] = 0;
      info[code].lines[line]++;
    }
  });
  // Traverse each char code, compute the score
  info.map((info, i) => {
    info.char_code = i;
    info.std = std(info.lines);
    info.total = info.lines.reduce((acc, val) => acc + val, 0);
    info.preferred = !!options.preferred[i];
    info.score = options.score(info, options);
  });
  // Extract the dominant character
  const result = info.reduce(
    (acc, info) => (acc.score > info.score ? acc : info),
    {},
  );
  return String.fromCharCode(result.char_code);
};

const std = function (array) {
  const n = array.length;
  if (n === 0) return 0;
  const mean = array.reduce((a, b) => a + b) / n;
  return Math.sqrt(
    array.map((x) => Math.pow(x - mean, 2)).reduce((a, b) => a + b) / n,
  );
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/api/index.js






const isRecordEmpty = function (record) {
  return record.every(
    (field) =>
      field == null || (field.toString && field.toString().trim() === ""),
  );
};

const cr = 13; // `\r`, carriage return, 0x0D in hexadécimal, 13 in decimal
const nl = 10; // `\n`, newline, 0x0A in hexadecimal, 10 in decimal

const boms = {
  // Note, the following are equals:
  // Buffer.from("\ufeff")
  // Buffer.from([239, 187, 191])
  // Buffer.from('EFBBBF', 'hex')
  utf8: Buffer.from([239, 187, 191]),
  // Note, the following are equals:
  // Buffer.from "\ufeff", 'utf16le
  // Buffer.from([255, 254])
  utf16le: Buffer.from([255, 254]),
};

const transform = function (original_options = {}) {
  const info = {
    bytes: 0,
    bytes_records: 0,
    comment_lines: 0,
    empty_lines: 0,
    invalid_field_length: 0,
    lines: 1,
    records: 0,
  };
  const options = normalize_options(original_options);
  return {
    info: info,
    original_options: original_options,
    options: options,
    state: init_state(options),
    __needMoreData: function (i, bufLen, end) {
      if (end) return false;
      const { encoding, escape, quote } = this.options;
      const { quoting, needMoreDataSize, recordDelimiterMaxLength } =
        this.state;
      const numOfCharLeft = bufLen - i - 1;
      const requiredLength = Math.max(
        needMoreDataSize,
        // Skip if the remaining buffer smaller than record delimiter
        // If "record_delimiter" is yet to be discovered:
        // 1. It is equals to `[]` and "recordDelimiterMaxLength" equals `0`
        // 2. We set the length to windows line ending in the current encoding
        // Note, that encoding is known from user or bom discovery at that point
        // recordDelimiterMaxLength,
        recordDelimiterMaxLength === 0
          ? Buffer.from("\r\n", encoding).length
          : recordDelimiterMaxLength,
        // Skip if remaining buffer can be an escaped quote
        quoting ? (escape === null ? 0 : escape.length) + quote.length : 0,
        // Skip if remaining buffer can be record delimiter following the closing quote
        quoting ? quote.length + recordDelimiterMaxLength : 0,
      );
      return numOfCharLeft < requiredLength;
    },
    // Central parser implementation
    parse: function (nextBuf, end, push, close) {
      const {
        bom,
        comment_no_infix,
        delimiter_auto,
        encoding,
        from_line,
        ltrim,
        max_record_size,
        raw,
        relax_quotes,
        rtrim,
        skip_empty_lines,
        to,
        to_line,
      } = this.options;
      let { comment, escape, quote, record_delimiter } = this.options;
      const {
        bomSkipped,
        delimiterDiscovered,
        delimiterBufPrevious,
        rawBuffer,
        escapeIsQuote,
      } = this.state;
      // Automatic delimiter discovery
      if (!delimiterDiscovered && delimiter_auto) {
        let delimiterBuf;
        if (delimiterBufPrevious === undefined) {
          delimiterBuf = nextBuf;
        } else if (
          delimiterBufPrevious !== undefined &&
          nextBuf === undefined
        ) {
          delimiterBuf = delimiterBufPrevious;
        } else {
          delimiterBuf = Buffer.concat([delimiterBufPrevious, nextBuf]);
        }
        // Ensure that nextBuf is not concatenated a second time during buffer reconciliation
        nextBuf = undefined;
        // this.delimiterBufPrevious = delimiterBuf;
        if (end || delimiterBuf.length > delimiter_auto.size) {
          this.options.delimiter = [
            Buffer.from(
              delimiter_discover(delimiterBuf, this.options.delimiter_auto),
            ),
          ];
          this.state.previousBuf = delimiterBuf;
          this.state.delimiterBufPrevious = undefined;
          this.state.delimiterDiscovered = true;
        } else {
          this.state.delimiterBufPrevious = delimiterBuf;
          return;
        }
      }
      // Previous buffers reconciliation
      const { previousBuf } = this.state;
      let buf;
      if (previousBuf === undefined) {
        if (nextBuf === undefined) {
          // Handle empty string
          close();
          return;
        } else {
          buf = nextBuf;
        }
      } else if (previousBuf !== undefined && nextBuf === undefined) {
        buf = previousBuf;
      } else {
        buf = Buffer.concat([previousBuf, nextBuf]);
      }
      // Handle UTF BOM
      if (bomSkipped === false) {
        if (bom === false) {
          this.state.bomSkipped = true;
        } else if (buf.length < 3) {
          // No enough data
          if (end === false) {
            // Wait for more data
            this.state.previousBuf = buf;
            return;
          }
        } else {
          for (const encoding in boms) {
            if (boms[encoding].compare(buf, 0, boms[encoding].length) === 0) {
              // Skip BOM
              const bomLength = boms[encoding].length;
              this.state.bufBytesStart += bomLength;
              buf = buf.slice(bomLength);
              // Renormalize original options with the new encoding
              const options = normalize_options({
                ...this.original_options,
                encoding: encoding,
              });
              // Properties are merged with the existing options instance
              for (const key in options) {
                this.options[key] = options[key];
              }
              // Options will re-evaluate the Buffer with the new encoding
              ({ comment, escape, quote } = this.options);
              break;
            }
          }
          this.state.bomSkipped = true;
        }
      }
      const bufLen = buf.length;
      let pos;
      for (pos = 0; pos < bufLen; pos++) {
        // Ensure we get enough space to look ahead
        // There should be a way to move this out of the loop
        if (this.__needMoreData(pos, bufLen, end)) {
          break;
        }
        if (this.state.wasRowDelimiter === true) {
          this.info.lines++;
          this.state.wasRowDelimiter = false;
        }
        if (to_line !== -1 && this.info.lines > to_line) {
          this.state.stop = true;
          close();
          return;
        }
        // Auto discovery of record_delimiter, unix, mac and windows supported
        if (this.state.quoting === false && record_delimiter.length === 0) {
          const record_delimiterCount = this.__autoDiscoverRecordDelimiter(
            buf,
            pos,
          );
          if (record_delimiterCount) {
            record_delimiter = this.options.record_delimiter;
          }
        }
        const chr = buf[pos];
        if (raw === true) {
          rawBuffer.append(chr);
        }
        if (
          (chr === cr || chr === nl) &&
          this.state.wasRowDelimiter === false
        ) {
          this.state.wasRowDelimiter = true;
        }
        // Previous char was a valid escape char
        // treat the current char as a regular char
        if (this.state.escaping === true) {
          this.state.escaping = false;
        } else {
          // Escape is only active inside quoted fields
          // We are quoting, the char is an escape chr and there is a chr to escape
          // if(escape !== null && this.state.quoting === true && chr === escape && pos + 1 < bufLen){
          if (
            escape !== null &&
            this.state.quoting === true &&
            this.__isEscape(buf, pos, chr) &&
            pos + escape.length < bufLen
          ) {
            if (escapeIsQuote) {
              if (this.__isQuote(buf, pos + escape.length)) {
                this.state.escaping = true;
                pos += escape.length - 1;
                continue;
              }
            } else {
              this.state.escaping = true;
              pos += escape.length - 1;
              continue;
            }
          }
          // Not currently escaping and chr is a quote
          // TODO: need to compare bytes instead of single char
          if (this.state.commenting === false && this.__isQuote(buf, pos)) {
            if (this.state.quoting === true) {
              const nextChr = buf[pos + quote.length];
              const isNextChrTrimable =
                rtrim && this.__isCharTrimable(buf, pos + quote.length);
              const isNextChrComment =
                comment !== null &&
                this.__compareBytes(comment, buf, pos + quote.length, nextChr);
              const isNextChrDelimiter = this.__isDelimiter(
                buf,
                pos + quote.length,
                nextChr,
              );
              const isNextChrRecordDelimiter =
                record_delimiter.length === 0
                  ? this.__autoDiscoverRecordDelimiter(buf, pos + quote.length)
                  : this.__isRecordDelimiter(nextChr, buf, pos + quote.length);
              // Escape a quote
              // Treat next char as a regular character
              if (
                escape !== null &&
                this.__isEscape(buf, pos, chr) &&
                this.__isQuote(buf, pos + escape.length)
              ) {
                pos += escape.length - 1;
              } else if (
                !nextChr ||
                isNextChrDelimiter ||
                isNextChrRecordDelimiter ||
                isNextChrComment ||
                isNextChrTrimable
              ) {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                pos += quote.length - 1;
                continue;
              } else if (relax_quotes === false) {
                const err = this.__error(
                  new CsvError(
                    "CSV_INVALID_CLOSING_QUOTE",
                    [
                      "Invalid Closing Quote:",
                      `got "${String.fromCharCode(nextChr)}"`,
                      `at line ${this.info.lines}`,
                      "instead of delimiter, record delimiter, trimable character",
                      "(if activated) or comment",
                    ],
                    this.options,
                    this.__infoField(),
                  ),
                );
                if (err !== undefined) return err;
              } else {
                this.state.quoting = false;
                this.state.wasQuoting = true;
                this.state.field.prepend(quote);
                pos += quote.length - 1;
              }
            } else {
              if (this.state.field.length !== 0) {
                // In relax_quotes mode, treat opening quote preceded by chrs as regular
                if (relax_quotes === false) {
                  const info = this.__infoField();
                  const bom = Object.keys(boms)
                    .map((b) =>
                      boms[b].equals(this.state.field.toString()) ? b : false,
                    )
                    .filter(Boolean)[0];
                  const err = this.__error(
                    new CsvError(
                      "INVALID_OPENING_QUOTE",
                      [
                        "Invalid Opening Quote:",
                        `a quote is found on field ${JSON.stringify(info.column)} at line ${info.lines}, value is ${JSON.stringify(this.state.field.toString(encoding))}`,
                        bom ? `(${bom} bom)` : undefined,
                      ],
                      this.options,
                      info,
                      {
                        field: this.state.field,
                      },
                    ),
                  );
                  if (err !== undefined) return err;
                }
              } else {
                this.state.quoting = true;
                pos += quote.length - 1;
                continue;
              }
            }
          }
          if (this.state.quoting === false) {
            const recordDelimiterLength = this.__isRecordDelimiter(
              chr,
              buf,
              pos,
            );
            if (recordDelimiterLength !== 0) {
              // Do not emit comments which take a full line
              const skipCommentLine =
                this.state.commenting &&
                this.state.wasQuoting === false &&
                this.state.record.length === 0 &&
                this.state.field.length === 0;
              if (skipCommentLine) {
                this.info.comment_lines++;
                // Skip full comment line
              } else {
                // Activate records emission if above from_line
                if (
                  this.state.enabled === false &&
                  this.info.lines +
                    (this.state.wasRowDelimiter === true ? 1 : 0) >=
                    from_line
                ) {
                  this.state.enabled = true;
                  this.__resetField();
                  this.__resetRecord();
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                // Skip if line is empty and skip_empty_lines activated
                if (
                  skip_empty_lines === true &&
                  this.state.wasQuoting === false &&
                  this.state.record.length === 0 &&
                  this.state.field.length === 0
                ) {
                  this.info.empty_lines++;
                  pos += recordDelimiterLength - 1;
                  continue;
                }
                this.info.bytes = this.state.bufBytesStart + pos;
                const errField = this.__onField();
                if (errField !== undefined) return errField;
                this.info.bytes =
                  this.state.bufBytesStart + pos + recordDelimiterLength;
                const errRecord = this.__onRecord(push);
                if (errRecord !== undefined) return errRecord;
                if (to !== -1 && this.info.records >= to) {
                  this.state.stop = true;
                  close();
                  return;
                }
              }
              this.state.commenting = false;
              pos += recordDelimiterLength - 1;
              continue;
            }
            if (this.state.commenting) {
              continue;
            }
            if (
              comment !== null &&
              (comment_no_infix === false ||
                (this.state.record.length === 0 &&
                  this.state.field.length === 0))
            ) {
              const commentCount = this.__compareBytes(comment, buf, pos, chr);
              if (commentCount !== 0) {
                this.state.commenting = true;
                continue;
              }
            }
            const delimiterLength = this.__isDelimiter(buf, pos, chr);
            if (delimiterLength !== 0) {
              this.info.bytes = this.state.bufBytesStart + pos;
              const errField = this.__onField();
              if (errField !== undefined) return errField;
              pos += delimiterLength - 1;
              continue;
            }
          }
        }
        if (this.state.commenting === false) {
          if (
            max_record_size !== 0 &&
            this.state.record_length + this.state.field.length > max_record_size
          ) {
            return this.__error(
              new CsvError(
                "CSV_MAX_RECORD_SIZE",
                [
                  "Max Record Size:",
                  "record exceed the maximum number of tolerated bytes",
                  `of ${max_record_size}`,
                  `at line ${this.info.lines}`,
                ],
                this.options,
                this.__infoField(),
              ),
            );
          }
        }
        const lappend =
          ltrim === false ||
          this.state.quoting === true ||
          this.state.field.length !== 0 ||
          !this.__isCharTrimable(buf, pos);
        // rtrim in non quoting is handle in __onField
        const rappend = rtrim === false || this.state.wasQuoting === false;
        if (lappend === true && rappend === true) {
          this.state.field.append(chr);
        } else if (rtrim === true && !this.__isCharTrimable(buf, pos)) {
          return this.__error(
            new CsvError(
              "CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE",
              [
                "Invalid Closing Quote:",
                "found non trimable byte after quote",
                `at line ${this.info.lines}`,
              ],
              this.options,
              this.__infoField(),
            ),
          );
        } else {
          if (lappend === false) {
            pos += this.__isCharTrimable(buf, pos) - 1;
          }
          continue;
        }
      }
      if (end === true) {
        // Ensure we are not ending in a quoting state
        if (this.state.quoting === true) {
          const err = this.__error(
            new CsvError(
              "CSV_QUOTE_NOT_CLOSED",
              [
                "Quote Not Closed:",
                `the parsing is finished with an opening quote at line ${this.info.lines}`,
              ],
              this.options,
              this.__infoField(),
            ),
          );
          if (err !== undefined) return err;
        } else {
          // Skip last line if it has no characters
          if (
            this.state.wasQuoting === true ||
            this.state.record.length !== 0 ||
            this.state.field.length !== 0
          ) {
            this.info.bytes = this.state.bufBytesStart + pos;
            const errField = this.__onField();
            if (errField !== undefined) return errField;
            const errRecord = this.__onRecord(push);
            if (errRecord !== undefined) return errRecord;
          } else if (this.state.wasRowDelimiter === true) {
            this.info.empty_lines++;
          } else if (this.state.commenting === true) {
            this.info.comment_lines++;
          }
        }
      } else {
        this.state.bufBytesStart += pos;
        this.state.previousBuf = buf.slice(pos);
      }
      if (this.state.wasRowDelimiter === true) {
        this.info.lines++;
        this.state.wasRowDelimiter = false;
      }
    },
    __onRecord: function (push) {
      const {
        columns,
        group_columns_by_name,
        encoding,
        info,
        from,
        relax_column_count,
        relax_column_count_less,
        relax_column_count_more,
        raw,
        skip_records_with_empty_values,
      } = this.options;
      const { enabled, record } = this.state;
      if (enabled === false) {
        return this.__resetRecord();
      }
      // Convert the first line into column names
      const recordLength = record.length;
      if (columns === true) {
        if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
          this.__resetRecord();
          return;
        }
        return this.__firstLineToColumns(record);
      }
      if (columns === false && this.info.records === 0) {
        this.state.expectedRecordLength = recordLength;
      }
      if (recordLength !== this.state.expectedRecordLength) {
        const err =
          columns === false
            ? new CsvError(
                "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH",
                [
                  "Invalid Record Length:",
                  `expect ${this.state.expectedRecordLength},`,
                  `got ${recordLength} on line ${this.info.lines}`,
                ],
                this.options,
                this.__infoField(),
                {
                  record: record,
                },
              )
            : new CsvError(
                "CSV_RECORD_INCONSISTENT_COLUMNS",
                [
                  "Invalid Record Length:",
                  `columns length is ${columns.length},`, // rename columns
                  `got ${recordLength} on line ${this.info.lines}`,
                ],
                this.options,
                this.__infoField(),
                {
                  record: record,
                },
              );
        if (
          relax_column_count === true ||
          (relax_column_count_less === true &&
            recordLength < this.state.expectedRecordLength) ||
          (relax_column_count_more === true &&
            recordLength > this.state.expectedRecordLength)
        ) {
          this.info.invalid_field_length++;
          this.state.error = err;
          // Error is undefined with skip_records_with_error
        } else {
          const finalErr = this.__error(err);
          if (finalErr) return finalErr;
        }
      }
      if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
        this.__resetRecord();
        return;
      }
      if (this.state.recordHasError === true) {
        this.__resetRecord();
        this.state.recordHasError = false;
        return;
      }
      this.info.records++;
      if (from === 1 || this.info.records >= from) {
        const { objname } = this.options;
        // With columns, records are object
        if (columns !== false) {
          const obj = {};
          // Transform record array to an object
          for (let i = 0, l = record.length; i < l; i++) {
            if (columns[i] === undefined || columns[i].disabled) continue;
            // Turn duplicate columns into an array
            if (
              group_columns_by_name === true &&
              Object.hasOwn(obj, columns[i].name)
            ) {
              if (Array.isArray(obj[columns[i].name])) {
                obj[columns[i].name] = obj[columns[i].name].concat(record[i]);
              } else {
                obj[columns[i].name] = [obj[columns[i].name], record[i]];
              }
            } else {
              Object.defineProperty(obj, columns[i].name, {
                value: record[i],
                enumerable: true,
                writable: true,
                configurable: true,
              });
            }
          }
          // Without objname (default)
          if (raw === true || info === true) {
            const extRecord = Object.assign(
              { record: obj },
              raw === true
                ? { raw: this.state.rawBuffer.toString(encoding) }
                : {},
              info === true ? { info: this.__infoRecord() } : {},
            );
            const err = this.__push(
              objname === undefined ? extRecord : [obj[objname], extRecord],
              push,
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === undefined ? obj : [obj[objname], obj],
              push,
            );
            if (err) {
              return err;
            }
          }
          // Without columns, records are array
        } else {
          if (raw === true || info === true) {
            const extRecord = Object.assign(
              { record: record },
              raw === true
                ? { raw: this.state.rawBuffer.toString(encoding) }
                : {},
              info === true ? { info: this.__infoRecord() } : {},
            );
            const err = this.__push(
              objname === undefined ? extRecord : [record[objname], extRecord],
              push,
            );
            if (err) {
              return err;
            }
          } else {
            const err = this.__push(
              objname === undefined ? record : [record[objname], record],
              push,
            );
            if (err) {
              return err;
            }
          }
        }
      }
      this.__resetRecord();
    },
    __firstLineToColumns: function (record) {
      const { firstLineToHeaders } = this.state;
      try {
        const headers =
          firstLineToHeaders === undefined
            ? record
            : firstLineToHeaders.call(null, record);
        if (!Array.isArray(headers)) {
          return this.__error(
            new CsvError(
              "CSV_INVALID_COLUMN_MAPPING",
              [
                "Invalid Column Mapping:",
                "expect an array from column function,",
                `got ${JSON.stringify(headers)}`,
              ],
              this.options,
              this.__infoField(),
              {
                headers: headers,
              },
            ),
          );
        }
        const normalizedHeaders = normalize_columns_array(headers);
        this.state.expectedRecordLength = normalizedHeaders.length;
        this.options.columns = normalizedHeaders;
        this.__resetRecord();
        return;
      } catch (err) {
        return err;
      }
    },
    __resetRecord: function () {
      if (this.options.raw === true) {
        this.state.rawBuffer.reset();
      }
      this.state.error = undefined;
      this.state.record = [];
      this.state.record_length = 0;
    },
    __onField: function () {
      const { cast, encoding, rtrim, max_record_size } = this.options;
      const { enabled, wasQuoting } = this.state;
      // Short circuit for the from_line options
      if (enabled === false) {
        return this.__resetField();
      }
      let field = this.state.field.toString(encoding);
      if (rtrim === true && wasQuoting === false) {
        field = field.trimRight();
      }
      if (cast === true) {
        const [err, f] = this.__cast(field);
        if (err !== undefined) return err;
        field = f;
      }
      this.state.record.push(field);
      // Increment record length if record size must not exceed a limit
      if (max_record_size !== 0 && typeof field === "string") {
        this.state.record_length += field.length;
      }
      this.__resetField();
    },
    __resetField: function () {
      this.state.field.reset();
      this.state.wasQuoting = false;
    },
    __push: function (record, push) {
      const { on_record } = this.options;
      if (on_record !== undefined) {
        const info = this.__infoRecord();
        try {
          record = on_record.call(null, record, info);
        } catch (err) {
          return err;
        }
        if (record === undefined || record === null) {
          return;
        }
      }
      this.info.bytes_records += this.info.bytes;
      push(record);
    },
    // Return a tuple with the error and the casted value
    __cast: function (field) {
      const { columns, relax_column_count } = this.options;
      const isColumns = Array.isArray(columns);
      // Dont loose time calling cast
      // because the final record is an object
      // and this field can't be associated to a key present in columns
      if (
        isColumns === true &&
        relax_column_count &&
        this.options.columns.length <= this.state.record.length
      ) {
        return [undefined, undefined];
      }
      if (this.state.castField !== null) {
        try {
          const info = this.__infoField();
          return [undefined, this.state.castField.call(null, field, info)];
        } catch (err) {
          return [err];
        }
      }
      if (this.__isFloat(field)) {
        return [undefined, parseFloat(field)];
      } else if (this.options.cast_date !== false) {
        const info = this.__infoField();
        return [undefined, this.options.cast_date.call(null, field, info)];
      }
      return [undefined, field];
    },
    __compareBytes: function (sourceBuf, targetBuf, targetPos, firstByte) {
      if (sourceBuf[0] !== firstByte) return 0;
      const sourceLength = sourceBuf.length;
      for (let i = 1; i < sourceLength; i++) {
        if (sourceBuf[i] !== targetBuf[targetPos + i]) return 0;
      }
      return sourceLength;
    },
    // Helper to test if a character is trimable
    __isCharTrimable: function (buf, pos) {
      const { timchars, timcharFirstBytes } = this.state;
      // Fast bail-out: non-whitespace bytes (the common case) are rejected
      // without scanning the full timchar list.
      const first = buf[pos];
      if (first === undefined || timcharFirstBytes[first] === 0) return 0;
      loop1: for (let i = 0; i < timchars.length; i++) {
        const timchar = timchars[i];
        for (let j = 0; j < timchar.length; j++) {
          if (timchar[j] !== buf[pos + j]) continue loop1;
        }
        return timchar.length;
      }
      return 0;
    },
    __isDelimiter: function (buf, pos, chr) {
      const { delimiter, ignore_last_delimiters } = this.options;
      if (
        ignore_last_delimiters === true &&
        this.state.record.length === this.options.columns.length - 1
      ) {
        return 0;
      } else if (
        ignore_last_delimiters !== false &&
        typeof ignore_last_delimiters === "number" &&
        this.state.record.length === ignore_last_delimiters - 1
      ) {
        return 0;
      }
      loop1: for (let i = 0; i < delimiter.length; i++) {
        const del = delimiter[i];
        if (del[0] === chr) {
          for (let j = 1; j < del.length; j++) {
            if (del[j] !== buf[pos + j]) continue loop1;
          }
          return del.length;
        }
      }
      return 0;
    },
    __isEscape: function (buf, pos, chr) {
      const { escape } = this.options;
      if (escape === null) return false;
      const l = escape.length;
      if (escape[0] === chr) {
        for (let i = 0; i < l; i++) {
          if (escape[i] !== buf[pos + i]) {
            return false;
          }
        }
        return true;
      }
      return false;
    },
    __isFloat: function (value) {
      return value - parseFloat(value) + 1 >= 0; // Borrowed from jquery
    },
    // Keep it in case we implement the `cast_int` option
    // __isInt(value){
    //   // return Number.isInteger(parseInt(value))
    //   // return !isNaN( parseInt( obj ) );
    //   return /^(\-|\+)?[1-9][0-9]*$/.test(value)
    // }
    __isQuote: function (buf, pos) {
      const { quote } = this.options;
      if (quote === null) return false;
      const l = quote.length;
      for (let i = 0; i < l; i++) {
        if (quote[i] !== buf[pos + i]) {
          return false;
        }
      }
      return true;
    },
    __isRecordDelimiter: function (chr, buf, pos) {
      const { record_delimiter } = this.options;
      const recordDelimiterLength = record_delimiter.length;
      loop1: for (let i = 0; i < recordDelimiterLength; i++) {
        const rd = record_delimiter[i];
        const rdLength = rd.length;
        if (rd[0] !== chr) {
          continue;
        }
        for (let j = 1; j < rdLength; j++) {
          if (rd[j] !== buf[pos + j]) {
            continue loop1;
          }
        }
        return rd.length;
      }
      return 0;
    },
    __autoDiscoverRecordDelimiter: function (buf, pos) {
      const { encoding } = this.options;
      // Note, we don't need to cache this information in state,
      // It is only called on the first line until we find out a suitable
      // record delimiter.
      const rds = [
        // Important, the windows line ending must be before mac os 9
        Buffer.from("\r\n", encoding),
        Buffer.from("\n", encoding),
        Buffer.from("\r", encoding),
      ];
      loop: for (let i = 0; i < rds.length; i++) {
        const l = rds[i].length;
        for (let j = 0; j < l; j++) {
          if (rds[i][j] !== buf[pos + j]) {
            continue loop;
          }
        }
        this.options.record_delimiter.push(rds[i]);
        this.state.recordDelimiterMaxLength = rds[i].length;
        return rds[i].length;
      }
      return 0;
    },
    __error: function (msg) {
      const { encoding, raw, skip_records_with_error } = this.options;
      const err = typeof msg === "string" ? new Error(msg) : msg;
      if (skip_records_with_error) {
        this.state.recordHasError = true;
        if (this.options.on_skip !== undefined) {
          try {
            this.options.on_skip(
              err,
              raw ? this.state.rawBuffer.toString(encoding) : undefined,
            );
          } catch (err) {
            return err;
          }
        }
        // this.emit('skip', err, raw ? this.state.rawBuffer.toString(encoding) : undefined);
        return undefined;
      } else {
        return err;
      }
    },
    __infoDataSet: function () {
      return {
        ...this.info,
        columns: this.options.columns,
      };
    },
    __infoRecord: function () {
      const { columns, raw, encoding } = this.options;
      return {
        ...this.__infoDataSet(),
        bytes_records: this.info.bytes,
        error: this.state.error,
        header: columns === true,
        index: this.state.record.length,
        raw: raw ? this.state.rawBuffer.toString(encoding) : undefined,
      };
    },
    __infoField: function () {
      const { columns } = this.options;
      const isColumns = Array.isArray(columns);
      // Bytes records are only incremented when all records'fields are parsed
      const bytes_records = this.info.bytes_records;
      return {
        ...this.__infoRecord(),
        bytes_records: bytes_records,
        column:
          isColumns === true
            ? columns.length > this.state.record.length
              ? columns[this.state.record.length].name
              : null
            : this.state.record.length,
        quoting: this.state.wasQuoting,
      };
    },
  };
};



;// CONCATENATED MODULE: ./node_modules/csv-parse/lib/sync.js



const parse = function (data, opts = {}) {
  if (typeof data === "string") {
    data = Buffer.from(data);
  }
  const records = opts && opts.objname ? Object.create(null) : [];
  const parser = transform(opts);
  const push = (record) => {
    if (parser.options.objname === undefined) records.push(record);
    else {
      records[record[0]] = record[1];
    }
  };
  const close = () => {};
  const error = parser.parse(data, true, push, close);
  if (error !== undefined) throw error;
  return records;
};



// EXTERNAL MODULE: ./.build/lib/errors.js
var errors = __nccwpck_require__(5119);
;// CONCATENATED MODULE: ./.build/lib/input-values.js
// What the text of an input means. Lists are read as docker/build-push-action reads them.


/** The values YAML 1.2 calls booleans, as `@actions/core` takes them. */
function parseBoolean(name, text) {
    if (['true', 'True', 'TRUE'].includes(text))
        return true;
    if (['false', 'False', 'FALSE'].includes(text))
        return false;
    throw new errors/* ConfigurationError */.j1(`${name}: "${text}" is neither true nor false.`);
}
function parseChoice(name, text, choices) {
    const choice = choices.find((candidate) => candidate === text);
    if (choice !== undefined)
        return choice;
    throw new errors/* ConfigurationError */.j1(`${name}: "${text}" is not one of ${choices.join(', ')}.`);
}
/** A whole number from 0 to 100: more is a slip. */
function parseCount(name, text) {
    if (/^\d{1,2}$|^100$/.test(text))
        return Number(text);
    throw new errors/* ConfigurationError */.j1(`${name}: "${text}" is not a number from 0 to 100.`);
}
const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** `90s`, `1m30s`, `500ms`, as Go writes them; a bare number is seconds. */
function parseDuration(name, text) {
    if (/^\d+(\.\d+)?$/.test(text))
        return Number(text) * 1000;
    if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) {
        throw new errors/* ConfigurationError */.j1(`${name}: "${text}" is not a duration. Write 30s, 2m or 1m30s.`);
    }
    return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce((sum, [, count, unit = '']) => sum + Number(count) * (unitMs[unit] ?? 0), 0);
}
/** One entry a line; a comma separates entries too, even in quotes when they hold the whole line. */
function parseList(text) {
    return csvRecords(text)
        .flatMap((fields) => (fields.length === 1 ? (fields[0] ?? '').split(',') : fields))
        .map((entry) => entry.trim())
        .filter(Boolean);
}
/** One entry a line; a comma belongs to the entry. */
function parseLines(text, { quotes = true, trim = true } = {}) {
    return csvRecords(text, quotes)
        .map((fields) => fields.join(','))
        .filter((entry) => entry.trim() !== '')
        .map((entry) => (trim ? entry.trim() : entry));
}
function csvRecords(text, quotes = true) {
    if (text === '')
        return [];
    return parse(text, {
        quote: quotes ? '"' : false,
        relaxColumnCount: true,
        relaxQuotes: true,
        skipEmptyLines: true,
    });
}
/** The fields of one line of CSV; of a line that isn't CSV, itself. */
function parseFields(line) {
    try {
        return csvRecords(line)[0] ?? [];
    }
    catch {
        return [line];
    }
}


/***/ }),

/***/ 2060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  K: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: ./.build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __nccwpck_require__(1967);
// EXTERNAL MODULE: ./.build/lib/input-values.js + 10 modules
var input_values = __nccwpck_require__(1922);
// EXTERNAL MODULE: ./.build/lib/buildx/create-args.js
var create_args = __nccwpck_require__(5061);
;// CONCATENATED MODULE: ./.build/lib/buildx/attests.js


/** The values of `--attest` that are asked for. `provenance` and `sbom` win over `attests`. */
function attestations({ attests, provenance, sbom }, run) {
    const given = { provenance: provenance !== '', sbom: sbom !== '' };
    return [
        ...(given.provenance ? [`type=provenance,${provenanceAttributes(provenance, run)}`] : []),
        ...(given.sbom ? [`type=sbom,${attributes(sbom)}`] : []),
        ...attests.flatMap((attest) => {
            const type = typeOf(attest);
            if (type === 'provenance')
                return given.provenance ? [] : [withBuilder(attest, run)];
            if (type === 'sbom')
                return given.sbom ? [] : [attest];
            return [attributes(attest)];
        }),
    ];
}
/**
 * A build without a word about provenance gets one, in which a private repository's sources and
 * arguments aren't named; but not an image for Docker's own store, which may have no place for it.
 */
function defaultAttestations(inputs, run) {
    const isGiven = inputs.provenance !== '' || inputs.attests.some((attest) => typeOf(attest) === 'provenance');
    if (isGiven || run.noDefaultAttestations || isForDocker(inputs))
        return [];
    const byDefault = run.isPrivate ? 'mode=min,inline-only=true' : 'mode=max';
    return [`type=provenance,${withBuilder(byDefault, run)}`];
}
function provenanceAttributes(provenance, run) {
    if (['false', 'False', 'FALSE'].includes(provenance))
        return 'disabled=true';
    if (!['true', 'True', 'TRUE'].includes(provenance)) {
        return attributes(withBuilder(provenance, run));
    }
    return run.url === '' ? 'disabled=false' : `builder-id=${run.url}`;
}
/** The run that built it, unless another builder is named. */
function withBuilder(text, { url }) {
    if (url === '' || pairs(text).some(([name]) => name === 'builder-id'))
        return text;
    return `${text},builder-id=${url}`;
}
/** buildx wants `disabled=…` where people write a plain boolean. */
function attributes(text) {
    return fields(text)
        .map((field) => {
        if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(field))
            return 'disabled=false';
        if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(field))
            return 'disabled=true';
        return (0,create_args/* csvField */.X)(field);
    })
        .join(',');
}
function isForDocker({ load, outputs }) {
    return load || outputs.some((output) => typeOf(output) === 'docker');
}
function typeOf(text) {
    return pairs(text).find(([name]) => name === 'type')?.[1];
}
function pairs(text) {
    return fields(text).map((field) => {
        const [name = '', ...value] = field.split('=');
        return [name.trim(), value.join('=').trim()];
    });
}
function fields(text) {
    return (0,input_values/* csvRecords */.Xc)(text)
        .flat()
        .map((field) => field.trim());
}

// EXTERNAL MODULE: ./.build/lib/buildx/secrets.js
var buildx_secrets = __nccwpck_require__(1322);
// EXTERNAL MODULE: ./.build/lib/errors.js
var errors = __nccwpck_require__(5119);
;// CONCATENATED MODULE: ./.build/lib/build-inputs.js



/**
 * Reads the inputs that docker/build-push-action has too, as it reads them.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readBuildInputs({ text, list, lines, boolean }, run, warn) {
    const load = boolean('load', false);
    const outputs = lines('outputs', { quotes: false });
    const tags = list('tags');
    const call = text('call');
    const isBuild = call === '' || call === 'build';
    // Who names another place for the result did not mean the registry, unless they say so.
    const push = boolean('push', isBuild && !load && outputs.length === 0);
    if (push && tags.length === 0 && outputs.length === 0) {
        throw new errors/* ConfigurationError */.j1('tags is empty but push is true. Give tags, or set push: false.');
    }
    const context = insertDefault('context', text('context'), run) || defaultContext('context', run);
    const secrets = (0,buildx_secrets/* readSecrets */.ql)({
        secrets: lines('secrets', { trim: false }),
        secretEnvs: list('secret-envs'),
        secretFiles: lines('secret-files'),
    }, warn);
    // The token is for this repository's server: no other context gets to see it.
    const isOwn = run.defaultContext !== '' && context.startsWith(run.defaultContext);
    const token = isOwn ? text('github-token') : '';
    const attests = {
        attests: lines('attests'),
        provenance: text('provenance'),
        sbom: text('sbom'),
        load,
        outputs,
    };
    return {
        addHosts: list('add-hosts'),
        allow: list('allow'),
        annotations: lines('annotations'),
        attests: attestations(attests, run),
        defaultAttests: defaultAttestations(attests, run),
        buildArgs: lines('build-args'),
        buildContexts: lines('build-contexts').map((entry) => insertDefault('build-contexts', entry, run)),
        cacheFrom: lines('cache-from'),
        cacheTo: lines('cache-to'),
        call,
        cgroupParent: text('cgroup-parent'),
        context,
        file: text('file'),
        labels: lines('labels'),
        load,
        network: text('network'),
        noCache: boolean('no-cache', false),
        noCacheFilters: list('no-cache-filters'),
        outputs,
        platforms: list('platforms'),
        pull: boolean('pull', false),
        push,
        secrets: [...secrets, ...(0,buildx_secrets/* gitSecret */.tv)(token, run.server, secrets)],
        shmSize: text('shm-size'),
        ssh: list('ssh'),
        tags,
        target: text('target'),
        ulimit: lines('ulimit'),
    };
}
/** What is written as `{{defaultContext}}`, such as in `{{defaultContext}}:app`. */
function insertDefault(name, text, run) {
    return text.replaceAll(/\{\{\{?\s*defaultContext\s*\}?\}\}/g, () => defaultContext(name, run));
}
function defaultContext(name, run) {
    if (run.defaultContext !== '')
        return run.defaultContext;
    throw new errors/* ConfigurationError */.j1(`${name}: the repository at this commit would be built, but GITHUB_REPOSITORY and GITHUB_SHA are empty. Give a folder, such as ".".`);
}

// EXTERNAL MODULE: ./.build/lib/buildx/install/urls.js
var urls = __nccwpck_require__(9017);
// EXTERNAL MODULE: ./.build/lib/buildx/install/version.js
var version = __nccwpck_require__(2819);
// EXTERNAL MODULE: ./.build/lib/connect/credentials.js
var connect_credentials = __nccwpck_require__(7817);
// EXTERNAL MODULE: ./.build/lib/connect/endpoint.js
var connect_endpoint = __nccwpck_require__(778);
// EXTERNAL MODULE: ./.build/lib/connect/pem.js
var connect_pem = __nccwpck_require__(2073);
// EXTERNAL MODULE: ./.build/lib/connect/ssh/known-hosts.js
var known_hosts = __nccwpck_require__(3311);
// EXTERNAL MODULE: ./.build/lib/connect/ssh/wire.js
var wire = __nccwpck_require__(565);
;// CONCATENATED MODULE: ./.build/lib/connect/ssh/ssh-key.js



/**
 * Reads a private key in any form that a secret comes in, before any network use.
 *
 * @throws ConfigurationError
 */
function readSshKey(value) {
    const blocks = (0,connect_pem/* readPem */.J)(value);
    const block = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
    if (block === undefined)
        throw notPrivate(value, blocks);
    if (block.label === 'OPENSSH PRIVATE KEY')
        return readOpenssh(block);
    const isProtected = block.label.startsWith('ENCRYPTED') || block.text.includes('Proc-Type: 4,ENCRYPTED');
    return { text: block.text, isProtected };
}
/** The form is described in `PROTOCOL.key` of openssh-portable. */
function readOpenssh({ text }) {
    const magic = 'openssh-key-v1\0';
    const bytes = Buffer.from(text.replaceAll(/-----.*-----|\s/g, ''), 'base64');
    try {
        if (bytes.subarray(0, magic.length).toString() !== magic)
            throw new Error('no magic');
        const reader = (0,wire/* createReader */.W)(bytes.subarray(magic.length));
        const cipher = String(reader.string());
        reader.string();
        reader.string();
        if (reader.number() !== 1)
            throw new Error('several keys');
        const publicKey = reader.string();
        // What is secret comes last: a key that was cut off lacks it.
        reader.string();
        return { text, isProtected: cipher !== 'none', publicKey };
    }
    catch (cause) {
        throw new errors/* ConfigurationError */.j1("ssh-key begins like a key but can't be read: it was cut off or changed on the way. Store it again, best as base64.", 'credentials-malformed', { cause });
    }
}
function notPrivate(value, blocks) {
    return new errors/* ConfigurationError */.j1(`ssh-key ${whatItIs(value, blocks)} It must be the private key, in OpenSSH's form or PEM (-----BEGIN … PRIVATE KEY-----).`, 'credentials-malformed');
}
function whatItIs(value, [block]) {
    if (block !== undefined)
        return `holds a "${block.label}".`;
    if (/^(?:ssh|ecdsa|sk)-[\w@.-]+ AAAA/.test(value.trim()))
        return 'is a public key.';
    if (value.startsWith('PuTTY-User-Key-File')) {
        return "is in PuTTY's form; PuTTYgen exports it in OpenSSH's.";
    }
    return 'is neither a key, nor base64 of one, nor the path of a file that holds one.';
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./.build/lib/dockerfile-path.js

/**
 * The Dockerfile's path in the repository, which annotations need.
 *
 * @returns undefined when it is somewhere else
 */
function dockerfilePath({ context, file, defaultContext, workspace, }) {
    if (file === '-' || isRemote(file))
        return undefined;
    if (isRemote(context)) {
        if (defaultContext === '' || !context.startsWith(defaultContext))
            return undefined;
        const folder = context.slice(defaultContext.length).replace(/^:/, '');
        return external_node_path_.posix.join(folder, file || 'Dockerfile').replace(/^\/+/, '');
    }
    // As buildx: a path of its own, not one below the context.
    const path = (0,external_node_path_.relative)(workspace, (0,external_node_path_.resolve)(workspace, file || (0,external_node_path_.join)(context, 'Dockerfile')));
    return path.startsWith('..') || (0,external_node_path_.isAbsolute)(path) ? undefined : path.replaceAll(external_node_path_.sep, '/');
}
function isRemote(text) {
    return text === '-' || /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(text);
}

;// CONCATENATED MODULE: ./.build/lib/input-names.js

/** Each input of action.yml. */
const inputNames = [
    'add-hosts',
    'allow',
    'allow-untrusted',
    'annotations',
    'attests',
    'build-args',
    'build-contexts',
    'builder',
    'builder-image',
    'buildkitd-config',
    'buildkitd-config-inline',
    'buildkitd-flags',
    'buildx-download-url',
    'buildx-version',
    'ca',
    'cache-binary',
    'cache-export',
    'cache-from',
    'cache-mode',
    'cache-mounts',
    'cache-ref',
    'cache-to',
    'call',
    'cert',
    'cgroup-parent',
    'compare',
    'connect-timeout',
    'context',
    'driver',
    'driver-opts',
    'endpoint',
    'fallback',
    'file',
    'github-token',
    'key',
    'labels',
    'load',
    'network',
    'no-cache',
    'no-cache-filters',
    'outputs',
    'platforms',
    'provenance',
    'pull',
    'push',
    'retries',
    'sbom',
    'secret-envs',
    'secret-files',
    'secrets',
    'server-name',
    'shm-size',
    'ssh',
    'ssh-key',
    'ssh-known-hosts',
    'summary',
    'summary-build-args',
    'tags',
    'target',
    'ulimit',
];
/** What other actions and tools call an input of ours that means the same. */
const aliases = {
    'add-host': 'add-hosts',
    address: 'endpoint',
    annotation: 'annotations',
    attest: 'attests',
    'base-dir': 'context',
    'build-arg': 'build-args',
    'build-context': 'build-contexts',
    'build-target': 'target',
    buildargs: 'build-args',
    'buildkit-host': 'endpoint',
    'buildkit-image': 'builder-image',
    'buildkitd-address': 'endpoint',
    'ca-cert': 'ca',
    cacert: 'ca',
    'cache-image': 'cache-ref',
    'cache-repo': 'cache-ref',
    'cache-repository': 'cache-ref',
    'client-cert': 'cert',
    'client-key': 'key',
    config: 'buildkitd-config',
    'config-inline': 'buildkitd-config-inline',
    containerfile: 'file',
    'docker-file': 'file',
    dockerfile: 'file',
    'dockerfile-path': 'file',
    'driver-opt': 'driver-opts',
    entitlements: 'allow',
    'image-tags': 'tags',
    label: 'labels',
    nocache: 'no-cache',
    'no-cache-filter': 'no-cache-filters',
    output: 'outputs',
    path: 'context',
    platform: 'platforms',
    secret: 'secrets',
    'secret-env': 'secret-envs',
    'secret-file': 'secret-files',
    servername: 'server-name',
    stage: 'target',
    tag: 'tags',
    'tls-ca': 'ca',
    'tls-cert': 'cert',
    'tls-key': 'key',
    token: 'github-token',
    ulimits: 'ulimit',
    version: 'buildx-version',
};
/**
 * Looks for inputs that aren't ours. Not within a composite action, where the outer action's inputs
 * may be in the environment and can't be told from ours: there, and only there, the runner sets
 * `GITHUB_ACTION_PATH` (CompositeActionHandler of actions/runner). It warns of unexpected inputs, too.
 *
 * @returns a warning for each that nobody knows
 * @throws ConfigurationError for one that is known under another name
 */
function checkNames(env) {
    if (env.GITHUB_ACTION_PATH)
        return [];
    const unknown = Object.entries(env)
        .filter(([variable, value]) => variable.startsWith('INPUT_') && value?.trim())
        .map(([variable]) => variable.slice('INPUT_'.length).toLowerCase())
        .filter((name) => !inputNames.includes(name));
    for (const name of unknown) {
        const spelled = name.replaceAll('_', '-');
        const ours = inputNames.includes(spelled) ? spelled : aliases[spelled];
        if (ours === undefined)
            continue;
        throw new errors/* ConfigurationError */.j1(`${name} is called ${ours} here. Write ${ours} instead.`);
    }
    return unknown.map((name) => {
        const [nearest] = inputNames.toSorted((a, b) => distance(name, a) - distance(name, b));
        return `${name} is not an input of this action and does nothing. Did you mean ${nearest}?`;
    });
}
/** How many characters must be put in, taken out or replaced to make one of the other. */
function distance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (const [index, letter] of [...a].entries()) {
        const next = [index + 1];
        for (const [column, other] of [...b].entries()) {
            const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
            next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
        }
        row = next;
    }
    return row[b.length] ?? 0;
}

;// CONCATENATED MODULE: ./.build/lib/input-reader.js


function createInputReader(raw) {
    const text = (name) => raw(name).trim();
    return {
        text,
        list: (name) => named(name, () => (0,input_values/* parseList */.E1)(text(name))),
        lines: (name, options = {}) => named(name, () => (0,input_values/* parseLines */.Li)(options.trim === false ? raw(name) : text(name), options)),
        boolean(name, otherwise) {
            const value = text(name);
            return value === '' ? otherwise : (0,input_values/* parseBoolean */.yG)(name, value);
        },
        choice: (name, choices) => (0,input_values/* parseChoice */.HU)(name, text(name) || choices[0], choices),
        optional(name, parse) {
            const value = text(name);
            return value === '' ? undefined : parse(value);
        },
    };
}
/** Such as a quote that isn't closed. */
function named(name, parse) {
    try {
        return parse();
    }
    catch (error) {
        throw new errors/* ConfigurationError */.j1(`${name}: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}

;// CONCATENATED MODULE: ./.build/lib/event.js

/** Reads the event file that the runner gives to each step. */
function readPayload(path) {
    if (!path)
        return {};
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8')) ?? {};
    }
    catch {
        // Not every runner writes one.
        return {};
    }
}

;// CONCATENATED MODULE: ./.build/lib/origin.js

/** Reads the variables and the event file that the runner gives to each step. */
function readOrigin(env) {
    const payload = readPayload(env.GITHUB_EVENT_PATH);
    const { pull_request: pullRequest, repository } = payload;
    const name = env.GITHUB_REF_NAME ?? '';
    const outsider = findOutsider(payload, env);
    const common = {
        ...(repository?.default_branch && { defaultBranch: repository.default_branch }),
        ...(outsider && { outsider }),
    };
    if (pullRequest === undefined) {
        return { kind: env.GITHUB_REF_TYPE === 'tag' ? 'tag' : 'branch', name, ...common };
    }
    const number = pullRequest.number ?? payload.number ?? name.split('/')[0];
    const base = pullRequest.base?.ref || env.GITHUB_BASE_REF;
    return { kind: 'pull-request', name: String(number), ...common, ...(base && { base }) };
}
/**
 * A fork's code, and an update that a bot proposes, run before anyone has read them. Under
 * `pull_request` they get no secrets; under `pull_request_target` a fork would get them all.
 */
function findOutsider({ pull_request }, env) {
    const { head, base } = pull_request ?? {};
    // The fork may be deleted already: then its repository is null.
    if (head !== undefined && head.repo?.full_name !== base?.repo?.full_name)
        return 'fork';
    return env.GITHUB_ACTOR === 'dependabot[bot]' ? 'dependabot' : undefined;
}

// EXTERNAL MODULE: ./.build/lib/plan.js + 2 modules
var plan = __nccwpck_require__(8377);
;// CONCATENATED MODULE: ./.build/lib/workflow-run.js

function readWorkflowRun(env) {
    const server = env.GITHUB_SERVER_URL || 'https://github.com';
    const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt } = env;
    const commit = commitOf(env);
    return {
        server,
        url: repository && id
            ? `${server}/${repository}/actions/runs/${id}/attempts/${attempt || '1'}`
            : '',
        defaultContext: repository && commit ? `${server}/${repository}.git#${commit}` : '',
        isPrivate: readPayload(env.GITHUB_EVENT_PATH).repository?.private ?? false,
        noDefaultAttestations: isTrue(env.BUILDX_NO_DEFAULT_ATTESTATIONS),
        annotateChecks: isTrue(env.DOCKER_BUILD_CHECKS_ANNOTATIONS || 'true'),
    };
}
/** A commit rather than a branch, which may have moved on since the run began. */
function commitOf(env) {
    const { GITHUB_REF: ref = '', GITHUB_SHA: sha } = env;
    const wantsHead = isTrue(env.DOCKER_DEFAULT_GIT_CONTEXT_PR_HEAD_REF);
    if (!ref.startsWith('refs/pull/') || (!wantsHead && !ref.endsWith('/head')))
        return sha || ref;
    const head = readPayload(env.GITHUB_EVENT_PATH).pull_request?.head?.sha;
    return head ?? ref.replace(/\/merge$/, '/head');
}
/** As Go reads a boolean, which is how buildx reads its own variables. */
function isTrue(text) {
    return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text ?? '');
}

;// CONCATENATED MODULE: ./.build/lib/inputs.js


















const reader = createInputReader((name) => (0,core/* getInput */.V4)(name, { trimWhitespace: false }));
const { text: inputs_text, lines, boolean: inputs_boolean, choice, optional } = reader;
/**
 * Reads, masks and checks all inputs. An empty input is the same as an absent one.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
function readInputs() {
    const credentials = (0,connect_credentials/* readCredentials */.L1)(credentialTexts());
    const origin = readOrigin(process.env);
    const allowUntrusted = inputs_boolean('allow-untrusted', false);
    const builder = optional('builder', (name) => name);
    if (builder !== undefined)
        refuseBesideBuilder();
    const driver = choice('driver', ['auto', 'remote', 'docker-container', 'docker']);
    const given = optional('endpoint', connect_endpoint/* parseEndpoint */.Bk);
    const endpoint = given ?? hostEndpoint(driver, builder);
    // In that variable an address is BuildKit's, whatever way leads there.
    const isBuildkit = given === undefined && endpoint?.kind === 'ssh';
    if (endpoint?.kind === 'tcp' && driver.startsWith('docker')) {
        throw new errors/* ConfigurationError */.j1(`driver: ${driver} is for a Docker daemon, which is reached at ssh:// or unix://, but endpoint is ${endpoint.url}. Leave one of them out.`);
    }
    const ssh = readSshInputs();
    const warnings = checkNames(process.env);
    const run = readWorkflowRun(process.env);
    const build = readBuildInputs(reader, run, (message) => warnings.push(message));
    for (const secret of build.secrets)
        if ('value' in secret)
            (0,core/* setSecret */.Pq)(secret.value);
    return {
        connect: {
            builder,
            endpoint,
            driver: driver === 'auto' && isBuildkit ? 'remote' : driver,
            credentials,
            ssh,
            serverName: optional('server-name', (name) => name),
            connectTimeoutMs: (0,input_values/* parseDuration */.E9)('connect-timeout', inputs_text('connect-timeout') || '60s'),
            fallback: choice('fallback', ['auto', 'never', 'always']),
            keepOut: allowUntrusted
                ? undefined
                : keepOut(origin, credentials !== undefined || ssh.key !== undefined),
            container: readContainerInputs(),
            buildx: {
                version: optional('buildx-version', version/* parseBuildxVersion */.Ou),
                downloadUrl: (0,urls/* parseDownloadUrl */.nh)(inputs_text('buildx-download-url')),
                cacheBinary: inputs_boolean('cache-binary', true),
            },
        },
        build,
        cache: {
            reference: inputs_text('cache-ref'),
            mode: choice('cache-mode', ['max', 'min']),
            export: choice('cache-export', ['auto', 'always', 'never']),
        },
        origin,
        allowUntrusted,
        summary: inputs_boolean('summary', true),
        cacheMounts: inputs_boolean('cache-mounts', false),
        summaryBuildArgs: inputs_boolean('summary-build-args', false),
        compare: inputs_boolean('compare', false),
        retries: (0,input_values/* parseCount */.zq)('retries', inputs_text('retries') || '2'),
        warnings,
        dockerfile: dockerfilePath({
            ...build,
            defaultContext: run.defaultContext,
            workspace: process.env.GITHUB_WORKSPACE || process.cwd(),
        }),
        annotateChecks: run.annotateChecks,
    };
}
/**
 * Everyone with a certificate shares the daemon's cache, so a stranger's code doesn't get there, even
 * if it is given the secrets. Dependabot's gets there if somebody gave it a certificate on purpose.
 */
function keepOut({ outsider }, hasCredentials) {
    if (outsider === undefined || (outsider === 'dependabot' && hasCredentials))
        return undefined;
    return `${plan/* whose */.v[outsider]}, so the persistent daemon, whose cache other builds trust, is not used.`;
}
/** Only where the inputs leave it open where to build. */
function hostEndpoint(driver, builder) {
    const host = process.env.BUILDKIT_HOST;
    if (!host || driver.startsWith('docker') || builder !== undefined)
        return undefined;
    return (0,connect_endpoint/* parseEndpoint */.Bk)(host, 'BUILDKIT_HOST');
}
function refuseBesideBuilder() {
    const others = [
        ...['endpoint', 'driver', 'ca', 'cert', 'key', 'server-name', 'ssh-key'],
        ...[
            'ssh-known-hosts',
            'builder-image',
            'driver-opts',
            'buildkitd-flags',
            'buildkitd-config',
            'buildkitd-config-inline',
        ],
    ];
    const given = others.find((name) => inputs_text(name) !== '' && inputs_text(name) !== 'auto');
    const other = given ?? (inputs_text('fallback') === 'always' ? 'fallback: always' : undefined);
    if (other === undefined)
        return;
    throw new errors/* ConfigurationError */.j1(`builder names an existing builder, which is used as it is, but ${other} is given. Leave one of them out.`);
}
function readContainerInputs() {
    return {
        image: inputs_text('builder-image'),
        driverOpts: lines('driver-opts', { quotes: false }),
        buildkitdFlags: inputs_text('buildkitd-flags'),
        buildkitdConfig: inputs_text('buildkitd-config'),
        buildkitdConfigInline: inputs_text('buildkitd-config-inline'),
    };
}
/** Where docker/setup-buildx-action finds them. */
const certificateVariables = {
    ca: 'BUILDER_NODE_0_AUTH_TLS_CACERT',
    cert: 'BUILDER_NODE_0_AUTH_TLS_CERT',
    key: 'BUILDER_NODE_0_AUTH_TLS_KEY',
};
/** Masked here, before anything else can print them: first the text as given, then what it stands for. */
function credentialTexts() {
    const texts = {};
    const names = ['ca', 'cert', 'key'];
    // All or none of the variables: parts of two sets would not fit together.
    const isGiven = names.some((name) => inputs_text(name) !== '') || inputs_text('builder') !== '';
    for (const name of names) {
        const value = isGiven ? inputs_text(name) : (process.env[certificateVariables[name]] ?? '').trim();
        if (value === '')
            continue;
        const pem = (0,connect_pem/* readPem */.J)(value).length > 0 ? value : (contentOf(value) ?? value);
        const normal = (0,connect_pem/* readPem */.J)(pem)
            .map((block) => block.text)
            .join('');
        // A path is no secret, and masking it would blank it in every message that names it.
        const given = pem === value ? value : '';
        for (const form of (0,connect_pem/* secretForms */.e)(given, normal))
            (0,core/* setSecret */.Pq)(form);
        texts[name] = pem;
    }
    return texts;
}
/** Masked before anything else can print it, as the client's key is. */
function readSshInputs() {
    const value = inputs_text('ssh-key');
    const knownHosts = optional('ssh-known-hosts', known_hosts/* readKnownHosts */.D);
    if (value === '')
        return { ...(knownHosts && { knownHosts }) };
    const content = (0,connect_pem/* readPem */.J)(value).length > 0 ? value : (contentOf(value) ?? value);
    const normal = (0,connect_pem/* readPem */.J)(content)
        .map((block) => block.text)
        .join('');
    for (const form of (0,connect_pem/* secretForms */.e)(content === value ? value : '', normal))
        (0,core/* setSecret */.Pq)(form);
    return { key: readSshKey(content), ...(knownHosts && { knownHosts }) };
}
function contentOf(path) {
    if (path.includes('\n'))
        return undefined;
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 5024:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __nccwpck_require__(6466);
// EXTERNAL MODULE: ./.build/lib/buildx/process.js
var buildx_process = __nccwpck_require__(3866);
;// CONCATENATED MODULE: ./.build/lib/buildx/rawjson.js
/**
 * Decodes what buildx writes to stderr with `--progress=rawjson`: one SolveStatus a line, and between
 * them plain text such as warnings, the Dockerfile excerpt of a failed build and `ERROR: …`.
 *
 * Chunks may end anywhere. Bytes are kept only until their line is whole, so memory follows the
 * longest line and time follows the length of the stream. Whatever isn't an event goes to `text`;
 * nothing is dropped and no input throws.
 */
function createRawJsonDecoder(listener) {
    const rest = createByteBuffer();
    return {
        write(chunk) {
            const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
            let start = 0;
            for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
                const line = bytes.subarray(start, end);
                start = end + 1;
                decodeLine(rest.isEmpty() ? line : rest.takeWith(line), listener);
            }
            rest.append(bytes.subarray(start));
        },
        end() {
            if (!rest.isEmpty())
                decodeLine(rest.takeWith(Buffer.alloc(0)), listener);
        },
    };
}
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const openingBrace = 0x7b;
function decodeLine(bytes, listener) {
    const end = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length;
    const line = bytes.toString('utf8', 0, end);
    const status = bytes[0] === openingBrace ? parseStatus(line) : undefined;
    if (status)
        listener.status(status);
    else
        listener.text(line);
}
function parseStatus(line) {
    try {
        const value = JSON.parse(line);
        return isSolveStatus(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
/** The arrays of a SolveStatus with the fields that must be strings in each of their entries. */
const arrays = [
    ['vertexes', ['digest']],
    ['statuses', ['id', 'vertex', 'timestamp']],
    ['logs', ['vertex', 'timestamp']],
    ['warnings', []],
];
/** Fields that may be absent but are never of another type. `data` is null for no bytes. */
const optionalStrings = ['name', 'started', 'completed', 'error', 'data', 'short', 'url'];
const optionalNumbers = ['current', 'total', 'stream'];
const optionalObjects = ['inputs', 'progressGroup'];
function isSolveStatus(value) {
    const object = value;
    // An event without news is `{}`; an object of another kind is somebody's log line.
    const known = arrays.filter(([key]) => object[key] !== undefined);
    if (known.length === 0)
        return Object.keys(object).length === 0;
    return known.every(([key, required]) => {
        const list = object[key];
        return Array.isArray(list) && list.every((entry) => isEntry(entry, required));
    });
}
function isEntry(entry, required) {
    if (typeof entry !== 'object' || entry === null)
        return false;
    const object = entry;
    return (required.every((key) => typeof object[key] === 'string') &&
        optionalStrings.every((key) => object[key] == null || typeof object[key] === 'string') &&
        optionalNumbers.every((key) => object[key] == null || typeof object[key] === 'number') &&
        optionalObjects.every((key) => object[key] == null || typeof object[key] === 'object'));
}
/** The bytes of a line that isn't whole yet. Its capacity doubles, so many small chunks cost no more. */
function createByteBuffer() {
    const initialCapacity = 64 * 1024;
    let buffer = Buffer.allocUnsafe(initialCapacity);
    let length = 0;
    return {
        isEmpty: () => length === 0,
        append(bytes) {
            if (length + bytes.length > buffer.length) {
                const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + bytes.length));
                buffer.copy(larger, 0, 0, length);
                buffer = larger;
            }
            bytes.copy(buffer, length);
            length += bytes.length;
        },
        /** Appends and empties. What is returned is only good until something is appended again. */
        takeWith(bytes) {
            this.append(bytes);
            const taken = buffer.subarray(0, length);
            length = 0;
            if (buffer.length > initialCapacity)
                buffer = Buffer.allocUnsafe(initialCapacity);
            return taken;
        },
    };
}

;// CONCATENATED MODULE: ./.build/lib/buildx/build.js




/**
 * Runs `buildx build` and feeds its progress to the listener as it arrives.
 *
 * A slow reader of the log slows buildx down instead of filling the memory.
 *
 * @returns the exit code
 * @throws when buildx can't be started
 */
async function runBuild(buildx, args, { listener, takeLog, output, onStream, onResult, ...options }) {
    const { stdout, stderr, ended } = await (0,buildx_process/* startProcess */.k)(buildx, args, options);
    const decoder = createRawJsonDecoder(listener);
    const log = new external_node_stream_.Transform({
        transform(chunk, _encoding, done) {
            onStream?.(chunk);
            decoder.write(chunk);
            done(null, takeLog());
        },
        flush(done) {
            decoder.end();
            done(null, takeLog());
        },
    });
    stdout.on('data', onResult);
    stdout.pipe(output, { end: false });
    await Promise.all([
        (0,promises_.pipeline)(stderr, log, output, { end: false }),
        (0,promises_.finished)(stdout, { writable: false }),
    ]);
    return ended;
}

// EXTERNAL MODULE: ./.build/lib/buildx/secrets.js
var secrets = __nccwpck_require__(1322);
;// CONCATENATED MODULE: ./.build/lib/buildx/build-args.js

/** The arguments of `buildx build`. */
function buildArgs(inputs, { builder, metadataFile, secretFile }) {
    return [
        'build',
        '--builder',
        builder,
        '--progress',
        'rawjson',
        '--metadata-file',
        metadataFile,
        ...each('--add-host', inputs.addHosts),
        ...each('--allow', inputs.allow),
        ...each('--annotation', inputs.annotations),
        ...each('--attest', [...inputs.defaultAttests, ...inputs.attests]),
        ...each('--build-arg', inputs.buildArgs),
        ...each('--build-context', inputs.buildContexts),
        ...each('--cache-from', inputs.cacheFrom),
        ...each('--cache-to', inputs.cacheTo),
        ...one('--call', inputs.call),
        ...one('--cgroup-parent', inputs.cgroupParent),
        ...one('--file', inputs.file),
        ...each('--label', inputs.labels),
        ...one('--network', inputs.network),
        ...each('--no-cache-filter', inputs.noCacheFilters),
        ...each('--output', inputs.outputs),
        ...one('--platform', inputs.platforms.join(',')),
        ...each('--secret', inputs.secrets.map((secret, index) => (0,secrets/* secretArg */.lL)(secret, secretFile(index)))),
        ...one('--shm-size', inputs.shmSize),
        ...each('--ssh', inputs.ssh),
        ...each('--tag', inputs.tags),
        ...one('--target', inputs.target),
        ...each('--ulimit', inputs.ulimit),
        ...flag('--load', inputs.load),
        ...flag('--no-cache', inputs.noCache),
        ...flag('--pull', inputs.pull),
        ...flag('--push', inputs.push),
        '--',
        inputs.context,
    ];
}
function each(name, values) {
    return values.flatMap((value) => [name, value]);
}
function one(name, value) {
    return value === '' ? [] : [name, value];
}
function flag(name, value) {
    return value ? [name] : [];
}

// EXTERNAL MODULE: ./.build/lib/buildx/leftovers.js
var leftovers = __nccwpck_require__(4811);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __nccwpck_require__(1455);
;// CONCATENATED MODULE: ./.build/lib/buildx/metadata.js

/** @returns undefined when the build failed, for then buildx writes no such file */
async function readMetadata(file) {
    let json;
    try {
        json = (await (0,external_node_fs_promises_.readFile)(file, 'utf8')).trim();
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return undefined;
        throw error;
    }
    const parsed = JSON.parse(json);
    const digest = textOf(parsed?.['containerimage.digest']);
    // What `--iidfile` would hold: `getImageID` in docker/buildx commands/build.go.
    const imageId = textOf(parsed?.['containerimage.config.digest']) || digest;
    return { json, digest, imageId };
}
function textOf(value) {
    return typeof value === 'string' ? value : '';
}

// EXTERNAL MODULE: ./.build/lib/cache/recorder.js + 6 modules
var cache_recorder = __nccwpck_require__(1773);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./.build/lib/compare.js

/** @returns undefined when the registry doesn't say */
async function readImages(reference, { name, buildx }, run) {
    const args = ['imagetools', 'inspect', '--builder', name, '--raw', reference];
    const { exitCode, stdout, stderr } = await run(buildx.file, args, { env: buildx.env });
    if (exitCode === 0)
        return imagesOf(stdout);
    return /: not found|MANIFEST_UNKNOWN|NAME_UNKNOWN/.test(stderr) ? [] : undefined;
}
/**
 * What is behind an index or a manifest, less the attestations: provenance holds the time of the build,
 * so that an index is never the same twice.
 */
function imagesOf(raw) {
    try {
        const { manifests } = JSON.parse(raw);
        if (manifests === undefined) {
            return [`sha256:${(0,external_node_crypto_.createHash)('sha256').update(raw).digest('hex')}`];
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
/** @returns undefined when one of them isn't known */
function haveChanged(before, after) {
    if (before === undefined || after === undefined)
        return undefined;
    return before.join() !== after.join();
}
/** `repository@digest` for a tag. */
function pinned(tag, digest) {
    return `${tag.replace(/@.*$/, '').replace(/:[^:/]+$/, '')}@${digest}`;
}
const type = 'vnd.docker.reference.type';

// EXTERNAL MODULE: ./.build/lib/buildx/environment.js
var environment = __nccwpck_require__(710);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(8474);
// EXTERNAL MODULE: ./.build/lib/errors.js
var errors = __nccwpck_require__(5119);
// EXTERNAL MODULE: ./.build/lib/buildx/install/pin.js
var pin = __nccwpck_require__(3684);
// EXTERNAL MODULE: ./.build/lib/buildx/install/version.js
var install_version = __nccwpck_require__(2819);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
;// CONCATENATED MODULE: ./.build/lib/buildx/locate.js




/**
 * Finds buildx binaries where the Docker CLI would: its plugin directories, then the PATH.
 *
 * It is called directly. `docker buildx` would start the same binary, after asking it and every other
 * plugin who they are.
 */
async function* locateBuildx(env) {
    const suffix = process.platform === 'win32' ? '.exe' : '';
    for (const directory of await pluginDirectories(env)) {
        const file = (0,external_node_path_.join)(directory, `docker-buildx${suffix}`);
        if (await isExecutable(file))
            yield file;
    }
    for (const directory of (env.PATH ?? '').split(external_node_path_.delimiter).filter(Boolean)) {
        for (const name of ['buildx', 'docker-buildx']) {
            const file = (0,external_node_path_.join)(directory, `${name}${suffix}`);
            if (await isExecutable(file))
                yield file;
        }
    }
}
/** In the order of the Docker CLI: `cli-plugins/manager` of docker/cli. */
async function pluginDirectories(env) {
    // On Windows the Docker CLI goes by USERPROFILE, whatever HOME a shell has set.
    const home = process.platform === 'win32' ? (0,external_node_os_.homedir)() : env.HOME || (0,external_node_os_.homedir)();
    const config = env.DOCKER_CONFIG || (0,external_node_path_.join)(home, '.docker');
    return [
        ...(await extraDirectories(config)),
        (0,external_node_path_.join)(config, 'cli-plugins'),
        ...systemDirectories(env),
    ];
}
async function extraDirectories(config) {
    try {
        const parsed = JSON.parse(await (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(config, 'config.json'), 'utf8'));
        const extra = parsed?.cliPluginsExtraDirs;
        return Array.isArray(extra) ? extra.filter((entry) => typeof entry === 'string') : [];
    }
    catch {
        // No configuration, or one that buildx itself will complain about in better words.
        return [];
    }
}
function systemDirectories(env) {
    if (process.platform === 'win32') {
        return [env.ProgramData, env.ProgramFiles]
            .filter((root) => root !== undefined)
            .map((root) => (0,external_node_path_.join)(root, 'Docker', 'cli-plugins'));
    }
    return ['/usr/local/lib', '/usr/local/libexec', '/usr/lib', '/usr/libexec'].map((root) => (0,external_node_path_.join)(root, 'docker', 'cli-plugins'));
}
async function isExecutable(file) {
    try {
        await (0,external_node_fs_promises_.access)(file, external_node_fs_.constants.X_OK);
        return true;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./.build/lib/buildx/obtain.js








/**
 * Gets a buildx: the one on the runner if it will do, else a release.
 *
 * With a usable one there it costs some file look-ups and one process, which runs while the daemon is
 * asked who it is. What a download needs is loaded only for a download.
 *
 * @returns the binary
 * @throws Error in one line
 */
async function obtainBuildx(inputs, ports) {
    const obtained = obtain(inputs, ports);
    if (ports.signal.aborted)
        throw new errors/* CanceledError */.k3();
    const settled = new AbortController();
    const canceled = (0,external_node_events_.once)(ports.signal, 'abort', { signal: settled.signal }).then(() => {
        throw new errors/* CanceledError */.k3();
    });
    // A download can't be told to stop, but nobody waits for it then.
    return Promise.race([obtained, canceled]).finally(() => {
        settled.abort();
        obtained.catch(() => { });
        canceled.catch(() => { });
    });
}
/** The buildx that will be obtained if it is fit, known at once. */
async function guessBuildx({ version }, env) {
    if (version !== undefined)
        return undefined;
    return (await locateBuildx(env).next()).value;
}
async function obtain(inputs, ports) {
    const { downloadUrl, cacheBinary } = inputs;
    const version = inputs.version === 'latest'
        ? await (await installer()).findLatest(downloadUrl, ports.directory)
        : inputs.version;
    let fault;
    for await (const found of locateBuildx(ports.env)) {
        const unfit = await check(found);
        if (unfit === undefined)
            return found;
        fault ??= unfit;
    }
    fault ??= 'There is no buildx on this runner';
    ports.log.info(`${fault}. Using ${version ?? pin/* pinnedVersion */.V}.`);
    const options = { version: version ?? pin/* pinnedVersion */.V, downloadUrl, useJobCache: cacheBinary };
    try {
        return await (await installer()).installBuildx(options, ports);
    }
    catch (error) {
        throw new Error(`${fault}, and ${options.version} could not be had: ${(0,errors/* messageOf */.bD)(error)}`, {
            cause: error,
        });
    }
    async function check(file) {
        const answer = await askVersion(file, ports);
        // It says nothing about a buildx that nobody waited for.
        if (ports.signal.aborted)
            throw new errors/* CanceledError */.k3();
        if (answer instanceof Error)
            return `${file} does not run (${(0,errors/* messageOf */.bD)(answer)})`;
        if (version !== undefined) {
            return answer === version ? undefined : `${file} is ${answer ?? 'of unknown version'}`;
        }
        // One that doesn't know its own version was put there on purpose.
        if (answer === undefined || !(0,install_version/* isOlder */.tW)(answer, install_version/* oldestUsable */.sY))
            return undefined;
        return `${file} is ${answer}, older than ${install_version/* oldestUsable */.sY}`;
    }
}
/** It answers in some hundredths of a second; but the file found may be anything. */
const longestVersionMs = 20_000;
async function askVersion(file, { env, directory, signal }) {
    try {
        const buildx = { file, env: (0,environment/* buildxEnvironment */.Qe)(env, (0,leftovers/* buildxConfig */.v_)(directory)) };
        const { exitCode, stdout } = await (0,buildx_process/* runToEnd */.c)(buildx, ['version'], {
            signal,
            timeoutMs: longestVersionMs,
            patienceMs: 0,
            onStart: () => { },
        });
        if (exitCode !== 0)
            return new Error(`exit code ${exitCode}`);
        return (0,install_version/* findVersion */.Am)(stdout);
    }
    catch (error) {
        return error instanceof Error ? error : new Error(String(error));
    }
}
function installer() {
    return __nccwpck_require__.e(/* import() */ 98).then(__nccwpck_require__.bind(__nccwpck_require__, 98));
}

// EXTERNAL MODULE: ./.build/lib/connect/container-builder.js
var container_builder = __nccwpck_require__(1362);
// EXTERNAL MODULE: ./.build/lib/connect/diagnosis.js
var connect_diagnosis = __nccwpck_require__(54);
// EXTERNAL MODULE: ./.build/lib/connect/endpoint-builder.js + 9 modules
var endpoint_builder = __nccwpck_require__(8575);
// EXTERNAL MODULE: ./.build/lib/connect/inspect.js
var inspect = __nccwpck_require__(7467);
;// CONCATENATED MODULE: ./.build/lib/connect/given-builder.js


/** Whose daemon is the job's own, or at least this machine's. */
const localDrivers = ['docker', 'docker-container'];
/**
 * Takes a builder that somebody else made, as it is.
 *
 * @throws ConfigurationError when there is none of that name, or it may not be used
 */
async function useGivenBuilder(name, keepOut, buildx, ports) {
    const started = performance.now();
    const { daemon, driver, endpoint } = await (0,inspect/* bootBuilder */.c)(name, buildx, ports).catch((error) => {
        ports.signal.throwIfAborted();
        throw new errors/* ConfigurationError */.j1(`builder: "${name}" can't be used. ${(0,errors/* messageOf */.bD)(error)}`);
    });
    if (keepOut !== undefined && !localDrivers.includes(driver)) {
        throw new errors/* ConfigurationError */.j1(`${keepOut} builder: "${name}" may be one (driver ${driver}).`);
    }
    const connectSeconds = (performance.now() - started) / 1000;
    ports.log.group(`BuildKit ${daemon.version} of the builder ${name} (${driver}), ready in ${connectSeconds.toFixed(2)} s`, [`Platforms: ${daemon.platforms.join(', ')}`]);
    return { name, driver, endpoint, buildx, daemon, connectSeconds };
}

;// CONCATENATED MODULE: ./.build/lib/connect/connect.js









/**
 * Gets from an endpoint to a builder: that daemon's, or a local one in its stead.
 *
 * @throws Diagnosis when the daemon can't be used and nothing may stand in for it
 */
async function connect(inputs, ports) {
    const inVain = new AbortController();
    const signal = AbortSignal.any([ports.signal, inVain.signal]);
    // Not awaited yet: finding or fetching it takes no longer than asking the daemon.
    const preparing = prepareBuildx(inputs.buildx, { ...ports, signal });
    preparing.obtained.catch(() => { });
    try {
        return await connectWith(preparing, inputs, ports);
    }
    catch (error) {
        inVain.abort();
        throw error;
    }
}
async function connectWith(preparing, inputs, ports) {
    const buildx = preparing.obtained;
    const { endpoint, fallback } = inputs;
    if (inputs.builder !== undefined) {
        const { file } = await buildx;
        const env = (0,environment/* usersEnvironment */.Eb)(ports.env, ports.directory);
        return useGivenBuilder(inputs.builder, inputs.keepOut, { file, env }, ports);
    }
    const local = async () => (0,container_builder/* createContainerBuilder */.hD)(freshName(), inputs.container, await buildx, ports);
    const isDocker = endpoint === undefined && inputs.driver === 'docker';
    if (endpoint === undefined && !isDocker) {
        if (inputs.driver === 'remote' || fallback === 'never')
            throw noEndpoint();
        return local();
    }
    if (fallback === 'always') {
        ports.log.info(`fallback: always, so ${endpoint?.url ?? 'Docker'} is not tried.`);
        return { ...(await local()), fallback: { reason: 'fallback is always.' } };
    }
    if (inputs.keepOut !== undefined)
        return keepOut(inputs.keepOut, inputs, local, ports);
    // Nothing local could stand in for what is local.
    if (endpoint === undefined) {
        const { createLocalDockerBuilder } = await __nccwpck_require__.e(/* import() */ 825).then(__nccwpck_require__.bind(__nccwpck_require__, 6825));
        return createLocalDockerBuilder(freshName(), inputs, preparing, ports);
    }
    try {
        return await (0,endpoint_builder/* createEndpointBuilder */.n)(freshName(), endpoint, inputs, preparing, ports);
    }
    catch (error) {
        if (!(error instanceof connect_diagnosis/* Diagnosis */.O) || fallback === 'never')
            throw error;
        return await standIn(error, local, ports);
    }
}
/** For one builder: buildx may know of one that came to nothing. */
function freshName() {
    return `remote-buildkit-${(0,external_node_crypto_.randomUUID)().slice(0, 8)}`;
}
function prepareBuildx(inputs, ports) {
    const env = (0,environment/* buildxEnvironment */.Qe)(ports.env, (0,leftovers/* buildxConfig */.v_)(ports.directory));
    const guess = guessBuildx(inputs, ports.env);
    const obtained = obtainBuildx(inputs, ports);
    return {
        guessed: guess.then((file) => (file === undefined ? undefined : { file, env })),
        obtained: obtained.then((file) => ({ file, env })),
    };
}
/** Code from outside gets a local builder. That is as it should be, so nobody is warned. */
async function keepOut(reason, { endpoint, credentials, ssh, fallback }, local, { log }) {
    const lacksSecrets = (endpoint?.kind === 'tcp' && credentials === undefined) ||
        (endpoint?.kind === 'ssh' && ssh.key === undefined);
    if (fallback === 'never') {
        throw lacksSecrets ? new connect_diagnosis/* Diagnosis */.O('credentials-missing', reason) : new Error(reason);
    }
    log.info(reason);
    return {
        ...(await local()),
        fallback: { ...(lacksSecrets && { code: 'credentials-missing' }), reason },
    };
}
function noEndpoint() {
    return new connect_diagnosis/* Diagnosis */.O('no-endpoint', 'endpoint is empty. Give the address of your BuildKit daemon, such as tcp://buildkit.example.com:1234.');
}
async function standIn(diagnosis, local, { log, signal, help }) {
    try {
        const builder = await local();
        log.warning(`Fell back to a local builder. ${diagnosis.message} See ${help(diagnosis.code)}`);
        return { ...builder, fallback: { code: diagnosis.code, reason: diagnosis.message } };
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        throw new connect_diagnosis/* Diagnosis */.O(diagnosis.code, `${diagnosis.message} And no local builder could stand in: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./.build/lib/buildx/refs.js


/**
 * The ids of the builds that buildx began on a builder, which are those of the daemon's records. buildx
 * notes each before it asks the daemon for anything.
 */
async function startedBuilds(config, builder) {
    const directory = (0,external_node_path_.join)(config, 'refs', builder);
    const nodes = await (0,external_node_fs_promises_.readdir)(directory).catch(() => []);
    const builds = nodes.map((node) => (0,external_node_fs_promises_.readdir)((0,external_node_path_.join)(directory, node)).catch(() => []));
    return (await Promise.all(builds)).flat();
}

// EXTERNAL MODULE: ./node_modules/@bufbuild/protobuf/dist/esm/wire/binary-encoding.js + 3 modules
var binary_encoding = __nccwpck_require__(9799);
;// CONCATENATED MODULE: ./.build/lib/history/messages.js
// Reads and writes what is asked of a daemon about former builds. The field numbers are those of
// `api/services/control/control.proto` in moby/buildkit and of containerd's content service.

function writeHistoryRequest({ follow, filter, limit }) {
    const writer = new binary_encoding/* BinaryWriter */.fI();
    if (follow)
        writer.tag(1, varint).bool(true);
    else
        writer.tag(3, varint).bool(true);
    if (filter !== undefined)
        writer.tag(4, lengthDelimited).string(filter);
    if (limit !== undefined)
        writer.tag(5, varint).int32(limit);
    return writer.finish();
}
function writeReadRequest({ digest, size }) {
    return new binary_encoding/* BinaryWriter */.fI()
        .tag(1, lengthDelimited)
        .string(digest)
        .tag(3, varint)
        .int64(size)
        .finish();
}
function writeUsageRequest(filters) {
    const writer = new binary_encoding/* BinaryWriter */.fI();
    for (const filter of filters)
        writer.tag(1, lengthDelimited).string(filter);
    return writer.finish();
}
/** @returns undefined when a record was deleted */
function readHistoryEvent(message) {
    const event = readFields(message);
    if (event.number(1) === deletedEvent)
        return undefined;
    const [record] = event.messages(2);
    if (record === undefined)
        return undefined;
    const createdAt = readTime(record.messages(6)[0]);
    const completedAt = readTime(record.messages(7)[0]);
    const [logs] = record.messages(8);
    const results = [
        ...record.messages(10),
        ...record.messages(11).flatMap((each) => each.messages(2)),
    ];
    return {
        ref: record.text(1),
        attributes: readMap(record.messages(3)),
        images: record
            .messages(4)
            .flatMap((exporter) => readMap(exporter.messages(2)).get('name')?.split(',') ?? []),
        createdAt: createdAt ?? 0,
        ...(completedAt !== undefined && { completedAt }),
        ...(logs && { logs: readBlob(logs) }),
        provenances: results
            .flatMap((result) => result.messages(2))
            .filter((attestation) => attestation.text(1) === 'application/vnd.in-toto+json')
            .map(readBlob),
        cachedVertices: record.number(15),
        totalVertices: record.number(16),
    };
}
/** The bytes of an answer to a read request. */
function readContent(message) {
    return readFields(message).bytes(2);
}
function readUsage(message) {
    return readFields(message)
        .messages(1)
        .map((record) => ({
        parents: record.texts(12),
        description: record.text(9),
        createdAt: readTime(record.messages(6)[0]) ?? 0,
        inUse: record.number(3) === 1,
        size: record.number(4),
    }));
}
/** The vertices in a record's stream; its other events, the steps' output among them, are passed over. */
function readLogVertices(log) {
    const vertices = [];
    // Each message has its length before it, in four bytes. What isn't whole was cut off.
    for (let at = 0; at + 4 <= log.length;) {
        const start = at + 4;
        const end = start + log.readUInt32LE(at);
        if (end > log.length)
            break;
        vertices.push(...readFields(log.subarray(start, end)).messages(1).map(readVertex));
        at = end;
    }
    return vertices;
}
function readMap(entries) {
    return new Map(entries.map((entry) => [entry.text(1), entry.text(2)]));
}
function readVertex(vertex) {
    const started = readTime(vertex.messages(5)[0]);
    const completed = readTime(vertex.messages(6)[0]);
    return {
        digest: vertex.text(1),
        inputs: vertex.texts(2),
        name: vertex.text(3),
        cached: vertex.number(4) === 1,
        ...(started !== undefined && { started: new Date(started).toISOString() }),
        ...(completed !== undefined && { completed: new Date(completed).toISOString() }),
        error: vertex.text(7),
    };
}
function readBlob(descriptor) {
    return { digest: descriptor.text(2), size: descriptor.number(3) };
}
/** @returns milliseconds since 1970 */
function readTime(timestamp) {
    return timestamp && timestamp.number(1) * 1000 + timestamp.number(2) / 1e6;
}
function readFields(message) {
    const reader = new binary_encoding/* BinaryReader */.V5(message);
    const fields = new Map();
    while (reader.pos < reader.len) {
        const [field, wireType] = reader.tag();
        const values = fields.get(field) ?? [];
        fields.set(field, values);
        if (wireType === lengthDelimited)
            values.push(reader.bytes());
        else if (wireType === varint)
            values.push(Number(reader.int64()));
        else
            reader.skip(wireType, field);
    }
    const all = (field) => (fields.get(field) ?? []).filter((value) => typeof value !== 'number');
    const texts = (field) => all(field).map((bytes) => Buffer.from(bytes).toString());
    return {
        texts,
        text: (field) => texts(field)[0] ?? '',
        bytes: (field) => all(field)[0] ?? new Uint8Array(),
        number: (field) => Number(fields.get(field)?.find((value) => typeof value === 'number') ?? 0),
        messages: (field) => all(field).map(readFields),
    };
}
const varint = 0;
const lengthDelimited = 2;
const deletedEvent = 2;

;// CONCATENATED MODULE: ./.build/lib/history/daemon-history.js

const service = '/moby.buildkit.v1.Control';
function daemonHistory({ call }) {
    const listen = (request, onRecord) => call(`${service}/ListenBuildHistory`, writeHistoryRequest(request), (message) => {
        const record = readHistoryEvent(message);
        if (record)
            onRecord(record);
    });
    return {
        follow: (onRecord) => listen({ follow: true }, onRecord),
        async list(request) {
            const records = [];
            await listen(request, (record) => records.push(record));
            return records.sort((a, b) => b.createdAt - a.createdAt);
        },
        async read({ digest, size }, most) {
            const pieces = [];
            const request = writeReadRequest({ digest, size: Math.min(size, most) });
            await call('/containerd.services.content.v1.Content/Read', request, (message) => pieces.push(readContent(message)));
            return Buffer.concat(pieces);
        },
        async usage(...filters) {
            const records = [];
            await call(`${service}/DiskUsage`, writeUsageRequest(filters), (message) => records.push(...readUsage(message)));
            return records;
        },
    };
}
/** A regular expression for the end of a description, in quotes as the daemon's filters take it. */
function endPattern(text) {
    return JSON.stringify(`${text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);
}

// EXTERNAL MODULE: ./.build/lib/buildx/step-name.js
var step_name = __nccwpck_require__(7413);
// EXTERNAL MODULE: ./.build/lib/buildx/vertex-table.js
var vertex_table = __nccwpck_require__(564);
// EXTERNAL MODULE: ./.build/lib/cache/steps.js + 3 modules
var cache_steps = __nccwpck_require__(2165);
;// CONCATENATED MODULE: ./.build/lib/history/explain.js




/** Says why a step missed, where the stream alone couldn't, as far as former builds prove it. */
async function explain(misses, own, sources) {
    const explained = [];
    for (const miss of misses) {
        const step = own.steps[miss.step];
        const reason = miss.reason === 'unknown' && step ? await findReason(step, own, sources) : undefined;
        explained.push(reason ? { step: miss.step, ...reason } : miss);
    }
    return explained;
}
async function findReason(step, own, { past, operations, usage }) {
    const other = findOther(step, own, await past());
    if (other === undefined)
        return { reason: 'never-built-here' };
    const twin = other.isTwin ? other : undefined;
    const image = changedImage(explain_imagesOf(step, own), explain_imagesOf(other.step, other.build));
    if (twin !== undefined && image !== undefined) {
        return { reason: 'base-image-changed', detail: image };
    }
    const [ours, theirs] = await Promise.all([operations(own.record), operations(other.build.record)]);
    const variables = changedVariables({ attributes: own.record.attributes, operation: ours.get(step.facts.digest) }, {
        attributes: other.build.record.attributes,
        operation: theirs.get(other.step.facts.digest),
    });
    if (variables !== undefined)
        return { reason: 'instruction-changed', detail: variables };
    if (twin === undefined)
        return changedText(step, own, other);
    if (isOtherOperation({ step, build: own }, ours, twin, theirs)) {
        return { reason: 'instruction-changed' };
    }
    if (await hasNewContent(step, own, twin, ours, usage))
        return { reason: 'context-changed' };
    if (step.facts.digest === twin.step.facts.digest && isPinned(step.facts, own)) {
        return { reason: 'evicted' };
    }
    return undefined;
}
/** What the step was, in the newest build that had it or another in its place. */
function findOther(step, own, builds) {
    const [place, key] = [placeOf(step, own), own.keyOf(step)];
    for (const build of builds) {
        const finished = build.steps.filter(hasFinished);
        const twin = finished.find((other) => placeOf(other, build) === place) ??
            finished.find((other) => build.keyOf(other) === key);
        if (twin)
            return { step: twin, build, isTwin: true };
        const former = findFormer(step, own, build);
        if (former)
            return { step: former, build, isTwin: false };
    }
    return undefined;
}
function hasFinished({ facts }) {
    return ['executed', 'cached'].includes((0,cache_steps/* stepStatus */.FY)(facts));
}
/** Stage, platform, text, and which one it is of those that are written alike. */
function placeOf(step, { steps }) {
    const alike = steps.filter((other) => nameOf(other) === nameOf(step));
    return `${nameOf(step)} ${alike.indexOf(step)}`;
}
function nameOf({ step: { stage, platform, instruction } }) {
    return JSON.stringify([stage, platform, instruction]);
}
/** What stood in the step's place, if it stands nowhere now. */
function findFormer({ step: { stage, platform, index } }, own, build) {
    const former = build.steps.find(({ step }) => step.stage === stage && step.platform === platform && step.index === index);
    const names = own.steps.map(nameOf);
    return former && !names.includes(nameOf(former)) ? former : undefined;
}
/** The text has build arguments put in: when one of them alone makes the difference, it is named. */
function changedText({ step }, own, former) {
    const before = former.build.record.attributes;
    const name = argumentNames(own.record.attributes).find((argument) => {
        const [old, now] = [before.get(argument), own.record.attributes.get(argument)];
        if (!old || now === undefined || old === now)
            return false;
        return former.step.step.instruction.replaceAll(old, now) === step.instruction;
    });
    return {
        reason: 'instruction-changed',
        ...(name && { detail: `argument ${name.slice(argumentPrefix.length)}` }),
    };
}
const argumentPrefix = 'build-arg:';
function argumentNames(attributes) {
    return [...attributes.keys()].filter((name) => name.startsWith(argumentPrefix));
}
/** References of the images that a step takes as inputs, with their digests. */
function explain_imagesOf({ facts }, build) {
    return inputsOf(facts, build).flatMap(({ name }) => imageOf(name) ?? []);
}
function imageOf(vertexName) {
    const name = (0,step_name/* parseStepName */.Z)(vertexName)?.instruction ?? vertexName;
    return /^FROM (\S+@sha256:\S+)$/.exec(name)?.[1];
}
/** The reference, without its digest, of an image that wasn't there before. */
function changedImage(now, before) {
    if (before.length === 0)
        return undefined;
    return now.find((image) => !before.includes(image))?.replace(/@sha256:.*$/, '');
}
/** The inputs of a vertex that aren't steps: what it takes from outside, and what is written in place. */
function inputsOf({ inputs }, { vertices }) {
    const found = [];
    const seen = new Set();
    const pending = [...inputs];
    for (let digest = pending.pop(); digest !== undefined; digest = pending.pop()) {
        const input = vertices.find((facts) => facts.digest === digest);
        if (!input || seen.has(digest))
            continue;
        seen.add(digest);
        const step = (0,step_name/* parseStepName */.Z)(input.name);
        if (step && input.inputs.length > 0 && !(0,step_name/* isLinkMerge */.z)(step))
            continue;
        found.push(input);
        pending.push(...input.inputs);
    }
    return found;
}
/** Which variables a command got that is written alike: its text has their values put in. */
function changedVariables(now, before) {
    const [ours, theirs] = [now.operation, before.operation];
    if (!ours?.args || !theirs || !isEqual(ours.args, theirs.args))
        return undefined;
    const names = new Set([...ours.variables.keys(), ...theirs.variables.keys()]);
    const changed = [...names].filter((name) => ours.variables.get(name) !== theirs.variables.get(name));
    const isArgument = (name) => [now, before].some(({ attributes }) => attributes.has(`${argumentPrefix}${name}`));
    return changed.length === 0
        ? undefined
        : changed.map((name) => `${isArgument(name) ? 'argument' : 'variable'} ${name}`).join(', ');
}
function isOtherOperation(ours, operations, twin, theirs) {
    const now = operations.get(ours.step.facts.digest);
    const before = theirs.get(twin.step.facts.digest);
    if (now === undefined || before === undefined)
        return false;
    return !(isEqual(now.args, before.args) &&
        now.rest === before.rest &&
        inlineFiles(ours.step, ours.build, operations) === inlineFiles(twin.step, twin.build, theirs));
}
function isEqual(a, b) {
    return JSON.stringify(a) === JSON.stringify(b);
}
/** Files whose text stands in the Dockerfile. */
function inlineFiles({ facts }, build, operations) {
    return inputsOf(facts, build)
        .filter(({ name }) => name.endsWith('preparing inline document'))
        .map(({ digest }) => operations.get(digest)?.rest)
        .join('\n');
}
/**
 * Whether it is certain that other content went into the step: its former result is still there, made
 * of the same instruction on the same layer, and yet it wasn't taken. A result that is gone proves
 * nothing.
 */
async function hasNewContent(step, own, twin, operations, usage) {
    const takesContent = inputsOf(step.facts, own).some(({ name, inputs }) => inputs.length === 0 && imageOf(name) === undefined);
    // With two of them, either could have other content than the twin's.
    if (!takesContent || stepInputs(step.facts, own).length > 1)
        return false;
    const args = operations.get(step.facts.digest)?.args;
    // So the daemon describes the result of a RUN; any other has the name of its vertex.
    const text = args ? `mount / from exec ${args.join(' ')}` : step.step.instruction;
    const results = (await usage(`type==regular,description~=${endPattern(text)}`)).filter(({ description }) => description.endsWith(text));
    const isOurs = ({ createdAt }) => createdAt >= own.record.createdAt;
    const parents = results.filter(isOurs).map((result) => result.parents.join());
    const runs = (0,vertex_table/* workedIntervals */.Lt)(twin.step.facts, 0);
    return results.some((result) => {
        const layer = result.parents.join();
        if (isOurs(result) || !parents.includes(layer))
            return false;
        // What is made on nothing could be another project's; then only the time tells.
        const isOfTwin = runs.some(({ start, end }) => result.createdAt >= start - 1 && result.createdAt <= end + 1);
        return layer !== '' || (isOfTwin && (0,cache_steps/* stepStatus */.FY)(twin.step.facts) === 'executed');
    });
}
function stepInputs({ inputs }, { steps }) {
    return steps.filter(({ facts }) => inputs.includes(facts.digest));
}
/** Whether a vertex depends on nothing but instructions and images that are named by digest. */
function isPinned(facts, { vertices }) {
    const byDigest = new Map(vertices.map((each) => [each.digest, each]));
    const seen = new Set();
    const check = (digest) => {
        if (seen.has(digest))
            return true;
        seen.add(digest);
        const vertex = byDigest.get(digest);
        if (vertex === undefined)
            return false;
        if (vertex.inputs.length === 0)
            return imageOf(vertex.name) !== undefined;
        return vertex.inputs.every(check);
    };
    return check(facts.digest);
}

;// CONCATENATED MODULE: ./.build/lib/history/mount-usage.js

/**
 * What the daemon's cache mounts of these ids hold. Those it doesn't have are left out.
 *
 * @param begun when the build began by the daemon's clock, in milliseconds, if that is known
 */
async function readMounts({ ids, namespace }, begun, usage) {
    if (ids.length === 0)
        return [];
    // The daemon has to add up the size of whatever it names, so it is asked for no others.
    const endings = ids.map((id) => `with id ${JSON.stringify(`${namespace}/${id}`)}`);
    const records = await usage(...endings.map((ending) => `type==exec.cachemount,description~=${endPattern(ending)}`));
    return ids.flatMap((id, index) => {
        const own = records.filter(({ description }) => description.endsWith(endings[index]));
        return own.length === 0 ? [] : [{ id, ...measure(own, begun) }];
    });
}
/** A mount that isn't shared is several records; the size of one that is in use isn't known. */
function measure(records, begun) {
    return {
        ...(records.every(({ inUse }) => !inUse) && {
            bytes: records.reduce((sum, { size }) => sum + size, 0),
        }),
        ...(begun !== undefined && { existed: records.some(({ createdAt }) => createdAt < begun) }),
    };
}

;// CONCATENATED MODULE: ./.build/lib/history/operations.js
/** What each vertex of a build does, by its digest. `predicate` is the JSON of a provenance. */
function readOperations(predicate) {
    const { buildDefinition, buildConfig } = JSON.parse(predicate);
    // The former is SLSA 1, the latter what BuildKit wrote before that.
    const config = buildDefinition?.internalParameters?.buildConfig ?? buildConfig;
    const steps = new Map(config?.llbDefinition?.map((step) => [step.id, step.op?.Op]));
    const digests = Object.entries(config?.digestMapping ?? {});
    return new Map(digests.map(([digest, id]) => [digest, readOperation(steps.get(id) ?? {})]));
}
function readOperation({ exec, file }) {
    const { args, env = [], cwd, user } = exec?.meta ?? {};
    const rest = [cwd, user, exec?.mounts, exec?.network, exec?.security, file?.actions];
    return {
        ...(args && { args }),
        variables: new Map(env.map(splitVariable)),
        rest: JSON.stringify(rest),
    };
}
function splitVariable(text) {
    const [name = '', ...value] = text.split('=');
    return [name, value.join('=')];
}

;// CONCATENATED MODULE: ./.build/lib/history/past-build.js





function buildGraph(vertices) {
    const byDigest = new Map(vertices.map((facts) => [facts.digest, facts]));
    const keys = new Map();
    const vertexKey = (digest) => {
        const known = keys.get(digest);
        if (known !== undefined)
            return known;
        const facts = byDigest.get(digest);
        // A graph has no circles; should one come, it ends here.
        keys.set(digest, '');
        if (facts !== undefined) {
            const parts = [plainName(facts.name), ...facts.inputs.map(vertexKey)];
            keys.set(digest, (0,external_node_crypto_.hash)('sha1', JSON.stringify(parts)));
        }
        return keys.get(digest) ?? '';
    };
    return {
        vertices,
        steps: (0,cache_steps/* findSteps */.B0)(vertices),
        keyOf: ({ facts, step }) => `${step.platform ?? ''} ${vertexKey(facts.digest)}`,
    };
}
function readPastBuild(record, log) {
    const table = (0,vertex_table/* createVertexTable */.Z4)();
    for (const vertex of readLogVertices(log))
        table.update(vertex);
    return { record, ...buildGraph(table.all()) };
}
/** The keys of the steps that ran in a build. */
function ranKeys({ steps, keyOf }) {
    return steps.filter(({ facts }) => (0,cache_steps/* stepStatus */.FY)(facts) === 'executed').map(keyOf);
}
/**
 * Without number, stage and platform: a stage that several others use bears the name of one of them. And
 * without the commit that is fetched, which doesn't matter as long as the files of it are the same.
 */
function plainName(name) {
    return (0,step_name/* parseStepName */.Z)(name)?.instruction ?? name.replace(/(\] load git source [^#]*)#.*/, '$1');
}

;// CONCATENATED MODULE: ./.build/lib/history/project.js
/** Of which repository a build is: the one its context was checked out of or is fetched from. */
function repositoryOf(attributes) {
    return attributes.get('vcs:source') ?? attributes.get('context')?.split('#', 1)[0];
}
/**
 * The records of the same repository, directory, Dockerfile and platforms, in the same order. Where the
 * repository isn't known, those that made the same image; where there is none either, there are none.
 */
function comparable(records, own) {
    const project = projectKey(own);
    if (project === undefined)
        return [];
    return records.filter((record) => record.ref !== own.ref &&
        record.completedAt !== undefined &&
        record.createdAt < own.createdAt &&
        projectKey(record) === project);
}
function projectKey({ attributes, images }) {
    const repository = repositoryOf(attributes);
    const [image] = images;
    if (repository === undefined && image === undefined)
        return undefined;
    // Behind the colon of `#branch:directory` is a part of the repository.
    const directory = attributes.get('context')?.split('#')[1]?.split(':')[1];
    const names = ['filename', 'platform', 'vcs:localdir:context', 'vcs:localdir:dockerfile'];
    return JSON.stringify([
        repository ?? { image: image?.replace(/(?::[^:/]+)?(?:@.*)?$/, '') },
        directory,
        ...names.map((name) => attributes.get(name)),
    ]);
}

// EXTERNAL MODULE: ./.build/lib/buildx/intervals.js
var buildx_intervals = __nccwpck_require__(6245);
;// CONCATENATED MODULE: ./.build/lib/history/saved.js



/** What a build's cached steps took when they last ran; `past` has the newest build first. */
function savedTime({ steps, keyOf }, past) {
    const runs = lastRuns(past);
    const savedSeconds = new Map();
    // By the build, since only what ran in the same one can have run at the same time.
    const intervals = new Map();
    let cached = 0;
    for (const [index, step] of steps.entries()) {
        if ((0,cache_steps/* stepStatus */.FY)(step.facts) !== 'cached')
            continue;
        cached += 1;
        const run = runs.get(keyOf(step));
        if (run === undefined)
            continue;
        savedSeconds.set(index, (0,buildx_intervals/* wallSeconds */.SR)(run.intervals));
        intervals.set(run.build, [...(intervals.get(run.build) ?? []), ...run.intervals]);
    }
    if (cached > 0 && savedSeconds.size === 0)
        return { savedSeconds };
    const milliseconds = [...intervals.values()].reduce((sum, each) => sum + Math.round((0,buildx_intervals/* wallSeconds */.SR)(each) * 1000), 0);
    return { savedSeconds, secondsSaved: milliseconds / 1000 };
}
function lastRuns(past) {
    const runs = new Map();
    for (const build of past) {
        for (const step of build.steps) {
            const key = build.keyOf(step);
            if ((0,cache_steps/* stepStatus */.FY)(step.facts) !== 'executed' || runs.has(key))
                continue;
            runs.set(key, { build, intervals: (0,vertex_table/* workedIntervals */.Lt)(step.facts, 0) });
        }
    }
    return runs;
}

;// CONCATENATED MODULE: ./.build/lib/history/follow.js







/** How far back to look: records that are listed, those whose streams are read, and bytes of each. */
const mostListed = 50;
const mostSlow = 200;
const mostRead = 16;
const mostBytes = 1024 * 1024;
const atOnce = 4;
/** Adding up what cache mounts hold can take a daemon long. */
const longestUsageMs = 30_000;
/**
 * Learns from the daemon's history about former builds of the same project, beside the build. It never
 * fails, and costs the build no more than the patience at its end.
 *
 * @param ownRefs the ids of the builds that this step has begun
 */
function followBuild(open, ownRefs) {
    let reader;
    let createdAt;
    const earlier = ownRefs();
    const connecting = open();
    const begun = connecting.then(begin);
    // Whoever waits for it sees the error; nobody may.
    begun.catch(() => { });
    async function begin(control) {
        const history = daemonHistory(control);
        const { own, ended } = ownRecords(history, async (ref) => {
            return !(await earlier).includes(ref) && (await ownRefs()).includes(ref);
        });
        const record = await own;
        createdAt = record.createdAt;
        const list = (limit, ...filters) => {
            const repository = repositoryOf(record.attributes);
            const all = [
                ...(repository === undefined ? [] : [equals('repository', repository)]),
                ...filters,
            ];
            return history.list({ limit, ...(all.length > 0 && { filter: all.join(',') }) });
        };
        const newest = await list(mostListed);
        reader = createPastReader(history);
        reader.add(comparable(newest, record));
        const isKnown = await reader.readRuns();
        if (!isKnown && newest.length >= mostListed) {
            // Many builds that took everything from cache may lie between; in them, nothing ran.
            reader.add(comparable(await list(mostSlow, 'duration>1s'), record));
            await reader.readRuns();
        }
        return { history, ended };
    }
    async function explainEnded({ record }) {
        const { misses, vertices } = record;
        if (misses.every(({ reason }) => reason !== 'unknown'))
            return begun.then(() => misses);
        const { history, ended } = await begun;
        const own = { record: await ended, ...buildGraph(vertices) };
        const operations = new Map();
        return explain(misses, own, {
            past: async () => (await reader?.readNewest()) ?? [],
            operations: (of) => {
                const known = operations.get(of.ref) ?? readAllOperations(of, history);
                operations.set(of.ref, known);
                return known;
            },
            usage: history.usage,
        });
    }
    return {
        async finish(build, patienceMs) {
            const misses = await within(patienceMs, explainEnded(build));
            const cacheMounts = build.mounts &&
                (await within(longestUsageMs, connecting.then((control) => readMounts(build.mounts, createdAt, daemonHistory(control).usage))));
            connecting.then(({ close }) => close()).catch(() => { });
            return {
                ...(reader
                    ? {
                        ...savedTime(buildGraph(build.record.vertices), reader.past()),
                        ...(misses && { misses }),
                    }
                    : { savedSeconds: new Map() }),
                ...(cacheMounts && { cacheMounts }),
            };
        },
    };
}
async function readAllOperations({ provenances }, history) {
    const predicates = provenances.map((blob) => history.read(blob, blob.size));
    return new Map((await Promise.all(predicates)).flatMap((json) => [...readOperations(String(json))]));
}
/** The record of this build, as it is when it begins, and when it has ended. */
function ownRecords(history, isOwn) {
    const own = Promise.withResolvers();
    const ended = Promise.withResolvers();
    const fail = (error) => {
        own.reject(error);
        ended.reject(error);
    };
    ended.promise.catch(() => { });
    const look = async (record) => {
        if (!(await isOwn(record.ref)))
            return;
        own.resolve(record);
        if (record.completedAt !== undefined)
            ended.resolve(record);
    };
    history
        .follow((record) => void look(record).catch(fail))
        .then(() => fail(new Error('closed')), fail);
    return { own: own.promise, ended: ended.promise };
}
function createPastReader(history) {
    const records = new Map();
    const builds = new Map();
    /** Keys of the steps of which it isn't known when they last ran. */
    let wanted;
    // Builds in which nothing ran tell nothing, and are known by their counts once one has been read.
    let idle = -1;
    const read = async (record) => {
        const log = record.logs ? await history.read(record.logs, mostBytes) : Buffer.alloc(0);
        const build = readPastBuild(record, log);
        builds.set(record.ref, build);
        const ran = ranKeys(build);
        if (ran.length === 0)
            idle = Math.max(idle, uncached(record));
        wanted ??= new Set(build.steps.map(build.keyOf));
        for (const key of ran)
            wanted.delete(key);
    };
    const unread = () => [...records.values()].filter(({ ref }) => !builds.has(ref));
    const past = () => [...records.keys()].flatMap((ref) => builds.get(ref) ?? []);
    return {
        add(more) {
            for (const record of more)
                if (!records.has(record.ref))
                    records.set(record.ref, record);
        },
        past,
        async readRuns() {
            while (wanted?.size !== 0 && builds.size < mostRead) {
                const next = unread().filter((record) => uncached(record) > idle);
                if (next.length === 0)
                    return false;
                // The newest one alone: most often it is enough.
                const most = builds.size === 0 ? 1 : Math.min(atOnce, mostRead - builds.size);
                await Promise.all(next.slice(0, most).map(read));
            }
            return wanted?.size === 0;
        },
        async readNewest() {
            const newest = [...records.values()].slice(0, mostRead).filter(({ ref }) => !builds.has(ref));
            await Promise.all(newest.map(read));
            return past();
        },
    };
}
function uncached({ totalVertices, cachedVertices }) {
    return totalVertices - cachedVertices;
}
/** A filter, which is a line of CSV whose fields may hold text in quotes. */
function equals(field, value) {
    return `"${`${field}==${JSON.stringify(value)}`.replaceAll('"', '""')}"`;
}
/** Waits for a promise, but not for ever. */
async function within(milliseconds, promise) {
    let timer;
    const timeout = new Promise((resolve) => {
        timer = setTimeout(() => resolve(undefined), milliseconds);
    });
    const value = await Promise.race([promise.catch(() => undefined), timeout]);
    clearTimeout(timer);
    return value;
}

;// CONCATENATED MODULE: ./.build/lib/history/learn.js



/**
 * Listens to the daemon from before a build is started until `end` is called after it.
 *
 * Only a daemon that we reach by ourselves can be asked, and it remembers only what is a build.
 */
function learnFromDaemon({ name, control }, build, { directory, cacheMounts, signal }) {
    if (control === undefined || !['', 'build'].includes(build.call)) {
        return { end: async () => undefined };
    }
    const started = performance.now();
    const follower = followBuild(control, () => startedBuilds((0,leftovers/* buildxConfig */.v_)(directory), name));
    return {
        end(record) {
            const isWanted = cacheMounts && !signal.aborted;
            return follower.finish({ record, ...(isWanted && { mounts: mountQuestion(record, build) }) }, signal.aborted ? 0 : patienceMs(performance.now() - started));
        },
    };
}
/** How long a build of so many milliseconds may wait for the rest: about a tenth of what it took. */
function patienceMs(buildMs) {
    return Math.min(Math.max(buildMs / 10, 100), 2000);
}
function mountQuestion({ steps }, { buildArgs }) {
    const namespace = buildArgs.findLast((argument) => argument.startsWith(namespaceArgument));
    return {
        ids: [...new Set(steps.flatMap(({ cacheMounts = [] }) => cacheMounts))],
        namespace: namespace?.slice(namespaceArgument.length) ?? '',
    };
}
const namespaceArgument = 'BUILDKIT_CACHE_MOUNT_NS=';

// EXTERNAL MODULE: ./.build/lib/plan.js + 2 modules
var lib_plan = __nccwpck_require__(8377);
// EXTERNAL MODULE: ./.build/lib/private-directory.js
var private_directory = __nccwpck_require__(8763);
// EXTERNAL MODULE: ./.build/lib/report/build-log.js + 6 modules
var build_log = __nccwpck_require__(1060);
// EXTERNAL MODULE: ./.build/lib/report/output-lines.js + 1 modules
var output_lines = __nccwpck_require__(7590);
;// CONCATENATED MODULE: ./.build/lib/report/checks.js

/** Gathers what the build checks find, each once: every platform finds it anew. */
function createCheckList() {
    const found = new Map();
    const add = (check) => {
        const key = JSON.stringify([check.filename, check.line, check.message]);
        if (!found.has(key))
            found.set(key, check);
    };
    return {
        status({ warnings = [] }) {
            for (const { short, detail, url, sourceInfo, range } of warnings) {
                if (!short || !sourceInfo?.filename)
                    continue;
                const line = range?.[0]?.start.line;
                add({
                    message: sentence(decode(short), url),
                    title: decode(detail?.[0] ?? ''),
                    filename: sourceInfo.filename,
                    ...(line !== undefined && { line }),
                });
            }
        },
        text(output) {
            const warning = /^WARNING: (\S+)(?: - (\S+))?\n((?:(?!WARNING: ).*\n)*?)(\S+):(\d+)$/gm;
            for (const [, title = '', url, text = '', filename = '', line] of output.matchAll(warning)) {
                add({ message: sentence(text, url), title, filename, line: Number(line) });
            }
        },
        all: () => [...found.values()],
    };
}
function decode(base64) {
    return Buffer.from(base64, 'base64').toString();
}
function sentence(text, url) {
    // BuildKit puts the line behind the words; the annotation has it as a property.
    const words = (0,output_lines/* cleanLine */.O)(text.trim().replaceAll(/\s+/g, ' ')).replace(/ \(line \d+\)$/, '');
    return url ? `${words} (${url})` : words;
}

;// CONCATENATED MODULE: ./.build/lib/report/stream-file.js

/**
 * Keeps a build's stream as it came, for whoever wants to know more than the log shows. Written at once,
 * so that nothing is missing however the step ends.
 *
 * @returns takes the next piece; after a fault, such as a full disk, it does nothing more
 */
function createStreamFile(path, onFault) {
    let isOpen = true;
    return (chunk) => {
        if (!isOpen)
            return;
        try {
            (0,external_node_fs_.appendFileSync)(path, chunk, { mode: 0o600 });
        }
        catch (error) {
            isOpen = false;
            onFault(error);
        }
    };
}
/** A command as it could be typed into a shell. */
function commandLine(file, args) {
    return [file, ...args]
        .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
        .join(' ');
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __nccwpck_require__(8500);
;// CONCATENATED MODULE: ./.build/lib/retry.js

/** What passes by itself, mostly within seconds. */
const passingFaults = [
    {
        reason: 'the connection to the daemon broke',
        words: /failed to receive status: .*(?:code = Unavailable|EOF)|error reading from server: /,
        example: 'failed to build: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
        source: 'a daemon killed in mid-build, __tests__/fixtures/streams/daemon-lost.rawjson',
    },
    {
        reason: 'the connection was reset',
        words: /connection reset by peer|broken pipe|use of closed network connection/,
        example: 'failed to copy: failed to do request: Put "https://ghcr.io/v2/a/b/blobs/upload/1": write tcp 172.17.0.2:59548->140.82.114.33:443: write: connection reset by peer',
        source: 'https://github.com/felddy/foundryvtt-docker/issues/358',
    },
    {
        reason: 'the connection ended',
        words: /: (?:unexpected )?EOF\b/,
        example: 'failed to do request: Post "https://registry-1.docker.io/v2/a/b/blobs/uploads/": EOF',
        source: 'https://github.com/electerm/electerm-web-docker/issues/17',
    },
    {
        reason: 'the registry had no time to greet',
        words: /net\/http: TLS handshake timeout/,
        example: 'failed to do request: Head "https://registry-1.docker.io/v2/library/golang/manifests/latest": net/http: TLS handshake timeout',
        source: 'https://github.com/docker/buildx/issues/2750',
    },
    {
        reason: 'the registry was too slow',
        words: /connection timed out|i\/o timeout|Client\.Timeout exceeded/,
        example: 'failed commit on ref "layer-sha256:db2b": failed to do request: Put "https://ghcr.io/v2/a/b/blobs/upload/5": read tcp 172.17.0.2:48072->140.82.114.33:443: read: connection timed out',
        source: 'https://github.com/docker/build-push-action/issues/251',
    },
    {
        reason: 'the registry asked for patience',
        words: /\b429 Too Many Requests\b|toomanyrequests/,
        example: 'docker:20.10: pulling from host registry-1.docker.io failed with status code [manifests 20.10]: 429 Too Many Requests',
        source: 'https://github.com/addnab/docker-run-action/issues/56',
    },
    {
        reason: 'the registry was not at its best',
        words: /\b(?:502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b/i,
        example: 'failed to solve: rpc error: code = Unknown desc = unexpected status: 502 Bad Gateway',
        source: 'https://github.com/docker/build-push-action/issues/239',
    },
];
/** Whose error it is: of somebody who spoke with a registry or the daemon, not of what a step ran. */
const fromNetwork = /failed to (?:do request|copy|push|fetch|resolve|authorize|receive status)|failed commit on ref|unexpected status|failed with status code|error reading from server/;
/** A step's own end, a refused sign-in, what isn't there: the same again tomorrow. */
const lasting = /did not complete successfully|dockerfile parse error|\b40[134] |unauthorized|denied|insufficient_scope|: not found$/i;
/** @returns undefined for what another try would not mend */
function passingFault(error) {
    if (!fromNetwork.test(error) || lasting.test(error))
        return undefined;
    return passingFaults.find(({ words }) => words.test(error));
}
/**
 * A registry cache whose manifest outlived its layers makes BuildKit fail the build; without that cache
 * it succeeds. Seen in __tests__/fixtures/streams/import-broken.rawjson.
 */
function isMissingLayer(error) {
    return /could not fetch content descriptor .* from remote: not found/.test(error);
}
/** Longer from try to try. Rejects when the step is canceled. */
async function pause(retry, signal) {
    await (0,external_node_timers_promises_.setTimeout)(pauseSeconds(retry) * 1000, undefined, { signal });
}
/** @param retry from 1 */
function pauseSeconds(retry) {
    return Math.min(2 ** retry, 30);
}

;// CONCATENATED MODULE: ./.build/lib/main.js

















/**
 * Connects, builds and cleans up. A build that fails is a result, not an exception: its numbers are
 * the ones people look at.
 *
 * @throws when there is no builder to build with
 */
async function main(inputs, ports) {
    const started = performance.now();
    await (0,private_directory/* createPrivateDirectory */.nq)(ports.directory);
    try {
        for (const warning of inputs.warnings)
            ports.log.warning(warning);
        const builder = await connect(inputs.connect, ports);
        let cleaningUpSeconds = 0;
        const { plan, build, imageChanged } = await planAndBuild(builder, inputs, ports).finally(async () => {
            cleaningUpSeconds = await release(builder, ports);
        });
        for (const warning of exportWarnings(build.record, plan))
            ports.log.warning(warning);
        return {
            builder,
            plan,
            ...build,
            cleaningUpSeconds,
            ...(imageChanged !== undefined && { imageChanged }),
            seconds: (performance.now() - started) / 1000,
        };
    }
    finally {
        await (0,private_directory/* removePrivateDirectory */.th)(ports.directory, (0,leftovers/* neededByPost */.pF)(ports.directory));
    }
}
async function planAndBuild(builder, inputs, ports) {
    const { driver, daemon, isOwn = false } = builder;
    const hasPlainStore = driver === 'docker' && daemon.docker?.hasContainerdStore === false;
    const plan = (0,lib_plan/* planBuild */.C)({ ...inputs, isPersistent: !isOwn, hasPlainStore });
    for (const notice of plan.notices)
        ports.log.notice(notice);
    for (const warning of plan.warnings)
        ports.log.warning(warning);
    return { plan, ...(await buildAndCompare(builder, plan, inputs, ports)) };
}
/** Nobody asks the registry unless `compare` says so. */
async function buildAndCompare(builder, plan, inputs, ports) {
    const [tag] = inputs.compare && plan.build.push ? plan.build.tags : [];
    if (tag === undefined)
        return { build: await buildWithRetries(builder, plan, inputs, ports) };
    const before = await readImages(tag, builder, ports.run);
    const build = await buildWithRetries(builder, plan, inputs, ports);
    const digest = build.metadata?.digest;
    if (build.failure !== undefined || !digest)
        return { build };
    const after = await readImages(pinned(tag, digest), builder, ports.run);
    const imageChanged = haveChanged(before, after);
    return { build, ...(imageChanged !== undefined && { imageChanged }) };
}
/**
 * Only what failed for a passing reason is tried again: on a warm daemon that takes a moment. And what
 * failed because of the registry cache is built without it.
 */
async function buildWithRetries(builder, plan, { retries, cacheMounts }, ports) {
    const secretFile = (index) => (0,external_node_path_.join)(ports.directory, `secret-${index}`);
    for (const [index, secret] of plan.build.secrets.entries()) {
        if ('value' in secret)
            await (0,private_directory/* writePrivateFile */.Pl)(secretFile(index), secret.value);
    }
    let { cacheFrom } = plan.build;
    for (let retry = 0;; retry += 1) {
        const current = { ...plan, build: { ...plan.build, cacheFrom } };
        const build = await buildOn(builder, current, { secretFile, cacheMounts }, ports);
        const error = build.record.failure?.error ?? build.failure;
        if (error !== undefined && isMissingLayer(error) && cacheFrom.length > 0) {
            ports.log.warning(`The build is done again without cache-from, which lacks a layer: ${error}`);
            cacheFrom = [];
            continue;
        }
        const fault = error === undefined ? undefined : passingFault(error);
        if (fault === undefined || retry >= retries || ports.signal.aborted) {
            return { ...build, retries: retry };
        }
        const next = retry + 1;
        ports.log.info(`Failed because ${fault.reason}. Trying again in ${pauseSeconds(next)} s (${next} of ${retries}).`);
        try {
            await pause(next, ports.signal);
            // A daemon that doesn't come back is told of in the words of the build that it broke off.
            await builder.ready?.();
        }
        catch {
            return { ...build, retries: retry };
        }
    }
}
async function buildOn(builder, plan, { secretFile, cacheMounts, }, ports) {
    const { directory, output, signal } = ports;
    const metadataFile = (0,external_node_path_.join)(directory, 'metadata.json');
    const args = buildArgs(plan.build, { builder: builder.name, metadataFile, secretFile });
    const keep = keepStream(builder.buildx.file, args, ports);
    const recorder = (0,cache_recorder/* createRecorder */.T)({ ...plan.build, isFresh: builder.isOwn === true });
    const log = (0,build_log/* createBuildLog */.X)();
    const checks = createCheckList();
    const results = [];
    const daemon = learnFromDaemon(builder, plan.build, { directory, cacheMounts, signal });
    const exitCode = await runBuild(builder.buildx, args, {
        listener: {
            status: (status) => {
                recorder.status(status);
                log.status(status);
                checks.status(status);
            },
            text: log.text,
        },
        takeLog: log.take,
        ...(keep && { onStream: keep }),
        output,
        onResult: (chunk) => results.push(chunk),
        signal,
        onStart: (pid) => (0,leftovers/* rememberProcess */.T)(directory, pid),
    });
    const record = recorder.result();
    const insight = await daemon.end(record);
    const { text, ...end } = log.close({ exitCode, record, canceled: signal.aborted });
    output.write(text);
    const metadata = await readMetadata(metadataFile);
    const result = String(Buffer.concat(results));
    checks.text(result);
    // The first line of `call: check` says how many warnings there are; buildx has no more to say.
    const [verdict] = plan.build.call === '' ? [] : result.split('\n');
    const failure = (exitCode !== 0 && !signal.aborted && verdict?.trim()) || end.failure;
    return {
        record,
        ...(insight && { insight }),
        ...(metadata && { metadata }),
        ...end,
        ...(failure && { failure }),
        checks: checks.all(),
    };
}
/** Shows the command and says where its progress is kept, when somebody debugs. */
function keepStream(file, args, { log, streamFile }) {
    if (streamFile === undefined)
        return undefined;
    log.debug(commandLine(file, args));
    log.debug(`Its progress is kept in ${streamFile}, with all that the steps print, masked nowhere.`);
    return createStreamFile(streamFile, (error) => log.debug(`No more of it is kept: ${(0,errors/* messageOf */.bD)(error)}`));
}
/** Only of what this step chose to write, errors ignored: any other error has failed the build. */
function exportWarnings({ exports }, { cacheWrite }) {
    return exports
        .filter(({ status }) => status === 'failed' && cacheWrite !== undefined)
        .map(({ error }) => `The cache was not written to ${cacheWrite}: ${error}. The image is not affected.`);
}
/**
 * Another's daemon stays as it is. What makes the way to it is this step's own.
 *
 * @returns the seconds that it took
 */
async function release(builder, ports) {
    const started = performance.now();
    if (builder.isOwn)
        await (0,container_builder/* removeContainerBuilder */.ND)(builder, ports);
    builder.close?.();
    return (performance.now() - started) / 1000;
}


/***/ }),

/***/ 4604:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Kn: () => (/* binding */ writeOutputs),
/* harmony export */   t3: () => (/* binding */ writeNegativeOutputs),
/* harmony export */   zh: () => (/* binding */ writeDiagnosis)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1967);
/* harmony import */ var _cache_recorder_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1773);
/* harmony import */ var _report_cache_report_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3390);



/** Sets each output to what it is when nothing was built, so that no `if:` meets an undefined one. */
function writeNegativeOutputs() {
    write({ record: (0,_cache_recorder_js__WEBPACK_IMPORTED_MODULE_0__/* .createRecorder */ .T)().result() });
}
function writeOutputs(result) {
    write(result);
}
/** For a step that failed because the daemon can't be used. */
function writeDiagnosis({ code }) {
    (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setOutput */ .uH)('fallback-reason', code);
}
function write(result) {
    const { builder, record, metadata } = result;
    const outputs = {
        digest: metadata?.digest ?? '',
        imageid: metadata?.imageId ?? '',
        metadata: metadata?.json ?? '',
        'image-changed': result.imageChanged ?? '',
        builder: builder?.name ?? '',
        driver: builder?.driver ?? '',
        endpoint: builder?.endpoint ?? '',
        fallback: builder?.fallback !== undefined,
        'fallback-reason': builder?.fallback?.code ?? '',
        'cache-hit': record.hit,
        'cache-hit-percent': record.percent,
        'steps-total': record.total,
        'steps-cached': record.cached,
        'steps-executed': record.executed,
        // Empty when unknown: an `if:` that compares numbers takes it for 0, and 0 says that nothing was saved.
        'seconds-saved': result.insight?.secondsSaved ?? '',
        'cache-report': JSON.stringify((0,_report_cache_report_js__WEBPACK_IMPORTED_MODULE_2__/* .cacheReport */ .V)(result)),
    };
    for (const [name, value] of Object.entries(outputs))
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setOutput */ .uH)(name, value);
}


/***/ }),

/***/ 6429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ plainLine)
/* harmony export */ });
/**
 * Text from elsewhere as one line that can do no harm in a log: without control characters, and
 * without what the runner takes for a command (`::name::` at the start of a line, `##[name]` anywhere).
 */
function plainLine(text) {
    return text
        .replaceAll(/\p{C}+/gu, ' ')
        .replaceAll('##[', '# [')
        .replace(/^\s*::/, ': :');
}


/***/ }),

/***/ 8377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ planBuild),
  v: () => (/* binding */ whose)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./.build/lib/cache/references.js

/** The tag that the default branch writes, and everyone reads. */
const mainTag = 'buildcache';
/**
 * Where a build reads its cache and where it writes it.
 *
 * A reference with a tag is used as it is. For one without, each branch, tag and pull request writes a
 * tag of its own, so that none overwrites what the default branch has; all of them read that, too.
 *
 * @returns undefined when `reference` is not one
 */
function cacheReferences(reference, origin) {
    const parsed = parseReference(reference);
    if (parsed === undefined)
        return undefined;
    const { repository, tag } = parsed;
    if (tag !== undefined)
        return { read: [`${repository}:${tag}`], write: `${repository}:${tag}` };
    const tags = [...new Set(cacheTags(origin))];
    const read = tags.map((each) => `${repository}:${each}`);
    return { read, write: read[0] };
}
/** The repository of the image's first tag, to have the cache beside it. */
function defaultReference(tags) {
    return tags[0] === undefined ? undefined : parseReference(tags[0])?.repository;
}
// The grammar of distribution/reference, less the digest, which nobody can write to.
const host = '(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*';
const domain = `(?:${host}|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?`;
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const grammar = new RegExp(`^((?:${domain}/)?${component}(?:/${component})*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@sha256:[0-9a-f]{64})?$`);
function parseReference(text) {
    const match = grammar.exec(text);
    if (match?.[1] === undefined)
        return undefined;
    return { repository: match[1], ...(match[2] && { tag: match[2] }) };
}
function cacheTags({ kind, name, base, defaultBranch }) {
    // Where nobody says which branch is the default one, it goes by one of the usual names.
    const isDefault = (branch) => defaultBranch === undefined ? ['main', 'master'].includes(branch) : branch === defaultBranch;
    const branchTag = (branch) => (isDefault(branch) ? mainTag : slugged('branch', branch));
    if (kind === 'pull-request') {
        return [slugged(kind, name), ...(base === undefined ? [] : [branchTag(base)]), mainTag];
    }
    return [kind === 'tag' ? slugged(kind, name) : branchTag(name), mainTag];
}
const longestSlug = 60;
/**
 * `buildcache-<slug>`: a valid tag that is another one for each branch, tag and pull request.
 *
 * A plain branch name stays readable as it is. Any other could be the same as one when its strange
 * characters are gone, so it gets a piece of its hash.
 */
function slugged(kind, name) {
    const readable = kind === 'branch' ? name : `${kind === 'tag' ? 'tag' : 'pr'}-${name}`;
    const slug = readable
        .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
        .slice(0, longestSlug)
        .replaceAll(/^[.-]+|[.-]+$/g, '');
    // A pull request's number can only collide with a branch that is named like one.
    const isUnambiguous = slug === readable &&
        slug !== '' &&
        (kind === 'pull-request' || (kind === 'branch' && !/^(?:tag|pr)-|-[0-9a-f]{8}$/.test(slug)));
    if (isUnambiguous)
        return `${mainTag}-${slug}`;
    const hash = (0,external_node_crypto_.createHash)('sha256').update(`${kind} ${name}`).digest('hex').slice(0, 8);
    return [mainTag, slug, hash].filter(Boolean).join('-');
}

// EXTERNAL MODULE: ./.build/lib/input-values.js + 10 modules
var input_values = __nccwpck_require__(1922);
// EXTERNAL MODULE: ./.build/lib/errors.js
var errors = __nccwpck_require__(5119);
;// CONCATENATED MODULE: ./.build/lib/plain-store.js


/**
 * A build for a Docker daemon that keeps images in its own store of old, not in containerd's. What
 * nobody asked for is left out.
 *
 * @throws ConfigurationError for what that store can't do, which buildx would refuse in other words
 */
function forPlainStore(build) {
    const asked = askedInVain(build);
    if (asked !== undefined) {
        throw new errors/* ConfigurationError */.j1(`${asked} can't be had from this Docker daemon, which keeps images in its own store. Set driver: docker-container, which can, or turn on the daemon's containerd image store.`);
    }
    return { ...build, defaultAttests: [] };
}
function askedInVain({ attests, platforms, cacheTo, outputs, annotations, }) {
    const attest = attests.find((each) => attribute(each, 'disabled') !== 'true');
    if (attest !== undefined)
        return `An attestation (${attribute(attest, 'type')})`;
    if (platforms.length > 1)
        return `An image for several platforms (${platforms.join(', ')})`;
    const cache = cacheTo.map((each) => attribute(each, 'type') ?? 'registry');
    const exported = cache.find((type) => type !== 'inline');
    if (exported !== undefined)
        return `A cache of type ${exported}`;
    if (annotations.length > 0)
        return 'An image with annotations';
    const output = outputs.find((each) => attribute(each, 'type') === 'oci' ||
        (attribute(each, 'type') === 'docker' && attribute(each, 'dest') !== undefined));
    return output && `An output of type ${attribute(output, 'type')}`;
}
function attribute(text, name) {
    const field = (0,input_values/* parseFields */.L5)(text).find((each) => each.trim().startsWith(`${name}=`));
    return field?.trim().slice(name.length + 1);
}

;// CONCATENATED MODULE: ./.build/lib/plan.js



/**
 * Decides about pushing and about the registry cache. `cache-from` and `cache-to` stand as given.
 *
 * @throws ConfigurationError when what is asked for can't be had on this builder
 */
function planBuild(options) {
    const plan = planAnywhere(options);
    return options.hasPlainStore ? { ...plan, build: forPlainStore(plan.build) } : plan;
}
function planAnywhere({ build, cache, origin, isPersistent, allowUntrusted }) {
    const outsider = allowUntrusted ? undefined : origin.outsider;
    const notices = outsider === undefined
        ? []
        : [
            `${whose[outsider]}: nothing is pushed and no cache is written. allow-untrusted: true lifts this.`,
        ];
    const trusted = outsider === undefined ? build : withoutWrites(build);
    const exports = cache.export === 'always' || (cache.export === 'auto' && !isPersistent);
    const imports = !isPersistent;
    const reads = imports && build.cacheFrom.length === 0;
    const writes = exports && build.cacheTo.length === 0 && outsider === undefined;
    if (!['', 'build'].includes(build.call))
        return { build: trusted, notices, warnings: [] };
    if (!reads && !writes)
        return { build: trusted, notices, warnings: [] };
    const reference = cache.reference || defaultReference(build.tags);
    if (reference === undefined)
        return { build: trusted, notices, warnings: [] };
    const references = cacheReferences(reference, origin);
    if (references === undefined) {
        const name = cache.reference ? `cache-ref: "${reference}"` : `"${reference}"`;
        const uses = [reads && 'read from', writes && 'written to'].filter(Boolean).join(' or ');
        const warning = `${name} is not a registry reference, so no cache is ${uses} it.`;
        const error = 'not a registry reference';
        const refused = [{ name: reference, status: 'failed', seconds: 0, error }];
        return { build: trusted, ...(writes && { refused }), notices, warnings: [warning] };
    }
    return {
        build: {
            ...trusted,
            ...(reads && { cacheFrom: references.read.map((ref) => `type=registry,ref=${ref}`) }),
            ...(writes && { cacheTo: [cacheTo(references.write, cache.mode)] }),
        },
        ...(writes && { cacheWrite: references.write }),
        notices,
        warnings: [],
    };
}
/** The beginning of a sentence about what follows from it. */
const whose = {
    fork: 'This pull request comes from a fork',
    dependabot: 'This run was started by Dependabot',
};
/**
 * What a pull request from outside must not do. Its `outputs` that push are left out as well; those
 * that write to the runner stay.
 */
function withoutWrites(build) {
    return {
        ...build,
        push: false,
        cacheTo: [],
        outputs: build.outputs.filter((output) => !pushes(output)),
    };
}
/** buildx reads an output as CSV, and what isn't one of Go's words for false as true. */
function pushes(output) {
    const attributes = (0,input_values/* parseFields */.L5)(output).map((field) => field.trim().split(/\s*=\s*/, 2));
    const value = (name) => attributes.findLast(([each]) => each?.toLowerCase() === name)?.[1];
    if (value('type')?.toLowerCase() === 'registry')
        return true;
    return !['0', 'f', 'false', undefined].includes(value('push')?.toLowerCase());
}
/**
 * An error while writing the cache must not fail a build whose image may be pushed already. The two
 * media type options are the default only from BuildKit 0.21 on, and some registries need them.
 *
 * zstd, because for 120 MB of layers writing the cache took 10 s instead of gzip's 26 s, and a build
 * from it 8 s instead of 16 s, at the same size. Layers that the image has as gzip stay as they are.
 */
function cacheTo(reference, mode) {
    return [
        'type=registry',
        `ref=${reference}`,
        `mode=${mode}`,
        'image-manifest=true',
        'oci-mediatypes=true',
        'compression=zstd',
        'ignore-error=true',
    ].join(',');
}


/***/ }),

/***/ 8763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Pl: () => (/* binding */ writePrivateFile),
/* harmony export */   nq: () => (/* binding */ createPrivateDirectory),
/* harmony export */   th: () => (/* binding */ removePrivateDirectory),
/* harmony export */   we: () => (/* binding */ choosePrivateDirectory)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6760);





const prefix = 'remote-buildkit-';
/** A name below `RUNNER_TEMP` that no other step uses. Nothing is created yet, so that it can be saved first. */
function choosePrivateDirectory(env) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_4__.resolve)(env.RUNNER_TEMP || (0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)(), `${prefix}${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
}
/** Fails when the directory exists already: only an attacker on the same machine could have made it. */
async function createPrivateDirectory(directory) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdirSync)(directory, { mode: 0o700 });
}
/** The mode is given at creation: there is no moment at which another user could open the file. */
async function writePrivateFile(path, text) {
    // A few small files: at once they take half a millisecond, by the thread pool five.
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(path, text, { mode: 0o600, flag: 'wx' });
}
/**
 * Removes it with all that is in it, or all but what is to be kept.
 *
 * A process that is just ending may still write into it, hence the retries.
 */
async function removePrivateDirectory(directory, keep = []) {
    const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 };
    if (keep.length === 0)
        return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(directory, options);
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(directory)) {
        if (!keep.includes(name))
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(directory, name), options);
    }
}


/***/ }),

/***/ 2336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ size),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   p0: () => (/* binding */ duration)
/* harmony export */ });
/** `0.06 s`, `3.1 s`, `41 s`, `2 min 10 s`, `1 h 3 min`. */
function duration(seconds) {
    if (seconds < 0.995)
        return `${seconds.toFixed(2)} s`;
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    const minutes = Math.round(seconds / 60);
    if (whole < 3600)
        return withRest(Math.floor(whole / 60), 'min', whole % 60, 's');
    return withRest(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}
/** Bytes in powers of 1000: `329 B`, `1.98 MB`. */
function size(bytes) {
    if (bytes < 1000)
        return `${bytes} B`;
    const power = Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
    return `${(bytes / 1000 ** power).toFixed(2)} ${units[power - 1]}`;
}
/** `1 step`, `2 steps`. */
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
const units = ['kB', 'MB', 'GB', 'TB'];
function withRest(whole, unit, rest, restUnit) {
    return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${restUnit}`;
}


/***/ }),

/***/ 4275:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   XV: () => (/* binding */ createAnnotations),
/* harmony export */   os: () => (/* binding */ checkAnnotation)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);

/** Of one step the runner shows no more than this of each level. */
const mostAnnotations = 10;
/**
 * Puts out annotations so that the runner shows all of them: none twice, and of those that are too many
 * for it one that counts them; the log has each.
 */
function createAnnotations(annotate, say) {
    const seen = new Set();
    const numbers = new Map();
    const last = new Map();
    const sayPlainly = (level, message) => say(`${names[level]}: ${message}`);
    return {
        add(level, message, place = {}) {
            const key = JSON.stringify([level, message, place]);
            if (seen.has(key))
                return;
            seen.add(key);
            const number = (numbers.get(level) ?? 0) + 1;
            numbers.set(level, number);
            if (number < mostAnnotations)
                annotate(level, message, place);
            // The last place is kept until it is known whether it is needed for the count.
            else if (number === mostAnnotations)
                last.set(level, { message, place });
            else
                sayPlainly(level, message);
        },
        close() {
            for (const [level, { message, place }] of last) {
                const rest = (numbers.get(level) ?? 0) - mostAnnotations + 1;
                if (rest === 1) {
                    annotate(level, message, place);
                    continue;
                }
                sayPlainly(level, message);
                annotate(level, `${rest} more ${level}s; the log has them.`, {});
            }
            last.clear();
        },
    };
}
const names = {
    error: 'Error',
    warning: 'Warning',
    notice: 'Notice',
};
/** What a build check has found, as an annotation of its line. */
function checkAnnotation({ message, title, filename, line }, dockerfile) {
    return { message, place: { ...placeOf(filename, line, dockerfile), ...(title && { title }) } };
}
/** Nothing when the named file isn't the Dockerfile that the repository has. */
function placeOf(filename, line, dockerfile) {
    if (dockerfile === undefined || node_path__WEBPACK_IMPORTED_MODULE_0__.posix.basename(filename) !== node_path__WEBPACK_IMPORTED_MODULE_0__.posix.basename(dockerfile))
        return {};
    return { file: dockerfile, ...(line !== undefined && { startLine: line }) };
}


/***/ }),

/***/ 4717:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ hideValues)
/* harmony export */ });
/**
 * Puts the names of build arguments where their values stand: BuildKit expands them in the names of
 * steps, and a summary is read by more people than a log.
 */
function hideValues(text, buildArgs, env) {
    return buildArgs
        .map((entry) => {
        const at = entry.indexOf('=');
        const name = at < 0 ? entry : entry.slice(0, at);
        return { name, value: at < 0 ? (env[entry] ?? '') : entry.slice(at + 1) };
    })
        .filter(({ value }) => value.trim() !== '')
        .toSorted((a, b) => b.value.length - a.value.length)
        .reduce((hidden, { name, value }) => replace(hidden, value, `$${name}`), text);
}
/** A short one only as a word of its own: a `1` is in many words. */
function replace(text, value, name) {
    if (value.length >= 4)
        return text.replaceAll(value, () => name);
    const literal = value.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return text.replaceAll(new RegExp(`(?<!\\w)${literal}(?!\\w)`, 'g'), () => name);
}


/***/ }),

/***/ 2180:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ buildFacts)
/* harmony export */ });
/* harmony import */ var _build_log_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1060);
/* harmony import */ var _cache_report_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3390);


function buildFacts(result) {
    const { record, metadata, failure, excerpt, seconds, plan } = result;
    const isCanceled = failure === _build_log_js__WEBPACK_IMPORTED_MODULE_0__/* .canceledFailure */ .Y;
    const blamed = failure === undefined || isCanceled ? undefined : record.failure;
    return {
        report: (0,_cache_report_js__WEBPACK_IMPORTED_MODULE_1__/* .cacheReport */ .V)(result),
        seconds,
        tags: plan.build.tags,
        ...(metadata?.digest && { digest: metadata.digest }),
        ...(failure !== undefined && { failure }),
        isCanceled,
        ...(blamed && { failedAt: blamed.name }),
        ...(excerpt && { excerpt }),
        lastOutput: blamed?.lastOutput ?? [],
    };
}


/***/ }),

/***/ 1060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ canceledFailure),
  X: () => (/* binding */ createBuildLog)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: ./.build/lib/buildx/vertex-table.js
var vertex_table = __nccwpck_require__(564);
// EXTERNAL MODULE: ./.build/lib/buildx/intervals.js
var intervals = __nccwpck_require__(6245);
// EXTERNAL MODULE: ./.build/lib/buildx/step-name.js
var step_name = __nccwpck_require__(7413);
// EXTERNAL MODULE: ./.build/lib/cache/cache-sources.js
var cache_sources = __nccwpck_require__(6906);
// EXTERNAL MODULE: ./.build/lib/report/output-lines.js + 1 modules
var output_lines = __nccwpck_require__(7590);
;// CONCATENATED MODULE: ./.build/lib/report/pace.js
const firstPause = 5000;
const longestPause = 60_000;
/**
 * Whether it is time to show again how something stands that began at `start` and was last shown at
 * `shownAt`: after five seconds, then whenever it has taken twice as long, and at least once a minute.
 * All in milliseconds, by the stream's own clock.
 */
function isDue(start, shownAt, now) {
    if (shownAt === undefined)
        return now - start >= firstPause;
    return now - shownAt >= Math.min(Math.max(shownAt - start, firstPause), longestPause);
}

;// CONCATENATED MODULE: ./.build/lib/report/progress-lines.js


function createProgressLines() {
    const shown = new Map();
    const works = new Map(layerWorks.map((work) => [work, createLayerSum(work)]));
    return {
        lineFor(status, isAside) {
            const work = layerWorks.find(({ id }) => id.test(status.id));
            if (work !== undefined)
                return works.get(work)?.lineFor(status);
            const start = Date.parse(status.started ?? status.timestamp);
            const at = Date.parse(status.timestamp);
            const last = shown.get(status.id);
            if (status.completed !== undefined) {
                if (last?.isDone || (isAside && last === undefined))
                    return undefined;
                shown.set(status.id, { at, isDone: true });
                return `${describe((0,output_lines/* cleanLine */.O)(status.id), status, start, Date.parse(status.completed))} done`;
            }
            if (!isDue(start, last?.at, at))
                return undefined;
            shown.set(status.id, { at, isDone: false });
            return describe((0,output_lines/* cleanLine */.O)(status.id), status, start, at);
        },
        layerLines: () => [...works.values()].flatMap((sum) => sum.takeDone() ?? []),
    };
}
const layerWorks = [
    { id: /^sha256:/, doing: 'downloading', done: 'downloaded' },
    { id: /^extracting sha256:/, doing: 'extracting', done: 'extracted' },
    { id: /^writing layer sha256:/, doing: 'writing', done: 'wrote' },
    { id: /^loading layer /, doing: 'loading', done: 'loaded' },
];
/** One kind of work on the layers of a vertex. */
function createLayerSum({ doing, done }) {
    const layers = new Map();
    const told = new Set();
    let shownAt;
    return {
        lineFor(status) {
            if (told.has(status.id))
                return undefined;
            const at = Date.parse(status.timestamp);
            const { current, total = 0, completed } = status;
            const start = Date.parse(status.started ?? status.timestamp);
            const end = completed === undefined ? {} : { end: Date.parse(completed) };
            layers.set(status.id, { current, total, start, ...end });
            const all = [...layers.values()];
            const begin = Math.min(...all.map((layer) => layer.start));
            if (completed !== undefined || !isDue(begin, shownAt, at))
                return undefined;
            shownAt = at;
            return describe(`${doing} ${count(all.length)}`, sum(all), begin, at);
        },
        takeDone() {
            const ended = [...layers].filter(([, { end }]) => end !== undefined);
            if (ended.length === 0)
                return undefined;
            for (const [id] of ended) {
                told.add(id);
                layers.delete(id);
            }
            shownAt = undefined;
            const all = ended.map(([, layer]) => layer);
            const start = Math.min(...all.map((layer) => layer.start));
            const end = Math.max(...all.map((layer) => layer.end ?? layer.start));
            const { current } = sum(all);
            return describe(`${done} ${count(all.length)}`, { current, total: 0 }, start, end);
        },
    };
}
function sum(layers) {
    return layers.reduce((all, { current, total }) => ({ current: all.current + current, total: all.total + total }), { current: 0, total: 0 });
}
function count(layers) {
    return layers === 1 ? '1 layer' : `${layers} layers`;
}
function describe(what, { current, total = 0 }, start, end) {
    const seconds = (end - start) / 1000;
    const bytes = total > 0 ? ` ${size(current)} / ${size(total)}` : current > 0 ? ` ${size(current)}` : '';
    return `${what}${bytes}${seconds >= 0.05 ? ` ${seconds.toFixed(1)}s` : ''}`;
}
/** Bytes in powers of 1000, as buildx writes them: `329B`, `1.98MB`. */
function size(bytes) {
    if (bytes < 1000)
        return `${bytes}B`;
    const power = Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
    return `${(bytes / 1000 ** power).toFixed(2)}${units[power - 1]}`;
}
const units = ['kB', 'MB', 'GB', 'TB'];

;// CONCATENATED MODULE: ./.build/lib/report/short-error.js
/** What BuildKit says of a step that failed, without its command, which the name of the step has. */
function shortError(error) {
    return error.replace(/^process ".*" did not complete successfully: /s, '');
}

;// CONCATENATED MODULE: ./.build/lib/report/step-output.js


/** Programs write, pipes carry and BuildKit reads in multiples of this, unless there is no more. */
const bufferBytes = 4096;
/** One of the two output streams of a step. */
function createStepOutput() {
    const output = (0,output_lines/* createOutputLines */.R)();
    /** Since when a line has been redrawn, and when that was last shown. */
    let redraw;
    let seconds = '';
    let isMidway = false;
    return {
        add({ data, timestamp }, start) {
            const at = Date.parse(timestamp);
            seconds = formatSeconds((at - (start ?? at)) / 1000);
            const bytes = Buffer.from(data ?? '', 'base64');
            isMidway = bytes.length > 0 && bytes.length % bufferBytes === 0;
            const lines = output.add(bytes);
            if (lines.length > 0)
                redraw = undefined;
            const redrawn = output.redrawn();
            if (redrawn !== undefined) {
                redraw ??= { start: at };
                if (isDue(redraw.start, redraw.shownAt, at)) {
                    redraw = { start: redraw.start, shownAt: at };
                    return [...lines, redrawn].map((line) => `${seconds} ${line}`);
                }
            }
            return lines.map((line) => `${seconds} ${line}`);
        },
        isMidway: () => isMidway,
        end() {
            const line = output.end();
            return line === undefined ? [] : [`${seconds} ${line}`];
        },
    };
}
/** Five characters in the first hundred seconds, as buildx writes them: `0.312`, `12.31`. */
function formatSeconds(seconds) {
    const safe = Math.max(seconds, 0) || 0;
    return safe.toFixed(safe < 10 ? 3 : safe < 100 ? 2 : 1);
}

;// CONCATENATED MODULE: ./.build/lib/report/log-block.js








function createLogBlock() {
    const members = new Map();
    const progress = createProgressLines();
    const outputs = new Map();
    let lines = [];
    /** How it was closed the last time, and whether it has had lines since. */
    let closed;
    let hasNews = false;
    /** Whether it has worked since it was closed. */
    let isOpen = true;
    function addNews(added) {
        for (const line of added)
            lines.push(line);
        if (added.length > 0)
            hasNews = true;
    }
    function flush(isEnough) {
        for (const [key, output] of outputs) {
            if (!isEnough(output))
                continue;
            addNews(output.end());
            outputs.delete(key);
        }
    }
    const isComplete = () => {
        const all = [...members.values()];
        return all.some(({ completed }) => completed) && !all.some(vertex_table/* isRunning */.W_);
    };
    return {
        number: undefined,
        update(facts) {
            members.set(facts.digest, facts);
            if ((0,vertex_table/* isRunning */.W_)(facts))
                isOpen = true;
        },
        addStatus(status) {
            const facts = members.get(status.vertex);
            // Nobody wants to know of the merge of a `COPY --link` unless it takes long, nor to read the
            // reference of a `FROM` again.
            const isAside = (facts !== undefined && isMerge(facts)) || status.id.startsWith('resolve ');
            const line = progress.lineFor(status, isAside);
            if (line !== undefined)
                addNews([line]);
        },
        addWarning({ short }) {
            lines.push(...toLines(`WARN: ${Buffer.from(short ?? '', 'base64')}`));
        },
        addOutput(log) {
            const key = `${log.vertex} ${log.stream ?? 1}`;
            const output = outputs.get(key) ?? createStepOutput();
            outputs.set(key, output);
            addNews(output.add(log, lastStart(members.get(log.vertex))));
        },
        closeIfComplete() {
            if (!isComplete())
                return;
            addNews(progress.layerLines());
            // Output that comes in a flood is told of later than the end, in pieces: nothing may tear those.
            if (isOpen)
                flush((output) => !output.isMidway());
            isOpen = false;
            const ending = endingOf([...members.values()]);
            // Layers that are pulled when they are first needed wake a vertex again after its end. That is
            // worth a second ending only where there was something to see, and a hit stays one.
            const isFirst = closed === undefined;
            const isWorse = ending.isFault && closed?.isFault === false;
            const isReopened = closed?.isHit === false && !closed.isFault && hasNews;
            if (!isFirst && !isWorse && !isReopened)
                return;
            if (ending.isGlance && !hasNews)
                return;
            // An image that is resolved, pulled and unpacked ends three times, mostly in no time.
            const isSaid = closed !== undefined && String(closed.lines) === String(ending.lines);
            if (!isSaid)
                lines.push(...ending.lines);
            closed = ending;
            hasNews = false;
        },
        flush() {
            addNews(progress.layerLines());
            flush(() => true);
        },
        isComplete,
        title() {
            const [first] = members.values();
            return toLines(first?.group?.name ?? first?.name ?? '').join(' ');
        },
        takeLines() {
            const taken = lines;
            lines = [];
            return taken;
        },
    };
}
function endingOf(members) {
    const fault = members.find((facts) => facts.error);
    if (fault?.error !== undefined) {
        const lines = (0,vertex_table/* isCancellation */.iB)(fault.error) ? ['CANCELED'] : faultLines(fault, fault.error);
        return { lines, isGlance: false, isFault: true, isHit: false };
    }
    // A merge runs again when a layer below it changed, though the copy came from cache.
    const steps = members.filter((facts) => !isMerge(facts));
    const isHit = (steps.length > 0 ? steps : members).every(({ cached }) => cached);
    const seconds = (0,intervals/* wallSeconds */.SR)(members.flatMap((facts) => (0,vertex_table/* workedIntervals */.Lt)(facts, 0)));
    return {
        lines: [isHit ? 'CACHED' : `DONE ${seconds.toFixed(1)}s`],
        isGlance: !isHit && seconds <= 0.001 && members.every(({ inputs }) => inputs.length === 0),
        isFault: false,
        isHit,
    };
}
/** A first build has no cache to import yet: that is no error, nor is any import that doesn't work out. */
function faultLines(facts, error) {
    if (!(0,cache_sources/* isCacheImport */.Mb)(facts))
        return toLines(`ERROR: ${shortError(error)}`);
    return (0,cache_sources/* sourceStatus */.GD)(facts) === 'missing' ? ['nothing there yet'] : toLines(`not used: ${error}`);
}
function isMerge(facts) {
    const step = (0,step_name/* parseStepName */.Z)(facts.name);
    return step !== undefined && (0,step_name/* isLinkMerge */.z)(step);
}
function lastStart(facts) {
    const starts = [...(facts?.runs.values() ?? [])].map(({ start }) => start);
    return starts.length > 0 ? Math.max(...starts) : undefined;
}
function toLines(text) {
    return text.trimEnd().split('\n').map(output_lines/* cleanLine */.O);
}

;// CONCATENATED MODULE: ./.build/lib/report/live-log.js


/** After so many lines of others nobody knows any more which step a number stands for. */
const longestMemory = 40;
/**
 * Writes a build's stream as lines in the form of `buildx build --progress=plain`: each vertex has a
 * number, by the order of its first show, and each of its lines begins with it.
 *
 * Other than there, steps that run at the same time aren't shown in turns but as their lines come:
 * nothing is held back but what isn't a whole line. A step whose lines come after many of others is
 * introduced again. `write` is called with whole lines, at most once for each call of `status`, `text`
 * and `end`.
 */
function createLiveLog(write) {
    const vertices = (0,vertex_table/* createVertexTable */.Z4)();
    const blocks = new Map();
    let numbered = 0;
    let current;
    /** Lines shown so far, and how many there were after the last of each block. */
    let shown = 0;
    const seenAt = new Map();
    function blockOf(digest) {
        const key = vertices.get(digest)?.group?.id ?? digest;
        const block = blocks.get(key) ?? createLogBlock();
        blocks.set(key, block);
        return block;
    }
    /** The new lines of a block, below its name when nobody can know it. */
    function show(block) {
        const lines = block.takeLines();
        let text = '';
        const isFar = shown - (seenAt.get(block) ?? shown) > longestMemory;
        if (block.number === undefined || (isFar && lines.length > 0)) {
            block.number ??= ++numbered;
            text = `${shown === 0 ? '' : '\n'}#${block.number} ${block.title()}\n`;
        }
        for (const line of lines)
            text += `#${block.number} ${line}\n`;
        if (text !== '') {
            shown += lines.length + 1;
            seenAt.set(block, shown);
            current = block;
        }
        return text;
    }
    function showAll(touched) {
        // Lines of the step that was shown last stay together, and what has ended comes before what begins.
        const order = (block) => (block === current ? 0 : block.isComplete() ? 1 : 2);
        const text = [...touched]
            .sort((a, b) => order(a) - order(b))
            .map(show)
            .join('');
        if (text !== '')
            write(text);
    }
    return {
        status({ vertexes = [], statuses = [], warnings = [], logs = [] }) {
            const touched = new Set();
            const touch = (digest) => {
                const block = blockOf(digest);
                touched.add(block);
                return block;
            };
            for (const event of vertexes) {
                const facts = vertices.update(event);
                blockOf(event.digest).update(facts);
                if (event.started)
                    touch(event.digest);
            }
            for (const status of statuses)
                touch(status.vertex).addStatus(status);
            for (const warning of warnings)
                if (warning.vertex)
                    touch(warning.vertex).addWarning(warning);
            for (const log of logs)
                touch(log.vertex).addOutput(log);
            for (const block of touched)
                block.closeIfComplete();
            showAll(touched);
        },
        text(line) {
            const isBelowBlock = current !== undefined;
            current = undefined;
            shown += 1;
            write(`${isBelowBlock ? '\n' : ''}${line}\n`);
        },
        end() {
            const open = [...blocks.values()].filter((block) => block.number !== undefined);
            for (const block of open)
                block.flush();
            showAll(open);
        },
    };
}

;// CONCATENATED MODULE: ./.build/lib/report/build-log.js




/**
 * The log of a build, from its first line to why it failed.
 *
 * What a `RUN` prints could hold workflow commands, which the runner would obey: it looks for `##[…]`
 * even in mid-line. So it is told to stop listening until a word that the build can't guess.
 */
function createBuildLog() {
    const token = (0,external_node_crypto_.randomUUID)();
    const lines = [`::stop-commands::${token}\n`];
    const errors = [];
    const live = createLiveLog((text) => lines.push(text));
    const take = () => lines.splice(0).join('');
    return {
        status: (status) => live.status(status),
        text(raw) {
            const line = (0,output_lines/* cleanLine */.O)(raw);
            // From its last words on, buildx explains the failure; the step it is about comes first.
            if (errors.length > 0 || isExplanation(line))
                errors.push(line);
            else
                live.text(line);
        },
        take,
        close({ exitCode, canceled, record }) {
            live.end();
            const failure = exitCode === 0 ? undefined : describeFailure(exitCode, canceled, record, errors);
            if (failure !== undefined && !canceled)
                lines.push(failedStep(record));
            else if (errors.length > 0)
                lines.push('\n');
            lines.push(...errors.map((line) => `${line}\n`), `::${token}::\n`);
            const excerpt = readExcerpt(errors);
            return {
                text: take(),
                ...(failure !== undefined && { failure }),
                ...(failure !== undefined && excerpt && { excerpt }),
            };
        },
    };
}
/** The failure of a build that the user stopped. */
const canceledFailure = 'The build was canceled.';
const place = /^(\S+):(\d+)$/;
/** The Dockerfile excerpt, which begins with the place (`Dockerfile:12`), or the error itself. */
function isExplanation(line) {
    return line.startsWith('ERROR: ') || place.test(line);
}
function readExcerpt(errors) {
    const start = errors.findIndex((line) => place.test(line));
    const [, filename = '', line] = place.exec(errors[start] ?? '') ?? [];
    const rest = errors.slice(start + 2);
    const end = rest.findIndex((text) => /^-{3,}$/.test(text));
    if (line === undefined || end < 0)
        return undefined;
    return { filename, line: Number(line), text: rest.slice(0, end).join('\n') };
}
function failedStep({ failure }) {
    if (failure === undefined || failure.lastOutput.length === 0)
        return '\n';
    const rule = '------\n';
    // The page that shows a log folds and paints lines that begin so, even where nothing is obeyed.
    const output = failure.lastOutput.map((line) => `${line.replace('##[', '# [')}\n`).join('');
    return `\n${rule} > ${failure.name}:\n${output}${rule}`;
}
function describeFailure(exitCode, canceled, { failure, running }, errors) {
    if (canceled)
        return canceledFailure;
    const error = errors.findLast((line) => line.startsWith('ERROR: '))?.slice('ERROR: '.length);
    if (failure === undefined && error !== undefined && isLostConnection(error)) {
        const steps = running.length > 0 ? ` while it ran ${running.join(', ')}` : '';
        return `The connection to the BuildKit daemon broke${steps}. Was the daemon stopped or restarted? (${error})`;
    }
    if (failure !== undefined)
        return `${failure.name} failed: ${shortError(failure.error)}`;
    return error ?? `buildx ended with exit code ${exitCode}.`;
}
/** gRPC's words for a peer that is gone, as buildx passes them on. */
function isLostConnection(error) {
    return /failed to receive status|code = Unavailable|error reading from server|transport is closing/.test(error);
}


/***/ }),

/***/ 4344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ cachePlaces)
/* harmony export */ });
/* harmony import */ var _amounts_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2336);

function cachePlaces({ sources, exports }) {
    return [...sources.map(readFrom), ...exports.map(writtenTo)];
}
function readFrom({ name, status, seconds, error }) {
    const words = {
        imported: `imported in ${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(seconds)}`,
        missing: 'nothing there yet',
        refused: 'not allowed to read it',
        failed: 'not used',
        unfinished: 'the build ended first',
    }[status];
    const isTold = error !== undefined && (status === 'refused' || status === 'failed');
    return { name, words, ...(isTold && { error }) };
}
function writtenTo({ name, status, seconds, error }) {
    const words = {
        exported: `written in ${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(seconds)}`,
        failed: 'not written',
        unfinished: 'not written: the build ended first',
    }[status];
    return { name, words, ...(error !== undefined && status === 'failed' && { error }) };
}


/***/ }),

/***/ 3390:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ cacheReport)
/* harmony export */ });
function cacheReport(result) {
    const { record, builder, plan, insight, retries = 0 } = result;
    const { total, cached, executed, failed, canceled, notStarted, percent, hit } = record;
    return {
        schemaVersion: 1,
        retries,
        total,
        cached,
        executed,
        failed,
        canceled,
        notStarted,
        percent,
        hit,
        ...(insight?.secondsSaved !== undefined && { secondsSaved: insight.secondsSaved }),
        steps: record.steps.map((step, index) => {
            const savedSeconds = insight?.savedSeconds.get(index);
            return savedSeconds === undefined ? step : { ...step, savedSeconds };
        }),
        misses: insight?.misses ?? record.misses,
        slowest: record.slowest,
        sources: record.sources,
        exports: [
            ...record.exports.map((each) => named(each, plan?.cacheWrite)),
            ...(plan?.refused ?? []),
        ],
        seconds: splitSeconds(result),
        contextBytes: record.contextBytes,
        ...(insight?.cacheMounts && { cacheMounts: insight.cacheMounts }),
        ...(builder && {
            builder: {
                driver: builder.driver,
                endpoint: builder.endpoint,
                version: builder.daemon.version,
                ...(builder.fallback && { fallback: builder.fallback }),
            },
        }),
    };
}
function splitSeconds({ record, builder, cleaningUpSeconds = 0, }) {
    const { connectSeconds = 0, waitSeconds = 0 } = builder ?? {};
    return {
        connecting: exact(connectSeconds - waitSeconds),
        waiting: exact(waitSeconds),
        ...record.seconds,
        cleaningUp: exact(cleaningUpSeconds),
    };
}
/** To a millisecond. */
function exact(seconds) {
    return Math.round(seconds * 1000) / 1000;
}
function named(cacheExport, reference) {
    const isOurs = cacheExport.name === 'registry' && reference !== undefined;
    return isOurs ? { ...cacheExport, name: reference } : cacheExport;
}


/***/ }),

/***/ 7360:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ closingLines)
/* harmony export */ });
/* harmony import */ var _cache_places_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4344);
/* harmony import */ var _misses_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8569);
/* harmony import */ var _seconds_split_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(541);
/* harmony import */ var _step_words_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4259);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4318);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7788);






/** The end of the log, at most five lines: what isn't there to tell has no line. */
function closingLines(facts) {
    return [
        (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .verdict */ .W)(facts),
        labeled('Time', (0,_seconds_split_js__WEBPACK_IMPORTED_MODULE_1__/* .describeParts */ .M)(facts.report)),
        failedAt(facts) ?? missed(facts),
        labeled('Cache', caches(facts)),
        labeled('Image', image(facts)),
    ].filter((line) => line !== undefined);
}
function labeled(label, text) {
    return text === '' ? undefined : `${label}: ${text}`;
}
function failedAt({ failedAt, excerpt }) {
    if (failedAt === undefined)
        return undefined;
    const place = excerpt ? ` (${excerpt.filename}:${excerpt.line})` : '';
    return `Failed at: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .cut */ .J)(failedAt, longestName)}${place}`;
}
function missed({ report }) {
    const miss = (0,_misses_js__WEBPACK_IMPORTED_MODULE_0__/* .firstMiss */ .J)(report);
    if (miss === undefined)
        return undefined;
    const { step, why, detail, before } = miss;
    const where = (0,_step_words_js__WEBPACK_IMPORTED_MODULE_4__/* .placeOfStep */ .VP)(step) && ` [${(0,_step_words_js__WEBPACK_IMPORTED_MODULE_4__/* .placeOfStep */ .VP)(step)}]`;
    const more = detail === undefined ? '' : ` (${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .cut */ .J)(detail, longestName)})`;
    const which = before === undefined ? '' : `, ${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .cut */ .J)((0,_step_words_js__WEBPACK_IMPORTED_MODULE_4__/* .withoutMounts */ .Bc)(before), longestName)}`;
    return `First to run:${where} ${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .cut */ .J)((0,_step_words_js__WEBPACK_IMPORTED_MODULE_4__/* .shortName */ .EU)(step), longestName)}: ${why}${more}${which}`;
}
function caches({ report }) {
    return (0,_cache_places_js__WEBPACK_IMPORTED_MODULE_5__/* .cachePlaces */ .V)(report)
        .slice(0, mostPlaces)
        .map(({ name, words }) => `${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .cut */ .J)(name, longestName)} ${words}`)
        .join('; ');
}
/** Not when there is none: the build failed, or made something else. */
function image({ tags, digest }) {
    if (digest === undefined)
        return '';
    const [first = '', ...others] = tags;
    const also = others.slice(0, mostPlaces).join(', ');
    const rest = others.length > mostPlaces ? ` and ${others.length - mostPlaces} more` : '';
    return `${first && `${first}@`}${digest}${also && `, also ${also}${rest}`}`;
}
const longestName = 120;
const mostPlaces = 4;


/***/ }),

/***/ 7859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ helpLink)
/* harmony export */ });
/** The heading that says more about a fault, in the version of this action that runs. */
function helpLink(code, env) {
    const server = env.GITHUB_SERVER_URL || 'https://github.com';
    // Both are empty when the action is used from a checkout, as in `uses: ./`.
    const repository = env.GITHUB_ACTION_REPOSITORY || 'org/remote-buildkit';
    const version = (env.GITHUB_ACTION_REPOSITORY && env.GITHUB_ACTION_REF) || 'main';
    return `${server}/${repository}/blob/${version}/docs/troubleshooting.md#${code}`;
}


/***/ }),

/***/ 8569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ firstMiss),
/* harmony export */   S: () => (/* binding */ explainMisses)
/* harmony export */ });
/** In the order of the Dockerfile. */
function explainMisses({ misses, steps }) {
    return misses.flatMap(({ step: index, reason, detail }) => {
        const step = steps[index];
        if (step === undefined)
            return [];
        const key = reason === 'previous-step-ran' ? 'before' : 'detail';
        return [{ step, why: reasons[reason], ...(detail !== undefined && { [key]: detail }) }];
    });
}
/** The miss to begin with: the first that isn't the mere consequence of another. */
function firstMiss(report) {
    const causes = report.misses.filter(({ reason }) => reason !== 'previous-step-ran');
    const [first] = explainMisses({ ...report, misses: [...causes, ...report.misses] });
    return first;
}
const reasons = {
    'context-changed': 'what it copies has changed',
    'instruction-changed': 'the instruction has changed, or an argument that goes into it',
    'base-image-changed': 'the base image has changed',
    'previous-step-ran': 'it builds on a step that ran',
    'no-cache': 'the build was asked not to use its cache',
    evicted: 'the daemon made it before and has lost it since',
    'never-built-here': 'no earlier build on this daemon made it',
    unknown: 'the reason is not known',
};


/***/ }),

/***/ 7590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  O: () => (/* binding */ cleanLine),
  R: () => (/* binding */ createOutputLines)
});

;// CONCATENATED MODULE: external "node:string_decoder"
const external_node_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");
;// CONCATENATED MODULE: ./.build/lib/report/output-lines.js

/** A line without end is given out in pieces of about this many characters. */
const longestRest = 256 * 1024;
function createOutputLines() {
    const decoder = new external_node_string_decoder_namespaceObject.StringDecoder('utf8');
    const colour = createColourCarry();
    let rest = '';
    let redrawn = false;
    const finish = (line) => colour.close(isPlain(line) ? line : cleanLine(line));
    return {
        add(data) {
            const lines = decoder.write(data).split('\n');
            const open = lines.pop() ?? '';
            if (lines.length > 0) {
                lines[0] = rest + lines[0];
                rest = '';
                redrawn = false;
            }
            rest += open;
            const whole = lines.map(finish);
            if (isRedraw(open)) {
                redrawn = true;
                // Only the last state can ever be shown.
                rest = forgetStates(rest).slice(-longestRest);
            }
            else if (rest.length > longestRest) {
                whole.push(finish(rest));
                rest = '';
            }
            return whole;
        },
        redrawn: () => (redrawn ? `${cleanLine(rest)}${rest.includes(esc) ? output_lines_reset : ''}` : undefined),
        end() {
            const line = finish(rest + decoder.end());
            rest = '';
            redrawn = false;
            return line === '' ? undefined : line;
        },
    };
}
/** One line of text that isn't a step's output, such as an error: nothing that breaks or moves. */
function cleanLine(line) {
    return lastState(line).replace(escapes, keepColour).replace(controls, '');
}
const esc = '\u001b';
const output_lines_reset = `${esc}[0m`;
/** CSI sequences (of which colours end in `m`), OSC sequences (titles, links), and the short ones. */
const escapes = new RegExp(`${esc}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${esc}]*(?:\\u0007|${esc}\\\\)|[ -/]*[0-Z\\\\^-~])`, 'g');
/** The beginning of one, at the end of a piece. */
const unfinishedEscape = new RegExp(`${esc}(?:\\[[0-?]*[ -/]*|\\][^\\u0007${esc}]*${esc}?|[ -/]*)$`);
const colours = new RegExp(`${esc}\\[[0-9;:]*m`, 'g');
/** All that is left of C0 but the tab and of C1, and what JavaScript and browsers take for line ends. */
const controls = new RegExp(`(?!${esc}\\[[0-9;:]*m)[\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029]`, 'g');
/** To the first column, as npm and yarn draw their bars. */
const toLineStart = new RegExp(`${esc}\\[[01]?G`, 'g');
const lineStarts = ['', '0', '1'].map((column) => `${esc}[${column}G`);
const special = /[^\t\u0020-\u007e\u00a0-\u2027\u202a-\uffff]/;
function isPlain(line) {
    return !special.test(line);
}
function isRedraw(text) {
    return text.includes('\r') || lineStarts.some((sequence) => text.includes(sequence));
}
/** The last of what stood in a line that could be seen. */
function lastState(line) {
    if (!isRedraw(line))
        return line;
    const states = line.replace(toLineStart, '\r');
    const start = lastStart(states);
    const end = states.indexOf('\r', start);
    return states.slice(start, end < 0 ? undefined : end);
}
/** Where it begins; where the last begins when none could. Looks from the end: there may be thousands. */
function lastStart(states) {
    for (let end = states.length; end > 0;) {
        const start = states.lastIndexOf('\r', end - 1) + 1;
        const state = states.slice(start, end);
        if (state.replace(escapes, '').replace(controls, '') !== '')
            return start;
        end = start - 1;
    }
    return states.lastIndexOf('\r') + 1;
}
/** The same line without what can't be seen any more. */
function forgetStates(line) {
    // What isn't whole yet may turn out to be nothing that is seen.
    if (unfinishedEscape.test(line))
        return line;
    const states = line.replace(toLineStart, '\r');
    return states.slice(lastStart(states));
}
function keepColour(sequence) {
    return sequence.match(colours) ? sequence : '';
}
/** Closes colours at a line's end, and opens them again on the next line of the same stream. */
function createColourCarry() {
    let open = [];
    return {
        close(line) {
            if (open.length === 0 && !line.includes(esc))
                return line;
            const start = open.join('');
            for (const [sequence] of line.matchAll(colours)) {
                open = resets.test(sequence) ? [] : [...open, sequence].slice(-carriedColours);
            }
            return `${start}${line}${open.length > 0 ? output_lines_reset : ''}`;
        },
    };
}
const resets = /\[(?:0+;)*0*m$/;
/** Foreground, background, weight: programs that never reset would pile up more and more. */
const carriedColours = 4;


/***/ }),

/***/ 541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ describeParts),
/* harmony export */   r: () => (/* binding */ parts)
/* harmony export */ });
/* harmony import */ var _amounts_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2336);

const names = {
    connecting: 'connecting',
    waiting: 'waiting for the daemon',
    loadingContext: 'loading context',
    building: 'building',
    exporting: 'exporting',
    pushing: 'pushing',
    exportingCache: 'exporting cache',
    cleaningUp: 'cleaning up',
};
/** Less than this isn't worth a word. */
const leastSeconds = 0.005;
/** The parts of the wall time that took any, in the order in which they come. */
function parts({ seconds }) {
    return Object.keys(names)
        .map((key) => ({ name: names[key], seconds: seconds[key] }))
        .filter((part) => part.seconds >= leastSeconds);
}
/** `connecting 0.06 s, loading context 0.20 s (1.98 MB), building 36 s`. */
function describeParts(report) {
    return parts(report)
        .map(({ name, seconds }) => {
        const bytes = name === names.loadingContext ? ` (${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .size */ .Ej)(report.contextBytes)})` : '';
        return `${name} ${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(seconds)}${bytes}`;
    })
        .join(', ');
}


/***/ }),

/***/ 4259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ withoutMounts),
/* harmony export */   EU: () => (/* binding */ shortName),
/* harmony export */   VP: () => (/* binding */ placeOfStep)
/* harmony export */ });
/** Where a step stands: its stage and its platform. Empty when there is one of each. */
function placeOfStep({ stage = '', platform = '' }) {
    return [platform, stage].filter(Boolean).join(' ');
}
/** What a step does, without its mounts, which mostly are longer than the rest. */
function shortName({ name }) {
    return withoutMounts(name);
}
function withoutMounts(text) {
    return text.replace(/\bRUN (?:--mount=\S+\s+)+(?=\S)/, 'RUN ');
}


/***/ }),

/***/ 7922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ summarize)
});

// EXTERNAL MODULE: ./.build/lib/report/amounts.js
var amounts = __nccwpck_require__(2336);
// EXTERNAL MODULE: ./.build/lib/report/cache-places.js
var cache_places = __nccwpck_require__(4344);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
// EXTERNAL MODULE: ./.build/lib/report/text.js
var report_text = __nccwpck_require__(4318);
;// CONCATENATED MODULE: ./.build/lib/report/markdown.js


/** Text that is no Markdown and no HTML, in one line. Not at a line's start: it could begin a list. */
function prose(text, longest) {
    return (0,report_text/* shortLine */.t)(text, longest)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll(/[\\`*_{}[\]#+!|~$]/g, (mark) => `&#${mark.codePointAt(0)};`)
        .replaceAll(linkable, nothing);
}
/** Inside of what GitHub makes a link of, though nobody said that it is one. */
const linkable = /(?<=(?:https?|ftp):)(?=\/\/)|(?<=www)(?=\.)|(?=@)/gi;
const nothing = '<!-- -->';
/** A code span: the one place in which Markdown takes all but its own fence as it is. */
function code(text, longest) {
    const line = (0,report_text/* shortLine */.t)(text, longest);
    if (line === '')
        return '';
    const longestRun = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
    const fence = '`'.repeat(longestRun + 1);
    const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
    return `${fence}${space}${line}${space}${fence}`;
}
/** A code span for a cell of a table, which ends at a `|` that isn't escaped, also in code. */
function cellCode(text, longest) {
    // `\\|` would be an escaped backslash and the end of the cell.
    return code(text.replaceAll('\\|', '\\ |'), longest).replaceAll('|', '\\|');
}
/** Text whose words stay in one line. */
function unbroken(text) {
    return text.replaceAll(' ', '\u00a0');
}
/** Lines of code. Indented, since a fence could be closed from within. Not below a list. */
function codeBlock(lines, longest) {
    const clean = lines.map((line) => {
        const visible = (0,external_node_util_.stripVTControlCharacters)(line).replaceAll(/(?!\t)\p{C}/gu, ' ');
        return `    ${(0,report_text/* cut */.J)(visible.replaceAll(/[\u2028\u2029]/g, ' '), longest)}`;
    });
    return ['', ...clean, ''];
}
/** Columns are aligned to the right where `alignment` has an `r`. */
function table(header, alignment, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    const rule = header.map((_, index) => (alignment[index] === 'r' ? '---:' : '---'));
    return ['', ...[header, rule, ...rows].map(line), ''];
}
/** Folded away below its title, which is HTML. */
function folded(title, lines) {
    return ['', `<details><summary>${title}</summary>`, '', ...lines, '', '</details>', ''];
}

// EXTERNAL MODULE: ./.build/lib/report/misses.js
var misses = __nccwpck_require__(8569);
// EXTERNAL MODULE: ./.build/lib/report/seconds-split.js
var seconds_split = __nccwpck_require__(541);
// EXTERNAL MODULE: ./.build/lib/report/step-words.js
var step_words = __nccwpck_require__(4259);
;// CONCATENATED MODULE: ./.build/lib/report/time-chart.js




/** In builds shorter than this nobody looks for time. */
const leastSeconds = 1;
/** Bars as short as this part of the longest can't be seen. */
const leastShare = 0.005;
/**
 * Where the time went, as a bar chart: a Mermaid Gantt chart whose bars all begin at 0, since that kind
 * of chart writes names of any length beside their bars. Above the steps that took longest, with the
 * rest in one bar; below what isn't the steps. Empty when there is nothing to see.
 *
 * @param hide what is done to names before they are shown
 */
function timeChart(report, hide) {
    const steps = stepBars(report, hide);
    const others = (0,seconds_split/* parts */.r)(report).filter(({ name }) => name !== 'building');
    const longest = Math.max(0, ...[...steps, ...others].map(({ seconds }) => seconds));
    if (longest < leastSeconds)
        return [];
    const section = (title, bars, tag) => {
        const visible = bars.filter(({ seconds }) => seconds >= longest * leastShare);
        return visible.length === 0
            ? []
            : [`  section ${title}`, ...visible.map((bar) => line(bar, tag))];
    };
    return [
        '',
        '```mermaid',
        settings,
        'gantt',
        '  title Where the time went',
        '  dateFormat x',
        '  axisFormat %s s',
        `  tickInterval ${tickInterval(longest)}`,
        '  todayMarker off',
        ...section('steps', steps, []),
        ...section('the rest', others, ['done']),
        '```',
        '',
    ];
}
const settings = '%%{init: {"gantt": {"barHeight": 20, "barGap": 4, "leftPadding": 70, "fontSize": 12, "sectionFontSize": 12}}}%%';
/** In the words of `tickInterval`, for ten ticks at most. */
function tickInterval(longest) {
    const seconds = ticks.find((each) => longest / each <= mostTicks) ?? 3600 * Math.ceil(longest / 36_000);
    if (seconds >= 3600)
        return `${seconds / 3600}hour`;
    return seconds >= 60 ? `${seconds / 60}minute` : `${seconds}second`;
}
const mostTicks = 10;
/** Seconds. What divides a minute, an hour. */
const ticks = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
/** The steps that took longest, and in one bar what the others took. */
function stepBars({ steps }, hide) {
    const ran = steps
        .filter(({ status }) => status === 'executed' || status === 'failed')
        .toSorted((a, b) => b.seconds - a.seconds);
    const rest = ran.slice(mostSteps);
    const restSeconds = rest.reduce((sum, { seconds }) => sum + seconds, 0);
    return [
        ...ran.slice(0, mostSteps).map((step) => ({
            name: [hide((0,step_words/* shortName */.EU)(step)), (0,step_words/* placeOfStep */.VP)(step) && `(${(0,step_words/* placeOfStep */.VP)(step)})`].join(' '),
            seconds: step.seconds,
            isFault: step.status === 'failed',
        })),
        ...(rest.length > 0
            ? [{ name: `${(0,amounts/* count */.U9)(rest.length, 'other step')} together`, seconds: restSeconds }]
            : []),
    ];
}
const mostSteps = 8;
function line({ name, seconds, isFault = false }, tag) {
    const milliseconds = Math.max(1, Math.round(seconds * 1000));
    // The seconds come first, so that no name stands where Mermaid looks for a keyword.
    const label = `${(0,amounts/* duration */.p0)(seconds)} ${chartText(name)}`;
    const tags = [...tag, ...(isFault ? ['crit'] : [])].map((each) => `${each}, `).join('');
    return `    ${label} :${tags}0, ${milliseconds}ms`;
}
/**
 * A name with nothing in it that means something to Mermaid or to the fence around it: no end of a name
 * or a line, no comment or directive (`%%`), no entity (`#35;`, `&lt;`), no HTML and no formula (`$$`).
 */
function chartText(text) {
    return (0,report_text/* shortLine */.t)(text, longestName)
        .replaceAll(/[:;#"`<{}]/g, (mark) => lookalikes[mark] ?? ' ')
        .replaceAll(/&(?=\w)|%(?=%)|\$(?=\$)/g, '$& ');
}
const longestName = 60;
const lookalikes = {
    ':': '\u2236',
    ';': ',',
    '#': '\u266f',
    '"': "'",
    '`': "'",
    '<': '\u2039',
    '{': '(',
    '}': ')',
};

// EXTERNAL MODULE: ./.build/lib/report/verdict.js
var verdict = __nccwpck_require__(7788);
;// CONCATENATED MODULE: ./.build/lib/report/summary.js








// GitHub drops a summary of more than 1 MiB a step. These keep any below a third of that; the whole
// list is in the cache-report output.
const mostOpenRows = 10;
const mostFoldedRows = 150;
const mostItems = 20;
const mostOutput = 10;
const summary_longestName = 120;
/** So that a row is one line. */
const longestCell = 56;
const longestText = 1000;
/** Less than this isn't worth a figure: most hits, and what was not reached. */
const summary_leastSeconds = 0.005;
/**
 * The job summary of one build, as Markdown. Several in one job stand below each other.
 *
 * @param hide what is done to text of the build before it is shown
 */
function summarize(facts, hide) {
    const { report } = facts;
    const lines = [
        `### ${prose((0,verdict/* verdict */.W)(facts), longestText)}`,
        ...fallback(report),
        ...summary_image(facts),
        ...failure(facts, hide),
        ...stepTables(report, hide),
        ...summary_misses(report, hide),
        ...time(report, hide),
        ...caches(report),
        ...cacheMounts(report),
        ...builder(report),
        '',
    ];
    return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}
function fallback({ builder }) {
    if (builder?.fallback === undefined)
        return [];
    return [
        '',
        `**Fell back to a local builder.** ${prose(builder.fallback.reason, longestText)}`,
        '',
    ];
}
function summary_image({ tags, digest, failure }) {
    if (failure !== undefined)
        return [];
    const names = limited(tags.map((tag) => code(tag, summary_longestName)));
    const pinned = digest ? [`digest ${code(digest, summary_longestName)}`] : [];
    const items = [...names, ...pinned];
    return items.length === 0 ? [] : ['', items.join(' · '), ''];
}
function failure({ failure, isCanceled, excerpt, lastOutput }, hide) {
    if (failure === undefined || isCanceled)
        return [];
    return [
        '',
        `> **Error:** ${prose(hide(failure), longestText)}`,
        '',
        ...(excerpt
            ? [
                `${code(`${excerpt.filename}:${excerpt.line}`, summary_longestName)}`,
                ...codeBlock(excerpt.text.split('\n').slice(0, 2 * mostItems), summary_longestName),
            ]
            : []),
        ...(lastOutput.length > 0
            ? [
                'What it printed last:',
                ...codeBlock(lastOutput.slice(-mostOutput).map(hide), 2 * summary_longestName),
            ]
            : []),
    ];
}
/** What ran is there to see, at most the slowest; what came from cache is folded away. */
function stepTables(report, hide) {
    const { steps } = report;
    const open = new Set(steps
        .filter(({ status }) => status === 'executed' || status === 'failed' || status === 'canceled')
        .toSorted((a, b) => urgency(b) - urgency(a) || b.seconds - a.seconds)
        .slice(0, mostOpenRows));
    const others = steps.filter((step) => !open.has(step));
    const unshown = others.length - mostFoldedRows;
    return [
        ...stepTable([...steps].filter((step) => open.has(step)), hide),
        ...(others.length > 0
            ? folded(foldedTitle(others), [
                ...stepTable(others.slice(0, mostFoldedRows), hide),
                ...(unshown > 0 ? [`${(0,amounts/* count */.U9)(unshown, 'more step')} in the output cache-report.`] : []),
            ])
            : []),
    ];
}
function urgency({ status }) {
    return status === 'executed' ? 0 : 1;
}
function foldedTitle(steps) {
    return Object.entries(statuses)
        .map(([status, words]) => ({
        words,
        number: steps.filter((step) => step.status === status).length,
    }))
        .filter(({ number }) => number > 0)
        .map(({ words, number }, index) => `${index === 0 ? (0,amounts/* count */.U9)(number, 'step') : number} ${words}`)
        .join(', ');
}
const statuses = {
    cached: 'from cache',
    executed: 'ran',
    failed: 'failed',
    canceled: 'canceled',
    'not-started': 'not reached',
};
function stepTable(steps, hide) {
    const rows = steps.map((step) => [
        cellCode(hide((0,step_words/* shortName */.EU)(step)), longestCell),
        cellCode((0,step_words/* placeOfStep */.VP)(step), longestCell),
        unbroken(`${statuses[step.status]}${step.pulled ? ', pulled' : ''}`),
        ...[step.seconds, step.savedSeconds ?? 0].map((seconds) => seconds < summary_leastSeconds ? '' : unbroken((0,amounts/* duration */.p0)(seconds))),
    ]);
    // A column of nothing only takes room.
    const isUsed = (_, column) => column === 0 || rows.some((row) => row[column] !== '');
    return rows.length === 0
        ? []
        : table(['step', 'stage', '', 'time', 'saved'].filter(isUsed), [...'lllrr'].filter(isUsed).join(''), rows.map((row) => row.filter(isUsed)));
}
function summary_misses(report, hide) {
    const items = (0,misses/* explainMisses */.S)(report).map(({ step, why, detail, before }) => {
        const where = (0,step_words/* placeOfStep */.VP)(step);
        return [
            `- ${where && `${code(where, summary_longestName)} `}${code(hide((0,step_words/* shortName */.EU)(step)), summary_longestName)}: ${why}`,
            ...(detail === undefined ? [] : [` (${prose(hide(detail), summary_longestName)})`]),
            ...(before === undefined ? [] : [`, ${code(hide((0,step_words/* withoutMounts */.Bc)(before)), summary_longestName)}`]),
        ].join('');
    });
    if (items.length === 0)
        return [];
    return ['', '**What ran first in each stage, and why**', '', ...limited(items), ''];
}
function time(report, hide) {
    const words = (0,seconds_split/* describeParts */.M)(report);
    return [...timeChart(report, hide), ...(words ? ['', `**Time:** ${words}`, ''] : [])];
}
function caches(report) {
    const items = (0,cache_places/* cachePlaces */.V)(report).map(({ name, words, error }) => {
        const why = error === undefined ? '' : ` (${prose(error, longestText)})`;
        return `- ${code(name, summary_longestName)}: ${words}${why}`;
    });
    return items.length === 0 ? [] : ['', '**Cache**', '', ...limited(items), ''];
}
function cacheMounts({ cacheMounts = [] }) {
    if (cacheMounts.length === 0)
        return [];
    const items = cacheMounts.map(({ id, bytes, existed }) => {
        const words = [
            ...(bytes === undefined ? [] : [(0,amounts/* size */.Ej)(bytes)]),
            ...(existed === undefined ? [] : [existed ? 'there before' : 'new']),
        ].join(', ');
        return `- ${code(id, summary_longestName)}${words && `: ${words}`}`;
    });
    return ['', '**Cache mounts**', '', ...limited(items), ''];
}
function builder({ builder }) {
    if (builder === undefined)
        return [];
    const { driver, endpoint, version } = builder;
    return [
        '',
        `BuildKit ${prose(version, summary_longestName)} at ${code(endpoint, summary_longestName)} (${prose(driver, summary_longestName)})`,
        '',
    ];
}
function limited(items) {
    const rest = items.length - mostItems;
    return rest > 0 ? [...items.slice(0, mostItems), `- and ${rest} more`] : items;
}


/***/ }),

/***/ 4318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ cut),
/* harmony export */   t: () => (/* binding */ shortLine)
/* harmony export */ });
/** The beginning of a text that is too long, in whole characters. */
function cut(text, longest) {
    // No character has more than two code units, so what isn't looked at isn't needed.
    const characters = [...text.slice(0, 2 * longest + 2)];
    return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
}
/**
 * The beginning of a text as one line, without characters that steer, such as those that turn its
 * direction.
 */
function shortLine(text, longest) {
    // Of a very long text no more is looked at than could be shown.
    const head = text.slice(0, 8 * longest);
    const line = head.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
    return cut(head.length < text.length ? `${line}…` : line, longest);
}


/***/ }),

/***/ 7788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ verdict)
/* harmony export */ });
/* harmony import */ var _amounts_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2336);

/** What the cache did, what it took and saved, and who built, in one line. */
function verdict({ report, seconds, failure, isCanceled }) {
    const { canceled, failed, notStarted, retries, secondsSaved = 0, builder } = report;
    const words = [
        cached(report),
        ...(failed > 0 ? [`${failed} failed`] : []),
        ...(canceled > 0 ? [`${canceled} canceled`] : []),
        ...(notStarted > 0 ? [`${notStarted} not reached`] : []),
        (0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(seconds),
        ...(secondsSaved > 0 ? [`${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(secondsSaved)} saved`] : []),
        ...(builder ? [`${kindOf(builder)} builder ${builder.version}`] : []),
        ...(retries > 0 ? [`tried again ${retries === 1 ? 'once' : (0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(retries, 'time')}`] : []),
    ].join(', ');
    const ending = failure === undefined ? [] : [isCanceled ? 'Canceled' : 'Failed'];
    return [...ending, ...(builder?.fallback ? ['Fell back'] : []), words].join(': ');
}
function cached({ total, cached, executed, failed, percent }) {
    if (total === 0)
        return 'No step to run or to take from cache';
    return `${cached} of ${(0,_amounts_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(cached + executed + failed, 'step')} from cache (${percent} %)`;
}
function kindOf({ driver, endpoint }) {
    return driver === 'docker-container' && !endpoint.startsWith('ssh:') ? 'local' : driver;
}


/***/ }),

/***/ 6851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ rememberDirectory)
/* harmony export */ });
/* unused harmony export rememberedDirectory */
// What main tells post. Nothing is imported here: the post step loads no library.
const name = 'directory';
/** Saved before the directory exists, so that it is found even if this process dies while making it. */
function rememberDirectory(saveState, directory) {
    saveState(name, directory);
}
/** @returns undefined when main did not come far enough to need one */
function rememberedDirectory(env) {
    return env[`STATE_${name}`] || undefined;
}


/***/ }),

/***/ 1967:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  yU: () => (/* binding */ ExitCode),
  Yz: () => (/* binding */ debug),
  N4: () => (/* binding */ endGroup),
  z3: () => (/* binding */ error),
  V4: () => (/* binding */ getInput),
  pq: () => (/* binding */ info),
  _o: () => (/* binding */ isDebug),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  C1: () => (/* binding */ setFailed),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ setSecret),
  Oh: () => (/* binding */ startGroup),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: addPath, exportVariable, getBooleanInput, getIDToken, getMultilineInput, getState, group, markdownSummary, platform, setCommandEcho, summary, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./.build/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./.build/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __nccwpck_require__(6982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./.build/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
;// CONCATENATED MODULE: ./.build/node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 2649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ summary)
/* harmony export */ });
/* unused harmony exports SUMMARY_ENV_VAR, SUMMARY_DOCS_URL, markdownSummary */
/* harmony import */ var os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(857);
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9896);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = fs__WEBPACK_IMPORTED_MODULE_1__.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, fs__WEBPACK_IMPORTED_MODULE_1__.constants.R_OK | fs__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return __awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return __awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(os__WEBPACK_IMPORTED_MODULE_0__.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map

/***/ }),

/***/ 5260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ exec),
  H: () => (/* binding */ getExecOutput)
});

// EXTERNAL MODULE: external "string_decoder"
var external_string_decoder_ = __nccwpck_require__(3193);
// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(4434);
// EXTERNAL MODULE: external "child_process"
var external_child_process_ = __nccwpck_require__(5317);
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io.js
var io = __nccwpck_require__(8701);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util = __nccwpck_require__(90);
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_.EOL.length);
                n = s.indexOf(external_os_.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return __awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!io_util/* isRooted */.Qh(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield io/* which */.K7(this.toolPath, true);
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield io_util/* exists */.t2(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new external_string_decoder_.StringDecoder('utf8');
        const stderrDecoder = new external_string_decoder_.StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map

/***/ }),

/***/ 90:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ck: () => (/* binding */ mkdir),
/* harmony export */   H8: () => (/* binding */ IS_WINDOWS),
/* harmony export */   Qh: () => (/* binding */ isRooted),
/* harmony export */   rm: () => (/* binding */ rm),
/* harmony export */   t2: () => (/* binding */ exists),
/* harmony export */   vr: () => (/* binding */ tryGetExecutablePath)
/* harmony export */ });
/* unused harmony exports chmod, copyFile, lstat, open, readdir, rename, rmdir, stat, symlink, unlink, readlink, UV_FS_O_EXLOCK, READONLY, isDirectory, getCmdPath */
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9896);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6928);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs__WEBPACK_IMPORTED_MODULE_0__.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY;
function exists(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return __awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return __awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = path__WEBPACK_IMPORTED_MODULE_1__.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = path__WEBPACK_IMPORTED_MODULE_1__.dirname(filePath);
                        const upperName = path__WEBPACK_IMPORTED_MODULE_1__.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = path__WEBPACK_IMPORTED_MODULE_1__.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map

/***/ }),

/***/ 8701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K7: () => (/* binding */ which),
/* harmony export */   U$: () => (/* binding */ mkdirP),
/* harmony export */   Yz: () => (/* binding */ rmRF)
/* harmony export */ });
/* unused harmony exports cp, mv, findInPath */
/* harmony import */ var assert__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2613);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6928);
/* harmony import */ var _io_util_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(90);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return __awaiter(this, void 0, void 0, function* () {
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        (0,assert__WEBPACK_IMPORTED_MODULE_0__.ok)(fsPath, 'a path argument must be provided');
        yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .mkdir */ .Ck(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8 && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .isRooted */ .Qh(tool)) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(path__WEBPACK_IMPORTED_MODULE_1__.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(path__WEBPACK_IMPORTED_MODULE_1__.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return __awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function copyFile(srcFile, destFile, force) {
    return __awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map

/***/ }),

/***/ 9799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  V5: () => (/* binding */ BinaryReader),
  fI: () => (/* binding */ BinaryWriter)
});

// UNUSED EXPORTS: FLOAT32_MAX, FLOAT32_MIN, INT32_MAX, INT32_MIN, UINT32_MAX, WireType

;// CONCATENATED MODULE: ./node_modules/@bufbuild/protobuf/dist/esm/wire/varint.js
// Copyright 2008 Google Inc.  All rights reserved.
//
// Redistribution and use in source and binary forms, with or without
// modification, are permitted provided that the following conditions are
// met:
//
// * Redistributions of source code must retain the above copyright
// notice, this list of conditions and the following disclaimer.
// * Redistributions in binary form must reproduce the above
// copyright notice, this list of conditions and the following disclaimer
// in the documentation and/or other materials provided with the
// distribution.
// * Neither the name of Google Inc. nor the names of its
// contributors may be used to endorse or promote products derived from
// this software without specific prior written permission.
//
// THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS
// "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT
// LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR
// A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT
// OWNER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
// SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT
// LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE,
// DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY
// THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT
// (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
// OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
//
// Code generated by the Protocol Buffer compiler is owned by the owner
// of the input file used when generating it.  This code is not
// standalone and requires a support library to be linked with it.  This
// support library is itself covered by the above license.
/**
 * Read a 64 bit varint as two JS numbers.
 *
 * Stores the low and high words on the reader.
 *
 * Copyright 2008 Google Inc.  All rights reserved.
 *
 * See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/buffer_decoder.js#L175
 */
function varint64read() {
    const buf = this.buf;
    let pos = this.pos;
    let lo = 0;
    let hi = 0;
    for (let shift = 0; shift < 28; shift += 7) {
        const b = buf[pos++];
        lo |= (b & 0x7f) << shift;
        if ((b & 0x80) == 0) {
            this.pos = pos;
            this.assertBounds();
            this.varint64Lo = lo;
            this.varint64Hi = hi;
            return;
        }
    }
    const middleByte = buf[pos++];
    // last four bits of the first 32 bit number
    lo |= (middleByte & 0x0f) << 28;
    // 3 upper bits are part of the next 32 bit number
    hi = (middleByte & 0x70) >> 4;
    if ((middleByte & 0x80) == 0) {
        this.pos = pos;
        this.assertBounds();
        this.varint64Lo = lo;
        this.varint64Hi = hi;
        return;
    }
    for (let shift = 3; shift <= 31; shift += 7) {
        const b = buf[pos++];
        hi |= (b & 0x7f) << shift;
        if ((b & 0x80) == 0) {
            this.pos = pos;
            this.assertBounds();
            this.varint64Lo = lo;
            this.varint64Hi = hi;
            return;
        }
    }
    throw new Error("invalid varint");
}
/**
 * Write a 64 bit varint, given as two JS numbers, to the given bytes array.
 *
 * Copyright 2008 Google Inc.  All rights reserved.
 *
 * See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/writer.js#L344
 */
function varint64write(lo, hi, bytes) {
    for (let i = 0; i < 28; i = i + 7) {
        const shift = lo >>> i;
        const hasNext = !(shift >>> 7 == 0 && hi == 0);
        const byte = (hasNext ? shift | 0x80 : shift) & 0xff;
        bytes.push(byte);
        if (!hasNext) {
            return;
        }
    }
    const splitBits = ((lo >>> 28) & 0x0f) | ((hi & 0x07) << 4);
    const hasMoreBits = !(hi >> 3 == 0);
    bytes.push((hasMoreBits ? splitBits | 0x80 : splitBits) & 0xff);
    if (!hasMoreBits) {
        return;
    }
    for (let i = 3; i < 31; i = i + 7) {
        const shift = hi >>> i;
        const hasNext = !(shift >>> 7 == 0);
        const byte = (hasNext ? shift | 0x80 : shift) & 0xff;
        bytes.push(byte);
        if (!hasNext) {
            return;
        }
    }
    bytes.push((hi >>> 31) & 0x01);
}
// constants for binary math
const TWO_PWR_32_DBL = 0x100000000;
/**
 * Parse decimal string of 64 bit integer value as two JS numbers.
 *
 * Copyright 2008 Google Inc.  All rights reserved.
 *
 * See https://github.com/protocolbuffers/protobuf-javascript/blob/a428c58273abad07c66071d9753bc4d1289de426/experimental/runtime/int64.js#L10
 */
function int64FromString(dec) {
    // Check for minus sign.
    const minus = dec[0] === "-";
    if (minus) {
        dec = dec.slice(1);
    }
    // Work 6 decimal digits at a time, acting like we're converting base 1e6
    // digits to binary. This is safe to do with floating point math because
    // Number.isSafeInteger(ALL_32_BITS * 1e6) == true.
    const base = 1e6;
    let lowBits = 0;
    let highBits = 0;
    function add1e6digit(begin, end) {
        // Note: Number('') is 0.
        const digit1e6 = Number(dec.slice(begin, end));
        highBits *= base;
        lowBits = lowBits * base + digit1e6;
        // Carry bits from lowBits to
        if (lowBits >= TWO_PWR_32_DBL) {
            highBits = highBits + ((lowBits / TWO_PWR_32_DBL) | 0);
            lowBits = lowBits % TWO_PWR_32_DBL;
        }
    }
    add1e6digit(-24, -18);
    add1e6digit(-18, -12);
    add1e6digit(-12, -6);
    add1e6digit(-6);
    return minus ? negate(lowBits, highBits) : newBits(lowBits, highBits);
}
/**
 * Losslessly converts a 64-bit signed integer in 32:32 split representation
 * into a decimal string.
 *
 * Copyright 2008 Google Inc.  All rights reserved.
 *
 * See https://github.com/protocolbuffers/protobuf-javascript/blob/a428c58273abad07c66071d9753bc4d1289de426/experimental/runtime/int64.js#L10
 */
function int64ToString(lo, hi) {
    let bits = newBits(lo, hi);
    // If we're treating the input as a signed value and the high bit is set, do
    // a manual two's complement conversion before the decimal conversion.
    const negative = bits.hi & 0x80000000;
    if (negative) {
        bits = negate(bits.lo, bits.hi);
    }
    const result = uInt64ToString(bits.lo, bits.hi);
    return negative ? "-" + result : result;
}
/**
 * Losslessly converts a 64-bit unsigned integer in 32:32 split representation
 * into a decimal string.
 *
 * Copyright 2008 Google Inc.  All rights reserved.
 *
 * See https://github.com/protocolbuffers/protobuf-javascript/blob/a428c58273abad07c66071d9753bc4d1289de426/experimental/runtime/int64.js#L10
 */
function uInt64ToString(lo, hi) {
    ({ lo, hi } = toUnsigned(lo, hi));
    // Skip the expensive conversion if the number is small enough to use the
    // built-in conversions.
    // Number.MAX_SAFE_INTEGER = 0x001FFFFF FFFFFFFF, thus any number with
    // highBits <= 0x1FFFFF can be safely expressed with a double and retain
    // integer precision.
    // Proven by: Number.isSafeInteger(0x1FFFFF * 2**32 + 0xFFFFFFFF) == true.
    if (hi <= 0x1fffff) {
        return String(TWO_PWR_32_DBL * hi + lo);
    }
    // What this code is doing is essentially converting the input number from
    // base-2 to base-1e7, which allows us to represent the 64-bit range with
    // only 3 (very large) digits. Those digits are then trivial to convert to
    // a base-10 string.
    // The magic numbers used here are -
    // 2^24 = 16777216 = (1,6777216) in base-1e7.
    // 2^48 = 281474976710656 = (2,8147497,6710656) in base-1e7.
    // Split 32:32 representation into 16:24:24 representation so our
    // intermediate digits don't overflow.
    const low = lo & 0xffffff;
    const mid = ((lo >>> 24) | (hi << 8)) & 0xffffff;
    const high = (hi >> 16) & 0xffff;
    // Assemble our three base-1e7 digits, ignoring carries. The maximum
    // value in a digit at this step is representable as a 48-bit integer, which
    // can be stored in a 64-bit floating point number.
    let digitA = low + mid * 6777216 + high * 6710656;
    let digitB = mid + high * 8147497;
    let digitC = high * 2;
    // Apply carries from A to B and from B to C.
    const base = 10000000;
    if (digitA >= base) {
        digitB += Math.floor(digitA / base);
        digitA %= base;
    }
    if (digitB >= base) {
        digitC += Math.floor(digitB / base);
        digitB %= base;
    }
    // If digitC is 0, then we should have returned in the trivial code path
    // at the top for non-safe integers. Given this, we can assume both digitB
    // and digitA need leading zeros.
    return (digitC.toString() +
        decimalFrom1e7WithLeadingZeros(digitB) +
        decimalFrom1e7WithLeadingZeros(digitA));
}
function toUnsigned(lo, hi) {
    return { lo: lo >>> 0, hi: hi >>> 0 };
}
function newBits(lo, hi) {
    return { lo: lo | 0, hi: hi | 0 };
}
/**
 * Returns two's compliment negation of input.
 * @see https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Operators/Bitwise_Operators#Signed_32-bit_integers
 */
function negate(lowBits, highBits) {
    highBits = ~highBits;
    if (lowBits) {
        lowBits = ~lowBits + 1;
    }
    else {
        // If lowBits is 0, then bitwise-not is 0xFFFFFFFF,
        // adding 1 to that, results in 0x100000000, which leaves
        // the low bits 0x0 and simply adds one to the high bits.
        highBits += 1;
    }
    return newBits(lowBits, highBits);
}
/**
 * Returns decimal representation of digit1e7 with leading zeros.
 */
const decimalFrom1e7WithLeadingZeros = (digit1e7) => {
    const partial = String(digit1e7);
    return "0000000".slice(partial.length) + partial;
};
/**
 * Write a 32 bit varint, signed or unsigned. Same as `varint64write(0, value, bytes)`
 *
 * Copyright 2008 Google Inc.  All rights reserved.
 *
 * See https://github.com/protocolbuffers/protobuf/blob/1b18833f4f2a2f681f4e4a25cdf3b0a43115ec26/js/binary/encoder.js#L144
 */
function varint32write(value, bytes) {
    if (value >>> 0 < 0x80) {
        bytes.push(value);
        return;
    }
    if (value >= 0) {
        // write value as varint 32
        while (value > 0x7f) {
            bytes.push((value & 0x7f) | 0x80);
            value = value >>> 7;
        }
        bytes.push(value);
    }
    else {
        for (let i = 0; i < 9; i++) {
            bytes.push((value & 127) | 128);
            value = value >> 7;
        }
        bytes.push(1);
    }
}
/**
 * Read an unsigned 32 bit varint.
 *
 * See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/buffer_decoder.js#L220
 */
function varint32read() {
    let b = this.buf[this.pos++];
    if ((b & 0x80) === 0) {
        this.assertBounds();
        return b;
    }
    let result = b & 0x7f;
    b = this.buf[this.pos++];
    result |= (b & 0x7f) << 7;
    if ((b & 0x80) === 0) {
        this.assertBounds();
        return result;
    }
    b = this.buf[this.pos++];
    result |= (b & 0x7f) << 14;
    if ((b & 0x80) === 0) {
        this.assertBounds();
        return result;
    }
    b = this.buf[this.pos++];
    result |= (b & 0x7f) << 21;
    if ((b & 0x80) === 0) {
        this.assertBounds();
        return result;
    }
    // Extract only last 4 bits
    b = this.buf[this.pos++];
    result |= (b & 0x0f) << 28;
    for (let readBytes = 5; (b & 0x80) !== 0 && readBytes < 10; readBytes++)
        b = this.buf[this.pos++];
    if ((b & 0x80) !== 0)
        throw new Error("invalid varint");
    this.assertBounds();
    return result >>> 0;
}

;// CONCATENATED MODULE: ./node_modules/@bufbuild/protobuf/dist/esm/proto-int64.js
// Copyright 2021-2026 Buf Technologies, Inc.
//
// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//      http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.

/**
 * Int64Support for the current environment.
 */
const protoInt64 = /*@__PURE__*/ makeInt64Support();
function makeInt64Support() {
    const dv = new DataView(new ArrayBuffer(8));
    // note that Safari 14 implements BigInt, but not the DataView methods
    const ok = typeof BigInt === "function" &&
        typeof dv.getBigInt64 === "function" &&
        typeof dv.getBigUint64 === "function" &&
        typeof dv.setBigInt64 === "function" &&
        typeof dv.setBigUint64 === "function" &&
        (!!globalThis.Deno ||
            !!globalThis.Bun ||
            typeof process != "object" ||
            typeof process.env != "object" ||
            process.env.BUF_BIGINT_DISABLE !== "1");
    if (ok) {
        const MIN = BigInt("-9223372036854775808");
        const MAX = BigInt("9223372036854775807");
        const UMIN = BigInt("0");
        const UMAX = BigInt("18446744073709551615");
        return {
            zero: BigInt(0),
            supported: true,
            parse(value) {
                const bi = typeof value == "bigint" ? value : BigInt(value);
                if (bi > MAX || bi < MIN) {
                    throw new Error(`invalid int64: ${value}`);
                }
                return bi;
            },
            uParse(value) {
                const bi = typeof value == "bigint" ? value : BigInt(value);
                if (bi > UMAX || bi < UMIN) {
                    throw new Error(`invalid uint64: ${value}`);
                }
                return bi;
            },
            enc(value) {
                dv.setBigInt64(0, this.parse(value), true);
                return {
                    lo: dv.getInt32(0, true),
                    hi: dv.getInt32(4, true),
                };
            },
            uEnc(value) {
                dv.setBigInt64(0, this.uParse(value), true);
                return {
                    lo: dv.getInt32(0, true),
                    hi: dv.getInt32(4, true),
                };
            },
            dec(lo, hi) {
                dv.setInt32(0, lo, true);
                dv.setInt32(4, hi, true);
                return dv.getBigInt64(0, true);
            },
            uDec(lo, hi) {
                dv.setInt32(0, lo, true);
                dv.setInt32(4, hi, true);
                return dv.getBigUint64(0, true);
            },
        };
    }
    return {
        zero: "0",
        supported: false,
        parse(value) {
            if (typeof value != "string") {
                value = value.toString();
            }
            assertInt64String(value);
            return value;
        },
        uParse(value) {
            if (typeof value != "string") {
                value = value.toString();
            }
            assertUInt64String(value);
            return value;
        },
        enc(value) {
            if (typeof value != "string") {
                value = value.toString();
            }
            assertInt64String(value);
            return int64FromString(value);
        },
        uEnc(value) {
            if (typeof value != "string") {
                value = value.toString();
            }
            assertUInt64String(value);
            return int64FromString(value);
        },
        dec(lo, hi) {
            return int64ToString(lo, hi);
        },
        uDec(lo, hi) {
            return uInt64ToString(lo, hi);
        },
    };
}
function assertInt64String(value) {
    if (!/^-?[0-9]+$/.test(value)) {
        throw new Error("invalid int64: " + value);
    }
}
function assertUInt64String(value) {
    if (!/^[0-9]+$/.test(value)) {
        throw new Error("invalid uint64: " + value);
    }
}

;// CONCATENATED MODULE: ./node_modules/@bufbuild/protobuf/dist/esm/wire/text-encoding.js
// Copyright 2021-2026 Buf Technologies, Inc.
//
// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//      http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.
let te;
/**
 * Protobuf-ES requires the Text Encoding API to convert UTF-8 from and to
 * binary. This WHATWG API is widely available, but it is not part of the
 * ECMAScript standard. This function used to be the way to supply an
 * implementation on runtimes that do not provide one.
 *
 * It only configures the copy of the library it is imported from. To provide
 * the encoding API for every copy of Protobuf-ES in an isolate, install
 * `TextEncoder` (with the methods `encode` and optionally `encodeInto`) and
 * `TextDecoder` (with the `fatal: true` and `ignoreBOM: true` constructor
 * arguments and the `decode` method) on `globalThis`.
 *
 * Providing `encodeUtf8Into` is optional for backwards compatibility. If it
 * is omitted, we emulate it with a wrapper that calls `encodeUtf8`.
 *
 * Note that the Text Encoding API does not provide a way to validate UTF-8.
 * Our implementation uses String.prototype.isWellFormed, and falls back
 * to use encodeURIComponent().
 *
 * @deprecated Install `TextEncoder` and `TextDecoder` on `globalThis` instead.
 */
function configureTextEncoding(textEncoding) {
    var _a;
    te = Object.assign(Object.assign({}, textEncoding), { encodeUtf8Into: (_a = textEncoding.encodeUtf8Into) !== null && _a !== void 0 ? _a : emulateEncodeInto(textEncoding.encodeUtf8.bind(textEncoding)) });
}
function getTextEncoding() {
    if (!te) {
        const globals = globalThis;
        if (!globals.TextEncoder || !globals.TextDecoder) {
            throw new Error("encoding API missing: install TextEncoder and TextDecoder on globalThis");
        }
        const textEncoder = new globals.TextEncoder();
        // A leading U+FEFF in a protobuf string is text, not a byte-order mark.
        const textDecoder = new globals.TextDecoder("utf-8", {
            ignoreBOM: true,
        });
        let textDecoderStrict;
        const config = {
            encodeUtf8(text) {
                return textEncoder.encode(text);
            },
            decodeUtf8(bytes, strict) {
                if (strict) {
                    if (!textDecoderStrict) {
                        textDecoderStrict = new globals.TextDecoder("utf-8", {
                            fatal: true,
                            ignoreBOM: true,
                        });
                    }
                    return textDecoderStrict.decode(bytes);
                }
                return textDecoder.decode(bytes);
            },
            checkUtf8(text) {
                try {
                    encodeURIComponent(text);
                    return true;
                }
                catch (_) {
                    return false;
                }
            },
        };
        // If encodeInto is available, use it. Otherwise, configureTextEncoding
        // fills in a slower fallback that uses encodeUtf8.
        if (textEncoder.encodeInto) {
            config.encodeUtf8Into = textEncoder.encodeInto.bind(textEncoder);
        }
        // Native String.prototype.isWellFormed, if the runtime provides it.
        const nativeStringIsWellFormed = String.prototype.isWellFormed;
        if (nativeStringIsWellFormed) {
            config.checkUtf8 = (text) => {
                return nativeStringIsWellFormed.call(text);
            };
        }
        configureTextEncoding(config);
    }
    return te;
}
/**
 * Simplistic polyfill for encodeUtf8Into.
 *
 * @private
 */
function emulateEncodeInto(encodeUtf8) {
    return (text, dest) => {
        const bytes = encodeUtf8(text);
        dest.set(bytes);
        return { written: bytes.byteLength };
    };
}

;// CONCATENATED MODULE: ./node_modules/@bufbuild/protobuf/dist/esm/wire/binary-encoding.js
// Copyright 2021-2026 Buf Technologies, Inc.
//
// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//      http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.



/**
 * Protobuf binary format wire types.
 *
 * A wire type provides just enough information to find the length of the
 * following value.
 *
 * See https://developers.google.com/protocol-buffers/docs/encoding#structure
 */
var WireType;
(function (WireType) {
    /**
     * Used for int32, int64, uint32, uint64, sint32, sint64, bool, enum
     */
    WireType[WireType["Varint"] = 0] = "Varint";
    /**
     * Used for fixed64, sfixed64, double.
     * Always 8 bytes with little-endian byte order.
     */
    WireType[WireType["Bit64"] = 1] = "Bit64";
    /**
     * Used for string, bytes, embedded messages, packed repeated fields
     *
     * Only repeated numeric types (types which use the varint, 32-bit,
     * or 64-bit wire types) can be packed. In proto3, such fields are
     * packed by default.
     */
    WireType[WireType["LengthDelimited"] = 2] = "LengthDelimited";
    /**
     * Start of a tag-delimited aggregate, such as a proto2 group, or a message
     * in editions with message_encoding = DELIMITED.
     */
    WireType[WireType["StartGroup"] = 3] = "StartGroup";
    /**
     * End of a tag-delimited aggregate.
     */
    WireType[WireType["EndGroup"] = 4] = "EndGroup";
    /**
     * Used for fixed32, sfixed32, float.
     * Always 4 bytes with little-endian byte order.
     */
    WireType[WireType["Bit32"] = 5] = "Bit32";
})(WireType || (WireType = {}));
/**
 * Maximum value for a 32-bit floating point value (Protobuf FLOAT).
 */
const FLOAT32_MAX = 3.4028234663852886e38;
/**
 * Minimum value for a 32-bit floating point value (Protobuf FLOAT).
 */
const FLOAT32_MIN = (/* unused pure expression or super */ null && (-3.4028234663852886e38));
/**
 * Maximum value for an unsigned 32-bit integer (Protobuf UINT32, FIXED32).
 */
const UINT32_MAX = 0xffffffff;
/**
 * Maximum value for a signed 32-bit integer (Protobuf INT32, SFIXED32, SINT32).
 */
const INT32_MAX = 0x7fffffff;
/**
 * Minimum value for a signed 32-bit integer (Protobuf INT32, SFIXED32, SINT32).
 */
const INT32_MIN = -0x80000000;
class BinaryWriter {
    constructor(encodeUtf8) {
        /**
         * Previous fork positions (the write position at the time
         * `fork()` was called).
         */
        this.stackPos = [];
        this.encodeUtf8Into = encodeUtf8
            ? emulateEncodeInto(encodeUtf8)
            : getTextEncoding().encodeUtf8Into;
        this.buffer = EMPTY_BUFFER;
        this.viewCache = EMPTY_VIEW;
        this.pos = 0;
    }
    ensureCapacity(size) {
        const required = this.pos + size;
        if (required > this.buffer.length) {
            let newLen = this.buffer.length || INITIAL_SIZE;
            while (newLen < required)
                newLen *= 2;
            const newBuf = new Uint8Array(newLen);
            if (this.pos > 0)
                newBuf.set(this.buffer);
            this.buffer = newBuf;
        }
    }
    /**
     * The DataView over `buffer`, rebuilt only if the buffer has grown since it
     * was last used.
     */
    view() {
        const bytes = this.buffer;
        const view = this.viewCache;
        // Since ensureCapacity() only ever replaces the buffer with a strictly larger one,
        // equal lengths mean the view is still current. This is faster than comparing
        // buffers directly.
        if (view.byteLength === bytes.byteLength)
            return view;
        const newView = new DataView(bytes.buffer);
        this.viewCache = newView;
        return newView;
    }
    /**
     * Return all bytes written and reset this writer.
     */
    finish() {
        const result = this.buffer.slice(0, this.pos);
        this.pos = 0;
        this.stackPos = [];
        return result;
    }
    /**
     * Start a new fork for length-delimited data like a message
     * or a packed repeated field.
     *
     * Must be joined later with `join()`.
     */
    fork() {
        this.stackPos.push(this.pos);
        // Reserve room for the length prefix. Payloads under 128 bytes, fairly
        // common, will need no copy in join().
        this.ensureCapacity(DEFAULT_LEN_PREFIX_SIZE);
        this.buffer[this.pos++] = 0;
        return this;
    }
    /**
     * Join the last fork. Write its length and bytes, then
     * return to the previous state.
     */
    join() {
        const forkPos = this.stackPos.pop();
        if (forkPos === undefined)
            throw new Error("invalid state, fork stack empty");
        // fork() presumed the payload would fit the prefix it reserved. If it
        // doesn't, we need to shift the bytes we just wrote.
        const len = this.pos - forkPos - DEFAULT_LEN_PREFIX_SIZE;
        const lenPrefixSize = varint32Size(len);
        if (lenPrefixSize > DEFAULT_LEN_PREFIX_SIZE) {
            // Widening pushes the payload past the end of the buffer, so grow first:
            // copyWithin clamps to the buffer instead of throwing, so a short buffer
            // would silently drop the tail of the payload.
            this.ensureCapacity(lenPrefixSize - DEFAULT_LEN_PREFIX_SIZE);
            this.buffer.copyWithin(forkPos + lenPrefixSize, forkPos + DEFAULT_LEN_PREFIX_SIZE, this.pos);
        }
        this.pos = forkPos;
        this.uint32(len);
        this.pos += len;
        return this;
    }
    /**
     * Writes a tag (field number and wire type).
     *
     * Equivalent to `uint32( (fieldNo << 3 | type) >>> 0 )`.
     *
     * Generated code should compute the tag ahead of time and call `uint32()`.
     */
    tag(fieldNo, type) {
        return this.uint32(((fieldNo << 3) | type) >>> 0);
    }
    /**
     * Write a chunk of raw bytes.
     */
    raw(chunk) {
        this.ensureCapacity(chunk.length);
        this.buffer.set(chunk, this.pos);
        this.pos += chunk.length;
        return this;
    }
    /**
     * Write a `uint32` value, an unsigned 32 bit varint.
     */
    uint32(value) {
        assertUInt32(value);
        // uint32 varints are at most 5 bytes; reserve once and avoid per-byte
        // capacity checks.
        this.ensureCapacity(5);
        if (value < 0x80) {
            this.buffer[this.pos++] = value;
            return this;
        }
        while (value > 0x7f) {
            this.buffer[this.pos++] = (value & 0x7f) | 0x80;
            value >>>= 7;
        }
        this.buffer[this.pos++] = value;
        return this;
    }
    /**
     * Write a `int32` value, a signed 32 bit varint.
     */
    int32(value) {
        assertInt32(value);
        if (value >= 0) {
            return this.uint32(value);
        }
        // Negative: sign-extend to 64 bits, encodes to 10 bytes.
        this.ensureCapacity(10);
        for (let i = 0; i < 9; i++) {
            this.buffer[this.pos++] = (value & 0x7f) | 0x80;
            value >>= 7;
        }
        this.buffer[this.pos++] = 1;
        return this;
    }
    /**
     * Write a `bool` value, a varint.
     */
    bool(value) {
        this.ensureCapacity(1);
        this.buffer[this.pos++] = value ? 1 : 0;
        return this;
    }
    /**
     * Write a `bytes` value, length-delimited arbitrary data.
     */
    bytes(value) {
        this.uint32(value.byteLength);
        return this.raw(value);
    }
    /**
     * Write a `string` value, length-delimited data converted to UTF-8 text.
     */
    string(value) {
        // TextEncoder.encode() coerces its argument to string, but encodeInto()
        // rejects non-strings.
        if (typeof value !== "string") {
            value = String(value);
        }
        const len = value.length;
        // Fast path for ASCII.
        if (len <= ASCII_MAX_LENGTH) {
            this.ensureCapacity(len + 1);
            const ascii = this.buffer;
            let pos = this.pos;
            ascii[pos++] = len;
            let i = 0;
            for (; i < len; i++) {
                const code = value.charCodeAt(i);
                if (code > 0x7f)
                    break;
                ascii[pos++] = code;
            }
            if (i == len) {
                this.pos = pos;
                return this;
            }
        }
        // encodeUtf8Into needs the full-length buffer upfront. The length prefix
        // can be upto 5 bytes, and a UTF-16 code unit takes at most 3 UTF-8 bytes.
        this.ensureCapacity(len * 3 + 5);
        // The length prefix goes first, but the byte length is only known after
        // encoding. We guess the final varint size here (assuming most text is
        // ASCII) and then encode.
        const lenPrefixSizeGuess = varint32Size(len);
        const buf = this.buffer;
        const start = this.pos;
        const { written } = this.encodeUtf8Into(value, buf.subarray(start + lenPrefixSizeGuess));
        // If our guess was incorrect, we need to shift the bytes we just wrote.
        const lenPrefixSize = varint32Size(written);
        if (lenPrefixSize != lenPrefixSizeGuess) {
            buf.copyWithin(start + lenPrefixSize, start + lenPrefixSizeGuess, start + lenPrefixSizeGuess + written);
        }
        // Write the lenPrefix and advance the pos.
        this.uint32(written);
        this.pos += written;
        return this;
    }
    /**
     * Write a `float` value, 32-bit floating point number.
     */
    float(value) {
        assertFloat32(value);
        this.ensureCapacity(4);
        this.view().setFloat32(this.pos, value, true);
        this.pos += 4;
        return this;
    }
    /**
     * Write a `double` value, a 64-bit floating point number.
     */
    double(value) {
        this.ensureCapacity(8);
        this.view().setFloat64(this.pos, value, true);
        this.pos += 8;
        return this;
    }
    /**
     * Write a `fixed32` value, an unsigned, fixed-length 32-bit integer.
     */
    fixed32(value) {
        assertUInt32(value);
        this.ensureCapacity(4);
        this.view().setUint32(this.pos, value, true);
        this.pos += 4;
        return this;
    }
    /**
     * Write a `sfixed32` value, a signed, fixed-length 32-bit integer.
     */
    sfixed32(value) {
        assertInt32(value);
        this.ensureCapacity(4);
        this.view().setInt32(this.pos, value, true);
        this.pos += 4;
        return this;
    }
    /**
     * Write a `sint32` value, a signed, zigzag-encoded 32-bit varint.
     */
    sint32(value) {
        assertInt32(value);
        // zigzag encode then emit as uint32 varint
        return this.uint32(((value << 1) ^ (value >> 31)) >>> 0);
    }
    /**
     * Write a `sfixed64` value, a signed, fixed-length 64-bit integer.
     */
    sfixed64(value) {
        const tc = protoInt64.enc(value);
        this.ensureCapacity(8);
        const view = this.view();
        view.setInt32(this.pos, tc.lo, true);
        view.setInt32(this.pos + 4, tc.hi, true);
        this.pos += 8;
        return this;
    }
    /**
     * Write a `fixed64` value, an unsigned, fixed-length 64 bit integer.
     */
    fixed64(value) {
        const tc = protoInt64.uEnc(value);
        this.ensureCapacity(8);
        const view = this.view();
        view.setInt32(this.pos, tc.lo, true);
        view.setInt32(this.pos + 4, tc.hi, true);
        this.pos += 8;
        return this;
    }
    /**
     * Write a `int64` value, a signed 64-bit varint.
     */
    int64(value) {
        const tc = protoInt64.enc(value);
        return this.writeVarint64(tc.lo, tc.hi);
    }
    /**
     * Write a `sint64` value, a signed, zig-zag-encoded 64-bit varint.
     */
    sint64(value) {
        const tc = protoInt64.enc(value), 
        // zigzag encode
        sign = tc.hi >> 31, lo = (tc.lo << 1) ^ sign, hi = ((tc.hi << 1) | (tc.lo >>> 31)) ^ sign;
        return this.writeVarint64(lo, hi);
    }
    /**
     * Write a `uint64` value, an unsigned 64-bit varint.
     */
    uint64(value) {
        const tc = protoInt64.uEnc(value);
        return this.writeVarint64(tc.lo, tc.hi);
    }
    /**
     * Write a 64-bit varint directly into the buffer. Accepts the value as
     * split low/high 32-bit words.
     *
     * Ported from varint64write() to avoid the intermediate number[] buffer.
     * See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/writer.js#L344
     */
    writeVarint64(lo, hi) {
        // Worst case: 10 bytes.
        this.ensureCapacity(10);
        const buf = this.buffer;
        let pos = this.pos;
        for (let i = 0; i < 28; i = i + 7) {
            const shift = lo >>> i;
            const hasNext = !(shift >>> 7 == 0 && hi == 0);
            buf[pos++] = (hasNext ? shift | 0x80 : shift) & 0xff;
            if (!hasNext) {
                this.pos = pos;
                return this;
            }
        }
        const splitBits = ((lo >>> 28) & 0x0f) | ((hi & 0x07) << 4);
        const hasMoreBits = !(hi >> 3 == 0);
        buf[pos++] = (hasMoreBits ? splitBits | 0x80 : splitBits) & 0xff;
        if (!hasMoreBits) {
            this.pos = pos;
            return this;
        }
        for (let i = 3; i < 31; i = i + 7) {
            const shift = hi >>> i;
            const hasNext = !(shift >>> 7 == 0);
            buf[pos++] = (hasNext ? shift | 0x80 : shift) & 0xff;
            if (!hasNext) {
                this.pos = pos;
                return this;
            }
        }
        buf[pos++] = (hi >>> 31) & 0x01;
        this.pos = pos;
        return this;
    }
}
/**
 * Capacity of the buffer allocated by the first write..
 */
const INITIAL_SIZE = 128;
/**
 * Bytes `fork()` reserves for the length prefix, betting that the payload will
 * be under 128 bytes. `join()` fills them in, and widens them if the bet was
 * wrong.
 */
const DEFAULT_LEN_PREFIX_SIZE = 1;
/**
 * Shared empty buffer used as the initial value before the first write.
 * Avoids allocating and zeroing `INITIAL_SIZE` bytes per BinaryWriter when a
 * writer is only used for a tiny message (or not used at all).
 */
const EMPTY_BUFFER = new Uint8Array(0);
/**
 * Shared empty view, paired with `EMPTY_BUFFER`. Never written to: any
 * fixed-width write first grows the buffer, which replaces this view.
 */
const EMPTY_VIEW = new DataView(EMPTY_BUFFER.buffer);
/**
 * Longest string on the ASCII fast paths. Must stay below 0x80, so
 * that the writer's length prefix always fits a single varint byte.
 */
const ASCII_MAX_LENGTH = 32;
/**
 * Number of bytes needed to encode `value` as an unsigned 32-bit varint.
 */
function varint32Size(value) {
    if (value < 0x80)
        return 1;
    if (value < 0x4000)
        return 2;
    if (value < 0x200000)
        return 3;
    if (value < 0x10000000)
        return 4;
    return 5;
}
class BinaryReader {
    constructor(buf, decodeUtf8 = getTextEncoding().decodeUtf8) {
        this.decodeUtf8 = decodeUtf8;
        this.varint64Lo = 0;
        this.varint64Hi = 0;
        this.varint64 = varint64read; // dirty cast for `this`
        /**
         * Read a `uint32` field, an unsigned 32 bit varint.
         */
        this.uint32 = varint32read;
        this.buf = buf;
        this.len = buf.length;
        this.pos = 0;
        this.view = new DataView(buf.buffer, buf.byteOffset, buf.byteLength);
    }
    /**
     * Reads a tag - field number and wire type. Tags are uint32 varints; values
     * that do not fit in uint32 are rejected.
     */
    tag() {
        const start = this.pos;
        const tag = this.uint32();
        const bytesRead = this.pos - start;
        if (bytesRead > 5 || (bytesRead == 5 && this.buf[this.pos - 1] > 0x0f)) {
            throw new Error("illegal tag: varint overflows uint32");
        }
        const fieldNo = tag >>> 3;
        const wireType = tag & 7;
        if (fieldNo <= 0 || wireType > 5) {
            throw new Error("illegal tag: field no " + fieldNo + " wire type " + wireType);
        }
        return [fieldNo, wireType];
    }
    /**
     * Skip one element and return the skipped data.
     *
     * When skipping StartGroup, provide the tags field number to check for
     * matching field number in the EndGroup tag. Recursion into nested groups
     * is guarded by the `recursionLimit` argument: When the limit is reached,
     * this method throws.
     */
    skip(wireType, fieldNo, recursionLimit = 100) {
        let start = this.pos;
        switch (wireType) {
            case WireType.Varint:
                while (this.buf[this.pos++] & 0x80) {
                    // ignore
                }
                break;
            // @ts-ignore TS7029: Fallthrough case in switch -- ignore instead of expect-error for compiler settings without noFallthroughCasesInSwitch: true
            case WireType.Bit64:
                this.pos += 4;
            case WireType.Bit32:
                this.pos += 4;
                break;
            case WireType.LengthDelimited:
                let len = this.uint32();
                this.pos += len;
                break;
            case WireType.StartGroup:
                if (recursionLimit <= 0) {
                    throw new Error("maximum recursion depth reached");
                }
                for (;;) {
                    const [fn, wt] = this.tag();
                    if (wt === WireType.EndGroup) {
                        if (fieldNo !== undefined && fn !== fieldNo) {
                            throw new Error("invalid end group tag");
                        }
                        break;
                    }
                    this.skip(wt, fn, recursionLimit - 1);
                }
                break;
            default:
                throw new Error("cant skip wire type " + wireType);
        }
        this.assertBounds();
        return this.buf.subarray(start, this.pos);
    }
    /**
     * Throws error if position in byte array is out of range.
     */
    assertBounds() {
        if (this.pos > this.len)
            throw new RangeError("premature EOF");
    }
    /**
     * Read a `int32` field, a signed 32 bit varint.
     */
    int32() {
        return this.uint32() | 0;
    }
    /**
     * Read a `sint32` field, a signed, zigzag-encoded 32-bit varint.
     */
    sint32() {
        let zze = this.uint32();
        // decode zigzag
        return (zze >>> 1) ^ -(zze & 1);
    }
    /**
     * Read a `int64` field, a signed 64-bit varint.
     */
    int64() {
        this.varint64();
        return protoInt64.dec(this.varint64Lo, this.varint64Hi);
    }
    /**
     * Read a `uint64` field, an unsigned 64-bit varint.
     */
    uint64() {
        this.varint64();
        return protoInt64.uDec(this.varint64Lo, this.varint64Hi);
    }
    /**
     * Read a `sint64` field, a signed, zig-zag-encoded 64-bit varint.
     */
    sint64() {
        this.varint64();
        let lo = this.varint64Lo;
        let hi = this.varint64Hi;
        // decode zig zag
        let s = -(lo & 1);
        lo = ((lo >>> 1) | ((hi & 1) << 31)) ^ s;
        hi = (hi >>> 1) ^ s;
        return protoInt64.dec(lo, hi);
    }
    /**
     * Read a `bool` field, a variant.
     */
    bool() {
        // Fast path: most bools are 0x0 or 0x1.
        const b = this.buf[this.pos];
        if (b < 0x80) {
            this.pos++;
            return b !== 0;
        }
        this.varint64();
        return this.varint64Lo !== 0 || this.varint64Hi !== 0;
    }
    /**
     * Read a `fixed32` field, an unsigned, fixed-length 32-bit integer.
     */
    fixed32() {
        // biome-ignore lint/suspicious/noAssignInExpressions: no
        return this.view.getUint32((this.pos += 4) - 4, true);
    }
    /**
     * Read a `sfixed32` field, a signed, fixed-length 32-bit integer.
     */
    sfixed32() {
        // biome-ignore lint/suspicious/noAssignInExpressions: no
        return this.view.getInt32((this.pos += 4) - 4, true);
    }
    /**
     * Read a `fixed64` field, an unsigned, fixed-length 64 bit integer.
     */
    fixed64() {
        return protoInt64.uDec(this.sfixed32(), this.sfixed32());
    }
    /**
     * Read a `fixed64` field, a signed, fixed-length 64-bit integer.
     */
    sfixed64() {
        return protoInt64.dec(this.sfixed32(), this.sfixed32());
    }
    /**
     * Read a `float` field, 32-bit floating point number.
     */
    float() {
        // biome-ignore lint/suspicious/noAssignInExpressions: no
        return this.view.getFloat32((this.pos += 4) - 4, true);
    }
    /**
     * Read a `double` field, a 64-bit floating point number.
     */
    double() {
        // biome-ignore lint/suspicious/noAssignInExpressions: no
        return this.view.getFloat64((this.pos += 8) - 8, true);
    }
    /**
     * Read a `bytes` field, length-delimited arbitrary data.
     */
    bytes() {
        let len = this.uint32(), start = this.pos;
        this.pos += len;
        this.assertBounds();
        return this.buf.subarray(start, start + len);
    }
    /**
     * Read a `string` field, length-delimited data converted to UTF-8 text. If
     * `strict` is true, throw on invalid UTF-8 instead of substituting U+FFFD.
     */
    string(strict) {
        // Like bytes(), but the ASCII fast path reads the buffer without a view.
        const len = this.uint32();
        const start = this.pos;
        this.pos += len;
        this.assertBounds();
        const buf = this.buf;
        // Fast path for ASCII.
        if (len <= ASCII_MAX_LENGTH) {
            const codes = new Array(len);
            for (let i = 0; i < len; i++) {
                const byte = buf[start + i];
                if (byte > 0x7f) {
                    return this.decodeUtf8(buf.subarray(start, this.pos), strict);
                }
                codes[i] = byte;
            }
            return String.fromCharCode.apply(String, codes);
        }
        return this.decodeUtf8(buf.subarray(start, this.pos), strict);
    }
}
/**
 * Assert a valid signed protobuf 32-bit integer as a number or string.
 */
function assertInt32(arg) {
    if (typeof arg == "string") {
        arg = Number(arg);
    }
    else if (typeof arg != "number") {
        throw new Error("invalid int32: " + typeof arg);
    }
    if (!Number.isInteger(arg) ||
        arg > INT32_MAX ||
        arg < INT32_MIN)
        throw new Error("invalid int32: " + arg);
}
/**
 * Assert a valid unsigned protobuf 32-bit integer as a number or string.
 */
function assertUInt32(arg) {
    if (typeof arg == "string") {
        arg = Number(arg);
    }
    else if (typeof arg != "number") {
        throw new Error("invalid uint32: " + typeof arg);
    }
    if (!Number.isInteger(arg) ||
        arg > UINT32_MAX ||
        arg < 0)
        throw new Error("invalid uint32: " + arg);
}
/**
 * Assert a valid protobuf float32 value as a number or string.
 */
function assertFloat32(arg) {
    if (typeof arg == "string") {
        const o = arg;
        arg = Number(arg);
        if (Number.isNaN(arg) && o !== "NaN") {
            throw new Error("invalid float32: " + o);
        }
    }
    else if (typeof arg != "number") {
        throw new Error("invalid float32: " + typeof arg);
    }
    // float32 is represented with regular 64-bit numbers. A value too large for
    // a float32 becomes infinity when rounded. NaN and infinity are valid values.
    if (!Number.isFinite(Math.fround(arg)) && Number.isFinite(arg)) {
        throw new Error("invalid float32: " + arg);
    }
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(4858);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
