// The images that the services are built in, made of this machine's Go and Node, so that no other registry is needed.
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { installWithNpm } from '../rig/npm.ts'
import type { Rig } from '../rig/rig.ts'
import { run } from '../rig/run.ts'

const npmVersion = '11.6.2'

export interface Forge {
  readonly rig: Rig
  /** A daemon that is not measured. A base image that the measured one had built would be there before it is pulled. */
  readonly endpoint: string
}

/** Pushes an image with a shell, Go and the machine's authorities. @returns its reference */
export async function pushGoImage({ rig, endpoint }: Forge, revision: number): Promise<string> {
  return await push({ rig, endpoint }, 'go', revision, async (root) => {
    const from = (await run('go', ['env', 'GOROOT'])).trim()
    const to = join(root, 'usr/local/go')
    await mkdir(to, { recursive: true })
    for (const name of ['bin', 'lib', 'pkg', 'src', 'go.env', 'VERSION']) {
      await cp(join(from, name), join(to, name), { recursive: true })
    }
    return [
      'ENV PATH=/usr/local/go/bin:/bin HOME=/root GOPATH=/go GOTOOLCHAIN=local CGO_ENABLED=0 GOFLAGS=-buildvcs=false',
    ]
  })
}

/** Pushes an image with a shell, Node, npm and the machine's authorities. @returns its reference */
export async function pushNodeImage({ rig, endpoint }: Forge, revision: number): Promise<string> {
  return await push({ rig, endpoint }, 'node', revision, async (root) => {
    await mkdir(join(root, 'usr/bin'), { recursive: true })
    await cp(await realpath(process.execPath), join(root, 'usr/bin/node'))
    for (const library of await librariesOf(process.execPath)) {
      await mkdir(join(root, dirname(library)), { recursive: true })
      await cp(library, join(root, library), { dereference: true })
    }
    await installWithNpm({ name: 'npm', version: npmVersion }, join(root, 'usr/lib/npm'))
    await writeFile(
      join(root, 'usr/bin/npm'),
      '#!/bin/sh\nexec node /usr/lib/npm/node_modules/npm/bin/npm-cli.js "$@"\n',
      { mode: 0o755 },
    )
    // npm's programs begin with #!/usr/bin/env node.
    await symlink('/bin/env', join(root, 'usr/bin/env'))
    return [
      'ENV PATH=/usr/bin:/bin HOME=/root NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt',
    ]
  })
}

/**
 * The revisions of an image differ in a file, as two releases of a base image do.
 * @param fill fills the root file system and returns further lines of the Dockerfile
 */
async function push(
  { rig, endpoint }: Forge,
  name: string,
  revision: number,
  fill: (root: string) => Promise<readonly string[]>,
): Promise<string> {
  const tag = `${rig.registry.host}/bench/base-${name}:${revision}`
  const directory = await mkdtemp(join(tmpdir(), 'base-'))
  try {
    const root = join(directory, 'root')
    await mkdir(join(root, 'etc/ssl/certs'), { recursive: true })
    await cp(
      '/etc/ssl/certs/ca-certificates.crt',
      join(root, 'etc/ssl/certs/ca-certificates.crt'),
      {
        dereference: true,
      },
    )
    const lines = await fill(root)
    await writeFile(join(root, 'etc/revision'), `${revision}\n`)
    await writeFile(
      join(directory, 'Dockerfile'),
      [`FROM ${rig.baseImage}`, 'COPY root /', ...lines, ''].join('\n'),
    )
    const { authority, client } = rig.certificates
    const certificates = `cacert=${authority.certPath},cert=${client.certPath},key=${client.keyPath}`
    const env = {
      PATH: process.env.PATH,
      HOME: directory,
      BUILDX_CONFIG: join(directory, 'buildx'),
    }
    const remote = ['--driver', 'remote', '--driver-opt', certificates, endpoint]
    await run(rig.buildx, ['create', '--name', 'base', ...remote], { env })
    const flags = ['--builder', 'base', '--push', '--provenance=false', '--tag', tag]
    await run(rig.buildx, ['build', ...flags, directory], { env })
    return tag
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** The shared libraries of a program, the loader too, as ldd lists them. */
async function librariesOf(program: string): Promise<string[]> {
  const listed = await run('ldd', [program])
  return [...listed.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path ?? '')
}
