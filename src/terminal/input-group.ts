/** Inputs that belong together, as action.yml groups them. */
export interface InputGroup {
  readonly title: string
  readonly inputs: readonly InputEntry[]
}

export interface InputEntry {
  readonly name: string
  readonly type: InputType
  readonly default?: string
  /** One or more sentences, in Markdown. */
  readonly description: string
}

export type InputType = 'boolean' | 'choice' | 'duration' | 'list' | 'number' | 'text'
