import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'

const newKey = () =>
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey
const key = newKey()
const [, firstLine = ''] = key.split('\n')

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'leaks-'))
})

afterEach(async () => {
  await rm(directory, { recursive: true })
})

describe('findSecrets', () => {
  it.each([
    ['the key', key],
    ['one of its lines', `before ${firstLine} after`],
    ['the key without line breaks', key.replaceAll('\n', '')],
    ['the key with escaped line breaks', JSON.stringify(key)],
    ['its base64 form', Buffer.from(key).toString('base64')],
    ['its base64 form in a longer text', Buffer.from(`1${key}`).toString('base64')],
    ['its base64 form at the third offset', Buffer.from(`12${key}`).toString('base64')],
    [
      'its base64 form in wrapped lines',
      Buffer.from(key).toString('base64').replaceAll(/.{76}/g, '$&\n'),
    ],
  ])('finds %s', async (_, text) => {
    expect(await findSecrets([key], { texts: { log: text } })).toContainEqual(
      expect.objectContaining({ where: 'log' }),
    )
  })

  it('finds a key in a file and in the name of a file, at any depth', async () => {
    await writeFile(join(directory, 'file'), `\0${firstLine}`)
    const path = join(directory, firstLine.replaceAll('/', '_'))
    await writeFile(path, '')
    const leaks = await findSecrets([key], { directories: [directory] })
    expect(leaks).toContainEqual({ where: join(directory, 'file'), what: firstLine })
  })

  it('does not report another key or a PEM header', async () => {
    const other = newKey()
    const texts = { other, base64: Buffer.from(other).toString('base64') }
    expect(await findSecrets([key], { texts })).toEqual([])
  })
})

describe('processesWith', () => {
  const onLinux = process.platform === 'linux' ? it : it.skip

  onLinux('finds a process by its environment until it has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], {
      env: { MARKER: directory },
      stdio: 'ignore',
    })
    await once(child, 'spawn')
    expect(processesWith(directory).map(({ pid }) => pid)).toEqual([child.pid])
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(processesWith(directory)).toEqual([])
  })
})
