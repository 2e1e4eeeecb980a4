// Compares large builds with the commands typed by hand: 400 cached steps, and 300 MB of output. Prints medians of the
// wall time, the processor time of all processes, and the peak memory of the action's own. Arguments: the number of
// runs, and the megabytes of output.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './bench-figures.ts'
import { requireParts } from './rig/parts.ts'
import { startRig } from './rig/rig.ts'
import { createRunner, runProvenance } from './rig/runner.ts'

const runs = Number(process.argv[2] ?? 3)
const megabytes = Number(process.argv[3] ?? 300)

interface Taken {
  readonly wall: number
  readonly processor: number
  /** Megabytes; absent for the commands. */
  readonly memory?: number
}

// By default the daemon cuts the output of a step at 2 MB.
Object.assign(process.env, { BUILDKIT_STEP_LOG_MAX_SIZE: '-1', BUILDKIT_STEP_LOG_MAX_SPEED: '-1' })
const rig = await startRig()
const directory = await mkdtemp(join(tmpdir(), 'bench-large-'))
const logFile = join(directory, 'log')
const { authority, client } = rig.certificates
const { docker } = await requireParts('docker')
const line = 'compiling object file number 12345 of the library'
const output = (salt: string) =>
  `FROM ${rig.baseImage}\nRUN echo ${salt}; yes "${line}" | head -c ${megabytes * 1e6}\n`
const steps = `FROM ${rig.baseImage}\n${Array.from({ length: 400 }, (_, index) => `RUN echo ${index}`).join('\n')}\n`
const cases = [
  { title: '400 cached steps', dockerfile: () => steps },
  { title: `${megabytes} MB of output`, dockerfile: output },
]
try {
  console.log('| build | way | wall | processor | memory |')
  console.log('| --- | --- | ---: | ---: | ---: |')
  for (const { title, dockerfile } of cases) {
    const taken = { 'by hand': [] as Taken[], 'this action': [] as Taken[] }
    for (let count = 0; count <= runs; count += 1) {
      const ways = [
        ['by hand', byHand],
        ['this action', byAction],
      ] as const
      // Each way is first as often as the other: what one leaves behind may slow down the next.
      for (const [way, run] of count % 2 === 0 ? ways : ways.toReversed()) {
        const each = await run(dockerfile(`${way} ${count}`))
        // The first warms everything up.
        if (count > 0) taken[way].push(each)
      }
    }
    for (const [way, all] of Object.entries(taken)) {
      const of = (read: (each: Taken) => number) => median(all.map(read)).toFixed(2)
      const memory = all[0]?.memory === undefined ? '' : `${of(({ memory = 0 }) => memory)} MB`
      console.log(
        `| ${title} | ${way} | ${of(({ wall }) => wall)} s | ${of(({ processor }) => processor)} s | ${memory} |`,
      )
    }
  }
} finally {
  await rig.stop()
  await rm(directory, { recursive: true, force: true })
}
process.exit()

/** As a `run:` step, with the provenance that the action and docker/build-push-action ask for. */
async function byHand(dockerfile: string): Promise<Taken> {
  const runner = await createRunner({ buildx: rig.buildx })
  await writeFile(join(runner.workspace, 'Dockerfile'), dockerfile)
  const used = join(directory, 'times')
  const options = `cacert=${authority.certPath},cert=${client.certPath},key=${client.keyPath}`
  // `times` prints what the shell and its ended children have used, and comes last.
  const script = `exec > '${logFile}' 2>&1
'${docker}' buildx create --name bench --driver remote --driver-opt '${options}' ${rig.buildkitd.endpoint}
'${docker}' buildx build --builder bench --progress plain --provenance '${runProvenance}' .
'${docker}' buildx rm bench
times > '${used}'
`
  const { exitCode, seconds } = await runner.runScript(script)
  if (exitCode !== 0) throw new Error(await lastWords())
  await runner.remove()
  const [, , ...ofChildren] = (await readFile(used, 'utf8')).matchAll(/(\d+)m([\d.]+)s/g)
  const processor = ofChildren.map(([, minutes, rest]) => Number(minutes) * 60 + Number(rest))
  return { wall: seconds, processor: processor.reduce((sum, each) => sum + each, 0) }
}

async function lastWords(): Promise<string> {
  return (await readFile(logFile, 'utf8')).slice(-10_000)
}

/** The action's main process writes what it and buildx have used when it ends. */
async function byAction(dockerfile: string): Promise<Taken> {
  const runner = await createRunner({ buildx: rig.buildx })
  await writeFile(join(runner.workspace, 'Dockerfile'), dockerfile)
  const probe = join(directory, 'probe.cjs')
  const used = join(directory, 'used.json')
  await writeFile(
    probe,
    `const { closeSync, openSync, readFileSync, writeFileSync } = require('node:fs')
// The log goes to a file, as by hand. A reader of each line would be slower than the build.
closeSync(1)
openSync(${JSON.stringify(logFile)}, 'w')
process.on('exit', () => {
  // Fields 16 and 17 of proc(5): what its ended children have used, in hundredths of a second.
  const stat = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')
  const { userCPUTime, systemCPUTime } = process.resourceUsage()
  // Not maxRSS, which begins with what the process that started this one used.
  const memory = Number(/^VmHWM:\\s*(\\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1000
  const processor = (userCPUTime + systemCPUTime) / 1e6 + (Number(stat[13]) + Number(stat[14])) / 100
  writeFileSync(${JSON.stringify(used)}, JSON.stringify({ processor, memory }))
})
`,
  )
  const step = await runner.startStep({
    env: { NODE_OPTIONS: `--require=${probe}` },
    inputs: {
      endpoint: rig.buildkitd.endpoint,
      ...{ ca: authority.cert, cert: client.cert, key: client.key },
      ...{ context: '.', fallback: 'never', push: 'false' },
    },
  })
  const { exitCode, seconds } = await step.done
  if (exitCode !== 0) throw new Error(await lastWords())
  await runner.remove()
  return { wall: seconds, ...JSON.parse(await readFile(used, 'utf8')) }
}
