// Builds a Go service and a Node service after the four usual changes, three ways: with this action on a daemon that
// stays, with docker/setup-buildx-action and docker/build-push-action on a fresh builder with a registry cache, and
// with this action's own fallback. Runs whole processes, with the ways measured in turn, and prints medians as a table.
// SETUP_BUILDX_ACTION and BUILD_PUSH_ACTION name checkouts of the two actions. An argument sets the number of runs,
// a second one writes the medians to a file, as JSON, a third one chooses the service. Needs Go, npm and a way to the Go module proxy and the npm registry.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './bench-figures.ts'
import { type BenchIdentity, startBenchIdentity } from './bench-identity.ts'
import type { Scenario } from './bench-scenarios.ts'
import { type Bench, type Way, ways } from './bench-ways.ts'
import { goService, nodeService, type Revision, type Service } from './realworld/services.ts'
import { startBuildkitd } from './rig/buildkitd.ts'
import { type Dockerd, startDockerd } from './rig/docker.ts'
import { importOfficialImages } from './rig/docker-images.ts'
import { requireParts } from './rig/parts.ts'
import { startRig } from './rig/rig.ts'

const runs = Number(process.argv[2] ?? 3)
const resultPath = process.argv[3]
/** `go` or `node`, to measure one alone. */
const only = process.argv[4]

const changes = ['nothing', 'a source file', 'a dependency', 'the base image'] as const
type Change = (typeof changes)[number]

const rig = await startRig()
const directory = await mkdtemp(join(tmpdir(), 'bench-realworld-'))
const { certificates, registry } = rig
const other = await startBuildkitd({ directory: join(directory, 'other'), certificates, registry })
const forge = { rig, endpoint: other.endpoint }
let dockerd: Dockerd | undefined
let identity: BenchIdentity | undefined
try {
  const { docker } = await requireParts('docker')
  dockerd = await startDockerd({ directory: join(directory, 'docker') })
  await importOfficialImages(dockerd)
  identity = await startBenchIdentity(directory, rig)
  const bench: Bench = { rig, docker, dockerHost: dockerd.host, directory, identity }
  const results: Record<string, unknown> = {}
  const services = { go: goService(forge, directory), node: nodeService(forge, directory) }
  for (const [name, service] of Object.entries(services)) {
    if (only !== undefined && only !== name) continue
    results[service.name] = await compare(service, bench)
  }
  if (resultPath !== undefined) {
    await writeFile(resultPath, `${JSON.stringify(results, undefined, 2)}\n`)
  }
} finally {
  await identity?.stop()
  await dockerd?.stop()
  await other.stop()
  await rig.stop()
  await rm(directory, { recursive: true, force: true })
}

/** Measures all changes of a service on all ways. @returns medians in seconds, by change and way */
async function compare(service: Service, bench: Bench): Promise<unknown> {
  const compared = waysOf(bench)
  const taken = new Map<string, number[]>()
  let revision: Revision = { source: 0, dependency: 0, base: 0 }
  const build = async (title: string) => {
    for (const { name, way, isLocal } of compared) {
      const scenario: Scenario = {
        ...{ name: service.name, ways: [], runs, isLocal },
        write: (workspace) => service.write(workspace, revision),
      }
      const { main, post } = await way.run(scenario, 0)
      const key = `${title}/${name}`
      taken.set(key, [...(taken.get(key) ?? []), main + post])
      console.error(`${service.name}, ${title}, ${name}: ${(main + post).toFixed(1)} s`)
    }
  }
  await build('the first build')
  for (let count = 0; count < runs; count += 1) {
    for (const change of changes) {
      revision = after(change, revision)
      await build(change)
    }
  }
  const seconds = (title: string, name: string) => median(taken.get(`${title}/${name}`) ?? [])
  console.log(`\n${service.name}, ${runs} runs\n`)
  console.log(`| changed | ${compared.map(({ name }) => name).join(' | ')} |`)
  console.log(`| --- |${compared.map(() => ' ---: |').join('')}`)
  for (const title of ['the first build', ...changes]) {
    const cells = compared.map(({ name }) => `${seconds(title, name).toFixed(1)} s`)
    console.log(`| ${title} | ${cells.join(' | ')} |`)
  }
  return Object.fromEntries(
    changes.map((change) => [
      change,
      // Hundredths of a second.
      Object.fromEntries(compared.map(({ name }) => [name, +seconds(change, name).toFixed(2)])),
    ]),
  )
}

function after(change: Change, { source, dependency, base }: Revision): Revision {
  return {
    source: source + Number(change === 'a source file'),
    dependency: dependency + Number(change === 'a dependency'),
    base: base + Number(change === 'the base image'),
  }
}

function waysOf(bench: Bench): { name: string; way: Way; isLocal: boolean }[] {
  const all = ways(bench)
  const find = (name: Way['name']) => all.filter((way) => way.name === name)
  return [
    ...find('ours').map((way) => ({ name: 'this action, a warm daemon', way, isLocal: false })),
    ...find('theirs').map((way) => ({
      name: "Docker's two actions, registry cache",
      way,
      isLocal: true,
    })),
    ...find('ours').map((way) => ({ name: 'this action, its fallback', way, isLocal: true })),
  ]
}
