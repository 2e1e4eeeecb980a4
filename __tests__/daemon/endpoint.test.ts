import { describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../src/base/errors.ts'
import { parseEndpoint, serverNameOf, tcpAddress } from '../../src/daemon/endpoint.ts'

describe('parseEndpoint of a value that was damaged when it was stored', () => {
  it('ignores white space around it', () => {
    expect(parseEndpoint(' tcp://buildkit:1234\r\n', 'BUILDKIT_HOST')).toMatchObject({
      url: 'tcp://buildkit:1234',
    })
  })

  it.each([
    ['tcp://buildkit :1234', /^BUILDKIT_HOST: "tcp:\/\/buildkit :1234" has a space in it\./],
    ['tcp://a:1\ntcp://b:2', /^BUILDKIT_HOST: "tcp:\/\/a:1 tcp:\/\/b:2" has a line break in it\./],
    ['"tcp://buildkit:1234"', /^BUILDKIT_HOST: "tcp:\/\/buildkit:1234" has quotes around it\./],
  ])('names the fault in %j', (value, words) => {
    expect(() => parseEndpoint(value, 'BUILDKIT_HOST')).toThrow(words)
  })
})

describe('parseEndpoint', () => {
  it.each([
    ['tcp://buildkit.example.com:1234', { host: 'buildkit.example.com', port: 1234 }],
    ['tcp://10.0.0.7:8372/', { url: 'tcp://10.0.0.7:8372', host: '10.0.0.7', port: 8372 }],
    ['TCP://host:1', { url: 'tcp://host:1', host: 'host', port: 1 }],
    ['tcp://[::1]:1234', { host: '::1', port: 1234 }],
    [
      'tcp://gateway:443?server-name=buildkitd-0.buildkitd.buildkit.svc',
      { host: 'gateway', port: 443, serverName: 'buildkitd-0.buildkitd.buildkit.svc' },
    ],
  ])('reads %s', (url, parts) => {
    expect(parseEndpoint(url)).toEqual({ kind: 'tcp', url, ...parts })
  })

  it.each([
    ['ssh://me@build.example.com', { user: 'me', host: 'build.example.com' }],
    ['ssh://builder', { host: 'builder' }],
    ['ssh://me@host/', { url: 'ssh://me@host', user: 'me', host: 'host' }],
    ['ssh://me@[fe80::1]:22', { user: 'me', host: 'fe80::1', port: 22 }],
    [
      'ssh://me@host:2222/run/user/1000/docker.sock',
      { user: 'me', host: 'host', port: 2222, socket: '/run/user/1000/docker.sock' },
    ],
  ])('reads %s', (url, parts) => {
    expect(parseEndpoint(url)).toEqual({ kind: 'ssh', url, ...parts })
  })

  it.each([
    ['docker-container://buildkitd', 'docker exec -i buildkitd buildctl dial-stdio'],
    ['docker-container://b?context=c', 'docker --context=c exec -i b buildctl dial-stdio'],
    ['kube-pod://pod-0', 'kubectl exec -i pod-0 -- buildctl dial-stdio'],
    [
      'kube-pod://pod-0?namespace=n&container=c&context=me@cluster',
      'kubectl --namespace=n --container=c --context=me@cluster exec -i pod-0 -- buildctl dial-stdio',
    ],
  ])('reads %s', (url, command) => {
    expect(parseEndpoint(url)).toEqual({ kind: 'container', url, command: command.split(' ') })
  })

  it('reads an IPv6 address that buildx takes in brackets', () => {
    const endpoint = parseEndpoint('tcp://[::1]:1234?server-name=a')
    expect(endpoint.kind === 'tcp' && tcpAddress(endpoint)).toBe('tcp://[::1]:1234')
  })

  it.each([
    ['tcp://gateway:1?server-name=a', undefined, 'a'],
    ['tcp://gateway:1?server-name=a', 'b', 'a'],
    ['tcp://gateway:1', 'b', 'b'],
    ['tcp://gateway:1', undefined, undefined],
    ['unix:///run/a.sock', 'b', 'b'],
  ])('of %s, with %j as the input server-name, is expected to be %j', (url, forAll, expected) => {
    expect(serverNameOf(parseEndpoint(url), forAll)).toBe(expected)
  })

  it('reads a socket', () => {
    const url = 'unix:///run/buildkit/buildkitd.sock'
    expect(parseEndpoint(url)).toEqual({ kind: 'unix', url, path: '/run/buildkit/buildkitd.sock' })
  })

  it.each([
    ['buildkit.example.com:1234', 'is not an address'],
    ['buildkit', 'is not an address'],
    ['https://buildkit.example.com', 'is the address of a router, which stands alone'],
    ['tcp://buildkit.example.com', 'has no port'],
    ['tcp://:1234', 'is not of the form tcp://host:port'],
    ['tcp://host:port', 'is not of the form tcp://host:port'],
    ['tcp://host:99999', 'is not of the form tcp://host:port'],
    ['tcp://me:secret@host:1234', 'is not of the form tcp://host:port'],
    ['tcp://host:1234?server-name=', 'is not of the form tcp://host:port'],
    ['tcp://host:1234?server-name=a&server-name=b', 'or tcp://host:port?server-name=…'],
    ['tcp://host:1234?server-name=a%20b', 'or tcp://host:port?server-name=…'],
    ['tcp://host:1234?name=a', 'or tcp://host:port?server-name=…'],
    ['tcp://host:1234/path', 'is not of the form tcp://host:port'],
    ['unix://run/buildkitd.sock', 'has no absolute path'],
    [`unix:///run/${'x'.repeat(103)}`, 'is too long for a socket'],
    ['ssh://', 'is not of the form ssh://user@host'],
    ['ssh://-oProxyCommand=x', 'is not of the form ssh://user@host'],
    ['ssh://-l@host', 'is not of the form ssh://user@host'],
    ['ssh://me@host:0', 'is not of the form ssh://user@host'],
    ['ssh://me@host:99999', 'is not of the form ssh://user@host'],
    ['ssh://me@host/run/docker.sock;id', 'is not of the form ssh://user@host'],
    ['ssh://me@host/run/$(id)', 'is not of the form ssh://user@host'],
    ['ssh://me:secret@host', 'with a password in it is not supported'],
    ['docker-container://', 'is not of the form docker-container://name'],
    ['docker-container://-it', 'is not of the form docker-container://name'],
    ['docker-container://a?namespace=b', 'docker-container://name?context=…'],
    ['kube-pod://pod?namespace=', 'kube-pod://name?context=…&namespace=…&container=…'],
    ['npipe:////./pipe/buildkitd', 'is not an address of a daemon'],
  ])('refuses %s in one line that names the input', (text, words) => {
    expect(() => parseEndpoint(text)).toThrow(ConfigurationError)
    expect(() => parseEndpoint(text)).toThrow(words)
    expect(() => parseEndpoint(text)).toThrow(/^endpoint: .*\.$/)
  })
})
