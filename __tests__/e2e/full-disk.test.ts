import { expect, it } from '@jest/globals'
import { createProject, rig } from './project.ts'

it.each([
  ['GITHUB_OUTPUT', 'The outputs'],
  ['GITHUB_STEP_SUMMARY', 'The job summary'],
])('a full disk under %s does not fail a build whose image is pushed', async (variable, what) => {
  const project = await createProject({ Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' })
  const { exitCode, log, annotations } = await project.build({ env: { [variable]: '/dev/full' } })
  expect(exitCode).toBe(0)
  expect(log).toMatch(/^0 of 1 step from cache \(0 %\)/m)
  expect(annotations).toEqual([
    expect.objectContaining({
      level: 'warning',
      message: expect.stringMatching(`^${what} could not be written: ENOSPC: no space left`),
    }),
  ])
  await expect(rig.registry.manifest(project.repository, 'latest')).resolves.toBeDefined()
})
