import { mkdirSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from '@jest/globals'
import { asciiContexts } from '../../src/bake/ascii-contexts.ts'

const directory = mkdtempSync(join(tmpdir(), 'ascii-contexts-'))
for (const folder of ['app', 'föö', 'other/föö']) {
  mkdirSync(join(directory, folder), { recursive: true })
}
afterAll(() => rmSync(directory, { recursive: true }))
let own: string
beforeEach(() => {
  own = mkdtempSync(join(directory, 'private-'))
})

const target = (name: string, context: string, dockerfile = 'Dockerfile') => ({
  ...{ name, context, dockerfile },
})
/** Each override with the folder of its link. */
const overrides = (targets: Parameters<typeof asciiContexts>[0], remote = '') =>
  asciiContexts(targets, { remote, directory }, own).map((entry) => {
    const [, key, link = ''] = /^(.*?=(?:cwd:\/\/)?)(.*)$/.exec(entry) ?? []
    return link.startsWith(own) ? `${key}-> ${readlinkSync(link)}` : entry
  })

it('links the folders whose names buildx can not send, also two of one name', () => {
  const targets = [
    ...[target('a', 'app'), target('b', 'föö'), target('c', 'other/föö'), target('d', 'föö')],
    ...[target('e', 'https://github.com/acme/föö.git'), target('f', 'föö/missing')],
  ]
  const folder = join(directory, 'föö')
  expect(overrides(targets)).toEqual([
    ...[`b.context=-> ${folder}`, `c.context=-> ${join(directory, 'other/föö')}`],
    `d.context=-> ${folder}`,
  ])
})

it('names a Dockerfile outside of such a folder by its whole path', () => {
  const targets = [target('a', 'föö', '../app/Dockerfile'), target('b', 'föö', 'sub/../Dockerfile')]
  const folder = join(directory, 'föö')
  expect(overrides(targets)).toEqual([
    `a.context=-> ${folder}`,
    `a.dockerfile=${join(directory, 'app/Dockerfile')}`,
    `b.context=-> ${folder}`,
  ])
})

it('links only folders of this machine in a definition that is fetched', () => {
  const remote = 'https://github.com/acme/app.git#main'
  expect(overrides([target('a', 'föö'), target('b', 'cwd://föö')], remote)).toEqual([
    `b.context=cwd://-> ${join(directory, 'föö')}`,
  ])
})
