import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordMounts } from './mount-recording.ts'
import { startDockerd } from './rig/docker.ts'
import { faults, startFaultyServer } from './rig/faulty-server.ts'
import { startLink } from './rig/link.ts'
import type { Registry } from './rig/registry.ts'
import { prepareContext, recordBuild, saveStream } from './stream-recording.ts'
import { type StreamRig, serveFiles, versions, withStreamRig } from './stream-rig.ts'
import { type Scenario, scenarios } from './stream-scenarios.ts'

/**
 * Records buildx's stream of each scenario, and the record in the daemon's history of the same
 * build, as fixtures: `NAME.rawjson`, `NAME.history.json` and `NAME.replay.rawjson`, gzipped when large.
 *
 * With names of scenarios as arguments, it records only these. Each uses the cache of those before it.
 */
const fixtures = join(import.meta.dirname, '../__tests__/fixtures/streams')
const names = process.argv.slice(2)
const chosen = scenarios.filter(({ name }) => names.length === 0 || names.includes(name))

await withStreamRig(recordAll)

async function recordAll(rig: StreamRig): Promise<void> {
  const { directory, buildx, daemon, registry, base } = rig
  const faulty = await startFaultyServer(registry.host, faults.unavailable)
  rig.stops.push(faulty.stop)
  const server = await serveFiles(rig, async (path) =>
    path === '/file.txt' ? 'downloaded\n' : undefined,
  )
  const { builder, env, ...client } = await rig.client('recorder')
  for (const name of await readdir(fixtures)) {
    const [, scenario = ''] = /^([a-z-]+)\.(?:\w+\.)?(?:rawjson|json)(?:\.gz)?$/.exec(name) ?? []
    const isOld = names.length === 0 || names.includes(scenario)
    if (scenario !== '' && isOld) await rm(join(fixtures, name))
  }

  const rows: string[] = []
  for (const scenario of chosen) {
    console.log(scenario.name)
    await prepareContext(scenario, directory)
    if (scenario.heal) faulty.heal()
    if (scenario.prune) await daemon.prune()
    if (scenario.loseLayers) await loseLayers(registry)
    const args = [
      ...['build', '--builder', builder, '--progress=rawjson', '--build-arg', `BASE=${base}`],
      ...(scenario.args ?? []),
      scenario.project,
    ].map((arg) =>
      arg
        .replace('REGISTRY', registry.host)
        .replace('FAULTY', faulty.host)
        .replace('SERVER', server),
    )
    const before = await client.refs()
    const onReady: Parameters<typeof recordBuild>[3] = (child) => {
      if (scenario.whenReady === 'interrupt') child.kill('SIGINT')
      if (scenario.whenReady === 'kill-daemon') void daemon.kill()
    }
    const mounts = scenario.mounts ? recordMounts(daemon) : undefined
    const docker = scenario.slowDocker ? { DOCKER_HOST: await startSlowDocker(rig) } : {}
    const options = { env: { ...env, ...docker }, cwd: directory }
    const { code, stream } = await recordBuild(buildx, args, options, onReady, mounts?.status)
    const answers = mounts?.end()
    if (code !== (scenario.exitCode ?? 0)) {
      throw new Error(`${scenario.name} ended with code ${code}:\n${stream}`)
    }
    const save = (name: string, content: Buffer) => saveStream(fixtures, name, content, [directory])
    await save(`${scenario.name}.rawjson`, stream)
    if (answers) await save(`${scenario.name}.mounts.json`, Buffer.from(json(answers)))
    rows.push(describe(scenario, args))
    if (scenario.whenReady === 'kill-daemon') continue

    const ref = (await client.refs()).find((name) => !before.includes(name)) ?? ''
    const { record, replay } = await client.history(ref)
    await save(`${scenario.name}.history.json`, Buffer.from(record))
    await save(`${scenario.name}.replay.rawjson`, Buffer.from(replay))
  }
  await writeFile(join(fixtures, 'README.md'), readme(await allRows(rows)))
}

/** Gives the value of DOCKER_HOST. */
async function startSlowDocker({ directory, stops }: StreamRig): Promise<string> {
  const dockerd = await startDockerd({ directory: join(directory, 'docker') })
  stops.push(dockerd.stop)
  const link = await startLink(dockerd.socket, { oneWayMs: 1, bitsPerSecond: 4_000_000 })
  stops.push(() => link.close())
  return `tcp://127.0.0.1:${link.port}`
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

async function loseLayers(registry: Registry): Promise<void> {
  for (const { digest } of (await registry.manifest('app', 'cache')).layers) {
    await fetch(`http://${registry.host}/v2/app/blobs/${digest}`, { method: 'DELETE' })
  }
}

function describe({ name, exitCode = 0, ...scenario }: Scenario, args: readonly string[]): string {
  const before = [
    ...(scenario.prune ? ['the cache is pruned'] : []),
    ...(scenario.loseLayers ? ['the layers of the registry cache are deleted'] : []),
    ...(scenario.slowDocker ? ['4 Mbit/s lead to the Docker daemon'] : []),
    ...(scenario.heal ? ['the faulty registry behaves'] : []),
    ...(scenario.change ? [`\`${scenario.change}\` gets new content`] : []),
  ]
  const during = { interrupt: 'SIGINT during a `RUN`', 'kill-daemon': 'the daemon is killed' }
  const event = scenario.whenReady ? during[scenario.whenReady] : ''
  const command = ['buildx', ...args].join(' ')
  return `| ${name} | ${before.join(', ')} | \`${command}\` | ${event} | ${exitCode} | ${versions} |`
}

/** The rows of the new recordings and of the older ones, in the order of the scenarios. */
async function allRows(rows: readonly string[]): Promise<readonly string[]> {
  const before = (await readFile(join(fixtures, 'README.md'), 'utf8')).split('\n')
  return scenarios.flatMap(({ name }) => {
    const isRow = (line: string) => line.startsWith(`| ${name} |`)
    return rows.find(isRow) ?? before.find(isRow) ?? []
  })
}

function readme(rows: readonly string[]): string {
  return `# Recorded streams

Written by \`script/record-streams\`, in this order. For each build there are the stream as buildx wrote it
(\`.rawjson\`), the daemon's record of it (\`.history.json\`, from \`buildx history inspect --format json\`)
and the stream as the daemon kept it (\`.replay.rawjson\`, from \`buildx history logs --progress=rawjson\`). For those
with cache mounts there is what the daemon answered about them while the build went on (\`.mounts.json\`).

| name | before | command | during | exit code | recorded with |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}
