// The process that keeps a tunnel open after the step that opened it.
import { existsSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { messageOf } from '../../base/errors.ts'
import { openTunnel, type TunnelOrder } from './open-tunnel.ts'

/** What the keeper answers, as one line of JSON. */
export type KeeperAnswer = { readonly isOpen: true } | { readonly error: string }

const openTimeoutMs = 30_000
/** Post ends it; should post never run, it ends with the private directory. */
const lookMs = 5000

/**
 * Opens the tunnel that standard input describes, answers on standard output, and keeps it open until this process
 * is ended or the private directory is gone.
 */
export async function runKeeper(directory: string, env: NodeJS.ProcessEnv): Promise<void> {
  const answer = (value: KeeperAnswer) => process.stdout.write(`${JSON.stringify(value)}\n`)
  try {
    const order = JSON.parse(await text(process.stdin)) as TunnelOrder
    const tunnel = await openTunnel(order, { directory, env })
    // Opens what the connections share.
    const open = tunnel.wrapProbe(async () => {})
    await open(openTimeoutMs, AbortSignal.timeout(openTimeoutMs))
  } catch (error) {
    answer({ error: messageOf(error) })
    return
  }
  answer({ isOpen: true })
  // The reader is gone by now.
  process.stdout.on('error', () => {})
  setInterval(() => {
    if (!existsSync(directory)) process.exit()
  }, lookMs)
}
