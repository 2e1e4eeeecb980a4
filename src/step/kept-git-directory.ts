import { goBoolean } from '../text/boolean.ts'

/**
 * Whether the context keeps its `.git`. Under the query it would have a tag for each ref by which any build of the
 * daemon has named the commit, and `git describe` would find that.
 *
 * @param buildArgs each as `NAME=value`; a name alone takes its value from the environment
 */
export function keepsGitDirectory(buildArgs: readonly string[]): boolean {
  return buildArgs.some((entry) => {
    const match = /^BUILDKIT_CONTEXT_KEEP_GIT_DIR(?:=(.*))?$/is.exec(entry)
    return match !== null && goBoolean(match[1]) !== false
  })
}
