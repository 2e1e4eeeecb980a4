import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** Finds a file's SHA-256 in the output of `sha256sum`. */
export function findChecksum(text: string, file: string): string | undefined {
  for (const line of text.split(/\r?\n/)) {
    const [, checksum, name] = /^([0-9a-f]{64})\s+\*?(.+?)\s*$/i.exec(line) ?? []
    if (name === file) return checksum?.toLowerCase()
  }
  return undefined
}

/** The version of the binary for this platform that the text lists. */
export function findReleased(text: string, platform: string): string | undefined {
  for (const line of text.split(/\r?\n/)) {
    const [, version, name] =
      /\bbuildx-(v\d[^/\s]*?)\.([a-z]+-[a-z0-9-]+)(?:\.exe)?\s*$/.exec(line) ?? []
    if (name === platform) return version
  }
  return undefined
}

export async function checksumOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
