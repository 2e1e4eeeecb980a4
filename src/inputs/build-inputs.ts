import { ConfigurationError } from '../base/errors.ts'
import { attestations, defaultAttestations } from '../buildx/attests.ts'
import { type BuildInputs, isBuild } from '../buildx/build-args.ts'
import { refuseStandardOutput } from '../buildx/outputs.ts'
import { gitSecret, readSecrets } from '../buildx/secrets.ts'
import type { CiRun } from './ci-run.ts'
import { readPlatforms } from './platform-inputs.ts'
import type { InputReader } from './reader.ts'

/**
 * Reads the inputs that docker/build-push-action has too, in the same way.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
export function readBuildInputs(
  { text, list, lines, boolean }: InputReader,
  run: CiRun,
  warn: (message: string) => void,
): BuildInputs {
  const load = boolean('load', false)
  const outputs = lines('outputs', { quotes: false })
  const tags = list('tags')
  const call = text('call')
  if (isBuild(call)) for (const output of outputs) refuseStandardOutput(output)
  // A workflow that sets `load` or `outputs` pushes only if it sets `push`.
  const push = boolean('push', isBuild(call) && !load && outputs.length === 0)
  if (push && tags.length === 0 && outputs.length === 0) {
    throw new ConfigurationError('tags is empty but push is true. Give tags, or set push: false.')
  }
  const context = insertDefault('context', text('context'), run) || defaultContext('context', run)
  refuseStandardInput('context', context, 'Give a folder or a URL.')
  const file = text('file')
  refuseStandardInput('file', file, 'Give the path of a file.')
  const secrets = readSecrets(
    {
      secrets: lines('secrets', { trim: false }),
      secretEnvs: list('secret-envs'),
      secretFiles: lines('secret-files'),
    },
    warn,
  )
  // The token is for this repository's server, so no other context gets it.
  const isOwn = run.defaultContext !== '' && context.startsWith(run.defaultContext)
  const token = isOwn ? text('github-token') : ''
  const attests = {
    attests: lines('attests'),
    provenance: text('provenance'),
    sbom: text('sbom'),
    load,
    outputs,
  }
  return {
    addHosts: list('add-hosts'),
    allow: list('allow'),
    annotations: lines('annotations'),
    attests: attestations(attests, run),
    defaultAttests: defaultAttestations(attests, run),
    buildArgs: lines('build-args'),
    buildContexts: lines('build-contexts').map((entry) =>
      insertDefault('build-contexts', entry, run),
    ),
    cacheFrom: lines('cache-from'),
    cacheTo: lines('cache-to'),
    call,
    cgroupParent: text('cgroup-parent'),
    context,
    file,
    labels: lines('labels'),
    load,
    network: text('network'),
    noCache: boolean('no-cache', false),
    noCacheFilters: list('no-cache-filters'),
    outputs,
    platforms: [...readPlatforms({ list }).values()],
    pull: boolean('pull', false),
    push,
    secrets: [...secrets, ...gitSecret(token, run, secrets)],
    shmSize: text('shm-size'),
    ssh: list('ssh'),
    tags,
    target: text('target'),
    ulimit: lines('ulimit'),
  }
}

/** Replaces `{{defaultContext}}`, such as in `{{defaultContext}}:app`. */
export function insertDefault(name: string, text: string, run: CiRun): string {
  return text.replaceAll(/\{\{\{?\s*defaultContext\s*\}?\}\}/g, () => defaultContext(name, run))
}

/**
 * Refuses `-`, by which buildx reads its standard input. It gets an empty one: a second attempt, or a build on another
 * daemon, could not read the input again.
 *
 * @throws ConfigurationError
 */
export function refuseStandardInput(name: string, text: string, remedy: string): void {
  if (text !== '-') return
  throw new ConfigurationError(
    `${name}: "-" is the standard input, which buildx does not get here. ${remedy}`,
  )
}

function defaultContext(name: string, run: CiRun): string {
  if (run.defaultContext !== '') return run.defaultContext
  throw new ConfigurationError(
    `${name}: the repository at this commit would be built, but ${run.noDefaultContext}. Give a folder, such as ".".`,
  )
}
