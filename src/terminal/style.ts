/** Colours of a terminal. Without colours, each function returns the text unchanged. */
export interface Style {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly blue: (text: string) => string
}

const none = (text: string) => text
const within = (on: number, off: number) => (text: string) =>
  text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`

export function createStyle(hasColours: boolean): Style {
  if (!hasColours) return { bold: none, dim: none, red: none, yellow: none, blue: none }
  return {
    bold: within(1, 22),
    dim: within(2, 22),
    red: within(31, 39),
    yellow: within(33, 39),
    blue: within(34, 39),
  }
}

/**
 * Whether to print colours, by the variables that most programs know (no-color.org, force-color.org).
 *
 * @param isShown whether the output is a terminal, or a page that shows colours
 */
export function wantsColours(env: NodeJS.ProcessEnv, isShown: boolean): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR) return !/^(?:0|false)$/.test(env.FORCE_COLOR)
  return isShown && env.TERM !== 'dumb'
}
