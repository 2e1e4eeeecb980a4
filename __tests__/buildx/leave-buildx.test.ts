import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import type { Log } from '../../src/base/ports.ts'
import { leaveBuildx } from '../../src/buildx/leave-buildx.ts'

let root: string
let lines: string[]
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'leave-buildx-'))
  lines = []
})
afterEach(() => rmSync(root, { recursive: true }))

const executable = (...path: readonly string[]): string => {
  const file = join(root, ...path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, path.join('/'), { mode: 0o755 })
  return file
}
const leave = (file: string) => {
  const env = { PATH: join(root, 'bin'), HOME: root }
  const log = {
    info: () => lines.push('info'),
    warning: (line: string) => lines.push(line.replaceAll(root, '')),
  } as unknown as Log
  return leaveBuildx(file, { env, directory: join(root, 'private'), log })
}
const plugin = () => join(root, '.docker', 'cli-plugins', 'docker-buildx')

it('changes nothing where later steps find the same buildx as a plugin', () => {
  executable('bin', 'docker')
  expect(leave(executable('.docker', 'cli-plugins', 'docker-buildx'))).toBeUndefined()
  expect(existsSync(join(root, 'private'))).toBe(false)
  expect(lines).toEqual([])
})

it('changes nothing where the PATH has the same buildx and there is no Docker CLI', () => {
  expect(leave(executable('bin', 'buildx'))).toBeUndefined()
  expect(existsSync(join(root, 'private'))).toBe(false)
  expect(lines).toEqual([])
})

it.each<[string, readonly string[]]>([
  ['a plugin', ['.docker', 'cli-plugins', 'docker-buildx']],
  ['called docker-buildx on the PATH', ['bin', 'docker-buildx']],
  ['elsewhere', ['tools', 'buildx']],
])('gives a folder for the PATH without the Docker CLI where the buildx is %s', (_, path) => {
  const place = leave(executable(...path))
  expect(place).toBe(join(root, 'private', 'later'))
  expect(readFileSync(join(place ?? '', 'buildx'), 'utf8')).toBe(path.join('/'))
  expect(lines).toEqual(['info'])
})

it('installs a copy of it as the plugin of the Docker CLI, in place of another', () => {
  executable('bin', 'docker')
  // The Docker CLI looks for plugins alone.
  executable('bin', 'docker-buildx')
  executable('.docker', 'cli-plugins', 'docker-buildx')
  const used = executable('tools', 'buildx')
  expect(leave(used)).toBeUndefined()
  expect(readFileSync(plugin(), 'utf8')).toBe('tools/buildx')
  // As docker/setup-buildx-action installs its own.
  writeFileSync(plugin(), 'theirs')
  expect(readFileSync(used, 'utf8')).toBe('tools/buildx')
  expect(readdirSync(join(root, '.docker', 'cli-plugins'))).toEqual(['docker-buildx'])
  expect(lines).toEqual(['info'])
})

it('installs a buildx that is on the PATH alone', () => {
  executable('bin', 'docker')
  leave(executable('bin', 'docker-buildx'))
  expect(readFileSync(plugin(), 'utf8')).toBe('bin/docker-buildx')
})

it('warns where it cannot do so', () => {
  executable('bin', 'docker')
  writeFileSync(join(root, '.docker'), 'no folder')
  expect(leave(executable('tools', 'buildx'))).toBeUndefined()
  expect(lines).toEqual([expect.stringMatching(/^Later steps don't get this buildx: ENOTDIR/)])
})

it('warns where the Docker CLI looks elsewhere first', () => {
  executable('bin', 'docker')
  executable('extra', 'docker-buildx')
  const settings = { cliPluginsExtraDirs: [join(root, 'extra')] }
  mkdirSync(join(root, '.docker'))
  writeFileSync(join(root, '.docker', 'config.json'), JSON.stringify(settings))
  leave(executable('tools', 'buildx'))
  expect(lines.at(-1)).toBe(
    "Later steps don't get this buildx: the Docker CLI prefers /extra/docker-buildx to /.docker/cli-plugins/docker-buildx.",
  )
})
