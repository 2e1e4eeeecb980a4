import { type Instruction, parseDockerfile, readInstruction } from '../text/dockerfile.ts'

/** The file and line of an instruction in a Dockerfile. */
export interface InstructionPlace {
  /** Of its first line, from 1. */
  readonly line: number
  /** Its lines as they are written, with the comments between them. */
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
  const wanted = words(readInstruction(instruction.replace(/^ONBUILD /i, '')))
  const [found, ...others] = parseDockerfile(dockerfile)
    .stages.flatMap(({ instructions }) => instructions)
    .filter((candidate) => words(candidate) === wanted)
  if (found === undefined || others.length > 0) return undefined
  const lines = dockerfile.split(/\r?\n/).slice(found.line - 1, found.endLine)
  return { line: found.line, text: lines.join('\n') }
}

function words({ keyword, flags, text }: Pick<Instruction, 'keyword' | 'flags' | 'text'>): string {
  return JSON.stringify([keyword, flags, text.split(/\s+/)])
}
