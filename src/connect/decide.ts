import type { DiagnosisCode } from '../base/diagnosis.ts'
import type { Driver } from '../daemon/daemon.ts'
import type { Endpoint } from '../daemon/endpoint.ts'
import type { PoolInputs } from '../pool/members.ts'
import type { Fallback } from './builder.ts'
import type { RouterInputs } from './router/router.ts'

/** What the choice of builder depends on. */
export interface DecisionInputs {
  /** The name of an existing builder. */
  readonly builder: string | undefined
  readonly endpoint: Endpoint | undefined
  /** Present when there is a choice between daemons; `endpoint` is one of them. */
  readonly pool?: PoolInputs
  /** Present when a service decides on which daemon to build. */
  readonly router?: RouterInputs
  readonly driver: 'auto' | Driver
  readonly fallback: 'auto' | 'never' | 'always'
  /** Why the persistent daemon must not be used, as one sentence. */
  readonly untrustedReason: string | undefined
  /** Whether there are certificates for TLS. */
  readonly hasCredentials: boolean
  /** Whether there is a key for SSH. */
  readonly hasSshKey: boolean
}

/** Which builder to use. */
export type Decision =
  | {
      readonly kind: 'existing'
      readonly name: string
      /** Present when it may be used only if its daemon is on this machine; says why. */
      readonly untrustedReason?: string
    }
  /** The daemon at an endpoint; if it can't be used, a local builder or an error. */
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint; readonly mayFallBack: boolean }
  /** One of several daemons. */
  | { readonly kind: 'pool'; readonly pool: PoolInputs; readonly mayFallBack: boolean }
  /** The daemon that a service names. */
  | { readonly kind: 'router'; readonly router: RouterInputs; readonly mayFallBack: boolean }
  /** The runner's own Docker daemon, for which there is no fallback: a local builder would need it, too. */
  | { readonly kind: 'runner-docker' }
  /**
   * A builder in a container of the runner's Docker daemon, created for this run. `fallback` is present when it
   * is used instead of the daemon that the inputs name, on purpose.
   */
  | { readonly kind: 'local'; readonly fallback?: Fallback }
  /** The same, because of a fault. */
  | { readonly kind: 'fall-back'; readonly code: DiagnosisCode; readonly reason: string }
  /** None: the action fails. */
  | { readonly kind: 'none'; readonly code?: DiagnosisCode; readonly reason: string }

/** Chooses the builder, by the inputs alone. */
export function decide(inputs: DecisionInputs): Decision {
  const { pool, router } = inputs
  if (router !== undefined && inputs.builder === undefined) return decideOnRouter(inputs, router)
  return pool === undefined ? decideOn(inputs) : decideOnPool(inputs, pool)
}

/** A router's daemons are reached over TCP. The router gives untrusted code a daemon of its own. */
function decideOnRouter(inputs: DecisionInputs, router: RouterInputs): Decision {
  const endpoint = { kind: 'tcp', url: router.url, host: '', port: 0 } as const
  const decision = decideOn({ ...inputs, endpoint, untrustedReason: undefined })
  const mayFallBack = inputs.fallback === 'auto'
  return decision.kind === 'endpoint' ? { kind: 'router', router, mayFallBack } : decision
}

/** Members that need a missing certificate matter only if there are no others. */
function decideOnPool(inputs: DecisionInputs, pool: PoolInputs): Decision {
  const endpoints = pool.lines.map(({ endpoint }) => endpoint)
  const usable = endpoints.find(({ kind }) => kind !== 'tcp' || inputs.hasCredentials)
  const decision = decideOn({ ...inputs, endpoint: usable ?? inputs.endpoint })
  const mayFallBack = inputs.fallback === 'auto'
  return decision.kind === 'endpoint' ? { kind: 'pool', pool, mayFallBack } : decision
}

function decideOn(inputs: DecisionInputs): Decision {
  const { builder, endpoint, driver, fallback, untrustedReason } = inputs
  if (builder !== undefined) {
    return { kind: 'existing', name: builder, ...(untrustedReason && { untrustedReason }) }
  }
  const usesRunnerDocker = endpoint === undefined && driver === 'docker'
  if (endpoint === undefined && !usesRunnerDocker) {
    const needsEndpoint = driver === 'remote' || fallback === 'never'
    return needsEndpoint ? noEndpoint : { kind: 'local' }
  }
  if (fallback === 'always') {
    const urls = inputs.pool?.lines.map((line) => line.endpoint.url) ?? []
    const all = urls.length > 1 ? urls.join(', ') : (endpoint?.url ?? "the runner's Docker daemon")
    const reason = `fallback is always, so ${all} ${urls.length > 1 ? 'are' : 'is'} not tried.`
    return { kind: 'local', fallback: { reason } }
  }
  const code = lacksSecrets(inputs) ? { code: 'credentials-missing' as const } : {}
  if (untrustedReason !== undefined) {
    return fallback === 'never'
      ? { kind: 'none', ...code, reason: `${untrustedReason} ${noOther}` }
      : { kind: 'local', fallback: { ...code, reason: untrustedReason } }
  }
  if (endpoint === undefined) return { kind: 'runner-docker' }
  // BuildKit's TCP listener speaks TLS.
  if (endpoint.kind === 'tcp' && !inputs.hasCredentials) {
    return {
      kind: fallback === 'never' ? 'none' : 'fall-back',
      code: 'credentials-missing',
      reason: `${endpoint.url} needs TLS, but ca, cert and key are empty. A pull request from a fork has no secrets.`,
    }
  }
  return { kind: 'endpoint', endpoint, mayFallBack: fallback === 'auto' }
}

const noOther =
  'With fallback: never there is no other builder. Set fallback: auto to build on a local one.'

const noEndpoint: Decision = {
  kind: 'none',
  code: 'no-endpoint',
  reason:
    'endpoint is empty. Give the address of your BuildKit daemon, such as tcp://buildkit.example.com:1234.',
}

/** Without secrets the daemon couldn't be reached anyway, and the workflow may expect that. */
function lacksSecrets({ endpoint, hasCredentials, hasSshKey }: DecisionInputs): boolean {
  return (endpoint?.kind === 'tcp' && !hasCredentials) || (endpoint?.kind === 'ssh' && !hasSshKey)
}
