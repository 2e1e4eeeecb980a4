import { type Check, createCheckList, readChecks } from '../record/checks.ts'
import { type CallResult, readCallResult } from '../step/call-result.ts'
import { formatCount } from '../text/format.ts'

/** What a `call` printed in a bake. */
export interface BakeCallResult extends CallResult {
  /** The findings of the build checks, by target. A target without any may be missing. */
  readonly ofTargets: ReadonlyMap<string, readonly Check[]>
}

/** With `format=json`: what a call has found of each target. */
interface Printed {
  readonly target?: Readonly<Record<string, { readonly check?: object }>>
}

/**
 * Reads what `buildx bake --call` prints: a section for each target, below a line with its name, or JSON
 * (`runBake` in docker/buildx commands/bake.go).
 *
 * @param targets the names of the targets that may have a section
 */
export function readBakeCall(output: string, targets: readonly string[]): BakeCallResult {
  const fromJson = readJson(output)
  if (fromJson === undefined) {
    return { ...readCallResult(output), ofTargets: readSections(output, targets) }
  }
  const checks = [...fromJson.values()].flat()
  const [warnings, places] = [
    formatCount(checks.length, 'warning'),
    formatCount(fromJson.size, 'target'),
  ]
  const findings = `The build checks found ${warnings} in ${places}.`
  return { checks, ofTargets: fromJson, ...(fromJson.size > 0 && { findings }) }
}

/** @returns undefined when it isn't JSON */
function readJson(output: string): ReadonlyMap<string, readonly Check[]> | undefined {
  try {
    const { target = {} } = JSON.parse(output) as Printed
    return new Map(
      Object.entries(target).flatMap(([name, { check }]) => {
        if (check === undefined) return []
        // Without warnings, Go writes null.
        return [[name, readChecks(JSON.stringify(check)) ?? []] as const]
      }),
    )
  } catch {
    return undefined
  }
}

/** The sections are in the order of the names. Lines of a Dockerfile in them begin with a number or spaces. */
function readSections(
  output: string,
  targets: readonly string[],
): ReadonlyMap<string, readonly Check[]> {
  const names = new Set(targets)
  const sections = new Map<string, string[]>()
  let section: string[] | undefined
  for (const line of output.split('\n')) {
    if (names.has(line) && !sections.has(line)) {
      section = []
      sections.set(line, section)
    } else {
      section?.push(line)
    }
  }
  return new Map(
    [...sections].map(([name, lines]) => {
      const list = createCheckList()
      list.text(lines.join('\n'))
      return [name, list.all()]
    }),
  )
}
