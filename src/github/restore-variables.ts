// Only Node's own modules: post loads no library.
import { randomUUID } from 'node:crypto'
import { messageOf } from '../base/errors.ts'
import { type Changes, variablesState } from './left-variables.ts'
import { appendWhole } from './runner-file.ts'

/**
 * Gives the posts of earlier steps the variables that these steps had: what `setup` has made is gone by then. A variable
 * that a later step has changed stays. A failure is a warning: the job has its result.
 */
export function restoreVariables(env: NodeJS.ProcessEnv): void {
  const { GITHUB_ENV: file, [`STATE_${variablesState}`]: state } = env
  if (!file || !state) return
  const changed = Object.entries(JSON.parse(state) as Changes).filter(
    ([variable, [before, after]]) => env[variable] === after && before !== after,
  )
  const end = randomUUID()
  const lines = changed.map(([variable, [before]]) => `${variable}<<${end}\n${before}\n${end}\n`)
  try {
    appendWhole(file, lines.join(''))
  } catch (error) {
    console.log(`::warning::The variables of earlier steps are not restored: ${messageOf(error)}`)
  }
}
