import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { asRoot, type Ran, tryRun } from './run.ts'

/**
 * Unpacks Debian packages into the directory, which appears whole or not at all. It doesn't
 * install them: that needs root, and starts their servers for good, open to the network.
 */
export async function unpackDebianPackages(
  names: readonly string[],
  directory: string,
  libraries?: RegExp,
) {
  process.stderr.write(`getting the Debian package ${names.join(' and ')}\n`)
  const packages = [...names, ...(libraries ? await dependencies(names, libraries) : [])]
  await mkdir(dirname(directory), { recursive: true })
  const unfinished = await mkdtemp(`${directory}.`)
  try {
    await apt(packages, ['download', ...packages], unfinished)
    for (const file of await readdir(unfinished)) {
      const { code, stderr } = await tryRun('dpkg-deb', ['-x', file, '.'], { cwd: unfinished })
      if (code !== 0) throw new Error(stderr)
      await rm(join(unfinished, file))
    }
    // If a parallel run was faster, use its programs.
    await rename(unfinished, directory).catch((error) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** The dependencies of the packages, direct or indirect, whose names match. */
async function dependencies(names: readonly string[], pattern: RegExp): Promise<string[]> {
  const options = ['--recurse', '--no-recommends', '--no-suggests', '--no-conflicts', '--no-breaks']
  const find = () => tryRun('apt-cache', ['depends', ...options, '--no-replaces', ...names])
  let found = await find()
  if (found.code !== 0) {
    // A fresh machine has no package lists yet.
    await aptGet(['update'], '/')
    found = await find()
  }
  const all = found.stdout.split('\n').filter((line) => /^[a-z0-9]/.test(line))
  return [...new Set(all)].filter((name) => pattern.test(name))
}

/** Installs packages without a server. */
export async function installDebianPackage(name: string): Promise<void> {
  process.stderr.write(`installing the Debian package ${name}\n`)
  await apt([name], ['install', '--no-install-recommends', name])
}

async function apt(packages: readonly string[], args: string[], cwd = '/'): Promise<void> {
  let ran = await aptGet(args, cwd)
  if (ran.code === 127) throw new Error(`${packages[0]} is needed: install it`)
  if (ran.code !== 0) {
    // A fresh machine has no package lists yet.
    await aptGet(['update'], '/')
    ran = await aptGet(args, cwd)
  }
  if (ran.code === 0) return
  const lastLines = ran.stderr.trim().split('\n').slice(-5).join('\n')
  throw new Error(`${packages[0]} is needed, and apt-get ${args[0]} failed: ${lastLines}`)
}

async function aptGet(args: string[], cwd: string): Promise<Ran> {
  const options = ['-qq', '-y', '-o', 'DPkg::Lock::Timeout=120']
  const words = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...options, ...args]
  const known = await tryRun('apt-get', ['--version'])
  if (known.code !== 0) return { ...known, code: 127 }
  const [command = '', ...rest] = args[0] === 'download' ? words : asRoot(...words)
  return tryRun(command, rest, { cwd })
}
