// Platforms as buildx reads them: `Parse` and `Normalize` of github.com/containerd/platforms (v1.0.0-rc.5), and
// `local` of util/platformutil in docker/buildx (v0.38.2).

/** What a text that names only a part of a platform is completed with, by Go's names. */
export interface Machine {
  readonly os: string
  /** Without it, the text must name an architecture. */
  readonly arch?: string
}

const systems = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
)
const architectures = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
)
/** Other names of architectures. Those with a variant have no other one. */
const otherNames = new Map([
  ['x86_64', ['amd64']],
  ['x86-64', ['amd64']],
  ['aarch64', ['arm64']],
  ['armhf', ['arm', 'v7']],
  ['armel', ['arm', 'v6']],
  ['i386', ['386', '']],
])
/** Other names of variants, by architecture. An empty one is left out. */
const variants = new Map([
  ['amd64/v1', ''],
  ...['8', 'v8', 'v8.0'].map((name) => [`arm64/${name}`, ''] as const),
  ...['9', '9.0', 'v9.0'].map((name) => [`arm64/${name}`, 'v9'] as const),
  ['arm/', 'v7'],
  ...['5', '6', '7', '8'].map((name) => [`arm/${name}`, `v${name}`] as const),
])

const form =
  /^(?<first>[\w-]+)(?<options>\([\w.%-]*(?:\+[\w.%-]+)*\))?(?:\/(?<second>[\w.-]+)(?:\/(?<variant>[\w.-]+))?)?$/

/**
 * The one spelling of a platform: `linux/aarch64` and `linux/arm64/v8` are `linux/arm64`, and `linux/arm` is
 * `linux/arm/v7`. An architecture alone is for the machine's operating system, as buildx reads it. An operating system
 * alone is for the machine's architecture, and `local` is the machine.
 *
 * @returns undefined when the text isn't a platform. buildx takes an architecture for an unknown operating system in
 *   `arm/v7`, which is never meant.
 */
export function readPlatform(text: string, machine: Machine = machineOf()): string | undefined {
  const groups = form.exec(text.trim())?.groups
  if (groups === undefined) return undefined
  const { options = '', second, variant } = groups
  const first = (groups.first ?? '').toLowerCase()
  const [architecture = ''] = otherNames.get(first) ?? [first]
  const isArchitecture = architectures.has(architecture)
  if (second !== undefined) {
    return isArchitecture ? undefined : platformOf(systemOf(first) + options, second, variant)
  }
  if (isArchitecture && options === '') return platformOf(machine.os, first)
  const system = first === 'local' && options === '' ? machine.os : systemOf(first)
  if (!systems.has(system) || machine.arch === undefined) return undefined
  return platformOf(system + options, machine.arch)
}

function systemOf(name: string): string {
  return name === 'macos' ? 'darwin' : name
}

function platformOf(system: string, name: string, given = ''): string {
  const lower = name.toLowerCase()
  const [architecture = '', implied] = otherNames.get(lower) ?? [lower]
  const named = implied ?? given.toLowerCase()
  const variant = variants.get(`${architecture}/${named}`) ?? named
  return [system, architecture, variant].filter(Boolean).join('/')
}

/** The same, but other text is returned unchanged. */
export function normalPlatform(text: string): string {
  return readPlatform(text) ?? text
}

/** Go's names for the machine that Node names. Node runs on ppc64 only where Go calls it ppc64le, but for AIX. */
export function machineOf({
  platform,
  arch,
}: {
  readonly platform: string
  readonly arch: string
} = process): Required<Machine> {
  return {
    os: platform === 'win32' ? 'windows' : platform,
    arch: { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' }[arch] ?? arch,
  }
}
