import { readFileSync } from 'node:fs'

/** The parts of a webhook's payload that are read. A run by hand or by act has few of them. */
export interface Payload {
  readonly repository?: {
    readonly full_name?: string
    readonly default_branch?: string
    readonly private?: boolean
  }
  readonly number?: number
  readonly pull_request?: {
    readonly number?: number
    readonly head?: {
      readonly sha?: string
      readonly repo?: { readonly full_name?: string } | null
    }
    readonly base?: { readonly ref?: string; readonly repo?: { readonly full_name?: string } }
  }
  /** The run whose end started this one. */
  readonly workflow_run?: { readonly head_repository?: { readonly full_name?: string } | null }
}

/** Reads the event file that the runner gives to each step. */
export function readPayload(path: string | undefined): Payload {
  if (!path) return {}
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as Payload | null) ?? {}
  } catch {
    // Not every runner writes one.
    return {}
  }
}
