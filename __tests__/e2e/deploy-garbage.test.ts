import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { type DeployedDaemon, deployDaemon } from './deployed-daemon.ts'
import { createProject } from './project.ts'

jest.setTimeout(120_000)

let daemon: DeployedDaemon

// The shipped rules in their order, with megabytes (2^20 bytes in BuildKit) instead of percentages of
// the disk.
const small = (settings: string) =>
  settings
    .replaceAll(/"(\d+)%"/g, '"$1MB"')
    .replaceAll(/^minFreeSpace = .*$/gm, 'minFreeSpace = "0"')

beforeAll(async () => {
  daemon = await deployDaemon(small)
  await daemon.start()
  // The collection a second after the start must not remove what the build has just made.
  await sleep(3000)
})

afterAll(() => daemon.remove())

/** The fields of a cache record that the test reads. */
interface CacheRecord {
  readonly id: string
  readonly recordType: string
  readonly size: number
}

async function cacheRecords(): Promise<CacheRecord[]> {
  const records: CacheRecord[] = JSON.parse(await daemon.control('du', '--format', '{{json .}}'))
  return records.map(({ id, recordType, size }) => ({ id, recordType, size }))
}

function megabytes(records: readonly CacheRecord[]): number {
  return Math.round(records.reduce((sum, { size }) => sum + size, 0) / 2 ** 20)
}

function cacheMounts(records: readonly CacheRecord[]): CacheRecord[] {
  return records.filter(({ recordType }) => recordType === 'exec.cachemount')
}

describe('garbage collection by the shipped rules', () => {
  it('removes layers and keeps the cache mount', async () => {
    const layer = (number: number) => `RUN head -c 20971520 /dev/urandom > /layer-${number}`
    const project = await createProject({
      Dockerfile: `FROM @base@
        RUN --mount=type=cache,id=@id@,target=/cache if [ -e /cache/seen ]; then echo mount was warm; else echo mount was cold; head -c 31457280 /dev/urandom > /cache/seen; fi; echo @id@ > /made
        ${[1, 2, 3, 4].map(layer).join('\n')}
      `,
    })
    const { ca, cert, key } = daemon.pki.read('client/acme-app')
    const inputs = { endpoint: daemon.endpoint, ca, cert, key, fallback: 'never' }
    const cold = await project.build({ inputs })
    expect(cold.log).toContain('mount was cold')
    const before = await cacheRecords()
    expect(megabytes(before)).toBeGreaterThan(100)
    expect(cacheMounts(before)).toHaveLength(1)
    expect(megabytes(cacheMounts(before))).toBe(30)

    // The daemon collects a second after its start. After a build it may take a minute.
    await daemon.stop()
    await daemon.start()
    let after = await cacheRecords()
    for (let left = 40; megabytes(after) > 70 && left > 0; left -= 1) {
      await sleep(500)
      after = await cacheRecords()
    }
    expect(megabytes(after)).toBeLessThanOrEqual(70)
    expect(cacheMounts(after)).toEqual(cacheMounts(before))
    expect(after.length).toBeLessThan(before.length)

    const again = await project.build({ inputs })
    expect(again.log).toContain('mount was warm')
    expect(Number(again.outputs['steps-executed'])).toBeGreaterThan(0)
  })
})
