import { expect, it } from '@jest/globals'
import { describeDaemon } from '../../../src/connect/builders/endpoint.ts'

const docker = { version: '28.2.2', hasContainerdStore: true }

it.each([
  ['remote', { version: 'v0.34.2' }, 'BuildKit v0.34.2'],
  ['docker', { version: 'v0.22.0', docker }, 'Docker 28.2.2 (BuildKit v0.22.0)'],
  ['docker', { version: 'of Docker 20.10.5', docker }, 'Docker 28.2.2'],
  [
    'docker',
    { version: 'v1', docker: { hasContainerdStore: true } },
    'Docker of unknown version (BuildKit v1)',
  ],
  // A container on a Docker daemon, or a Docker daemon used as a BuildKit daemon.
  ['docker-container', { version: 'v0.34.2', docker }, 'BuildKit v0.34.2'],
])('with driver %s, %j is described as "%s"', (driver, daemon, words) => {
  expect(describeDaemon({ ...daemon, platforms: [] }, driver)).toBe(words)
})
