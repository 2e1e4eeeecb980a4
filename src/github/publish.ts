import * as core from '@actions/core'
import { messageOf } from '../base/errors.ts'
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
import { plainLine } from './workflow-commands.ts'

/**
 * Publishes the result: the exit code, outputs, the last lines of the log, annotations, the job summary.
 * A part that can't be published, such as outputs on a full disk, is a warning: the image may be pushed.
 */
export async function publish(
  result: Result,
  inputs: Inputs,
  annotations: Annotations,
): Promise<void> {
  if (result.outcome.kind !== 'succeeded') process.exitCode = core.ExitCode.Failure
  const attempt = async (what: string, work: () => unknown) => {
    try {
      await work()
    } catch (error) {
      annotations.add('warning', `${what} could not be written: ${messageOf(error)}`)
    }
  }
  await attempt('The report', async () => {
    const facts = buildFacts(result)
    const hide = (text: string) =>
      inputs.summaryBuildArgs
        ? text
        : hideValues(text, result.plan.build.buildArgs, result.builder.buildx.env)
    await attempt('The outputs', () => setOutputs(outputsOf(result, facts.report)))
    core.info('')
    for (const line of closingLines(facts)) core.info(plainLine(line))
    // GitHub shows annotations beside the summary, which hides these values too.
    for (const { level, message, place } of findings(facts, { ...inputs, hide })) {
      annotations.add(level, message, place)
    }
    if (!inputs.summary || !process.env.GITHUB_STEP_SUMMARY) return
    await attempt('The job summary', () => core.summary.addRaw(summarize(facts, hide)).write())
  })
}
