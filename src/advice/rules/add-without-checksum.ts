import type { Rule } from '../advice.ts'
import { sparedBySteps } from '../spared.ts'

/** Seconds. Asking a server mostly takes less than a step. */
const leastSeconds = 0.3

/** With a checksum, BuildKit knows what the file is without asking for it. */
export const addWithoutChecksum: Rule = (facts) =>
  facts.steps.flatMap(({ index, instruction: { keyword, flags, text, line, endLine } }) => {
    const asked = facts.downloadSeconds.get(index) ?? 0
    const isUrl = keyword === 'ADD' && /^https?:\/\/\S+\s+\S+$/.test(text) && !isGit(text)
    if (!isUrl || flags.some((flag) => flag.startsWith('--checksum='))) return []
    const seconds = Math.min(asked, sparedBySteps(facts, [index]))
    if (seconds < leastSeconds) return []
    return [
      {
        code: 'add-without-checksum',
        message:
          'BuildKit asks the server of this ADD in each build whether the file has changed. Add --checksum=sha256:… to the ADD.',
        ...{ line, endLine, seconds },
        isUpperBound: true,
      },
    ]
  })

function isGit(text: string): boolean {
  return /^\S+\.git(?:[#?]\S*)?\s/.test(text)
}
