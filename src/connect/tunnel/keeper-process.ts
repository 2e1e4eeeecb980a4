import { createInterface } from 'node:readline'
import type { Ports } from '../../base/ports.ts'
import { withTimeout } from '../../base/timeout.ts'
import { type KeptChild, spawnKept } from '../../processes/program.ts'
import type { KeeperAnswer } from './keeper.ts'
import type { TunnelOrder } from './open-tunnel.ts'

/** More than the keeper takes to give up. */
const longestStartMs = 40_000

/**
 * Starts the process that keeps a tunnel open, and waits until it is open.
 *
 * @throws Error in one line
 */
export async function startKeeper(
  order: TunnelOrder,
  { directory, env, keeper }: Pick<Ports, 'directory' | 'env' | 'keeper'>,
): Promise<void> {
  if (keeper === undefined) throw new Error('nothing keeps a tunnel open after this process')
  const [file, ...args] = keeper
  const child = spawnKept({ file, env }, [...args, directory], { directory })
  try {
    child.stdin.on('error', () => {})
    child.stdin.end(JSON.stringify(order))
    const answer = await withTimeout(() => firstAnswer(child), longestStartMs)
    if ('error' in answer) throw new Error(answer.error)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  } finally {
    // Nothing of it holds up this process.
    child.stdout.destroy()
    child.unref()
  }
}

function firstAnswer(child: KeptChild): Promise<KeeperAnswer> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve(JSON.parse(line) as KeeperAnswer)
    })
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`the process that keeps the tunnel ended: ${code}`)),
    )
  })
}
