import { resolve } from 'node:path'
import { expect, it } from '@jest/globals'
import { contextCheckout, dockerfilePath } from '../../src/inputs/dockerfile-path.ts'

const defaultContext = 'https://github.com/acme/app.git#abc'

it.each([
  ['.', '', 'Dockerfile'],
  ['app', '', 'app/Dockerfile'],
  ['app', 'ci/Containerfile', 'ci/Containerfile'],
  ['/repository/app', '/repository/app/Dockerfile', 'app/Dockerfile'],
  ['..', '', undefined],
  ['.', '/elsewhere/Dockerfile', undefined],
  ['.', '-', undefined],
  ['.', 'https://example.com/Dockerfile', undefined],
  [defaultContext, '', 'Dockerfile'],
  [`${defaultContext}:app`, '', 'app/Dockerfile'],
  [`${defaultContext}:app`, 'ci/Containerfile', 'app/ci/Containerfile'],
  [defaultContext, '/repository/docker/Dockerfile', 'docker/Dockerfile'],
  [`${defaultContext}:app`, '/repository/docker/Dockerfile', 'docker/Dockerfile'],
  [defaultContext, '/elsewhere/Dockerfile', undefined],
  ['https://github.com/acme/other.git#abc', '/repository/Dockerfile', 'Dockerfile'],
  ['https://github.com/acme/other.git#abc', '', undefined],
  ['git@github.com:acme/other.git', '', undefined],
])('finds the Dockerfile of context %j and file %j at %j', (context, file, path) => {
  expect(dockerfilePath({ context, file, defaultContext, workspace: '/repository' })).toBe(path)
})

it.each([
  ['.', '/repository', false],
  ['app', '/repository/app', false],
  ['/elsewhere', '/elsewhere', false],
  [defaultContext, '/repository', true],
  [`${defaultContext}:app`, '/repository/app', true],
])(
  'finds the checkout of context %j at %j, fetched by BuildKit: %j',
  (context, path, isFetched) => {
    expect(contextCheckout({ context, defaultContext, workspace: '/repository' })).toEqual({
      directory: resolve(path),
      isFetched,
    })
  },
)

it('finds no checkout for other remote contexts', () => {
  const context = 'https://github.com/acme/other.git#abc'
  expect(contextCheckout({ context, defaultContext, workspace: '/repository' })).toBeUndefined()
})
