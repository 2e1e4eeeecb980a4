import { resolve } from 'node:path'
import { expect, it } from '@jest/globals'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createBakeProject } from './bake-project.ts'

const action = resolve(import.meta.dirname, '..', '..', 'bake', 'matrix')

it('makes a job matrix of a definition, without Docker and without a daemon', async () => {
  const project = await createBakeProject({
    'services/docker-bake.hcl': `
variable "PLATFORMS" { default = "linux/amd64" }
group "default" { targets = ["app", "tool"] }
target "app" { platforms = split(",", PLATFORMS) }
target "tool" {}
`,
  })
  const matrix = async (inputs: Readonly<Record<string, string>>, { runner } = project) => {
    const step = await runner.startStep({
      action,
      inputs: { workdir: 'services', ...inputs },
    })
    return step.done
  }
  const all = await matrix({ fields: 'platforms', vars: 'PLATFORMS=linux/amd64,linux/arm64' })
  expectExitCode(all, 0)
  expect(JSON.parse(all.outputs.matrix ?? '')).toEqual([
    { target: 'app', platforms: 'linux/amd64' },
    { target: 'app', platforms: 'linux/arm64' },
    { target: 'tool' },
  ])
  const one = await matrix({ target: 'tool' })
  expect(JSON.parse(one.outputs.matrix ?? '')).toEqual([{ target: 'tool' }])
  const wrong = await matrix({ target: 'nope' })
  expect(wrong.annotations.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^target: there is no target "nope"/),
  ])
  const empty = await createBakeProject({})
  for (const inputs of [{ workdir: 'none' }, { workdir: '.' }, { workdir: '.', files: 'a.hcl' }]) {
    const missing = await matrix(inputs, empty)
    expect(missing.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/ need actions\/checkout in the job, before this action\.$/),
    ])
  }
  const checkedOut = await matrix({ workdir: 'none' })
  expect(checkedOut.annotations[0]?.message).toBe('workdir: "none" is not a folder.')
})
