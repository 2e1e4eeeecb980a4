import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Diagnosis } from '../../../base/diagnosis.ts'
import type { Ports } from '../../../base/ports.ts'
import { type HostKey, readHostKey } from '../../../credentials/known-hosts.ts'
import type { SshEndpoint } from '../../../daemon/endpoint.ts'
import { runToEnd } from '../../../processes/process.ts'
import { hostKeyArgs, type SshFiles, sshProgram } from './args.ts'

interface Refusal {
  readonly files: SshFiles
  /** What `ssh` reported. */
  readonly stderr: string
  readonly attemptDirectory: string
}

/** Diagnoses a host key that `ssh` doesn't trust, with the key that the host shows, for a person to compare. */
export async function explainHostKey(
  endpoint: SshEndpoint,
  { files, stderr, attemptDirectory }: Refusal,
  ports: Pick<Ports, 'directory' | 'env'>,
): Promise<Diagnosis> {
  const seen = await fetchHostKey(endpoint, files, attemptDirectory, ports)
  return describeHostKey(endpoint.url, stderr, seen, files.knownHosts !== undefined)
}

/**
 * Names why `ssh` doesn't trust a host's key.
 *
 * @param at the endpoint as the user wrote it
 * @param stderr what `ssh` reported
 * @param seen the key that the host shows; undefined when it couldn't be fetched
 * @param isGiven whether the workflow gives the known hosts
 */
export function describeHostKey(
  at: string,
  stderr: string,
  seen: HostKey | undefined,
  isGiven: boolean,
): Diagnosis {
  const where = isGiven
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
        ? `The host key of ${at} is not the known one: the host shows ${key}. Another host may be answering. ${compare} Only if it is the same, its line "${seen.line}" replaces the one in ssh-known-hosts.`
        : `The host key of ${at} is not the known one. Another host may be answering. Compare before you replace the line in ssh-known-hosts.`,
    )
  }
  return new Diagnosis(
    'ssh-host-key-unknown',
    seen
      ? `The host key of ${at} is not in ${where}: the host shows ${key}. ${compare} Only if it is the same, add its line "${seen.line}" to ssh-known-hosts.`
      : `The host key of ${at} is not in ${where}. ssh-keyscan on a network that you trust prints the line to add.`,
  )
}

const longestFetchMs = 5000

/** Connects again with an empty file for known hosts, and reads the key that `ssh` writes there. */
async function fetchHostKey(
  endpoint: SshEndpoint,
  files: SshFiles,
  attemptDirectory: string,
  { env, directory }: Pick<Ports, 'directory' | 'env'>,
): Promise<HostKey | undefined> {
  const file = join(attemptDirectory, `seen-${randomUUID()}`)
  try {
    await runToEnd(sshProgram(env), hostKeyArgs(endpoint, files, file), {
      directory,
      cwd: attemptDirectory,
      // It ends by itself soon. If the job is canceled, it ends with this process.
      signal: new AbortController().signal,
      timeoutMs: longestFetchMs,
      gracePeriodMs: 0,
    })
    return readHostKey((await readFile(file, 'utf8')).split('\n')[0] ?? '')
  } catch {
    return undefined
  } finally {
    await rm(file, { force: true })
  }
}
