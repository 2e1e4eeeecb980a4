import { ConfigurationError } from '../base/errors.ts'
import { goBoolean } from '../text/boolean.ts'
import { csvFields } from '../text/csv.ts'

/** An entry of `outputs`, as buildx reads it. */
export interface Output {
  readonly type: string
  readonly dest?: string
  /** The other attributes, their names in lower case. */
  readonly attributes: ReadonlyMap<string, string>
}

/**
 * Reads an entry of `outputs`: `UnmarshalText` in docker/buildx util/buildflags/export.go. A single field that
 * doesn't begin with `type=` is a folder, even `TYPE=docker` or `type = docker`.
 */
export function readOutput(text: string): Output {
  const fields = csvFields(text)
  if (fields.length === 1 && fields[0] === text && !text.startsWith('type=')) {
    return { type: text === '-' ? 'tar' : 'local', dest: text, attributes: new Map() }
  }
  const attributes = new Map<string, string>()
  for (const field of fields) {
    const [name = '', ...value] = field.split('=')
    attributes.set(name.trim().toLowerCase(), value.join('='))
  }
  const type = attributes.get('type') ?? ''
  const dest = attributes.get('dest')
  attributes.delete('type')
  attributes.delete('dest')
  return { type, ...(dest && { dest }), attributes }
}

/** Whether an output pushes: any value of `push` that isn't a Go word for false does. */
export function pushes(output: string): boolean {
  const { type, attributes } = readOutput(output)
  if (type.trim().toLowerCase() === 'registry') return true
  const push = attributes.get('push')?.trim().toLowerCase()
  return push !== undefined && goBoolean(push) !== false
}

/** Whether one of the outputs loads the image into this machine's Docker. With `dest`, `type=docker` writes a file. */
export function loadsIntoDocker(outputs: readonly string[]): boolean {
  return outputs
    .map(readOutput)
    .some(({ type, dest }) => type.trim().toLowerCase() === 'docker' && dest === undefined)
}

/**
 * Refuses an output that buildx would write to standard output, which is the log of the job. In a terminal
 * buildx refuses it too: `toBuildkitExports` in docker/buildx build/opt.go.
 *
 * @param subject of the message: the output, by where it is given
 * @throws ConfigurationError
 */
export function refuseStandardOutput(output: string, subject = `outputs: "${output}"`): void {
  const { type, dest, attributes } = readOutput(output)
  const isArchive =
    type === 'tar' ||
    ((type === 'oci' || type === 'docker') && goBoolean(attributes.get('tar')) !== false)
  // Without dest, an archive of type docker is loaded into Docker.
  const isPrinted = dest === '-' || (dest === undefined && type !== 'docker')
  if (!isArchive || !isPrinted) return
  throw new ConfigurationError(
    `${subject} would write an archive into the log. Set dest to a file, or type=cacheonly to build without a result.`,
  )
}
