import { sep } from 'node:path'
import type { AnnotationProperties } from '@actions/core'
import { Diagnosis } from '../base/diagnosis.ts'
import { ConfigurationError, messageOf } from '../base/errors.ts'
import type { Remedies } from '../base/ports.ts'
import { checkoutRemedy } from '../inputs/checkout.ts'
import { inWorkspace } from '../inputs/dockerfile-path.ts'
import { helpLink } from './help-link.ts'

/** How a job reports an error that ended the action. */
export interface Failure {
  /** Its code; absent for an error without one. */
  readonly code?: string
  /** One line, with the remedy and the page that explains it. */
  readonly message: string
  readonly place: AnnotationProperties
}

export function describeFailure(
  error: unknown,
  env: NodeJS.ProcessEnv,
  remedies: Pick<Remedies, 'checkout'>,
): Failure {
  const { GITHUB_WORKSPACE: workspace = '' } = env
  const message = `${messageOf(error)}${checkoutRemedy(error, workspace || '.', remedies)}`
  const place = placeOf(error, workspace)
  const isKnown = error instanceof Diagnosis || error instanceof ConfigurationError
  if (!isKnown || !error.code) return { message, place }
  const { code } = error
  return { code, message: `${message} See ${helpLink(code, env)}`, place }
}

function placeOf(error: unknown, workspace: string): AnnotationProperties {
  const place = error instanceof ConfigurationError ? error.place : undefined
  const file = place && inWorkspace(workspace, place.path)?.replaceAll(sep, '/')
  return place && file !== undefined ? { file, startLine: place.line } : {}
}
