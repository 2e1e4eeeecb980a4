import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { chmod, copyFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { requireParts } from './parts.ts'
import { run, tryRun } from './run.ts'

export interface SshAgent {
  /** For SSH_AUTH_SOCK. */
  readonly socket: string
  add(keyPath: string, passphrase?: string): Promise<void>
  /** The public keys it holds. */
  list(): Promise<string>
  stop(): Promise<void>
}

/** Starts a separate ssh-agent. */
export async function startSshAgent(): Promise<SshAgent> {
  const parts = await requireParts('ssh-agent', 'ssh-add')
  const directory = mkdtempSync(join(tmpdir(), 'agent-'))
  const socket = join(directory, 'socket')
  const child = spawn(parts['ssh-agent'], ['-D', '-a', socket], { stdio: 'ignore' })
  const ended = new Promise((resolve) => child.on('close', resolve))
  while (child.exitCode === null && !existsSync(socket)) await sleep(10)
  const env = { ...process.env, SSH_AUTH_SOCK: socket }
  return {
    socket,
    async add(keyPath, passphrase = '') {
      // A copy with the mode that ssh-add requires. SSH_ASKPASS answers the passphrase prompt.
      const [key, askpass] = [join(directory, 'key'), join(directory, 'askpass')]
      await copyFile(keyPath, key)
      await chmod(key, 0o600)
      await writeFile(askpass, `#!/bin/sh\necho '${passphrase}'\n`, { mode: 0o700 })
      const asked = { SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force' }
      await run(parts['ssh-add'], ['-q', key], { env: { ...env, ...asked } })
    },
    list: async () => (await tryRun(parts['ssh-add'], ['-L'], { env })).stdout,
    async stop() {
      child.kill()
      await ended
      rmSync(directory, { recursive: true })
    },
  }
}
