import { ConfigurationError } from '../../base/errors.ts'
import { nameOf, type Platform, programName } from './platform.ts'

const officialReleases = 'https://github.com/docker/buildx/releases/download'

/**
 * Reads `buildx-download-url`: where the releases are, laid out as on GitHub (`<url>/v0.36.1/<file>`), or
 * a template with `{version}`, `{os}`, `{arch}` and `{file}`.
 */
export function parseDownloadUrl(text: string): string {
  if (text === '') return officialReleases
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new ConfigurationError(
      `buildx-download-url: ${text} is not a URL such as https://mirror.example.com/buildx.`,
    )
  }
  if (url.username || url.password) {
    throw new ConfigurationError(
      'buildx-download-url has a user or a password in it, which would show in the log. Leave them out.',
    )
  }
  return text.replace(/\/+$/, '').replace(/(?<=\/docker\/buildx\/releases)$/, '/download')
}

/** The name of buildx's binary in a release. */
export function binaryName(version: string, platform: Platform): string {
  return programName(platform, `buildx-${version}.${nameOf(platform)}`)
}

/** The address of a file of a release. */
export function fileUrl(place: string, version: string, platform: Platform, file: string): string {
  if (!isTemplate(place)) return `${place}/${version}/${file}`
  const values = { version: version.replace(/^v/, ''), os: platform.os, arch: platform.arch }
  const fill = (name: string) =>
    Object.entries({ ...values, file: name }).reduce(
      (url, [key, value]) => url.replaceAll(`{${key}}`, value),
      place,
    )
  const binary = fill(binaryName(version, platform))
  const isBinary = file === binaryName(version, platform)
  if (isBinary || place.includes('{file}')) return fill(file)
  // Without {file}, the other files are beside the binary.
  return new URL(file, binary).href
}

/** The address of a file of the newest release. It needs no token. */
export function latestFileUrl(place: string, file: string): string {
  if (isTemplate(place)) {
    throw new ConfigurationError(
      'buildx-version: latest cannot be resolved with a buildx-download-url with placeholders. Give a release, such as v0.36.1.',
    )
  }
  const releases = place.replace(/\/download$/, '')
  return releases === place ? `${place}/latest/${file}` : `${releases}/latest/download/${file}`
}

/**
 * The files that may hold a release's checksums, best first. macOS and Windows binaries are signed after
 * the others are published, so since v0.36.0 their checksums have their own file. Before that, Windows was in
 * the common file, and macOS in none.
 */
export function checksumFiles({ os }: Platform): readonly string[] {
  return os === 'linux' ? ['checksums.txt'] : ['checksums-signed.txt', 'checksums.txt']
}

/** The address for the log, without its query, which may hold a signature. */
export function shown(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

function isTemplate(place: string): boolean {
  return place.includes('{')
}
