import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pushBaseImage } from './rig/base-image.ts'
import { type Buildkitd, startBuildkitd } from './rig/buildkitd.ts'
import { buildkitVersion, buildxVersion, requireParts } from './rig/parts.ts'
import { type Registry, startRegistry } from './rig/registry.ts'
import { run, tryRun } from './rig/run.ts'

/** Versions of the programs, for the tables of recordings. */
export const versions = `buildx ${buildxVersion}, BuildKit ${buildkitVersion}`

/** A daemon and a registry on which builds are recorded. */
export interface StreamRig {
  readonly directory: string
  readonly buildx: string
  readonly daemon: Buildkitd
  readonly registry: Registry
  /** The reference of the base image. */
  readonly base: string
  /** Clean-up functions, which run at the end in reverse order. */
  readonly stops: (() => unknown)[]
  client(name: string): Promise<StreamClient>
}

/** A buildx with its own configuration. */
export interface StreamClient {
  readonly builder: string
  readonly env: NodeJS.ProcessEnv
  /** The builds of which buildx has a local record. They include failed builds, which write no metadata. */
  refs(): Promise<readonly string[]>
  /** The daemon's history record of a build, and its stream as the daemon kept it. */
  history(ref: string): Promise<{ readonly record: string; readonly replay: string }>
}

/** Starts a rig, records builds on it, and stops it. */
export async function withStreamRig(record: (rig: StreamRig) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'streams-'))
  const stops: (() => unknown)[] = [() => rm(directory, { recursive: true, force: true })]
  try {
    const { buildx } = await requireParts('buildx')
    const registry = await startRegistry({ directory: join(directory, 'registry') })
    stops.push(registry.stop)
    const daemon = await startBuildkitd({ directory: join(directory, 'daemon'), registry })
    stops.push(daemon.stop)
    const base = await pushBaseImage(registry)
    const client = (name: string) => createClient(name, { directory, buildx, daemon })
    await record({ directory, buildx, daemon, registry, base, stops, client })
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

async function createClient(
  name: string,
  { directory, buildx, daemon }: Pick<StreamRig, 'directory' | 'buildx' | 'daemon'>,
): Promise<StreamClient> {
  const builder = 'recorder'
  const config = join(directory, `buildx-${name}`)
  const env = {
    PATH: process.env.PATH,
    HOME: directory,
    BUILDX_CONFIG: config,
    DOCKER_CONFIG: join(directory, 'docker'),
  }
  await run(buildx, ['create', '--name', builder, '--driver', 'remote', daemon.endpoint], { env })
  const history = ['history', '--builder', builder]
  return {
    ...{ builder, env },
    refs: () => readdir(join(config, 'refs', builder, `${builder}0`)).catch(() => []),
    async history(ref) {
      const record = await run(buildx, [...history, 'inspect', '--format', 'json', ref], { env })
      const replay = await tryRun(buildx, [...history, 'logs', '--progress=rawjson', ref], { env })
      return { record: `${shorten(record)}\n`, replay: replay.stderr }
    },
  }
}

/** The fields that tests compare. The others have stack traces, with paths from the programs' build. */
function shorten(record: string): string {
  const { Error: fault, ...rest } = JSON.parse(record)
  const kept = ['Status', 'NumCompletedSteps', 'NumTotalSteps', 'NumCachedSteps']
  const counts = Object.fromEntries(kept.map((key) => [key, rest[key]]))
  const { Code, Message, Name, Logs } = fault ?? {}
  return JSON.stringify(
    { ...counts, ...(fault && { Error: { Code, Message, Name, Logs } }) },
    null,
    2,
  )
}

/** Serves files by their paths over HTTP, such as `/file.txt`. */
export async function serveFiles(
  { stops }: Pick<StreamRig, 'stops'>,
  read: (path: string) => Promise<Buffer | string | undefined>,
): Promise<string> {
  const server = createServer(async (request, response) => {
    const content = await read(new URL(request.url ?? '/', 'http://localhost').pathname)
    response.writeHead(content === undefined ? 404 : 200).end(content)
  })
  stops.push(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
