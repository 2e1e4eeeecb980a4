import { describe, expect, it } from '@jest/globals'
import {
  binaryName,
  checksumFiles,
  fileUrl,
  latestFileUrl,
  parseDownloadUrl,
  shown,
} from '../../../src/buildx/install/urls.ts'

const linux = { os: 'linux', arch: 'arm-v7' }
const windows = { os: 'windows', arch: 'amd64' }
const official = 'https://github.com/docker/buildx/releases/download'

describe('parseDownloadUrl', () => {
  it.each([
    ['', official],
    ['https://mirror.example.com/buildx/', 'https://mirror.example.com/buildx'],
    [
      'https://mirror.example.com/docker/buildx/releases',
      'https://mirror.example.com/docker/buildx/releases/download',
    ],
    ['https://mirror.example.com/{version}/{file}', 'https://mirror.example.com/{version}/{file}'],
  ])('%j', (text, url) => {
    expect(parseDownloadUrl(text)).toBe(url)
  })

  it.each(['mirror.example.com', 'ftp://mirror.example.com', 'file:///tmp'])(
    'refuses %s',
    (text) => {
      expect(() => parseDownloadUrl(text)).toThrow(/^buildx-download-url: .* is not a URL such as/)
    },
  )

  it('refuses a password and does not print it', () => {
    const parse = () => parseDownloadUrl('https://user:correct-horse@mirror.example.com')
    expect(parse).toThrow(/has a user or a password in it/)
    expect(parse).not.toThrow(/correct-horse/)
  })
})

describe('fileUrl', () => {
  const urlOf = (place: string, platform = linux) =>
    fileUrl(place, 'v0.36.1', platform, binaryName('v0.36.1', platform))

  it('is the URL of the release on GitHub', () => {
    expect(urlOf(official)).toBe(`${official}/v0.36.1/buildx-v0.36.1.linux-arm-v7`)
    expect(urlOf(official, windows)).toBe(`${official}/v0.36.1/buildx-v0.36.1.windows-amd64.exe`)
  })

  it('fills a template, with the version without its v', () => {
    expect(urlOf('https://m.example.com/{version}/{os}/{arch}/buildx?x={version}')).toBe(
      'https://m.example.com/0.36.1/linux/arm-v7/buildx?x=0.36.1',
    )
    expect(urlOf('https://m.example.com/v{version}/{file}', windows)).toBe(
      'https://m.example.com/v0.36.1/buildx-v0.36.1.windows-amd64.exe',
    )
  })

  it.each([
    [official, `${official}/v0.36.1/checksums.txt`],
    ['https://m.example.com/{version}/{file}', 'https://m.example.com/0.36.1/checksums.txt'],
    ['https://m.example.com/{version}/{os}-{arch}', 'https://m.example.com/0.36.1/checksums.txt'],
  ])('derives the URLs of the other files from %s', (place, url) => {
    expect(fileUrl(place, 'v0.36.1', linux, 'checksums.txt')).toBe(url)
  })
})

describe('latestFileUrl', () => {
  it.each([
    [official, 'https://github.com/docker/buildx/releases/latest/download/checksums.txt'],
    ['https://mirror.example.com/buildx', 'https://mirror.example.com/buildx/latest/checksums.txt'],
  ])('below %s', (place, url) => {
    expect(latestFileUrl(place, 'checksums.txt')).toBe(url)
  })

  it('is undefined for a template', () => {
    expect(() => latestFileUrl('https://m.example.com/{file}', 'checksums.txt')).toThrow(
      /^buildx-version: latest cannot be resolved .* Give a release/,
    )
  })
})

describe('checksumFiles', () => {
  it('lists the checksum file of the signed binaries first', () => {
    expect(checksumFiles(linux)).toEqual(['checksums.txt'])
    expect(checksumFiles(windows)).toEqual(['checksums-signed.txt', 'checksums.txt'])
    expect(checksumFiles({ os: 'darwin', arch: 'arm64' })[0]).toBe('checksums-signed.txt')
  })
})

describe('shown', () => {
  it('leaves out the query, which may contain a signature', () => {
    expect(shown('https://m.example.com/buildx?sig=secret')).toBe('https://m.example.com/buildx')
  })
})
