import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { parseFileCommands } from '../../script/rig/file-commands.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
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

it('outputs for which the disk is too small are left out whole, not cut off', async () => {
  const disk = mkdtempSync(join(tmpdir(), 'small-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'none', disk])
  try {
    const file = join(disk, 'output')
    writeFileSync(file, '')
    const project = await createProject({ Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' })
    const { exitCode, log, annotations } = await project.build({ env: { GITHUB_OUTPUT: file } })
    expectExitCode({ exitCode, log }, 0)
    expect(annotations).toMatchObject([
      { level: 'warning', message: expect.stringMatching(/^The outputs could not be written: /) },
    ])
    expect(parseFileCommands(readFileSync(file, 'utf8'))).toMatchObject({
      digest: expect.stringMatching(/^sha256:/),
    })
  } finally {
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  }
})

it.each(['GITHUB_STATE', 'GITHUB_ENV'])('a full disk under %s is named', async (variable) => {
  const project = await createProject({ Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' })
  const { exitCode, annotations } = await project.build({ env: { [variable]: '/dev/full' } })
  expect(exitCode).toBe(1)
  expect(annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^The runner's files GITHUB_STATE and GITHUB_ENV can't be written, without which nothing is removed after a job that is killed: ENOSPC: no space left/,
    ),
  ])
})
