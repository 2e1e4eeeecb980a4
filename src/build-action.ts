import { basename } from 'node:path'
import { ownVariables } from './github/input-environment.ts'
import { presetOutputs } from './github/outputs.ts'
import { runAction } from './github/run-action.ts'
import { inputNames } from './inputs/names.ts'
import { readInputs } from './inputs/read-inputs.ts'
import { emptyOutputs } from './report/empty-outputs.ts'
import { main } from './step/step.ts'

// All actions of this repository are one bundle, so that their common code is there once. Each has a file of its own
// beside it, which only imports this one. What the others need in addition is loaded only for them.
switch (basename(process.argv[1] ?? '', '.js')) {
  case 'bake':
    await import('./actions/bake.ts')
    break
  case 'matrix':
    await import('./actions/matrix.ts')
    break
  case 'report':
    await import('./actions/report.ts')
    break
  case 'setup':
    await import('./actions/setup.ts')
    break
  default:
    await build()
}

function build(): Promise<void> {
  return runAction({ names: inputNames }, async ({ source, annotations, openPorts }) => {
    // So that no `if:` of a later step reads an undefined output, whatever happens here.
    presetOutputs(emptyOutputs)
    const inputs = readInputs(source)
    const result = await main(inputs, openPorts(ownVariables(inputs.build)))
    // It is in the chunk of the code that watched the build.
    const { publish } = await import(/* webpackChunkName: "build" */ './github/publish.ts')
    await publish(result, inputs, annotations)
  })
}
