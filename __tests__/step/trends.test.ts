import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { readTrendsInputs } from '../../src/inputs/read-trends.ts'
import type { InputSource } from '../../src/inputs/source.ts'
import { daemonTrends } from '../../src/step/trends.ts'

function inputsOf(
  raw: Readonly<Record<string, string>>,
  source: Partial<InputSource> = {},
): ReturnType<typeof readTrendsInputs> {
  return readTrendsInputs({
    raw: (name) => raw[name] ?? '',
    env: {},
    mask: () => {},
    origin: { kind: 'branch', name: 'main' },
    run: {
      ...{ server: '', url: '', defaultContext: '', noDefaultContext: '', isPrivate: true },
      ...{ noDefaultAttestations: false, annotateChecks: true },
    },
    workspace: '/workspace',
    checkNames: () => [],
    ...source,
  })
}

/** What is refused needs no port. */
const ports = {} as Parameters<typeof daemonTrends>[1]

describe('daemonTrends refuses', () => {
  it('code from a fork: the history names the builds of all', async () => {
    const origin = { kind: 'pull-request', name: '7', untrusted: 'fork' } as const
    const inputs = inputsOf({ endpoint: 'unix:///run/b.sock' }, { origin })
    await expect(daemonTrends(inputs, ports)).rejects.toThrow('The code comes from a fork')
  })

  it.each([
    ['no address', {}, 'no-endpoint: '],
    ['the Docker daemon of the runner', { driver: 'docker' }, 'no-endpoint: '],
    ['TLS without certificates', { endpoint: 'tcp://a:1' }, 'credentials-missing: '],
    [
      'a router',
      { endpoint: 'https://router.example.com' },
      'is a router. Give the address of a daemon.',
    ],
  ])('%s', async (_, raw, words) => {
    await expect(daemonTrends(inputsOf(raw), ports)).rejects.toThrow(words)
  })
})

describe('daemonTrends, with several addresses,', () => {
  it('reports one that fails while the name of another is still looked up', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'trends-'))
    const protectedKey =
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n'
    const inputs = inputsOf({
      endpoint: 'ssh://builder\ndns+tcp://buildkit:1234',
      'ssh-key': protectedKey,
    })
    const needed = {
      ...ports,
      ...{ directory: join(parent, 'private'), env: {}, needNoPost: () => {} },
      signal: new AbortController().signal,
    }
    const lookUp = async () => {
      await sleep(200)
      throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    }
    try {
      await expect(daemonTrends(inputs, needed, lookUp)).rejects.toThrow(
        'ssh-key is protected by a passphrase',
      )
    } finally {
      rmSync(parent, { recursive: true })
    }
  })
})
