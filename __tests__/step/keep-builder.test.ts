import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { buildxConfig } from '../../src/buildx/environment.ts'
import { readInstance, writeInstance } from '../../src/buildx/instances.ts'
import type { Builder } from '../../src/connect/builder.ts'
import { readLeftovers } from '../../src/leftovers/journal.ts'
import { type KeepOptions, keepBuilder } from '../../src/step/keep-builder.ts'

const root = mkdtempSync(join(tmpdir(), 'keep-builder-'))
afterAll(() => rmSync(root, { recursive: true }))

let directory: string
let commands: string[][]
beforeEach(() => {
  directory = mkdtempSync(join(root, 'private-'))
  commands = []
})

const daemon = { version: 'v0.34.2', platforms: ['linux/amd64'] }
const onDocker: Builder = {
  ...{ name: 'default', driver: 'docker', endpoint: 'unix:///var/run/docker.sock', daemon },
  ...{ buildx: { file: 'buildx', env: {} }, connectSeconds: 0, release: async () => {} },
  reach: { endpoint: { kind: 'unix', url: 'unix:///run/d.sock', path: '/run/d.sock' } },
}
const keep = (builder: Builder, options: KeepOptions) =>
  keepBuilder(builder, options, {
    ...{ directory, env: { HOME: directory } },
    run: async (file, args) => {
      commands.push([file, ...args])
      return { exitCode: 0, stdout: '', stderr: '' }
    },
  })

describe('the builder of a Docker daemon', () => {
  it("keeps its name when the daemon is the job's own, for which no context is made", async () => {
    const record = await keep(onDocker, { name: 'mine' })
    expect(record.name).toBe('default')
    expect(record).not.toHaveProperty('isContext')
    expect(commands).toEqual([])
  })

  it.each([
    ['the given name', { name: 'mine' }, /^mine$/],
    ['a name of its own without one', {}, /^remote-buildkit-[0-9a-f]{8}$/],
  ])('has a context with %s when the daemon is another', async (_, given, name) => {
    const record = await keep(onDocker, { ...given, isContextNeeded: true })
    expect(record).toMatchObject({ name: expect.stringMatching(name), isContext: true })
    expect(commands).toEqual([['docker', 'context', 'create', record.name]])
  })
})

it('gives another builder its name in the configuration that is to know it', async () => {
  const own = buildxConfig(directory)
  await writeInstance(own, { name: 'made', endpoint: 'tcp://a:1', driverOpts: {} })
  const config = join(directory, 'job')
  mkdirSync(config)
  const remote = { ...onDocker, name: 'made', driver: 'remote', endpoint: 'tcp://a:1' }
  expect(await keep(remote, { config, name: 'mine' })).toMatchObject({ name: 'mine', config })
  expect(readInstance(config, 'mine')).toMatchObject({ Name: 'mine', Driver: 'remote' })
  expect(existsSync(join(own, 'instances', 'made'))).toBe(true)
})

it.each([true, false])(
  'refuses a name that another job has taken since it was checked, with isOwn %s, and leaves that builder',
  async (isOwn) => {
    const own = buildxConfig(directory)
    await writeInstance(own, { name: 'made', endpoint: 'tcp://a:1', driverOpts: {} })
    const config = join(directory, 'job')
    await writeInstance(config, { name: 'mine', endpoint: 'tcp://b:1', driverOpts: {} })
    const remote = { ...onDocker, name: 'made', driver: 'remote', endpoint: 'tcp://a:1', isOwn }
    await expect(keep(remote, { config, name: 'mine' })).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: `name: the job has a builder "mine" already, in ${config}. Give another name, or leave it out.`,
    })
    expect(readInstance(config, 'mine')?.Nodes[0]?.Endpoint).toBe('tcp://b:1')
    expect(readLeftovers(directory)).toEqual([])
  },
)

it('notes by which node post recognizes its builder', async () => {
  const own = buildxConfig(directory)
  await writeInstance(own, { name: 'made', endpoint: 'tcp://a:1', driverOpts: {} })
  const config = join(directory, 'job')
  const remote = { ...onDocker, name: 'made', driver: 'remote', endpoint: 'tcp://a:1' }
  await keep(remote, { config, name: 'mine' })
  expect(readLeftovers(directory)).toEqual([
    {
      kind: 'instance',
      file: join(config, 'instances', 'mine'),
      node: { name: 'made0', endpoint: 'tcp://a:1' },
    },
  ])
})

it.each([
  ['follows the name of the builder', 'mine', true, 'mine0', ['mine0']],
  ['stays where Docker has one of that name', 'mine', false, 'made0', ['mine0']],
  ['stays without a name', undefined, true, 'made0', []],
])("the container's name %s", async (_, given, isFree, nodeName, asked) => {
  const own = buildxConfig(directory)
  await writeInstance(own, { name: 'made', endpoint: 'unix:///d.sock', driverOpts: {} })
  const config = join(directory, 'job')
  const nodes: string[] = []
  const local = {
    ...{ ...onDocker, name: 'made', driver: 'docker-container', isOwn: true },
    nameNode: async (node: string) => {
      nodes.push(node)
      return isFree
    },
  }
  const { name } = await keep(local, { config, ...(given !== undefined && { name: given }) })
  expect(nodes).toEqual(asked)
  expect(readInstance(config, name)?.Nodes).toMatchObject([{ Name: nodeName }])
  // By it, post recognizes the builder.
  expect(readLeftovers(directory)).toMatchObject([{ name, node: { name: nodeName } }])
})

it("gives builders of later steps the buildkitd.toml of the job's own configuration", async () => {
  const job = join(directory, '.docker', 'buildx')
  mkdirSync(job, { recursive: true })
  writeFileSync(join(job, 'buildkitd.default.toml'), 'debug = true\n')
  const { config } = await keep({ ...onDocker, driver: 'remote' }, {})
  expect(config).toBe(buildxConfig(directory))
  expect(readFileSync(join(config, 'buildkitd.default.toml'), 'utf8')).toBe('debug = true\n')
})
