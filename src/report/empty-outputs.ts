import type { Outputs } from './outputs.ts'

/**
 * The outputs when nothing was built. They are a literal, since they are needed before buildx starts, and the
 * code that makes outputs from a result would be loaded for them. A test compares the two.
 */
export const emptyOutputs: Outputs = {
  digest: '',
  imageid: '',
  metadata: '',
  'image-changed': '',
  builder: '',
  driver: '',
  endpoint: '',
  'endpoint-choice': '',
  fallback: false,
  'fallback-reason': '',
  'cache-hit': false,
  'cache-hit-percent': 0,
  'steps-total': 0,
  'steps-cached': 0,
  'steps-executed': 0,
  'mounts-total': '',
  'mounts-warm': '',
  'seconds-saved': '',
  'cache-report': JSON.stringify({
    schemaVersion: 1,
    retries: 0,
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
    seconds: {
      connecting: 0,
      waiting: 0,
      loadingContext: 0,
      building: 0,
      pushing: 0,
      exporting: 0,
      exportingCache: 0,
      cleaningUp: 0,
    },
    contextBytes: 0,
  }),
}
