import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { BinaryStore, StoredBinary } from '../base/ports.ts'

/** The program's own part of the user's cache directory. */
export function cacheDirectory(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'remote-buildkit')
}

/** Keeps downloaded programs in the user's cache directory. */
export function createBinaryStore(env: NodeJS.ProcessEnv): BinaryStore {
  const cache = cacheDirectory(env)
  const placeOf = ({ version, platform, program }: StoredBinary) =>
    join(cache, `${version}-${platform}`, program)
  return {
    async find(binary) {
      const file = placeOf(binary)
      const found = await stat(file).catch(() => undefined)
      return found?.isFile() ? file : undefined
    },
    async keep(file, binary) {
      const place = placeOf(binary)
      const unfinished = `${place}.${randomUUID()}`
      try {
        await mkdir(join(place, '..'), { recursive: true })
        await copyFile(file, unfinished)
        await rename(unfinished, place)
        return place
      } catch {
        // Such as no home directory, or a full disk: the next run downloads it again.
        await rm(unfinished, { force: true }).catch(() => {})
        return file
      }
    },
    openJobCache: async () => undefined,
    download: async (url, file) => (await import('./download.ts')).download(url, file, env),
  }
}
