import { randomUUID } from 'node:crypto'
import { Diagnosis } from '../base/diagnosis.ts'
import { buildxConfig, buildxEnvironment, userBuildxEnvironment } from '../buildx/environment.ts'
import { guessBuildx, type ObtainInputs, obtainBuildx } from '../buildx/obtain.ts'
import { createAttemptDirectory } from '../leftovers/private-directory.ts'
import type { Program } from '../processes/program.ts'
import type { Attempt, Builder, ConnectPorts, PreparedBuildx } from './builder.ts'
import { createEndpointBuilder } from './builders/endpoint.ts'
import { type Decision, decide } from './decide.ts'
import type { ConnectInputs } from './inputs.ts'
import type { SetUpBuilder } from './set-up-builder.ts'
import { setUpVariable } from './set-up-variable.ts'

/**
 * Gets a builder: that of the daemon which the inputs name, or a local one instead. May be called several
 * times in one run, also at the same time.
 *
 * @throws Diagnosis when the daemon can't be used and falling back isn't allowed or fails
 * @throws ConfigurationError when the inputs can't be met
 */
export async function connect(inputs: ConnectInputs, ports: ConnectPorts): Promise<Builder> {
  const { decision, preparing, abort } = prepare(inputs, ports)
  try {
    return await carryOut(decision, inputs, preparing, ports)
  } catch (error) {
    abort()
    throw error
  }
}

/** Decides which builder to use, and prepares buildx. */
export function prepare(inputs: ConnectInputs, ports: ConnectPorts) {
  const abortPrepare = new AbortController()
  const signal = AbortSignal.any([ports.signal, abortPrepare.signal])
  return {
    preparing: prepareBuildx(inputs.buildx, { ...ports, signal }),
    decision: decide({
      ...inputs,
      hasCredentials: inputs.credentials !== undefined,
      hasSshKey: inputs.ssh.key !== undefined,
    }),
    abort: () => abortPrepare.abort(),
  }
}

/** Creates a builder in a container of the runner's Docker daemon. */
export async function localBuilder(
  inputs: ConnectInputs,
  preparing: PreparedBuildx,
  ports: ConnectPorts,
): Promise<Builder> {
  const { createContainerBuilder } = await import('./builders/container.ts')
  return createContainerBuilder(newAttempt(ports.directory), inputs.container, preparing, ports)
}

async function carryOut(
  decision: Decision,
  inputs: ConnectInputs,
  preparing: PreparedBuildx,
  ports: ConnectPorts,
): Promise<Builder> {
  const createLocal = () => localBuilder(inputs, preparing, ports)
  switch (decision.kind) {
    case 'existing': {
      const { name, ...trust } = decision
      const setUp = await findSetUp(name, ports)
      if (setUp !== undefined) {
        const { useSetUpBuilder } = await import('./builders/set-up.ts')
        return useSetUpBuilder({ setUp, ...trust }, inputs, preparing, ports)
      }
      const { file } = await preparing.obtain()
      const { useExistingBuilder } = await import('./builders/existing.ts')
      return useExistingBuilder(decision, { file, env: userBuildxEnvironment(ports.env) }, ports)
    }
    case 'none':
      throw decision.code === undefined
        ? new Error(decision.reason)
        : new Diagnosis(decision.code, decision.reason)
    case 'local': {
      const { fallback } = decision
      if (fallback === undefined) {
        const builder = await createLocal().catch(explainLocal)
        await (await import('./builders/container.ts')).notePassedOver(inputs, ports)
        return builder
      }
      const { code, reason } = fallback
      ports.log.info(code === undefined ? reason : new Diagnosis(code, reason).message)
      return { ...(await createLocal()), fallback }
    }
    case 'fall-back':
      return fallBack(new Diagnosis(decision.code, decision.reason), createLocal, ports)
    case 'runner-docker': {
      const { createLocalDockerBuilder } = await import('./builders/local-docker.ts')
      return createLocalDockerBuilder(newAttempt(ports.directory), inputs, preparing, ports)
    }
    case 'endpoint': {
      const attempt = newAttempt(ports.directory)
      const create = () =>
        createEndpointBuilder(attempt, decision.endpoint, inputs, preparing, ports)
      return orFallBack(create, decision, createLocal, ports)
    }
    case 'router': {
      const create = async () => {
        const { connectRouter } = await import('./router/connect-router.ts')
        const attempt = newAttempt(ports.directory)
        return connectRouter(decision.router, attempt, inputs, preparing, ports)
      }
      return orFallBack(create, decision, createLocal, ports)
    }
    case 'pool': {
      const create = async () => {
        const { connectWhole } = await import('./pool/connect-pool.ts')
        const attempt = () => newAttempt(ports.directory)
        return connectWhole(decision.pool, inputs, preparing, { ...ports, attempt })
      }
      return orFallBack(create, decision, createLocal, ports)
    }
  }
}

/** Uses a local builder, with a warning, if the daemon can't be used and falling back is allowed. */
export async function orFallBack(
  create: () => Promise<Builder>,
  { mayFallBack }: { readonly mayFallBack: boolean },
  createLocal: () => Promise<Builder>,
  ports: ConnectPorts,
): Promise<Builder> {
  try {
    const builder = await create()
    if (!mayFallBack) return builder
    return { ...builder, fallBack: (diagnosis) => fallBack(diagnosis, createLocal, ports) }
  } catch (error) {
    if (!(error instanceof Diagnosis) || !mayFallBack) throw error
    return await fallBack(error, createLocal, ports)
  }
}

/** Only `setup` sets up a builder for later steps, so that only after it there is something to load for this. */
async function findSetUp(
  name: string,
  { env }: Pick<ConnectPorts, 'env'>,
): Promise<SetUpBuilder | undefined> {
  if (!env[setUpVariable]) return undefined
  return (await import('./set-up-builder.ts')).findSetUp(name, env)
}

/** A name and a directory for an attempt to get a builder. */
export function newAttempt(directory: string): Attempt {
  return {
    name: `remote-buildkit-${randomUUID().slice(0, 8)}`,
    directory: createAttemptDirectory(directory),
  }
}

function prepareBuildx(inputs: ObtainInputs, ports: ConnectPorts): PreparedBuildx {
  const env = buildxEnvironment(ports.env, buildxConfig(ports.directory))
  // A later builder of the same run must not use one that has turned out to be too old.
  let checked: string | undefined
  const guess = () => {
    const file = checked ?? guessBuildx(inputs, ports.env)
    return file === undefined ? undefined : { file, env }
  }
  let obtained: Promise<Program> | undefined
  const obtain = () => {
    obtained ??= obtainBuildx(inputs, ports).then((file) => {
      checked = file
      return { file, env }
    })
    // Each caller that awaits it gets the error; without one it must not count as unhandled.
    obtained.catch(() => {})
    return obtained
  }
  return { guess, obtain }
}

async function explainLocal(error: unknown): Promise<never> {
  return (await import('./fall-back.ts')).throwWithoutDocker(error)
}

async function fallBack(
  diagnosis: Diagnosis,
  createLocal: () => Promise<Builder>,
  ports: ConnectPorts,
): Promise<Builder> {
  return (await import('./fall-back.ts')).fallBackTo(diagnosis, createLocal, ports)
}
