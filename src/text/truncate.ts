/** The beginning of a text that is too long, in whole characters. */
export function cut(text: string, longest: number): string {
  // No character has more than two code units, so what isn't looked at isn't needed.
  const characters = [...text.slice(0, 2 * longest + 2)]
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text
}

/**
 * The beginning of a text as one line, without characters that steer, such as those that turn its
 * direction.
 */
export function shortLine(text: string, longest: number): string {
  // Of a very long text no more is looked at than could be shown.
  const head = text.slice(0, 8 * longest)
  const line = head.replaceAll(/[\p{C}\s]+/gu, ' ').trim()
  return cut(head.length < text.length ? `${line}…` : line, longest)
}
