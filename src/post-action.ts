import { existsSync } from 'node:fs'
import { rememberedDirectory } from './github/state.ts'

// The post phase. The action cleans up after itself, so there is work here only when it was killed or could
// not remove everything. The condition in action.yml runs post whenever that may be so; even then nothing is
// loaded until there is something to remove.
const directory = rememberedDirectory(process.env)
if (directory !== undefined && existsSync(directory)) {
  const { cleanUp } = await import('./github/clean-up.ts')
  await cleanUp(directory)
}
