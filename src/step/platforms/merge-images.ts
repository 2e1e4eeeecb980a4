import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CommandError, messageOf } from '../../base/errors.ts'
import type { CommandResult, Ports } from '../../base/ports.ts'
import { createAttemptDirectory } from '../../leftovers/private-directory.ts'
import { imageName } from '../../text/image-reference.ts'
import { transientFault } from '../transient-faults.ts'
import type { MergePlan } from './merge-plan.ts'
import {
  askRegistries,
  type RegistryClient,
  type RegistryLimits,
  SilentRegistryError,
} from './registry-client.ts'

export interface Merge extends Pick<MergePlan, 'tags' | 'untagged' | 'annotations'> {
  /** Of the images that were pushed without a tag. */
  readonly digests: readonly string[]
}

export interface MergedImage {
  readonly digest: string
  /** buildx's metadata: a JSON object. */
  readonly metadata: Readonly<Record<string, unknown>>
  /** How often it was tried again. */
  readonly retries: number
  /** What the last try used. */
  readonly client: RegistryClient
}

/** It writes some kilobytes, but a registry may be slow. */
const defaultLimits: RegistryLimits = { answerMs: 120_000, silenceMs: 3000 }

/**
 * Puts the images together in one index that gets all tags, and is in each repository without a tag. It runs on the runner, with its sign-in to the registry.
 *
 * @param findClient called in each try: what it asks of a registry may fail, or find something else later
 * @param retries how often it may be tried again
 * @throws CommandError in buildx's words, SilentRegistryError; then no tag has moved
 */
export async function mergeImages(
  { tags, untagged, annotations, digests }: Merge,
  findClient: () => Promise<RegistryClient>,
  retries: number,
  ports: Pick<Ports, 'directory' | 'signal' | 'log'>,
  limits: RegistryLimits = defaultLimits,
): Promise<MergedImage> {
  const { directory, signal, log } = ports
  const [anyName = ''] = [...tags, ...untagged]
  const index = [
    ...annotations.flatMap((annotation) => ['--annotation', annotation]),
    ...digests.map((digest) => `${imageName(anyName)}@${digest}`),
  ]
  for (let tried = 0; ; tried += 1) {
    try {
      const client = await findClient()
      return { ...(await createIndex(client)), retries: tried, client }
    } catch (error) {
      const reason = signal.aborted ? undefined : transientReason(error)
      if (reason === undefined || tried >= retries) throw error
      const pause = Math.min(2 ** (tried + 1), 30)
      log.info(`The images were not put together: ${reason}. Trying again in ${pause} s.`)
      await sleep(pause * 1000, undefined, { signal })
    }
  }

  async function createIndex(client: RegistryClient): Promise<CreatedIndex> {
    const { name } = client
    const run = (command: readonly string[]) =>
      askRegistries(client, command, [...tags, ...untagged], limits, ports)
    const create = ['imagetools', 'create', '--builder', name, '--progress', 'plain']
    const untaggedNames = await nameUntagged(() => run([...create, '--dry-run', ...index]))
    const names = [...tags, ...untaggedNames]
    const args = [...names.flatMap((each) => ['--tag', each]), ...index]
    const file = join(createAttemptDirectory(directory), 'index.json')
    const first = await run([...create, '--metadata-file', file, ...args])
    if (!first.stderr.includes('unknown flag: --metadata-file')) {
      expectSuccess('create', first)
      return readMetadata(await readFile(file, 'utf8'))
    }
    // A buildx before v0.32.0 doesn't say which index it has made.
    expectSuccess('create', await run([...create, ...args]))
    const named = await run([
      'imagetools',
      'inspect',
      '--builder',
      name,
      ...inManifest,
      names[0] ?? '',
    ])
    expectSuccess('inspect', named)
    const { digest } = JSON.parse(named.stdout) as { readonly digest?: unknown }
    return { digest: typeof digest === 'string' ? digest : '', metadata: {} }
  }

  /**
   * `REPOSITORY@DIGEST`, under which buildx pushes an index without a tag. It needs the index's digest, which the index
   * that it prints has too.
   *
   * @param print prints the index
   * @throws CommandError in buildx's words
   */
  async function nameUntagged(print: () => Promise<CommandResult>): Promise<readonly string[]> {
    if (untagged.length === 0) return []
    const printed = await print()
    expectSuccess('create', printed)
    const content = printed.stdout.replace(/\n$/, '')
    const digest = createHash('sha256').update(content).digest('hex')
    return untagged.map((repository) => `${repository}@sha256:${digest}`)
  }
}

type CreatedIndex = Pick<MergedImage, 'digest' | 'metadata'>

function transientReason(error: unknown): string | undefined {
  const message = messageOf(error)
  return error instanceof SilentRegistryError ? message : transientFault(message)
}

const inManifest = ['--format', '{{json .Manifest}}']

/** @throws CommandError in buildx's words */
function expectSuccess(command: 'create' | 'inspect', { exitCode, stderr }: CommandResult): void {
  if (exitCode !== 0) throw new CommandError(`buildx imagetools ${command}`, exitCode, stderr)
}

function readMetadata(text: string): CreatedIndex {
  const metadata = JSON.parse(text) as Record<string, unknown>
  const descriptor = metadata['containerimage.descriptor'] as { digest?: unknown } | undefined
  const digest = metadata['containerimage.digest'] ?? descriptor?.digest
  return { digest: typeof digest === 'string' ? digest : '', metadata }
}
