// Builds a folder again, in one workspace: a later step of the job, and the next commit. Compares sending everything
// with sending what changed, on this machine and behind 100 Mbit/s with a round trip of 20 ms, and prints medians as a
// table. A relay plays the line. Arguments: the number of runs, `large` for 20,000 files of 500 MB too, and `near` for
// this machine alone.
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { median } from './bench-figures.ts'
import { startLink } from './rig/link.ts'
import { startRig } from './rig/rig.ts'
import { run } from './rig/run.ts'
import { createRunner, type Runner } from './rig/runner.ts'

const runs = Number(process.argv[2] ?? 3)
const trees = [
  { title: '3,000 files, 62 MB', folders: 30, files: 100, bytes: 62e6 },
  ...(process.argv.includes('large')
    ? [{ title: '20,000 files, 500 MB', folders: 200, files: 100, bytes: 500e6 }]
    : []),
]
const lines = [
  { title: 'the same machine', oneWayMs: 0 },
  ...(process.argv.includes('near')
    ? []
    : [{ title: '20 ms, 100 Mbit/s', oneWayMs: 10, bitsPerSecond: 100e6 }]),
]
type Tree = (typeof trees)[number]
/** Seconds of the first build, the same again, and with one file changed. */
type Taken = [number[], number[], number[]]

const rig = await startRig()
const { authority, client } = rig.certificates
try {
  console.log('| folder | line | `reuse-upload` | first | again | one file changed |')
  console.log('| --- | --- | --- | ---: | ---: | ---: |')
  for (const tree of trees) {
    for (const { title, ...line } of lines) {
      const link = await startLink(rig.buildkitd.port, line)
      // In turn, each as often before the other as after it, and once the disk has stored what the last one wrote.
      const ways = ['never', 'auto'].map((reuse) => ({ reuse, taken: [[], [], []] as Taken }))
      for (let round = 0; round < runs; round += 1) {
        for (const { reuse, taken } of round % 2 === 0 ? ways : ways.toReversed()) {
          const runner = await createRunner({ buildx: rig.buildx })
          await writeTree(runner, tree)
          await run('sync', [])
          taken[0].push(await build(runner, link.port, reuse))
          taken[1].push(await build(runner, link.port, reuse))
          await writeFile(join(runner.workspace, '0', '0'), randomBytes(1000))
          taken[2].push(await build(runner, link.port, reuse))
          await runner.remove()
        }
      }
      for (const { reuse, taken } of ways) {
        const shown = taken.map((all) => `${median(all).toFixed(2)} s`)
        console.log(`| ${tree.title} | ${title} | ${reuse} | ${shown.join(' | ')} |`)
      }
      link.close()
    }
  }
} finally {
  await rig.stop()
}
process.exit()

async function writeTree({ workspace }: Runner, { folders, files, bytes }: Tree): Promise<void> {
  const size = Math.round(bytes / folders / files)
  await writeFile(join(workspace, 'Dockerfile'), 'FROM scratch\nCOPY . /\n')
  for (let folder = 0; folder < folders; folder += 1) {
    await mkdir(join(workspace, String(folder)))
    for (let file = 0; file < files; file += 1) {
      await writeFile(join(workspace, String(folder), String(file)), randomBytes(size))
    }
  }
}

/** @returns seconds */
async function build(runner: Runner, port: number, reuse: string): Promise<number> {
  const step = await runner.startStep({
    inputs: {
      endpoint: `tcp://127.0.0.1:${port}`,
      ...{ ca: authority.cert, cert: client.cert, key: client.key },
      ...{ context: '.', fallback: 'never', push: 'false', 'reuse-upload': reuse },
    },
  })
  const { exitCode, log, seconds } = await step.done
  if (exitCode !== 0) throw new Error(log)
  return seconds
}
