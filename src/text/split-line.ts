import { colours } from './terminal-line.ts'

/**
 * Splits a long line into pieces of at most `longest` UTF-16 code units: behind the last white space of a piece, or, if
 * that is in its first half, behind the last mark such as a comma, else between two characters. A secret is mostly a
 * word, and the masks of a host match only the whole. A colour sequence isn't split.
 */
export function splitLine(line: string, longest: number): string[] {
  const pieces: string[] = []
  let start = 0
  while (line.length - start > longest) {
    const end = start + pieceLength(line.slice(start, start + longest + longestSequence), longest)
    pieces.push(line.slice(start, end))
    start = end
  }
  return [...pieces, line.slice(start)]
}

/** Longer ones don't occur: `ESC[38;2;255;255;255;48;2;255;255;255m` has 37. */
const longestSequence = 64
/** Marks that end what comes before them, in lines without white space, such as JSON. None is in a colour sequence. */
const marks = `,"'(){}<>|&?`

/** A line of at most `longest` UTF-16 code units: the rest is replaced by `…`, from where `splitLine` would split. */
export function cutLine(line: string, longest: number): string {
  if (line.length <= longest) return line
  const [piece = ''] = splitLine(line, longest - 1)
  return `${piece}…`
}

function pieceLength(text: string, longest: number): number {
  const space = lastPlace(text, longest, ' \t')
  if (space > longest / 2) return space
  const sequence = [...text.matchAll(colours)].find(
    ({ index, 0: match }) => index < longest && index + match.length > longest,
  )
  if (sequence !== undefined && sequence.index > 0) return sequence.index
  const place = Math.max(space, lastPlace(text, longest, marks))
  if (place > longest / 2) return place
  return isLowSurrogate(text.charCodeAt(longest)) ? longest - 1 : longest
}

/** The place behind the last of these characters, at most `longest`; 0 without one. */
function lastPlace(text: string, longest: number, characters: string): number {
  let place = longest
  while (place > 0 && !characters.includes(text.charAt(place - 1))) place -= 1
  return place
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
