import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { Diagnosis } from '../../src/base/diagnosis.ts'
import { ConfigurationError } from '../../src/base/errors.ts'
import { describeFailure } from '../../src/github/failure.ts'
import { remedies } from '../../src/github/remedies.ts'

const workspace = mkdtempSync(join(tmpdir(), 'failure-'))
const checkedOut = join(workspace, 'checkout')
mkdirSync(join(checkedOut, 'src'), { recursive: true })
const empty = join(workspace, 'empty')
mkdirSync(empty)
afterAll(() => rmSync(workspace, { recursive: true }))

const missing = new ConfigurationError('workdir: no folder.', undefined, { lacksFile: true })
const remedy = 'Files of the repository need actions/checkout in the job, before this action.'

it('names the page of a code, and what a missing checkout needs before it', () => {
  const cause = new Diagnosis('connection-refused', 'Refused, and no file.', { cause: missing })
  expect(describeFailure(cause, { GITHUB_WORKSPACE: empty }, remedies)).toEqual({
    code: 'connection-refused',
    message: expect.stringMatching(/^connection-refused: .* no file\. Files .* See https:\S+$/),
    place: {},
  })
})

it('names actions/checkout only where the workspace is empty', () => {
  expect(describeFailure(missing, { GITHUB_WORKSPACE: empty }, remedies)).toEqual({
    message: `workdir: no folder. ${remedy}`,
    place: {},
  })
  const { message } = describeFailure(missing, { GITHUB_WORKSPACE: checkedOut }, remedies)
  expect(message).toBe('workdir: no folder.')
})

it('gives the place of a mistake in a file of the workspace', () => {
  const place = { path: join(checkedOut, 'a', 'docker-bake.hcl'), line: 3 }
  const error = new ConfigurationError('No.', undefined, { place })
  const { place: found } = describeFailure(error, { GITHUB_WORKSPACE: checkedOut }, remedies)
  expect(found).toEqual({ file: 'a/docker-bake.hcl', startLine: 3 })
  expect(describeFailure(error, { GITHUB_WORKSPACE: empty }, remedies).place).toEqual({})
})

it('takes any thrown value', () => {
  expect(describeFailure('a\nb', { GITHUB_WORKSPACE: empty }, remedies)).toEqual({
    message: 'a b',
    place: {},
  })
})
