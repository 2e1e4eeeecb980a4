import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { type ActResult, runAct } from '../../script/rig/act.ts'

jest.setTimeout(300_000)

const root = resolve(import.meta.dirname, '..', '..')
const workflow = readFileSync(join(root, '.github', 'workflows', 'release.yml'), 'utf8')
const version = '999.0.0'

let ran: ActResult | undefined
afterEach(() => ran?.remove())

/** Makes of act's copy of this repository what main would be before a release, with an origin. */
function prepare(repository: string): void {
  const origin = join(repository, '..', 'origin.git')
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: repository, encoding: 'utf8' })
  run('git', 'init', '--quiet', '--bare', origin)
  run('git', 'config', `url.${origin}.insteadOf`, 'https://github.com/acme/app')
  run(process.execPath, 'script/release.ts', 'prepare', version)
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com']
  run('git', ...author, 'commit', '--quiet', '--all', '--message', `Release ${version}`)
  run('git', 'push', '--quiet', 'origin', 'HEAD:refs/heads/main')
  const modules = join(repository, 'node_modules')
  // Nothing is fetched.
  cpSync(join(root, 'node_modules'), modules, { recursive: true, verbatimSymlinks: true })
}

function dryRun(onCommit: (repository: string) => void): Promise<ActResult> {
  const used = [...workflow.matchAll(/uses: (\S+\/([\w-]+)@\w+)/g)]
  const standIns = join(import.meta.dirname, 'stand-ins')
  return runAct({
    workflow,
    repository: root,
    event: 'workflow_dispatch',
    inputs: { version, 'dry-run': 'true' },
    // act has a checkout of its own.
    actions: Object.fromEntries(
      used.map(([, name, action = '']) => [name, join(standIns, action)]),
    ),
    onCommit,
    withIgnored: true,
    seconds: 240,
  })
}

describe('the release workflow, as a dry run by act', () => {
  it('checks version, changelog and dist/, and says what it would publish', async () => {
    let refs = ''
    ran = await dryRun((repository) => {
      prepare(repository)
      refs = execFileSync('git', ['ls-remote', 'origin'], { cwd: repository, encoding: 'utf8' })
    })
    expect(ran).toMatchObject({ exitCode: 0 })
    expect(ran.log).toMatch(new RegExp(`\\w{40} can be ${version}\\.`))
    expect(ran.log).toContain('1 passed, 0 failed')
    expect(ran.log).toContain(`Would have tagged v${version}`)
    expect(ran.log).toContain(`Would have moved v${version.split('.')[0]} to v${version}`)
    const repository = join(ran.directory, 'repository')
    expect(
      execFileSync('git', ['ls-remote', 'origin'], { cwd: repository, encoding: 'utf8' }),
    ).toBe(refs)
  })

  it('stops when dist/ is not what the source builds', async () => {
    ran = await dryRun((repository) => {
      const bundle = join(repository, 'dist', 'post', 'index.js')
      execFileSync('sh', ['-c', 'echo "// tampered with" >> "$0"', bundle])
      prepare(repository)
    })
    expect(ran).toMatchObject({ exitCode: 1 })
    expect(ran.log).toContain('dist/ is not what src/ builds')
    expect(ran.log).not.toContain('Would have tagged')
  })
})
