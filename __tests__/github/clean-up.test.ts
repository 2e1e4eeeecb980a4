import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals'
import { cleanUp } from '../../src/github/clean-up.ts'
import { noteLeftover } from '../../src/leftovers/journal.ts'
import { started } from '../helpers/faulty-servers.ts'

const environment = { ...process.env }
let work: string
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'clean-up-'))
})
afterEach(() => {
  process.env = { ...environment }
  rmSync(work, { recursive: true })
})

/** Records the environment in which it is called. */
function program(name: string): string {
  const file = join(work, name)
  writeFileSync(file, `#!/bin/sh\n/usr/bin/env > ${file}.env\n`, { mode: 0o755 })
  return file
}

it('hides the inputs, which post gets too, from the programs that it runs', async () => {
  const directory = join(work, 'remote-buildkit-00000000-0000-4000-8000-000000000000')
  mkdirSync(directory, { mode: 0o700 })
  program('docker')
  noteLeftover(directory, { kind: 'context', name: 'c' })
  noteLeftover(directory, {
    kind: 'builder',
    name: 'b',
    file: program('buildx'),
    config: join(directory, 'buildx'),
  })
  Object.assign(process.env, {
    PATH: work,
    INPUT_KEY: 'secret',
    'INPUT_SSH-KEY': 'secret',
    BUILDER_NODE_0_AUTH_TLS_KEY: 'secret',
  })
  await cleanUp(directory)
  for (const name of ['docker', 'buildx']) {
    const given = readFileSync(join(work, `${name}.env`), 'utf8')
    expect(given).toContain(`PATH=${work}\n`)
    expect(given).not.toContain('secret')
  }
  expect(existsSync(directory)).toBe(false)
})

it.each([
  ['shows the log of a container for which that is noted', true],
  ['reads no log of another container', undefined],
])('%s before it removes the container, without commands to the runner', async (_, isLogShown) => {
  const directory = join(work, 'remote-buildkit-00000000-0000-4000-8000-000000000000')
  mkdirSync(directory, { mode: 0o700 })
  const path = join(work, 'docker.sock')
  const requests: string[] = []
  const server = await started(
    createServer(({ method, url }, response) => {
      requests.push(`${method} ${url?.replace(/\?.*/, '')}`)
      if (method === 'GET') response.end('level=debug msg=x\n::set-output name=a::b\n')
      else response.writeHead(204).end()
    }),
    { path },
  )
  noteLeftover(directory, {
    ...{ kind: 'volume', docker: `unix://${path}`, name: 'mine_state', container: 'mine' },
    ...(isLogShown && { isLogShown }),
  })
  const lines: string[] = []
  const log = jest.spyOn(console, 'log').mockImplementation((line) => lines.push(line))
  await cleanUp(directory).finally(() => server.close())
  log.mockRestore()
  const shown = ['level=debug msg=x', ': :set-output name=a::b']
  expect(lines).toEqual(
    isLogShown ? ['::group::BuildKit container logs', ...shown, '::endgroup::'] : [],
  )
  expect(requests).toEqual([
    ...(isLogShown ? ['GET /containers/mine/logs'] : []),
    'DELETE /volumes/mine_state',
  ])
})

it('removes only a private directory, whatever the state says', async () => {
  const directory = join(work, 'home')
  mkdirSync(directory, { mode: 0o700 })
  noteLeftover(directory, {
    kind: 'builder',
    name: 'b',
    file: program('buildx'),
    config: join(directory, 'buildx'),
  })
  const lines: string[] = []
  const log = jest.spyOn(console, 'log').mockImplementation((line) => lines.push(line))
  await cleanUp(directory)
  log.mockRestore()
  expect(lines).toEqual([
    `::warning::Cleaning up failed: ${directory} is not a private directory of this action, so it is not removed`,
  ])
  expect(existsSync(directory)).toBe(true)
  expect(existsSync(join(work, 'buildx.env'))).toBe(false)
})
