import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

/** The parts of a job's context that the condition of post can use. */
export interface JobState {
  readonly status: 'success' | 'failure' | 'cancelled'
  /** The `env` context. */
  readonly env: Readonly<Record<string, string>>
}

/** Whether a step with this `if` runs, by the rules of GitHub's expressions. */
export function isMet(condition: string, { status, env }: JobState): boolean {
  const functions = ['always', 'success', 'failure', 'cancelled'].map((name) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(name === 'always' || name === status),
  }))
  const { tokens } = new Lexer(condition).lex()
  const expression = new Parser(tokens, ['env'], functions).parse()
  const variables = Object.entries(env).map(([key, value]) => ({
    key,
    value: new data.StringData(value),
  }))
  const context = new data.Dictionary({ key: 'env', value: new data.Dictionary(...variables) })
  const byName = new Map(functions.map((definition) => [definition.name, definition]))
  const result = new Evaluator(expression, context, byName).evaluate()
  if (result.kind === data.Kind.Boolean) return result.value
  throw new Error(`${condition} is neither true nor false`)
}
