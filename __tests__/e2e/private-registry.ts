import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import { type Registry, startRegistry } from '../../script/rig/registry.ts'
import { rig } from './project.ts'

const user = { name: 'octocat', password: 'correct-horse-battery' }

/** A registry that requires a sign-in, and a daemon that pushes there, for the tests of a file or a `describe`. */
export function privateRegistry() {
  const directory = mkdtempSync(join(tmpdir(), 'private-registry-'))
  let registry: Registry
  let buildkitd: Buildkitd
  beforeAll(async () => {
    registry = await startRegistry({ directory: join(directory, 'registry'), user })
    buildkitd = await startBuildkitd({
      directory: join(directory, 'buildkitd'),
      certificates: rig.certificates,
      registry,
    })
  })
  afterAll(async () => {
    await buildkitd?.stop()
    await registry?.stop()
    rmSync(directory, { recursive: true })
  })
  return {
    user,
    directory,
    host: () => registry.host,
    endpoint: () => buildkitd.endpoint,
  }
}
