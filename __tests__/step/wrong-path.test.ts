import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { remedies } from '../../src/github/remedies.ts'
import { hintFor } from '../../src/step/hints.ts'
import { wrongPath } from '../../src/step/wrong-path.ts'

const directory = mkdtempSync(join(tmpdir(), 'wrong-path-'))
afterAll(() => rmSync(directory, { recursive: true }))

const notFound = 'failed to build: unable to prepare context: path "x" not found'
const noFolder = 'failed to build: resolve : lstat nope: no such file or directory'
const noDockerfile = 'failed to read dockerfile: open Dockerfile: no such file or directory'
const git = 'https://github.com/acme/app.git#abc'

/** Each workspace has a folder `app` with a `Dockerfile`, beside one with another name. */
function workspaceWith(...repositories: string[]): string {
  const workspace = mkdtempSync(join(directory, 'workspace-'))
  for (const folder of ['app', 'docs', ...repositories.map((each) => join(each, '.git'))]) {
    mkdirSync(join(workspace, folder), { recursive: true })
  }
  for (const file of ['app/Dockerfile', 'app/Containerfile']) {
    writeFileSync(join(workspace, file), 'FROM scratch\n')
  }
  return workspace
}

it.each([
  [notFound, 'app/Dockerfile', '', 'Set context: app and file: app/Dockerfile.'],
  [notFound, 'nope', '', 'context names no folder in the workspace: there is no nope.'],
  [noFolder, '.', 'nope/Dockerfile', 'no file in the workspace: there is no nope/Dockerfile.'],
  [noDockerfile, 'app', 'Containerfile', 'not at the context: file: app/Containerfile.'],
  [noDockerfile, 'docs', '', 'The context has no Dockerfile. Name one in file'],
  [noDockerfile, '.', 'app', 'file names a folder, and not a file: app.'],
  [noDockerfile, git, 'nope', 'The path in file starts at the context there.'],
  [noFolder, git, '/nope/Dockerfile', 'there is no /nope/Dockerfile.'],
])('%s: the hint for context %j and file %j in a checkout', (error, context, file, hint) => {
  for (const workspace of [workspaceWith(''), workspaceWith('app')]) {
    const paths = { context, file, workspace }
    const found = hintFor({ error }, { endpoint: 'tcp://daemon:1234' }, remedies, () =>
      wrongPath(paths),
    )
    expect(found).toContain(hint)
    expect(found).not.toContain('actions/checkout')
  }
})

it.each([
  [notFound, 'nope', ''],
  [noFolder, '.', 'nope/Dockerfile'],
  [noDockerfile, '.', ''],
])('%s: without a checkout, the hint for context %j and file %j is to have one', (...given) => {
  const [error, context, file] = given
  for (const workspace of [workspaceWith(), join(directory, 'none')]) {
    const paths = { context, file, workspace }
    expect(
      hintFor({ error }, { endpoint: 'tcp://daemon:1234' }, remedies, () => wrongPath(paths)),
    ).toContain('actions/checkout')
  }
})

it('says nothing of what it cannot look at, and of a link that leads out of the context', () => {
  const workspace = workspaceWith('')
  symlinkSync('loop', join(workspace, 'loop'))
  symlinkSync('../elsewhere/Dockerfile', join(workspace, 'docs', 'Dockerfile'))
  const long = 'x'.repeat(300)
  expect(wrongPath({ context: 'loop', file: '', workspace })).toBeUndefined()
  expect(wrongPath({ context: long, file: '', workspace })).toBeUndefined()
  expect(wrongPath({ context: 'app', file: long, workspace })).toBeUndefined()
  expect(wrongPath({ context: 'loop', file: 'nope', workspace })).toBeUndefined()
  expect(wrongPath({ context: 'docs', file: '', workspace })).toBeUndefined()
})

it('a context that is a file needs no checkout', () => {
  const paths = { context: 'app/Dockerfile', file: '', workspace: workspaceWith() }
  expect(wrongPath(paths)).toMatch(/^context names a file/)
})
