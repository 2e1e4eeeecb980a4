/**
 * Tells what an ignore file leaves out of the first level of a context.
 *
 * @returns undefined when it has exceptions (`!`), of which the order matters
 */
export function ignoredByName(text: string): ((name: string) => boolean) | undefined {
  const patterns = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (patterns.some((pattern) => pattern.startsWith('!'))) return undefined
  const names = patterns.map((pattern) =>
    pattern.replace(/^(?:\.?\/)?(?:\*\*\/)?|\/(?:\*\*)?$/g, ''),
  )
  const expressions = names
    .filter((name) => name !== '' && !name.includes('/'))
    .map((name) => new RegExp(`^${name.split('*').map(escaped).join('[^/]*')}$`))
  return (name) => expressions.some((expression) => expression.test(name))
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&')
}
