// Makes a release, in the repository that it runs in. RELEASING.md says when to run what:
//   script/release owner NAME                   writes the owner's name into every file that names the repository
//   script/release prepare VERSION              cuts the changelog and sets the version; commit both
//   script/release check VERSION                checks whether this commit can be that release
//   script/release notes VERSION                prints its part of the changelog
//   script/release publish VERSION [--dry-run]  tags and publishes it
// It needs nothing from node_modules, since a process that may push must run no other code.
import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync, writeFileSync } from 'node:fs'

class Refusal extends Error {}

/** The owner in the sources until a real one is set. Nobody may publish under it. */
const placeholder = 'org'
const repositoryName = 'remote-buildkit'

const commands = { prepare, check, notes: printNotes, publish }

try {
  const [command = '', version = '', ...options] = process.argv.slice(2)
  if (command === 'owner' && options.length === 0) {
    setOwner(version)
    process.exit()
  }
  if (!(command in commands) || options.some((option) => option !== '--dry-run')) {
    throw new Refusal(
      'Usage: script/release owner NAME, or prepare|check|notes|publish VERSION [--dry-run]',
    )
  }
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) {
    throw new Refusal(`"${version}" is not a version such as 1.2.3 or 1.2.3-rc.1.`)
  }
  commands[command as keyof typeof commands](version, options.includes('--dry-run'))
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** dist/ too, since the bundles contain addresses of pages: it is what a build of the changed sources gives. */
function setOwner(owner: string): void {
  // GitHub's rule for the name of a user or an organization.
  if (!/^[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d])){0,38}$/.test(owner)) {
    throw new Refusal(`"${owner}" is not the name of a user or an organization on GitHub.`)
  }
  const before = `${currentOwner()}/${repositoryName}`
  const files = filesThatContain(before)
  for (const file of files) {
    writeFileSync(file, read(file).replaceAll(mention(before), `${owner}/${repositoryName}`))
  }
  console.log(
    `${files.length} files name ${owner}/${repositoryName} now. Run script/test, and commit them.`,
  )
}

/** @throws {Refusal} as long as a file names the repository of the placeholder */
function requireOwner(): void {
  const files = filesThatContain(`${placeholder}/${repositoryName}`)
  if (currentOwner() !== placeholder && files.length === 0) return
  throw new Refusal(
    `The owner is still the placeholder "${placeholder}", in ${files.slice(0, 3).join(', ') || 'package.json'}` +
      `${files.length > 3 ? ` and ${files.length - 3} more files` : ''}. Run script/release owner NAME.`,
  )
}

/** package.json is the one place that says it. */
function currentOwner(): string {
  const { repository = '' } = JSON.parse(read('package.json'))
  const [, owner] = /^github:([^/]+)\/[^/]+$/.exec(repository) ?? []
  if (owner === undefined)
    throw new Refusal('package.json has no repository such as github:owner/name.')
  return owner
}

function filesThatContain(name: string): string[] {
  return git('ls-files', '-z')
    .split('\0')
    .filter((file) => file !== '' && lstatSync(file).isFile() && mention(name).test(read(file)))
}

/** The repository's name, but not the end of a longer one such as `my-org/remote-buildkit`. */
function mention(name: string): RegExp {
  return new RegExp(`(?<![\\w.-])${RegExp.escape(name)}(?![\\w-])`, 'g')
}

function prepare(version: string): void {
  requireNew(version)
  const changelog = read('CHANGELOG.md')
  if (sectionOf(changelog, 'Unreleased') === '') {
    throw new Refusal('CHANGELOG.md has nothing under Unreleased.')
  }
  const today = new Date().toISOString().slice(0, 10)
  writeFileSync(
    'CHANGELOG.md',
    changelog.replace(/^## \[Unreleased\]$/m, `## [Unreleased]\n\n## [${version}] - ${today}`),
  )
  for (const file of ['package.json', 'package-lock.json']) {
    // As text, so that nothing else changes. The lock file has it twice.
    const before = `"version": "${JSON.parse(read(file)).version}"`
    const [head = '', ...rest] = read(file).split('"node_modules/')
    const changed = head.replaceAll(before, `"version": "${version}"`)
    writeFileSync(file, [changed, ...rest].join('"node_modules/'))
  }
  console.log(`Commit this as "Release ${version}", and merge it to main.`)
}

function check(version: string): void {
  requireNew(version)
  const lock = JSON.parse(read('package-lock.json'))
  for (const [name, found] of [
    ['package.json', JSON.parse(read('package.json')).version],
    ['package-lock.json', lock.version],
    ['package-lock.json', lock.packages[''].version],
  ]) {
    if (found !== version) throw new Refusal(`${name} has version ${found}, not ${version}.`)
  }
  const changelog = read('CHANGELOG.md')
  if (sectionOf(changelog, 'Unreleased') !== '') {
    throw new Refusal('CHANGELOG.md still has something under Unreleased.')
  }
  if (notes(version) === '') throw new Refusal(`CHANGELOG.md has no entry for ${version}.`)
  requireOwner()
  if (git('status', '--porcelain') !== '') throw new Refusal('The work tree has changes.')
  const [head, main] = [git('rev-parse', 'HEAD'), remoteRefs().get('refs/heads/main')]
  if (head !== main) throw new Refusal(`This is ${head}, but main is ${main} at origin.`)
  console.log(`${head} can be ${version}.`)
}

function printNotes(version: string): void {
  console.log(notes(version))
}

/** First pushes the full tag, which never moves. Moves the floating tag when everything else has succeeded. */
function publish(version: string, isDry: boolean): void {
  check(version)
  const tag = `v${version}`
  const isPrerelease = version.includes('-')
  // Without a token a push must fail, not wait for input.
  process.env.GIT_TERMINAL_PROMPT = '0'
  const push = (...args: string[]) =>
    git(
      // The token comes from GH_TOKEN; no file and no argument contains it.
      ...['-c', 'credential.helper=!gh auth git-credential'],
      ...['push', ...(isDry ? ['--dry-run'] : []), 'origin', ...args],
    )
  push(`HEAD:refs/tags/${tag}`)
  console.log(`${isDry ? 'Would have tagged' : 'Tagged'} ${tag}`)
  const release = ['release', 'create', tag, '--verify-tag', '--title', tag, '--notes-file', '-']
  if (isPrerelease) release.push('--prerelease')
  if (isDry)
    console.log(`Would have run gh ${release.join(' ')}, with these notes:\n${notes(version)}`)
  else execFileSync('gh', release, { input: notes(version), stdio: ['pipe', 'inherit', 'inherit'] })
  if (isPrerelease) return
  const floating = `v${version.split('.')[0]}`
  push('--force', `HEAD:refs/tags/${floating}`)
  console.log(`${isDry ? 'Would have moved' : 'Moved'} ${floating} to ${tag}`)
}

/** Refuses a release that exists, or one that is older than the newest. */
function requireNew(version: string): void {
  const released = [...remoteRefs().keys()]
    .flatMap((ref) => /^refs\/tags\/v(\d+\.\d+\.\d+[^^]*)$/.exec(ref)?.[1] ?? [])
    .filter((each) => each.split('.')[0] === version.split('.')[0])
  if (released.includes(version)) throw new Refusal(`v${version} is released already.`)
  const newer = released.find((each) => compare(each, version) > 0)
  if (newer !== undefined)
    throw new Refusal(`v${newer} is released, which is newer than ${version}.`)
}

/** SemVer's order, as far as necessary: a prerelease precedes its release. */
function compare(a: string, b: string): number {
  const [first, second] = [a, b].map((version) => {
    const [numbers = '', ...prerelease] = version.split('-')
    return { numbers: numbers.split('.').map(Number), prerelease: prerelease.join('-') }
  })
  if (first === undefined || second === undefined) return 0
  const difference = first.numbers
    .map((number, index) => number - (second.numbers[index] ?? 0))
    .find((each) => each !== 0)
  if (difference !== undefined) return difference
  if (first.prerelease === '' || second.prerelease === '') {
    return Number(first.prerelease === '') - Number(second.prerelease === '')
  }
  return first.prerelease.localeCompare(second.prerelease, 'en', { numeric: true })
}

function notes(version: string): string {
  return sectionOf(read('CHANGELOG.md'), version)
}

/** The text below a heading such as `## [1.2.3] - 2026-01-31`. */
function sectionOf(changelog: string, name: string): string {
  const heading = `[${name}]`
  const section = changelog
    .split(/^## /m)
    .find((each) => each.startsWith(`${heading}\n`) || each.startsWith(`${heading} - `))
  return section?.split('\n').slice(1).join('\n').trim() ?? ''
}

function remoteRefs(): Map<string, string> {
  const lines = git('ls-remote', 'origin').split('\n').filter(Boolean)
  return new Map(
    lines.map((line) => {
      const [commit = '', ref = ''] = line.split('\t')
      return [ref, commit]
    }),
  )
}

function read(file: string): string {
  return readFileSync(file, 'utf8')
}

function git(...args: string[]): string {
  try {
    const output = execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' })
    return output.trim()
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    throw new Refusal(`git ${args.join(' ')} failed:\n${stderr.trim()}`)
  }
}
