import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/**
 * The layers of `src/`, from the top. A file imports only from its own folder and from the layers below;
 * folders of one layer don't import each other. The files at the root, named here, are entry points, and so are those of
 * `actions/`.
 */
export const layers: readonly (readonly string[])[] = [
  ['build-action', 'post-action', 'program'],
  ['actions'],
  ['github', 'gitlab', 'terminal'],
  ['report'],
  ['bake'],
  ['step'],
  ['advice', 'upload'],
  ['inputs', 'history', 'log'],
  ['connect', 'record'],
  ['pool'],
  ['daemon', 'progress'],
  ['credentials', 'buildx'],
  ['processes'],
  ['leftovers'],
  ['trust', 'text'],
  ['base'],
]

const src = resolve(import.meta.dirname, '..', '..', 'src')

export interface Module {
  /** Path below `src/`, such as `daemon/probe.ts`. */
  readonly path: string
  readonly text: string
}

export const modules: readonly Module[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({
    path: path.replaceAll(sep, '/'),
    text: readFileSync(join(src, path), 'utf8'),
  }))

/** The files of `src/` that a module imports, types and lazy imports included. */
function importsOf({ path, text }: Module): string[] {
  const specifiers = text.matchAll(
    /(?:\bfrom|\bimport|\bimport\()\s*(?:\/\*.*?\*\/\s*)?'(\.[^']+)'/g,
  )
  return [...specifiers].map(([, specifier = '']) =>
    relative(src, resolve(src, dirname(path), specifier)).replaceAll(sep, '/'),
  )
}

/** The folder of a file, or the file's own name when it is at the root. */
export function folderOf(path: string): string {
  return (path.split('/')[0] ?? '').replace(/\.ts$/, '')
}

export function layerOf(path: string): number {
  return layers.findIndex((layer) => layer.includes(folderOf(path)))
}

/** Each import from a higher layer, or from another folder of the same layer. */
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

/** The adapters of CI systems and of the plain shell. */
const hosts = layers.find((layer) => layer.includes('github')) ?? []
/** The terms of each CI system, which only its adapter may use. */
const hostWords: Readonly<Record<string, RegExp>> = {
  github: /@actions\/|\b(?:GITHUB|RUNNER|ACTIONS|INPUT)_|['"`]::|##\[/,
  gitlab: /\b(?:CI|GITLAB)_[A-Z]|\bsection_(?:start|end)\b/,
}
const processState = /\bprocess\.(?:env|exitCode)\b/

/** The folder of the entry points that the first one loads. */
const entryFolder = 'actions'

/** Lines with terms of a CI system, outside its adapter and the entry points. */
export function hostKnowledge(all: readonly Module[]): string[] {
  return all
    .filter(({ path }) => path.includes('/') && folderOf(path) !== entryFolder)
    .flatMap(({ path, text }) => {
      const folder = folderOf(path)
      const foreign = Object.entries(hostWords)
        .filter(([host]) => host !== folder)
        .map(([, words]) => words)
      const forbidden = hosts.includes(folder) ? foreign : [...foreign, processState]
      return text
        .split('\n')
        .map((line, index) => ({ line, place: `${path}:${index + 1}` }))
        .filter(({ line }) => forbidden.some((words) => words.test(line)))
        .map(({ line, place }) => `${place} ${line.trim()}`)
    })
}
