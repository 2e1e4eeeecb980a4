import type { SolveStatus } from '../progress/solve-status.ts'
import { cleanLine } from '../text/terminal-line.ts'

/** A finding of a build check. */
export interface Check {
  /** One line. */
  readonly message: string
  readonly title: string
  /** As BuildKit calls it: mostly the last part of the path. */
  readonly filename: string
  readonly line?: number
}

/** Collects the findings of the build checks, each once, since every platform reports them again. */
export function createCheckList(): {
  status(status: SolveStatus): void
  /** Adds text that `call: check` printed. */
  text(output: string): void
  add(check: Check): void
  all(): readonly Check[]
} {
  const found = new Map<string, Check>()
  const add = (check: Check) => {
    const key = JSON.stringify([check.filename, check.line, check.message])
    if (!found.has(key)) found.set(key, check)
  }

  return {
    status({ warnings = [] }) {
      for (const { short, detail, url, sourceInfo, range } of warnings) {
        if (!short || !sourceInfo?.filename) continue
        const line = range?.[0]?.start?.line
        add({
          message: sentence(decode(short), url),
          title: decode(detail?.[0] ?? ''),
          filename: sourceInfo.filename,
          ...(line !== undefined && { line }),
        })
      }
    },
    text(output) {
      const warning = /^WARNING: (\S+)(?: - (\S+))?\n((?:(?!WARNING: ).*\n)*?)(.+):(\d+)\n-{3,}$/gm
      for (const [, title = '', url, text = '', filename = '', line] of output.matchAll(warning)) {
        add({ message: sentence(text, url), title, filename, line: Number(line) })
      }
    },
    add,
    all: () => [...found.values()],
  }
}

/** BuildKit's `LintResults`, in which Go omits zeros and writes null for empty lists. */
interface LintResults {
  readonly warnings?:
    | readonly {
        readonly ruleName?: string
        readonly url?: string
        readonly detail?: string
        readonly location?: {
          /** -1 when it is in none of the sources. */
          readonly sourceIndex?: number
          readonly ranges?: readonly { readonly start?: { readonly line?: number } }[]
        }
      }[]
    | null
  readonly sources?: readonly ({ readonly filename?: string } | null)[] | null
}

/** @returns undefined for anything that isn't a result of `call: check,format=json` */
export function readChecks(json: string): readonly Check[] | undefined {
  try {
    const { warnings, sources } = JSON.parse(json) as LintResults
    return warnings?.map(({ ruleName = '', url, detail = '', location }) => {
      const filename = location && sources?.[location.sourceIndex ?? 0]?.filename
      const line = location?.ranges?.[0]?.start?.line
      return {
        title: ruleName,
        message: sentence(detail, url),
        filename: filename ?? '',
        ...(filename && line !== undefined && { line }),
      }
    })
  } catch {
    return undefined
  }
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString()
}

function sentence(text: string, url: string | undefined): string {
  // BuildKit appends the line to the text. The annotation has it as a property.
  const words = cleanLine(text.trim().replaceAll(/\s+/g, ' ')).replace(/ \(line \d+\)$/, '')
  return url ? `${words} (${url})` : words
}
