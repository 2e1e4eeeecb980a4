import { existsSync } from 'node:fs'
import { restoreVariables } from './github/restore-variables.ts'
import { rememberedDirectory } from './github/state.ts'

// The post phase. A build and a bake clean up after themselves, so they leave work here only when they were killed or
// could not remove everything. `setup` always does: its builder stays for later steps. The condition in action.yml
// runs post whenever there may be work; even then nothing is loaded until there is something to remove.
const directory = rememberedDirectory(process.env)
if (directory !== undefined && existsSync(directory)) {
  const { cleanUp } = await import('./github/clean-up.ts')
  await cleanUp(directory)
}
// A `setup` that used the builder of an earlier one has left variables, but nothing to remove.
restoreVariables(process.env)
