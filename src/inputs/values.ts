// The meaning of an input's text. Lists are read as docker/build-push-action reads them.

import { ConfigurationError } from '../base/errors.ts'
import { yamlBoolean } from '../text/boolean.ts'
import { csvRecords } from '../text/csv.ts'

/** The booleans of YAML 1.2's core schema, which GitHub's toolkit takes too. */
export function parseBoolean(name: string, text: string): boolean {
  const value = yamlBoolean(text)
  if (value !== undefined) return value
  throw new ConfigurationError(`${name}: "${text}" is neither true nor false.`)
}

export function parseChoice<Choice extends string>(
  name: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((candidate) => candidate === text)
  if (choice !== undefined) return choice
  throw new ConfigurationError(
    `${name}: "${text}" is not one of ${choices.filter(Boolean).join(', ')}.`,
  )
}

/** A whole number from 0 to 100. A larger one is a typo. */
export function parseCount(name: string, text: string): number {
  if (/^\d{1,2}$|^100$/.test(text)) return Number(text)
  throw new ConfigurationError(`${name}: "${text}" is not a number from 0 to 100.`)
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Milliseconds of `90s`, `1m30s` or `500ms`, as Go writes durations. A bare number is seconds. */
export function parseDuration(name: string, text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) {
    throw new ConfigurationError(`${name}: "${text}" is not a duration. Write 30s, 2m or 1m30s.`)
  }
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (unitMs[unit] ?? 0),
    0,
  )
}

/** One entry per line. A comma separates entries too, also inside quotes that enclose the whole line. */
export function parseList(text: string): string[] {
  return csvRecords(text)
    .flatMap((fields) => (fields.length === 1 ? (fields[0] ?? '').split(',') : fields))
    .map((entry) => entry.trim())
    .filter(Boolean)
}

/** One entry per line. A comma is part of the entry. */
export function parseLines(text: string, { quotes = true, trim = true } = {}): string[] {
  return csvRecords(text, quotes)
    .map((fields) => fields.join(','))
    .filter((entry) => entry.trim() !== '')
    .map((entry) => (trim ? entry.trim() : entry))
}
