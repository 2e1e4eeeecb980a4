/** The origin of the built code, for decisions about caches and trust. */
export interface Origin {
  readonly kind: 'branch' | 'tag' | 'pull-request'
  /** The branch or tag name; for a pull request its number. */
  readonly name: string
  /** The branch that a pull request is to be merged into. */
  readonly base?: string
  readonly defaultBranch?: string
  /** Why the code is untrusted. Absent for code of somebody who may write to the repository. */
  readonly untrusted?: Untrusted
  /** Whether the job's secrets are those that were stored for Dependabot, and not the ones of all other runs. */
  readonly hasDependabotSecrets?: boolean
}

/** A fork's code, Dependabot's run or proposal, or an event that doesn't prove where its code comes from. */
export type Untrusted = 'fork' | 'dependabot' | 'unknown'

/** First clause of a log sentence; the caller appends the consequence. */
export const untrustedBecause: Readonly<Record<Untrusted, string>> = {
  fork: 'The code comes from a fork',
  dependabot: 'This run comes from Dependabot',
  unknown: 'The event does not say which repository the code comes from',
}
