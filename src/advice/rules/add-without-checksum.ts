import type { Rule } from '../advice.ts'
import { type Sparing, worthwhile } from '../spared.ts'

/** Seconds. Asking a server mostly takes less than a step. */
const least = 0.3

/**
 * With a checksum, BuildKit knows what the file is without asking for it. A build then fails when the file is another
 * one, so an address that may have several files gets no advice: it has a variable, or names what is newest.
 */
export const addWithoutChecksum: Rule = (facts) => {
  const asked = (index: number) => facts.downloadSeconds.get(index) ?? 0
  const found = facts.steps.flatMap(
    ({ index, instruction: { keyword, flags, text, line, endLine } }): readonly Sparing[] => {
      const isUrl = keyword === 'ADD' && /^https?:\/\/\S+\s+\S+$/.test(text) && !isGit(text)
      if (!isUrl || !hasOneFile(text) || flags.some((flag) => flag.startsWith('--checksum=')))
        return []
      return [
        {
          advice: {
            code: 'add-without-checksum',
            message:
              'BuildKit asks the server of this ADD in each build whether the file has changed. If the file is to stay the same, add --checksum=sha256:… to the ADD: a build then fails when the server has another file.',
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

/** Whether the address of an `ADD` may well have the same file in each build, and on each platform. */
function hasOneFile(text: string): boolean {
  const [url = ''] = text.split(/\s/)
  return !url.includes('$') && !movingName.test(url)
}

/** What servers call a file that they replace: a release, a branch, or a build of the day. */
const movingName =
  /(?:^|[^a-z0-9])(?:latest|newest|current|stable|nightly|snapshot|daily|weekly|canary|edge|tip|head|heads|main|master|trunk|develop|dev)(?:$|[^a-z0-9])/i
