import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pushBaseImage } from './rig/base-image.ts'
import { type Dockerd, startDockerd } from './rig/docker.ts'
import { requireParts } from './rig/parts.ts'
import { startRegistry } from './rig/registry.ts'
import { run } from './rig/run.ts'
import { prepareContext, recordBuild, saveStream } from './stream-recording.ts'
import { scenarios } from './stream-scenarios.ts'

/**
 * Records buildx's streams of builds on a Docker daemon's own builder, with an old engine and
 * a new one: `ENGINE/NAME.rawjson`. The builds are some of those that are recorded on BuildKit itself,
 * so that the counts can be compared.
 */
const fixtures = join(import.meta.dirname, '../__tests__/fixtures/docker-streams')
const common = ['single', 'stages', 'failed', 'canceled', 'output']
const projects = {
  // Its Dockerfile frontend is older than COPY --link, and its image store takes one platform.
  old: common,
  new: [...common, 'link', 'platforms'],
} as const
const left = /^(?:single-metadata|push-refused|import-|export-|daemon-lost|no-base)/

const directory = await mkdtemp(join(tmpdir(), 'docker-streams-'))
const stops: (() => unknown)[] = [() => rm(directory, { recursive: true, force: true })]
const engines: string[] = []
try {
  const registry = await startRegistry({ directory: join(directory, 'registry') })
  stops.push(registry.stop)
  const base = await pushBaseImage(registry)
  await rm(fixtures, { recursive: true, force: true })
  for (const engine of ['old', 'new'] as const) {
    const dockerd = await startDockerd({ directory: join(directory, engine), bridge: true, engine })
    stops.push(dockerd.stop)
    await recordOn(dockerd, engine, registry.host, base)
  }
  await writeFile(join(fixtures, 'README.md'), await readme())
} finally {
  for (const stop of stops.reverse()) await stop()
}

async function recordOn(
  dockerd: Dockerd,
  engine: 'old' | 'new',
  registry: string,
  base: string,
): Promise<void> {
  const { buildx } = await requireParts('buildx')
  const version = await dockerd.docker('version', '--format', '{{.Server.Version}}')
  engines.push(`\`${engine}\` is Docker ${version.trim()}`)
  const contexts = join(directory, `${engine}-contexts`)
  const target = join(fixtures, engine)
  await mkdir(target, { recursive: true })
  const env = {
    PATH: process.env.PATH,
    HOME: directory,
    DOCKER_HOST: dockerd.host,
    BUILDX_CONFIG: join(directory, `${engine}-buildx`),
    DOCKER_CONFIG: join(directory, 'docker'),
  }
  const wanted: readonly string[] = projects[engine]
  for (const scenario of scenarios) {
    if (!wanted.includes(scenario.project) || left.test(scenario.name)) continue
    console.log(engine, scenario.name)
    await prepareContext(scenario, contexts)
    const args = [
      ...['build', '--builder', 'default', '--progress=rawjson', '--build-arg', `BASE=${base}`],
      ...(scenario.args ?? []).map((arg) => arg.replace('REGISTRY', registry)),
      scenario.project,
    ]
    const { code, stream } = await recordBuild(buildx, args, { env, cwd: contexts }, (child) => {
      if (scenario.whenReady === 'interrupt') child.kill('SIGINT')
    })
    if (code !== (scenario.exitCode ?? 0)) {
      throw new Error(`${scenario.name} ended with code ${code}:\n${stream}`)
    }
    await saveStream(target, `${scenario.name}.rawjson`, stream, [directory])
  }
}

async function readme(): Promise<string> {
  const { buildx } = await requireParts('buildx')
  const version = (await run(buildx, ['version'])).trim()
  return `# Streams recorded on Docker's own builder

Written by \`script/record-docker-streams\` with ${version}: some of the builds in \`../streams\`, in the
same order, with the driver \`docker\`. ${engines.join('; ')}.
`
}
