// Fills the pages below with the tables of inputs and outputs from action.yml and whole examples from examples/. It
// also writes the inputs for the program's --help and for GitLab's component. A unit test fails if they are stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Entry, entriesOf, type Group, inputGroups, typeOf } from './action-inputs.ts'
import {
  bakeActionText,
  bakeInputGroups,
  matrixActionText,
  reportActionText,
  setupActionText,
} from './entry-actions.ts'
import { bakeComponent, componentText } from './gitlab-component.ts'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

export const filledPages = ['README.md', 'docs/gitlab.md', 'docs/inputs.md', 'docs/report.md']

/** The content of generated files, by path. */
export const writtenFiles: Readonly<Record<string, () => string>> = {
  // A module of the program, which doesn't come with action.yml.
  'src/terminal/input-table.ts': () => inputTableText(inputGroups()),
  'src/terminal/bake-input-table.ts': () =>
    inputTableText(bakeInputGroups(), 'bakeInputGroups', 'bake/action.yml'),
  'templates/bake.yml': () => componentText(bakeInputGroups(), bakeComponent),
  'bake/action.yml': bakeActionText,
  'bake/matrix/action.yml': matrixActionText,
  'report/action.yml': reportActionText,
  'setup/action.yml': setupActionText,
  'templates/build.yml': () => componentText(inputGroups()),
}

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
      entriesOf('outputs').map(({ name, description }) => [`\`${name}\``, cell(description)]),
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
      cell(entry.description),
    ]),
  )
}

/** The module with the input table, formatted as biome does. */
function inputTableText(
  groups: readonly Group[],
  name = 'inputGroups',
  file = 'action.yml',
): string {
  const entry = ({ name, description, default: value }: Entry) => [
    '      {',
    ...property('name', name),
    ...property('type', typeOf({ description, ...(value !== undefined && { default: value }) })),
    // Not an expression, which only GitHub can evaluate.
    ...(value === undefined || value.includes('{{') ? [] : property('default', value)),
    ...property('description', description),
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
    `// Written by script/docs from ${file}.`,
    "import type { InputGroup } from './input-group.ts'",
    '',
    `export const ${name}: readonly InputGroup[] = [`,
    ...groups.flatMap(group),
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

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
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
  for (const [path, text] of Object.entries(writtenFiles)) writeFileSync(join(root, path), text())
}
