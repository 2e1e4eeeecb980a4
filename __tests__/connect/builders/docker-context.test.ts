import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { requireParts } from '../../../script/rig/parts.ts'
import { run } from '../../../script/rig/run.ts'
import {
  currentContext,
  isKnown,
  isOnThisMachine,
  socketOf,
} from '../../../src/connect/builders/docker-context.ts'

const config = mkdtempSync(join(tmpdir(), 'docker-context-'))
const env = { DOCKER_CONFIG: config }
afterAll(() => rmSync(config, { recursive: true }))

// The files have the layout that the Docker CLI writes.
beforeAll(async () => {
  const { docker } = await requireParts('docker')
  const hosts = {
    rootless: 'unix:///run/user/1000/docker.sock',
    far: 'ssh://ci@builder',
    open: 'tcp://builder:2375',
  }
  for (const [name, host] of Object.entries(hosts)) {
    const words = ['context', 'create', name, '--docker', `host=${host}`]
    await run(docker, ['--config', config, ...words])
  }
}, 60_000)

describe('isOnThisMachine', () => {
  it.each([
    ['unix:///var/run/docker.sock', {}, true],
    ['npipe:////./pipe/docker_engine', {}, true],
    ['tcp://127.0.0.1:2376', {}, true],
    ['tcp://localhost:2376', {}, true],
    ['tcp://[::1]:2376', {}, true],
    ['ssh://ci@builder', {}, false],
    ['tcp://builder:2376', {}, false],
    ['tcp://127.0.0.1.example.com:2376', {}, false],
    ['tcp://localhost.example.com', {}, false],
    ['rootless', {}, true],
    ['far', {}, false],
    ['open', {}, false],
    ['unknown', {}, false],
    ['', {}, false],
    ['default', {}, true],
    ['default', { DOCKER_HOST: 'unix:///elsewhere.sock' }, true],
    ['default', { DOCKER_HOST: 'ssh://ci@builder' }, false],
    ['default', { DOCKER_HOST: 'tcp://builder:2376' }, false],
    // A context that is named takes precedence over the variable.
    ['rootless', { DOCKER_HOST: 'tcp://builder:2376' }, true],
  ])('%s with %j: %s', async (endpoint, more, expected) => {
    expect(await isOnThisMachine(endpoint, { ...env, ...more })).toBe(expected)
  })
})

it.each([
  ['unix:///none/docker.sock', true],
  ['default', true],
  ['rootless', true],
  ['unknown', false],
])('isKnown: %s is %s', (endpoint, expected) => {
  expect(isKnown(endpoint, env)).toBe(expected)
})

describe('socketOf', () => {
  it.each([
    ['unix:///run/docker.sock', {}, '/run/docker.sock'],
    ['rootless', {}, '/run/user/1000/docker.sock'],
    ['default', {}, '/var/run/docker.sock'],
    ['default', { DOCKER_HOST: 'unix:///elsewhere.sock' }, '/elsewhere.sock'],
    ['default', { DOCKER_HOST: 'tcp://builder:2376' }, undefined],
    ['far', {}, undefined],
    ['unknown', {}, undefined],
    ['', {}, undefined],
  ])('%s with %j: %s', async (endpoint, more, expected) => {
    expect(await socketOf(endpoint, { ...env, ...more })).toBe(expected)
  })
})

describe('currentContext', () => {
  it.each([
    ['nothing', {}, '{}', 'default'],
    ['nonsense', {}, 'null', 'default'],
    ['the settings', {}, '{"currentContext":"rootless"}', 'rootless'],
    ['a variable', { DOCKER_CONTEXT: 'far' }, '{"currentContext":"rootless"}', 'far'],
  ])('is named by %s', async (_, more, settings, expected) => {
    writeFileSync(join(config, 'config.json'), settings)
    expect(await currentContext({ ...env, ...more })).toBe(expected)
  })
})
