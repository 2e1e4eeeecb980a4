import { shortList } from '../text/list.ts'
import type { BakeFacts } from './bake-facts.ts'
import { type BakeFailure, bakeFailures } from './bake-failures.ts'
import { type Finding, findings } from './findings.ts'

export interface BakeFindingOptions {
  readonly annotateChecks: boolean
  /** The path of a target's Dockerfile in the repository; undefined when it isn't there. */
  readonly dockerfileOf: (target: string) => string | undefined
  /** What is done to text of the build before it is shown. */
  readonly hide: (text: string) => string
}

/**
 * Advice and the warnings of the build checks, each once, then an error for each failure. With several targets, each
 * names those that it is about.
 */
export function bakeFindings(
  facts: BakeFacts,
  { annotateChecks, dockerfileOf, hide }: BakeFindingOptions,
): readonly Finding[] {
  const { ofTargets, report } = facts
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
    return bakeFailures(facts).flatMap((failure) => {
      const [target] = failure.targets.length > 0 ? failure.targets : facts.failedTargets
      const dockerfile = target === undefined ? undefined : dockerfileOf(target)
      const found = findings(
        { checks: [], outcome: failure.outcome },
        { annotateChecks, dockerfile, hide },
      )
      return found.map((each) => ({ ...each, message: withTargets(each.message, failure) }))
    })
  }
}

/** The message of a failure, which names the targets that it is about. */
export function withTargets(message: string, { targets }: Pick<BakeFailure, 'targets'>): string {
  const [only = '', ...others] = targets
  const isNamed = others.length === 0 && namesTarget(message, only)
  return only === '' || isNamed ? message : `${shortList(targets)}: ${message}`
}

function namesTarget(message: string, target: string): boolean {
  return message.startsWith(`[${target} `) || message.startsWith(`target ${target}:`)
}
