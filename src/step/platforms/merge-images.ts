import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CommandError, messageOf } from '../../base/errors.ts'
import type { Ports } from '../../base/ports.ts'
import type { Builder } from '../../connect/builder.ts'
import { createAttemptDirectory } from '../../leftovers/private-directory.ts'
import { runToEnd } from '../../processes/process.ts'
import { transientFault } from '../faults.ts'
import { repositoryOf } from './merge-plan.ts'

export interface Merge {
  readonly tags: readonly string[]
  /** Of the index. */
  readonly annotations: readonly string[]
  /** Of the images that were pushed without a tag. */
  readonly digests: readonly string[]
}

export interface MergedImage {
  readonly digest: string
  /** buildx's metadata: a JSON object. */
  readonly metadata: Readonly<Record<string, unknown>>
  /** How often it was tried again. */
  readonly retries: number
}

/** It writes some kilobytes, but a registry may be slow. */
const longestMergeMs = 120_000

/**
 * Puts the images together in one index that gets all tags. It runs on the runner, with its sign-in to the registry.
 *
 * @param retries how often it may be tried again
 * @throws CommandError in buildx's words; then no tag has moved
 */
export async function mergeImages(
  { tags, annotations, digests }: Merge,
  { name, buildx }: Pick<Builder, 'name' | 'buildx'>,
  retries: number,
  { directory, signal, log }: Pick<Ports, 'directory' | 'signal' | 'log'>,
): Promise<MergedImage> {
  const [first = ''] = tags
  const file = join(createAttemptDirectory(directory), 'index.json')
  const args = [
    ...['imagetools', 'create', '--builder', name, '--progress', 'plain', '--metadata-file', file],
    ...tags.flatMap((tag) => ['--tag', tag]),
    ...annotations.flatMap((annotation) => ['--annotation', annotation]),
    ...digests.map((digest) => `${repositoryOf(first)}@${digest}`),
  ]
  for (let tried = 0; ; tried += 1) {
    try {
      const options = { directory, signal, timeoutMs: longestMergeMs }
      const { exitCode, stderr } = await runToEnd(buildx, args, options)
      if (exitCode !== 0) throw new CommandError('buildx imagetools create', exitCode, stderr)
      return { ...readMetadata(await readFile(file, 'utf8')), retries: tried }
    } catch (error) {
      const reason = signal.aborted ? undefined : transientFault(messageOf(error))
      if (reason === undefined || tried >= retries) throw error
      const pause = Math.min(2 ** (tried + 1), 30)
      log.info(`The images were not put together: ${reason}. Trying again in ${pause} s.`)
      await sleep(pause * 1000, undefined, { signal })
    }
  }
}

function readMetadata(text: string): Omit<MergedImage, 'retries'> {
  const metadata = JSON.parse(text) as Record<string, unknown>
  const descriptor = metadata['containerimage.descriptor'] as { digest?: unknown } | undefined
  const digest = metadata['containerimage.digest'] ?? descriptor?.digest
  return { digest: typeof digest === 'string' ? digest : '', metadata }
}
