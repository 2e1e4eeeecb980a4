import { execFileSync } from 'node:child_process'
import { expect, it } from '@jest/globals'
import { exportLines, shellLines } from '../../src/terminal/env.ts'

it('prints lines that a shell reads back unchanged', () => {
  const value = `a b'c"d$(e)\\f`
  const script = `${exportLines({ NAME: value, EMPTY: undefined })}printf %s "$NAME$EMPTY"`
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(value)
})

it('prints lines that give variables their former values, and unset those that had none', () => {
  const former = { SET: `a b'c`, EMPTY: '', NEW: null }
  const script = `${shellLines(former)}printf '%s|%s|%s|%s' "$SET" "\${EMPTY-unset}" "\${NEW-unset}" "$OTHER"`
  const env = { PATH: process.env.PATH, SET: '1', EMPTY: '2', NEW: '3', OTHER: '4' }
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8', env })).toBe(`a b'c||unset|4`)
  expect(shellLines({})).toBe('')
})
