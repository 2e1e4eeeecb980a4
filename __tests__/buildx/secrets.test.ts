import { expect, it } from '@jest/globals'
import { gitSecret } from '../../src/buildx/secrets.ts'

const server = 'https://git.example.com'

it('is a token, for a server that accepts BuildKit’s own user name', () => {
  expect(gitSecret('t', { server }, [])).toEqual([
    { id: 'GIT_AUTH_TOKEN.git.example.com', value: 't' },
  ])
})

it('is a whole header, for a server that checks the user name too', () => {
  const basic = Buffer.from('gitlab-ci-token:t').toString('base64')
  expect(gitSecret('t', { server, gitUser: 'gitlab-ci-token' }, [])).toEqual([
    { id: 'GIT_AUTH_HEADER.git.example.com', value: `basic ${basic}` },
  ])
})

it.each(['GIT_AUTH_TOKEN', 'GIT_AUTH_HEADER', 'GIT_AUTH_HEADER.git.example.com'])(
  'is left out beside %s',
  (id) => {
    expect(gitSecret('t', { server, gitUser: 'x' }, [{ id, value: 'own' }])).toEqual([])
  },
)

it('is left out without a token', () => {
  expect(gitSecret('', { server }, [])).toEqual([])
})
