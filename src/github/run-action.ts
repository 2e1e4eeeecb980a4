import { sep } from 'node:path'
import * as core from '@actions/core'
import { Diagnosis } from '../base/diagnosis.ts'
import { ConfigurationError, messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { inWorkspace } from '../inputs/dockerfile-path.ts'
import type { InputSource } from '../inputs/source.ts'
import { listenForCancellation } from '../processes/cancellation.ts'
import { type Annotations, createAnnotations } from './annotations.ts'
import { drainTimeMs } from './drain.ts'
import { helpLink } from './help-link.ts'
import { createInputSource } from './input-source.ts'
import { presetOutputs } from './outputs.ts'
import { openPorts } from './ports.ts'
import { boundedMessage, plainLine } from './workflow-commands.ts'

export interface ActionOptions {
  /** The names of the action's inputs. */
  readonly names: readonly string[]
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
  { names, staysUntilPost }: ActionOptions,
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
      source: createInputSource(process.env, names),
      annotations,
      openPorts: (ownVariables) => openPorts({ annotations, signal, ownVariables, staysUntilPost }),
    })
  } catch (error) {
    if (isKnown(error) && error.code) presetOutputs({ 'fallback-reason': error.code })
    process.exitCode = core.ExitCode.Failure
    const message = signal.aborted ? 'The step was canceled.' : boundedMessage(explain(error))
    core.error(message, placeOf(error))
    if (error instanceof Error && error.stack) core.debug(error.stack)
  } finally {
    annotations.close()
  }
  // A pending download, such as a canceled job's, must not hold up the job.
  const waitMs = drainTimeMs(process.exitCode, process.stdout.isTTY)
  const exit = () => process.exit()
  process.stdout.write('', waitMs === 0 ? exit : () => setTimeout(exit, waitMs))
}

function isKnown(error: unknown): error is Diagnosis | ConfigurationError {
  return error instanceof Diagnosis || error instanceof ConfigurationError
}

function placeOf(error: unknown): core.AnnotationProperties {
  const { GITHUB_WORKSPACE: workspace = '' } = process.env
  const place = error instanceof ConfigurationError ? error.place : undefined
  const file = place && inWorkspace(workspace, place.path)?.replaceAll(sep, '/')
  return place && file !== undefined ? { file, startLine: place.line } : {}
}

function explain(error: unknown): string {
  const more = isKnown(error) && error.code ? ` See ${helpLink(error.code, process.env)}` : ''
  return `${messageOf(error)}${more}`
}
