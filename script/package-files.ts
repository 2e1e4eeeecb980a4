// Writes package.json and README.md of the program's npm package: script/package-files.ts DIRECTORY
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const [directory = '.'] = process.argv.slice(2)

const { name, version, description, license, engines, repository } = JSON.parse(
  read('package.json'),
)
const address = `https://github.com/${repository.replace('github:', '')}`
const manifest = {
  ...{ name, version, description, license, engines },
  type: 'module',
  bin: { [name]: 'remote-buildkit.js' },
  files: ['remote-buildkit.js', 'licenses.txt'],
  repository: { type: 'git', url: `git+${address}.git` },
}
writeFileSync(join(directory, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)

// Its links lead to pages that the package doesn't have.
const page = read('docs/program.md').replaceAll(
  /\]\((?!https?:|#)([^)]+)\)/g,
  (_, path: string) => `](${new URL(path, `${address}/blob/main/docs/`)})`,
)
writeFileSync(join(directory, 'README.md'), page)
