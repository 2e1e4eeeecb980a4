import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type RunOptions, tryRun } from './run.ts'

export interface GoSource {
  readonly name: string
  readonly version: string
  readonly module: string
  /** Packages below the module; each makes a program named like its last part. */
  readonly packages: readonly string[]
  readonly versionVariable?: string
  /** The program's name when it isn't the last part of its package. */
  readonly program?: string
  /** `go install` refuses a module whose go.mod has `exclude` lines. */
  readonly fromSources?: boolean
}

/** Builds the programs into the directory, which appears whole or not at all. */
export async function buildWithGo(source: GoSource, directory: string): Promise<void> {
  if ((await tryRun('go', ['version'])).code !== 0) {
    throw new Error(
      `${source.name} ${source.version} isn't on the PATH: install it, or Go, with which it is built`,
    )
  }
  process.stderr.write(`building ${source.name} ${source.version}, 1 to 4 minutes, once\n`)
  await mkdir(dirname(directory), { recursive: true })
  const unfinished = await mkdtemp(`${directory}.`)
  try {
    await (source.fromSources ? buildInModule : install)(source, unfinished)
    // If a parallel run was faster, use its programs.
    await rename(unfinished, directory).catch((error) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** The unpacked files of a module, read-only. */
export async function goModule(module: string): Promise<string> {
  if ((await tryRun('go', ['version'])).code !== 0) {
    throw new Error(`${module} needs Go, which isn't on the PATH: install it`)
  }
  return JSON.parse(await go(['mod', 'download', '-json', module])).Dir
}

async function install(source: GoSource, bin: string): Promise<void> {
  const packages = source.packages.map((path) => `${join(source.module, path)}@${source.version}`)
  await go(['install', ...versionFlags(source), ...packages], { env: { GOBIN: bin } })
}

async function buildInModule(source: GoSource, bin: string): Promise<void> {
  const module = `${source.module}@${source.version}`
  const sources = join(bin, basename(source.module))
  // The module cache is read-only, and a build there may have to write go.sum.
  await cp(await goModule(module), sources, { recursive: true })
  await makeWritable(sources)
  // The module has only the list of its `vendor` folder, which Go would follow.
  await rm(join(sources, 'vendor'), { recursive: true, force: true })
  await go(
    ['build', ...versionFlags(source), '-o', `${bin}/${source.program ?? ''}`, ...source.packages],
    {
      cwd: sources,
    },
  )
  await rm(sources, { recursive: true })
}

function versionFlags({ versionVariable, version }: GoSource): string[] {
  return versionVariable ? ['-ldflags', `-X ${versionVariable}=${version}`] : []
}

async function makeWritable(directory: string): Promise<void> {
  const { code, stderr } = await tryRun('chmod', ['-R', 'u+w', directory])
  if (code !== 0) throw new Error(stderr)
}

async function go(args: readonly string[], options: RunOptions = {}): Promise<string> {
  const env = { ...process.env, CGO_ENABLED: '0', ...options.env }
  const { code, stdout, stderr } = await tryRun('go', args, { ...options, env })
  if (code === 0) return stdout
  throw new Error(`go ${args[0]} failed: ${stderr.trim().split('\n').slice(-5).join('\n')}`)
}
