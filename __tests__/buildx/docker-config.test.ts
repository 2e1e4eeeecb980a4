import { expect, it } from '@jest/globals'
import { dockerConfig } from '../../src/buildx/docker-config.ts'

const linux = { platform: 'linux', home: '/home/user' } as const
const windows = { platform: 'win32', home: 'C:\\Users\\user' } as const

it.each([
  ['is the one that is set', { DOCKER_CONFIG: '/set', HOME: '/other' }, linux, '/set'],
  ['is below HOME', { HOME: '/other' }, linux, '/other/.docker'],
  ["is below the user's home without HOME", { HOME: '' }, linux, '/home/user/.docker'],
  [
    "is below the user's profile on Windows, whatever HOME a shell has set",
    { HOME: '/c/Users/bash' },
    ...[windows, 'C:\\Users\\user\\.docker'],
  ],
  ['may be set on Windows', { DOCKER_CONFIG: 'D:\\set' }, windows, 'D:\\set'],
] as const)("Docker's configuration %s", (_, env, user, directory) => {
  expect(dockerConfig(env, user)).toBe(directory)
})
