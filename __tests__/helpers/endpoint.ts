import type { ProbeTarget } from '../../src/connect/daemon.ts'
import { parseEndpoint } from '../../src/connect/endpoint.ts'

/** An endpoint that can be asked without SSH. */
export function directEndpoint(text: string): ProbeTarget['endpoint'] {
  const endpoint = parseEndpoint(text)
  if (endpoint.kind === 'ssh') throw new Error(`${text} leads through SSH`)
  return endpoint
}
