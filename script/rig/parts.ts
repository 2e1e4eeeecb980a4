import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { oldestUsable } from '../../src/buildx/install/version.ts'
import { installDebianPackage, unpackDebianPackages } from './debian.ts'
import { buildProgram, buildWithGo, type GoProgram, type GoSource } from './go-build.ts'
import { coredns, kubernetes } from './kubernetes/build.ts'
import { installWithNpm, type NpmSource } from './npm.ts'
import { run, tryRun } from './run.ts'

interface Part {
  /** Directories where the program may be, besides the PATH. */
  readonly alsoIn?: readonly string[]
  /** The program's name, if the name of the part differs from it. */
  readonly program?: string
  /** Another usable program name. */
  readonly alias?: string
  /** Other versions on the PATH are used only if they are newer. */
  readonly version?: string
  readonly go?: GoSource
  readonly own?: GoProgram
  /** Debian packages to unpack, or one to install. */
  readonly unpack?: readonly string[]
  /** The dependencies that are unpacked with them. */
  readonly libraries?: RegExp
  readonly install?: string
  readonly npm?: NpmSource
}

const buildkit: GoSource = {
  name: 'buildkit',
  version: 'v0.34.2',
  module: 'github.com/moby/buildkit',
  packages: ['./cmd/buildkitd', './cmd/buildctl'],
  versionVariable: 'github.com/moby/buildkit/version.Version',
  fromSources: true,
}
// The newest whose archives have the same checksums in two independent public sources.
const deployedBuildkit: GoSource = {
  ...buildkit,
  version: 'v0.33.1',
  packages: ['./cmd/buildkitd'],
}
// The oldest that the Go module proxy has.
const oldestBuildkit: GoSource = {
  ...buildkit,
  version: 'v0.12.5',
  packages: ['./cmd/buildkitd'],
}
// A Dockerfile frontend that doesn't know the query of a Git context.
const oldFrontend: GoSource = {
  ...oldestBuildkit,
  name: 'dockerfile-frontend',
  packages: ['./frontend/dockerfile/cmd/dockerfile-frontend'],
}
const buildx: GoSource = {
  name: 'buildx',
  version: 'v0.38.2',
  module: 'github.com/docker/buildx',
  packages: ['./cmd/buildx'],
  versionVariable: 'github.com/docker/buildx/version.Version',
}
const oldestBuildx: GoSource = { ...buildx, version: oldestUsable }
// The last one that is made with a BuildKit older than 0.33.
const asciiBuildx: GoSource = { ...buildx, version: 'v0.36.1' }
const act: GoSource = {
  name: 'act',
  version: 'v0.2.89',
  module: 'github.com/nektos/act',
  packages: ['.'],
}
const actionlint: GoSource = {
  name: 'actionlint',
  version: 'v1.7.12',
  module: 'github.com/rhysd/actionlint',
  packages: ['./cmd/actionlint'],
}

// The newest that Go 1.25 builds.
const compose: GoSource = {
  name: 'compose',
  version: 'v5.2.0',
  module: 'github.com/docker/compose/v5',
  packages: ['./cmd'],
  program: 'docker-compose',
  versionVariable: 'github.com/docker/compose/v5/internal.Version',
  fromSources: true,
}
const kustomize: GoSource = {
  name: 'kustomize',
  version: 'v5.8.2',
  module: 'sigs.k8s.io/kustomize/kustomize/v5',
  packages: ['.'],
}

// Newer than Debian's, for tests that depend on the engine's age: this one keeps images in containerd.
const moby: GoSource = {
  name: 'moby',
  version: 'v2.0.0-beta.24',
  module: 'github.com/moby/moby/v2',
  packages: ['./cmd/dockerd'],
  versionVariable: 'github.com/moby/moby/v2/dockerversion.Version',
}
const containerd: GoSource = {
  name: 'containerd',
  version: 'v2.4.2',
  module: 'github.com/containerd/containerd/v2',
  packages: ['./cmd/containerd', './cmd/containerd-shim-runc-v2'],
}

const ctr: GoSource = { ...containerd, name: 'ctr', packages: ['./cmd/ctr'] }
// It starts the rootless daemon in the image of BuildKit.
const rootlesskit: GoSource = {
  name: 'rootlesskit',
  version: 'v2.3.6',
  module: 'github.com/rootless-containers/rootlesskit/v2',
  packages: ['./cmd/rootlesskit'],
}

// The certificate authority of deploy/step-ca.
const stepCa: GoSource = {
  name: 'step-ca',
  version: 'v0.30.2',
  module: 'github.com/smallstep/certificates',
  packages: ['./cmd/step-ca'],
  versionVariable: 'main.Version',
}

// The engine of Gitea's runner, a fork of act.
const giteaAct: GoSource = {
  name: 'gitea-act',
  version: 'v0.261.10',
  module: 'gitea.com/gitea/act',
  packages: ['.'],
  program: 'gitea-act',
  // Its go.mod still has the name of act.
  fromSources: true,
}

// Runs GitLab's pipelines without a GitLab.
const gitlabCiLocal: NpmSource = { name: 'gitlab-ci-local', version: '4.75.1' }

/** What shows a job summary as GitHub does. */
const pageParts = {
  marked: '18.2.1',
  mermaid: '11.17.2',
  'github-markdown-css': '5.9.0',
  'playwright-core': '1.65.1',
} as const

export const buildkitVersion = buildkit.version
/** The BuildKit that deploy/ installs. */
export const deployedBuildkitVersion = deployedBuildkit.version
/** The oldest BuildKit that is supported. */
export const oldestBuildkitVersion = oldestBuildkit.version
export const buildxVersion = buildx.version
/** The step-ca that deploy/ installs. */
export const stepCaVersion = stepCa.version

// Network plugins, kube-proxy's nft, and what a rootless daemon needs in its image.
const clusterPackages = [
  'nftables',
  'containernetworking-plugins',
  'conntrack',
  'uidmap',
  'libcap2-bin',
]

// dockerd starts containerd, and tini (as docker-init) in each container that asks for an init.
const dockerPackages = ['docker.io', 'containerd', 'tini']

const pluginDirectories = [
  join(process.env.DOCKER_CONFIG ?? join(homedir(), '.docker'), 'cli-plugins'),
  '/usr/local/lib/docker/cli-plugins',
  '/usr/local/libexec/docker/cli-plugins',
  '/usr/lib/docker/cli-plugins',
  '/usr/libexec/docker/cli-plugins',
]

const parts = {
  buildkitd: { version: buildkit.version, go: buildkit },
  buildctl: { version: buildkit.version, go: buildkit },
  buildx: {
    version: buildx.version,
    go: buildx,
    alias: 'docker-buildx',
    alsoIn: pluginDirectories,
  },
  'deployed-buildkitd': { go: deployedBuildkit, program: 'buildkitd' },
  'oldest-buildkitd': { go: oldestBuildkit, program: 'buildkitd' },
  'old-frontend': { go: oldFrontend, program: 'dockerfile-frontend' },
  'ascii-buildx': { go: asciiBuildx, program: 'buildx' },
  'oldest-buildx': { go: oldestBuildx, program: 'buildx' },
  act: { version: act.version, go: act },
  'gitea-act': { go: giteaAct },
  actionlint: { version: actionlint.version, go: actionlint },
  'docker-compose': { version: '2.30.0', go: compose, alsoIn: pluginDirectories },
  kustomize: { go: kustomize },
  'step-ca': { go: stepCa },
  runc: { unpack: ['runc'], alsoIn: ['/usr/sbin'] },
  'docker-registry': { unpack: ['docker-registry'] },
  busybox: { unpack: ['busybox-static'] },
  dockerd: { unpack: dockerPackages, alsoIn: ['/usr/sbin'] },
  containerd: { unpack: dockerPackages },
  docker: { unpack: dockerPackages },
  'new-dockerd': { go: moby, program: 'dockerd' },
  'new-containerd': { go: containerd, program: 'containerd' },
  // Unpacked with a library that few other programs need.
  sshd: { unpack: ['openssh-server', 'libwrap0'], alsoIn: ['/usr/sbin'] },
  // Unpacked with libraries that few other programs need.
  // A cluster: see kubernetes/cluster.ts.
  kube: { own: kubernetes },
  coredns: { own: coredns },
  ctr: { go: ctr },
  rootlesskit: { go: rootlesskit },
  shim: { go: containerd, program: 'containerd-shim-runc-v2' },
  nft: {
    unpack: clusterPackages,
    libraries: /^lib(?:nft|mnl|jansson|edit|cap2$|netfilter|nfnetlink)/,
  },
  haproxy: {
    unpack: ['haproxy'],
    libraries: /^lib(?:lua|opentracing|jwt|jansson)/,
    alsoIn: ['/usr/sbin'],
  },
  ssh: { install: 'openssh-client' },
  'ssh-keygen': { install: 'openssh-client' },
  'ssh-agent': { install: 'openssh-client' },
  'ssh-add': { install: 'openssh-client' },
  openssl: { install: 'openssl' },
  shellcheck: { install: 'shellcheck' },
  'systemd-analyze': { install: 'systemd' },
  git: { install: 'git' },
  jq: { install: 'jq' },
  'gitlab-ci-local': { npm: gitlabCiLocal },
  // gitlab-ci-local copies the work tree with it.
  rsync: { install: 'rsync' },
  chromium: { install: 'chromium', alsoIn: ['/usr/lib/chromium'] },
} satisfies Record<string, Part>

export type PartName = keyof typeof parts

/** Absolute paths of the programs, which are built or installed when the machine lacks them. */
export async function requireParts<Name extends PartName>(
  ...names: Name[]
): Promise<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {}
  // One after another: each build uses every core, and apt allows only one process at a time.
  for (const name of names) found[name] = await requirePart(name)
  return found as Record<Name, string>
}

/** The directory of an npm package, which is installed into the cache once. */
export async function requireNpmPackage(name: keyof typeof pageParts): Promise<string> {
  const source = { name, version: pageParts[name] }
  const directory = npmDirectory(source)
  if (!existsSync(directory)) await installWithNpm(source, directory)
  return join(directory, 'node_modules', name)
}

/** The program's path if it is on the machine already. */
export async function findPart(name: PartName): Promise<string | undefined> {
  const part: Part = parts[name]
  const onPath = [...(process.env.PATH ?? '').split(delimiter), ...(part.alsoIn ?? [])]
  for (const directory of onPath) {
    for (const program of part.program ? [] : [name, ...(part.alias ? [part.alias] : [])]) {
      const path = join(directory, program)
      if (directory && isExecutable(path) && (await willDo(name, path))) return path
    }
  }
  return cachedDirectories(part)
    .map((directory) => join(directory, part.program ?? name))
    .find(isExecutable)
}

async function requirePart(name: PartName): Promise<string> {
  const found = await findPart(name)
  if (found) return found
  const part: Part = parts[name]
  if (part.go) await buildWithGo(part.go, goDirectory(part.go))
  if (part.own) await buildProgram(part.own, goDirectory(part.own))
  if (part.unpack) {
    const directory = unpackedDirectory(part.unpack)
    await unpackDebianPackages(part.unpack, directory, part.libraries)
  }
  if (part.install) await installDebianPackage(part.install)
  if (part.npm) await installWithNpm(part.npm, npmDirectory(part.npm))
  const gotten = await findPart(name)
  if (!gotten) throw new Error(`${name} is needed: install it`)
  return gotten
}

function cachedDirectories(part: Part): string[] {
  const built = part.go ?? part.own
  if (built) return [goDirectory(built)]
  if (part.npm) return [join(npmDirectory(part.npm), 'node_modules', '.bin')]
  const { unpack } = part
  return unpack
    ? ['bin', 'usr/bin', 'usr/sbin'].map((bin) => join(unpackedDirectory(unpack), bin))
    : []
}

/**
 * The variable by which a program finds the libraries that were unpacked with it, for `env`.
 *
 * @returns an empty list for a program that is installed
 */
export function libraryPath(program: string): string[] {
  const libraries = join(dirname(dirname(program)), 'lib')
  if (program.startsWith('/usr/')) return []
  try {
    const below = readdirSync(libraries).filter((name) => name.endsWith('-linux-gnu'))
    return [`LD_LIBRARY_PATH=${below.map((name) => join(libraries, name)).join(delimiter)}`]
  } catch {
    return []
  }
}

function goDirectory(source: Pick<GoSource, 'name' | 'version'>): string {
  return join(cacheDirectory(), `${source.name}-${source.version}`)
}

function npmDirectory({ name, version }: NpmSource): string {
  return join(cacheDirectory(), `${name}-${version}`)
}

function unpackedDirectory(packages: readonly string[]): string {
  // The name includes all packages: another set gets another directory, not one that lacks a package.
  return join(cacheDirectory(), `debian-${packages.join('-')}`)
}

/** Where parts are kept, by version. */
export function cacheDirectory(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'remote-buildkit')
}

async function willDo(name: PartName, path: string): Promise<boolean> {
  // Another busybox may need libraries that an image made from it would lack.
  if (name === 'busybox') return (await tryRun('ldd', [path])).code !== 0
  const { version }: Part = parts[name]
  if (!version) return true
  const printed = await run(path, [name === 'buildx' ? 'version' : '--version']).catch(() => '')
  return isAtLeast(/\bv?(\d+\.\d+\.\d+)/.exec(printed)?.[1] ?? '0.0.0', version)
}

export function isAtLeast(version: string, wanted: string): boolean {
  const [left = [], right = []] = [version, wanted].map((text) =>
    text.replace(/^v/, '').split('.').map(Number),
  )
  const difference = left.map((number, index) => number - (right[index] ?? 0)).find((d) => d !== 0)
  return (difference ?? 0) >= 0
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
