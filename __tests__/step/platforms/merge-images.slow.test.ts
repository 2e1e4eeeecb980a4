// The pause before another try takes two seconds.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { mergeImages } from '../../../src/step/platforms/merge-images.ts'
import { fakeBuildx } from '../../helpers/fake-buildx.ts'

const directory = mkdtempSync(join(tmpdir(), 'merge-images-slow-'))
afterAll(() => rmSync(directory, { recursive: true }))

it('puts the images together by the client that the other try finds', async () => {
  const clients = [
    { name: 'first', script: 'echo "ERROR: failed to do request: unexpected EOF" >&2; exit 1' },
    { name: 'second', script: 'echo \'{"containerimage.digest":"sha256:b"}\' > "$8"' },
  ].map(({ name, script }) => {
    const own = join(directory, name)
    mkdirSync(own)
    return { name, buildx: fakeBuildx(own, { script }).program }
  })
  const [first, second] = clients
  let found = 0
  const findClient = async () => {
    found += 1
    const client = found === 1 ? first : second
    if (client === undefined) throw new Error('no client')
    return client
  }
  const what = {
    tags: ['ghcr.io/acme/app:1'],
    untagged: [],
    annotations: [],
    digests: ['sha256:a'],
  }
  const add = () => {}
  const log = { info: add, notice: add, warning: add, debug: add, group: add }
  const ports = { directory, signal: new AbortController().signal, log }
  const image = await mergeImages(what, findClient, 2, ports)
  expect(image).toMatchObject({ digest: 'sha256:b', retries: 1, client: { name: 'second' } })
  expect(found).toBe(2)
})
