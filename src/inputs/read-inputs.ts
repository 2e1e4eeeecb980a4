import type { ConnectInputs } from '../connect/inputs.ts'
import { readBuildInputs } from './build-inputs.ts'
import { readConnectInputs } from './connect-inputs.ts'
import { contextCheckout, dockerfilePath, withoutRunner } from './dockerfile-path.ts'
import type { Inputs } from './inputs.ts'
import { collectMasks, type Masks, masksOf, urlSecrets } from './masks.ts'
import { defaultPlatform } from './platform-inputs.ts'
import { createInputReader, type InputReader } from './reader.ts'
import type { InputSource } from './source.ts'
import { parseCount, parseDuration } from './values.ts'

/**
 * Reads, masks and checks all inputs. An empty input is the same as an absent one.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
export function readInputs(source: InputSource): Inputs {
  return masked(source, (masks) => readAll(source, masks))
}

/**
 * Reads, masks and checks the inputs about reaching a daemon, for commands that build nothing.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
export function readConnection(source: InputSource): Pick<Inputs, 'connect' | 'warnings'> {
  return masked(source, (masks) => ({
    connect: readConnectInputs(createInputReader(source.raw), source, masks),
    warnings: source.checkNames(),
  }))
}

/** Reads inputs, and masks the secrets among them whatever happens. */
export function masked<Value>(
  { mask }: Pick<InputSource, 'mask'>,
  read: (masks: Masks) => Value,
): Value {
  const masks = collectMasks(mask)
  try {
    return read(masks)
  } finally {
    // Masked before an error, or anything else, can print them.
    masks.flush()
  }
}

function readAll(source: InputSource, masks: Masks): Inputs {
  const { raw, env } = source
  const reader = createInputReader((name) =>
    name === defaultPlatform ? (env[name] ?? '') : raw(name),
  )
  masks.add(urlSecrets(['build-contexts', 'context', 'file'].map(reader.text).join(' ')))
  const connect = readConnectInputs(reader, source, masks)
  const warnings = [...source.checkNames()]
  const { origin, run, workspace } = source
  const build = readBuildInputs(reader, run, (message) => warnings.push(message))
  for (const secret of build.secrets) {
    if (!('value' in secret)) continue
    const found = masksOf(secret.value)
    if (found.length === 0) warnings.push(notMasked(secret.id))
    masks.add(found)
  }
  const { context, file } = build
  const place = { context, file, defaultContext: run.defaultContext, workspace }
  const dockerfile = dockerfilePath(place)
  return {
    connect: withDockerfile(connect, dockerfile ?? withoutRunner(workspace, file), reader),
    build,
    ...(run.gitRef && { repository: { context: run.defaultContext, ref: run.gitRef } }),
    ...readOptions(reader),
    reuseUpload: reader.choice('reuse-upload', ['auto', 'never']),
    origin,
    warnings,
    dockerfile,
    checkout: contextCheckout(place),
    place,
    annotateChecks: run.annotateChecks,
  }
}

/** Two Dockerfiles of one repository share few layers, so their builds may go to different daemons. */
function withDockerfile(
  connect: ConnectInputs,
  dockerfile: string,
  { text }: InputReader,
): ConnectInputs {
  const { pool } = connect
  if (pool === undefined || text('pool-key') !== '') return connect
  return { ...connect, pool: { ...pool, key: `${pool.key}:${dockerfile || 'Dockerfile'}` } }
}

function notMasked(id: string): string {
  return `secrets: the value of ${id} is not masked. It is true, false or shorter than four characters, so masking would blank it all over the log.`
}

/** The inputs about cache, retries and the report. */
export function readOptions({ text, boolean, choice }: InputReader) {
  return {
    cache: {
      reference: text('cache-ref'),
      mode: choice('cache-mode', ['max', 'min']),
      compression: choice('cache-compression', ['', 'gzip', 'zstd', 'estargz', 'uncompressed']),
      export: choice('cache-export', ['auto', 'always', 'never']),
    },
    allowUntrusted: boolean('allow-untrusted', false),
    summary: boolean('summary', true),
    advice: boolean('advice', true),
    cacheMounts: boolean('cache-mounts', false),
    summaryBuildArgs: boolean('summary-build-args', false),
    compare: boolean('compare', false),
    retries: parseCount('retries', text('retries') || '2'),
    stallTimeoutMs: parseDuration('stall-timeout', text('stall-timeout') || '60s'),
  }
}
