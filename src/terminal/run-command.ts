import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { RunCommand } from '../base/ports.ts'

/** @throws when the program can't be started */
export const runCommand: RunCommand = async (file, args, { env }) => {
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { exitCode: (code as number | null) ?? 1, stdout, stderr }
}
