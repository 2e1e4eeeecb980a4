import { join } from 'node:path'
import { ConfigurationError } from '../../../base/errors.ts'
import type { Ports } from '../../../base/ports.ts'
import type { SshKey } from '../../../credentials/ssh-key.ts'
import { createReader } from '../../../credentials/ssh-wire.ts'
import { writePrivateFile } from '../../../leftovers/private-directory.ts'
import type { SshInputs } from '../../inputs.ts'
import { keysOfAgent } from './agent.ts'
import type { SshFiles } from './args.ts'

/**
 * Writes the files that `ssh` reads. The runner's own files and its agent are not changed.
 *
 * @param directories where to write the files, and where `ssh` makes its control socket
 * @throws ConfigurationError for a key with a passphrase that no agent holds
 */
export async function writeSshFiles(
  { key, knownHosts }: SshInputs,
  directories: { readonly attemptDirectory: string; readonly sockets: string },
  { env }: Pick<Ports, 'env'>,
): Promise<SshFiles> {
  const { attemptDirectory, sockets } = directories
  const knownHostsFile = join(attemptDirectory, 'known_hosts')
  if (knownHosts !== undefined) await writePrivateFile(knownHostsFile, knownHosts)
  return {
    ...(key && (await writeIdentity(key, join(attemptDirectory, 'ssh-key'), env))),
    ...(knownHosts !== undefined && { knownHosts: knownHostsFile }),
    control: join(sockets, 'ssh'),
  }
}

async function writeIdentity(
  key: SshKey,
  identity: string,
  env: NodeJS.ProcessEnv,
): Promise<Pick<SshFiles, 'identity' | 'isInAgent'>> {
  if (!key.isProtected) {
    await writePrivateFile(identity, key.text)
    return { identity }
  }
  const held = env.SSH_AUTH_SOCK ? await keysOfAgent(env.SSH_AUTH_SOCK) : []
  const { publicKey } = key
  if (publicKey === undefined || !held.some((each) => each.equals(publicKey))) {
    throw new ConfigurationError(
      'ssh-key is protected by a passphrase, which a job cannot enter, and no agent holds the key. Remove the passphrase (ssh-keygen -p -f key), or add the key to an agent before this step.',
      'credentials-malformed',
    )
  }
  const type = String(createReader(publicKey).string())
  await writePrivateFile(identity, `${type} ${publicKey.toString('base64')}\n`)
  return { identity, isInAgent: true }
}
