import { readFileSync } from 'node:fs'
import { getInput, setSecret } from '@actions/core'
import type { BuildInputs } from './buildx/build-args.ts'
import type { ConnectInputs } from './connect/connect.ts'
import { type CredentialTexts, readCredentials } from './connect/credentials.ts'
import { parseEndpoint } from './connect/endpoint.ts'
import { readPem, secretForms } from './connect/pem.ts'
import { ConfigurationError } from './errors.ts'
import { parseBoolean, parseDuration, parseLines, parseList } from './input-values.ts'

export interface Inputs {
  readonly connect: ConnectInputs
  readonly build: BuildInputs
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
  return {
    connect: {
      endpoint: optional('endpoint', parseEndpoint),
      credentials,
      serverName: optional('server-name', (name) => name),
      connectTimeoutMs: parseDuration('connect-timeout', text('connect-timeout') || '60s'),
    },
    build: readBuildInputs(),
    summary: boolean('summary', true),
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
  driver: ['auto', 'remote'],
  'ssh-key': [],
  'ssh-known-hosts': [],
  fallback: ['auto', 'never'],
  'builder-image': [],
  'driver-opts': [],
  'buildkitd-flags': [],
  'buildkitd-config': [],
  'buildkitd-config-inline': [],
  'cache-ref': [],
  'cache-mode': ['max'],
  'cache-export': ['auto', 'never'],
  'buildx-version': [],
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
