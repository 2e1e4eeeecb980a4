import { describe, expect, it } from '@jest/globals'
import { isMount, mountOptions, splitFlags } from '../../src/text/instruction-flags.ts'

describe('splitFlags', () => {
  it.each([
    ['--a --b=c make --d', ['--a', '--b=c'], 'make --d'],
    ['make', [], 'make'],
    ['--a="b c" --d=\'e "f"\' make', ['--a=b c', '--d=e "f"'], 'make'],
    ['--a=b\\ c --d="e\\"" make "x"', ['--a=b c', '--d=e"'], 'make "x"'],
    ['--a -- --b make', ['--a'], ' --b make'],
    ['--a="b c', ['--a=b c'], ''],
    ['--a=b\\', ['--a=b'], ''],
  ])('takes the flags of %s without quotes and escapes', (text, flags, rest) => {
    expect(splitFlags(text)).toEqual({ flags, rest })
  })

  it('follows the escape directive', () => {
    expect(splitFlags('--a=b\\c --d=e` f make', '`').flags).toEqual(['--a=b\\c', '--d=e f'])
  })
})

describe('mountOptions', () => {
  it('has the last of a name, in its long form and in lower case', () => {
    expect(mountOptions('--mount=TYPE=cache,target=/a,dst=/b,src=c')).toEqual(
      new Map([
        ['type', 'cache'],
        ['target', '/b'],
        ['source', 'c'],
      ]),
    )
  })

  it('leaves a comma in quotes to its field', () => {
    expect(mountOptions('--mount=type=cache,"target=/a,b"')?.get('target')).toBe('/a,b')
  })

  it('knows no other flag', () => {
    expect(mountOptions('--network=none')).toBeUndefined()
  })
})

it.each([
  ['--mount=type=Cache,target=/a', 'cache', true],
  ['--mount=target=/a', 'bind', true],
  ['--mount=target=/a', 'cache', false],
  ['--network=none', 'bind', false],
])('isMount(%j, %j) is %j', (flag, type, is) => {
  expect(isMount(flag, type)).toBe(is)
})
