import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { endRememberedProcess, rememberProcess } from '../../src/buildx/process-file.ts'

let directory: string
let child: ChildProcess
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'process-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(directory, { recursive: true })
})

const start = (...args: string[]) => {
  child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', ...args])
  rememberProcess(directory, child.pid as number)
}

describe('endRememberedProcess', () => {
  it('ends the process whose command line names the directory', async () => {
    start(join(directory, 'metadata.json'))
    endRememberedProcess(directory)
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
  })

  it('spares another program that has got the same process id', async () => {
    start('/elsewhere')
    endRememberedProcess(directory)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(child.exitCode ?? child.signalCode).toBeNull()
  })

  it('is content when there is nothing to end', () => {
    expect(() => endRememberedProcess(directory)).not.toThrow()
    rememberProcess(directory, 2 ** 30)
    expect(() => endRememberedProcess(directory)).not.toThrow()
  })
})
