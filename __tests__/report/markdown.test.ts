import { describe, expect, it } from '@jest/globals'
import {
  cellCode,
  code,
  codeBlock,
  folded,
  prose,
  table,
  unbroken,
} from '../../src/report/markdown.ts'

describe('prose', () => {
  it.each([
    [
      'Markdown',
      '*a* `b` [c](d) #1 ~e~',
      '&#42;a&#42; &#96;b&#96; &#91;c&#93;(d) &#35;1 &#126;e&#126;',
    ],
    ['HTML', '<b>&amp;</b>', '&lt;b&gt;&amp;amp;&lt;/b&gt;'],
    ['links', 'https://a www.b @c', 'https:<!-- -->//a www<!-- -->.b <!-- -->@c'],
    ['line breaks', 'a\nb', 'a b'],
  ])('escapes %s', (_, text, markdown) => {
    expect(prose(text, 100)).toBe(markdown)
  })
})

describe('code', () => {
  it.each([
    ['a', '`a`'],
    ['a`b``c', '```a`b``c```'],
    ['`a', '`` `a ``'],
    ['', ''],
  ])('of %j is %j', (text, span) => {
    expect(code(text, 100)).toBe(span)
  })

  it('escapes what would end the cell of a table', () => {
    expect(cellCode('a|b', 100)).toBe('`a\\|b`')
    expect(cellCode('a\\|b', 100)).toBe('`a\\ \\|b`')
  })
})

it('indents the lines of a code block, without control characters', () => {
  expect(codeBlock(['a\u001b[31mb', '```', '\tc\u2028d', 'efghi'], 4)).toEqual([
    '',
    '    ab',
    '    ```',
    '    \tc d',
    '    efg…',
    '',
  ])
})

it('aligns the columns of a table', () => {
  expect(table(['a', 'b'], 'lr', [['1', '2']])).toEqual([
    '',
    '| a | b |',
    '| --- | ---: |',
    '| 1 | 2 |',
    '',
  ])
})

it('folds lines below a title, with blank lines so that Markdown works inside', () => {
  expect(folded('a', ['b']).join('\n')).toBe('\n<details><summary>a</summary>\n\nb\n\n</details>\n')
})

it('keeps text on one line', () => {
  expect(unbroken('1 min 2 s')).toBe('1\u00a0min\u00a02\u00a0s')
})
