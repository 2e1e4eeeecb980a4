import * as core from '@actions/core'
import { messageOf } from '../base/errors.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { hideValues } from '../report/argument-values.ts'
import { buildFacts } from '../report/build-facts.ts'
import { closingLines } from '../report/closing-lines.ts'
import { outputsOf } from '../report/outputs.ts'
import { summarize } from '../report/summary.ts'
import type { Result } from '../step/step.ts'
import { type Annotations, checkAnnotation, placeOf } from './annotations.ts'
import { setOutputs } from './outputs.ts'
import { plainLine } from './workflow-commands.ts'

/** Publishes the result: outputs, the last lines of the log, annotations, the job summary, the exit code. */
export async function publish(
  result: Result,
  inputs: Inputs,
  annotations: Annotations,
): Promise<void> {
  setOutputs(outputsOf(result))
  const facts = buildFacts(result)
  const hide = (text: string) =>
    inputs.summaryBuildArgs
      ? text
      : hideValues(text, result.plan.build.buildArgs, result.builder.buildx.env)
  core.info('')
  for (const line of closingLines(facts)) core.info(plainLine(line))
  for (const check of inputs.annotateChecks ? result.checks : []) {
    const { message, place } = checkAnnotation(check, inputs.dockerfile)
    annotations.add('warning', message, place)
  }
  if (result.failure !== undefined) {
    const { filename = '', line } = result.excerpt ?? {}
    // GitHub shows it beside the summary, which hides these values too.
    annotations.add('error', hide(result.failure), placeOf(filename, line, inputs.dockerfile))
    process.exitCode = core.ExitCode.Failure
  }
  if (!inputs.summary || !process.env.GITHUB_STEP_SUMMARY) return
  // Last, and at most a warning: the result of the build is published.
  await core.summary
    .addRaw(summarize(facts, hide))
    .write()
    .catch((error) =>
      annotations.add('warning', `The job summary could not be written: ${messageOf(error)}`),
    )
}
