import { describe, expect, it } from '@jest/globals'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import type { Builder } from '../../src/connect/builder.ts'
import { fallBackTo, isWithoutDocker, throwWithoutDocker } from '../../src/connect/fall-back.ts'
import { makeResult } from '../helpers/build-results.ts'

it.each([
  ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock.', true],
  ['failed to connect to the docker API at unix:///var/run/docker.sock', true],
  ['error during connect: Head "http://x/_ping": EOF', true],
  ['exec: "docker": executable file: docker not found', true],
  ['spawn docker ENOENT', true],
  ['buildx create failed: exit code 1', false],
])('whether Docker is missing is read from "%s": %s', (message, expected) => {
  expect(isWithoutDocker(message)).toBe(expected)
})

describe('a local builder that cannot be created', () => {
  it('without Docker is the mistake of a workflow that names no endpoint', () => {
    const cause = new Error('spawn docker ENOENT')
    expect(() => throwWithoutDocker(cause)).toThrow(
      /^no-endpoint: endpoint is empty, .* can't be used: spawn docker ENOENT\. Give the address/,
    )
  })

  it('for another reason is that reason', () => {
    const error = new Error('invalid driver option')
    expect(() => throwWithoutDocker(error)).toThrow(error)
  })
})

describe('falling back', () => {
  const diagnosis = new Diagnosis('not-tls', 'tcp://a:1 does not speak TLS.')
  const warnings: string[] = []
  const fallBack = (createLocal: () => Promise<Builder>, signal = new AbortController().signal) => {
    const log = { warning: (line: string) => warnings.push(line) }
    const ports = { log, signal, help: (code: string) => `help#${code}` }
    return fallBackTo(diagnosis, createLocal, ports as unknown as Parameters<typeof fallBackTo>[2])
  }

  it('says why, and where to read on', async () => {
    const { builder } = makeResult()
    const fallback = { code: 'not-tls', reason: 'tcp://a:1 does not speak TLS.' }
    expect(await fallBack(async () => builder)).toEqual({ ...builder, fallback })
    expect(warnings).toEqual([
      'not-tls: tcp://a:1 does not speak TLS. A local builder is used instead. See help#not-tls',
    ])
  })

  it('that fails too has both reasons', async () => {
    const createLocal = () => Promise.reject(new Error('no Docker'))
    await expect(fallBack(createLocal)).rejects.toMatchObject({
      code: 'not-tls',
      reason: `${diagnosis.reason} Falling back to a local builder failed too: no Docker.`,
    })
  })

  it('that is canceled ends with that error', async () => {
    const error = new Error('canceled')
    await expect(fallBack(() => Promise.reject(error), AbortSignal.abort())).rejects.toBe(error)
  })
})
