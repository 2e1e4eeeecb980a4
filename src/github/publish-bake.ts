import type { BakeResult } from '../bake/result.ts'
import { targetDockerfile } from '../bake/target-dockerfile.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { hideValues } from '../report/argument-values.ts'
import { bakeClosingLines } from '../report/bake-closing-lines.ts'
import { bakeFacts } from '../report/bake-facts.ts'
import { bakeFindings } from '../report/bake-findings.ts'
import { bakeOutputs } from '../report/bake-outputs.ts'
import { summarizeBake } from '../report/bake-summary.ts'
import type { Annotations } from './annotations.ts'
import { setOutputs } from './outputs.ts'
import { publishParts } from './publishing.ts'

/** Publishes the result of a bake, as `publish` does that of a build. */
export function publishBake(
  result: BakeResult,
  options: BakeOptions,
  annotations: Annotations,
): Promise<void> {
  return publishParts(result.outcome.kind === 'succeeded', annotations, () => {
    const facts = bakeFacts(result)
    const { targets } = result.plan
    const args = targets.flatMap((target) => target.args)
    const hideArgs = (text: string) => hideValues(text, args, result.builder.buildx.env)
    const hide = (text: string) => (options.summaryBuildArgs ? text : hideArgs(text))
    const dockerfileOf = (name: string) => {
      const target = targets.find((each) => each.name === name)
      return target && targetDockerfile(target, options)
    }
    return {
      setOutputs: () => setOutputs(bakeOutputs(result, facts, hideArgs)),
      closingLines: () => bakeClosingLines(facts, hideArgs),
      annotate() {
        for (const found of bakeFindings(facts, { ...options, dockerfileOf, hide })) {
          annotations.add(found.level, found.message, found.place)
        }
      },
      ...(options.summary && { summary: () => summarizeBake(facts, hide) }),
    }
  })
}
