import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'

const directory = resolve(import.meta.dirname, '..', '..', '.github', 'workflows')
const files = readdirSync(directory)
const textOf = (file: string) => readFileSync(join(directory, file), 'utf8')

interface Workflow {
  readonly on: string | Readonly<Record<string, unknown>>
  readonly permissions: unknown
  readonly concurrency: unknown
  readonly jobs: Readonly<Record<string, Job>>
}
interface Job {
  readonly permissions: unknown
  readonly 'timeout-minutes': unknown
  readonly strategy?: {
    readonly matrix: {
      readonly include: readonly { readonly os: string; readonly tests: string }[]
    }
  }
  readonly steps: readonly {
    readonly uses?: string
    readonly with?: Readonly<Record<string, unknown>>
  }[]
}

describe.each(files)("this repository's own workflow %s", (file) => {
  const text = textOf(file)
  const workflow = parse(text) as Workflow
  const jobs = Object.entries(workflow.jobs)

  it('starts without any permission, and each job names its own', () => {
    expect(workflow.permissions).toEqual({})
    for (const [, job] of jobs) expect(job.permissions).toEqual(expect.any(Object))
  })

  it('comments the purpose of each permission', () => {
    const rights = text.match(/^ +[a-z-]+: (read|write)\b.*$/gm) ?? []
    expect(rights.filter((line) => !/ # to \w+/.test(line))).toEqual([])
  })

  it('pins each action to a commit, with its version in a comment', () => {
    const uses = [...text.matchAll(/uses: (.+)$/gm)].map(([, name = '']) => name)
    const foreign = uses.filter((name) => name !== './')
    expect(
      foreign.filter((name) => !/^[\w-]+(\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(name)),
    ).toEqual([])
  })

  it('never runs foreign code with the permissions of this repository', () => {
    expect(text).not.toMatch(/pull_request_target|workflow_run/)
    expect(text).not.toMatch(/\$\{\{\s*secrets\./)
  })

  it('does not leave the token in the checkout', () => {
    const checkouts = jobs
      .flatMap(([, { steps }]) => steps)
      .filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))
    for (const { with: inputs } of checkouts) {
      expect(inputs).toMatchObject({ 'persist-credentials': false })
    }
  })

  it('passes values to a script only through its environment', () => {
    const scripts = jobs.flatMap(([, { steps }]) =>
      steps.map((step) => ('run' in step ? String(step.run) : '')),
    )
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
  })

  it('has a timeout, and does not run twice at the same time', () => {
    expect(workflow.concurrency).toBeDefined()
    for (const [, job] of jobs) expect(job['timeout-minutes']).toEqual(expect.any(Number))
  })
})

/** Evaluates path patterns as Jest does. */
function matching(patterns: readonly string[], paths: readonly string[]): string[] {
  return paths.filter((path) => patterns.some((pattern) => new RegExp(pattern, 'i').test(path)))
}

describe('the patterns of the unit tests on macOS and Windows', () => {
  const root = resolve(directory, '..', '..')
  const tests = readdirSync(join(root, '__tests__'), { recursive: true, encoding: 'utf8' })
    .map((path) => `__tests__/${path.replaceAll(sep, '/')}`)
    // Without the tests of the other projects in jest.config.js.
    .filter((path) => /(?<!\.slow)\.test\.ts$/.test(path) && !path.startsWith('__tests__/e2e/'))
  const { matrix } = (parse(textOf('ci.yml')) as Workflow).jobs.unit?.strategy ?? {}
  const patternsOf = (name: string) =>
    matrix?.include.find(({ os }) => os.startsWith(name))?.tests.split(' ') ?? []

  it.each(['macos', 'windows'])('all match at least one test on %s', (name) => {
    const patterns = patternsOf(name)
    expect(patterns).not.toEqual([])
    expect(patterns.filter((pattern) => matching([pattern], tests).length === 0)).toEqual([])
  })

  it.each(['macos', 'windows'])('match only paths that start with them on %s', (name) => {
    for (const pattern of patternsOf(name)) {
      const others = matching([pattern], tests).filter((path) => !path.startsWith(pattern))
      expect(others).toEqual([])
    }
  })

  it('match all tests of src/ on macOS', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `__tests__/${name}/`)
    const ofSources = tests.filter((path) => folders.some((folder) => path.startsWith(folder)))
    expect(matching(patternsOf('macos'), tests)).toEqual(ofSources)
    expect(ofSources.length).toBeGreaterThan(70)
  })

  it('match the pure tests on Windows', () => {
    expect(matching(patternsOf('windows'), tests).length).toBeGreaterThan(20)
  })
})

it('each action is pinned to the same commit everywhere', () => {
  const pins = new Set(
    files.flatMap((file) =>
      [...textOf(file).matchAll(/uses: ([\w/-]+@\S+ # \S+)/g)].map(([, pin]) => pin),
    ),
  )
  const owners = [...pins].map((pin = '') => pin.split('@')[0])
  expect(owners).toEqual([...new Set(owners)])
})

it('attests the action.yml of each entry, and security.md verifies them all', () => {
  const root = resolve(directory, '..', '..')
  const entries = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) =>
      /^(?!__tests__|examples|node_modules|coverage)(?:.*\/)?action\.yml$/.test(path),
    )
  expect(entries).toContain('bake/matrix/action.yml')
  const { jobs } = parse(textOf('release.yml')) as Workflow
  const attested = Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .flatMap((step) => String(step.with?.['subject-path'] ?? '').split('\n'))
  expect(attested).toEqual(expect.arrayContaining([...entries, 'dist/**']))
  const page = readFileSync(join(root, 'docs', 'security.md'), 'utf8')
  const [, verified = ''] = /^for file in (.+); do$/m.exec(page) ?? []
  expect(verified.split(' ').toSorted()).toEqual([...entries, 'dist/*/*.js'].toSorted())
})
