import { createHash } from 'node:crypto'
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { arch, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import {
  buildkitVersion,
  cacheDirectory,
  deployedBuildkitVersion,
  libraryPath,
  requireParts,
} from '../parts.ts'
import { run, tryRun } from '../run.ts'

/** The image of a shell, for pods of tests. */
export const shellImage = 'docker.io/library/busybox:1.37'

/**
 * Makes images with the official names from this machine's programs, since no registry is reached: the manifests are
 * applied as they are. The archives stay in the cache.
 *
 * @returns the paths of archives as `docker save` writes them
 */
export async function makeImages(haproxyImage: string): Promise<readonly string[]> {
  const versions = [deployedBuildkitVersion, buildkitVersion, haproxyImage, '3'].join(' ')
  const key = createHash('sha256').update(versions).digest('hex').slice(0, 12)
  const directory = join(cacheDirectory(), `kubernetes-images-${key}`)
  const names = ['pause', 'shell', 'haproxy', 'buildkit']
  const paths = names.map((name) => join(directory, `${name}.tar`))
  if (await stat(directory).catch(() => undefined)) return paths
  const unfinished = await mkdtemp(`${directory}.`)
  const at = (name: string) => join(unfinished, `${name}.tar`)
  const root = await mkdtemp(join(tmpdir(), 'image-'))
  try {
    const parts = await requireParts(
      ...(['busybox', 'deployed-buildkitd', 'buildctl', 'rootlesskit', 'runc', 'nft'] as const),
      'haproxy',
    )
    await chmod(root, 0o755)
    await place(root, '/bin/busybox', parts.busybox)
    const tail = { Cmd: ['/bin/busybox', 'tail', '-f', '/dev/null'] }
    await archive(root, at('pause'), [{ config: tail, names: ['rig.local/pause:1'] }])

    for (const applet of (await run(parts.busybox, ['--list'])).trim().split('\n')) {
      if (applet !== 'busybox') await symlink('busybox', join(root, 'bin', applet))
    }
    for (const path of ['etc', 'root', 'run', 'tmp', 'usr/bin', 'home/user']) {
      await mkdir(join(root, path), { recursive: true })
    }
    await chmod(join(root, 'tmp'), 0o1777)
    await writeFile(
      join(root, 'etc/passwd'),
      'root:x:0:0::/root:/bin/sh\nhaproxy:x:99:99::/:/bin/sh\nuser:x:1000:1000::/home/user:/bin/sh\n',
    )
    await writeFile(join(root, 'etc/group'), 'root:x:0:\nhaproxy:x:99:\nuser:x:1000:\n')
    const shell = { Env: ['PATH=/usr/bin:/bin'], Cmd: ['sh'] }
    await archive(root, at('shell'), [{ config: shell, names: [shellImage] }])

    const proxy = join(root, '..', `${root.split('/').at(-1)}-haproxy`)
    await cp(root, proxy, { recursive: true, verbatimSymlinks: true })
    await placeWithLibraries(proxy, '/usr/bin/haproxy', parts.haproxy)
    await archive(proxy, at('haproxy'), [
      {
        config: { ...shell, User: 'haproxy', Cmd: ['haproxy'], StopSignal: 'SIGUSR1' },
        names: [`docker.io/library/${haproxyImage}`],
      },
    ])
    await rm(proxy, { recursive: true })

    const idmaps = dirname(dirname(parts.nft))
    await place(root, '/usr/bin/buildkitd', parts['deployed-buildkitd'])
    await place(root, '/usr/bin/buildctl', parts.buildctl)
    await place(root, '/usr/bin/rootlesskit', parts.rootlesskit)
    await placeWithLibraries(root, '/usr/bin/buildkit-runc', parts.runc)
    for (const [program, capability] of [
      ['newuidmap', 'cap_setuid'],
      ['newgidmap', 'cap_setgid'],
    ] as const) {
      const target = `/usr/bin/${program}`
      await placeWithLibraries(root, target, join(idmaps, 'bin', program))
      // Debian's is setuid and wants all of root's capabilities, which a pod's root doesn't have.
      await chmod(join(root, target), 0o755)
      const setcap = resolve(idmaps, '..', 'sbin', 'setcap')
      const libraries = `LD_LIBRARY_PATH=${resolve(idmaps, '..', 'lib', 'x86_64-linux-gnu')}`
      await run('env', [libraries, setcap, `${capability}+ep`, join(root, target)])
    }
    await writeFile(join(root, 'etc/subuid'), 'user:100000:65536\n')
    await writeFile(join(root, 'etc/subgid'), 'user:100000:65536\n')
    for (const path of [
      'run/user/1000',
      'home/user/.local/tmp',
      'home/user/.local/share/buildkit',
    ]) {
      await mkdir(join(root, path), { recursive: true })
    }
    await run('chown', ['-R', '1000:1000', join(root, 'run/user/1000'), join(root, 'home/user')])
    // Like those of moby/buildkit's Dockerfile. Both are one layer, which is unpacked once.
    const version = deployedBuildkitVersion
    await archive(root, at('buildkit'), [
      {
        config: { Env: ['PATH=/usr/bin:/bin'], Entrypoint: ['buildkitd'] },
        names: [`docker.io/moby/buildkit:${version}`, 'docker.io/moby/buildkit:buildx-stable-1'],
      },
      {
        config: {
          User: '1000:1000',
          Env: [
            ...['PATH=/usr/bin:/bin', 'HOME=/home/user', 'USER=user'],
            ...['XDG_RUNTIME_DIR=/run/user/1000', 'TMPDIR=/home/user/.local/tmp'],
            'BUILDKIT_HOST=unix:///run/user/1000/buildkit/buildkitd.sock',
          ],
          Entrypoint: ['rootlesskit', 'buildkitd'],
        },
        names: [
          `docker.io/moby/buildkit:${version}-rootless`,
          'docker.io/moby/buildkit:buildx-stable-1-rootless',
        ],
      },
    ])
    await rename(unfinished, directory)
  } finally {
    await rm(root, { recursive: true, force: true })
    await rm(unfinished, { recursive: true, force: true })
  }
  return paths
}

interface Image {
  readonly config: object
  readonly names: readonly string[]
}

/** Writes an archive of images that share one layer. */
async function archive(root: string, path: string, images: readonly Image[]): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'archive-'))
  try {
    const layer = join(work, 'layer.tar')
    const attributes = ['--numeric-owner', '--xattrs', '--xattrs-include=security.capability']
    await run('tar', [...attributes, '-C', root, '-cf', layer, '.'])
    const digest = createHash('sha256')
      .update(await readFile(layer))
      .digest('hex')
    const manifest = []
    for (const [index, { config, names }] of images.entries()) {
      await writeFile(
        join(work, `${index}.json`),
        JSON.stringify({
          ...{ architecture: arch() === 'x64' ? 'amd64' : arch(), os: 'linux', config },
          rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
        }),
      )
      manifest.push({ Config: `${index}.json`, RepoTags: names, Layers: ['layer.tar'] })
    }
    await writeFile(join(work, 'manifest.json'), JSON.stringify(manifest))
    const files = ['manifest.json', ...images.map((_, index) => `${index}.json`), 'layer.tar']
    await run('tar', ['-C', work, '-cf', path, ...files])
  } finally {
    await rm(work, { recursive: true })
  }
}

async function place(root: string, target: string, source: string): Promise<void> {
  const path = join(root, target)
  await mkdir(dirname(path), { recursive: true })
  await cp(source, path, { dereference: true })
}

/** Libraries of an unpacked package get their usual place. */
async function placeWithLibraries(root: string, target: string, source: string): Promise<void> {
  await place(root, target, source)
  const { stdout } = await tryRun('env', [...libraryPath(source), 'ldd', source])
  for (const [, library = ''] of stdout.matchAll(/(\/\S+) \(0x/g)) {
    const usual = library.replace(/^.*\/debian-[^/]+(?=\/)/, '')
    await place(root, usual, library)
  }
}
