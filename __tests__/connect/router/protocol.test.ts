import { describe, expect, it } from '@jest/globals'
import {
  completeBody,
  type RouteRequest,
  readAnswer,
  refusal,
  routeBody,
} from '../../../src/connect/router/protocol.ts'

const request: RouteRequest = {
  repo: 'https://github.com/acme/app',
  name: '',
  target: '',
  arch: 'amd64',
  untrusted: false,
}

describe('routeBody', () => {
  it.each([
    [
      'without a name',
      request,
      '{"repo":"https://github.com/acme/app","target":"","arch":"amd64","untrusted":false}',
    ],
    [
      'for a part of a repository, of a stranger',
      { ...request, name: 'web', target: 'app', untrusted: true },
      '{"repo":"https://github.com/acme/app","name":"web","target":"app","arch":"amd64","untrusted":true}',
    ],
  ])('has only fields that the service knows, %s', (_, given, body) => {
    expect(routeBody(given)).toBe(body)
  })
})

it('completeBody leaves out the id of an old service, which would refuse the field', () => {
  expect(completeBody({ key: 'p1', buildId: 'ab' })).toBe('{"key":"p1","buildId":"ab"}')
  expect(completeBody({ key: 'p1' })).toBe('{"key":"p1"}')
})

const answer = (fields: object) =>
  JSON.stringify({
    ...{ key: 'p0123456789abcdef', buildId: '0123456789abcdef', namespace: 'n', ready: true },
    endpoint: 'tcp://buildkitd-p0.build.example.com:443',
    ...fields,
  })

describe('readAnswer', () => {
  it('reads where to build', () => {
    expect(readAnswer(200, answer({ more: 1 }))).toEqual({
      kind: 'routed',
      route: {
        key: 'p0123456789abcdef',
        buildId: '0123456789abcdef',
        endpoint: {
          kind: 'tcp',
          url: 'tcp://buildkitd-p0.build.example.com:443',
          host: 'buildkitd-p0.build.example.com',
          port: 443,
        },
      },
    })
    expect(readAnswer(200, answer({ buildId: '' }))).not.toHaveProperty('route.buildId')
  })

  it.each([
    ['that it warms', 504, 'daemon not ready: context deadline exceeded\n'],
    ['of a proxy', 502, '<html><h1>Bad Gateway</h1></html>'],
    ['that it is not there', 503, ''],
    ['that there are too many', 429, 'rate limited'],
    ['of a fault in the cluster', 500, 'ensure project: etcdserver: request timed out'],
    ['of a daemon that is not ready', 200, answer({ ready: false })],
  ])('asks again after an answer %s', (_, status, text) => {
    const { kind, ...rest } = readAnswer(status, text)
    expect(kind).toBe('later')
    expect(JSON.stringify(rest)).not.toMatch(/<h1>|\n/)
  })

  it.each([
    ['401', 401, 'Unauthorized', 'HTTP 401: Unauthorized'],
    ['403', 403, 'Forbidden\n', 'HTTP 403: Forbidden'],
    [
      '400',
      400,
      'bad request: unsupported arch "mips"',
      'HTTP 400: bad request: unsupported arch "mips"',
    ],
    ['404', 404, '<html>not here</html>', 'HTTP 404'],
    ['a redirect', 302, '', 'HTTP 302'],
    ['text', 200, 'OK', 'the answer names no daemon'],
    ['no key', 200, answer({ key: undefined }), 'the answer names no daemon'],
    ['no address', 200, answer({ endpoint: 'buildkitd' }), 'is not an address of a daemon'],
    ['no port', 200, answer({ endpoint: 'tcp://host' }), 'has no port'],
    ['a socket', 200, answer({ endpoint: 'unix:///run/x.sock' }), 'is not a tcp:// address'],
    ['a command', 200, answer({ endpoint: 'ssh://root@host' }), 'is not a tcp:// address'],
    ['a router', 200, answer({ endpoint: 'https://host' }), 'is the address of a router'],
  ])('gives up after %s', (_, status, text, reason) => {
    const verdict = readAnswer(status, text)
    expect(verdict).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) })
  })

  it('repeats no token', () => {
    const { kind, ...rest } = readAnswer(401, 'bad token eyJhbGciOiJSUzI1NiJ9.eyJzdWIi.sig')
    expect([kind, rest]).toEqual(['refused', { reason: 'HTTP 401: bad token ***' }])
  })

  const s3 = { type: 's3', bucket: 'cache', name: 'p1', region: 'gra' }
  it.each([
    ['S3', s3, 'type=s3,bucket=cache,name=p1,region=gra', true],
    [
      'another service with its protocol',
      { ...s3, endpointUrl: 'https://s3.example.com:9000' },
      'type=s3,bucket=cache,name=p1,region=gra,endpoint_url=https://s3.example.com:9000,use_path_style=true',
      true,
    ],
    [
      'S3 that is only read',
      { ...s3, skipExport: true },
      'type=s3,bucket=cache,name=p1,region=gra',
      false,
    ],
  ])('reads the cache in %s', (_, cache, from, writes) => {
    expect(readAnswer(200, answer({ cache }))).toMatchObject({
      route: { cache: { from, ...(writes && { to: `${from},mode=max,ignore-error=true` }) } },
    })
    const { route } = readAnswer(200, answer({ cache })) as { route: { cache: object } }
    expect('to' in route.cache).toBe(writes)
  })

  it.each([
    ['of another kind', { type: 'gcs', bucket: 'a', name: 'b' }],
    ['without a bucket', { type: 's3', name: 'b' }],
    ['that would change the entry', { ...s3, bucket: 'a,mode=min' }],
    ['that is no object', 'type=s3'],
  ])('ignores a cache %s', (_, cache) => {
    expect(readAnswer(200, answer({ cache }))).not.toHaveProperty('route.cache')
  })
})

it('refusal is a sentence, with what else is known', () => {
  const { code, mayPass, reason } = refusal('https://r', 'HTTP 403: Forbidden', 'No token.')
  expect([code, mayPass]).toEqual(['router-refused', false])
  expect(reason).toBe('https://r gives this build no daemon (HTTP 403: Forbidden). No token.')
  expect(refusal('https://r', 'it ends.').reason).toBe(
    'https://r gives this build no daemon (it ends).',
  )
})
