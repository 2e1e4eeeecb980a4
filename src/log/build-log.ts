import { randomUUID } from 'node:crypto'
import { lostConnection } from '../base/lost-connection.ts'
import type { StreamListener } from '../progress/rawjson.ts'
import type { BuildRecord } from '../record/recorder.ts'
import { cleanLine } from '../text/terminal-line.ts'
import { createLiveLog } from './live-log.ts'
import { shortError } from './short-error.ts'

export interface BuildEnd {
  readonly exitCode: number
  readonly canceled: boolean
  readonly record: BuildRecord
  /** What a `call` such as `check` found, in one line. */
  readonly verdict?: string
}

export interface BuildLog extends StreamListener {
  /** The text that has come together since the last call. */
  readonly take: () => string
  /** Why buildx says that the build failed, as it says it; empty when it hasn't. */
  readonly reason: () => string
  /** The end of the log, and why the build failed, in one line, if it did. */
  readonly close: (end: BuildEnd) => {
    readonly text: string
    readonly failure?: string
    readonly excerpt?: Excerpt
  }
}

/** The failing lines of the Dockerfile, as buildx shows them. */
export interface Excerpt {
  readonly filename: string
  readonly line: number
  readonly text: string
}

/**
 * The log of a build, from its first line to why it failed.
 *
 * What a `RUN` prints could hold workflow commands, which the runner would obey: it looks for `##[…]`
 * even in mid-line. So it is told to stop listening until a word that the build can't guess.
 */
export function createBuildLog(): BuildLog {
  const token = randomUUID()
  const lines = [`::stop-commands::${token}\n`]
  const errors: string[] = []
  let reason: string[] = []
  /** A line that is the place of an excerpt if a rule comes next. */
  let place: string | undefined
  const live = createLiveLog((text) => lines.push(text))
  const take = () => lines.splice(0).join('')

  function letGo(): void {
    if (place !== undefined) live.text(place)
    place = undefined
  }

  return {
    status(status) {
      letGo()
      live.status(status)
    },
    text(raw) {
      const line = cleanLine(raw)
      const isError = line.startsWith(errorPrefix)
      if (isError) reason = [raw]
      else if (reason.length > 0) reason.push(raw)
      // From its last words on, buildx explains the failure; the step it is about comes first.
      if (place !== undefined && ruleLine.test(line)) errors.push(place)
      else letGo()
      place = undefined
      if (errors.length > 0 || isError) errors.push(line)
      else if (placeOfExcerpt.test(line)) place = line
      else live.text(line)
    },
    take,
    reason: () => reason.join('\n'),
    close(end) {
      letGo()
      live.end()
      const { exitCode, canceled, record } = end
      const failure = exitCode === 0 ? undefined : describeFailure(end, errors)
      if (failure !== undefined && !canceled) lines.push(failedStep(record))
      else if (errors.length > 0) lines.push('\n')
      lines.push(...errors.map((line) => `${line}\n`), `::${token}::\n`)
      const excerpt = readExcerpt(errors)
      return {
        text: take(),
        ...(failure !== undefined && { failure }),
        ...(failure !== undefined && excerpt && { excerpt }),
      }
    },
  }
}

/** The failure of a build that the user stopped. */
export const canceledFailure = 'The build was canceled.'

const errorPrefix = 'ERROR: '

/** The Dockerfile excerpt begins with its place (`Dockerfile:12`), below which is a rule. */
const placeOfExcerpt = /^(.+):(\d+)$/
const ruleLine = /^-{3,}$/

function readExcerpt(errors: readonly string[]): Excerpt | undefined {
  const start = errors.findIndex(
    (line, index) => placeOfExcerpt.test(line) && ruleLine.test(errors[index + 1] ?? ''),
  )
  const [, filename = '', line] = placeOfExcerpt.exec(errors[start] ?? '') ?? []
  const rest = errors.slice(start + 2)
  const end = rest.findIndex((text) => ruleLine.test(text))
  if (line === undefined || end < 0) return undefined
  return { filename, line: Number(line), text: rest.slice(0, end).join('\n') }
}

function failedStep({ failure }: BuildRecord): string {
  if (failure === undefined || failure.lastOutput.length === 0) return '\n'
  const rule = '------\n'
  // The page that shows a log folds and paints lines that begin so, even where nothing is obeyed.
  const output = failure.lastOutput.map((line) => `${line.replace('##[', '# [')}\n`).join('')
  return `\n${rule} > ${failure.name}:\n${output}${rule}`
}

function describeFailure(
  { exitCode, canceled, record: { failure, running }, verdict }: BuildEnd,
  errors: readonly string[],
): string {
  if (canceled) return canceledFailure
  const error = errors.findLast((line) => line.startsWith(errorPrefix))?.slice(errorPrefix.length)
  if (failure === undefined && error !== undefined && lostConnection.test(error)) {
    const steps = running.length > 0 ? ` while it ran ${running.join(', ')}` : ''
    return `The connection to the BuildKit daemon broke${steps}. Was the daemon stopped or restarted? (${error})`
  }
  if (failure !== undefined) return `${failure.name} failed: ${shortError(failure.error)}`
  return error ?? verdict ?? `buildx ended with exit code ${exitCode}.`
}
