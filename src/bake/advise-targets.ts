import type { Advice } from '../advice/advice.ts'
import { foremost } from '../advice/advise.ts'
import { type AdvisedBuild, adviceFor } from '../advice/gather.ts'
import type { Ports } from '../base/ports.ts'
import type { Builder } from '../connect/builder.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { indexByDigest } from './combine.ts'
import type { BakeResult, TargetResult } from './result.ts'
import { targetPlace } from './target-place.ts'

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
  const built = targets.map((target): AdvisedBuild & { readonly target: TargetResult } => {
    const { record: own, historyFacts } = target
    const { args: buildArgs, outputs, tags, isPushed: push } = target.target
    const build = {
      ...targetPlace(target, directory),
      buildArgs,
      outputs,
      tags,
      push,
      load: bake.load,
    }
    const facts = { record: own, build, ...(historyFacts && { historyFacts }) }
    return { target, ...facts, builder, builds: 1 }
  })
  for (const { target, ...own } of built) {
    // The text of a Dockerfile in the definition is only in the daemon's record.
    if (target.target.dockerfile === '' && own.historyFacts?.dockerfile === undefined) continue
    const { stepVertices } = own.record
    const indexOf = (step: number) => {
      const vertex = stepVertices[step]
      return vertex && indexIn(vertex)
    }
    const others = built.filter((other) => other.target !== target)
    const whole = { tasks: record.tasks, indexOf, others }
    const { context, file } = own.build
    for (const each of await adviceFor({ ...own, whole }, ports)) {
      const key = JSON.stringify([context, file, each.code, each.line])
      const seconds = found.get(key)?.seconds ?? -1
      if ((each.seconds ?? 0) > seconds) found.set(key, { ...each, target: target.name })
    }
  }
  return foremost([...found.values()])
}
