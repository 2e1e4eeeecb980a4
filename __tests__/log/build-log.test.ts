import { describe, expect, it } from '@jest/globals'
import { createBuildLog } from '../../src/log/build-log.ts'
import { testFence } from '../helpers/fence.ts'
import { readStream, record } from '../helpers/recorded-streams.ts'

/** The whole log of a recorded build. */
function replay(name: string): string {
  const { events, text } = readStream(`${name}.rawjson`)
  const log = createBuildLog(testFence)
  for (const event of events) log.status(event)
  for (const line of text) log.text(line)
  const shown = log.take()
  return shown + log.close(record(events, log.lastWords().error).failure)
}

describe('the log of a build', () => {
  it('is inside the fence', () => {
    expect(replay('single-cold')).toMatch(/^<fence>\n#1 (?:(?!fence>)[^\n]*\n)+<\/fence>\n$/)
  })

  it('shows the last output of the failed step before the Dockerfile excerpt', () => {
    const [, end = ''] = replay('failed').split(/\n------\n > \[broken 3\/4\] RUN [^\n]+:\n/)
    expect(end).toMatch(
      /^[^\n]+\n(?:[^\n]*\n)*------\n\S+:\d+\n-+\n(?:[^\n]*\n)*ERROR: failed to build: [^\n]+\n<\/fence>\n$/,
    )
  })

  it('has no last output when the failure has none', () => {
    expect(replay('push-refused')).not.toContain('------\n >')
  })

  it('moves the excerpt and the error to the end, and keeps all other text in its place', () => {
    const log = createBuildLog(testFence)
    const rule = '-'.repeat(20)
    for (const line of ['proxy:8080', 'Dockerfile:3', rule, '   3 | >>> RUN x', rule, 'ERROR: x']) {
      log.text(line)
    }
    expect(log.take()).toBe('<fence>\nproxy:8080\n')
    expect(log.close()).toBe(
      `\nDockerfile:3\n${rule}\n   3 | >>> RUN x\n${rule}\nERROR: x\n</fence>\n`,
    )
  })

  it('shows a line that looked like the start of an excerpt once something else follows', () => {
    const log = createBuildLog(testFence)
    log.text('proxy:8080')
    expect(log.take()).toBe('<fence>\n')
    log.status({})
    expect(log.take()).toBe('proxy:8080\n')
    log.text('proxy:8080')
    expect(log.close()).toBe('proxy:8080\n</fence>\n')
  })

  it('does not let buildx or the last output of a step control the host or a terminal', () => {
    const log = createBuildLog(testFence)
    log.text('a\u001b[2Jb\r::error::c')
    log.text('x ##[group]y')
    const name = '[1/1] RUN x\u001b[2J\n##[endgroup]'
    const text = log.take() + log.close({ name, lastOutput: ['##[group]x'] })
    expect(text).toBe(
      '<fence>\n::error::c\nx # [group]y\n\n------\n > [1/1] RUN x# [endgroup]:\n# [group]x\n------\n</fence>\n',
    )
  })
})
