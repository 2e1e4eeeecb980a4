// Compares on one machine a bake of three warm targets: the commands typed by hand, this repository's bake, and the
// two actions that it replaces. Runs whole processes, main and post, with the ways measured in turn, and prints medians.
// SETUP_BUILDX_ACTION and BAKE_ACTION name checkouts of docker/setup-buildx-action and docker/bake-action; without them
// their line is left out.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { median, milliseconds } from './bench-figures.ts'
import { requireParts } from './rig/parts.ts'
import { type Rig, startRig } from './rig/rig.ts'
import { createRunner, type Runner, runProvenance, type StepOptions } from './rig/runner.ts'

const runs = Math.max(3, Math.round(15 * Number(process.argv[2] ?? 1)))
const { SETUP_BUILDX_ACTION: setup, BAKE_ACTION: bakeAction } = process.env
const targets = ['one', 'two', 'three']

interface Way {
  readonly title: string
  /** Bakes once on a fresh runner. @returns seconds */
  readonly run: (runner: Runner, env: Readonly<Record<string, string>>) => Promise<number>
}

const rig = await startRig()
const directory = await mkdtemp(join(tmpdir(), 'bench-bake-'))
try {
  const { docker } = await requireParts('docker')
  const bin = join(directory, 'bin')
  await mkdir(bin)
  await symlink(docker, join(bin, 'docker'))
  const path = `${bin}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`
  const ways = waysOn(rig)
  const taken = new Map<Way, number[]>(ways.map((way) => [way, []]))
  for (let count = 0; count <= runs; count += 1) {
    // Each way is first as often as the others: what one leaves behind may slow down the next.
    const first = count % ways.length
    for (const way of [...ways.slice(first), ...ways.slice(0, first)]) {
      const runner = await createRunner({ buildx: rig.buildx, path })
      await writeProject(runner.workspace, rig)
      const seconds = await way.run(runner, { PATH: path, HOME: runner.home })
      // The first warms everything up.
      if (count > 0) taken.get(way)?.push(seconds)
      await runner.remove()
    }
  }
  console.log(`\nA bake of ${targets.length} warm targets, ${runs} runs`)
  const [first] = ways
  const base = median((first && taken.get(first)) ?? [])
  for (const way of ways) {
    const whole = median(taken.get(way) ?? [])
    console.log(
      `${milliseconds(whole).padStart(10)}  ${(whole / base).toFixed(2)} times  ${way.title}`,
    )
  }
} finally {
  await rig.stop()
  await rm(directory, { recursive: true, force: true })
}

function waysOn({ buildkitd, certificates }: Rig): readonly Way[] {
  const { authority, client } = certificates
  const options = `cacert=${authority.certPath},cert=${client.certPath},key=${client.keyPath}`
  const credentials = { ca: authority.cert, cert: client.cert, key: client.key }
  const endpoint = buildkitd.endpoint
  const theirEnv = {
    DOCKER_BUILD_RECORD_UPLOAD: 'false',
    BUILDER_NODE_0_AUTH_TLS_CACERT: authority.cert,
    BUILDER_NODE_0_AUTH_TLS_CERT: client.cert,
    BUILDER_NODE_0_AUTH_TLS_KEY: client.key,
  }
  return [
    {
      title: 'docker buildx create, bake, rm',
      async run(runner, env) {
        // As a step of a job, so that the runner reads the output of each way alike. All make the same images.
        const script = `docker buildx create --name bench --driver remote --driver-opt '${options}' ${endpoint}
docker buildx bake --builder bench --push --provenance '${runProvenance}'
docker buildx rm bench
`
        const { exitCode, log, seconds } = await runner.runScript(script, env)
        if (exitCode !== 0) throw new Error(log)
        return seconds
      },
    },
    {
      title: 'bake of this repository',
      run: (runner, env) =>
        steps(runner, [
          {
            action: resolve(import.meta.dirname, '..', 'bake'),
            env,
            inputs: { endpoint, ...credentials, fallback: 'never', source: '.', push: 'true' },
          },
        ]),
    },
    ...(setup && bakeAction
      ? [
          {
            title: 'docker/setup-buildx-action and docker/bake-action',
            run: (runner: Runner, env: Readonly<Record<string, string>>) =>
              steps(runner, [
                {
                  action: setup,
                  env: { ...env, ...theirEnv },
                  inputs: { driver: 'remote', endpoint, 'cache-binary': 'false' },
                },
                {
                  action: bakeAction,
                  env: { ...env, ...theirEnv },
                  inputs: { source: '.', push: 'true' },
                },
              ]),
          },
        ]
      : []),
  ]
}

/** Post phases run in the opposite order, as on a runner. @returns the seconds of all phases that ran */
async function steps(runner: Runner, options: readonly StepOptions[]): Promise<number> {
  const [first, ...rest] = options
  if (first === undefined) return 0
  const step = await runner.startStep(first)
  const main = await step.done
  if (main.exitCode !== 0) throw new Error(main.log)
  const after = await steps(runner, rest)
  const post = await step.post()
  return main.seconds + after + (post === 'skipped' ? 0 : post.seconds)
}

async function writeProject(workspace: string, { registry, baseImage }: Rig): Promise<void> {
  const definition = targets.map(
    (name) => `target "${name}" {
  context = "${name}"
  tags = ["${registry.host}/bench/bake-${name}:latest"]
}
`,
  )
  const group = `group "default" { targets = ${JSON.stringify(targets)} }\n`
  await writeFile(join(workspace, 'docker-bake.hcl'), group + definition.join(''))
  for (const name of targets) {
    await mkdir(join(workspace, name))
    await writeFile(join(workspace, name, 'main.txt'), `${name}\n`)
    await writeFile(
      join(workspace, name, 'Dockerfile'),
      `FROM ${baseImage}\nRUN echo ${name} > /made\nCOPY main.txt /\n`,
    )
  }
}
