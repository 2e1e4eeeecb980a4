import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import {
  describeOther,
  isEncrypted,
  type PemBlock,
  readPem,
  secretForms,
} from '../../src/credentials/pem.ts'

const { privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const pem = privateKey
const base64 = Buffer.from(pem).toString('base64')
const der = Buffer.from(pem.split('\n').slice(1, -2).join(''), 'base64')

describe('readPem', () => {
  it.each([
    ['PEM text', pem],
    ['PEM without its last line break', pem.trimEnd()],
    ['PEM with CRLF', pem.replaceAll('\n', '\r\n')],
    ['PEM with \\n as two characters', pem.replaceAll('\n', '\\n')],
    ['PEM with \\r\\n as four characters', pem.replaceAll('\n', '\\r\\n')],
    ['indented PEM', pem.replaceAll(/^/gm, '    ')],
    ['PEM with text around it', `the key:\n${pem}bye`],
    ['base64 of PEM', base64],
    ['PEM whose line breaks became spaces', pem.replaceAll('\n', ' ')],
    ['PEM whose line breaks were doubled', pem.replaceAll('\n', '\n\n')],
    ['PEM whose line breaks vanished', pem.replaceAll('\n', '')],
    ['PEM whose line breaks became tabs', pem.replaceAll('\n', '\t')],
    ['PEM with \\n escaped twice', pem.replaceAll('\n', '\\\\n')],
    ['PEM with a byte order mark', `\ufeff${pem}`],
    ['PEM in quotes', JSON.stringify(pem)],
    ['PEM in UTF-16 with a byte order mark', Buffer.from(`\ufeff${pem}`, 'utf16le')],
    ['PEM in UTF-16 without one', Buffer.from(pem, 'utf16le')],
    ['PEM in UTF-16, big-endian', Buffer.from(`\ufeff${pem}`, 'utf16le').swap16()],
    ['base64 of PEM in UTF-16', Buffer.from(`\ufeff${pem}`, 'utf16le').toString('base64')],
    ['base64 of base64', Buffer.from(base64).toString('base64')],
    [
      'base64 of wrapped base64',
      Buffer.from(`${base64.replaceAll(/.{76}/g, '$&\n')}\n`).toString('base64'),
    ],
    ['base64 with \\n written out', base64.replaceAll(/.{76}/g, '$&\\n')],
    ['base64 with spaces', base64.replaceAll(/.{76}/g, '$& ')],
    ['base64 for URLs', Buffer.from(pem).toString('base64url')],
    ['DER', der],
    ['base64 of DER, which is PEM without BEGIN and END', der.toString('base64')],
    ['base64 of PEM, wrapped', base64.replaceAll(/.{76}/g, '$&\n')],
    ['base64 of PEM with CRLF', Buffer.from(pem.replaceAll('\n', '\r\n')).toString('base64')],
  ])('reads %s', (_, value) => {
    expect(readPem(value)).toEqual([{ label: 'PRIVATE KEY', text: pem }])
  })

  it.each(['pkcs1', 'pkcs8'] as const)('reads an RSA key in DER, as %s', (type) => {
    const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const [block] = readPem(key.export({ type, format: 'der' }))
    expect(block).toEqual({
      label: 'PRIVATE KEY',
      text: key.export({ type: 'pkcs8', format: 'pem' }),
    })
  })

  it('keeps the headers of an encrypted key', () => {
    const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const encrypted = String(
      key.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }),
    )
    expect(encrypted).toContain('DEK-Info: ')
    expect(readPem(encrypted)).toEqual([{ label: 'RSA PRIVATE KEY', text: encrypted }])
    expect(isEncrypted(readPem(encrypted)[0] as PemBlock)).toBe(true)
  })

  it('reads several blocks in order', () => {
    expect(readPem(pem + pem.replaceAll('PRIVATE KEY', 'OTHER')).map(({ label }) => label)).toEqual(
      ['PRIVATE KEY', 'OTHER'],
    )
  })

  it.each(['', 'hello', '/etc/tls/key.pem', 'aGVsbG8=', pem.slice(0, 60)])(
    'finds nothing in %j',
    (value) => {
      expect(readPem(value)).toEqual([])
    },
  )
})

describe('describeOther', () => {
  it.each([
    ['a truncated block', pem.slice(0, 100), /^has -----BEGIN PRIVATE KEY----- but no /],
    ['base64 of one', Buffer.from(pem.slice(0, 100)).toString('base64'), /^has -----BEGIN PRIV/],
    ['the end of a block', pem.slice(40), /^has -----END PRIVATE KEY----- but no /],
    [
      'an expression',
      ['$', '{{ secrets.KEY }}'].join(''),
      /^is an expression that was not evaluated$/,
    ],
    [
      'PKCS #12',
      Buffer.from('308203e5020103308203af06092a864886f70d010701', 'hex'),
      /^is a PKCS #12 /,
    ],
    ['base64 of PKCS #12', 'MIID5QIBAzCCA68GCSqGSIb3DQEHAQ==', /^is a PKCS #12 /],
    ['PKCS #7', Buffer.from('308203e506092a864886f70d010702a08203d6', 'hex'), /^is a PKCS #7 /],
  ])('recognizes %s', (_, value, words) => {
    expect(describeOther(value)).toMatch(words)
  })

  it.each(['', 'hello', '/etc/tls/key.pem'])('recognizes nothing in %j', (value) => {
    expect(describeOther(value)).toBeUndefined()
  })
})

describe('secretForms', () => {
  const data = pem.split('\n').slice(1, -2)

  it('covers each line of data, the whole text and its base64', () => {
    const forms = secretForms(base64, pem)
    expect(forms).toEqual(expect.arrayContaining([...data, base64]))
    expect(forms).toContain(Buffer.from(pem.trimEnd()).toString('base64'))
    const windows = Buffer.from(pem.replaceAll('\n', '\r\n')).toString('base64')
    expect(forms).toContain(windows)
    expect(forms).toEqual(expect.arrayContaining(base64.match(/.{76}/g) as string[]))
  })

  it('leaves out lines of its base64 that encode only BEGIN or END, as they are the same for every key', () => {
    // 28 and 29 characters: the first wrapped line ends where the data does.
    const short = `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(28)}\n-----END PRIVATE KEY-----\n`
    const [first = '', ...others] =
      Buffer.from(short)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    const forms = secretForms('', short)
    expect(forms).toContain(first)
    expect(others).not.toEqual([])
    expect(forms).not.toEqual(expect.arrayContaining(others))
  })

  it('covers the lines of a value that is not PEM', () => {
    expect(secretForms('not-a-pem-at-all\nbut-secret', '')).toEqual([
      'not-a-pem-at-all',
      'but-secret',
    ])
  })

  it('leaves out short lines that would mask ordinary words', () => {
    const forms = secretForms('-----BEGIN X-----\nAAAABBBBCCCC\nab==\n-----END X-----', '')
    expect(forms).toContain('AAAABBBBCCCC')
    expect(forms).not.toContain('ab==')
    expect(forms).not.toContain('-----BEGIN X-----')
    expect(secretForms('.', '')).toEqual([])
  })
})
