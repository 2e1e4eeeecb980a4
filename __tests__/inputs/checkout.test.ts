import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../src/base/errors.ts'
import { checkoutRemedy, hasCheckout } from '../../src/inputs/checkout.ts'

const directory = mkdtempSync(join(tmpdir(), 'checkout-'))
for (const folder of [
  'whole/.git',
  'whole/app',
  'parts/app/.git',
  'plain/app/src',
  'deep/src/app/.git',
  'file',
  'empty',
]) {
  mkdirSync(join(directory, folder), { recursive: true })
}
writeFileSync(join(directory, 'file', 'Dockerfile'), '')
afterAll(() => rmSync(directory, { recursive: true }))

it.each([
  ['whole', true],
  ['whole/app', true],
  ['parts', true],
  ['plain', false],
  ['none', false],
])('knows whether a workspace (%s) has a checkout', (workspace, has) => {
  expect(hasCheckout(join(directory, workspace))).toBe(has)
})

describe('the remedy of a missing checkout', () => {
  const missing = new ConfigurationError('source: no folder', undefined, { lacksFile: true })
  it.each([
    ['a missing file in an empty workspace', missing, 'empty', ' Check it out.'],
    ['a missing file without a workspace', missing, 'none', ' Check it out.'],
    [
      'an error that this has caused',
      new Error('No builder', { cause: missing }),
      'empty',
      ' Check it out.',
    ],
    ['a missing file in a checkout', missing, 'whole', ''],
    ['a missing file beside a checkout two folders down', missing, 'deep', ''],
    ['a missing file beside files that came without git', missing, 'file', ''],
    ['a missing file in what is no folder', missing, 'file/Dockerfile', ''],
    ['an error about something else', new ConfigurationError('targets: none'), 'empty', ''],
    [
      'a cause about something else',
      new Error('No builder', { cause: new Error('x') }),
      'empty',
      '',
    ],
    ['what is no error', 'text', 'empty', ''],
  ])('for %s', (_, error, workspace, remedy) => {
    const found = checkoutRemedy(error, join(directory, workspace), { checkout: 'Check it out.' })
    expect(found).toBe(remedy)
  })
})
