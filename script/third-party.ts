// Writes the licences of all that is in the bundles: script/third-party.ts OUTPUT STATS...
//
// What is bundled is read from webpack's own list of modules (`ncc --stats-out`), those inside
// concatenated modules too, which ncc's --license leaves out.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Of webpack's statistics, what is read here. */
interface Modules {
  readonly modules?: readonly (Modules & { readonly nameForCondition?: string | null })[]
}

export interface Package {
  readonly name: string
  readonly version: string
  /** As an SPDX expression. */
  readonly license: string
  readonly text: string
}

/** Texts for packages that come without one, made from the notices in their files. */
const ownTexts = join(import.meta.dirname, 'licenses')
const licenseFile = /^(un)?li[cs]en[cs]e|^copying|^notice|^third-?party/i

/** The directories of the packages that modules are from, each once. */
export function packageDirectories(stats: Modules): string[] {
  const paths = allPaths(stats).flatMap((path) => {
    // The innermost, since a package may have packages of its own.
    const [directory] = /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(path) ?? []
    return directory === undefined ? [] : [directory]
  })
  return [...new Set(paths)]
}

function allPaths({ modules = [] }: Modules): string[] {
  return modules.flatMap((module) => [module.nameForCondition ?? '', ...allPaths(module)])
}

/** @throws when it is under no licence, or the text of its licence is nowhere */
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
  // Its runtime is in each file that it writes.
  directories.push(join(import.meta.dirname, '..', 'node_modules', '@vercel', 'ncc'))
  const packages = [...new Set(directories)].map(readPackage)
  // The same one may be in several places.
  const distinct = new Map(packages.map((each) => [title(each), each]))
  writeFileSync(output, licensesText([...distinct.values()]))
}
