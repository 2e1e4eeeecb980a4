import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { locateBuildx } from '../../src/buildx/locate.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'locate-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

function put(path: string, { mode = 0o755, text = '' } = {}): string {
  const file = join(directory, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}

const locateAll = (env: NodeJS.ProcessEnv = {}) => [
  // The Docker installation of this machine may have a buildx.
  ...locateBuildx({ HOME: join(directory, 'home'), PATH: join(directory, 'bin'), ...env }, [
    join(directory, 'system'),
  ]),
]

const locate = (env?: NodeJS.ProcessEnv) => locateAll(env)[0]

describe('locateBuildx', () => {
  it('finds the plugin in the home directory before one on the PATH', () => {
    put('bin/buildx')
    const plugin = put('home/.docker/cli-plugins/docker-buildx')
    expect(locate()).toBe(plugin)
  })

  it('looks in DOCKER_CONFIG instead of the home directory', () => {
    put('home/.docker/cli-plugins/docker-buildx')
    const plugin = put('config/cli-plugins/docker-buildx')
    expect(locate({ DOCKER_CONFIG: join(directory, 'config') })).toBe(plugin)
  })

  it('looks first in the directories that the Docker configuration names', () => {
    put('home/.docker/cli-plugins/docker-buildx')
    const plugin = put('extra/docker-buildx')
    put('home/.docker/config.json', {
      text: JSON.stringify({ cliPluginsExtraDirs: [join(directory, 'extra')] }),
    })
    expect(locate()).toBe(plugin)
  })

  it.each(['buildx', 'docker-buildx'])('finds %s on the PATH', (name) => {
    const file = put(`bin/${name}`)
    expect(locate()).toBe(file)
  })

  it('skips a relative entry of PATH, which would be in the checkout', () => {
    const file = put('bin/buildx')
    const cwd = process.cwd()
    try {
      process.chdir(directory)
      expect(locate({ PATH: 'bin:.:' })).toBeUndefined()
      expect(locate({ PATH: `bin:${join(directory, 'bin')}` })).toBe(file)
    } finally {
      process.chdir(cwd)
    }
  })

  it('skips a file that is not executable and a configuration that is not JSON', () => {
    put('home/.docker/cli-plugins/docker-buildx', { mode: 0o644 })
    put('home/.docker/config.json', { text: 'not json' })
    const file = put('bin/buildx')
    expect(locate()).toBe(file)
  })

  it('yields the next one when the first is not usable', () => {
    const plugin = put('home/.docker/cli-plugins/docker-buildx')
    const system = put('system/docker-buildx')
    const file = put('bin/buildx')
    expect(locateAll()).toEqual([plugin, system, file])
  })

  it('finds nothing when there is no buildx', () => {
    expect(locate({ PATH: '' })).toBeUndefined()
  })
})

describe('the places to look at', () => {
  /** All files that are looked at on a machine, in order. */
  function places(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, settings?: string) {
    const files: string[] = []
    const read: string[] = []
    const found = locateBuildx(env, undefined, {
      ...{ platform, home: platform === 'win32' ? 'C:\\Users\\me' : '/home/me' },
      isExecutable: (file) => files.push(file) < 0,
      readText(file) {
        read.push(file)
        if (settings === undefined) throw new Error('ENOENT')
        return settings
      },
    })
    expect([...found]).toEqual([])
    return { files, read }
  }

  it('are those of the Docker CLI on Linux, then PATH', () => {
    const { files, read } = places('linux', { PATH: '/bin:./bin:/usr/bin' })
    expect(files).toEqual([
      '/home/me/.docker/cli-plugins/docker-buildx',
      '/usr/local/lib/docker/cli-plugins/docker-buildx',
      '/usr/local/libexec/docker/cli-plugins/docker-buildx',
      '/usr/lib/docker/cli-plugins/docker-buildx',
      '/usr/libexec/docker/cli-plugins/docker-buildx',
      ...['/bin/buildx', '/bin/docker-buildx', '/usr/bin/buildx', '/usr/bin/docker-buildx'],
    ])
    expect(read).toEqual(['/home/me/.docker/config.json'])
  })

  it('are those of the Docker CLI on Windows, then PATH', () => {
    const env = { HOME: '/c/shell', ProgramData: 'C:\\Data', ProgramFiles: 'C:\\Programs' }
    const { files, read } = places('win32', { ...env, PATH: 'C:\\bin;bin' })
    expect(files).toEqual([
      'C:\\Users\\me\\.docker\\cli-plugins\\docker-buildx.exe',
      'C:\\Data\\Docker\\cli-plugins\\docker-buildx.exe',
      'C:\\Programs\\Docker\\cli-plugins\\docker-buildx.exe',
      ...['C:\\bin\\buildx.exe', 'C:\\bin\\docker-buildx.exe'],
    ])
    expect(read).toEqual(['C:\\Users\\me\\.docker\\config.json'])
    expect(places('win32', {}).files).toHaveLength(1)
  })

  it.each([
    ['HOME', { HOME: '/other' }, '/other/.docker/cli-plugins/docker-buildx'],
    ['no HOME', { HOME: '' }, '/home/me/.docker/cli-plugins/docker-buildx'],
    ['DOCKER_CONFIG', { DOCKER_CONFIG: '/config' }, '/config/cli-plugins/docker-buildx'],
    ['no DOCKER_CONFIG', { DOCKER_CONFIG: '' }, '/home/me/.docker/cli-plugins/docker-buildx'],
  ])('begin with the one of %s', (_, env, first) => {
    expect(places('linux', env).files[0]).toBe(first)
  })

  it.each<[string, unknown, readonly string[]]>([
    ['that are texts', { cliPluginsExtraDirs: ['/a', 1, '/b'] }, ['/a', '/b']],
    ['in a list', { cliPluginsExtraDirs: '/a' }, []],
    ['of an object', null, []],
  ])('include the extra directories %s', (_, settings, extra) => {
    const { files } = places('linux', {}, JSON.stringify(settings))
    const own = '/home/me/.docker/cli-plugins/docker-buildx'
    expect(files.slice(0, extra.length + 1)).toEqual([
      ...extra.map((directory) => `${directory}/docker-buildx`),
      own,
    ])
  })
})
