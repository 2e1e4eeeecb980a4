export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly properties: Readonly<Record<string, string>>
}

export interface Interpreter {
  /** One line of the step's output, without its line end. */
  read(line: string): void
  readonly annotations: readonly Annotation[]
  readonly masks: readonly string[]
  /** The log's lines, as the action printed them and as the user sees them. */
  readonly unmasked: readonly string[]
  readonly shown: readonly string[]
}

const levels = { error: 'Error', warning: 'Warning', notice: 'Notice' } as const

/** Reads workflow commands from a step's output as the runner does. */
export function interpreter(
  secrets: readonly string[],
  options: { readonly debug?: boolean; readonly onLine?: ((line: string) => void) | undefined },
): Interpreter {
  const annotations: Annotation[] = []
  const masks: string[] = []
  const unmasked: string[] = []
  const shown: string[] = []
  let resumeToken: string | undefined

  const addMask = (value: string) => {
    // Like the runner: the whole value and each line, because the runner masks the log line by line.
    for (const part of [value, ...value.split(/\r?\n/)]) {
      if (part.trim() && !masks.includes(part)) masks.push(part)
    }
    masks.sort((a, b) => b.length - a.length)
  }
  const show = (line: string) => {
    const masked = masks.reduce((text, mask) => text.replaceAll(mask, '***'), line)
    unmasked.push(line)
    shown.push(masked)
    options.onLine?.(masked)
  }
  for (const secret of secrets) addMask(secret)

  const read = (line: string) => {
    const command = parseCommand(line)
    if (resumeToken !== undefined) {
      if (command?.name === resumeToken) resumeToken = undefined
      else show(line)
      return
    }
    switch (command?.name) {
      case 'add-mask':
        return addMask(command.data)
      case 'stop-commands':
        resumeToken = command.data
        return
      case 'debug':
        if (options.debug) show(`##[debug]${command.data}`)
        return
      case 'group':
        return show(`▼ ${command.data}`)
      case 'endgroup':
        return
      case 'error':
      case 'warning':
      case 'notice': {
        const { name, data, properties } = command
        annotations.push({ level: name, message: data, properties })
        return show(`${levels[name]}: ${data}`)
      }
      default:
        show(line)
    }
  }
  return { read, annotations, masks, unmasked, shown }
}

interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/** `::name key=value,key=value::data`, as in the runner's ActionCommand.TryParseV2, or the old form. */
function parseCommand(line: string): Command | undefined {
  return parseWith(line, /^\s*::([^\s:]+)(?:\s+(.*?))?::(.*)$/, ',') ?? parseOldCommand(line)
}

/** `##[name key=value;key=value]data` anywhere in a line, as in the runner's ActionCommand.TryParse. */
function parseOldCommand(line: string): Command | undefined {
  const command = parseWith(line, /##\[([^\s\]]+)(?:\s+([^\]]*))?\](.*)$/, ';')
  // A name that the runner doesn't know is not a command in either form. Text may precede the old form.
  return command && commands.has(command.name) ? command : undefined
}

const commands = new Set([
  ...['add-mask', 'add-matcher', 'debug', 'echo', 'endgroup', 'error', 'group', 'notice'],
  ...['remove-matcher', 'save-state', 'set-output', 'stop-commands', 'warning'],
])

function parseWith(line: string, form: RegExp, separator: string): Command | undefined {
  const [, name, list, data = ''] = form.exec(line) ?? []
  if (name === undefined) return undefined
  const pairs = (list ?? '').split(separator).map((pair) => /^\s*(.+?)=(.*)$/.exec(pair))
  const properties = Object.fromEntries(
    pairs.flatMap((pair) => (pair?.[1] ? [[pair[1], unescapeProperty(pair[2] ?? '')]] : [])),
  )
  return { name, properties, data: unescapeData(data) }
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','))
}
