// Runs one server for the rig. It ends the server when standard input closes, when the time is up, or when the server
// exits, and leaves nothing of it. The system closes standard input however the parent dies. The keeper is a
// separate process, so that it outlives a killed rig, and JavaScript, because Node takes longer to strip types than to
// do the rest.
import { spawn, spawnSync } from 'node:child_process'
import { openSync, readFileSync, rmSync, writeSync } from 'node:fs'

const secondsToStop = 10
/** @type {import('./server.ts').Kept} */
const kept = JSON.parse(process.argv[2] ?? '')
const [command = '', ...args] = kept.command
const log = openSync(kept.logPath, 'a')
const child = spawn(command, args, { stdio: ['ignore', log, log] })

child.on('error', (error) => {
  writeSync(log, `${error.message}\n`)
  finish()
})
child.on('exit', finish)
child.on('spawn', () => process.stdout.write(`${serverPid()}\n`))

process.stdin.on('end', stop).on('error', stop).resume()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
setTimeout(stop, kept.seconds * 1000)

function stop() {
  signalServer('SIGTERM')
  setTimeout(() => signalServer('SIGKILL'), secondsToStop * 1000)
}

function finish() {
  const [program, ...rest] = kept.afterwards ?? []
  if (program) spawnSync(program, rest, { stdio: 'ignore', timeout: 30_000 })
  if (kept.remove) rmSync(kept.remove, { recursive: true, force: true, maxRetries: 10 })
  process.exit()
}

/** @param {NodeJS.Signals} signal */
function signalServer(signal) {
  try {
    process.kill(serverPid(), signal)
  } catch {
    // The process has exited meanwhile.
  }
}

function serverPid() {
  const pid = child.pid ?? 0
  if (!kept.isWrapped) return pid
  const deadline = Date.now() + 5000
  while (Date.now() < deadline) {
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')
    if (first) return Number(first)
  }
  return pid
}
