import { shortError } from '../log/short-error.ts'
import { shortList } from '../text/list.ts'
import type { BakeFacts, TargetFacts } from './bake-facts.ts'
import { type Finding, findings } from './findings.ts'
import { outcomeMessage } from './outcome-message.ts'

export interface BakeFindingOptions {
  readonly annotateChecks: boolean
  /** The path of a target's Dockerfile in the repository; undefined when it isn't there. */
  readonly dockerfileOf: (target: string) => string | undefined
  /** What is done to text of the build before it is shown. */
  readonly hide: (text: string) => string
}

/**
 * Advice and the warnings of the build checks, each once, then an error for each target that failed. With several
 * targets, each names those that it is about.
 */
export function bakeFindings(
  { ofTargets, outcome, failedTarget, report }: BakeFacts,
  { annotateChecks, dockerfileOf, hide }: BakeFindingOptions,
): readonly Finding[] {
  const isOnly = ofTargets.length < 2
  const warnings = ofTargets.flatMap(({ name, checks }) =>
    findings(
      { checks, outcome: { kind: 'succeeded' } },
      { annotateChecks, dockerfile: dockerfileOf(name), hide },
    ).map((finding) => ({ name, finding })),
  )
  const notices = (report.advice ?? []).flatMap((advice) => {
    const { target: name = '' } = advice
    const found = findings(
      { checks: [], outcome: { kind: 'succeeded' }, report: { ...report, advice: [advice] } },
      { annotateChecks, dockerfile: dockerfileOf(name), hide },
    )
    return found.map((finding) => ({ name, finding }))
  })
  const unique = Map.groupBy([...notices, ...warnings], ({ finding }) => JSON.stringify(finding))
  return [...[...unique.values()].flatMap(named), ...errors()]

  function named(equal: readonly { readonly name: string; readonly finding: Finding }[]) {
    const [first] = equal
    if (first === undefined) return []
    const { finding } = first
    const names = [...new Set(equal.map(({ name }) => name))]
    const prefix = isOnly ? '' : `${shortList(names)}: `
    return [{ ...finding, message: `${prefix}${finding.message}` }]
  }

  function errors(): readonly Finding[] {
    if (outcome.kind === 'succeeded') return []
    const [main] = findings(
      { checks: [], outcome },
      { annotateChecks, dockerfile: failedTarget && dockerfileOf(failedTarget), hide },
    )
    if (main === undefined) return []
    const prefix =
      failedTarget === undefined || isOnly || namesTarget(main.message, failedTarget)
        ? ''
        : `${failedTarget}: `
    const others = ofTargets.filter(({ name, failure }) => failure && name !== failedTarget)
    return [{ ...main, message: `${prefix}${main.message}` }, ...others.map(otherError)]
  }

  function otherError({ name, failure }: TargetFacts): Finding {
    if (failure === undefined) throw new Error('the target has not failed')
    const message = outcomeMessage(
      {
        kind: 'failed',
        cause: { kind: 'lasting' },
        error: oneLine(shortError(failure.error)),
        vertex: failure,
      },
      hide,
    )
    return { level: 'error', message: `${name}: ${message}`, place: {} }
  }
}

function namesTarget(message: string, target: string): boolean {
  return message.startsWith(`[${target} `) || message.startsWith(`target ${target}:`)
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
