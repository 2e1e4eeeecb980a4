// Builds examples/demo twice on a temporary daemon, each time with the action on a fresh runner.
import { resolve } from 'node:path'
import { styleText } from 'node:util'
import type { PhaseResult } from './rig/phase.ts'
import { type Rig, startRig } from './rig/rig.ts'
import { endRunningCommands } from './rig/run.ts'
import { createRunner, type Step } from './rig/runner.ts'

const example = resolve(import.meta.dirname, '..', 'examples', 'demo')
const longestValue = 160
let running: Step | undefined
let interruptedBy: NodeJS.Signals | undefined

const starting = startRig()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => interrupt(signal))
}
// The reader of the output has gone, as with `script/demo | head`.
process.stdout.on('error', () => interrupt('SIGPIPE'))

try {
  const rig = await starting
  try {
    await demonstrate(rig)
  } finally {
    await rig.stop()
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  console.error(interruptedBy ? `Stopped by ${interruptedBy}, nothing left running.` : message)
  process.exitCode = interruptedBy === 'SIGINT' ? 130 : 1
}

function interrupt(signal: NodeJS.Signals): void {
  interruptedBy = signal
  endRunningCommands()
  running?.cancel().catch(() => {})
}

async function demonstrate(rig: Rig): Promise<void> {
  console.log(`A BuildKit daemon with mutual TLS at ${rig.buildkitd.endpoint}`)
  console.log(`A registry at ${rig.registry.host}`)
  const cold = await build(rig, 'Cold: the daemon has just started')
  const warm = await build(rig, 'Warm: another fresh runner, the same daemon')
  const times = (cold / warm).toFixed(1)
  console.log(
    `\nThe warm build took ${warm.toFixed(1)} s, the cold one ${cold.toFixed(1)} s: ${times} times faster.`,
  )
}

/** Returns the seconds that the action took, its post phase included. */
async function build(rig: Rig, title: string): Promise<number> {
  heading(title)
  const { authority, client } = rig.certificates
  const runner = await createRunner({ buildx: rig.buildx })
  try {
    running = await runner.startStep({
      inputs: {
        endpoint: rig.buildkitd.endpoint,
        ca: authority.cert,
        cert: client.cert,
        key: client.key,
        context: example,
        tags: `${rig.registry.host}/demo:latest`,
        'build-args': `BASE_IMAGE=${rig.baseImage}`,
      },
      secrets: [client.key],
      onLine: (line) => console.log(line),
    })
    const main = await running.done
    const post = await running.post()
    if (interruptedBy) throw new Error('interrupted')
    report(main)
    if (main.exitCode !== 0) throw new Error('The build failed.')
    return main.seconds + (post === 'skipped' ? 0 : post.seconds)
  } finally {
    running = undefined
    await runner.remove()
  }
}

function report({ outputs, summary }: PhaseResult): void {
  heading('Outputs')
  for (const [name, value] of Object.entries(outputs)) {
    const line = value.replaceAll(/\s*\n\s*/g, ' ')
    const shown = line.length > longestValue ? `${line.slice(0, longestValue)}…` : line
    console.log(`${name}: ${shown}`)
  }
  heading('Job summary')
  console.log(summary.trim())
}

function heading(text: string): void {
  console.log(`\n${styleText('bold', `== ${text}`)}\n`)
}
