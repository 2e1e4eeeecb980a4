import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { type RunDocker, removeVolume } from '../../src/leftovers/volume.ts'

const directory = mkdtempSync(join(tmpdir(), 'volume-'))
afterAll(() => rmSync(directory, { recursive: true }))

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/**
 * A Docker daemon that answers removals with these statuses, the last one again and again. An answer with status 0 never
 * comes.
 *
 * @returns the requests
 */
async function docker(
  at: string | number,
  statuses: { readonly volumes: number[]; readonly containers?: number[] },
): Promise<readonly string[]> {
  const requests: string[] = []
  const created = createServer(({ method, url = '' }, response) => {
    requests.push(`${method} ${url}`)
    const left = url.startsWith('/volumes/') ? statuses.volumes : (statuses.containers ?? [])
    const status = left.length > 1 ? left.shift() : left[0]
    if (status) response.writeHead(status).end()
  })
  server = created
  const where = typeof at === 'string' ? { path: at } : { port: at, host: '127.0.0.1' }
  await new Promise<void>((listens) => created.listen(where, listens))
  return requests
}

const path = join(directory, 'docker.sock')
const noCli: RunDocker = () => Promise.reject(new Error('no docker'))
const remove = (docker = `unix://${path}`, runDocker = noCli, timeoutMs = 20_000) =>
  removeVolume({ kind: 'volume', docker, name: 'v', container: 'c' }, timeoutMs, runDocker, 1)

const volume = 'DELETE /volumes/v'
const container = 'DELETE /containers/c?force=1&v=1'

describe('through the API', () => {
  it.each([204, 404])('it is gone with the status %d', async (status) => {
    const requests = await docker(path, { volumes: [status] })
    await remove()
    expect(requests).toEqual([volume])
  })

  it('a daemon at a TCP address without TLS is asked too', async () => {
    const requests = await docker(0, { volumes: [204] })
    const address = server?.address()
    await remove(`tcp://127.0.0.1:${typeof address === 'object' && address?.port}`)
    expect(requests).toEqual([volume])
  })

  it('a container that still uses it is removed first', async () => {
    const requests = await docker(path, { volumes: [409, 204], containers: [204] })
    await remove()
    expect(requests).toEqual([volume, container, volume])
  })

  it('a removal of the container that is in progress is awaited', async () => {
    const requests = await docker(path, { volumes: [409, 409, 204], containers: [409, 404] })
    await remove()
    expect(requests).toEqual([volume, container, volume, container, volume])
  })

  it('a removal of the container is awaited for as long as it takes', async () => {
    const busy = Array.from({ length: 40 }, () => 409)
    const requests = await docker(path, { volumes: [...busy, 204], containers: [...busy, 404] })
    await remove()
    expect(requests).toHaveLength(81)
  })

  it('it stays where another container uses it', async () => {
    const requests = await docker(path, { volumes: [409], containers: [404] })
    await expect(remove()).rejects.toThrow(/^HTTP status 409$/)
    expect(requests).toHaveLength(22)
  })

  it.each([
    ['the volume', { volumes: [403] }],
    ['the container', { volumes: [409], containers: [403] }],
  ])('it stays where the removal of %s is refused', async (_, statuses) => {
    await docker(path, statuses)
    await expect(remove()).rejects.toThrow(/^HTTP status 403$/)
  })

  it.each([
    ['the volume', { volumes: [0] }],
    ['the container', { volumes: [409], containers: [409] }],
  ])('the wait for %s ends', async (_, statuses) => {
    await docker(path, statuses)
    await expect(remove(undefined, noCli, 100)).rejects.toThrow(/no answer in 0.1 s|status 409/)
  })
})

describe('through the Docker CLI', () => {
  /** @returns the CLI, and the commands that it got */
  const cli = (...faults: string[]) => {
    const commands: string[] = []
    const run: RunDocker = async (args) => {
      commands.push(args.join(' '))
      const stderr = faults.shift() ?? ''
      return { exitCode: stderr ? 1 : 0, stderr }
    }
    return { commands, run }
  }

  it.each([
    ['mine', '--context mine'],
    ['ssh://ci@builder', '--host ssh://ci@builder'],
  ])('the daemon is named: %s', async (address, options) => {
    const { commands, run } = cli()
    await remove(address, run)
    expect(commands).toEqual([`${options} volume rm --force v`])
  })

  it('it is gone where there is none', async () => {
    await remove('mine', cli('Error response from daemon: get v: no such volume\n').run)
  })

  it('a container that still uses it is removed first', async () => {
    const inUse = 'Error response from daemon: remove v: volume is in use - [1a2b]\n'
    const inProgress = 'Error: removal of container c is already in progress\n'
    const { commands, run } = cli(inUse, inProgress, inUse)
    await remove('mine', run)
    expect(commands.map((command) => command.replace('--context mine ', ''))).toEqual([
      'volume rm --force v',
      'rm --force --volumes c',
      'volume rm --force v',
      'rm --force --volumes c',
      'volume rm --force v',
    ])
  })

  it('it stays where the command fails, in its own words', async () => {
    await expect(remove('mine', cli('Cannot connect to Docker\n').run)).rejects.toThrow(
      /^Cannot connect to Docker$/,
    )
  })
})
