// Reads the inputs and outputs of action.yml, for the texts that script/docs makes from them.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseDocument, type Scalar, type YAMLMap } from 'yaml'

const file = resolve(import.meta.dirname, '..', 'action.yml')

export interface Entry {
  readonly name: string
  readonly description: string
  readonly default?: string
}

export interface Group {
  readonly title: string
  readonly entries: Entry[]
}

/** The type of an input, from its default and the first words of its description. */
export function typeOf({ description, default: value = '' }: Omit<Entry, 'name'>): string {
  if (description.startsWith('List of')) return 'list'
  if (/^(?:true|false)$/.test(value) || /When empty, `true`/.test(description)) return 'boolean'
  // What may be a number or a word, such as `never`, is a text: GitLab refuses a word for a number.
  if (/^\d+$/.test(value)) return choicesOf(description).length === 0 ? 'number' : 'text'
  if (/^\d+[smh]$/.test(value)) return 'duration'
  // Not `${{ … }}`, which is a string.
  return /^[a-z]+$/.test(value) ? 'choice' : 'text'
}

/** The values of an input of type `choice`, as its description names them. */
export function choicesOf(description: string): readonly string[] {
  const names = entriesOf('inputs').map(({ name }) => name)
  const quoted = [...description.matchAll(/`([a-z-]+)`/g)].map(([, value = '']) => value)
  return quoted.filter((value) => !names.includes(value))
}

/** The groups of action.yml: a comment starts each. */
export function inputGroups(): Group[] {
  const groups: Group[] = []
  for (const { comment, ...entry } of entriesOf('inputs')) {
    if (comment !== undefined) groups.push({ title: comment, entries: [] })
    groups.at(-1)?.entries.push(entry)
  }
  return groups
}

export function entriesOf(
  section: 'inputs' | 'outputs',
): (Entry & { readonly comment?: string })[] {
  const map = parseDocument(readFileSync(file, 'utf8')).get(section) as YAMLMap<
    Scalar<string>,
    YAMLMap
  >
  return map.items.map(({ key, value }, index) => {
    // The parser attaches a comment above the first entry to the whole map.
    const comment = (index === 0 ? map.commentBefore : key.commentBefore)?.trim()
    const description = String(value?.get('description'))
    const fallback = value?.get('default')
    return {
      name: key.value,
      description,
      ...(fallback !== undefined && { default: String(fallback) }),
      ...(comment && { comment }),
    }
  })
}
