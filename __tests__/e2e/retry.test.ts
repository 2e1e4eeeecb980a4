import { afterEach, expect, it } from '@jest/globals'
import { type FaultyRegistry, faults, startFaultyRegistry } from './faulty-registry.ts'
import { createProject, rig } from './project.ts'

let registry: FaultyRegistry | undefined
afterEach(() => registry?.stop())

const files = { Dockerfile: 'FROM @base@\nRUN echo @id@ > /made\n' }

// BuildKit itself asks several times where it knows a fault as passing: this is about what comes then.
it.each([
  ['answers 503', faults.unavailable],
  ['resets the connection', faults.reset],
  ['closes the connection', faults.close],
  ['asks for patience', faults.tooMany],
])('builds again on the warm daemon when the registry %s', async (_, fault) => {
  registry = await startFaultyRegistry(rig.registry.host, fault)
  const project = await createProject(files)
  const { exitCode, log, outputs, annotations } = await project.build({
    inputs: { tags: `${registry.host}/${project.repository}:latest`, provenance: 'false' },
    onLine: (line) => {
      if (line.includes('Trying again')) registry?.heal()
    },
  })
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 })
  expect(annotations).toEqual([])
  expect(log).toMatch(/^Failed because .*\. Trying again in 2 s \(1 of 2\)\.$/m)
  expect(outputs['cache-hit']).toBe('true')
  expect(JSON.parse(outputs['cache-report'] ?? '')).toMatchObject({ retries: 1 })
  expect((await rig.registry.manifest(project.repository, 'latest')).digest).toBe(outputs.digest)
})

it.each([
  ['the registry refuses', faults.forbidden, {}],
  ['nobody wants it', faults.tooMany, { retries: '0' }],
])('does not try again when %s', async (_, fault, inputs) => {
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
