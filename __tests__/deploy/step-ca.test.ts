import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { findSecrets } from '../../script/rig/leaks.ts'
import { run, tryRun } from '../../script/rig/run.ts'
import { parseIdentity } from '../../src/inputs/identity-inputs.ts'
import { deploy } from './units.ts'

// The end-to-end tests run step-ca with these files.

const script = join(deploy, 'step-ca', 'init')
let parent: string
let directory: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'step-ca-'))
  directory = join(parent, 'made')
})
afterEach(() => rmSync(parent, { recursive: true }))

const init = (...args: string[]) => tryRun('sh', [script, '-d', directory, ...args])
const read = (name: string) => readFileSync(join(directory, name), 'utf8')

describe('deploy/step-ca/init', () => {
  it('makes the files that step-ca needs, readable only by their owner', async () => {
    const { code, stdout } = await init(
      ...['--name', 'ca.example.com', '--name', 'fd00::1', '--github', '65001', '--github', '7'],
      ...['--gitlab', '9', '--gitlab-issuer', 'https://git.example.com/', '--port', '9000'],
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^identity in workflows: step-ca\+https:\/\/ca\.example\.com:9000\/github$/m,
    )
    expect(stdout).toMatch(/audience https:\/\/ca\.example\.com:9000\/gitlab$/m)
    const names = readdirSync(directory)
    expect(names).toEqual([
      ...['ca.json', 'github.tpl', 'gitlab.tpl', 'intermediate.key', 'intermediate.pem'],
      ...['root.key', 'root.pem'],
    ])
    for (const name of names) expect(statSync(join(directory, name)).mode & 0o077).toBe(0)
    const config = JSON.parse(read('ca.json'))
    expect(config).toMatchObject({
      address: ':9000',
      dnsNames: ['ca.example.com', 'fd00::1', 'localhost', '127.0.0.1'],
      authority: { claims: { disableRenewal: true, maxTLSCertDuration: '1h' } },
    })
    expect(config.authority.provisioners).toMatchObject([
      {
        clientID: 'https://ca.example.com:9000/github',
        configurationEndpoint:
          'https://token.actions.githubusercontent.com/.well-known/openid-configuration',
        options: {
          x509: { templateData: { owners: ['65001', '7'], server: 'https://github.com' } },
        },
      },
      {
        clientID: 'https://ca.example.com:9000/gitlab',
        configurationEndpoint: 'https://git.example.com/.well-known/openid-configuration',
        options: { x509: { templateData: { owners: ['9'], server: 'https://git.example.com' } } },
      },
    ])
    const [root, intermediate] = ['root.pem', 'intermediate.pem'].map(
      (name) => new X509Certificate(read(name)),
    )
    expect(root && intermediate?.checkIssued(root) && intermediate.verify(root.publicKey)).toBe(
      true,
    )
    expect(intermediate?.ca).toBe(true)
    const keys = [read('root.key'), read('intermediate.key')]
    expect(await findSecrets(keys, { texts: { stdout, config: read('ca.json') } })).toEqual([])
  })

  it('makes a provisioner only for the named hosts, on the port of https', async () => {
    await init('--name', '10.0.0.5', '--gitlab', '9')
    const { authority, address } = JSON.parse(read('ca.json'))
    expect(address).toBe(':443')
    expect(authority.provisioners.map(({ clientID }: { clientID: string }) => clientID)).toEqual([
      'https://10.0.0.5/gitlab',
    ])
  })

  it('writes an IPv6 address as in a URL', async () => {
    const { stdout } = await init('--name', 'fd00::1', '--github', '9')
    expect(stdout).toContain('step-ca+https://[fd00::1]/github')
  })

  // The action reads `identity` as a URL and asks for a token of that audience; step-ca compares it with clientID.
  it.each([
    ['CA.Example.COM', []],
    ['FD00::A', ['--port', '8443']],
    ['1:0:2:3:4:5:6:7', []],
    ['1::2:0:0:3', []],
  ])(
    'makes an authority %s that has the audience for which the action asks',
    async (name, more) => {
      const { stdout } = await init('--name', name, '--github', '9', ...more)
      const [, address = ''] = /^identity in workflows: (\S+)$/m.exec(stdout) ?? []
      const { authority, dnsNames } = JSON.parse(read('ca.json'))
      expect(parseIdentity(address, '').audience).toBe(authority.provisioners[0].clientID)
      expect(dnsNames[0]).toBe(name.toLowerCase())
    },
  )

  it('accepts the address of a GitHub Enterprise Server', async () => {
    const issuer = 'https://github.example.com/_services/token'
    await init('--name', 'ca', '--github', '9', '--github-issuer', issuer)
    const [provisioner] = JSON.parse(read('ca.json')).authority.provisioners
    expect(provisioner.options.x509.templateData.server).toBe('https://github.example.com')
    expect(provisioner.configurationEndpoint).toBe(`${issuer}/.well-known/openid-configuration`)
  })

  it.each([
    [['--github', '9'], /give the name of the authority/],
    [['--name', 'ca'], /give an owner/],
    [['--name', 'ca', '--github', 'acme'], /--github acme: not a valid value/],
    [['--name', 'ca"', '--github', '9'], /--name ca": not a valid value/],
    [['--name', 'ca *', '--github', '9'], /not a valid value/],
    [['--name', 'fd00:0:0:0:0:0:0:1', '--github', '9'], /in its shortest form, such as fd00::1/],
    [['--name', 'fd00::0:1', '--github', '9'], /not an IPv6 address in its shortest form/],
    [['--name', 'fd00::01', '--github', '9'], /not an IPv6 address in its shortest form/],
    [['--name', '1::2:3:4:5:6:7', '--github', '9'], /not an IPv6 address in its shortest form/],
    [['--name', '1:0:0:2:3::4', '--github', '9'], /not an IPv6 address in its shortest form/],
    [['--name', '::ffff:10.0.0.5', '--github', '9'], /not an IPv6 address in its shortest form/],
    [['--name', 'ca.example.com:9000', '--github', '9'], /not an IPv6 address/],
    [['--name', '10.5', '--github', '9'], /not an IPv4 address in its usual form/],
    [['--name', '010.0.0.5', '--github', '9'], /not an IPv4 address in its usual form/],
    [['--name', 'ca', '--github', '9', '--port', '0443'], /--port 0443: not a port/],
    [['--name', 'ca', '--github', '9', '--port', 'https'], /--port https: not a valid value/],
    [['--name', 'ca', '--github', '9', '--github-issuer', 'http://a'], /not an address with https/],
    [['--name', 'ca', '--github', '9', '--github-issuer', 'https://a"b'], /not an address/],
    [['--name', 'ca', '--github'], /--github needs a value/],
    [['--nonsense', 'x'], /unknown option --nonsense/],
  ])('refuses %j', async (args, words) => {
    const { code, stderr } = await init(...args)
    expect(code).toBe(1)
    expect(stderr).toMatch(words)
    expect(readdirSync(parent)).toEqual([])
  })

  it('overwrites nothing', async () => {
    await init('--name', 'ca', '--github', '9')
    const key = read('root.key')
    expect(await init('--name', 'ca', '--github', '9')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/exists already/),
    })
    expect(read('root.key')).toBe(key)
  })

  it.each(['dash', 'bash'])('works with %s', async (shell) => {
    await run(shell, [script, '-d', directory, '--name', 'ca', '--github', '9'])
    expect(JSON.parse(read('ca.json')).authority.provisioners).toHaveLength(1)
  })

  it('prints its help', async () => {
    expect(await run('sh', [script])).toMatch(/^usage: init /)
  })
})
