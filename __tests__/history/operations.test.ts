import { describe, expect, it } from '@jest/globals'
import { readOperations } from '../../src/history/operations.ts'

describe('readOperations', () => {
  const buildConfig = {
    llbDefinition: [
      { id: 's', op: { Op: { exec: { meta: { args: ['a'], env: ['B=c=d', 'E'], user: 'f' } } } } },
    ],
    digestMapping: { 'sha256:1': 's' },
  }

  it.each([
    ['SLSA 1', { buildDefinition: { internalParameters: { buildConfig } } }],
    ['SLSA 0.2', { buildConfig }],
  ])('reads %s', (_, predicate) => {
    expect(readOperations(predicate).get('sha256:1')).toMatchObject({
      args: ['a'],
      user: 'f',
      variables: new Map([
        ['B', 'c=d'],
        ['E', ''],
      ]),
    })
  })

  const rest = (exec: object) =>
    readOperations({
      buildConfig: { ...buildConfig, llbDefinition: [{ id: 's', op: { Op: { exec } } }] },
    }).get('sha256:1')?.rest
  const cacheMount = (ID: string, sharing?: number) => ({
    mounts: [{ dest: '/c', cacheOpt: { ID, ...(sharing && { sharing }) } }],
  })

  it.each([
    ['a host', { meta: { extraHosts: [{ Host: 'a', IP: '1' }] } }, { meta: {} }],
    ['a ulimit', { meta: { ulimit: [{ Name: 'nofile' }] } }, { meta: {} }],
    ['the directory', { meta: { cwd: '/a' } }, { meta: { cwd: '/b' } }],
    ['the network', { network: 1 }, {}],
    ['a secret in the environment', { secretenv: [{ ID: 'a' }] }, {}],
    ['the namespace of cache mounts', cacheMount('/c'), cacheMount('n//c')],
    ['that a mount is a cache', cacheMount('n'), { mounts: [{ dest: '/c' }] }],
  ])('counts %s among the inputs of a result', (_, now, before) => {
    expect(rest(now)).not.toBe(rest(before))
  })

  it.each([
    ["a host's address", 'extraHosts', [{ Host: 'a', IP: '1' }], [{ Host: 'a', IP: '2' }]],
    ['the proxy', 'proxy_env', { http_proxy: 'a' }, { http_proxy: 'b' }],
  ])('does not count %s among them', (_, name, now, before) => {
    expect(rest({ meta: { [name]: now } })).toBe(rest({ meta: { [name]: before } }))
  })

  it('does not count the given id of a cache mount among them', () => {
    expect(rest(cacheMount('n/one'))).toBe(rest(cacheMount('m/one')))
    expect(rest(cacheMount('/c', 1))).toBe(rest(cacheMount('n//c', 1)))
  })

  it('finds no operations when there are none', () => {
    expect(readOperations({})).toEqual(new Map())
  })
})
