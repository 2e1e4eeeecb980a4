/** The CI run that a build is part of, as far as the build names it. */
export interface CiRun {
  /** The server that hosts the repository, such as `https://github.com`. */
  readonly server: string
  /** The page of the run; empty when the host doesn't say. */
  readonly url: string
  /** The repository at the commit, for BuildKit to fetch by itself; empty when unknown. */
  readonly defaultContext: string
  /** The full name of the ref that the run is for, such as `refs/heads/main`; absent when unknown. */
  readonly gitRef?: string
  /** Why `defaultContext` is empty, as a clause; empty when it isn't. */
  readonly noDefaultContext: string
  /**
   * The user name that goes with a token when Git fetches from the server; absent where GitHub's
   * `x-access-token` will do, which BuildKit sends by itself.
   */
  readonly gitUser?: string
  readonly isPrivate: boolean
  /** `BUILDX_NO_DEFAULT_ATTESTATIONS`. */
  readonly noDefaultAttestations: boolean
  /** `DOCKER_BUILD_CHECKS_ANNOTATIONS`, as in docker/build-push-action. */
  readonly annotateChecks: boolean
}
