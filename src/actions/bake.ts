import { bake } from '../bake/bake.ts'
import { presetOutputs } from '../github/outputs.ts'
import { runAction } from '../github/run-action.ts'
import { bakeInputNames } from '../inputs/bake-names.ts'
import { readBakeOptions } from '../inputs/read-bake.ts'
import { emptyBakeOutputs } from '../report/empty-bake-outputs.ts'

await runAction({ names: bakeInputNames }, async ({ source, annotations, openPorts }) => {
  presetOutputs(emptyBakeOutputs)
  const options = readBakeOptions(source)
  const result = await bake(options, openPorts())
  const { publishBake } = await import(/* webpackChunkName: "build" */ '../github/publish-bake.ts')
  await publishBake(result, options, annotations)
})
