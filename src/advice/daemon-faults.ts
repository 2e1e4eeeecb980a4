import { formatCount } from '../text/format.ts'

/** A fault of BuildKit that matters where several people share one daemon. */
export interface DaemonFault {
  /** The first release without it. */
  readonly fixedIn: string
  /** What can happen, as a clause. */
  readonly what: string
  /** Where its maintainers say so: an advisory (GHSA) or a pull request of moby/buildkit. */
  readonly sources: readonly string[]
}

/** The newest first. `script/update-daemon-faults` lists advisories that aren't here. */
export const daemonFaults: readonly DaemonFault[] = [
  {
    fixedIn: 'v0.33.1',
    what: 'a build can put layers and blobs into the shared cache that are not what their digests say',
    sources: ['GHSA-p3rc-w3hc-pqvv', 'GHSA-f2v9-hprr-32q3'],
  },
  {
    fixedIn: 'v0.33.0',
    what: "a registry cache may be read with another build's credentials",
    sources: ['#7047'],
  },
  {
    fixedIn: 'v0.31.1',
    what: 'a custom frontend can turn off seccomp and AppArmor for its steps',
    sources: ['GHSA-7236-3392-c5c6'],
  },
  {
    fixedIn: 'v0.31.1',
    what: 'a base image can make the daemon run out of memory',
    sources: ['GHSA-72x6-4j93-7w86'],
  },
  {
    fixedIn: 'v0.28.1',
    what: "a custom frontend can write files outside of the daemon's directory",
    sources: ['GHSA-4c29-8rgm-jvjj'],
  },
  {
    fixedIn: 'v0.28.1',
    what: 'the subdirectory of a Git URL can lead out of the repository',
    sources: ['GHSA-4vrq-3vrq-g6gg'],
  },
  {
    fixedIn: 'v0.12.5',
    what: "a Dockerfile can read and delete files of the daemon's machine",
    sources: ['GHSA-m3r6-h7wv-7xxv', 'GHSA-4v98-7qmw-rqr8'],
  },
  {
    fixedIn: 'v0.12.5',
    what: 'a custom frontend can run privileged containers',
    sources: ['GHSA-wr6v-9f75-vh2g'],
  },
]

/**
 * One sentence about the faults that a daemon still has, the newest named, with the release that has none of them.
 *
 * @param version as the daemon gives it, such as `v0.32.2`
 * @returns undefined when it has none, or its version is no release
 */
export function daemonWarning(
  version: string,
  faults: readonly DaemonFault[] = daemonFaults,
): string | undefined {
  const own = parts(version)
  if (own === undefined) return undefined
  const left = faults.filter(({ fixedIn }) => isOlder(own, parts(fixedIn) ?? []))
  const [first] = left
  if (first === undefined) return undefined
  const more = left.length > 1 ? ` and ${formatCount(left.length - 1, 'more known fault')}` : ''
  return `The daemon's BuildKit ${version} is old: ${first.what} (moby/buildkit ${first.sources.join(', ')})${more}. ${first.fixedIn} or newer has none of them.`
}

function parts(version: string): readonly number[] | undefined {
  const [, ...numbers] = /^v(\d+)\.(\d+)\.(\d+)(?=$|[-+])/.exec(version) ?? []
  // A BuildKit that plain `go build` made calls itself v0.0.0+unknown.
  return numbers.every((number) => Number(number) === 0) ? undefined : numbers.map(Number)
}

function isOlder(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((number, index) => number !== b[index])
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0)
}
