import type { Ports } from '../base/ports.ts'
import type { Builder } from '../connect/builder.ts'
import { haveChanged, type Images, pinned, readImages } from '../step/compare.ts'
import type { BakePlan, PlannedTarget } from './plan.ts'
import type { TargetResult } from './result.ts'

/** Asks the registries about the image of each target that is pushed, before and after the bake. */
export async function createComparison(
  { targets, requested }: BakePlan,
  builder: Pick<Builder, 'name' | 'buildx'>,
  ports: Pick<Ports, 'directory' | 'signal' | 'log'>,
): Promise<{
  /** Adds whether each image has changed, as far as it is known. */
  readonly compare: (results: readonly TargetResult[]) => Promise<readonly TargetResult[]>
}> {
  const before = new Map<string, Images | undefined>()
  const compared = targets.filter(({ name, isPushed }) => isPushed && requested.includes(name))
  await Promise.all(
    compared.map(async (target) => {
      const [tag] = target.tags
      if (tag !== undefined) before.set(target.name, await readImages(tag, builder, ports))
    }),
  )
  const changed = async ({ tags: [tag] }: PlannedTarget, name: string, digest: string) => {
    if (tag === undefined || digest === '' || !before.has(name)) return undefined
    return haveChanged(before.get(name), await readImages(pinned(tag, digest), builder, ports))
  }
  return {
    compare: (results) =>
      Promise.all(
        results.map(async (result) => {
          const { name, target, status, metadata } = result
          if (status !== 'succeeded') return result
          const imageChanged = await changed(target, name, metadata?.digest ?? '')
          return imageChanged === undefined ? result : { ...result, imageChanged }
        }),
      ),
  }
}
