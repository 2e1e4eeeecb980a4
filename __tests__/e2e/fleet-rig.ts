import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Buildkitd, startBuildkitd } from '../../script/rig/buildkitd.ts'
import type { Certificate } from '../../script/rig/certificates.ts'
import { asRoot, run } from '../../script/rig/run.ts'
import { rank } from '../../src/pool/rank.ts'
import { rig } from './project.ts'

export interface Fleet {
  /** The daemons by number, from 0. A daemon that is started again replaces the stopped one in its place. */
  readonly daemons: Buildkitd[]
  /** The value of `endpoint`, by default with all daemons in order. */
  readonly endpoint: (order?: readonly number[]) => string
  /** The numbers of the daemons in rank order, for a key. */
  readonly ranked: (key: string) => readonly number[]
  /** Restarts a daemon at the same address, with its cache unless that is to be wiped. */
  readonly restart: (number: number, options?: StartOptions) => Promise<void>
  readonly stop: () => Promise<void>
}

export interface StartOptions {
  /** Without the cache that it had. */
  readonly isWiped?: boolean
  readonly server?: Certificate
  /** Appended to buildkitd.toml. */
  readonly config?: string
}

/** The daemon's process belongs to root. */
export async function runAsRoot(...words: readonly string[]): Promise<void> {
  const [command = '', ...args] = asRoot(...words)
  await run(command, args)
}

/** Several daemons with mutual TLS on loopback, each with its own cache. */
export async function startFleet(count: number, defaults: StartOptions = {}): Promise<Fleet> {
  const directory = mkdtempSync(join(tmpdir(), 'fleet-'))
  const roots = Array.from({ length: count }, (_, number) => join(directory, String(number)))
  let wiped = 0
  const start = (number: number, port?: number, given: StartOptions = {}) => {
    const options = { ...defaults, ...given }
    const { server = rig.certificates.server, config = '' } = options
    if (options.isWiped) roots[number] = join(directory, `${number}-wiped-${wiped++}`)
    return startBuildkitd({
      directory: roots[number] ?? '',
      keepsRoot: true,
      certificates: { ...rig.certificates, server },
      config: `${config}\n[registry."${rig.registry.host}"]\nhttp = true`,
      ...(port !== undefined && { port }),
    })
  }
  const daemons = await Promise.all(roots.map((_, number) => start(number)))
  const urls = () => daemons.map(({ endpoint }) => endpoint)
  return {
    daemons,
    endpoint: (order = daemons.map((_, number) => number)) =>
      order.map((number) => urls()[number]).join('\n'),
    ranked: (key) => rank(key, urls()).map((url) => urls().indexOf(url)),
    async restart(number, options) {
      daemons[number] = await start(number, daemons[number]?.port, options)
    },
    async stop() {
      await Promise.all(daemons.map((daemon) => daemon.stop()))
      await runAsRoot('rm', '-rf', directory)
    },
  }
}
