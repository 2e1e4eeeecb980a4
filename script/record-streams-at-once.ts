import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { prepareContext, recordBuild, saveStream, withPath } from './stream-recording.ts'
import { type StreamRig, serveFiles, versions, withStreamRig } from './stream-rig.ts'
import { type BuildAtOnce, type SceneAtOnce, scenesAtOnce } from './stream-scenarios.ts'

/**
 * Records buildx's streams of builds that run at the same time on one daemon: `SCENE.BUILD.rawjson`, with
 * the daemon's record and its stream of the same build, as in `record-streams.ts`.
 *
 * With names of scenes as arguments, it records only these. Each scene uses the cache of those before it.
 */
const fixtures = join(import.meta.dirname, '../__tests__/fixtures/streams-at-once')
const names = process.argv.slice(2)
const chosen = scenesAtOnce.filter(({ name }) => names.length === 0 || names.includes(name))

await withStreamRig(recordAll)

async function recordAll(rig: StreamRig): Promise<void> {
  await mkdir(fixtures, { recursive: true })
  const repositories = await serveFiles(rig, (path) =>
    readFile(join(rig.directory, path)).catch(() => undefined),
  )
  for (const file of await readdir(fixtures)) {
    const [scene = ''] = file.split('.')
    const isOld = names.length === 0 || names.includes(scene)
    if (file !== 'README.md' && isOld) await rm(join(fixtures, file))
  }
  const rows: string[] = []
  for (const scene of chosen) {
    console.log(scene.name)
    for (const { project } of Object.values(scene.builds)) {
      await prepareContext({ name: scene.name, project, ...changeOf(scene) }, rig.directory)
      commit(join(rig.directory, project))
    }
    const ready = Promise.withResolvers<void>()
    const recorded = Object.entries(scene.builds).map(([name, build]) =>
      recordOne(rig, `${scene.name}.${name}`, build, repositories, ready),
    )
    rows.push(...(await Promise.all(recorded)))
  }
  await writeFile(join(fixtures, 'README.md'), readme(await allRows(rows)))
}

async function recordOne(
  rig: StreamRig,
  name: string,
  build: BuildAtOnce,
  repositories: string,
  ready: PromiseWithResolvers<void>,
): Promise<string> {
  const { directory, buildx, base } = rig
  const { builder, env, ...client } = await rig.client(name)
  const isGit = build.from === 'git'
  const args = [
    ...['build', '--builder', builder, '--progress=rawjson', '--build-arg', `BASE=${base}`],
    ...(build.args ?? []),
    isGit ? `${repositories}/${build.project}/.git#main` : build.project,
  ]
  if (build.begins === 'when-ready') await ready.promise
  const { code, stream } = await recordBuild(buildx, args, { env, cwd: directory }, (child) => {
    ready.resolve()
    if (build.interrupted) child.kill('SIGINT')
  })
  const { exitCode = 0 } = build
  if (code !== exitCode) throw new Error(`${name} ended with code ${code}:\n${stream}`)
  const root = join(directory, 'daemon/root')
  const save = (file: string, content: Buffer | string) =>
    saveStream(fixtures, file, withPath(content, root, '/var/lib/buildkit'), [directory])
  await save(`${name}.rawjson`, stream)
  const [ref = ''] = await client.refs()
  const { record, replay } = await client.history(ref)
  await save(`${name}.history.json`, record)
  await save(`${name}.replay.rawjson`, replay)
  const during = [
    ...(build.begins ? ['starts when the first has printed `ready`'] : []),
    ...(build.interrupted ? ['SIGINT when it has printed `ready`'] : []),
  ]
  const command = ['buildx', ...args].join(' ')
  return `| ${name} | \`${command}\` | ${during.join(', ')} | ${exitCode} | ${versions} |`
}

function changeOf({ change }: SceneAtOnce): { readonly change?: string } {
  return change === undefined ? {} : { change }
}

/** Commits the content of a directory, so that it can be fetched over plain HTTP. */
function commit(directory: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: directory,
      stdio: 'ignore',
    })
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('commit', '--quiet', '--allow-empty', '--message=change')
  git('update-server-info')
}

async function allRows(rows: readonly string[]): Promise<readonly string[]> {
  const before = await readFile(join(fixtures, 'README.md'), 'utf8').catch(() => '')
  return scenesAtOnce.flatMap((scene) =>
    Object.keys(scene.builds).flatMap((build) => {
      const isRow = (line: string) => line.startsWith(`| ${scene.name}.${build} |`)
      return rows.find(isRow) ?? before.split('\n').find(isRow) ?? []
    }),
  )
}

function readme(rows: readonly string[]): string {
  const changes = scenesAtOnce.flatMap(({ name, change }) =>
    change === undefined ? [] : [`Before \`${name}\` the file \`${change}\` gets new content.`],
  )
  return `# Streams of builds that ran at once

Written by \`script/record-streams-at-once\`, scene by scene in this order, on one daemon. The builds of a
scene start together, each with its own client. The files of a build are like those of \`../streams\`, which also
has the Dockerfiles. ${changes.join(' ')} The daemon's directory is written as
\`/var/lib/buildkit\`.

| name | command | during | exit code | recorded with |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}
