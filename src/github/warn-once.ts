import { appendWhole } from './runner-file.ts'

/** Lists what the job was warned of, for its later steps. */
const variable = 'REMOTE_BUILDKIT_WARNED'

/**
 * Gives a warning unless an earlier step of the job has given it. The runner hands the variable to the later steps.
 *
 * @param warn prints the warning
 */
export function createWarnOnce(
  warn: (message: string) => void,
  env: NodeJS.ProcessEnv,
): (name: string, message: string) => void {
  const given = new Set((env[variable] ?? '').split(' ').filter(Boolean))
  const { GITHUB_ENV: file } = env
  return (name, message) => {
    if (given.has(name)) return
    given.add(name)
    warn(message)
    try {
      if (file) appendWhole(file, `${variable}=${[...given].join(' ')}\n`)
    } catch {
      // Without the variable, the next step gives the warning again.
    }
  }
}
