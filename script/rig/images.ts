import { buildkitVersion, oldestBuildkitVersion } from './parts.ts'
import { run, tryRun } from './run.ts'

/** The images for machines where buildkitd and the registry can't run as programs. */
export const images = {
  buildkit: `moby/buildkit:${buildkitVersion}`,
  oldestBuildkit: `moby/buildkit:${oldestBuildkitVersion}`,
  registry: 'registry:3',
  busybox: 'busybox:1.37',
} as const

/** Pulls the image unless Docker has it. */
export async function requireImage(name: keyof typeof images): Promise<string> {
  const image = images[name]
  if ((await tryRun('docker', ['image', 'inspect', image])).code !== 0) {
    process.stderr.write(`pulling ${image}\n`)
    await run('docker', ['pull', '--quiet', image])
  }
  return image
}
