import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it, jest } from '@jest/globals'
import { parse, stringify } from 'yaml'
import { runAct } from '../../script/rig/act.ts'
import { requireParts } from '../../script/rig/parts.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { rig } from './project.ts'
import { dockerOfRunner } from './runner-docker.ts'

jest.setTimeout(180_000)

const root = resolve(import.meta.dirname, '..', '..')
const dockerd = dockerOfRunner()

it("this repository's own CI makes the action fall back on a runner, and runs the image", async () => {
  const { docker } = await requireParts('docker')
  const workflow = parse(readFileSync(join(root, '.github', 'workflows', 'ci.yml'), 'utf8'))
  const { step } = workflow.jobs
  const build = step.steps.find(({ uses }: { uses?: string }) => uses === './')
  // The tests can't reach Docker Hub: the base image is in the rig's registry, on loopback.
  Object.assign(build.with, {
    'build-args': `BASE_IMAGE=${rig.baseImage}`,
    'driver-opts': 'network=host',
  })
  const result = await runAct({
    workflow: stringify({ ...workflow, jobs: { step } }),
    buildx: rig.buildx,
    path: [dirname(docker)],
    env: { DOCKER_HOST: dockerd().host },
  })
  try {
    expectExitCode(result, 0)
    expect(result.log).toContain('A local builder is used instead.')
    expect(await dockerd().docker('image', 'ls', '--quiet', 'demo:ci')).not.toBe('')
    expect(await dockerd().docker('ps', '--all', '--quiet')).toBe('')
  } finally {
    await result.remove()
  }
})
