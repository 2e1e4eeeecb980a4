/** A text of at most `longest` characters: the rest is replaced by `…`. No character is split. */
export function truncate(text: string, longest: number): string {
  // A character has at most two code units, so this is enough of a very long text.
  const characters = [...text.slice(0, 2 * longest + 2)]
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text
}

/**
 * A text as one line of at most `longest` characters, without control characters and those that change the
 * direction of writing.
 */
export function shortLine(text: string, longest: number): string {
  // This is enough of a very long text.
  const head = text.slice(0, 8 * longest)
  const line = head.replaceAll(/[\p{C}\s]+/gu, ' ').trim()
  return truncate(head.length < text.length ? `${line}…` : line, longest)
}
