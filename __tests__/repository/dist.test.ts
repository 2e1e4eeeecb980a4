import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from '@jest/globals'

const dist = resolve(import.meta.dirname, '..', '..', 'dist')
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))

// ncc takes a path with a literal name behind variables, such as resolve(folder, 'Dockerfile'), for a file of the bundle:
// it copies all files of that name, and looks for it beside the bundle.
it('dist has nothing but programs, their kind and the licenses', () => {
  const others = files.filter((file) => !/(?:\.js|\/package\.json|\/licenses\.txt)$/.test(file))
  expect(others).toEqual([])
})

it('no program looks for a file beside itself in place of one of the job', () => {
  const misled = files.filter((file) => /\.ab ?\+ ?"/.test(readFileSync(file, 'utf8')))
  expect(misled).toEqual([])
})
