import { isLinkMerge, parseStepName } from '../progress/step-name.ts'
import { isCancellation, type VertexFacts } from '../progress/vertex-table.ts'
import { oneLine } from '../text/terminal-line.ts'
import { isCacheImport } from './cache-sources.ts'
import type { OutputTails } from './output-tails.ts'
import { isCacheExport } from './phases.ts'
import type { StepVertex } from './steps.ts'

/** The vertex whose own error ended the build. */
export interface BuildFailure {
  /** The vertex's whole name, such as `[build 2/4] RUN make`. */
  readonly name: string
  /**
   * BuildKit's words, such as `process "/bin/sh -c make" did not complete successfully: exit code: 2`. The status with
   * which a registry refused is among them.
   */
  readonly error: string
  /** The last lines of its output, oldest first, at most 20; empty for what isn't a `RUN`. */
  readonly lastOutput: readonly string[]
  /** When it is a step: as in the list of steps. */
  readonly step?: { readonly name: string; readonly stage?: string; readonly platform?: string }
}

/**
 * The failure that failed the build: a step before anything else, and of several the one that ended first.
 * A cache import is never the failure. A cache export is, if nothing else failed and its errors count.
 *
 * @param reason why the build failed, in buildx's words: an error that isn't in them was overcome
 */
export function findFailure(
  vertices: readonly VertexFacts[],
  steps: readonly StepVertex[],
  tails: OutputTails,
  ignoresExportErrors: boolean,
  reason: string | undefined,
): BuildFailure | undefined {
  const [facts] = vertices
    .filter((each) => each.error && !isCancellation(each.error) && !isCacheImport(each))
    .filter((each) => !(ignoresExportErrors && isCacheExport(each)))
    // Line ends and trailing spaces may differ.
    .filter(({ error = '' }) => reason === undefined || oneLine(reason).includes(oneLine(error)))
    .sort((a, b) => blame(a) - blame(b) || endOf(a) - endOf(b))
  if (!facts?.error) return undefined

  // The work of another build's vertex for this build gets this build's name.
  const found = steps.find(({ worker, downloads }) => worker === facts || downloads.includes(facts))
  const step = found?.step ?? parseStepName(facts.name)
  const lastOutput = tails.lines(facts.digest)
  return {
    name: found?.facts.name ?? facts.name,
    // The output of a step is its program's.
    error: step ? facts.error : withStatus(facts.error, lastOutput),
    lastOutput,
    ...(step && {
      step: {
        name: step.instruction,
        ...(step.stage && { stage: step.stage }),
        ...(step.platform && { platform: step.platform }),
      },
    }),
  }
}

/**
 * BuildKit's error of a push or a cache export ends with the words of the registry alone, if the answer had some:
 * `failed to push ghcr.io/a/b:1: unknown`. The status of the answer is in the output, where BuildKit logs each try
 * (util/resolver/retryhandler in moby/buildkit):
 *
 *     error: failed commit on ref "…": unexpected status from PUT request to https://…: 502 Bad Gateway
 *     unknown
 *
 * @returns the error with that status before the words, which follow in parentheses
 */
function withStatus(error: string, output: readonly string[]): string {
  const tries = output.join('\n').split(/^(?=error: )|^retrying in .*$/m)
  for (const attempt of tries.toReversed()) {
    const [, status = '', answer = ''] = refusal.exec(attempt) ?? []
    const words = oneLine(answer)
    const text = oneLine(error)
    if (words !== '' && text.endsWith(`: ${words}`)) {
      return `${text.slice(0, -words.length)}${status.trim()} (${words})`
    }
  }
  return error
}

/** A try with its status, and the words of the registry below it. */
const refusal = /^error: .*?(unexpected status from [^\n]*: \d{3}\b[^\n]*)\n(.*)/s

function blame(facts: VertexFacts): number {
  if (isCacheExport(facts)) return 3
  // BuildKit tries several ways to sign in. If all fail, the vertex that needs it fails too.
  if (facts.name.startsWith('[auth] ')) return 2
  const step = parseStepName(facts.name)
  return step && !isLinkMerge(step) ? 0 : 1
}

function endOf(facts: VertexFacts): number {
  return Math.max(...[...facts.runs.values()].map(({ end }) => end ?? Number.POSITIVE_INFINITY))
}
