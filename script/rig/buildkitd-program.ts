import { writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { type BuildkitdOptions, type BuildkitdWay, buildkitdConfig } from './buildkitd-config.ts'
import { requireParts } from './parts.ts'

export async function asProgram(options: BuildkitdOptions, port: number): Promise<BuildkitdWay> {
  const {
    directory,
    certificates,
    isOldest = false,
    keepsRoot = false,
    hasCgroup2 = false,
  } = options
  const { buildctl, runc } = await requireParts('buildctl', 'runc')
  const part = isOldest ? 'oldest-buildkitd' : 'buildkitd'
  const { [part]: buildkitd } = await requireParts(part)
  const root = join(directory, 'root')
  const socket = `unix://${join(directory, 'buildkitd.sock')}`
  const configPath = join(directory, 'buildkitd.toml')
  const config = buildkitdConfig(
    options,
    [`tcp://127.0.0.1:${port}`, socket],
    '',
    // The daemon runs as root; the user who started it must be able to use its socket.
    `uid = ${process.getuid?.()}\ngid = ${process.getgid?.()}`,
    certificates && {
      ca: certificates.authority.certPath,
      cert: certificates.server.certPath,
      key: certificates.server.keyPath,
    },
  )
  // Daemons that start at the same time take the default socket from each other. The oldest has no such setting.
  const tracing = isOldest ? '' : `[otel]\nsocketPath = "${join(directory, 'otel.sock')}"\n`
  await writeFile(configPath, `root = "${root}"\n${config}${tracing}`)
  return {
    control: [buildctl, '--addr', socket],
    server: {
      // Separate namespaces, so that no mount and no process of a build outlives it. The kernel ends it if
      // the keeper is killed.
      command: [
        // buildkitd looks for runc on the PATH even if its configuration names another.
        ...['env', `PATH=${[dirname(runc), process.env.PATH].join(delimiter)}`],
        ...['setpriv', '--pdeathsig', 'KILL'],
        ...['unshare', '--mount', '--pid', '--mount-proc', '--fork', '--kill-child'],
        ...(hasCgroup2 ? withCgroup2 : []),
        ...[buildkitd, '--config', configPath],
      ],
      isWrapped: true,
      asRoot: true,
      ...(!keepsRoot && { remove: root }),
    },
  }
}

/**
 * Runs a command that finds cgroup v2 where systemd mounts it. A machine with cgroup v1 can have both, but most
 * controllers stay with v1, so that only the CPU time of a step is known there.
 */
const withCgroup2 = [
  ...['sh', '-c'],
  '[ -e /sys/fs/cgroup/cgroup.controllers ] || mount -t cgroup2 none /sys/fs/cgroup; exec "$@"',
  'sh',
]
