import { bake } from '../bake/bake.ts'
import { readBakeOptions } from '../inputs/read-bake.ts'
import { type BuildRun, exitCodeOf } from './build.ts'

/** The command `bake`. @returns the exit code */
export async function runBake({ openPorts, ...run }: BuildRun): Promise<number> {
  const options = readBakeOptions(run.source)
  const result = await bake(options, openPorts())
  const { publishBake } = await import('./publish-bake.ts')
  await publishBake(result, options, run)
  return exitCodeOf(result.outcome)
}
