/** Names of architectures and their usual variants, as in `Normalize` of containerd/platforms. */
const architectures: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  armhf: 'arm/v7',
  armel: 'arm/v6',
  i386: '386',
}
/** Default variants of an architecture. */
const usualVariants: Readonly<Record<string, string>> = { arm64: 'v8', amd64: 'v1' }

/**
 * The one spelling of a platform: `linux/aarch64` and `linux/arm64/v8` are `linux/arm64`, and `linux/arm` is
 * `linux/arm/v7`.
 *
 * @returns undefined when the text isn't of the form `os/arch[/variant]`
 */
export function readPlatform(text: string): string | undefined {
  const form = /^(?<os>[a-z][a-z0-9]*)\/(?<arch>[a-z0-9][a-z0-9_-]*)(?:\/(?<variant>[a-z0-9.]+))?$/
  const { os, arch, variant: given } = form.exec(text.trim().toLowerCase())?.groups ?? {}
  if (os === undefined || arch === undefined) return undefined
  const [architecture = '', implied] = (architectures[arch] ?? arch).split('/')
  const variant = given ?? implied ?? (architecture === 'arm' ? 'v7' : undefined)
  const isUsual = variant === undefined || usualVariants[architecture] === variant
  return [os, architecture, ...(isUsual ? [] : [variant])].join('/')
}

/** The same, but other text is returned unchanged. */
export function normalPlatform(text: string): string {
  return readPlatform(text) ?? text
}
