import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { signIn, withSignIn } from '../../src/gitlab/registry.ts'

let home: string
let directory: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'registry-'))
  directory = join(home, 'private')
  mkdirSync(directory)
})
afterEach(() => rmSync(home, { recursive: true }))

const job = () => ({
  HOME: home,
  CI_REGISTRY: 'registry.example.com',
  CI_REGISTRY_PASSWORD: 'secret',
  CI_REGISTRY_USER: 'gitlab-ci-token',
})
const auth = Buffer.from('gitlab-ci-token:secret').toString('base64')
const read = (config: string) => JSON.parse(readFileSync(join(config, 'config.json'), 'utf8'))

it('signs in when the user has no configuration', () => {
  const { DOCKER_CONFIG: config = '' } = signIn(directory, job())
  expect(read(config)).toMatchObject({ auths: { 'registry.example.com': { auth } } })
  expect(statSync(config).mode & 0o777).toBe(0o700)
  expect(statSync(join(config, 'config.json')).mode & 0o777).toBe(0o600)
})

it('keeps the user’s configuration, and adds the runner’s credentials for images', () => {
  const users = join(home, '.docker')
  mkdirSync(join(users, 'cli-plugins'), { recursive: true })
  const text = JSON.stringify({ auths: { a: { auth: 'x' } }, proxies: { default: {} } })
  writeFileSync(join(users, 'config.json'), text)
  const env = { ...job(), DOCKER_AUTH_CONFIG: '{"auths":{"a":{"auth":"other"},"b":{"auth":"y"}}}' }
  const { DOCKER_CONFIG: config = '' } = signIn(directory, env)
  expect(read(config)).toEqual({
    auths: { a: { auth: 'x' }, b: { auth: 'y' }, 'registry.example.com': { auth } },
    credHelpers: { b: '', 'registry.example.com': '' },
    proxies: { default: {} },
  })
  expect(readlinkSync(join(config, 'cli-plugins'))).toBe(join(users, 'cli-plugins'))
  expect(readFileSync(join(users, 'config.json'), 'utf8')).toBe(text)
})

it('unsets the variable whose sign-ins it has merged, which would win over the job’s', () => {
  const own = { auths: { 'registry.example.com': { auth: 'may-only-pull' }, b: { auth: 'y' } } }
  const env = { ...job(), DOCKER_AUTH_CONFIG: JSON.stringify(own) }
  const set = signIn(directory, env)
  expect({ ...env, ...set }.DOCKER_AUTH_CONFIG).toBeUndefined()
  expect(read(set.DOCKER_CONFIG ?? '').auths).toEqual({
    b: { auth: 'y' },
    'registry.example.com': { auth },
  })
  expect(Object.keys(signIn(mkdtempSync(join(home, 'other-')), job()))).toEqual(['DOCKER_CONFIG'])
})

it('keeps sign-ins of the variable in force beside a credential store', () => {
  mkdirSync(join(home, '.docker'))
  const text = JSON.stringify({ auths: { stored: {} }, credsStore: 'pass' })
  writeFileSync(join(home, '.docker', 'config.json'), text)
  const auths = { stored: { auth: 'x' }, b: { auth: 'y' }, c: { auth: 'z' } }
  const own = JSON.stringify({ auths, credHelpers: { c: 'ecr-login' } })
  const { DOCKER_CONFIG: config = '' } = signIn(directory, { ...job(), DOCKER_AUTH_CONFIG: own })
  expect(read(config)).toEqual({
    auths: { stored: {}, b: { auth: 'y' }, c: { auth: 'z' }, 'registry.example.com': { auth } },
    credHelpers: { b: '', c: 'ecr-login', 'registry.example.com': '' },
    credsStore: 'pass',
  })
})

it.each(['CI_REGISTRY', 'CI_REGISTRY_USER', 'CI_REGISTRY_PASSWORD'])(
  'changes nothing without %s',
  (name) => {
    expect(signIn(directory, { ...job(), [name]: '' })).toEqual({})
  },
)

it('ignores a configuration that is not JSON', () => {
  const { DOCKER_CONFIG: config = '' } = signIn(directory, { ...job(), DOCKER_AUTH_CONFIG: '{' })
  expect(Object.keys(read(config).auths)).toEqual(['registry.example.com'])
})

it('takes precedence over a credential store', () => {
  const config = withSignIn({ credHelpers: { other: 'ecr-login' } }, 'r', 'u:p')
  expect(config.credHelpers).toEqual({ other: 'ecr-login', r: '' })
})
