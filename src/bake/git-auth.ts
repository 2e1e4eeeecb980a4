/** Adds the secret with which buildx reads a remote definition, unless the job's environment has one. */
export function gitAuthEnvironment(
  env: NodeJS.ProcessEnv,
  gitAuth: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  // buildx compares these names without regard to case (bake/gitauth.go).
  const isGiven = Object.keys(env).some((name) => /^BUILDX_BAKE_GIT_AUTH_/i.test(name))
  return isGiven ? env : { ...env, ...gitAuth }
}
