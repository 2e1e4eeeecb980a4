/**
 * Replaces the values of build arguments by their names: BuildKit expands arguments in the names of steps,
 * and more people read a summary than a log.
 */
export function hideValues(
  text: string,
  buildArgs: readonly string[],
  env: NodeJS.ProcessEnv,
): string {
  return buildArgs
    .map((entry) => {
      const at = entry.indexOf('=')
      const name = at < 0 ? entry : entry.slice(0, at)
      return { name, value: at < 0 ? (env[entry] ?? '') : entry.slice(at + 1) }
    })
    .filter(({ value }) => value.trim() !== '')
    .toSorted((a, b) => b.value.length - a.value.length)
    .reduce((hidden, { name, value }) => replace(hidden, value, `$${name}`), text)
}

/**
 * A short one only where no word goes on: a `1` is in many words, and so is `main`. A long one is in none by
 * chance, and may be a password behind its option (`-ppassword`).
 */
function replace(text: string, value: string, name: string): string {
  const isShort = value.length < 8
  const before = isShort && /^\w/.test(value) ? '(?<!\\w)' : ''
  const after = isShort && /\w$/.test(value) ? '(?!\\w)' : ''
  return text.replaceAll(new RegExp(before + RegExp.escape(value) + after, 'g'), () => name)
}
