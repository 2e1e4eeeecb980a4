import { expect, it } from '@jest/globals'
import { interpreter } from '../../script/rig/workflow-commands.ts'
import { createFence, createFences, plainLine } from '../../src/github/workflow-commands.ts'

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

it('lets the runner obey a command that is printed while a fence is open, and nothing else inside', () => {
  let output = ''
  const write = (text: string) => {
    output += text
  }
  const fences = createFences(write)
  const mask = (secret: string) => fences.lift(() => write(`::add-mask::${secret}\n`))
  mask('before')
  const fence = fences.create()
  write(`${fence.open}::add-mask::of the build\n`)
  mask('inside')
  write(`::add-mask::of the build\n${fence.close}`)
  mask('after')
  const runner = interpreter([], {})
  for (const line of output.trimEnd().split('\n')) runner.read(line)
  expect(runner.masks.toSorted()).toEqual(['after', 'before', 'inside'])
  expect(runner.shown).toEqual(['::add-mask::of the build', '::add-mask::of the build'])
})
