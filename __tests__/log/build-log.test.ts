import { describe, expect, it } from '@jest/globals'
import { type BuildLog, createBuildLog } from '../../src/log/build-log.ts'
import { passingFault } from '../../src/step/retry.ts'
import { readStream, record } from '../helpers/recorded-streams.ts'

/** The log of a recorded build, with the exit code that it had. */
function replay(name: string, { exitCode = 1, canceled = false } = {}) {
  const { events, text } = readStream(`${name}.rawjson`)
  const log: BuildLog = createBuildLog()
  for (const event of events) log.status(event)
  for (const line of text) log.text(line)
  const shown = log.take()
  const end = log.close({ exitCode, canceled, record: record(events, log.reason()) })
  return { ...end, log: shown + end.text }
}

describe('the log of a build', () => {
  it('has no failure when all is well', () => {
    expect(replay('stages-again', { exitCode: 0 }).failure).toBeUndefined()
  })

  it('keeps the runner from obeying what a step prints, until its own last line', () => {
    const { log } = replay('single-cold', { exitCode: 0 })
    const token = /^::stop-commands::([0-9a-f-]{36})\n/.exec(log)?.[1] as string
    expect(log.split(`\n::${token}::\n`)).toHaveLength(2)
    expect(log.indexOf(`::${token}::`)).toBeGreaterThan(log.lastIndexOf('#'))
    expect(replay('single-cold', { exitCode: 0 }).log).not.toContain(token)
  })

  it('names the failed step and shows its last output before the place in the Dockerfile', () => {
    const { failure, excerpt, log } = replay('failed')
    expect(excerpt).toMatchObject({
      line: expect.any(Number),
      text: expect.stringContaining('>>> RUN'),
    })
    const step = /^(\[.*\] RUN .*) failed: exit code: \d+$/.exec(failure ?? '')?.[1]
    expect(step).toBeDefined()
    const [, end = ''] = log.split(`\n------\n > ${step}:\n`)
    expect(end).toMatch(/^[^\n]+\n(?:[^\n]*\n)*------\n\S+:\d+\n-+\n/)
    expect(end).toMatch(/\nERROR: failed to build: [^\n]+\n::/)
  })

  it('says that the connection broke, and what was running', () => {
    expect(replay('daemon-lost').failure).toMatch(
      /^The connection to the BuildKit daemon broke while it ran \[3\/4\] RUN echo ready; sleep 60\. .*\(failed to build: .*EOF\)$/,
    )
  })

  it.each([
    'failed to solve: rpc error: code = Unavailable desc = transport is closing',
    'failed to receive status: unexpected EOF',
    'failed to solve: closing transport due to: error reading from server: EOF',
  ])('says that the connection broke where the build is tried again for it: %s', (words) => {
    const log = createBuildLog()
    log.text(`ERROR: ${words}`)
    const end = log.close({ exitCode: 1, canceled: false, record: record([]) })
    expect(end.failure).toMatch(/^The connection to the BuildKit daemon broke\. /)
    expect(passingFault(words)?.reason).toBe('the connection to the daemon broke')
  })

  it('says nothing of the connection where the daemon refused', () => {
    const words = 'failed to receive status: rpc error: code = NotFound desc = no such job'
    const log = createBuildLog()
    log.text(`ERROR: ${words}`)
    const end = log.close({ exitCode: 1, canceled: false, record: record([]) })
    expect(end.failure).toBe(words)
    expect(passingFault(words)).toBeUndefined()
  })

  it('says that it was canceled, and blames no step', () => {
    const { failure, log } = replay('canceled', { exitCode: 130, canceled: true })
    expect(failure).toBe('The build was canceled.')
    expect(log).not.toContain('------\n >')
  })

  it('names what could not be pushed', () => {
    expect(replay('push-refused').failure).toMatch(/^exporting to image failed: failed to push/)
  })

  it('finds the place in a Dockerfile with spaces in its name, and takes nothing else for one', () => {
    const log = createBuildLog()
    const rule = '-'.repeat(20)
    const words = [
      'proxy:8080',
      'see: http://localhost:1',
      'my Dockerfile:3',
      rule,
      '   3 | >>> RUN x',
      rule,
    ]
    for (const line of [...words, 'ERROR: failed to build: x']) log.text(line)
    expect(log.take()).toMatch(/\nproxy:8080\nsee: http:\/\/localhost:1\n$/)
    const end = log.close({ exitCode: 1, canceled: false, record: record([]) })
    expect(end.excerpt).toEqual({ filename: 'my Dockerfile', line: 3, text: '   3 | >>> RUN x' })
    expect(end.text).toContain(`my Dockerfile:3\n${rule}\n`)
  })

  it('shows what looked like the place of an excerpt where more comes than buildx says', () => {
    const log = createBuildLog()
    log.text('proxy:8080')
    log.status({})
    expect(log.take()).toMatch(/\nproxy:8080\n$/)
    log.text('proxy:8080')
    expect(log.close({ exitCode: 0, canceled: false, record: record([]) }).text).toMatch(
      /^proxy:8080\n::/,
    )
  })

  it('lets neither buildx nor the last output of a step steer who shows the log', () => {
    const log = createBuildLog()
    log.text('a\u001b[2Jb\r::error::c')
    const failure = { name: '[1/1] RUN x', error: 'exit code: 1', lastOutput: ['##[group]x'] }
    const { text } = log.close({ exitCode: 1, canceled: false, record: { ...record([]), failure } })
    expect(text).toContain('\n::error::c\n')
    for (const control of ['\u001b', '\r']) expect(text).not.toContain(control)
    expect(text).toContain('\n# [group]x\n')
  })

  it('takes buildx at its word when no step is to blame', () => {
    const log = createBuildLog()
    log.text('ERROR: failed to build: something new')
    const end = log.close({ exitCode: 1, canceled: false, record: record([]) })
    expect(end.failure).toBe('failed to build: something new')
    const silent = createBuildLog().close({ exitCode: 3, canceled: false, record: record([]) })
    expect(silent.failure).toBe('buildx ended with exit code 3.')
  })
})
