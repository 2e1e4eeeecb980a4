import { Diagnosis } from '../base/diagnosis.ts'
import { messageOf } from '../base/errors.ts'
import type { Builder, ConnectPorts } from './builder.ts'

/** Without an endpoint and without Docker, there is nothing to build on: the workflow has to name something. */
export function throwWithoutDocker(error: unknown): never {
  const message = messageOf(error)
  if (!isWithoutDocker(message)) throw error
  throw new Diagnosis(
    'no-endpoint',
    `endpoint is empty, and a local builder needs Docker on this runner, which can't be used: ${message}. Give the address of a BuildKit daemon in endpoint, or use a runner with Docker.`,
    { cause: error },
  )
}

/** By the messages of buildx, which are the Docker client's, and of a missing Docker CLI. */
export function isWithoutDocker(message: string): boolean {
  return /connect to the docker (?:api|daemon)|error during connect|(?:executable file: docker|spawn docker ENOENT)/i.test(
    message,
  )
}

/**
 * Uses a local builder instead of a daemon that can't be used, with a warning.
 *
 * @throws Diagnosis of both faults when there can be no local builder
 */
export async function fallBackTo(
  diagnosis: Diagnosis,
  createLocal: () => Promise<Builder>,
  { log, signal, help }: Pick<ConnectPorts, 'log' | 'signal' | 'help'>,
): Promise<Builder> {
  const { code, message, reason } = diagnosis
  try {
    const builder = await createLocal()
    log.warning(`${message} A local builder is used instead. See ${help(code)}`)
    return { ...builder, fallback: { code, reason } }
  } catch (error) {
    if (signal.aborted) throw error
    throw new Diagnosis(
      code,
      `${reason} Falling back to a local builder failed too: ${messageOf(error)}`,
      { cause: error },
    )
  }
}
