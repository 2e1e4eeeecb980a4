import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { explainStart, lastWords } from '../../../src/connect/builders/container-log.ts'
import { containerLogLines } from '../../../src/connect/builders/read-container-log.ts'
import { started } from '../../helpers/faulty-servers.ts'

const directory = mkdtempSync(join(tmpdir(), 'container-log-'))
afterAll(() => rmSync(directory, { recursive: true }))

const usage = 'Incorrect Usage: flag provided\n\nOPTIONS:\n   --help, -h  show help\n'

describe('lastWords', () => {
  it.each([
    ['among usage', `buildkitd: no flag\n${usage}`, 'no flag'],
    ['above a stack trace', 'buildkitd: no worker\nmain.main\n\t/main.go:1\n', 'no worker'],
    ['of the last start', 'buildkitd: one\nbuildkitd: two\n', 'two'],
    [
      'of a fatal fault',
      'time="now" level=fatal msg="no \\"such\\" file"\nend\n',
      'no "such" file',
    ],
  ])('is the reason %s', (_, log, reason) => {
    expect(lastWords(log)).toBe(reason)
  })

  it('is the last line where there is no reason', () => {
    expect(lastWords('one\nexec format error\n\n')).toBe('exec format error')
  })

  it.each([
    ['wrote nothing', ''],
    ['listens', 'level=info msg="running server on /run/buildkit/buildkitd.sock"\nmore\n'],
  ])('is nothing of a BuildKit that %s', (_, log) => {
    expect(lastWords(log)).toBeUndefined()
  })
})

const frame = (stream: number, text: string) => {
  const header = Buffer.alloc(8)
  header[0] = stream
  header.writeUInt32BE(Buffer.byteLength(text), 4)
  return Buffer.concat([header, Buffer.from(text)])
}

describe('explainStart', () => {
  const error = new Error('no answer.')
  const path = join(directory, 'docker.sock')
  const atSocket = { docker: `unix://${path}`, container: 'mine' }

  async function explain(status: number, body: Buffer) {
    const requests: (string | undefined)[] = []
    const server = await started(
      createServer(({ url }, response) => {
        requests.push(url)
        response.writeHead(status).end(body)
      }),
      { path },
    )
    const message = await explainStart(error, atSocket).finally(() => server.close())
    return { requests, message }
  }

  it('reads the log over the socket, in which Docker mixes both streams', async () => {
    const log = [
      frame(2, 'buildkitd: no'),
      frame(1, usage.slice(0, 20)),
      frame(2, ' flag\n'),
      frame(1, usage.slice(20)),
    ]
    expect(await explain(200, Buffer.concat(log))).toEqual({
      requests: ['/containers/mine/logs?stdout=1&stderr=1&tail=200'],
      message: 'no answer. BuildKit wrote in its container: no flag',
    })
  })

  it('adds one short line without control characters', async () => {
    const { message } = await explain(
      200,
      frame(2, `buildkitd: \u001b]0;x\u0007${'y'.repeat(900)}`),
    )
    expect(message).toMatch(/: \]0;x y+…$/)
    expect(message.length).toBeLessThan(350)
  })

  it('adds nothing without a container', async () => {
    const { message } = await explain(404, Buffer.from('{"message":"No such container: mine"}'))
    expect(message).toBe('no answer.')
  })

  it('reads the log with the Docker CLI where the API needs more than a socket', async () => {
    const calls: (readonly string[])[] = []
    const place = { docker: 'far', container: 'mine' }
    const message = await explainStart(error, place, async (args) => {
      calls.push(args)
      return { exitCode: 0, stdout: usage, stderr: 'buildkitd: no flag\n' }
    })
    expect(message).toBe('no answer. BuildKit wrote in its container: no flag')
    expect(calls).toEqual([['--context', 'far', 'logs', '--tail', '200', 'mine']])
    const missing = () => Promise.reject(new Error('spawn docker ENOENT'))
    expect(await explainStart(error, place, missing)).toBe('no answer.')
  })
})

describe('the lines for the log of a job', () => {
  const place = { docker: 'far', container: 'mine' }
  const linesOf = (result: { exitCode: number; stdout: string; stderr: string }) =>
    containerLogLines(place, 1000, async () => result)

  it('are those that BuildKit wrote', async () => {
    expect(await linesOf({ exitCode: 0, stdout: '', stderr: 'one\n\ntwo\n' })).toEqual([
      'one',
      'two',
    ])
  })

  it('are the last ones of a long log', async () => {
    const stderr = `first\n${'x'.repeat(999)}\n`.repeat(2000)
    const lines = await linesOf({ exitCode: 0, stdout: '', stderr: `${stderr}last\n` })
    expect(lines.at(-1)).toBe('last')
    expect(lines.join('\n').length).toBeLessThanOrEqual(1_000_000)
  })

  it('say why there is none', async () => {
    expect(await linesOf({ exitCode: 1, stdout: '', stderr: 'No such container\n' })).toEqual([
      "The log of the container mine can't be read: No such container",
    ])
  })

  it('say so within the time limit when Docker does not answer', async () => {
    const path = join(directory, 'silent.sock')
    const server = await started(
      createServer(() => {}),
      { path },
    )
    const lines = await containerLogLines({ docker: `unix://${path}`, container: 'mine' }, 100)
    await server.close()
    expect(lines).toEqual([expect.stringMatching(/^The log of the container mine can't be read: /)])
  })
})
