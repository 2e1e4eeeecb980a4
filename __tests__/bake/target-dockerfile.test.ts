import { expect, it } from '@jest/globals'
import { targetDockerfile } from '../../src/bake/target-dockerfile.ts'

const place = {
  source: 'services',
  workspace: '/checkout',
  defaultContext: 'https://github.com/acme/app.git#abc',
}

it.each([
  ['.', 'Dockerfile', 'services/Dockerfile'],
  ['app', 'Dockerfile', 'services/app/Dockerfile'],
  ['app', '../Containerfile', 'services/Containerfile'],
  ['/checkout/other', 'Dockerfile', 'other/Dockerfile'],
  ['../..', 'Dockerfile', undefined],
  ['app', '', undefined],
  ['https://github.com/acme/app.git#abc', 'app/Dockerfile', 'app/Dockerfile'],
  ['https://github.com/acme/app.git#abc:app', 'Dockerfile', 'app/Dockerfile'],
  ['https://github.com/other/app.git', 'Dockerfile', undefined],
])(
  'the Dockerfile of a context %s, %j is %j in the repository',
  (context, dockerfile, expected) => {
    expect(targetDockerfile({ context, dockerfile }, place)).toBe(expected)
  },
)
