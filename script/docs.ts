// Writes into README.md what it takes from elsewhere: the tables of inputs and outputs from action.yml,
// and whole examples from examples/. A unit test fails when they are stale.
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

/** Longer groups are folded. */
const longestOpen = 12

/** Fills what is between `<!-- NAME ARGUMENT -->` and `<!-- /NAME -->`. */
export function fill(text: string): string {
  return text.replaceAll(
    /(<!-- (inputs|outputs|example)(?: (\S+))? -->\n)[\s\S]*?(<!-- \/\2 -->)/g,
    (_, begin, name: string, argument: string, end) =>
      `${begin}${parts[name as keyof typeof parts](argument)}${end}`,
  )
}

const parts = {
  inputs: () => inputGroups().map(inputTable).join('\n'),
  outputs: () =>
    table(
      ['output', ''],
      entriesOf('outputs').map(({ name, description }) => [`\`${name}\``, description]),
    ),
  example: (file: string) => `\`\`\`yaml\n${withoutComment(read(join('examples', file)))}\`\`\`\n`,
}

function inputTable({ title, entries }: Group): string {
  const rows = table(
    ['input', 'default', ''],
    entries.map((entry) => [
      `\`${entry.name}\``,
      entry.default ? `\`${entry.default}\`` : '',
      entry.description,
    ]),
  )
  return entries.length <= longestOpen
    ? `**${title}**\n\n${rows}`
    : `<details><summary><b>${title}</b> (${entries.length} inputs)</summary>\n\n${rows}\n</details>\n`
}

/** As action.yml groups them: by its comments. */
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
    // A comment above the first entry counts as one of the whole map.
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

/** Those who find it in a page know why they look at it. */
function withoutComment(text: string): string {
  return text.replace(/^(#.*\n)+/, '')
}

if (import.meta.main) writeFileSync(join(root, 'README.md'), fill(read('README.md')))
