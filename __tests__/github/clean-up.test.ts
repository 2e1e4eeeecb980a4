import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { cleanUp } from '../../src/github/clean-up.ts'
import { noteLeftover } from '../../src/leftovers/journal.ts'

const environment = { ...process.env }
let work: string
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'clean-up-'))
})
afterEach(() => {
  process.env = { ...environment }
  rmSync(work, { recursive: true })
})

/** Keeps the environment in which it was called. */
function program(name: string): string {
  const file = join(work, name)
  writeFileSync(file, `#!/bin/sh\n/usr/bin/env > ${file}.env\n`, { mode: 0o755 })
  return file
}

it('shows no program that it calls the inputs, which post is given too', async () => {
  const directory = join(work, 'private')
  mkdirSync(directory)
  program('docker')
  noteLeftover(directory, { kind: 'context', name: 'c' })
  noteLeftover(directory, {
    kind: 'builder',
    name: 'b',
    file: program('buildx'),
    config: join(directory, 'buildx'),
  })
  Object.assign(process.env, {
    PATH: work,
    INPUT_KEY: 'secret',
    'INPUT_SSH-KEY': 'secret',
    BUILDER_NODE_0_AUTH_TLS_KEY: 'secret',
  })
  await cleanUp(directory)
  for (const name of ['docker', 'buildx']) {
    const given = readFileSync(join(work, `${name}.env`), 'utf8')
    expect(given).toContain(`PATH=${work}\n`)
    expect(given).not.toContain('secret')
  }
  expect(existsSync(directory)).toBe(false)
})
