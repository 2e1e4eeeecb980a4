import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from '@jest/globals'
import type { Ports } from '../../../src/base/ports.ts'
import { notePassedOver } from '../../../src/connect/builders/container.ts'

const root = mkdtempSync(join(tmpdir(), 'passed-over-'))
afterAll(() => rmSync(root, { recursive: true }))

const perJob = 'builder-0f0e0d0c-1234-4abc-8def-001122334455'
const host = 'tcp://docker:2375'

let home: string
let config: string
beforeEach(() => {
  home = mkdtempSync(join(root, 'home-'))
  config = join(home, '.docker', 'buildx')
  mkdirSync(join(config, 'instances'), { recursive: true })
  for (const name of ['theirs', perJob]) writeFileSync(join(config, 'instances', name), '{}')
})

/** What `docker buildx use` has written, and what differs in the environment. */
type Given = readonly [current: object | undefined, env?: Readonly<Record<string, string>>]

async function said(
  [current, env]: Given,
  inputs: Partial<Parameters<typeof notePassedOver>[0]> = {},
  keeper?: Ports['keeper'],
): Promise<readonly string[]> {
  if (current !== undefined) writeFileSync(join(config, 'current'), JSON.stringify(current))
  const lines: string[] = []
  const log = { info: (line: string) => lines.push(line) } as unknown as Ports['log']
  const ports = { env: { HOME: home, DOCKER_HOST: host, ...env }, log, ...(keeper && { keeper }) }
  await notePassedOver({ fallback: 'auto', ...inputs }, ports)
  return lines
}

const fact = (name: string) =>
  `The job's current builder ${name} is not used, as no input names it: this build has a local one of its own.`
const selected: Given = [{ Key: host, Name: 'theirs' }]
const noHost = { DOCKER_HOST: '' }

it.each<[string, ...Given]>([
  ['of BUILDX_BUILDER', undefined, { BUILDX_BUILDER: 'theirs' }],
  ['selected for the Docker daemon of DOCKER_HOST', ...selected],
  ['selected for all', { Key: 'other', Name: 'theirs', Global: true }],
  [
    'selected for the usual address',
    { Key: 'unix:///var/run/docker.sock', Name: 'theirs' },
    noHost,
  ],
  [
    'selected for the Docker context',
    { Key: 'mine', Name: 'theirs' },
    { ...noHost, DOCKER_CONTEXT: 'mine' },
  ],
])('says that the builder %s is not used, and how it would be', async (_, ...given) => {
  expect(await said(given)).toEqual([`${fact('theirs')} builder: theirs builds on it.`])
})

it.each<[string, ...Given]>([
  ["that is Docker's own", { Key: host, Name: '' }],
  ['that is a Docker context', selected[0], { BUILDX_BUILDER: 'default' }],
  ['that is gone', { Key: host, Name: 'gone' }],
  ['that does not exist', undefined],
  ['selected for another Docker daemon', { Key: 'unix:///other.sock', Name: 'theirs' }],
  ['selected for the daemon beside a context', selected[0], { ...noHost, DOCKER_CONTEXT: 'mine' }],
])('says nothing of a builder %s', async (_, ...given) => {
  expect(await said(given)).toEqual([])
})

it('advises the output of docker/setup-buildx-action, whose builder has another name in each job', async () => {
  expect(await said([{ Key: host, Name: perJob }])).toEqual([
    `${fact(perJob)} To build on it, name it in builder by the output "name" of docker/setup-buildx-action.`,
  ])
})

it('gives no advice that the other inputs contradict', async () => {
  expect(await said(selected, { isBuilderRefused: true })).toEqual([fact('theirs')])
})

it('says nothing where a local builder is wanted', async () => {
  expect(await said(selected, { fallback: 'always', isBuilderRefused: true })).toEqual([])
  expect(await said(selected, {}, ['node'])).toEqual([])
})
