import { readFileSync } from 'node:fs'
import { getInput, setSecret } from '@actions/core'
import type { BuildInputs } from './buildx/build-args.ts'
import { parseDownloadUrl } from './buildx/install/urls.ts'
import { parseBuildxVersion } from './buildx/install/version.ts'
import type { ConnectInputs, ContainerInputs } from './connect/connect.ts'
import { type CredentialTexts, readCredentials } from './connect/credentials.ts'
import { parseEndpoint } from './connect/endpoint.ts'
import { readPem, secretForms } from './connect/pem.ts'
import { ConfigurationError } from './errors.ts'
import { parseBoolean, parseChoice, parseDuration, parseLines, parseList } from './input-values.ts'
import { type Origin, readOrigin } from './origin.ts'
import { type CacheInputs, whose } from './plan.ts'

export interface Inputs {
  readonly connect: ConnectInputs
  readonly build: BuildInputs
  readonly cache: CacheInputs
  readonly origin: Origin
  readonly allowUntrusted: boolean
  readonly summary: boolean
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
  const endpoint = optional('endpoint', parseEndpoint)
  const driver = choice('driver', ['auto', 'remote', 'docker-container'])
  if (endpoint !== undefined && driver === 'docker-container') {
    throw new ConfigurationError(
      'driver: docker-container is for a local builder, but endpoint is given. Leave one of them out.',
    )
  }
  return {
    connect: {
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
    build: readBuildInputs(),
    cache: {
      reference: text('cache-ref'),
      mode: choice('cache-mode', ['max', 'min']),
      export: choice('cache-export', ['auto', 'always', 'never']),
    },
    origin,
    allowUntrusted,
    summary: boolean('summary', true),
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

function readContainerInputs(): ContainerInputs {
  return {
    image: text('builder-image'),
    driverOpts: parseLines(text('driver-opts'), { quotes: false }),
    buildkitdFlags: text('buildkitd-flags'),
    buildkitdConfig: text('buildkitd-config'),
    buildkitdConfigInline: text('buildkitd-config-inline'),
  }
}

function readBuildInputs(): BuildInputs {
  const load = boolean('load', false)
  const outputs = parseLines(text('outputs'), { quotes: false })
  const tags = parseList(text('tags'))
  // Who names another place for the result did not mean the registry, unless they say so.
  const push = boolean('push', !load && outputs.length === 0)
  if (push && tags.length === 0 && outputs.length === 0) {
    throw new ConfigurationError('tags is empty but push is true. Give tags, or set push: false.')
  }
  const context = text('context')
  if (context === '') {
    throw new ConfigurationError(
      'context is empty. Give the folder or URL to build from, such as "." after actions/checkout.',
    )
  }
  return {
    buildArgs: parseLines(text('build-args')),
    cacheFrom: parseLines(text('cache-from')),
    cacheTo: parseLines(text('cache-to')),
    context,
    file: text('file'),
    labels: parseLines(text('labels')),
    load,
    noCache: boolean('no-cache', false),
    outputs,
    platforms: parseList(text('platforms')),
    provenance: text('provenance'),
    pull: boolean('pull', false),
    push,
    tags,
    target: text('target'),
  }
}

/** Masked here, before anything else can print them: first the text as given, then what it stands for. */
function credentialTexts(): CredentialTexts {
  const texts: { -readonly [Name in keyof CredentialTexts]: string } = {}
  for (const name of ['ca', 'cert', 'key'] as const) {
    const value = text(name)
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
  builder: [],
  'add-hosts': [],
  allow: [],
  annotations: [],
  attests: [],
  'build-contexts': [],
  call: ['build'],
  'cgroup-parent': [],
  network: [],
  'no-cache-filters': [],
  sbom: [],
  secrets: [],
  'secret-envs': [],
  'secret-files': [],
  'shm-size': [],
  ssh: [],
  ulimit: [],
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

function choice<Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  return parseChoice(name, text(name) || choices[0], choices)
}

function text(name: string): string {
  return getInput(name)
}

function boolean(name: string, otherwise: boolean): boolean {
  const value = text(name)
  return value === '' ? otherwise : parseBoolean(name, value)
}

function optional<Value>(name: string, parse: (text: string) => Value): Value | undefined {
  const value = text(name)
  return value === '' ? undefined : parse(value)
}
