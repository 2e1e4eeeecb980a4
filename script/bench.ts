// Compares on one machine: the commands typed by hand, this action, and the two actions that it replaces. It runs
// whole processes, main and post, as a runner does, and skips those that a runner skips. It measures the ways in
// turn and prints medians. SETUP_BUILDX_ACTION and BUILD_PUSH_ACTION name checkouts of docker/setup-buildx-action and
// docker/build-push-action. Without them, their column is left out.
import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { breakDown } from './bench-breakdown.ts'
import { median, milliseconds } from './bench-figures.ts'
import { type BenchIdentity, startBenchIdentity } from './bench-identity.ts'
import { type Scenario, scenarios } from './bench-scenarios.ts'
import { type Bench, type Taken, type Way, ways } from './bench-ways.ts'
import { type Dockerd, startDockerd } from './rig/docker.ts'
import { importOfficialImages } from './rig/docker-images.ts'
import { requireParts } from './rig/parts.ts'
import { startRig } from './rig/rig.ts'

/** The share of the runs to do: 0.3 gives a quick estimate. */
const share = Number(process.argv[2] ?? 1)

// The daemon, the registry and the runners write only below it. It is in memory if there is room, so that the speed
// of the disk doesn't matter. TMPDIR names another place.
process.env.TMPDIR ??= (await hasRoom('/dev/shm')) ? '/dev/shm' : tmpdir()
const rig = await startRig()
const directory = await mkdtemp(join(tmpdir(), 'bench-'))
let dockerd: Dockerd | undefined
let identity: BenchIdentity | undefined
try {
  const { docker } = await requireParts('docker')
  dockerd = await startDockerd({ directory: join(directory, 'docker') })
  await importOfficialImages(dockerd)
  identity = await startBenchIdentity(directory, rig)
  const bench: Bench = { rig, docker, dockerHost: dockerd.host, directory, identity }
  for (const scenario of scenarios) await compare(scenario, bench)
  await breakDown(bench)
} finally {
  await identity?.stop()
  await dockerd?.stop()
  await rig.stop()
  await rm(directory, { recursive: true, force: true })
}

async function compare(scenario: Scenario, bench: Bench): Promise<void> {
  const compared = ways(bench).filter(({ name }) => scenario.ways.includes(name))
  const runs = Math.max(3, Math.round(scenario.runs * share))
  const taken = new Map<Way, Taken[]>(compared.map((way) => [way, []]))
  for (const way of compared) await way.run(scenario, 0)
  for (let run = 1; run <= runs; run++) {
    for (const way of compared) taken.get(way)?.push(await way.run(scenario, run))
  }
  console.log(`\n${scenario.name}, ${runs} runs`)
  const base = compared[0]
  const whole = (way: Way) => median((taken.get(way) ?? []).map(({ main, post }) => main + post))
  for (const way of compared) {
    const ratio = base === undefined ? 1 : whole(way) / whole(base)
    const post = median((taken.get(way) ?? []).map((one) => one.post))
    const parts = post > 0 ? `, of it ${milliseconds(post)} post` : ''
    console.log(
      `${milliseconds(whole(way)).padStart(10)}  ${ratio.toFixed(2)} times  ${way.title}${parts}`,
    )
  }
}

async function hasRoom(directory: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(directory)
    return bavail * bsize > 4e9
  } catch {
    return false
  }
}
