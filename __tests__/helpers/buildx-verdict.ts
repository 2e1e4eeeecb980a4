import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tryRun } from '../../script/rig/run.ts'
import type { ProbeTarget } from '../../src/daemon/daemon.ts'

export interface BuildxVerdict {
  /** Whether buildx could build there. */
  readonly isRunning: boolean
  readonly seconds: number
  /** The error in gRPC's own words. */
  readonly reason: string
}

/** Tests a daemon with buildx itself. `seconds` is the limit, since buildx waits for a silent daemon. */
export async function askBuildx(
  buildx: string,
  { endpoint, credentials, serverName }: ProbeTarget,
  seconds = 5,
): Promise<BuildxVerdict> {
  const directory = await mkdtemp(join(tmpdir(), 'verdict-'))
  const env = {
    PATH: process.env.PATH,
    HOME: directory,
    BUILDX_CONFIG: join(directory, 'config'),
    GRPC_GO_LOG_SEVERITY_LEVEL: 'warning',
  }
  try {
    const files = { cacert: credentials?.ca, ...credentials?.client }
    const options = serverName === undefined ? [] : [`servername=${serverName}`]
    for (const [name, text] of Object.entries(files)) {
      if (text === undefined) continue
      const path = join(directory, `${name}.pem`)
      await writeFile(path, text)
      options.push(`${name}=${path}`)
    }
    const driverOpts = options.flatMap((option) => ['--driver-opt', option])
    const create = ['create', '--name', 'asked', '--driver', 'remote', ...driverOpts, endpoint.url]
    const timeout = ['--timeout', `${seconds}s`]
    const created = await tryRun(buildx, [...create, ...timeout], { env })
    if (created.code !== 0) return { isRunning: false, seconds: 0, reason: created.stderr.trim() }
    const started = performance.now()
    const { stdout, stderr } = await tryRun(buildx, ['inspect', 'asked', ...timeout], { env })
    return {
      isRunning: /^Status:\s*running$/m.test(stdout),
      seconds: (performance.now() - started) / 1000,
      reason: /Err: (.*)/.exec(stderr)?.[1] ?? /^Error:\s*(.*)$/m.exec(stdout)?.[1] ?? stderr,
    }
  } finally {
    await rm(directory, { recursive: true })
  }
}
