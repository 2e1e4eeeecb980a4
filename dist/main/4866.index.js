export const id = 4866;
export const ids = [4866,9665];
export const modules = {

/***/ 8881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eu: () => (/* binding */ untilAborted),
/* harmony export */   MU: () => (/* binding */ TimeoutError),
/* harmony export */   wj: () => (/* binding */ withTimeout)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);

/** Work that took too long. The message is `no answer in 20 s`. */
class TimeoutError extends Error {
    name = 'TimeoutError';
    constructor(milliseconds) {
        super(`no answer in ${milliseconds / 1000} s`);
    }
}
/**
 * Waits for work, but not longer than `milliseconds`, and not after `signal` is aborted. A later
 * result or rejection of the work is ignored.
 *
 * @param work gets a signal that is aborted once its result is no longer waited for, so that it can stop
 * @returns the result of the work
 * @throws TimeoutError, CanceledError, or what the work throws
 */
async function withTimeout(work, milliseconds, signal) {
    const stopped = Promise.withResolvers();
    const controller = new AbortController();
    const stop = (error) => {
        stopped.reject(error);
        controller.abort(error);
    };
    const cancel = () => stop(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3());
    const timer = setTimeout(() => stop(new TimeoutError(milliseconds)), milliseconds);
    signal?.addEventListener('abort', cancel);
    try {
        if (signal?.aborted)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CanceledError */ .k3();
        return await Promise.race([work(controller.signal), stopped.promise]);
    }
    finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
    }
}
/**
 * Waits for a promise, but not after `signal` is aborted.
 *
 * @throws the signal's reason, or what the promise rejects with
 */
async function untilAborted(promise, signal) {
    if (signal === undefined)
        return promise;
    const { promise: aborted, reject } = Promise.withResolvers();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted)
        abort();
    try {
        return await Promise.race([promise, aborted]);
    }
    finally {
        signal.removeEventListener('abort', abort);
    }
}


/***/ }),

/***/ 7716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AL: () => (/* binding */ lengthDelimited),
/* harmony export */   L8: () => (/* binding */ varint),
/* harmony export */   qU: () => (/* binding */ readFields)
/* harmony export */ });
/* harmony import */ var _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9799);

/** Wire types: https://protobuf.dev/programming-guides/encoding/#structure */
const varint = 0;
const lengthDelimited = 2;
/** @throws RangeError or Error when the bytes aren't a message */
function readFields(message) {
    return new Message(new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .BinaryReader */ .V5(message), bufferOf(message), 0, message.length);
}
/**
 * A message within a message. It has the reader of the outermost one, and no copy of its bytes: the answer to a question
 * about builds is some thousand small messages, of which few fields are needed.
 */
class Message {
    reader;
    buffer;
    /** Three numbers for each field: its number, where its bytes start, and where they end. */
    places = [];
    /** Two numbers for each field that is a number: its own, and its value. */
    numbers = [];
    constructor(reader, buffer, start, end) {
        this.reader = reader;
        this.buffer = buffer;
        reader.pos = start;
        while (reader.pos < end) {
            const [field, wireType] = reader.tag();
            if (wireType === lengthDelimited) {
                const length = reader.uint32();
                this.places.push(field, reader.pos, reader.pos + length);
                reader.pos += length;
            }
            else if (wireType === varint)
                this.numbers.push(field, Number(reader.int64()));
            else
                reader.skip(wireType, field);
        }
        if (reader.pos > end)
            throw new RangeError('a field is longer than its message');
    }
    #all(field, read) {
        const { places } = this;
        const found = [];
        for (let at = 0; at < places.length; at += 3) {
            if (places[at] === field)
                found.push(read(places[at + 1] ?? 0, places[at + 2] ?? 0));
        }
        return found;
    }
    text(field) {
        return this.texts(field)[0] ?? '';
    }
    texts(field) {
        return this.#all(field, (start, end) => this.buffer.toString('utf8', start, end));
    }
    bytes(field) {
        return this.#all(field, (start, end) => this.buffer.subarray(start, end))[0] ?? new Uint8Array();
    }
    number(field) {
        const { numbers } = this;
        for (let at = 0; at < numbers.length; at += 2) {
            if (numbers[at] === field)
                return numbers[at + 1] ?? 0;
        }
        return 0;
    }
    messages(field) {
        return this.#all(field, (start, end) => new Message(this.reader, this.buffer, start, end));
    }
}
/** Without a copy of the bytes. */
function bufferOf({ buffer, byteOffset, byteLength }) {
    return Buffer.from(buffer, byteOffset, byteLength);
}


/***/ }),

/***/ 6500:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ endPattern),
/* harmony export */   l: () => (/* binding */ daemonHistory)
/* harmony export */ });
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4693);

const service = '/moby.buildkit.v1.Control';
/** By their messages: the targets of a bake get the same message, so that it is decoded once. */
const records = new WeakMap();
function readOnce(message) {
    if (!records.has(message))
        records.set(message, (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .readHistoryEvent */ .N4)(message));
    return records.get(message);
}
function daemonHistory({ call }) {
    const listen = (request, onRecord, signal) => {
        const onMessage = (message) => {
            const record = readOnce(message);
            if (record)
                onRecord(record);
        };
        return call(`${service}/ListenBuildHistory`, (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .writeHistoryRequest */ .Dd)(request), onMessage, signal);
    };
    return {
        follow: (onRecord, signal) => listen({ follow: true }, onRecord, signal),
        async list(request, signal) {
            const records = [];
            await listen(request, (record) => records.push(record), signal);
            return records.sort((a, b) => b.createdAt - a.createdAt);
        },
        async read({ digest, size }, most) {
            const pieces = [];
            const request = (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .writeReadRequest */ .L1)({ digest, size: Math.min(size, most) });
            await call('/containerd.services.content.v1.Content/Read', request, (message) => pieces.push((0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .readContent */ .c_)(message)));
            return Buffer.concat(pieces);
        },
        async usage(...filters) {
            const records = [];
            await call(`${service}/DiskUsage`, (0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .writeUsageRequest */ .uW)(filters), (message) => records.push(...(0,_messages_js__WEBPACK_IMPORTED_MODULE_0__/* .readUsage */ .k9)(message)));
            return records;
        },
    };
}
/** A regular expression for the end of a description, in quotes as the daemon's filters take it. */
function endPattern(text) {
    return JSON.stringify(`${text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);
}


/***/ }),

/***/ 4693:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dd: () => (/* binding */ writeHistoryRequest),
/* harmony export */   L1: () => (/* binding */ writeReadRequest),
/* harmony export */   N4: () => (/* binding */ readHistoryEvent),
/* harmony export */   c_: () => (/* binding */ readContent),
/* harmony export */   ib: () => (/* binding */ readLogVertices),
/* harmony export */   k9: () => (/* binding */ readUsage),
/* harmony export */   uW: () => (/* binding */ writeUsageRequest)
/* harmony export */ });
/* harmony import */ var _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9799);
/* harmony import */ var _daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7716);
/* harmony import */ var _progress_event_order_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6949);
// Encodes and decodes requests to a daemon about earlier builds. Fields are named as in
// https://github.com/moby/buildkit/blob/master/api/services/control/control.proto,
// https://github.com/containerd/containerd/blob/main/api/services/content/v1/content.proto and
// https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/timestamp.proto



const historyRequest = { activeOnly: 1, ref: 2, earlyExit: 3, filter: 4, limit: 5 };
const historyEvent = { type: 1, record: 2 };
const historyEventTypes = { deleted: 2 };
const historyRecord = {
    ...{ ref: 1, frontendAttrs: 3, exporters: 4, createdAt: 6, completedAt: 7, logs: 8, result: 10 },
    ...{ results: 11, numCachedSteps: 15, numTotalSteps: 16 },
};
const exporter = { attrs: 2 };
const resultInfo = { attestations: 2 };
const descriptor = { mediaType: 1, digest: 2, size: 3 };
/** An entry of a map. */
const entry = { key: 1, value: 2 };
const diskUsageRequest = { filter: 1 };
const diskUsageResponse = { record: 1 };
const usageRecord = {
    ...{ id: 1, inUse: 3, size: 4, createdAt: 6, lastUsedAt: 7, usageCount: 8, description: 9 },
    parents: 12,
};
const statusResponse = { vertexes: 1 };
const vertexFields = {
    ...{ digest: 1, inputs: 2, name: 3, cached: 4, started: 5, completed: 6, error: 7 },
};
const readContentRequest = { digest: 1, size: 3 };
const readContentResponse = { data: 2 };
const timestampFields = { seconds: 1, nanos: 2 };
function writeHistoryRequest({ follow, running, ref, filter, limit, }) {
    const writer = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .BinaryWriter */ .fI();
    if (follow || running)
        writer.tag(historyRequest.activeOnly, _daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .varint */ .L8).bool(true);
    if (!follow)
        writer.tag(historyRequest.earlyExit, _daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .varint */ .L8).bool(true);
    if (ref !== undefined)
        writer.tag(historyRequest.ref, _daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .lengthDelimited */ .AL).string(ref);
    if (filter !== undefined)
        writer.tag(historyRequest.filter, _daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .lengthDelimited */ .AL).string(filter);
    if (limit !== undefined)
        writer.tag(historyRequest.limit, _daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .varint */ .L8).int32(limit);
    return writer.finish();
}
function writeReadRequest({ digest, size }) {
    return new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .BinaryWriter */ .fI()
        .tag(readContentRequest.digest, _daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .lengthDelimited */ .AL)
        .string(digest)
        .tag(readContentRequest.size, _daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .varint */ .L8)
        .int64(size)
        .finish();
}
function writeUsageRequest(filters) {
    const writer = new _bufbuild_protobuf_wire__WEBPACK_IMPORTED_MODULE_0__/* .BinaryWriter */ .fI();
    for (const filter of filters)
        writer.tag(diskUsageRequest.filter, _daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .lengthDelimited */ .AL).string(filter);
    return writer.finish();
}
/** @returns undefined when a record was deleted */
function readHistoryEvent(message) {
    const event = (0,_daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .readFields */ .qU)(message);
    if (event.number(historyEvent.type) === historyEventTypes.deleted)
        return undefined;
    const [record] = event.messages(historyEvent.record);
    if (record === undefined)
        return undefined;
    const createdAt = readTime(record.messages(historyRecord.createdAt)[0]);
    const completedAt = readTime(record.messages(historyRecord.completedAt)[0]);
    const [logs] = record.messages(historyRecord.logs);
    return {
        ref: record.text(historyRecord.ref),
        attributes: readMap(record.messages(historyRecord.frontendAttrs)),
        // Of a whole list, these are needed of few records.
        get images() {
            return readImages(record);
        },
        createdAt: createdAt ?? 0,
        ...(completedAt !== undefined && { completedAt }),
        ...(logs && { logs: readBlob(logs) }),
        get provenances() {
            return readProvenances(record);
        },
        cachedVertices: record.number(historyRecord.numCachedSteps),
        totalVertices: record.number(historyRecord.numTotalSteps),
    };
}
function readImages(record) {
    return record
        .messages(historyRecord.exporters)
        .flatMap((each) => readMap(each.messages(exporter.attrs)).get('name')?.split(',') ?? []);
}
function readProvenances(record) {
    const results = [
        ...record.messages(historyRecord.result),
        ...record.messages(historyRecord.results).flatMap((each) => each.messages(entry.value)),
    ];
    return results
        .flatMap((result) => result.messages(resultInfo.attestations))
        .filter((attestation) => attestation.text(descriptor.mediaType) === 'application/vnd.in-toto+json')
        .map(readBlob);
}
/** The bytes of an answer to a read request. */
function readContent(message) {
    return (0,_daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .readFields */ .qU)(message).bytes(readContentResponse.data);
}
function readUsage(message) {
    return (0,_daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .readFields */ .qU)(message)
        .messages(diskUsageResponse.record)
        .map((record) => {
        const lastUsedAt = readTime(record.messages(usageRecord.lastUsedAt)[0]);
        return {
            id: record.text(usageRecord.id),
            parents: record.texts(usageRecord.parents),
            description: record.text(usageRecord.description),
            createdAt: readTime(record.messages(usageRecord.createdAt)[0]) ?? 0,
            ...(lastUsedAt !== undefined && { lastUsedAt }),
            uses: record.number(usageRecord.usageCount),
            inUse: record.number(usageRecord.inUse) === 1,
            size: record.number(usageRecord.size),
        };
    });
}
/** The vertices in a record's stream; its other events, the steps' output among them, are passed over. */
function readLogVertices(log) {
    const vertices = [];
    // Each message follows its length, in four bytes. An incomplete message was cut off.
    for (let at = 0; at + 4 <= log.length;) {
        const start = at + 4;
        const end = start + log.readUInt32LE(at);
        if (end > log.length)
            break;
        const message = (0,_daemon_protobuf_fields_js__WEBPACK_IMPORTED_MODULE_1__/* .readFields */ .qU)(log.subarray(start, end));
        vertices.push(...(0,_progress_event_order_js__WEBPACK_IMPORTED_MODULE_2__/* .inRunOrder */ .n)(message.messages(statusResponse.vertexes).map(readVertex)));
        at = end;
    }
    return vertices;
}
function readMap(entries) {
    return new Map(entries.map((each) => [each.text(entry.key), each.text(entry.value)]));
}
function readVertex(vertex) {
    const started = readTimeText(vertex.messages(vertexFields.started)[0]);
    const completed = readTimeText(vertex.messages(vertexFields.completed)[0]);
    return {
        digest: vertex.text(vertexFields.digest),
        inputs: vertex.texts(vertexFields.inputs),
        name: vertex.text(vertexFields.name),
        cached: vertex.number(vertexFields.cached) === 1,
        ...(started && { started }),
        ...(completed && { completed }),
        error: vertex.text(vertexFields.error),
    };
}
function readBlob(blob) {
    return { digest: blob.text(descriptor.digest), size: blob.number(descriptor.size) };
}
/** @returns milliseconds since 1970 */
function readTime(timestamp) {
    return (timestamp &&
        timestamp.number(timestampFields.seconds) * 1000 + timestamp.number(timestampFields.nanos) / 1e6);
}
/** @returns RFC 3339 with nanoseconds: a start and an end are compared to the last digit */
function readTimeText(timestamp) {
    if (timestamp === undefined)
        return undefined;
    const second = new Date(timestamp.number(timestampFields.seconds) * 1000)
        .toISOString()
        .slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
    return `${second}.${String(timestamp.number(timestampFields.nanos)).padStart(9, '0')}Z`;
}


/***/ }),

/***/ 8556:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VB: () => (/* binding */ readPastBuild),
/* harmony export */   ZG: () => (/* binding */ buildGraph),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   dT: () => (/* binding */ imageOf),
/* harmony export */   rv: () => (/* binding */ ranSteps)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _progress_step_name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6194);
/* harmony import */ var _progress_vertex_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6340);
/* harmony import */ var _progress_vertex_table_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5537);
/* harmony import */ var _record_step_vertex_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5937);
/* harmony import */ var _record_steps_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2605);
/* harmony import */ var _messages_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4693);







/** Each part of the graph is computed when it is first used: of most builds only few are. */
function buildGraph(build) {
    return graphOf(() => build);
}
function graphOf(readBuild) {
    const read = once(readBuild);
    const vertices = once(() => (0,_progress_vertex_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .byDigest */ ._W)(read().vertices));
    const byText = once(() => Map.groupBy(read().steps, textOf));
    const definitions = once(() => {
        const definitionOfVertex = vertexDefinitions(vertices());
        return tellApart(Map.groupBy(read().steps, ({ facts }) => definitionOfVertex(facts.digest)));
    });
    const instructions = once(() => numberAlike(read().steps, tellApart(byText())));
    const definitionOf = (step) => definitions().get(step) ?? '';
    const instructionOf = (step) => instructions().get(step) ?? '';
    const byDefinition = once(() => Map.groupBy(read().steps, definitionOf));
    const byInstruction = once(() => new Map(read().steps.map((step) => [instructionOf(step), step])));
    const isPinned = once(() => (0,_progress_vertex_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .holdsThroughout */ .w)(vertices(), ({ name, inputs }) => inputs.length > 0 || imageOf(name) !== undefined));
    return {
        get vertices() {
            return vertices();
        },
        get steps() {
            return read().steps;
        },
        definitionOf,
        instructionOf,
        isPinned: ({ facts }) => isPinned()(facts.digest),
        get byDefinition() {
            return byDefinition();
        },
        get byInstruction() {
            return byInstruction();
        },
        get byText() {
            return byText();
        },
    };
}
/** @param log as much of the beginning of its log as is read */
function readPastBuild(record, log) {
    const table = (0,_progress_vertex_table_js__WEBPACK_IMPORTED_MODULE_6__/* .createVertexTable */ .Z4)();
    for (const vertex of (0,_messages_js__WEBPACK_IMPORTED_MODULE_4__/* .readLogVertices */ .ib)(log))
        table.update(vertex);
    const vertices = table.all();
    const hasSucceeded = record.provenances.length > 0;
    const graph = graphOf(() => (0,_record_steps_js__WEBPACK_IMPORTED_MODULE_3__/* .readSteps */ .I$)(vertices, record.createdAt, hasSucceeded));
    return Object.assign(graph, {
        record,
        isWhole: record.logs !== undefined && record.logs.size <= log.length,
        mayHaveRun: vertices.some((facts) => hasRun(facts) && (0,_record_step_vertex_js__WEBPACK_IMPORTED_MODULE_2__/* .isStep */ .Vf)(facts)),
    });
}
/** Whether a vertex ran, and not only loaded a result. */
function hasRun({ runs }) {
    return [...runs.values()].some(({ isCached, end }) => !isCached && end !== undefined);
}
/** The steps that ran in a build. */
function ranSteps(build) {
    return build.mayHaveRun ? build.steps.filter(({ status }) => status === 'executed') : [];
}
function once(compute) {
    let known;
    return () => {
        known ??= { value: compute() };
        return known.value;
    };
}
function textOf({ step: { stage, instruction } }) {
    return JSON.stringify([stage, instruction]);
}
/** The reference, with its digest, of the image that a vertex is. */
function imageOf(vertexName) {
    const name = (0,_progress_step_name_js__WEBPACK_IMPORTED_MODULE_1__/* .parseStepName */ .Z)(vertexName)?.instruction ?? vertexName;
    return /^FROM (\S+@sha256:\S+)$/.exec(name)?.[1];
}
/**
 * Names for steps that have something in common, which is the key of their group. They include the
 * platform only if it distinguishes steps: a step that platforms share has the name of any one of them.
 */
function tellApart(groups) {
    const names = new Map();
    for (const [common, alike] of groups) {
        const platforms = new Set(alike.map(({ step }) => step.platform));
        for (const each of alike) {
            names.set(each, platforms.size > 1 ? `${each.step.platform ?? ''} ${common}` : common);
        }
    }
    return names;
}
/** The names with the number of the step among those with the same name. */
function numberAlike(steps, names) {
    const counts = new Map();
    return new Map(steps.map((step) => {
        const name = names.get(step) ?? '';
        const number = counts.get(name) ?? 0;
        counts.set(name, number + 1);
        return [step, `${name} ${number}`];
    }));
}
/** A definition for each vertex, made of its name and the definitions of its inputs. */
function vertexDefinitions(vertices) {
    const definitions = new Map();
    const definitionOf = (digest) => {
        const known = definitions.get(digest);
        if (known !== undefined)
            return known;
        const facts = vertices.get(digest);
        // A graph has no circles. If one appears, it ends here.
        definitions.set(digest, '');
        if (facts !== undefined) {
            const parts = [plainName(facts.name), ...facts.inputs.map(definitionOf)];
            definitions.set(digest, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha1', JSON.stringify(parts)));
        }
        return definitions.get(digest) ?? '';
    };
    return definitionOf;
}
/**
 * The name without number, stage and platform, since a stage that several others use has the name of one of
 * them. The fetched commit is left out too: it doesn't matter if its files are the same.
 */
function plainName(name) {
    return (0,_progress_step_name_js__WEBPACK_IMPORTED_MODULE_1__/* .parseStepName */ .Z)(name)?.instruction ?? name.replace(/(\] load git source [^?#]*)[?#].*/, '$1');
}


/***/ }),

/***/ 4276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ok: () => (/* binding */ isOfKnownProject),
/* harmony export */   Zm: () => (/* binding */ comparable),
/* harmony export */   _M: () => (/* binding */ repositoryOf)
/* harmony export */ });
/* harmony import */ var node_path_posix__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/**
 * The repository of a build, from which its context was checked out or is fetched. A fetched one is
 * without commit and directory, as in the daemon's filter.
 */
function repositoryOf(attributes) {
    return attributes.get('vcs:source') ?? attributes.get('context')?.replace(/[?#].*/s, '');
}
/** Whether anything distinguishes builds of the same project from others. */
function isOfKnownProject(record) {
    return projectKey(record) !== undefined;
}
/**
 * The records of the same repository, directory, Dockerfile and platforms, in the same order. If the
 * repository isn't known, those that made the same image. Without an image, none.
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
/** Each target of a bake compares its own record with the same others. */
const projectKeys = new WeakMap();
function projectKey(record) {
    if (!projectKeys.has(record))
        projectKeys.set(record, describeProject(record));
    return projectKeys.get(record);
}
function describeProject({ attributes, images }) {
    const repository = repositoryOf(attributes);
    const [image] = images;
    if (repository === undefined && image === undefined)
        return undefined;
    const names = ['filename', 'platform', 'vcs:localdir:context', 'vcs:localdir:dockerfile'];
    return JSON.stringify([
        repository ?? { image: image?.replace(/(?::[^:/]+)?(?:@.*)?$/, '') },
        directoryOf(attributes.get('context') ?? ''),
        ...names.map((name) => attributes.get(name)),
    ]);
}
/** Which part of a Git repository is the context: `?subdir=directory` or `#branch:directory` says it. */
function directoryOf(context) {
    const [, query = '', fragment = ''] = /^[^?#]*(?:\?([^#]*))?(?:#(.*))?/s.exec(context) ?? [];
    const subdirectory = query === '' ? undefined : new URLSearchParams(query).get('subdir');
    return (0,node_path_posix__WEBPACK_IMPORTED_MODULE_0__.resolve)('/', subdirectory ?? fragment.split(':')[1] ?? '');
}


/***/ }),

/***/ 6949:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ inRunOrder)
/* harmony export */ });
/**
 * The events of one line of the stream, with the end of each run behind its start.
 *
 * BuildKit sorts the events of a line by their start, so that the events of one run come in any order
 * (`slices.SortFunc` in moby/buildkit `solver/progress.go`). A start can come behind its end when BuildKit merges
 * events that weren't read in time, and mentions a vertex again that another build had started.
 */
function inRunOrder(vertices) {
    const runs = Map.groupBy(vertices.keys(), (index) => runOf(vertices[index]));
    if (runs.size === vertices.length)
        return vertices;
    const ordered = [...vertices];
    for (const indices of runs.values()) {
        const events = indices.map((index) => vertices[index]);
        const sorted = [...events.filter((event) => !event.completed), ...events.filter(hasEnded)];
        for (const [rank, index] of indices.entries())
            ordered[index] = sorted[rank];
    }
    return ordered;
}
function runOf({ digest, started = '' }) {
    return `${digest} ${started}`;
}
function hasEnded({ completed }) {
    return Boolean(completed);
}


/***/ }),

/***/ 4855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K8: () => (/* binding */ longestOutput),
/* harmony export */   qy: () => (/* binding */ boundedReport),
/* harmony export */   r6: () => (/* binding */ boundedMetadata)
/* harmony export */ });
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(296);
// Outputs are handed to later steps as environment variables. On Linux one of them, its name included, holds
// 128 KiB (MAX_ARG_STRLEN in include/uapi/linux/binfmts.h): a longer one makes the step fail with `Argument
// list too long`.

/** In bytes of UTF-8. */
const longestOutput = 120_000;
/** How far a report is cut, less first: texts to so many characters, lists to so many entries. */
const limits = [
    { characters: 1000, entries: Number.POSITIVE_INFINITY },
    { characters: 300, entries: Number.POSITIVE_INFINITY },
    { characters: 100, entries: Number.POSITIVE_INFINITY },
    { characters: 100, entries: 500 },
    { characters: 100, entries: 100 },
    { characters: 60, entries: 20 },
];
/**
 * The report as JSON that fits in an output. Texts are one line. Numbers stay as they are; `truncated` says
 * what was cut.
 */
function boundedReport(report) {
    let text = '';
    for (const limit of limits) {
        text = JSON.stringify(cutReport(report, limit));
        if (Buffer.byteLength(text) <= longestOutput)
            break;
    }
    return text;
}
function cutReport(report, limit) {
    const was = { textCut: false, listCut: false };
    const cut = (value) => {
        if (typeof value === 'string') {
            const line = (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_0__/* .shortLine */ .t)(value, limit.characters);
            was.textCut ||= [...value].length > limit.characters;
            return line;
        }
        if (Array.isArray(value)) {
            was.listCut ||= value.length > limit.entries;
            return value.slice(0, limit.entries).map(cut);
        }
        if (typeof value !== 'object' || value === null)
            return value;
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cut(each)]));
    };
    // Indices of steps that are left out would point to nothing.
    const isKept = (step) => step < limit.entries;
    const { misses, slowest, criticalPath } = report;
    const links = criticalPath?.links.filter(({ step = 0 }) => isKept(step));
    const kept = cut({
        ...report,
        misses: misses.filter(({ step }) => isKept(step)),
        slowest: slowest.filter(isKept),
        ...(criticalPath && { criticalPath: { ...criticalPath, links } }),
    });
    const truncated = {
        ...(was.textCut && { characters: limit.characters }),
        ...(was.listCut && { entries: limit.entries }),
    };
    return was.textCut || was.listCut ? { ...kept, truncated } : kept;
}
/**
 * buildx's metadata as JSON that fits in an output: the longest values are left out, and `truncated` lists
 * their names. The digests are short and stay.
 *
 * @param json a JSON object, or empty
 */
function boundedMetadata(json) {
    if (Buffer.byteLength(json) <= longestOutput)
        return json;
    const entries = Object.entries(JSON.parse(json));
    const bySize = entries
        .map(([name, value]) => ({ name, bytes: Buffer.byteLength(JSON.stringify(value)) }))
        .toSorted((a, b) => b.bytes - a.bytes);
    for (let count = 1;; count += 1) {
        const truncated = bySize.slice(0, count).map(({ name }) => name);
        const kept = entries.filter(([name]) => !truncated.includes(name));
        const text = JSON.stringify({ ...Object.fromEntries(kept), truncated });
        if (Buffer.byteLength(text) <= longestOutput || count >= entries.length)
            return text;
    }
}


/***/ }),

/***/ 2144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ prose),
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   D_: () => (/* binding */ unbroken),
/* harmony export */   GA: () => (/* binding */ cellCode),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(296);


/** One line of text in which no Markdown and no HTML is left. Not for the start of a line: `1.` begins a list. */
function prose(text, longest) {
    return (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(text, longest)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll(/[\\`*_{}[\]#+!|~$]/g, (mark) => `&#${mark.codePointAt(0)};`)
        .replaceAll(linkable, emptyComment);
}
/** Positions inside text that GitHub turns into a link by itself. */
const linkable = /(?<=(?:https?|ftp):)(?=\/\/)|(?<=www)(?=\.)|(?=@)/gi;
const emptyComment = '<!-- -->';
/** A code span: in it, Markdown gives a meaning only to backticks. */
function code(text, longest) {
    const line = (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(text, longest);
    if (line === '')
        return '';
    const longestRun = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
    const fence = '`'.repeat(longestRun + 1);
    const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
    return `${fence}${space}${line}${space}${fence}`;
}
/** A code span for a cell of a table: an unescaped `|` ends the cell, even in code. */
function cellCode(text, longest) {
    // `\\|` would be an escaped backslash and the end of the cell.
    return code(text.replaceAll('\\|', '\\ |'), longest).replaceAll('|', '\\|');
}
/** Text that isn't wrapped. */
function unbroken(text) {
    return text.replaceAll(' ', '\u00a0');
}
/** Lines of code. They are indented, since text could close a fence. Not below a list. */
function codeBlock(lines, longest) {
    const clean = lines.map((line) => {
        const visible = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(line).replaceAll(/(?!\t)\p{C}/gu, ' ');
        return `    ${(0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .x)(visible.replaceAll(/[\u2028\u2029]/g, ' '), longest)}`;
    });
    return ['', ...clean, ''];
}
/** Columns are aligned to the right where `alignment` has an `r`. */
function table(header, alignment, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    const rule = header.map((_, index) => (alignment[index] === 'r' ? '---:' : '---'));
    return ['', ...[header, rule, ...rows].map(line), ''];
}
/** A folded section. `title` is HTML. */
function folded(title, lines) {
    return ['', `<details><summary>${title}</summary>`, '', ...lines, '', '</details>', ''];
}


/***/ }),

/***/ 5464:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ withoutMounts),
/* harmony export */   EU: () => (/* binding */ shortName),
/* harmony export */   VP: () => (/* binding */ placeOfStep)
/* harmony export */ });
/** Platform and stage of a step, such as `linux/arm64 build`. Empty when the build has one of each. */
function placeOfStep({ stage = '', platform = '' }) {
    return [platform, stage].filter(Boolean).join(' ');
}
/** The instruction of a step without its mounts, which are mostly longer than the rest. */
function shortName({ name }) {
    return withoutMounts(name);
}
function withoutMounts(text) {
    return text.replace(/\bRUN (?:--mount=\S+\s+)+(?=\S)/, 'RUN ');
}


/***/ }),

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


/***/ }),

/***/ 2649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ summary)
/* harmony export */ });
/* unused harmony exports SUMMARY_ENV_VAR, SUMMARY_DOCS_URL, markdownSummary */
/* harmony import */ var os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(857);
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9896);
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

/***/ })

};
