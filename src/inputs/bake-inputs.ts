import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigurationError } from '../base/errors.ts'
import { bakeProvenance } from '../buildx/bake-provenance.ts'
import { isBuild } from '../buildx/build-args.ts'
import { gitSecret } from '../buildx/secrets.ts'
import { insertDefault, refuseStandardInput } from './build-inputs.ts'
import { isRemote } from './dockerfile-path.ts'
import type { BakeOptions } from './inputs.ts'
import type { InputReader } from './reader.ts'
import type { InputSource } from './source.ts'

/**
 * Reads the inputs that docker/bake-action has too, in the same way, and `jobs`.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
export function readBakeInputs(
  { text, list, lines, boolean }: InputReader,
  { run }: Pick<InputSource, 'run'>,
): Pick<BakeOptions, 'bake' | 'directory' | 'source' | 'gitAuth'> {
  const source = insertDefault('source', text('source') || '{{defaultContext}}', run)
  refuseStandardInput('source', source, 'Give a folder or a URL.')
  const files = list('files')
  for (const file of files) refuseStandardInput('files', file, 'Give the path of a file.')
  const remote = isRemote(source) ? source : ''
  // As for a folder that `buildx build` is given, the working directory counts.
  const directory = remote === '' ? resolve(source) : resolve('.')
  if (remote === '' && !statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ConfigurationError(
      `source: "${source}" is not a folder. Give a folder of the checkout, such as ".", or leave it out for the repository at this commit.`,
      undefined,
      { lacksFile: true },
    )
  }
  const targets = list('targets')
  const flag = targets.find((target) => target.startsWith('-'))
  if (flag !== undefined) throw new ConfigurationError(`targets: "${flag}" is not a target.`)
  const load = boolean('load', false)
  const push = boolean('push', false)
  const call = text('call')
  return {
    bake: {
      remote,
      // buildx would ask for each folder outside of the definition's, and nobody answers in a job.
      allow: [...list('allow'), 'fs=*'],
      call: isBuild(call) ? '' : call,
      files,
      jobs: text('jobs'),
      load,
      noCache: boolean('no-cache', false),
      provenance: bakeProvenance(text('provenance'), run),
      pull: boolean('pull', false),
      push,
      sbom: text('sbom'),
      set: lines('set', { quotes: false }),
      targets,
      vars: lines('vars', { quotes: false }),
    },
    directory,
    source: remote === '' ? source : '.',
    gitAuth: gitAuth(remote, text('github-token'), run),
  }
}

/** The variable with which buildx reads a definition of this repository's server. No other server gets the token. */
function gitAuth(
  remote: string,
  token: string,
  run: InputSource['run'],
): Readonly<Record<string, string>> {
  if (token === '' || run.server === '' || !isOnServer(remote, run.server)) return {}
  const [secret] = gitSecret(token, run, [])
  if (secret === undefined || !('value' in secret)) return {}
  const name = secret.id.startsWith('GIT_AUTH_HEADER') ? 'HEADER' : 'TOKEN'
  return { [`BUILDX_BAKE_GIT_AUTH_${name}`]: secret.value }
}

function isOnServer(remote: string, server: string): boolean {
  if (!URL.canParse(remote)) return remote.startsWith(`${new URL(server).host}/`)
  return new URL(remote).host === new URL(server).host
}
