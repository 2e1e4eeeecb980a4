import type { Dockerfile, Stage } from '../text/dockerfile.ts'

/** The stages that are built on a stage, or on one of those. A variable in `FROM` may name any stage before it. */
export function stagesOn(stage: Stage, { stages }: Dockerfile): readonly Stage[] {
  const found: Stage[] = []
  for (const each of stages.slice(stages.indexOf(stage) + 1)) {
    if ([stage, ...found].some((base) => mayBeOn(each, base))) found.push(each)
  }
  return found
}

/** The stages that a stage is built on, the nearest first. */
export function stagesBelow(stage: Stage, { stages }: Dockerfile): readonly Stage[] {
  const found: Stage[] = []
  for (const each of stages.slice(0, stages.indexOf(stage)).toReversed()) {
    if (mayBeOn(found.at(-1) ?? stage, each)) found.push(each)
  }
  return found
}

function mayBeOn({ base }: Stage, { name }: Stage): boolean {
  if (name === undefined) return false
  const [first = '', ...others] = base.toLowerCase().split(/\$(?:\{[^}]*\}|\w+)/)
  if (others.length === 0) return first === name.toLowerCase()
  const last = others.at(-1) ?? ''
  return name.toLowerCase().startsWith(first) && name.toLowerCase().endsWith(last)
}
