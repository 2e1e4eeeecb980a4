import { readFileSync, writeFileSync } from 'node:fs'
import { findChecksum, findReleased } from '../src/buildx/install/checksum.ts'
import { pinnedChecksums } from '../src/buildx/install/pin.ts'
import {
  binaryName,
  checksumFiles,
  fileUrl,
  latestFileUrl,
  parseDownloadUrl,
} from '../src/buildx/install/urls.ts'
import { parseBuildxVersion } from '../src/buildx/install/version.ts'
import { unconfirmed } from './confirm-checksums.ts'

const [wanted, other] = process.argv.slice(2)
if (wanted === undefined || other === undefined) {
  console.error('usage: script/update-buildx-pin VERSION|latest URL-OF-ANOTHER-SOURCE')
  process.exit(2)
}
const place = parseDownloadUrl(process.env.BUILDX_DOWNLOAD_URL ?? '')
const asked = parseBuildxVersion(wanted)
const version = asked === 'latest' ? await newest() : asked

const checksums: Record<string, string> = {}
for (const name of Object.keys(pinnedChecksums)) {
  checksums[name] = await checksumFor(name)
}
const missing = unconfirmed(checksums, await get(other))
if (missing.length > 0) {
  console.error(`${other} does not have the checksums of ${version} for ${missing.join(', ')}`)
  process.exit(1)
}
const path = new URL('../src/buildx/install/pin.ts', import.meta.url)
writeFileSync(path, pinned(readFileSync(path, 'utf8')))
console.log(`pinned buildx ${version} with ${Object.keys(checksums).length} checksums`)

async function newest(): Promise<string> {
  const found = findReleased(await get(latestFileUrl(place, 'checksums.txt')), 'linux-amd64')
  if (found === undefined) throw new Error('could not find the newest release: name one')
  return found
}

async function checksumFor(name: string): Promise<string> {
  const [os = '', ...rest] = name.split('-')
  const platform = { os, arch: rest.join('-') }
  const file = binaryName(version, platform)
  for (const checksumFile of checksumFiles(platform)) {
    const checksum = findChecksum(await get(fileUrl(place, version, platform, checksumFile)), file)
    if (checksum !== undefined) return checksum
  }
  throw new Error(`${version} has no checksum of ${file}`)
}

async function get(url: string): Promise<string> {
  const response = await fetch(url)
  if (response.status === 404) return ''
  if (!response.ok) throw new Error(`${url} returned HTTP status ${response.status}`)
  return response.text()
}

/** Keeps the rest of the file, such as its comments. */
function pinned(source: string): string {
  const lines = Object.entries(checksums).map(([name, checksum]) => `  '${name}': '${checksum}',\n`)
  return source
    .replace(/(?<=pinnedVersion = )'.*'/, `'${version}'`)
    .replace(/(?<=pinnedChecksums.*= \{\n)[^}]*(?=\})/, lines.join(''))
}
