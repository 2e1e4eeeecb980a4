import { ownVariables } from './github/input-environment.ts'
import { presetOutputs } from './github/outputs.ts'
import { runAction } from './github/run-action.ts'
import { readInputs } from './inputs/read-inputs.ts'
import { emptyOutputs } from './report/empty-outputs.ts'
import { main } from './step/step.ts'

await runAction(async ({ source, annotations, openPorts }) => {
  // So that no `if:` of a later step reads an undefined output, whatever happens here.
  presetOutputs(emptyOutputs)
  const inputs = readInputs(source)
  const result = await main(inputs, openPorts(ownVariables(inputs.build)))
  // It is in the chunk of the code that watched the build.
  const { publish } = await import(/* webpackChunkName: "build" */ './github/publish.ts')
  await publish(result, inputs, annotations)
})
