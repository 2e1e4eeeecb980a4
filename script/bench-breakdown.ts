import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCredentials } from '../src/credentials/client-tls.ts'
import { checkValidity } from '../src/credentials/validity.ts'
import type { ProbeTarget } from '../src/daemon/daemon.ts'
import { parseEndpoint } from '../src/daemon/endpoint.ts'
import { probe } from '../src/daemon/probe.ts'
import { median, milliseconds } from './bench-figures.ts'
import { scenarios } from './bench-scenarios.ts'
import { type Bench, ourInputs } from './bench-ways.ts'
import { run } from './rig/run.ts'
import { createRunner, type Runner } from './rig/runner.ts'

type Seconds = Readonly<Record<string, number>>

const runs = 9

/** Prints where the time of a small warm build goes. A wrapper records when buildx starts and ends. */
export async function breakDown(bench: Bench): Promise<void> {
  const buildx = join(bench.directory, 'buildx')
  const times = join(bench.directory, 'times')
  const wrapper = `#!/bin/bash
begun=$EPOCHREALTIME
${JSON.stringify(bench.rig.buildx)} "$@"
code=$?
echo "$1 $begun $EPOCHREALTIME" >> ${JSON.stringify(times)}
exit $code
`
  await writeFile(buildx, wrapper)
  await chmod(buildx, 0o755)
  const measured: Seconds[] = []
  for (let run = 0; run < runs; run++) measured.push(await measure(bench, buildx, times))
  console.log(`\nWhere the time of the small warm build goes`)
  for (const phase of Object.keys(measured[0] ?? {})) {
    const seconds = median(measured.map((one) => one[phase] ?? 0))
    console.log(`${milliseconds(seconds).padStart(10)}  ${phase}`)
  }
}

async function measure(bench: Bench, buildx: string, times: string): Promise<Seconds> {
  const [scenario] = scenarios
  if (scenario === undefined) return {}
  await rm(times, { force: true })
  const runner = await createRunner({ buildx })
  try {
    await scenario.write(runner.workspace, bench.rig.baseImage, 1)
    const { certificates, question } = await ask(bench)
    const begun = Date.now() / 1000
    const step = await runner.startStep({ inputs: ourInputs(bench, scenario) })
    const { exitCode, log, seconds } = await step.done
    if (exitCode !== 0) throw new Error(log)
    // The state after a job that failed in a later step: main has left nothing.
    const post = await step.post('failure')
    if (post === 'skipped') throw new Error('post was skipped')
    const commands = new Map<string, { start: number; end: number }>()
    for (const line of (await readFile(times, 'utf8')).trim().split('\n')) {
      const [command = '', start, end] = line.split(' ')
      commands.set(command, { start: Number(start), end: Number(end) })
    }
    const at = (command: string) => {
      const { start, end } = commands.get(command) ?? { start: 0, end: 0 }
      return { start: start - begun, end: end - begun, seconds: end - start }
    }
    const build = at('build')
    return {
      'Node starts, the action reads the inputs and probes the daemon': build.start,
      'of that, the certificates are read and checked': certificates,
      'of that, the daemon is asked': question,
      'buildx build': build.seconds,
      'the report, and the end': seconds - build.end,
      'post, if the runner does not skip it': post.seconds,
      'an empty Node program, for comparison': await emptyProgram(runner),
    }
  } finally {
    await runner.remove()
  }
}

/** Seconds. */
async function emptyProgram({ directory }: Runner): Promise<number> {
  const script = join(directory, 'empty.js')
  await writeFile(script, '')
  const begun = performance.now()
  await run(process.execPath, [script])
  return (performance.now() - begun) / 1000
}

/** Seconds of the parts that run inside main, measured with the code that the action bundles. */
async function ask({ rig }: Bench): Promise<Record<'certificates' | 'question', number>> {
  const { authority, client } = rig.certificates
  const begun = performance.now()
  const credentials = readCredentials({ ca: authority.cert, cert: client.cert, key: client.key })
  if (credentials === undefined) throw new Error('no certificates')
  checkValidity(credentials, new Date())
  const checked = performance.now()
  await probe({ endpoint: parseEndpoint(rig.buildkitd.endpoint), credentials } as ProbeTarget, 5000)
  const answered = performance.now()
  return { certificates: (checked - begun) / 1000, question: (answered - checked) / 1000 }
}
