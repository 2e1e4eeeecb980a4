import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { createLfsSearch, parseGitContext } from '../../src/step/lfs-search.ts'
import { vertex } from '../helpers/stream-events.ts'

const root = mkdtempSync(join(tmpdir(), 'lfs-search-'))
afterAll(() => rmSync(root, { recursive: true, maxRetries: 5 }))

it.each([
  [
    'https://github.com/acme/app.git#0123abc',
    { url: 'https://github.com/acme/app.git', ref: '0123abc', folder: '' },
  ],
  [
    'http://localhost:3000/acme/app.git#main:a/b',
    { url: 'http://localhost:3000/acme/app.git', ref: 'main', folder: 'a/b' },
  ],
  [
    'https://github.com/acme/app.git?ref=refs%2Fheads%2Fmain&checksum=0123abc&fetch-by-commit=true&subdir=a%2Fb',
    { url: 'https://github.com/acme/app.git', ref: '0123abc', folder: 'a/b' },
  ],
  ['https://github.com/acme/app.git?ref=main', undefined],
  ['https://github.com/acme/app.git', undefined],
  ['git@github.com:acme/app.git#main', undefined],
  ['.', undefined],
  ['-', undefined],
])('reads the context %j', (context, expected) => {
  expect(parseGitContext(context)).toEqual(expected)
})

const copy = vertex('[1/2] COPY a b', { started: 0 })

/** A search whose repository can't be reached, so that what git does fails at once. */
function searchNothing() {
  const directory = mkdtempSync(join(root, 'private-'))
  const context = 'http://127.0.0.1:1/acme/app.git#main'
  const search = createLfsSearch({ context, secrets: [] }, { directory, env: process.env })
  return { ...search, hasBegun: () => readdirSync(directory).length > 0 }
}

it('knows nothing when the build fails, or the server is down', async () => {
  for (const isWanted of [false, true]) {
    const { status, end } = searchNothing()
    status(copy)
    expect(await end(isWanted)).toBeUndefined()
  }
})

it('begins only once something is copied from the context', async () => {
  const { status, end, hasBegun } = searchNothing()
  status(vertex('[1/2] COPY a b', { started: 0, completed: 0, cached: true }))
  status(vertex('[2/2] COPY --from=build a b', { started: 0 }))
  status(vertex('[internal] load build context', { started: 0 }))
  expect(hasBegun()).toBe(false)
  status(copy)
  expect(hasBegun()).toBe(true)
  await end(false)
})
