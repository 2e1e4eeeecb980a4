import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ran, run, tryRun } from '../../script/rig/run.ts'
import { deploy } from './units.ts'

/** A machine that is a directory: the scripts of deploy/vm run in it without root, systemd and network. */
export interface FakeMachine {
  /** Publishes a release of BuildKit with a rootlesskit. `works: false` makes one whose daemon doesn't answer. */
  publish(
    version: string,
    rootlesskit: string,
    options?: { readonly works?: boolean },
  ): Promise<void>
  /** Takes all archives away. */
  unpublish(): void
  /** Changes the versions of install.sh, as newer files do. */
  ship(version: string, rootlesskit: string): void
  install(...args: string[]): Promise<Ran>
  restart(...args: string[]): Promise<Ran>
  /** Replaces a certificate of the daemon by a link to a file elsewhere. */
  link(name: string): void
  /** The release in use, and all that are installed. */
  releases(): { readonly current: string; readonly installed: readonly string[] }
  /** `USER:GROUP PATH` of each change of an owner since the last call. */
  takeOwners(): readonly string[]
  remove(): void
}

// The search path that sudo gives on RHEL and its kin.
const securePath = ['/sbin', '/bin', '/usr/sbin', '/usr/bin']

export function createFakeMachine(): FakeMachine {
  const root = mkdtempSync(join(tmpdir(), 'machine-'))
  const at = (...path: string[]) => join(root, ...path)
  const library = at('usr/local/lib/buildkit')
  for (const path of [
    'usr/local/sbin',
    'usr/local/bin',
    'etc/systemd/system',
    'run/systemd/system',
  ]) {
    mkdirSync(at(path), { recursive: true })
  }
  for (const path of ['bin', 'releases', 'certs']) mkdirSync(at(path))
  for (const name of ['ca.crt', 'tls.crt', 'tls.key']) writeFileSync(at('certs', name), name)
  const place = (text: string) =>
    text.replaceAll(
      /\/(?:usr\/local|etc|run\/systemd|var\/lib|proc\/sys)\b/g,
      (path) => root + path,
    )
  cpSync(deploy, at('deploy'), { recursive: true })
  const change = (name: string, replace: (text: string) => string) =>
    writeFileSync(at('deploy/vm', name), replace(readFileSync(at('deploy/vm', name), 'utf8')))
  for (const name of ['install.sh', 'buildkit-restart']) change(name, place)

  const program = (path: string, text: string) =>
    writeFileSync(path, `#!/bin/sh\nset -eu\n${text}\n`, { mode: 0o755 })
  const setting = (name: string) =>
    `sed -n 's/^${name}=//p' '${at('etc/systemd/system/buildkit.service')}'`
  const programs = {
    id: 'echo 0',
    uname: 'echo x86_64',
    getent: 'true',
    systemctl: `case "$*" in
      *'--property User '*) ${setting('User')} ;;
      *'--property Group '*) ${setting('Group')} ;;
      *is-active*) exit 1 ;;
    esac`,
    openssl: `case "$*" in
      *-purpose*) echo 'SSL server : Yes' ;;
      *-enddate*) echo 'notAfter=Jan  1 00:00:00 2030 GMT' ;;
    esac`,
    chown: `echo "$*" >>'${at('owners')}'`,
    chgrp: `echo ":$*" >>'${at('owners')}'`,
  }
  for (const [name, text] of Object.entries(programs)) program(at('bin', name), text)
  for (const name of ['newuidmap', 'slirp4netns', 'ip', 'git', 'curl'])
    program(at('bin', name), 'false')

  const runHere = (script: string, args: readonly string[]) =>
    tryRun('sh', [script, ...args], { env: { PATH: [at('bin'), ...securePath].join(':') } })

  const pack = async (file: string, version: string, files: Readonly<Record<string, string>>) => {
    const directory = mkdtempSync(at('pack-'))
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(directory, name, '..'), { recursive: true })
      program(join(directory, name), text)
    }
    await run('tar', ['-czf', at('releases', file), '-C', directory, '.'])
    const sum = createHash('sha256')
      .update(readFileSync(at('releases', file)))
      .digest('hex')
    writeFileSync(at('checksums'), `${sum}  ${version}/${file}\n`, { flag: 'a' })
    rmSync(directory, { recursive: true })
  }

  return {
    publish: async (version, rootlesskit, { works = true } = {}) => {
      await pack(`buildkit-${version}.linux-amd64.tar.gz`, version, {
        'bin/buildkitd': `echo ${version}`,
        'bin/buildctl': works ? `echo 'BuildKit: github.com/moby/buildkit ${version}'` : 'exit 1',
      })
      // The archive of one rootlesskit has the same name as that of another.
      await pack('rootlesskit-x86_64.tar.gz', rootlesskit, { rootlesskit: 'true' })
    },
    unpublish: () => {
      rmSync(at('releases'), { recursive: true })
      mkdirSync(at('releases'))
      rmSync(at('checksums'))
    },
    ship: (version, rootlesskit) =>
      change('install.sh', (text) =>
        text
          .replace(/^buildkit_version=.*$/m, `buildkit_version=${version}`)
          .replace(/^rootlesskit_version=.*$/m, `rootlesskit_version=${rootlesskit}`),
      ),
    install: (...args) =>
      runHere(at('deploy/vm/install.sh'), [
        ...['--from', at('releases'), '--checksums', at('checksums')],
        ...(existsSync(at('etc/buildkit/tls')) ? [] : ['--certs', at('certs')]),
        ...args,
      ]),
    restart: (...args) => runHere(at('usr/local/sbin/buildkit-restart'), args),
    link: (name) => {
      rmSync(at('etc/buildkit/tls', name))
      symlinkSync(at('certs', name), at('etc/buildkit/tls', name))
    },
    releases: () => ({
      current: readlinkSync(join(library, 'current')),
      installed: readdirSync(library)
        .filter((name) => name !== 'current')
        .toSorted(),
    }),
    takeOwners: () => {
      if (!existsSync(at('owners'))) return []
      const lines = readFileSync(at('owners'), 'utf8').trim().split('\n')
      rmSync(at('owners'))
      return lines.map((line) => line.replace(root, ''))
    },
    remove: () => rmSync(root, { recursive: true }),
  }
}
