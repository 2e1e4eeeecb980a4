import { expect, it } from '@jest/globals'
import { createFence, plainLine } from '../../src/github/workflow-commands.ts'

it.each([
  ['BuildKit v0.32.2', 'BuildKit v0.32.2'],
  ['v1\n::warning::x\r\n::stop-commands::y', 'v1 ::warning::x ::stop-commands::y'],
  ['::error::x', ': :error::x'],
  ['  ::error::x', ': :error::x'],
  ['v1 ##[add-mask]e', 'v1 # [add-mask]e'],
  ['a\u001b[31mb\u0000c', 'a [31mb c'],
])('turns %j into text that no runner obeys', (text, line) => {
  expect(plainLine(text)).toBe(line)
})

it('takes each command of the runner out of a line that stands inside a fence', () => {
  expect(createFence().harmless('a ##[group]b ##[error]c')).toBe('a # [group]b # [error]c')
})

it('cuts a line that is too long for the runner, at the border of a character', () => {
  expect(plainLine('😀'.repeat(5000))).toBe(`${'😀'.repeat(3999)}…`)
})
