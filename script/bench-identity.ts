import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownerId, startIdentityIssuer } from './rig/identity-issuer.ts'
import type { Rig } from './rig/rig.ts'
import { startStepCa } from './rig/step-ca.ts'

/** An authority on this machine whose certificates the rig's daemon accepts, and an issuer of tokens. */
export interface BenchIdentity {
  readonly inputs: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}

export async function startBenchIdentity(
  directory: string,
  { certificates: { authority } }: Rig,
): Promise<BenchIdentity> {
  const issuer = await startIdentityIssuer()
  try {
    const stepCa = await startStepCa({
      directory: join(directory, 'step-ca'),
      githubIssuer: issuer.url,
      owners: [ownerId],
      // The rig's own CA signs, since the daemon already trusts it.
      async change(_, at) {
        for (const file of ['root.pem', 'intermediate.pem']) {
          await copyFile(authority.certPath, join(at, file))
        }
        await copyFile(authority.keyPath, join(at, 'intermediate.key'))
      },
    })
    return {
      inputs: {
        identity: `${stepCa.url.replace('https:', 'step-ca+https:')}/github`,
        ca: authority.cert,
        cert: '',
        key: '',
      },
      env: issuer.variables,
      async stop() {
        await stepCa.stop()
        await issuer.stop()
      },
    }
  } catch (error) {
    await issuer.stop()
    throw error
  }
}
