import type { DiagnosisCode } from './diagnosis.ts'

export interface MistakePlace {
  /** An absolute path. */
  readonly path: string
  /** From 1. */
  readonly line: number
}

interface ConfigurationErrorOptions extends ErrorOptions {
  readonly place?: MistakePlace | undefined
  readonly lacksFile?: boolean
}

/** A mistake in the workflow itself. The user fixes it there, so no fallback hides it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly code: DiagnosisCode | undefined
  /** The message without the code that it begins with. */
  readonly reason: string
  /** Where the mistake is, if it is in a file. */
  readonly place: MistakePlace | undefined
  /** Whether it is about a file or a folder that isn't there: the whole checkout may be missing. */
  readonly lacksFile: boolean

  constructor(
    reason: string,
    code?: DiagnosisCode,
    { place, lacksFile = false, ...options }: ConfigurationErrorOptions = {},
  ) {
    super(code === undefined ? reason : `${code}: ${reason}`, options)
    this.code = code
    this.reason = reason
    this.place = place
    this.lacksFile = lacksFile
  }
}

/** A command that failed. The message is one line: the command and the last line that it printed, or why it crashed. */
export class CommandError extends Error {
  override readonly name = 'CommandError'

  constructor(command: string, exitCode: number, output: string) {
    super(`${command} failed: ${lastLine(output) ?? `exit code ${exitCode}`}`)
  }
}

/** The build was stopped from outside, by a signal such as the one a canceled job gets. */
export class CanceledError extends Error {
  override readonly name = 'CanceledError'

  constructor() {
    super('The build was canceled.')
  }
}

/** The message of any thrown value as one line, never a stack trace. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '').join(' ')
}

/** Why a program written in Go crashed, from what it printed: the stacks of its goroutines follow. */
export function crashLine(output: string): string | undefined {
  return /^(?:panic|fatal error): .*/m.exec(output)?.[0].trimEnd()
}

function lastLine(output: string): string | undefined {
  const last = output
    .trimEnd()
    .split('\n')
    .at(-1)
    ?.trim()
    .replace(/^ERROR: /, '')
  return crashLine(output) ?? (last || undefined)
}
