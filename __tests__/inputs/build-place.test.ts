import { expect, it } from '@jest/globals'
import { buildPlace } from '../../src/inputs/build-place.ts'

const defaultContext = 'https://github.com/acme/app.git#abc'

it.each([
  ['.', '', '', ''],
  ['./', './Dockerfile', '', ''],
  ['.', 'Dockerfile', '', ''],
  ['.', '-', '', ''],
  ['.', 'ci/api.Dockerfile', '', 'ci/api.Dockerfile'],
  ['./app/', '', 'app', ''],
  ['app', 'app/Dockerfile', 'app', ''],
  ['app', 'Dockerfile', 'app', 'Dockerfile'],
  ['/repository/app', '/repository/app/Dockerfile', 'app', ''],
  ['/temporary/x1', '', '', ''],
  ['.', '/temporary/x1/Dockerfile', '', ''],
  ['.', '/temporary/x1/api.Dockerfile', '', 'api.Dockerfile'],
  ['.', 'https://example.com/Dockerfile', '', 'https://example.com/Dockerfile'],
  [defaultContext, 'Dockerfile', '', ''],
  [`${defaultContext}:app`, '', 'app', ''],
  [`${defaultContext}:app`, 'Dockerfile', 'app', ''],
  [`${defaultContext}:app`, 'ci/Containerfile', 'app', 'app/ci/Containerfile'],
  [defaultContext, '/repository/docker/Dockerfile', '', 'docker/Dockerfile'],
  [`${defaultContext}:app`, '/repository/app/Dockerfile', 'app', ''],
  [`${defaultContext}:app`, '/temporary/x1/api.Dockerfile', 'app', 'api.Dockerfile'],
  ['https://github.com/acme/other.git#main:sub', '', 'sub', ''],
  ['https://github.com/acme/other.git#main', '', '', ''],
])('finds the place of context %j and file %j: folder %j, Dockerfile %j', (...texts) => {
  const [context, file, folder, dockerfile] = texts
  expect(buildPlace({ context, file, defaultContext, workspace: '/repository' })).toEqual({
    folder,
    dockerfile,
  })
})
