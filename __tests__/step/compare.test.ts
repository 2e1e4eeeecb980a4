import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
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

  it('returns the digest of a manifest that is not an index', () => {
    expect(imagesOf('{}')).toEqual([
      'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    ])
  })

  it('is undefined for an answer that is not JSON', () => {
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

describe('readImages', () => {
  const directory = mkdtempSync(join(tmpdir(), 'compare-'))
  afterAll(() => rmSync(directory, { recursive: true }))

  /** Queries the registry with a shell script in place of buildx. */
  function ask(script: string, { canceled = new AbortController(), limits = quick } = {}) {
    const file = join(directory, 'buildx')
    writeFileSync(file, `#!/bin/sh\n${script}\n`)
    chmodSync(file, 0o755)
    const lines: string[] = []
    const add = (line: string) => lines.push(line)
    const log = { info: add, notice: add, warning: add, debug: add, group: add }
    const ports = { directory, signal: canceled.signal, log }
    const builder = { name: 'a', buildx: { file, env: { PATH: process.env.PATH } } }
    return { lines, images: readImages('acme/app:1', builder, ports, limits) }
  }
  const quick = { answerMs: 60_000, silenceMs: 60_000 }

  it('reads the registry’s answer, and logs nothing', async () => {
    const { lines, images } = ask('echo \'{"manifests": [{"digest": "sha256:a"}]}\'')
    expect(await images).toEqual(['sha256:a'])
    expect(lines).toEqual([])
  })

  it.each(['ERROR: acme/app:1: not found', 'MANIFEST_UNKNOWN'])(
    'has no image for: %s',
    async (words) => {
      const { lines, images } = ask(`echo "${words}" >&2; exit 1`)
      expect(await images).toEqual([])
      expect(lines).toEqual([])
    },
  )

  it.each([
    [
      'echo "ERROR: unexpected status: 401 Unauthorized" >&2; exit 1',
      'buildx imagetools failed: unexpected status: 401 Unauthorized',
    ],
    ['echo "<html>"', 'its manifest is not JSON'],
  ])('logs why image-changed is unknown: %s', async (script, reason) => {
    const { lines, images } = ask(script)
    expect(await images).toBeUndefined()
    expect(lines).toEqual([
      `compare: image-changed is unknown, since acme/app:1 could not be read: ${reason}`,
    ])
  })

  it('logs that it waits for a silent registry, and that no answer came', async () => {
    const { lines, images } = ask('exec sleep 60', { limits: { answerMs: 300, silenceMs: 20 } })
    expect(await images).toBeUndefined()
    expect(lines).toEqual([
      'compare: waiting for the registry to describe acme/app:1, for at most 0.3 s.',
      'compare: image-changed is unknown, since acme/app:1 could not be read: no answer in 0.3 s',
    ])
  })

  // A real registry that accepts connections and never answers delays buildx for minutes.
  it('does not wait once the job is canceled', async () => {
    const canceled = new AbortController()
    const { lines, images } = ask(`touch ${directory}/asked\nexec sleep 60`, { canceled })
    await until(() => existsSync(join(directory, 'asked')), 'the registry is asked')
    canceled.abort()
    expect(await images).toBeUndefined()
    expect(lines).toEqual([])
  })
})
