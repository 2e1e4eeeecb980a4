// CSV in the form that buildx and docker/build-push-action read and write: relaxed about quotes.
import { parse } from 'csv-parse/sync'

export function csvRecords(text: string, quotes = true): string[][] {
  // Nearly every workflow has no quotes, and the library's first call takes four milliseconds.
  if (!/["\r]/.test(text)) {
    const lines = text.split('\n').filter((line) => line !== '')
    return lines.map((line) => line.split(','))
  }
  return parse(text, {
    quote: quotes ? '"' : false,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
  })
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
