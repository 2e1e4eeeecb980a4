import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { expectExitCode } from '../helpers/exit-code.ts'
import { createBakeProject } from './bake-project.ts'
import { type GitServer, startGitServer } from './git-server.ts'
import { createProject, repeatIfLate, rig } from './project.ts'

// A repository that keeps files in Git LFS, on a server without Git LFS: each gets the pointers.

// After the build, the search for pointers has half a second.
repeatIfLate()

const directory = mkdtempSync(join(tmpdir(), 'lfs-'))
afterAll(() => rmSync(directory, { recursive: true }))

const token = randomUUID()
let git: GitServer
beforeAll(async () => {
  git = await startGitServer(token)
})
afterAll(() => git.stop())

/** @returns the folder of a new clone */
function checkOut(): string {
  const folder = mkdtempSync(join(directory, 'checkout-'))
  git.clone(folder)
  return folder
}

const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n'
const repository = (id: string) => ({
  '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
  Dockerfile: `FROM scratch\nCOPY assets /${id}\n`,
  'assets/model.bin': pointer,
  'assets/plain.txt': 'plain',
  'other/model.bin': pointer,
})

it('a checkout without Git LFS causes a warning that names the file', async () => {
  const project = await createProject({})
  git.commit(repository(project.id))
  const { exitCode, log, annotations } = await project.build({
    inputs: { context: checkOut() },
  })
  expectExitCode({ exitCode, log }, 0)
  expect(annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    'warning: The image has Git LFS pointers instead of the files: assets/model.bin. Check the repository out with lfs: true (actions/checkout).',
  ])
})

it('a checkout whose files are there causes none', async () => {
  const project = await createProject({})
  git.commit({ ...repository(project.id), 'assets/model.bin': 'the model' })
  const { exitCode, log, annotations } = await project.build({
    inputs: { context: checkOut() },
  })
  expectExitCode({ exitCode, log }, 0)
  expect(annotations).toEqual([])
})

it('so does the default context, which BuildKit fetches', async () => {
  const project = await createProject({})
  const sha = git.commit(repository(project.id))
  const { exitCode, log, annotations } = await project.build({
    inputs: { context: '', 'github-token': token },
    env: { GITHUB_SERVER_URL: git.url, GITHUB_SHA: sha },
    secrets: [token],
  })
  expectExitCode({ exitCode, log }, 0)
  expect(await rig.registry.manifest(project.repository, 'latest')).toBeDefined()
  expect(annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    'warning: The image has Git LFS pointers instead of the files: assets/model.bin. BuildKit fetches a Git context without Git LFS. Check the repository out with lfs: true (actions/checkout), and set context: .',
  ])
})

interface Names {
  readonly id: string
  readonly images: string
}

const definition = ({ id, images }: Names) => `
  group "default" { targets = ["app", "part", "none"] }
  target "app" { tags = ["${images}/app:latest"] }
  target "part" {
    context = "other"
    dockerfile-inline = "FROM scratch\\nCOPY model.bin /\\nCOPY again.bin /${id}"
    tags = ["${images}/part:latest"]
  }
  target "none" {
    dockerfile-inline = "FROM scratch\\nCOPY assets/plain.txt /"
    tags = ["${images}/none:latest"]
  }`

const inBake = (names: Names) => ({
  ...repository(names.id),
  'other/again.bin': pointer,
  'docker-bake.hcl': definition(names),
})
const found =
  'warning: The images of app, part have Git LFS pointers instead of the files: assets/model.bin and 2 more. '

it('a bake of a checkout without Git LFS causes one warning for all targets', async () => {
  const project = await createBakeProject({})
  git.commit(inBake(project))
  const { exitCode, log, annotations } = await project.bake({ inputs: { source: checkOut() } })
  expectExitCode({ exitCode, log }, 0)
  expect(annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    `${found}Check the repository out with lfs: true (actions/checkout).`,
  ])
})

it('so does a bake of the default source, which BuildKit fetches', async () => {
  const project = await createBakeProject({})
  const sha = git.commit(inBake(project))
  const { exitCode, log, annotations } = await project.bake({
    inputs: { source: '', 'github-token': token },
    env: { GITHUB_SERVER_URL: git.url, GITHUB_SHA: sha },
    secrets: [token],
  })
  expectExitCode({ exitCode, log }, 0)
  expect(annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    `${found}BuildKit fetches a Git context without Git LFS. Check the repository out with lfs: true (actions/checkout), and set source: .`,
  ])
})
