import type { BuildRecord } from './recorder.ts'

/** The record of a build that never started. */
export const emptyRecord: BuildRecord = {
  total: 0,
  cached: 0,
  executed: 0,
  failed: 0,
  canceled: 0,
  notStarted: 0,
  percent: 0,
  hit: false,
  steps: [],
  misses: [],
  slowest: [],
  sources: [],
  exports: [],
  pushed: [],
  seconds: {
    loadingContext: 0,
    building: 0,
    pushing: 0,
    exporting: 0,
    exportingCache: 0,
  },
  contextBytes: 0,
  tasks: [],
  joinedIntervals: new Map(),
  running: [],
  stepVertices: [],
  vertices: [],
}
