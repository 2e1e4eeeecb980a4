import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { arch, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { images } from './images.ts'
import { requireParts } from './parts.ts'
import type { Registry } from './registry.ts'
import { run } from './run.ts'

/**
 * Pushes a base image with a shell to the rig's registry and returns its reference, so that a
 * build needs no network. Without a static busybox, it takes the one from Docker Hub.
 */
export async function pushBaseImage(registry: Registry): Promise<string> {
  if (process.platform !== 'linux') return images.busybox
  const busybox = await requireParts('busybox').then(
    (parts) => parts.busybox,
    () => undefined,
  )
  if (!busybox) return images.busybox

  const content = await layerOf(busybox)
  const layer = gzipSync(content)
  const config = Buffer.from(
    JSON.stringify({
      architecture: arch() === 'x64' ? 'amd64' : arch(),
      os: 'linux',
      config: { Env: ['PATH=/bin'], Cmd: ['sh'] },
      rootfs: { type: 'layers', diff_ids: [digestOf(content)] },
    }),
  )
  await registry.pushManifest('busybox', 'latest', {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    schemaVersion: 2,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: await registry.pushBlob('busybox', config),
      size: config.length,
    },
    layers: [
      {
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        digest: await registry.pushBlob('busybox', layer),
        size: layer.length,
      },
    ],
  })
  return `${registry.host}/busybox:latest`
}

async function layerOf(busybox: string): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'base-image-'))
  try {
    const bin = join(directory, 'bin')
    await mkdir(bin)
    await mkdir(join(directory, 'tmp'))
    await copyFile(busybox, join(bin, 'busybox'))
    for (const name of (await run(busybox, ['--list'])).trim().split('\n')) {
      if (name !== 'busybox') await symlink('busybox', join(bin, name))
    }
    const archive = join(directory, 'layer.tar')
    // It has the same bytes each time, so that equal content has an equal digest.
    const fixed = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner']
    await run('tar', ['-c', ...fixed, '-f', archive, '-C', directory, 'bin', 'tmp'])
    return await readFile(archive)
  } finally {
    await rm(directory, { recursive: true })
  }
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}
