import type { Rule } from '../advice.ts'
import { type Sparing, worthwhile } from '../spared.ts'

/** Seconds. Asking a server mostly takes less than a step. */
const least = 0.3

/** With a checksum, BuildKit knows what the file is without asking for it. */
export const addWithoutChecksum: Rule = (facts) => {
  const asked = (index: number) => facts.downloadSeconds.get(index) ?? 0
  const found = facts.steps.flatMap(
    ({ index, instruction: { keyword, flags, text, line, endLine } }): readonly Sparing[] => {
      const isUrl = keyword === 'ADD' && /^https?:\/\/\S+\s+\S+$/.test(text) && !isGit(text)
      if (!isUrl || flags.some((flag) => flag.startsWith('--checksum='))) return []
      return [
        {
          advice: {
            code: 'add-without-checksum',
            message:
              'BuildKit asks the server of this ADD in each build whether the file has changed. Add --checksum=sha256:… to the ADD.',
            ...{ line, endLine },
            isUpperBound: true,
          },
          steps: [index],
        },
      ]
    },
  )
  return worthwhile(facts, found, { least, most: (steps) => Math.max(...steps.map(asked)) })
}

function isGit(text: string): boolean {
  return /^\S+\.git(?:[#?]\S*)?\s/.test(text)
}
