import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { readMetadata } from '../../src/buildx/metadata.ts'

const directory = mkdtempSync(join(tmpdir(), 'metadata-'))
afterAll(() => rmSync(directory, { recursive: true }))

function read(text: string) {
  const file = join(directory, 'metadata.json')
  writeFileSync(file, text)
  return readMetadata(file)
}

describe('readMetadata', () => {
  it('takes the image id from the config digest if there is one', async () => {
    const json = '{"containerimage.digest":"sha256:a","containerimage.config.digest":"sha256:b"}'
    expect(await read(`${json}\n`)).toEqual({ json, digest: 'sha256:a', imageId: 'sha256:b' })
  })

  it('otherwise takes the digest of the index as the image id, as --iidfile does', async () => {
    expect(await read('{"containerimage.digest":"sha256:a"}')).toMatchObject({
      digest: 'sha256:a',
      imageId: 'sha256:a',
    })
  })

  it.each(['{}', 'null'])('leaves both empty for a build without an image: %s', async (json) => {
    expect(await read(json)).toEqual({ json, digest: '', imageId: '' })
  })

  it('returns nothing when buildx wrote no file', async () => {
    expect(await readMetadata(join(directory, 'none.json'))).toBeUndefined()
  })
})
