import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createRawJsonDecoder } from '../src/progress/rawjson.ts'
import type { SolveStatus } from '../src/progress/solve-status.ts'
import type { Scenario } from './stream-scenarios.ts'

const dockerfiles = join(import.meta.dirname, '../__tests__/fixtures/streams/dockerfiles')
const largest = 100_000

/** Makes the scenario's context below the directory, or changes it. */
export async function prepareContext(
  { project, change }: Scenario,
  directory: string,
): Promise<void> {
  const context = join(directory, project)
  if (await mkdir(context, { recursive: true })) {
    const dockerfile = await readFile(join(dockerfiles, `${project}.Dockerfile`))
    await writeFile(join(context, 'Dockerfile'), dockerfile)
    await writeFile(join(context, 'package.txt'), `package of ${project}\n`)
    await writeFile(join(context, 'source.txt'), `source of ${project}\n`)
  }
  if (change) await writeFile(join(context, change), `changed ${Date.now()}\n`)
}

/** Runs buildx. Calls `onReady` when a step has printed `ready`, and `onStatus` for each event. */
export function recordBuild(
  buildx: string,
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string },
  onReady: (child: ReturnType<typeof spawn>) => void,
  onStatus: (status: SolveStatus) => void = () => {},
): Promise<{ code: number | null; stream: Buffer }> {
  return new Promise((resolve, reject) => {
    const child = spawn(buildx, args, { ...options, stdio: ['ignore', 'inherit', 'pipe'] })
    const chunks: Buffer[] = []
    const decoder = createRawJsonDecoder({
      status(status) {
        onStatus(status)
        const { logs = [] } = status
        const isReady = logs.some(
          ({ data }) => `${Buffer.from(data ?? '', 'base64')}` === 'ready\n',
        )
        if (isReady) onReady(child)
      },
      text() {},
    })
    child.stderr.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      decoder.write(chunk)
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stream: Buffer.concat(chunks) }))
  })
}

/**
 * Replaces a path in the output of a stream's vertices, such as the daemon's directory in Git's output.
 */
export function withPath(stream: Buffer | string, path: string, words: string): Buffer {
  const replaced = String(stream).replaceAll(/"data":"([^"]+)"/g, (all, data: string) => {
    const output = Buffer.from(data, 'base64').toString()
    if (!output.includes(path)) return all
    return `"data":"${Buffer.from(output.replaceAll(path, words)).toString('base64')}"`
  })
  return Buffer.from(replaced)
}

/** Writes a fixture, gzipped when large. Throws if it contains the name of this machine or one of the paths */
export async function saveStream(
  fixtures: string,
  name: string,
  content: Buffer,
  secretPaths: readonly string[],
): Promise<void> {
  const text = content.toString()
  const encoded = [...text.matchAll(/"([A-Za-z0-9+/]{8,}=*)"/g)].map(([, base64 = '']) => base64)
  const all = [text, ...encoded.map((base64) => `${Buffer.from(base64, 'base64')}`)].join('\n')
  const paths = [homedir(), join(import.meta.dirname, '..'), ...secretPaths]
  const foreign = paths.find((path) => all.includes(path))
  if (foreign) console.log(all.slice(all.indexOf(foreign) - 200, all.indexOf(foreign) + 200))
  if (foreign || text.split(/\W/).includes(hostname())) {
    throw new Error(`${name} contains ${foreign ?? 'the name'} of this machine`)
  }
  if (content.length <= largest) await writeFile(join(fixtures, name), content)
  else await writeFile(join(fixtures, `${name}.gz`), gzipSync(content, { level: 9 }))
}
