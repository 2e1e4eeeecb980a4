import { isBuild } from '../buildx/build-args.ts'
import type { Builder } from '../connect/builder.ts'
import type { BakeOptions } from '../inputs/inputs.ts'
import { normalPlatform } from '../pool/platform.ts'
import type { BakeDefinition } from './definition.ts'

/**
 * Warns about targets for platforms that other daemons are for: a bake is on one daemon.
 *
 * @returns one line; undefined when there is nothing to warn about
 */
export function warnOfOtherDaemons(
  { endpoint, pool: chosen }: Pick<Builder, 'endpoint' | 'pool'>,
  { targets }: BakeDefinition,
  { connect, bake }: Pick<BakeOptions, 'connect' | 'bake'>,
): string | undefined {
  // Absent on a local builder, and on one that an earlier step has set up.
  if (chosen === undefined || !isBuild(bake.call)) return undefined
  const lines = connect.pool?.lines ?? []
  const linesFor = (platform: string) =>
    lines.filter((line) => line.platforms.map(normalPlatform).includes(platform))
  const isElsewhere = (platform: string) => {
    const urls = linesFor(platform).map((line) => line.endpoint.url)
    // The address of a daemon behind a name differs from that of its line.
    const isHere = urls.includes(endpoint) || linesFor(platform).some(({ kind }) => kind === 'name')
    return urls.length > 0 && !isHere
  }
  const wanted = new Set(targets.flatMap(({ platforms }) => platforms.map(normalPlatform)))
  const elsewhere = [...wanted].filter(isElsewhere)
  if (elsewhere.length === 0) return undefined
  const daemons = elsewhere.flatMap(linesFor).map((line) => line.endpoint.url)
  return `A bake is on one daemon, so ${endpoint} builds ${elsewhere.join(', ')} too, which is slow if it is emulated there. endpoint names ${[...new Set(daemons)].join(', ')} for it. To use that, make a builder with a node for each platform by setup, and give its name to bake in builder.`
}
