// The variables that `setup` leaves to later steps, until its post.

/** The name of the state. */
export const variablesState = 'variables'

/** For each variable, its value before and the one that later steps get. Empty for one that isn't set. */
export type Changes = Readonly<Record<string, readonly [before: string, after: string]>>

/** Saves for post what the variables were. To be called before they are exported. */
export function rememberVariables(
  saveState: (name: string, value: string) => void,
  variables: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv,
): void {
  const changes: Changes = Object.fromEntries(
    Object.entries(variables).map(([variable, after]) => [variable, [env[variable] ?? '', after]]),
  )
  saveState(variablesState, JSON.stringify(changes))
}
