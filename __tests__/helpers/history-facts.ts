import type { HistoryFacts } from '../../src/history/history-facts.ts'

/** The facts from a daemon that knows nothing about the build. */
export const noFacts: HistoryFacts = {
  savedSeconds: new Map(),
  coldSeconds: new Map(),
  mountStates: new Map(),
}
