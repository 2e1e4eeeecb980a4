import { readLeftovers } from '../leftovers/journal.ts'
import { isPrivateDirectory, removePrivateDirectory } from '../leftovers/private-directory.ts'
import { undoLeftovers } from '../leftovers/undo.ts'
import { forgetSecrets } from './input-environment.ts'

/** Removes what a killed action left. A failure is a warning: the build is over, its result stays. */
export async function cleanUp(directory: string): Promise<void> {
  // The state comes from the runner. Only this action's own directory may be removed, whatever the state says.
  if (!isPrivateDirectory(directory)) {
    warn(`${directory} is not a private directory of this action, so it is not removed`)
    return
  }
  // Before the secrets are removed: this needs the job's identity token. It starts no process.
  await endRoutes(directory)
  // The runner passes the inputs to post too, and no process started here needs them.
  forgetSecrets(process.env)
  await showLogs(directory).catch(warn)
  try {
    await undoLeftovers(directory, process.env)
  } catch (error) {
    warn(error)
  }
  // The keys are removed even if something else failed.
  await removePrivateDirectory(directory).catch(warn)
}

/** Reports to routing services that builds have ended. Loads what that needs only if there are any. */
async function endRoutes(directory: string): Promise<void> {
  const routes = readLeftovers(directory).filter((left) => left.kind === 'route')
  if (routes.length === 0) return
  const { complete } = await import('../connect/router/client.ts')
  const { requestIdentityToken } = await import('./identity-token.ts')
  const { env } = process
  const signal = AbortSignal.timeout(longestMs)
  const ports = {
    ...{ env, signal },
    log: { debug: () => {} },
    mask: (secret: string) => console.log(`::add-mask::${secret}`),
    identityToken: (audience: string) => requestIdentityToken(audience, env, signal),
  }
  await Promise.all(routes.map((route) => complete(route, {}, ports)))
}

/** Loads what that needs only if there are any to show. */
async function showLogs(directory: string): Promise<void> {
  const shown = readLeftovers(directory)
    .filter((left) => left.kind === 'volume')
    .filter(({ isLogShown }) => isLogShown)
  if (shown.length === 0) return
  const { showContainerLogs } = await import('./show-container-logs.ts')
  await showContainerLogs(shown, process.env)
}

/** Milliseconds. The service forgets a build by itself after some hours. */
const longestMs = 10_000

function warn(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  console.log(`::warning::Cleaning up failed: ${reason.replaceAll(/\s+/g, ' ')}`)
}
