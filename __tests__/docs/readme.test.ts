import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { fill, filledPages, writtenFiles } from '../../script/docs.ts'
import {
  buildkitVersion,
  buildxVersion,
  deployedBuildkitVersion,
  oldestBuildkitVersion,
} from '../../script/rig/parts.ts'
import { diagnosisCodes } from '../../src/base/diagnosis.ts'
import { oldestUsable } from '../../src/buildx/install/version.ts'
import { parseEndpoint } from '../../src/daemon/endpoint.ts'
import { layers } from '../repository/layers.ts'
import { action, blocksOf, pages, proseOf, read, root } from './markdown.ts'

const readme = read('README.md')

it.each(filledPages)('%s has the tables of action.yml and the examples of examples/', (page) => {
  // script/docs writes both.
  expect(fill(read(page))).toBe(read(page))
})

it.each(Object.keys(writtenFiles))('%s is what script/docs writes', (path) => {
  expect(writtenFiles[path]?.()).toBe(read(path))
})

const rowsOf = (text: string) =>
  [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name = '']) => name)

it('docs/inputs.md has a row for each input, in its order', () => {
  expect(rowsOf(read('docs/inputs.md'))).toEqual(Object.keys(action.inputs))
})

describe('README.md', () => {
  it('has a row for each output, and for the inputs that most workflows use', () => {
    const rows = rowsOf(readme)
    expect(Object.keys(action.outputs).filter((name) => !rows.includes(name))).toEqual([])
    // They include the inputs that its examples use.
    const used = blocksOf(readme)
      .filter(({ language }) => language === 'yaml')
      .flatMap(({ text }) => [...text.matchAll(/^ {10}([a-z-]+):/gm)].map(([, name = '']) => name))
    const ours = used.filter((name) => name in action.inputs)
    expect(ours.length).toBeGreaterThan(4)
    expect(ours.filter((name) => !rows.includes(name))).toEqual([])
  })

  it('names the versions that the tests run', () => {
    expect(readme.replaceAll(/\s+/g, ' ')).toContain(
      `The tests run with BuildKit ${buildkitVersion} and buildx ${buildxVersion}, and with the oldest supported releases, BuildKit ${oldestBuildkitVersion} and buildx ${oldestUsable}, on Linux. The tests of \`deploy/\` run BuildKit ${deployedBuildkitVersion}, the release that it installs.`,
    )
    for (const text of [readme, read('docs/migrating.md')]) {
      const oldest = /buildx\b[^.]*?(v0\.\d+\.\d+)\s+(?:on|or newer)\b/.exec(text)?.[1]
      expect(oldest).toBe(oldestUsable)
    }
  })

  it('names each example, and only examples that the tests run', () => {
    const rows = [...readme.matchAll(/^\| \[[^\]]+\]\(examples\/([\w-]+)\.yml\) \|/gm)]
    const named = rows.map(([, name = '']) => name)
    const files = readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.yml'))
    expect(named.toSorted()).toEqual(files.map((file) => file.replace('.yml', '')).toSorted())
    const tests = read('__tests__/e2e/examples.test.ts')
    expect(named.filter((name) => !tests.includes(`run('${name}'`))).toEqual([])
  })
})

it('README.md and action.yml name each form of an endpoint', () => {
  const message = (() => {
    try {
      return JSON.stringify(parseEndpoint('no address'))
    } catch (error) {
      return String(error)
    }
  })()
  const schemes = message.match(/[a-z-]+:\/\//g) ?? []
  expect(schemes).toEqual(expect.arrayContaining(['tcp://', 'kube-pod://']))
  const { description } = action.inputs.endpoint as { description?: string }
  for (const scheme of schemes) {
    expect(readme).toContain(`\`${scheme}`)
    expect(description).toContain(`\`${scheme}`)
  }
})

it('CONTRIBUTING.md has a row for each folder of src/, in the order of the layers', () => {
  const [, section = ''] =
    /^## Where things are$([\s\S]*?)^## /m.exec(read('CONTRIBUTING.md')) ?? []
  const rows = [...section.matchAll(/^\| `([a-z-]+)\/` \|/gm)].map(([, name = '']) => name)
  // The entry points are files.
  const folders = layers.flat().filter((name) => existsSync(join(root, 'src', name)))
  expect(rows.slice(0, folders.length)).toEqual(folders)
})

/** Defaults that the pages state outside the tables that are made from action.yml. */
const statements: readonly (readonly [RegExp, string, string])[] = [
  [/`connect-timeout` \(60 seconds\)/, 'connect-timeout', '60s'],
  [/their `connect-timeout` says, 60 seconds by default/, 'connect-timeout', '60s'],
  [/up to `retries` times \(2\)/, 'retries', '2'],
]

describe('statements about inputs in the pages', () => {
  it.each(statements)('%s is the default', (statement, name, value) => {
    const lines = pages.map((page) => read(page).replaceAll(/\s+/g, ' '))
    expect(lines.filter((text) => statement.test(text))).not.toEqual([])
    expect(action.inputs[name]?.default).toBe(value)
  })

  // On other pages, such words are other programs' options.
  const ours = [
    ...['README.md', 'docs/architecture.md', 'docs/security.md', 'CONTRIBUTING.md', 'SECURITY.md'],
    'CHANGELOG.md',
  ]
  const known = new Set<string>([
    ...Object.keys(action.inputs),
    ...Object.keys(action.outputs),
    ...diagnosisCodes,
    'docker-container',
    // Names of GitHub's.
    ...['continue-on-error', 'self-hosted'],
    // Names of files.
    ...['build-inputs', 'input-names', 'input-values', 'workflow-run'],
  ])

  it.each(ours)('%s names only inputs, outputs and codes that exist', (page) => {
    const words = [...proseOf(read(page)).matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(
      ([, word = '']) => word,
    )
    expect(words.filter((word) => !known.has(word))).toEqual([])
  })

  it.each(pages)('%s gives no value that an input refuses', (page) => {
    const choices = Object.fromEntries(
      ['connect-inputs', 'read-inputs']
        .flatMap((file) => [
          ...read(`src/inputs/${file}.ts`).matchAll(/choice\('([a-z-]+)', \[([^\]]+)\]/g),
        ])
        .map(([, name = '', values = '']) => [name, values.match(/[a-z-]+/g) ?? []]),
    )
    expect(Object.keys(choices)).toEqual(expect.arrayContaining(['fallback', 'cache-export']))
    const given = [...read(page).matchAll(/(?<=`|^\s*)([a-z-]+): ([a-z-]+)(?=`|$)/gm)]
    for (const [, name = '', value = ''] of given) {
      if (name in choices) expect(choices[name]).toContain(value)
    }
  })
})
