// Shows where the time of a warm step goes: what passes before the build starts, by phase. Medians of
// some runs of dist/ on a throw-away daemon; the number of runs may be given.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startRig } from './rig/rig.ts'
import { createRunner } from './rig/runner.ts'

type Seconds = Readonly<Record<string, number>>

const runs = Number(process.argv[2] ?? 15)
const rig = await startRig()
const { ca, cert, key } = {
  ca: rig.certificates.authority.cert,
  ...rig.certificates.client,
}
try {
  await measure()
  const measured: Seconds[] = []
  for (let run = 0; run < runs; run++) measured.push(await measure())
  const whole = median(measured.map((seconds) => sum(Object.values(seconds))))
  console.log(`Medians of ${runs} warm steps, of ${(whole * 1000).toFixed(0)} ms each:`)
  for (const phase of Object.keys(measured[0] ?? {})) {
    const seconds = median(measured.map((one) => one[phase] ?? 0))
    const share = ((100 * seconds) / whole).toFixed(0)
    console.log(`${(seconds * 1000).toFixed(0).padStart(6)} ms ${share.padStart(3)} %  ${phase}`)
  }
} finally {
  await rig.stop()
}

/** From the outside, by the lines of the log. */
async function measure(): Promise<Seconds> {
  const runner = await createRunner({ buildx: rig.buildx })
  try {
    const lines = [`FROM ${rig.baseImage}`, 'COPY Dockerfile /', 'RUN sleep 1', '']
    await writeFile(join(runner.workspace, 'Dockerfile'), lines.join('\n'))
    const begun = performance.now()
    const since = () => (performance.now() - begun) / 1000
    let [ready, connecting, building] = [0, 0, 0]
    const step = await runner.startStep({
      inputs: {
        ...{ endpoint: rig.buildkitd.endpoint, ca, cert, key, context: '.', fallback: 'never' },
        tags: `${rig.registry.host}/bench:latest`,
      },
      onLine: (line) => {
        const [, seconds] = /, ready in (\S+) s$/.exec(line) ?? []
        if (seconds) [ready, connecting] = [since(), Number(seconds)]
        if (ready && !building && /^#\d/.test(line)) building = since()
      },
    })
    const { exitCode, log } = await step.done
    if (exitCode !== 0) throw new Error(log)
    const main = since()
    await step.post()
    return {
      'before: node starts, the action loads, inputs are read': ready - connecting,
      'before: the daemon is asked, buildx found, the builder made': connecting,
      'before: buildx starts to build': building - ready,
      'build, push and report': main - building,
      'post step': since() - main,
    }
  } finally {
    await runner.remove()
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
