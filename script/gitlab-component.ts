// The text of templates/build.yml, GitLab's component: its inputs are those of action.yml. script/docs writes it.
import { choicesOf, type Entry, type Group, typeOf } from './action-inputs.ts'

/** Inputs that are useless in a GitLab job, or that the component itself sets. */
const left = ['builder', 'cache-binary', 'github-token', 'identity-token', 'summary']

/** Descriptions that differ in GitLab. */
const own: Readonly<Record<string, Omit<Entry, 'name'>>> = {
  'identity-audience': {
    description: "Audience of the job's identity token, as the authority expects it",
    // GitLab makes the token before the job starts, so it can't be empty.
    default: 'remote-buildkit',
  },
  tags: {
    description: 'List of tags of the image',
    default: '$CI_REGISTRY_IMAGE:$CI_COMMIT_SHORT_SHA',
  },
}

/** What differs between the components. */
export interface Component {
  readonly purpose: string
  readonly job: string
  readonly command: string
  readonly actionFile: string
}

const buildComponent: Component = {
  purpose: 'Builds and pushes an image on a BuildKit daemon that keeps its cache.',
  job: 'build-image',
  command: 'build',
  actionFile: 'action.yml',
}

/** The component that builds many images at once. */
export const bakeComponent: Component = {
  purpose: 'Builds many images at once on a BuildKit daemon that keeps its cache.',
  job: 'bake-images',
  command: 'bake',
  actionFile: 'bake/action.yml',
}

export function componentText(
  groups: readonly Group[],
  component: Component = buildComponent,
): string {
  const inputs = groups.flatMap(({ title, entries }) => {
    const shown = entries.filter(({ name }) => !left.includes(name))
    return shown.length === 0 ? [] : [`    # ${title}`, ...shown.flatMap(inputLines)]
  })
  const variables = groups
    .flatMap(({ entries }) => entries)
    .filter(({ name }) => !left.includes(name))
    .map(({ name }) => `    ${variableOf(name)}: "$[[ inputs.${name} ]]"`)
  const hasIdentity = groups.some(({ entries }) => entries.some(({ name }) => name === 'identity'))
  return (
    head(component) +
    inputs.join('\n') +
    middle +
    (hasIdentity ? token : '') +
    variablesHead +
    variables.join('\n') +
    tail(component)
  )
}

function variableOf(name: string): string {
  return `REMOTE_BUILDKIT_${name.toUpperCase().replaceAll('-', '_')}`
}

/**
 * How to write a value that YAML reads as a number or a boolean: GitLab refuses it for an input that is a text.
 *
 * @returns a sentence for the description, or an empty text when no such value is known
 */
function quotesHint({ description, default: fallback = '' }: Omit<Entry, 'name'>): string {
  const named = [...description.matchAll(/`([^`]+)`/g)].map(([, value = '']) => value)
  const values = [fallback, ...named]
  const hint = (what: string, pattern: RegExp) => {
    const value = values.find((one) => pattern.test(one))
    return value === undefined ? '' : `. Write ${what} in quotes, such as '${value}'`
  }
  return hint('a number', /^\d+$/) + hint('true or false', /^(?:true|false)$/)
}

function inputLines(entry: Entry): string[] {
  const { name } = entry
  const shown = own[name] ?? entry
  const { description, default: value = '' } = shown
  const type = typeOf(entry)
  const isNumber = type === 'number'
  // An input without a default is a string: an empty text is neither true nor false.
  const isBoolean = type === 'boolean' && value !== ''
  const text = isNumber || isBoolean ? value : JSON.stringify(value)
  const hint = isNumber || isBoolean ? '' : quotesHint(shown)
  const options =
    type === 'choice'
      ? choicesOf(description)
      : type === 'boolean' && !isBoolean
        ? ['', 'true', 'false']
        : []
  return [
    `    ${name}:`,
    `      description: ${JSON.stringify(description.replaceAll('`', '') + hint)}`,
    ...(isNumber ? ['      type: number'] : isBoolean ? ['      type: boolean'] : []),
    ...(options.length > 0
      ? [`      options: [${options.map((one) => JSON.stringify(one)).join(', ')}]`]
      : []),
    `      default: ${text}`,
  ]
}

const head = ({
  purpose,
  job,
  actionFile,
}: Component) => `# ${purpose} Written by script/docs: the inputs are
# those of ${actionFile}. docs/gitlab.md shows how to use it.
spec:
  inputs:
    # The job
    job:
      description: Name of the job
      default: ${job}
    stage:
      description: Stage of the job
      default: build
    image:
      description: Image of the job, with Node.js 24
      default: node:24-alpine
    command:
      description: Command that runs the program, such as remote-buildkit if the image of the job has it
      default: npx --yes remote-buildkit@1
    results:
      description: Folder of the artifacts
      default: remote-buildkit
    dotenv-prefix:
      description: Prefix of the variables for later jobs
      default: BUILD_

`

const middle = `
---
"$[[ inputs.job ]]":
  stage: "$[[ inputs.stage ]]"
  image: "$[[ inputs.image ]]"
  interruptible: true
`

const token = `  id_tokens:
    REMOTE_BUILDKIT_ID_TOKEN:
      aud: "$[[ inputs.identity-audience ]]"
`

const variablesHead = `  variables:
    # BuildKit fetches the commit by itself. Set it to fetch for a context in the checkout, such as ".".
    GIT_STRATEGY: none
    # A variable of the project or the group with the same name takes precedence over these.
`

const tail = ({ command }: Component) => `
  script:
    # Else those of an earlier job on this runner would be uploaded if the command can't start.
    - >-
      rm -f
      "$[[ inputs.results ]]/cache-report.json"
      "$[[ inputs.results ]]/summary.md"
      "$[[ inputs.results ]]/build.env"
      "$[[ inputs.results ]]/code-quality.json"
      "$[[ inputs.results ]]/metrics.txt"
    - >-
      $[[ inputs.command ]] ${command}
      --report "$[[ inputs.results ]]/cache-report.json"
      --summary "$[[ inputs.results ]]/summary.md"
      --outputs "$[[ inputs.results ]]/build.env" --dotenv-prefix "$[[ inputs.dotenv-prefix ]]"
      --code-quality "$[[ inputs.results ]]/code-quality.json"
      --metrics "$[[ inputs.results ]]/metrics.txt"
  artifacts:
    when: always
    paths:
      - "$[[ inputs.results ]]/"
    reports:
      dotenv: "$[[ inputs.results ]]/build.env"
      codequality: "$[[ inputs.results ]]/code-quality.json"
      metrics: "$[[ inputs.results ]]/metrics.txt"
`
