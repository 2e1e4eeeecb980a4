/** Tests of several files in a folder of `src/`, as paths below `__tests__/`. */
export const aboutSeveralFiles: readonly string[] = [
  // Inputs of Docker's own actions, through everything that reads them.
  'inputs/drop-in.test.ts',
  'inputs/drop-in-bake.test.ts',
  // Recorded streams, through everything that counts.
  'record/builds-at-once.test.ts',
  'record/docker-recorded-builds.test.ts',
  'record/recorded-builds.test.ts',
  // Arbitrary streams, through the decoder, the log and everything that counts.
  'record/memory.slow.test.ts',
  'record/properties.test.ts',
  // The log and the summary of recorded streams.
  'report/golden.test.ts',
]

/**
 * Finds the tests in folders of `src/` that have no file there. `live-log.recorded.test.ts` belongs to
 * `live-log.ts`: what follows the first dot says which part of it the test is about.
 *
 * @param tests paths below `__tests__/`
 * @param sources paths below `src/`
 */
export function orphans(tests: readonly string[], sources: readonly string[]): string[] {
  const folders = new Set(sources.map(topFolder))
  return tests
    .filter((path) => path.endsWith('.test.ts') && folders.has(topFolder(path)))
    .filter((path) => !aboutSeveralFiles.includes(path))
    .filter((path) => !sources.includes(`${/^[^.]+/.exec(path)?.[0]}.ts`))
}

function topFolder(path: string): string {
  return path.split('/')[0] ?? ''
}
