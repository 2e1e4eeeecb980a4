import { readFileSync } from 'node:fs'
import { getInput, setSecret } from '@actions/core'
import { readBuildInputs } from './build-inputs.ts'
import type { BuildInputs } from './buildx/build-args.ts'
import { parseDownloadUrl } from './buildx/install/urls.ts'
import { parseBuildxVersion } from './buildx/install/version.ts'
import type { ConnectInputs, ContainerInputs } from './connect/builder.ts'
import { type CredentialTexts, readCredentials } from './connect/credentials.ts'
import { type Endpoint, parseEndpoint } from './connect/endpoint.ts'
import { readPem, secretForms } from './connect/pem.ts'
import { dockerfilePath } from './dockerfile-path.ts'
import { ConfigurationError } from './errors.ts'
import { checkNames } from './input-names.ts'
import { createInputReader } from './input-reader.ts'
import { parseCount, parseDuration } from './input-values.ts'
import { type Origin, readOrigin } from './origin.ts'
import { type CacheInputs, whose } from './plan.ts'
import { readWorkflowRun } from './workflow-run.ts'

const reader = createInputReader((name) => getInput(name, { trimWhitespace: false }))
const { text, lines, boolean, choice, optional } = reader

export interface Inputs {
  readonly connect: ConnectInputs
  readonly build: BuildInputs
  readonly cache: CacheInputs
  readonly origin: Origin
  readonly allowUntrusted: boolean
  readonly summary: boolean
  /** Whether to ask the daemon what the build's cache mounts hold. */
  readonly cacheMounts: boolean
  /** Whether the summary may show the values of build arguments. */
  readonly summaryBuildArgs: boolean
  /** Whether to ask the registry what the tag held before. */
  readonly compare: boolean
  /** How often to try again what failed for a passing reason. */
  readonly retries: number
  readonly warnings: readonly string[]
  /** The Dockerfile's path in the repository. */
  readonly dockerfile: string | undefined
  /** Whether what the build checks find becomes annotations. */
  readonly annotateChecks: boolean
}

/**
 * Reads, masks and checks all inputs. An empty input is the same as an absent one.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
export function readInputs(): Inputs {
  const credentials = readCredentials(credentialTexts())
  refuseUnsupported()
  const origin = readOrigin(process.env)
  const allowUntrusted = boolean('allow-untrusted', false)
  const builder = optional('builder', (name) => name)
  if (builder !== undefined) refuseBesideBuilder()
  const driver = choice('driver', ['auto', 'remote', 'docker-container'])
  const endpoint = optional('endpoint', parseEndpoint) ?? hostEndpoint(driver, builder)
  if (endpoint !== undefined && driver === 'docker-container') {
    throw new ConfigurationError(
      'driver: docker-container is for a local builder, but endpoint is given. Leave one of them out.',
    )
  }
  const warnings = checkNames(process.env)
  const run = readWorkflowRun(process.env)
  const build = readBuildInputs(reader, run, (message) => warnings.push(message))
  for (const secret of build.secrets) if ('value' in secret) setSecret(secret.value)
  return {
    connect: {
      builder,
      endpoint,
      driver,
      credentials,
      serverName: optional('server-name', (name) => name),
      connectTimeoutMs: parseDuration('connect-timeout', text('connect-timeout') || '60s'),
      fallback: choice('fallback', ['auto', 'never', 'always']),
      keepOut: allowUntrusted ? undefined : keepOut(origin, credentials !== undefined),
      container: readContainerInputs(),
      buildx: {
        version: optional('buildx-version', parseBuildxVersion),
        downloadUrl: parseDownloadUrl(text('buildx-download-url')),
        cacheBinary: boolean('cache-binary', true),
      },
    },
    build,
    cache: {
      reference: text('cache-ref'),
      mode: choice('cache-mode', ['max', 'min']),
      export: choice('cache-export', ['auto', 'always', 'never']),
    },
    origin,
    allowUntrusted,
    summary: boolean('summary', true),
    cacheMounts: boolean('cache-mounts', false),
    summaryBuildArgs: boolean('summary-build-args', false),
    compare: boolean('compare', false),
    retries: parseCount('retries', text('retries') || '2'),
    warnings,
    dockerfile: dockerfilePath({
      ...build,
      defaultContext: run.defaultContext,
      workspace: process.env.GITHUB_WORKSPACE || process.cwd(),
    }),
    annotateChecks: run.annotateChecks,
  }
}

/**
 * Everyone with a certificate shares the daemon's cache, so a stranger's code doesn't get there, even
 * if it is given the secrets. Dependabot's gets there if somebody gave it a certificate on purpose.
 */
function keepOut({ outsider }: Origin, hasCredentials: boolean): string | undefined {
  if (outsider === undefined || (outsider === 'dependabot' && hasCredentials)) return undefined
  return `${whose[outsider]}, so the persistent daemon, whose cache other builds trust, is not used.`
}

/** Only where the inputs leave it open where to build. */
function hostEndpoint(driver: string, builder: string | undefined): Endpoint | undefined {
  const host = process.env.BUILDKIT_HOST
  if (!host || driver === 'docker-container' || builder !== undefined) return undefined
  return parseEndpoint(host, 'BUILDKIT_HOST')
}

function refuseBesideBuilder(): void {
  const others = [
    ...['endpoint', 'driver', 'ca', 'cert', 'key', 'server-name', 'builder-image', 'driver-opts'],
    ...['buildkitd-flags', 'buildkitd-config', 'buildkitd-config-inline'],
  ]
  const given = others.find((name) => text(name) !== '' && text(name) !== 'auto')
  const other = given ?? (text('fallback') === 'always' ? 'fallback: always' : undefined)
  if (other === undefined) return
  throw new ConfigurationError(
    `builder names an existing builder, which is used as it is, but ${other} is given. Leave one of them out.`,
  )
}

function readContainerInputs(): ContainerInputs {
  return {
    image: text('builder-image'),
    driverOpts: lines('driver-opts', { quotes: false }),
    buildkitdFlags: text('buildkitd-flags'),
    buildkitdConfig: text('buildkitd-config'),
    buildkitdConfigInline: text('buildkitd-config-inline'),
  }
}

/** Where docker/setup-buildx-action finds them. */
const certificateVariables = {
  ca: 'BUILDER_NODE_0_AUTH_TLS_CACERT',
  cert: 'BUILDER_NODE_0_AUTH_TLS_CERT',
  key: 'BUILDER_NODE_0_AUTH_TLS_KEY',
}

/** Masked here, before anything else can print them: first the text as given, then what it stands for. */
function credentialTexts(): CredentialTexts {
  const texts: { -readonly [Name in keyof CredentialTexts]: string } = {}
  const names = ['ca', 'cert', 'key'] as const
  // All or none of the variables: parts of two sets would not fit together.
  const isGiven = names.some((name) => text(name) !== '') || text('builder') !== ''
  for (const name of names) {
    const value = isGiven ? text(name) : (process.env[certificateVariables[name]] ?? '').trim()
    if (value === '') continue
    const pem = readPem(value).length > 0 ? value : (contentOf(value) ?? value)
    const normal = readPem(pem)
      .map((block) => block.text)
      .join('')
    // A path is no secret, and masking it would blank it in every message that names it.
    const given = pem === value ? value : ''
    for (const form of secretForms(given, normal)) setSecret(form)
    texts[name] = pem
  }
  return texts
}

function contentOf(path: string): string | undefined {
  if (path.includes('\n')) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** The values these inputs may have until the version that supports them. */
const unsupported: Readonly<Record<string, readonly string[]>> = {
  'ssh-key': [],
  'ssh-known-hosts': [],
}

function refuseUnsupported(): void {
  for (const [name, values] of Object.entries(unsupported)) {
    const value = text(name)
    if (value === '' || values.includes(value)) continue
    const remedy =
      values.length > 0 ? `Leave it empty or write ${values.join(' or ')}.` : 'Leave it out.'
    throw new ConfigurationError(`${name} is not supported yet in this version. ${remedy}`)
  }
}
