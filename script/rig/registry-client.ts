import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { run } from './run.ts'

export interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly platform?: { readonly os: string; readonly architecture: string }
  readonly annotations?: Readonly<Record<string, string>>
}

export interface Manifest {
  readonly schemaVersion: 2
  readonly mediaType: string
  readonly config: Descriptor
  readonly layers: readonly Descriptor[]
  /** Present only in an index. */
  readonly manifests?: readonly Descriptor[]
  readonly annotations?: Readonly<Record<string, string>>
}

export interface RegistryClient {
  /** The manifest or index that a tag or digest names, and its digest. */
  manifest(repository: string, reference: string): Promise<Manifest & { readonly digest: string }>
  blob(repository: string, digest: string): Promise<Buffer>
  /** The image of one platform, if the reference names an index. */
  image(repository: string, reference: string, platform?: string): Promise<Manifest>
  /** The text of a file in an image, `undefined` when the image has no such file. */
  fileFromImage(
    repository: string,
    reference: string,
    path: string,
    platform?: string,
  ): Promise<string | undefined>
  tags(repository: string): Promise<readonly string[]>
  pushBlob(repository: string, content: Buffer): Promise<string>
  pushManifest(repository: string, tag: string, manifest: Manifest): Promise<void>
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

export function registryClient(host: string): RegistryClient {
  const request = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(new URL(path, `http://${host}/v2/`), init)
    if (response.ok) return response
    throw new Error(`${init?.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`)
  }

  const manifest: RegistryClient['manifest'] = async (repository, reference) => {
    const headers = { accept: manifestTypes.join(', ') }
    const response = await request(`${repository}/manifests/${reference}`, { headers })
    const digest = response.headers.get('docker-content-digest') ?? ''
    return { ...((await response.json()) as Manifest), digest }
  }

  const blob: RegistryClient['blob'] = async (repository, digest) =>
    Buffer.from(await (await request(`${repository}/blobs/${digest}`)).arrayBuffer())

  const image: RegistryClient['image'] = async (
    repository,
    reference,
    platform = 'linux/amd64',
  ) => {
    const named = await manifest(repository, reference)
    if (!named.manifests) return named
    const wanted = named.manifests.find(
      ({ platform: its }) => `${its?.os}/${its?.architecture}` === platform,
    )
    if (!wanted) throw new Error(`${repository}:${reference} has no image for ${platform}`)
    return manifest(repository, wanted.digest)
  }

  const fileFromImage: RegistryClient['fileFromImage'] = async (
    repository,
    reference,
    path,
    platform,
  ) => {
    const { layers } = await image(repository, reference, platform)
    for (const layer of layers.toReversed()) {
      const found = await fileFromLayer(await blob(repository, layer.digest), path)
      if (found !== 'not here') return found.text
    }
    return undefined
  }

  return {
    manifest,
    blob,
    image,
    fileFromImage,
    async tags(repository) {
      const response = await request(`${repository}/tags/list`)
      return ((await response.json()) as { tags: string[] | null }).tags ?? []
    },
    async pushBlob(repository, content) {
      const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`
      const begun = await request(`${repository}/blobs/uploads/`, { method: 'POST' })
      const upload = new URL(begun.headers.get('location') ?? '', begun.url)
      upload.searchParams.set('digest', digest)
      const headers = { 'content-type': 'application/octet-stream' }
      await request(upload.href, { method: 'PUT', headers, body: new Uint8Array(content) })
      return digest
    },
    async pushManifest(repository, tag, content) {
      const headers = { 'content-type': content.mediaType }
      const body = JSON.stringify(content)
      await request(`${repository}/manifests/${tag}`, { method: 'PUT', headers, body })
    },
  }
}

async function fileFromLayer(
  layer: Buffer,
  path: string,
): Promise<{ readonly text: string | undefined } | 'not here'> {
  const input = decompress(layer)
  const wanted = entryName(path)
  // Marks a lower layer's file as deleted.
  const whiteout = posix.join(posix.dirname(wanted), `.wh.${posix.basename(wanted)}`)
  const names = (await run('tar', ['-t', '-f', '-'], { input })).split('\n')
  const name = names.find((entry) => entryName(entry) === wanted)
  if (name) return { text: await run('tar', ['-x', '-O', '-f', '-', name], { input }) }
  return names.some((entry) => entryName(entry) === whiteout) ? { text: undefined } : 'not here'
}

function decompress(layer: Buffer): Buffer {
  if (layer[0] === 0x1f && layer[1] === 0x8b) return gunzipSync(layer)
  return layer.readUInt32LE(0) === 0xfd2fb528 ? zstdDecompressSync(layer) : layer
}

function entryName(path: string): string {
  return posix.normalize(path).replace(/^\/+/, '')
}
