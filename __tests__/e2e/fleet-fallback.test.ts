import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { images } from '../../script/rig/images.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { rank } from '../../src/pool/rank.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type Fleet, startFleet } from './fleet-rig.ts'
import { createProject, repeatIfRefused, rig } from './project.ts'
import { dockerOfRunner } from './runner-docker.ts'

repeatIfRefused()

// Several daemons on a runner that has Docker, and may therefore fall back to a local builder.

jest.setTimeout(240_000)

const docker = dockerOfRunner()
let fleet: Fleet
beforeAll(async () => {
  // Each daemon has an emulator for linux/riscv64, as it says.
  fleet = await startFleet(2, { config: 'platforms = ["linux/amd64", "linux/riscv64"]' })
  await fleet.daemons[1]?.stop()
  await fleet.restart(1, { config: 'platforms = ["linux/arm64"]' })
})
afterAll(() => fleet?.stop())

// No builder of one run may be left for the next.
afterEach(async () => {
  expect(await docker().docker('ps', '--all', '--quiet')).toBe('')
})

// No program of the image runs, so no platform needs an emulator.
const files = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /@id@\n' }

async function build(inputs: Record<string, string>) {
  const project = await createProject(files)
  const result = await project.build({
    env: { DOCKER_HOST: docker().host },
    inputs: {
      ...{ fallback: 'auto', 'connect-timeout': '0s', 'builder-image': images.buildkit },
      ...{ 'driver-opts': 'network=host', ...inputs },
    },
  })
  expectExitCode(result, 0)
  return { ...result, project }
}

const warnings = ({ annotations }: PhaseResult) => annotations.map(({ message }) => message)

const platformsOf = ({ outputs }: PhaseResult) =>
  JSON.parse(outputs['cache-report'] ?? '').platforms

async function architectures(repository: string) {
  const { manifests = [] } = await rig.registry.manifest(repository, 'latest')
  return manifests.map(({ platform }) => platform?.architecture).toSorted()
}

it('a pool without a daemon that answers falls back, with the code of the first and a count of the rest', async () => {
  const dead = ['tcp://127.0.0.1:1', 'tcp://127.0.0.1:2', 'tcp://127.0.0.1:3']
  const key = 'dead'
  const [first] = rank(key, dead)
  const result = await build({ endpoint: dead.join('\n'), 'pool-key': key })
  expect(result.outputs).toMatchObject({
    driver: 'docker-container',
    fallback: 'true',
    'fallback-reason': 'connection-refused',
    'endpoint-choice': '',
  })
  expect(warnings(result)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^connection-refused: Nothing listens at ${first}: .* The other 2 daemons in endpoint can't be used either \\(connection-refused\\)\\. A local builder is used instead\\. See http`,
      ),
    ),
  ])
  expect(result.summary).toContain('The other 2 daemons in endpoint')
})

it('fallback: always names all daemons that it leaves out', async () => {
  const result = await build({ endpoint: fleet.endpoint(), fallback: 'always' })
  expect(result.outputs).toMatchObject({ fallback: 'true', 'fallback-reason': '' })
  const [first, second] = fleet.daemons.map(({ endpoint }) => endpoint)
  expect(result.log).toContain(`fallback is always, so ${first}, ${second} are not tried.`)
})

describe('of several platforms', () => {
  it('one that no daemon has is built on a local builder, and put together with the others', async () => {
    const platforms = 'linux/amd64,linux/arm64,linux/s390x'
    const result = await build({ endpoint: fleet.endpoint(), platforms })
    expect(warnings(result)).toEqual([
      expect.stringMatching(
        /^No daemon in endpoint builds for linux\/s390x\. A local builder does/,
      ),
    ])
    expect(platformsOf(result)).toMatchObject([
      { platform: 'linux/amd64', driver: 'remote', endpoint: fleet.daemons[0]?.endpoint },
      { platform: 'linux/arm64', driver: 'remote', endpoint: fleet.daemons[1]?.endpoint },
      { platform: 'linux/s390x', driver: 'docker-container' },
    ])
    expect(await architectures(result.project.repository)).toEqual([
      'amd64',
      'arm64',
      's390x',
      ...Array(3).fill('unknown'),
    ])
    expect(result.outputs).toMatchObject({ fallback: 'true', 'fallback-reason': '' })
  })

  it('only one whose daemon is down is built on a local builder', async () => {
    const endpoint = `linux/amd64=${fleet.daemons[0]?.endpoint}\nlinux/arm64=tcp://127.0.0.1:1`
    const result = await build({ endpoint, platforms: 'linux/amd64,linux/arm64' })
    expect(warnings(result)).toEqual([
      expect.stringMatching(
        /^connection-refused: Nothing listens at tcp:.* A local builder is used instead\./,
      ),
    ])
    expect(platformsOf(result)).toMatchObject([
      { platform: 'linux/amd64', driver: 'remote' },
      {
        ...{ platform: 'linux/arm64', driver: 'docker-container' },
        fallback: { code: 'connection-refused' },
      },
    ])
    expect(await architectures(result.project.repository)).toEqual([
      'amd64',
      'arm64',
      'unknown',
      'unknown',
    ])
    expect(result.outputs).toMatchObject({
      fallback: 'true',
      'fallback-reason': 'connection-refused',
    })
  })

  it('one that is native to no daemon goes to one that emulates it, with a warning', async () => {
    const platforms = 'linux/arm64,linux/riscv64'
    const result = await build({ endpoint: fleet.endpoint(), platforms })
    expect(warnings(result)).toEqual([
      expect.stringMatching(
        /^No daemon in endpoint is native to linux\/riscv64, so it is emulated/,
      ),
    ])
    expect(platformsOf(result)).toMatchObject([
      { platform: 'linux/arm64', endpoint: fleet.daemons[1]?.endpoint },
      { platform: 'linux/riscv64', endpoint: fleet.daemons[0]?.endpoint, driver: 'remote' },
    ])
    expect(result.outputs.fallback).toBe('false')
  })
})
