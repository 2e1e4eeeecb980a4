import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Diagnosis } from '../../../base/diagnosis.ts'
import { type HostKey, readHostKey } from '../../../credentials/known-hosts.ts'
import type { SshEndpoint } from '../../../daemon/endpoint.ts'
import type { ConnectPorts } from '../../builder.ts'
import { hostKeyArgs, type SshFiles } from './args.ts'

const longestLookMs = 5000

/** A host whose key isn't the known one: with the key it shows, for a person to compare. */
export async function explainHostKey(
  endpoint: SshEndpoint,
  files: SshFiles,
  stderr: string,
  ports: ConnectPorts,
): Promise<Diagnosis> {
  const at = endpoint.url
  const seen = await lookAtHostKey(endpoint, files, ports)
  const where = files.knownHosts
    ? 'ssh-known-hosts'
    : "ssh-known-hosts, which is empty, or this runner's own known_hosts"
  const key = seen && `${seen.fingerprint} (${seen.type})`
  const compare =
    'Compare it with what ssh-keygen -lf prints on the host for its /etc/ssh/ssh_host_*_key.pub.'
  if (/REVOKED/.test(stderr)) {
    return new Diagnosis(
      'ssh-host-key-changed',
      `The host key of ${at} is marked as revoked${key ? `: ${key}` : ''}. Give the host a new key.`,
    )
  }
  if (/IDENTIFICATION HAS CHANGED/.test(stderr)) {
    return new Diagnosis(
      'ssh-host-key-changed',
      seen
        ? `The host key of ${at} is not the known one: seen was ${key}. It may be another host that answers. ${compare} Only if it is the same, replace the line in ssh-known-hosts by: ${seen.line}`
        : `The host key of ${at} is not the known one. It may be another host that answers. Compare before you replace the line in ssh-known-hosts.`,
    )
  }
  return new Diagnosis(
    'ssh-host-key-unknown',
    seen
      ? `The host key of ${at} is not in ${where}: seen was ${key}. ${compare} Only if it is the same, add to ssh-known-hosts: ${seen.line}`
      : `The host key of ${at} is not in ${where}. ssh-keyscan on a network that you trust prints the line to add.`,
  )
}

/** Asks again with an empty file for known hosts, and reads what `ssh` writes there. */
async function lookAtHostKey(
  endpoint: SshEndpoint,
  files: SshFiles,
  { env, directory }: ConnectPorts,
): Promise<HostKey | undefined> {
  const file = join(directory, `seen-${randomUUID()}`)
  try {
    await new Promise<void>((resolve) => {
      execFile(
        'ssh',
        hostKeyArgs(endpoint, files, file),
        {
          cwd: directory,
          env: { ...env, LC_ALL: 'C' },
          timeout: longestLookMs,
          killSignal: 'SIGKILL',
        },
        () => resolve(),
      )
    })
    return readHostKey((await readFile(file, 'utf8')).split('\n')[0] ?? '')
  } catch {
    return undefined
  } finally {
    await rm(file, { force: true })
  }
}
