import { findPart } from './parts.ts'
import { asRoot, tryRun } from './run.ts'

/** How the rig runs its servers: as programs on this machine, or from the official images. */
export type Way = 'programs' | 'images'

let chosen: Promise<Way> | undefined

export function chooseWay(): Promise<Way> {
  chosen ??= choose()
  return chosen
}

async function choose(): Promise<Way> {
  if (process.platform === 'linux' && (await canRunPrograms())) return 'programs'
  if ((await tryRun('docker', ['version'])).code === 0) return 'images'
  throw new Error(
    'buildkitd can be run here neither directly (that takes Linux, root or sudo, and Go) nor in Docker: install Docker, or Go 1.21 or newer',
  )
}

async function canRunPrograms(): Promise<boolean> {
  const [command = '', ...args] = asRoot('true')
  if ((await tryRun(command, args)).code !== 0) return false
  const hasBuildkit = (await findPart('buildkitd')) && (await findPart('buildctl'))
  if (!hasBuildkit && (await tryRun('go', ['version'])).code !== 0) return false
  const hasDebianParts = (await findPart('runc')) && (await findPart('docker-registry'))
  return Boolean(hasDebianParts) || (await tryRun('apt-get', ['--version'])).code === 0
}
