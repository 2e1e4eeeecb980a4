import type { BakeResult } from '../bake/result.ts'
import { targetDockerfile } from '../bake/target-dockerfile.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { hideValues } from '../report/argument-values.ts'
import { bakeClosingLines } from '../report/bake-closing-lines.ts'
import { bakeFacts } from '../report/bake-facts.ts'
import { bakeFindings } from '../report/bake-findings.ts'
import { bakeOutputs, bakeReport } from '../report/bake-outputs.ts'
import { summarizeBake } from '../report/bake-summary.ts'
import { type PublishOptions, publishParts } from './publish.ts'

/** Publishes the result of a bake. */
export function publishBake(
  result: BakeResult,
  options: BakeOptions,
  publishing: PublishOptions,
): Promise<void> {
  const facts = bakeFacts(result)
  const { targets } = result.plan
  const args = targets.flatMap((target) => target.args)
  const hideArgs = (text: string) => hideValues(text, args, result.builder.buildx.env)
  const dockerfileOf = (name: string) => {
    const target = targets.find((each) => each.name === name)
    return target && targetDockerfile(target, options)
  }
  // JSON is not for a file of variables: the report has it.
  const { 'image-changed': _, ...outputs } = bakeOutputs(result, facts, hideArgs)
  const digests = facts.ofTargets.filter(({ digest }) => digest !== '')
  return publishParts(
    {
      closingLines: (hide) => bakeClosingLines(facts, (text) => hide(hideArgs(text))),
      findings: (hide) => bakeFindings(facts, { ...options, dockerfileOf, hide }),
      facts: { report: bakeReport(facts), seconds: facts.seconds },
      outputs,
      digests: Object.fromEntries(digests.map(({ name, digest }) => [`digest-${name}`, digest])),
      summary: (hide) => summarizeBake(facts, hide),
      hide: (text) => (options.summaryBuildArgs ? text : hideArgs(text)),
    },
    publishing,
  )
}
