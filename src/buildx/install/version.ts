import { ConfigurationError } from '../../base/errors.ts'

/**
 * The oldest release that the tests run. Before v0.15.0, `--progress rawjson` printed one event on many
 * lines.
 */
export const oldestUsable = 'v0.15.1'

const release = /^v?(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?$/

/**
 * Reads `buildx-version`.
 *
 * @returns `latest`, or a release in the form `v0.36.1`
 */
export function parseBuildxVersion(text: string): string {
  if (text === 'latest') return text
  const version = text.startsWith('v') ? text : `v${text}`
  if (!release.test(version)) {
    throw new ConfigurationError(
      `buildx-version: ${text} is neither a release of buildx, such as v0.36.1, nor latest.`,
    )
  }
  if (isOlder(version, oldestUsable)) {
    throw new ConfigurationError(
      `buildx-version: ${version} is too old. This action needs buildx ${oldestUsable} or newer.`,
    )
  }
  return version
}

/** Finds the version in the output of `buildx version`. Distributions vary its form. */
export function findVersion(output: string): string | undefined {
  const [, version] = /(?:^|\s)v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)/.exec(output) ?? []
  // A build without a version calls itself v0.0.0.
  return version === undefined || version.startsWith('0.0.0') ? undefined : `v${version}`
}

/** A pre-release counts as its release, since it has the same flags. */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [numbers(version), numbers(than)]
  const index = a.findIndex((number, position) => number !== b[position])
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0)
}

function numbers(version: string): number[] {
  return (release.exec(version) ?? []).slice(1, 4).map(Number)
}
