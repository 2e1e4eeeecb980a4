import { describe, expect, it } from '@jest/globals'
import { unconfirmed } from '../../script/confirm-checksums.ts'

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)]

describe('unconfirmed', () => {
  it('names no file whose checksum is in the text, whatever the form', () => {
    const json = JSON.stringify({ amd64: { file: 'buildx', sha256: a } })
    expect(unconfirmed({ one: a, two: b }, `${json}\n${b.toUpperCase()} *buildx\n`)).toEqual([])
  })

  it('names each file whose checksum is another', () => {
    expect(unconfirmed({ one: a, two: b }, `${b}  two`)).toEqual(['one'])
  })

  it('takes no part of a longer text for a checksum', () => {
    expect(unconfirmed({ one: a }, `${a}a`)).toEqual(['one'])
  })
})
