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
