import { existsSync } from 'node:fs'
import { rememberedDirectory } from './github/state.ts'

// The post step: main cleans up after itself, so this has work to do only when main was killed or could not
// remove all. The condition in action.yml lets it run whenever that may be; then, too, nothing is loaded
// until there is something to do.
const directory = rememberedDirectory(process.env)
if (directory !== undefined && existsSync(directory)) {
  const { cleanUp } = await import('./github/clean-up.ts')
  await cleanUp(directory)
}
