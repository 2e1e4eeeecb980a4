// Builds script/realworld/go, warm, on a daemon that is away: behind round trips of 20, 50 and 100 ms and 100 Mbit/s, by
// TLS and by SSH. Prints medians as a table. A relay on this machine plays the line, since not every kernel has netem.
// An argument sets the number of runs.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { median } from './bench-figures.ts'
import { goService, type Revision } from './realworld/services.ts'
import { startBuildkitd } from './rig/buildkitd.ts'
import { startDockerd } from './rig/docker.ts'
import { startLink } from './rig/link.ts'
import { requireParts } from './rig/parts.ts'
import { startRig } from './rig/rig.ts'
import { createRunner } from './rig/runner.ts'
import { startSshd } from './rig/sshd.ts'

const runs = Number(process.argv[2] ?? 3)
const roundTrips = [0, 20, 50, 100]
const bitsPerSecond = 100e6

const rig = await startRig()
const directory = await mkdtemp(join(tmpdir(), 'bench-links-'))
const stops: (() => unknown)[] = [
  () => rm(directory, { recursive: true, force: true }),
  () => rig.stop(),
]
const { certificates, registry } = rig
try {
  const parts = await requireParts('docker', 'buildx')
  const other = await startBuildkitd({
    directory: join(directory, 'other'),
    certificates,
    registry,
  })
  stops.push(() => other.stop())
  const dockerd = await startDockerd({ directory: join(directory, 'docker'), bridge: false })
  stops.push(() => dockerd.stop())
  const sshd = await startSshd({
    directory: join(directory, 'sshd'),
    environment: { DOCKER_HOST: dockerd.host },
    path: [dirname(parts.docker)],
  })
  stops.push(() => sshd.stop())
  const service = goService({ rig, endpoint: other.endpoint }, directory)
  let source = 0

  const build = async (inputs: Readonly<Record<string, string>>, revision: Revision) => {
    const runner = await createRunner({ buildx: parts.buildx })
    await service.write(runner.workspace, revision)
    const step = await runner.startStep({
      inputs: { ...inputs, context: '.', fallback: 'never', tags: `${registry.host}/links:latest` },
    })
    const { exitCode, log, seconds } = await step.done
    if (exitCode !== 0) throw new Error(log)
    await runner.remove()
    return seconds
  }
  const { authority, client } = certificates
  const ways = [
    {
      name: 'TLS',
      port: rig.buildkitd.port,
      inputs: (port: number) => ({
        endpoint: `tcp://127.0.0.1:${port}`,
        ...{ ca: authority.cert, cert: client.cert, key: client.key },
      }),
    },
    {
      name: 'SSH',
      port: sshd.port,
      inputs: (port: number) => ({
        endpoint: sshd.endpoint.replace(/\d+$/, String(port)),
        'ssh-key': sshd.key.privateKey,
        'ssh-known-hosts': sshd.hostKeyLine.replace(String(sshd.port), String(port)),
        // This Docker daemon has no bridge.
        ...{ network: 'host', allow: 'network.host' },
      }),
    },
  ]
  console.log('| round trip | | nothing changed | a source file changed |')
  console.log('| --- | --- | ---: | ---: |')
  for (const { name, port, inputs } of ways) {
    await build(inputs(port), { source, dependency: 0, base: 0 })
    for (const roundTrip of roundTrips) {
      const line = { oneWayMs: roundTrip / 2, ...(roundTrip > 0 && { bitsPerSecond }) }
      const link = await startLink(port, line)
      const [nothing, changed]: [number[], number[]] = [[], []]
      for (let count = 0; count < runs; count += 1) {
        nothing.push(await build(inputs(link.port), { source, dependency: 0, base: 0 }))
        source += 1
        changed.push(await build(inputs(link.port), { source, dependency: 0, base: 0 }))
      }
      link.close()
      const where = roundTrip === 0 ? 'the same machine' : `${roundTrip} ms, 100 Mbit/s`
      const shown = [nothing, changed].map((all) => `${median(all).toFixed(1)} s`)
      console.log(`| ${where} | ${name} | ${shown.join(' | ')} |`)
    }
  }
} finally {
  for (const stop of stops.reverse()) await stop()
}
process.exit()
