import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { processesWith } from '../../script/rig/leaks.ts'
import { spawnChild } from '../../src/processes/program.ts'
import { until } from '../helpers/until.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'program-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

it('passes the environment of the program and the mark, and nothing else', async () => {
  const env = { PATH: process.env.PATH, MINE: 'yes' }
  const { stdout } = spawnChild({ file: 'env', env }, [], { directory }, 'ignore')
  const lines = (await text(stdout)).trim().split('\n').toSorted()
  expect(lines).toEqual([
    'MINE=yes',
    `PATH=${process.env.PATH}`,
    `REMOTE_BUILDKIT_DIRECTORY=${directory}`,
  ])
})

it('ends the child when this process exits by itself', async () => {
  const module = resolve(import.meta.dirname, '../../src/processes/program.ts')
  const script = `
import { spawnChild } from ${JSON.stringify(module)}
const program = { file: 'sleep', env: { PATH: process.env.PATH } }
for (const seconds of ['61', '62']) spawnChild(program, [seconds], { directory: ${JSON.stringify(directory)} }, 'ignore')
process.stdin.on('end', () => process.exit(3)).resume()
`
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script])
  const children = () =>
    processesWith(directory).filter(({ command }) => command.startsWith('sleep'))
  const exit = once(parent, 'exit')
  await until(() => children().length === 2, 'both children run')
  parent.stdin.end()
  expect(await exit).toEqual([3, null])
  await until(() => children().length === 0, 'both children are ended')
})
