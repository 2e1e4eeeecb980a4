import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import {
  copyInstance,
  forgetInstance,
  hasInstance,
  hasInstances,
  jobConfig,
  joinInstances,
  platformsOf,
  readInstance,
  writeInstance,
} from '../../src/buildx/instances.ts'

const root = mkdtempSync(join(tmpdir(), 'instances-'))
afterAll(() => rmSync(root, { recursive: true }))

let config: string
beforeEach(() => {
  config = mkdtempSync(join(root, 'config-'))
})

const builder = {
  Name: 'mine',
  Driver: 'remote',
  Nodes: [{ Name: 'mine0', Endpoint: 'tcp://a:1' }],
}
function create(): void {
  mkdirSync(join(config, 'instances'))
  writeFileSync(join(config, 'instances', 'mine'), JSON.stringify(builder))
}

describe("the job's configuration", () => {
  it.each([
    ['BUILDX_CONFIG', { BUILDX_CONFIG: '/x', DOCKER_CONFIG: '/d', HOME: '/h' }, '/x'],
    ['beside the settings of the Docker CLI', { DOCKER_CONFIG: '/d', HOME: '/h' }, '/d/buildx'],
    ['in the home', { HOME: '/h' }, '/h/.docker/buildx'],
    [
      'in the home, when the variables are empty',
      { BUILDX_CONFIG: '', HOME: '/h' },
      '/h/.docker/buildx',
    ],
  ])('is %s', (_, env, expected) => {
    expect(jobConfig(env)).toBe(expected)
  })

  it('has no builder when it is not there, or buildx has only made its directories', () => {
    expect(hasInstances(join(config, 'other'))).toBe(false)
    mkdirSync(join(config, 'instances'))
    expect(hasInstances(config)).toBe(false)
  })
})

describe('a builder', () => {
  it('is written with all that buildx writes of one, for this user alone', async () => {
    const driverOpts = { cacert: '/ca.pem', servername: 'buildkitd' }
    await writeInstance(config, { name: 'mine', endpoint: 'tcp://a:1', driverOpts })
    const file = join(config, 'instances', 'mine')
    // `buildx create` of v0.15.1 and of v0.38.2.
    expect(readFileSync(file, 'utf8')).toBe(
      '{"Name":"mine","Driver":"remote","Nodes":[{"Name":"mine0","Endpoint":"tcp://a:1","Platforms":null,"DriverOpts":{"cacert":"/ca.pem","servername":"buildkitd"},"Flags":null,"Files":null}],"Dynamic":false}',
    )
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(config, 'instances')).mode & 0o777).toBe(0o700)
  })

  it('is read, and absent under another name', () => {
    create()
    expect(hasInstances(config)).toBe(true)
    expect(readInstance(config, 'mine')).toEqual(builder)
    expect(readInstance(config, 'other')).toBeUndefined()
  })

  it('is the same in another configuration, which is created, and by another name', () => {
    create()
    const other = join(config, 'other')
    copyInstance({ name: 'mine', config }, { name: 'ours', config: other })
    expect(readInstance(other, 'ours')).toEqual({ ...builder, Name: 'ours' })
    expect(readInstance(config, 'mine')).toEqual(builder)
  })

  it('that is a Docker context is not copied', () => {
    const other = join(config, 'other')
    copyInstance({ name: 'default', config }, { name: 'default', config: other })
    expect(existsSync(other)).toBe(false)
  })

  it('is forgotten, also when it is not there', () => {
    create()
    forgetInstance(config, 'mine')
    forgetInstance(config, 'mine')
    expect(hasInstance(config, 'mine')).toBe(false)
  })
})

it('of several builders one is made, each of whose nodes has its platforms', () => {
  create()
  const other = { Name: 'arm', Driver: 'remote', Nodes: [{ Name: 'arm0', Endpoint: 'tcp://b:1' }] }
  writeFileSync(join(config, 'instances', 'arm'), JSON.stringify(other))
  joinInstances(config, [
    { name: 'mine', platforms: ['linux/amd64'] },
    { name: 'arm', platforms: ['linux/arm64', 'linux/arm/v7'] },
  ])
  const nodes = readInstance(config, 'mine')?.Nodes ?? []
  expect(nodes.map((node) => [node.Name, ...platformsOf(node)])).toEqual([
    ['mine0', 'linux/amd64'],
    ['arm0', 'linux/arm64', 'linux/arm/v7'],
  ])
  expect(hasInstance(config, 'arm')).toBe(false)
})
