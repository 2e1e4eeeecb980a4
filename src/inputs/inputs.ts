import { readFileSync } from 'node:fs'
import { getInput, setSecret } from '@actions/core'
import { ConfigurationError } from '../base/errors.ts'
import type { BuildInputs } from '../buildx/build-args.ts'
import { parseDownloadUrl } from '../buildx/install/urls.ts'
import { parseBuildxVersion } from '../buildx/install/version.ts'
import type { ConnectInputs, ContainerInputs, SshInputs } from '../connect/inputs.ts'
import {
  type CredentialNames,
  type CredentialTexts,
  credentialInputs,
  readCredentials,
} from '../credentials/client-tls.ts'
import { readKnownHosts } from '../credentials/known-hosts.ts'
import { readPem, secretForms } from '../credentials/pem.ts'
import { readSshKey } from '../credentials/ssh-key.ts'
import { type Endpoint, parseEndpoint } from '../daemon/endpoint.ts'
import { readOrigin } from '../github/origin.ts'
import { readWorkflowRun } from '../github/workflow-run.ts'
import type { Origin } from '../trust/origin.ts'
import { denyDaemon } from '../trust/policy.ts'
import { readBuildInputs } from './build-inputs.ts'
import { dockerfilePath } from './dockerfile-path.ts'
import { checkNames } from './names.ts'
import { createInputReader } from './reader.ts'
import { parseCount, parseDuration } from './values.ts'

const reader = createInputReader((name) => getInput(name, { trimWhitespace: false }))
const { text, lines, boolean, choice, optional } = reader

export interface CacheInputs {
  /** Empty: beside the image. */
  readonly reference: string
  readonly mode: 'max' | 'min'
  readonly export: 'auto' | 'always' | 'never'
}

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
  const given = credentialTexts()
  const origin = readOrigin(process.env)
  const allowUntrusted = boolean('allow-untrusted', false)
  const builder = optional('builder', (name) => name)
  if (builder !== undefined) refuseBesideBuilder()
  const driver = choice('driver', ['auto', 'remote', 'docker-container', 'docker'])
  const address = optional('endpoint', parseEndpoint)
  const endpoint = address ?? hostEndpoint(driver, builder)
  // In that variable an address is BuildKit's, whatever way leads there.
  const isBuildkit = address === undefined && endpoint?.kind === 'ssh'
  if ((endpoint?.kind === 'tcp' || endpoint?.kind === 'container') && driver.startsWith('docker')) {
    throw new ConfigurationError(
      `driver: ${driver} is for a Docker daemon, which is reached at ssh:// or unix://, but endpoint is ${endpoint.url}. Leave one of them out.`,
    )
  }
  // The variables may be there for another step, and no other way needs TLS.
  const counts = given.names === credentialInputs || endpoint?.kind === 'tcp'
  const credentials = counts ? readCredentials(given.texts, given.names) : undefined
  const ssh = readSshInputs()
  const warnings = checkNames(process.env)
  const run = readWorkflowRun(process.env)
  const build = readBuildInputs(reader, run, (message) => warnings.push(message))
  for (const secret of build.secrets) {
    // As a whole too: a short one has no other form.
    if ('value' in secret) maskAll([secret.value, ...secretForms(secret.value, '')])
  }
  return {
    connect: {
      builder,
      endpoint,
      driver: driver === 'auto' && isBuildkit ? 'remote' : driver,
      credentials,
      ssh,
      serverName: optional('server-name', (name) => name),
      connectTimeoutMs: parseDuration('connect-timeout', text('connect-timeout') || defaultTimeout),
      fallback: choice('fallback', ['auto', 'never', 'always']),
      untrustedReason: allowUntrusted
        ? undefined
        : denyDaemon(origin, credentials !== undefined || ssh.key !== undefined),
      container: readContainerInputs(),
      buildx: {
        version: optional('buildx-version', parseBuildxVersion),
        downloadUrl: readDownloadUrl(),
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

/** Only where the inputs leave it open where to build. */
function hostEndpoint(driver: string, builder: string | undefined): Endpoint | undefined {
  const host = process.env.BUILDKIT_HOST
  if (!host || driver.startsWith('docker') || builder !== undefined) return undefined
  return parseEndpoint(host, 'BUILDKIT_HOST')
}

/** As in action.yml: it can't be told from none. */
const defaultTimeout = '60s'

function refuseBesideBuilder(): void {
  const others = [
    ...['endpoint', 'driver', 'ca', 'cert', 'key', 'server-name', 'ssh-key'],
    ...[
      'ssh-known-hosts',
      'builder-image',
      'driver-opts',
      'buildkitd-flags',
      'buildkitd-config',
      'buildkitd-config-inline',
      'connect-timeout',
    ],
  ]
  const given = others.find((name) => !['', 'auto', defaultTimeout].includes(text(name)))
  const other = given ?? (text('fallback') === 'always' ? 'fallback: always' : undefined)
  if (other === undefined) return
  throw new ConfigurationError(
    `builder names an existing builder, which is used as it is, but ${other} is given. Leave one of them out.`,
  )
}

function readContainerInputs(): ContainerInputs {
  const [file, inline] = [text('buildkitd-config'), text('buildkitd-config-inline')]
  if (file && inline) {
    throw new ConfigurationError(
      'buildkitd-config and buildkitd-config-inline are both given. Give one of them.',
    )
  }
  return {
    image: text('builder-image'),
    driverOpts: lines('driver-opts', { quotes: false }),
    buildkitdFlags: text('buildkitd-flags'),
    buildkitdConfig: file,
    buildkitdConfigInline: inline,
  }
}

/** Where docker/setup-buildx-action finds them. */
const certificateVariables: CredentialNames = {
  ca: 'BUILDER_NODE_0_AUTH_TLS_CACERT',
  cert: 'BUILDER_NODE_0_AUTH_TLS_CERT',
  key: 'BUILDER_NODE_0_AUTH_TLS_KEY',
}

function credentialTexts(): { readonly texts: CredentialTexts; readonly names: CredentialNames } {
  const texts: { -readonly [Name in keyof CredentialTexts]: string } = {}
  const names = ['ca', 'cert', 'key'] as const
  // All or none of the variables: parts of two sets would not fit together.
  const isGiven = names.some((name) => text(name) !== '') || text('builder') !== ''
  for (const name of names) {
    const value = isGiven ? text(name) : (process.env[certificateVariables[name]] ?? '').trim()
    if (value !== '') texts[name] = secretText(value)
  }
  return { texts, names: isGiven ? credentialInputs : certificateVariables }
}

function readSshInputs(): SshInputs {
  const value = text('ssh-key')
  const knownHosts = optional('ssh-known-hosts', readKnownHosts)
  if (value === '') return { ...(knownHosts && { knownHosts }) }
  return { key: readSshKey(secretText(value)), ...(knownHosts && { knownHosts }) }
}

/** The text, or what is in the file of that name; masked before anything else can print it. */
function secretText(value: string): string {
  const content = readPem(value).length > 0 ? value : (contentOf(value) ?? value)
  const normal = readPem(content)
    .map((block) => block.text)
    .join('')
  // A path is no secret, and masking it would blank it in every message that names it.
  maskAll(secretForms(content === value ? value : '', normal))
  return content
}

function maskAll(secrets: readonly string[]): void {
  for (const secret of secrets) setSecret(secret)
}

/** Its query may be a signature. */
function readDownloadUrl(): string {
  const url = parseDownloadUrl(text('buildx-download-url'))
  maskAll(secretForms(url.split('?')[1] ?? '', ''))
  return url
}

function contentOf(path: string): string | undefined {
  if (path.includes('\n')) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
