import { keeperWord } from '../github/ports.ts'
import { runAction } from '../github/run-action.ts'
import { leaveToLaterSteps, presetSetupOutputs } from '../github/setup.ts'
import { readSetupInputs } from '../inputs/read-setup.ts'
import { setupInputNames, setupReplacements } from '../inputs/setup-names.ts'
import { setUp } from '../step/set-up.ts'

const [, , word, directory] = process.argv
if (word === keeperWord && directory !== undefined) {
  const { runKeeper } = await import('../connect/tunnel/keeper.ts')
  await runKeeper(directory, process.env)
} else {
  await runAction(
    { names: setupInputNames, replacements: setupReplacements, staysUntilPost: true },
    async ({ source, openPorts }) => {
      presetSetupOutputs()
      const inputs = readSetupInputs(source)
      const ports = openPorts()
      leaveToLaterSteps(await setUp(inputs, ports), inputs, ports)
    },
  )
}
