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
