// CSV in the form that buildx and docker/build-push-action read and write: relaxed about quotes.

/** An end of a line. The first one outside quotes counts for the whole text. */
const lineBreak = /\r\n|\n|\r/y

/**
 * The records of a text, each with its fields, as csv-parse reads them for docker/build-push-action with
 * `relaxColumnCount`, `relaxQuotes` and `skipEmptyLines`. A quote counts only at the beginning of a field: in
 * quotes, a comma and a line break belong to the field, and two quotes are one. If the closing quote isn't followed
 * by the field's end, both quotes belong to the field. An empty line has no record.
 *
 * @param quotes false when a quote is a character like any other
 * @throws Error in one line when a quote isn't closed
 */
export function csvRecords(text: string, quotes = true): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let field = ''
  let isQuoted = false
  let end: string | undefined
  /** The length of the line break at a position, 0 when there is none. */
  const breakAt = (position: number): number => {
    if (end !== undefined) return text.startsWith(end, position) ? end.length : 0
    lineBreak.lastIndex = position
    return lineBreak.exec(text)?.[0].length ?? 0
  }
  const endField = () => {
    record.push(field)
    field = ''
    isQuoted = false
  }
  const endRecord = () => {
    if (record.length === 0 && field === '' && !isQuoted) return
    endField()
    records.push(record)
    record = []
  }
  for (let position = 0; position < text.length; ) {
    const broken = breakAt(position)
    if (broken > 0) {
      end ??= text.slice(position, position + broken)
      endRecord()
      position += broken
    } else if (text[position] === ',') {
      endField()
      position += 1
    } else if (quotes && text[position] === '"' && field === '') {
      const close = closingQuote(text, position)
      const content = text.slice(position + 1, close).replaceAll('""', '"')
      const next = close + 1
      const isEnd = next === text.length || text[next] === ',' || breakAt(next) > 0
      field = isEnd ? content : `"${content}"`
      isQuoted = true
      position = next
    } else {
      field += text[position]
      position += 1
    }
  }
  endRecord()
  return records
}

/** Two quotes are a quote of the field, not its end. */
function closingQuote(text: string, opening: number): number {
  for (let from = opening + 1; ; ) {
    const quote = text.indexOf('"', from)
    if (quote === -1) throw new Error('a quote is not closed')
    if (text[quote + 1] !== '"') return quote
    from = quote + 2
  }
}

/** The fields of one line. A line that isn't CSV is one field. */
export function csvFields(line: string): string[] {
  try {
    return csvRecords(line)[0] ?? []
  } catch {
    return [line]
  }
}

/** The value of `name` in a line of `name=value`. As in buildx, case doesn't matter and the last wins. */
export function csvAttribute(line: string, name: string): string | undefined {
  const pairs = csvFields(line).map((field) => field.split('='))
  const pair = pairs.findLast(([key = '']) => key.trim().toLowerCase() === name)
  return pair?.slice(1).join('=').trim()
}

/** A value as a field: quoted if it contains a comma, a quote or a line break. */
export function csvField(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
