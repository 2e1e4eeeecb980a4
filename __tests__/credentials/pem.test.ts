import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { readPem, secretForms } from '../../src/credentials/pem.ts'

const { privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const pem = privateKey
const base64 = Buffer.from(pem).toString('base64')

describe('readPem', () => {
  it.each([
    ['PEM text', pem],
    ['PEM without its last line break', pem.trimEnd()],
    ['PEM with CRLF', pem.replaceAll('\n', '\r\n')],
    ['PEM with \\n written out', pem.replaceAll('\n', '\\n')],
    ['PEM with \\r\\n written out', pem.replaceAll('\n', '\\r\\n')],
    ['indented PEM', pem.replaceAll(/^/gm, '    ')],
    ['PEM with words around it', `the key:\n${pem}bye`],
    ['base64 of PEM', base64],
    ['base64 of PEM, wrapped', base64.replaceAll(/.{76}/g, '$&\n')],
    ['base64 of PEM with CRLF', Buffer.from(pem.replaceAll('\n', '\r\n')).toString('base64')],
  ])('reads %s', (_, value) => {
    expect(readPem(value)).toEqual([{ label: 'PRIVATE KEY', text: pem }])
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

describe('secretForms', () => {
  const data = pem.split('\n').slice(1, -2)

  it('covers each line of data, the whole and its base64', () => {
    const forms = secretForms(base64, pem)
    expect(forms).toEqual(expect.arrayContaining([...data, base64]))
    expect(forms).toContain(Buffer.from(pem.trimEnd()).toString('base64'))
    const windows = Buffer.from(pem.replaceAll('\n', '\r\n')).toString('base64')
    expect(forms).toContain(windows)
    expect(forms).toEqual(expect.arrayContaining(base64.match(/.{76}/g) as string[]))
  })

  it('leaves out lines of its base64 that hold only BEGIN or END, the same for every key', () => {
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

  it('leaves out what would blank innocent words', () => {
    const forms = secretForms('-----BEGIN X-----\nAAAABBBBCCCC\nab==\n-----END X-----', '')
    expect(forms).toContain('AAAABBBBCCCC')
    expect(forms).not.toContain('ab==')
    expect(forms).not.toContain('-----BEGIN X-----')
    expect(secretForms('.', '')).toEqual([])
  })
})
