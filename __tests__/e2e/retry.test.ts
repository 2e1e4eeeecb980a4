import { afterEach, describe, expect, it } from '@jest/globals'
import {
  type FaultyRegistry,
  faults,
  startFaultyRegistry,
} from '../../script/rig/faulty-registry.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createProject, type Project, rig } from './project.ts'

let registry: FaultyRegistry | undefined
afterEach(() => registry?.stop())

const files = { Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' }

async function buildHealing(project: Project, inputs: Readonly<Record<string, string>>) {
  return project.build({
    inputs: { provenance: 'false', ...inputs },
    onLine: (line) => {
      if (line.includes('Trying again')) registry?.heal()
    },
  })
}

// BuildKit itself asks several times where it knows a fault as passing: this is about what comes then.
describe('a push is tried again on the warm daemon when the registry', () => {
  it.each([
    ['answers 503', faults.unavailable],
    ['resets the connection', faults.reset],
    ['closes the connection', faults.close],
    ['asks for patience', faults.tooMany],
  ])('%s', async (_, fault) => {
    registry = await startFaultyRegistry(rig.registry.host, fault)
    const project = await createProject(files)
    const { exitCode, log, outputs, annotations } = await buildHealing(project, {
      tags: `${registry.host}/${project.repository}:latest`,
    })
    expectExitCode({ exitCode, log }, 0)
    expect(annotations).toEqual([])
    expect(log).toMatch(/^The build failed: .*\. Trying again in 2 s \(1 of 2\)\.$/m)
    expect(outputs['cache-hit']).toBe('true')
    expect(JSON.parse(outputs['cache-report'] ?? '')).toMatchObject({ retries: 1 })
    expect((await rig.registry.manifest(project.repository, 'latest')).digest).toBe(outputs.digest)
  })
})

describe('a pull is tried again when the registry', () => {
  it.each([
    ['answers 502', faults.badGateway],
    ['answers 503', faults.unavailable],
    ['answers 504', faults.gatewayTimeout],
    ['resets the connection', faults.reset],
    ['closes the connection', faults.close],
    ['asks for patience', faults.tooMany],
  ])('%s', async (_, fault) => {
    registry = await startFaultyRegistry(rig.registry.host, fault, 'pull')
    const base = rig.baseImage.replace(rig.registry.host, registry.host)
    const project = await createProject({ Dockerfile: `FROM ${base}\nRUN echo @id@ > /made\n` })
    const { exitCode, log, outputs } = await buildHealing(project, {})
    expectExitCode({ exitCode, log }, 0)
    expect(log).toMatch(/^The build failed: .*\. Trying again in 2 s \(1 of 2\)\.$/m)
    expect(JSON.parse(outputs['cache-report'] ?? '')).toMatchObject({ retries: 1, executed: 1 })
  })
})

it.each([
  ['the registry refuses', faults.forbidden, {}],
  ['nobody wants it', faults.tooMany, { retries: '0' }],
])('nothing is tried again when %s', async (_, fault, inputs) => {
  registry = await startFaultyRegistry(rig.registry.host, fault)
  const project = await createProject(files)
  const { exitCode, log, outputs } = await project.build({
    inputs: {
      tags: `${registry.host}/${project.repository}:latest`,
      provenance: 'false',
      ...inputs,
    },
  })
  expect(exitCode).toBe(1)
  expect(log).not.toContain('Trying again')
  expect(JSON.parse(outputs['cache-report'] ?? '')).toMatchObject({ retries: 0 })
})
