// Fills the pages below: the tables of inputs and outputs from action.yml, and whole examples from examples/. It
// also writes what `--help` of the program says of the inputs. A unit test fails if they are stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseDocument, type Scalar, type YAMLMap } from 'yaml'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

interface Entry {
  readonly name: string
  readonly description: string
  readonly default?: string
}

interface Group {
  readonly title: string
  readonly entries: Entry[]
}

export const filledPages = ['README.md', 'docs/inputs.md']

/** The inputs as a module of the program, which doesn't come with action.yml. */
export const inputModule = 'src/terminal/input-table.ts'

/** Fills what is between `<!-- NAME ARGUMENT -->` and `<!-- /NAME -->`. */
export function fill(text: string): string {
  return text.replaceAll(
    /(<!-- (inputs|outputs|example)(?: (\S+))? -->\n)[\s\S]*?(<!-- \/\2 -->)/g,
    (_, begin, name: string, argument: string, end) =>
      `${begin}${parts[name as keyof typeof parts](argument)}${end}`,
  )
}

const parts = {
  /** All inputs, or those in a comma-separated list. */
  inputs: (names?: string) =>
    names === undefined
      ? inputGroups()
          .map(({ title, entries }) => `## ${title}\n\n${inputTable(entries)}`)
          .join('\n')
      : inputTable(names.split(',').map(inputCalled)),
  outputs: () =>
    table(
      ['output', ''],
      entriesOf('outputs').map(({ name, description }) => [`\`${name}\``, description]),
    ),
  example: (file: string) => `\`\`\`yaml\n${withoutComment(read(join('examples', file)))}\`\`\`\n`,
}

function inputTable(entries: readonly Entry[]): string {
  return table(
    ['input', 'type', 'default', ''],
    entries.map((entry) => [
      `\`${entry.name}\``,
      typeOf(entry),
      entry.default ? `\`${entry.default}\`` : '',
      entry.description,
    ]),
  )
}

/** The type of an input, from its default and the first words of its description. */
export function typeOf({ description, default: value = '' }: Omit<Entry, 'name'>): string {
  if (description.startsWith('List of')) return 'list'
  if (/^(?:true|false)$/.test(value) || /When empty, `true`/.test(description)) return 'boolean'
  if (/^\d+$/.test(value)) return 'number'
  if (/^\d+[smh]$/.test(value)) return 'duration'
  // Not `${{ … }}`, which is a text.
  return /^[a-z]+$/.test(value) ? 'choice' : 'text'
}

/** The text of `inputModule`, in the form that biome leaves as it is. */
export function inputTableText(): string {
  const entry = ({ name, description, default: value }: Entry) => [
    '      {',
    ...property('name', name),
    ...property('type', typeOf({ description, ...(value !== undefined && { default: value }) })),
    // Not an expression, which only GitHub can evaluate.
    ...(value === undefined || value.includes('{{') ? [] : property('default', value)),
    ...property('description', description.replaceAll('\\|', '|')),
    '      },',
  ]
  const group = ({ title, entries }: Group) => [
    '  {',
    `    title: ${quoted(title)},`,
    '    inputs: [',
    ...entries.flatMap(entry),
    '    ],',
    '  },',
  ]
  return [
    '// Written by script/docs from action.yml.',
    "import type { InputGroup } from './input-group.ts'",
    '',
    'export const inputGroups: readonly InputGroup[] = [',
    ...inputGroups().flatMap(group),
    ']',
    '',
  ].join('\n')
}

function property(name: string, value: string): string[] {
  const line = `        ${name}: ${quoted(value)},`
  return line.length <= 100 ? [line] : [`        ${name}:`, `          ${quoted(value)},`]
}

function quoted(text: string): string {
  if (text.includes("'") && !text.includes('"')) return JSON.stringify(text)
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

function inputCalled(name: string): Entry {
  const found = entriesOf('inputs').find((entry) => entry.name === name)
  if (found === undefined) throw new Error(`action.yml has no input ${name}`)
  return found
}

/** The groups of action.yml, which its comments begin. */
function inputGroups(): Group[] {
  const groups: Group[] = []
  for (const { comment, ...entry } of entriesOf('inputs')) {
    if (comment !== undefined) groups.push({ title: comment, entries: [] })
    groups.at(-1)?.entries.push(entry)
  }
  return groups
}

function entriesOf(section: 'inputs' | 'outputs'): (Entry & { readonly comment?: string })[] {
  const map = parseDocument(read('action.yml')).get(section) as YAMLMap<Scalar<string>, YAMLMap>
  return map.items.map(({ key, value }, index) => {
    // The parser takes a comment above the first entry for one of the whole map.
    const comment = (index === 0 ? map.commentBefore : key.commentBefore)?.trim()
    const description = String(value?.get('description')).replaceAll('|', '\\|')
    const fallback = value?.get('default')
    return {
      name: key.value,
      description,
      ...(fallback !== undefined && { default: String(fallback) }),
      ...(comment && { comment }),
    }
  })
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`.replaceAll(/ {2,}/g, ' ')
  return [head, head.map(() => '---'), ...rows].map(line).join('')
}

/** Removes the example's first comment: the page explains the example itself. */
function withoutComment(text: string): string {
  return text.replace(/^(#.*\n)+/, '')
}

if (import.meta.main) {
  for (const page of filledPages) writeFileSync(join(root, page), fill(read(page)))
  writeFileSync(join(root, inputModule), inputTableText())
}
