import * as core from '@actions/core'
import { messageOf } from '../base/errors.ts'
import type { Annotations } from './annotations.ts'
import { plainLine } from './workflow-commands.ts'

/** What is published, in its order. Each part is made when it is its turn. */
export interface Published {
  readonly setOutputs: () => void
  readonly closingLines: () => readonly string[]
  readonly annotate: () => void
  /** Absent where none is wanted. */
  readonly summary?: () => string
}

/**
 * Publishes a result. A part that can't be published, such as outputs on a full disk, is a warning: the image may be
 * pushed.
 *
 * @param parts makes what the parts have in common
 */
export async function publishParts(
  isSuccess: boolean,
  annotations: Annotations,
  parts: () => Published,
): Promise<void> {
  if (!isSuccess) process.exitCode = core.ExitCode.Failure
  const attempt = async (what: string, work: () => unknown) => {
    try {
      await work()
    } catch (error) {
      annotations.add('warning', `${what} could not be written: ${messageOf(error)}`)
    }
  }
  await attempt('The report', async () => {
    const { setOutputs, closingLines, annotate, summary } = parts()
    await attempt('The outputs', setOutputs)
    core.info('')
    for (const line of closingLines()) core.info(plainLine(line))
    annotate()
    if (summary === undefined || !process.env.GITHUB_STEP_SUMMARY) return
    await attempt('The job summary', () => core.summary.addRaw(summary()).write())
  })
}
