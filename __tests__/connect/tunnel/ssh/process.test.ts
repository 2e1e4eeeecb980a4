import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, it } from '@jest/globals'
import { createSshProcesses } from '../../../../src/connect/tunnel/ssh/process.ts'

const directory = realpathSync(mkdtempSync(join(tmpdir(), 'ssh-process-')))
afterAll(() => rmSync(directory, { recursive: true }))

// What an old `ssh` takes for a relative path must not be a file of the repository that is built.
it('an ssh is not started where the checkout is', async () => {
  writeFileSync(join(directory, 'ssh'), '#!/bin/sh\npwd\n', { mode: 0o755 })
  const env = { PATH: `${directory}:${process.env.PATH}` }
  const { child, ended } = createSshProcesses(true, { env, directory }).start([])
  expect(await text(child.stdout)).toBe(`${directory}\n`)
  expect(await ended).toMatchObject({ exitCode: 0 })
})
