import { basename } from 'node:path'
import { ConfigurationError } from '../base/errors.ts'
import { parseDownloadUrl } from '../buildx/install/urls.ts'
import { parseBuildxVersion } from '../buildx/install/version.ts'
import type { ConnectInputs, ContainerInputs } from '../connect/inputs.ts'
import {
  archOf,
  defaultAudience,
  isRouter,
  parseRouter,
  type RouterInputs,
} from '../connect/router/router.ts'
import { setUpVariable } from '../connect/set-up-variable.ts'
import { credentialInputs, readCredentials } from '../credentials/client-tls.ts'
import { secretForms } from '../credentials/pem.ts'
import { givenCredentials, identityCredentials } from '../credentials/source.ts'
import { type Endpoint, parseEndpoint } from '../daemon/endpoint.ts'
import { isPool, type PoolInputs, parseMembers } from '../pool/members.ts'
import { denyDaemon } from '../trust/policy.ts'
import type { CiRun } from './ci-run.ts'
import { checkedToken, readAuthorityCa, readIdentityInputs } from './identity-inputs.ts'
import type { Masks } from './masks.ts'
import { readPlatforms } from './platform-inputs.ts'
import type { InputReader } from './reader.ts'
import { readCredentialTexts, readSshInputs } from './secret-inputs.ts'
import type { InputSource } from './source.ts'
import { parseCount, parseDuration } from './values.ts'

/**
 * Reads the inputs about reaching a daemon or making a local builder, which need no build.
 *
 * @throws ConfigurationError naming the input as the user wrote it
 */
export function readConnectInputs(
  reader: InputReader,
  source: InputSource,
  masks: Masks,
): ConnectInputs {
  const { text, boolean, choice, optional } = reader
  const identity = readIdentityInputs(reader, masks)
  const given = identity ? noCredentials : readCredentialTexts(reader, source, masks)
  const allowUntrusted = boolean('allow-untrusted', false)
  const named = optional('builder', (name) => name)
  const other = givenBesideBuilder(reader)
  if (named !== undefined && other !== undefined) {
    throw new ConfigurationError(
      `builder names an existing builder, which is used as it is, but ${other} is given. Leave one of them out.`,
    )
  }
  const builder = named ?? setUpBefore(reader, source)
  const driver = choice('driver', ['auto', 'remote', 'docker-container', 'docker'])
  const isRouted = isRouter(text('endpoint'))
  const lines = isRouted ? [] : (optional('endpoint', parseMembers) ?? [])
  const address = lines[0]?.endpoint
  const endpoint = address ?? (isRouted ? undefined : hostEndpoint(driver, builder, source))
  // In BUILDKIT_HOST an address is BuildKit's, also one behind SSH.
  const isBuildkit = address === undefined && endpoint?.kind === 'ssh'
  const all = lines.length > 0 ? lines.map((line) => line.endpoint) : endpoint ? [endpoint] : []
  const buildkit = isRouted
    ? { url: text('endpoint') }
    : all.find(({ kind }) => kind === 'tcp' || kind === 'container')
  if (buildkit !== undefined && driver.startsWith('docker')) {
    throw new ConfigurationError(
      `driver: ${driver} is for a Docker daemon, which is reached at ssh:// or unix://, but endpoint is ${buildkit.url}. Leave one of them out.`,
    )
  }
  // The variables may be there for another action, and only TCP needs TLS.
  const isUsed =
    given.names === credentialInputs || isRouted || all.some(({ kind }) => kind === 'tcp')
  const credentials = isUsed ? readCredentials(given.texts, given.names) : undefined
  const ssh = readSshInputs(reader, masks)
  const pool = readPool(reader, source)
  const untrustedReason = allowUntrusted
    ? undefined
    : // An identity isn't a secret that was stored for Dependabot on purpose.
      denyDaemon(source.origin, credentials?.client !== undefined || ssh.key !== undefined)
  const isUntrusted = untrustedReason !== undefined
  const router = isRouted ? readRouter(reader, source, masks, isUntrusted) : undefined
  return {
    builder,
    ...(other !== undefined && { isBuilderRefused: true }),
    endpoint,
    ...(isPool(lines) && { pool: { ...pool, lines } }),
    ...(router && { router }),
    driver: driver === 'auto' && isBuildkit ? 'remote' : driver,
    credentials:
      (identity && identityCredentials(identity)) ?? (credentials && givenCredentials(credentials)),
    ssh,
    serverName: optional('server-name', (name) => name),
    connectTimeoutMs: parseDuration('connect-timeout', text('connect-timeout') || defaultTimeout),
    fallback: choice('fallback', ['auto', 'never', 'always']),
    untrustedReason,
    container: readContainerInputs(reader),
    buildx: readBuildxInputs(reader, masks),
  }
}

/** `connect-timeout` at its default says nothing about how long a daemon takes to start from nothing. */
const routerTimeout = '5m'

function readRouter(
  { text, list }: InputReader,
  { run, workspace }: InputSource,
  masks: Masks,
  untrusted: boolean,
): RouterInputs {
  // With `identity` these inputs are about its authority.
  const own = (name: string) => (text('identity') === '' ? text(name) : '')
  const [timeout, ca] = [text('connect-timeout'), own('identity-ca')]
  const waits = ['', defaultTimeout].includes(timeout) ? routerTimeout : timeout
  return {
    url: parseRouter(text('endpoint')),
    audience: own('identity-audience') || defaultAudience,
    token: checkedToken(own('identity-token')),
    ca: ca === 'system' ? undefined : readAuthorityCa(ca, masks),
    timeoutMs: parseDuration('connect-timeout', waits),
    request: {
      repo: repositoryKey(run, workspace),
      name: text('pool-key'),
      target: text('target'),
      arch: archOf(readPlatforms({ list }).keys().next().value ?? process.arch),
      untrusted,
    },
  }
}

function readPool(
  { text, list }: InputReader,
  { run, workspace }: InputSource,
): Omit<PoolInputs, 'lines'> {
  const spillOver = text('spill-over') || defaultSpillOver
  return {
    key: text('pool-key') || repositoryKey(run, workspace),
    platforms: [...readPlatforms({ list }).keys()],
    spillOver: spillOver === 'never' ? undefined : parseSpillOver(spillOver),
  }
}

/** The repository without a commit: builds of all its branches share their layers. */
function repositoryKey({ defaultContext }: CiRun, workspace: string): string {
  const [repository = ''] = defaultContext.split('#')
  return repository.replace(/\.git$/, '') || basename(workspace)
}

function parseSpillOver(text: string): number {
  const name = 'spill-over'
  const count = /^\d+$/.test(text) ? parseCount(name, text) : 0
  if (count > 0) return count
  throw new ConfigurationError(`${name}: "${text}" is neither never nor a number from 1 to 100.`)
}

/** As in action.yml: a host may pass the default as if it were given. */
const defaultSpillOver = '4'

/** With `identity`, certificates in variables don't count either: they may be another action's. */
const noCredentials = { texts: {}, names: credentialInputs }

/**
 * The builder that an earlier step has set up and made the current one, where the inputs leave it open where to
 * build. Another current builder doesn't count: without `builder`, the action makes its own.
 */
function setUpBefore({ text }: InputReader, { env }: InputSource): string | undefined {
  const isOpen = text('endpoint') === '' && ['', 'auto'].includes(text('driver'))
  if (!isOpen || text('fallback') === 'always' || !env[setUpVariable]) return undefined
  return env.BUILDX_BUILDER || env.DOCKER_CONTEXT || undefined
}

/** `BUILDKIT_HOST` counts only if the inputs set neither `endpoint` nor `builder`. */
function hostEndpoint(
  driver: string,
  builder: string | undefined,
  { env }: InputSource,
): Endpoint | undefined {
  const host = env.BUILDKIT_HOST
  if (!host || driver.startsWith('docker') || builder !== undefined) return undefined
  return parseEndpoint(host, 'BUILDKIT_HOST')
}

/** As in action.yml: a host may pass the default as if it were given. */
const defaultTimeout = '60s'

/** An input that contradicts `builder`. */
function givenBesideBuilder({ text }: InputReader): string | undefined {
  const others = [
    ...['endpoint', 'driver', 'ca', 'cert', 'key', 'identity', 'server-name', 'ssh-key'],
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
  return given ?? (text('fallback') === 'always' ? 'fallback: always' : undefined)
}

function readContainerInputs({ text, lines }: InputReader): ContainerInputs {
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

/** Reads the inputs about getting buildx. */
export function readBuildxInputs(reader: InputReader, masks: Masks): ConnectInputs['buildx'] {
  const { optional, boolean } = reader
  return {
    version: optional('buildx-version', parseBuildxVersion),
    downloadUrl: readDownloadUrl(reader, masks),
    cacheBinary: boolean('cache-binary', true),
  }
}

/** Its query may be a signature, which is masked. */
function readDownloadUrl({ text }: InputReader, masks: Masks): string {
  const url = parseDownloadUrl(text('buildx-download-url'))
  masks.add(secretForms(url.split('?')[1] ?? '', ''))
  return url
}
