import { join } from 'node:path'
import { type BuildInputs, isBuild } from '../buildx/build-args.ts'
import type { Builder } from '../connect/builder.ts'
import { consultHistory } from '../history/consult-history.ts'
import { isCheckedOut } from '../inputs/checkout.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Excerpt } from '../log/last-words.ts'
import { createLfsSearch } from './lfs-search.ts'
import type { Outcome } from './outcome.ts'
import { pushedRegistries } from './pushed-names.ts'
import type { WatchedBuild } from './result.ts'
import { type RunningBuild, type Watched, type WatchPorts, watch } from './watch.ts'
import { wrongPath } from './wrong-path.ts'

/** The inputs that watching a build needs. */
export type WatchInputs = Pick<Inputs, 'cacheMounts' | 'stallTimeoutMs'> &
  Partial<Pick<Inputs, 'checkout' | 'place'>>

/** Follows one `buildx build`, as `watch` does. */
export function watchBuild(
  running: RunningBuild,
  builder: Builder,
  build: BuildInputs,
  { cacheMounts, checkout, place, ...inputs }: WatchInputs,
  ports: WatchPorts,
): Promise<WatchedBuild> {
  const isOnlyFetched = checkout?.isFetched === true && !isCheckedOut(checkout.directory)
  const watched: Watched = {
    ...(isOnlyFetched && { lfs: createLfsSearch(build, ports) }),
    asked: build,
    registries: pushedRegistries(build),
    isCall: !isBuild(build.call),
    consult: (observed, options) => consultHistory(observed, build, { ...options, cacheMounts }),
    placeOf: (outcome) => downloadPlace(outcome, build),
    ...(place && { wrongPath: () => wrongPath(place) }),
  }
  return watch(running, builder, watched, inputs, ports)
}

/** The Dockerfile's line of a download that failed, which buildx doesn't print. */
async function downloadPlace(
  outcome: Outcome,
  { context, file }: BuildInputs,
): Promise<Excerpt | undefined> {
  if (outcome.kind !== 'failed' || outcome.excerpt) return undefined
  const instruction = outcome.vertex?.step?.name
  if (instruction === undefined || !/^(?:ONBUILD )?ADD /.test(instruction)) return undefined
  const path = file || join(context, 'Dockerfile')
  const { instructionExcerpt } = await import('./instruction-excerpt.ts')
  return instructionExcerpt(path, instruction)
}
