import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'

export interface Action {
  readonly main: string
  readonly post?: string
  /** The condition of post, `post-if`. */
  readonly postIf: string
  /** The default of each input. */
  readonly inputs: Readonly<Record<string, string>>
}

interface ActionFile {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown } | null>>
  readonly runs: {
    readonly using: string
    readonly main: string
    readonly post?: string
    readonly 'post-if'?: string
  }
}

/** By the text of action.yml: each test starts several runners, and parsing it takes longer than all else here. */
const parsed = new Map<string, ActionFile>()

/** The parts of action.yml that a runner reads. */
export async function readAction(directory: string): Promise<Action> {
  const text = await readFile(join(directory, 'action.yml'), 'utf8')
  const file = parsed.get(text) ?? (parse(text) as ActionFile)
  parsed.set(text, file)
  const { inputs = {}, runs } = file
  return {
    main: join(directory, runs.main),
    ...(runs.post ? { post: join(directory, runs.post) } : {}),
    postIf: runs['post-if'] ?? 'always()',
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [name, String(input?.default ?? '')]),
    ),
  }
}

/** The action's environment has every declared input. One without a value is an empty string. */
export function inputEnvironment(
  action: Action,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in action.inputs))
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`)
  return Object.fromEntries(
    Object.entries({ ...action.inputs, ...given }).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      // The rig has no token to give.
      value.replaceAll(/\$\{\{\s*github\.token\s*\}\}/g, ''),
    ]),
  )
}
