import { join } from 'node:path'
import * as core from '@actions/core'
import type { Log, Ports } from '../base/ports.ts'
import { choosePrivateDirectory } from '../leftovers/private-directory.ts'
import type { Annotations } from './annotations.ts'
import { createBinaryStore } from './buildx-store/store.ts'
import { helpLink } from './help-link.ts'
import { forgetSecrets } from './input-environment.ts'
import { remedies } from './remedies.ts'
import { rememberDirectory, rememberForPost } from './state.ts'
import { createWarnOnce } from './warn-once.ts'
import { createFences, plainLine } from './workflow-commands.ts'

/** With this argument the bundle keeps a tunnel open, and is no action. */
export const keeperWord = 'keep-tunnel'

interface PortsOptions {
  readonly annotations: Annotations
  readonly signal: AbortSignal
  readonly ownVariables?: readonly string[] | undefined
  /** Whether what this action makes stays until post, which then runs after each job. */
  readonly staysUntilPost?: boolean | undefined
}

/** Provides the ports of the core on GitHub's runner. */
export function openPorts({
  annotations,
  signal,
  ownVariables = [],
  staysUntilPost = false,
}: PortsOptions): Ports {
  const { env } = process
  const withIdentity = { ...env }
  forgetSecrets(env, ownVariables)
  const directory = choosePrivateDirectory(env.RUNNER_TEMP)
  const log = createLog(annotations)
  const fences = createFences((text) => process.stdout.write(text))
  // A self-hosted runner keeps its tool cache. The other one is emptied after each job.
  const lasting = env.RUNNER_TOOL_CACHE || env.RUNNER_TEMP
  // Jobs in containers have the same one as other users.
  const user = process.getuid?.() ?? 0
  return {
    run: async (...command) => (await import('./exec.ts')).runCommand(...command),
    log,
    env,
    directory,
    signal,
    help: (code) => helpLink(code, env),
    remedies,
    // A certificate may be requested while a build goes on.
    mask: (secret) => fences.lift(() => core.setSecret(secret)),
    warnOnce: createWarnOnce(log.warning, env),
    identityToken: async (audience) =>
      (await import('./identity-token.ts')).requestIdentityToken(audience, withIdentity, signal),
    binaries: createBinaryStore(env),
    output: process.stdout,
    fence: fences.create,
    ...(lasting && { uploads: join(lasting, `remote-buildkit-uploads-${user}`) }),
    needNoPost: staysUntilPost
      ? rememberForPost(core.saveState, directory)
      : rememberDirectory(core.saveState, directory, env),
    ...(staysUntilPost && { keeper: [process.execPath, process.argv[1] ?? '', keeperWord] }),
    // Beside the private directory, which is removed in the end.
    ...(core.isDebug() && { streamFile: `${directory}.rawjson` }),
  }
}

function createLog(annotations: Annotations): Log {
  return {
    info: (line) => core.info(plainLine(line)),
    notice: (line) => annotations.add('notice', plainLine(line)),
    warning: (line) => annotations.add('warning', plainLine(line)),
    group(title, lines) {
      core.startGroup(plainLine(title))
      for (const line of lines) core.info(plainLine(line))
      core.endGroup()
    },
    debug: (line) => core.debug(plainLine(line)),
  }
}
