import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { run } from './run.ts'

export interface NpmSource {
  readonly name: string
  readonly version: string
}

/** Installs the package into the directory, which appears whole or not at all. */
export async function installWithNpm(
  { name, version }: NpmSource,
  directory: string,
): Promise<void> {
  process.stderr.write(`installing ${name} ${version}, once\n`)
  await mkdir(dirname(directory), { recursive: true })
  const unfinished = await mkdtemp(`${directory}.`)
  try {
    const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    await run('npm', ['install', '--prefix', unfinished, ...options, `${name}@${version}`])
    // If a parallel run was faster, use its package.
    await rename(unfinished, directory).catch((error) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}
