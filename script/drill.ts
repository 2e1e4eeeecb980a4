// An outage, tried: builds examples/demo while its daemon is there, after it stopped, and while it dies.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { rank } from '../src/pool/rank.ts'
import { startBuildkitd } from './rig/buildkitd.ts'
import { startDockerd } from './rig/docker.ts'
import { importOfficialImages } from './rig/docker-images.ts'
import { images } from './rig/images.ts'
import { requireParts } from './rig/parts.ts'
import { startRig } from './rig/rig.ts'
import { createRunner } from './rig/runner.ts'

const example = resolve(import.meta.dirname, '..', 'examples', 'demo')
/** How long the action asks a daemon that is away, in place of the default of a minute. */
const patience = '5s'

const rig = await startRig()
const directory = await mkdtemp(join(tmpdir(), 'drill-'))
const stops: (() => unknown)[] = [
  () => rm(directory, { recursive: true, force: true }),
  () => rig.stop(),
]
const { certificates, registry } = rig
try {
  const { docker } = await requireParts('docker')
  const bin = join(directory, 'bin')
  await mkdir(bin)
  await symlink(docker, join(bin, 'docker'))
  const path = `${bin}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`
  const dockerd = await startDockerd({ directory: join(directory, 'docker') })
  stops.push(() => dockerd.stop())
  await importOfficialImages(dockerd)
  const daemon = (name: string) =>
    startBuildkitd({ directory: join(directory, name), certificates, registry })
  const [alone, first, second] = [
    await daemon('alone'),
    await daemon('first'),
    await daemon('second'),
  ]
  stops.push(
    () => alone.stop(),
    () => first.stop(),
    () => second.stop(),
  )

  const build = async (
    title: string,
    name: string,
    inputs: Readonly<Record<string, string>>,
    during?: () => Promise<unknown>,
  ) => {
    const runner = await createRunner({ buildx: rig.buildx, path })
    const { authority, client } = certificates
    let begin = during
    const step = await runner.startStep({
      env: { DOCKER_HOST: dockerd.host },
      inputs: {
        ...{ ca: authority.cert, cert: client.cert, key: client.key, context: example },
        'build-args': `BASE_IMAGE=${rig.baseImage}`,
        tags: `${registry.host}/drill/${name}:latest`,
        'connect-timeout': patience,
        'builder-image': images.buildkit,
        'driver-opts': 'network=host',
        ...inputs,
      },
      onLine: (line) => {
        // The first of the Dockerfile's pauses: the build has begun.
        if (!/^#\d+ \[.*RUN --mount=type=cache/.test(line)) return
        void begin?.()
        begin = undefined
      },
    })
    const { log, seconds, exitCode, outputs } = await step.done
    const post = await step.post()
    await runner.remove()
    if (exitCode !== 0) throw new Error(log)
    const told = log
      .split('\n')
      .filter((line) => /^Warning:|passed over|again|^[^#]*steps? from cache/.test(line))
    const whole = seconds + (post === 'skipped' ? 0 : post.seconds)
    console.log(`\n${title}: ${whole.toFixed(1)} s, ${outputs['cache-hit-percent']} % from cache`)
    for (const line of told) console.log(`    ${line}`)
  }

  const one = { endpoint: alone.endpoint }
  const exported = { ...one, 'cache-export': 'always' }
  const members = [first.endpoint, second.endpoint]
  const pool = { endpoint: members.join('\n'), 'pool-key': 'drill' }
  const leader = rank('drill', members)[0] === first.endpoint ? first : second

  await build('Cold', 'plain', one)
  await build('Warm', 'plain', one)
  await build('Warm, exporting the cache too', 'exported', exported)
  await build('A pool, cold', 'pool', pool)
  await build('A pool, warm', 'pool', pool)
  await build(
    'A pool, whose first daemon is killed during the build',
    'pool',
    { ...pool, 'no-cache': 'true' },
    () => leader.kill(),
  )
  await build('A pool, whose first daemon is away', 'pool', pool)
  await alone.stop()
  await build('One daemon, which is away', 'plain', one)
  await build('One daemon, which is away, with an exported cache', 'exported', exported)
} finally {
  for (const stop of stops.reverse()) await stop()
}
