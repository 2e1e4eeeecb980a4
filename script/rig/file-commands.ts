/** Reads a runner's file such as `GITHUB_OUTPUT`: lines of `name=value`, and `name<<end` blocks. */
export function parseFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split(/\r?\n/)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (line === '') continue
    const [, name, operator, rest = ''] = /^(.+?)(<<|=)(.*)$/.exec(line) ?? []
    if (name === undefined) throw new Error(`Invalid format '${line}'`)
    if (operator === '=') {
      values[name] = rest
      continue
    }
    const end = lines.indexOf(rest, index + 1)
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${rest}'`)
    values[name] = lines.slice(index + 1, end).join('\n')
    index = end
  }
  return values
}
