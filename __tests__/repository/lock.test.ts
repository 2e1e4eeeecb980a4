import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from '@jest/globals'

interface Entry {
  readonly integrity?: string
  readonly link?: boolean
}

const file = resolve(import.meta.dirname, '..', '..', 'package-lock.json')
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly packages: Readonly<Record<string, Entry>>
}

it('npm checks each package against the lock file, also those of other platforms', () => {
  const unchecked = Object.entries(packages)
    // The first entry is this package.
    .filter(
      ([path, { integrity = '', link }]) => path !== '' && !link && !/^sha512-/.test(integrity),
    )
    .map(([path]) => path)
  expect(Object.keys(packages).length).toBeGreaterThan(100)
  expect(unchecked).toEqual([])
})
