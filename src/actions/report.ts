import { presetOutputs } from '../github/outputs.ts'
import { publishTrends } from '../github/publish-trends.ts'
import { runAction } from '../github/run-action.ts'
import { readTrendsInputs, trendsInputNames } from '../inputs/read-trends.ts'
import { emptyTrendsOutputs } from '../report/trends-outputs.ts'
import { daemonTrends } from '../step/trends.ts'

await runAction({ names: trendsInputNames }, async ({ source, openPorts }) => {
  presetOutputs(emptyTrendsOutputs)
  const inputs = readTrendsInputs(source)
  await publishTrends(await daemonTrends(inputs, openPorts()), inputs)
})
