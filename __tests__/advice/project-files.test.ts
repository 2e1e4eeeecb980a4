import { expect, it } from '@jest/globals'
import { keepsDownloadsElsewhere, readsOnlyManifests } from '../../src/advice/project-files.ts'

it.each([
  ['npm', '.npmrc', 'a=b\n  cache = /x\n', true],
  ['npm', '.npmrc', 'a=b\nmy-cache=/x\n', false],
  ['pip', 'requirements.txt', 'a\n\n\t--no-index\n', true],
  ['pip', 'requirements.txt', 'a --no-index\n', false],
  ['pnpm', 'pnpm-workspace.yaml', 'packages: []\nstoreDir: /x\n', true],
  ['pnpm', 'pnpm-workspace.yaml', 'packages: [store]\n', false],
])('whether %s keeps its downloads elsewhere with %s: %j is %j', (tool, name, text, isIt) => {
  expect(keepsDownloadsElsewhere(tool, new Map([[name, text]]))).toBe(isIt)
})

it.each([
  ['pip', 'requirements.txt', 'a\n  -r other.txt\n', false],
  ['pip', 'requirements.txt', 'a\n./b\n', false],
  ['pip', 'requirements.txt', 'a\nb @ ../b\n', false],
  ['pip', 'requirements.txt', 'a\nb==1.0\n', true],
  ['bundle', 'Gemfile', "gem 'a'\n  # path: b\n", true],
  ['bundle', 'Gemfile', "gem 'a', path: 'b'\n", false],
])('whether %s reads only its manifests with %s: %j is %j', (tool, name, text, isIt) => {
  expect(readsOnlyManifests({ tool }, ['install'], new Map([[name, text]]))).toBe(isIt)
})

const blank = '\n'.repeat(1_000_000)

it.each([
  ['npm', '.npmrc', blank],
  ['pip', 'requirements.txt', blank],
  ['bundle', 'Gemfile', blank],
  ['pnpm', 'pnpm-workspace.yaml', 'store'.repeat(200_000)],
])(
  'reads for %s a %s of so many lines or words that a search from each would not end',
  (tool, name, text) => {
    const files = new Map([[name, text]])
    expect(keepsDownloadsElsewhere(tool, files)).toBe(false)
    expect(readsOnlyManifests({ tool }, ['install'], files)).toBe(
      tool === 'pip' || tool === 'bundle',
    )
  },
)
