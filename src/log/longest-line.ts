/**
 * In UTF-16 code units. The runner and the page that shows a log become slow with much longer lines, and
 * cut off some.
 */
export const longestLine = 4000
