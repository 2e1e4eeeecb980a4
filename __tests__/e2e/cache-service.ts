import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { requireParts } from '../../script/rig/parts.ts'
import { run } from '../../script/rig/run.ts'
import { startServer } from '../../script/rig/server.ts'
import { listen, stop } from './release-server.ts'

/** A cache between jobs, as the runner offers it to an action. */
export interface CacheService {
  /** The environment variables that announce it to an action. */
  readonly env: Readonly<Record<string, string>>
  /** The sizes of its archives. */
  archives(): number[]
  /** Swaps the first two archives. */
  swap(): void
  /** Overwrites the middle of every archive. */
  damage(): void
  stop(): Promise<void>
}

/**
 * The server that act runs for its jobs. It lives as long as a job, so a job waits. Only jobs get its
 * address, so this job writes it to a file.
 */
export async function startCacheService(directory: string): Promise<CacheService> {
  const { act, git } = await requireParts('act', 'git')
  const [repository, home, storage] = ['repository', 'home', 'storage'].map((name) =>
    join(directory, name),
  ) as [string, string, string]
  const address = join(directory, 'address')
  for (const path of [repository, home, storage]) mkdirSync(path, { recursive: true })
  const job = `echo $ACTIONS_CACHE_URL > ${address}; while [ -e ${address} ]; do sleep 0.2; done`
  writeFileSync(
    join(repository, 'wait.yml'),
    `on: push\njobs: { wait: { runs-on: ubuntu-latest, steps: [{ run: "${job}" }] } }\n`,
  )
  await run(git, ['init', '--quiet'], { cwd: repository })
  const server = await startServer({
    name: "act's cache server",
    logPath: join(directory, 'act.log'),
    command: [
      ...['env', `HOME=${home}`, `XDG_CACHE_HOME=${join(home, 'cache')}`],
      ...[act, 'push', '--directory', repository, '--workflows', join(repository, 'wait.yml')],
      ...['--platform', 'ubuntu-latest=-self-hosted', '--action-offline-mode'],
      ...['--cache-server-addr', '127.0.0.1', '--cache-server-path', storage],
    ],
    isReady: async () => existsSync(address) && readFileSync(address, 'utf8') !== '',
  })
  const url = readFileSync(address, 'utf8').trim()
  const files = () =>
    readdirSync(storage, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /^\d+$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
  return {
    env: { ACTIONS_CACHE_URL: url, ACTIONS_RUNTIME_TOKEN: 'token' },
    archives: () => files().map((file) => statSync(file).size),
    swap: () => {
      const [a = '', b = ''] = files()
      const content = readFileSync(a)
      writeFileSync(a, readFileSync(b))
      writeFileSync(b, content)
    },
    damage: () => {
      for (const file of files()) {
        const content = readFileSync(file)
        const middle = Math.floor(content.length / 2)
        writeFileSync(file, content.fill(0, middle, Math.min(middle + 1000, content.length)))
      }
    },
    stop: async () => {
      rmSync(address)
      await server.stop()
    },
  }
}

/** The same service, which holds back its answers until it is released. */
export async function startSlowService({ env }: CacheService): Promise<{
  readonly env: CacheService['env']
  answer(): void
  stop(): Promise<void>
}> {
  const { promise: told, resolve: answer } = Promise.withResolvers<void>()
  const server = createServer(async (request, response) => {
    const url = `${env.ACTIONS_CACHE_URL?.replace(/\/$/, '')}${request.url}`
    const { authorization = '', accept = '' } = request.headers
    const upstream = await fetch(url, { headers: { authorization, accept } })
    const body = Buffer.from(await upstream.arrayBuffer())
    await told
    response.writeHead(upstream.status, { 'content-type': 'application/json' }).end(body)
  })
  const port = await listen(server)
  return {
    env: { ...env, ACTIONS_CACHE_URL: `http://127.0.0.1:${port}/` },
    answer,
    stop: () => stop(server),
  }
}
