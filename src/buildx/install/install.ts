import { randomUUID } from 'node:crypto'
import { chmod, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DownloadError } from '../../base/download-error.ts'
import { ConfigurationError } from '../../base/errors.ts'
import { isLoopback } from '../../base/loopback.ts'
import type { BinaryStore, Ports } from '../../base/ports.ts'
import { checksumOf, findChecksum, findReleased } from './checksum.ts'
import { pinnedChecksums, pinnedVersion } from './pin.ts'
import { nameOf, type Platform, programName, releasePlatform } from './platform.ts'
import { binaryName, checksumFiles, fileUrl, latestFileUrl, shown } from './urls.ts'

export interface InstallOptions {
  /** The release, in the form `v0.36.1`. */
  readonly version: string
  readonly downloadUrl: string
  readonly useJobCache: boolean
  readonly platform?: Platform
}

export type InstallPorts = Pick<Ports, 'env' | 'directory' | 'binaries'> & {
  readonly log: Pick<Ports['log'], 'info'>
}

/** A checksum and its source. */
interface Expected {
  readonly checksum: string
  readonly source: string
}

/**
 * Gets a release from the runner's tool cache, else from the cache between jobs, else by download, and
 * keeps it in the tool cache. Any other binary is run or kept only after its checksum was verified. One from the tool
 * cache is checked only if its checksum is pinned.
 *
 * @returns the binary
 * @throws Error in one line
 */
export async function installBuildx(
  { version, downloadUrl, useJobCache, platform = releasePlatform() }: InstallOptions,
  { log, directory, binaries }: InstallPorts,
): Promise<string> {
  const program = programName(platform, 'buildx')
  const wanted = { version, platform: nameOf(platform), program }
  const kept = await binaries.find(wanted)
  const pinned = pinnedChecksum(version, platform)
  // Another action of the job may have written there, so the checksum is checked if it is known.
  if (kept !== undefined && (pinned === undefined || (await checksumOf(kept)) === pinned)) {
    log.info(`buildx ${version} from the tool cache`)
    return kept
  }
  if (kept !== undefined) {
    log.info(`${kept} is not buildx ${version}: its SHA-256 is not the one of the release.`)
  }
  const expected = await expectChecksum(version, platform, downloadUrl, { directory, binaries })
  const binary = { ...wanted, checksum: expected.checksum }
  const file = join(directory, `buildx-${randomUUID()}`)
  const jobCache = useJobCache ? await binaries.openJobCache(binary) : undefined
  if (await jobCache?.restore(file)) {
    log.info(`buildx ${version} from the cache between jobs, checksum as in ${expected.source}`)
  } else {
    const url = fileUrl(downloadUrl, version, platform, binaryName(version, platform))
    await downloadChecked(url, file, expected, binaries)
    await chmod(file, 0o755)
    log.info(`buildx ${version} from ${shown(url)}, checksum as in ${expected.source}`)
    await jobCache?.save(file)
  }
  return binaries.keep(file, binary)
}

/**
 * Finds the newest release. Its file of checksums names the version, so one request is enough, to GitHub or
 * to a mirror, without the API.
 */
export async function findLatest(
  downloadUrl: string,
  ports: Pick<InstallPorts, 'directory' | 'binaries'>,
): Promise<string> {
  const platform = releasePlatform()
  const names = checksumFiles(platform)
  const found = await firstIn(
    names.map((name) => latestFileUrl(downloadUrl, name)),
    (text) => findReleased(text, nameOf(platform)),
    ports,
  )
  if (found === undefined) {
    throw new Error(
      `The newest release of buildx is not known: ${names.map((name) => shown(latestFileUrl(downloadUrl, name))).join(' and ')} does not name it. Give a release in buildx-version, such as ${pinnedVersion}.`,
    )
  }
  return found.value
}

async function downloadChecked(
  url: string,
  file: string,
  expected: Expected,
  { download }: Pick<BinaryStore, 'download'>,
): Promise<void> {
  await download(url, file)
  const actual = await checksumOf(file)
  if (actual === expected.checksum) return
  await rm(file)
  throw new Error(
    `${shown(url)} is not the expected file, so it was not run: its SHA-256 is ${actual}, but ${expected.checksum} in ${expected.source}.`,
  )
}

function pinnedChecksum(version: string, platform: Platform): string | undefined {
  return version === pinnedVersion ? pinnedChecksums[nameOf(platform)] : undefined
}

async function expectChecksum(
  version: string,
  platform: Platform,
  downloadUrl: string,
  ports: Pick<InstallPorts, 'directory' | 'binaries'>,
): Promise<Expected> {
  const pinned = pinnedChecksum(version, platform)
  if (pinned !== undefined) return { checksum: pinned, source: 'the source of this action' }
  const urls = checksumFiles(platform).map((name) => fileUrl(downloadUrl, version, platform, name))
  const binary = binaryName(version, platform)
  const found = await firstIn(urls, (text) => findChecksum(text, binary), ports)
  if (found !== undefined) return { checksum: found.value, source: shown(found.url) }
  throw new Error(
    `There is no checksum of ${binary} in ${urls.map(shown).join(' or ')}, so it can't be checked. Give another release in buildx-version; ${pinnedVersion} needs no such file.`,
  )
}

/** The first match in the files. A file that doesn't exist is skipped. */
async function firstIn<Value>(
  urls: readonly string[],
  look: (text: string) => Value | undefined,
  { directory, binaries }: Pick<InstallPorts, 'directory' | 'binaries'>,
): Promise<{ readonly value: Value; readonly url: string } | undefined> {
  for (const [index, url] of urls.entries()) {
    requireTls(url)
    const file = join(directory, `checksums-${randomUUID()}`)
    try {
      await binaries.download(url, file)
      const value = look(await readFile(file, 'utf8'))
      if (value !== undefined) return { value, url }
    } catch (error) {
      const isLast = index === urls.length - 1
      if (isLast || !(error instanceof DownloadError && error.isMissing)) throw error
    } finally {
      await rm(file, { force: true })
    }
  }
  return undefined
}

/**
 * A checksum from a connection that anybody can change proves nothing.
 *
 * @throws ConfigurationError for a plain HTTP address that isn't this machine's
 */
function requireTls(url: string): void {
  const { protocol, hostname } = new URL(url)
  if (protocol === 'https:' || isLoopback(hostname)) return
  throw new ConfigurationError(
    `buildx-download-url: ${shown(url)} is not https://, so the checksum of buildx can't be trusted. Write https://, or leave buildx-version out: the checksum of ${pinnedVersion} is known.`,
  )
}
