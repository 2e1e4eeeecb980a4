import { describe, expect, it } from '@jest/globals'
import { parseFileCommands } from '../../script/rig/file-commands.ts'

describe('parseFileCommands', () => {
  it('reads values of one line and of several', () => {
    const text = 'name=value=more\nempty=\nlong<<END\none\n\ntwo=2\nEND\nlast<<X\nX\n'
    expect(parseFileCommands(text)).toEqual({
      name: 'value=more',
      empty: '',
      long: 'one\n\ntwo=2',
      last: '',
    })
  })

  it('takes the later of two values', () => {
    expect(parseFileCommands('a=1\na=2\n')).toEqual({ a: '2' })
  })

  it('refuses what the runner refuses', () => {
    expect(() => parseFileCommands('no operator\n')).toThrow("Invalid format 'no operator'")
    expect(() => parseFileCommands('a<<END\n1\n')).toThrow("delimiter not found 'END'")
  })
})
