import { expect, it } from '@jest/globals'
import { remedies } from '../../src/github/remedies.ts'
import { hintFor } from '../../src/step/hints.ts'

const daemon = { endpoint: 'tcp://daemon:1234' }

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
  expect(String(hintFor({ error, name: vertex, lastOutput: [] }, daemon, remedies))).toMatch(hint)
})

it.each([
  [daemon, /^The disk of the BuildKit daemon is full, not the runner's\. .*docs\/sizing\.md/],
  [
    { ...daemon, isOwn: true },
    /^The runner's disk is full: a local builder keeps its layers there\.$/,
  ],
])('the hint for a full disk says whose it is on a builder %j', (builder, hint) => {
  const [name, full] = ['[2/2] RUN make', 'write /a: no space left on device']
  for (const error of [full, runError('make', full)]) {
    expect(hintFor({ error, name, lastOutput: [] }, builder, remedies)).toMatch(hint)
  }
})

it.each([
  [daemon, /, or on the disk of the BuildKit daemon\. .*docs\/sizing\.md/],
  [
    { ...daemon, isOwn: true },
    /, or on the runner's disk, where a local builder keeps its layers\.$/,
  ],
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
  expect(hintFor({ ...failed, lastOutput: [line] }, daemon, remedies)).toBeUndefined()
})

it('has no hint for a push whose output says that the disk of the registry is full', () => {
  const words = 'unknown: no space left on device'
  const error = `failed to push a: unexpected status from PUT request to b: 500 (${words})`
  const failed = { error, name: 'exporting to image', lastOutput: [words] }
  expect(hintFor(failed, daemon, remedies)).toBeUndefined()
})

it.each([
  'no space left on device',
  'failed to push a: denied',
  'failed to update submodules',
  'additional privileges requested',
])('a command has no hint for its own words: %s', (words) => {
  const error = runError(`echo ${words}`, 'exit code: 1')
  expect(hintFor({ error, name: `[2/2] RUN echo ${words}` }, daemon, remedies)).toBeUndefined()
})

it.each([
  [
    'additional privileges requested: pass "--allow=network.host --allow=ssh" to grant requested privileges',
    /the input allow grants\. Add network\.host, ssh to allow, or remove it/,
  ],
  ['additional privileges requested', /Add the entitlements of the definition to allow/],
])('names the input that lacks an entitlement: %s', (error, hint) => {
  expect(hintFor({ error }, daemon, remedies)).toMatch(hint)
})

it('has no hint for another error of buildx', () => {
  expect(hintFor({ error: 'failed to find target app' }, daemon, remedies)).toBeUndefined()
})

const push =
  'failed to push localhost:5000/app: failed to do request: Head "http://localhost:5000/v2/app/blobs/sha256:44": dial tcp [::1]:5000: connect: connection refused'
const elsewhere = /^localhost is that of the daemon\. .* driver: docker and without/

it.each([
  push,
  'localhost:5000/base: failed to resolve source metadata for localhost:5000/base:latest: failed to do request: Head "http://localhost:5000/v2/base/manifests/latest": dial tcp 127.0.0.1:5000: connect: connection refused',
  'failed to do request: Head "https://127.0.0.1:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused',
  'failed to load cache key: Get "http://localhost/file": dial tcp [::1]:80: connect: connection refused',
  'failed to do request: Head "http://localhost:5000/v2/": dial tcp: lookup localhost on 10.96.0.10:53: no such host',
])('a localhost that may not be that of the runner has a hint: %s', (error) => {
  expect(hintFor({ error }, daemon, remedies)).toMatch(elsewhere)
})

it.each([
  ['tcp://localhost.example.com:1234', true],
  ['ssh://me@daemon', true],
  ['docker-container://buildkitd', true],
  ['kube-pod://buildkitd?namespace=ci', true],
  // The runner itself, or a tunnel.
  ['tcp://127.0.0.1:1234', false],
  ['tcp://localhost:1234?server-name=daemon', false],
  ['tcp://[::1]:1234', false],
  ['ssh://me@localhost', false],
  ['unix:///run/buildkit/buildkitd.sock', false],
  ['default', false],
])('the localhost of a daemon at %s may not be that of the runner: %j', (endpoint, isElsewhere) => {
  const hint = hintFor({ error: push }, { endpoint }, remedies)
  expect(hint !== undefined && elsewhere.test(hint)).toBe(isElsewhere)
})

it.each([
  'failed to do request: Head "https://ghcr.io/v2/": proxyconnect tcp: dial tcp 127.0.0.1:3128: connect: connection refused',
  'failed to do request: Head "https://localhost.example.com/v2/": dial tcp 10.0.0.1:443: connect: connection refused',
  'failed to do request: Head "http://localhost:5000/v2/": net/http: TLS handshake timeout',
  runError('echo Head "http://localhost:5000/": dial tcp 127.0.0.1:5000', 'exit code: 1'),
])('has no hint about localhost for: %s', (error) => {
  expect(hintFor({ error }, daemon, remedies)).toBeUndefined()
})

it('has no hint about localhost for a local builder', () => {
  expect(hintFor({ error: push }, { ...daemon, isOwn: true }, remedies)).toBeUndefined()
})
