import { splitFlags } from '../text/instruction-flags.ts'

/**
 * Lists the files that a repository keeps in Git LFS, by its index.
 *
 * @param folder the part of the repository that counts; empty for all of it
 * @param git runs git in the repository, and returns what it prints
 * @returns paths below the folder
 */
export async function lfsFiles(
  folder: string,
  git: (args: readonly string[]) => Promise<string>,
): Promise<readonly string[]> {
  const prefix = folder === '' ? '' : `${folder.replace(/^\/+|\/+$/g, '')}/`
  const listed = await git(['ls-files', '-z', '--', `:(attr:filter=lfs)${prefix}`])
  return listed
    .split('\0')
    .filter((path) => path !== '')
    .map((path) => path.slice(prefix.length))
}

/** The sources of a `COPY` or `ADD` from the context. */
export function copiedSources(instruction: string): readonly string[] {
  const [, words = ''] = /^(?:COPY|ADD) ((?:.|\n)+)$/.exec(instruction) ?? []
  const { flags, rest } = splitFlags(words)
  if (flags.some((flag) => flag.startsWith('--from='))) return []
  const operands = rest.trim()
  const paths = readJson(operands) ?? operands.split(/\s+/)
  return paths.slice(0, -1)
}

function readJson(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined
  try {
    const words: unknown = JSON.parse(text)
    return Array.isArray(words) ? words.map(String) : undefined
  } catch {
    return undefined
  }
}
