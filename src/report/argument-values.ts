import { withoutUrlSecrets } from '../inputs/without-url-secrets.ts'
import { readBuildArgument } from '../text/build-argument.ts'

/**
 * Replaces the values of build arguments by their names: BuildKit expands arguments in the names of steps,
 * and more people read a summary than a log. Passwords in URLs are left out.
 *
 * @param buildArgs `NAME=value`, or `NAME` for a value from the environment
 */
export function hideValues(
  text: string,
  buildArgs: readonly string[],
  env: NodeJS.ProcessEnv,
): string {
  const hidden = buildArgs
    .map((entry) => readBuildArgument(entry, env))
    .filter(({ value }) => isDistinct(value.trim()))
    .toSorted((a, b) => b.value.length - a.value.length)
    .reduce((rest, { name, value }) => replaceOutsideWords(rest, value, `$${name}`), text)
  return withoutUrlSecrets(hidden)
}

/** A short value, or a number, occurs in many texts by chance. */
function isDistinct(value: string): boolean {
  return value.length >= 4 && /\p{L}/u.test(value)
}

/** BuildKit's own words in the name or the error of a step. */
const ownWords =
  /^\[[^\]]*\] |(?<=^|\] )(?:RUN|COPY|ADD|WORKDIR|FROM) |\bfailed to(?: [a-z]+){1,3}|\bexit code: \d+|\bdid not complete successfully|\bunexpected status|\bnot found\b/g

/** Replaces a value, but not in BuildKit's own words. */
function replaceOutsideWords(text: string, value: string, name: string): string {
  let result = ''
  let end = 0
  for (const match of text.matchAll(ownWords)) {
    result += replace(text.slice(end, match.index), value, name) + match[0]
    end = match.index + match[0].length
  }
  return result + replace(text.slice(end), value, name)
}

/**
 * A value of less than eight characters is replaced only where it is a whole word: `main` is in many words. A
 * longer one doesn't occur by chance, and may be a password behind its option (`-ppassword`).
 *
 * A value may have a hundred thousand characters, too many for a regular expression.
 */
function replace(text: string, value: string, name: string): string {
  const isShort = value.length < 8
  let result = ''
  let end = 0
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at)) {
    const next = at + value.length
    const isPart =
      isShort &&
      ((isWordCharacter(value[0]) && isWordCharacter(text[at - 1])) ||
        (isWordCharacter(value.at(-1)) && isWordCharacter(text[next])))
    if (isPart) {
      at += 1
      continue
    }
    result += text.slice(end, at) + name
    end = next
    at = next
  }
  return result + text.slice(end)
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character)
}
