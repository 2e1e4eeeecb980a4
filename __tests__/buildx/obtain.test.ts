import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { CanceledError } from '../../src/base/errors.ts'
import { pinnedVersion } from '../../src/buildx/install/pin.ts'
import { oldestUsable } from '../../src/buildx/install/version.ts'
import { guessBuildx, obtainBuildx } from '../../src/buildx/obtain.ts'
import { createBinaryStore } from '../../src/github/buildx-store/store.ts'
import { listen, stop } from '../e2e/release-server.ts'

let directory: string
let lines: string[]
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'obtain-'))
  lines = []
})
afterEach(() => rmSync(directory, { recursive: true }))

/** A buildx whose `version` command runs this script. */
function put(folder: string, script: string): string {
  const plugins = join(directory, folder)
  mkdirSync(plugins, { recursive: true })
  const file = join(plugins, 'docker-buildx')
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return file
}
const versionLine = (version: string) => `echo github.com/docker/buildx ${version} 1`

interface Options {
  readonly version?: string
  readonly downloadUrl?: string
  readonly signal?: AbortSignal
}

/** Runs on a runner that has only the programs that `put` has written. */
function obtain({
  version,
  downloadUrl = '',
  signal = new AbortController().signal,
}: Options = {}) {
  return obtainBuildx(
    { version, downloadUrl, cacheBinary: false },
    {
      env: { HOME: join(directory, 'home'), PATH: join(directory, 'bin') },
      systemDirectories: [join(directory, 'system')],
      directory,
      binaries: createBinaryStore({}),
      signal,
      log: { info: (line) => lines.push(line) },
    },
  )
}

describe('obtainBuildx', () => {
  it('uses the first buildx that is not too old', async () => {
    put('home/.docker/cli-plugins', versionLine('v0.14.1'))
    const second = put('system', versionLine(oldestUsable))
    put('bin', versionLine('v0.38.2'))
    expect(await obtain()).toBe(second)
    expect(lines).toEqual([])
  })

  it('uses a buildx of unknown version, unless the user asks for a release', async () => {
    const unknown = put('system', versionLine('v0.0.0+unknown'))
    const release = put('bin', versionLine('v0.36.8'))
    expect(await obtain()).toBe(unknown)
    expect(await obtain({ version: 'v0.36.8' })).toBe(release)
  })

  it('uses the requested release and no newer one', async () => {
    put('system', versionLine('v0.38.2'))
    const release = put('bin', versionLine('v0.36.8'))
    expect(await obtain({ version: 'v0.36.8' })).toBe(release)
  })
})

describe('obtainBuildx, when no buildx on the runner is usable', () => {
  let server: Server
  const requests: (string | undefined)[] = []
  let downloadUrl: string
  beforeEach(async () => {
    // The libraries write their debug lines there.
    jest.spyOn(process.stdout, 'write').mockReturnValue(true)
    requests.length = 0
    server = createServer((request, response) => {
      requests.push(request.url)
      response.writeHead(404).end()
    })
    downloadUrl = `http://127.0.0.1:${await listen(server)}`
  })
  afterEach(async () => {
    jest.restoreAllMocks()
    await stop(server)
  })

  it.each([
    ['is too old', versionLine('v0.14.1'), /^\S+docker-buildx is v0\.14\.1, older than v0\.15\.1$/],
    ['fails', 'exit 3', /^\S+docker-buildx does not run \(exit code 3\)$/],
  ])('downloads the pinned release when the first %s', async (_, script, why) => {
    const first = put('system', script)
    put('bin', 'exit 4')
    await expect(obtain({ downloadUrl })).rejects.toThrow(
      `${pinnedVersion} could not be obtained: `,
    )
    const [fault = '', rest] = lines.join('\n').split('. Using ')
    expect(fault).toMatch(why)
    expect(fault).toContain(first)
    expect(rest).toBe(`${pinnedVersion}.`)
    expect(requests).toEqual([expect.stringContaining(`/${pinnedVersion}/`)])
  })

  it('downloads the requested release', async () => {
    put('system', versionLine('v0.38.2'))
    await expect(obtain({ version: 'v0.36.8', downloadUrl })).rejects.toThrow(
      /docker-buildx is v0\.38\.2, and v0\.36\.8 could not be obtained: /,
    )
    expect(requests).toEqual(expect.arrayContaining([expect.stringContaining('/v0.36.8/')]))
  })

  it('reports that there is no buildx', async () => {
    await expect(obtain({ downloadUrl })).rejects.toThrow(
      `There is no buildx on this runner, and ${pinnedVersion} could not be obtained: `,
    )
  })
})

describe('obtainBuildx, when the action is canceled', () => {
  it('neither reports nor replaces a buildx that has not answered', async () => {
    // A real buildx would answer before the abort could reach it.
    put('system', 'exec /bin/sleep 20')
    const canceled = new AbortController()
    const outcome = expect(obtain({ signal: canceled.signal })).rejects.toBeInstanceOf(
      CanceledError,
    )
    await sleep(100)
    canceled.abort()
    await outcome
    // A wrong warning or download would come in this time.
    await sleep(100)
    expect(lines).toEqual([])
  })

  it('starts nothing', async () => {
    const mark = join(directory, 'was-run')
    put('system', `: > ${mark}\n${versionLine('v0.38.2')}`)
    await expect(obtain({ signal: AbortSignal.abort() })).rejects.toBeInstanceOf(CanceledError)
    await sleep(100)
    expect(() => writeFileSync(mark, '', { flag: 'wx' })).not.toThrow()
  })
})

describe('guessBuildx', () => {
  const guess = (version?: string) =>
    guessBuildx({ version }, { DOCKER_CONFIG: join(directory, 'config'), PATH: '' })

  it('guesses the first one found, unless the user asks for a release', () => {
    const first = put('config/cli-plugins', 'exit 3')
    expect(guess()).toBe(first)
    expect(guess('v0.36.8')).toBeUndefined()
  })
})
