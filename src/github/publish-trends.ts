import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import * as core from '@actions/core'
import { ConfigurationError, messageOf } from '../base/errors.ts'
import type { Trends } from '../history/trends.ts'
import type { TrendsInputs } from '../inputs/inputs.ts'
import { trendsOutputs } from '../report/trends-outputs.ts'
import { trendsPage } from '../report/trends-page.ts'
import { setOutputs } from './outputs.ts'
import { plainLine } from './workflow-commands.ts'

/**
 * Publishes what the builds of the last days did: outputs, the log, the file, the job summary. The report is all that
 * this action is for, so what can't be written fails it.
 *
 * @throws ConfigurationError when the file can't be written
 * @throws when the runner's files can't be written
 */
export async function publishTrends(
  trends: Trends,
  { file, summary }: Pick<TrendsInputs, 'file' | 'summary'>,
): Promise<void> {
  const page = trendsPage(trends)
  for (const line of page.trimEnd().split('\n')) core.info(plainLine(line))
  setOutputs(trendsOutputs(trends))
  if (file !== undefined) {
    const json = `${JSON.stringify(trends, undefined, 2)}\n`
    await writeFile(resolve(file), json).catch((error) => {
      throw new ConfigurationError(`file: ${messageOf(error)}.`)
    })
  }
  if (summary && process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(page).write()
}
