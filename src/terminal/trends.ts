import { appendFile } from 'node:fs/promises'
import { Diagnosis } from '../base/diagnosis.ts'
import type { Ports } from '../base/ports.ts'
import { readConnection } from '../inputs/read-inputs.ts'
import { parseDays } from '../inputs/read-trends.ts'
import type { InputSource } from '../inputs/source.ts'
import { trendsPage } from '../report/trends-page.ts'
import { daemonTrends } from '../step/trends.ts'
import { exitCodes } from './exit-codes.ts'

interface TrendsOptions {
  readonly options: ReadonlyMap<string, string>
  readonly print?: (text: string) => void
}

/**
 * The command `trends`: what the builds of the last days did, by the daemons' histories.
 *
 * @returns the exit code
 * @throws Diagnosis when no daemon can be used
 */
export async function runTrends(
  source: InputSource,
  ports: Ports,
  { options, print = (text) => process.stdout.write(text) }: TrendsOptions,
): Promise<number> {
  const { connect, warnings } = readConnection(source)
  const days = parseDays('--days', options.get('days') ?? '')
  const { endpoint, builder, router } = connect
  if (endpoint === undefined && builder === undefined && router === undefined) {
    throw new Diagnosis('no-endpoint', 'Which daemon? Give its address: trends ENDPOINT.')
  }
  const trends = await daemonTrends({ connect, days, warnings }, ports)
  const page = trendsPage(trends)
  const file = options.get('summary')
  if (file !== undefined) await appendFile(file, page)
  print(options.has('json') ? `${JSON.stringify(trends, undefined, 2)}\n` : page)
  return exitCodes.success
}
