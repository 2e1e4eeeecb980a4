import { describe, expect, it } from '@jest/globals'
import { unconfirmed } from '../../script/confirm-checksums.ts'

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)]

describe('unconfirmed', () => {
  it('names no file whose checksum is in the text, in any form', () => {
    const json = JSON.stringify({ amd64: { file: 'buildx', sha256: a } })
    expect(unconfirmed({ one: a, two: b }, `${json}\n${b.toUpperCase()} *buildx\n`)).toEqual([])
  })

  it('names each file whose checksum differs', () => {
    expect(unconfirmed({ one: a, two: b }, `${b}  two`)).toEqual(['one'])
  })

  it('does not read part of a longer text as a checksum', () => {
    expect(unconfirmed({ one: a }, `${a}a`)).toEqual(['one'])
  })
})
