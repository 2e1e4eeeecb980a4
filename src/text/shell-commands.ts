/** A command of a shell, without what is assigned for it and without redirections. */
export interface ShellCommand {
  readonly words: readonly string[]
  /** Whether words such as `if` or `sudo` stand before it. */
  readonly isWrapped: boolean
}

export interface ShellText {
  readonly commands: readonly ShellCommand[]
  /**
   * Whether it only runs these commands, one after the other: no pipe, no group, no substitution, no control flow, and
   * no output that goes elsewhere.
   */
  readonly isPlain: boolean
}

const wrappers = new Set(
  'if then elif else while until do ! { time sudo env exec command nohup'.split(' '),
)

/**
 * Reads the commands of a `RUN`: in shell form, as a list in JSON, or as one here-document. Words are without quotes,
 * and variables are not expanded.
 *
 * @returns without commands where a here-document is the input of a command
 */
export function readShell(text: string): ShellText {
  const list = readList(text)
  if (list !== undefined) return { commands: [{ words: list, isWrapped: false }], isPlain: true }
  const script = text.replace(/^<<-?(["']?)[A-Za-z_]\w*\1[ \t]*(?:\n|$)/, '')
  if (script.includes('<<') || script.startsWith('#!')) return { commands: [], isPlain: false }
  const { sentences, isPlain } = splitSentences(script)
  const commands = sentences.map(readCommand)
  return {
    commands: commands.filter(({ words }) => words.length > 0),
    isPlain: isPlain && commands.every(({ isWrapped }) => !isWrapped),
  }
}

function readList(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined
  try {
    const list: unknown = JSON.parse(text)
    const isList = Array.isArray(list) && list.every((word) => typeof word === 'string')
    return isList ? list : undefined
  } catch {
    return undefined
  }
}

function splitSentences(script: string): {
  readonly sentences: readonly (readonly string[])[]
  readonly isPlain: boolean
} {
  const sentences: string[][] = [[]]
  let isPlain = true
  let word: string | undefined
  let quote = ''
  let isTarget = false
  const endWord = () => {
    if (word !== undefined && !isTarget) sentences.at(-1)?.push(word)
    if (word !== undefined) isTarget = false
    word = undefined
  }
  for (let at = 0; at < script.length; at += 1) {
    const character = script[at] ?? ''
    const next = script[at + 1] ?? ''
    if (quote !== "'" && (character === '`' || (character === '$' && next === '('))) isPlain = false
    if (quote !== '') {
      if (character === quote) quote = ''
      else if (character === '\\' && quote === '"') word = `${word ?? ''}${script[++at] ?? ''}`
      else word = `${word ?? ''}${character}`
    } else if (character === '"' || character === "'") {
      quote = character
      word ??= ''
    } else if (character === '\\') {
      at += 1
      // A line that goes on.
      if (next !== '\n') word = `${word ?? ''}${next}`
    } else if (character === '#' && word === undefined) {
      while (at + 1 < script.length && script[at + 1] !== '\n') at += 1
    } else if (character === '>' || character === '<') {
      if (/^\d+$/.test(word ?? '')) word = undefined
      endWord()
      while (/[>&|]/.test(script[at + 1] ?? '')) at += 1
      isTarget = true
      isPlain = false
    } else if (/[;&|()\n]/.test(character)) {
      endWord()
      sentences.push([])
      if (character === '&' && next === '&') at += 1
      else if (/[&|()]/.test(character)) isPlain = false
    } else if (/\s/.test(character)) {
      endWord()
    } else {
      word = `${word ?? ''}${character}`
    }
  }
  endWord()
  return { sentences, isPlain }
}

function readCommand(sentence: readonly string[]): ShellCommand {
  const isBefore = (word: string) => wrappers.has(word) || /^[A-Za-z_]\w*=/.test(word)
  const start = sentence.findIndex((word) => !isBefore(word))
  const before = start < 0 ? sentence : sentence.slice(0, start)
  return {
    words: start < 0 ? [] : sentence.slice(start),
    isWrapped: before.some((word) => wrappers.has(word)),
  }
}
