import { execFileSync } from 'node:child_process'
import { expect, it } from '@jest/globals'
import { exportLines } from '../../src/terminal/env.ts'

it('prints lines that a shell reads back unchanged', () => {
  const value = `a b'c"d$(e)\\f`
  const script = `${exportLines({ NAME: value, EMPTY: undefined })}printf %s "$NAME$EMPTY"`
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(value)
})
