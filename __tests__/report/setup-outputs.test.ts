import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from '@jest/globals'
import { parse } from 'yaml'
import type { Builder } from '../../src/connect/builder.ts'
import { emptySetupOutputs, setupOutputs } from '../../src/report/setup-outputs.ts'

const action = resolve(import.meta.dirname, '..', '..', 'setup', 'action.yml')
const node = (platforms: string) => ({
  ...{ name: 'mine0', endpoint: 'tcp://a:1', status: 'running' as const },
  ...{ buildkit: 'v0.34.2', platforms },
})
const setUp = {
  builder: {
    daemon: { version: 'v0.34.2', platforms: ['linux/amd64', 'linux/386'] },
  } as unknown as Builder,
  record: { name: 'mine', driver: 'remote', endpoint: 'tcp://a:1', config: '/config' },
  nodes: [node('linux/amd64,linux/386')],
}

it('has the outputs of setup/action.yml, with and without a builder', () => {
  const names = Object.keys(parse(readFileSync(action, 'utf8')).outputs)
  expect(Object.keys(emptySetupOutputs)).toEqual(names)
  expect(Object.keys(setupOutputs(setUp))).toEqual(names)
})

it('names the builder and what its daemon builds for', () => {
  expect(setupOutputs(setUp)).toMatchObject({
    ...{ name: 'mine', driver: 'remote', endpoint: 'tcp://a:1' },
    ...{ platforms: 'linux/amd64,linux/386', fallback: false, 'fallback-reason': '' },
  })
})

it('names what all nodes build for, in their order, each platform once', () => {
  const nodes = ['linux/arm64', 'linux/amd64,linux/386', 'linux/386,linux/arm64', ''].map(node)
  expect(setupOutputs({ ...setUp, nodes }).platforms).toBe('linux/arm64,linux/amd64,linux/386')
})

it('says why a local builder was used, and that it was when there is no code', () => {
  const fallBack = (fallback: { code?: 'connection-refused'; reason: string }) =>
    setupOutputs({ ...setUp, record: { ...setUp.record, fallback } })
  expect(fallBack({ code: 'connection-refused', reason: 'x' })).toMatchObject({
    ...{ fallback: true, 'fallback-reason': 'connection-refused' },
  })
  expect(fallBack({ reason: 'x' })).toMatchObject({ fallback: true, 'fallback-reason': '' })
})
