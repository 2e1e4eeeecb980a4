import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import {
  brokenImports,
  circles,
  folderOf,
  hostKnowledge,
  layerOf,
  layers,
  type Module,
  modules,
} from './layers.ts'

describe('the layers of src/', () => {
  it('include every folder and entry point', () => {
    expect(modules.filter(({ path }) => layerOf(path) < 0).map(({ path }) => path)).toEqual([])
    const folders = new Set(modules.map(({ path }) => folderOf(path)))
    expect(layers.flat().filter((name) => !folders.has(name))).toEqual([])
  })

  it('have at most six files at the root', () => {
    expect(modules.filter(({ path }) => !path.includes('/')).length).toBeLessThanOrEqual(6)
  })

  it('import only downward', () => {
    expect(brokenImports(modules)).toEqual([])
  })

  it('have no circle', () => {
    expect(circles(modules)).toEqual([])
  })

  it('mention a CI system only in its adapter', () => {
    expect(hostKnowledge(modules)).toEqual([])
  })
})

describe('the check of the layers', () => {
  const module = (path: string, text: string): Module => ({ path, text })

  it.each([
    ['a type import', "import type { Step } from '../step/step.ts'"],
    ['a lazy import', "const { report } = await import('../report/report.ts')"],
    ['a lazy import with a chunk name', "await import(/* webpackChunkName: 'x' */ '../step/a.ts')"],
    ['an export', "export { x } from '../report/report.ts'"],
    ['an import for its effect', "import '../step/step.ts'"],
    ['another folder of the same layer', "import { x } from '../record/x.ts'"],
  ])('reports %s from a higher layer', (_, text) => {
    expect(brokenImports([module('connect/x.ts', text)])).toHaveLength(1)
  })

  it('allows the same folder and lower layers', () => {
    const text = "import { a } from './a.ts'\nimport { b } from '../daemon/b.ts'"
    expect(brokenImports([module('connect/x.ts', text)])).toEqual([])
  })

  it('reports a circle through a third file', () => {
    const files = [
      module('base/a.ts', "import './b.ts'"),
      module('base/b.ts', "import type { C } from './c.ts'"),
      module('base/c.ts', "import './a.ts'"),
    ]
    expect(circles(files)).toEqual(['base/a.ts -> base/b.ts -> base/c.ts -> base/a.ts'])
  })

  it.each([
    "import { info } from '@actions/core'",
    'const temp = env.RUNNER_TEMP',
    'console.log(`::warning::no`)',
    "line.replaceAll('##[', '# [')",
    'const { HOME } = process.env',
  ])('reports terms of GitHub’s runner: %s', (text) => {
    expect(hostKnowledge([module('text/x.ts', text)])).toHaveLength(1)
    expect(hostKnowledge([module('github/x.ts', text)])).toEqual([])
  })

  it.each([
    ['gitlab/x.ts', 'const temp = env.RUNNER_TEMP'],
    ['github/x.ts', 'const { CI_COMMIT_SHA: sha } = env'],
    ['terminal/x.ts', 'if (env.GITLAB_CI) fold()'],
    ['terminal/x.ts', 'console.log(`::warning::no`)'],
  ])('reports in %s a term of another host: %s', (path, text) => {
    expect(hostKnowledge([module(path, text)])).toHaveLength(1)
  })
})

it('docs/architecture.md lists the layers of the table, from the top', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/architecture.md'), 'utf8')
  const [, table = ''] = page.split('\n## Layers\n')
  const rows = [...table.matchAll(/^\|[^|]*\|((?: `[a-z]+`,?)+) \|/gm)].map(([, names = '']) =>
    [...names.matchAll(/`([a-z]+)`/g)].map(([, name]) => name),
  )
  expect(rows).toEqual(layers.slice(1))
})
