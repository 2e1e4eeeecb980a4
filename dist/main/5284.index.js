export const id = 5284;
export const ids = [5284];
export const modules = {

/***/ 2903:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectPool: () => (/* binding */ connectPool),
  connectWhole: () => (/* binding */ connectWhole)
});

// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/base/stopwatch.js
var stopwatch = __webpack_require__(9957);
// EXTERNAL MODULE: ./.build/lib/pool/assign.js + 1 modules
var pool_assign = __webpack_require__(9515);
;// CONCATENATED MODULE: ./.build/lib/pool/choose.js
/** How long a member may be silent, or have a transient fault, before the next one is asked as well. */
const patienceMs = 1000;
/** When all are asked, because none has answered. */
const allMs = 2000;
/** When the best member that has answered is chosen, even if others are still silent. */
const decideMs = 3000;
/** Codes of a daemon that is down or drains. A gateway in front of it closes connections instead of refusing them. */
const awayCodes = new Set(['connection-refused', 'connection-reset']);
/**
 * Chooses a member.
 *
 * The first in rank is asked alone. The next is asked at once when waiting for the one before can't help, when
 * that one is down or drains before it ends, or when it is busy; after a second when it is silent or has another
 * fault.
 *
 * @param states in rank order
 */
function choose(states, nowMs, { spillOver, timeoutMs }) {
    const lead = states.findIndex(({ kind }) => kind === 'answered');
    if (lead === -1) {
        const isHopeless = states.every((state) => state.kind === 'faulty' && !state.mayPass);
        const isLate = nowMs >= timeoutMs && states.every(({ kind }) => kind === 'faulty');
        if (isHopeless || isLate || nowMs >= Math.max(timeoutMs, decideMs))
            return { kind: 'none' };
        return askFurther(states, nowMs, Math.max(timeoutMs, decideMs));
    }
    const wait = (index) => waitFor(states, index, nowMs);
    // Members that are asked at the same time, such as all addresses of a name.
    const better = states.slice(0, lead).findIndex((_, index) => wait(index) !== undefined);
    const waiting = better === -1 ? undefined : wait(better);
    if (waiting !== undefined)
        return waiting;
    const choice = lead === 0 ? 'first' : 'unhealthy';
    const most = buildsOf(states[lead]);
    if (spillOver === undefined || most < spillOver)
        return { kind: 'take', index: lead, choice };
    for (let index = lead + 1; index < states.length; index += 1) {
        const state = states[index];
        if (state?.kind === 'answered' && buildsOf(state) < most / 2) {
            return { kind: 'take', index, choice: 'busy' };
        }
        if (state?.kind === 'unasked' && nowMs < decideMs) {
            return { kind: 'ask', count: Math.max(index + 1, askedOf(states)), untilMs: decideMs };
        }
        const silent = wait(index);
        if (silent !== undefined)
            return silent;
    }
    return { kind: 'take', index: lead, choice };
}
/** @returns undefined when a member isn't worth waiting for */
function waitFor(states, index, nowMs) {
    const state = states[index];
    if (state?.kind !== 'asked')
        return undefined;
    const untilMs = Math.min(state.sinceMs + patienceMs, decideMs);
    return nowMs < untilMs ? { kind: 'ask', count: askedOf(states), untilMs } : undefined;
}
/** The number of members, from the first on, that covers all asked ones. */
function askedOf(states) {
    return states.findLastIndex(({ kind }) => kind !== 'unasked') + 1;
}
/** A daemon that doesn't report its load counts as not busy. */
function buildsOf(state) {
    return state?.kind === 'answered' ? (state.builds ?? 0) : 0;
}
/** None has answered yet. */
function askFurther(states, nowMs, endMs) {
    const known = askedOf(states);
    if (nowMs >= allMs)
        return { kind: 'ask', count: states.length, untilMs: endMs };
    let count = 1;
    for (const state of states) {
        if (state.kind !== 'asked' && state.kind !== 'faulty')
            break;
        const mayWait = state.kind === 'asked' || (state.mayPass && !awayCodes.has(state.code));
        const nextMs = state.sinceMs + patienceMs;
        if (mayWait && nowMs < nextMs) {
            return { kind: 'ask', count: Math.max(count, known), untilMs: Math.min(nextMs, allMs) };
        }
        count += 1;
    }
    return { kind: 'ask', count: Math.min(Math.max(count, known), states.length), untilMs: allMs };
}

// EXTERNAL MODULE: ./.build/lib/pool/report.js
var pool_report = __webpack_require__(9655);
// EXTERNAL MODULE: ./.build/lib/daemon/poll.js
var poll = __webpack_require__(5938);
// EXTERNAL MODULE: ./.build/lib/connect/builders/endpoint.js + 3 modules
var builders_endpoint = __webpack_require__(8690);
;// CONCATENATED MODULE: ./.build/lib/connect/pool/candidate.js



/** How long a daemon is probed after a broken connection, before the build moves to another. */
const longestReturnMs = 2000;
function createCandidate(member, { inputs, ports, attempt, onChange, onError }) {
    const { endpoint, name } = member;
    const stop = new AbortController();
    const signal = AbortSignal.any([ports.signal, stop.signal]);
    const chosen = Promise.withResolvers();
    chosen.promise.catch(() => { });
    let state = { kind: 'unasked' };
    let daemon;
    let fault;
    let opened;
    let creating;
    let asking = Promise.resolve();
    let isCreated = false;
    const setFault = (sinceMs, diagnosis, isAskedAgain) => {
        fault = diagnosis;
        const { code, mayPass } = diagnosis;
        state = { kind: 'faulty', sinceMs, code, mayPass: mayPass && isAskedAgain };
        onChange();
    };
    const startCreating = (from, preparing) => {
        const readyAgain = () => (0,poll/* pollUntilReady */.D)(from.probe, {
            ...{ timeoutMs: longestReturnMs, signal: ports.signal, onWait: () => { } },
        });
        const waitSeconds = () => 0;
        const answers = { ready: () => chosen.promise, readyAgain, waitSeconds };
        creating = from.create(answers, preparing);
        creating.catch(() => { });
        return creating;
    };
    const ask = async (nowMs, { timeoutMs, ahead }) => {
        if (endpoint.kind === 'tcp' && inputs.credentials === undefined) {
            const reason = `${endpoint.url} needs TLS, but ca, cert and key are empty.`;
            throw new diagnosis/* Diagnosis */.OZ('credentials-missing', reason);
        }
        const serverName = inputs.serverName ?? name;
        opened = await (0,builders_endpoint/* openEndpoint */.kz)(attempt(), endpoint, { ...inputs, serverName }, ports, true);
        if (ahead && opened.isRemote)
            void startCreating(opened, ahead);
        const onWait = (diagnosis) => setFault(nowMs, diagnosis, true);
        daemon = await (0,poll/* pollUntilReady */.D)(opened.probe, { timeoutMs, signal, onWait });
        const { builds } = daemon.load ?? {};
        state = { kind: 'answered', ...(builds !== undefined && { builds }) };
        onChange();
    };
    return {
        member,
        get state() {
            return state;
        },
        get daemon() {
            return daemon;
        },
        get fault() {
            return fault;
        },
        get identity() {
            if (name === undefined)
                return endpoint.url;
            // A daemon that reports no id is identified by its address.
            return daemon && (daemon.load?.worker ?? endpoint.url);
        },
        ask(nowMs, options) {
            state = { kind: 'asked', sinceMs: nowMs };
            asking = ask(nowMs, options).catch((error) => {
                if (signal.aborted)
                    return;
                if (error instanceof diagnosis/* Diagnosis */.OZ)
                    setFault(nowMs, error, false);
                else
                    onError(error);
            });
        },
        async create(preparing) {
            if (opened === undefined || daemon === undefined)
                throw new Error('the daemon has not answered');
            chosen.resolve(daemon);
            try {
                const builder = await (creating ?? startCreating(opened, preparing));
                isCreated = true;
                return builder;
            }
            catch (error) {
                if (error instanceof diagnosis/* Diagnosis */.OZ) {
                    fault = error;
                    state = { kind: 'faulty', sinceMs: 0, code: error.code, mayPass: false };
                }
                throw error;
            }
        },
        async close() {
            stop.abort();
            await asking;
            if (isCreated)
                return;
            chosen.reject(new Error('another daemon was chosen'));
            // It closes by itself when it fails.
            if (creating === undefined)
                opened?.close();
            else
                await creating.catch(() => { });
        },
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./.build/lib/pool/rank.js

/**
 * Ranks members for a key by rendezvous hashing: the order of `identities` doesn't matter, and without one of them
 * the others keep their order, so that only its own keys move.
 *
 * @param key builds with this key stay on one member
 * @param identities one for each member's cache, without duplicates
 * @returns the same identities, the best first
 */
function rank(key, identities) {
    return identities
        .map((identity) => ({ identity, weight: weightOf(key, identity) }))
        .toSorted((a, b) => compare(b.weight, a.weight) || compare(a.identity, b.identity))
        .map(({ identity }) => identity);
}
function weightOf(key, identity) {
    return (0,external_node_crypto_.createHash)('sha256').update(`${key}\0${identity}`).digest('hex');
}
/** Independent of the locale, since two runners must not differ. */
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

;// CONCATENATED MODULE: ./.build/lib/connect/pool/in-order.js

/**
 * In rank order. Members whose identity is not known yet may be better than all others; when they are faulty, they
 * are not worth waiting for.
 */
function inOrder(key, candidates, left) {
    const known = new Map();
    const [pending, faulty] = [[], []];
    for (const candidate of candidates) {
        const { identity, state } = candidate;
        // One daemon at two addresses is one member.
        if (identity !== undefined)
            known.set(identity, known.get(identity) ?? candidate);
        else
            (state.kind === 'faulty' ? faulty : pending).push(candidate);
    }
    const ranked = rank(key, [...known.keys()]);
    const those = (departure) => ranked
        .filter((identity) => left.get(identity) === departure)
        .map((identity) => known.get(identity));
    return [...pending, ...those(undefined), ...those('died'), ...faulty];
}

// EXTERNAL MODULE: ./.build/lib/connect/pool/name.js
var pool_name = __webpack_require__(1575);
// EXTERNAL MODULE: ./.build/lib/text/format.js
var format = __webpack_require__(1033);
;// CONCATENATED MODULE: ./.build/lib/connect/pool/pool-faults.js


/**
 * Warns about broken members. One with a transient fault, such as a restart, gets no warning.
 *
 * @param warned addresses that a warning has named; gets those that this one names
 */
function warnOfMembers(members, warned, { log, help }) {
    for (const { member, fault, state } of members) {
        const { url } = member.endpoint;
        if (state.kind !== 'faulty' || fault === undefined || warned.has(url))
            continue;
        if (fault.mayPass) {
            log.info(`${fault.message} ${url} is passed over.`);
            continue;
        }
        warned.add(url);
        log.warning(`${fault.message} Another daemon is used instead of ${url}. See ${help(fault.code)}`);
    }
}
/**
 * Why none of the members can be used.
 *
 * @param ordered in rank order; all have failed, or were silent for too long
 * @returns the first one's code and reason, and how many others there are
 */
function diagnosePool(ordered) {
    const [first, ...others] = ordered;
    const fault = first?.fault ?? silence(first);
    if (others.length === 0)
        return fault;
    const codes = others.map((each) => (each.fault ?? silence(each)).code);
    const which = [...new Set(codes)].join(', ');
    const rest = others.length === 1 ? 'The other daemon' : `The other ${(0,format/* formatCount */.B4)(others.length, 'daemon')}`;
    return new diagnosis/* Diagnosis */.OZ(fault.code, `${fault.reason} ${rest} in endpoint can't be used either (${which}).`, {
        cause: fault,
    });
}
function silence(candidate) {
    const url = candidate?.member.endpoint.url ?? 'endpoint';
    return new diagnosis/* Diagnosis */.OZ('connection-timeout', `${url} did not answer in time.`);
}

;// CONCATENATED MODULE: ./.build/lib/connect/pool/pool-report.js

/**
 * How the members stand when one of them is chosen.
 *
 * @param key ranks the members
 * @param choice why `chosen` was chosen among the members that were asked
 * @param left members on which this build ran before
 */
function reportOf(key, candidates, chosen, choice, left) {
    const identities = candidates.flatMap(({ identity }) => identity ?? []);
    const ranked = rank(key, [...new Set(identities)]);
    const placeOf = ({ identity }) => ranked.indexOf(identity ?? '') + 1 || Infinity;
    const members = candidates
        .toSorted((a, b) => placeOf(a) - placeOf(b))
        .map((candidate) => memberReport(candidate, placeOf(candidate), left));
    const [first] = ranked;
    if (chosen.identity === first)
        return { key, choice: 'first', members };
    if ([...left.values()].includes('died'))
        return { key, choice: 'died', members };
    return { key, choice: choice === 'busy' ? 'busy' : 'unhealthy', members };
}
function memberReport({ member, state, identity, daemon }, place, left) {
    const { worker, builds } = daemon?.load ?? {};
    const departure = state.kind === 'answered' ? undefined : left.get(identity ?? '');
    return {
        endpoint: member.endpoint.url,
        ...(place !== Infinity && { rank: place }),
        state: departure ?? stateName(state),
        ...(worker !== undefined && { worker }),
        ...(builds !== undefined && { builds }),
    };
}
function stateName(state) {
    switch (state.kind) {
        case 'unasked':
            return 'not-asked';
        case 'asked':
            return 'no-answer';
        case 'faulty':
            return state.code;
        case 'answered':
            return 'answered';
    }
}

;// CONCATENATED MODULE: ./.build/lib/connect/pool/connect-pool.js










/** Like `connectPool`, for a build whose platforms aren't built apart: on the daemons that are for all of it. */
function connectWhole(pool, inputs, preparing, ports) {
    const lines = (0,pool_assign/* linesFor */.be)(pool.lines, pool.platforms, (0,pool_assign/* ownPlatform */.g$)(process.arch));
    return connectPool({ ...pool, lines }, inputs, preparing, ports);
}
/**
 * Chooses one of several daemons, and creates a builder there.
 *
 * @throws Diagnosis when none of them can be used: the first one's code, and how many others there are
 */
async function connectPool(pool, inputs, preparing, ports, past = { left: new Map(), warned: new Set() }) {
    const seconds = (0,stopwatch/* startStopwatch */.Q)();
    const { candidates, ask, changed, close, firstFault } = openPool(pool, inputs, ports);
    try {
        const { chosen, report, builder } = await chooseMember();
        const closing = close();
        warnOfMembers(candidates(), past.warned, ports);
        const why = past.left.size === 0 && (0,pool_report/* explainChoice */.v)(report, builder.endpoint);
        if (why)
            ports.log.info(why);
        const waited = firstFault();
        const canMove = pool.lines.length > 1 || pool.lines.some(({ kind }) => kind === 'name');
        const move = (why) => {
            const left = new Map(past.left).set(chosen.identity ?? '', why);
            return connectPool(pool, inputs, preparing, ports, { ...past, left });
        };
        return {
            ...builder,
            connectSeconds: seconds(),
            ...(waited !== undefined && { waitSeconds: Math.max(waited.until - waited.from, 0) }),
            pool: report,
            ...(canMove && { failOver: move }),
            async release() {
                await builder.release();
                await closing;
            },
        };
    }
    catch (error) {
        await close();
        ports.signal.throwIfAborted();
        throw error;
    }
    async function chooseMember() {
        const timeoutMs = inputs.connectTimeoutMs;
        let isNoted = false;
        for (;;) {
            ports.signal.throwIfAborted();
            const ordered = inOrder(pool.key, candidates(), past.left);
            const nowMs = seconds() * 1000;
            const states = ordered.map(({ state }) => state);
            const decision = choose(states, nowMs, { spillOver: pool.spillOver, timeoutMs });
            if (decision.kind === 'none')
                throw diagnosePool(ordered);
            if (decision.kind === 'take') {
                const chosen = ordered[decision.index];
                try {
                    // As it is now: others may answer while buildx creates the builder.
                    const report = reportOf(pool.key, candidates(), chosen, decision.choice, past.left);
                    return { chosen, report, builder: await chosen.create(preparing) };
                }
                catch (error) {
                    // buildx can't use it after all, so the next one is asked.
                    if (!(error instanceof diagnosis/* Diagnosis */.OZ))
                        throw error;
                    continue;
                }
            }
            const next = ordered.slice(0, decision.count).filter(({ state }) => state.kind === 'unasked');
            for (const candidate of next) {
                const isLikely = candidate === ordered[0] && candidate.identity !== undefined;
                ask(candidate, nowMs, isLikely ? preparing : undefined);
            }
            // How long to wait depends on who has been asked.
            if (next.length > 0)
                continue;
            if (!isNoted && nowMs >= longestSilenceMs) {
                isNoted = true;
                const { message } = diagnosePool(ordered);
                ports.log.info(`${message} Asking again for up to ${Math.round(timeoutMs / 1000)} s.`);
            }
            await changed(Math.min(decision.untilMs, isNoted ? Infinity : longestSilenceMs) - nowMs);
        }
    }
}
/** When the log mentions the wait. */
const longestSilenceMs = 3000;
function openPool(pool, inputs, ports) {
    const seconds = (0,stopwatch/* startStopwatch */.Q)();
    let candidates = [];
    let change = Promise.withResolvers();
    let failure;
    let faultFrom;
    const onChange = () => {
        if (candidates.some(({ state }) => state.kind === 'faulty'))
            faultFrom ??= seconds();
        change.resolve();
    };
    const onError = (error) => {
        failure = { error };
        change.resolve();
    };
    const timeoutMs = Math.max(inputs.connectTimeoutMs, 0);
    const create = (member) => createCandidate(member, { inputs, ports, attempt: ports.attempt, onChange, onError });
    const ask = (candidate, nowMs, ahead) => {
        if (candidate.state.kind === 'unasked') {
            candidate.ask(nowMs, { timeoutMs: Math.max(timeoutMs - nowMs, 0), ...(ahead && { ahead }) });
        }
    };
    const createAll = (line) => {
        const { endpoint, platforms } = line;
        const name = (0,pool_name/* createName */.m)(line, {
            signal: ports.signal,
            onChange,
            onFound(endpoints) {
                const members = endpoints.map((each) => ({
                    endpoint: each,
                    platforms,
                    name: endpoint.host,
                }));
                const found = members.map(create);
                candidates = candidates.flatMap((each) => (each === name ? found : [each]));
                for (const candidate of found)
                    ask(candidate, seconds() * 1000);
                change.resolve();
            },
        });
        return name;
    };
    candidates = pool.lines.map((line) => (line.kind === 'name' ? createAll(line) : create(line)));
    // Only the daemons behind a name know the identity of their caches, so all of them are asked.
    for (const [index, line] of pool.lines.entries()) {
        if (line.kind === 'name')
            ask(candidates[index], 0);
    }
    return {
        candidates: () => candidates,
        ask,
        /** Resolves after a change, or when the time is up. */
        async changed(milliseconds) {
            const timer = setTimeout(change.resolve, milliseconds);
            ports.signal.addEventListener('abort', change.resolve);
            await change.promise.finally(() => {
                clearTimeout(timer);
                ports.signal.removeEventListener('abort', change.resolve);
            });
            change = Promise.withResolvers();
            if (failure !== undefined)
                throw failure.error;
        },
        /** From the first fault until now. */
        firstFault: () => (faultFrom === undefined ? undefined : { from: faultFrom, until: seconds() }),
        async close() {
            await Promise.all(candidates.map((candidate) => candidate.close()));
        },
    };
}


/***/ }),

/***/ 1575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ createName),
/* harmony export */   v: () => (/* binding */ diagnoseLookup)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var _daemon_diagnosis_network_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4207);
/* harmony import */ var _pool_addresses_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4749);



/** Pause between two lookups of a name that doesn't exist yet, such as that of starting pods. */
const pauseMs = 500;
/**
 * A name, until its addresses are known.
 *
 * @param lookUp asks DNS
 */
function createName({ endpoint, platforms }, { signal, onFound, onChange }, lookUp = _pool_addresses_js__WEBPACK_IMPORTED_MODULE_2__/* .addressesOf */ .s) {
    const stop = new AbortController();
    const ended = AbortSignal.any([signal, stop.signal]);
    let state = { kind: 'unasked' };
    let fault;
    const find = async (sinceMs, timeoutMs) => {
        const deadline = performance.now() + timeoutMs;
        for (;;) {
            try {
                const found = await lookUp(endpoint);
                if (!ended.aborted)
                    onFound(found);
                return;
            }
            catch (error) {
                if (ended.aborted)
                    return;
                fault = diagnoseLookup(endpoint, error);
                const mayPass = performance.now() < deadline;
                state = { kind: 'faulty', sinceMs, code: fault.code, mayPass };
                onChange();
                if (!mayPass)
                    return;
            }
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pauseMs, undefined, { signal: ended });
        }
    };
    return {
        member: { endpoint, platforms },
        get state() {
            return state;
        },
        get fault() {
            return fault;
        },
        daemon: undefined,
        identity: undefined,
        ask(nowMs, { timeoutMs }) {
            state = { kind: 'asked', sinceMs: nowMs };
            find(nowMs, timeoutMs).catch(() => { });
        },
        async create() {
            throw new Error('a name is no daemon');
        },
        // A lookup can't be canceled. Its late result is ignored.
        async close() {
            stop.abort();
        },
    };
}
/** Says why a name has no addresses. */
function diagnoseLookup({ url }, error) {
    const { code = 'unknown error' } = error;
    return code === 'EAI_AGAIN' ? (0,_daemon_diagnosis_network_js__WEBPACK_IMPORTED_MODULE_1__/* .silentDns */ .fc)(url, code, error) : (0,_daemon_diagnosis_network_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownHost */ .Vp)(url, code, error);
}


/***/ }),

/***/ 4207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   N7: () => (/* binding */ refusedConnection),
/* harmony export */   Vp: () => (/* binding */ unknownHost),
/* harmony export */   fc: () => (/* binding */ silentDns)
/* harmony export */ });
/* harmony import */ var _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3875);
// Faults that all routes to a daemon share, so that they read the same for TCP and for SSH.

/**
 * DNS says that the host doesn't exist.
 *
 * @param at the endpoint, for the message
 * @param words the error's code or text, to search for
 */
function unknownHost(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('dns-not-found', `DNS does not know the host of ${at} (${words}). Check the spelling, and whether this runner is in a network that knows the host.`, { cause });
}
/** DNS doesn't answer. */
function silentDns(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('dns-not-found', `DNS gave no answer about the host of ${at} (${words}). Check the name servers of this runner.`, { cause });
}
/** Something refuses connections, so the host is there. */
function refusedConnection(at, question, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('connection-refused', `Nothing listens at ${at}: the connection was refused. ${question}`, { cause });
}
/** No packet comes back, or the network reports that there is no route. */
function unreachable(at, words, cause) {
    return new _base_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .Diagnosis */ .OZ('connection-timeout', `${at} can't be reached from this runner (${words}). Check the address, the network and the firewall.`, { cause });
}


/***/ }),

/***/ 4749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ addressesOf)
/* harmony export */ });
/* unused harmony export mostAddresses */
/* harmony import */ var node_dns_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1553);
/* harmony import */ var _daemon_endpoint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1038);


/** Each is asked, so there is a limit. */
const mostAddresses = 16;
/**
 * Finds the daemons behind a name, as the system resolves it.
 *
 * @returns one endpoint for each address, in an order that doesn't depend on the answer's
 * @throws Error of the resolver
 */
async function addressesOf(name) {
    const found = await (0,node_dns_promises__WEBPACK_IMPORTED_MODULE_0__.lookup)(name.host, { all: true });
    const addresses = [...new Set(found.map(({ address }) => address))].toSorted();
    return addresses.slice(0, mostAddresses).map((address) => {
        const endpoint = { ...name, host: address };
        return { ...endpoint, url: (0,_daemon_endpoint_js__WEBPACK_IMPORTED_MODULE_1__/* .tcpAddress */ .Yv)(endpoint) };
    });
}


/***/ }),

/***/ 9515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kp: () => (/* binding */ assign_assign),
  pF: () => (/* binding */ isSplit),
  be: () => (/* binding */ linesFor),
  g$: () => (/* binding */ ownPlatform)
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


/***/ }),

/***/ 9655:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ explainChoice)
/* harmony export */ });
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1033);

/**
 * Explains why the daemon is not the first in rank.
 *
 * @param endpoint of the one that was used
 * @returns whole sentences; undefined for the first in rank
 */
function explainChoice({ choice, members, lost = [] }, endpoint) {
    const [first] = members;
    if (choice === 'first' || first === undefined)
        return undefined;
    const better = members.slice(0, members.findIndex((each) => each.endpoint === endpoint));
    const colder = `so this build is on ${endpoint}, whose cache may be colder.`;
    switch (choice) {
        case 'busy': {
            const busy = better.findLast(({ builds = 0 }) => builds > 0);
            return `${busy?.endpoint} ran ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(busy?.builds ?? 0, 'build')}, ${colder}`;
        }
        case 'died': {
            const last = lost.at(-1);
            const what = last === undefined
                ? ''
                : ` (${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(last.executed, 'step')} that had run, and ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(last.seconds)}, are lost)`;
            const where = last?.endpoint ?? better.find(({ state }) => state === 'died')?.endpoint;
            return `The connection to ${where ?? 'a daemon'} broke during the build${what}, ${colder}`;
        }
        case 'unhealthy': {
            const faulty = better.filter(({ state }) => !['answered', 'not-asked'].includes(state));
            const names = faulty.map(({ endpoint: at, state }) => `${at} (${state})`).join(', ');
            return `${names || 'A better one'} couldn't be used, ${colder}`;
        }
    }
}


/***/ })

};
