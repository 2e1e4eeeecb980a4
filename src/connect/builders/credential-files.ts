import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Credentials } from '../../credentials/credentials.ts'
import type { CredentialPorts, CredentialSource } from '../../credentials/source.ts'
import { describeClient } from '../../credentials/validity.ts'
import { writePrivateFile } from '../../leftovers/private-directory.ts'
import type { CertificatePaths } from '../reach.ts'

/** The certificates for one daemon, as texts for the probe and as files for buildx. */
export interface CredentialFiles {
  /** Driver options of buildx. */
  readonly driverOpts: Readonly<Record<string, string>>
  readonly paths: CertificatePaths
  /**
   * Obtains the certificates, and writes the files when they are new. May be called at the same time. buildx reads the files for each new
   * connection, so they stay until the build is over.
   *
   * @throws Diagnosis when there are none that can be used now
   */
  readonly obtain: () => Promise<Credentials>
  /** A line for the log about the client certificate; undefined without one. */
  readonly describe: () => string | undefined
}

/** @param directory of the attempt to connect */
export function credentialFiles(
  source: CredentialSource,
  directory: string,
  ports: CredentialPorts,
): CredentialFiles {
  const path = (option: string) => join(directory, `${option}.pem`)
  const options = ['cacert', ...(source.hasClient ? ['cert', 'key'] : [])]
  let written: Credentials | undefined
  let obtaining: Promise<Credentials> | undefined
  const obtain = async () => {
    const credentials = await source.obtain(ports)
    if (credentials === written) return credentials
    const { ca, client } = credentials
    await replaceFile(path('cacert'), ca)
    if (client !== undefined) {
      await replaceFile(path('cert'), client.cert)
      await replaceFile(path('key'), client.key)
    }
    const line = written && describeClient(credentials)
    if (line !== undefined) ports.log.info(line)
    written = credentials
    return credentials
  }
  return {
    driverOpts: Object.fromEntries(options.map((option) => [option, path(option)])),
    paths: {
      ca: path('cacert'),
      ...(source.hasClient && { client: { cert: path('cert'), key: path('key') } }),
    },
    obtain() {
      // Two connections at once share the files that are being written, and the line in the log.
      obtaining ??= obtain().finally(() => {
        obtaining = undefined
      })
      return obtaining
    },
    describe: () => written && describeClient(written),
  }
}

/** Replaces the file atomically: it is never empty and never readable by others. */
async function replaceFile(path: string, text: string): Promise<void> {
  const unfinished = `${path}.new`
  // One may be left of a write that failed, such as on a full disk.
  rmSync(unfinished, { force: true })
  await writePrivateFile(unfinished, text)
  renameSync(unfinished, path)
}
