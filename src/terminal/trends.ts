import { mkdirSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { Diagnosis } from '../base/diagnosis.ts'
import { ConfigurationError } from '../base/errors.ts'
import type { Log, Ports } from '../base/ports.ts'
import { readTrends, type Trends } from '../history/trends.ts'
import { readConnection } from '../inputs/read-inputs.ts'
import type { InputSource } from '../inputs/source.ts'
import { trendsPage } from '../report/trends-page.ts'
import { examine } from './examine.ts'
import { exitCodes } from './exit-codes.ts'

interface TrendsOptions {
  readonly options: ReadonlyMap<string, string>
  readonly log: Log
  readonly print?: (text: string) => void
}

const dayMs = 86_400_000

/**
 * The command `trends`: what the builds of the last days did, by the daemon's history.
 *
 * @returns the exit code
 * @throws Diagnosis when the daemon can't be used, or keeps no history
 */
export async function runTrends(
  source: InputSource,
  ports: Ports,
  { options, log, print = (text) => process.stdout.write(text) }: TrendsOptions,
): Promise<number> {
  const { connect, warnings } = readConnection(source)
  for (const warning of warnings) log.warning(warning)
  if (connect.router !== undefined) {
    throw new ConfigurationError(
      `endpoint: trends asks a daemon, and ${connect.router.url} is a router. Give the address of a daemon.`,
    )
  }
  if (connect.endpoint === undefined) {
    throw new Diagnosis('no-endpoint', 'Which daemon? Give its address: trends ENDPOINT.')
  }
  const since = Date.now() - readDays(options.get('days')) * dayMs
  mkdirSync(ports.directory, { mode: 0o700, recursive: true })
  let trends: Trends | undefined
  await examine(connect.endpoint, connect, ports, undefined, async (history) => {
    trends = await readTrends(history, since)
  })
  if (trends === undefined) {
    throw new Diagnosis('not-buildkit', 'A Docker daemon has no history of builds to read.')
  }
  const page = trendsPage(trends)
  const file = options.get('summary')
  if (file !== undefined) await appendFile(file, page)
  print(options.has('json') ? `${JSON.stringify(trends, undefined, 2)}\n` : page)
  return exitCodes.success
}

function readDays(text = '7'): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > 365) {
    throw new ConfigurationError('--days is a number of days from 1 to 365.')
  }
  return days
}
