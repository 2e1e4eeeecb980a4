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
import { checkAnnotations, placeOf } from './report/annotations.ts'
import { helpLink } from './report/help-link.ts'
import { summarize } from './report/summary.ts'
import { rememberDirectory } from './state.ts'

const signal = listenForCancellation()
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
      notice: (line) => core.notice(plainLine(line)),
      warning: (line) => core.warning(plainLine(line)),
    },
    env: process.env,
    directory,
    signal,
    help: (code) => helpLink(code, process.env),
    output: process.stdout,
  })
  writeOutputs(result)
  const checks = inputs.annotateChecks ? checkAnnotations(result.checks, inputs.dockerfile) : []
  for (const { message, place } of checks) core.warning(message, place)
  if (result.failure !== undefined) {
    const { filename = '', line } = result.excerpt ?? {}
    core.error(result.failure, placeOf(filename, line, inputs.dockerfile))
    process.exitCode = core.ExitCode.Failure
  }
  if (inputs.summary && process.env.GITHUB_STEP_SUMMARY) {
    // Last, and no more than a warning: how the build went has been said.
    await core.summary
      .addRaw(summarize(result, inputs.build.tags, inputs.summaryBuildArgs))
      .write()
      .catch((error) => core.warning(`The job summary could not be written: ${messageOf(error)}`))
  }
} catch (error) {
  if (error instanceof Diagnosis) writeDiagnosis(error)
  core.setFailed(signal.aborted ? 'The step was canceled.' : explain(error))
  if (error instanceof Error && error.stack) core.debug(error.stack)
}
// A download that nobody waits for any more, such as a canceled step's, must not hold up the job.
process.stdout.write('', () => process.exit())

function explain(error: unknown): string {
  const isKnown = error instanceof Diagnosis || error instanceof ConfigurationError
  const more = isKnown && error.code ? ` See ${helpLink(error.code, process.env)}` : ''
  return `${messageOf(error)}${more}`
}
