import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, isAbsolute, join, relative } from 'node:path'

/** Larger than any buildx, and small enough for the disk of a runner. */
const longestProgram = 512 * 1024 * 1024

export interface GuardedTarOptions {
  /** The file that was archived, as an absolute path. */
  readonly archived: string
  /** Where its content goes: a file that doesn't exist yet, in a directory of this action's own. */
  readonly place: string
  readonly env: NodeJS.ProcessEnv
}

/**
 * Lets `@actions/cache` restore without trusting the archive. The library extracts with `tar -P`, which
 * writes to any absolute or climbing name before anybody can look at the content. While the work runs, the
 * `tar` that it finds on PATH lists the archive, refuses every name but the one file's, and writes that
 * file's content to one place.
 */
export async function withGuardedTar<Value>(
  { archived, place, env }: GuardedTarOptions,
  work: () => Promise<Value>,
): Promise<Value> {
  // As the library looks for it.
  const names = process.platform === 'darwin' ? ['gtar', 'tar'] : ['tar']
  const real = names.map((name) => findProgram(name, env)).find((found) => found !== undefined)
  if (real === undefined) throw new Error('there is no tar on PATH')
  const directory = await mkdtemp(join(dirname(place), 'tar-'))
  const member = relative(env.GITHUB_WORKSPACE ?? process.cwd(), archived)
  const script = guard({ real, member, place })
  const path = env.PATH
  try {
    for (const name of names) await writeFile(join(directory, name), script, { mode: 0o700 })
    env.PATH = [directory, path].join(delimiter)
    return await work()
  } finally {
    env.PATH = path
    await rm(directory, { recursive: true, force: true })
  }
}

interface Guard {
  readonly real: string
  readonly member: string
  readonly place: string
}

/** The library calls it as `tar -xf ARCHIVE -P -C DIRECTORY` and then how to decompress. */
function guard({ real, member, place }: Guard): string {
  const [tar, file, folder, to] = [real, member, `${dirname(member)}/`, place].map(quote)
  return `#!/bin/sh
if [ "$1 $3 $4" != '-xf -P -C' ]; then exec ${tar} "$@"; fi
archive=$2
shift 5
names=$(${tar} -tPf "$archive" "$@") || exit 1
while IFS= read -r name; do
  case $name in ${file} | ${folder}) ;; *) echo "refused: $name" >&2; exit 1 ;; esac
done <<END
$names
END
${tar} -xOPf "$archive" "$@" ${file} | head -c ${longestProgram} >${to}
`
}

function findProgram(name: string, { PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  return PATH.split(delimiter)
    .filter(isAbsolute)
    .map((directory) => join(directory, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
