import { join, resolve } from 'node:path'
import type { Advice } from '../advice/advice.ts'
import { foremost } from '../advice/advise.ts'
import { adviceFor } from '../advice/gather.ts'
import type { Ports } from '../base/ports.ts'
import type { Builder } from '../connect/builder.ts'
import { isRemote } from '../inputs/dockerfile-path.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { indexByDigest } from './combine.ts'
import type { BakeResult, TargetResult } from './result.ts'

/**
 * What would make the next bake faster: of all targets, that which would have spared this bake most. Targets with one
 * Dockerfile get advice on an instruction once.
 */
export async function adviseTargets(
  { record, targets }: Pick<BakeResult, 'record' | 'targets'>,
  builder: Pick<Builder, 'isOwn'>,
  { bake, directory }: Pick<BakeOptions, 'bake' | 'directory'>,
  ports: Pick<Ports, 'run' | 'env'>,
): Promise<readonly Advice[]> {
  const indexIn = indexByDigest(record)
  const found = new Map<string, Advice>()
  for (const target of targets) {
    const { historyFacts } = target
    // The text of a Dockerfile in the definition is only in the daemon's record.
    if (target.target.dockerfile === '' && historyFacts?.dockerfile === undefined) continue
    const place = placeOf(target, directory)
    const { stepVertices } = target.record
    const indexOf = (step: number) => {
      const vertex = stepVertices[step]
      return vertex && indexIn(vertex)
    }
    const { args: buildArgs, outputs, tags, isPushed: push } = target.target
    const advised = {
      record: target.record,
      ...(historyFacts && { historyFacts }),
      build: { ...place, buildArgs, outputs, tags, push, load: bake.load },
      ...{ builder, builds: 1, whole: { tasks: record.tasks, indexOf } },
    }
    for (const each of await adviceFor(advised, ports)) {
      const key = JSON.stringify([place, each.code, each.line])
      const seconds = found.get(key)?.seconds ?? -1
      if ((each.seconds ?? 0) > seconds) found.set(key, { ...each, target: target.name })
    }
  }
  return foremost([...found.values()])
}

/** Where a target's context and Dockerfile are. */
function placeOf(
  { name, target: { context, dockerfile } }: TargetResult,
  directory: string,
): { readonly context: string; readonly file: string } {
  if (dockerfile === '') return { context, file: `the definition of ${name}` }
  if (isRemote(context)) return { context, file: dockerfile }
  const folder = resolve(directory, context)
  return { context: folder, file: join(folder, dockerfile) }
}
