/**
 * The first items of a list, and how many more there are: `a, b and 92 more`.
 *
 * @param most items to show
 */
export function shortList(items: readonly string[], most = 8): string {
  const more = items.length - most
  const shown = items.slice(0, most).join(', ')
  return more > 0 ? `${shown} and ${more} more` : shown
}
