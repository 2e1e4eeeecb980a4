import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Has one of several processes make a directory that all of them use. The others wait for it, and fail as it
 * fails.
 *
 * @param directory a path below an existing directory
 * @param make fills the directory, which is empty
 */
export async function onceForAll(directory: string, make: () => Promise<void>): Promise<void> {
  const result = `${directory}.result`
  if (await isFirst(directory)) {
    const message = await make().then(
      () => '',
      (error: Error) => error.message || String(error),
    )
    await writeFile(`${result}.new`, message)
    await rename(`${result}.new`, result)
  }
  for (;;) {
    const message = await readFile(result, 'utf8').catch(() => undefined)
    if (message === '') return
    if (message !== undefined) throw new Error(message)
    await sleep(100)
  }
}

async function isFirst(directory: string): Promise<boolean> {
  try {
    await mkdir(directory)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}
