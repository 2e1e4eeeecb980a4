import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { licensesText, packageDirectories, readPackage } from '../../script/third-party.ts'

const root = resolve(import.meta.dirname, '..', '..')

describe('a bundled package', () => {
  const module = (nameForCondition: string | null) => ({ nameForCondition })

  it('is found once, also inside concatenated modules', () => {
    const stats = {
      modules: [
        module('/repo/src/index.js'),
        module(null),
        {
          ...module('/repo/src/main.js'),
          modules: [
            module('/repo/node_modules/@actions/core/lib/core.js'),
            module('/repo/node_modules/@actions/core/lib/command.js'),
            module('/repo/node_modules/tunnel/index.js'),
          ],
        },
      ],
    }
    expect(packageDirectories(stats)).toEqual([
      '/repo/node_modules/@actions/core',
      '/repo/node_modules/tunnel',
    ])
  })

  it('is the inner package when it is nested in another', () => {
    const stats = { modules: [module('/repo/node_modules/a/node_modules/@b/c/index.js')] }
    expect(packageDirectories(stats)).toEqual(['/repo/node_modules/a/node_modules/@b/c'])
  })
})

describe('a package', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'package-'))
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  const write = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  }

  it('has the text of its licence and its notices', () => {
    write({
      'package.json': '{ "name": "a", "version": "1.0.0", "license": "Apache-2.0" }',
      'license.md': 'the licence\r\n',
      NOTICE: 'the notice\n',
      'lib.js': '',
    })
    mkdirSync(join(directory, 'src'))
    const read = readPackage(directory)
    expect(read).toEqual({
      name: 'a',
      version: '1.0.0',
      license: 'Apache-2.0',
      text: 'the notice\n\nthe licence',
    })
    expect(licensesText([read])).toContain('- a 1.0.0: Apache-2.0\n')
  })

  it('without a licence text stops the build, with the remedy', () => {
    write({ 'package.json': '{ "name": "@a/b", "version": "1.0.0", "license": "MIT" }' })
    expect(() => readPackage(directory)).toThrow(
      '@a/b 1.0.0 (MIT) comes without a licence text. Write script/licenses/@a+b.txt from the notices in its files.',
    )
  })

  it('without a licence stops the build', () => {
    write({ 'package.json': '{ "name": "a", "version": "1.0.0" }', LICENSE: 'all rights reserved' })
    expect(() => readPackage(directory)).toThrow('a 1.0.0 (no licence)')
  })
})

describe('dist/licenses.txt', () => {
  it('names every package in the comments of the bundles', () => {
    const bundles = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.js'),
    )
    // webpack's comments above each module, which the build keeps, are independent of the list from which the text is
    // made.
    const named = bundles.flatMap((file) => [
      ...readFileSync(join(root, 'dist', file), 'utf8').matchAll(
        /\/\*! [A-Z ]+: \.\/(?:\S*\/)?node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//g,
      ),
    ])
    const packages = new Set(named.map(([, name = '']) => name))
    expect(packages.size).toBeGreaterThan(10)
    const listed = [
      ...readFileSync(join(root, 'dist', 'licenses.txt'), 'utf8').matchAll(/^- (\S+) \S+: /gm),
    ].map(([, name]) => name)
    expect([...packages].filter((name) => !listed.includes(name))).toEqual([])
  })
})
