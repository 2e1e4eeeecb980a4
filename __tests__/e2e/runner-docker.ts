import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { type Dockerd, startDockerd } from '../../script/rig/docker.ts'
import { importOfficialImages } from '../../script/rig/docker-images.ts'
import { images } from '../../script/rig/images.ts'

/** Starts a Docker daemon, as a hosted runner has one, for all tests of the calling file. */
export function dockerOfRunner(): () => Dockerd {
  const directory = mkdtempSync(join(tmpdir(), 'runner-docker-'))
  let dockerd: Dockerd | undefined
  beforeAll(async () => {
    dockerd = await startDockerd({ directory: join(directory, 'docker') })
    await importOfficialImages(dockerd)
    // The image that buildx pulls by default.
    await dockerd.docker('tag', images.buildkit, 'moby/buildkit:buildx-stable-1')
  })
  afterAll(async () => {
    await dockerd?.stop()
    rmSync(directory, { recursive: true })
  })
  return () => {
    if (dockerd === undefined) throw new Error('Docker has not been started')
    return dockerd
  }
}
