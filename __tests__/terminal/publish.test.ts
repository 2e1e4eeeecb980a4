import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, expect, it } from '@jest/globals'
import { codeQuality } from '../../src/gitlab/code-quality.ts'
import { metrics } from '../../src/gitlab/metrics.ts'
import { createLog } from '../../src/terminal/log.ts'
import { plainJob } from '../../src/terminal/plain-job.ts'
import { createPrinter } from '../../src/terminal/printer.ts'
import { publishParts } from '../../src/terminal/publish.ts'
import { makeFacts } from '../helpers/build-results.ts'
import { record } from '../helpers/recorded-streams.ts'
import { vertex } from '../helpers/stream-events.ts'

const directory = mkdtempSync(join(tmpdir(), 'publish-'))
afterAll(() => rmSync(directory, { recursive: true }))

const secret = 'ab"cd\\ef'

/** Publishes a build whose step and findings have the secret. @returns the files by their options, and the log */
async function published(masks: readonly string[]) {
  const to = new PassThrough()
  const printer = createPrinter({ to, hasColours: false })
  for (const mask of masks) printer.mask(mask)
  const job = {
    ...plainJob({}, new Map()),
    reports: {
      'code-quality': (_: unknown, found: Parameters<typeof codeQuality>[0]) => codeQuality(found),
      metrics,
    },
  }
  const facts = makeFacts(
    record([vertex(`[1/1] RUN echo ${secret}`, { completed: 1, inputs: [] })]),
  )
  const names = ['report', 'code-quality', 'metrics', 'summary']
  const options = new Map(names.map((name) => [name, join(directory, name)]))
  await publishParts(
    {
      closingLines: () => [],
      findings: () => [
        {
          level: 'warning',
          message: `no ${secret}`,
          place: { file: `${secret}/Dockerfile`, title: secret },
        },
      ],
      facts,
      outputs: {},
      summary: (hide) => hide(`echo ${secret}`).replaceAll('"', '&quot;'),
      hide: (text) => text,
    },
    { options, job, log: createLog(printer, { section: job.section, isDebug: false }), printer },
  )
  await printer.flush()
  const files = names.map((name) => [name, readFileSync(join(directory, name), 'utf8')])
  return { ...Object.fromEntries(files), log: String(to.read()) }
}

it('no file of results has a masked text, however the file would write it', async () => {
  const { report, summary, log, 'code-quality': quality } = await published([secret])
  for (const text of [report, summary, log, quality]) {
    expect(text).toContain('***')
    expect(text).not.toContain('ab"')
    expect(text).not.toContain('cd')
  }
  expect(JSON.parse(report).steps[0].name).toBe('RUN echo ***')
  expect(JSON.parse(quality)).toEqual([
    expect.objectContaining({ description: 'no ***', check_name: '***' }),
  ])
})

it('a mask that matches the form of a file, or a number in it, changes neither', async () => {
  const { log: _, ...plain } = await published([])
  const { log: __, ...files } = await published([
    '"retries": 0,',
    'steps',
    '"severity": "minor",',
    'gauge',
  ])
  expect(files).toEqual(plain)
})
