/**
 * The options of a property that is checked with so many arbitrary values. `script/test quick` checks a fifth, since
 * it runs at each save; everything else checks all.
 */
export function runs(numRuns: number): { readonly numRuns: number } {
  return { numRuns: process.env.TEST_QUICK === '1' ? Math.ceil(numRuns / 5) : numRuns }
}
