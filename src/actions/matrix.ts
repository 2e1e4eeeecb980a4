import { readMatrix } from '../bake/matrix.ts'
import { setOutputs } from '../github/outputs.ts'
import { runAction } from '../github/run-action.ts'
import { matrixInputNames, readMatrixInputs } from '../inputs/read-matrix.ts'

await runAction({ names: matrixInputNames }, async ({ source, openPorts }) => {
  const inputs = readMatrixInputs(source)
  const ports = openPorts()
  const entries = await readMatrix(inputs, ports)
  ports.log.group(
    `A matrix of ${entries.length}`,
    entries.map((entry) => JSON.stringify(entry)),
  )
  setOutputs({ matrix: JSON.stringify(entries) })
})
