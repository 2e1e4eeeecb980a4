import { join } from 'node:path'
import { describe, it } from '@jest/globals'
import type { Builder } from '../../src/connect/builder.ts'
import { remedies } from '../../src/github/remedies.ts'
import { createBuildLog } from '../../src/log/build-log.ts'
import { buildFacts } from '../../src/report/build-facts.ts'
import { closingLines } from '../../src/report/closing-lines.ts'
import { summarize } from '../../src/report/summary.ts'
import { readOutcome } from '../../src/step/outcome.ts'
import type { Result } from '../../src/step/result.ts'
import { makeResult } from '../helpers/build-results.ts'
import { testFence } from '../helpers/fence.ts'
import { expectGolden } from '../helpers/golden.ts'
import { noFacts } from '../helpers/history-facts.ts'
import { readStream, record } from '../helpers/recorded-streams.ts'

/** Hides nothing. */
const asIs = (text: string) => text

// The text that users read about builds on real daemons.

const reports = join(import.meta.dirname, '../fixtures/reports')
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
const metadata = { json: '{}', digest, imageId: digest }

interface Build {
  /** The recorded streams of its tries. */
  readonly streams: readonly string[]
  readonly exitCode?: number
  readonly builder?: Partial<Builder>
  /** An invented value: no recorded stream has one. */
  readonly historyFacts?: Result['historyFacts']
}

const local: Partial<Builder> = {
  driver: 'docker-container',
  endpoint: 'unix:///var/run/docker.sock',
  connectSeconds: 1.42,
  fallback: {
    code: 'connection-refused',
    reason: 'Nothing listens at tcp://buildkit.example.com:1234.',
  },
}

const builds: Readonly<Record<string, Build>> = {
  small: {
    streams: ['single-late-change'],
    historyFacts: {
      ...noFacts,
      savedSeconds: new Map([[2, 12.4]]),
      secondsSaved: 12.4,
      misses: [{ step: 3, reason: 'context-changed' }],
    },
  },
  warm: {
    streams: ['stages-again'],
    historyFacts: {
      ...noFacts,
      savedSeconds: new Map([
        [1, 3.2],
        [3, 127.9],
      ]),
      secondsSaved: 130.1,
      cacheMounts: [{ id: '/downloads', bytes: 81_200_000, existed: true }],
    },
  },
  large: { streams: ['large-late-change'] },
  many: {
    streams: ['many-cold'],
    historyFacts: {
      ...noFacts,
      comparison: 'first',
      misses: [{ step: 0, reason: 'never-built-here' }],
    },
  },
  failed: { streams: ['failed'], exitCode: 1 },
  canceled: { streams: ['canceled'], exitCode: 130 },
  'connection-lost': { streams: ['daemon-lost'], exitCode: 1 },
  'multi-platform': { streams: ['platforms-cold'] },
  'registry-import': { streams: ['import-late-change'] },
  'cache-refused': { streams: ['export-cache-refused'] },
  fallback: { streams: ['export-cache'], builder: local },
  retried: { streams: ['retry-failed', 'retry'] },
}

describe.each(Object.entries(builds))('the build "%s"', (name, build) => {
  const { log, result } = replay(build)
  const facts = buildFacts(result)

  it('has the expected log', () => {
    expectGolden(join(reports, `${name}.log`), `${log}\n${closingLines(facts, asIs).join('\n')}\n`)
  })

  it('has the expected summary', () => {
    expectGolden(
      join(reports, `${name}.md`),
      summarize(facts, (text) => text),
    )
  })
})

/** Replays the tries one after another, as the action runs them. */
function replay({ streams, exitCode = 0, builder, historyFacts }: Build) {
  const logs: string[] = []
  let result = makeResult({ retries: streams.length - 1 })
  for (const [index, stream] of streams.entries()) {
    const { events, text } = readStream(`${stream}.rawjson`)
    const log = createBuildLog(testFence)
    for (const event of events) log.status(event)
    for (const line of text) log.text(line)
    const shown = log.take()
    const code = index < streams.length - 1 ? 1 : exitCode
    const lastWords = log.lastWords()
    const counted = record(events, { succeeded: code === 0, reason: lastWords.error })
    const isCanceled = code === 130
    const context = { builder: result.builder, help: (name: string) => name, remedies }
    const files = { directory: '/temp', metadataFile: '/temp/metadata.json' }
    const ended = { exitCode: code, isCanceled, lastWords, record: counted, ...files }
    const outcome = readOutcome({ ...ended, ...context })
    logs.push(shown + log.close(outcome.kind === 'failed' ? outcome.vertex : undefined))
    result = { ...result, record: counted, outcome }
  }
  const { metadata: _, record: last, ...rest } = result
  // The recordings lack the total time of the action.
  const seconds = Object.values(last.seconds).reduce((sum, part) => sum + part, 0.2)
  return {
    log: logs.join('\n'),
    result: {
      ...rest,
      record: last,
      seconds,
      ...(exitCode === 0 && { metadata }),
      builder: { ...result.builder, ...builder },
      ...(historyFacts && { historyFacts }),
    },
  }
}
