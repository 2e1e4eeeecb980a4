import { csvFields } from './csv.ts'

/**
 * Splits what follows the keyword of a Dockerfile instruction into its flags and the rest. Quotes and escapes are
 * taken off the flags, as `extractBuilderFlags` in moby/buildkit `frontend/dockerfile/parser/split_command.go` does.
 *
 * @param escapeMark the character of the `escape` directive
 */
export function splitFlags(
  text: string,
  escapeMark = '\\',
): { readonly flags: readonly string[]; readonly rest: string } {
  const flags: string[] = []
  let at = 0
  for (;;) {
    while (isSpace(text[at])) at += 1
    if (!text.startsWith('--', at)) break
    let word = ''
    let quote = ''
    for (; at < text.length && (quote !== '' || !isSpace(text[at])); at += 1) {
      const character = text[at] ?? ''
      if (character === quote) {
        quote = ''
      } else if (quote === '' && (character === '"' || character === "'")) {
        quote = character
      } else if (character === escapeMark) {
        at += 1
        word += text[at] ?? ''
      } else {
        word += character
      }
    }
    // Nothing behind it is a flag.
    if (word === '--') break
    flags.push(word)
  }
  return { flags, rest: text.slice(at) }
}

/**
 * The options of a `--mount` flag, by their names in lower case and without their short forms, as `parseMount` in
 * moby/buildkit `frontend/dockerfile/instructions/commands_runmount.go` reads them: the last of a name wins.
 *
 * @param flag as `splitFlags` returns it
 * @returns undefined for another flag
 */
export function mountOptions(flag: string): ReadonlyMap<string, string> | undefined {
  const prefix = '--mount='
  if (!flag.startsWith(prefix)) return undefined
  return new Map(
    csvFields(flag.slice(prefix.length)).map((field) => {
      const [name = '', ...value] = field.split('=')
      const key = name.toLowerCase()
      return [longNames.get(key) ?? key, value.join('=')] as const
    }),
  )
}

/** Whether a flag mounts something of this type. Without a type it is `bind`. */
export function isMount(flag: string, type: string): boolean {
  const options = mountOptions(flag)
  return options !== undefined && (options.get('type') ?? 'bind').toLowerCase() === type
}

const longNames = new Map([
  ['dst', 'target'],
  ['destination', 'target'],
  ['src', 'source'],
])

function isSpace(character = ''): boolean {
  return /^\s/.test(character)
}
