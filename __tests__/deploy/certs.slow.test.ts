import { createPrivateKey, X509Certificate } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { makeAuthority, makeCertificate } from '../../script/rig/certificates.ts'
import { findSecrets } from '../../script/rig/leaks.ts'
import { tryRun } from '../../script/rig/run.ts'
import { type Pki, pkiIn, script } from './certs.ts'

jest.setTimeout(30_000)

const day = 24 * 60 * 60 * 1000
let directory: string
let pki: Pki

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pki-'))
  pki = pkiIn(directory)
  await pki.certs('init')
})

afterEach(() => rmSync(directory, { recursive: true }))

function certificatesIn(pem: string): X509Certificate[] {
  return (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  )
}

function keys(): Map<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  return new Map(
    paths
      .filter((path) => path.endsWith('tls.key'))
      .map((path) => [readFileSync(join(directory, path), 'utf8'), path]),
  )
}

/** The root of an authority that the script didn't make. */
const makeRoot = (name: string) =>
  makeAuthority(join(directory, '.others', name), { commonName: name })

/** Days from now, rounded so that a certificate made a moment ago has its full number of days. */
function daysLeft(certificate: X509Certificate): number {
  return Math.round((Date.parse(certificate.validTo) - Date.now()) / day)
}

describe('certs', () => {
  it('makes a server certificate with any number of names, for server authentication only', async () => {
    await pki.certs('server', 'buildkit.example.com', '*.build.example.com', '10.0.0.5', 'fd00::1')
    const { cert, key } = pki.read('server/buildkit.example.com')
    const [leaf] = certificatesIn(cert)
    const [authority] = certificatesIn(pki.read('authorities/server/1').cert)
    expect(leaf?.subjectAltName).toBe(
      'DNS:buildkit.example.com, DNS:*.build.example.com, IP Address:10.0.0.5, IP Address:FD00:0:0:0:0:0:0:1',
    )
    expect(leaf?.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(leaf?.ca).toBe(false)
    expect(leaf?.checkPrivateKey(createPrivateKey(key))).toBe(true)
    expect(leaf?.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
    expect(authority && leaf?.checkIssued(authority)).toBe(true)
    expect(authority?.ca).toBe(true)
    expect(leaf && daysLeft(leaf)).toBe(365)
    expect(authority && daysLeft(authority)).toBe(3650)
  })

  it('gives each client its own authority, and each side the CA of the other', async () => {
    await pki.certs('server', 'one')
    await pki.certs('client', 'acme-app')
    await pki.certs('client', 'acme-web')
    await pki.certs('server', 'two')
    const [leaf] = certificatesIn(pki.read('client/acme-app').cert)
    expect(leaf?.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
    expect(leaf && daysLeft(leaf)).toBe(180)
    const issuer = (path: string) => pki.read(`authorities/${path}/1`).cert
    for (const server of ['server/one', 'server/two']) {
      expect(pki.read(server).ca).toBe(issuer('client-acme-app') + issuer('client-acme-web'))
    }
    expect(pki.read('client/acme-app').ca).toBe(issuer('server'))
    expect(pki.read('client/acme-web').ca).toBe(issuer('server'))
  })

  it('makes files that only their owner can read', async () => {
    await pki.certs('client', 'acme-app')
    for (const path of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      expect(statSync(join(directory, path)).mode & 0o077).toBe(0)
    }
  })

  it('never loses a key, whatever the command', async () => {
    await pki.certs('server', 'one')
    await pki.certs('client', 'acme-app')
    const before = keys()
    expect((await pki.tryCerts('init')).stderr).toMatch(/there is an authority already/)
    expect((await pki.tryCerts('server', 'one')).stderr).toMatch(/certs renew server\/one/)
    expect((await pki.tryCerts('client', 'acme-app')).stderr).toMatch(
      /certs renew client\/acme-app/,
    )
    expect(keys()).toEqual(before)
    await pki.certs('renew', '--all')
    await pki.certs('roll-ca')
    await pki.certs('renew', '--all')
    await pki.certs('retire-ca')
    await pki.certs('withdraw', 'acme-app')
    await pki.certs('client', 'acme-app')
    const after = keys()
    for (const key of before.keys()) expect(after.has(key)).toBe(true)
    expect(after.size).toBe(before.size + 2 + 2 + 2 + 2)
  })

  it('renews with the same names under the same authority, and with a new key', async () => {
    await pki.certs('server', 'one', '10.0.0.5', 'fd00::1')
    const before = pki.read('server/one')
    await pki.certs('renew', 'server/one')
    const after = pki.read('server/one')
    const [old] = certificatesIn(before.cert)
    const [renewed] = certificatesIn(after.cert)
    expect(renewed?.subjectAltName).toBe(old?.subjectAltName)
    expect(renewed?.issuer).toBe(old?.issuer)
    expect(after.key).not.toBe(before.key)
    expect(renewed?.checkPrivateKey(createPrivateKey(after.key))).toBe(true)
  })

  it('without arguments, renews what expires soon and names it', async () => {
    await pki.certs('--days', '200', 'server', 'lasting')
    await pki.certs('--days', '20', 'client', 'ending')
    const lasting = pki.read('server/lasting').cert
    const status = await pki.tryCerts('status')
    expect(status.code).toBe(1)
    expect(status.stdout).toMatch(/^client\/ending .* expires within 30 days$/m)
    expect(status.stdout).toMatch(/^server\/lasting .* GMT$/m)
    await pki.certs('renew')
    expect(pki.read('server/lasting').cert).toBe(lasting)
    const [renewed] = certificatesIn(pki.read('client/ending').cert)
    expect(renewed && daysLeft(renewed)).toBe(180)
    expect((await pki.tryCerts('status')).code).toBe(0)
  })

  it('rotates every authority in stages, of which none can be skipped', async () => {
    await pki.certs('server', 'one')
    await pki.certs('client', 'acme-app')
    await pki.certs('roll-ca')
    for (const leaf of ['server/one', 'client/acme-app']) {
      expect(certificatesIn(pki.read(leaf).ca)).toHaveLength(2)
    }
    expect((await pki.tryCerts('roll-ca')).stderr).toMatch(/last roll is not finished/)
    expect((await pki.tryCerts('retire-ca')).stderr).toMatch(/server\/one is signed by an old/)
    await pki.certs('renew', 'server/one')
    expect((await pki.tryCerts('retire-ca')).stderr).toMatch(/client\/acme-app is signed by an old/)
    await pki.certs('renew', 'client/acme-app')
    await pki.certs('retire-ca')
    const [authority, ...others] = certificatesIn(pki.read('client/acme-app').ca)
    const [leaf] = certificatesIn(pki.read('server/one').cert)
    expect(others).toEqual([])
    expect(authority && leaf?.checkIssued(authority)).toBe(true)
  })

  it('keeps the authorities of the daemons in one file for clients without a folder', async () => {
    const bundle = () => readFileSync(join(directory, 'ca.crt'), 'utf8')
    const first = pki.read('authorities/server/1').cert
    expect(bundle()).toBe(first)
    await pki.certs('server', 'one')
    const root = await makeRoot('jobs')
    await pki.certs('trust', 'jobs', root.certPath)
    expect(bundle()).toBe(first)
    expect(await pki.certs('roll-ca')).toMatch(/^changed ca\.crt$/m)
    const second = pki.read('authorities/server/2').cert
    expect(bundle()).toBe(first + second)
    await pki.certs('renew', '--all')
    expect(await pki.certs('retire-ca')).toContain(`: ${join(directory, 'ca.crt')} is theirs.`)
    expect(bundle()).toBe(second)
  })

  it('withdraws one client without an effect on the others', async () => {
    await pki.certs('server', 'one')
    await pki.certs('client', 'acme-app')
    await pki.certs('client', 'acme-web')
    const web = pki.read('client/acme-web')
    expect(await pki.certs('withdraw', 'acme-app')).toMatch(
      /only after they get their new ca\.crt and a restart/,
    )
    expect(pki.read('server/one').ca).toBe(pki.read('authorities/client-acme-web/1').cert)
    expect(pki.read('client/acme-web')).toEqual(web)
  })

  it('makes daemons trust another authority, the previous one beside the next until retire-ca', async () => {
    await pki.certs('server', 'one')
    await pki.certs('client', 'acme-app')
    const own = pki.read('server/one').ca
    const [first, second] = [await makeRoot('first'), await makeRoot('second')]
    expect(await pki.certs('trust', 'jobs', first.certPath)).toMatch(/new ca\.crt and a restart/)
    expect(pki.read('server/one').ca).toBe(own + first.cert)
    expect(pki.read('client/acme-app').ca).toBe(pki.read('authorities/server/1').cert)
    expect(await pki.certs('status')).toMatch(/^trusted\/jobs\/1 .* GMT/m)
    // A daemon whose files are made later trusts it too.
    await pki.certs('server', 'two')
    expect(pki.read('server/two').ca).toBe(own + first.cert)
    expect(await pki.certs('trust', 'jobs', first.certPath)).toMatch(/is this certificate already/)

    await pki.certs('trust', 'jobs', second.certPath)
    expect(pki.read('server/one').ca).toBe(own + first.cert + second.cert)
    await pki.certs('retire-ca')
    expect(pki.read('server/one').ca).toBe(own + second.cert)
    await pki.certs('withdraw', 'jobs')
    expect(pki.read('server/one').ca).toBe(own)
    expect(pki.read('client/acme-app').ca).toBe(pki.read('authorities/server/1').cert)
  })

  it('needs no client of its own beside a trusted authority', async () => {
    await pki.certs('server', 'one')
    const root = await makeRoot('jobs')
    await pki.certs('trust', 'jobs', root.certPath)
    expect(pki.read('server/one').ca).toBe(root.cert)
    await pki.certs('roll-ca')
    await pki.certs('renew', '--all')
    await pki.certs('retire-ca')
    expect(pki.read('server/one').ca).toBe(root.cert)
    expect(await pki.certs('withdraw', 'jobs')).toMatch(/No client is left/)
  })

  it('resolves the file of an authority against the current directory', async () => {
    await pki.certs('server', 'one')
    const root = await makeRoot('jobs')
    const [name, cwd] = [basename(root.certPath), dirname(root.certPath)]
    const { code, stderr } = await tryRun('sh', [script, '-d', directory, 'trust', 'jobs', name], {
      cwd,
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(pki.read('server/one').ca).toBe(root.cert)
  })

  it('accepts only a file with one CA certificate', async () => {
    await pki.certs('client', 'acme-app')
    const root = await makeRoot('jobs')
    const leaf = await makeCertificate(root, join(directory, 'leaf'), {})
    const past = new Date(Date.now() - day)
    const old = await makeAuthority(join(directory, 'old'), {
      notBefore: new Date(Date.now() - 9 * day),
      notAfter: past,
    })
    const write = (name: string, text: string) => {
      writeFileSync(join(directory, name), text)
      return join(directory, name)
    }
    for (const [name, file, words] of [
      ['jobs', leaf.certPath, /is not the certificate of a CA/],
      ['jobs', old.certPath, /has expired/],
      ['jobs', root.keyPath, /holds a private key/],
      ['jobs', write('both', root.cert + root.key), /holds a private key/],
      ['jobs', write('two', root.cert + root.cert), /must hold one certificate/],
      ['jobs', write('none', 'hello'), /must hold one certificate/],
      ['jobs', join(directory, 'nowhere'), /there is no such file/],
      ['acme-app', root.certPath, /is a client: choose another name/],
    ] as const) {
      const { code, stderr } = await pki.tryCerts('trust', name, file)
      expect({ file, code, stderr }).toEqual({
        file,
        code: 1,
        stderr: expect.stringMatching(words),
      })
    }
    expect(existsSync(join(directory, 'trusted'))).toBe(false)
  })

  it('refuses a certificate that would outlive its authority', async () => {
    expect((await pki.tryCerts('--days', '3651', 'server', 'one')).stderr).toMatch(/certs roll-ca/)
  })

  it.each([
    ['server', 'a,IP:1.2.3.4'],
    ['server', 'two words'],
    ['client', 'acme/app'],
    ['client', '../up'],
    ['client', '-rf'],
    ['renew', 'authorities/server/1'],
    ['server'],
    ['reniew'],
  ])('refuses %s %s', async (...args) => {
    const { code, stderr } = await pki.tryCerts(...args)
    expect(code).not.toBe(0)
    expect(stderr).toMatch(/^certs: /m)
  })

  it('prints shell commands that store the files on GitHub in base64', async () => {
    const odd = mkdtempSync(join(tmpdir(), "pki's place "))
    try {
      const own = pkiIn(odd)
      await own.certs('init')
      await own.certs('client', 'acme-app')
      const commands = await own.certs('secrets', 'acme-app', '--repo', 'acme/app', '--env', 'a b')
      expect(commands.match(/gh secret set .*/g)).toEqual(
        ['CA', 'CERT', 'KEY'].map(
          (name) => `gh secret set BUILDKIT_${name} --repo acme/app --env 'a b'`,
        ),
      )
      // A gh that saves its standard input and prints its arguments.
      const run = await tryRun('sh', ['-c', `gh() { echo "$3 $(cat)"; }\n${commands}`])
      const { ca, cert, key } = own.read('client/acme-app')
      const [first, second, third] = run.stdout.trim().split('\n')
      const decoded = (line = '') => Buffer.from(line.split(' ')[1] ?? '', 'base64').toString()
      expect([first, second, third].map(decoded)).toEqual([ca, cert, key])
      const lines = await own.certs('secrets', 'acme-app', '--dotenv')
      expect(parseEnv(lines)).toEqual({
        BUILDKIT_CA: Buffer.from(ca).toString('base64'),
        BUILDKIT_CERT: Buffer.from(cert).toString('base64'),
        BUILDKIT_KEY: Buffer.from(key).toString('base64'),
      })
    } finally {
      rmSync(odd, { recursive: true })
    }
  })

  it('never prints a private key', async () => {
    const printed: string[] = []
    for (const args of [
      ['server', 'one'],
      ['client', 'acme-app'],
      ['secrets', 'acme-app'],
      ['status'],
      ['roll-ca'],
      ['renew', '--all'],
      ['retire-ca'],
      ['withdraw', 'acme-app'],
    ]) {
      const { stdout, stderr } = await pki.tryCerts(...args)
      printed.push(stdout, stderr)
    }
    const texts = { printed: printed.join('\n') }
    expect(await findSecrets([...keys().keys()], { texts })).toEqual([])
  })

  it.each(['dash', 'bash'])('works with %s', async (shell) => {
    if ((await tryRun(shell, ['-c', 'true'])).code !== 0) throw new Error(`install ${shell}`)
    const other = pkiIn(directory, shell)
    await other.certs('server', 'one', '*.example.com')
    await other.certs('client', 'acme-app')
    await other.certs('renew', '--all')
    expect(await other.certs('secrets', 'acme-app')).toContain('BUILDKIT_KEY')
  })
})
