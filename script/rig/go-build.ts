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

/** A program of our own from the packages of others. */
export interface GoProgram {
  readonly name: string
  readonly version: string
  readonly program: string
  /** How long building it takes. */
  readonly minutes: string
  /** For the linker. */
  readonly flags: readonly string[]
  /** Writes a module with go.mod into the directory. */
  write(directory: string): Promise<void>
}

/** Builds the programs into the directory, which appears whole or not at all. */
export function buildWithGo(source: GoSource, directory: string): Promise<void> {
  const build = source.fromSources ? buildInModule : install
  return buildInto(directory, { ...source, minutes: '1 to 4' }, (bin) => build(source, bin))
}

/** Builds a program of our own into the directory, which appears whole or not at all. */
export function buildProgram(source: GoProgram, directory: string): Promise<void> {
  return buildInto(directory, source, async (bin) => {
    const module = join(bin, 'module')
    await source.write(module)
    // The checksums come from the checksum database.
    const flags = ['-mod=mod', '-ldflags', source.flags.join(' ')]
    await go(['build', ...flags, '-o', join(bin, source.program), '.'], { cwd: module })
    await rm(module, { recursive: true })
  })
}

async function buildInto(
  directory: string,
  { name, version, minutes }: Pick<GoProgram, 'name' | 'version' | 'minutes'>,
  build: (bin: string) => Promise<void>,
): Promise<void> {
  if ((await tryRun('go', ['version'])).code !== 0) {
    throw new Error(
      `${name} ${version} isn't on the PATH: install it, or Go, with which it is built`,
    )
  }
  process.stderr.write(`building ${name} ${version}, ${minutes} minutes, once\n`)
  await mkdir(dirname(directory), { recursive: true })
  const unfinished = await mkdtemp(`${directory}.`)
  try {
    await build(unfinished)
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

/** The path of a module's go.mod. */
export async function goModuleFile(module: string): Promise<string> {
  return JSON.parse(await go(['mod', 'download', '-json', module])).GoMod
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
