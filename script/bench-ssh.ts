// Measures a warm build with push on a Docker daemon behind SSH: with this action, and with commands typed by hand
// and a key in an agent. It measures once with the host on this machine, and once with a round trip of 30 ms. It
// prints medians. An argument sets the number of runs.
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { median, milliseconds } from './bench-figures.ts'
import { pushBaseImage } from './rig/base-image.ts'
import { startDockerd } from './rig/docker.ts'
import { startLink } from './rig/link.ts'
import { requireParts } from './rig/parts.ts'
import { startRegistry } from './rig/registry.ts'
import { run } from './rig/run.ts'
import { createRunner } from './rig/runner.ts'
import { startSshAgent } from './rig/ssh-agent.ts'
import { startSshd } from './rig/sshd.ts'

const runs = Number(process.argv[2] ?? 9)
const oneWayMs = 15

const parts = await requireParts('docker', 'buildx', 'ssh')
const directory = await mkdtemp(join(tmpdir(), 'bench-ssh-'))
const below = (name: string) => join(directory, name)
const stops: (() => unknown)[] = [() => rm(directory, { recursive: true, force: true })]
try {
  const registry = await startRegistry({ directory: below('registry') })
  stops.push(registry.stop)
  const base = await pushBaseImage(registry)
  const dockerd = await startDockerd({ directory: below('docker'), bridge: true })
  stops.push(dockerd.stop)
  const sshd = await startSshd({
    directory: below('sshd'),
    environment: { DOCKER_HOST: dockerd.host },
    path: [dirname(parts.docker)],
  })
  stops.push(sshd.stop)
  const agent = await startSshAgent()
  stops.push(agent.stop)
  await agent.add(sshd.key.path)

  const far = await startLink(sshd.port, { oneWayMs })
  stops.push(far.close)
  const dockerfile = `FROM ${base}\nCOPY Dockerfile /\nRUN echo built > /built\n`
  for (const [where, port] of [
    ['on this machine', sshd.port],
    [`${2 * oneWayMs} ms away and back`, far.port],
  ] as const) {
    const endpoint = sshd.endpoint.replace(/\d+$/, String(port))
    const hostKeyLine = sshd.hostKeyLine.replace(String(sshd.port), String(port))
    const byHand = await prepareHand(endpoint, hostKeyLine, agent.socket, dockerfile)
    const step = () => runStep(endpoint, hostKeyLine, dockerfile)
    const tag = (name: string) => `${registry.host}/${name}:latest`
    await byHand(tag('hand'))
    await step()
    const [hand, ours]: [number[], number[]] = [[], []]
    for (let count = 0; count < runs; count++) {
      hand.push(await byHand(tag('hand')))
      ours.push(await step())
    }
    console.log(
      `${where}: ${milliseconds(median(ours))} with this action, ${milliseconds(median(hand))} by hand (medians of ${runs})`,
    )
  }

  async function runStep(endpoint: string, known: string, text: string): Promise<number> {
    const runner = await createRunner({ buildx: parts.buildx })
    await writeFile(join(runner.workspace, 'Dockerfile'), text)
    const begun = performance.now()
    const running = await runner.startStep({
      inputs: {
        ...{ endpoint, 'ssh-key': sshd.key.privateKey, 'ssh-known-hosts': known },
        ...{ context: '.', fallback: 'never', tags: `${registry.host}/ours:latest` },
      },
    })
    const { exitCode, log } = await running.done
    if (exitCode !== 0) throw new Error(log)
    await running.post()
    const seconds = (performance.now() - begun) / 1000
    await runner.remove()
    return seconds
  }
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  for (const stop of stops.reverse()) await stop()
  process.exit()
}

async function prepareHand(
  endpoint: string,
  known: string,
  agent: string,
  dockerfile: string,
): Promise<(tag: string) => Promise<number>> {
  const home = await mkdtemp(below('hand-'))
  const at = (name: string) => join(home, name)
  for (const path of ['bin', 'context', '.docker/cli-plugins']) {
    await mkdir(at(path), { recursive: true })
  }
  await symlink(parts.buildx, at('.docker/cli-plugins/docker-buildx'))
  await writeFile(at('context/Dockerfile'), dockerfile)
  await writeFile(at('known_hosts'), `${known}\n`)
  // OpenSSH finds ~/.ssh by the user's name and not by HOME.
  const script = `#!/bin/sh\nexec '${parts.ssh}' -o UserKnownHostsFile='${at('known_hosts')}' "$@"\n`
  await writeFile(at('bin/ssh'), script)
  await chmod(at('bin/ssh'), 0o755)
  const env = {
    PATH: [at('bin'), '/usr/bin', '/bin'].join(delimiter),
    ...{ HOME: home, DOCKER_HOST: endpoint, SSH_AUTH_SOCK: agent },
  }
  return async (tag) => {
    const begun = performance.now()
    await run(parts.docker, ['buildx', 'build', '--push', '--tag', tag, at('context')], { env })
    return (performance.now() - begun) / 1000
  }
}
