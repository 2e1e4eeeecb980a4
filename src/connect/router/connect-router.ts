import { startStopwatch } from '../../base/stopwatch.ts'
import { noteLeftover } from '../../leftovers/journal.ts'
import { formatDuration } from '../../text/format.ts'
import type { Attempt, Builder, ConnectPorts, PreparedBuildx } from '../builder.ts'
import { createEndpointBuilder, type EndpointInputs } from '../builders/endpoint.ts'
import { askRouter, complete, type RoutedBuild } from './client.ts'
import type { RouterInputs } from './router.ts'

/** Milliseconds for getting a token and an answer. */
const longestEndMs = 8000

/**
 * Asks a service where to build, and creates a builder there. The end of the build is reported when the builder is
 * released, or by post.
 *
 * @throws Diagnosis when there is no daemon, or it can't be used
 */
export async function connectRouter(
  router: RouterInputs,
  attempt: Attempt,
  inputs: EndpointInputs,
  preparing: PreparedBuildx,
  ports: ConnectPorts,
): Promise<Builder> {
  const seconds = startStopwatch()
  const { route, bearer } = await askRouter(router, ports)
  const { endpoint, cache, ...build } = route
  const { url, audience, ca, token } = router
  const routed: RoutedBuild = { url, audience, ...(ca !== undefined && { ca }), ...build }
  if (build.buildId !== undefined) ports.mask(build.buildId)
  const strike = noteLeftover(ports.directory, { kind: 'route', ...routed })
  const end = async () => {
    const signal = AbortSignal.timeout(longestEndMs)
    // What the service doesn't know is left to post.
    if (await complete(routed, { token, earlier: bearer }, { ...ports, signal })) strike()
  }
  try {
    const waited = formatDuration(seconds())
    ports.log.info(`${url} sends this build to ${endpoint.url}, after ${waited}.`)
    const builder = await createEndpointBuilder(attempt, endpoint, inputs, preparing, ports)
    return {
      ...builder,
      connectSeconds: seconds(),
      ...(cache && { cacheHints: cache }),
      async release() {
        await builder.release()
        await end()
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}
