import { describe, expect, it } from '@jest/globals'
import { interpreter } from '../../script/rig/workflow-commands.ts'

function interpret(lines: readonly string[], secrets: readonly string[] = []) {
  const result = interpreter(secrets, {})
  for (const line of lines) result.read(line)
  return result
}

describe('interpreter', () => {
  it('masks the value of add-mask from then on, and does not show the command', () => {
    const { shown, unmasked, masks } = interpret(['pearl', '::add-mask::pearl', 'a pearl'])
    expect(shown).toEqual(['pearl', 'a ***'])
    expect(unmasked).toEqual(['pearl', 'a pearl'])
    expect(masks).toEqual(['pearl'])
  })

  it('masks each line of a value of several lines', () => {
    expect(interpret(['::add-mask::one%0Atwo', 'two', 'one']).shown).toEqual(['***', '***'])
    expect(interpret(['one', 'two'], ['one\ntwo']).shown).toEqual(['***', '***'])
  })

  it('collects annotations with their properties', () => {
    const { annotations, shown } = interpret([
      '::error title=Build%2C failed,file=a%3Ab::one%0Atwo 100%25',
      '::warning::careful',
      '::notice::by the way',
    ])
    expect(annotations).toEqual([
      {
        level: 'error',
        message: 'one\ntwo 100%',
        properties: { title: 'Build, failed', file: 'a:b' },
      },
      { level: 'warning', message: 'careful', properties: {} },
      { level: 'notice', message: 'by the way', properties: {} },
    ])
    expect(shown).toEqual(['Error: one\ntwo 100%', 'Warning: careful', 'Notice: by the way'])
  })

  it('obeys no command between stop-commands and its token', () => {
    const { shown, annotations } = interpret([
      '::stop-commands::token',
      '::error::not an error',
      '::other::',
      '::token::',
      '::error::an error',
    ])
    expect(shown).toEqual(['::error::not an error', '::other::', 'Error: an error'])
    expect(annotations).toHaveLength(1)
  })

  it('shows debug lines only where debugging is on', () => {
    expect(interpret(['::debug::detail', 'text']).shown).toEqual(['text'])
    const debugging = interpreter([], { debug: true })
    debugging.read('::debug::detail')
    expect(debugging.shown).toEqual(['##[debug]detail'])
  })

  it('obeys the old form anywhere in a line, for the runner’s command names', () => {
    const { annotations, masks, shown } = interpret([
      '#5 1.0 ##[error file=a;line=2]one',
      'x ##[add-mask]pearl',
      '##[section]a pearl',
    ])
    expect(annotations).toEqual([
      { level: 'error', message: 'one', properties: { file: 'a', line: '2' } },
    ])
    expect(masks).toEqual(['pearl'])
    expect(shown).toEqual(['Error: one', '##[section]a ***'])
  })

  it('does not change a line that only looks like a command', () => {
    expect(interpret(['a ::error::b', '#5 ::', 'std::string::npos']).shown).toEqual([
      'a ::error::b',
      '#5 ::',
      'std::string::npos',
    ])
  })
})
