import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { instanceFile } from '../../src/buildx/instances.ts'
import type { SetUpBuilder } from '../../src/connect/set-up-builder.ts'
import { nodesOf } from '../../src/step/set-up.ts'

const config = mkdtempSync(join(tmpdir(), 'set-up-'))
afterAll(() => rmSync(config, { recursive: true }))

const record: SetUpBuilder = {
  ...{ name: 'ours', driver: 'docker-container', endpoint: 'unix:///var/run/docker.sock', config },
  daemons: [{ version: 'v0.32.2', platforms: ['linux/amd64', 'linux/386'] }],
}
const state = { status: 'running', buildkit: 'v0.32.2', platforms: 'linux/amd64,linux/386' }

// The fields are those of the README of docker/setup-buildx-action.
it('describes a node as docker/setup-buildx-action does, without paths of keys', () => {
  const flags = '--allow-insecure-entitlement security.insecure --debug'
  const node = { Endpoint: 'default', DriverOpts: { network: 'host' }, Flags: flags.split(' ') }
  const remote = { Endpoint: 'tcp://a:1', DriverOpts: { key: '/k/key.pem' }, Flags: null }
  const nodes = [node, remote].map((each, index) => ({ Name: `ours${index}`, ...each }))
  const file = instanceFile(config, 'ours')
  mkdirSync(dirname(file))
  writeFileSync(file, JSON.stringify({ Name: 'ours', Nodes: nodes }))
  expect(nodesOf(record)).toEqual([
    {
      ...{ name: 'ours0', endpoint: 'default', 'driver-opts': ['network=host'] },
      ...{ 'buildkitd-flags': flags, ...state },
    },
    { name: 'ours1', endpoint: 'tcp://a:1', ...state },
  ])
})

it("describes the one node of a Docker context's builder", () => {
  const { endpoint } = record
  expect(nodesOf({ ...record, name: 'context' })).toEqual([{ name: 'context', endpoint, ...state }])
})
