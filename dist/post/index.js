import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 0:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  fB: () => (/* binding */ undoLeftovers)
});

// UNUSED EXPORTS: buildxConfig, forgetBuilder, neededByPost, rememberBuilder, rememberProcess

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
;// CONCATENATED MODULE: ./.build/lib/buildx/environment.js
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

;// CONCATENATED MODULE: ./.build/lib/buildx/leftovers.js
// What outlives this process should it be killed: a buildx that goes on alone, and a builder in a
// container. Both are noted in the private directory before or as they begin, for the post step to
// undo. Only Node's own modules here: post loads no library.




const processFile = 'buildx.pid';
const builderFile = 'builder.json';
/** Where the private `BUILDX_CONFIG` is. */
function buildxConfig(directory) {
    return (0,external_node_path_.join)(directory, 'buildx');
}
/** Written at once: the shorter the moment in which a running buildx is known to nobody, the better. */
function rememberProcess(directory, pid) {
    writeFileSync(join(directory, processFile), String(pid), { mode: 0o600 });
}
/** Written before the builder exists. */
function rememberBuilder(directory, builder) {
    writeFileSync(join(directory, builderFile), JSON.stringify(builder), { mode: 0o600 });
}
/** Once it is removed. */
function forgetBuilder(directory) {
    rmSync(join(directory, builderFile), { force: true });
}
/** What post needs to remove a builder that is still there: names in the directory. */
function neededByPost(directory) {
    return readBuilder(directory) === undefined
        ? []
        : [builderFile, basename(buildxConfig(directory))];
}
/** Undoes both. Bounded in time; throws only when the builder is known to be still there. */
function undoLeftovers(directory, env) {
    endProcess(directory);
    removeBuilder(directory, env);
}
/**
 * Ends a buildx that outlived its main step. The daemon cancels the build of a client that is gone.
 *
 * By then the process id may belong to another program, so it counts only if its environment names our
 * directory. Where there is no /proc to ask, the runner has ended the whole process tree itself.
 */
function endProcess(directory) {
    try {
        const pid = Number((0,external_node_fs_namespaceObject.readFileSync)((0,external_node_path_.join)(directory, processFile), 'utf8'));
        const environment = (0,external_node_fs_namespaceObject.readFileSync)(`/proc/${pid}/environ`, 'utf8');
        if (environment.includes(directory))
            process.kill(pid, 'SIGKILL');
    }
    catch {
        // No such file or no such process: nothing to end.
    }
}
const longestRemovalMs = 20_000;
function removeBuilder(directory, env) {
    const builder = readBuilder(directory);
    if (builder === undefined)
        return;
    const { status, stderr, error } = (0,external_node_child_process_namespaceObject.spawnSync)(builder.file, ['rm', '--force', builder.name], {
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
        return JSON.parse((0,external_node_fs_namespaceObject.readFileSync)((0,external_node_path_.join)(directory, builderFile), 'utf8'));
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 570:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(0);
/* harmony import */ var _private_directory_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(218);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(783);



// The post step: main cleans up after itself, so this has work to do only when main was killed.
// A bundle of its own that loads no library, because every job pays for starting it.
const directory = (0,_state_js__WEBPACK_IMPORTED_MODULE_2__/* .rememberedDirectory */ .K)(process.env);
if (directory !== undefined) {
    try {
        (0,_buildx_leftovers_js__WEBPACK_IMPORTED_MODULE_0__/* .undoLeftovers */ .fB)(directory, process.env);
    }
    catch (error) {
        warn(error);
    }
    // Whatever else went wrong, the keys go.
    await (0,_private_directory_js__WEBPACK_IMPORTED_MODULE_1__/* .removePrivateDirectory */ .th)(directory).catch(warn);
}
/** A warning, never a failure: the build is over, and its result stands. */
function warn(error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`::warning::Cleaning up failed: ${reason.replaceAll(/\s+/g, ' ')}`);
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  th: () => (/* binding */ removePrivateDirectory)
});

// UNUSED EXPORTS: choosePrivateDirectory, createPrivateDirectory, writePrivateFile

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
;// CONCATENATED MODULE: ./.build/lib/private-directory.js




const prefix = 'remote-buildkit-';
/** A name below `RUNNER_TEMP` that no other step uses. Nothing is created yet, so that it can be saved first. */
function choosePrivateDirectory(env) {
    return resolve(env.RUNNER_TEMP || tmpdir(), `${prefix}${randomUUID()}`);
}
/** Fails when the directory exists already: only an attacker on the same machine could have made it. */
async function createPrivateDirectory(directory) {
    await mkdir(directory, { mode: 0o700 });
}
/** The mode is given at creation: there is no moment at which another user could open the file. */
async function writePrivateFile(path, text) {
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
}
/**
 * Removes it with all that is in it, or all but what is to be kept.
 *
 * A process that is just ending may still write into it, hence the retries.
 */
async function removePrivateDirectory(directory, keep = []) {
    const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 };
    if (keep.length === 0)
        return (0,promises_namespaceObject.rm)(directory, options);
    for (const name of await (0,promises_namespaceObject.readdir)(directory)) {
        if (!keep.includes(name))
            await (0,promises_namespaceObject.rm)((0,external_node_path_.join)(directory, name), options);
    }
}


/***/ }),

/***/ 783:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ rememberedDirectory)
/* harmony export */ });
/* unused harmony export rememberDirectory */
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
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
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
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(570);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
