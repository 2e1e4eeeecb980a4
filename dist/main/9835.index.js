export const id = 9835;
export const ids = [9835];
export const modules = {

/***/ 9835:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   isKnownToGo: () => (/* binding */ isKnownToGo)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);


/**
 * Whether Go's own resolver finds a host. buildx's releases use it on Linux. It reads `/etc/hosts` and asks
 * DNS, but not the other sources of the system, such as mDNS (`.local`), systemd's `myhostname` or LDAP.
 */
async function isKnownToGo(host, { platform, read, isInDns } = systemSources) {
    if (platform !== 'linux' || (0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(host) !== 0)
        return true;
    const name = host.replace(/\.$/, '').toLowerCase();
    if (namesInHosts(await read('/etc/hosts')).has(name))
        return true;
    const names = [host, ...searchedNames(host, await read('/etc/resolv.conf'))];
    const answers = await Promise.all(names.map((each) => isInDns(each).catch(() => false)));
    return answers.some(Boolean);
}
function namesInHosts(text) {
    const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
    return new Set(lines.flatMap(([, ...names]) => names).map((name) => name.toLowerCase()));
}
/** With the domains of the last `search` or `domain` line, unless the name is absolute. */
function searchedNames(host, resolvConf) {
    if (host.endsWith('.'))
        return [];
    const lines = [...resolvConf.matchAll(/^\s*(?:search|domain)\s+(.*)$/gm)];
    const domains = lines.at(-1)?.[1]?.trim().split(/\s+/) ?? [];
    return domains.map((domain) => `${host}.${domain}`);
}
/** A name server that is down must not delay the build: its answer only decides whether an address is pinned. */
const longestAnswerMs = 1000;
const systemSources = {
    platform: process.platform,
    read: (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8').catch(() => ''),
    async isInDns(name) {
        const { Resolver } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 1553, 19));
        const resolver = new Resolver({ timeout: longestAnswerMs, tries: 1 });
        const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
        return answers.some(({ status }) => status === 'fulfilled');
    },
};


/***/ })

};
