import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BuildkitdOptions, type BuildkitdWay, buildkitdConfig } from './buildkitd-config.ts'
import { requireImage } from './images.ts'
import { longestLife } from './server.ts'

export async function asContainer(options: BuildkitdOptions, port: number): Promise<BuildkitdWay> {
  const { directory, certificates, registry, isOldest = false } = options
  const image = await requireImage(isOldest ? 'oldestBuildkit' : 'buildkit')
  const name = `remote-buildkit-buildkitd-${randomUUID()}`
  const configPath = join(directory, 'buildkitd.toml')
  const socket = 'unix:///run/buildkit/buildkitd.sock'
  const tls = { ca: '/tls/ca.pem', cert: '/tls/cert.pem', key: '/tls/key.pem' }
  const config = buildkitdConfig(
    options,
    [`tcp://0.0.0.0:${port}`, socket],
    '',
    '',
    certificates && tls,
  )
  await writeFile(configPath, config)
  const files = [
    [configPath, '/etc/buildkit/rig.toml'],
    ...(certificates
      ? [
          [certificates.authority.certPath, tls.ca],
          [certificates.server.certPath, tls.cert],
          [certificates.server.keyPath, tls.key],
        ]
      : []),
  ]
  return {
    control: ['docker', 'exec', name, 'buildctl', '--addr', socket],
    server: {
      command: [
        ...['docker', 'run', '--rm', '--name', name, '--privileged'],
        ...(registry?.container
          ? ['--network', `container:${registry.container.name}`]
          : ['--publish', `127.0.0.1:${port}:${port}`]),
        ...files.flatMap(([from, to]) => ['--volume', `${from}:${to}:ro`]),
        // An overlay can't be on the container's own overlay.
        ...['--volume', '/var/lib/buildkit', '--entrypoint', 'timeout', image],
        ...[`${longestLife}`, 'buildkitd', '--config', '/etc/buildkit/rig.toml'],
      ],
      afterwards: ['docker', 'rm', '--force', '--volumes', name],
      killCommand: ['docker', 'kill', name],
    },
  }
}
