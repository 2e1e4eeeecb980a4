import { delimiter } from 'node:path'
import { addPath, exportVariable, saveState } from '@actions/core'
import type { Ports } from '../base/ports.ts'
import { leaveBuildx } from '../buildx/leave-buildx.ts'
import { setUpVariable } from '../connect/set-up-variable.ts'
import type { SetupInputs } from '../inputs/inputs.ts'
import { emptySetupOutputs, setupOutputs } from '../report/setup-outputs.ts'
import type { SetUp } from '../step/set-up.ts'
import { rememberVariables } from './left-variables.ts'
import { presetOutputs, setOutputs } from './outputs.ts'

/** Sets each output of `setup` to its value for "there is no builder". */
export function presetSetupOutputs(): void {
  presetOutputs(emptySetupOutputs)
}

/**
 * Tells the later steps of the job about a builder, by variables and outputs, and gives them its buildx. Post takes the
 * variables back.
 *
 * @throws when the runner's files can't be written
 */
export function leaveToLaterSteps(
  setUp: SetUp,
  { use }: Pick<SetupInputs, 'use'>,
  ports: Pick<Ports, 'directory' | 'env' | 'log'>,
): void {
  const { builder, record, config, isReused } = setUp
  const { directory } = ports
  const path = leaveBuildx(builder.buildx.file, ports)
  if (path !== undefined) addPath(path)
  const { env } = process
  const variables: Record<string, string> = {}
  if (config !== undefined) variables.BUILDX_CONFIG = config
  // buildx takes no Docker context for a builder, so the Docker CLI is pointed to it.
  if (use) variables[record.isContext ? 'DOCKER_CONTEXT' : 'BUILDX_BUILDER'] = record.name
  if (use && record.isContext) {
    // The Docker CLI prefers the one to a context, and buildx the other, which an earlier step may have set.
    for (const name of ['DOCKER_HOST', 'BUILDX_BUILDER']) if (env[name]) variables[name] = ''
  }
  if (!isReused) {
    // A job may set up several.
    const earlier = env[setUpVariable]
    variables[setUpVariable] = earlier ? `${earlier}${delimiter}${directory}` : directory
  }
  rememberVariables(saveState, variables, env)
  for (const [name, value] of Object.entries(variables)) exportVariable(name, value)
  setOutputs(setupOutputs(setUp))
}
