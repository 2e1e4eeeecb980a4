import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Excerpt } from '../log/last-words.ts'
import { placeOfInstruction } from '../record/instruction-place.ts'

/**
 * The lines of a step in a Dockerfile, where buildx doesn't print them.
 *
 * @param instruction the step's name
 * @returns undefined when the Dockerfile can't be read, as with a context from Git, or the instruction isn't certain
 */
export async function instructionExcerpt(
  file: string,
  instruction: string,
): Promise<Excerpt | undefined> {
  const dockerfile = await readFile(file, 'utf8').catch(() => '')
  const place = placeOfInstruction(dockerfile, instruction)
  return place && { filename: basename(file), ...place }
}
