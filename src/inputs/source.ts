import type { Origin } from '../trust/origin.ts'
import type { CiRun } from './ci-run.ts'

/** A host's data about the job, from which the inputs are read. Each host's adapter provides one. */
export interface InputSource {
  /** The text of an input as it was given, not trimmed; empty when it is absent. */
  readonly raw: (name: string) => string
  /** The job's environment, for variables of Docker's and BuildKit's own, such as `BUILDKIT_HOST`. */
  readonly env: NodeJS.ProcessEnv
  readonly mask: (secret: string) => void
  readonly origin: Origin
  readonly run: CiRun
  /** The directory that the repository is checked out to. */
  readonly workspace: string
  /**
   * Looks for given inputs that don't exist, or that the host ignores.
   *
   * @returns the warnings about them
   * @throws ConfigurationError for one that exists under another name
   */
  readonly checkNames: () => readonly string[]
}
