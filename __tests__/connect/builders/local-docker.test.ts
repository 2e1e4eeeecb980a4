import { expect, it } from '@jest/globals'
import { endpointOfDocker } from '../../../src/connect/builders/local-docker.ts'

it.each([
  [undefined, 'linux', 'unix:///var/run/docker.sock'],
  ['', 'linux', 'unix:///var/run/docker.sock'],
  ['unix:///run/user/1000/docker.sock', 'darwin', 'unix:///run/user/1000/docker.sock'],
  ['ssh://ci@host', 'linux', 'ssh://ci@host'],
  // buildx needs the certificates for this endpoint.
  ['tcp://host:2376', 'linux', undefined],
  ['npipe:////./pipe/docker_engine', 'win32', undefined],
  [undefined, 'win32', undefined],
] as const)('DOCKER_HOST=%s on %s is the endpoint %s', (host, platform, url) => {
  expect(endpointOfDocker(host, platform)?.url).toBe(url)
})
