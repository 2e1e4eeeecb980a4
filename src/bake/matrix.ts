import type { Ports } from '../base/ports.ts'
import { buildxConfig, buildxEnvironment } from '../buildx/environment.ts'
import { obtainBuildx } from '../buildx/obtain.ts'
import type { MatrixInputs } from '../inputs/inputs.ts'
import { withDirectory } from '../step/lease.ts'
import { readBake } from './read-definition.ts'

/** One job of a matrix: a target, and a value of each field. */
export type MatrixEntry = Readonly<Record<string, unknown>>

/**
 * Makes the entries of a job matrix, as docker/bake-action's subaction does: one for each target, or for each value of
 * a field that the target has. For several fields there is one for each combination. The subaction instead adds entries
 * for each field in turn, with the last value of the fields before it: `tags` and `platforms` give entries that have a tag
 * and no platform, and only the last tag gets platforms.
 *
 * @param printed what `buildx bake --print` prints
 * @param fields names of fields, such as `platforms`
 */
export function matrixOf(printed: string, fields: readonly string[]): readonly MatrixEntry[] {
  const { target = {} } = JSON.parse(printed) as {
    readonly target?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  return Object.entries(target).flatMap(([name, definition]) =>
    [...new Set(fields)]
      .filter((field) => Object.hasOwn(definition, field))
      .reduce<readonly MatrixEntry[]>(
        (entries, field) =>
          entries.flatMap((entry) =>
            [definition[field]].flat().map((value) => ({ ...entry, [field]: value })),
          ),
        [{ target: name }],
      ),
  )
}

/**
 * Reads a local definition and makes a job matrix of it. It needs no daemon and no Docker, only a buildx.
 *
 * @throws ConfigurationError in one line when the definition can't be read
 */
export async function readMatrix(
  { bake, directory, buildx, fields, warnings }: MatrixInputs,
  ports: Pick<Ports, 'log' | 'env' | 'directory' | 'signal' | 'binaries' | 'needNoPost'>,
): Promise<readonly MatrixEntry[]> {
  for (const warning of warnings) ports.log.warning(warning)
  return withDirectory(ports, async () => {
    const file = await obtainBuildx(buildx, ports)
    const env = buildxEnvironment(ports.env, buildxConfig(ports.directory))
    const options = { bake, directory, gitAuth: {}, buildx: { file, env }, targetsInput: 'target' }
    return matrixOf((await readBake(options, ports)).printed, fields)
  })
}
