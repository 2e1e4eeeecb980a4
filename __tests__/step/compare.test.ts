import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { haveChanged, imagesOf, pinned, readImages } from '../../src/step/compare.ts'
import { until } from '../helpers/until.ts'

const attestation = { 'vnd.docker.reference.type': 'attestation-manifest' }

describe('imagesOf', () => {
  it('lists the images of an index in a fixed order, without attestations', () => {
    const manifests = [
      { digest: 'sha256:b' },
      { digest: 'sha256:c', annotations: attestation },
      { digest: 'sha256:a', annotations: {} },
    ]
    expect(imagesOf(JSON.stringify({ manifests }))).toEqual(['sha256:a', 'sha256:b'])
  })

  it('is the digest of a manifest that is no index', () => {
    expect(imagesOf('{}')).toEqual([
      'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    ])
  })

  it('is undefined for an answer that is no JSON', () => {
    expect(imagesOf('<html>')).toBeUndefined()
  })
})

it.each([
  [['a'], ['a'], false],
  [['a'], ['b'], true],
  [['a'], ['a', 'b'], true],
  [[], ['a'], true],
  [undefined, ['a'], undefined],
  [['a'], undefined, undefined],
])('haveChanged(%j, %j) is %j', (before, after, changed) => {
  expect(haveChanged(before, after)).toBe(changed)
})

it.each([
  ['acme/app', 'acme/app@sha256:x'],
  ['acme/app:1', 'acme/app@sha256:x'],
  ['localhost:5000/app', 'localhost:5000/app@sha256:x'],
  ['localhost:5000/app:1', 'localhost:5000/app@sha256:x'],
])('pins %s as %s', (tag, reference) => {
  expect(pinned(tag, 'sha256:x')).toBe(reference)
})

// A real registry that accepts and says nothing holds up buildx for minutes.
it('does not wait for a registry once the step is canceled', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'compare-'))
  try {
    const file = join(directory, 'buildx')
    writeFileSync(file, `#!/bin/sh\ntouch ${directory}/asked\nexec sleep 60\n`)
    chmodSync(file, 0o755)
    const canceled = new AbortController()
    const ports = { directory, signal: canceled.signal }
    const asking = readImages('acme/app:1', { name: 'a', buildx: { file, env: {} } }, ports)
    await until(() => existsSync(join(directory, 'asked')), 'the registry is asked')
    canceled.abort()
    expect(await asking).toBeUndefined()
  } finally {
    rmSync(directory, { recursive: true })
  }
})
