import { isMount } from '../../text/instruction-flags.ts'
import type { Rule } from '../advice.ts'
import { keepsNothing, packageManagerOf } from '../package-managers.ts'
import { type Sparing, worthwhile } from '../spared.ts'

/** A package manager that downloaded all again, on a daemon that keeps cache mounts. */
export const noCacheMount: Rule = (facts) => {
  if (!facts.isPersistent || !facts.isCompared) return []
  const found = facts.steps.flatMap(({ index, step, stage, instruction }): readonly Sparing[] => {
    const { keyword, text, flags, line, endLine } = instruction
    const manager = keyword === 'RUN' ? packageManagerOf(text) : undefined
    const hasMount = flags.some((flag) => isMount(flag, 'cache'))
    // Another user has another home, and a home may be set.
    const isOtherUser = stage.instructions.some(
      (each) => each.keyword === 'USER' && each.line < line && !/^(?:root|0)\b/.test(each.text),
    )
    if (!manager || hasMount || isOtherUser || step.status !== 'executed') return []
    if (keepsNothing(text)) return []
    return [
      {
        advice: {
          code: 'no-cache-mount',
          message: `${manager.name} downloads everything again whenever this step runs, and the daemon could keep what it has downloaded: add --mount=type=cache,target=${manager.cache} to the RUN.`,
          ...{ line, endLine },
          isUpperBound: true,
        },
        steps: [index],
      },
    ]
  })
  return worthwhile(facts, found)
}
