import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { wrongTargetPath } from '../../src/bake/wrong-target-path.ts'
import { remedies } from '../../src/github/remedies.ts'
import { hintFor } from '../../src/step/hints.ts'

const directory = mkdtempSync(join(tmpdir(), 'wrong-target-path-'))
mkdirSync(join(directory, 'app/src'), { recursive: true })
for (const file of ['app/Dockerfile', 'Dockerfile.prod']) {
  writeFileSync(join(directory, file), 'FROM scratch\n')
}
afterAll(() => rmSync(directory, { recursive: true }))

const git = 'https://github.com/acme/app.git#abc'
const general = 'Check context and dockerfile of the targets'

it.each([
  ['nope', 'Dockerfile', `target web is no folder in ${directory}: there is no nope.`],
  ['app/Dockerfile', 'Dockerfile', 'target web is a file, and not a folder: app/Dockerfile.'],
  ['app', 'Containerfile', 'The context of target web, app, has no Containerfile.'],
  ['app', 'Dockerfile.prod', 'starts at the context, and not at the definition.'],
  ['app', 'src', 'The dockerfile of target web is a folder: src.'],
  // What isn't on this machine, or in no file.
  [git, 'nope', general],
  ['app', '', general],
  ['app', 'https://example.com/Dockerfile', general],
])('of the context %j and the dockerfile %j, names what is wrong', (context, dockerfile, hint) => {
  const targets = [
    { name: 'api', context: 'app', dockerfile: 'Dockerfile' },
    { name: 'web', context, dockerfile },
  ]
  const error = 'failed to read dockerfile: open x: no such file or directory'
  const found = hintFor({ error }, { endpoint: 'tcp://daemon:1234' }, remedies, () =>
    wrongTargetPath(targets, directory),
  )
  expect(found).toContain(hint)
  expect(found).not.toContain('target api')
  expect(found).not.toContain('actions/checkout')
})

it('says what to do about a missing checkout, if something on this machine is wrong', () => {
  const target = { name: 'app', context: '.', dockerfile: 'Dockerfile' }
  expect(wrongTargetPath([target], directory, 'Check it out.')).toMatch(
    /^The context of target app, \., has no Dockerfile\. Check it out\.$/,
  )
  const fetched = { ...target, context: git }
  expect(wrongTargetPath([fetched], directory, 'Check it out.')).not.toContain('Check it out')
})
