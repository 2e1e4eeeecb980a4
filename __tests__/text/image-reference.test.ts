import { expect, it } from '@jest/globals'
import { imageName, registryIn, registryOf } from '../../src/text/image-reference.ts'

it.each([
  ['acme/app', 'acme/app', undefined],
  ['acme/app:1', 'acme/app', undefined],
  ['alpine:3', 'alpine', undefined],
  ['localhost:5000/app', 'localhost:5000/app', 'localhost:5000'],
  ['localhost:5000/app:1@sha256:ab', 'localhost:5000/app', 'localhost:5000'],
  ['localhost/app:1', 'localhost/app', 'localhost'],
  ['ghcr.io/acme/app@sha256:ab', 'ghcr.io/acme/app', 'ghcr.io'],
  ['[::1]:5000/app', '[::1]:5000/app', '[::1]:5000'],
])('%s is an image with the name %s in the registry %s', (reference, name, registry) => {
  expect([imageName(reference), registryIn(reference)]).toEqual([name, registry])
})

it.each([
  ['acme/app', 'docker.io'],
  ['app:1', 'docker.io'],
  ['docker.io/acme/app', 'docker.io'],
  ['index.docker.io/acme/app:1', 'docker.io'],
  ['registry-1.docker.io:443/acme/app', 'docker.io'],
  ['Docker.io/acme/app', 'docker.io'],
  ['mirror.docker.io.example.com/acme/app', 'mirror.docker.io.example.com'],
  ['docker.io:5000/acme/app', 'docker.io:5000'],
  ['ghcr.io/acme/app', 'ghcr.io'],
])('%s is in the registry %s', (reference, registry) => {
  expect(registryOf(reference)).toBe(registry)
})
