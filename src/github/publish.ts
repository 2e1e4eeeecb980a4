import type { Inputs } from '../inputs/inputs.ts'
import { hideValues } from '../report/argument-values.ts'
import { buildFacts } from '../report/build-facts.ts'
import { closingLines } from '../report/closing-lines.ts'
import { findings } from '../report/findings.ts'
import { outputsOf } from '../report/outputs.ts'
import { summarize } from '../report/summary.ts'
import type { Result } from '../step/result.ts'
import type { Annotations } from './annotations.ts'
import { setOutputs } from './outputs.ts'
import { publishParts } from './publishing.ts'

/** Publishes the result: the exit code, outputs, the last lines of the log, annotations, the job summary. */
export function publish(result: Result, inputs: Inputs, annotations: Annotations): Promise<void> {
  return publishParts(result.outcome.kind === 'succeeded', annotations, () => {
    const facts = buildFacts(result)
    const hideArgs = (text: string) =>
      hideValues(text, result.plan.build.buildArgs, result.builder.buildx.env)
    const hide = (text: string) => (inputs.summaryBuildArgs ? text : hideArgs(text))
    return {
      setOutputs: () => setOutputs(outputsOf(result, facts.report, hideArgs)),
      closingLines: () => closingLines(facts, hideArgs),
      annotate() {
        // GitHub shows annotations beside the summary, which hides these values too.
        for (const { level, message, place } of findings(facts, { ...inputs, hide })) {
          annotations.add(level, message, place)
        }
      },
      ...(inputs.summary && { summary: () => summarize(facts, hide) }),
    }
  })
}
