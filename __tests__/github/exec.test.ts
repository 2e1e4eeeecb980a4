import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { runCommand } from '../../src/github/exec.ts'

const directory = mkdtempSync(join(tmpdir(), 'exec-'))
afterAll(() => rmSync(directory, { recursive: true }))

it.each(['plain', 'with a space', 'with "quotes"'])(
  'runs a program whose path is %s',
  async (name) => {
    mkdirSync(join(directory, name))
    const file = join(directory, name, 'program')
    writeFileSync(file, '#!/bin/sh\necho "$1"; echo oh >&2; exit 3\n')
    chmodSync(file, 0o755)
    const result = await runCommand(file, ['a "b" c'], { env: { PATH: process.env.PATH } })
    expect(result).toEqual({ exitCode: 3, stdout: 'a "b" c\n', stderr: 'oh\n' })
  },
)
