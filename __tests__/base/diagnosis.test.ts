import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import {
  Diagnosis,
  type DiagnosisCode,
  diagnosisCodes,
  withPlace,
} from '../../src/base/diagnosis.ts'
import type { Ports } from '../../src/base/ports.ts'
import type { Builder } from '../../src/connect/builder.ts'
import { fallBackTo } from '../../src/connect/fall-back.ts'
import { outcomeMessage } from '../../src/report/outcome-message.ts'
import { fallback } from '../../src/report/summary.ts'
import type { Outcome } from '../../src/step/outcome.ts'
import { withRetries } from '../../src/step/retries.ts'

/** What a function logs, and the message of its error. */
async function logged(
  act: (ports: Pick<Ports, 'log' | 'signal' | 'help'>) => Promise<unknown>,
): Promise<readonly string[]> {
  const lines: string[] = []
  const take = (line: string) => lines.push(line)
  const log = { info: take, warning: take } as unknown as Ports['log']
  // Canceled: no pause before another try.
  const signal = AbortSignal.abort()
  const help = (code: string) => `https://example.com#${code}`
  await act({ log, signal, help }).catch((error: Error) => lines.push(error.message))
  return lines
}

const lost = (diagnosis: Diagnosis): Outcome => ({
  ...{ kind: 'lost', running: ['[1/2] RUN make'], error: diagnosis.message },
  ...{ diagnosis, help: 'https://example.com' },
})

const messages: Readonly<
  Record<string, (diagnosis: Diagnosis) => readonly string[] | Promise<readonly string[]>>
> = {
  'as an error': ({ message }) => [message],
  'of a daemon that can’t be used': (diagnosis) => [
    outcomeMessage({ kind: 'unusable', diagnosis, help: 'https://example.com' }, String),
  ],
  'of a daemon that fell silent': (diagnosis) => [outcomeMessage(lost(diagnosis), String)],
  'before another try': (diagnosis) =>
    logged((ports) =>
      withRetries(
        async () => ({ outcome: lost(diagnosis) }),
        { mostRetries: 1, hasCacheFrom: false },
        {},
        ports,
      ),
    ),
  'of a fallback': (diagnosis) =>
    logged((ports) => fallBackTo(diagnosis, async () => ({}) as Builder, ports)),
  'of a fallback that fails': (diagnosis) =>
    logged(({ log, help }) =>
      fallBackTo(diagnosis, () => Promise.reject(new Error('No Docker.')), {
        ...{ log, help, signal: new AbortController().signal },
      }),
    ),
  'in the summary': ({ code, reason }) =>
    fallback({ builder: { fallback: { code, reason } } } as never)
      .filter(Boolean)
      .map((line) => line.replaceAll('*', '')),
}

it.each(Object.entries(messages))('a message %s begins with its code', async (_, tell) => {
  const told = async (code: DiagnosisCode) => tell(new Diagnosis(code, 'It is so'))
  const all = await Promise.all(diagnosisCodes.map(told))
  expect(all.map((lines) => lines.map((line) => line.split(': ')[0]))).toEqual(
    diagnosisCodes.map((code) => [code]),
  )
})

it.each([
  ['daemon-silent: It is so.', 'daemon-silent: linux/arm64: It is so.'],
  ['A note: it is so.', 'linux/arm64: A note: it is so.'],
])('a place comes after the code, or else first: %s', (message, expected) => {
  expect(withPlace(message, 'linux/arm64')).toBe(expected)
})

it('no text in the source stands before the message of a diagnosis', () => {
  const root = join(import.meta.dirname, '../../src')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const found = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const texts = text.match(/`[^`$]+\$\{(?:\w+\.)*(?:fault|diagnosis)\.message\}/g) ?? []
      return texts.map((each) => `${file}: ${each}`)
    })
  expect(found).toEqual([])
})
