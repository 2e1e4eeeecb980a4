import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect } from '@jest/globals'

/** Compares a text with its golden file, which `script/update-goldens` rewrites. */
export function expectGolden(path: string, text: string): void {
  if (process.env.UPDATE_GOLDENS === 'true') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  expect(text).toBe(readFileSync(path, 'utf8'))
}
