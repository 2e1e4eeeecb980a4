import { describe, expect, it } from '@jest/globals'
import { readShell } from '../../src/text/shell-commands.ts'

const wordsOf = (text: string) => readShell(text).commands.map(({ words }) => words.join('|'))

describe('readShell', () => {
  it.each([
    ['a b && c; d || e', ['a|b', 'c', 'd', 'e']],
    ['a \'b; c\' "d && e" f\\ g', ['a|b; c|d && e|f g']],
    ['A=1 B="2 3" a', ['a']],
    ['if a; then sudo b; fi', ['a', 'b', 'fi']],
    ['a > b 2>&1 && c 2>/dev/null d < e', ['a', 'c|d']],
    ['a # b; c\nd', ['a', 'd']],
    ['a() { b; }; c', ['a', 'b', '}', 'c']],
    ['a "$(b; c)"', ['a|$(b; c)']],
    ['<<EOF\na\nb c', ['a', 'b|c']],
    ['["a", "b; c"]', ['a|b; c']],
    ['cat <<EOF > f\na\nEOF', []],
    ['<<EOF\n#!/usr/bin/env python3\na', []],
  ])('reads %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  it.each(['a', 'set -e; A=1 a && b', "a '$(b)'", '<<EOF\na\nb', '["a"]'])(
    'knows that %j only runs its commands',
    (text) => {
      expect(readShell(text).isPlain).toBe(true)
    },
  )

  it.each(['a | b', 'a & b', 'a || b', '(a)', 'a $(b)', 'a "`b`"', 'a > b', 'sudo a', 'if a; fi'])(
    'knows that %j does more',
    (text) => {
      expect(readShell(text).isPlain).toBe(false)
    },
  )
})
