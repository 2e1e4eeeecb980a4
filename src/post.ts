import { existsSync } from 'node:fs'
import { rememberedDirectory } from './state.ts'

// The post step: main cleans up after itself, so this has work to do only when main was killed. A bundle
// of its own that loads nothing until there is something to do, because every job pays for starting it.
const directory = rememberedDirectory(process.env)
if (directory !== undefined && existsSync(directory)) {
  const { cleanUp } = await import('./clean-up.ts')
  await cleanUp(directory)
}
