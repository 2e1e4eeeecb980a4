import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { processesWith } from '../../script/rig/leaks.ts'
import { freePort, type Server, startServer } from '../../script/rig/server.ts'
import { until } from '../helpers/until.ts'

const serverModule = join(import.meta.dirname, '..', '..', 'script', 'rig', 'server.ts')

let directory: string
let server: Server | undefined

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'server-'))
  await mkdir(join(directory, 'root'))
})

afterEach(async () => {
  await server?.stop()
  server = undefined
  await rm(directory, { recursive: true })
})

// A server that is ready when its file exists, and writes another file when it shuts down cleanly.
const options = (code = 'setInterval(() => {}, 1000)') => ({
  name: 'the server',
  logPath: join(directory, 'log'),
  remove: join(directory, 'root'),
  command: [
    process.execPath,
    '-e',
    `const fs = require('fs')
    process.on('SIGTERM', () => { fs.writeFileSync('${directory}/stopped', ''); process.exit() })
    console.log('hello')
    fs.writeFileSync('${directory}/ready', '')
    ${code}`,
  ],
  isReady: async () => existsSync(join(directory, 'ready')),
})

describe('startServer', () => {
  it('resolves when the server is ready, and shuts it down cleanly', async () => {
    server = await startServer(options())
    expect(processesWith(join(directory, 'ready')).map(({ pid }) => pid)).toContain(server.pid)
    expect(server.log()).toBe('hello\n')
    await server.stop()
    expect(existsSync(join(directory, 'stopped'))).toBe(true)
    expect(existsSync(join(directory, 'root'))).toBe(false)
    expect(processesWith(directory)).toEqual([])
  })

  it('kills it like a crash', async () => {
    server = await startServer(options())
    await server.kill()
    expect(existsSync(join(directory, 'stopped'))).toBe(false)
    expect(existsSync(join(directory, 'root'))).toBe(false)
    expect(processesWith(directory)).toEqual([])
  })

  it('reports the output of a server that exits before it is ready', async () => {
    const failing = {
      ...options(),
      command: [process.execPath, '-e', 'console.log("no port")'],
      isReady: async () => false,
    }
    await expect(startServer(failing)).rejects.toThrow("the server didn't start:\nno port")
  })

  it('reports a missing program', async () => {
    const missing = { ...options(), command: [join(directory, 'missing')] }
    await expect(startServer(missing)).rejects.toThrow(/didn't start:\n.*ENOENT/)
  })

  it('leaves no process when the rig itself is killed', async () => {
    const rig = join(directory, 'rig.ts')
    await writeFile(
      rig,
      `import { existsSync } from 'node:fs'
      import { startServer } from ${JSON.stringify(serverModule)}
      await startServer({ ...${JSON.stringify(options())}, isReady: async () => existsSync('${directory}/ready') })
      process.kill(process.pid, 'SIGKILL')`,
    )
    const child = spawn(process.execPath, [rig], { stdio: 'inherit' })
    expect(await once(child, 'close')).toEqual([null, 'SIGKILL'])
    await until(() => processesWith(directory).length === 0, 'nothing runs on')
    expect(existsSync(join(directory, 'stopped'))).toBe(true)
    expect(existsSync(join(directory, 'root'))).toBe(false)
  })
})

it('finds a port that the system does not give to a client before the server listens', async () => {
  const port = await freePort()
  expect(port).toBeGreaterThan(1024)
  // Linux's first ephemeral port, unless it was changed.
  expect(port).toBeLessThan(32_768)
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  server.close()
})
