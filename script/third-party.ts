// Writes the licences of everything in the bundles: script/third-party.ts OUTPUT STATS...
//
// It reads the bundled modules from webpack's own list (`ncc --stats-out`), including those inside concatenated
// modules, which ncc's --license leaves out.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The part of webpack's statistics that this script reads. */
interface Modules {
  readonly modules?: readonly (Modules & { readonly nameForCondition?: string | null })[]
}

export interface Package {
  readonly name: string
  readonly version: string
  /** The licence as an SPDX expression. */
  readonly license: string
  readonly text: string
}

/** Texts for packages without one, made from the notices in their files. */
const ownTexts = join(import.meta.dirname, 'licenses')
const licenseFile = /^(un)?li[cs]en[cs]e|^copying|^notice|^third-?party/i

/** Returns the directories of the modules' packages, each once. */
export function packageDirectories(stats: Modules): string[] {
  const paths = allPaths(stats).flatMap((path) => {
    // The innermost, because a package may contain packages.
    const [directory] = /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(path) ?? []
    return directory === undefined ? [] : [directory]
  })
  return [...new Set(paths)]
}

function allPaths({ modules = [] }: Modules): string[] {
  return modules.flatMap((module) => [module.nameForCondition ?? '', ...allPaths(module)])
}

/** @throws if it has no licence, or no licence text */
export function readPackage(directory: string): Package {
  const { name, version, license } = JSON.parse(
    readFileSync(join(directory, 'package.json'), 'utf8'),
  ) as Package
  const files = readdirSync(directory).filter((file) => licenseFile.test(file))
  const own = `${name.replace('/', '+')}.txt`
  const paths =
    files.length > 0
      ? files.toSorted().map((file) => join(directory, file))
      : readdirSync(ownTexts)
          .filter((file) => file === own)
          .map((file) => join(ownTexts, file))
  if (!license || paths.length === 0) {
    throw new Error(
      `${name} ${version} (${license ?? 'no licence'}) comes without a licence text. Write script/licenses/${own} from the notices in its files.`,
    )
  }
  const text = paths.map((path) => readFileSync(path, 'utf8').trim()).join('\n\n')
  return { name, version, license, text: text.replaceAll(/[ \t]+$|\r/gm, '') }
}

export function licensesText(packages: readonly Package[]): string {
  const sorted = packages.toSorted((a, b) => (title(a) < title(b) ? -1 : 1))
  const line = '-'.repeat(80)
  return [
    'The files beside this one contain these packages:',
    '',
    ...sorted.map((each) => `- ${title(each)}: ${each.license}`),
    ...sorted.map((each) => `\n${line}\n${title(each)}\n${line}\n\n${each.text}`),
    '',
  ].join('\n')
}

function title({ name, version }: Package): string {
  return `${name} ${version}`
}

if (import.meta.main) {
  const [output = '', ...statistics] = process.argv.slice(2)
  const directories = statistics.flatMap((file) =>
    packageDirectories(JSON.parse(readFileSync(file, 'utf8'))),
  )
  // webpack writes its runtime into each file.
  directories.push(join(import.meta.dirname, '..', 'node_modules', '@vercel', 'ncc'))
  const packages = [...new Set(directories)].map(readPackage)
  // Several directories may have the same package.
  const distinct = new Map(packages.map((each) => [title(each), each]))
  writeFileSync(output, licensesText([...distinct.values()]))
}
