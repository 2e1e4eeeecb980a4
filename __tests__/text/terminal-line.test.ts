import { describe, expect, it } from '@jest/globals'
import { cleanLine, forgetStates, isPlain, isRedraw } from '../../src/text/terminal-line.ts'

const esc = '\u001b'

describe('cleanLine', () => {
  it.each([
    ['plain text', 'a\tb é 日本', 'a\tb é 日本'],
    ['colours', `${esc}[31ma${esc}[0m`, `${esc}[31ma${esc}[0m`],
    ['cursor movements', `a${esc}[2Jb${esc}[1;1Hc`, 'abc'],
    ['a window title', `${esc}]0;title\u0007a`, 'a'],
    ['a link', `${esc}]8;;http://a${esc}\\b`, 'b'],
    ['control characters', 'a\u0000b\u0008c\u007fd\u009be', 'abcde'],
    ['line separators', 'a\u2028b\nc', 'abc'],
    ['changes of direction', 'a\u202eb\u2066c\u2069d\u200fe\u061cf', 'abcdef'],
    [
      'text from right to left, and joined characters',
      'שלום سلام 👩\u200d🚀',
      'שלום سلام 👩\u200d🚀',
    ],
    ['states that were overwritten', '10 %\r20 %\r30 %', '30 %'],
    ['a return at the end', 'done\r', 'done'],
    ['an invisible last state', `50 %\r${esc}[2K`, '50 %'],
    ['a cursor to the first column', `10 %${esc}[1G20 %`, '20 %'],
    ['nothing visible', `${esc}[2K\r`, ''],
  ])('of %s', (_, line, clean) => {
    expect(cleanLine(line)).toBe(clean)
  })
})

it.each([
  ['a\tb', true],
  ['é 日本', true],
  ['a\rb', false],
  [`${esc}[31m`, false],
  ['a\u2028b', false],
  ['a\u0085b', false],
  ['a\u202eb', false],
  ['a\u2069b', false],
  ['a\u200fb', false],
  ['שלום', true],
])('isPlain(%j) is %j', (line, isIt) => {
  expect(isPlain(line)).toBe(isIt)
})

it.each([
  ['a\rb', true],
  [`a${esc}[Gb`, true],
  [`a${esc}[2Kb`, false],
])('isRedraw(%j) is %j', (text, isIt) => {
  expect(isRedraw(text)).toBe(isIt)
})

it.each([
  ['10 %', '', '10 %'],
  ['10 %\r20 %', '10 %', '20 %'],
  ['10 %\r20 %\r', '20 %', ''],
  [`10 %${esc}[1G20 %`, '10 %', '20 %'],
  [`10 %\r${esc}[2K\r\r`, '10 %', ''],
  [`${esc}[2K\r`, '', ''],
  // The sequence may turn out to be invisible: then 10 % is the visible state.
  [`10 %\r${esc}[`, '10 %', `${esc}[`],
])('forgetStates(%j) has ended with %j and goes on with %j', (line, ended, open) => {
  expect(forgetStates(line)).toEqual({ ended, open })
})
