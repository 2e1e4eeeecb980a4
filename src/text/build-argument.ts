/**
 * Reads an entry of `build-args`.
 *
 * @param entry `NAME=value`, or `NAME` for a value from the environment, which is empty where there is none
 */
export function readBuildArgument(
  entry: string,
  env: NodeJS.ProcessEnv,
): { readonly name: string; readonly value: string } {
  const at = entry.indexOf('=')
  if (at >= 0) return { name: entry.slice(0, at), value: entry.slice(at + 1) }
  // Not what every object has, such as `constructor`.
  return { name: entry, value: (Object.hasOwn(env, entry) ? env[entry] : undefined) ?? '' }
}
