export interface Count {
  readonly passed: number
  readonly failed: number
}

/** A part of `script/test`. */
export interface Stage {
  /** @returns how many of its checks passed */
  run(): Promise<Count>
  /** Whether `script/test quick` runs it. */
  readonly isQuick?: boolean
  /** Whether it runs only by its name, because its parts take long to build. */
  readonly isOnlyByName?: boolean
}

/**
 * Chooses the stages that the arguments of `script/test` name, in the order of the table.
 *
 * @param words names of stages, or `quick` for all quick ones; without any, the default run
 * @throws Error when a word names no stage
 */
export function chooseStages<Name extends string>(
  stages: Readonly<Record<Name, Stage>>,
  words: readonly string[],
): Name[] {
  const names = Object.keys(stages) as Name[]
  const unknown = words.filter((word) => word !== 'quick' && !(names as string[]).includes(word))
  if (unknown.length > 0) {
    throw new Error(`There is no stage ${unknown.join(', ')}, only quick, ${names.join(', ')}.`)
  }
  if (words.length === 0) return names.filter((name) => !stages[name].isOnlyByName)
  return names.filter(
    (name) => words.includes(name) || (words.includes('quick') && stages[name].isQuick === true),
  )
}
