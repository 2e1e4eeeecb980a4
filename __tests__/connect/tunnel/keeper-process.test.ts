import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { processesWith } from '../../../script/rig/leaks.ts'
import { startKeeper } from '../../../src/connect/tunnel/keeper-process.ts'
import type { TunnelOrder } from '../../../src/connect/tunnel/open-tunnel.ts'
import { until } from '../../helpers/until.ts'

let root: string
let directory: string
let keeper: readonly [string, ...string[]]
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keeper-'))
  directory = join(root, 'private')
  mkdirSync(directory)
  const module = resolve(import.meta.dirname, '../../../src/connect/tunnel/keeper.ts')
  const entry = join(root, 'entry.mjs')
  writeFileSync(
    entry,
    `import { runKeeper } from ${JSON.stringify(module)}\nawait runKeeper(process.argv[2], process.env)\n`,
  )
  keeper = [process.execPath, '--experimental-strip-types', entry]
})
afterEach(async () => {
  for (const { pid } of processesWith(directory)) process.kill(pid, 'SIGKILL')
  rmSync(root, { recursive: true })
})

/** A command that answers each connection with a word. */
function order(script: string): TunnelOrder {
  const file = join(root, 'command')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  const endpoint = { kind: 'container', url: 'docker-container://x', command: [file] } as const
  return { kind: 'container', endpoint, sockets: directory }
}

const ports = () => ({ directory, env: { PATH: process.env.PATH }, keeper })
const read = () => text(connect(join(directory, 'daemon.sock')))

it('keeps a tunnel open in another process, for any number of connections', async () => {
  await startKeeper(order('echo hello'), ports())
  expect([await read(), await read()]).toEqual(['hello\n', 'hello\n'])
  expect(processesWith(directory)).toHaveLength(1)
})

it('ends with the private directory', async () => {
  await startKeeper(order('echo hello'), ports())
  rmSync(directory, { recursive: true })
  await until(() => processesWith(directory).length === 0, 'the keeper ends')
  mkdirSync(directory)
})

it('says why it could not open the tunnel, and leaves no process', async () => {
  const wrong = { ...order('echo hello'), sockets: join(root, 'missing') } as TunnelOrder
  await expect(startKeeper(wrong, ports())).rejects.toThrow(/listen (?:ENOENT|EACCES)/)
  await until(() => processesWith(directory).length === 0, 'the keeper ends')
})

it('says so when nothing keeps a tunnel open', async () => {
  const { keeper: _, ...without } = ports()
  await expect(startKeeper(order('echo'), without)).rejects.toThrow(/keeps a tunnel open/)
})
