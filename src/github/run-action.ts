import * as core from '@actions/core'
import type { Ports } from '../base/ports.ts'
import type { InputSource } from '../inputs/source.ts'
import { listenForCancellation } from '../processes/cancellation.ts'
import { type Annotations, createAnnotations } from './annotations.ts'
import { drainTimeMs } from './drain.ts'
import type { Replacements } from './input-environment.ts'
import { createInputSource } from './input-source.ts'
import { presetOutputs } from './outputs.ts'
import { openPorts } from './ports.ts'
import { remedies } from './remedies.ts'
import { boundedMessage, plainLine } from './workflow-commands.ts'

export interface ActionOptions {
  /** The names of the action's inputs. */
  readonly names: readonly string[]
  /** For inputs of the action that it replaces. */
  readonly replacements?: Replacements
  /** Whether what it makes stays until post, which then runs after each job. */
  readonly staysUntilPost?: boolean
}

/** The runner, as an entry point sees it. */
export interface Runner {
  readonly source: InputSource
  readonly annotations: Annotations
  /**
   * Called once the inputs are read: removes them from the environment, and tells post where to clean up.
   *
   * @param ownVariables those that would be removed, but that the build takes a value from
   */
  readonly openPorts: (ownVariables?: readonly string[]) => Ports
}

/** Runs one action to its end: an error becomes one line, its code an output, and the process exits. */
export async function runAction(
  { names, replacements, staysUntilPost }: ActionOptions,
  work: (runner: Runner) => Promise<void>,
): Promise<void> {
  const signal = listenForCancellation()
  const annotate = { error: core.error, warning: core.warning, notice: core.notice }
  const annotations = createAnnotations(
    (level, message, place) => annotate[level](boundedMessage(message), place),
    (line) => core.info(plainLine(line)),
  )
  try {
    await work({
      source: createInputSource(process.env, names, replacements),
      annotations,
      openPorts: (ownVariables) => openPorts({ annotations, signal, ownVariables, staysUntilPost }),
    })
  } catch (error) {
    process.exitCode = core.ExitCode.Failure
    // What only a failure needs isn't read before.
    const { describeFailure } = await import(/* webpackChunkName: "failed" */ './failure.ts')
    const { code, message, place } = describeFailure(error, process.env, remedies)
    if (code) presetOutputs({ 'fallback-reason': code })
    core.error(signal.aborted ? 'The step was canceled.' : boundedMessage(message), place)
    if (error instanceof Error && error.stack) core.debug(error.stack)
  } finally {
    annotations.close()
  }
  // A pending download, such as a canceled job's, must not hold up the job.
  const waitMs = drainTimeMs(process.exitCode, process.stdout.isTTY)
  const exit = () => process.exit()
  process.stdout.write('', waitMs === 0 ? exit : () => setTimeout(exit, waitMs))
}
