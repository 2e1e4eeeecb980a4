/** The run that this step is part of, as far as a build names it. */
export interface WorkflowRun {
  /** Such as `https://github.com`. */
  readonly server: string
  /** Where to see it; empty when the runner didn't say. */
  readonly url: string
  /** The repository at the commit, for BuildKit to fetch by itself; empty when unknown. */
  readonly defaultContext: string
  readonly isPrivate: boolean
  /** `BUILDX_NO_DEFAULT_ATTESTATIONS`. */
  readonly noDefaultAttestations: boolean
  /** `DOCKER_BUILD_CHECKS_ANNOTATIONS`, as docker/build-push-action has it. */
  readonly annotateChecks: boolean
}
