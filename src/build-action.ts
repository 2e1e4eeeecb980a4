import * as core from '@actions/core'
import { Diagnosis } from './base/diagnosis.ts'
import { ConfigurationError, messageOf } from './base/errors.ts'
import { forgetSecrets } from './buildx/environment.ts'
import { createAnnotations } from './github/annotations.ts'
import { listenForCancellation } from './github/cancellation.ts'
import { helpLink } from './github/help-link.ts'
import { writeNegativeOutputs, writeReason } from './github/outputs.ts'
import { rememberDirectory } from './github/state.ts'
import { plainLine } from './github/workflow-commands.ts'
import { readInputs } from './inputs/inputs.ts'
import { ownVariables } from './inputs/names.ts'
import { choosePrivateDirectory } from './leftovers/private-directory.ts'
import { main } from './step/step.ts'

const signal = listenForCancellation()
const annotate = { error: core.error, warning: core.warning, notice: core.notice }
const annotations = createAnnotations(
  (level, message, place) => annotate[level](message, place),
  (line) => core.info(plainLine(line)),
)
try {
  writeNegativeOutputs()
  const inputs = readInputs()
  forgetSecrets(process.env, ownVariables(inputs.build))
  const directory = choosePrivateDirectory(process.env)
  const needNoPost = rememberDirectory(core.saveState, directory, process.env)
  const result = await main(inputs, {
    run: async (...command) => (await import('./github/exec.ts')).runCommand(...command),
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
    needNoPost,
    signal,
    help: (code) => helpLink(code, process.env),
    output: process.stdout,
    // Beside the private directory, which is gone in the end.
    ...(core.isDebug() && { streamFile: `${directory}.rawjson` }),
  })
  // Loaded with what watched the build.
  const { report } = await import(/* webpackChunkName: "build" */ './github/publish.ts')
  await report(result, inputs, annotations)
} catch (error) {
  if (isKnown(error) && error.code) writeReason(error.code)
  core.setFailed(signal.aborted ? 'The step was canceled.' : explain(error))
  if (error instanceof Error && error.stack) core.debug(error.stack)
} finally {
  annotations.close()
}
// A download that nobody waits for any more, such as a canceled step's, must not hold up the job.
process.stdout.write('', () => process.exit())

function isKnown(error: unknown): error is Diagnosis | ConfigurationError {
  return error instanceof Diagnosis || error instanceof ConfigurationError
}

function explain(error: unknown): string {
  const more = isKnown(error) && error.code ? ` See ${helpLink(error.code, process.env)}` : ''
  return `${messageOf(error)}${more}`
}
