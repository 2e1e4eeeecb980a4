import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { lfsWarning } from '../../src/bake/lfs-warning.ts'
import { remedies } from '../../src/github/remedies.ts'
import { bakeResult } from '../helpers/bake-results.ts'

// e2e/lfs.test.ts bakes real repositories.

const remote = 'https://github.com/acme/app.git#abc'
const byCommit = 'https://github.com/acme/app.git?ref=refs%2Fheads%2Fmain&checksum=abc'
const lfsFiles = ['a.bin', 'sub/b.bin', 'sub2/c.bin']

/** The warning about a fetched source whose target with this context copies `what`. */
function warn(context: string, what = '.') {
  const { plan, targets } = bakeResult('cold', ['app'])
  const copying = targets.map((each) => ({
    ...{ ...each, target: { ...each.target, context } },
    record: {
      ...each.record,
      steps: [{ name: `COPY ${what} /`, status: 'executed' as const, seconds: 1 }],
    },
  }))
  const baked = { plan: { ...plan, bake: { ...plan.bake, remote: byCommit } }, targets: copying }
  const place = { directory: '/nowhere', workspace: '/nowhere', defaultContext: remote }
  return lfsWarning(
    { ...baked, lfsFiles },
    { bake: { ...plan.bake, remote }, gitAuth: {}, ...place },
    { remedies, env: {}, run: async () => ({ exitCode: 1, stdout: '', stderr: '' }) },
  )
}

it.each([
  [byCommit, 'a.bin and 2 more'],
  [`${byCommit}#:sub`, 'sub/b.bin'],
  [remote, 'a.bin and 2 more'],
  [`${remote}:sub`, 'sub/b.bin'],
  ['.', 'a.bin and 2 more'],
  ['sub', 'sub/b.bin'],
])('names what is below the context %s', async (context, files) => {
  expect(await warn(context)).toBe(
    `The image of app has Git LFS pointers instead of the files: ${files}. BuildKit fetches a Git context without Git LFS. ${remedies.lfs}, and set source: .`,
  )
})

it.each([
  [`${byCommit}#:sub`, 'a.bin'],
  ['https://github.com/acme/other.git#abc', '.'],
  ['cwd://sub', '.'],
])('is silent about the context %s, of which %s is copied', async (context, what) => {
  expect(await warn(context, what)).toBeUndefined()
})

it('names a file of the checkout with its folder, and lists a folder once for all targets', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'lfs-warning-'))
  mkdirSync(join(directory, 'app'))
  writeFileSync(join(directory, 'app/.gitattributes'), '*.bin filter=lfs\n')
  writeFileSync(join(directory, 'app/m.bin'), 'version https://git-lfs.github.com/spec/v1\n')
  const { plan, targets } = bakeResult('cold', ['a', 'b'])
  const steps = [{ name: 'COPY . /', status: 'executed' as const, seconds: 1 }]
  const copying = targets.map((each) => ({
    ...{ ...each, target: { ...each.target, context: 'cwd://app' } },
    record: { ...each.record, steps },
  }))
  let runs = 0
  const run = async () => {
    runs += 1
    return { exitCode: 0, stdout: 'm.bin\0', stderr: '' }
  }
  const place = { directory, workspace: directory, defaultContext: '' }
  const warning = await lfsWarning(
    { plan, targets: copying },
    { bake: plan.bake, gitAuth: {}, ...place },
    { remedies, env: {}, run },
  )
  rmSync(directory, { recursive: true })
  expect(warning).toContain('the files: app/m.bin. ')
  expect(runs).toBe(1)
})
