import { expect, it } from '@jest/globals'
import { remedies } from '../../src/github/remedies.ts'
import { hintFor } from '../../src/step/hints.ts'

const runError = (command: string, ending: string) =>
  `process "/bin/sh -c ${command}" did not complete successfully: ${ending}`

it.each([
  [
    'failed to update submodules for https://github.com/a/b.git: git stderr:\n…',
    '[internal] load git source https://github.com/a/b.git',
    /actions\/checkout \(submodules: true/,
  ],
  [
    'failed to build: unable to prepare context: path "nowhere" not found',
    '',
    /actions\/checkout in the job/,
  ],
  [
    'failed to build: resolve : lstat docker: no such file or directory',
    '',
    /actions\/checkout in the job/,
  ],
  [
    'failed to build: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory',
    '',
    /^The context has no such Dockerfile\. Check context and file/,
  ],
  [
    'failed to build: invalid tag "ghcr.io/Acme/app:latest": repository name must be lowercase',
    '',
    /in lowercase/,
  ],
  [
    'failed to push ghcr.io/acme/app:latest: denied: permission_denied: write_package',
    'exporting to image',
    /permissions: packages: write/,
  ],
  [
    'failed to push registry.example.com/app:latest: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.example.com/token: 401 Unauthorized',
    'exporting to image',
    /^The registry refuses this push\. Sign in/,
  ],
  ['write /a: no space left on device', '[2/2] RUN make', /disk of the BuildKit daemon is full/],
  [
    'write /a: no space left on device',
    'exporting to client directory',
    /^The runner's disk is full, not the one of the BuildKit daemon\.$/,
  ],
  [
    'failed to push a: unexpected status: 500: no space left on device',
    'exporting to image',
    /^undefined$/,
  ],
  ['exit code: 1', '[2/2] RUN make', /^undefined$/],
])('the hint for %j at %j', (error, vertex, hint) => {
  expect(String(hintFor({ error, name: vertex, lastOutput: [] }, {}, remedies))).toMatch(hint)
})

it.each([
  [{}, /^The disk of the BuildKit daemon is full, not the runner's\. .*docs\/sizing\.md/],
  [{ isOwn: true }, /^The runner's disk is full: a local builder keeps its layers there\.$/],
])('the hint for a full disk says whose it is on a builder %j', (builder, hint) => {
  const [name, full] = ['[2/2] RUN make', 'write /a: no space left on device']
  for (const error of [full, runError('make', full)]) {
    expect(hintFor({ error, name, lastOutput: [] }, builder, remedies)).toMatch(hint)
  }
})

it.each([
  [{}, /, or on the disk of the BuildKit daemon\. .*docs\/sizing\.md/],
  [{ isOwn: true }, /, or on the runner's disk, where a local builder keeps its layers\.$/],
])('the hint for output about a full disk says where it may be on a builder %j', (builder, end) => {
  const failed = { error: runError('make', 'exit code: 1'), name: '[2/2] RUN make' }
  const lastOutput = ["dd: error writing '/a': No space left on device"]
  const hint = hintFor({ ...failed, lastOutput }, builder, remedies)
  expect(hint).toMatch(
    /^The output says that no space is left: on a tmpfs or \/dev\/shm of the step,/,
  )
  expect(hint).toMatch(end)
})

it.each([
  'inotify_add_watch(/src): No space left on device',
  "Error: ENOSPC: no space left on device, watch '/src'",
])('a limit of watched files is no full disk: %s', (line) => {
  const failed = { error: runError('make', 'exit code: 1'), name: '[2/2] RUN make' }
  expect(hintFor({ ...failed, lastOutput: [line] }, {}, remedies)).toBeUndefined()
})

it('has no hint for a push whose output says that the disk of the registry is full', () => {
  const words = 'unknown: no space left on device'
  const error = `failed to push a: unexpected status from PUT request to b: 500 (${words})`
  const failed = { error, name: 'exporting to image', lastOutput: [words] }
  expect(hintFor(failed, {}, remedies)).toBeUndefined()
})

it.each([
  'no space left on device',
  'failed to push a: denied',
  'failed to update submodules',
  'additional privileges requested',
])('a command has no hint for its own words: %s', (words) => {
  const error = runError(`echo ${words}`, 'exit code: 1')
  expect(hintFor({ error, name: `[2/2] RUN echo ${words}` }, {}, remedies)).toBeUndefined()
})

it.each([
  [
    'additional privileges requested: pass "--allow=network.host --allow=ssh" to grant requested privileges',
    /the input allow grants\. Add network\.host, ssh to allow, or remove it/,
  ],
  ['additional privileges requested', /Add the entitlements of the definition to allow/],
])('names the input that lacks an entitlement: %s', (error, hint) => {
  expect(hintFor({ error }, {}, remedies)).toMatch(hint)
})

it('has no hint for another error of buildx', () => {
  expect(hintFor({ error: 'failed to find target app' }, {}, remedies)).toBeUndefined()
})
