import { join } from 'node:path'
import { ConfigurationError } from '../../../base/errors.ts'
import type { SshKey } from '../../../credentials/ssh-key.ts'
import { createReader } from '../../../credentials/ssh-wire.ts'
import { writePrivateFile } from '../../../leftovers/private-directory.ts'
import type { ConnectPorts } from '../../builder.ts'
import type { SshInputs } from '../../inputs.ts'
import { keysOfAgent } from './agent.ts'
import type { SshFiles } from './args.ts'

/**
 * Writes what `ssh` reads. The runner's own files and its agent are not touched.
 *
 * @throws ConfigurationError for a key that nobody can use
 */
export async function writeSshFiles(
  { key, knownHosts }: SshInputs,
  sockets: string,
  ports: Pick<ConnectPorts, 'directory' | 'env'>,
): Promise<SshFiles> {
  const below = (name: string) => join(ports.directory, name)
  if (knownHosts !== undefined) await writePrivateFile(below('known_hosts'), knownHosts)
  return {
    ...(key && (await writeIdentity(key, ports))),
    ...(knownHosts !== undefined && { knownHosts: below('known_hosts') }),
    control: join(sockets, 'ssh'),
  }
}

async function writeIdentity(
  key: SshKey,
  { directory, env }: Pick<ConnectPorts, 'directory' | 'env'>,
): Promise<Pick<SshFiles, 'identity' | 'isInAgent'>> {
  const identity = join(directory, 'ssh-key')
  if (!key.isProtected) {
    await writePrivateFile(identity, key.text)
    return { identity }
  }
  const held = env.SSH_AUTH_SOCK ? await keysOfAgent(env.SSH_AUTH_SOCK) : []
  const { publicKey } = key
  if (publicKey === undefined || !held.some((each) => each.equals(publicKey))) {
    throw new ConfigurationError(
      `ssh-key is protected by a passphrase, which nobody can type in a job, and no agent is known to hold it. Remove the passphrase (ssh-keygen -p -f key), or add the key to an agent before this step.`,
      'credentials-malformed',
    )
  }
  const type = String(createReader(publicKey).string())
  await writePrivateFile(identity, `${type} ${publicKey.toString('base64')}\n`)
  return { identity, isInAgent: true }
}
