import { describe, expect, it } from '@jest/globals'
import { fetchByCommit, isQueryRefused } from '../../src/step/git-context.ts'

const commit = '0123456789abcdef0123456789abcdef01234567'
const url = 'https://github.com/acme/app.git'
const repository = { context: `${url}#${commit}`, ref: 'refs/heads/main' }
const query = `${url}?ref=refs%2Fheads%2Fmain&checksum=${commit}&fetch-by-commit=true`
const contexts = (context: string, ...buildContexts: string[]) => ({ context, buildContexts })

describe('the repository is fetched by its commit', () => {
  it.each([
    ['as a whole', contexts(repository.context), contexts(query)],
    [
      'from a folder',
      contexts(`${repository.context}:a/b c&d`),
      contexts(`${query}&subdir=a%2Fb%20c%26d`),
    ],
    ['with an empty folder', contexts(`${repository.context}:`), contexts(query)],
    [
      'as a named context',
      contexts('.', `src=${repository.context}:app`, 'alpine=docker-image://alpine'),
      contexts('.', `src=${query}&subdir=app`, 'alpine=docker-image://alpine'),
    ],
  ])('%s', (_, given, expected) => {
    expect(fetchByCommit(given, repository, 'v0.30.0')).toEqual(expected)
  })

  it.each([
    ['a tag', 'refs/tags/v1', 'refs%2Ftags%2Fv1'],
    ['the merge of a pull request', 'refs/pull/5/merge', 'refs%2Fpull%2F5%2Fmerge'],
    ['a name with an ampersand', 'refs/heads/a&b=c#d+e', 'refs%2Fheads%2Fa%26b%3Dc%23d%2Be'],
  ])('under the name of %s', (_, ref, encoded) => {
    const given = contexts(repository.context)
    expect(fetchByCommit(given, { ...repository, ref }, 'v1.0.0')?.context).toBe(
      query.replace('refs%2Fheads%2Fmain', encoded),
    )
  })
})

describe('the form with a fragment stays', () => {
  it.each([
    ['with an older daemon', contexts(repository.context), repository, 'v0.29.9'],
    ['with a daemon of unknown version', contexts(repository.context), repository, 'of unknown'],
    ['with a daemon without a version', contexts(repository.context), repository, 'v0.0.0+unknown'],
    ['for another context', contexts('.', `src=${url}#main`), repository, 'v0.34.2'],
    ['for another commit', contexts(`${repository.context}0`), repository, 'v0.34.2'],
    [
      'for a ref instead of a commit',
      contexts(`${url}#refs/pull/5/head`),
      { context: `${url}#refs/pull/5/head`, ref: 'refs/pull/5/head' },
      'v0.34.2',
    ],
  ])('%s', (_, given, own, version) => {
    expect(fetchByCommit(given, own, version)).toBeUndefined()
  })
})

it.each([
  ['unexpected query "fetch-by-commit"', true],
  [
    'failed to build: current frontend does not support Git URLs with query string components. Git URLs with query string are supported since Dockerfile v1.18 and BuildKit v0.24.',
    true,
  ],
  [`failed to fetch remote ${query}: git stderr: fatal: repository not found`, true],
  ['failed to resolve dockerfile: unknown API capability source.git.fetchbycommit', true],
  ['git stderr: fatal: dumb http transport does not support shallow capabilities', true],
  [`failed to fetch remote ${url}: git stderr: fatal: repository not found`, false],
  ['process "/bin/sh -c make" did not complete successfully: exit code: 2', false],
])('whether the query is refused by: %s', (error, isRefused) => {
  expect(isQueryRefused({ kind: 'failed', cause: { kind: 'lasting' }, error })).toBe(isRefused)
})

it('a success is no refusal', () => {
  expect(isQueryRefused({ kind: 'succeeded' })).toBe(false)
})
