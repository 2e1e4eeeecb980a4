import { expect, it } from '@jest/globals'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createProject, rig } from './project.ts'

// buildx v0.38.2 itself pushes the empty result of a call over the tag.
it('does not change the tag for call: check with push: true, and warns once', async () => {
  const project = await createProject({ Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' })
  const built = await project.build()
  expectExitCode(built, 0)
  const image = await rig.registry.manifest(project.repository, 'latest')
  const called = await project.build({ inputs: { call: 'check', push: 'true' } })
  expectExitCode(called, 0)
  expect(called.annotations.map(({ message }) => message)).toEqual([
    'call: check builds nothing, so nothing is pushed, loaded or exported. Without effect: push.',
  ])
  expect(await rig.registry.manifest(project.repository, 'latest')).toEqual(image)
})

it('refuses an output that buildx would print into the log', async () => {
  const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' })
  const { exitCode, annotations, log } = await project.build({
    inputs: { outputs: 'type=oci', push: 'false' },
  })
  expect(exitCode).toBe(1)
  expect(annotations.map(({ message }) => message)).toEqual([
    'outputs: "type=oci" would write an archive into the log. Set dest to a file, or type=cacheonly to build without a result.',
  ])
  expect(log).not.toMatch(/^#\d/m)
})
