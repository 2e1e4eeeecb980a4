import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { writeSshFiles } from '../../../../src/connect/tunnel/ssh/files.ts'

const root = mkdtempSync(join(tmpdir(), 'ssh-files-'))
afterAll(() => rmSync(root, { recursive: true }))

let attemptDirectory: string
let agent: Server | undefined
beforeEach(() => {
  attemptDirectory = mkdtempSync(join(root, 'x'))
})
afterEach(() => {
  agent?.close()
  agent = undefined
})

const write = (inputs: Parameters<typeof writeSshFiles>[0], env: NodeJS.ProcessEnv = {}) =>
  writeSshFiles(inputs, { attemptDirectory, sockets: '/sockets' }, { env })
const read = (name: string) => readFileSync(join(attemptDirectory, name), 'utf8')

/** Four bytes of length, and the bytes. */
const text = (bytes: string | Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, Buffer.from(bytes)])
}
const publicKey = Buffer.concat([text('ssh-ed25519'), text('a key')])

/** An agent that holds a key. */
async function agentWith(key: Buffer): Promise<string> {
  const path = join(attemptDirectory, 'agent.sock')
  const answer = Buffer.concat([Buffer.from([12, 0, 0, 0, 1]), text(key), text('a comment')])
  agent = createServer((socket) => socket.once('data', () => socket.write(text(answer))))
  await new Promise<void>((resolve) => agent?.listen(path, resolve))
  return path
}

describe('the files that ssh reads', () => {
  it('are none without inputs', async () => {
    expect(await write({})).toEqual({ control: '/sockets/ssh' })
    expect(existsSync(join(attemptDirectory, 'known_hosts'))).toBe(false)
  })

  it('have the key and the known hosts, for this user alone', async () => {
    const key = { text: 'private\n', isProtected: false }
    const files = await write({ key, knownHosts: 'host key\n' })
    const [identity, knownHosts] = ['ssh-key', 'known_hosts'].map((name) =>
      join(attemptDirectory, name),
    )
    expect(files).toEqual({ identity, knownHosts, control: '/sockets/ssh' })
    expect([read('ssh-key'), read('known_hosts')]).toEqual(['private\n', 'host key\n'])
    expect(statSync(String(identity)).mode & 0o777).toBe(0o600)
  })

  it('have an empty list of known hosts when that is given', async () => {
    expect(await write({ knownHosts: '' })).toHaveProperty('knownHosts')
    expect(read('known_hosts')).toBe('')
  })
})

describe('a key with a passphrase', () => {
  const key = { text: 'private\n', isProtected: true, publicKey }

  it('is used through the agent that holds it, and only its public half is written', async () => {
    const files = await write({ key }, { SSH_AUTH_SOCK: await agentWith(publicKey) })
    expect(files).toMatchObject({ isInAgent: true, identity: join(attemptDirectory, 'ssh-key') })
    expect(read('ssh-key')).toBe(`ssh-ed25519 ${publicKey.toString('base64')}\n`)
  })

  const refused = { code: 'credentials-malformed', message: expect.stringContaining('passphrase') }

  it('is refused when the agent holds another, or there is none', async () => {
    const other = Buffer.concat([text('ssh-ed25519'), text('another')])
    const env = { SSH_AUTH_SOCK: await agentWith(other) }
    await expect(write({ key }, env)).rejects.toMatchObject(refused)
    await expect(write({ key })).rejects.toMatchObject(refused)
  })

  it('is refused when its public half is not known', async () => {
    const pem = { text: 'private\n', isProtected: true }
    const env = { SSH_AUTH_SOCK: await agentWith(publicKey) }
    await expect(write({ key: pem }, env)).rejects.toMatchObject(refused)
  })
})
