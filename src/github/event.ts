import { readFileSync } from 'node:fs'

/** A webhook's payload as the runner writes it. A run by hand or under act has few of its parts, or none. */
export interface Payload {
  /** The value at a path, such as `pull_request`, `head`, `sha`; undefined if it is absent or null. */
  at(...path: readonly string[]): unknown
  /** The same, if it is a text that isn't empty. */
  text(...path: readonly string[]): string | undefined
}

/** Reads the event file. A missing or damaged file has no parts: not every runner writes one. */
export function readPayload(path: string | undefined): Payload {
  const payload = path ? parseFile(path) : undefined
  const at = (...keys: readonly string[]) => keys.reduce(property, payload) ?? undefined
  return {
    at,
    text(...keys) {
      const value = at(...keys)
      return typeof value === 'string' && value !== '' ? value : undefined
    },
  }
}

function parseFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Readonly<Record<string, unknown>>)[key]
}
