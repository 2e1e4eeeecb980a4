export const id = 1433;
export const ids = [1433];
export const modules = {

/***/ 4355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ advise),
  i: () => (/* binding */ foremost)
});

// EXTERNAL MODULE: ./.build/lib/record/critical-path.js
var critical_path = __webpack_require__(1957);
;// CONCATENATED MODULE: ./.build/lib/advice/spared.js

/** Seconds. Less isn't worth a change. */
const leastSeconds = 1;
/**
 * Advice with the seconds that it would have spared this build, where these are worth a change. A build for several
 * platforms has a step of each at one place of the Dockerfile, and ends sooner only without all of them.
 */
function worthwhile({ tasks }, found, { least = leastSeconds, most = () => Number.POSITIVE_INFINITY } = {}) {
    const places = Map.groupBy(found, ({ advice: { code, line } }) => `${code} ${line ?? ''}`);
    return [...places.values()].flatMap((alike) => {
        const [first] = alike;
        const steps = alike.flatMap((each) => each.steps);
        const free = new Set(steps);
        const sooner = (0,critical_path/* secondsSooner */.A)(tasks, ({ step = -1 }) => free.has(step));
        const seconds = Math.min(sooner, most(steps));
        return first === undefined || seconds < least ? [] : [{ ...first.advice, seconds }];
    });
}

;// CONCATENATED MODULE: ./.build/lib/advice/rules/add-without-checksum.js

/** Seconds. Asking a server mostly takes less than a step. */
const least = 0.3;
/** With a checksum, BuildKit knows what the file is without asking for it. */
const addWithoutChecksum = (facts) => {
    const asked = (index) => facts.downloadSeconds.get(index) ?? 0;
    const found = facts.steps.flatMap(({ index, instruction: { keyword, flags, text, line, endLine } }) => {
        const isUrl = keyword === 'ADD' && /^https?:\/\/\S+\s+\S+$/.test(text) && !isGit(text);
        if (!isUrl || flags.some((flag) => flag.startsWith('--checksum=')))
            return [];
        return [
            {
                advice: {
                    code: 'add-without-checksum',
                    message: 'BuildKit asks the server of this ADD in each build whether the file has changed. Add --checksum=sha256:… to the ADD.',
                    ...{ line, endLine },
                    isUpperBound: true,
                },
                steps: [index],
            },
        ];
    });
    return worthwhile(facts, found, { least, most: (steps) => Math.max(...steps.map(asked)) });
};
function isGit(text) {
    return /^\S+\.git(?:[#?]\S*)?\s/.test(text);
}

;// CONCATENATED MODULE: ./.build/lib/advice/rules/apt-cache-sharing.js
/**
 * apt and dpkg lock their directories, and fail when another has the lock. Without `sharing`, steps of two builds on
 * one daemon use a cache mount at the same time.
 */
const aptCacheSharing = ({ steps, isPersistent }) => steps.flatMap(({ step, instruction: { keyword, flags, line, endLine } }) => {
    if (keyword !== 'RUN' || step.status !== 'executed' || !isPersistent)
        return [];
    const shared = flags.flatMap((flag) => {
        const options = new Map(flag
            .replace(/^--mount=/, '')
            .split(',')
            .map((option) => [option.split('=', 1)[0]?.toLowerCase(), option.replace(/^[^=]*=/, '')]));
        const target = options.get('target') ?? options.get('dst') ?? options.get('destination') ?? '';
        const isShared = (options.get('sharing') ?? 'shared') === 'shared';
        const isApt = /^\/var\/(?:cache\/apt|lib\/apt|lib\/dpkg)(?:\/|$)/.test(target);
        return flag.startsWith('--mount=') && options.get('type') === 'cache' && isApt && isShared
            ? [target]
            : [];
    });
    if (shared.length === 0)
        return [];
    return [
        {
            code: 'apt-cache-sharing',
            message: `The cache mount ${shared.join(' and ')} is shared with builds that run at the same time, in which apt fails with "Could not get lock". Add sharing=locked to it.`,
            ...{ line, endLine },
        },
    ];
});

;// CONCATENATED MODULE: ./.build/lib/advice/rules/changing-argument.js

/**
 * A build argument that is another one with each commit made steps run again that don't name it: a `RUN` gets each
 * argument that is declared above it as a variable, and `SOURCE_DATE_EPOCH` is a part of each `WORKDIR`.
 */
const changingArgument = (facts) => {
    const found = facts.misses.flatMap((miss) => {
        const name = /^argument (\w+)$/.exec(miss.detail ?? '')?.[1];
        const first = facts.steps.find(({ index }) => index === miss.step);
        const value = name === undefined ? undefined : facts.buildArgs.get(name);
        if (miss.reason !== 'instruction-changed' || !name || !first || !value)
            return [];
        const kind = kindOfValue(value, facts);
        if (kind === undefined)
            return [];
        const declaration = first.stage.instructions.find(({ keyword, text }) => keyword === 'ARG' && new RegExp(`(?:^|\\s)${name}\\b`).test(text));
        const isEpoch = name === 'SOURCE_DATE_EPOCH';
        // An argument that no instruction names may be read from the environment by any command.
        const isUsed = usersOf(name, first).length > 0;
        if (!isEpoch && (declaration === undefined || !isUsed))
            return [];
        const { line, endLine } = declaration ?? first.instruction;
        const advice = { ...adviceOn(name, kind, first), line, endLine };
        return [{ advice, steps: stepsWithout(name, first, facts) }];
    });
    return worthwhile(facts, found);
};
function adviceOn(name, kind, first) {
    if (name === 'SOURCE_DATE_EPOCH') {
        const { keyword, line } = first.instruction;
        return {
            code: 'source-date-epoch',
            message: `SOURCE_DATE_EPOCH is ${kind}, so that ${keyword} in line ${line} and the steps behind it are new with each commit. Set it only for releases, or to a value that stays.`,
        };
    }
    const isLabelOnly = usersOf(name, first).every((keyword) => keyword === 'LABEL');
    return isLabelOnly
        ? {
            code: 'changing-label',
            message: `The argument ${name} is ${kind} and only goes into a label, but makes each RUN below its declaration run again. Move ARG and LABEL to the end of the stage, or set the label with the input labels.`,
        }
        : {
            code: 'changing-argument',
            message: `The argument ${name} is ${kind}, and makes each RUN below its declaration run again, whether it uses the argument or not. Declare it right above the first instruction that needs it.`,
        };
}
/** What a value is that changes with each commit; undefined for any other. */
function kindOfValue(value, { commit, now }) {
    if (commit && value.length >= 7 && commit.id.startsWith(value.toLowerCase()))
        return 'the commit';
    if (commit?.seconds !== undefined && value === String(commit.seconds))
        return 'the time of the commit';
    if (commit && new RegExp(`(?:^|[^0-9a-f])${commit.id.slice(0, 7)}`, 'i').test(value)) {
        return 'named after the commit';
    }
    const moment = /^\d{10}$/.test(value)
        ? Number(value) * 1000
        : /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$/.test(value)
            ? Date.parse(value)
            : Number.NaN;
    return Math.abs(moment - now) < 2 * 24 * 3600 * 1000 ? 'the time of the build' : undefined;
}
/** The keywords of the instructions of the stage that name an argument. */
function usersOf(name, { stage }) {
    const use = new RegExp(`\\$(?:\\{${name}\\b|${name}\\b)`);
    return stage.instructions.filter(({ text }) => use.test(text)).map(({ keyword }) => keyword);
}
/**
 * The steps from a miss on that ran and don't name an argument, up to one that may have had another reason to run: a
 * `COPY`, whose files may have changed, or a step that does name it.
 */
function stepsWithout(name, first, { steps }) {
    const chain = steps.filter(({ index, stage, step }) => index >= first.index && stage === first.stage && step.platform === first.step.platform);
    const end = chain.findIndex(({ instruction: { keyword, text }, step }) => keyword === 'COPY' ||
        keyword === 'ADD' ||
        step.status !== 'executed' ||
        new RegExp(`\\b${name}\\b`).test(text));
    return (end < 0 ? chain : chain.slice(0, end)).map(({ index }) => index);
}

// EXTERNAL MODULE: ./.build/lib/progress/intervals.js
var intervals = __webpack_require__(3254);
// EXTERNAL MODULE: ./.build/lib/text/format.js
var format = __webpack_require__(1033);
;// CONCATENATED MODULE: ./.build/lib/advice/package-managers.js
/** The beginning of a command in a shell. */
const begin = String.raw `(?:^|[;&|(\n]\s*|\b(?:then|do|sudo|env)\s+)(?:\w+=\S*\s+)*`;
const command = (words) => new RegExp(`${begin}${words}`);
const managers = [
    {
        name: 'npm',
        command: command(String.raw `npm\s+(?:ci|install|i)(?=\s+-|\s*(?:$|[;&|\n#]))`),
        manifests: ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', '.npmrc'],
        cache: '/root/.npm',
    },
    {
        name: 'yarn',
        command: command(String.raw `yarn(?:\s+install)?(?=\s+-|\s*(?:$|[;&|\n#]))`),
        manifests: ['package.json', 'yarn.lock', '.yarnrc', '.yarnrc.yml'],
        cache: '/usr/local/share/.cache/yarn',
    },
    {
        name: 'pnpm',
        command: command(String.raw `pnpm\s+(?:install|i)(?=\s+-|\s*(?:$|[;&|\n#]))`),
        manifests: ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc'],
        cache: '/root/.local/share/pnpm/store',
    },
    {
        name: 'pip',
        command: command(String.raw `(?:python3?\s+-m\s+)?pip3?\s+install\b[^;&|\n]*\s-r\s*requirements\.txt(?=\s|$)`),
        manifests: ['requirements.txt', 'constraints.txt'],
        cache: '/root/.cache/pip',
    },
    {
        name: 'go mod download',
        command: command(String.raw `go\s+mod\s+download\b`),
        manifests: ['go.mod', 'go.sum'],
        cache: '/go/pkg/mod',
    },
    {
        name: 'bundle install',
        command: command(String.raw `bundle\s+install\b`),
        manifests: ['Gemfile', 'Gemfile.lock'],
        cache: '/usr/local/bundle/cache',
    },
    {
        name: 'composer install',
        command: command(String.raw `composer\s+install\b`),
        manifests: ['composer.json', 'composer.lock'],
        cache: '/root/.composer/cache',
    },
];
/** The package manager whose install command a `RUN` in shell form has. */
function packageManagerOf(text) {
    return managers.find((manager) => manager.command.test(text));
}
/** Whether a command asks that nothing be kept of what it downloads, or cleans up behind it. */
function keepsNothing(text) {
    return /--no-cache\b|--no-cache-dir\b|PIP_NO_CACHE_DIR|cache\s+clean|rm\s+-\w*r\w*\s/.test(text);
}

;// CONCATENATED MODULE: ./.build/lib/advice/rules/copy-before-install.js


/**
 * A `COPY .` missed because files changed, so that the install step behind it ran again, though none of the files
 * that this step reads has changed.
 */
const copyBeforeInstall = (facts) => {
    const found = facts.misses.flatMap((miss) => {
        const copy = facts.steps.find(({ index }) => index === miss.step);
        if (miss.reason !== 'context-changed' || copy === undefined || !copiesAll(copy))
            return [];
        const install = firstInstallBehind(copy, facts);
        if (install === undefined)
            return [];
        const { step, manager } = install;
        if (facts.isUnchanged([...manager.manifests]) !== true)
            return [];
        return [
            {
                advice: {
                    code: 'copy-before-install',
                    message: `${copy.instruction.keyword} ${copy.instruction.text} comes before ${manager.name} in line ${step.instruction.line}, which ran again though the files that it reads have not changed. Copy these first, install, and then copy the rest.`,
                    line: copy.instruction.line,
                    endLine: step.instruction.endLine,
                },
                steps: [step.index],
            },
        ];
    });
    return worthwhile(facts, found);
};
/** Whether an instruction copies the whole context. */
function copiesAll({ instruction: { keyword, flags, text } }) {
    const sources = text.split(/\s+/).slice(0, -1);
    const isFromContext = !flags.some((flag) => flag.startsWith('--from='));
    return keyword === 'COPY' && isFromContext && sources.some((each) => /^\.?\/?$/.test(each));
}
/** Nothing else may have changed in between. */
function firstInstallBehind(copy, { steps }) {
    const behind = steps.filter(({ index, stage, step }) => index > copy.index && stage === copy.stage && step.platform === copy.step.platform);
    for (const step of behind) {
        if (step.instruction.keyword === 'COPY' || step.instruction.keyword === 'ADD')
            return undefined;
        const manager = step.instruction.keyword === 'RUN' && packageManagerOf(step.instruction.text);
        if (manager)
            return step.step.status === 'executed' ? { step, manager } : undefined;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/lib/advice/rules/context-not-copied.js




/** Bytes. A smaller context is sent in no time. */
const leastBytes = 10_000_000;
/**
 * Something large is sent with the context and then not used: each `COPY .` leaves it out (`--exclude`), or it is
 * `node_modules`, which `npm ci` removes before it installs.
 */
const contextNotCopied = (facts) => {
    const { context = [], contextBytes, tasks } = facts;
    if (contextBytes < leastBytes)
        return [];
    const copies = facts.steps.filter(copiesAll);
    const [first] = copies;
    if (first === undefined)
        return [];
    const wasted = context
        .filter((entry) => !entry.isIgnored && isWasted(entry, facts))
        .toSorted((a, b) => b.bytes - a.bytes);
    const bytes = wasted.reduce((sum, each) => sum + each.bytes, 0);
    // A daemon that has an earlier context gets only what is new.
    if (bytes < leastBytes || contextBytes < bytes || 2 * (contextBytes - bytes) > contextBytes)
        return [];
    const seconds = (0,intervals/* wallSeconds */.SR)(tasks.filter(({ kind }) => kind === 'context'));
    const names = wasted.slice(0, 3).map((entry) => `${entry.name} (${(0,format/* formatSize */.Xq)(entry.bytes)})`);
    return [
        {
            code: 'context-not-copied',
            message: `${(0,format/* formatSize */.Xq)(contextBytes)} of context were sent, of which the image gets nothing of ${names.join(', ')}. Add to .dockerignore: ${wasted
                .slice(0, 3)
                .map(({ name }) => name)
                .join(', ')}.`,
            line: first.instruction.line,
            endLine: first.instruction.endLine,
            seconds,
            isUpperBound: true,
        },
    ];
};
function isWasted({ name }, facts) {
    const copies = facts.steps.filter(({ instruction: { keyword, flags } }) => (keyword === 'COPY' || keyword === 'ADD') &&
        !flags.some((flag) => flag.startsWith('--from=')));
    // Another use of it, such as `COPY docs /` or a bind mount.
    const isNamed = facts.steps.some((step) => !copiesAll(step) &&
        [...step.instruction.flags, step.instruction.text].some((text) => text.includes(name)));
    const isMounted = facts.steps.some(({ instruction: { flags } }) => flags.some((flag) => /^--mount=(?:.*,)?type=bind\b/.test(flag) && !/,from=|=from=/.test(flag)));
    if (isMounted)
        return false;
    const all = copies.filter(copiesAll);
    const isExcluded = all.every(({ instruction: { flags } }) => flags.some((flag) => flag === `--exclude=${name}` || flag === `--exclude=${name}/`));
    if (isNamed)
        return false;
    if (isExcluded)
        return true;
    return name === 'node_modules' && all.length === 1 && isInstalledAfter(facts);
}
/** Whether `npm ci` runs where the only `COPY .` has put the context, before anything uses it. */
function isInstalledAfter({ steps }) {
    const copy = steps.find(copiesAll);
    const next = steps.find(({ index, stage }) => copy !== undefined && index > copy.index && stage === copy.stage);
    if (copy === undefined || next === undefined)
        return false;
    const target = copy.instruction.text.split(/\s+/).at(-1) ?? '';
    const { keyword, text } = next.instruction;
    const isHere = target === '.' || target === './';
    const isPlain = /^npm\s+ci(?:\s+--?[\w-]+(?:=\S+)?)*\s*(?:$|&&|;)/.test(text);
    return (isHere &&
        keyword === 'RUN' &&
        isPlain &&
        packageManagerOf(text)?.name === 'npm' &&
        !/--prefix|-C\b/.test(text));
}

;// CONCATENATED MODULE: ./.build/lib/advice/rules/load-instead-of-push.js


/** Seconds. A small image is loaded in no time. */
const load_instead_of_push_leastSeconds = 2;
/** An image was sent to this machine as one tarball, although the job is signed in to the registry of its tag. */
const loadInsteadOfPush = ({ tasks, loadedFrom }) => {
    const [registry] = loadedFrom;
    if (registry === undefined)
        return [];
    const isLoad = ({ name }) => name.startsWith('exporting to docker image format') || name.startsWith('importing to docker');
    const loads = tasks.filter(isLoad);
    const seconds = Math.min((0,intervals/* wallSeconds */.SR)(loads), (0,critical_path/* secondsSooner */.A)(tasks, isLoad));
    if (seconds < load_instead_of_push_leastSeconds)
        return [];
    return [
        {
            code: 'load-instead-of-push',
            message: `The whole image was sent to this machine, and none of it is kept for the next job. The job is signed in to ${registry}: with push: true only new layers are sent, from the daemon.`,
            seconds,
            isUpperBound: true,
        },
    ];
};

;// CONCATENATED MODULE: ./.build/lib/advice/rules/no-cache-mount.js


/** A package manager that downloaded all again, on a daemon that keeps cache mounts. */
const noCacheMount = (facts) => {
    if (!facts.isPersistent || !facts.isCompared)
        return [];
    const found = facts.steps.flatMap(({ index, step, stage, instruction }) => {
        const { keyword, text, flags, line, endLine } = instruction;
        const manager = keyword === 'RUN' ? packageManagerOf(text) : undefined;
        const hasMount = flags.some((flag) => /^--mount=(?:.*,)?type=cache\b/.test(flag));
        // Another user has another home, and a home may be set.
        const isOtherUser = stage.instructions.some((each) => each.keyword === 'USER' && each.line < line && !/^(?:root|0)\b/.test(each.text));
        if (!manager || hasMount || isOtherUser || step.status !== 'executed')
            return [];
        if (keepsNothing(text))
            return [];
        return [
            {
                advice: {
                    code: 'no-cache-mount',
                    message: `${manager.name} downloads everything again whenever this step runs, and the daemon could keep what it has downloaded: add --mount=type=cache,target=${manager.cache} to the RUN.`,
                    ...{ line, endLine },
                    isUpperBound: true,
                },
                steps: [index],
            },
        ];
    });
    return worthwhile(facts, found);
};

;// CONCATENATED MODULE: ./.build/lib/advice/advise.js







/** More is not read. */
const most = 3;
/** Of equal worth, the first comes first. */
const rules = [
    copyBeforeInstall,
    changingArgument,
    noCacheMount,
    contextNotCopied,
    loadInsteadOfPush,
    addWithoutChecksum,
    aptCacheSharing,
];
/** What is certain, at most three, that which spares most first. Each instruction gets advice of a kind once. */
function advise(facts) {
    const found = rules.flatMap((rule) => rule(facts));
    const once = new Map(found.map((each) => [`${each.code} ${each.line ?? ''}`, each]));
    return foremost([...once.values()]);
}
/** As much advice as is read, that which spares most first. */
function foremost(found) {
    return found.toSorted((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0)).slice(0, most);
}


/***/ }),

/***/ 2053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  adviceFor: () => (/* binding */ adviceFor)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/lib/inputs/dockerfile-path.js
var dockerfile_path = __webpack_require__(5444);
// EXTERNAL MODULE: ./.build/lib/progress/intervals.js
var intervals = __webpack_require__(3254);
// EXTERNAL MODULE: ./.build/lib/progress/vertex-table.js
var vertex_table = __webpack_require__(5537);
// EXTERNAL MODULE: ./.build/lib/text/csv.js
var csv = __webpack_require__(6688);
// EXTERNAL MODULE: ./.build/lib/text/dockerignore.js
var dockerignore = __webpack_require__(5796);
// EXTERNAL MODULE: ./.build/lib/advice/advise.js + 9 modules
var advise = __webpack_require__(4355);
;// CONCATENATED MODULE: ./.build/lib/advice/dockerfile.js
/**
 * Reads a Dockerfile: continued lines, comments between them, the `escape` directive and here-documents, as
 * moby/buildkit `frontend/dockerfile/parser/parser.go` reads them.
 */
function parseDockerfile(text) {
    const stages = [];
    for (const instruction of instructionsOf(text)) {
        if (instruction.keyword === 'FROM') {
            const [base = '', as = '', name] = instruction.text.split(/\s+/);
            const isNamed = as.toUpperCase() === 'AS' && name !== undefined;
            stages.push({ base, ...(isNamed && { name }), instructions: [] });
        }
        else {
            // What stands before the first stage are global arguments.
            stages.at(-1)?.instructions.push(instruction);
        }
    }
    return { stages };
}
function instructionsOf(text) {
    const lines = text.split(/\r?\n/);
    const continued = escapeCharacter(lines) === '`' ? /`[ \t]*$/ : /\\[ \t]*$/;
    const found = [];
    for (let at = 0; at < lines.length; at += 1) {
        if (isComment(lines[at] ?? ''))
            continue;
        const start = at;
        const parts = [];
        for (; at < lines.length; at += 1) {
            const line = lines[at] ?? '';
            if (at > start && isComment(line))
                continue;
            parts.push(line.replace(continued, ' '));
            if (!continued.test(line))
                break;
        }
        const joined = parts.join('').trim();
        const documents = [];
        for (const { name, strips } of hereDocuments(joined)) {
            for (at += 1; at < lines.length; at += 1) {
                const line = lines[at] ?? '';
                if ((strips ? line.replace(/^\t+/, '') : line) === name)
                    break;
                documents.push(line);
            }
        }
        const last = Math.min(at, lines.length - 1);
        found.push(readInstruction([joined, ...documents].join('\n'), start + 1, last + 1));
    }
    return found;
}
function readInstruction(joined, line, endLine) {
    const [, keyword = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(joined) ?? [];
    const [, flags = '', text = ''] = /^((?:--\S+\s+)*)([\s\S]*)$/.exec(rest) ?? [];
    return {
        keyword: keyword.toUpperCase(),
        flags: flags.split(/\s+/).filter(Boolean),
        text: text.trim(),
        line,
        endLine,
    };
}
/** Only `RUN`, `COPY` and `ADD` have them. */
function hereDocuments(joined) {
    if (!/^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i.test(joined))
        return [];
    return [...joined.matchAll(/(?<!<)<<(-?)(["']?)([A-Za-z_]\w*)\2/g)].map(([, dash, , name = '']) => ({
        name,
        strips: dash === '-',
    }));
}
function isComment(line) {
    return /^\s*(?:#|$)/.test(line);
}
/** Directives stand before anything else. */
function escapeCharacter(lines) {
    for (const line of lines) {
        const directive = /^#\s*(\w+)\s*=\s*(.+?)\s*$/.exec(line);
        if (!directive)
            break;
        if (directive[1]?.toLowerCase() === 'escape')
            return directive[2] ?? '\\';
    }
    return '\\';
}

;// CONCATENATED MODULE: ./.build/lib/advice/placed-steps.js
/** The instructions that BuildKit makes a vertex of. */
const counted = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);
/**
 * Finds the instruction of each step by its stage and its number. A stage whose number of steps isn't that of the
 * Dockerfile is left out: its base image may have triggers (`ONBUILD`), or the Dockerfile may be another one.
 */
function placeSteps({ steps, stepVertices }, dockerfile) {
    return stepVertices.flatMap(({ step: name }, index) => {
        const step = steps[index];
        const stage = findStage(name.stage, dockerfile);
        if (step === undefined || stage === undefined)
            return [];
        const instructions = stage.instructions.filter(({ keyword }) => counted.has(keyword));
        // A base image is the first of the counted steps; another stage, or `scratch`, is none.
        const offset = name.total - instructions.length;
        const instruction = instructions[name.index - 1 - offset];
        const isOther = !name.instruction.startsWith(`${instruction?.keyword} `);
        if (instruction === undefined || isOther || offset < 0 || offset > 1)
            return [];
        return [{ index, step, stage, instruction }];
    });
}
function findStage(name, { stages }) {
    if (name === undefined)
        return stages.length === 1 ? stages[0] : undefined;
    const number = /^stage-(\d+)$/.exec(name)?.[1];
    const byName = stages.filter((stage) => stage.name?.toLowerCase() === name.toLowerCase());
    // Of two stages of one name the later one counts.
    return byName.at(-1) ?? (number === undefined ? undefined : stages[Number(number)]);
}

;// CONCATENATED MODULE: ./.build/lib/advice/gather.js











/** More files of a context are not looked at. */
const mostFiles = 50_000;
/**
 * Reads what advice needs of this machine, and gives it. Nothing is read for a build that took everything from cache;
 * Git and the files of the context are asked only when a rule can use the answer.
 *
 * @returns none where neither the daemon's record nor this machine has the Dockerfile
 */
async function adviceFor({ record, historyFacts, build, builder, builds, whole }, { run, env }) {
    if (record.steps.every(({ status }) => status === 'cached'))
        return [];
    const isLocal = !(0,dockerfile_path/* isRemote */.Vx)(build.context);
    const file = build.file || (0,external_node_path_.join)(build.context || '.', 'Dockerfile');
    const ownFile = () => (isLocal ? (0,promises_.readFile)(file, 'utf8').catch(() => undefined) : undefined);
    const text = historyFacts?.dockerfile ?? (await ownFile());
    if (text === undefined)
        return [];
    const { tasks, indexOf } = whole ?? { tasks: record.tasks, indexOf: (step) => step };
    const steps = placeSteps(record, parseDockerfile(text)).flatMap((placed) => {
        const index = indexOf(placed.index);
        return index === undefined ? [] : [{ ...placed, index }];
    });
    const misses = (historyFacts?.misses ?? record.misses).flatMap((miss) => {
        const step = indexOf(miss.step);
        return step === undefined ? [] : [{ ...miss, step }];
    });
    const downloads = [...downloadSeconds(record)].flatMap(([index, seconds]) => {
        const step = indexOf(index);
        return step === undefined ? [] : [[step, seconds]];
    });
    const git = async (...args) => {
        if (!isLocal)
            return undefined;
        const { exitCode, stdout } = await run('git', ['-C', build.context, ...args], { env });
        return exitCode === 0 ? stdout.trim() : undefined;
    };
    const has = (reason) => misses.some((miss) => miss.reason === reason);
    const commit = has('instruction-changed')
        ? (commitIn(build.context) ?? (await readCommit(git)))
        : undefined;
    const changed = has('context-changed')
        ? await readChanges(git, historyFacts?.earlierRevision)
        : undefined;
    const contextBytes = Math.round(record.contextBytes / builds);
    const isLarge = contextBytes >= 10_000_000;
    const context = isLocal && isLarge ? await readContext(build.context || '.', file) : undefined;
    const facts = {
        ...{ steps, tasks, misses, contextBytes },
        isPersistent: builder.isOwn !== true,
        isCompared: historyFacts?.comparison === 'compared',
        downloadSeconds: new Map(downloads),
        buildArgs: argumentValues(build.buildArgs, env),
        ...(commit && { commit }),
        now: Date.now(),
        isUnchanged: (paths) => changed?.(paths),
        ...(context && { context }),
        loadedFrom: await loadedFrom(build, env),
    };
    return (0,advise/* advise */.T)(facts);
}
/** The commit that a Git context names, in each of BuildKit's forms; its time is not known. */
function commitIn(context) {
    const id = /(?:#|[?&](?:checksum|commit)=)([0-9a-f]{40}(?:[0-9a-f]{24})?)\b/.exec(context)?.[1];
    return id !== undefined && (0,dockerfile_path/* isRemote */.Vx)(context) ? { id } : undefined;
}
async function readCommit(git) {
    const [id = '', seconds = ''] = (await git('log', '-1', '--format=%H %ct'))?.split(' ') ?? [];
    return id === '' ? undefined : { id, seconds: Number(seconds) };
}
/**
 * Compares the context with the commit of an earlier build. A shallow clone doesn't have that commit; then nothing is
 * known, and nor is it of files that Git doesn't know.
 *
 * @returns undefined when it can't be compared
 */
async function readChanges(git, revision) {
    if (revision === undefined || !/^[0-9a-f]{40,64}$/.test(revision))
        return undefined;
    const listed = await git('diff', '--name-only', '--relative', revision, '--', '.');
    const known = await git('ls-files', '--', '.');
    if (listed === undefined || known === undefined)
        return undefined;
    const [changed, tracked] = [listed, known].map((lines) => new Set(lines.split('\n')));
    return (paths) => {
        const there = paths.filter((path) => tracked?.has(path));
        return there.length === 0 ? undefined : !paths.some((path) => changed?.has(path));
    };
}
function downloadSeconds({ stepVertices, tasks }) {
    const now = tasks.reduce((last, { end }) => Math.max(last, end), 0);
    return new Map([...stepVertices.entries()].flatMap(([index, { downloads }]) => {
        const worked = downloads.flatMap((download) => (0,vertex_table/* workedIntervals */.Lt)(download, now));
        return worked.length === 0 ? [] : [[index, (0,intervals/* wallSeconds */.SR)(worked)]];
    }));
}
function argumentValues(buildArgs, env) {
    return new Map(buildArgs.map((entry) => {
        const at = entry.indexOf('=');
        return at < 0 ? [entry, env[entry] ?? ''] : [entry.slice(0, at), entry.slice(at + 1)];
    }));
}
/** What lies at the first level of a context; undefined when it has too many files, or its ignore file isn't plain. */
async function readContext(directory, dockerfile) {
    const read = (path) => (0,promises_.readFile)(path, 'utf8').catch(() => undefined);
    // An ignore file of the Dockerfile's own replaces the other.
    const ignore = (await read(`${dockerfile}.dockerignore`)) ?? (await read((0,external_node_path_.join)(directory, '.dockerignore')));
    const isIgnored = (0,dockerignore/* ignoredByName */.N)(ignore ?? '');
    if (isIgnored === undefined)
        return undefined;
    let files = 0;
    const measure = async (path) => {
        files += 1;
        if (files > mostFiles)
            throw new Error('too many files');
        const { size } = await (0,promises_.stat)(path);
        return size;
    };
    try {
        const entries = [];
        for (const entry of await (0,promises_.readdir)(directory, { withFileTypes: true })) {
            const path = (0,external_node_path_.join)(directory, entry.name);
            let bytes = 0;
            if (entry.isFile())
                bytes = await measure(path);
            if (entry.isDirectory()) {
                for (const each of await (0,promises_.readdir)(path, { recursive: true, withFileTypes: true })) {
                    if (each.isFile())
                        bytes += await measure((0,external_node_path_.join)(each.parentPath, each.name));
                }
            }
            entries.push({ name: entry.name, bytes, isIgnored: isIgnored(entry.name) });
        }
        return entries;
    }
    catch {
        return undefined;
    }
}
/** Registries of the tags to which Docker's configuration has credentials, when the image is loaded alone. */
async function loadedFrom({ load, push, outputs, tags }, env) {
    const isLoaded = load || outputs.some((each) => (0,csv/* csvAttribute */.JA)(each, 'type') === 'docker');
    const isPushed = push || outputs.some((each) => /\bpush=true\b|type=registry/.test(each));
    if (!isLoaded || isPushed)
        return [];
    const hosts = tags.flatMap((tag) => /^([^/]+[.:][^/]*)\//.exec(tag)?.[1] ?? []);
    if (hosts.length === 0)
        return [];
    const file = (0,external_node_path_.join)(env.DOCKER_CONFIG || (0,external_node_path_.join)(env.HOME || (0,external_node_os_.homedir)(), '.docker'), 'config.json');
    try {
        const { auths = {}, credHelpers = {} } = JSON.parse(await (0,promises_.readFile)(file, 'utf8'));
        const known = new Set([...Object.keys(auths), ...Object.keys(credHelpers)]);
        return hosts.filter((host) => known.has(host));
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 4243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   adviseTargets: () => (/* binding */ adviseTargets)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _advice_advise_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4355);
/* harmony import */ var _advice_gather_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2053);
/* harmony import */ var _inputs_dockerfile_path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5444);
/* harmony import */ var _combine_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9963);





/**
 * What would make the next bake faster: of all targets, that which would have spared this bake most. Targets with one
 * Dockerfile get advice on an instruction once.
 */
async function adviseTargets({ record, targets }, builder, { bake, directory }, ports) {
    const indexIn = (0,_combine_js__WEBPACK_IMPORTED_MODULE_4__/* .indexByDigest */ .Ew)(record);
    const found = new Map();
    for (const target of targets) {
        const { historyFacts } = target;
        // The text of a Dockerfile in the definition is only in the daemon's record.
        if (target.target.dockerfile === '' && historyFacts?.dockerfile === undefined)
            continue;
        const place = placeOf(target, directory);
        const { stepVertices } = target.record;
        const indexOf = (step) => {
            const vertex = stepVertices[step];
            return vertex && indexIn(vertex);
        };
        const { args: buildArgs, outputs, tags, isPushed: push } = target.target;
        const advised = {
            record: target.record,
            ...(historyFacts && { historyFacts }),
            build: { ...place, buildArgs, outputs, tags, push, load: bake.load },
            ...{ builder, builds: 1, whole: { tasks: record.tasks, indexOf } },
        };
        for (const each of await (0,_advice_gather_js__WEBPACK_IMPORTED_MODULE_2__.adviceFor)(advised, ports)) {
            const key = JSON.stringify([place, each.code, each.line]);
            const seconds = found.get(key)?.seconds ?? -1;
            if ((each.seconds ?? 0) > seconds)
                found.set(key, { ...each, target: target.name });
        }
    }
    return (0,_advice_advise_js__WEBPACK_IMPORTED_MODULE_1__/* .foremost */ .i)([...found.values()]);
}
/** Where a target's context and Dockerfile are. */
function placeOf({ name, target: { context, dockerfile } }, directory) {
    if (dockerfile === '')
        return { context, file: `the definition of ${name}` };
    if ((0,_inputs_dockerfile_path_js__WEBPACK_IMPORTED_MODULE_3__/* .isRemote */ .Vx)(context))
        return { context, file: dockerfile };
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(directory, context);
    return { context: folder, file: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, dockerfile) };
}


/***/ }),

/***/ 9963:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ew: () => (/* binding */ indexByDigest),
/* harmony export */   Yc: () => (/* binding */ combineHistory),
/* harmony export */   aQ: () => (/* binding */ combineRecords)
/* harmony export */ });
/* harmony import */ var _progress_intervals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3254);
/* harmony import */ var _record_steps_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2605);


/**
 * What the history says about all targets, by the indices of the steps over all of them.
 *
 * @param total the record over all targets
 * @returns undefined when nothing is known of any
 */
function combineHistory(total, targets) {
    const known = targets.filter(({ historyFacts }) => historyFacts !== undefined);
    if (known.length === 0)
        return undefined;
    const indexOf = indexByDigest(total);
    const savedSeconds = new Map();
    const coldSeconds = new Map();
    const savedIntervals = new Map();
    const mountStates = new Map();
    const resources = new Map();
    const misses = new Map();
    let hasMisses = false;
    for (const { record, historyFacts } of known) {
        const place = (index) => {
            const step = record.stepVertices[index];
            return step && indexOf(step);
        };
        const take = (from, to) => {
            for (const [index, value] of from ?? []) {
                const at = place(index);
                if (at !== undefined)
                    to.set(at, value);
            }
        };
        take(historyFacts?.savedSeconds, savedSeconds);
        take(historyFacts?.coldSeconds, coldSeconds);
        take(historyFacts?.savedIntervals, savedIntervals);
        take(historyFacts?.mountStates, mountStates);
        take(historyFacts?.resources, resources);
        hasMisses ||= historyFacts?.misses !== undefined;
        for (const miss of historyFacts?.misses ?? record.misses) {
            const at = place(miss.step);
            if (at !== undefined && !misses.has(at))
                misses.set(at, { ...miss, step: at });
        }
    }
    const isUnrecorded = known.every(({ historyFacts }) => historyFacts?.isUnrecorded);
    return {
        ...saved(known, savedIntervals, coldSeconds),
        ...{ savedSeconds, coldSeconds },
        mountStates,
        ...(resources.size > 0 && { resources }),
        ...(hasMisses && { misses: [...misses.values()].toSorted((a, b) => a.step - b.step) }),
        ...(isUnrecorded && { isUnrecorded }),
    };
}
/**
 * Time that targets saved. What ran at the same time counts once, also for two targets. It is known only if it is
 * for each target.
 */
function saved(targets, savedIntervals, coldSeconds) {
    const facts = targets.map(({ historyFacts }) => historyFacts);
    if (facts.some((each) => each?.secondsSaved === undefined))
        return {};
    // What a step that targets share was spared by its mounts can't be told apart from the rest.
    const cold = facts.reduce((count, each) => count + (each?.coldSeconds.size ?? 0), 0);
    if (cold > coldSeconds.size)
        return {};
    const bySteps = (0,_progress_intervals_js__WEBPACK_IMPORTED_MODULE_1__/* .wallSeconds */ .SR)([...savedIntervals.values()].flat());
    const byMounts = facts.reduce((sum, each) => sum + (each?.secondsSavedByMounts ?? 0), 0);
    const isKnown = (name) => facts.every((each) => each?.[name] !== undefined);
    return {
        secondsSaved: exact(bySteps + byMounts),
        ...(isKnown('secondsSavedBySteps') && { secondsSavedBySteps: exact(bySteps) }),
        ...(isKnown('secondsSavedByMounts') && { secondsSavedByMounts: exact(byMounts) }),
    };
}
/** The record of two tries: of what the later one did not do again, the earlier one's steps stay. */
function combineRecords(earlier, later) {
    const isInLater = indexByDigest(later);
    const kept = [...earlier.stepVertices.entries()].filter(([, step]) => isInLater(step) === undefined);
    const steps = [...kept.flatMap(([index]) => earlier.steps[index] ?? []), ...later.steps];
    const newIndex = new Map(kept.map(([index], position) => [index, position]));
    const keptMisses = earlier.misses.flatMap((miss) => {
        const step = newIndex.get(miss.step);
        return step === undefined ? [] : [{ ...miss, step }];
    });
    return {
        ...later,
        steps,
        ...(0,_record_steps_js__WEBPACK_IMPORTED_MODULE_0__/* .countSteps */ .jg)(steps),
        stepVertices: [...kept.map(([, step]) => step), ...later.stepVertices],
        slowest: (0,_record_steps_js__WEBPACK_IMPORTED_MODULE_0__/* .slowestSteps */ .pB)(steps),
        misses: [
            ...keptMisses,
            ...later.misses.map((miss) => ({ ...miss, step: miss.step + kept.length })),
        ],
    };
}
/** The index of a step in a record, by any of the vertices that it is. */
function indexByDigest({ stepVertices, }) {
    const digestsOf = ({ facts, worker, sharers }) => [facts, worker, ...sharers].map(({ digest }) => digest);
    const indices = new Map(
    // The first one wins, and a step's own digest over that of its worker.
    [...stepVertices.entries()]
        .flatMap(([index, step]) => digestsOf(step).map((digest, place) => ({ digest, index, place })))
        .toSorted((a, b) => b.place - a.place || b.index - a.index)
        .map(({ digest, index }) => [digest, index]));
    return (step) => digestsOf(step).flatMap((digest) => indices.get(digest) ?? [])[0];
}
function exact(seconds) {
    return Math.round(seconds * 1000) / 1000;
}


/***/ }),

/***/ 3003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ mergeMetadata),
/* harmony export */   j: () => (/* binding */ readTargetMetadata)
/* harmony export */ });
/**
 * Reads the metadata file of a bake: an object of each target's metadata by its name, beside `buildx.build.warnings`.
 *
 * @param json empty when buildx has written none
 */
function readTargetMetadata(json, targets) {
    const parsed = parseObject(json);
    return new Map(targets.flatMap((target) => {
        const metadata = parsed[target];
        if (typeof metadata !== 'object' || metadata === null)
            return [];
        const fields = metadata;
        const images = textOf(fields['image.name']).split(',').filter(Boolean);
        return [[target, { digest: textOf(fields['containerimage.digest']), images }]];
    }));
}
/** The metadata of several tries: what a later one says of a target replaces what an earlier one said. */
function mergeMetadata(earlier, later) {
    if (earlier === '' || later === '')
        return later || earlier;
    return JSON.stringify({ ...parseObject(earlier), ...parseObject(later) }, undefined, 2);
}
function parseObject(json) {
    const parsed = json === '' ? {} : JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
}
function textOf(value) {
    return typeof value === 'string' ? value : '';
}


/***/ }),

/***/ 2590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  watchBake: () => (/* binding */ watchBake)
});

// EXTERNAL MODULE: ./.build/lib/buildx/build-args.js
var build_args = __webpack_require__(1457);
// EXTERNAL MODULE: ./.build/lib/history/consult-history.js + 13 modules
var consult_history = __webpack_require__(4212);
// EXTERNAL MODULE: ./.build/lib/record/checks.js
var checks = __webpack_require__(3617);
// EXTERNAL MODULE: ./.build/lib/record/empty-record.js
var empty_record = __webpack_require__(325);
// EXTERNAL MODULE: ./.build/lib/record/recorder.js + 8 modules
var recorder = __webpack_require__(7808);
// EXTERNAL MODULE: ./.build/lib/step/client-work.js
var client_work = __webpack_require__(9098);
// EXTERNAL MODULE: ./.build/lib/step/plan.js + 1 modules
var plan = __webpack_require__(1887);
// EXTERNAL MODULE: ./.build/lib/step/watch.js + 26 modules
var watch = __webpack_require__(9346);
// EXTERNAL MODULE: ./.build/lib/step/call-result.js
var call_result = __webpack_require__(303);
// EXTERNAL MODULE: ./.build/lib/text/format.js
var format = __webpack_require__(1033);
;// CONCATENATED MODULE: ./.build/lib/bake/call-checks.js



/**
 * Reads what `buildx bake --call` prints: a section for each target, below a line with its name, or JSON
 * (`runBake` in docker/buildx commands/bake.go).
 *
 * @param targets the names of the targets that may have a section
 */
function readBakeCall(output, targets) {
    const fromJson = readJson(output);
    if (fromJson === undefined) {
        return { ...(0,call_result/* readCallResult */.S)(output), ofTargets: readSections(output, targets) };
    }
    const checks = [...fromJson.values()].flat();
    const [warnings, places] = [
        (0,format/* formatCount */.B4)(checks.length, 'warning'),
        (0,format/* formatCount */.B4)(fromJson.size, 'target'),
    ];
    const findings = `The build checks found ${warnings} in ${places}.`;
    return { checks, ofTargets: fromJson, ...(fromJson.size > 0 && { findings }) };
}
/** @returns undefined when it isn't JSON */
function readJson(output) {
    try {
        const { target = {} } = JSON.parse(output);
        return new Map(Object.entries(target).flatMap(([name, { check }]) => {
            if (check === undefined)
                return [];
            // Without warnings, Go writes null.
            return [[name, (0,checks/* readChecks */.w)(JSON.stringify(check)) ?? []]];
        }));
    }
    catch {
        return undefined;
    }
}
/** The sections are in the order of the names. Lines of a Dockerfile in them begin with a number or spaces. */
function readSections(output, targets) {
    const names = new Set(targets);
    const sections = new Map();
    let section;
    for (const line of output.split('\n')) {
        if (names.has(line) && !sections.has(line)) {
            section = [];
            sections.set(line, section);
        }
        else {
            section?.push(line);
        }
    }
    return new Map([...sections].map(([name, lines]) => {
        const list = (0,checks/* createCheckList */.l)();
        list.text(lines.join('\n'));
        return [name, list.all()];
    }));
}

// EXTERNAL MODULE: ./.build/lib/bake/combine.js
var combine = __webpack_require__(9963);
// EXTERNAL MODULE: ./.build/lib/base/timeout.js
var timeout = __webpack_require__(8881);
// EXTERNAL MODULE: ./.build/lib/daemon/protobuf-fields.js
var protobuf_fields = __webpack_require__(7716);
;// CONCATENATED MODULE: ./.build/lib/bake/shared-control.js


/**
 * One connection for all targets of a bake, closed when each has closed it. What several of them ask at the same
 * time, such as which builds of the repository the daemon remembers, is asked once. A call ends when it has been
 * answered, or when each that waits for it has aborted it.
 */
function sharedControl({ control }) {
    if (control === undefined)
        return {};
    let opened;
    let holders = 0;
    const pending = new Map();
    function start(control, key, [path, request]) {
        const isKept = endsByItself(path, request);
        const messages = [];
        const listeners = new Set();
        const over = new AbortController();
        const forget = () => {
            if (pending.get(key) === started)
                pending.delete(key);
        };
        const ended = control
            .call(path, request, (message) => {
            // What an endless call has sent isn't kept, so that a later caller makes another.
            if (isKept)
                messages.push(message);
            else
                forget();
            for (const listener of listeners)
                listener(message);
        }, over.signal)
            .finally(forget);
        const abort = () => {
            forget();
            over.abort();
        };
        const started = { messages, listeners, ended, abort };
        pending.set(key, started);
        return started;
    }
    return {
        async control() {
            holders += 1;
            opened ??= control();
            const inner = await opened;
            let isOpen = true;
            return {
                async call(path, request, onMessage, signal) {
                    signal?.throwIfAborted();
                    const key = `${path} ${Buffer.from(request).toString('base64')}`;
                    const { messages, listeners, ended, abort } = pending.get(key) ?? start(inner, key, [path, request]);
                    for (const message of messages)
                        onMessage(message);
                    // Not the caller's own function: another caller may pass the same.
                    const listener = (message) => onMessage(message);
                    listeners.add(listener);
                    try {
                        await (0,timeout/* untilAborted */.Eu)(ended, signal);
                    }
                    finally {
                        listeners.delete(listener);
                        if (listeners.size === 0)
                            abort();
                    }
                },
                close() {
                    if (!isOpen)
                        return;
                    isOpen = false;
                    holders -= 1;
                    if (holders === 0)
                        inner.close();
                },
            };
        },
    };
}
/** A `BuildHistoryRequest` of https://github.com/moby/buildkit/blob/master/api/services/control/control.proto */
const historyRequest = { earlyExit: 3 };
/** Whether the answer ends without the caller. */
function endsByItself(path, request) {
    if (!path.endsWith('/ListenBuildHistory'))
        return true;
    return (0,protobuf_fields/* readFields */.qU)(request).number(historyRequest.earlyExit) === 1;
}

// EXTERNAL MODULE: ./.build/lib/bake/target-metadata.js
var target_metadata = __webpack_require__(3003);
;// CONCATENATED MODULE: ./.build/lib/bake/target-status.js
/** The vertex in which buildx says how each target ended, after a bake with `jobs: defer-error` that failed. */
const resultsVertex = '[internal] target results';
const words = {
    succeeded: 'succeeded',
    failed: 'failed',
    aborted: 'canceled',
    'not started': 'not-started',
};
/** Reads what buildx itself says: `writeBakeTargetSummary` in docker/buildx commands/bake.go, since v0.38.0. */
function createTargetResults() {
    const vertices = new Set();
    const found = new Map();
    return {
        status({ vertexes = [], statuses = [] }) {
            for (const { digest, name } of vertexes)
                if (name === resultsVertex)
                    vertices.add(digest);
            for (const { vertex, id } of statuses) {
                const [, target = '', word = ''] = /^(.*): (.*)$/.exec(id) ?? [];
                const status = words[word];
                if (vertices.has(vertex) && status !== undefined)
                    found.set(target, status);
            }
        },
        result: () => found,
    };
}
/** How a target ended. Where buildx doesn't say it, its vertices show whether it came to its export. */
function targetStatus(end) {
    const { isSuccess, said, hasMetadata, found, isExported, record } = end;
    if (isSuccess)
        return 'succeeded';
    if (found !== undefined)
        return found > 0 ? 'failed' : 'succeeded';
    if (said !== undefined)
        return said;
    if (hasMetadata)
        return 'succeeded';
    if (record.failure !== undefined)
        return 'failed';
    const exports = record.vertices.filter(({ name }) => name.startsWith('exporting '));
    if (isExported && exports.length > 0 && exports.every(({ completed }) => completed)) {
        return 'succeeded';
    }
    const hasBegun = record.running.length + record.canceled + record.executed + record.cached > 0;
    return hasBegun ? 'canceled' : 'not-started';
}

// EXTERNAL MODULE: ./.build/lib/progress/step-name.js
var step_name = __webpack_require__(6194);
;// CONCATENATED MODULE: ./.build/lib/bake/target-stream.js

/**
 * Takes the stream of a bake apart.
 *
 * Each target is a build of its own. With more than one, buildx puts the target's name before what is in the
 * brackets of a vertex' name (`[app base 2/4]`), or in brackets of its own (`[app] exporting to image`):
 * `WithPrefix` in docker/buildx util/progress/multiwriter.go. What targets have in common has one digest and comes
 * once for each of them.
 */
function createTargetStream(targets) {
    const names = new Set(targets);
    const isOne = targets.length <= 1;
    /** Of each vertex. The first target's comes first. */
    const targetsOf = new Map();
    /** Which target's build has sent an event of a vertex first. */
    const firstSender = new Map();
    const logs = createLogFilter();
    const split = (name) => {
        const [, target = '', inner, rest = ''] = /^\[(\S+?)(?: ([^\]]*))?\] (.*)$/s.exec(name) ?? [];
        if (!names.has(target))
            return undefined;
        return { target, plain: inner === undefined ? rest : `[${inner}] ${rest}` };
    };
    return {
        targetOf: (digest) => targetsOf.get(digest)?.values().next().value,
        read(status) {
            const [only = ''] = targets;
            if (isOne)
                return { shown: status, counted: status, byTarget: new Map([[only, status]]) };
            const shown = [];
            const counted = [];
            const byTarget = new Map();
            const of = (target) => {
                const found = byTarget.get(target) ?? {};
                byTarget.set(target, found);
                return found;
            };
            for (const vertex of status.vertexes ?? []) {
                const { digest, name = '' } = vertex;
                const part = split(name);
                if (part === undefined) {
                    shown.push(vertex);
                    counted.push(vertex);
                    continue;
                }
                const { target, plain } = part;
                const known = targetsOf.get(digest) ?? new Set();
                targetsOf.set(digest, known.add(target));
                const entry = of(target);
                entry.vertexes = [...(entry.vertexes ?? []), { ...vertex, name: plain }];
                const [first = target] = known;
                if (isRepeated(vertex, target, firstSender))
                    continue;
                const isStep = (0,step_name/* parseStepName */.Z)(plain) !== undefined;
                const prefixed = prefix(first, plain);
                shown.push({ ...vertex, name: prefixed });
                counted.push({ ...vertex, name: isStep ? prefixed : plain });
            }
            for (const each of status.statuses ?? []) {
                for (const target of targetsOf.get(each.vertex) ?? []) {
                    const entry = of(target);
                    entry.statuses = [...(entry.statuses ?? []), each];
                }
            }
            for (const each of status.warnings ?? []) {
                for (const target of targetsOf.get(each.vertex ?? '') ?? []) {
                    const entry = of(target);
                    entry.warnings = [...(entry.warnings ?? []), each];
                }
            }
            const news = (status.logs ?? []).filter(logs.isNew);
            for (const each of news) {
                for (const target of targetsOf.get(each.vertex) ?? []) {
                    const entry = of(target);
                    entry.logs = [...(entry.logs ?? []), each];
                }
            }
            const rest = {
                ...(status.statuses && { statuses: status.statuses }),
                ...(status.warnings && { warnings: status.warnings }),
                ...(news.length > 0 && { logs: news }),
            };
            return {
                shown: { ...(shown.length > 0 && { vertexes: shown }), ...rest },
                counted: { ...(counted.length > 0 && { vertexes: counted }), ...rest },
                byTarget,
            };
        },
    };
}
function prefix(target, plain) {
    return plain.startsWith('[') ? `[${target} ${plain.slice(1)}` : `[${target}] ${plain}`;
}
/** Whether another target's build has sent the same already. A build that repeats its own event means it. */
function isRepeated({ digest, started, completed, cached, error }, target, firstSender) {
    const key = JSON.stringify([digest, started, completed, cached, error]);
    const first = firstSender.get(key) ?? target;
    firstSender.set(key, first);
    return first !== target;
}
/** So many pieces of output are remembered for each vertex: each comes soon after its twin. */
const mostRemembered = 200;
/** Output of a step that targets have in common comes once for each of them, and would tear the lines. */
function createLogFilter() {
    const seen = new Map();
    return {
        isNew({ vertex, timestamp, stream, data }) {
            const key = `${timestamp} ${stream} ${data?.length} ${data?.slice(0, 100)}`;
            const known = seen.get(vertex) ?? new Set();
            seen.set(vertex, known);
            if (known.has(key))
                return false;
            known.add(key);
            const [oldest = ''] = known;
            if (known.size > mostRemembered)
                known.delete(oldest);
            return true;
        },
    };
}

;// CONCATENATED MODULE: ./.build/lib/bake/watch-bake.js














/**
 * Follows buildx through a bake. Each target is counted, and its history asked for, as a build of its own; besides,
 * everything is counted once over all of them.
 */
async function watchBake(running, builder, plan, { cacheMounts, ...inputs }, ports) {
    const names = plan.targets.map(({ name }) => name);
    const stream = createTargetStream(names);
    const results = createTargetResults();
    const isFresh = builder.isOwn === true && !builder.isShared;
    const followed = plan.targets.map((target) => ({
        target,
        checks: (0,checks/* createCheckList */.l)(),
        recorder: (0,recorder/* createRecorder */.T)({
            ...askedOf(target, plan),
            ...{ isFresh, begunAt: running.begunAt },
        }),
    }));
    let latest;
    let called = new Map();
    const records = new Map();
    const facts = new Map();
    const recordOf = (name) => records.get(name) ?? empty_record/* emptyRecord */.F;
    const consult = (observed, options) => {
        const shared = sharedControl(observed);
        const consultations = followed.map(({ target, recorder }) => ({
            ...{ target, recorder },
            consultation: (0,consult_history/* consultHistory */.Tb)({ ...observed, ...shared }, { call: plan.bake.call, buildArgs: target.args }, {
                ...options,
                cacheMounts,
                target: target.name,
            }),
        }));
        return {
            status() {
                for (const { target, recorder, consultation } of consultations) {
                    const status = latest?.byTarget.get(target.name);
                    if (status === undefined)
                        continue;
                    consultation.status(status);
                    if ((0,client_work/* isAfterBuild */.l)(status))
                        consultation.prepare(recorder.result());
                }
            },
            // `status` has prepared each target's.
            prepare() { },
            async end(total) {
                for (const { target, recorder } of followed)
                    records.set(target.name, recorder.result());
                await Promise.all(consultations.map(async ({ target, consultation }) => {
                    const found = await consultation.end(recordOf(target.name));
                    if (found !== undefined)
                        facts.set(target.name, found);
                }));
                return (0,combine/* combineHistory */.Yc)(total, names.map(factsOf));
            },
        };
    };
    const factsOf = (name) => {
        const historyFacts = facts.get(name);
        return { record: recordOf(name), ...(historyFacts && { historyFacts }) };
    };
    const watched = {
        asked: {
            noCache: plan.bake.noCache,
            noCacheFilters: [],
            cacheTo: plan.targets.flatMap(({ cacheTo }) => cacheTo),
        },
        registries: registriesOf(plan.targets),
        isCall: !(0,build_args/* isBuild */.T)(plan.bake.call) || plan.targets.some(({ call }) => call !== ''),
        readCall(output) {
            const call = readBakeCall(output, names);
            for (const { target, checks } of followed) {
                for (const check of call.ofTargets.get(target.name) ?? [])
                    checks.add(check);
            }
            called = call.ofTargets;
            return call;
        },
        read(status) {
            latest = stream.read(status);
            results.status(status);
            for (const { target, recorder, checks } of followed) {
                const own = latest.byTarget.get(target.name);
                if (own === undefined)
                    continue;
                recorder.status(own);
                checks.status(own);
            }
            return latest;
        },
        consult,
        readAhead() {
            for (const { recorder } of followed)
                recorder.result();
        },
        placeOf: async () => undefined,
    };
    const build = await (0,watch/* watch */.w)(running, builder, watched, inputs, ports);
    const metadata = build.metadata?.json ?? '';
    const ofTargets = (0,target_metadata/* readTargetMetadata */.j)(metadata, names);
    const said = results.result();
    const targets = followed.map(({ target, checks }) => {
        const { name } = target;
        const own = ofTargets.get(name);
        const record = recordOf(name);
        return {
            ...{ name, target, isLinked: !plan.requested.includes(name) },
            status: targetStatus({
                isSuccess: build.outcome.kind === 'succeeded',
                said: said.get(name),
                hasMetadata: own !== undefined,
                isExported: target.outputs.length > 0,
                ...(called.has(name) && { found: called.get(name)?.length ?? 0 }),
                record,
            }),
            ...factsOf(name),
            ...(own && { metadata: own }),
            checks: checks.all(),
            seconds: secondsOf(record),
        };
    });
    return {
        outcome: build.outcome,
        record: build.record,
        ...(build.historyFacts && { historyFacts: build.historyFacts }),
        metadata,
        targets,
    };
}
function askedOf({ noCache, noCacheFilters, cacheTo }, { bake }) {
    return { noCache: noCache || bake.noCache, noCacheFilters, cacheTo };
}
function registriesOf(targets) {
    const pushed = targets.filter(({ isPushed }) => isPushed);
    return [
        ...new Set(pushed.flatMap(({ tags, outputs }) => (0,plan.pushedRegistries)({ tags, outputs, push: false }))),
    ];
}
/** From its first vertex to the end of its last. */
function secondsOf({ vertices }) {
    const runs = vertices.flatMap((facts) => [...facts.runs.values()]);
    const starts = runs.map(({ start }) => start);
    const ends = runs.flatMap(({ end }) => end ?? []);
    if (starts.length === 0 || ends.length === 0)
        return 0;
    return Math.max(0, Math.round(Math.max(...ends) - Math.min(...starts))) / 1000;
}


/***/ }),

/***/ 1049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   startedBuilds: () => (/* binding */ startedBuilds)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/**
 * The ids of the builds that buildx started on a builder. The daemon's history records have the same ids.
 * buildx writes each id before its first request to the daemon.
 *
 * The files are few and small, so that reading them at once takes less than waiting for each.
 *
 * @param target of a bake, which starts a build for each; when absent, all of them
 */
function startedBuilds(config, builder, target) {
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(config, 'refs', builder);
    return list(directory).flatMap((node) => {
        const ids = list((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, node));
        if (target === undefined)
            return ids;
        return ids.filter((id) => targetOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, node, id)) === target);
    });
}
/** Of each file that was read: buildx doesn't change it afterwards. */
const known = new Map();
/** `State` in docker/buildx localstate/localstate.go. @returns undefined while buildx writes the file */
function targetOf(file) {
    if (known.has(file))
        return known.get(file);
    try {
        const { Target } = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8'));
        known.set(file, Target);
        return Target;
    }
    catch {
        return undefined;
    }
}
function list(directory) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(directory);
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 4860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ ConnectionClosedError)
/* harmony export */ });
/** The peer closed the connection, or ended its answer early, without an error of its own. */
class ConnectionClosedError extends Error {
    name = 'ConnectionClosedError';
    constructor() {
        super('The peer closed the connection.');
    }
}


/***/ }),

/***/ 4047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z3: () => (/* binding */ grpcStatus),
/* harmony export */   aU: () => (/* binding */ callUnary),
/* harmony export */   cp: () => (/* binding */ GrpcFormatError),
/* harmony export */   lm: () => (/* binding */ callStream),
/* harmony export */   nz: () => (/* binding */ GrpcError)
/* harmony export */ });
/* unused harmony export createSplitter */
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(296);
/* harmony import */ var _connection_closed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4860);


/** The peer answered with an error, or not in gRPC. */
class GrpcError extends Error {
    name = 'GrpcError';
    httpStatus;
    /** A number of gRPC's status codes; absent when the peer doesn't speak gRPC. */
    status;
    constructor(message, httpStatus, status) {
        super(message);
        this.httpStatus = httpStatus;
        this.status = status;
    }
}
/** The peer speaks gRPC, but its messages are too long, compressed, or more than the method allows. */
class GrpcFormatError extends Error {
    name = 'GrpcFormatError';
}
/** https://github.com/grpc/grpc/blob/master/doc/statuscodes.md */
const grpcStatus = { permissionDenied: 7, unimplemented: 12, unauthenticated: 16 };
/**
 * Calls a gRPC method that takes an empty message.
 *
 * @returns the bytes of the answer
 * @throws GrpcError when the peer answers with something else
 * @throws GrpcFormatError
 * @throws ConnectionClosedError
 */
async function callUnary(session, path) {
    const answers = [];
    await callStream(session, path, new Uint8Array(), (message) => {
        if (answers.push(message) > 1)
            throw new GrpcFormatError(`${path} answered twice`);
    });
    return answers[0] ?? new Uint8Array();
}
/**
 * Calls a gRPC method and passes on each message of the answer when it arrives.
 *
 * @throws GrpcError when the peer answers with something else
 * @throws GrpcFormatError
 * @throws ConnectionClosedError
 * @throws what `onMessage` throws, which ends the call
 * @throws the signal's reason
 */
function callStream({ http2, authority }, path, request, onMessage, signal) {
    return new Promise((resolve, reject) => {
        const headers = {
            ':method': 'POST',
            ':authority': authority,
            ':path': path,
            'content-type': 'application/grpc',
            te: 'trailers',
        };
        const stream = http2.request(headers, signal && { signal });
        const split = createSplitter(onMessage);
        let received = 0;
        let httpStatus = 0;
        let isGrpc = false;
        let status;
        let message;
        const readStatus = (headers) => {
            status ??= headers['grpc-status'];
            message ??= headers['grpc-message'];
        };
        const onData = (chunk) => {
            received += chunk.length;
            try {
                if (received > longestAnswer)
                    throw new GrpcFormatError(`${path} answers without an end`);
                split(chunk);
            }
            catch (error) {
                reject(error);
                stream.destroy();
            }
        };
        stream.on('response', (headers) => {
            httpStatus = Number(headers[':status']);
            isGrpc =
                httpStatus === 200 && /^application\/grpc\b/.test(String(headers['content-type'] ?? ''));
            readStatus(headers);
            // Not before: Node may emit data ahead of the headers. The body of a web server's page is skipped.
            if (isGrpc)
                stream.on('data', onData);
            else
                stream.resume();
        });
        stream.on('trailers', readStatus);
        stream.on('error', reject);
        stream.on('end', () => {
            if (status === '0')
                resolve();
            // An answer in gRPC ends with a status, unless the connection breaks.
            else if (httpStatus === 0 || (isGrpc && status === undefined)) {
                reject(new _connection_closed_js__WEBPACK_IMPORTED_MODULE_0__/* .ConnectionClosedError */ .r());
            }
            else {
                const number = status === undefined ? undefined : Number(status);
                reject(new GrpcError(decodeMessage(message), httpStatus, number));
            }
        });
        // When the session is closed, Node ends its open streams without an error.
        stream.on('close', () => reject(new _connection_closed_js__WEBPACK_IMPORTED_MODULE_0__/* .ConnectionClosedError */ .r()));
        stream.end(prefixed(request));
    });
}
// A message is preceded by one byte that says whether it is compressed, and four for its length:
// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
const prefixLength = 5;
/** Bytes. BuildKit's own client sets the same limit. */
const longestMessage = 16 * 1024 * 1024;
/** Bytes of all messages of one call: some ten thousand builds in a daemon's history. */
const longestAnswer = 64 * 1024 * 1024;
function prefixed(message) {
    const framed = Buffer.alloc(prefixLength + message.length);
    framed.writeUInt32BE(message.length, 1);
    framed.set(message, prefixLength);
    return framed;
}
/**
 * Cuts bytes that come in any pieces into messages.
 *
 * @throws GrpcFormatError
 */
function createSplitter(onMessage) {
    let pieces = [];
    let length = 0;
    let needed = prefixLength;
    return (chunk) => {
        pieces.push(chunk);
        length += chunk.length;
        if (length < needed)
            return;
        let bytes = Buffer.concat(pieces);
        while (bytes.length >= prefixLength) {
            needed = prefixLength + readLength(bytes);
            if (bytes.length < needed)
                break;
            onMessage(bytes.subarray(prefixLength, needed));
            bytes = bytes.subarray(needed);
            needed = prefixLength;
        }
        pieces = [bytes];
        length = bytes.length;
    };
}
function readLength(prefix) {
    // The calls allow no compression, as they send no grpc-accept-encoding.
    if (prefix[0] !== 0)
        throw new GrpcFormatError('a message is compressed');
    const length = prefix.readUInt32BE(1);
    if (length > longestMessage)
        throw new GrpcFormatError(`a message has ${length} bytes`);
    return length;
}
/** Characters. */
const longestText = 300;
/** The peer's own words, which may contain anything. */
function decodeMessage(encoded = '') {
    try {
        return (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(decodeURIComponent(encoded), longestText);
    }
    catch {
        // The message isn't percent-encoded as gRPC requires, so it is shown as it arrived.
        return (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .t)(encoded, longestText);
    }
}


/***/ }),

/***/ 5940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  publishBake: () => (/* binding */ publishBake)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/lib/inputs/dockerfile-path.js
var dockerfile_path = __webpack_require__(5444);
;// CONCATENATED MODULE: ./.build/lib/bake/target-dockerfile.js


/**
 * The path in the repository of a target's Dockerfile, which annotations need. Unlike in `buildx build`, it is
 * relative to the target's context, and that to the folder of the definition.
 *
 * @returns undefined when the Dockerfile isn't in the repository, or its text is in the definition
 */
function targetDockerfile({ context, dockerfile }, { source, ...place }) {
    if (dockerfile === '')
        return undefined;
    if ((0,dockerfile_path/* isRemote */.Vx)(context))
        return (0,dockerfile_path/* dockerfilePath */.Se)({ ...place, context, file: dockerfile });
    const folder = (0,external_node_path_.resolve)(place.workspace, source, context);
    return (0,dockerfile_path/* dockerfilePath */.Se)({ ...place, context: folder, file: (0,external_node_path_.resolve)(folder, dockerfile) });
}

// EXTERNAL MODULE: ./.build/lib/report/argument-values.js
var argument_values = __webpack_require__(4717);
// EXTERNAL MODULE: ./.build/lib/text/format.js
var format = __webpack_require__(1033);
// EXTERNAL MODULE: ./.build/lib/text/truncate.js
var truncate = __webpack_require__(296);
// EXTERNAL MODULE: ./.build/lib/report/explained-misses.js
var explained_misses = __webpack_require__(8988);
// EXTERNAL MODULE: ./.build/lib/report/step-label.js
var step_label = __webpack_require__(5464);
// EXTERNAL MODULE: ./.build/lib/report/time-split.js
var time_split = __webpack_require__(6406);
// EXTERNAL MODULE: ./.build/lib/report/verdict.js
var verdict = __webpack_require__(7788);
;// CONCATENATED MODULE: ./.build/lib/report/bake-closing-lines.js






/** The end of the log of a bake: the verdict, the time, and a line for each target. */
function bakeClosingLines(facts) {
    const shown = facts.ofTargets.slice(0, mostTargets);
    const rest = facts.ofTargets.length - shown.length;
    const time = (0,time_split/* timeLine */.w)(facts.report);
    return [
        (0,verdict/* verdict */.W)(facts),
        ...(time ? [`Time: ${time}`] : []),
        ...shown.map(targetLine),
        ...(rest > 0 ? [`${rest} more targets in the output targets`] : []),
    ];
}
/** Such as `app: 2 of 3 steps from cache, first to run: COPY src (…), ghcr.io/acme/app:1@sha256:…`. */
function targetLine(target) {
    const { name, status, report, tags, digest, failure } = target;
    const { cached, executed, failed, total } = report;
    const miss = status === 'failed' ? undefined : (0,explained_misses/* firstMiss */.JM)(report);
    const where = miss && (0,step_label/* placeOfStep */.VP)(miss.step) ? ` [${(0,step_label/* placeOfStep */.VP)(miss.step)}]` : '';
    const [tag = ''] = tags;
    return [
        `${name}: ${words[status]}`,
        ...(total > 0
            ? [`${cached} of ${(0,format/* formatCount */.B4)(cached + executed + failed, 'step')} from cache`]
            : []),
        ...(failure ? [`at ${(0,truncate/* shortLine */.t)(failure.name, longestName)}`] : []),
        ...(miss ? [`first to run:${where} ${(0,truncate/* shortLine */.t)((0,step_label/* shortName */.EU)(miss.step), longestName)}`] : []),
        ...(digest ? [`${tag && `${tag}@`}${digest}`] : []),
    ]
        .join(', ')
        .replace(/: , /, ': ')
        .replace(/: $/, '');
}
/** Of a target that succeeded nothing is said. */
const words = {
    succeeded: '',
    failed: 'failed',
    canceled: 'canceled',
    'not-started': 'not started',
};
const longestName = 120;
const mostTargets = 20;

// EXTERNAL MODULE: ./.build/lib/report/cache-report.js + 2 modules
var cache_report = __webpack_require__(9947);
;// CONCATENATED MODULE: ./.build/lib/report/bake-facts.js

function bakeFacts(result) {
    const { builder, record, historyFacts, retries, cleaningUpSeconds, outcome, seconds, advice } = result;
    const asked = result.targets.filter(({ isLinked }) => !isLinked);
    const history = historyFacts && { historyFacts };
    const failed = result.targets.find(({ record }) => isThatFailure(record, outcome));
    return {
        report: (0,cache_report/* cacheReport */.V)({
            ...{ record, builder, retries, cleaningUpSeconds, ...history },
            ...(advice && { advice }),
        }),
        ...{ outcome, seconds },
        targets: {
            succeeded: asked.filter(({ status }) => status === 'succeeded').length,
            total: asked.length,
        },
        ofTargets: result.targets.map(targetFacts),
        ...(failed && { failedTarget: failed.name }),
    };
}
function targetFacts(result) {
    const { name, status, seconds, checks, isLinked, target, record, historyFacts, metadata } = result;
    const { cacheWrite, refused } = target;
    return {
        ...{ name, status, seconds, checks, isLinked },
        report: (0,cache_report/* cacheReport */.V)({
            record,
            plan: { ...(cacheWrite && { cacheWrite }), ...(refused && { refused }) },
            ...(historyFacts && { historyFacts }),
        }),
        tags: target.tags,
        digest: metadata?.digest ?? '',
        ...(result.imageChanged !== undefined && { imageChanged: result.imageChanged }),
        ...(status === 'failed' && record.failure && { failure: record.failure }),
    };
}
function isThatFailure({ failure }, outcome) {
    if (outcome.kind !== 'failed' || failure === undefined)
        return false;
    return outcome.vertex?.error === failure.error;
}
/** The target is the first word of the stage, unless the bake has one target alone. */
function splitTarget(step, targets) {
    const { stage = '', ...rest } = step;
    const [target = '', ...words] = stage.split(' ');
    if (targets.length < 2 || !targets.includes(target))
        return step;
    return { ...rest, target, ...(words.length > 0 && { stage: words.join(' ') }) };
}

// EXTERNAL MODULE: ./.build/lib/log/short-error.js
var short_error = __webpack_require__(6950);
// EXTERNAL MODULE: ./.build/lib/text/list.js
var list = __webpack_require__(7678);
// EXTERNAL MODULE: ./.build/lib/report/findings.js
var findings = __webpack_require__(5843);
// EXTERNAL MODULE: ./.build/lib/report/outcome-message.js
var outcome_message = __webpack_require__(179);
;// CONCATENATED MODULE: ./.build/lib/report/bake-findings.js




/**
 * Advice and the warnings of the build checks, each once, then an error for each target that failed. With several
 * targets, each names those that it is about.
 */
function bakeFindings({ ofTargets, outcome, failedTarget, report }, { annotateChecks, dockerfileOf, hide }) {
    const isOnly = ofTargets.length < 2;
    const warnings = ofTargets.flatMap(({ name, checks }) => (0,findings/* findings */.P)({ checks, outcome: { kind: 'succeeded' } }, { annotateChecks, dockerfile: dockerfileOf(name), hide }).map((finding) => ({ name, finding })));
    const notices = (report.advice ?? []).flatMap((advice) => {
        const { target: name = '' } = advice;
        const found = (0,findings/* findings */.P)({ checks: [], outcome: { kind: 'succeeded' }, report: { ...report, advice: [advice] } }, { annotateChecks, dockerfile: dockerfileOf(name), hide });
        return found.map((finding) => ({ name, finding }));
    });
    const unique = Map.groupBy([...notices, ...warnings], ({ finding }) => JSON.stringify(finding));
    return [...[...unique.values()].flatMap(named), ...errors()];
    function named(equal) {
        const [first] = equal;
        if (first === undefined)
            return [];
        const { finding } = first;
        const names = [...new Set(equal.map(({ name }) => name))];
        const prefix = isOnly ? '' : `${(0,list/* shortList */.p)(names)}: `;
        return [{ ...finding, message: `${prefix}${finding.message}` }];
    }
    function errors() {
        if (outcome.kind === 'succeeded')
            return [];
        const [main] = (0,findings/* findings */.P)({ checks: [], outcome }, { annotateChecks, dockerfile: failedTarget && dockerfileOf(failedTarget), hide });
        if (main === undefined)
            return [];
        const prefix = failedTarget === undefined || isOnly || namesTarget(main.message, failedTarget)
            ? ''
            : `${failedTarget}: `;
        const others = ofTargets.filter(({ name, failure }) => failure && name !== failedTarget);
        return [{ ...main, message: `${prefix}${main.message}` }, ...others.map(otherError)];
    }
    function otherError({ name, failure }) {
        if (failure === undefined)
            throw new Error('the target has not failed');
        const message = (0,outcome_message/* outcomeMessage */.y)({
            kind: 'failed',
            cause: { kind: 'lasting' },
            error: oneLine((0,short_error/* shortError */.B)(failure.error)),
            vertex: failure,
        }, hide);
        return { level: 'error', message: `${name}: ${message}`, place: {} };
    }
}
function namesTarget(message, target) {
    return message.startsWith(`[${target} `) || message.startsWith(`target ${target}:`);
}
function oneLine(text) {
    return text.replaceAll(/\s+/g, ' ').trim();
}

// EXTERNAL MODULE: ./.build/lib/report/bounded-json.js
var bounded_json = __webpack_require__(4855);
;// CONCATENATED MODULE: ./.build/lib/report/bake-outputs.js


/** The outputs of `bake` by name, as in bake/action.yml. What isn't known is empty. */
function bakeOutputs(result, facts) {
    const { builder, record, metadata, outcome } = result;
    const { report } = facts;
    const asked = facts.ofTargets.filter(({ isLinked }) => !isLinked);
    const digests = Object.fromEntries(asked.filter(({ digest }) => digest !== '').map(({ name, digest }) => [name, digest]));
    const changes = asked.flatMap(({ name, imageChanged }) => imageChanged === undefined ? [] : [[name, imageChanged]]);
    const code = outcome.kind === 'unusable' || outcome.kind === 'lost' ? outcome.diagnosis?.code : undefined;
    return {
        metadata: (0,bounded_json/* boundedMetadata */.r6)(metadata),
        digests: JSON.stringify(digests),
        digest: asked.length === 1 ? (asked[0]?.digest ?? '') : '',
        targets: JSON.stringify(Object.fromEntries(asked.map((each) => [each.name, targetOutput(each)]))),
        'image-changed': changes.length > 0 ? JSON.stringify(Object.fromEntries(changes)) : '',
        builder: builder.name,
        driver: builder.driver,
        endpoint: builder.endpoint,
        'endpoint-choice': builder.pool?.choice ?? '',
        fallback: builder.fallback !== undefined,
        'fallback-reason': builder.fallback?.code ?? code ?? '',
        'cache-hit': record.hit,
        'cache-hit-percent': record.percent,
        'steps-total': record.total,
        'steps-cached': record.cached,
        'steps-executed': record.executed,
        'mounts-total': report.mountsTotal ?? '',
        'mounts-warm': report.mountsWarm ?? '',
        'seconds-saved': report.secondsSaved ?? '',
        'cache-report': (0,bounded_json/* boundedReport */.qy)(bakeReport(facts)),
    };
}
/** What the output `targets` says of a target. */
function targetOutput({ status, digest, tags, report, seconds, imageChanged }) {
    return {
        status,
        ...(digest && { digest }),
        images: tags,
        ...{ steps: report.total, cached: report.cached, percent: report.percent, seconds },
        ...(imageChanged !== undefined && { 'image-changed': imageChanged }),
    };
}
/** The report over all targets, with the counts of each. Only that of a single target has none. */
function bakeReport({ report, ofTargets }) {
    const names = ofTargets.map(({ name }) => name);
    return {
        ...report,
        steps: report.steps.map((step) => splitTarget(step, names)),
        targets: ofTargets.map(({ name, status, digest, tags, seconds, isLinked, ...facts }) => {
            const { total, cached, executed, failed, canceled, notStarted, percent, hit } = facts.report;
            const { secondsSaved, exports, sources } = facts.report;
            return {
                ...{ name, status, ...(digest && { digest }), images: tags },
                ...{ total, cached, executed, failed, canceled, notStarted, percent, hit, seconds },
                ...(secondsSaved !== undefined && { secondsSaved }),
                ...(facts.imageChanged !== undefined && { imageChanged: facts.imageChanged }),
                ...(isLinked && { linked: true }),
                ...{ sources, exports },
            };
        }),
    };
}

// EXTERNAL MODULE: ./.build/lib/report/markdown.js
var markdown = __webpack_require__(2144);
// EXTERNAL MODULE: ./.build/lib/report/summary.js + 1 modules
var summary = __webpack_require__(2713);
;// CONCATENATED MODULE: ./.build/lib/report/bake-summary.js






const longestText = 1000;
const longestCell = 56;
const bake_summary_longestName = 120;
/** GitHub drops a summary of more than 1 MiB. Each target's own part has a bound, too. */
const bake_summary_mostTargets = 60;
const mostUnfolded = 20;
/**
 * The job summary of one bake, as Markdown: one verdict, a row for each target, and the steps of each folded.
 *
 * @param hide what is done to text of the build before it is shown
 */
function summarizeBake(facts, hide) {
    const { report, ofTargets } = facts;
    const time = (0,time_split/* timeLine */.w)(report);
    const shown = ofTargets.slice(0, bake_summary_mostTargets);
    const lines = [
        `### ${(0,markdown/* prose */.CS)((0,verdict/* verdict */.W)(facts), longestText)}`,
        ...(0,summary/* fallback */.Np)(report),
        ...(0,summary/* choice */.Yq)(report),
        ...errors(facts, hide),
        '',
        ...(0,markdown/* table */.tp)(['target', '', 'steps', 'cached', 'time', 'image'], 'llrrrl', shown.map((target) => row(target))),
        ...(ofTargets.length > shown.length
            ? [`${ofTargets.length - shown.length} more targets in the output targets.`]
            : []),
        ...shown.slice(0, mostUnfolded).flatMap((target) => details(target, hide)),
        ...(0,summary/* advice */.v9)(report, hide),
        ...(time ? ['', `**Time:** ${time}`, ''] : []),
        ...(0,summary/* builder */.cL)(report),
        '',
    ];
    return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}
function errors(facts, hide) {
    if (facts.outcome.kind === 'succeeded' || facts.outcome.kind === 'canceled')
        return [];
    const found = bakeFindings(facts, { annotateChecks: false, dockerfileOf: () => undefined, hide });
    return found.flatMap(({ message }) => ['', `> **Error:** ${(0,markdown/* prose */.CS)(message, longestText)}`, '']);
}
const statuses = {
    succeeded: 'built',
    failed: 'failed',
    canceled: 'canceled',
    'not-started': 'not started',
};
function row(target) {
    const { name, status, report, seconds, tags, digest, isLinked, imageChanged } = target;
    const { cached, executed, failed } = report;
    const [tag = ''] = tags;
    const image = [
        ...(tag ? [(0,markdown/* cellCode */.GA)(tag, longestCell)] : []),
        ...(digest ? [(0,markdown/* cellCode */.GA)(digest.slice(0, 'sha256:'.length + 12), longestCell)] : []),
        ...(imageChanged === undefined ? [] : [imageChanged ? 'changed' : 'unchanged']),
    ];
    return [
        (0,markdown/* cellCode */.GA)(name, longestCell),
        (0,markdown/* unbroken */.D_)(isLinked ? `${statuses[status]}, linked` : statuses[status]),
        String(cached + executed + failed),
        (0,markdown/* unbroken */.D_)(`${cached} (${report.percent} %)`),
        (0,markdown/* unbroken */.D_)(seconds > 0 ? (0,format/* formatDuration */.a3)(seconds) : ''),
        image.join(' '),
    ];
}
/** The steps of a target, folded. */
function details({ name, status, report }, hide) {
    const { total, cached, executed, failed } = report;
    if (total === 0)
        return [];
    const title = `${name}: ${cached} of ${(0,format/* formatCount */.B4)(cached + executed + failed, 'step')} from cache`;
    return (0,markdown/* folded */.TM)((0,markdown/* prose */.CS)(title, bake_summary_longestName), [
        ...(0,summary/* stepTables */.Qm)(report, hide),
        ...(0,summary/* misses */.jj)(report, hide),
        ...(0,summary/* caches */.IU)(report, status === 'succeeded' && report.hit),
    ]);
}

// EXTERNAL MODULE: ./.build/lib/github/outputs.js
var outputs = __webpack_require__(134);
// EXTERNAL MODULE: ./.build/lib/github/publishing.js
var publishing = __webpack_require__(2399);
;// CONCATENATED MODULE: ./.build/lib/github/publish-bake.js









/** Publishes the result of a bake, as `publish` does that of a build. */
function publishBake(result, options, annotations) {
    return (0,publishing/* publishParts */.a)(result.outcome.kind === 'succeeded', annotations, () => {
        const facts = bakeFacts(result);
        const { targets } = result.plan;
        const args = targets.flatMap((target) => target.args);
        const hide = (text) => options.summaryBuildArgs ? text : (0,argument_values/* hideValues */.X)(text, args, result.builder.buildx.env);
        const dockerfileOf = (name) => {
            const target = targets.find((each) => each.name === name);
            return target && targetDockerfile(target, options);
        };
        return {
            setOutputs: () => (0,outputs/* setOutputs */.n)(bakeOutputs(result, facts)),
            closingLines: () => bakeClosingLines(facts),
            annotate() {
                for (const found of bakeFindings(facts, { ...options, dockerfileOf, hide })) {
                    annotations.add(found.level, found.message, found.place);
                }
            },
            ...(options.summary && { summary: () => summarizeBake(facts, hide) }),
        };
    });
}


/***/ }),

/***/ 8686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  publish: () => (/* binding */ publish)
});

// EXTERNAL MODULE: ./.build/lib/report/argument-values.js
var argument_values = __webpack_require__(4717);
// EXTERNAL MODULE: ./.build/lib/report/cache-report.js + 2 modules
var cache_report = __webpack_require__(9947);
;// CONCATENATED MODULE: ./.build/lib/report/build-facts.js

function buildFacts(result) {
    const { checks, outcome, metadata, seconds, plan } = result;
    return {
        report: (0,cache_report/* cacheReport */.V)(result),
        checks,
        outcome,
        seconds,
        tags: plan.build.tags,
        ...(metadata?.digest && { digest: metadata.digest }),
    };
}

// EXTERNAL MODULE: ./.build/lib/text/format.js
var format = __webpack_require__(1033);
// EXTERNAL MODULE: ./.build/lib/text/truncate.js
var truncate = __webpack_require__(296);
// EXTERNAL MODULE: ./.build/lib/report/cache-places.js
var cache_places = __webpack_require__(4344);
// EXTERNAL MODULE: ./.build/lib/report/company-line.js
var company_line = __webpack_require__(8165);
// EXTERNAL MODULE: ./.build/lib/report/explained-misses.js
var explained_misses = __webpack_require__(8988);
// EXTERNAL MODULE: ./.build/lib/report/path-line.js
var path_line = __webpack_require__(6365);
// EXTERNAL MODULE: ./.build/lib/report/step-label.js
var step_label = __webpack_require__(5464);
// EXTERNAL MODULE: ./.build/lib/report/time-split.js
var time_split = __webpack_require__(6406);
// EXTERNAL MODULE: ./.build/lib/report/transfer-line.js
var transfer_line = __webpack_require__(4101);
// EXTERNAL MODULE: ./.build/lib/report/verdict.js
var verdict = __webpack_require__(7788);
;// CONCATENATED MODULE: ./.build/lib/report/closing-lines.js










/** The end of the log: at most eight lines. A line without content is left out. */
function closingLines(facts) {
    return [
        (0,verdict/* verdict */.W)(facts),
        labeled('Time', (0,time_split/* timeLine */.w)(facts.report)),
        labeled('Transfer', (0,transfer_line/* transferLine */.i)(facts.report)),
        slowestChain(facts),
        failedAt(facts) ?? missed(facts),
        labeled('Company', (0,company_line/* companyLine */.m)(facts.report)),
        labeled('Cache', caches(facts)),
        labeled('Image', closing_lines_image(facts)),
    ].filter((line) => line !== undefined);
}
function labeled(label, text) {
    return text === '' ? undefined : `${label}: ${text}`;
}
function slowestChain({ report }) {
    const line = (0,path_line/* pathLine */.e)(report);
    if (line === undefined)
        return undefined;
    const links = line.links.map(({ link, step }) => {
        const where = step && (0,step_label/* placeOfStep */.VP)(step) ? ` [${(0,step_label/* placeOfStep */.VP)(step)}]` : '';
        const name = (0,truncate/* shortLine */.t)((0,step_label/* withoutMounts */.Bc)(link.name), longestLink);
        return `${name}${where} ${(0,format/* formatDuration */.a3)(link.seconds)}`;
    });
    const rest = line.rest ? `, ${line.rest}` : '';
    return `Critical path: ${links.join(' → ')}${rest} (${line.share})`;
}
function failedAt({ outcome }) {
    if (outcome.kind !== 'failed' || outcome.vertex === undefined)
        return undefined;
    const { vertex, excerpt } = outcome;
    const place = excerpt ? ` (${excerpt.filename}:${excerpt.line})` : '';
    return `Failed at: ${(0,truncate/* shortLine */.t)(vertex.name, longestName)}${place}`;
}
function missed({ report }) {
    if ((0,explained_misses/* isFirstBuild */.HI)(report))
        return `${explained_misses/* firstBuildWords */.Ab}.`;
    const miss = (0,explained_misses/* firstMiss */.JM)(report);
    if (miss === undefined)
        return undefined;
    const { step, why, detail, before } = miss;
    const because = why === undefined ? '' : `: ${why}`;
    const where = (0,step_label/* placeOfStep */.VP)(step) && ` [${(0,step_label/* placeOfStep */.VP)(step)}]`;
    const more = detail === undefined ? '' : ` (${(0,truncate/* shortLine */.t)(detail, longestName)})`;
    const which = before === undefined ? '' : `, ${(0,truncate/* shortLine */.t)((0,step_label/* withoutMounts */.Bc)(before), longestName)}`;
    return `First to run:${where} ${(0,truncate/* shortLine */.t)((0,step_label/* shortName */.EU)(step), longestName)}${because}${more}${which}`;
}
function caches({ report }) {
    return (0,cache_places/* cachePlaces */.V)(report)
        .slice(0, mostPlaces)
        .map(({ name, words }) => `${(0,truncate/* shortLine */.t)(name, longestName)} ${words}`)
        .join('; ');
}
/** Empty without a digest: the build failed, or its result is no image. */
function closing_lines_image({ tags, digest }) {
    if (digest === undefined)
        return '';
    const [first = '', ...others] = tags;
    const also = others.slice(0, mostPlaces).join(', ');
    const rest = others.length > mostPlaces ? ` and ${others.length - mostPlaces} more` : '';
    return `${first && `${first}@`}${digest}${also && `, also ${also}${rest}`}`;
}
const longestName = 120;
const longestLink = 60;
const mostPlaces = 4;

// EXTERNAL MODULE: ./.build/lib/report/findings.js
var findings = __webpack_require__(5843);
// EXTERNAL MODULE: ./.build/lib/report/bounded-json.js
var bounded_json = __webpack_require__(4855);
;// CONCATENATED MODULE: ./.build/lib/report/outputs.js

/** @param report of the same result */
function outputsOf(result, report) {
    const { builder, record, metadata } = result;
    const builders = [builder, ...(result.platforms ?? [])];
    const fallbacks = builders.flatMap((each) => each?.fallback ?? []);
    return {
        digest: metadata?.digest ?? '',
        imageid: metadata?.imageId ?? '',
        metadata: (0,bounded_json/* boundedMetadata */.r6)(metadata?.json ?? ''),
        'image-changed': result.imageChanged ?? '',
        builder: builder?.name ?? '',
        driver: builder?.driver ?? '',
        endpoint: builder?.endpoint ?? '',
        'endpoint-choice': choiceOf(result),
        fallback: fallbacks.length > 0,
        'fallback-reason': fallbacks.find(({ code }) => code)?.code ?? codeOf(result.outcome) ?? '',
        'cache-hit': record.hit,
        'cache-hit-percent': record.percent,
        'steps-total': record.total,
        'steps-cached': record.cached,
        'steps-executed': record.executed,
        'mounts-total': report.mountsTotal ?? '',
        'mounts-warm': report.mountsWarm ?? '',
        // Empty when unknown: an `if:` that compares numbers takes it for 0, and 0 says that nothing was saved.
        'seconds-saved': report.secondsSaved ?? '',
        'cache-report': (0,bounded_json/* boundedReport */.qy)(report),
    };
}
/** With several platforms, the first choice that was not the first in rank. */
function choiceOf({ builder, platforms }) {
    const choices = platforms?.flatMap(({ pool }) => pool?.choice ?? []) ?? [];
    return choices.find((choice) => choice !== 'first') ?? builder?.pool?.choice ?? '';
}
/** Why the daemon couldn't be used, if the fault appeared only in the build. */
function codeOf(outcome) {
    const hasDiagnosis = outcome?.kind === 'unusable' || outcome?.kind === 'lost';
    return hasDiagnosis ? outcome.diagnosis?.code : undefined;
}

// EXTERNAL MODULE: ./.build/lib/report/summary.js + 1 modules
var summary = __webpack_require__(2713);
// EXTERNAL MODULE: ./.build/lib/github/outputs.js
var outputs = __webpack_require__(134);
// EXTERNAL MODULE: ./.build/lib/github/publishing.js
var publishing = __webpack_require__(2399);
;// CONCATENATED MODULE: ./.build/lib/github/publish.js








/** Publishes the result: the exit code, outputs, the last lines of the log, annotations, the job summary. */
function publish(result, inputs, annotations) {
    return (0,publishing/* publishParts */.a)(result.outcome.kind === 'succeeded', annotations, () => {
        const facts = buildFacts(result);
        const hide = (text) => inputs.summaryBuildArgs
            ? text
            : (0,argument_values/* hideValues */.X)(text, result.plan.build.buildArgs, result.builder.buildx.env);
        return {
            setOutputs: () => (0,outputs/* setOutputs */.n)(outputsOf(result, facts.report)),
            closingLines: () => closingLines(facts),
            annotate() {
                // GitHub shows annotations beside the summary, which hides these values too.
                for (const { level, message, place } of (0,findings/* findings */.P)(facts, { ...inputs, hide })) {
                    annotations.add(level, message, place);
                }
            },
            ...(inputs.summary && { summary: () => (0,summary/* summarize */.eh)(facts, hide) }),
        };
    });
}


/***/ }),

/***/ 2399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ publishParts)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1967);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2649);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7255);
/* harmony import */ var _workflow_commands_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5734);



/**
 * Publishes a result. A part that can't be published, such as outputs on a full disk, is a warning: the image may be
 * pushed.
 *
 * @param parts makes what the parts have in common
 */
async function publishParts(isSuccess, annotations, parts) {
    if (!isSuccess)
        process.exitCode = _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .ExitCode */ .yU.Failure;
    const attempt = async (what, work) => {
        try {
            await work();
        }
        catch (error) {
            annotations.add('warning', `${what} could not be written: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        }
    };
    await attempt('The report', async () => {
        const { setOutputs, closingLines, annotate, summary } = parts();
        await attempt('The outputs', setOutputs);
        _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .info */ .pq('');
        for (const line of closingLines())
            _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .info */ .pq((0,_workflow_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .plainLine */ .h0)(line));
        annotate();
        if (summary === undefined || !process.env.GITHUB_STEP_SUMMARY)
            return;
        await attempt('The job summary', () => _actions_core__WEBPACK_IMPORTED_MODULE_3__/* .summary */ .z.addRaw(summary()).write());
    });
}


/***/ }),

/***/ 4212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Tb: () => (/* binding */ consultHistory)
});

// UNUSED EXPORTS: mountNamespace, patienceMs

// EXTERNAL MODULE: ./.build/lib/buildx/build-args.js
var build_args = __webpack_require__(1457);
// EXTERNAL MODULE: ./.build/lib/buildx/environment.js
var environment = __webpack_require__(710);
// EXTERNAL MODULE: ./.build/lib/buildx/refs.js
var refs = __webpack_require__(1049);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./.build/lib/base/timeout.js
var timeout = __webpack_require__(8881);
;// CONCATENATED MODULE: ./.build/lib/history/company.js
/** Times are by the daemon's clock: a build that ended before this one began isn't counted. */
function createCompany() {
    const ends = new Map();
    return {
        see: ({ ref, completedAt = Number.POSITIVE_INFINITY }) => void ends.set(ref, completedAt),
        count: ({ ref, createdAt }) => [...ends].filter(([other, end]) => other !== ref && end > createdAt).length,
    };
}

// EXTERNAL MODULE: ./.build/lib/history/daemon-history.js
var daemon_history = __webpack_require__(6500);
// EXTERNAL MODULE: ./.build/lib/progress/vertex-inputs.js
var vertex_inputs = __webpack_require__(6340);
// EXTERNAL MODULE: ./.build/lib/record/step-vertex.js
var step_vertex = __webpack_require__(5937);
// EXTERNAL MODULE: ./.build/lib/record/steps.js + 4 modules
var steps = __webpack_require__(2605);
// EXTERNAL MODULE: ./.build/lib/history/past-build.js
var past_build = __webpack_require__(8556);
;// CONCATENATED MODULE: ./.build/lib/history/explain.js





/**
 * Explains misses that the stream alone can't explain, if earlier builds prove a reason. Each reason
 * replaces `unknown` as soon as it is found, so that a caller that can't wait for all has the others.
 *
 * For example, `RUN make` missed, and the newest build that had it ran it on another `COPY src`. The lookup
 * goes from the cheapest proof to the most expensive: both builds have the same base image, so it isn't
 * `base-image-changed`; their provenances give the command the same arguments and variables, so it isn't
 * `instruction-changed`; but the daemon still has the result of that earlier `COPY`, on the same layer as the
 * new one. Had the files been the same, BuildKit would have used it: the `COPY` missed by `context-changed`.
 */
async function explain(misses, own, sources) {
    await Promise.allSettled(misses.map(async (miss, index) => {
        const step = own.steps[miss.step];
        if (miss.reason !== 'unknown' || step === undefined)
            return;
        const reason = await findReason(step, own, sources);
        if (reason !== undefined)
            misses[index] = { step: miss.step, ...reason };
    }));
}
async function findReason(step, own, { past, operations, usage }) {
    const builds = await past();
    if (builds === undefined)
        return undefined;
    const earlier = findEarlier(step, own, builds);
    if (earlier === undefined)
        return { reason: 'never-built-here' };
    if (earlier === 'unknown')
        return undefined;
    const same = earlier.isSameInstruction ? earlier : undefined;
    const image = changedImage(imagesOf(step, own), imagesOf(earlier.step, earlier.build));
    if (same !== undefined && image !== undefined) {
        return { reason: 'base-image-changed', detail: image };
    }
    const [ours, theirs] = await Promise.all([
        operations(own.record),
        operations(earlier.build.record),
    ]);
    const variables = changedVariables({ attributes: own.record.attributes, operation: ours.get(step.facts.digest) }, {
        attributes: earlier.build.record.attributes,
        operation: theirs.get(earlier.step.facts.digest),
    });
    if (variables !== undefined)
        return { reason: 'instruction-changed', detail: variables };
    if (same === undefined)
        return changedText(step, own, earlier);
    const described = [
        describeOperation(step, own, ours),
        describeOperation(same.step, same.build, theirs),
    ];
    if (isOtherOperation(...described)) {
        const name = argumentBetween(described, [own.record, same.build.record]);
        return { reason: 'instruction-changed', ...(name && { detail: `argument ${name}` }) };
    }
    if (await hasNewContent(step, own, same, ours, usage))
        return { reason: 'context-changed' };
    if (step.facts.digest === same.step.facts.digest && own.isPinned(step)) {
        return { reason: 'evicted' };
    }
    return undefined;
}
/**
 * The step's counterpart in the newest build that had it, or had another in its place. `unknown` when that could
 * be a build whose end isn't known.
 */
function findEarlier(step, own, builds) {
    const [instruction, definition] = [own.instructionOf(step), own.definitionOf(step)];
    for (const build of builds) {
        const same = [
            build.byInstruction.get(instruction),
            ...(build.byDefinition.get(definition) ?? []),
        ].find(hasFinished);
        if (same)
            return { step: same, build, isSameInstruction: true };
        const replaced = findReplaced(step, own, build);
        if (replaced)
            return { step: replaced, build, isSameInstruction: false };
        if (!build.isWhole)
            return 'unknown';
    }
    return undefined;
}
function hasFinished(step) {
    return step !== undefined && ['executed', 'cached'].includes(step.status);
}
/** The instruction that was in the step's position, if the Dockerfile no longer has it. */
function findReplaced({ step: { stage, platform, index } }, own, build) {
    const there = build.steps.filter(({ step }) => step.stage === stage && step.index === index);
    // A step that platforms share has the name of one of them.
    const replaced = there.length === 1 ? there[0] : there.find(({ step }) => step.platform === platform);
    return replaced && !own.byText.has((0,past_build/* textOf */.b6)(replaced)) ? replaced : undefined;
}
/** Build arguments are expanded in the text. If only one of them makes the difference, it is named. */
function changedText({ step }, own, earlier) {
    const before = earlier.build.record.attributes;
    const name = argumentNames(own.record.attributes).find((argument) => {
        const [old, now] = [before.get(argument), own.record.attributes.get(argument)];
        if (!old || now === undefined || old === now)
            return false;
        return earlier.step.step.instruction.replaceAll(old, () => now) === step.instruction;
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
function imagesOf({ facts }, build) {
    return inputsOf(facts, build).flatMap(({ name }) => (0,past_build/* imageOf */.dT)(name) ?? []);
}
/** The reference, without its digest, of an image that wasn't there before. */
function changedImage(now, before) {
    if (before.length === 0)
        return undefined;
    return now.find((image) => !before.includes(image))?.replace(/@sha256:.*$/, '');
}
/** The inputs of a vertex that aren't steps: external sources, and files in the Dockerfile. */
function inputsOf(facts, { vertices }) {
    return (0,vertex_inputs/* walkInputs */.lM)(facts, vertices, step_vertex/* isStep */.Vf).filter((input) => !(0,step_vertex/* isStep */.Vf)(input));
}
/** The variables of a command with the same text: their values are expanded in its text. */
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
/** Everything that an operation's result depends on besides its inputs, as text; undefined when unknown. */
function describeOperation(step, build, operations) {
    const operation = operations.get(step.facts.digest);
    const files = inlineFiles(step, build, operations);
    return operation && JSON.stringify([operation.args, operation.rest, files]);
}
function isOtherOperation(now, before) {
    return now !== undefined && before !== undefined && now !== before;
}
/**
 * The name of the build argument that alone makes the difference between two operations with the same
 * text. BuildKit expands its value, or for `SOURCE_DATE_EPOCH` a time that the instruction doesn't name.
 */
function argumentBetween([now = '', before = ''], records) {
    const [ours, theirs] = records.map(({ attributes }) => attributes);
    const names = new Set(records.flatMap(({ attributes }) => argumentNames(attributes)));
    const changed = [...names].filter((name) => ours?.get(name) !== theirs?.get(name));
    const withoutTimes = (text) => text.replaceAll(/(?<="timestamp[\\]*":)-?[\d.e+]+/g, '0');
    const isCause = (name) => {
        if (name === `${argumentPrefix}SOURCE_DATE_EPOCH`)
            return withoutTimes(now) === withoutTimes(before);
        const [value, old] = [ours?.get(name), theirs?.get(name)];
        return value !== undefined && old && before.replaceAll(old, () => value) === now;
    };
    return changed.find(isCause)?.slice(argumentPrefix.length);
}
function isEqual(a, b) {
    return JSON.stringify(a) === JSON.stringify(b);
}
/** Files whose text is in the Dockerfile. */
function inlineFiles({ facts }, build, operations) {
    return inputsOf(facts, build)
        .filter(({ name }) => name.endsWith('preparing inline document'))
        .map(({ digest }) => operations.get(digest)?.rest)
        .join('\n');
}
/**
 * Whether it is certain that other content went into the step: its earlier result still exists, made
 * by the same instruction on the same layer, and yet BuildKit didn't use it. A result that is gone proves
 * nothing.
 */
async function hasNewContent(step, own, earlier, operations, usage) {
    const takesContent = inputsOf(step.facts, own).some(({ name, inputs }) => inputs.length === 0 && (0,past_build/* imageOf */.dT)(name) === undefined);
    // With two of them, either could have other content than the earlier step's.
    if (!takesContent || stepInputs(step.facts, own).length > 1)
        return false;
    const args = operations.get(step.facts.digest)?.args;
    // The daemon's description of the result of a RUN. Any other result has the name of its vertex.
    const text = args ? `mount / from exec ${args.join(' ')}` : step.step.instruction;
    const results = (await usage(`type==regular,description~=${(0,daemon_history/* endPattern */.c)(text)}`)).filter(({ description }) => description.endsWith(text));
    const isOurs = ({ createdAt }) => createdAt >= own.record.createdAt;
    const parents = results.filter(isOurs).map((result) => result.parents.join());
    const runs = (0,steps/* stepIntervals */.dR)(earlier.step, 0);
    return results.some((result) => {
        const layer = result.parents.join();
        if (isOurs(result) || !parents.includes(layer))
            return false;
        // A result without a parent could be another project's. Then only its time decides.
        const isOfEarlier = runs.some(({ start, end }) => result.createdAt >= start - 1 && result.createdAt <= end + 1);
        return layer !== '' || (isOfEarlier && earlier.step.status === 'executed');
    });
}
function stepInputs({ inputs }, { steps }) {
    return steps.filter(({ facts }) => inputs.includes(facts.digest));
}

// EXTERNAL MODULE: ./.build/lib/history/mount-states.js
var mount_states = __webpack_require__(8567);
;// CONCATENATED MODULE: ./.build/lib/history/mount-usage.js

/**
 * The sizes of the daemon's cache mounts with these ids. Mounts that it doesn't have are left out.
 *
 * @param begun when the build began by the daemon's clock, in milliseconds, if that is known
 * @returns undefined when it has none of them: an old daemon doesn't tell the ids of its mounts
 */
async function readMounts({ ids, namespace }, begun, usage) {
    if (ids.length === 0)
        return [];
    // The daemon has to add up the size of each mount that it lists, so it is asked for no others.
    const endings = ids.map((id) => mountEnding(namespace, id));
    const records = await usage(...endings.map((ending) => `type==exec.cachemount,description~=${(0,daemon_history/* endPattern */.c)(ending)}`));
    const found = ids.flatMap((id, index) => {
        const own = records.filter(({ description }) => description.endsWith(endings[index]));
        return own.length === 0 ? [] : [{ id, ...measure(own, begun) }];
    });
    return found.length === 0 ? undefined : found;
}
/** How the description of a cache mount ends. */
function mountEnding(namespace, id) {
    return `with id ${JSON.stringify(`${namespace}/${id}`)}`;
}
/** A mount that isn't shared has several records. The size of one in use isn't known. */
function measure(records, begun) {
    return {
        ...(records.every(({ inUse }) => !inUse) && {
            bytes: records.reduce((sum, { size }) => sum + size, 0),
        }),
        ...(begun !== undefined && { existed: records.some(({ createdAt }) => createdAt < begun) }),
    };
}

// EXTERNAL MODULE: ./.build/lib/progress/step-name.js
var step_name = __webpack_require__(6194);
// EXTERNAL MODULE: ./.build/lib/record/cache-mounts.js
var cache_mounts = __webpack_require__(4071);
;// CONCATENATED MODULE: ./.build/lib/history/mount-watch.js





/** The limit of successive requests without an answer. One may be lost with its connection. */
const mostFailures = 3;
/**
 * Milliseconds between two requests about the same step: a step gets its mounts soon after its start. During the later
 * ones the connection is closed, so that others may use it where connections are limited.
 */
const pauses = [20, 40, 80, 160, 320, 640, 1000, 2000, 4000, 8000];
/**
 * Asks only about mounts that are in use. For any other whose size isn't known, the daemon would walk through
 * its files, which takes long, and would lock it meanwhile: a step that begins then gets a new, empty mount.
 * (`DiskUsage` in `cache/manager.go` and `getRefCacheDirNoCache` in `solver/llbsolver/mounts/mount.go`)
 */
function createMountWatch({ usage, namespace, onWarm }) {
    const running = new Map();
    const seen = new Map();
    const warm = new Set();
    let isAsking = false;
    let hasNews = false;
    let isStopped = false;
    let asked = 0;
    let failures = 0;
    let timer;
    async function ask() {
        clearTimeout(timer);
        const steps = [...running];
        if (isAsking || isStopped || steps.length === 0)
            return;
        isAsking = true;
        hasNews = false;
        try {
            const ids = new Set(steps.flatMap(([, step]) => step.ids));
            const endings = new Map([...ids].map((id) => [id, mountEnding(namespace, id)]));
            const records = await usage(...[...endings.values()].map((ending) => `type==exec.cachemount,inuse,description~=${(0,daemon_history/* endPattern */.c)(ending)}`));
            failures = 0;
            for (const [digest, step] of steps)
                look(digest, step, endings, records);
        }
        catch {
            // The numbers are the same without it.
            failures += 1;
            isStopped ||= failures === mostFailures;
        }
        isAsking = false;
        if (hasNews)
            return ask();
        timer = setTimeout(ask, pauses[Math.min(asked, pauses.length - 1)]);
        timer.unref();
        asked += 1;
    }
    function look(digest, step, endings, records) {
        const found = new Map(step.ids.map((id) => {
            const ending = endings.get(id) ?? '';
            return [
                id,
                records.filter(({ inUse, description }) => inUse && description.endsWith(ending)),
            ];
        }));
        // The step may have ended before the daemon answered: then the previous answer is better.
        const last = seen.get(digest);
        seen.set(digest, new Map([...found].map(([id, now]) => [id, now.length > 0 ? now : (last?.get(id) ?? [])])));
        const states = [...found.values()].map((each) => (0,mount_states/* stateOf */.L4)(each, step.start, Number.POSITIVE_INFINITY));
        for (const state of states) {
            if (!state?.isWarm || state.createdAt === undefined || warm.has(state.createdAt))
                continue;
            warm.add(state.createdAt);
            onWarm?.(state.createdAt);
        }
        if (states.every((state) => state !== undefined) && !step.canChange)
            running.delete(digest);
    }
    return {
        status({ vertexes = [] }) {
            for (const { digest, name = '', started, completed } of vertexes) {
                if (completed || !started) {
                    running.delete(digest);
                    continue;
                }
                const instruction = (0,step_name/* parseStepName */.Z)(name)?.instruction ?? '';
                const ids = [...new Set((0,cache_mounts/* cacheMountIds */.W)(instruction))];
                if (ids.length === 0 || isStopped)
                    continue;
                const canChange = /[ ,]sharing=(?:locked|private)\b/i.test(instruction);
                running.set(digest, { start: Date.parse(started), ids, canChange });
                hasNews = true;
                asked = 0;
            }
            if (hasNews)
                void ask();
        },
        sightings: (digest, id) => seen.get(digest)?.get(id) ?? [],
        stop() {
            isStopped = true;
            clearTimeout(timer);
        },
    };
}

// EXTERNAL MODULE: ./.build/lib/daemon/connection-closed.js
var connection_closed = __webpack_require__(4860);
;// CONCATENATED MODULE: ./.build/lib/history/own-records.js


/** The daemon has no record of a build that is over. */
class UnrecordedError extends Error {
    name = 'UnrecordedError';
}
/** Milliseconds before the next call, longer after each successive failure. After the last one it gives up. */
const defaultPauses = [100, 200, 400, 800, 1600];
/** A call that lasted this many milliseconds had reached the daemon. */
const shortestCallMs = 500;
/**
 * Listens until the daemon sends this build's record. A connection that breaks is replaced.
 *
 * @param signal ends it
 */
function ownRecords(history, { isOwn, find }, signal, pauses = defaultPauses) {
    const own = Promise.withResolvers();
    const ended = Promise.withResolvers();
    let ownRef;
    let hasEnded = false;
    let mode = 'listening';
    /** Aborted when the mode changes. */
    let turn = new AbortController();
    const change = (next) => {
        if (mode === 'asking' || mode === next)
            return;
        mode = next;
        const last = turn;
        turn = new AbortController();
        last.abort();
    };
    const fail = (error) => {
        own.reject(error);
        ended.reject(error);
    };
    for (const { promise } of [own, ended])
        promise.catch(() => { });
    const look = (record) => {
        if (!isOwn(record.ref))
            return;
        ownRef = record.ref;
        own.resolve(record);
        if (record.completedAt === undefined)
            return;
        hasEnded = true;
        ended.resolve(record);
    };
    // Called while a message of the daemon is read, where an error would end the process.
    const tryLook = (record) => {
        try {
            look(record);
        }
        catch (error) {
            fail(error);
        }
    };
    async function call(stop) {
        if (mode === 'asking')
            ownRef ??= find();
        // A build that is over is no longer among the running ones.
        if (ownRef !== undefined) {
            const records = await history.list({ ref: ownRef }, stop);
            if (mode === 'asking' && records.length === 0)
                throw new UnrecordedError();
            for (const record of records)
                look(record);
        }
        else if (mode === 'asking') {
            throw new Error('buildx started no build');
        }
        if (!hasEnded)
            await history.follow(tryLook, stop);
    }
    async function callUntilEnded() {
        let failures = 0;
        while (!hasEnded && !signal.aborted) {
            const stop = AbortSignal.any([signal, turn.signal]);
            if (mode === 'resting') {
                await aborted(stop);
                failures = 0;
                continue;
            }
            const started = performance.now();
            try {
                await call(stop);
            }
            catch (error) {
                if (!stop.aborted && !isOfConnection(error))
                    throw error;
            }
            if (hasEnded || stop.aborted)
                continue;
            failures = performance.now() - started >= shortestCallMs ? 0 : failures + 1;
            const pause = pauses[failures];
            if (pause !== undefined)
                await (0,promises_.setTimeout)(pause, undefined, { ref: false, signal: stop }).catch(() => { });
            else if (mode === 'asking')
                throw new connection_closed/* ConnectionClosedError */.r();
            else
                change('resting');
        }
        if (!hasEnded)
            throw new connection_closed/* ConnectionClosedError */.r();
    }
    callUntilEnded().catch(fail);
    return {
        own: own.promise,
        ended: ended.promise,
        rest: () => change('resting'),
        listen: () => change('listening'),
        ask: () => change('asking'),
    };
}
/** Whether another connection may help. */
function isOfConnection(error) {
    const { code } = error;
    return error instanceof connection_closed/* ConnectionClosedError */.r || typeof code === 'string';
}
async function aborted(signal) {
    if (signal.aborted)
        return;
    await new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}

// EXTERNAL MODULE: ./.build/lib/history/project.js
var project = __webpack_require__(4276);
;// CONCATENATED MODULE: ./.build/lib/history/past-reader.js


/** How far back to look: records that are listed, those whose streams are read, and bytes of each. */
const mostListed = 50;
const mostSlow = 200;
const mostRead = 16;
const mostAround = 8;
const mostBytes = 1024 * 1024;
const atOnce = 4;
/** How many times as long as another a build may take that is like it. */
const similar = 2;
function createPastReader(history, own) {
    /** Newest first. */
    const records = new Map();
    const builds = new Map();
    /** By ref: the definitions of the steps that ran in a build. */
    const ran = new Map();
    /** Definitions of the steps of the newest build that reached one. */
    let wanted;
    /** Whether the daemon has more records than it has listed. */
    let isCut = false;
    let isListed = false;
    // Builds in which nothing ran give no information. Once one has been read, others are recognized by their
    // counts if they were as short: an image counts as cached when a step needs it, and else not, so that the counts of
    // a build in which that step ran can be the same.
    const idle = { uncached: -1, milliseconds: -1 };
    const looksIdle = (record) => uncached(record) <= idle.uncached && duration(record) <= idle.milliseconds;
    async function list(limit, ...more) {
        const repository = (0,project/* repositoryOf */._M)(own.attributes);
        const filters = repository === undefined ? more : [equals('repository', repository), ...more];
        const listed = await history.list({
            limit,
            ...(filters.length > 0 && { filter: filters.join(',') }),
        });
        for (const record of (0,project/* comparable */.Zm)(listed, own)) {
            if (!records.has(record.ref))
                records.set(record.ref, record);
        }
        return listed;
    }
    async function readBuild(record) {
        const nothing = Buffer.alloc(0);
        try {
            const log = record.logs ? await history.read(record.logs, mostBytes) : nothing;
            return (0,past_build/* readPastBuild */.VB)(record, log);
        }
        catch {
            // Its log may be removed or damaged. The others suffice without it.
            return (0,past_build/* readPastBuild */.VB)(record, nothing);
        }
    }
    async function read(record) {
        const build = await readBuild(record);
        builds.set(record.ref, build);
        const definitions = (0,past_build/* ranSteps */.rv)(build).map(build.definitionOf);
        ran.set(record.ref, definitions);
        if (definitions.length === 0 && build.isWhole) {
            idle.uncached = Math.max(idle.uncached, uncached(record));
            idle.milliseconds = Math.max(idle.milliseconds, duration(record));
        }
        // A build that failed before its first step has no steps to look up.
        if (wanted === undefined && build.steps.length > 0)
            wanted = build.steps.map(build.definitionOf);
    }
    /** Whether the last run of each step is known: no build after it is unread and could have run the step. */
    function isKnown() {
        if (wanted === undefined)
            return false;
        const open = new Set(wanted);
        for (const record of records.values()) {
            const definitions = ran.get(record.ref);
            if (open.size === 0 || (definitions === undefined && !looksIdle(record)))
                break;
            for (const each of definitions ?? [])
                open.delete(each);
        }
        return open.size === 0;
    }
    /**
     * Of builds that are little longer than one in which nothing ran, the longest: if nothing ran in it either, the others
     * need not be read.
     */
    function longestLike(next) {
        if (wanted === undefined)
            return undefined;
        const alike = next.filter((record) => uncached(record) <= idle.uncached && duration(record) <= idle.milliseconds * similar);
        if (alike.length < 2)
            return undefined;
        return alike.reduce((one, other) => (duration(other) > duration(one) ? other : one));
    }
    /** @returns whether the last run of each step of the newest build is known */
    async function readListed() {
        // First only the newest one that reached a step, and then the next one: mostly they suffice.
        let most = 1;
        while (!isKnown() && builds.size < mostRead) {
            const next = [...records.values()].filter((record) => !builds.has(record.ref) && !looksIdle(record));
            if (next.length === 0)
                return false;
            const longest = longestLike(next);
            if (longest !== undefined) {
                await read(longest);
                continue;
            }
            const isFirst = wanted === undefined;
            await Promise.all(next.slice(0, Math.min(most, mostRead - builds.size)).map(read));
            if (!isFirst)
                most = Math.min(most * 2, atOnce);
        }
        return isKnown();
    }
    const past = () => [...builds.values()].sort((a, b) => b.record.createdAt - a.record.createdAt);
    return {
        past,
        isFirst: () => isListed && (0,project/* isOfKnownProject */.Ok)(own) && !(records.size === 0 && isCut)
            ? records.size === 0
            : undefined,
        async readRuns() {
            // An older daemon knows no limit, and lists all.
            isCut = (await list(mostListed)).length === mostListed;
            isListed = true;
            if ((await readListed()) || !isCut)
                return;
            // There may be many fully cached builds in between, in which nothing ran.
            await list(mostSlow, 'duration>1s');
            await readListed();
        },
        async readAround(moment) {
            const around = ({ createdAt, completedAt = createdAt }) => createdAt <= moment && moment <= completedAt;
            // Results of this build itself.
            if (moment >= own.createdAt)
                return;
            if (![...records.values()].some(around)) {
                const time = new Date(moment).toISOString();
                await list(mostAround, `startedAt<=${time}`, `completedAt>=${time}`);
            }
            const unread = [...records.values()].filter((record) => around(record) && !builds.has(record.ref));
            await Promise.all(unread.slice(0, mostAround).map(read));
        },
        async readNewest() {
            if (!(0,project/* isOfKnownProject */.Ok)(own) || (records.size === 0 && isCut))
                return undefined;
            const newest = [...records.values()].slice(0, mostRead).filter(({ ref }) => !builds.has(ref));
            await Promise.all(newest.map(read));
            return past();
        },
    };
}
function uncached({ totalVertices, cachedVertices }) {
    return totalVertices - cachedVertices;
}
/** Milliseconds. */
function duration({ createdAt, completedAt = createdAt }) {
    return completedAt - createdAt;
}
/** A filter, which is a line of CSV whose fields may hold text in quotes. */
function equals(field, value) {
    return `"${`${field}==${JSON.stringify(value)}`.replaceAll('"', '""')}"`;
}

;// CONCATENATED MODULE: ./.build/lib/history/provenance.js
const metadataName = 'https://mobyproject.org/buildkit@v1#metadata';
/**
 * The text of the Dockerfile that was built.
 *
 * @param provenances of one build, one for each platform
 * @returns undefined when they have none, or several different ones
 */
function dockerfileOf(provenances) {
    const found = provenances.flatMap(({ runDetails, metadata }) => {
        const { source } = runDetails?.metadata?.buildkit_metadata ?? metadata?.[metadataName] ?? {};
        return (source?.infos ?? []).flatMap(({ language, data }) => language === 'Dockerfile' && data !== undefined ? [data] : []);
    });
    const [data, ...others] = new Set(found);
    if (data === undefined || others.length > 0)
        return undefined;
    return Buffer.from(data, 'base64').toString('utf8');
}

;// CONCATENATED MODULE: ./.build/lib/history/operations.js
/** The operation of each vertex of a build, by its digest. `predicate` is the JSON of a provenance. */
function readOperations(predicate) {
    const { buildDefinition, buildConfig } = JSON.parse(predicate);
    // SLSA 1 has it in `internalParameters`, provenance before that at the top.
    const config = buildDefinition?.internalParameters?.buildConfig ?? buildConfig;
    const steps = new Map(config?.llbDefinition?.map((step) => [step.id, step.op?.Op]));
    const digests = Object.entries(config?.digestMapping ?? {});
    return new Map(digests.map(([digest, id]) => [digest, readOperation(steps.get(id) ?? {})]));
}
/** It leaves out what BuildKit leaves out of its cache keys: `CacheMap` in `solver/llbsolver/ops/exec.go`. */
function readOperation({ exec = {}, file }) {
    const { meta = {}, mounts = [], ...execution } = exec;
    const { args, env = [], proxy_env: _, extraHosts = [], ...others } = meta;
    const hosts = extraHosts.map(({ Host }) => Host);
    return {
        ...(args && { args }),
        variables: new Map(env.map(splitVariable)),
        rest: JSON.stringify([others, hosts, mounts.map(withoutCacheId), execution, file?.actions]),
    };
}
/** The id of a cache mount is kept only if it is the target, which is the default. */
function withoutCacheId(mount) {
    const { ID = '', sharing = 0 } = mount.cacheOpt ?? {};
    const isDefault = sharing === 0 && [ID, ID.replace(/^[^/]*\//, '')].includes(mount.dest ?? '');
    return mount.cacheOpt === undefined || isDefault ? mount : { ...mount, cacheOpt: {} };
}
function splitVariable(text) {
    const [name = '', ...value] = text.split('=');
    return [name, value.join('=')];
}

;// CONCATENATED MODULE: ./.build/lib/history/result-runs.js




/** Runs of the steps of earlier builds by their definition, the newest first. */
function runsByDefinition(past) {
    const runs = past.flatMap((build) => (0,past_build/* ranSteps */.rv)(build).map((step) => ({
        definition: build.definitionOf(step),
        build,
        step,
        intervals: (0,steps/* stepIntervals */.dR)(step, 0),
    })));
    return Map.groupBy(runs, ({ definition }) => definition);
}
/** The cached steps of which only the daemon's store can tell which run made their result. */
function undecidedSteps(own, runs) {
    return own.steps.filter((step) => step.status === 'cached' &&
        runs.has(own.definitionOf(step)) &&
        pinnedRun(step, own, runs) === undefined);
}
/**
 * How the daemon describes the result of a run: `PrepareMounts` in `solver/llbsolver/ops/exec.go` for a `RUN`, the
 * vertex's name for everything else.
 */
function resultDescription({ step, build }, operations) {
    const args = operations(build)?.get(step.facts.digest)?.args ?? shellArgs(step.step.instruction);
    return args ? `mount / from exec ${args.join(' ')}` : step.facts.name;
}
/**
 * How the daemon describes the layers that a build puts together: the merge halves of its `COPY --link`. They aren't
 * results of steps, and lie between the results of those that are.
 */
function mergeDescriptions({ vertices }) {
    return [...vertices.values()].map(({ name }) => name).filter(isLinkMergeName);
}
function isLinkMergeName(name) {
    const step = (0,step_name/* parseStepName */.Z)(name);
    return step !== undefined && (0,step_name/* isLinkMerge */.z)(step);
}
/** As BuildKit runs a `RUN` in shell form, for a build that left no provenance. */
function shellArgs(instruction) {
    const command = /^(?:ONBUILD )?RUN(?:\s+--\S+)*\s+(.*)$/s.exec(instruction)?.[1];
    return command === undefined ? undefined : ['/bin/sh', '-c', command];
}
/**
 * Finds which run made the result of each cached step. A step with the same text may have had other
 * content in its last run, so a run counts only where something proves that its result was used:
 *
 * - The step and all its inputs are identified by digest, and the run has the same digest.
 * - The daemon used the result since this build began, or one that lies on top of it, and created it during
 *   the run.
 * - A result that was used was made by the same build as the run, and of it.
 * - The daemon has no other result of a step that is written so, knows no other run of it, and nothing is known of
 *   what uses it; and no cache was imported.
 *
 * @param begunAt when this build began, in milliseconds by the daemon's clock
 * @param records of the daemon's store, at least those of the undecided steps' results, and of merges above them
 * @param descriptionsOf the descriptions that a step's results have
 * @param hasImports whether cache was imported, so that a result may be one that the daemon hasn't made
 */
function findRuns(own, begunAt, runs, records, descriptionsOf, hasImports = false) {
    const found = new Map();
    const byDescription = Map.groupBy(records, ({ description }) => description);
    const decided = new Set();
    const usersOf = userReader(own);
    const alike = Map.groupBy([...runs.values()].flat(), ({ step }) => step.step.instruction);
    const merges = new Map(records
        .filter(({ description }) => isLinkMergeName(description))
        .map(({ id, parents }) => [id, parents]));
    const used = new Set();
    const use = (id) => {
        if (used.has(id))
            return;
        used.add(id);
        for (const parent of merges.get(id) ?? [])
            use(parent);
    };
    for (const each of records)
        if (isUsedSince(begunAt, each))
            use(each.id);
    // A step precedes the steps that use it.
    for (const step of [...own.steps].reverse()) {
        const known = runs.get(own.definitionOf(step)) ?? [];
        const descriptions = descriptionsOf(step);
        // Another platform's step may have the same text.
        const others = (alike.get(step.step.instruction) ?? []).filter((run) => !known.includes(run));
        const isOther = (result) => !known.some((run) => madeIn(run, result)) && others.some((run) => madeIn(run, result));
        const results = descriptions
            .flatMap((description) => byDescription.get(description) ?? [])
            .filter((result) => !isOther(result));
        const candidates = provenResults(step, known, results);
        const makers = new Set(candidates.map((result) => known.find((each) => madeIn(each, result))));
        const [maker] = makers;
        if (candidates.length === 1 || (makers.size === 1 && maker !== undefined)) {
            decided.add(step);
            for (const parent of candidates.flatMap(({ parents }) => parents))
                use(parent);
        }
        if (step.status !== 'cached')
            continue;
        const run = pinnedRun(step, own, runs) ?? (makers.size === 1 ? maker : undefined);
        if (run !== undefined)
            found.set(step, run);
    }
    return found;
    /** Those of a step's results of which one proof says that they may be the one that was used. */
    function provenResults(step, known, results) {
        if (results.length === 0)
            return [];
        const ofUse = results.filter(({ id }) => used.has(id));
        if (ofUse.length > 0)
            return ofUse;
        const users = usersOf(step);
        const ofConsumers = runsBelow(users, own, found, known);
        const ofBuild = results.filter((result) => ofConsumers.some((run) => madeIn(run, result)));
        if (ofBuild.length > 0)
            return ofBuild;
        const isOpen = hasImports || known.length > 1 || users.some((user) => decided.has(user));
        return isOpen ? [] : results;
    }
}
/** Finds the run of each cached step whose inputs all have a digest. */
function pinnedRuns(own, runs) {
    return new Map(own.steps.flatMap((step) => {
        const run = step.status === 'cached' ? pinnedRun(step, own, runs) : undefined;
        return run === undefined ? [] : [[step, run]];
    }));
}
/** @param moment in milliseconds by the daemon's clock */
function isUsedSince(moment, { inUse, lastUsedAt = 0 }) {
    return inUse || lastUsedAt >= moment;
}
/**
 * The known runs of a step in the builds that made the steps that use it. None if the step ran again later and
 * those didn't: then different content led to the same result.
 */
function runsBelow(users, own, found, known) {
    return users.flatMap((user) => {
        const run = found.get(user);
        if (run === undefined)
            return [];
        const later = known.filter(({ build }) => build.record.createdAt > run.build.record.createdAt);
        const isSame = ({ build }) => (build.byDefinition.get(own.definitionOf(user)) ?? []).some(({ status }) => status === 'cached');
        return later.some(isSame) ? [] : known.filter(({ build }) => build === run.build);
    });
}
/** Finds the steps that use a step, directly or through others. */
function userReader({ steps, vertices }) {
    const consumers = (0,vertex_inputs/* byInput */.C6)([...vertices.values()]);
    const stepOf = new Map(steps.map((step) => [step.facts.digest, step]));
    return ({ facts }) => {
        const found = new Set();
        const pending = [facts];
        for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
            for (const user of consumers.get(next.digest) ?? []) {
                if (!found.has(user))
                    pending.push(user);
                found.add(user);
            }
        }
        return [...found].flatMap(({ digest }) => stepOf.get(digest) ?? []);
    };
}
/** Whether the daemon created a result while a step ran, to a millisecond. */
function madeIn({ intervals }, { createdAt }) {
    return intervals.some(({ start, end }) => createdAt >= start - 1 && createdAt <= end + 1);
}
function pinnedRun(step, own, runs) {
    if (!own.isPinned(step))
        return undefined;
    return runs
        .get(own.definitionOf(step))
        ?.find((run) => run.step.facts.digest === step.facts.digest);
}

;// CONCATENATED MODULE: ./.build/lib/history/result-lookup.js


/** The daemon compares each record of its store with each of them. */
const mostDescriptions = 200;
/**
 * Asks for the results of runs in advance, while the build goes on: the daemon adds up the size of each once, which
 * takes longer than the build's end can wait.
 */
async function prepareResults(history, operations, runs) {
    const known = new Map();
    await Promise.allSettled(runs.map(async ({ build }) => known.set(build, await operations.read(build.record))));
    await readResults(history, [
        ...runs.map((run) => resultDescription(run, (of) => known.get(of))),
        ...[...new Set(runs.map(({ build }) => build))].flatMap(mergeDescriptions),
    ]);
}
/** The records of the daemon's store with one of these descriptions, of which the first 200 count. */
function readResults(history, descriptions) {
    const wanted = [...new Set(descriptions)].slice(0, mostDescriptions);
    const filters = wanted.map((text) => `type==regular,description==${JSON.stringify(text)}`);
    // Without a filter the daemon would list everything.
    return filters.length === 0 ? Promise.resolve([]) : history.usage(...filters);
}
/**
 * The last run of each step of the newest build that reached a step. Steps whose inputs all have a digest are left
 * out, since their digest alone shows which run made a result.
 */
function newestRuns(past) {
    const newest = past.find(({ steps }) => steps.length > 0);
    if (newest === undefined)
        return [];
    const runs = runsByDefinition(past);
    return newest.steps
        .filter((step) => !newest.isPinned(step))
        .flatMap((step) => runs.get(newest.definitionOf(step))?.[0] ?? []);
}
/** Reads each build's operations once, however many steps need them. */
function operationReader(history) {
    const known = new Map();
    return {
        read(record) {
            const operations = known.get(record.ref) ?? readAllOperations(record, history);
            // Each use handles the error.
            operations.catch(() => { });
            known.set(record.ref, operations);
            return operations;
        },
    };
}
async function readAllOperations({ provenances }, history) {
    const predicates = provenances.map((blob) => history.read(blob, blob.size));
    return new Map((await Promise.all(predicates)).flatMap((json) => [...readOperations(String(json))]));
}

// EXTERNAL MODULE: ./.build/lib/progress/intervals.js
var intervals = __webpack_require__(3254);
;// CONCATENATED MODULE: ./.build/lib/history/saved.js


/**
 * The time that cached steps and warm cache mounts saved.
 *
 * @param runs the run that made the result of each cached step
 * @param past the newest build first
 */
function savedTime(own, runs, states, past) {
    const savedSeconds = new Map();
    const coldSeconds = new Map();
    const savedIntervals = new Map();
    // By build, since only runs of the same build can overlap.
    const cachedTimes = new Map();
    const coldTimes = new Map();
    for (const [index, step] of own.steps.entries()) {
        const run = runs.get(step);
        if (step.status === 'cached' && run !== undefined) {
            savedSeconds.set(index, (0,intervals/* wallSeconds */.SR)(run.intervals));
            savedIntervals.set(index, run.intervals);
            const times = cachedTimes.get(run.build);
            if (times)
                times.push(...run.intervals);
            else
                cachedTimes.set(run.build, [...run.intervals]);
        }
        const coldRun = step.status === 'executed' && findColdRun(step, index, own, states, past);
        if (coldRun) {
            coldSeconds.set(index, (0,intervals/* wallSeconds */.SR)(coldRun.intervals));
            const { cold, warm } = coldTimes.get(coldRun.build) ?? { cold: [], warm: [] };
            coldTimes.set(coldRun.build, {
                cold: [...cold, ...coldRun.intervals],
                warm: [...warm, ...(0,steps/* stepIntervals */.dR)(step, 0)],
            });
        }
    }
    const hasCached = own.steps.some(({ status }) => status === 'cached');
    const hasWarm = [...states.values()].flat().some(({ isWarm }) => isWarm);
    const bySteps = hasCached && savedSeconds.size === 0
        ? undefined
        : sum([...cachedTimes.values()].map((times) => (0,intervals/* wallSeconds */.SR)(times)));
    const byMounts = hasWarm && coldSeconds.size === 0
        ? undefined
        : sum([...coldTimes].map(([build, { cold, warm }]) => {
            const cached = cachedTimes.get(build) ?? [];
            const more = (0,intervals/* wallSeconds */.SR)([...cached, ...cold]) - (0,intervals/* wallSeconds */.SR)(cached);
            return Math.max(more - (0,intervals/* wallSeconds */.SR)(warm), 0);
        }));
    const isKnown = savedSeconds.size + coldSeconds.size > 0 || (!hasCached && !hasWarm);
    return {
        ...(isKnown && { secondsSaved: sum([bySteps ?? 0, byMounts ?? 0]) }),
        ...(bySteps !== undefined && { secondsSavedBySteps: bySteps }),
        ...(byMounts !== undefined && { secondsSavedByMounts: byMounts }),
        savedSeconds,
        coldSeconds,
        ...(savedIntervals.size > 0 && { savedIntervals }),
    };
}
/**
 * The run of a step during which the daemon created the last of its mounts, which are all warm now. The others may
 * have been filled by a step before, as when modules are downloaded before they are built.
 */
function findColdRun(step, index, own, states, past) {
    const mounts = states.get(index) ?? [];
    if (mounts.length === 0 || !mounts.every(({ isWarm }) => isWarm))
        return undefined;
    const last = Math.max(...mounts.map(({ createdAt = Number.NaN }) => createdAt));
    for (const build of past) {
        const earlier = build.byInstruction.get(own.instructionOf(step));
        if (earlier?.status !== 'executed')
            continue;
        const intervals = (0,steps/* stepIntervals */.dR)(earlier, 0);
        if (intervals.some(({ start, end }) => start <= last && last <= end + 1)) {
            return { build, step: earlier, intervals };
        }
    }
    return undefined;
}
/** Exact to a millisecond. */
function sum(seconds) {
    return seconds.reduce((total, each) => total + Math.round(each * 1000), 0) / 1000;
}

;// CONCATENATED MODULE: ./.build/lib/history/step-resources.js
/**
 * What each vertex took, by its digest, as the daemon's own provenance of a build has it. The daemon measures the
 * cgroup of a step's container while it runs, which takes cgroup v2, and each number grows from one sample to the next.
 */
function readStepResources({ buildDefinition, buildConfig, }) {
    // SLSA 1 has it in `internalParameters`, provenance before that at the top.
    const config = buildDefinition?.internalParameters?.buildConfig ?? buildConfig;
    const usages = new Map(config?.llbDefinition?.map(({ id, resourceUsage }) => [
        id,
        summarize(resourceUsage?.samples ?? []),
    ]));
    return new Map(Object.entries(config?.digestMapping ?? {}).flatMap(([digest, id]) => {
        const usage = usages.get(id);
        return usage === undefined ? [] : [[digest, usage]];
    }));
}
function summarize(samples) {
    const most = (read) => {
        const values = samples.flatMap((sample) => read(sample) ?? []);
        return values.length === 0 ? undefined : Math.max(...values);
    };
    const nanos = most(({ cpuStat }) => cpuStat?.usageNanos);
    const peak = most(({ memoryStat }) => memoryStat?.peak);
    const read = most(({ ioStat }) => ioStat?.readBytes);
    const written = most(({ ioStat }) => ioStat?.writeBytes);
    const resources = {
        ...(nanos !== undefined && { cpuSeconds: Math.round(nanos / 1e6) / 1000 }),
        ...(peak !== undefined && { peakMemoryBytes: peak }),
        ...(read !== undefined && { readBytes: read }),
        ...(written !== undefined && { writtenBytes: written }),
    };
    return Object.keys(resources).length === 0 ? undefined : resources;
}

;// CONCATENATED MODULE: ./.build/lib/history/history-session.js
















/** Adding up what cache mounts hold can take a daemon long. */
const longestUsageMs = 30_000;
/** Bytes. The samples of a long build are many. */
const largestProvenance = 20_000_000;
/** How many results to look up in builds before the last run of their step. */
const mostOldResults = 16;
/** How long buildx may take to reach the daemon before the session makes room for it. It takes some 50 ms. */
const longestConnectMs = 1000;
/** A build that takes longer has time for another connection at its end. */
const longestListenMs = 2000;
/**
 * Learns from the daemon's history about earlier builds of the same project, beside the build. It never
 * fails, and costs the build at most the grace period at its end.
 */
function openHistorySession(open, { earlierRefs, ownRefs, namespace = '', buildxConnected, isLimited = true }) {
    let reader;
    let operations;
    let createdAt;
    let ownRecord;
    /** Whether all builds of others were noticed. */
    let sawAll = true;
    let isAsked = false;
    const company = createCompany();
    const connecting = open();
    const history = (0,daemon_history/* daemonHistory */.l)({
        call: async (...request) => (await connecting).call(...request),
    });
    const over = new AbortController();
    /** buildx notes the id of a build before the daemon has a record of it, so that an answer stays true. */
    const owned = new Map();
    const isOwn = (ref) => {
        const known = owned.get(ref);
        if (known !== undefined)
            return known;
        const found = !earlierRefs.includes(ref) && ownRefs().includes(ref);
        owned.set(ref, found);
        return found;
    };
    const records = ownRecords({
        list: history.list,
        follow: (onRecord, signal) => history.follow((record) => {
            company.see(record);
            onRecord(record);
        }, signal),
    }, {
        isOwn,
        find: () => ownRefs().find((ref) => !earlierRefs.includes(ref)),
    }, over.signal);
    const begun = records.own.then(begin);
    // Each use of it handles the error.
    begun.catch(() => { });
    if (isLimited)
        makeRoom().catch(() => { });
    const around = [];
    const watch = createMountWatch({
        usage: history.usage,
        namespace,
        onWarm: (moment) => {
            around.push(begun.then(({ reader }) => reader.readAround(moment)).catch(() => { }));
        },
    });
    /**
     * Leaves connections to others, since a load balancer may limit them: to buildx while it waits for the daemon, and
     * to other builds while this one goes on. What is still to be known is asked when the build is over.
     */
    async function makeRoom() {
        const known = records.own.then(() => true, () => true);
        const connected = buildxConnected.then(() => true);
        const isFree = await Promise.race([
            ...[known, connected, (0,promises_.setTimeout)(longestConnectMs, false, { ref: false })],
        ]);
        if (isFree) {
            await (0,promises_.setTimeout)(longestListenMs, undefined, { ref: false });
        }
        else {
            records.rest();
            const { close } = await connecting;
            close();
            await connected;
            records.listen();
            await known;
        }
        if (isAsked)
            return;
        sawAll = false;
        records.rest();
    }
    async function begin(record) {
        createdAt = record.createdAt;
        ownRecord = record;
        reader = createPastReader(history, record);
        operations = operationReader(history);
        await reader.readRuns();
        prepareResults(history, operations, newestRuns(reader.past())).catch(() => { });
        return { reader, operations, record };
    }
    async function explainAll(misses, graph) {
        const { reader, operations } = await begun;
        if (misses.every(({ reason }) => reason !== 'unknown'))
            return;
        const sources = sourcesOf(history, reader, operations.read);
        await explain(misses, { record: await records.ended, ...graph }, sources);
    }
    /** The text of the Dockerfile, and what the steps that ran took of the daemon's machine: only they have a container. */
    async function readOwnProvenance({ stepVertices, }) {
        if (!stepVertices.some(({ status }) => status === 'executed'))
            return {};
        const { provenances } = await records.ended;
        const small = provenances.filter(({ size }) => size <= largestProvenance);
        const read = await Promise.all(small.map((blob) => history.read(blob, blob.size)));
        const parsed = read.map((json) => JSON.parse(String(json)));
        const all = new Map(parsed.flatMap((each) => [...readStepResources(each)]));
        const dockerfile = dockerfileOf(parsed);
        const resources = new Map([...stepVertices.entries()].flatMap(([index, { facts, status }]) => {
            const found = status === 'executed' ? all.get(facts.digest) : undefined;
            return found === undefined ? [] : [[index, found]];
        }));
        return { resources, ...(dockerfile !== undefined && { dockerfile }) };
    }
    /** The runs that made the results of the cached steps. */
    async function readResultRuns(graph, hasImports) {
        const { reader, operations, record } = await begun;
        const runs = runsByDefinition(reader.past());
        const undecided = undecidedSteps(graph, runs);
        if (undecided.length === 0)
            return pinnedRuns(graph, runs);
        // Also of the steps that ran: their results lie on those of cached ones.
        const known = new Map();
        const newest = graph.steps.flatMap((step) => runs.get(graph.definitionOf(step))?.[0] ?? []);
        await Promise.allSettled(newest.map(async ({ build }) => known.set(build, await operations.read(build.record))));
        const descriptions = new Map(graph.steps.map((step) => {
            const each = runs.get(graph.definitionOf(step)) ?? [];
            return [
                step,
                [...new Set(each.map((run) => resultDescription(run, (of) => known.get(of))))],
            ];
        }));
        const builds = [graph, ...new Set(newest.map(({ build }) => build))];
        const results = await readResults(history, [
            ...[...descriptions.values()].flat(),
            ...builds.flatMap(mergeDescriptions),
        ]);
        // A used result may come from a build before the last run, which hasn't been read.
        const moments = results
            .filter((result) => isUsedSince(record.createdAt, result))
            .map(({ createdAt }) => createdAt);
        await Promise.allSettled(moments.slice(0, mostOldResults).map(reader.readAround));
        const allRuns = runsByDefinition(reader.past());
        return findRuns(graph, record.createdAt, allRuns, results, (step) => descriptions.get(step) ?? [], hasImports);
    }
    /** The builds of others that began while nothing listened. */
    async function seeOthers() {
        if (sawAll)
            return;
        const { createdAt, completedAt = createdAt } = await records.ended;
        const since = new Date(createdAt).toISOString();
        const others = await history.list({ filter: `startedAt>=${since}` });
        for (const other of others)
            if (other.createdAt < completedAt)
                company.see(other);
        sawAll = true;
    }
    function startReading(record) {
        const graph = (0,past_build/* buildGraph */.ZG)({ steps: record.stepVertices, vertices: record.vertices });
        const hasImports = record.sources.some(({ status }) => status === 'imported');
        const misses = [...record.misses];
        const done = Promise.allSettled([
            explainAll(misses, graph),
            readOwnProvenance(record).then((found) => {
                reading.provenance = found;
            }),
            readResultRuns(graph, hasImports).then((found) => {
                reading.runs = found;
            }),
        ]);
        const reading = { record, graph, misses, runs: new Map(), provenance: {}, done };
        return reading;
    }
    let prepared;
    return {
        status: watch.status,
        prepare(record) {
            prepared ??= startReading(record);
        },
        async finish({ record, mounts }, patienceMs, signal) {
            watch.stop();
            isAsked = true;
            records.ask();
            const isUnrecorded = records.own.then(() => false, (error) => error instanceof UnrecordedError);
            const unrecorded = (await within(patienceMs, isUnrecorded, signal)) === true;
            const reading = prepared && hasSameSteps(prepared.record, record) ? prepared : startReading(record);
            if (!unrecorded) {
                const all = [reading.done, seeOthers(), ...around];
                await within(patienceMs, Promise.allSettled(all), signal);
            }
            const { graph, misses, runs, provenance } = reading;
            const cacheMounts = mounts &&
                (await within(longestUsageMs, readMounts(mounts, createdAt, history.usage), signal));
            over.abort();
            connecting.then(({ close }) => close()).catch(() => { });
            const mountStates = (0,mount_states/* readMountStates */.aI)(record.stepVertices, watch.sightings, false);
            const nothing = { savedSeconds: new Map(), coldSeconds: new Map() };
            return {
                ...(reader
                    ? {
                        ...savedTime(graph, runs, mountStates, reader.past()),
                        misses: [...misses],
                        ...comparison(reader.isFirst()),
                        ...earlierRevision(reader.past()),
                    }
                    : nothing),
                mountStates,
                ...provenance,
                ...(ownRecord && sawAll && { otherBuilds: company.count(ownRecord) }),
                ...(unrecorded && { isUnrecorded: true }),
                ...(cacheMounts && { cacheMounts }),
            };
        },
    };
}
/** Whether what is known of the steps of one record holds for those of the other. */
function hasSameSteps(one, other) {
    const shape = ({ stepVertices, misses, sources }) => JSON.stringify([
        stepVertices.map(({ facts, worker, status }) => [facts.digest, worker.digest, status]),
        misses,
        sources.map(({ status }) => status),
    ]);
    return shape(one) === shape(other);
}
function earlierRevision(past) {
    // A build without steps failed before its first one.
    const hasFinished = ({ isWhole, steps }) => isWhole &&
        steps.length > 0 &&
        steps.every(({ status }) => status === 'executed' || status === 'cached');
    const revision = past.find(hasFinished)?.record.attributes.get('vcs:revision');
    return revision === undefined ? {} : { earlierRevision: revision };
}
function comparison(isFirst) {
    return isFirst === undefined ? {} : { comparison: isFirst ? 'first' : 'compared' };
}
/** Earlier builds are asked for once, however many misses need them. */
function sourcesOf(history, reader, operations) {
    let past;
    return {
        past: () => {
            past ??= reader.readNewest();
            return past;
        },
        operations,
        usage: history.usage,
    };
}
/** @returns undefined when the time is up, when `signal` is aborted, or when the promise rejects */
function within(milliseconds, promise, signal) {
    const settled = promise.catch(() => undefined);
    return (0,timeout/* withTimeout */.wj)(() => settled, milliseconds, signal).catch(() => undefined);
}

;// CONCATENATED MODULE: ./.build/lib/history/consult-history.js





/**
 * Listens to the daemon beside a build that has been started, until `end` is called after it.
 *
 * Only a daemon that the action connects to can be asked, and it keeps records only of builds. A builder
 * that was created for this build started without cache mounts, so the stream shows which were warm.
 */
function consultHistory({ name, control, isOwn, isOverNetwork = false }, build, { directory, earlierRefs, target, cacheMounts, signal, buildxConnected }) {
    if (!(0,build_args/* isBuild */.T)(build.call))
        return { status() { }, prepare() { }, end: async () => undefined };
    if (control === undefined) {
        return {
            status() { },
            prepare() { },
            end: async ({ stepVertices }) => isOwn === true
                ? {
                    savedSeconds: new Map(),
                    coldSeconds: new Map(),
                    mountStates: (0,mount_states/* readMountStates */.aI)(stepVertices, () => [], true),
                }
                : undefined,
        };
    }
    const started = performance.now();
    const config = (0,environment/* buildxConfig */.v_)(directory);
    const namespace = mountNamespace(build);
    const session = openHistorySession(control, {
        earlierRefs,
        ownRefs: () => (0,refs.startedBuilds)(config, name, target),
        namespace,
        buildxConnected,
        isLimited: isOverNetwork,
    });
    return {
        status: session.status,
        prepare: session.prepare,
        end(record) {
            const isWanted = cacheMounts && !signal.aborted;
            return session.finish({ record, ...(isWanted && { mounts: mountQuestion(record, namespace) }) }, patienceMs(performance.now() - started), signal);
        },
    };
}
/** How long a build of this duration may wait for the rest, in milliseconds: about a tenth of its duration. */
function patienceMs(buildMs) {
    return Math.min(Math.max(buildMs / 10, 100), 2000);
}
function mountQuestion({ steps }, namespace) {
    return {
        ids: [...new Set(steps.flatMap(({ cacheMounts = [] }) => cacheMounts))],
        namespace,
    };
}
/** What the build argument `BUILDKIT_CACHE_MOUNT_NS` says; empty without. Of several, buildx takes the last. */
function mountNamespace({ buildArgs }) {
    const argument = buildArgs.findLast((each) => each.startsWith(namespaceArgument));
    return argument?.slice(namespaceArgument.length) ?? '';
}
const namespaceArgument = 'BUILDKIT_CACHE_MOUNT_NS=';


/***/ }),

/***/ 8567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L4: () => (/* binding */ stateOf),
/* harmony export */   aI: () => (/* binding */ readMountStates),
/* harmony export */   wu: () => (/* binding */ usedMounts)
/* harmony export */ });
/* harmony import */ var _record_cache_mounts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4071);
/* harmony import */ var _record_steps_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2605);


/**
 * Decides for each step that ran whether its cache mounts were warm.
 *
 * @param isFresh whether the builder was created for this build, so that it had no mounts before
 */
function readMountStates(steps, sightings, isFresh) {
    const states = new Map();
    for (const [index, step] of steps.entries()) {
        const ids = usedMounts(step);
        const known = ids.flatMap((id) => {
            const state = isFresh
                ? stateOnFreshBuilder(step, id, steps)
                : stateOf(sightings(step.worker.digest, id), startOf(step), endOf(step));
            return state === undefined ? [] : [{ id, ...state }];
        });
        if (known.length > 0)
            states.set(index, known);
    }
    return states;
}
/** The ids of the cache mounts that a step worked with: none when it didn't run. */
function usedMounts({ status, step }) {
    const hasRun = status === 'executed' || status === 'failed' || status === 'canceled';
    return hasRun ? [...new Set((0,_record_cache_mounts_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheMountIds */ .W)(step.instruction))] : [];
}
/**
 * The daemon counts a use of a mount when the last of its concurrent users releases it, which may be a moment
 * after the vertex of that user has ended. So a count means an earlier use if the last one ended nearer to the
 * step's start than to its end, at which the step's own use ends. Without a count, the mount is new if it was
 * created after the step's start. One that is older and not yet counted is being filled by another step at this
 * moment, so its state isn't known.
 *
 * @param records several for a mount with `sharing=private`: which one is the step's own isn't known
 * @param start when the step began, in milliseconds by the daemon's clock
 * @param end when it ended; infinite while it runs
 */
function stateOf(records, start, end) {
    const [first] = records;
    if (first === undefined)
        return undefined;
    const isUsedBefore = ({ uses, lastUsedAt = 0 }) => uses > 0 && lastUsedAt - start <= end - lastUsedAt;
    if (records.every(isUsedBefore)) {
        return { isWarm: true, ...(records.length === 1 && { createdAt: first.createdAt }) };
    }
    const isNew = records.every(({ uses, createdAt }) => uses === 0 && createdAt >= start);
    return isNew ? { isWarm: false } : undefined;
}
/** On a builder that began without mounts, the other steps of the build alone decide. */
function stateOnFreshBuilder(step, id, steps) {
    const others = steps.filter((other) => other !== step && usedMounts(other).includes(id));
    const start = startOf(step);
    if (others.some((other) => endOf(other) <= start))
        return { isWarm: true };
    return others.every((other) => startOf(other) >= endOf(step)) ? { isWarm: false } : undefined;
}
function startOf(step) {
    return Math.min(...(0,_record_steps_js__WEBPACK_IMPORTED_MODULE_1__/* .stepIntervals */ .dR)(step, Number.POSITIVE_INFINITY).map(({ start }) => start));
}
function endOf(step) {
    return Math.max(...(0,_record_steps_js__WEBPACK_IMPORTED_MODULE_1__/* .stepIntervals */ .dR)(step, Number.POSITIVE_INFINITY).map(({ end }) => end));
}


/***/ }),

/***/ 6950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ shortError)
/* harmony export */ });
/** BuildKit's error of a failed step without the command, which is in the step's name: `exit code: 1`. */
function shortError(error) {
    return error.replace(/^process ".*" did not complete successfully: /s, '');
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


/***/ }),

/***/ 5835:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ readCacheSources),
/* harmony export */   GD: () => (/* binding */ sourceStatus),
/* harmony export */   Mb: () => (/* binding */ isCacheImport)
/* harmony export */ });
/* harmony import */ var _progress_intervals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3254);
/* harmony import */ var _progress_vertex_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5537);


/** The cache imports among a build's vertices. `now` (milliseconds) ends what was still running. */
function readCacheSources(vertices, now) {
    return vertices.filter(isCacheImport).map((facts) => ({
        name: sourceName(facts),
        status: sourceStatus(facts),
        seconds: (0,_progress_intervals_js__WEBPACK_IMPORTED_MODULE_0__/* .wallSeconds */ .SR)((0,_progress_vertex_table_js__WEBPACK_IMPORTED_MODULE_1__/* .workedIntervals */ .Lt)(facts, now)),
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
        return facts.completed && !(0,_progress_vertex_table_js__WEBPACK_IMPORTED_MODULE_1__/* .isRunning */ .W_)(facts) ? 'imported' : 'unfinished';
    if ((0,_progress_vertex_table_js__WEBPACK_IMPORTED_MODULE_1__/* .isCancellation */ .iB)(error))
        return 'unfinished';
    // The name and address of the cache may contain any word or number.
    const words = error.replaceAll(sourceName(facts), '').replaceAll(/https?:\/\/[^\s"]+/g, '');
    // A registry that hides its repositories answers "denied" for both. Then the error decides.
    if (refusal.test(words))
        return 'refused';
    return absence.test(words) ? 'missing' : 'failed';
}
/** Only a storage service's client writes the numbers alone. */
const refusal = /unauthorized|denied|forbidden|authorization failed|(?:status ?code:?|response) 40[13]\b/i;
const absence = /(?:^|: |404 )not found|no such (?:file|key)|NoSuchKey|(?:status ?code:?|response) 404\b/i;
function sourceName({ name }) {
    return name.slice(importPrefix.length);
}


/***/ }),

/***/ 3617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ createCheckList),
/* harmony export */   w: () => (/* binding */ readChecks)
/* harmony export */ });
/* harmony import */ var _text_terminal_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3237);

/** Collects the findings of the build checks, each once, since every platform reports them again. */
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
                const line = range?.[0]?.start?.line;
                add({
                    message: sentence(decode(short), url),
                    title: decode(detail?.[0] ?? ''),
                    filename: sourceInfo.filename,
                    ...(line !== undefined && { line }),
                });
            }
        },
        text(output) {
            const warning = /^WARNING: (\S+)(?: - (\S+))?\n((?:(?!WARNING: ).*\n)*?)(.+):(\d+)\n-{3,}$/gm;
            for (const [, title = '', url, text = '', filename = '', line] of output.matchAll(warning)) {
                add({ message: sentence(text, url), title, filename, line: Number(line) });
            }
        },
        add,
        all: () => [...found.values()],
    };
}
/** @returns undefined for anything that isn't a result of `call: check,format=json` */
function readChecks(json) {
    try {
        const { warnings, sources } = JSON.parse(json);
        return warnings?.map(({ ruleName = '', url, detail = '', location }) => {
            const filename = location && sources?.[location.sourceIndex ?? 0]?.filename;
            const line = location?.ranges?.[0]?.start?.line;
            return {
                title: ruleName,
                message: sentence(detail, url),
                filename: filename ?? '',
                ...(filename && line !== undefined && { line }),
            };
        });
    }
    catch {
        return undefined;
    }
}
function decode(base64) {
    return Buffer.from(base64, 'base64').toString();
}
function sentence(text, url) {
    // BuildKit appends the line to the text. The annotation has it as a property.
    const words = (0,_text_terminal_line_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanLine */ .Ow)(text.trim().replaceAll(/\s+/g, ' ')).replace(/ \(line \d+\)$/, '');
    return url ? `${words} (${url})` : words;
}


/***/ }),

/***/ 1957:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ secondsSooner),
/* harmony export */   v: () => (/* binding */ criticalPath)
/* harmony export */ });
/* harmony import */ var _progress_intervals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3254);

/** Undefined when nothing worked. */
function criticalPath(tasks) {
    const chain = chainOf(tasks);
    const [first] = chain;
    const last = chain.at(-1);
    if (first === undefined || last === undefined)
        return undefined;
    // Builds for several platforms each have a first task.
    const begunAt = tasks.reduce((begin, { start }) => Math.min(begin, start), first.start);
    const onPath = new Set(chain);
    const worked = chain;
    const pauses = (0,_progress_intervals_js__WEBPACK_IMPORTED_MODULE_0__/* .subtractIntervals */ .V0)([{ start: begunAt, end: last.end }], worked);
    const others = tasks.filter((task) => !onPath.has(task));
    const crowded = (0,_progress_intervals_js__WEBPACK_IMPORTED_MODULE_0__/* .wallSeconds */ .SR)(pauses) - (0,_progress_intervals_js__WEBPACK_IMPORTED_MODULE_0__/* .wallSeconds */ .SR)((0,_progress_intervals_js__WEBPACK_IMPORTED_MODULE_0__/* .subtractIntervals */ .V0)(pauses, others));
    const totalSeconds = seconds(last.end - begunAt);
    return {
        totalSeconds,
        seconds: (0,_progress_intervals_js__WEBPACK_IMPORTED_MODULE_0__/* .wallSeconds */ .SR)(worked),
        secondsAlone: exact(totalSeconds - crowded),
        links: [...Map.groupBy(chain, partOf).values()]
            .flatMap((alike) => {
            const [task] = alike;
            if (task === undefined)
                return [];
            const { kind, name, step } = task;
            return [
                {
                    ...{ kind, name, ...(step !== undefined && { step }) },
                    seconds: (0,_progress_intervals_js__WEBPACK_IMPORTED_MODULE_0__/* .wallSeconds */ .SR)(alike),
                    sooner: secondsSooner(tasks, (each) => partOf(each) === partOf(task)),
                },
            ];
        })
            .filter((link) => link.seconds > 0),
    };
}
/**
 * How much sooner the build would have ended if some of its tasks had taken no time. The others take as long as
 * they did, and begin as long after those that they wait for.
 */
function secondsSooner(tasks, isFree) {
    const ends = [];
    let [was, would] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const task of tasks) {
        const { start, end, after } = task;
        const endedBefore = latest(after.map((index) => tasks[index]?.end ?? start));
        const wouldEndBefore = latest(after.map((index) => ends[index] ?? start));
        const begin = after.length === 0 ? start : wouldEndBefore + (start - endedBefore);
        const wouldEnd = begin + (isFree(task) ? 0 : end - start);
        ends.push(wouldEnd);
        // A task without a duration was reported when another began, so its own time has no meaning.
        if (start === end)
            continue;
        was = Math.max(was, end);
        would = Math.max(would, wouldEnd);
    }
    return was === Number.NEGATIVE_INFINITY ? 0 : seconds(was - would);
}
/** From the task that ended last, always the one that ended last of those that it waited for. */
function chainOf(tasks) {
    const chain = [];
    // A task that a failure stopped ended with the failure, and did not decide the end.
    const hasFailed = tasks.some(({ ending }) => ending === 'failed');
    let task = lastOf(hasFailed ? tasks.filter(({ ending }) => ending !== 'stopped') : tasks);
    while (task !== undefined) {
        chain.push(task);
        task = lastOf(task.after.flatMap((index) => tasks[index] ?? []));
    }
    return chain.reverse();
}
/** The frontend's vertices are one, an exporter's is two: the export and the push. */
function partOf({ kind, vertex }) {
    return kind === 'frontend' ? kind : `${kind} ${vertex}`;
}
/** Of the tasks that ended last, the one that began last. */
function lastOf(tasks) {
    let last;
    for (const task of tasks) {
        const isLater = last === undefined ||
            task.end > last.end ||
            (task.end === last.end && task.start >= last.start);
        if (isLater)
            last = task;
    }
    return last;
}
function latest(moments) {
    return moments.reduce((last, moment) => Math.max(last, moment), Number.NEGATIVE_INFINITY);
}
function seconds(milliseconds) {
    return Math.round(milliseconds) / 1000;
}
/** To a millisecond. */
function exact(value) {
    return Math.round(value * 1000) / 1000;
}


/***/ }),

/***/ 325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ emptyRecord)
/* harmony export */ });
/** The record of a build that never started. */
const emptyRecord = {
    total: 0,
    cached: 0,
    executed: 0,
    failed: 0,
    canceled: 0,
    notStarted: 0,
    percent: 0,
    hit: false,
    steps: [],
    misses: [],
    slowest: [],
    sources: [],
    exports: [],
    seconds: {
        loadingContext: 0,
        building: 0,
        pushing: 0,
        exporting: 0,
        exportingCache: 0,
    },
    contextBytes: 0,
    tasks: [],
    running: [],
    stepVertices: [],
    vertices: [],
};


/***/ }),

/***/ 7808:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ createRecorder)
});

// EXTERNAL MODULE: ./.build/lib/progress/vertex-table.js
var vertex_table = __webpack_require__(5537);
// EXTERNAL MODULE: ./.build/lib/progress/intervals.js
var progress_intervals = __webpack_require__(3254);
// EXTERNAL MODULE: ./.build/lib/text/csv.js
var csv = __webpack_require__(6688);
;// CONCATENATED MODULE: ./.build/lib/record/phases.js


/** Watches the stream for facts that aren't in the vertices: the times of pushing, and the last moment. */
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
        /** The latest moment that the stream mentions, in milliseconds; 0 before any. */
        now,
        /** The intervals of pushing. */
        pushes: () => [...pushes.values()].map(({ start, end = now() }) => ({ start, end })),
        /** @param begunAt when the build began, in milliseconds: earlier time isn't counted */
        seconds(vertices, begunAt) {
            const worked = (belongs) => (0,progress_intervals/* since */.XP)(begunAt, vertices.filter(belongs).flatMap((facts) => (0,vertex_table/* workedIntervals */.Lt)(facts, now())));
            const pushing = [...this.pushes(), ...worked(({ name }) => clientPush.test(name))];
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
                seconds[phase] = (0,progress_intervals/* wallSeconds */.SR)((0,progress_intervals/* subtractIntervals */.V0)(intervals, taken));
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
/** Reading the daemon's record at the end isn't part of the build, nor is waiting for a daemon. */
function isBuilding(facts) {
    const others = /^(?:exporting |importing to docker|resolving provenance )/;
    return (!others.test(facts.name) &&
        !clientPush.test(facts.name) &&
        !/waiting for connection$|booting buildkit$/.test(facts.name));
}

;// CONCATENATED MODULE: ./.build/lib/record/cache-exports.js




/** The cache exports among a build's vertices. `now` (milliseconds) ends what was still running. */
function readCacheExports(vertices, now) {
    return vertices.filter(isCacheExport).map((facts) => ({
        name: facts.name.replace(/^exporting (?:cache )?(?:to )?/, ''),
        status: exportStatus(facts),
        seconds: (0,progress_intervals/* wallSeconds */.SR)((0,vertex_table/* workedIntervals */.Lt)(facts, now)),
        ...(facts.error && { error: facts.error }),
    }));
}
/** Whether no error of an export can fail the build, by buildx's `--cache-to` entries. */
function ignoresErrors(cacheTo) {
    const isIgnored = (entry) => (0,csv/* csvFields */.qZ)(entry).some((field) => /^\s*ignore-error\s*=\s*(?:1|t|true)\s*$/i.test(field));
    return cacheTo.length > 0 && cacheTo.every(isIgnored);
}
function exportStatus(facts) {
    if (facts.error !== undefined)
        return (0,vertex_table/* isCancellation */.iB)(facts.error) ? 'unfinished' : 'failed';
    return facts.completed && !(0,vertex_table/* isRunning */.W_)(facts) ? 'exported' : 'unfinished';
}

// EXTERNAL MODULE: ./.build/lib/record/cache-sources.js
var cache_sources = __webpack_require__(5835);
// EXTERNAL MODULE: ./.build/lib/progress/step-name.js
var step_name = __webpack_require__(6194);
;// CONCATENATED MODULE: ./.build/lib/record/failure.js




/**
 * The failure that failed the build: a step before anything else, and of several the one that ended first.
 * A cache import is never the failure. A cache export is, if nothing else failed and its errors count.
 *
 * @param reason why the build failed, in buildx's words: an error that isn't in them was overcome
 */
function findFailure(vertices, steps, tails, ignoresExportErrors, reason) {
    const [facts] = vertices
        .filter((each) => each.error && !(0,vertex_table/* isCancellation */.iB)(each.error) && !(0,cache_sources/* isCacheImport */.Mb)(each))
        .filter((each) => !(ignoresExportErrors && isCacheExport(each)))
        .filter(({ error = '' }) => reason === undefined || oneLine(reason).includes(oneLine(error)))
        .sort((a, b) => blame(a) - blame(b) || endOf(a) - endOf(b));
    if (!facts?.error)
        return undefined;
    // The work of another build's vertex for this build gets this build's name.
    const found = steps.find(({ worker, downloads }) => worker === facts || downloads.includes(facts));
    const step = found?.step ?? (0,step_name/* parseStepName */.Z)(facts.name);
    return {
        name: found?.facts.name ?? facts.name,
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
/** Line ends and trailing spaces may differ between the two texts. */
function oneLine(text) {
    return text.replaceAll(/\s+/g, ' ').trim();
}
function blame(facts) {
    if (isCacheExport(facts))
        return 3;
    // BuildKit tries several ways to sign in. If all fail, the vertex that needs it fails too.
    if (facts.name.startsWith('[auth] '))
        return 2;
    const step = (0,step_name/* parseStepName */.Z)(facts.name);
    return step && !(0,step_name/* isLinkMerge */.z)(step) ? 0 : 1;
}
function endOf(facts) {
    return Math.max(...[...facts.runs.values()].map(({ end }) => end ?? Number.POSITIVE_INFINITY));
}

// EXTERNAL MODULE: ./.build/lib/progress/vertex-inputs.js
var vertex_inputs = __webpack_require__(6340);
// EXTERNAL MODULE: ./.build/lib/record/step-vertex.js
var step_vertex = __webpack_require__(5937);
// EXTERNAL MODULE: ./.build/lib/record/steps.js + 4 modules
var record_steps = __webpack_require__(2605);
;// CONCATENATED MODULE: ./.build/lib/record/misses.js



/**
 * Why a step ran instead of coming from cache, if the reason is known.
 *
 * - `context-changed`: it copies from the build context or another source, and that changed
 * - `instruction-changed`: the instruction, or an argument or variable that goes into it, changed
 * - `base-image-changed`: the image its stage is built on changed
 * - `previous-step-ran`: it uses a step of another stage that ran as well
 * - `no-cache`: the build was asked not to use its cache
 * - `evicted`: an earlier build had exactly this result, and the daemon no longer has it
 * - `never-built-here`: no earlier build of the project finished it, among the newest that the daemon
 *   remembers; or the daemon is new and no cache was imported
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
 * The first miss of each stage on each platform, explained only by the build's own stream.
 *
 * @param isFirstBuild whether there was no cache at all
 */
function findMisses(steps, vertices, asked, isFirstBuild = false) {
    const isAsked = askedToRun(steps, asked);
    const all = (0,vertex_inputs/* byDigest */._W)(vertices);
    const stepOf = (0,record_steps/* stepsByDigest */.JK)(steps);
    const chains = new Set();
    return [...steps.entries()].flatMap(([index, { facts, step, status }]) => {
        const chain = `${step.stage ?? ''} ${step.platform ?? ''}`;
        if (!hasRun(status) || chains.has(chain))
            return [];
        chains.add(chain);
        if (isAsked(step))
            return [{ step: index, reason: 'no-cache' }];
        // The steps whose results it uses, directly or through vertices that aren't steps.
        const before = (0,vertex_inputs/* walkInputs */.lM)(facts, all, ({ digest }) => stepOf.has(digest))
            .map(({ digest }) => stepOf.get(digest))
            .find((input) => hasRun(input?.status));
        if (before === undefined) {
            return [{ step: index, reason: isFirstBuild ? 'never-built-here' : 'unknown' }];
        }
        return [{ step: index, reason: 'previous-step-ran', detail: before.facts.name }];
    });
}
/**
 * The steps that the inputs request to run. The name of a Dockerfile's only stage isn't in the stream, so it
 * isn't known whether it is the requested one. If it is, all its steps ran, apart from `WORKDIR`, which comes
 * from cache anyway.
 */
function askedToRun(steps, { noCache, noCacheFilters }) {
    const stages = new Set(noCacheFilters.map((stage) => stage.toLowerCase()));
    const isOnlyStageAsked = stages.size > 0 &&
        steps.every(({ facts, status }) => status !== 'cached' || (0,step_vertex/* verbOf */.rl)(facts) === 'WORKDIR');
    return ({ stage }) => noCache || (stage === undefined ? isOnlyStageAsked : stages.has(stage.toLowerCase()));
}
function hasRun(status) {
    return status === 'executed' || status === 'failed';
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./.build/lib/text/terminal-line.js
var terminal_line = __webpack_require__(3237);
;// CONCATENATED MODULE: ./.build/lib/record/output-tails.js


/** The part of a step's output that is kept: its last lines, of limited length. */
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
            // Cutting only at twice the size keeps the cost per byte constant.
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
/** Decodes only the end that is kept. */
function decodeEnd(base64) {
    // Four characters of base64 are three bytes, so a cut at a multiple of four loses nothing behind it.
    const characters = Math.ceil((2 * keptBytes) / 3) * 4;
    return Buffer.from(base64.length > characters ? base64.slice(-characters) : base64, 'base64');
}
function readLines(output) {
    const lines = output
        .toString('utf8')
        .split('\n')
        .slice(-keptLines - 1)
        .map((line) => (0,external_node_util_.stripVTControlCharacters)((0,terminal_line/* cleanLine */.Ow)(line)));
    if (lines.at(-1)?.trim() === '')
        lines.pop();
    return lines.slice(-keptLines).map((line) => line.slice(0, keptCharacters));
}

// EXTERNAL MODULE: ./.build/lib/record/own-graph.js + 1 modules
var own_graph = __webpack_require__(6169);
;// CONCATENATED MODULE: ./.build/lib/record/tasks.js








/**
 * Finds when each vertex of a build worked, and which vertices it waited for.
 *
 * A vertex runs when its inputs have ended. The graph lacks these dependencies, so they are added: nothing
 * is built before the frontend has read the Dockerfile and the caches are imported; an export needs all that was
 * built; a push and a cache export need the export. What had not ended when a task began can't have held it up:
 * layers are pulled when they are first needed, by a vertex that has long ended.
 *
 * @param pushes when layers and manifests were pushed, which is a part of the exporter's vertex
 * @param now ends what was still running, in milliseconds
 */
function readTasks(steps, vertices, pushes, now) {
    const begunAt = (0,own_graph/* firstStart */.z)(vertices);
    const depthOf = depthReader(vertices);
    const ownStep = new Map([...steps.entries()].flatMap(([index, { facts, sharers, worker, downloads }]) => [facts, ...sharers, worker, ...downloads].map(({ digest }) => [digest, index])));
    const found = [...steps.entries()].flatMap(([index, step]) => {
        const { facts, sharers, downloads } = step;
        const inputs = [facts, ...sharers, ...downloads].flatMap((each) => each.inputs);
        const [name, depth] = [step.step.instruction, depthOf(facts.digest)];
        const ending = endings[step.status];
        return stretches((0,record_steps/* stepIntervals */.dR)(step, now)).map((interval) => ({
            ...{ ...interval, kind: 'step', name, step: index, vertex: facts.digest, depth, inputs },
            ...(ending && { ending }),
        }));
    });
    const others = vertices
        .filter(({ digest }) => !ownStep.has(digest))
        .flatMap((facts) => {
        const { digest, name, inputs, error } = facts;
        const step = mergedStep(facts, ownStep);
        const kind = step === undefined ? kindOf(facts) : 'step';
        const found = stretches((0,vertex_table/* workedIntervals */.Lt)(facts, now));
        return (kind === 'export' ? splitPushes(found, pushes) : found).map((part) => ({
            ...{ kind, name, vertex: digest, depth: depthOf(digest), inputs, ...part },
            ...(step !== undefined && { step }),
            ...(error && { ending: (0,vertex_table/* isCancellation */.iB)(error) ? 'stopped' : 'failed' }),
        }));
    });
    return connect([...found, ...others], ownStep);
    function stretches(intervals) {
        return (0,progress_intervals/* mergeIntervals */.l7)((0,progress_intervals/* since */.XP)(begunAt, intervals));
    }
}
const endings = {
    failed: 'failed',
    canceled: 'stopped',
};
/** Adds to each stretch which others had to end before it. */
function connect(found, stepOf) {
    const ordered = found.toSorted((a, b) => a.start - b.start || order(a.kind) - order(b.kind) || a.depth - b.depth || a.end - b.end);
    const ofVertex = new Map();
    const ofStep = new Map();
    const ofKind = new Map();
    const add = (map, key, index) => {
        const known = map.get(key);
        if (known)
            known.push(index);
        else
            map.set(key, [index]);
    };
    const tasks = [];
    // BuildKit gives an unneeded result the time of the result that was loaded instead. It delayed nothing.
    const through = (index) => {
        const { start = 0, end = 0, after = [] } = tasks[index] ?? {};
        return start === end ? after : [index];
    };
    for (const [index, { depth: _, inputs, ...task }] of ordered.entries()) {
        const before = [
            ...(ofVertex.get(task.vertex) ?? []),
            ...inputs.flatMap((input) => {
                const step = stepOf.get(input);
                return (step === undefined ? ofVertex.get(input) : ofStep.get(step)) ?? [];
            }),
            ...needs[task.kind].flatMap((kind) => ofKind.get(kind) ?? []),
        ];
        add(ofVertex, task.vertex, index);
        add(ofKind, task.kind, index);
        if (task.step !== undefined)
            add(ofStep, task.step, index);
        const ended = before.filter((each) => (tasks[each]?.end ?? 0) <= task.start);
        tasks.push({ ...task, after: [...new Set(ended.flatMap(through))] });
    }
    return tasks;
}
const built = ['frontend', 'import', 'context', 'step', 'source'];
/** The kinds of tasks that must end before a task of each kind, besides its inputs. */
const needs = {
    frontend: ['frontend'],
    import: ['frontend'],
    context: ['frontend'],
    source: ['frontend', 'import'],
    step: ['frontend', 'import'],
    export: [...built, 'export'],
    push: [...built, 'export', 'push'],
    'cache-export': [...built, 'export'],
    client: [...built, 'export', 'push', 'cache-export', 'client'],
};
function order(kind) {
    return Object.keys(needs).indexOf(kind);
}
/** The kind of a vertex that isn't a step. */
function kindOf(facts) {
    const { name, inputs } = facts;
    if (isCacheExport(facts))
        return 'cache-export';
    if ((0,cache_sources/* isCacheImport */.Mb)(facts))
        return 'import';
    if (isContextLoad(facts))
        return 'context';
    if (name.startsWith('exporting '))
        return 'export';
    if (inputs.length === 0 && frontendWork.test(name))
        return 'frontend';
    return clientWork.test(name) ? 'client' : 'source';
}
/** An exporter's vertex first makes the image, and then pushes it. */
function splitPushes(exports, pushes) {
    return exports.flatMap(({ start, end }) => {
        const begun = pushes.map((push) => push.start).filter((at) => at >= start && at < end);
        const push = begun.reduce((first, at) => Math.min(first, at), end);
        const parts = [
            { kind: 'export', start, end: push },
            { kind: 'push', start: push, end },
        ];
        return parts.filter((part) => part.start < part.end || part.start === start);
    });
}
/** Named in moby/buildkit `frontend/dockerui/` and `solver/llbsolver/bridge.go`. */
const frontendWork = /^\[(?:\S+ )?internal\] load (?:build definition |\.dockerignore|metadata for )|^resolve image config |^docker-image:\/\//;
/** Named in docker/buildx `build/`, and in moby/buildkit `session/auth/authprovider/authprovider.go`. */
const clientWork = /^\[auth\] |^(?:merging manifest list |resolving provenance |importing to docker|pushing .* with docker$)|waiting for connection$|booting buildkit$/;
/** The step whose copy the merge half of a `COPY --link` lays on top of the others. */
function mergedStep({ name, inputs }, stepOf) {
    const step = (0,step_name/* parseStepName */.Z)(name);
    return step && (0,step_name/* isLinkMerge */.z)(step) ? stepOf.get(inputs.at(-1) ?? '') : undefined;
}
function depthReader(vertices) {
    const all = (0,vertex_inputs/* byDigest */._W)(vertices);
    const depths = new Map();
    const depthOf = (digest) => {
        const known = depths.get(digest);
        if (known !== undefined)
            return known;
        // A graph has no circles. If one appears, it ends here.
        depths.set(digest, 0);
        const inputs = all.get(digest)?.inputs ?? [];
        const depth = inputs.reduce((deepest, input) => Math.max(deepest, depthOf(input) + 1), 0);
        depths.set(digest, depth);
        return depth;
    };
    return depthOf;
}

;// CONCATENATED MODULE: ./.build/lib/record/step-reader.js


/**
 * Reads the steps of a build, as `readSteps` does, and keeps them while no vertex changes that they depend on. So a
 * build that reads them in a pause has little left to do at its end.
 */
function createStepReader() {
    let known;
    let steps = [];
    /** The vertices of other builds, by digest. */
    let foreign = new Set();
    return {
        /** Called with each vertex that changes. */
        update(facts) {
            if (known !== undefined && !isApart(facts, known.isComplete))
                known = undefined;
        },
        read(vertices, begunAt, isComplete) {
            if (known?.begunAt !== begunAt || known.isComplete !== isComplete) {
                const read = (0,record_steps/* readSteps */.I$)(vertices, begunAt, isComplete);
                const own = new Set(read.vertices);
                steps = read.steps;
                foreign = new Set(vertices.filter((facts) => !own.has(facts)).map(({ digest }) => digest));
                known = { begunAt, isComplete };
            }
            return { steps, vertices: vertices.filter(({ digest }) => !foreign.has(digest)) };
        },
    };
}
/**
 * Whether no step depends on a vertex: it is work of buildx. Of a build that may not have succeeded, an export shows
 * that its inputs existed.
 */
function isApart(facts, isComplete) {
    if (facts.inputs.length > 0)
        return false;
    const kind = kindOf(facts);
    return kind === 'client' || (isComplete && (kind === 'export' || kind === 'cache-export'));
}

;// CONCATENATED MODULE: ./.build/lib/record/transfers.js

/** Watches the stream for network transfers. */
function createTransfers() {
    const pulled = new Set();
    /** Bytes of layers that the daemon fetched from registries, by digest. */
    const fetched = new Map();
    /** Bytes by vertex and status id. They only grow. */
    const sent = new Map();
    return {
        update({ statuses }) {
            for (const { id, vertex, current } of statuses ?? []) {
                // A layer is named by its digest while it is fetched, and then while it is unpacked.
                if (/^(?:extracting )?sha256:/.test(id))
                    pulled.add(vertex);
                if (id.startsWith('sha256:'))
                    fetched.set(id, Math.max(fetched.get(id) ?? 0, current ?? 0));
                else if (id.startsWith('transferring '))
                    sent.set(`${vertex} ${id}`, { vertex, bytes: current ?? 0 });
            }
        },
        /** The vertices whose layers were pulled. */
        pulled: pulled,
        /** What the daemon fetched of layers; undefined where the stream shows nothing. */
        pulledBytes() {
            const bytes = [...fetched.values()].reduce((sum, each) => sum + each, 0);
            return bytes === 0 ? undefined : bytes;
        },
        contextBytes(vertices) {
            const contexts = new Set(vertices.filter(isContextLoad).map(({ digest }) => digest));
            return [...sent.values()]
                .filter(({ vertex }) => contexts.has(vertex))
                .reduce((sum, { bytes }) => sum + bytes, 0);
        },
    };
}

;// CONCATENATED MODULE: ./.build/lib/record/recorder.js












const nothingAsked = { noCache: false, noCacheFilters: [], cacheTo: [] };
/**
 * Follows a build's stream and keeps the data for its counts: a few fields for each vertex, and the last
 * lines of output only of those that haven't ended well. `result` can be asked at any time. Asked again, it takes
 * a fraction of the time, unless a vertex has changed that steps depend on.
 */
function createRecorder(asked = nothingAsked) {
    const vertices = (0,vertex_table/* createVertexTable */.Z4)();
    const stepReader = createStepReader();
    const tails = createOutputTails();
    const clock = createPhaseClock();
    const transfers = createTransfers();
    return {
        status(status) {
            for (const event of status.vertexes ?? [])
                stepReader.update(vertices.update(event));
            for (const log of status.logs ?? [])
                tails.add(log);
            for (const event of status.vertexes ?? []) {
                if (event.completed && !event.error)
                    tails.drop(event.digest);
            }
            clock.update(status);
            transfers.update(status);
        },
        result({ succeeded = false, reason } = {}) {
            const begunAt = Math.min(asked.begunAt ?? Infinity, (0,own_graph/* firstStart */.z)(vertices.all()));
            const { steps: found, vertices: all } = stepReader.read(vertices.all(), begunAt, succeeded);
            const steps = found.map((step) => (0,record_steps/* readStep */.CD)(step, clock.now(), transfers.pulled, begunAt));
            const sources = (0,cache_sources/* readCacheSources */.$n)(all, clock.now());
            const hasCache = !asked.isFresh || sources.some(({ status }) => status === 'imported');
            const failure = succeeded
                ? undefined
                : findFailure(all, found, tails, ignoresErrors(asked.cacheTo), reason);
            const pulledBytes = transfers.pulledBytes();
            return {
                steps,
                ...(0,record_steps/* countSteps */.jg)(steps),
                misses: findMisses(found, all, asked, !hasCache),
                slowest: (0,record_steps/* slowestSteps */.pB)(steps),
                sources,
                exports: readCacheExports(all, clock.now()),
                seconds: clock.seconds(all, begunAt),
                contextBytes: transfers.contextBytes(all),
                ...(pulledBytes !== undefined && { pulledBytes }),
                ...(failure && { failure }),
                tasks: readTasks(found, all, clock.pushes(), clock.now()),
                running: all.filter(vertex_table/* isRunning */.W_).map(({ name }) => name),
                stepVertices: found,
                vertices: all,
            };
        },
    };
}


/***/ }),

/***/ 7404:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ adviceWorth)
/* harmony export */ });
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1033);

/** What advice would have spared, as a sentence; empty where it isn't about time. */
function adviceWorth({ seconds, isUpperBound, }) {
    if (seconds === undefined)
        return '';
    const most = isUpperBound ? 'up to ' : '';
    return `This build would have ended ${most}${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(seconds)} sooner.`;
}


/***/ }),

/***/ 4717:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ hideValues)
/* harmony export */ });
/**
 * Replaces the values of build arguments by their names: BuildKit expands arguments in the names of steps,
 * and more people read a summary than a log.
 *
 * @param buildArgs `NAME=value`, or `NAME` for a value from the environment
 */
function hideValues(text, buildArgs, env) {
    return buildArgs
        .map((entry) => {
        const at = entry.indexOf('=');
        const name = at < 0 ? entry : entry.slice(0, at);
        return { name, value: at < 0 ? (env[entry] ?? '') : entry.slice(at + 1) };
    })
        .filter(({ value }) => isDistinct(value.trim()))
        .toSorted((a, b) => b.value.length - a.value.length)
        .reduce((hidden, { name, value }) => replaceOutsideWords(hidden, value, `$${name}`), text);
}
/** A short value, or a number, occurs in many texts by chance. */
function isDistinct(value) {
    return value.length >= 4 && /\p{L}/u.test(value);
}
/** BuildKit's own words in the name or the error of a step. */
const ownWords = /^\[[^\]]*\] |(?<=^|\] )(?:RUN|COPY|ADD|WORKDIR|FROM) |\bfailed to(?: [a-z]+){1,3}|\bexit code: \d+|\bdid not complete successfully|\bunexpected status|\bnot found\b/g;
/** Replaces a value, but not in BuildKit's own words. */
function replaceOutsideWords(text, value, name) {
    let result = '';
    let end = 0;
    for (const match of text.matchAll(ownWords)) {
        result += replace(text.slice(end, match.index), value, name) + match[0];
        end = match.index + match[0].length;
    }
    return result + replace(text.slice(end), value, name);
}
/**
 * A value of less than eight characters is replaced only where it is a whole word: `main` is in many words. A
 * longer one doesn't occur by chance, and may be a password behind its option (`-ppassword`).
 *
 * A value may have a hundred thousand characters, too many for a regular expression.
 */
function replace(text, value, name) {
    const isShort = value.length < 8;
    let result = '';
    let end = 0;
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at)) {
        const next = at + value.length;
        const isPart = isShort &&
            ((isWordCharacter(value[0]) && isWordCharacter(text[at - 1])) ||
                (isWordCharacter(value.at(-1)) && isWordCharacter(text[next])));
        if (isPart) {
            at += 1;
            continue;
        }
        result += text.slice(end, at) + name;
        end = next;
        at = next;
    }
    return result + text.slice(end);
}
function isWordCharacter(character) {
    return character !== undefined && /\w/.test(character);
}


/***/ }),

/***/ 4344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ cachePlaces)
/* harmony export */ });
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1033);

function cachePlaces({ sources, exports }) {
    return [...sources.map(readFrom), ...exports.map(writtenTo)];
}
function readFrom({ name, status, seconds, error }) {
    const words = {
        imported: `imported in ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(seconds)}`,
        missing: 'not found (nothing written yet)',
        refused: 'access denied',
        failed: 'not used',
        unfinished: 'not finished: the build ended first',
    }[status];
    const hasError = error !== undefined && (status === 'refused' || status === 'failed');
    return { name, words, ...(hasError && { error }) };
}
function writtenTo({ name, status, seconds, error }) {
    const words = {
        exported: `written in ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(seconds)}`,
        failed: 'not written',
        unfinished: 'not finished: the build ended first',
    }[status];
    return { name, words, ...(error !== undefined && status === 'failed' && { error }) };
}


/***/ }),

/***/ 9947:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V: () => (/* binding */ cacheReport)
});

// EXTERNAL MODULE: ./.build/lib/history/mount-states.js
var mount_states = __webpack_require__(8567);
// EXTERNAL MODULE: ./.build/lib/progress/intervals.js
var progress_intervals = __webpack_require__(3254);
// EXTERNAL MODULE: ./.build/lib/progress/vertex-table.js
var vertex_table = __webpack_require__(5537);
// EXTERNAL MODULE: ./.build/lib/record/own-graph.js + 1 modules
var own_graph = __webpack_require__(6169);
;// CONCATENATED MODULE: ./.build/lib/record/joined-waits.js



/**
 * How long a build waited for steps that another build ran for both, in seconds by the step's index, counted from
 * the moment at which this build began. A step that another platform of the same build ran is none of them.
 *
 * Where the two builds have one and the same vertex, as from Git, the stream tells which of them ran it only when it
 * had begun before this build.
 */
function joinedWaits({ stepVertices, vertices, tasks, }) {
    return new Map([...joinedIntervals({ stepVertices, vertices, tasks })].map(([index, intervals]) => [index, (0,progress_intervals/* wallSeconds */.SR)(intervals)]));
}
/** How long a build waited for all such steps together: what went on at the same time counts once. */
function joinedSeconds(record) {
    return (0,progress_intervals/* wallSeconds */.SR)([...joinedIntervals(record).values()].flat());
}
function joinedIntervals({ stepVertices, vertices, tasks, }) {
    const own = new Set(stepVertices.flatMap(({ facts, sharers }) => [facts, ...sharers].map(({ digest }) => digest)));
    const begunAt = (0,own_graph/* firstStart */.z)(vertices);
    const now = tasks.reduce((last, { end }) => Math.max(last, end), 0);
    return new Map([...stepVertices.entries()].flatMap(([index, { worker, status }]) => {
        const hasRun = status === 'executed' || status === 'failed';
        const worked = (0,vertex_table/* workedIntervals */.Lt)(worker, now);
        const isOfOther = !own.has(worker.digest) || worked.some(({ start }) => start < begunAt);
        return hasRun && isOfOther ? [[index, (0,progress_intervals/* since */.XP)(begunAt, worked)]] : [];
    }));
}

;// CONCATENATED MODULE: ./.build/lib/report/peak-memory.js
/**
 * The most memory that steps can have used at one time: of those that ran at the same moment, the peaks add up. Absent
 * when the daemon recorded none.
 */
function peakMemory({ tasks }, resources) {
    const used = tasks.flatMap(({ step = -1, start, end }) => {
        const bytes = resources?.get(step)?.peakMemoryBytes;
        return bytes === undefined || start === end ? [] : [{ step, start, end, bytes }];
    });
    if (used.length === 0)
        return {};
    const sums = used.map(({ start }) => {
        const now = used.filter((each) => each.start <= start && start < each.end);
        return [...new Map(now.map(({ step, bytes }) => [step, bytes])).values()].reduce((sum, bytes) => sum + bytes, 0);
    });
    return { peakMemoryBytes: Math.max(...sums) };
}

// EXTERNAL MODULE: ./.build/lib/report/timeline.js
var timeline = __webpack_require__(4718);
;// CONCATENATED MODULE: ./.build/lib/report/cache-report.js




function cacheReport(result) {
    const { record, builder, plan, historyFacts, retries = 0 } = result;
    const { total, cached, executed, failed, canceled, notStarted, percent, hit } = record;
    const seconds = splitSeconds(result);
    const waits = joinedWaits(record);
    const { phases, starts, criticalPath } = (0,timeline/* readTimeline */.GR)(record, seconds);
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
        ...present({
            secondsSaved: historyFacts?.secondsSaved,
            secondsSavedBySteps: historyFacts?.secondsSavedBySteps,
            secondsSavedByMounts: historyFacts?.secondsSavedByMounts,
        }),
        ...countMounts(record, historyFacts?.mountStates ?? new Map()),
        steps: record.steps.map((step, index) => {
            const more = { start: starts[index], waitedSeconds: waits.get(index) };
            return reportStep(step, index, more, historyFacts);
        }),
        ...present({ comparison: historyFacts?.comparison }),
        misses: historyFacts?.misses ?? record.misses,
        slowest: record.slowest,
        sources: record.sources,
        exports: [
            ...record.exports.map((each) => named(each, plan?.cacheWrite)),
            ...(plan?.refused ?? []),
        ],
        seconds,
        phases,
        ...(criticalPath && { criticalPath }),
        ...peakMemory(record, historyFacts?.resources),
        ...readCompany(record, historyFacts?.otherBuilds),
        ...(result.advice && { advice: result.advice }),
        contextBytes: record.contextBytes,
        ...present({ pulledBytes: record.pulledBytes, upload: result.upload }),
        ...(historyFacts?.cacheMounts && { cacheMounts: historyFacts.cacheMounts }),
        ...(builder && {
            builder: {
                driver: builder.driver,
                endpoint: builder.endpoint,
                version: builder.daemon.version,
                ...(builder.fallback && { fallback: builder.fallback }),
                ...(builder.pool && { pool: builder.pool }),
            },
        }),
        ...(result.platforms && { platforms: result.platforms }),
    };
}
function reportStep(step, index, more, facts) {
    const states = facts?.mountStates.get(index) ?? [];
    const ids = (warm) => {
        const found = states.filter(({ isWarm }) => isWarm === warm).map(({ id }) => id);
        return found.length > 0 ? found : undefined;
    };
    return {
        ...step,
        ...present({
            ...more,
            ...facts?.resources?.get(index),
            savedSeconds: facts?.savedSeconds.get(index),
            coldSeconds: facts?.coldSeconds.get(index),
            warmMounts: ids(true),
            coldMounts: ids(false),
        }),
    };
}
/** Both are absent when there were no steps, and when nothing is known of the mounts of steps that ran. */
function countMounts({ stepVertices }, states) {
    const known = [...states.values()].flat();
    const hasUsed = stepVertices.some((step) => (0,mount_states/* usedMounts */.wu)(step).length > 0);
    if (stepVertices.length === 0 || (hasUsed && known.length === 0))
        return {};
    return { mountsTotal: known.length, mountsWarm: known.filter(({ isWarm }) => isWarm).length };
}
/** Without the fields that are undefined. */
function present(fields) {
    const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries);
}
function splitSeconds({ record, builder, cleaningUpSeconds = 0 }) {
    const { connectSeconds = 0, waitSeconds = 0 } = builder ?? {};
    return {
        connecting: exact(connectSeconds - waitSeconds),
        waiting: exact(waitSeconds),
        ...record.seconds,
        cleaningUp: exact(cleaningUpSeconds),
    };
}
function readCompany(record, builds) {
    const waitedSeconds = joinedSeconds(record);
    if (builds === undefined && waitedSeconds === 0)
        return {};
    return { company: { ...present({ builds }), waitedSeconds } };
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

/***/ 8165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ companyLine)
/* harmony export */ });
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1033);

/** Seconds. A shorter wait isn't mentioned. */
const leastSeconds = 0.05;
/** Who else built on the daemon; empty when there is nothing to tell. */
function companyLine({ company }) {
    const { builds = 0, waitedSeconds = 0 } = company ?? {};
    const hasWaited = waitedSeconds >= leastSeconds;
    return [
        ...(builds > 0 ? [`${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(builds, 'other build')} on the daemon`] : []),
        ...(hasWaited ? [`waited ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(waitedSeconds)} for steps of another build`] : []),
    ].join(', ');
}


/***/ }),

/***/ 8988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ab: () => (/* binding */ firstBuildWords),
/* harmony export */   HI: () => (/* binding */ isFirstBuild),
/* harmony export */   JM: () => (/* binding */ firstMiss),
/* harmony export */   SA: () => (/* binding */ explainMisses)
/* harmony export */ });
/** In the order of the Dockerfile. */
function explainMisses({ misses, steps, comparison, }) {
    return misses.flatMap(({ step: index, reason, detail }) => {
        const step = steps[index];
        if (step === undefined)
            return [];
        const key = reason === 'previous-step-ran' ? 'before' : 'detail';
        const isExpected = reason !== 'unknown' || comparison === 'compared';
        const why = isExpected ? reasons[reason] : undefined;
        return [
            { step, ...(why !== undefined && { why }), ...(detail !== undefined && { [key]: detail }) },
        ];
    });
}
/** The first miss that isn't just the consequence of another, if there is one. */
function firstMiss(report) {
    const causes = report.misses.filter(({ reason }) => reason !== 'previous-step-ran');
    const [first] = explainMisses({ ...report, misses: [...causes, ...report.misses] });
    return first;
}
/** Whether the steps ran because nothing could be in the cache: the daemon has never built the project. */
function isFirstBuild({ comparison, misses, cached }) {
    const isNew = ({ reason }) => reason === 'never-built-here' || reason === 'previous-step-ran';
    return comparison === 'first' && cached === 0 && misses.length > 0 && misses.every(isNew);
}
const firstBuildWords = 'This is the first build of this project that the daemon remembers';
const reasons = {
    'context-changed': 'the files that it copies have changed',
    'instruction-changed': 'the instruction has changed, or an argument that it uses',
    'base-image-changed': 'the base image has changed',
    'previous-step-ran': 'it builds on a step that ran',
    'no-cache': 'no-cache is set for it',
    evicted: 'the daemon built it before and no longer has it',
    'never-built-here': 'no recent build on this daemon had it',
    unknown: 'the reason is not known',
};


/***/ }),

/***/ 5843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ findings)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _advice_worth_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7404);
/* harmony import */ var _outcome_message_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(179);



/** Advice and the warnings of the build checks, then the error that ended the build. */
function findings({ checks, outcome, report }, { annotateChecks, dockerfile, hide }) {
    const notices = (report?.advice ?? []).map((each) => adviceFinding(each, dockerfile, hide));
    const fromChecks = annotateChecks ? checks.map((check) => checkFinding(check, dockerfile)) : [];
    const warnings = [...notices, ...fromChecks];
    if (outcome.kind === 'succeeded')
        return warnings;
    const excerpt = outcome.kind === 'failed' ? outcome.excerpt : undefined;
    const place = excerpt ? placeOf(excerpt.filename, excerpt.line, dockerfile) : {};
    return [...warnings, { level: 'error', message: (0,_outcome_message_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomeMessage */ .y)(outcome, hide), place }];
}
function adviceFinding({ code, message, line, endLine, ...worth }, dockerfile, hide) {
    const isPlaced = dockerfile !== undefined && line !== undefined;
    const place = isPlaced ? { file: dockerfile, startLine: line, ...(endLine && { endLine }) } : {};
    const worthWords = (0,_advice_worth_js__WEBPACK_IMPORTED_MODULE_2__/* .adviceWorth */ .B)(worth);
    return {
        level: 'notice',
        message: `${hide(message)}${worthWords && ` ${worthWords}`}`,
        place: { ...place, title: code },
    };
}
function checkFinding({ message, title, filename, line }, dockerfile) {
    const place = { ...placeOf(filename, line, dockerfile), ...(title && { title }) };
    return { level: 'warning', message, place };
}
/** Empty when the named file isn't the Dockerfile in the repository: BuildKit reports only its base name. */
function placeOf(filename, line, dockerfile) {
    if (dockerfile === undefined || node_path__WEBPACK_IMPORTED_MODULE_0__.posix.basename(filename) !== node_path__WEBPACK_IMPORTED_MODULE_0__.posix.basename(dockerfile))
        return {};
    return { file: dockerfile, ...(line !== undefined && { startLine: line }) };
}


/***/ }),

/***/ 179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ outcomeMessage)
/* harmony export */ });
/* harmony import */ var _text_terminal_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3237);
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(296);


/** Characters. A `RUN` with a here-document is as long as a script. */
const longestName = 500;
const longestError = 2000;
/** Names of steps that ran at the same time. */
const mostNames = 4;
/**
 * Why a build did not succeed, in one line; empty when it did.
 *
 * @param hide what is done to text of the Dockerfile before it is shown
 */
function outcomeMessage(outcome, hide) {
    const nameOf = (vertex) => (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .x)(hide((0,_text_terminal_line_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanLine */ .Ow)(vertex)), longestName);
    switch (outcome.kind) {
        case 'succeeded':
            return '';
        case 'canceled':
            return 'The build was canceled.';
        case 'unusable':
            return `${outcome.diagnosis.message} See ${outcome.help}`;
        case 'lost': {
            const { running, error, idleSeconds, diagnosis, help } = outcome;
            const names = running.slice(0, mostNames).map(nameOf).join(', ');
            const more = running.length - mostNames;
            const steps = names && ` while it ran ${names}${more > 0 ? ` and ${more} more` : ''}`;
            if (diagnosis) {
                return `${diagnosis.code}: The build was ended${steps}. ${diagnosis.reason} See ${help}`;
            }
            const reason = idleSeconds === undefined
                ? 'Was the daemon stopped or restarted?'
                : `Nothing had been sent for ${idleSeconds} s. Was the daemon stopped or restarted, or does a load balancer on the way close idle connections?`;
            return `The connection to the BuildKit daemon broke${steps}. ${reason} (${(0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .x)(error, longestError)})`;
        }
        case 'failed': {
            const { vertex, error, hint } = outcome;
            // The error of a RUN has the command left out: what remains are BuildKit's own words.
            const isRun = vertex?.error.startsWith('process "') === true;
            const text = (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_1__/* .truncate */ .x)(isRun ? error : hide(error), longestError);
            const what = vertex ? `${nameOf(vertex.name)} failed: ${text}` : text;
            return hint === undefined ? what : `${what}. ${hint}`;
        }
    }
}


/***/ }),

/***/ 6365:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ pathLine)
/* harmony export */ });
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1033);

/** A shorter build has nothing worth to be changed. */
const leastSeconds = 1;
/** Shorter links are left out. */
const leastShare = 0.02;
const mostLinks = 4;
/** Less of the path that isn't shown goes without saying. */
const leastRestShare = 0.05;
/** Undefined for a short build, and for one in which no step ran. */
function pathLine({ criticalPath, steps }) {
    if (criticalPath === undefined || criticalPath.buildSeconds < leastSeconds)
        return undefined;
    const { seconds, buildSeconds, secondsAlone, links } = criticalPath;
    const hasRun = links.some(({ step = -1 }) => {
        const status = steps[step]?.status;
        return status !== undefined && status !== 'cached';
    });
    if (!hasRun)
        return undefined;
    const shown = links
        .filter((link) => link.seconds >= seconds * leastShare)
        .toSorted((a, b) => b.seconds - a.seconds)
        .slice(0, mostLinks);
    const others = links.filter((link) => !shown.includes(link));
    const restSeconds = others.reduce((sum, link) => sum + link.seconds, 0);
    const all = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(buildSeconds);
    const alone = (0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(secondsAlone);
    const free = alone === all ? '' : `, ${alone} if all else were free`;
    return {
        share: `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(seconds)} of ${all}${free}`,
        links: links
            .filter((link) => shown.includes(link))
            .map((link) => {
            const step = link.step === undefined ? undefined : steps[link.step];
            return { link, ...(step && { step }) };
        }),
        ...(restSeconds >= seconds * leastRestShare && {
            rest: `${others.length} more ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(restSeconds)}`,
        }),
    };
}


/***/ }),

/***/ 2713:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v9: () => (/* binding */ advice),
  cL: () => (/* binding */ builder),
  IU: () => (/* binding */ caches),
  Yq: () => (/* binding */ choice),
  Np: () => (/* binding */ fallback),
  jj: () => (/* binding */ misses),
  Qm: () => (/* binding */ stepTables),
  eh: () => (/* binding */ summarize)
});

// EXTERNAL MODULE: ./.build/lib/pool/report.js
var report = __webpack_require__(9655);
// EXTERNAL MODULE: ./.build/lib/text/format.js
var format = __webpack_require__(1033);
// EXTERNAL MODULE: ./.build/lib/report/advice-worth.js
var advice_worth = __webpack_require__(7404);
// EXTERNAL MODULE: ./.build/lib/report/cache-places.js
var cache_places = __webpack_require__(4344);
// EXTERNAL MODULE: ./.build/lib/report/company-line.js
var company_line = __webpack_require__(8165);
// EXTERNAL MODULE: ./.build/lib/report/explained-misses.js
var explained_misses = __webpack_require__(8988);
// EXTERNAL MODULE: ./.build/lib/report/markdown.js
var markdown = __webpack_require__(2144);
// EXTERNAL MODULE: ./.build/lib/report/outcome-message.js
var outcome_message = __webpack_require__(179);
// EXTERNAL MODULE: ./.build/lib/report/path-line.js
var path_line = __webpack_require__(6365);
// EXTERNAL MODULE: ./.build/lib/report/step-label.js
var step_label = __webpack_require__(5464);
// EXTERNAL MODULE: ./.build/lib/text/truncate.js
var truncate = __webpack_require__(296);
// EXTERNAL MODULE: ./.build/lib/report/timeline.js
var timeline = __webpack_require__(4718);
;// CONCATENATED MODULE: ./.build/lib/report/time-chart.js




/** Seconds. Shorter builds have no chart. */
const leastSeconds = 1;
/** How many steps have a bar and a name of their own. */
const mostSteps = 12;
/** How many stages have a lane of their own. */
const mostLanes = 15;
/** A share of the axis. Shorter work that isn't named is a mark of this length, so that it can be seen. */
const leastShare = 0.004;
/**
 * When each step worked, as a Mermaid Gantt chart: a lane for each stage, in which the longest steps have their own
 * bar, the other ones share one, and the cached ones are a thin mark. What was done before and after the steps
 * stands on the same axis. Empty for a short build, and for one in which no step ran.
 *
 * GitHub draws Mermaid in an SVG of the width that is set here, and scales it to the page.
 *
 * @param hide what is done to names before they are shown
 */
function timeChart(report, hide) {
    const { steps, phases } = report;
    const hasRun = steps.some(({ status }) => isWork(status));
    const end = Math.max(0, ...[...steps, ...phases].map(({ start = 0, seconds }) => start + seconds));
    if (end < leastSeconds || !hasRun)
        return [];
    const lanes = [
        { name: 'before', bars: phaseBars(report, (name) => !phasesAfter.has(name)) },
        ...stageLanes(report, hide),
        { name: 'after', bars: phaseBars(report, (name) => phasesAfter.has(name)) },
    ].filter(({ bars }) => bars.length > 0);
    const looks = new Set(lanes.flatMap(({ bars }) => bars.map(({ look }) => look)));
    return [
        '',
        '```mermaid',
        settings,
        'gantt',
        '  dateFormat x',
        '  axisFormat %s s',
        `  tickInterval ${tickInterval(end)}`,
        '  todayMarker off',
        ...lanes.flatMap(({ name, bars }) => [
            `  section ${chartText(name, longestLane) || 'steps'}`,
            ...bars.map((bar) => line(bar, end)),
        ]),
        '```',
        '',
        `${legend.flatMap(([look, words]) => (looks.has(look) ? [words] : [])).join(', ')}.`,
        '',
    ];
}
const phasesAfter = new Set([
    ...['export', 'push', 'cache-export', 'client', 'cleaning-up'],
]);
const legend = [
    ['decisive', 'Blue is the critical path'],
    ['other', 'gray did not decide when the build ended'],
    ['waiting', 'yellow waited'],
    ['failed', 'red failed'],
];
/** Of the chart, in pixels. The rest of the width belongs to the time axis. */
const width = 900;
const leftPadding = 100;
const rightPadding = 20;
/**
 * Mermaid's own themes stress other bars in dark mode than in light mode, and write the names of some in the
 * colour of the background. These colours are readable on both.
 */
const colours = {
    textColor: '#737b85',
    titleColor: '#737b85',
    gridColor: '#8b949e',
    sectionBkgColor: '#8b949e1a',
    altSectionBkgColor: '#8b949e00',
    sectionBkgColor2: '#8b949e1a',
    taskBkgColor: '#2f81f7',
    taskBorderColor: '#2f81f7',
    taskTextColor: '#ffffff',
    taskTextLightColor: '#ffffff',
    taskTextDarkColor: '#737b85',
    taskTextOutsideColor: '#737b85',
    doneTaskBkgColor: '#8b949e33',
    doneTaskBorderColor: '#8b949e',
    activeTaskBkgColor: '#d29922',
    activeTaskBorderColor: '#d29922',
    critBkgColor: '#da3633',
    critBorderColor: '#da3633',
};
const settings = `%%{init: ${JSON.stringify({
    theme: 'base',
    themeVariables: colours,
    gantt: {
        ...{ useWidth: width, leftPadding, rightPadding, topPadding: 30, barHeight: 18, barGap: 4 },
        ...{ fontSize: 12, sectionFontSize: 12 },
    },
})}}%%`;
/** In Mermaid's syntax, for ten ticks at most. */
function tickInterval(longest) {
    const seconds = ticks.find((each) => longest / each <= mostTicks) ?? 3600 * Math.ceil(longest / 36_000);
    if (seconds >= 3600)
        return `${seconds / 3600}hour`;
    return seconds >= 60 ? `${seconds / 60}minute` : `${seconds}second`;
}
const mostTicks = 10;
/** Seconds that divide a minute or an hour. */
const ticks = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
function phaseBars({ phases, contextBytes: _, criticalPath }, isWanted) {
    const decisive = new Set(criticalPath?.links.map(({ name }) => name));
    const isDecisive = ({ name }) => name === 'source'
        ? criticalPath?.links.some((link) => link.name.startsWith('FROM ')) === true
        : decisive.has(timeline/* phaseWords */.V2[name]);
    return phases
        .filter(({ name, seconds }) => isWanted(name) && seconds >= leastPhase)
        .map((phase) => {
        const { name, start, seconds } = phase;
        const isAround = name === 'connecting' || name === 'cleaning-up';
        const look = isAround || isDecisive(phase) ? 'decisive' : 'other';
        return { name: timeline/* phaseWords */.V2[name], start, seconds, look: name === 'waiting' ? name : look };
    });
}
/** Seconds. Shorter phases are left out, as in the line with the times. */
const leastPhase = 0.005;
/** One for each stage and platform, in the order of the report; those with no step of their own name last, as one. */
function stageLanes({ steps, criticalPath }, hide) {
    const ran = [...steps.entries()].filter(([, step]) => isWork(step.status));
    const named = new Set(ran
        .toSorted(([, a], [, b]) => b.seconds - a.seconds)
        .slice(0, mostSteps)
        .map(([index]) => index));
    const decisive = new Set(criticalPath?.links.flatMap(({ step }) => step ?? []));
    const stages = [...Map.groupBy(steps.entries(), ([, step]) => (0,step_label/* placeOfStep */.VP)(step))];
    const isOwn = ([, members]) => members.some(([index]) => named.has(index));
    const own = stages.length <= mostLanes ? stages : stages.filter(isOwn);
    const others = stages.filter((stage) => !own.includes(stage));
    const lanes = own.map(([name, members]) => ({ name, bars: laneBars(members, named, decisive) }));
    const rest = others.flatMap(([, members]) => members);
    const restName = (0,format/* formatCount */.B4)(others.length, 'other stage');
    return [
        ...lanes,
        ...(rest.length > 0 ? [{ name: restName, bars: laneBars(rest, named, decisive) }] : []),
    ].map(({ name, bars }) => ({ name, bars: bars.map((bar) => ({ ...bar, name: hide(bar.name) })) }));
}
function laneBars(members, named, decisive) {
    const own = members.filter(([index]) => named.has(index));
    const others = members.filter(([index, { status }]) => isWork(status) && !named.has(index));
    const cached = members.filter(([, { status }]) => status === 'cached');
    const restSeconds = others.reduce((sum, [, { seconds }]) => sum + seconds, 0);
    const restNumber = (0,format/* formatCount */.B4)(others.length, 'more step');
    return [
        ...own
            .toSorted(([, a], [, b]) => (a.start ?? 0) - (b.start ?? 0))
            .map(([index, step]) => stepBar(step, decisive.has(index))),
        ...together(others, `${(0,format/* formatDuration */.a3)(restSeconds)} ${restNumber}`, decisive),
        ...together(cached, `${cached.length} from cache`, new Set()).map((bar) => ({
            ...bar,
            seconds: 0,
        })),
    ];
}
function stepBar(step, isDecisive) {
    const { status, seconds, start = 0, waitedSeconds } = step;
    const isWaiting = waitedSeconds !== undefined;
    const ending = isWaiting ? ', waited for another build' : '';
    const name = `${(0,format/* formatDuration */.a3)(seconds)}${ending} ${(0,step_label/* shortName */.EU)(step)}`;
    if (status === 'failed')
        return { name, start, seconds, look: 'failed' };
    if (isWaiting)
        return { name, start, seconds, look: 'waiting' };
    return { name, start, seconds, look: isDecisive ? 'decisive' : 'other' };
}
/** One bar from the first moment of several steps to their last, which looks like most of their time. */
function together(members, name, decisive) {
    const begun = members.flatMap(([, { start, seconds }]) => start === undefined ? [] : [{ start, end: start + seconds }]);
    if (begun.length === 0)
        return [];
    const start = Math.min(...begun.map((each) => each.start));
    const end = Math.max(...begun.map((each) => each.end));
    const sum = (of) => of.reduce((all, [, { seconds }]) => all + seconds, 0);
    const onPath = sum(members.filter(([index]) => decisive.has(index)));
    const look = onPath > sum(members) / 2 ? 'decisive' : 'other';
    return [{ name, start, seconds: end - start, look }];
}
function isWork(status) {
    return status === 'executed' || status === 'failed' || status === 'canceled';
}
const tags = {
    decisive: '',
    other: 'done, ',
    waiting: 'active, ',
    failed: 'crit, ',
};
function line({ name, start, seconds, look }, end) {
    const length = Math.max(seconds, end * leastShare);
    const [from, to] = [start, start + length].map((moment) => Math.round(moment * 1000));
    return `    ${chartText(name, room(start, length, end))} :${tags[look]}${from}, ${to}`;
}
/**
 * How many characters of a name can be read: Mermaid writes it into its bar, or beside it on the right, or on the left
 * where there is no room on the right, and there it may run out of the chart.
 */
function room(start, length, end) {
    const scale = (width - leftPadding - rightPadding) / end;
    const [left, right] = [start, start + length].map((moment) => leftPadding + moment * scale);
    const pixels = Math.max(length * scale, width - (right ?? 0) - 1.5 * leftPadding, (left ?? 0) - leftPadding);
    return Math.min(longestName, Math.floor(pixels / pixelsPerCharacter));
}
const longestName = 60;
const longestLane = 14;
const pixelsPerCharacter = 7;
/**
 * A name without anything that has a meaning in Mermaid or closes the code block: no `:` and no line break, no
 * comment or directive (`%%`), no entity (`#35;`, `&lt;`), no HTML and no formula (`$$`).
 */
function chartText(text, longest) {
    return (0,truncate/* shortLine */.t)(text, longest)
        .replaceAll(/[:;#"`<{}]/g, (mark) => lookalikes[mark] ?? ' ')
        .replaceAll(/&(?=\w)|%(?=%)|\$(?=\$)/g, '$& ');
}
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

// EXTERNAL MODULE: ./.build/lib/report/time-split.js
var time_split = __webpack_require__(6406);
// EXTERNAL MODULE: ./.build/lib/report/transfer-line.js
var transfer_line = __webpack_require__(4101);
// EXTERNAL MODULE: ./.build/lib/report/verdict.js
var verdict = __webpack_require__(7788);
;// CONCATENATED MODULE: ./.build/lib/report/summary.js














// GitHub drops a summary of more than 1 MiB a step. These limits keep it below a third of that; the whole
// list is in the cache-report output.
const mostOpenRows = 10;
const mostFoldedRows = 150;
const mostItems = 20;
const mostOutput = 10;
const summary_longestName = 120;
/** So that a row fits in one line. */
const longestCell = 56;
const longestText = 1000;
const leastTransfer = 10_000_000;
/** Shorter times have no figure: most cached steps, and those that were not reached. */
const summary_leastSeconds = 0.005;
/**
 * The job summary of one build, as Markdown.
 *
 * @param hide what is done to text of the build before it is shown
 */
function summarize(facts, hide) {
    const { report } = facts;
    const lines = [
        `### ${(0,markdown/* prose */.CS)((0,verdict/* verdict */.W)(facts), longestText)}`,
        ...fallback(report),
        ...choice(report),
        ...summary_image(facts),
        ...failure(facts, hide),
        ...platformTable(report),
        ...(isWarm(facts) ? [] : stepTables(report, hide)),
        ...misses(report, hide),
        ...advice(report, hide),
        ...time(report, hide),
        ...caches(report, isWarm(facts)),
        ...cacheMounts(report, hide),
        ...builder(report),
        '',
    ];
    return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}
/** Nothing ran, so the lines with the numbers say all. */
function isWarm({ report, outcome }) {
    return outcome.kind === 'succeeded' && report.hit;
}
function fallback({ builder }) {
    if (builder?.fallback === undefined)
        return [];
    const { code: why, reason } = builder.fallback;
    const text = (0,markdown/* prose */.CS)(reason, longestText);
    const words = why === undefined
        ? `**Fell back to a local builder.** ${text}`
        : `**${why}:** ${text} A local builder was used instead.`;
    return ['', words, ''];
}
/** Why another daemon than the first in rank was used; nothing when that one was. */
function choice({ builder, platforms }) {
    const words = (platforms ?? (builder === undefined ? [] : [builder])).flatMap(({ pool, endpoint }) => (pool && (0,report/* explainChoice */.v)(pool, endpoint)) ?? []);
    return words.flatMap((each) => ['', (0,markdown/* prose */.CS)(each, longestText), '']);
}
/** Each of the platforms that were built apart. */
function platformTable({ platforms = [] }) {
    if (platforms.length === 0)
        return [];
    const rows = platforms.map((each) => [
        (0,markdown/* cellCode */.GA)(each.platform, longestCell),
        (0,markdown/* cellCode */.GA)(each.endpoint, longestCell),
        each.outcome === 'succeeded' ? '' : each.outcome,
        (0,markdown/* unbroken */.D_)(`${each.cached} of ${each.total} from cache (${each.percent} %)`),
        (0,markdown/* unbroken */.D_)((0,format/* formatDuration */.a3)(each.seconds)),
    ]);
    const titles = ['platform', 'daemon', '', 'steps', 'time'];
    const isUsed = (_, column) => rows.some((row) => row[column] !== '');
    return (0,markdown/* table */.tp)(titles.filter(isUsed), [...'lllrr'].filter(isUsed).join(''), rows.map((row) => row.filter(isUsed)));
}
function summary_image({ tags, digest, outcome }) {
    if (outcome.kind !== 'succeeded')
        return [];
    const names = limited(tags.map((tag) => (0,markdown/* code */.aY)(tag, summary_longestName)));
    const pinned = digest ? [`digest ${(0,markdown/* code */.aY)(digest, summary_longestName)}`] : [];
    const items = [...names, ...pinned];
    return items.length === 0 ? [] : ['', items.join(' · '), ''];
}
function failure({ outcome }, hide) {
    if (outcome.kind === 'succeeded' || outcome.kind === 'canceled')
        return [];
    const { excerpt, vertex } = outcome.kind === 'failed' ? outcome : {};
    const lastOutput = vertex?.lastOutput ?? [];
    return [
        '',
        `> **Error:** ${(0,markdown/* prose */.CS)((0,outcome_message/* outcomeMessage */.y)(outcome, hide), longestText)}`,
        '',
        ...(excerpt
            ? [
                `${(0,markdown/* code */.aY)(`${excerpt.filename}:${excerpt.line}`, summary_longestName)}`,
                ...(0,markdown/* codeBlock */.DV)(excerpt.text.split('\n').slice(0, 2 * mostItems), summary_longestName),
            ]
            : []),
        ...(lastOutput.length > 0
            ? ['Its last output:', ...(0,markdown/* codeBlock */.DV)(lastOutput.slice(-mostOutput).map(hide), 2 * summary_longestName)]
            : []),
    ];
}
/** The slowest of the steps that ran are open; the others are folded. */
function stepTables(report, hide) {
    const { steps } = report;
    const open = new Set(steps
        .filter(({ status }) => status === 'executed' || status === 'failed' || status === 'canceled')
        .toSorted((a, b) => urgency(b) - urgency(a) || b.seconds - a.seconds)
        .slice(0, mostOpenRows));
    const others = steps.filter((step) => !open.has(step));
    const unshown = others.length - mostFoldedRows;
    return [
        ...stepTable(report, [...steps].filter((step) => open.has(step)), hide),
        ...(others.length > 0
            ? (0,markdown/* folded */.TM)(foldedTitle(others), [
                ...stepTable(report, others.slice(0, mostFoldedRows), hide),
                ...(unshown > 0
                    ? [`${(0,format/* formatCount */.B4)(unshown, 'more step')} in the output cache-report.`]
                    : []),
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
        .map(({ words, number }, index) => `${index === 0 ? (0,format/* formatCount */.B4)(number, 'step') : number} ${words}`)
        .join(', ');
}
const statuses = {
    cached: 'from cache',
    executed: 'ran',
    failed: 'failed',
    canceled: 'canceled',
    'not-started': 'not reached',
};
function duration(seconds) {
    return seconds < summary_leastSeconds ? '' : (0,markdown/* unbroken */.D_)((0,format/* formatDuration */.a3)(seconds));
}
/** Bold, when it is on the critical path. */
function mark(text, isOnPath) {
    return isOnPath && text !== '' ? `**${text}**` : text;
}
/** The steps on the critical path, where that is shown. */
function decisive(report) {
    const links = (0,path_line/* pathLine */.e)(report) ? (report.criticalPath?.links ?? []) : [];
    return new Set(links.flatMap(({ step = -1 }) => report.steps[step] ?? []));
}
function stepTable(report, steps, hide) {
    const onPath = decisive(report);
    const rows = steps.map((step) => [
        (0,markdown/* cellCode */.GA)(hide((0,step_label/* shortName */.EU)(step)), longestCell),
        (0,markdown/* cellCode */.GA)((0,step_label/* placeOfStep */.VP)(step), longestCell),
        (0,markdown/* unbroken */.D_)(`${statuses[step.status]}${step.pulled ? ', pulled' : ''}${mountWords(step)}`),
        (0,markdown/* unbroken */.D_)(resourceWords(step)),
        mark(duration(step.seconds), onPath.has(step)),
        duration(secondsSavedBy(step)),
    ]);
    // An empty column is left out.
    const isUsed = (_, column) => column === 0 || rows.some((row) => row[column] !== '');
    return rows.length === 0
        ? []
        : (0,markdown/* table */.tp)(['step', 'stage', '', 'machine', 'time', 'saved'].filter(isUsed), [...'llllrr'].filter(isUsed).join(''), rows.map((row) => row.filter(isUsed)));
}
/** Whether the step's cache mounts were warm, as far as it is known. */
function mountWords({ warmMounts = [], coldMounts = [] }) {
    const total = warmMounts.length + coldMounts.length;
    if (total === 0)
        return '';
    if (total > 1)
        return `, ${warmMounts.length} of ${total} mounts warm`;
    return coldMounts.length === 0 ? ', mount warm' : ', mount cold';
}
/** Such as `41 s CPU, 3.10 GB`. */
function resourceWords({ cpuSeconds, peakMemoryBytes }) {
    return [
        ...(cpuSeconds === undefined ? [] : [`${(0,format/* formatDuration */.a3)(cpuSeconds)} CPU`]),
        ...(peakMemoryBytes === undefined ? [] : [(0,format/* formatSize */.Xq)(peakMemoryBytes)]),
    ].join(', ');
}
function secondsSavedBy({ seconds, savedSeconds, coldSeconds = 0 }) {
    return savedSeconds ?? Math.max(coldSeconds - seconds, 0);
}
function misses(report, hide) {
    if ((0,explained_misses/* isFirstBuild */.HI)(report))
        return ['', `${explained_misses/* firstBuildWords */.Ab}.`, ''];
    const explained = (0,explained_misses/* explainMisses */.SA)(report).filter(({ why }) => why !== undefined);
    const items = explained.map(({ step, why, detail, before }) => {
        const where = (0,step_label/* placeOfStep */.VP)(step);
        return [
            `- ${where && `${(0,markdown/* code */.aY)(where, summary_longestName)} `}${(0,markdown/* code */.aY)(hide((0,step_label/* shortName */.EU)(step)), summary_longestName)}: ${why}`,
            ...(detail === undefined ? [] : [` (${(0,markdown/* prose */.CS)(hide(detail), summary_longestName)})`]),
            ...(before === undefined ? [] : [`, ${(0,markdown/* code */.aY)(hide((0,step_label/* withoutMounts */.Bc)(before)), summary_longestName)}`]),
        ].join('');
    });
    if (items.length === 0)
        return [];
    return ['', '**What ran first in each stage, and why**', '', ...limited(items), ''];
}
function advice({ advice = [] }, hide) {
    const items = advice.map(({ code: name, message, target, line, ...worth }) => {
        const words = [hide(message), (0,advice_worth/* adviceWorth */.B)(worth)].filter(Boolean).join(' ');
        const place = [
            ...(target === undefined ? [] : [(0,markdown/* code */.aY)(target, summary_longestName)]),
            ...(line === undefined ? [] : [`line ${line}`]),
        ].join(', ');
        const where = place === '' ? '' : ` (${place})`;
        return `- ${(0,markdown/* code */.aY)(name, summary_longestName)}${where}: ${(0,markdown/* prose */.CS)(words, longestText)}`;
    });
    return items.length === 0 ? [] : ['', '**What would help**', '', ...items, ''];
}
function time(report, hide) {
    const words = (0,time_split/* timeLine */.w)(report);
    return [
        ...timeChart(report, hide),
        ...(words ? ['', `**Time:** ${words}`, ''] : []),
        ...transfer(report),
        ...criticalPath(report, hide),
        ...(report.peakMemoryBytes === undefined
            ? []
            : ['', `**Memory:** steps used ${(0,format/* formatSize */.Xq)(report.peakMemoryBytes)} at most`, '']),
        ...(report.hit || (0,company_line/* companyLine */.m)(report) === ''
            ? []
            : ['', `**Company:** ${(0,company_line/* companyLine */.m)(report)}`, '']),
    ];
}
/** A small one is in the log alone. */
function transfer(report) {
    if (report.contextBytes < leastTransfer)
        return [];
    return ['', `**Transfer:** ${(0,markdown/* prose */.CS)((0,transfer_line/* transferLine */.i)(report), longestText)}`, ''];
}
function criticalPath(report, hide) {
    const line = (0,path_line/* pathLine */.e)(report);
    if (line === undefined)
        return [];
    const links = line.links.map(({ link, step }) => {
        const name = step ? (0,markdown/* code */.aY)(hide((0,step_label/* shortName */.EU)(step)), longestCell) : (0,markdown/* prose */.CS)(link.name, longestCell);
        return `${name} ${(0,format/* formatDuration */.a3)(link.seconds)}`;
    });
    const chain = [links.join(' → '), ...(line.rest ? [line.rest] : [])].join(', ');
    return ['', `**Critical path** (${line.share}; its times are bold): ${chain}`, ''];
}
/** @param isWarm whether nothing ran; then only what went wrong is news */
function caches(report, isWarm) {
    const { sources, exports } = report;
    const isFine = sources.every(({ status }) => status === 'imported') &&
        exports.every(({ status }) => status === 'exported');
    if (isFine && isWarm)
        return [];
    const items = (0,cache_places/* cachePlaces */.V)(report).map(({ name, words, error }) => {
        const why = error === undefined ? '' : ` (${(0,markdown/* prose */.CS)(error, longestText)})`;
        return `- ${(0,markdown/* code */.aY)(name, summary_longestName)}: ${words}${why}`;
    });
    return items.length === 0 ? [] : ['', '**Cache**', '', ...limited(items), ''];
}
function cacheMounts({ cacheMounts = [] }, hide) {
    if (cacheMounts.length === 0)
        return [];
    const items = cacheMounts.map(({ id, bytes, existed }) => {
        const words = [
            ...(bytes === undefined ? [] : [(0,format/* formatSize */.Xq)(bytes)]),
            ...(existed === undefined ? [] : [existed ? 'there before' : 'new']),
        ].join(', ');
        return `- ${(0,markdown/* code */.aY)(hide(id), summary_longestName)}${words && `: ${words}`}`;
    });
    return ['', '**Cache mounts**', '', ...limited(items), ''];
}
function builder({ builder }) {
    if (builder === undefined)
        return [];
    const { driver, endpoint, version } = builder;
    return [
        '',
        `BuildKit ${(0,markdown/* prose */.CS)(version, summary_longestName)} at ${(0,markdown/* code */.aY)(endpoint, summary_longestName)} (${(0,markdown/* prose */.CS)(driver, summary_longestName)})`,
        '',
    ];
}
function limited(items) {
    const rest = items.length - mostItems;
    return rest > 0 ? [...items.slice(0, mostItems), `- and ${rest} more`] : items;
}


/***/ }),

/***/ 6406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ timeLine)
/* harmony export */ });
/* unused harmony export timeParts */
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1033);

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
/** Shorter parts are left out. */
const leastSeconds = 0.005;
/** The parts of the wall time that took any time, in their order. */
function timeParts({ seconds }) {
    return Object.keys(names)
        .map((key) => ({ name: names[key], seconds: seconds[key] }))
        .filter((part) => part.seconds >= leastSeconds);
}
/** `connecting 0.06 s, loading context 0.20 s (1.98 MB), building 36 s`. */
function timeLine(report) {
    return timeParts(report)
        .map(({ name, seconds }) => {
        // A daemon that fetches the context by itself is sent nothing.
        const isSent = name === names.loadingContext && report.contextBytes > 0;
        const bytes = isSent ? ` (${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatSize */ .Xq)(report.contextBytes)})` : '';
        return `${name} ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(seconds)}${bytes}`;
    })
        .join(', ');
}


/***/ }),

/***/ 4718:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GR: () => (/* binding */ readTimeline),
/* harmony export */   V2: () => (/* binding */ phaseWords)
/* harmony export */ });
/* unused harmony export phaseNames */
/* harmony import */ var _record_critical_path_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1957);

/** What is done around the steps, in the order in which it mostly happens. */
const phaseNames = [
    'connecting',
    'waiting',
    'frontend',
    'import',
    'context',
    'source',
    'export',
    'push',
    'cache-export',
    'client',
    'cleaning-up',
];
/**
 * Lays out an action on one axis: it connects, waits for a daemon, builds, and cleans up. Times of the stream are
 * by buildx's clock, which need not be this machine's, so the build begins where connecting ends.
 */
function readTimeline({ tasks, steps }, { connecting, waiting, cleaningUp }) {
    const before = connecting + waiting;
    const begunAt = tasks[0]?.start ?? 0;
    const moment = (milliseconds) => exact(before + (milliseconds - begunAt) / 1000);
    const end = tasks.reduce((last, task) => Math.max(last, moment(task.end)), exact(before));
    const ofTasks = [...Map.groupBy(tasks, ({ kind }) => kind)]
        .flatMap(([kind, alike]) => (kind === 'step' ? [] : [phaseOf(kind, alike, moment)]))
        .filter(({ seconds }) => seconds > 0);
    const phases = [
        { name: 'connecting', start: 0, seconds: exact(connecting) },
        { name: 'waiting', start: exact(connecting), seconds: exact(waiting) },
        ...ofTasks.toSorted((a, b) => phaseNames.indexOf(a.name) - phaseNames.indexOf(b.name)),
        { name: 'cleaning-up', start: end, seconds: exact(cleaningUp) },
    ];
    const firsts = new Map();
    for (const { step, start } of tasks) {
        if (step !== undefined && !firsts.has(step))
            firsts.set(step, moment(start));
    }
    const path = (0,_record_critical_path_js__WEBPACK_IMPORTED_MODULE_0__/* .criticalPath */ .v)(tasks);
    return {
        phases: phases.filter(({ seconds }) => seconds > 0),
        starts: steps.map((_, index) => firsts.get(index)),
        ...(path && { criticalPath: reportPath(path) }),
    };
}
function phaseOf(name, tasks, moment) {
    const start = tasks.reduce((first, task) => Math.min(first, moment(task.start)), Infinity);
    const end = tasks.reduce((last, task) => Math.max(last, moment(task.end)), 0);
    return { name, start, seconds: exact(end - start) };
}
function reportPath({ seconds, totalSeconds, secondsAlone, links }) {
    return { seconds, buildSeconds: totalSeconds, secondsAlone, links: links.map(reportLink) };
}
function reportLink({ kind, name, step, seconds, sooner }) {
    const isStep = kind === 'step' && step !== undefined;
    return { ...(isStep && { step }), name: linkName(kind, name), seconds, sooner };
}
function linkName(kind, name) {
    if (kind === 'step' || kind === 'client')
        return name;
    // `[build 1/4] FROM alpine:3.22@sha256:…`
    if (kind === 'source')
        return name.replace(/^\[[^\]]*\] /, '').replace(/@sha256:[0-9a-f]+/, '');
    return phaseWords[kind];
}
/** As they are called in a chart and in a log. */
const phaseWords = {
    connecting: 'connecting',
    waiting: 'waiting for the daemon',
    frontend: 'reading the Dockerfile',
    import: 'importing cache',
    context: 'loading context',
    source: 'base images',
    export: 'exporting',
    push: 'pushing',
    'cache-export': 'exporting cache',
    client: "buildx's own work",
    'cleaning-up': 'cleaning up',
};
/** To a millisecond. */
function exact(seconds) {
    return Math.round(seconds * 1000) / 1000;
}


/***/ }),

/***/ 4101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ transferLine)
/* harmony export */ });
/* unused harmony export uploadReason */
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1033);
/* harmony import */ var _text_truncate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(296);
/* harmony import */ var _upload_walk_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1241);



/** Of an upload that is smaller, a reason that needs no attention isn't worth a line. */
const leastBytes = 1_000_000;
/** Small images are fetched all the time. */
const leastPulledBytes = 10_000_000;
/** A name may have any character. */
const longestPath = 120;
const expected = [
    'first',
    'fresh-builder',
    'never',
    'no-cache',
];
/**
 * What was sent to the daemon and why, and what it fetched, such as
 * `62.00 MB from the runner, everything: no earlier upload of it is known`.
 *
 * @returns empty when nothing is worth saying
 */
function transferLine({ contextBytes, pulledBytes = 0, upload, }) {
    const isWorthIt = contextBytes >= leastBytes || (upload !== undefined && !expected.includes(upload.reason));
    const parts = [
        isWorthIt && sent(contextBytes, upload),
        pulledBytes >= leastPulledBytes && `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSize */ .Xq)(pulledBytes)} of layers to the daemon`,
    ];
    return parts.filter((part) => part !== false).join('; ');
}
function sent(bytes, upload) {
    const amount = `${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSize */ .Xq)(bytes)} from the runner`;
    if (upload === undefined)
        return amount;
    if (upload.sent === 'changes')
        return `${amount}, only what changed`;
    const largest = (upload.largest ?? []).map((part) => `${(0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_2__/* .shortLine */ .t)(part.path, longestPath)} ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSize */ .Xq)(part.bytes)}`);
    const parts = largest.length === 0 ? '' : ` (largest: ${largest.join(', ')})`;
    return `${amount}, everything${parts}: ${uploadReason(upload)}`;
}
/** Why everything was sent, as a clause. */
function uploadReason({ reason = 'first', path: whole = '' }) {
    const path = (0,_text_truncate_js__WEBPACK_IMPORTED_MODULE_2__/* .shortLine */ .t)(whole, longestPath);
    return {
        never: 'reuse-upload is never',
        'no-cache': 'no-cache is set',
        'named-folder': 'build-contexts has a folder',
        'fresh-builder': 'the builder was made for this build',
        'no-place': 'this machine keeps no record of it',
        first: 'no earlier upload of the folder is known',
        'in-use': 'another build sends the folder now, or was killed while it did',
        'changed-unseen': `${path} has changed, but its modification time is not later than the last upload`,
        'mode-changed': `the folder ${path} has another mode`,
        'time-in-future': `the modification time of ${path} is in the future`,
        'clock-set-back': 'the clock was set back',
        'no-copy': 'the daemon has no copy of the folder any more',
        'too-many-files': `the folder has more than ${_upload_walk_js__WEBPACK_IMPORTED_MODULE_0__/* .walkLimits */ .es.mostFiles} files`,
        'slow-disk': `reading the folder took more than ${_upload_walk_js__WEBPACK_IMPORTED_MODULE_0__/* .walkLimits */ .es.longestMs / 1000} s`,
        unreadable: 'some of the folder could not be read',
    }[reason];
}


/***/ }),

/***/ 7788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ verdict)
/* harmony export */ });
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1033);

/**
 * One line: what the cache and the cache mounts did, how long the action took, how much time they saved, and the
 * builder. `3 of 5 steps from cache (60 %), 2 of 2 cache mounts warm, 1.2 s, remote builder v0.32.2`.
 */
function verdict({ report, seconds, outcome, targets, }) {
    const { canceled, failed, notStarted, retries, secondsSaved = 0, builder } = report;
    const words = [
        ...(targets ? [`${targets.succeeded} of ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(targets.total, 'target')}`] : []),
        cached(report),
        ...warmMounts(report),
        ...(failed > 0 ? [`${failed} failed`] : []),
        ...(canceled > 0 ? [`${canceled} canceled`] : []),
        ...(notStarted > 0 ? [`${notStarted} not reached`] : []),
        (0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(seconds),
        ...(secondsSaved > 0 ? [`${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(secondsSaved)} saved`] : []),
        ...(builder ? [`${kindOf(builder)} builder ${builder.version}`] : []),
        ...(retries > 0
            ? [`tried again ${retries === 1 ? 'once' : (0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(retries, 'time')}`]
            : []),
    ].join(', ');
    return [...endings[outcome.kind], ...(builder?.fallback ? ['Fell back'] : []), words].join(': ');
}
const endings = {
    succeeded: [],
    canceled: ['Canceled'],
    unusable: ['Failed'],
    lost: ['Failed'],
    failed: ['Failed'],
};
function cached({ total, cached, executed, failed, percent }) {
    if (total === 0)
        return 'No steps';
    return `${cached} of ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(cached + executed + failed, 'step')} from cache (${percent} %)`;
}
function warmMounts({ mountsTotal = 0, mountsWarm = 0 }) {
    return mountsTotal === 0
        ? []
        : [`${mountsWarm} of ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(mountsTotal, 'cache mount')} warm`];
}
function kindOf({ driver, endpoint }) {
    return driver === 'docker-container' && !endpoint.startsWith('ssh:') ? 'local' : driver;
}


/***/ }),

/***/ 303:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ readCallResult)
/* harmony export */ });
/* harmony import */ var _record_checks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3617);
/* harmony import */ var _text_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1033);


function readCallResult(result) {
    const checks = (0,_record_checks_js__WEBPACK_IMPORTED_MODULE_0__/* .readChecks */ .w)(result);
    // A bake prints one line for each target, below its name.
    const lines = result.split('\n').filter((line) => line.startsWith('Check complete, '));
    if (lines.length > 0)
        return { checks: checks ?? [], findings: sumOf(lines) };
    if (checks === undefined)
        return { checks: [] };
    return { checks, findings: `The build checks found ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(checks.length, 'warning')}.` };
}
function sumOf(lines) {
    const [line = ''] = lines;
    if (lines.length === 1)
        return line.trim();
    const counts = lines.map((each) => Number(/\d+/.exec(each)?.[0] ?? 0));
    const sum = counts.reduce((total, count) => total + count, 0);
    return `The build checks found ${(0,_text_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(sum, 'warning')} in ${lines.length} targets.`;
}


/***/ }),

/***/ 9098:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ isAfterBuild),
/* harmony export */   z: () => (/* binding */ createClientWork)
/* harmony export */ });
const provenanceWork = 'resolving provenance for metadata file';
/**
 * Names of buildx's own work after the daemon has ended the build: util/dockerutil/client.go and build/
 * of docker/buildx.
 */
const clientWork = new RegExp(`^(?:importing to docker|merging manifest list |pushing \\S+ with docker|${provenanceWork})`);
/** Follows whether buildx works without the daemon. Then a daemon that has ended the build isn't a fault. */
function createClientWork() {
    const running = new Set();
    return {
        status({ vertexes = [] }) {
            for (const { digest, name, started, completed } of vertexes) {
                if (completed)
                    running.delete(digest);
                else if (started && clientWork.test(name ?? ''))
                    running.add(digest);
            }
        },
        isRunning: () => running.size > 0,
    };
}
/**
 * Whether buildx begins to ask for the provenance of a build, which it does once the daemon has ended it. In this
 * time, tens of milliseconds for a large build, the action can ask for what it needs too.
 */
function isAfterBuild({ vertexes = [] }) {
    return vertexes.some(({ name, started, completed }) => started && !completed && name === provenanceWork);
}


/***/ }),

/***/ 9346:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ watch),
  watchBuild: () => (/* binding */ watchBuild)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/lib/base/errors.js
var errors = __webpack_require__(7255);
// EXTERNAL MODULE: ./.build/lib/buildx/build-args.js
var build_args = __webpack_require__(1457);
;// CONCATENATED MODULE: ./.build/lib/buildx/metadata.js

/** @returns undefined when there is no such file, as after a failed build */
async function readMetadata(file) {
    let json;
    try {
        json = (await (0,promises_.readFile)(file, 'utf8')).trim();
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return undefined;
        throw error;
    }
    const parsed = JSON.parse(json);
    const digest = textOf(parsed?.['containerimage.digest']);
    // The content of `--iidfile`: `getImageID` in docker/buildx commands/build.go.
    const imageId = textOf(parsed?.['containerimage.config.digest']) || digest;
    return { json, digest, imageId };
}
function textOf(value) {
    return typeof value === 'string' ? value : '';
}

// EXTERNAL MODULE: ./.build/lib/history/consult-history.js + 13 modules
var consult_history = __webpack_require__(4212);
// EXTERNAL MODULE: ./.build/lib/text/terminal-line.js
var terminal_line = __webpack_require__(3237);
// EXTERNAL MODULE: ./.build/lib/text/truncate.js
var truncate = __webpack_require__(296);
;// CONCATENATED MODULE: ./.build/lib/log/last-words.js

const errorPrefix = 'ERROR: ';
/** The Dockerfile excerpt begins with its place (`Dockerfile:12`), below which is a rule. */
const placeOfExcerpt = /^(.+):(\d+)$/;
const ruleLine = /^-{3,}$/;
/**
 * Sorts buildx's lines of text into those that the log shows at once, such as warnings, and its last
 * words, which are shown after the output of the step that failed.
 */
function createLastWords() {
    const lines = [];
    let error;
    /** A line that is the place of an excerpt if a rule comes next. */
    let place;
    function interrupt() {
        const held = place === undefined ? [] : [place];
        place = undefined;
        return held;
    }
    return {
        interrupt,
        add(raw) {
            const line = (0,terminal_line/* cleanLine */.Ow)(raw);
            const isError = line.startsWith(errorPrefix);
            if (isError)
                error = [raw.slice(raw.indexOf(errorPrefix) + errorPrefix.length)];
            else
                error?.push(raw);
            if (place !== undefined && ruleLine.test(line)) {
                lines.push(place);
                place = undefined;
            }
            const shown = interrupt();
            if (lines.length > 0 || isError)
                lines.push(line);
            else if (placeOfExcerpt.test(line))
                place = line;
            else
                return [...shown, line];
            return shown;
        },
        result() {
            const excerpt = readExcerpt(lines);
            return {
                lines,
                ...(error && { error: error.join('\n') }),
                ...(excerpt && { excerpt }),
            };
        },
    };
}
function readExcerpt(lines) {
    const start = lines.findIndex((line, index) => placeOfExcerpt.test(line) && ruleLine.test(lines[index + 1] ?? ''));
    const [, filename = '', line] = placeOfExcerpt.exec(lines[start] ?? '') ?? [];
    const rest = lines.slice(start + 2);
    const end = rest.findIndex((text) => ruleLine.test(text));
    if (line === undefined || end < 0)
        return undefined;
    return { filename, line: Number(line), text: rest.slice(0, end).join('\n') };
}

;// CONCATENATED MODULE: ./.build/lib/progress/presumed.js
/**
 * The events of one line of the stream, without those that call a vertex cached only because one that has it
 * as an input has started to run or has failed. BuildKit reports both in the same line, with equal times
 * (`vertexStream.append` in moby/buildkit `solver/progress.go`). When the other one is loaded from the
 * cache, its inputs aren't needed and were cached as well.
 */
function withoutPresumed(vertices) {
    const starts = new Set(vertices.filter(({ cached }) => !cached).map(({ started }) => started));
    return vertices.filter(({ cached, started, completed }) => !(cached && started === completed && starts.has(started)));
}

// EXTERNAL MODULE: ./.build/lib/progress/vertex-table.js
var vertex_table = __webpack_require__(5537);
// EXTERNAL MODULE: ./.build/lib/progress/intervals.js
var intervals = __webpack_require__(3254);
// EXTERNAL MODULE: ./.build/lib/progress/step-name.js
var step_name = __webpack_require__(6194);
// EXTERNAL MODULE: ./.build/lib/record/cache-sources.js
var cache_sources = __webpack_require__(5835);
// EXTERNAL MODULE: ./.build/lib/text/format.js
var format = __webpack_require__(1033);
;// CONCATENATED MODULE: ./.build/lib/log/repeat-interval.js
const firstPause = 5000;
const longestPause = 60_000;
/**
 * Whether the state of something that began at `start` and was last shown at `shownAt` is due to be shown:
 * after five seconds, then each time its duration has doubled, and at least once a minute. All in
 * milliseconds, by the stream's own clock.
 */
function isDue(start, shownAt, now) {
    if (shownAt === undefined)
        return now - start >= firstPause;
    return now - shownAt >= Math.min(Math.max(shownAt - start, firstPause), longestPause);
}

;// CONCATENATED MODULE: ./.build/lib/log/progress-lines.js



/** @param registries where the build pushes to, such as `ghcr.io`; BuildKit doesn't name them at the start */
function createProgressLines(registries = []) {
    const open = new Map();
    const shown = new Map();
    const works = new Map(layerWorks.map((work) => [work, createLayerSum(work)]));
    const nameOf = (id) => id === pushingLayers && registries.length > 0
        ? `${id} to ${registries.join(', ')}`
        : (0,terminal_line/* cleanLine */.Ow)(id);
    return {
        lineFor(status, isAside) {
            const work = layerWorks.find(({ id }) => id.test(status.id));
            if (work !== undefined)
                return works.get(work)?.lineFor(status);
            if (status.completed === undefined)
                open.set(status.id, status);
            else
                open.delete(status.id);
            const start = Date.parse(status.started ?? status.timestamp);
            const at = Date.parse(status.timestamp);
            const last = shown.get(status.id);
            if (status.completed !== undefined) {
                if (last?.isDone || (isAside && last === undefined))
                    return undefined;
                shown.set(status.id, { at, isDone: true });
                return `${progressLine((0,terminal_line/* cleanLine */.Ow)(status.id), status, start, Date.parse(status.completed))} done`;
            }
            // A push may hang without any other event.
            const isFirstOfPush = status.id === pushingLayers && last === undefined;
            if (!isFirstOfPush && !isDue(start, last?.at, at))
                return undefined;
            shown.set(status.id, { at, isDone: false });
            return progressLine(nameOf(status.id), status, start, at);
        },
        layerLines: () => [...works.values()].flatMap((sum) => sum.takeDone() ?? []),
        openLines: (now) => [
            ...[...open.values()].map((status) => progressLine(nameOf(status.id), status, Date.parse(status.started ?? status.timestamp), now)),
            ...[...works.values()].flatMap((sum) => sum.openLine(now) ?? []),
        ],
    };
}
/** In moby/buildkit util/push/push.go. */
const pushingLayers = 'pushing layers';
const layerWorks = [
    { id: /^sha256:/, doing: 'downloading', done: 'downloaded' },
    { id: /^extracting sha256:/, doing: 'extracting', done: 'extracted' },
    { id: /^writing layer sha256:/, doing: 'writing', done: 'wrote' },
    { id: /^loading layer /, doing: 'loading', done: 'loaded' },
];
/** One kind of work on the layers of a vertex. */
function createLayerSum({ doing, done }) {
    const layers = new Map();
    const reported = new Set();
    let shownAt;
    return {
        lineFor(status) {
            if (reported.has(status.id))
                return undefined;
            const at = Date.parse(status.timestamp);
            const { current = 0, total = 0, completed } = status;
            const start = Date.parse(status.started ?? status.timestamp);
            const end = completed === undefined ? {} : { end: Date.parse(completed) };
            layers.set(status.id, { current, total, start, ...end });
            const all = [...layers.values()];
            const begin = Math.min(...all.map((layer) => layer.start));
            if (completed !== undefined || !isDue(begin, shownAt, at))
                return undefined;
            shownAt = at;
            return progressLine(`${doing} ${(0,format/* formatCount */.B4)(all.length, 'layer')}`, sum(all), begin, at);
        },
        openLine(now) {
            const going = [...layers.values()].filter(({ end }) => end === undefined);
            if (going.length === 0)
                return undefined;
            const begin = Math.min(...going.map((layer) => layer.start));
            return progressLine(`${doing} ${(0,format/* formatCount */.B4)(going.length, 'layer')}`, sum(going), begin, now);
        },
        takeDone() {
            const ended = [...layers].filter(([, { end }]) => end !== undefined);
            if (ended.length === 0)
                return undefined;
            for (const [id] of ended) {
                reported.add(id);
                layers.delete(id);
            }
            shownAt = undefined;
            const all = ended.map(([, layer]) => layer);
            const start = Math.min(...all.map((layer) => layer.start));
            const end = Math.max(...all.map((layer) => layer.end ?? layer.start));
            const { current } = sum(all);
            return progressLine(`${done} ${(0,format/* formatCount */.B4)(all.length, 'layer')}`, { current, total: 0 }, start, end);
        },
    };
}
function sum(layers) {
    return layers.reduce((all, { current, total }) => ({ current: all.current + current, total: all.total + total }), { current: 0, total: 0 });
}
function progressLine(what, { current = 0, total = 0 }, start, end) {
    const seconds = (end - start) / 1000;
    const bytes = total > 0 ? ` ${amount(current)} / ${amount(total)}` : current > 0 ? ` ${amount(current)}` : '';
    return `${what}${bytes}${seconds >= 0.05 ? ` ${seconds.toFixed(1)}s` : ''}`;
}
/** In buildx's form: `329B`, `1.98MB`. */
function amount(bytes) {
    return (0,format/* formatSize */.Xq)(bytes).replace(' ', '');
}

// EXTERNAL MODULE: ./.build/lib/log/short-error.js
var short_error = __webpack_require__(6950);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./.build/lib/text/split-line.js

/**
 * Splits a long line into pieces of at most `longest` UTF-16 code units: at a space near the end of a piece,
 * else between two characters. A colour sequence isn't split.
 */
function splitLine(line, longest) {
    const pieces = [];
    let start = 0;
    while (line.length - start > longest) {
        const end = start + pieceLength(line.slice(start, start + longest + longestSequence), longest);
        pieces.push(line.slice(start, end));
        start = end;
    }
    return [...pieces, line.slice(start)];
}
/** Longer ones don't occur: `ESC[38;2;255;255;255;48;2;255;255;255m` has 37. */
const longestSequence = 64;
/** A space counts as near in the last quarter of a piece. */
const nearShare = 0.75;
function pieceLength(text, longest) {
    const space = text.lastIndexOf(' ', longest - 1);
    if (space >= longest * nearShare)
        return space + 1;
    const sequence = [...text.matchAll(terminal_line/* colours */.M8)].find(({ index, 0: match }) => index < longest && index + match.length > longest);
    if (sequence !== undefined && sequence.index > 0)
        return sequence.index;
    return isLowSurrogate(text.charCodeAt(longest)) ? longest - 1 : longest;
}
function isLowSurrogate(unit) {
    return unit >= 0xdc00 && unit <= 0xdfff;
}

;// CONCATENATED MODULE: ./.build/lib/log/longest-line.js
/**
 * In UTF-16 code units. The runner and the page that shows a log become slow with much longer lines, and
 * cut off some.
 */
const longestLine = 4000;

;// CONCATENATED MODULE: ./.build/lib/log/output-lines.js




const output_lines_reset = `${terminal_line/* esc */.UQ}[0m`;
/** The maximum length of an unfinished line that is kept. */
const longestRest = 256 * 1024;
function createOutputLines() {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    const colour = createColourCarry();
    let rest = '';
    let redrawn = false;
    const finish = (line) => splitLine((0,terminal_line/* isPlain */.$i)(line) ? line : (0,terminal_line/* cleanLine */.Ow)(line), longestLine).map(colour.close);
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
            const whole = lines.flatMap(finish);
            if ((0,terminal_line/* isRedraw */.Wj)(open)) {
                redrawn = true;
                // Earlier states are never shown.
                rest = (0,terminal_line/* forgetStates */._v)(rest).slice(-longestRest);
            }
            else if (rest.length > longestRest) {
                whole.push(...finish(rest));
                rest = '';
            }
            return whole;
        },
        redrawn() {
            if (!redrawn)
                return undefined;
            const [state = ''] = splitLine((0,terminal_line/* cleanLine */.Ow)(rest), longestLine);
            return `${state}${rest.includes(terminal_line/* esc */.UQ) ? output_lines_reset : ''}`;
        },
        end() {
            const last = rest + decoder.end();
            rest = '';
            redrawn = false;
            const isVisible = (0,terminal_line/* cleanLine */.Ow)(last).replace(terminal_line/* colours */.M8, '') !== '';
            return isVisible ? finish(last) : [];
        },
    };
}
/** Closes colours at a line's end, and opens them again on the next line of the same stream. */
function createColourCarry() {
    let open = [];
    return {
        close(line) {
            if (open.length === 0 && !line.includes(terminal_line/* esc */.UQ))
                return line;
            const start = open.join('');
            for (const [sequence] of line.matchAll(terminal_line/* colours */.M8)) {
                open = resets.test(sequence) ? [] : [...open, sequence].slice(-carriedColours);
            }
            return `${start}${line}${open.length > 0 ? output_lines_reset : ''}`;
        },
    };
}
const resets = /\[(?:0+;)*0*m$/;
/** Enough for foreground, background and weight; a program that never resets colours would add up more. */
const carriedColours = 4;

;// CONCATENATED MODULE: ./.build/lib/log/step-output.js


/** Programs, pipes and BuildKit use buffers of multiples of this; a shorter piece is complete. */
const bufferBytes = 4096;
/** One of the two output streams of a step. */
function createStepOutput() {
    const output = createOutputLines();
    /** When the redrawing of a line began, and when it was last shown (milliseconds). */
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
        end: () => output.end().map((line) => `${seconds} ${line}`),
    };
}
/** In buildx's form, five characters in the first hundred seconds: `0.312`, `12.31`. */
function formatSeconds(seconds) {
    const safe = Math.max(seconds, 0) || 0;
    return safe.toFixed(safe < 10 ? 3 : safe < 100 ? 2 : 1);
}

;// CONCATENATED MODULE: ./.build/lib/log/log-block.js








/** @param registries where the build pushes to */
function createLogBlock(registries = []) {
    const members = new Map();
    const progress = createProgressLines(registries);
    const outputs = new Map();
    let lines = [];
    /** How the block was closed the last time, and whether it got lines since. */
    let closed;
    let hasNews = false;
    /** Whether a vertex ran since the block was closed. */
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
            // The merge of a `COPY --link` matters only if it takes long; the block's name has the reference
            // that a `FROM` resolves.
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
            // A flood of output arrives in pieces after the end of its step: a piece must not end a line.
            if (isOpen)
                flush((output) => !output.isMidway());
            isOpen = false;
            const ending = endingOf([...members.values()]);
            // Lazy pulls restart a completed vertex. A second ending is shown only if the vertex has new lines
            // or got worse; CACHED stays CACHED.
            const isFirst = closed === undefined;
            const isWorse = ending.isFault && closed?.isFault === false;
            const isReopened = closed?.isHit === false && !closed.isFault && hasNews;
            if (!isFirst && !isWorse && !isReopened)
                return;
            if (ending.isLookup && !hasNews)
                return;
            // The vertex of an image ends three times: when it is resolved, pulled and unpacked.
            const isShown = closed !== undefined && String(closed.lines) === String(ending.lines);
            if (!isShown)
                lines.push(...ending.lines);
            closed = ending;
            hasNews = false;
        },
        remind(now) {
            const starts = [...members.values()].filter(vertex_table/* isRunning */.W_).map((facts) => lastStart(facts) ?? now);
            if (starts.length === 0)
                return false;
            const open = progress.openLines(now);
            const seconds = Math.round((now - Math.min(...starts)) / 1000);
            lines.push(...(open.length > 0 ? open : [`still running after ${seconds} s`]));
            return true;
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
        return { lines, isLookup: false, isFault: true, isHit: false };
    }
    // A merge runs again when a layer below it changed, even if the copy is cached.
    const steps = members.filter((facts) => !isMerge(facts));
    const isHit = (steps.length > 0 ? steps : members).every(({ cached }) => cached);
    const seconds = (0,intervals/* wallSeconds */.SR)(members.flatMap((facts) => (0,vertex_table/* workedIntervals */.Lt)(facts, 0)));
    return {
        lines: [isHit ? 'CACHED' : `DONE ${seconds.toFixed(1)}s`],
        isLookup: !isHit && seconds <= 0.001 && members.every(({ inputs }) => inputs.length === 0),
        isFault: false,
        isHit,
    };
}
/** A cache import that fails is no error of the build; before the first export there is nothing to import. */
function faultLines(facts, error) {
    if (!(0,cache_sources/* isCacheImport */.Mb)(facts))
        return toLines(`ERROR: ${(0,short_error/* shortError */.B)(error)}`);
    return (0,cache_sources/* sourceStatus */.GD)(facts) === 'missing'
        ? ['not found (nothing written yet)']
        : toLines(`not used: ${error}`);
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
    return text.trimEnd().split('\n').map(terminal_line/* cleanLine */.Ow);
}

;// CONCATENATED MODULE: ./.build/lib/log/live-log.js





/** After this many lines of others, a step's name is shown again above its next line. */
const linesToRepeatName = 40;
/** A line of output with its seconds and its colours. */
const longestOutput = longestLine + 100;
/**
 * Writes a build's stream as lines in the form of `buildx build --progress=plain`: each vertex gets a
 * number when it is first shown, and each of its lines begins with it.
 *
 * Unlike there, the lines of parallel steps are shown as they arrive, not in turns: only an unfinished line
 * is held back. A step whose lines follow many of others is named again.
 *
 * @param write called with whole lines, at most once for each call of a function
 * @param registries where the build pushes to
 */
function createLiveLog(write, registries = []) {
    const vertices = (0,vertex_table/* createVertexTable */.Z4)();
    const blocks = new Map();
    let numbered = 0;
    let current;
    /** The number of lines shown so far, and what it was after the last line of each block. */
    let shown = 0;
    const seenAt = new Map();
    /** The latest time in the stream, in milliseconds. */
    let latest = 0;
    const see = (time) => {
        const at = time === undefined ? 0 : Date.parse(time);
        if (at > latest)
            latest = at;
    };
    function blockOf(digest) {
        const key = vertices.get(digest)?.group?.id ?? digest;
        const block = blocks.get(key) ?? createLogBlock(registries);
        blocks.set(key, block);
        return block;
    }
    /** The new lines of a block, below its name if that isn't the line just above. */
    function show(block) {
        const lines = block.takeLines();
        let text = '';
        const isFar = shown - (seenAt.get(block) ?? shown) > linesToRepeatName;
        if (block.number === undefined || (isFar && lines.length > 0)) {
            block.number ??= ++numbered;
            text = `${shown === 0 ? '' : '\n'}#${block.number} ${(0,truncate/* truncate */.x)(block.title(), longestLine)}\n`;
        }
        for (const line of lines)
            text += `#${block.number} ${(0,truncate/* truncate */.x)(line, longestOutput)}\n`;
        if (text !== '') {
            shown += lines.length + 1;
            seenAt.set(block, shown);
            current = block;
        }
        return text;
    }
    function showAll(touched) {
        // Lines of the step that was shown last stay together; ended steps come before new ones.
        const order = (block) => (block === current ? 0 : block.isComplete() ? 1 : 2);
        const text = [...touched]
            .sort((a, b) => order(a) - order(b))
            .map(show)
            .join('');
        if (text !== '')
            write(text);
    }
    function text(line) {
        const isBelowBlock = current !== undefined;
        current = undefined;
        shown += 1;
        write(`${isBelowBlock ? '\n' : ''}${(0,truncate/* truncate */.x)(line, longestLine)}\n`);
    }
    return {
        status({ vertexes = [], statuses = [], warnings = [], logs = [] }) {
            const touched = new Set();
            const touch = (digest) => {
                const block = blockOf(digest);
                touched.add(block);
                return block;
            };
            for (const event of withoutPresumed(vertexes)) {
                see(event.completed ?? event.started);
                const facts = vertices.update(event);
                blockOf(event.digest).update(facts);
                if (event.started)
                    touch(event.digest);
            }
            for (const status of statuses) {
                see(status.timestamp);
                touch(status.vertex).addStatus(status);
            }
            see(logs.at(-1)?.timestamp);
            for (const warning of warnings)
                if (warning.vertex)
                    touch(warning.vertex).addWarning(warning);
            for (const log of logs)
                touch(log.vertex).addOutput(log);
            for (const block of touched)
                block.closeIfComplete();
            showAll(touched);
        },
        text,
        remind(silentMs) {
            const all = [...blocks.values()];
            const areRunning = all.map((block) => block.remind(latest + silentMs));
            if (areRunning.includes(true))
                return showAll(all);
            text(`buildx has reported nothing for ${Math.round(silentMs / 1000)} s, and no step runs.`);
        },
        end() {
            const open = [...blocks.values()].filter((block) => block.number !== undefined);
            for (const block of open)
                block.flush();
            showAll(open);
        },
    };
}

;// CONCATENATED MODULE: ./.build/lib/log/build-log.js





/**
 * The log of a build, from its first line to why it failed. It is inside the fence, since a `RUN` may
 * print text that the host would read as commands.
 *
 * @param registries where the build pushes to
 */
function createBuildLog(fence, registries = []) {
    const texts = [fence.open];
    const words = createLastWords();
    const live = createLiveLog((text) => texts.push(text), registries);
    const take = () => texts.splice(0).join('');
    const addLines = (lines) => {
        for (const line of lines)
            live.text(fence.harmless(line));
    };
    return {
        status(status) {
            addLines(words.interrupt());
            live.status(status);
        },
        text: (line) => addLines(words.add(line)),
        take,
        remind: live.remind,
        lastWords: words.result,
        close(failed) {
            addLines(words.interrupt());
            live.end();
            const { lines } = words.result();
            const output = failed === undefined ? [] : lastOutput(failed);
            if (output.length > 0 || lines.length > 0)
                texts.push('\n');
            texts.push(...[...output, ...lines].map((line) => `${(0,truncate/* truncate */.x)(fence.harmless(line), longestLine)}\n`), fence.close);
            return take();
        },
    };
}
function lastOutput({ name, lastOutput }) {
    if (lastOutput.length === 0)
        return [];
    const rule = '------';
    return [rule, ` > ${(0,terminal_line/* cleanLine */.Ow)(name)}:`, ...lastOutput, rule];
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./.build/lib/log/stream-file.js

/**
 * Keeps a build's stream in a file, unchanged, for debugging. Each piece is written at once, so that none is
 * missing even if this process is killed.
 *
 * @param onFault called once, for the first piece that can't be written, such as on a full disk
 * @returns writes the next piece; does nothing after a fault
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
/** The command, quoted for a POSIX shell. */
function commandLine(file, args) {
    return [file, ...args]
        .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
        .join(' ');
}

;// CONCATENATED MODULE: ./.build/lib/processes/bytes-read.js

/**
 * How many bytes a process of ours has read so far, from files and connections alike.
 *
 * @returns undefined where the system doesn't say it: only Linux does
 */
function bytesRead(pid) {
    if (pid === undefined || process.platform !== 'linux')
        return undefined;
    try {
        const [, bytes] = /^rchar: (\d+)$/m.exec((0,external_node_fs_.readFileSync)(`/proc/${pid}/io`, 'utf8')) ?? [];
        return bytes === undefined ? undefined : Number(bytes);
    }
    catch {
        // It has ended.
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./.build/lib/progress/event-order.js
var event_order = __webpack_require__(6949);
;// CONCATENATED MODULE: ./.build/lib/progress/rawjson.js

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
        if (!isSolveStatus(value))
            return undefined;
        const { vertexes } = value;
        return vertexes ? { ...value, vertexes: (0,event_order/* inRunOrder */.n)(vertexes) } : value;
    }
    catch {
        return undefined;
    }
}
const rawjson_text = (value) => typeof value === 'string';
const number = (value) => typeof value === 'number';
/** Absent, or null as Go writes what is empty. */
const maybe = (check) => (value) => value == null || check(value);
const listOf = (check) => (value) => Array.isArray(value) && value.every(check);
/** An object whose named fields fit; it may have others. */
function objectOf(fields) {
    const checks = Object.entries(fields);
    return (value) => {
        if (typeof value !== 'object' || value === null)
            return false;
        const object = value;
        return checks.every(([key, check]) => check(object[key]));
    };
}
/** The arrays of a SolveStatus with the fields of their entries that are read. */
const arrays = {
    vertexes: objectOf({
        digest: rawjson_text,
        inputs: maybe(listOf(rawjson_text)),
        name: maybe(rawjson_text),
        started: maybe(rawjson_text),
        completed: maybe(rawjson_text),
        error: maybe(rawjson_text),
        progressGroup: maybe(objectOf({ id: maybe(rawjson_text), name: maybe(rawjson_text) })),
    }),
    statuses: objectOf({
        id: rawjson_text,
        vertex: rawjson_text,
        timestamp: rawjson_text,
        current: maybe(number),
        total: maybe(number),
        started: maybe(rawjson_text),
        completed: maybe(rawjson_text),
    }),
    logs: objectOf({ vertex: rawjson_text, timestamp: rawjson_text, data: maybe(rawjson_text), stream: maybe(number) }),
    warnings: objectOf({
        vertex: maybe(rawjson_text),
        short: maybe(rawjson_text),
        detail: maybe(listOf(maybe(rawjson_text))),
        url: maybe(rawjson_text),
        sourceInfo: maybe(objectOf({ filename: maybe(rawjson_text) })),
        range: maybe(listOf(maybe(objectOf({ start: maybe(objectOf({ line: maybe(number) })) })))),
    }),
};
function isSolveStatus(value) {
    const object = value;
    // An event without changes is `{}`. An object of another kind is a log line of something else.
    const known = Object.entries(arrays).filter(([key]) => object[key] !== undefined);
    if (known.length === 0)
        return Object.keys(object).length === 0;
    return known.every(([key, isEntry]) => listOf(isEntry)(object[key]));
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
        /** Appends and empties. The returned bytes are valid only until the next append. */
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

;// CONCATENATED MODULE: ./.build/lib/progress/follow.js



/**
 * Feeds the progress of a `buildx build` to the listener as it arrives.
 *
 * A slow reader of the log slows buildx down instead of filling the memory.
 *
 * @returns how the process ended
 */
async function followProgress({ stdout, stderr, ended }, { listener, takeLog, output, onStream, onResult }) {
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
    let isMidLine = false;
    stdout.on('data', (chunk) => {
        isMidLine = chunk.at(-1) !== follow_lineFeed;
        onResult(chunk);
    });
    // The start of the log precedes any result too, and its end needs a separate line.
    output.write(takeLog());
    stdout.pipe(output, { end: false });
    await Promise.all([
        (0,external_node_stream_promises_.pipeline)(stderr, log, output, { end: false }),
        (0,external_node_stream_promises_.finished)(stdout, { writable: false }),
    ]);
    if (isMidLine)
        output.write('\n');
    return ended;
}
const follow_lineFeed = 0x0a;

// EXTERNAL MODULE: ./.build/lib/record/checks.js
var record_checks = __webpack_require__(3617);
// EXTERNAL MODULE: ./.build/lib/record/empty-record.js
var empty_record = __webpack_require__(325);
;// CONCATENATED MODULE: ./.build/lib/record/instruction-place.js
/**
 * Finds an instruction in the form of a step's name: words with one space between them, on one line. BuildKit
 * reports the place of any failure except a download: the vertex of an `ADD` from a URL has no place in the
 * Dockerfile.
 *
 * @returns undefined when none or several have this text, for example with a variable, whose value is in the name
 */
function placeOfInstruction(dockerfile, instruction) {
    const wanted = words(instruction.replace(/^ONBUILD /i, ''));
    const found = instructionsOf(dockerfile).filter(({ text }) => words(joined(text)) === wanted);
    return found.length === 1 ? found[0] : undefined;
}
/** Each instruction with the lines that continue it; comments and empty lines are none. */
function instructionsOf(dockerfile) {
    const found = [];
    let isContinued = false;
    for (const [index, text] of dockerfile.split(/\r?\n/).entries()) {
        if (isComment(text))
            continue;
        const last = found.at(-1);
        if (isContinued && last)
            last.text += `\n${text}`;
        else
            found.push({ line: index + 1, text });
        isContinued = /\\\s*$/.test(text);
    }
    return found;
}
function isComment(line) {
    return /^\s*(?:#|$)/.test(line);
}
function joined(text) {
    return text.replaceAll(/\\\s*\n/g, ' ');
}
function words(text) {
    const [keyword = '', ...others] = text.trim().split(/\s+/);
    return [keyword.toUpperCase(), ...others].join(' ');
}

// EXTERNAL MODULE: ./.build/lib/record/recorder.js + 8 modules
var record_recorder = __webpack_require__(7808);
// EXTERNAL MODULE: ./.build/lib/step/call-result.js
var call_result = __webpack_require__(303);
// EXTERNAL MODULE: ./.build/lib/step/client-work.js
var client_work = __webpack_require__(9098);
// EXTERNAL MODULE: ./.build/lib/base/timeout.js
var timeout = __webpack_require__(8881);
// EXTERNAL MODULE: ./.build/lib/buildx/environment.js
var environment = __webpack_require__(710);
// EXTERNAL MODULE: ./.build/lib/buildx/refs.js
var refs = __webpack_require__(1049);
// EXTERNAL MODULE: ./.build/lib/daemon/grpc.js
var grpc = __webpack_require__(4047);
// EXTERNAL MODULE: ./.build/lib/history/daemon-history.js
var daemon_history = __webpack_require__(6500);
;// CONCATENATED MODULE: ./.build/lib/step/daemon-questions.js





/** @returns undefined when the action can't reach the daemon by itself */
function createDaemonQuestions({ name, control, probe }, { directory, earlierRefs, shared = () => undefined }) {
    if (control === undefined) {
        if (probe === undefined)
            return undefined;
        return {
            ask: async (timeoutMs) => {
                await (0,timeout/* withTimeout */.wj)((signal) => probe(timeoutMs, signal), timeoutMs);
                return 'alive';
            },
            close: () => { },
        };
    }
    let own;
    let isSharedBroken = false;
    const close = () => {
        own?.then((open) => open.close()).catch(() => { });
        own = undefined;
    };
    const connect = () => {
        const open = isSharedBroken ? undefined : shared();
        if (open !== undefined)
            return open;
        own ??= control();
        return own;
    };
    const askHistory = async (signal) => {
        try {
            const running = await (0,daemon_history/* daemonHistory */.l)(await connect()).list({ running: true }, signal);
            const started = (0,refs.startedBuilds)((0,environment/* buildxConfig */.v_)(directory), name);
            const builds = started.filter((ref) => !earlierRefs.includes(ref));
            return running.some(({ ref }) => builds.includes(ref)) ? 'busy' : 'idle';
        }
        catch (error) {
            // Its history is refused, but it answers.
            if (error instanceof grpc/* GrpcError */.nz)
                return 'alive';
            throw error;
        }
    };
    return {
        close,
        async ask(timeoutMs) {
            try {
                return await (0,timeout/* withTimeout */.wj)(askHistory, timeoutMs);
            }
            catch (error) {
                // The next request uses a new connection.
                isSharedBroken = true;
                close();
                throw error;
            }
        },
    };
}

;// CONCATENATED MODULE: ./.build/lib/step/guard.js

function createGuard() {
    const faults = new Map();
    const fail = (part, error) => {
        faults.set(part, `${part} is incomplete: ${(0,errors/* messageOf */.bD)(error)}`);
    };
    return {
        run(part, work) {
            if (faults.has(part))
                return undefined;
            try {
                return work();
            }
            catch (error) {
                return fail(part, error);
            }
        },
        async wait(part, work) {
            if (faults.has(part))
                return undefined;
            try {
                return await work();
            }
            catch (error) {
                return fail(part, error);
            }
        },
        faults: () => [...faults.values()],
    };
}

;// CONCATENATED MODULE: ./.build/lib/step/heartbeat.js
/**
 * Watches for silence in the log. The timer doesn't keep the process alive.
 *
 * @returns `beat` for each report of buildx, `show` for what the log shows, `silentMs`, `check` to look now, and `stop`
 */
function createHeartbeat({ periodMs, onSilence, now = () => performance.now(), }) {
    let reported = now();
    let shown = reported;
    const check = () => {
        if (now() - shown < periodMs)
            return;
        shown = now();
        onSilence(now() - reported);
    };
    const timer = setInterval(check, Math.max(periodMs / 12, 10));
    timer.unref();
    return {
        beat() {
            reported = now();
        },
        show() {
            shown = now();
        },
        /** The time since the last report. */
        silentMs: () => now() - reported,
        check,
        stop: () => clearInterval(timer),
    };
}

// EXTERNAL MODULE: ./.build/lib/step/lfs-pointers.js
var lfs_pointers = __webpack_require__(3057);
// EXTERNAL MODULE: ./.build/lib/leftovers/private-directory.js
var private_directory = __webpack_require__(3876);
// EXTERNAL MODULE: ./.build/lib/processes/process.js + 1 modules
var processes_process = __webpack_require__(4735);
// EXTERNAL MODULE: ./.build/lib/step/lfs-files.js
var lfs_files = __webpack_require__(7836);
;// CONCATENATED MODULE: ./.build/lib/step/lfs-search.js







/** The whole search, which goes on beside the build. */
const longestSearchMs = 10_000;
/** What is left of it when the build has ended. */
const longestWaitMs = 500;
/**
 * Finds the files in Git LFS of a Git context that isn't checked out on this machine. It fetches the names of the
 * files and no content, once the build copies something from the context: a build from cache doesn't pay for it.
 *
 * @param context as buildx gets it
 */
function createLfsSearch({ context, secrets }, ports) {
    const repository = parseGitContext(context);
    const abort = new AbortController();
    let search;
    return {
        status({ vertexes = [] }) {
            if (repository === undefined || search !== undefined)
                return;
            const copies = vertexes.some(({ name = '', started, completed }) => started && !completed && (0,lfs_files/* copiedSources */.r)((0,step_name/* parseStepName */.Z)(name)?.instruction ?? '').length > 0);
            if (!copies)
                return;
            const work = list(repository, tokenHeader(secrets), abort.signal, ports);
            search = work.catch(() => undefined);
        },
        /** @returns paths below the context's folder; undefined when nothing was copied, or they aren't known */
        async end(isWanted) {
            try {
                if (!isWanted || search === undefined)
                    return undefined;
                const pending = search;
                return await (0,timeout/* withTimeout */.wj)(() => pending, longestWaitMs).catch(() => undefined);
            }
            finally {
                abort.abort();
            }
        },
    };
}
/** Reads both forms: `URL#REF:FOLDER`, and the query that names a commit by its checksum. */
function parseGitContext(context) {
    const [, address, query] = /^(https?:\/\/[^#?\s]+)\?([^#\s]+)$/.exec(context) ?? [];
    if (address !== undefined) {
        const values = new URLSearchParams(query);
        const commit = values.get('checksum');
        const folder = values.get('subdir') ?? '';
        return commit === null ? undefined : { url: address, ref: commit, folder };
    }
    const [, url, ref, folder = ''] = /^(https?:\/\/[^#\s]+)#([^:\s]+)(?::(.*))?$/.exec(context) ?? [];
    return url === undefined || ref === undefined ? undefined : { url, ref, folder };
}
async function list({ url, ref, folder }, header, signal, { directory, env }) {
    const place = (0,private_directory/* createAttemptDirectory */.PD)(directory);
    const git = async (...args) => {
        const program = { file: 'git', env: { ...env, GIT_TERMINAL_PROMPT: '0' } };
        const options = { directory, signal, timeoutMs: longestSearchMs, gracePeriodMs: 0 };
        const { exitCode, stdout } = await (0,processes_process/* runToEnd */.c)(program, ['-C', place, ...args], options);
        if (exitCode !== 0)
            throw new Error(`git ${args[0]} failed`);
        return stdout;
    };
    await git('init', '--quiet');
    // In a file, since every user can read the arguments of a process.
    const settings = [
        `[remote "origin"]\n\turl = ${quoted(url)}\n\tpromisor = true\n\tpartialclonefilter = blob:none\n`,
        header && `[http ${quoted(`${new URL(url).origin}/`)}]\n\textraheader = ${quoted(header)}\n`,
    ];
    await (0,promises_.appendFile)((0,external_node_path_.join)(place, '.git', 'config'), settings.join(''), { mode: 0o600 });
    await git('fetch', '--quiet', '--depth=1', '--no-tags', '--filter=blob:none', 'origin', ref);
    await git('read-tree', 'FETCH_HEAD');
    return (0,lfs_files/* lfsFiles */.J)(folder, async (args) => git(...args));
}
function quoted(text) {
    return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
/** How BuildKit signs in to the server of the default context. */
function tokenHeader(secrets) {
    for (const secret of secrets) {
        if (!('value' in secret))
            continue;
        if (/^GIT_AUTH_HEADER(?:\.|$)/.test(secret.id))
            return `Authorization: ${secret.value}`;
        if (!/^GIT_AUTH_TOKEN(?:\.|$)/.test(secret.id))
            continue;
        return `Authorization: Basic ${Buffer.from(`x-access-token:${secret.value}`).toString('base64')}`;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/lib/step/observed-control.js
/** The same connections, observed. */
function observedControl({ control }, { buildxConnected, onOpen, onProof }) {
    if (control === undefined)
        return {};
    let isConnected = false;
    /** Pending calls that have been answered: their connection is open. */
    const answered = new Set();
    void buildxConnected.then(() => {
        isConnected = true;
        if (answered.size > 0)
            onProof();
    });
    const observe = ({ call, close }) => ({
        close,
        async call(path, request, onMessage, signal) {
            const id = Symbol(path);
            const onAnswer = (message) => {
                answered.add(id);
                if (isConnected)
                    onProof();
                onMessage(message);
            };
            try {
                await call(path, request, onAnswer, signal);
            }
            finally {
                answered.delete(id);
            }
        },
    });
    return {
        control: () => {
            const opened = control().then(observe);
            onOpen(opened);
            return opened;
        },
    };
}

// EXTERNAL MODULE: ./.build/lib/base/diagnosis.js
var diagnosis = __webpack_require__(3875);
// EXTERNAL MODULE: ./.build/lib/step/faults.js
var faults = __webpack_require__(4996);
;// CONCATENATED MODULE: ./.build/lib/step/outcome.js






/** The only reader of buildx's and BuildKit's error texts: all other code uses its result. */
function readOutcome({ exitCode, signal, isCanceled, stall, lastWords, silentSeconds = 0, record, builder, help, directory, metadataFile, findings, }) {
    if (exitCode === 0)
        return { kind: 'succeeded' };
    if (isCanceled)
        return { kind: 'canceled' };
    const { failure, running } = record;
    if (stall !== undefined) {
        const diagnosis = diagnoseSilence(stall, builder);
        const { code, message } = diagnosis;
        return { kind: 'lost', running, error: message, diagnosis, help: help(code) };
    }
    if (signal !== undefined)
        return killed(signal);
    const { error, excerpt } = lastWords;
    const fault = failure === undefined && (0,private_directory/* temporaryFault */.y)(error ?? '', directory);
    if (fault) {
        // Such as its temporary name, .tmp-metadata.json123.
        return error?.includes((0,external_node_path_.basename)(metadataFile))
            ? { kind: 'succeeded', fault: `The metadata of the build could not be written: ${fault}` }
            : { kind: 'failed', cause: { kind: 'lasting' }, error: fault };
    }
    const place = excerpt && { excerpt };
    const diagnosis = diagnoseDaemon(failure, error, record.executed, builder);
    if (diagnosis !== undefined)
        return { kind: 'unusable', diagnosis, help: help(diagnosis.code) };
    if (failure !== undefined) {
        const hint = (0,faults/* hintFor */.JR)(failure, builder);
        return {
            kind: 'failed',
            cause: causeOf(failure.error),
            error: oneLine((0,short_error/* shortError */.B)(failure.error)),
            vertex: failure,
            ...place,
            ...(hint && { hint }),
        };
    }
    if (error !== undefined) {
        const [line = ''] = error.split('\n').map(terminal_line/* cleanLine */.Ow);
        if ((0,faults/* isLostConnection */.Hi)(line)) {
            const isIdle = builder.isOverNetwork === true && silentSeconds >= shortestIdleSeconds;
            const idle = isIdle && { idleSeconds: Math.round(silentSeconds) };
            return { kind: 'lost', running, error: line, ...idle };
        }
        const hint = (0,faults/* hintForBuildx */.X6)(line);
        return { kind: 'failed', cause: causeOf(line), error: line, ...place, ...(hint && { hint }) };
    }
    if (findings !== undefined) {
        return { kind: 'failed', cause: { kind: 'findings' }, error: findings, ...place };
    }
    const ended = `buildx ended with exit code ${exitCode}.`;
    return { kind: 'failed', cause: { kind: 'lasting' }, error: ended };
}
/** No load balancer has a shorter limit, and most steps print something within this time. */
const shortestIdleSeconds = 3;
function diagnoseSilence({ seconds, isIdle }, { endpoint }) {
    return new diagnosis/* Diagnosis */.OZ('daemon-silent', isIdle
        ? `BuildKit at ${endpoint} no longer runs the build, and buildx has not heard of its end for ${seconds} s. Did the daemon restart, or does something between lose packets?`
        : `BuildKit at ${endpoint} has not answered for ${seconds} s. Is it frozen or overloaded, or does something between lose packets?`);
}
/** @returns undefined when the daemon isn't the cause, or has already built something */
function diagnoseDaemon(failure, error, executed, { endpoint, isOwn }) {
    if (isOwn || executed > 0)
        return undefined;
    if (failure !== undefined && (0,faults/* isWaitingForConnection */.n4)(failure.name)) {
        return new diagnosis/* Diagnosis */.OZ('buildx-not-connected', `BuildKit at ${endpoint} answers the action, but buildx can't connect to it (${oneLine(failure.error)}). Does a proxy or a load balancer in front of it limit the number of connections?`);
    }
    if ((0,faults/* isDiskFull */.b$)(failure?.error ?? error ?? '', failure?.name)) {
        return new diagnosis/* Diagnosis */.OZ('daemon-disk-full', `The disk of the BuildKit daemon at ${endpoint} is full (no space left on device). ${faults/* moreSpace */.un}`);
    }
    return undefined;
}
function killed(signal) {
    return {
        kind: 'failed',
        cause: { kind: 'killed', signal },
        error: `buildx was ended by ${signal}, which this action did not send`,
        ...(signal === 'SIGKILL' && {
            hint: "The system sends it when the runner's memory is used up: dmesg then has a line with Out of memory.",
        }),
    };
}
function causeOf(error) {
    if ((0,faults/* isMissingLayer */.Eh)(error))
        return { kind: 'missing-layer', error };
    const reason = (0,faults/* transientFault */.Te)(error);
    return reason === undefined ? { kind: 'lasting' } : { kind: 'transient', reason };
}
function oneLine(text) {
    return text.split('\n').map(terminal_line/* cleanLine */.Ow).join(' ').replaceAll(/ +/g, ' ').trim();
}

;// CONCATENATED MODULE: ./.build/lib/step/pause-work.js
/**
 * Does work in the pauses of a build, so that less is left for its end. The work is done once in a pause, and takes no
 * more than a small share of the time. Its timer doesn't keep the process alive.
 *
 * @returns `news` to be called when something has happened, and `stop`
 */
function createPauseWork(work, { pauseMs = 20, share = 20, now = () => performance.now() } = {}) {
    let latest = 0;
    let earliest = Number.NEGATIVE_INFINITY;
    let timer;
    const wait = (milliseconds) => {
        timer = setTimeout(attempt, milliseconds).unref();
    };
    const attempt = () => {
        const begun = now();
        const due = Math.max(latest + pauseMs, earliest);
        if (begun < due)
            return wait(due - begun);
        timer = undefined;
        work();
        const ended = now();
        earliest = ended + (ended - begun) * share;
    };
    return {
        news() {
            latest = now();
            if (timer === undefined)
                wait(pauseMs);
        },
        stop: () => clearTimeout(timer),
    };
}

// EXTERNAL MODULE: ./.build/lib/step/plan.js + 1 modules
var plan = __webpack_require__(1887);
;// CONCATENATED MODULE: ./.build/lib/step/stall-state.js
/** Four of the daemon's questions in a row. */
const shortestQuietMs = 20_000;
/**
 * Decides, without a clock of its own, when to ask the daemon of a silent build, and when to give up. All times
 * are milliseconds of one monotonic clock.
 *
 * A build is silent when buildx reports nothing: a step may run long without output. It is stalled when the
 * daemon doesn't answer either, or answers that it no longer runs the build.
 */
function createStallState({ timeoutMs, isConclusive }, startedAt) {
    let isProven = isConclusive;
    let lastNews = startedAt;
    /** The last time that the daemon was seen to work on the build. */
    let lastSign = startedAt;
    let lastAsked = startedAt;
    let isAsking = false;
    let wasBusy = false;
    let isIdle = false;
    let notedAt = startedAt;
    const askAfterMs = timeoutMs / 6;
    const sign = (at) => {
        lastSign = at;
        notedAt = at;
        isIdle = false;
    };
    return {
        /** buildx reported something. */
        news(at) {
            lastNews = at;
            sign(at);
        },
        /**
         * buildx received something from the daemon that it doesn't report. BuildKit asks each client every five
         * seconds whether it is there, so a client that hears nothing for much longer has lost its daemon.
         */
        heard(at) {
            if (timeoutMs >= shortestQuietMs)
                isProven = true;
            sign(at);
        },
        /** The daemon answered on another connection. */
        prove() {
            isProven = true;
        },
        answered(at, answer) {
            isAsking = false;
            isProven = true;
            // A daemon whose history is off never lists the build, and a build may start only after the first request.
            if (answer === 'idle' && wasBusy)
                isIdle = true;
            else
                sign(at);
            wasBusy ||= answer === 'busy';
        },
        /** The daemon did not answer. */
        failed() {
            isAsking = false;
        },
        /** @returns what to do now; undefined when nothing is due */
        next(at) {
            const silentMs = at - lastSign;
            if (silentMs >= timeoutMs && isProven)
                return { kind: 'stalled', silentMs, isIdle };
            const isNoteDue = !isIdle && at - notedAt >= (isProven ? timeoutMs / 2 : timeoutMs);
            if (isNoteDue && silentMs >= timeoutMs / 2) {
                notedAt = at;
                return { kind: 'note', silentMs, isConclusive: isProven };
            }
            const isAskDue = at - lastNews >= askAfterMs && at - lastAsked >= askAfterMs;
            if (isAsking || !isAskDue)
                return undefined;
            isAsking = true;
            lastAsked = at;
            // Not all of the remaining time: the next request uses a new connection, which may work.
            return { kind: 'ask', timeoutMs: timeoutMs / 3 };
        },
    };
}

;// CONCATENATED MODULE: ./.build/lib/step/stall-watchdog.js


/**
 * Bytes within a second. A question of BuildKit to its client was seen to have 300 and more; without one, Go's
 * runtime reads some 20 to wake itself up.
 */
const shortestQuestion = 150;
/**
 * Watches a build for a daemon that becomes silent, unless `timeoutMs` is 0. Its timer doesn't keep the process alive.
 *
 * @returns `news` for each report of buildx, `prove` once the daemon answered on another connection, and `stop`
 */
function startStallWatchdog({ questions, mayAsk, needsDaemon, bytesRead, note, onStall, ...options }) {
    if (questions === undefined || options.timeoutMs === 0) {
        return { news() { }, prove() { }, stop() { } };
    }
    const now = () => performance.now();
    const state = createStallState(options, now());
    let before = bytesRead();
    const check = () => {
        const read = bytesRead();
        if (read !== undefined && before !== undefined && read - before >= shortestQuestion) {
            state.heard(now());
        }
        before = read;
        if (!mayAsk())
            return state.news(now());
        const step = state.next(now());
        switch (step?.kind) {
            case 'ask':
                questions.ask(step.timeoutMs).then((answer) => {
                    state.answered(now(), answer === 'idle' && !needsDaemon() ? 'alive' : answer);
                }, state.failed);
                break;
            case 'note':
                note(noteOf(step.silentMs, step.isConclusive));
                break;
            case 'stalled':
                stop();
                onStall({ seconds: Math.round(step.silentMs / 1000), isIdle: step.isIdle });
        }
    };
    const timer = setInterval(check, Math.min(options.timeoutMs / 20, 1000));
    timer.unref();
    const stop = () => {
        clearInterval(timer);
        questions.close();
    };
    return { news: () => state.news(now()), prove: state.prove, stop };
}
function noteOf(silentMs, isConclusive) {
    const silent = `The BuildKit daemon has not answered for ${(0,format/* formatDuration */.a3)(silentMs / 1000)}`;
    return isConclusive
        ? `${silent}.`
        : `${silent} on a connection beside buildx's, so it is not known whether it still builds.`;
}

;// CONCATENATED MODULE: ./.build/lib/step/watch.js


























const parts = {
    record: 'The record of the build',
    log: 'The log',
    checks: 'The list of build checks',
    history: 'The comparison with earlier builds',
    metadata: 'The metadata of the build',
    lfs: 'The search for files in Git LFS',
    upload: 'The record of the upload',
};
/** buildx's own vertex, until the daemon answers. */
const waitingForConnection = '[internal] waiting for connection';
/** After this time without a line in the log, a build logs what is running. */
const longestSilenceMs = 60_000;
/** Follows one `buildx build`, as `watch` does. */
function watchBuild(running, builder, build, { cacheMounts, checkout, ...inputs }, ports) {
    const isOnlyFetched = checkout?.isFetched === true && !(0,lfs_pointers/* isCheckedOut */.kU)(checkout.directory);
    const watched = {
        ...(isOnlyFetched && { lfs: createLfsSearch(build, ports) }),
        asked: build,
        registries: (0,plan.pushedRegistries)(build),
        isCall: !(0,build_args/* isBuild */.T)(build.call),
        consult: (observed, options) => (0,consult_history/* consultHistory */.Tb)(observed, build, { ...options, cacheMounts }),
        placeOf: (outcome) => downloadPlace(outcome, build),
    };
    return watch(running, builder, watched, inputs, ports);
}
/**
 * Follows buildx to its end: counts, logs and asks the daemon. A failed build is not an exception, and a fault
 * in the report about a build is a warning: the image may be pushed.
 */
async function watch(running, builder, watched, { stallTimeoutMs }, ports) {
    const { directory, output, signal } = ports;
    const { isCall, lfs, read = (status) => ({ shown: status, counted: status }) } = watched;
    const keep = keepStream(builder.buildx.file, running.args, ports);
    const recorder = (0,record_recorder/* createRecorder */.T)({
        ...watched.asked,
        isFresh: builder.isOwn === true && !builder.isShared,
        begunAt: running.begunAt,
    });
    const log = createBuildLog(ports.fence(), watched.registries);
    const checks = (0,record_checks/* createCheckList */.l)();
    const guard = createGuard();
    const results = [];
    const { earlierRefs } = running;
    const connected = Promise.withResolvers();
    let isConnected = false;
    const connect = () => {
        isConnected = true;
        connected.resolve();
    };
    let stall;
    let shared;
    const clientWork = (0,client_work/* createClientWork */.z)();
    const questions = createDaemonQuestions(builder, {
        ...{ directory, earlierRefs },
        shared: () => shared,
    });
    const watchdog = startStallWatchdog({
        ...(questions && { questions }),
        timeoutMs: stallTimeoutMs,
        isConclusive: builder.isOverNetwork !== true,
        mayAsk: () => isConnected || builder.isOverNetwork !== true,
        needsDaemon: () => !clientWork.isRunning(),
        bytesRead: () => bytesRead(running.pid),
        note(line) {
            guard.run(parts.log, () => log.text(line));
            output.write(log.take());
        },
        onStall(found) {
            stall = found;
            running.stop();
        },
    });
    const observed = observedControl(builder, {
        buildxConnected: connected.promise,
        onProof: watchdog.prove,
        onOpen(opened) {
            shared = opened;
        },
    });
    const history = watched.consult({ ...builder, ...observed }, { ...{ directory, earlierRefs, signal }, buildxConnected: connected.promise });
    const heartbeat = createHeartbeat({
        periodMs: longestSilenceMs,
        onSilence(silentMs) {
            guard.run(parts.log, () => log.remind(silentMs));
            output.write(log.take());
        },
    });
    const pauseWork = createPauseWork(() => guard.run(parts.record, () => {
        recorder.result({ succeeded: true });
        watched.readAhead?.();
    }));
    let silentMs = 0;
    const end = await followProgress(running, {
        listener: {
            status: (status) => {
                heartbeat.beat();
                pauseWork.news();
                if (status.vertexes?.some(({ name }) => name !== waitingForConnection))
                    connect();
                watchdog.news();
                clientWork.status(status);
                guard.run(parts.upload, () => running.upload?.status(status));
                guard.run(parts.lfs, () => lfs?.status(status));
                const { shown, counted } = guard.run(parts.record, () => read(status)) ?? {
                    ...{ shown: status, counted: status },
                };
                guard.run(parts.record, () => recorder.status(counted));
                guard.run(parts.log, () => log.status(shown));
                guard.run(parts.checks, () => checks.status(status));
                guard.run(parts.history, () => history.status(status));
                if ((0,client_work/* isAfterBuild */.l)(status)) {
                    guard.run(parts.history, () => history.prepare(recorder.result({ succeeded: true })));
                }
            },
            text: log.text,
        },
        takeLog() {
            const text = log.take();
            if (text !== '')
                heartbeat.show();
            return text;
        },
        ...(keep && { onStream: keep }),
        output,
        // A build may print a whole image there, which isn't needed here.
        onResult: (chunk) => isCall && results.push(chunk),
    }).finally(() => {
        silentMs = heartbeat.silentMs();
        heartbeat.stop();
        pauseWork.stop();
        watchdog.stop();
    });
    const lastWords = log.lastWords();
    const record = guard.run(parts.record, () => recorder.result({ succeeded: end.exitCode === 0, reason: lastWords.error })) ?? empty_record/* emptyRecord */.F;
    const historyFacts = await guard.wait(parts.history, () => history.end(record));
    const call = guard.run(parts.checks, () => {
        const result = String(Buffer.concat(results));
        checks.text(result);
        if (!isCall)
            return undefined;
        const read = (watched.readCall ?? call_result/* readCallResult */.S)(result);
        for (const check of read.checks)
            checks.add(check);
        return read;
    });
    const outcome = readOutcome({
        ...end,
        isCanceled: signal.aborted,
        ...(stall && { stall }),
        lastWords,
        silentSeconds: silentMs / 1000,
        record,
        builder,
        help: ports.help,
        directory,
        metadataFile: running.metadataFile,
        ...(call?.findings !== undefined && { findings: call.findings }),
    });
    const place = await guard.wait(parts.record, () => watched.placeOf(outcome));
    output.write(log.close(outcome.kind === 'failed' ? outcome.vertex : undefined));
    const lfsFiles = await lfs?.end(outcome.kind === 'succeeded');
    const upload = await guard.wait(parts.upload, async () => record.contextBytes > 0 ? running.upload?.explain(record.contextBytes) : undefined);
    const metadata = await guard.wait(parts.metadata, () => readMetadata(running.metadataFile));
    const faults = outcome.kind === 'succeeded' && outcome.fault ? [outcome.fault] : [];
    for (const fault of [...faults, ...guard.faults()])
        ports.log.warning(fault);
    return {
        outcome: outcome.kind === 'failed' && place ? { ...outcome, excerpt: place } : outcome,
        record,
        ...(historyFacts && { historyFacts }),
        ...(metadata && { metadata }),
        checks: checks.all(),
        ...(lfsFiles && { lfsFiles }),
        ...(upload && { upload }),
    };
}
/** The Dockerfile's line of a download that failed, which buildx doesn't print. */
async function downloadPlace(outcome, { context, file }) {
    if (outcome.kind !== 'failed' || outcome.excerpt)
        return undefined;
    const instruction = outcome.vertex?.step?.name;
    if (instruction === undefined || !/^(?:ONBUILD )?ADD /.test(instruction))
        return undefined;
    const path = file || (0,external_node_path_.join)(context, 'Dockerfile');
    // The Dockerfile may be elsewhere, as with a context from Git.
    const dockerfile = await (0,promises_.readFile)(path, 'utf8').catch(() => '');
    const place = placeOfInstruction(dockerfile, instruction);
    return place && { filename: (0,external_node_path_.basename)(path), ...place };
}
/** For debugging: shows the command and says where its progress is kept. */
function keepStream(file, args, { log, streamFile }) {
    if (streamFile === undefined)
        return undefined;
    log.debug(commandLine(file, args));
    log.debug(`The progress stream is kept in ${streamFile}, with the output of the steps and without masks.`);
    return createStreamFile(streamFile, (error) => log.debug(`The progress stream is no longer kept: ${(0,errors/* messageOf */.bD)(error)}`));
}


/***/ }),

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

/***/ 7678:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ shortList)
/* harmony export */ });
/**
 * The first items of a list, and how many more there are: `a, b and 92 more`.
 *
 * @param most items to show
 */
function shortList(items, most = 8) {
    const more = items.length - most;
    const shown = items.slice(0, most).join(', ');
    return more > 0 ? `${shown} and ${more} more` : shown;
}


/***/ }),

/***/ 3237:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ isPlain),
/* harmony export */   M8: () => (/* binding */ colours),
/* harmony export */   Ow: () => (/* binding */ cleanLine),
/* harmony export */   UQ: () => (/* binding */ esc),
/* harmony export */   Wj: () => (/* binding */ isRedraw),
/* harmony export */   _v: () => (/* binding */ forgetStates)
/* harmony export */ });
// Lines with control sequences, as a terminal would finally show them.
/** The visible text of a line, with its colours but without any other control character. */
function cleanLine(line) {
    return lastState(line).replace(escapes, keepColour).replace(controls, '');
}
const esc = '\u001b';
/** CSI sequences (of which colours end in `m`), OSC sequences (titles, links), and the short ones. */
const escapes = new RegExp(`${esc}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${esc}]*(?:\\u0007|${esc}\\\\)|[ -/]*[0-Z\\\\^-~])`, 'g');
/** An incomplete sequence at the end of a piece. */
const unfinishedEscape = new RegExp(`${esc}(?:\\[[0-?]*[ -/]*|\\][^\\u0007${esc}]*${esc}?|[ -/]*)$`);
const colours = new RegExp(`${esc}\\[[0-9;:]*m`, 'g');
/**
 * C0 without the tab, C1, the line separators that JavaScript and browsers know, and the characters that change the
 * direction of writing, with which a line can look like another one.
 */
const controls = new RegExp(`(?!${esc}\\[[0-9;:]*m)[\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]`, 'g');
/** Cursor to the first column: how npm and yarn redraw their progress bars. */
const toLineStart = new RegExp(`${esc}\\[[01]?G`, 'g');
const lineStarts = ['', '0', '1'].map((column) => `${esc}[${column}G`);
const special = /[^\t\u0020-\u007e\u00a0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\uffff]/;
function isPlain(line) {
    return !special.test(line);
}
function isRedraw(text) {
    return text.includes('\r') || lineStarts.some((sequence) => text.includes(sequence));
}
/** The last visible state of a line. */
function lastState(line) {
    if (!isRedraw(line))
        return line;
    const states = line.replace(toLineStart, '\r');
    const start = lastStart(states);
    const end = states.indexOf('\r', start);
    return states.slice(start, end < 0 ? undefined : end);
}
/** Where the last visible state begins, or else the last state. Searches from the end: there may be thousands. */
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
/** The same line without the states that were overwritten. */
function forgetStates(line) {
    // The incomplete sequence may turn out to be invisible.
    if (unfinishedEscape.test(line))
        return line;
    const states = line.replace(toLineStart, '\r');
    return states.slice(lastStart(states));
}
function keepColour(sequence) {
    return sequence.match(colours) ? sequence : '';
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
