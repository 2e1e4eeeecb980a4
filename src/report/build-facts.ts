import { isBuild } from '../buildx/build-args.ts'
import { loadsIntoDocker } from '../buildx/outputs.ts'
import { pushesImage } from '../step/plan.ts'
import { pushedNames } from '../step/pushed-names.ts'
import type { Result } from '../step/result.ts'
import { type CacheReport, cacheReport } from './cache-report.ts'

/** The data for the end of the log, the annotations and the summary. */
export interface BuildFacts extends Pick<Result, 'checks' | 'outcome' | 'seconds' | 'variants'> {
  /** The `cache-report` output. */
  readonly report: CacheReport
  /** Those of the inputs, or else the names that its outputs push. */
  readonly tags: readonly string[]
  /** Where the image has its tags: in a registry, in a Docker daemon, or nowhere. */
  readonly place: 'registry' | 'docker' | 'none'
  /** Why the image is not pushed although the inputs ask for it, as a clause. */
  readonly unpushed?: string
  /** Of the image that has the first name. */
  readonly digest?: string
  /** Of a bake: how many of its targets succeeded. */
  readonly targets?: { readonly succeeded: number; readonly total: number }
}

export function buildFacts(result: Result): BuildFacts {
  const { checks, outcome, metadata, seconds, plan, variants } = result
  const { tags } = plan.build
  return {
    report: cacheReport(result),
    checks,
    outcome,
    seconds,
    tags: tags.length > 0 ? tags : pushedNames(plan.build),
    place: placeOf(result),
    ...(plan.unpushed && { unpushed: plan.unpushed }),
    ...(metadata?.digest && { digest: metadata.digest }),
    ...(variants && { variants }),
  }
}

function placeOf({ plan, builder }: Pick<Result, 'plan' | 'builder'>): BuildFacts['place'] {
  const { load, outputs, call } = plan.build
  if (pushesImage(plan.build)) return 'registry'
  // The builder that is part of Docker keeps an image there unless an output says otherwise.
  const isKept = builder.driver === 'docker' && outputs.length === 0 && isBuild(call)
  return load || loadsIntoDocker(outputs) || isKept ? 'docker' : 'none'
}
