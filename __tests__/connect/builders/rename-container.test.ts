import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { containerId, renameContainer } from '../../../src/connect/builders/rename-container.ts'
import { started } from '../../helpers/faulty-servers.ts'

const directory = mkdtempSync(join(tmpdir(), 'rename-container-'))
afterAll(() => rmSync(directory, { recursive: true }))

const path = join(directory, 'docker.sock')
const atSocket = { docker: `unix://${path}`, container: 'made0' }
const onContext = { docker: 'remote', container: 'made0' }
const id = '0123456789abcdef'
const noDocker = async () => {
  throw new Error('the Docker CLI is not needed')
}

async function withServer<Value>(status: number, body: string, use: () => Promise<Value>) {
  const requests: string[] = []
  const server = await started(
    createServer(({ method, url }, response) => {
      requests.push(`${method} ${url}`)
      response.writeHead(status).end(status === 204 ? undefined : body)
    }),
    { path },
  )
  const result = await use()
    .catch((error: Error) => error.message)
    .finally(() => server.close())
  return { requests, result }
}

it.each([
  [200, JSON.stringify({ Id: id }), id],
  [200, '{}', 'no id of the container made0'],
  [404, '{"message":"No such container: made0"}', 'no id of the container made0'],
])('asks for the id of a container: HTTP status %s with %s', async (status, body, expected) => {
  expect(await withServer(status, body, () => containerId(atSocket, noDocker))).toEqual({
    requests: ['GET /containers/made0/json'],
    result: expected,
  })
})

it.each([
  [204, undefined],
  [409, 'another container has it'],
  [500, 'HTTP status 500'],
])('renames a container: HTTP status %s', async (status, expected) => {
  expect(
    await withServer(status, '{}', () => renameContainer(atSocket, 'mine0', noDocker)),
  ).toEqual({ requests: ['POST /containers/made0/rename?name=mine0'], result: expected })
})

it('asks the Docker CLI where nothing else reaches the daemon', async () => {
  const commands: string[] = []
  const runDocker = async (args: readonly string[]) => {
    commands.push(args.join(' '))
    return { exitCode: 0, stdout: `${id}\n`, stderr: '' }
  }
  expect(await containerId(onContext, runDocker)).toBe(id)
  await renameContainer(onContext, 'mine0', runDocker)
  expect(commands).toEqual([
    '--context remote inspect --format {{.Id}} made0',
    '--context remote rename made0 mine0',
  ])
  const refused = async () => ({
    exitCode: 1,
    stdout: '',
    stderr: 'Conflict. The name is in use\n',
  })
  await expect(renameContainer(onContext, 'mine0', refused)).rejects.toThrow(
    /^Conflict\. The name is in use$/,
  )
})
