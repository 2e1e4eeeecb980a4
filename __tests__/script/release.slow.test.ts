import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { blockOf, pages, read as readPage, root } from '../docs/markdown.ts'

jest.setTimeout(30_000)

const script = resolve(import.meta.dirname, '..', '..', 'script', 'release.ts')
const changelog = `# Changelog

## [Unreleased]

### Added

- A second thing.

## [1.0.0] - 2026-01-31

- The first thing.
`

const manifest = { name: 'a', repository: 'github:acme/remote-buildkit' }

let directory: string
let repository: string

// A temporary repository with one release, whose origin is another temporary one.
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'release-'))
  repository = join(directory, 'work')
  const origin = join(directory, 'origin.git')
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin])
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', repository])
  git('remote', 'add', 'origin', origin)
  write('CHANGELOG.md', changelog)
  write('package.json', `${JSON.stringify({ ...manifest, version: '1.0.0' }, undefined, 2)}\n`)
  write(
    'package-lock.json',
    JSON.stringify(
      {
        name: 'a',
        version: '1.0.0',
        packages: { '': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } },
      },
      undefined,
      2,
    ),
  )
  commit('First')
  git('push', '--quiet', 'origin', 'HEAD:refs/tags/v1.0.0', 'HEAD:refs/tags/v1')
})

afterEach(() => rmSync(directory, { recursive: true }))

const write = (file: string, text: string) => writeFileSync(join(repository, file), text)
const read = (file: string) => readFileSync(join(repository, file), 'utf8')
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim()

function commit(message: string): void {
  git('add', '--all')
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', message)
  git('push', '--quiet', 'origin', 'HEAD:main')
}

/** The refs of origin. */
function tags(): Record<string, string> {
  const lines = git('ls-remote', '--tags', 'origin').split('\n')
  return Object.fromEntries(
    lines.map((line) =>
      line
        .split('\t')
        .toReversed()
        .map((part) => part.replace('refs/tags/', '')),
    ),
  )
}

/** Runs the script with a fake `gh` that records its arguments. */
function release(...args: string[]): { code: number | null; output: string; gh: string } {
  const bin = join(directory, 'bin')
  const called = join(directory, 'gh.txt')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, 'gh'), `#!/bin/sh\n{ echo "$*"; cat; } >'${called}'\n`)
  chmodSync(join(bin, 'gh'), 0o755)
  writeFileSync(called, '')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  })
  return { code: status, output: `${stdout}${stderr}`.trim(), gh: readFileSync(called, 'utf8') }
}

function prepared(version: string): void {
  expect(release('prepare', version)).toMatchObject({ code: 0 })
  commit(`Release ${version}`)
}

describe('script/release prepare', () => {
  it('cuts the changelog and sets the version, and changes nothing else', () => {
    expect(release('prepare', '1.1.0')).toMatchObject({ code: 0 })
    const today = new Date().toISOString().slice(0, 10)
    expect(read('CHANGELOG.md')).toBe(
      changelog.replace('## [Unreleased]', `## [Unreleased]\n\n## [1.1.0] - ${today}`),
    )
    expect(JSON.parse(read('package.json'))).toEqual({ ...manifest, version: '1.1.0' })
    expect(JSON.parse(read('package-lock.json'))).toEqual({
      name: 'a',
      version: '1.1.0',
      packages: { '': { version: '1.1.0' }, 'node_modules/b': { version: '1.0.0' } },
    })
    expect(git('diff', '--stat')).toContain('3 files changed')
  })

  it('refuses an empty changelog', () => {
    write('CHANGELOG.md', changelog.replace('- A second thing.', '').replace('### Added', ''))
    expect(release('prepare', '1.1.0')).toMatchObject({
      code: 1,
      output: 'CHANGELOG.md has nothing under Unreleased.',
    })
  })
})

describe('script/release check', () => {
  it.each([
    ['v1.1.0', '"v1.1.0" is not a version such as 1.2.3 or 1.2.3-rc.1.'],
    ['1.1', '"1.1" is not a version such as 1.2.3 or 1.2.3-rc.1.'],
    ['1.0.0', 'v1.0.0 is released already.'],
    ['1.0.0-rc.1', 'v1.0.0 is released, which is newer than 1.0.0-rc.1.'],
    ['1.2.0', 'package.json has version 1.0.0, not 1.2.0.'],
  ])('refuses %s', (version, output) => {
    expect(release('check', version)).toMatchObject({ code: 1, output })
  })

  it('refuses a commit that is not the head of main', () => {
    prepared('1.1.0')
    expect(release('check', '1.1.0')).toMatchObject({ code: 0 })
    write('file', '')
    expect(release('check', '1.1.0').output).toBe('The work tree has changes.')
    git('add', '--all')
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '-m', 'More')
    expect(release('check', '1.1.0').output).toMatch(/^This is \w+, but main is \w+ at origin\.$/)
  })

  it('refuses entries that were added after the changelog was cut', () => {
    prepared('1.1.0')
    write(
      'CHANGELOG.md',
      read('CHANGELOG.md').replace('[Unreleased]\n', '[Unreleased]\n\n- More.\n'),
    )
    commit('More')
    expect(release('check', '1.1.0').output).toBe(
      'CHANGELOG.md still has something under Unreleased.',
    )
  })

  it('refuses a lock file with another version', () => {
    prepared('1.1.0')
    write('package-lock.json', read('package-lock.json').replace('1.1.0', '1.0.0'))
    commit('More')
    expect(release('check', '1.1.0').output).toBe('package-lock.json has version 1.0.0, not 1.1.0.')
  })
})

describe('script/release owner', () => {
  const placeholder = () => {
    write('package.json', read('package.json').replace('acme', 'org'))
    write(
      'README.md',
      'uses: org/remote-buildkit@v1, https://github.com/org/remote-buildkit/issues\n',
    )
    write(
      'other.md',
      'my-org/remote-buildkit and org/remote-buildkit-demo are other repositories\n',
    )
  }

  it('writes the owner into every file that names the repository', () => {
    placeholder()
    commit('Placeholder')
    expect(release('owner', 'new-owner')).toMatchObject({
      code: 0,
      output: '2 files name new-owner/remote-buildkit now. Run script/test, and commit them.',
    })
    expect(JSON.parse(read('package.json')).repository).toBe('github:new-owner/remote-buildkit')
    expect(read('README.md')).toBe(
      'uses: new-owner/remote-buildkit@v1, https://github.com/new-owner/remote-buildkit/issues\n',
    )
    expect(git('diff', '--name-only').split('\n')).toEqual(['README.md', 'package.json'])
  })

  it.each(['', 'a/b', '-a', 'a--b', 'a b', 'a'.repeat(40)])('refuses %j', (name) => {
    expect(release('owner', name)).toMatchObject({
      code: 1,
      output: `"${name}" is not the name of a user or an organization on GitHub.`,
    })
  })

  it('has check refuse the placeholder until then', () => {
    placeholder()
    prepared('1.1.0')
    expect(release('check', '1.1.0').output).toBe(
      'The owner is still the placeholder "org", in README.md, package.json. Run script/release owner NAME.',
    )
    release('owner', 'new-owner')
    commit('Owner')
    expect(release('check', '1.1.0')).toMatchObject({ code: 0 })
  })
})

describe('script/release publish', () => {
  it('makes the full tag and the release, and moves the floating tag', () => {
    const first = tags()
    prepared('1.1.0')
    const { code, gh, output } = release('publish', '1.1.0')
    expect({ code, output }).toMatchObject({ code: 0 })
    const head = git('rev-parse', 'HEAD')
    expect(tags()).toEqual({ 'v1.0.0': first['v1.0.0'], 'v1.1.0': head, v1: head })
    expect(gh).toBe(
      'release create v1.1.0 --verify-tag --title v1.1.0 --notes-file -\n### Added\n\n- A second thing.',
    )
  })

  it('makes the tags that pages and examples name, also in the mirror on GitLab', () => {
    const mirror = join(directory, 'mirror.git')
    git('init', '--quiet', '--bare', mirror)
    git('remote', 'add', 'gitlab', mirror)
    // Of the release before.
    git('push', '--quiet', 'gitlab', 'HEAD:refs/tags/v1.0.0', 'HEAD:refs/tags/v1')
    prepared('1.1.0')
    expect(release('publish', '1.1.0')).toMatchObject({ code: 0 })
    const commands = blockOf('RELEASING.md', 'git fetch').replaceAll('v1.2.3', 'v1.1.0')
    execFileSync('sh', ['-ec', commands], { cwd: repository, stdio: 'pipe' })
    expect(git('ls-remote', '--tags', 'gitlab')).toBe(git('ls-remote', '--tags', 'origin'))

    const examples = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yml'))
      .map((path) => `examples/${path}`)
    const named = [...pages, ...examples].flatMap((path) =>
      [...readPage(path).matchAll(/(?:uses|component): \S*\/remote-buildkit[\w/-]*@([\w.~-]+)/g)]
        .map(([, ref = '']) => ref)
        .filter((ref) => !/^[\da-f]{40}$/.test(ref)),
    )
    expect([...new Set(named)].filter((ref) => !(ref in tags()))).toEqual([])
    expect(named).toContain('v1')
  })

  it('in a dry run, changes nothing and prints what it would do', () => {
    prepared('1.1.0')
    const before = tags()
    const { code, gh, output } = release('publish', '1.1.0', '--dry-run')
    expect({ code, output }).toMatchObject({ code: 0 })
    expect(tags()).toEqual(before)
    expect(gh).toBe('')
    for (const text of [
      'Would have tagged v1.1.0',
      '- A second thing.',
      'Would have moved v1 to v1.1.0',
    ]) {
      expect(output).toContain(text)
    }
  })

  it('moves no tag for a prerelease', () => {
    const before = tags()
    prepared('1.1.0-rc.1')
    const { code, gh } = release('publish', '1.1.0-rc.1')
    expect(code).toBe(0)
    expect(tags()).toEqual({ ...before, 'v1.1.0-rc.1': git('rev-parse', 'HEAD') })
    expect(gh).toContain(' --prerelease\n')
  })

  it('does not repeat a release, and does not make an older one', () => {
    prepared('1.1.0')
    expect(release('publish', '1.1.0').code).toBe(0)
    expect(release('publish', '1.1.0')).toMatchObject({
      code: 1,
      output: 'v1.1.0 is released already.',
    })
    expect(release('check', '1.0.1').output).toBe('v1.1.0 is released, which is newer than 1.0.1.')
  })
})
