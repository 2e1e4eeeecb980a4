import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../src/base/errors.ts'
import { checkoutRemedy, hasCheckout } from '../../src/inputs/checkout.ts'

const directory = mkdtempSync(join(tmpdir(), 'checkout-'))
for (const folder of ['whole/.git', 'whole/app', 'parts/app/.git', 'plain/app/src']) {
  mkdirSync(join(directory, folder), { recursive: true })
}
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
    ['an error about a file that is not there', missing, 'plain', ' Check it out.'],
    [
      'an error that this has caused',
      new Error('No builder', { cause: missing }),
      'plain',
      ' Check it out.',
    ],
    ['an error in a checkout', missing, 'parts', ''],
    ['an error about something else', new ConfigurationError('targets: none'), 'plain', ''],
    [
      'a cause about something else',
      new Error('No builder', { cause: new Error('x') }),
      'plain',
      '',
    ],
    ['what is no error', 'text', 'plain', ''],
  ])('for %s', (_, error, workspace, remedy) => {
    const found = checkoutRemedy(error, join(directory, workspace), { checkout: 'Check it out.' })
    expect(found).toBe(remedy)
  })
})
