import { readFileSync } from 'node:fs'

/**
 * How many bytes a process of ours has read so far, from files and connections alike.
 *
 * @returns undefined where the system doesn't say it: only Linux does
 */
export function bytesRead(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined
  try {
    const [, bytes] = /^rchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8')) ?? []
    return bytes === undefined ? undefined : Number(bytes)
  } catch {
    // It has ended.
    return undefined
  }
}
