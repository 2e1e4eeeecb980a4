/** The file and line of an instruction in a Dockerfile. */
export interface InstructionPlace {
  /** Of its first line, from 1. */
  readonly line: number
  /** Its lines as they are written. */
  readonly text: string
}

/**
 * Finds an instruction in the form of a step's name: words with one space between them, on one line. BuildKit
 * reports the place of any failure except a download: the vertex of an `ADD` from a URL has no place in the
 * Dockerfile.
 *
 * @returns undefined when none or several have this text, for example with a variable, whose value is in the name
 */
export function placeOfInstruction(
  dockerfile: string,
  instruction: string,
): InstructionPlace | undefined {
  const wanted = words(instruction.replace(/^ONBUILD /i, ''))
  const found = instructionsOf(dockerfile).filter(({ text }) => words(joined(text)) === wanted)
  return found.length === 1 ? found[0] : undefined
}

/** Each instruction with the lines that continue it; comments and empty lines are none. */
function instructionsOf(dockerfile: string): readonly InstructionPlace[] {
  const found: { line: number; text: string }[] = []
  let isContinued = false
  for (const [index, text] of dockerfile.split(/\r?\n/).entries()) {
    if (isComment(text)) continue
    const last = found.at(-1)
    if (isContinued && last) last.text += `\n${text}`
    else found.push({ line: index + 1, text })
    isContinued = /\\\s*$/.test(text)
  }
  return found
}

function isComment(line: string): boolean {
  return /^\s*(?:#|$)/.test(line)
}

function joined(text: string): string {
  return text.replaceAll(/\\\s*\n/g, ' ')
}

function words(text: string): string {
  const [keyword = '', ...others] = text.trim().split(/\s+/)
  return [keyword.toUpperCase(), ...others].join(' ')
}
