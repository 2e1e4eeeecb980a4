// CSV as buildx and docker/build-push-action read and write it: relaxed about quotes.
import { parse } from 'csv-parse/sync'

export function csvRecords(text: string, quotes = true): string[][] {
  // What nearly every workflow writes. The library's first answer takes four milliseconds.
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

/** The fields of one line; of a line that isn't CSV, itself. */
export function csvFields(line: string): string[] {
  try {
    return csvRecords(line)[0] ?? []
  } catch {
    return [line]
  }
}

/** The value of `name` in a line of `name=value`. As for buildx, case doesn't count and the last wins. */
export function csvAttribute(line: string, name: string): string | undefined {
  const pairs = csvFields(line).map((field) => field.split('='))
  const pair = pairs.findLast(([key = '']) => key.trim().toLowerCase() === name)
  return pair?.slice(1).join('=').trim()
}

/** A comma, such as one in a path, needs quotes. */
export function csvField(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
