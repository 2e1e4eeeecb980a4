import { copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Dockerd } from './docker.ts'
import { images } from './images.ts'
import { requireParts } from './parts.ts'
import { run, tryRun } from './run.ts'

/**
 * Makes images with the official names from this machine's programs, for a daemon without access to a registry.
 */
export async function importOfficialImages(dockerd: Dockerd): Promise<void> {
  const parts = await requireParts('buildkitd', 'buildctl', 'runc', 'docker-registry', 'busybox')
  await importImage(dockerd, images.buildkit, parts.busybox, 'buildkitd', {
    '/usr/bin/buildkitd': parts.buildkitd,
    '/usr/bin/buildctl': parts.buildctl,
    '/usr/bin/buildkit-runc': parts.runc,
  })
  await importImage(dockerd, images.registry, parts.busybox, 'registry', {
    '/bin/registry': parts['docker-registry'],
  })
}

async function importImage(
  dockerd: Dockerd,
  name: string,
  busybox: string,
  entrypoint: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'image-'))
  const root = join(directory, 'root')
  try {
    const all = { ...files, '/bin/busybox': busybox }
    for (const [target, source] of Object.entries(all)) await place(root, target, source)
    for (const source of Object.values(files)) {
      for (const library of await librariesOf(source)) await place(root, library, library)
    }
    for (const applet of (await run(busybox, ['--list'])).trim().split('\n')) {
      if (applet !== 'busybox') await symlink('busybox', join(root, 'bin', applet))
    }
    for (const path of ['tmp', 'run', 'etc']) await mkdir(join(root, path), { recursive: true })
    const archive = join(directory, 'root.tar')
    await run('tar', ['-c', '--owner=0', '--group=0', '-f', archive, '-C', root, '.'])
    const change = ['--change', `ENTRYPOINT ["${entrypoint}"]`]
    const path = ['--change', 'ENV PATH=/usr/bin:/bin']
    await dockerd.docker('import', ...change, ...path, archive, name)
  } finally {
    await rm(directory, { recursive: true })
  }
}

async function place(root: string, target: string, source: string): Promise<void> {
  const path = join(root, target)
  await mkdir(dirname(path), { recursive: true })
  await copyFile(source, path)
}

/** The libraries of a program; none for a static one. */
async function librariesOf(program: string): Promise<string[]> {
  const { stdout } = await tryRun('ldd', [program])
  return [...stdout.matchAll(/(\/\S+) \(0x/g)].flatMap(([, path]) => path ?? [])
}
