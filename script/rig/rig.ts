import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pushBaseImage } from './base-image.ts'
import { type Buildkitd, controlWith, startBuildkitd } from './buildkitd.ts'
import { type Certificates, makeCertificates } from './certificates.ts'
import { requireParts } from './parts.ts'
import { type Registry, startRegistry } from './registry.ts'
import { type RegistryClient, registryClient } from './registry-client.ts'

/** A daemon with mutual TLS and a registry, both on loopback, and a client's certificates. */
export interface Rig {
  readonly directory: string
  readonly certificates: Certificates
  readonly registry: Registry
  readonly buildkitd: Buildkitd
  /** An image with a shell, for `FROM`. */
  readonly baseImage: string
  /** The buildx binary. */
  readonly buildx: string
  stop(): Promise<void>
}

/** A rig that another process started. */
export interface RemoteRig
  extends Pick<Rig, 'directory' | 'certificates' | 'baseImage' | 'buildx'> {
  readonly endpoint: string
  readonly registry: RegistryClient & { readonly host: string }
  readonly control: Buildkitd['control']
  readonly prune: Buildkitd['prune']
}

export async function startRig(): Promise<Rig> {
  const { buildx } = await requireParts('buildx')
  const directory = await mkdtemp(join(tmpdir(), 'rig-'))
  const stops: (() => Promise<void>)[] = [
    () => rm(directory, { recursive: true, force: true, maxRetries: 5 }),
  ]
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next()
  }
  try {
    const certificates = await makeCertificates(join(directory, 'certificates'))
    const registry = await startRegistry({ directory: join(directory, 'registry') })
    stops.push(registry.stop)
    const buildkitd = await startBuildkitd({
      directory: join(directory, 'buildkitd'),
      certificates,
      registry,
    })
    stops.push(buildkitd.stop)
    const baseImage = await pushBaseImage(registry)
    return { directory, certificates, registry, buildkitd, baseImage, buildx, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** How another process finds the rig, as text for its environment. */
export function addressOf(rig: Rig): string {
  const { directory, certificates, baseImage, buildx } = rig
  const { endpoint, controlCommand } = rig.buildkitd
  const host = rig.registry.host
  return JSON.stringify({
    ...{ directory, certificates, baseImage, buildx },
    ...{ endpoint, controlCommand, host },
  })
}

export function rigAt(address: string): RemoteRig {
  const { host, controlCommand, ...rest } = JSON.parse(address)
  return { ...rest, ...controlWith(controlCommand), registry: { ...registryClient(host), host } }
}
