export const id = 5378;
export const ids = [5378,9999];
export const modules = {

/***/ 8035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M8: () => (/* binding */ jobConfig),
/* harmony export */   TG: () => (/* binding */ joinInstances),
/* harmony export */   Wt: () => (/* binding */ platformsOf),
/* harmony export */   Xc: () => (/* binding */ copyInstance),
/* harmony export */   ay: () => (/* binding */ hasInstance),
/* harmony export */   j6: () => (/* binding */ forgetInstance),
/* harmony export */   jB: () => (/* binding */ hasInstances),
/* harmony export */   oK: () => (/* binding */ readInstance),
/* harmony export */   uu: () => (/* binding */ instanceFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
// The files in which buildx keeps its builders: `store/store.go` in docker/buildx. Each describes one builder as
// a whole, so that a copy in another configuration is the same builder.



/** The `BUILDX_CONFIG` of a job: where buildx looks when nothing else is said. */
function jobConfig({ BUILDX_CONFIG, DOCKER_CONFIG, HOME }) {
    return BUILDX_CONFIG || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(DOCKER_CONFIG || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(HOME || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.docker'), 'buildx');
}
/** Whether a configuration holds a builder that somebody created. */
function hasInstances(config) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(instanceFile(config, 'any'))).length > 0;
    }
    catch {
        return false;
    }
}
function hasInstance(config, name) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(instanceFile(config, name));
}
/** @returns undefined when there is none, as for the builder of a Docker context */
function readInstance(config, name) {
    try {
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(instanceFile(config, name), 'utf8'));
    }
    catch {
        return undefined;
    }
}
/** Makes a builder known elsewhere. Without the builder nothing is copied. */
function copyInstance(from, to) {
    const instance = readInstance(from.config, from.name);
    if (instance === undefined)
        return;
    const file = instanceFile(to.config, to.name);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file), { recursive: true, mode: 0o700 });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, JSON.stringify({ ...instance, Name: to.name }), { mode: 0o600 });
}
/**
 * Makes one builder of several: the first gets the nodes of the others, which are forgotten. Each node is used for its
 * platforms alone.
 */
function joinInstances(config, parts) {
    const [first] = parts;
    const instance = first && readInstance(config, first.name);
    if (first === undefined || instance === undefined)
        return;
    const nodes = parts.flatMap(({ name, platforms }) => (readInstance(config, name)?.Nodes ?? []).map((node) => ({
        ...node,
        Platforms: platforms.map(readPlatformParts),
    })));
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(instanceFile(config, first.name), JSON.stringify({ ...instance, Nodes: nodes }));
    for (const { name } of parts.slice(1))
        forgetInstance(config, name);
}
/** @param platform such as `linux/arm/v7` */
function readPlatformParts(platform) {
    const [os = '', architecture = '', variant] = platform.split('/');
    return { os, architecture, ...(variant !== undefined && { variant }) };
}
/** The platforms of a node, as they are written in `linux/arm/v7`. */
function platformsOf({ Platforms }) {
    return (Platforms ?? []).map(({ os, architecture, variant }) => [os, architecture, ...(variant ? [variant] : [])].join('/'));
}
/** Makes buildx forget a builder, and keeps its container. */
function forgetInstance(config, name) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(instanceFile(config, name), { force: true });
}
/** The file that describes a builder. */
function instanceFile(config, name) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(config, 'instances', name);
}


/***/ }),

/***/ 9999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findSetUp: () => (/* binding */ findSetUp),
/* harmony export */   isKnownDriver: () => (/* binding */ isKnownDriver),
/* harmony export */   writeSetUp: () => (/* binding */ writeSetUp)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3876);
/* harmony import */ var _set_up_variable_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4694);
// What one process leaves about a builder that it has set up for others, so that they reach its daemon as it did.




/** The name of a record in the private directory. */
const recordFile = 'builder.json';
/**
 * Leaves the record of a builder.
 *
 * @param directory the private directory
 */
function writeSetUp(directory, builder) {
    return (0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .writePrivateFile */ .Pl)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, recordFile), JSON.stringify(builder));
}
/** @returns undefined for a builder that was set up by something else */
function findSetUp(name, env) {
    const directories = (env[_set_up_variable_js__WEBPACK_IMPORTED_MODULE_3__/* .setUpVariable */ .U] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter).filter(node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute);
    // The last one: an earlier step may have set up a builder of the same name.
    return directories
        .toReversed()
        .flatMap((directory) => readSetUp(directory) ?? [])
        .find((builder) => builder.name === name);
}
function readSetUp(directory) {
    try {
        // The record names files to read and a socket to connect to, so no other user may have written it.
        if (!(0,_leftovers_private_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .isOwnAlone */ .kM)(directory))
            return undefined;
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, recordFile), 'utf8'));
    }
    catch {
        // Another step has removed it.
        return undefined;
    }
}
/** Narrows a driver's name to those that the action creates. */
function isKnownDriver(driver) {
    return driver === 'remote' || driver === 'docker-container' || driver === 'docker';
}


/***/ }),

/***/ 5378:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keepBuilder: () => (/* binding */ keepBuilder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _buildx_environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(710);
/* harmony import */ var _buildx_instances_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8035);
/* harmony import */ var _connect_set_up_builder_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9999);
/* harmony import */ var _leftovers_journal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4526);





/**
 * Leaves a builder to later steps: its tunnel to a process that stays, its record to our own actions.
 *
 * @throws Error in one line
 */
async function keepBuilder(builder, { config: wanted, name: wantedName, isContextNeeded = false, hasSeveralNodes = false, } = {}, ports) {
    const { driver, endpoint, buildx, reach, isOwn, fallback } = builder;
    const { directory } = ports;
    await builder.keep?.();
    const own = (0,_buildx_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .buildxConfig */ .v_)(directory);
    const config = wanted ?? own;
    let name = wantedName ?? builder.name;
    if (driver === 'docker' && isContextNeeded && reach?.endpoint.kind === 'unix') {
        const { createContext } = await __webpack_require__.e(/* import() */ 4911).then(__webpack_require__.bind(__webpack_require__, 4911));
        const env = { ...ports.env, DOCKER_HOST: `unix://${reach.endpoint.path}` };
        const context = wantedName ?? `remote-buildkit-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)().slice(0, 8)}`;
        name = (await createContext(context, env, ports)).name;
    }
    else if ((config !== own || name !== builder.name) && (0,_buildx_instances_js__WEBPACK_IMPORTED_MODULE_2__/* .hasInstance */ .ay)(own, builder.name)) {
        // What stays on the user's own daemon is kept: only the job's own container goes in the end.
        if (isOwn)
            (0,_leftovers_journal_js__WEBPACK_IMPORTED_MODULE_4__/* .noteLeftover */ .CF)(directory, { kind: 'builder', name, file: buildx.file, config });
        else if (config !== own) {
            (0,_leftovers_journal_js__WEBPACK_IMPORTED_MODULE_4__/* .noteLeftover */ .CF)(directory, { kind: 'instance', file: (0,_buildx_instances_js__WEBPACK_IMPORTED_MODULE_2__/* .instanceFile */ .uu)(config, name) });
        }
        (0,_buildx_instances_js__WEBPACK_IMPORTED_MODULE_2__/* .copyInstance */ .Xc)({ name: builder.name, config: own }, { name, config });
        if (config === own)
            (0,_buildx_instances_js__WEBPACK_IMPORTED_MODULE_2__/* .forgetInstance */ .j6)(own, builder.name);
    }
    const setUp = {
        ...{ name, driver, endpoint, config },
        ...(name !== builder.name && driver === 'docker' && { isContext: true }),
        ...(reach && !hasSeveralNodes && { reach }),
        ...(isOwn && { isOwn }),
        ...(fallback && { fallback }),
    };
    await (0,_connect_set_up_builder_js__WEBPACK_IMPORTED_MODULE_3__.writeSetUp)(directory, setUp);
    return setUp;
}


/***/ })

};
