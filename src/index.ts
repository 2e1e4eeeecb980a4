import * as core from '@actions/core'
import { forgetSecrets } from './buildx/environment.ts'
import { listenForCancellation } from './cancellation.ts'
import { Diagnosis } from './connect/diagnosis.ts'
import { ConfigurationError, messageOf } from './errors.ts'
import { runCommand } from './exec.ts'
import { readInputs } from './inputs.ts'
import { main } from './main.ts'
import { writeDiagnosis, writeNegativeOutputs, writeOutputs } from './outputs.ts'
import { plainLine } from './plain-line.ts'
import { choosePrivateDirectory } from './private-directory.ts'
import { checkAnnotation, createAnnotations, placeOf } from './report/annotations.ts'
import { hideValues } from './report/argument-values.ts'
import { buildFacts } from './report/build-facts.ts'
import { closingLines } from './report/closing-lines.ts'
import { helpLink } from './report/help-link.ts'
import { summarize } from './report/summary.ts'
import { rememberDirectory } from './state.ts'

const signal = listenForCancellation()
const annotate = { error: core.error, warning: core.warning, notice: core.notice }
const annotations = createAnnotations(
  (level, message, place) => annotate[level](message, place),
  (line) => core.info(plainLine(line)),
)
try {
  writeNegativeOutputs()
  const inputs = readInputs()
  forgetSecrets(process.env)
  const directory = choosePrivateDirectory(process.env)
  rememberDirectory(core.saveState, directory)
  const result = await main(inputs, {
    run: runCommand,
    log: {
      info: (line) => core.info(plainLine(line)),
      notice: (line) => annotations.add('notice', plainLine(line)),
      warning: (line) => annotations.add('warning', plainLine(line)),
      group(title, lines) {
        core.startGroup(plainLine(title))
        for (const line of lines) core.info(plainLine(line))
        core.endGroup()
      },
      debug: (line) => core.debug(plainLine(line)),
    },
    env: process.env,
    directory,
    signal,
    help: (code) => helpLink(code, process.env),
    output: process.stdout,
    // Beside the private directory, which is gone in the end.
    ...(core.isDebug() && { streamFile: `${directory}.rawjson` }),
  })
  writeOutputs(result)
  const facts = buildFacts(result)
  core.info('')
  for (const line of closingLines(facts)) core.info(plainLine(line))
  for (const check of inputs.annotateChecks ? result.checks : []) {
    const { message, place } = checkAnnotation(check, inputs.dockerfile)
    annotations.add('warning', message, place)
  }
  if (result.failure !== undefined) {
    const { filename = '', line } = result.excerpt ?? {}
    annotations.add('error', result.failure, placeOf(filename, line, inputs.dockerfile))
    process.exitCode = core.ExitCode.Failure
  }
  if (inputs.summary && process.env.GITHUB_STEP_SUMMARY) {
    const hide = (text: string) =>
      inputs.summaryBuildArgs
        ? text
        : hideValues(text, result.plan.build.buildArgs, result.builder.buildx.env)
    // Last, and no more than a warning: how the build went has been said.
    await core.summary
      .addRaw(summarize(facts, hide))
      .write()
      .catch((error) =>
        annotations.add('warning', `The job summary could not be written: ${messageOf(error)}`),
      )
  }
} catch (error) {
  if (error instanceof Diagnosis) writeDiagnosis(error)
  core.setFailed(signal.aborted ? 'The step was canceled.' : explain(error))
  if (error instanceof Error && error.stack) core.debug(error.stack)
} finally {
  annotations.close()
}
// A download that nobody waits for any more, such as a canceled step's, must not hold up the job.
process.stdout.write('', () => process.exit())

function explain(error: unknown): string {
  const isKnown = error instanceof Diagnosis || error instanceof ConfigurationError
  const more = isKnown && error.code ? ` See ${helpLink(error.code, process.env)}` : ''
  return `${messageOf(error)}${more}`
}
