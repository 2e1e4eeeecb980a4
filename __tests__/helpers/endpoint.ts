import type { ProbeTarget } from '../../src/daemon/daemon.ts'
import { parseEndpoint } from '../../src/daemon/endpoint.ts'

/** An endpoint that can be probed without a process in between. */
export function directEndpoint(text: string): ProbeTarget['endpoint'] {
  const endpoint = parseEndpoint(text)
  if (endpoint.kind === 'ssh' || endpoint.kind === 'container') {
    throw new Error(`${text} leads through another process`)
  }
  return endpoint
}
