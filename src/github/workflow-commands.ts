/**
 * Text from elsewhere as one line that can do no harm in a log: without control characters, and
 * without what the runner takes for a command (`::name::` at the start of a line, `##[name]` anywhere).
 */
export function plainLine(text: string): string {
  return text
    .replaceAll(/\p{C}+/gu, ' ')
    .replaceAll('##[', '# [')
    .replace(/^\s*::/, ': :')
}
