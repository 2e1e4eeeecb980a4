import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BuildkitdOptions } from './buildkitd-config.ts'
import { asContainer } from './buildkitd-container.ts'
import { asProgram } from './buildkitd-program.ts'
import { run, tryRun } from './run.ts'
import { freePort, type Server, startServer } from './server.ts'
import { chooseWay } from './way.ts'

export interface Buildkitd extends Server {
  /** `tcp://127.0.0.1:PORT` */
  readonly endpoint: string
  readonly port: number
  /** buildctl, over the daemon's own socket. */
  readonly controlCommand: readonly [string, ...string[]]
  /** Runs buildctl over the daemon's own socket, which needs no certificate. */
  control(...args: string[]): Promise<string>
  /** Drops the whole cache, cache mounts too. */
  prune(): Promise<void>
}

export async function startBuildkitd(options: BuildkitdOptions): Promise<Buildkitd> {
  await mkdir(options.directory, { recursive: true })
  const inContainer = (await chooseWay()) === 'images'
  const spare = inContainer ? options.registry?.container?.sparePorts.pop() : undefined
  const port = options.port ?? spare ?? (await freePort())
  const way = await (inContainer ? asContainer : asProgram)(options, port)
  const [program, ...reach] = way.control
  const server = await startServer({
    ...way.server,
    name: 'buildkitd',
    logPath: join(options.directory, 'buildkitd.log'),
    isReady: async () => (await tryRun(program, [...reach, 'debug', 'workers'])).code === 0,
  })
  const endpoint = `tcp://127.0.0.1:${port}`
  return { ...server, ...controlWith(way.control), endpoint, port }
}

export function controlWith(
  command: readonly [string, ...string[]],
): Pick<Buildkitd, 'controlCommand' | 'control' | 'prune'> {
  const [program, ...reach] = command
  const control = (...args: string[]) => run(program, [...reach, ...args])
  const prune = async () => {
    await control('prune', '--all')
  }
  return { controlCommand: command, control, prune }
}
