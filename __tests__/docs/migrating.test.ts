import { readFileSync } from 'node:fs'
import { expect, it } from '@jest/globals'
import { parse } from 'yaml'

const text = readFileSync('docs/migrating.md', 'utf8')
const rows = [...text.matchAll(/^\| `([a-z-]+)` \| ([a-z ]+) \|/gm)].map(([, name, kind]) => [
  name,
  kind,
])

// The inputs of docker/build-push-action v7 and docker/setup-buildx-action that this action has too.
const theirs =
  `add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to
  call cgroup-parent context file labels load network no-cache no-cache-filters outputs platforms
  provenance pull push sbom secrets secret-envs secret-files shm-size ssh tags target ulimit github-token
  driver driver-opts buildkitd-flags buildkitd-config buildkitd-config-inline endpoint cache-binary`
    .trim()
    .split(/\s+/)

it('has a row for each input of action.yml, in its order', () => {
  const { inputs } = parse(readFileSync('action.yml', 'utf8')) as { inputs: object }
  expect(rows.map(([name]) => name)).toEqual(Object.keys(inputs))
})

it('calls an input new only if Docker’s actions do not have it', () => {
  const isNew = rows.filter(([, kind]) => kind === 'new').map(([name]) => name)
  const isOld = rows.filter(([, kind]) => kind !== 'new').map(([name]) => name)
  expect(isNew.filter((name) => theirs.includes(name ?? ''))).toEqual([])
  expect(isOld.toSorted()).toEqual(theirs.toSorted())
  expect(new Set(rows.map(([, kind]) => kind))).toEqual(new Set(['same', 'default differs', 'new']))
})
