import type { AdviceFacts, Rule } from '../advice.ts'
import { packageManagerOf } from '../package-managers.ts'
import type { PlacedStep } from '../placed-steps.ts'
import { type Sparing, worthwhile } from '../spared.ts'

/**
 * A `COPY .` missed because files changed, so that the install step behind it ran again, though none of the files
 * that this step reads has changed.
 */
export const copyBeforeInstall: Rule = (facts) => {
  const found = facts.misses.flatMap((miss): readonly Sparing[] => {
    const copy = facts.steps.find(({ index }) => index === miss.step)
    if (miss.reason !== 'context-changed' || copy === undefined || !copiesAll(copy)) return []
    const install = firstInstallBehind(copy, facts)
    if (install === undefined) return []
    const { step, manager } = install
    if (facts.isUnchanged([...manager.manifests]) !== true) return []
    return [
      {
        advice: {
          code: 'copy-before-install',
          message: `${copy.instruction.keyword} ${copy.instruction.text} comes before ${manager.name} in line ${step.instruction.line}, which ran again though the files that it reads have not changed. Copy these first, install, and then copy the rest.`,
          line: copy.instruction.line,
          endLine: step.instruction.endLine,
        },
        steps: [step.index],
      },
    ]
  })
  return worthwhile(facts, found)
}

/** Whether an instruction copies the whole context. */
export function copiesAll({ instruction: { keyword, flags, text } }: PlacedStep): boolean {
  const sources = text.split(/\s+/).slice(0, -1)
  const isFromContext = !flags.some((flag) => flag.startsWith('--from='))
  return keyword === 'COPY' && isFromContext && sources.some((each) => /^\.?\/?$/.test(each))
}

/** Nothing else may have changed in between. */
function firstInstallBehind(copy: PlacedStep, { steps }: AdviceFacts) {
  const behind = steps.filter(
    ({ index, stage, step }) =>
      index > copy.index && stage === copy.stage && step.platform === copy.step.platform,
  )
  for (const step of behind) {
    if (step.instruction.keyword === 'COPY' || step.instruction.keyword === 'ADD') return undefined
    const manager = step.instruction.keyword === 'RUN' && packageManagerOf(step.instruction.text)
    if (manager) return step.step.status === 'executed' ? { step, manager } : undefined
  }
  return undefined
}
