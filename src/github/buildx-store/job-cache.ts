// The cache that GitHub keeps between jobs, for hosted runners, which start with an empty tool cache.
//
// It is no faster than a download when both are near: it moves a third of the bytes (22 of 65 MB), but it
// asks a service first and unpacks afterwards, and both took the same time. Its benefit is that a job depends
// less on the server of the releases, which may be slow, limited or down. Hosted Linux and Windows runners
// have a buildx, so mostly macOS runners need it.

import { chmod, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { debug } from '@actions/core'
import { messageOf } from '../../base/errors.ts'
import type { Checked, JobCache, StoredBinary } from '../../base/ports.ts'
import { TimeoutError, withTimeout } from '../../base/timeout.ts'
import { checksumOf } from '../../buildx/install/checksum.ts'
import { withGuardedTar } from './guarded-tar.ts'
import { quietly } from './quietly.ts'
import { linkOrCopy } from './tool-cache.ts'

// A download takes a second or two. The library alone would retry a service that is down for half a minute.
const longestRestoreMs = 5000
const longestSaveMs = 30_000

/** @returns undefined where there is no such cache, or where it would be of no use */
export function openJobCache(
  { version, platform, program: name, checksum }: StoredBinary & Checked,
  env: NodeJS.ProcessEnv,
): JobCache | undefined {
  const hasService = (env.ACTIONS_CACHE_URL || env.ACTIONS_RESULTS_URL) && env.ACTIONS_RUNTIME_TOKEN
  if (env.RUNNER_ENVIRONMENT !== 'github-hosted' || !hasService || !env.RUNNER_TEMP) {
    return undefined
  }
  // The guard of the archive is a shell script; hosted Windows runners have a buildx.
  if (process.platform === 'win32') return undefined
  // The path is part of an entry's identity, so it is the same in every job.
  const directory = join(env.RUNNER_TEMP, 'remote-buildkit-buildx')
  const program = join(directory, name)
  const key = `remote-buildkit-buildx-${version}-${platform}-${checksum.slice(0, 16)}`
  let isMissing = false

  const fetchProgram = async (place: string) => {
    const { restoreCache } = await import('@actions/cache')
    const { value, complaints } = await quietly(() =>
      withGuardedTar({ archived: program, place, env }, () => restoreCache([directory], key)),
    )
    if (value === undefined) return complaints.length === 0 ? 'missing' : 'unknown'
    if ((await checksumOf(place)) !== checksum) throw new Error(`${key} is damaged`)
    return 'there'
  }
  const restore = async (file: string) => {
    const place = `${file}.restored`
    const removePlace = () => rm(place, { force: true })
    try {
      const found = await inTime(fetchProgram(place), longestRestoreMs, removePlace)
      isMissing = found === 'missing'
      if (found !== 'there') return false
      await chmod(place, 0o755)
      // Only now: after a timeout, the file belongs to the download.
      await rename(place, file)
      return true
    } finally {
      await removePlace()
    }
  }
  const save = async (file: string) => {
    // A service that gave no clear answer gets nothing to store.
    if (!isMissing) return
    const { saveCache } = await import('@actions/cache')
    await mkdir(directory, { recursive: true })
    await linkOrCopy(file, program)
    await inTime(
      quietly(() => saveCache([directory], key)),
      longestSaveMs,
      removeDirectory,
    )
  }
  const removeDirectory = () => rm(directory, { recursive: true, force: true }).catch(() => {})
  const inTime = <Value>(
    work: Promise<Value>,
    longestMs: number,
    discard: () => Promise<void>,
  ): Promise<Value> =>
    withTimeout(() => work, longestMs).catch((error) => {
      // The library can't be stopped, so its late result is removed.
      if (error instanceof TimeoutError) work.then(discard, discard)
      throw error
    })
  const attempt = async <Value>(work: Promise<Value>, otherwise: Value): Promise<Value> => {
    try {
      return await work
    } catch (error) {
      debug(`The cache between jobs is not used: ${messageOf(error)}`)
      return otherwise
    } finally {
      await removeDirectory()
    }
  }
  return {
    restore: (file) => attempt(restore(file), false),
    save: (file) => attempt(save(file), undefined),
  }
}
