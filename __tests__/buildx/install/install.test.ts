import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { installBuildx } from '../../../src/buildx/install/install.ts'
import { pinnedVersion } from '../../../src/buildx/install/pin.ts'
import { releasePlatform } from '../../../src/buildx/install/platform.ts'
import { binaryName } from '../../../src/buildx/install/urls.ts'
import { createBinaryStore } from '../../../src/github/buildx-store/store.ts'
import { type ReleaseServer, serveRelease } from '../../e2e/release-server.ts'

let directory: string
let server: ReleaseServer | undefined
beforeEach(() => {
  // The libraries write their debug lines there.
  jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  directory = mkdtempSync(join(tmpdir(), 'install-'))
})
afterEach(async () => {
  jest.restoreAllMocks()
  await server?.stop()
  rmSync(directory, { recursive: true })
})

/** Options for a release whose checksum is in that file. */
async function install(platform: { os: string; arch: string }, version: string, checksums: string) {
  const file = binaryName(version, platform)
  server = await serveRelease({ version, binary: Buffer.from('program'), file, checksums })
  const lines: string[] = []
  const installed = await installBuildx(
    { version, platform, downloadUrl: server.url, useJobCache: false },
    {
      env: {},
      directory,
      binaries: createBinaryStore({}),
      log: { info: (line) => lines.push(line) },
    },
  )
  return { installed, lines }
}

const [windows, macos] = [
  { os: 'windows', arch: 'arm64' },
  { os: 'darwin', arch: 'arm64' },
]

describe('installBuildx', () => {
  it.each([
    [windows, 'v0.36.0', 'checksums-signed.txt', ['checksums-signed.txt']],
    [macos, 'v0.36.0', 'checksums-signed.txt', ['checksums-signed.txt']],
    [windows, 'v0.35.0', 'checksums.txt', ['checksums-signed.txt', 'checksums.txt']],
  ])('finds the checksum for %o of %s in %s', async (platform, version, checksums, asked) => {
    const { installed, lines } = await install(platform, version, checksums)
    expect(readFileSync(installed, 'utf8')).toBe('program')
    expect(server?.requests).toEqual(
      [...asked, binaryName(version, platform)].map((file) => `${version}/${file}`),
    )
    expect(lines.join()).toMatch(new RegExp(`checksum as in \\S+/${version}/${checksums}$`))
  })

  it('checks the pinned release against the pinned checksum, not the one on the server', async () => {
    const platform = releasePlatform()
    await expect(install(platform, pinnedVersion, 'checksums.txt')).rejects.toThrow(
      /is not the expected file.* in the source of this action\.$/,
    )
    expect(server?.requests).toEqual([`${pinnedVersion}/${binaryName(pinnedVersion, platform)}`])
  })

  it('downloads no binary without a checksum, such as those for macOS before v0.36.0', async () => {
    await expect(install(macos, 'v0.35.0', '')).rejects.toThrow(/checksums\.txt does not exist$/)
    expect(server?.requests).not.toContain(`v0.35.0/${binaryName('v0.35.0', macos)}`)
  })

  it.each(['http://mirror.example.com', 'http://10.0.0.1:8080'])(
    'reads no checksum from %s, which has no TLS',
    async (downloadUrl) => {
      const installing = installBuildx(
        { version: 'v0.35.0', platform: windows, downloadUrl, useJobCache: false },
        { env: {}, directory, binaries: createBinaryStore({}), log: { info: () => {} } },
      )
      await expect(installing).rejects.toThrow('is not https://')
    },
  )

  it('does not run the pinned release from the tool cache if its checksum is wrong', async () => {
    const found = join(directory, 'buildx')
    writeFileSync(found, 'another program')
    // The server has another release, so the download fails at once.
    server = await serveRelease({ version: 'v0.36.0', binary: Buffer.from(''), file: 'none' })
    const lines: string[] = []
    const installing = installBuildx(
      { version: pinnedVersion, downloadUrl: server.url, useJobCache: false },
      {
        env: {},
        directory,
        binaries: { ...createBinaryStore({}), find: async () => found },
        log: { info: (line) => lines.push(line) },
      },
    )
    await expect(installing).rejects.toThrow('does not exist')
    expect(lines).toEqual([
      `${found} is not buildx ${pinnedVersion}: its SHA-256 is not the one of the release.`,
    ])
  })
})
