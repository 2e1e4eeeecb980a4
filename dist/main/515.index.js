export const id = 515;
export const ids = [515];
export const modules = {

/***/ 9515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ assign_assign),
  p: () => (/* binding */ isSplit),
  linesFor: () => (/* binding */ linesFor),
  ownPlatform: () => (/* binding */ ownPlatform)
});

;// CONCATENATED MODULE: ./.build/lib/pool/platform.js
/** Names of architectures and their usual variants, as in `Normalize` of containerd/platforms. */
const architectures = {
    x86_64: 'amd64',
    'x86-64': 'amd64',
    aarch64: 'arm64',
    armhf: 'arm/v7',
    armel: 'arm/v6',
    i386: '386',
};
/** Default variants of an architecture. */
const usualVariants = { arm64: 'v8', amd64: 'v1' };
/**
 * The one spelling of a platform: `linux/aarch64` and `linux/arm64/v8` are `linux/arm64`, and `linux/arm` is
 * `linux/arm/v7`.
 *
 * @returns undefined when the text isn't of the form `os/arch[/variant]`
 */
function readPlatform(text) {
    const form = /^(?<os>[a-z][a-z0-9]*)\/(?<arch>[a-z0-9][a-z0-9_-]*)(?:\/(?<variant>[a-z0-9.]+))?$/;
    const { os, arch, variant: given } = form.exec(text.trim().toLowerCase())?.groups ?? {};
    if (os === undefined || arch === undefined)
        return undefined;
    const [architecture = '', implied] = (architectures[arch] ?? arch).split('/');
    const variant = given ?? implied ?? (architecture === 'arm' ? 'v7' : undefined);
    const isUsual = variant === undefined || usualVariants[architecture] === variant;
    return [os, architecture, ...(isUsual ? [] : [variant])].join('/');
}
/** The same, but other text is returned unchanged. */
function normalPlatform(text) {
    return readPlatform(text) ?? text;
}

;// CONCATENATED MODULE: ./.build/lib/pool/assign.js

/**
 * Assigns each platform to the daemons that are native to it: by the platform in front of their line, else by the
 * first of their own platforms. Without any, to those that emulate it.
 *
 * @param platforms as the workflow gives them
 */
function assign_assign(platforms, surveyed) {
    return platforms.map((platform) => {
        const wanted = normalPlatform(platform);
        const those = (suits) => surveyed.filter(suits).map(({ line }) => line);
        const native = those(({ line, platforms: own = [] }) => line.platforms.length > 0
            ? line.platforms.map(normalPlatform).includes(wanted)
            : own[0] !== undefined && normalPlatform(own[0]) === wanted);
        if (native.length > 0)
            return { platform, kind: 'native', lines: native };
        const emulated = those(({ line, platforms: own = [] }) => line.platforms.length > 0 ? false : own.map(normalPlatform).includes(wanted));
        if (emulated.length > 0)
            return { platform, kind: 'emulated', lines: emulated };
        return { platform, kind: 'none' };
    });
}
/** Whether the platforms are built apart: not all of them by the same daemons. */
function isSplit(assignments) {
    const places = assignments.map((each) => each.kind === 'none' ? '' : each.lines.map(({ endpoint }) => endpoint.url).join(' '));
    return new Set(places).size > 1;
}
/**
 * The lines for a build that isn't split: those for its platform, else those that are for any.
 *
 * @param platforms of the build; empty for that of the daemon
 * @param own the platform of this machine
 */
function linesFor(lines, platforms, own) {
    const general = lines.filter((line) => line.platforms.length === 0);
    const wanted = platforms.length > 0 ? platforms.map(normalPlatform) : [own];
    const native = lines.filter((line) => line.platforms.some((each) => wanted.includes(normalPlatform(each))));
    const best = platforms.length > 0 ? [native, general] : [general, native];
    return best.find(({ length }) => length > 0) ?? lines;
}
/** The platform of a machine, by Node's name of its architecture. */
function ownPlatform(arch) {
    return normalPlatform(`linux/${{ x64: 'amd64', ia32: '386' }[arch] ?? arch}`);
}


/***/ })

};
