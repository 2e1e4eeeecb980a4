import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type IgnoredPart, ignoredByName } from '../text/dockerignore.ts'

export interface IgnoreOptions {
  readonly context: string
  /** The input `file`; empty for the context's own Dockerfile. */
  readonly file: string
  readonly buildArgs: readonly string[]
}

/**
 * Finds what of the first level of a context is certainly never sent, such as `node_modules` and `.git`.
 *
 * A frontend other than Docker's may read no `.dockerignore`. Older ones read no ignore file of the Dockerfile's own,
 * so where there are two, both must leave a name out.
 */
export function readIgnored({
  context,
  file,
  buildArgs,
}: IgnoreOptions): (name: string) => IgnoredPart | undefined {
  const dockerfile = file || join(context, 'Dockerfile')
  const text = read(dockerfile)
  const isOther = buildArgs.some((entry) => entry.startsWith('BUILDKIT_SYNTAX'))
  if (text === undefined || isOther || !isDockers(text)) return () => undefined
  const texts = [`${dockerfile}.dockerignore`, join(context, '.dockerignore')].flatMap(
    (path) => read(path) ?? [],
  )
  const rules = texts.map(ignoredByName)
  return (name) => {
    const parts = rules.map((partOf) => partOf?.(name))
    if (parts.includes(undefined)) return undefined
    return parts.includes('content') ? 'content' : parts[0]
  }
}

/** Whether the Dockerfile is read by the daemon's own frontend, or by a release of the same one. */
function isDockers(text: string): boolean {
  // Further down, a line is no directive any more; then everything is compared, which costs only time.
  const all = text.slice(0, 4096).match(/syntax\s*=/gi) ?? []
  return all.length === 0 || (all.length === 1 && dockersOwn.test(text))
}

const dockersOwn = /^#\s*syntax\s*=\s*(?:docker\.io\/)?docker\/dockerfile(?:[:@]\S*)?\s*$/im

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
