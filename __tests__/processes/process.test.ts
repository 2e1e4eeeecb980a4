import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from '@jest/globals'
import { CanceledError } from '../../src/base/errors.ts'
import { runToEnd, startProcess } from '../../src/processes/process.ts'

const directory = mkdtempSync(join(tmpdir(), 'process-'))
afterAll(() => rmSync(directory, { recursive: true }))

const shell = { file: 'sh', env: { PATH: process.env.PATH } }
const signal = () => new AbortController().signal
const start = (script: string, options = {}) =>
  startProcess(shell, ['-c', script], { directory, signal: signal(), ...options })
const run = (script: string, options = {}) =>
  runToEnd(shell, ['-c', script], { directory, signal: signal(), timeoutMs: 60_000, ...options })

describe('startProcess', () => {
  it('keeps the output of the process until it is read', async () => {
    const { stdout, stderr, ended } = await start('echo a result; echo some words >&2; exit 3')
    expect(await ended).toEqual({ exitCode: 3 })
    expect(await text(stdout)).toBe('a result\n')
    expect(await text(stderr)).toBe('some words\n')
  })

  it('names the signal that ended the process', async () => {
    const { ended } = await start('kill -KILL $$')
    expect(await ended).toEqual({ exitCode: 130, signal: 'SIGKILL' })
  })

  it('makes the process wait while its output is not read', async () => {
    const length = 10_000_000
    const script = `head -c ${length} /dev/zero; echo all is said >&2`
    const { stdout, stderr, ended } = await start(script)
    await once(stdout, 'readable')
    expect(stdout.readableLength).toBeLessThan(length / 10)
    const [said] = await Promise.all([text(stdout), text(stderr)])
    expect(said).toHaveLength(length)
    expect(await ended).toEqual({ exitCode: 0 })
  })

  it('rejects when the program cannot be started', async () => {
    const starting = startProcess({ file: '/none', env: {} }, [], { directory, signal: signal() })
    await expect(starting).rejects.toThrow('ENOENT')
  })

  it.each([
    ['SIGINT', undefined],
    ['SIGINT', new Error('no longer needed')],
    ['SIGTERM', 'SIGTERM'],
  ])('stops the process with %s when the abort reason is %p', async (name, reason) => {
    const controller = new AbortController()
    const traps = 'trap "echo SIGINT; exit 1" INT; trap "echo SIGTERM; exit 1" TERM'
    const script = `${traps}; echo ready >&2; while :; do sleep 0.01; done`
    const { stdout, stderr, ended } = await start(script, { signal: controller.signal })
    await once(stderr, 'data')
    controller.abort(reason)
    expect(await ended).toEqual({ exitCode: 1 })
    expect(await text(stdout)).toBe(`${name}\n`)
  })

  it('kills a process that does not stop within its grace period', async () => {
    const controller = new AbortController()
    const script = 'trap "" INT; echo ready; while :; do sleep 0.01; done'
    const options = { signal: controller.signal, gracePeriodMs: 50 }
    const { stdout, ended } = await start(script, options)
    await once(stdout, 'data')
    controller.abort()
    expect(await ended).toMatchObject({ exitCode: 130 })
  })

  it('kills at once without a grace period', async () => {
    const { ended } = await start('exec sleep 60', {
      signal: AbortSignal.abort(),
      gracePeriodMs: 0,
    })
    expect(await ended).toMatchObject({ exitCode: 130 })
  })
})

describe('runToEnd', () => {
  it('returns the output of the command and its exit code', async () => {
    expect(await run('echo a; echo b >&2; exit 4')).toEqual({
      exitCode: 4,
      stdout: 'a\n',
      stderr: 'b\n',
    })
  })

  it('names a command that did not end in time', async () => {
    await expect(run('exec sleep 60', { timeoutMs: 50 })).rejects.toThrow(
      'sh -c did not end within 0.05 s.',
    )
  })

  it('rejects when it is canceled', async () => {
    await expect(run('exec sleep 60', { signal: AbortSignal.abort() })).rejects.toThrow(
      CanceledError,
    )
  })
})
