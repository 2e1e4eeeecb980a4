import { expect, it } from '@jest/globals'
import { createClientWork, isAfterBuild } from '../../src/step/client-work.ts'

const at = '2026-01-01T00:00:00Z'

it.each([
  ['importing to docker', true],
  ['merging manifest list ghcr.io/acme/app:1', true],
  ['pushing ghcr.io/acme/app:1 with docker', true],
  ['resolving provenance for metadata file', true],
  ['exporting to docker image format', false],
  ['[2/2] RUN importing to docker', false],
])('%s is work of buildx itself: %s, until it ends', (name, isOwn) => {
  const work = createClientWork()
  work.status({ vertexes: [{ digest: 'a', name }] })
  expect(work.isRunning()).toBe(false)
  work.status({ vertexes: [{ digest: 'a', name, started: at }] })
  expect(work.isRunning()).toBe(isOwn)
  work.status({})
  work.status({ vertexes: [{ digest: 'a', name, started: at, completed: at }] })
  expect(work.isRunning()).toBe(false)
})

it.each([
  ['resolving provenance for metadata file', true],
  ['exporting to image', false],
  ['[2/2] RUN resolving provenance for metadata file', false],
])('%s shows that the daemon has ended the build: %s', (name, isAfter) => {
  const vertex = { digest: 'a', name }
  expect(isAfterBuild({ vertexes: [vertex] })).toBe(false)
  expect(isAfterBuild({ vertexes: [{ ...vertex, started: at }] })).toBe(isAfter)
  expect(isAfterBuild({ vertexes: [{ ...vertex, started: at, completed: at }] })).toBe(false)
  expect(isAfterBuild({})).toBe(false)
})
