import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { mergeImages } from '../../../src/step/platforms/merge-images.ts'
import {
  type RegistryLimits,
  SilentRegistryError,
} from '../../../src/step/platforms/registry-client.ts'
import { fakeBuildx } from '../../helpers/fake-buildx.ts'
import { until } from '../../helpers/until.ts'

const directory = mkdtempSync(join(tmpdir(), 'merge-images-'))
afterAll(() => rmSync(directory, { recursive: true }))

/**
 * Puts images together by a shell script in place of buildx.
 *
 * @param faults of the first searches for a client
 */
function merge(
  script: string,
  retries: number,
  limits: Partial<RegistryLimits> = {},
  faults: Error[] = [],
) {
  const canceled = new AbortController()
  const lines: string[] = []
  const add = (line: string) => lines.push(line)
  const log = { info: add, notice: add, warning: add, debug: add, group: add }
  const what = {
    tags: ['registry.example.com/acme/app:1', 'ghcr.io/acme/app:1'],
    untagged: [],
    annotations: [],
    digests: ['sha256:a'],
  }
  const client = { name: 'a', buildx: fakeBuildx(directory, { script }).program }
  const ports = { directory, signal: canceled.signal, log }
  const all = { answerMs: 60_000, silenceMs: 60_000, ...limits }
  const findClient = async () => {
    const fault = faults.shift()
    if (fault !== undefined) throw fault
    return client
  }
  return { lines, canceled, image: mergeImages(what, findClient, retries, ports, all) }
}

it('names the registries that give no answer', async () => {
  const { image } = merge('exec sleep 60', 0, { answerMs: 50 })
  await expect(image).rejects.toThrow('registry.example.com, ghcr.io gave no answer in 0.05 s')
})

it('asks again after no answer', async () => {
  const { image, lines, canceled } = merge('exec sleep 60', 1, { answerMs: 50 })
  const ended = expect(image).rejects.toThrow()
  await until(() => lines.length > 0, 'a line is logged')
  canceled.abort()
  await ended
  expect(lines).toEqual([
    'The images were not put together: registry.example.com, ghcr.io gave no answer in 0.05 s. Trying again in 2 s.',
  ])
})

it('says which registries it waits for', async () => {
  const { image, lines, canceled } = merge('exec sleep 60', 0, { silenceMs: 10 })
  const ended = expect(image).rejects.toThrow()
  await until(() => lines.length > 0, 'a line is logged')
  canceled.abort()
  await ended
  expect(lines).toEqual([
    'Waiting for the registry (registry.example.com, ghcr.io), for at most 60 s.',
  ])
})

it('does not ask again after a refusal', async () => {
  const { image, lines } = merge('echo "ERROR: denied" >&2; exit 1', 2)
  await expect(image).rejects.toThrow('buildx imagetools create failed: denied')
  expect(lines).toEqual([])
})

it('asks again after no answer to the search for a client', async () => {
  const silence = new SilentRegistryError('ghcr.io', 30_000)
  const { image, lines, canceled } = merge('exit 0', 1, {}, [silence])
  const ended = expect(image).rejects.toThrow()
  await until(() => lines.length > 0, 'a line is logged')
  canceled.abort()
  await ended
  expect(lines).toEqual([
    'The images were not put together: ghcr.io gave no answer in 30 s. Trying again in 2 s.',
  ])
})

it('ends with the silence of a registry in the search for a client', async () => {
  const silence = new SilentRegistryError('ghcr.io', 30_000)
  const { image, lines } = merge('exit 0', 0, {}, [silence])
  await expect(image).rejects.toBe(silence)
  expect(lines).toEqual([])
})
