import { expect, it } from '@jest/globals'
import { dockerfilePath } from '../../src/inputs/dockerfile-path.ts'

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
  ['https://github.com/acme/other.git#abc', '', undefined],
  ['git@github.com:acme/other.git', '', undefined],
])('finds the Dockerfile of context %j and file %j at %j', (context, file, path) => {
  expect(dockerfilePath({ context, file, defaultContext, workspace: '/repository' })).toBe(path)
})
