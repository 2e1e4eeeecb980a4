export const id = 2605;
export const ids = [2605];
export const modules = {

/***/ 3254:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SR: () => (/* binding */ wallSeconds),
/* harmony export */   V0: () => (/* binding */ subtractIntervals),
/* harmony export */   XP: () => (/* binding */ since),
/* harmony export */   l7: () => (/* binding */ mergeIntervals)
/* harmony export */ });
/** The same time in order, with overlaps joined. Intervals that end before they start don't count. */
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
/** The parts of intervals after a moment. */
function since(moment, intervals) {
    return intervals.map(({ start, end }) => ({ start: Math.max(start, moment), end }));
}
/** Wall-clock seconds: what runs at the same time counts once. Exact to a millisecond. */
function wallSeconds(intervals) {
    const milliseconds = mergeIntervals(intervals).reduce((sum, { start, end }) => sum + end - start, 0);
    return Math.round(milliseconds) / 1000;
}


/***/ }),

/***/ 6194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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
    const parsed = known.get(name);
    if (parsed !== undefined || known.has(name))
        return parsed;
    const read = readStepName(name);
    if (known.size >= mostKnown)
        known.clear();
    known.set(name, read);
    return read;
}
/** Each part of a record reads the same names again, some thousand times in all. */
const known = new Map();
const mostKnown = 5000;
function readStepName(name) {
    const close = name.indexOf('] ');
    const match = /^\[(?:(.*\S)\s+|\s*)(\d+)\/(\d+)$/.exec(name.slice(0, Math.max(close, 0)));
    if (!match)
        return undefined;
    const words = (match[1] ?? '').split(' ').filter(Boolean);
    // A stage's name can't hold a slash and a platform always does.
    const platform = words.find((word) => word.includes('/'));
    const stage = words.filter((word) => word !== platform).join(' ');
    return {
        index: Number(match[2]),
        total: Number(match[3]),
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

/***/ 6340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C6: () => (/* binding */ byInput),
/* harmony export */   _W: () => (/* binding */ byDigest),
/* harmony export */   lM: () => (/* binding */ walkInputs),
/* harmony export */   w: () => (/* binding */ holdsThroughout)
/* harmony export */ });
function byDigest(vertices) {
    return new Map(vertices.map((facts) => [facts.digest, facts]));
}
/** For each digest that some vertex has as an input: those vertices. */
function byInput(vertices) {
    const consumers = new Map();
    for (const facts of vertices) {
        for (const input of facts.inputs) {
            const known = consumers.get(input);
            if (known)
                known.push(facts);
            else
                consumers.set(input, [facts]);
        }
    }
    return consumers;
}
/**
 * The inputs of a vertex, their inputs, and so on, each once.
 *
 * @param isEnd a vertex to include without its own inputs
 */
function walkInputs({ inputs }, vertices, isEnd = () => false) {
    const found = new Map();
    const pending = [...inputs];
    for (let digest = pending.pop(); digest !== undefined; digest = pending.pop()) {
        const input = vertices.get(digest);
        if (!input || found.has(digest))
            continue;
        found.set(digest, input);
        if (!isEnd(input))
            pending.push(...input.inputs);
    }
    return [...found.values()];
}
/**
 * Whether something holds for a vertex and all its direct and indirect inputs. Each vertex is examined once, whatever
 * the number of questions. An input that isn't among the vertices holds nothing.
 */
function holdsThroughout(vertices, holds) {
    const known = new Map();
    const read = (digest) => {
        const before = known.get(digest);
        if (before !== undefined)
            return before;
        // A graph has no circles. If one appears, it ends here.
        known.set(digest, true);
        const facts = vertices.get(digest);
        const found = facts !== undefined && holds(facts) && facts.inputs.every(read);
        known.set(digest, found);
        return found;
    };
    return read;
}


/***/ }),

/***/ 5537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lt: () => (/* binding */ workedIntervals),
/* harmony export */   W_: () => (/* binding */ isRunning),
/* harmony export */   Z4: () => (/* binding */ createVertexTable),
/* harmony export */   iB: () => (/* binding */ isCancellation),
/* harmony export */   nT: () => (/* binding */ isOpen)
/* harmony export */ });
/** Gathers the events of each vertex, in the order in which the vertices were first mentioned. */
function createVertexTable() {
    const table = new Map();
    const latest = new Map();
    return {
        update(event) {
            const { digest, started, completed, cached, error } = event;
            const content = JSON.stringify([started, completed, cached, error]);
            const isRepeated = started !== undefined && latest.get(digest) === content;
            latest.set(digest, content);
            const facts = merge(table.get(digest), event, isRepeated);
            table.set(digest, facts);
            return facts;
        },
        get: (digest) => table.get(digest),
        all: () => [...table.values()],
    };
}
/** Whether a vertex is running. */
function isRunning(facts) {
    return [...facts.runs.values()].some((run) => isOpen(run, facts));
}
/** Whether a run has not ended. */
function isOpen({ start, end }, facts) {
    return end === undefined && start >= lastEnd(facts);
}
/** When a vertex worked; `now` (milliseconds) ends what hasn't ended. */
function workedIntervals(facts, now) {
    const last = lastEnd(facts);
    return [...facts.runs.values()].map(({ start, end = start >= last ? now : last }) => ({
        start,
        end,
    }));
}
/**
 * A run that started before this moment and has no end of its own has ended too: engines before 23.0 may
 * report a start twice, a little apart, and end only one of the two.
 */
function lastEnd({ runs }) {
    return Math.max(...[...runs.values()].map(({ end = Number.NEGATIVE_INFINITY }) => end));
}
/** Whether an error says that another's failure, or the user, stopped the vertex. */
function isCancellation(error) {
    return error.endsWith('context canceled');
}
function merge(before, event, isRepeated) {
    // Grown in place: a vertex that pulls many layers starts and ends once for each.
    const runs = (before?.runs ?? new Map());
    const isKnownEnd = !event.completed && runs.get(event.started ?? '')?.end !== undefined;
    if (event.started && !isKnownEnd)
        runs.set(event.started, readRun(event.started, event));
    // If loading a cached result fails, BuildKit sends completed, cached and an error, and then runs the
    // vertex; its next start repeats the error. Neither ends the vertex.
    const hasEnded = Boolean(event.completed) && !(event.cached && event.error);
    const error = (hasEnded && event.error) || before?.error;
    const group = before?.group ?? event.progressGroup;
    return {
        digest: event.digest,
        name: event.name || before?.name || '',
        inputs: before?.inputs.length ? before.inputs : (event.inputs ?? []),
        isAnnounced: before?.isAnnounced ?? !event.started,
        isRepeated: before?.isRepeated || isRepeated,
        cached: (hasEnded && event.cached) || before?.cached || false,
        completed: hasEnded || before?.completed || false,
        ...(error && { error }),
        ...(group && { group }),
        runs,
    };
}
function readRun(started, { completed, cached, error, inputs }) {
    return {
        start: Date.parse(started),
        ...(completed && { end: Date.parse(completed) }),
        ...(completed && error && { error }),
        isCached: cached ?? false,
        isInstant: started === completed,
        hasInputs: (inputs ?? []).length > 0,
    };
}


/***/ }),

/***/ 4071:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ cacheMountIds)
/* harmony export */ });
/* harmony import */ var node_path_posix__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/**
 * The cache mounts that an instruction names, by BuildKit's ids for them: the given `id`, otherwise the
 * target as it is written.
 */
function cacheMountIds(instruction) {
    // Flags precede the command.
    const flags = /^(?:ONBUILD )?RUN((?:\s+--\S+)+)/.exec(instruction)?.[1] ?? '';
    return flags.split(/\s+/).flatMap((flag) => {
        if (!flag.startsWith(mountFlag))
            return [];
        const options = new Map(flag.slice(mountFlag.length).split(',').map(splitOption));
        if (options.get('type') !== 'cache')
            return [];
        const target = options.get('target') ?? options.get('dst') ?? options.get('destination');
        const id = options.get('id') || (target && (0,node_path_posix__WEBPACK_IMPORTED_MODULE_0__.normalize)(target).replace(/(?<=.)\/$/, ''));
        return id ? [id] : [];
    });
}
const mountFlag = '--mount=';
function splitOption(option) {
    const [name = '', ...value] = option.split('=');
    return [name.toLowerCase(), value.join('=')];
}


/***/ }),

/***/ 6169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n6: () => (/* binding */ compareText),
  z: () => (/* binding */ firstStart),
  Ge: () => (/* binding */ isDoubtful),
  d2: () => (/* binding */ ownGraph)
});

// EXTERNAL MODULE: ./.build/lib/progress/vertex-inputs.js
var vertex_inputs = __webpack_require__(6340);
// EXTERNAL MODULE: ./.build/lib/progress/vertex-table.js
var vertex_table = __webpack_require__(5537);
;// CONCATENATED MODULE: ./.build/lib/record/evidence.js

/**
 * Reads what a vertex did by itself. The rules, with the place in moby/buildkit that makes each:
 *
 * - `notifyStarted` in `solver/jobs.go` reports a start and an end, with the flag `cached` for a result
 *   that is loaded and without it for a vertex that runs. A load takes time, so its end isn't its start.
 * - `vertexStream.append` in `solver/progress.go` reports a vertex as cached, with start and end equal to
 *   the start of one that has it as an input, because that one has started. This proves nothing: the other
 *   may have failed before it needed the input, or the input may have been joined with another vertex.
 * - A load that fails ends with `cached` and an error. The vertex then runs, or loads another result.
 * - A controller (`util/progress/controller`) reports the download of a layer that an earlier load left
 *   in its registry as a run of the vertex, without its inputs. The vertex still came from the cache.
 * - A vertex without inputs reports the computation of its cache key as its first run (`CacheMap`).
 * - A vertex can be retried after an error, for example when its session has ended. The latest attempt
 *   counts.
 * - A failure to compute a content key reports a start and at once an end with an error (`CalcSlowCache`).
 *
 * @param consumers the vertices that have it as an input
 */
function readEvidence(facts, consumers) {
    const runs = [...facts.runs].filter(([start, run]) => !isPresumed(start, run, consumers));
    const own = withoutKeyComputation(facts, runs.map(([, run]) => run));
    const loads = own.filter(({ isCached, end, error }) => isCached && end !== undefined && !error);
    if (loads.length > 0)
        return { kind: 'loaded', interval: span(loads) };
    const isPull = ({ hasInputs }) => !hasInputs && facts.inputs.length > 0;
    const attempts = own.filter((run) => !run.isCached && !isPull(run));
    const last = attempts.toSorted((a, b) => a.start - b.start).at(-1);
    if (last?.error && !(0,vertex_table/* isCancellation */.iB)(last.error))
        return { kind: 'failed' };
    const ended = attempts.filter(({ end, error }) => end !== undefined && !error);
    if (ended.length > 0)
        return { kind: 'ran', interval: span(ended) };
    const hasBegun = own.some((run) => run.error !== undefined || (0,vertex_table/* isOpen */.nT)(run, facts));
    return hasBegun ? { kind: 'canceled' } : undefined;
}
/** Whether a run is only BuildKit's presumption that the input of something that started was cached. */
function isPresumed(start, run, consumers) {
    return run.isCached && run.isInstant && consumers.some(({ runs }) => runs.has(start));
}
function withoutKeyComputation({ inputs }, runs) {
    const first = runs.findIndex(({ isCached }) => !isCached);
    const isComputation = inputs.length === 0 && runs[first]?.end !== undefined && runs[first].error === undefined;
    return isComputation ? runs.toSpliced(first, 1) : runs;
}
function span(runs) {
    return {
        start: Math.min(...runs.map(({ start }) => start)),
        end: Math.max(...runs.map(({ start, end = start }) => end)),
    };
}

// EXTERNAL MODULE: ./.build/lib/record/step-vertex.js
var step_vertex = __webpack_require__(5937);
;// CONCATENATED MODULE: ./.build/lib/record/own-graph.js



/**
 * Finds a build's own graph among the vertices of its stream.
 *
 * When BuildKit joins a vertex with the equal one of another build, it sends the other's events to both
 * (`setEdge` in moby/buildkit `solver/jobs.go`), so the stream has vertices of other builds as well. Two
 * facts distinguish them. BuildKit lists each vertex of a graph when it loads it
 * (`connectProgressFromState`), mostly before the vertex has started, whereas the events of a joined one
 * begin with its start. And all inputs of an own vertex are own. So a vertex that was listed before it
 * started, and that no other uses, is a result of this build, and all its direct and indirect inputs are own.
 *
 * A result that another build with the same graph had started before is listed again when this build
 * loads it, so that its latest event comes twice. Joining can repeat an event too, which makes this less
 * certain: such a vertex counts only if it has something in common with the rest of the build, if there is one.
 * Events that weren't read in time are merged, so that nothing comes twice. If no step is own by these rules, all
 * are: without an own step there is nothing that one of another build could be joined with.
 *
 * @param options.isJoined which vertices are known to be those of other builds
 */
function ownGraph(vertices, { isComplete, isJoined, }) {
    const sorted = vertices.toSorted((a, b) => compareText(a.name, b.name) || compareText(a.digest, b.digest));
    const all = (0,vertex_inputs/* byDigest */._W)(sorted);
    const allConsumers = (0,vertex_inputs/* byInput */.C6)(sorted);
    const ends = sorted.filter(({ digest }) => !allConsumers.has(digest));
    const made = (end) => [end, ...(0,vertex_inputs/* walkInputs */.lM)(end, all)];
    const announced = (0,vertex_inputs/* byDigest */._W)(ends.filter(({ isAnnounced }) => isAnnounced).flatMap(made));
    const hasSteps = [...announced.values()].some(step_vertex/* isStep */.Vf);
    const late = ends
        .filter((end) => isDoubtful(end) && !isJoined(end))
        .filter((end) => !hasSteps || made(end).some(({ digest }) => announced.has(digest)));
    const found = (0,vertex_inputs/* byDigest */._W)([...announced.values(), ...late.flatMap(made)]);
    const own = [...found.values()].some(step_vertex/* isStep */.Vf) ? found : all;
    const consumers = (0,vertex_inputs/* byInput */.C6)([...own.values()]);
    const evidence = new Map();
    const readOne = (facts) => readEvidence(facts, allConsumers.get(facts.digest) ?? []);
    const readBoth = (facts) => {
        const downloads = facts.inputs.flatMap((input) => all.get(input) ?? []).filter(step_vertex/* isDownload */.pc);
        const ends = downloads.map((download) => readOne(download)?.kind);
        const end = ['failed', 'canceled'].find((kind) => ends.includes(kind));
        return readOne(facts) ?? (end && { kind: end });
    };
    const reached = new Set();
    for (const each of own.values()) {
        if (reached.has(each) || !readBoth(each)?.interval)
            continue;
        for (const input of (0,vertex_inputs/* walkInputs */.lM)(each, own, (input) => reached.has(input)))
            reached.add(input);
    }
    const read = (facts) => {
        const found = readBoth(facts);
        const isOvercome = own.has(facts.digest) && (isComplete || reached.has(facts));
        return isOvercome && !found?.interval ? undefined : found;
    };
    return {
        all,
        own,
        isComplete,
        steps: inOrder([...own.values()].filter(step_vertex/* isStep */.Vf), own),
        consumers: ({ digest }) => consumers.get(digest) ?? [],
        evidence(facts) {
            if (!evidence.has(facts.digest)) {
                evidence.set(facts.digest, read(facts));
            }
            return evidence.get(facts.digest);
        },
    };
}
/** Whether a vertex may be listed again as a result of this build, or be repeated because it was joined. */
function isDoubtful({ isRepeated, isAnnounced }) {
    return isRepeated && !isAnnounced;
}
/** Each step after those that it uses. */
function inOrder(steps, vertices) {
    const ordered = new Set();
    const visited = new Set();
    const visit = (step) => {
        // A graph has no circles; should one come, it ends here.
        if (visited.has(step))
            return;
        visited.add(step);
        for (const input of (0,vertex_inputs/* walkInputs */.lM)(step, vertices, step_vertex/* isStep */.Vf))
            if ((0,step_vertex/* isStep */.Vf)(input))
                visit(input);
        ordered.add(step);
    };
    for (const step of steps)
        visit(step);
    return [...ordered];
}
/**
 * The first start that the stream announces, in milliseconds: a vertex that is listed before its start started after
 * the build began. Negative infinity when there is none.
 */
function firstStart(vertices) {
    const starts = vertices
        .filter(({ isAnnounced }) => isAnnounced)
        .flatMap(({ runs }) => [...runs.values()].map(({ start }) => start))
        .filter((start) => !Number.isNaN(start));
    return starts.reduce((first, start) => Math.min(first, start), starts[0] ?? Number.NEGATIVE_INFINITY);
}
function compareText(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}


/***/ }),

/***/ 5937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ isSameInstruction),
/* harmony export */   Vf: () => (/* binding */ isStep),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   pc: () => (/* binding */ isDownload),
/* harmony export */   rl: () => (/* binding */ verbOf)
/* harmony export */ });
/* unused harmony export readStepName */
/* harmony import */ var _progress_step_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6194);

/**
 * The step of a vertex, by its name, if it is one. A step has an instruction's name, and is neither a
 * base image, nor the merge half of a `COPY --link`, nor a download of an `ADD`: the only `ADD` without
 * inputs, which has the name of the step that it belongs to.
 */
function readStepName(facts) {
    const step = (0,_progress_step_name_js__WEBPACK_IMPORTED_MODULE_0__/* .parseStepName */ .Z)(facts.name);
    const isOther = step === undefined || (0,_progress_step_name_js__WEBPACK_IMPORTED_MODULE_0__/* .isLinkMerge */ .z)(step) || verbOf(facts) === 'FROM';
    return isOther || isDownload(facts) ? undefined : step;
}
function isStep(facts) {
    return readStepName(facts) !== undefined;
}
/** Whether a vertex is the download of an `ADD`. */
function isDownload(facts) {
    return facts.inputs.length === 0 && verbOf(facts) === 'ADD';
}
/** The instruction of a step; empty for other vertices. */
function textOf({ name }) {
    return (0,_progress_step_name_js__WEBPACK_IMPORTED_MODULE_0__/* .parseStepName */ .Z)(name)?.instruction ?? '';
}
/** Such as `RUN`, without the `ONBUILD` before it. */
function verbOf(facts) {
    return /^(?:ONBUILD )?(\S*)/.exec(textOf(facts))?.[1] ?? '';
}
/** Whether two steps are one instruction of a Dockerfile, perhaps for two platforms. */
function isSameInstruction(a, b) {
    const [one, other] = [(0,_progress_step_name_js__WEBPACK_IMPORTED_MODULE_0__/* .parseStepName */ .Z)(a.name), (0,_progress_step_name_js__WEBPACK_IMPORTED_MODULE_0__/* .parseStepName */ .Z)(b.name)];
    return (one !== undefined &&
        one.stage === other?.stage &&
        one.index === other?.index &&
        one.instruction === other.instruction);
}


/***/ }),

/***/ 2605:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jg: () => (/* binding */ countSteps),
  CD: () => (/* binding */ readStep),
  I$: () => (/* binding */ readSteps),
  pB: () => (/* binding */ slowestSteps),
  dR: () => (/* binding */ stepIntervals),
  JK: () => (/* binding */ stepsByDigest)
});

// EXTERNAL MODULE: ./.build/lib/progress/intervals.js
var intervals = __webpack_require__(3254);
// EXTERNAL MODULE: ./.build/lib/progress/step-name.js
var step_name = __webpack_require__(6194);
// EXTERNAL MODULE: ./.build/lib/progress/vertex-inputs.js
var vertex_inputs = __webpack_require__(6340);
// EXTERNAL MODULE: ./.build/lib/progress/vertex-table.js
var vertex_table = __webpack_require__(5537);
// EXTERNAL MODULE: ./.build/lib/record/cache-mounts.js
var cache_mounts = __webpack_require__(4071);
;// CONCATENATED MODULE: ./.build/lib/record/step-status.js
/**
 * Reads the status of an own step, from the strongest proof to the weakest: what its vertex did, or the one
 * that it was joined with; whether a result that uses it came from the cache, so that it wasn't needed; and
 * whether a vertex that uses it completed, so that its result must have existed.
 *
 * @param begunAt when the build began, in milliseconds: results that others had finished before already existed
 */
function statusReader(graph, joined, begunAt) {
    const evidence = evidenceOfBoth(graph, joined);
    const isCached = cachedReader(graph, joined);
    const isReached = reachedReader(graph, joined);
    return (facts) => {
        const { kind, interval } = evidence(facts) ?? {};
        if (kind === 'loaded')
            return 'cached';
        if (kind === 'failed')
            return 'failed';
        if (interval !== undefined)
            return interval.end <= begunAt ? 'cached' : 'executed';
        if (isCached(facts) || isReached(facts))
            return 'cached';
        return kind === 'canceled' ? 'canceled' : 'not-started';
    };
}
/** Reads whether a result that uses a vertex was loaded from the cache. */
function cachedReader(graph, joined) {
    const evidence = evidenceOfBoth(graph, joined);
    return remember((facts, isCached) => graph.consumers(facts).some((consumer) => {
        const kind = evidence(consumer)?.kind;
        return kind === 'loaded' || (kind === undefined && isCached(consumer));
    }));
}
/** Reads whether a vertex that uses this one completed, or the whole build did. */
function reachedReader(graph, joined) {
    const evidence = evidenceOfBoth(graph, joined);
    const isComplete = graph.isComplete || hasResult(graph, evidence);
    return remember((facts, isReached) => isComplete ||
        graph
            .consumers(facts)
            .some((consumer) => evidence(consumer)?.interval !== undefined || isReached(consumer)));
}
function evidenceOfBoth({ evidence }, joined) {
    return (facts) => evidence(joined.get(facts.digest) ?? facts);
}
/** Whether a result of the build was exported, so that all its inputs existed. */
function hasResult({ all, steps }, evidence) {
    const isBroken = steps.some((step) => ['failed', 'canceled'].includes(evidence(step)?.kind ?? ''));
    const isExport = ({ name, runs }) => name.startsWith('exporting ') && runs.size > 0;
    return !isBroken && [...all.values()].some(isExport);
}
/** Each vertex is read once. A graph has no circles; should one come, it ends there. */
function remember(read) {
    const known = new Map();
    const again = (facts) => {
        const before = known.get(facts.digest);
        if (before !== undefined)
            return before;
        known.set(facts.digest, false);
        const answer = read(facts, again);
        known.set(facts.digest, answer);
        return answer;
    };
    return again;
}

// EXTERNAL MODULE: ./.build/lib/record/step-vertex.js
var step_vertex = __webpack_require__(5937);
;// CONCATENATED MODULE: ./.build/lib/record/joined-vertices.js




/**
 * Finds, for each own step that did no complete work, the vertex that did the work for it.
 *
 * BuildKit joins two vertices with equal cache keys that are wanted at the same time (`mergeTo` in
 * moby/buildkit `solver/scheduler.go`). From then on one of them works for both. The other is only
 * listed, or presumed cached, or its started work is canceled. The stream doesn't say which two were
 * joined, so this is concluded from what must hold:
 *
 * - Both are the same kind of instruction, and each pair of their inputs is the same vertex, or joined as
 *   well. An input that isn't in the stream belongs to another build whose step was joined only because of
 *   equal content. Local contexts of two builds are never the same vertex.
 * - A vertex of another build is in the stream only because an own one was joined with it.
 * - Own vertices are joined with each other where two platforms give the same result. A `RUN` has its
 *   platform in its key, so that it is joined so only when there is no other explanation.
 * - The steps that use the result started after the work.
 * - No step that uses a failed or canceled step was reached.
 *
 * @param begunAt when the build began, in milliseconds
 */
function findJoined(graph, begunAt) {
    const { all, own, steps, isComplete, evidence } = graph;
    const joined = new Map();
    const isOpen = (step) => ['canceled', undefined].includes(evidence(step)?.kind);
    const workers = [...all.values()].filter((facts) => (0,step_vertex/* isStep */.Vf)(facts) && evidence(facts));
    const foreign = workers
        .filter(({ digest }) => !own.has(digest))
        .filter((facts) => !isComplete || evidence(facts)?.interval);
    const finished = workers
        .filter(({ digest }) => own.has(digest))
        .filter((facts) => evidence(facts)?.interval);
    const openTexts = new Set(steps.filter(isOpen).map(step_vertex/* textOf */.b6));
    const firstStartBehind = firstStartReader(graph);
    const isSame = (ours, theirs) => {
        const [a, b] = [all.get(ours), all.get(theirs)];
        const isForeign = a !== undefined && b !== undefined && !own.has(theirs);
        // A vertex that another build only lists, or gets from a source, may be the same as ours of its kind.
        const isUnknown = !b || (isForeign && (0,step_vertex/* isStep */.Vf)(a) === (0,step_vertex/* isStep */.Vf)(b) && !((0,step_vertex/* isStep */.Vf)(b) && evidence(b)));
        return ours === theirs || isUnknown || joined.get(ours) === b;
    };
    const isSameOfPlatform = (ours, theirs) => {
        const [a, b] = [own.get(ours), own.get(theirs)];
        return (isSame(ours, theirs) || isSame(theirs, ours) || (a && b && (0,step_vertex/* isSameInstruction */.HB)(a, b)) || false);
    };
    function candidates(step, among, isSameInput) {
        if (among.length === 0)
            return [];
        const neededAt = firstStartBehind(step);
        return among.filter((worker) => worker !== step &&
            isSameKind(worker, step) &&
            hasSameInputs(step, worker, isSameInput) &&
            (evidence(worker)?.interval?.end ?? neededAt) <= neededAt);
    }
    /** The number of inputs that two vertices are known to share. */
    const commonInputs = (step, worker) => step.inputs.filter((ours, index) => {
        const theirs = worker.inputs[index];
        return ours === theirs || joined.get(ours)?.digest === theirs;
    }).length;
    function findForeign(step, isNeeded) {
        if (foreign.length === 0)
            return undefined;
        const isCached = isCachedAlone(step);
        const found = candidates(step, foreign, isSame)
            // A cached step needs no work of another from before this build.
            .filter((worker) => !isCached || (evidence(worker)?.interval?.end ?? 0) > begunAt)
            .toSorted((a, b) => commonInputs(step, b) - commonInputs(step, a));
        const taken = new Set(joined.values());
        const free = found.filter((worker) => !taken.has(worker) && !openTexts.has((0,step_vertex/* textOf */.b6)(worker)));
        return (found.find((worker) => (0,step_vertex/* textOf */.b6)(worker) === (0,step_vertex/* textOf */.b6)(step)) ??
            // The other Dockerfile may have another name for the stage, or another text for the same instruction.
            free.find((worker) => withoutStage(worker) === withoutStage(step)) ??
            free.find((worker) => isNeeded || commonInputs(step, worker) > 0));
    }
    function findOwn(step, isNeeded) {
        if (finished.length === 0 || isCachedAlone(step))
            return undefined;
        const found = candidates(step, finished, isSameOfPlatform);
        return (found.find((worker) => (0,step_vertex/* isSameInstruction */.HB)(worker, step) && (isNeeded || (0,step_vertex/* verbOf */.rl)(worker) !== 'RUN')) ?? (isNeeded ? found.find((each) => withoutStage(each) === withoutStage(step)) : undefined));
    }
    /** @param isNeeded whether the result of a step that nothing else explains certainly existed */
    function join(isNeeded) {
        const unreachable = new Set();
        for (const step of steps) {
            const isBehind = (0,vertex_inputs/* walkInputs */.lM)(step, own, step_vertex/* isStep */.Vf).some(({ digest }) => unreachable.has(digest));
            if (isOpen(step) && !isBehind && !joined.has(step.digest)) {
                const worker = findForeign(step, isNeeded(step)) ?? findOwn(step, isNeeded(step));
                if (worker)
                    joined.set(step.digest, worker);
            }
            const { kind } = evidence(joined.get(step.digest) ?? step) ?? {};
            if (isBehind || kind === 'failed' || kind === 'canceled')
                unreachable.add(step.digest);
        }
    }
    const isCachedAlone = cachedReader(graph, new Map());
    join(() => false);
    const isReached = reachedReader(graph, new Map(joined));
    const isCached = cachedReader(graph, new Map(joined));
    join((step) => isReached(step) && !isCached(step));
    return joined;
}
/**
 * The start of the first completed vertex that uses a step, in milliseconds. Each vertex is visited once, whatever the
 * number of steps.
 */
function firstStartReader({ consumers, evidence }) {
    const known = new Map();
    const read = (facts) => {
        const before = known.get(facts);
        if (before !== undefined)
            return before;
        // A graph has no circles; should one come, it ends here.
        known.set(facts, Number.POSITIVE_INFINITY);
        const starts = consumers(facts).map((next) => evidence(next)?.interval?.start ?? read(next));
        const first = Math.min(...starts);
        known.set(facts, first);
        return first;
    };
    return read;
}
/** The same kind of instruction; for a `RUN`, also the same platform, if the names show it. */
function isSameKind(a, b) {
    const [one, other] = [a, b].map(({ name }) => (0,step_name/* parseStepName */.Z)(name)?.platform?.replace(/->.*/, ''));
    const isOtherPlatform = one !== undefined && other !== undefined && one !== other;
    return (0,step_vertex/* verbOf */.rl)(a) === (0,step_vertex/* verbOf */.rl)(b) && !((0,step_vertex/* verbOf */.rl)(a) === 'RUN' && isOtherPlatform);
}
function hasSameInputs(ours, theirs, isSame) {
    return (ours.inputs.length === theirs.inputs.length &&
        ours.inputs.every((input, index) => isSame(input, theirs.inputs[index] ?? '')));
}
/** An instruction without the name of the stage that it copies from. */
function withoutStage(step) {
    return (0,step_vertex/* textOf */.b6)(step).replace(/(?<=^(?:ONBUILD )?COPY\b.*--from=)\S+/, '');
}

// EXTERNAL MODULE: ./.build/lib/record/own-graph.js + 1 modules
var own_graph = __webpack_require__(6169);
;// CONCATENATED MODULE: ./.build/lib/record/stage-order.js


/**
 * Numbers the stages so that each comes after those it uses, otherwise by name. BuildKit lists the
 * vertices of a build in an order that differs from build to build, and the Dockerfile isn't known.
 */
function rankStages(steps, vertices) {
    const uses = readUses(steps, vertices);
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
function readUses(steps, vertices) {
    const stages = new Map(steps.flatMap(({ facts, sharers, step }) => [facts, ...sharers].map(({ digest }) => [digest, stageOf(step)])));
    const uses = new Map();
    for (const { facts, step } of steps) {
        const used = uses.get(stageOf(step)) ?? new Set();
        uses.set(stageOf(step), used);
        // Where an input has no stage (an internal one), those of its inputs are the nearest.
        for (const { digest } of (0,vertex_inputs/* walkInputs */.lM)(facts, vertices, step_vertex/* isStep */.Vf)) {
            const stage = stages.get(digest);
            if (stage !== undefined && stage !== stageOf(step))
                used.add(stage);
        }
    }
    return uses;
}
function stageOf(step) {
    return step.stage ?? '';
}

;// CONCATENATED MODULE: ./.build/lib/record/step-labels.js

/**
 * Reads the name of an own step as its own Dockerfile has it.
 *
 * A vertex that two builds have in common has the name that the first of them gave it, with the stage and
 * the number of that Dockerfile. All its inputs were named there as well, so that the names of a
 * stage are foreign from its start up to some step, and own from there on. As the first input of a step
 * is the step before it in the same stage, the own names give the right names for the foreign ones. Where all names
 * of a stage are certainly foreign, an own `COPY --from` gives the stage. Any other stage without an own name keeps
 * the foreign ones.
 */
function stepNames({ consumers }) {
    const known = new Map();
    function nameOf(facts) {
        if (known.has(facts.digest))
            return known.get(facts.digest);
        const given = (0,step_name/* parseStepName */.Z)(facts.name);
        // A graph has no circles; should one come, it ends here.
        known.set(facts.digest, given);
        if (given === undefined)
            return undefined;
        const places = consumers(facts).flatMap((next) => placeBefore(facts, next) ?? []);
        const isOwn = places.some(({ stage, index }) => stage === given.stage && index === given.index);
        const sources = consumers(facts).flatMap((next) => sourceOf(facts, given, next) ?? []);
        const [place] = [...places, ...sources];
        const name = isOwn || !place ? given : { ...place, instruction: given.instruction };
        known.set(facts.digest, name);
        return name;
    }
    /** The position of a vertex in its stage, if a vertex that uses it shows the position. */
    function placeBefore(facts, next) {
        const name = nameOf(next);
        if (name === undefined)
            return undefined;
        const isFirst = next.inputs[0] === facts.digest;
        // The copy of a `COPY --link` is the second input of its merge half, which has the same number.
        if ((0,step_name/* isLinkMerge */.z)(name))
            return isFirst ? before(name) : name;
        return isFirst && !isLinkCopy(next) ? before(name) : undefined;
    }
    /** The end of the stage that an own `COPY --from` names, if the vertex is that and has another build's name. */
    function sourceOf(facts, given, next) {
        const { stage, instruction = '' } = nameOf(next) ?? {};
        const from = /^(?:ONBUILD )?COPY(?:\s+--\S+)*?\s+--from=(\S+)/.exec(instruction)?.[1] ?? '';
        const isSource = next.inputs.at(-1) === facts.digest;
        // A Dockerfile names all of its stages or none, and a stage is copied from as it is at its end.
        const isForeign = (stage !== undefined && given.stage === undefined) || given.index < given.total;
        const isName = /^[a-z]/i.test(from);
        return isSource && isForeign && isName
            ? { ...given, stage: from.toLowerCase(), total: given.index }
            : undefined;
    }
    /** The copy of a `COPY --link` has no parent layer: its first input is the source of the copy. */
    function isLinkCopy(facts) {
        return consumers(facts).some((next) => {
            const name = (0,step_name/* parseStepName */.Z)(next.name);
            return name !== undefined && (0,step_name/* isLinkMerge */.z)(name) && next.inputs[0] !== facts.digest;
        });
    }
    return nameOf;
}
function before(name) {
    return name.index > 1 ? { ...name, index: name.index - 1 } : undefined;
}

;// CONCATENATED MODULE: ./.build/lib/record/steps.js











/**
 * Reads the steps of a build from the vertices of its stream.
 *
 * A step is `executed` when it ran for this build, or for another one that this one waited for. A result that another
 * build had finished before this one began is `cached`, since it already existed.
 *
 * @param begunAt when the build began, in milliseconds by the clock of the stream
 * @param isComplete whether the build is known to have succeeded
 */
function readSteps(vertices, begunAt, isComplete = false) {
    // Which results are own depends on which vertices were joined, and vice versa.
    const first = (0,own_graph/* ownGraph */.d2)(vertices, { isComplete, isJoined: () => true });
    const firstJoined = findJoined(first, begunAt);
    const taken = new Set(firstJoined.values());
    const isOpen = vertices.some((facts) => (0,own_graph/* isDoubtful */.Ge)(facts) && !taken.has(facts));
    const graph = isOpen
        ? (0,own_graph/* ownGraph */.d2)(vertices, { isComplete, isJoined: (facts) => taken.has(facts) })
        : first;
    const joined = isOpen ? findJoined(graph, begunAt) : firstJoined;
    const nameOf = stepNames(graph);
    const statusOf = statusReader(graph, joined, begunAt);
    const workerOf = (facts) => joined.get(facts.digest) ?? facts;
    const groups = [...Map.groupBy(graph.steps, (facts) => workerOf(facts).digest).values()].flatMap((alike) => groupSameInstructions(alike, workerOf));
    const steps = groups.flatMap(([facts, ...sharers]) => {
        const step = facts && nameOf(facts);
        if (facts === undefined || step === undefined)
            return [];
        const downloads = facts.inputs.flatMap((input) => graph.own.get(input) ?? []).filter(step_vertex/* isDownload */.pc);
        const [worker, status] = [workerOf(facts), statusOf(facts)];
        return [{ facts, step, status, worker, downloads, sharers }];
    });
    const rank = rankStages(steps, graph.own);
    const isForeign = foreignVertices(graph, joined);
    return {
        steps: steps.sort((a, b) => rank(a.step) - rank(b.step) || compareSteps(a.step, b.step)),
        vertices: vertices.filter((facts) => !isForeign(facts)),
    };
}
/** Each step by the digest of every vertex that it is, or that did its work. */
function stepsByDigest(steps) {
    const byWorker = steps.map((step) => [step.worker.digest, step]);
    const byOwn = steps.flatMap((step) => [step.facts, ...step.sharers].map(({ digest }) => [digest, step]));
    return new Map([...byWorker, ...byOwn]);
}
/** When a step worked or was waited for; `now` (milliseconds) ends what hasn't ended. */
function stepIntervals({ facts, worker, downloads }, now) {
    return [...new Set([facts, worker, ...downloads])].flatMap((each) => (0,vertex_table/* workedIntervals */.Lt)(each, now));
}
/** Groups steps that share one worker by instruction, the worker's own step first. */
function groupSameInstructions(alike, workerOf) {
    const groups = [];
    for (const facts of alike.toSorted((a, b) => Number(workerOf(b) === b) - Number(workerOf(a) === a))) {
        const group = groups.find(([first]) => first && (0,step_vertex/* isSameInstruction */.HB)(first, facts));
        if (group)
            group.push(facts);
        else
            groups.push([facts]);
    }
    return groups;
}
/** Tells which vertices are those of other builds, and did nothing for this one. */
function foreignVertices({ all, own }, joined) {
    const workers = new Set(joined.values());
    const others = [...all.values()].filter((facts) => !own.has(facts.digest) && (0,step_name/* parseStepName */.Z)(facts.name) !== undefined);
    const foreign = new Set(others.flatMap((facts) => [facts, ...(0,vertex_inputs/* walkInputs */.lM)(facts, all)]));
    return (facts) => foreign.has(facts) && !own.has(facts.digest) && !workers.has(facts);
}
/**
 * The step for the record.
 *
 * @param now ends what was still running, in milliseconds
 * @param pulled the vertices whose layers were pulled
 */
function readStep(found, now, pulled, begunAt) {
    const { worker, status } = found;
    const { instruction, stage, platform } = found.step;
    const cacheMounts = (0,cache_mounts/* cacheMountIds */.W)(instruction);
    return {
        name: instruction,
        ...(stage && { stage }),
        ...(platform && { platform }),
        status,
        seconds: (0,intervals/* wallSeconds */.SR)((0,intervals/* since */.XP)(begunAt, stepIntervals(found, now))),
        ...(cacheMounts.length > 0 && { cacheMounts }),
        ...(status === 'cached' && pulled.has(worker.digest) && { pulled: true }),
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
    return a.index - b.index || (0,own_graph/* compareText */.n6)(a.platform ?? '', b.platform ?? '');
}


/***/ })

};
