import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from '@jest/globals'
import { type Dockerd, startDockerd } from '../../script/rig/docker.ts'
import { findSecrets } from '../../script/rig/leaks.ts'
import { requireParts } from '../../script/rig/parts.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import type { Runner } from '../../script/rig/runner.ts'
import { type Sshd, type SshdOptions, startSshd } from '../../script/rig/sshd.ts'

/** A host with only Docker and SSH. */
export interface DockerHost {
  readonly directory: string
  readonly dockerd: Dockerd
  readonly sshd: Sshd
  /** The inputs with which the action reaches it. */
  readonly inputs: Readonly<Record<string, string>>
  /** Another sshd before the same Docker daemon, stopped with the host. */
  another(options: Partial<SshdOptions>): Promise<Sshd>
  stop(): Promise<void>
}

export const noCertificates = { ca: '', cert: '', key: '' }

export async function startDockerHost(
  name: string,
  engine: 'old' | 'new' = 'old',
): Promise<DockerHost> {
  const directory = mkdtempSync(join(tmpdir(), `${name}-`))
  const { docker, buildctl } = await requireParts('docker', 'buildctl')
  const dockerd = await startDockerd({ directory: join(directory, 'docker'), bridge: true, engine })
  const all: Sshd[] = []
  const another: DockerHost['another'] = async (options) => {
    const sshd = await startSshd({
      directory: join(directory, `sshd-${all.length}`),
      environment: { DOCKER_HOST: dockerd.host },
      path: [dirname(buildctl), dirname(docker)],
      ...options,
    })
    all.push(sshd)
    return sshd
  }
  const sshd = await another({})
  return {
    directory,
    dockerd,
    sshd,
    inputs: inputsFor(sshd),
    another,
    async stop() {
      for (const each of all) await each.stop()
      await dockerd.stop()
      rmSync(directory, { recursive: true })
    },
  }
}

export function inputsFor({ endpoint, key, hostKeyLine }: Sshd): Record<string, string> {
  const access = { 'ssh-key': key.privateKey, 'ssh-known-hosts': hostKeyLine }
  return { endpoint, ...access, ...noCertificates }
}

/** No key may be in the output of the action or in any file. */
export async function expectNoKey(
  { key }: Pick<Sshd, 'key'>,
  { unmaskedLog, outputs, state, summary, exportedVariables }: PhaseResult,
  { home, temp, workspace }: Runner,
): Promise<void> {
  const texts = {
    ...{ log: unmaskedLog, outputs: JSON.stringify(outputs), state: JSON.stringify(state) },
    ...{ summary, variables: JSON.stringify(exportedVariables) },
  }
  const places = { texts, directories: [home, temp, workspace] }
  expect(await findSecrets([key.privateKey], places)).toEqual([])
}
