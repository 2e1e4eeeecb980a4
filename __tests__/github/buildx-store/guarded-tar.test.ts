import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { withGuardedTar } from '../../../src/github/buildx-store/guarded-tar.ts'

let root: string
let workspace: string
let place: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'guard-'))
  workspace = join(root, 'work', 'app')
  mkdirSync(workspace, { recursive: true })
  mkdirSync(join(root, 'private'))
  place = join(root, 'private', 'buildx.restored')
})
afterEach(() => rmSync(root, { recursive: true }))

/** An archive of files, whose names are relative to the workspace. */
function archive(names: readonly string[]): string {
  for (const name of names) {
    const file = join(workspace, name)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, `content of ${name}`)
  }
  const file = join(root, 'cache.tgz')
  execFileSync('tar', ['-czPf', file, '-C', workspace, ...names])
  for (const name of names) rmSync(join(workspace, name))
  return file
}

/** Runs the library's command with the `tar` that is first on the PATH. */
async function extract(file: string): Promise<void> {
  const env = { PATH: process.env.PATH, GITHUB_WORKSPACE: workspace }
  const archived = join(root, 'temp', 'store', 'buildx')
  const args = ['-xf', file, '-P', '-C', workspace, '-z']
  await withGuardedTar({ archived, place, env }, async () => {
    execFileSync('tar', args, { env, stdio: 'pipe' })
  })
  expect(env.PATH).toBe(process.env.PATH)
}

const member = '../../temp/store/buildx'

it('writes only the expected file, and nothing at the paths in the archive', async () => {
  await extract(archive([member]))
  expect(readFileSync(place, 'utf8')).toBe(`content of ${member}`)
  expect(existsSync(join(root, 'temp', 'store', 'buildx'))).toBe(false)
})

it.each([
  ['a climbing name', '../../outside'],
  ['a name beside it', '../../temp/store/other'],
  ['a name in the workspace', 'Dockerfile'],
])('refuses an archive with %s', async (_, name) => {
  await expect(extract(archive([member, name]))).rejects.toThrow(`refused: ${name}`)
  expect(existsSync(place)).toBe(false)
  expect(existsSync(join(workspace, name))).toBe(false)
})

it('refuses an archive with an absolute name', async () => {
  const name = join(root, 'absolute')
  writeFileSync(name, 'x')
  const file = join(root, 'cache.tgz')
  execFileSync('tar', ['-czPf', file, name])
  rmSync(name)
  await expect(extract(file)).rejects.toThrow(`refused: ${name}`)
  expect(existsSync(name)).toBe(false)
})
