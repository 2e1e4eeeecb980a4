import type { SurveyedLine } from '../../pool/assign.ts'
import type { MemberLine } from '../../pool/members.ts'
import type { EndpointInputs } from '../builders/endpoint.ts'
import { openEndpoint } from '../builders/endpoint.ts'
import type { PoolPorts } from './connect-pool.ts'

/** How long a daemon may take to say what it is. One that is slower counts as native to nothing. */
const longestMs = 3000

/** Asks each daemon for its platforms, unless its line names one. All are asked at the same time. */
export function survey(
  lines: readonly MemberLine[],
  inputs: EndpointInputs,
  ports: PoolPorts,
): Promise<readonly SurveyedLine[]> {
  return Promise.all(
    lines.map(async (line): Promise<SurveyedLine> => {
      if (line.platforms.length > 0) return { line }
      const { endpoint } = line
      if (endpoint.kind === 'tcp' && inputs.credentials === undefined) return { line }
      const opened = await openEndpoint(ports.attempt(), endpoint, inputs, ports)
      try {
        const { platforms } = await opened.probe(longestMs, ports.signal)
        return { line, platforms }
      } catch {
        ports.signal.throwIfAborted()
        // Its fault is named when a build is to go there.
        return { line }
      } finally {
        opened.close()
      }
    }),
  )
}
