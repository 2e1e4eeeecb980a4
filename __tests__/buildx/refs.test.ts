import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { startedBuilds } from '../../src/buildx/refs.ts'

const config = mkdtempSync(join(tmpdir(), 'refs-'))
afterAll(() => rmSync(config, { recursive: true }))

const refs = join(config, 'refs', 'mine')
const write = (node: string, id: string, text: string) => {
  mkdirSync(join(refs, node), { recursive: true })
  writeFileSync(join(refs, node, id), text)
}
write('one', 'a', '{"Target":"app"}')
write('one', 'b', '{"Target":"tool"}')
write('two', 'c', '{"Target":"app"}')
write('two', 'unfinished', '{"Tar')

it.each([
  ['all without a target', 'mine', undefined, ['a', 'b', 'c', 'unfinished']],
  ['those of a target', 'mine', 'app', ['a', 'c']],
  ['none of an unknown target', 'mine', 'other', []],
  ['none of another builder', 'yours', undefined, []],
])('the builds that buildx started are %s', (_, builder, target, expected) => {
  expect(startedBuilds(config, builder, target).toSorted()).toEqual(expected)
})
