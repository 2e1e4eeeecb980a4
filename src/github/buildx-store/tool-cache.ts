import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { debug } from '@actions/core'
import { messageOf } from '../../base/errors.ts'
import type { Checked, StoredBinary } from '../../base/ports.ts'
import { checksumOf } from '../../buildx/install/checksum.ts'

const tool = 'remote-buildkit-buildx'

/** Looks into the runner's tool cache, where an earlier action or job may have kept it. */
export async function findKept({
  version,
  platform,
  program,
}: StoredBinary): Promise<string | undefined> {
  const { find } = await import('@actions/tool-cache')
  try {
    const directory = find(tool, version, platform)
    const file = directory && join(directory, program)
    return file && (await stat(file)).isFile() ? file : undefined
  } catch (error) {
    // Such as an empty RUNNER_TOOL_CACHE: then each action downloads its own.
    debug(`No buildx from the tool cache: ${messageOf(error)}`)
    return undefined
  }
}

/**
 * Puts the file into the tool cache, in tool-cache's layout.
 *
 * tool-cache's own `cacheFile` empties the directory before it fills it, which would remove the binary that
 * another job on the same machine runs. Here the directory appears complete, and an existing one stays.
 *
 * @returns where the file is to be run from: where it was, if it can't be kept
 */
export async function keep(
  file: string,
  { version, platform, program, checksum }: StoredBinary & Checked,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  if (!env.RUNNER_TOOL_CACHE) return file
  const place = join(env.RUNNER_TOOL_CACHE, tool, version.replace(/^v/, ''))
  const directory = join(place, platform)
  const unfinished = join(place, `.${randomUUID()}`)
  try {
    await mkdir(unfinished, { recursive: true })
    await linkOrCopy(file, join(unfinished, program))
    await rename(unfinished, directory).catch(async (error) => {
      // Another job was faster, or is about to mark its own as complete.
      if (await isSame(join(directory, program), checksum)) return
      if ((await stat(directory).catch(() => undefined)) === undefined) throw error
      await rename(directory, `${unfinished}-old`)
      await rename(unfinished, directory)
    })
    await writeFile(`${directory}.complete`, '')
    return join(directory, program)
  } catch (error) {
    debug(`buildx is not kept in the tool cache: ${messageOf(error)}`)
    return file
  } finally {
    for (const path of [unfinished, `${unfinished}-old`]) {
      await rm(path, { recursive: true, force: true }).catch(() => {})
    }
  }
}

/** A hard link takes no time and no space, but works only within one volume. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to))
}

async function isSame(file: string, checksum: string): Promise<boolean> {
  return (await checksumOf(file).catch(() => undefined)) === checksum
}
