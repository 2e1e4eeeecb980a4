import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { type ActResult, runAct } from '../../script/rig/act.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { type GitServer, startGitServer } from './git-server.ts'

jest.setTimeout(300_000)

const root = resolve(import.meta.dirname, '..', '..')
const workflow = readFileSync(join(root, '.github', 'workflows', 'release.yml'), 'utf8')
const version = '999.0.0'

const token = 'token-of-the-job'
// Like GitHub, it requires a token for a push, also in a dry run.
let server: GitServer
beforeAll(async () => {
  server = await startGitServer(token, { isPublic: true })
})
afterAll(() => server.stop())

let ran: ActResult | undefined
afterEach(() => ran?.remove())

/** Turns act's copy of this repository into the state of main before a release, with an origin. */
async function prepare(repository: string): Promise<void> {
  // The server runs in this process, so nothing may block its event loop.
  const run = (command: string, ...args: string[]) =>
    promisify(execFile)(command, args, { cwd: repository })
  server.publish(repository)
  await run('git', 'config', `url.${server.url}/.insteadOf`, 'https://github.com/')
  await run(process.execPath, 'script/release.ts', 'owner', 'acme')
  await run(process.execPath, 'script/release.ts', 'prepare', version)
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com']
  await run('git', ...author, 'commit', '--quiet', '--all', '--message', `Release ${version}`)
  server.publish(repository)
}

/** A fake of GitHub's own action. A dry run needs only its token in the environment. */
const gh = `#!/bin/sh
[ "$*" = 'auth git-credential get' ] && [ -n "$GH_TOKEN" ] || exit 1
printf 'username=x-access-token\\npassword=%s\\n' "$GH_TOKEN"
`

function dryRun(onCommit: (repository: string) => Promise<void>): Promise<ActResult> {
  const used = [...workflow.matchAll(/uses: (\S+\/([\w-]+)@\w+)/g)]
  const fakeActions = join(import.meta.dirname, 'fake-actions')
  return runAct({
    workflow,
    repository: root,
    event: 'workflow_dispatch',
    inputs: { version, 'dry-run': 'true' },
    secrets: { GITHUB_TOKEN: token },
    programs: { gh },
    // act has its own checkout.
    actions: Object.fromEntries(
      used.map(([, name, action = '']) => [name, join(fakeActions, action)]),
    ),
    env: { INSTALLED: join(root, 'node_modules') },
    onCommit,
    seconds: 240,
  })
}

describe('the release workflow, in a dry run by act', () => {
  it('checks version, changelog and dist/, and prints what it would publish', async () => {
    let refs = ''
    ran = await dryRun(async (repository) => {
      await prepare(repository)
      refs = server.refs()
    })
    expectExitCode(ran, 0)
    expect(ran.log).toMatch(new RegExp(`\\w{40} can be ${version}\\.`))
    expect(ran.log).toContain('1 passed, 0 failed')
    expect(ran.log).toContain(`Would have tagged v${version}`)
    expect(ran.log).toContain(`Would have moved v${version.split('.')[0]} to v${version}`)
    expect(server.refs()).toBe(refs)
  })

  it('fails when dist/ does not match the source', async () => {
    ran = await dryRun(async (repository) => {
      const bundle = join(repository, 'dist', 'post', 'index.js')
      execFileSync('sh', ['-c', 'echo "// tampered with" >> "$0"', bundle])
      await prepare(repository)
    })
    expectExitCode(ran, 1)
    expect(ran.log).toContain('dist/ is not what src/ builds')
    expect(ran.log).not.toContain('Would have tagged')
  })
})
