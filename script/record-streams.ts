import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pushBaseImage } from './rig/base-image.ts'
import { startBuildkitd } from './rig/buildkitd.ts'
import { faults, startFaultyServer } from './rig/faulty-server.ts'
import { requireParts } from './rig/parts.ts'
import { type Registry, startRegistry } from './rig/registry.ts'
import { run, tryRun } from './rig/run.ts'
import { prepareContext, recordBuild, saveStream } from './stream-recording.ts'
import { type Scenario, scenarios } from './stream-scenarios.ts'

/**
 * Records again what buildx writes for each scenario, and what the daemon's history says of the same
 * build, as fixtures: `NAME.rawjson`, `NAME.history.json` and `NAME.replay.rawjson`, gzipped when large.
 *
 * Names of scenarios may be given; then the others stay. Each finds the cache that those before it left.
 */
const fixtures = join(import.meta.dirname, '../__tests__/fixtures/streams')
const builder = 'recorder'
const names = process.argv.slice(2)
const chosen = scenarios.filter(({ name }) => names.length === 0 || names.includes(name))

const directory = await mkdtemp(join(tmpdir(), 'streams-'))
const stops: (() => unknown)[] = [() => rm(directory, { recursive: true, force: true })]
try {
  await recordAll()
} finally {
  for (const stop of stops.reverse()) await stop()
}

async function recordAll(): Promise<void> {
  const { buildx } = await requireParts('buildx')
  const registry = await startRegistry({ directory: join(directory, 'registry') })
  stops.push(registry.stop)
  const daemon = await startBuildkitd({ directory: join(directory, 'daemon'), registry })
  stops.push(daemon.stop)
  const faulty = await startFaultyServer(registry.host, faults.unavailable)
  stops.push(faulty.stop)
  const base = await pushBaseImage(registry)
  const server = await serveFile('downloaded\n')

  const env = {
    PATH: process.env.PATH,
    HOME: directory,
    BUILDX_CONFIG: join(directory, 'buildx'),
    DOCKER_CONFIG: join(directory, 'docker'),
  }
  await run(buildx, ['create', '--name', builder, '--driver', 'remote', daemon.endpoint], { env })
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
    const before = await listRefs()
    const { code, stream } = await recordBuild(buildx, args, { env, cwd: directory }, (child) => {
      if (scenario.whenReady === 'interrupt') child.kill('SIGINT')
      if (scenario.whenReady === 'kill-daemon') void daemon.kill()
    })
    if (code !== (scenario.exitCode ?? 0)) {
      throw new Error(`${scenario.name} ended with code ${code}:\n${stream}`)
    }
    await save(`${scenario.name}.rawjson`, stream)
    rows.push(describe(scenario, args))
    if (scenario.whenReady === 'kill-daemon') continue

    const ref = (await listRefs()).find((name) => !before.includes(name)) ?? ''
    const history = ['history', '--builder', builder]
    const record = await run(buildx, [...history, 'inspect', '--format', 'json', ref], { env })
    await save(`${scenario.name}.history.json`, Buffer.from(`${shorten(record)}\n`))
    const replay = await tryRun(buildx, [...history, 'logs', '--progress=rawjson', ref], { env })
    await save(`${scenario.name}.replay.rawjson`, Buffer.from(replay.stderr))
  }
  await writeFile(join(fixtures, 'README.md'), await readme(buildx, await allRows(rows)))
}

function save(name: string, content: Buffer): Promise<void> {
  return saveStream(fixtures, name, content, [directory])
}

async function loseLayers(registry: Registry): Promise<void> {
  for (const { digest } of (await registry.manifest('app', 'cache')).layers) {
    await fetch(`http://${registry.host}/v2/app/blobs/${digest}`, { method: 'DELETE' })
  }
}

/** The builds buildx has kept a record of; also of those that failed, which write no metadata. */
async function listRefs(): Promise<readonly string[]> {
  return readdir(join(directory, 'buildx/refs', builder, `${builder}0`)).catch(() => [])
}

/** What is compared. The rest has stack traces, with the paths of who built the programs. */
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

async function serveFile(content: string): Promise<string> {
  const server = createServer((_request, response) => response.end(content))
  stops.push(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function describe({ name, exitCode = 0, ...scenario }: Scenario, args: readonly string[]): string {
  const before = [
    ...(scenario.prune ? ['the cache is pruned'] : []),
    ...(scenario.loseLayers ? ['the layers of the registry cache are deleted'] : []),
    ...(scenario.heal ? ['the faulty registry behaves'] : []),
    ...(scenario.change ? [`\`${scenario.change}\` gets new content`] : []),
  ]
  const during = { interrupt: 'SIGINT during a `RUN`', 'kill-daemon': 'the daemon is killed' }
  const event = scenario.whenReady ? during[scenario.whenReady] : ''
  const command = ['buildx', ...args].join(' ')
  return `| ${name} | ${before.join(', ')} | \`${command}\` | ${event} | ${exitCode} |`
}

/** The rows of what was recorded now, and of what was recorded before, in the order of the scenarios. */
async function allRows(rows: readonly string[]): Promise<readonly string[]> {
  const before = (await readFile(join(fixtures, 'README.md'), 'utf8')).split('\n')
  return scenarios.flatMap(({ name }) => {
    const isRow = (line: string) => line.startsWith(`| ${name} |`)
    return rows.find(isRow) ?? before.find(isRow) ?? []
  })
}

async function readme(buildx: string, rows: readonly string[]): Promise<string> {
  return `# Recorded streams

Written by \`script/record-streams\`, in this order, with ${(await run(buildx, ['version'])).trim()} and
the BuildKit of the same rig. For each build there are the stream as buildx wrote it (\`.rawjson\`), the
daemon's record of it (\`.history.json\`, from \`buildx history inspect --format json\`) and the stream as
the daemon kept it (\`.replay.rawjson\`, from \`buildx history logs --progress=rawjson\`).

| name | before | command | during | exit code |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}
