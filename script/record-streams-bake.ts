import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordBuild, saveStream } from './stream-recording.ts'
import { type StreamRig, versions, withStreamRig } from './stream-rig.ts'

/** A bake to be recorded. They run in this order, on one daemon. */
interface Scene {
  readonly name: string
  /** A file of the context that gets new content first. */
  readonly change?: string
  readonly args?: readonly string[]
  readonly exitCode?: number
}

const scenes: readonly Scene[] = [
  { name: 'cold' },
  { name: 'warm' },
  { name: 'tool-changed', change: 'tool.txt' },
  { name: 'single', args: ['tool'] },
  { name: 'platforms', args: ['--set', '*.platform=linux/amd64,linux/arm64'] },
  { name: 'failed', args: ['app', 'bad'], exitCode: 1 },
  { name: 'deferred', args: ['--jobs', 'defer-error', 'app', 'bad'], exitCode: 1 },
  { name: 'linked', args: ['upper'] },
  { name: 'copied', args: ['copier'] },
  { name: 'queued', args: ['--jobs', 'parallel=1', '--no-cache'] },
]

/**
 * Records what buildx writes for each bake, as fixtures: `NAME.rawjson`. With names of scenes as arguments, it records
 * only these.
 */
const fixtures = join(import.meta.dirname, '../__tests__/fixtures/streams-bake')
const names = process.argv.slice(2)

await withStreamRig(recordAll)

async function recordAll({ directory, buildx, registry, base, client }: StreamRig): Promise<void> {
  const { builder, env } = await client('recorder')
  const cwd = join(directory, 'project')
  await cp(join(fixtures, 'project'), cwd, { recursive: true })
  for (const name of ['app', 'tool']) await writeFile(join(cwd, `${name}.txt`), `${name}\n`)
  const variables = { BASE: base, IMAGES: registry.host }
  const rows: string[] = []
  const before = (await readFile(join(fixtures, 'README.md'), 'utf8')).split('\n')
  for (const { name, change, args = [], exitCode = 0 } of scenes) {
    if (names.length > 0 && !names.includes(name)) {
      rows.push(...before.filter((line) => line.startsWith(`| ${name} |`)))
      continue
    }
    console.log(name)
    if (change !== undefined) await writeFile(join(cwd, change), 'changed\n')
    const command = ['bake', '--builder', builder, '--progress=rawjson', '--push', ...args]
    const options = { env: { ...env, ...variables }, cwd }
    const { code, stream } = await recordBuild(buildx, command, options, () => {})
    if (code !== exitCode) throw new Error(`${name} ended with code ${code}:\n${stream}`)
    await rm(join(fixtures, `${name}.rawjson`), { force: true })
    await saveStream(fixtures, `${name}.rawjson`, stream, [directory])
    const changed = change === undefined ? '' : `\`${change}\` gets new content`
    rows.push(`| ${name} | ${changed} | \`buildx ${command.join(' ')}\` | ${code} | ${versions} |`)
  }
  await writeFile(join(fixtures, 'README.md'), readme(rows))
}

function readme(rows: readonly string[]): string {
  return `# Recorded bakes

Written by \`script/record-streams-bake\`, in this order, with the definition in \`project/\`: the stream as buildx
wrote it.

| name | before | command | exit code | recorded with |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}
