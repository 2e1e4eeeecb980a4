// Compares a list of three daemons with one daemon, and a build for two platforms on two daemons with the slower of
// the two builds alone. Everything is warm. Whole processes, in turn, medians.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rank } from '../src/pool/rank.ts'
import { median, milliseconds } from './bench-figures.ts'
import { startBuildkitd } from './rig/buildkitd.ts'
import { startRig } from './rig/rig.ts'
import { createRunner } from './rig/runner.ts'

/** How often each is measured. */
const runs = Number(process.argv[2] ?? 15)

const rig = await startRig()
const directory = await mkdtemp(join(tmpdir(), 'bench-fleet-'))
const start = (name: string, config = '') =>
  startBuildkitd({
    directory: join(directory, name),
    certificates: rig.certificates,
    config: `${config}\n[registry."${rig.registry.host}"]\nhttp = true`,
  })
const others = [await start('second'), await start('third')]
const arm = await start('arm', 'platforms = ["linux/arm64"]')
try {
  const one = rig.buildkitd.endpoint
  const all = [one, ...others.map(({ endpoint }) => endpoint)]
  const keys = Array.from({ length: 100 }, (_, index) => `key-${index}`)
  const key = keys.find((each) => rank(each, all)[0] === one) ?? ''
  const tag = (name: string) => `${rig.registry.host}/bench/fleet-${name}:latest`
  await compare('A list of three daemons', [
    ['one daemon', { endpoint: one, tags: tag('one') }],
    ['a list of three', { endpoint: all.join('\n'), 'pool-key': key, tags: tag('list') }],
  ])
  const both = `linux/amd64=${one}\nlinux/arm64=${arm.endpoint}`
  const on = (platforms: string, name: string) => ({ endpoint: both, platforms, tags: tag(name) })
  await compare('Two platforms', [
    ['linux/amd64 alone', on('linux/amd64', 'amd64')],
    ['linux/arm64 alone', on('linux/arm64', 'arm64')],
    ['both', on('linux/amd64,linux/arm64', 'both')],
  ])
} finally {
  await Promise.all([...others, arm].map((daemon) => daemon.stop()))
  await rig.stop()
  await rm(directory, { recursive: true, force: true })
}

type Way = readonly [title: string, inputs: Readonly<Record<string, string>>]

async function compare(name: string, ways: readonly Way[]): Promise<void> {
  const taken = new Map(ways.map(([title]) => [title, [] as number[]]))
  for (let run = 0; run <= runs; run += 1) {
    // Each way is as often the first as the last.
    for (const [title, inputs] of run % 2 === 0 ? ways : ways.toReversed()) {
      const seconds = await build(inputs)
      // The first run warms everything up.
      if (run > 0) taken.get(title)?.push(seconds)
    }
  }
  console.log(`\n${name}, ${runs} runs`)
  const base = median(taken.get(ways[0]?.[0] ?? '') ?? [])
  for (const [title, seconds] of taken) {
    const ratio = median(seconds) / base
    console.log(
      `${milliseconds(median(seconds)).padStart(10)}  ${ratio.toFixed(3)} times  ${title}`,
    )
  }
}

async function build(inputs: Readonly<Record<string, string>>): Promise<number> {
  const { authority, client } = rig.certificates
  const runner = await createRunner({ buildx: rig.buildx })
  await writeFile(
    join(runner.workspace, 'Dockerfile'),
    'FROM scratch\nCOPY Dockerfile /a\nCOPY Dockerfile /b\n',
  )
  const step = await runner.startStep({
    inputs: {
      ...{ ca: authority.cert, cert: client.cert, key: client.key },
      ...{ fallback: 'never', context: '.' },
      ...inputs,
    },
  })
  const { exitCode, log, seconds } = await step.done
  await step.post()
  await runner.remove()
  if (exitCode !== 0) throw new Error(log)
  return seconds
}
