import { colours } from './terminal-line.ts'

/**
 * Splits a long line into pieces of at most `longest` UTF-16 code units: at a space near the end of a piece,
 * else between two characters. A colour sequence isn't split.
 */
export function splitLine(line: string, longest: number): readonly string[] {
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
/** A space counts as near in the last quarter of a piece. */
const nearShare = 0.75

function pieceLength(text: string, longest: number): number {
  const space = text.lastIndexOf(' ', longest - 1)
  if (space >= longest * nearShare) return space + 1
  const sequence = [...text.matchAll(colours)].find(
    ({ index, 0: match }) => index < longest && index + match.length > longest,
  )
  if (sequence !== undefined && sequence.index > 0) return sequence.index
  return isLowSurrogate(text.charCodeAt(longest)) ? longest - 1 : longest
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
