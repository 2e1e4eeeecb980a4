import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { layers } from './layers.ts'

const src = resolve(import.meta.dirname, '..', '..', 'src')

interface Module {
  /** Below `src/`, such as `daemon/probe.ts`. */
  readonly path: string
  readonly text: string
}

const modules: readonly Module[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({
    path: path.replaceAll(sep, '/'),
    text: readFileSync(join(src, path), 'utf8'),
  }))

/** What a module imports from `src/`, types and lazy imports included. */
function importsOf({ path, text }: Module): string[] {
  const specifiers = text.matchAll(
    /(?:\bfrom|\bimport|\bimport\()\s*(?:\/\*.*?\*\/\s*)?'(\.[^']+)'/g,
  )
  return [...specifiers].map(([, specifier = '']) =>
    relative(src, resolve(src, dirname(path), specifier)).replaceAll(sep, '/'),
  )
}

/** The folder of a file, or its own name when it lies at the root. */
function folderOf(path: string): string {
  return (path.split('/')[0] ?? '').replace(/\.ts$/, '')
}

function layerOf(path: string): number {
  return layers.findIndex((layer) => layer.includes(folderOf(path)))
}

/** Each import that runs up, or across to a neighbour of the same layer. */
export function brokenImports(all: readonly Module[]): string[] {
  return all.flatMap((module) =>
    importsOf(module)
      .filter((target) => {
        const [from, to] = [layerOf(module.path), layerOf(target)]
        return to < from || (to === from && folderOf(target) !== folderOf(module.path))
      })
      .map((target) => `${module.path} -> ${target}`),
  )
}

/** Files that import each other, directly or through others, as one path each. */
export function circles(all: readonly Module[]): string[] {
  const targets = new Map(all.map((module) => [module.path, importsOf(module)]))
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) found.push([...trail.slice(start), path].join(' -> '))
    if (start >= 0 || done.has(path)) return
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path])
    done.add(path)
  }
  for (const { path } of all) visit(path, [])
  return found
}

/** What names a CI system: only its adapter may. */
const hostWords = /@actions\/|\b(?:GITHUB|RUNNER|ACTIONS|INPUT)_|['"`]::|##\[/

/** Lines outside `github/` and the entry points that know GitHub. */
export function hostKnowledge(all: readonly Module[]): string[] {
  return all
    .filter(({ path }) => path.includes('/') && folderOf(path) !== 'github')
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, index) => ({ line, place: `${path}:${index + 1}` }))
        .filter(({ line }) => hostWords.test(line) || /\bprocess\.(?:env|exitCode)\b/.test(line))
        .map(({ line, place }) => `${place} ${line.trim()}`),
    )
}

describe('the layers of src/', () => {
  it('hold every folder and entry point', () => {
    expect(modules.filter(({ path }) => layerOf(path) < 0).map(({ path }) => path)).toEqual([])
    const folders = new Set(modules.map(({ path }) => folderOf(path)))
    expect(layers.flat().filter((name) => !folders.has(name))).toEqual([])
  })

  it('have at most six entry points', () => {
    expect(modules.filter(({ path }) => !path.includes('/')).length).toBeLessThanOrEqual(6)
  })

  it('import only downward', () => {
    expect(brokenImports(modules)).toEqual([])
  })

  it('have no circle', () => {
    expect(circles(modules)).toEqual([])
  })

  it('name GitHub only in github/', () => {
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
    ['a neighbour of the same layer', "import { x } from '../record/x.ts'"],
  ])('reports %s from a higher layer', (_, text) => {
    expect(brokenImports([module('connect/x.ts', text)])).toHaveLength(1)
  })

  it('allows the own folder and lower layers', () => {
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
  ])('reports what only a runner knows: %s', (text) => {
    expect(hostKnowledge([module('text/x.ts', text)])).toHaveLength(1)
    expect(hostKnowledge([module('github/x.ts', text)])).toEqual([])
  })
})
