import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { messageOf } from '../base/errors.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { hideValues } from '../report/argument-values.ts'
import { type BuildFacts, buildFacts } from '../report/build-facts.ts'
import { closingLines } from '../report/closing-lines.ts'
import { type Finding, findings } from '../report/findings.ts'
import { type Outputs, outputsOf } from '../report/outputs.ts'
import { summarize } from '../report/summary.ts'
import type { Result } from '../step/result.ts'
import { dotenv } from './dotenv.ts'
import type { Job } from './job.ts'
import { type ProgramLog, printableLine } from './log.ts'
import type { Printer } from './printer.ts'
import { createStyle, type Style } from './style.ts'

export interface PublishOptions {
  readonly options: ReadonlyMap<string, string>
  readonly job: Job
  readonly log: ProgramLog
  readonly printer: Printer
}

/** What is published. Each part is made when it is its turn. */
export interface Published {
  readonly closingLines: (hide: (text: string) => string) => readonly string[]
  /** For the log, and with `hide` for a report. */
  readonly findings: (hide: (text: string) => string) => readonly Finding[]
  readonly facts: Pick<BuildFacts, 'report' | 'seconds'>
  readonly outputs: Outputs
  /** Digests by the name of their variable, such as `digest-app`. */
  readonly digests?: Readonly<Record<string, string>>
  readonly summary: (hide: (text: string) => string) => string
  readonly hide: (text: string) => string
}

/** Publishes the result of a build. */
export function publish(result: Result, inputs: Inputs, options: PublishOptions): Promise<void> {
  const facts = buildFacts(result)
  const hideArgs = (text: string) =>
    hideValues(text, result.plan.build.buildArgs, result.builder.buildx.env)
  return publishParts(
    {
      closingLines: (hide) => closingLines(facts, (text) => hide(hideArgs(text))),
      findings: (hide) => findings(facts, { ...inputs, hide }),
      facts,
      outputs: outputsOf(result, facts.report, hideArgs),
      summary: (hide) => summarize(facts, hide),
      hide: (text) => (inputs.summaryBuildArgs ? text : hideArgs(text)),
    },
    options,
  )
}

/**
 * Prints the last lines of the log and writes the files that the options name. A file that can't be written
 * is a warning: the image may be pushed.
 */
export async function publishParts(
  { closingLines, findings, facts, outputs, digests = {}, summary, hide }: Published,
  { options, job, log, printer }: PublishOptions,
): Promise<void> {
  const style = createStyle(printer.hasColours)
  log.info('')
  for (const [index, line] of closingLines(printer.hide).entries()) {
    printer.print(
      `${index === 0 ? style.bold(printableLine(line)) : labelled(printableLine(line), style)}\n`,
    )
  }
  // Before a text is cut or escaped, as in JSON: afterwards no mask would match it. And a mask could match what isn't
  // a text, such as a number.
  const hideAll = (text: string) => printer.hide(hide(text))
  const maskTexts = (_: string, value: unknown) =>
    typeof value === 'string' ? printer.hide(value) : value
  const maskFinding = ({ level, message, place }: Finding): Finding => ({
    level,
    message: printer.hide(message),
    place: {
      ...place,
      ...(place.file !== undefined && { file: printer.hide(place.file) }),
      ...(place.title !== undefined && { title: printer.hide(place.title) }),
    },
  })
  for (const finding of findings(printer.hide)) log[finding.level](located(finding))
  const write = async (option: string, text: () => string) => {
    const file = options.get(option)
    if (file === undefined) return
    try {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text())
    } catch (error) {
      log.warning(`--${option}: ${file} could not be written: ${messageOf(error)}`)
    }
  }
  await write('report', () => `${JSON.stringify(facts.report, maskTexts, 2)}\n`)
  await write('outputs', () => {
    const prefix = options.get('dotenv-prefix')
    const { text, leftOut } = dotenv(outputs, { prefix, digests, limits: job.dotenvLimits })
    for (const [reason, variables] of Object.entries(leftOut)) {
      log.warning(`--outputs: ${variables.join(', ')} left out: ${reason}.`)
    }
    return printer.hide(text)
  })
  await write('summary', () => printer.hide(summary(hideAll)))
  for (const [option, report] of Object.entries(job.reports)) {
    await write(option, () => report(facts, findings(hideAll).map(maskFinding)))
  }
}

function labelled(line: string, { dim }: Style): string {
  const [label = ''] = /^[A-Z][a-z ]+:/.exec(line) ?? []
  return `${dim(label)}${line.slice(label.length)}`
}

function located({ message, place: { file, startLine } }: Finding): string {
  if (file === undefined) return message
  return `${message} (${file}${startLine === undefined ? '' : `:${startLine}`})`
}
