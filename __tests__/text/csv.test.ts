import { describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { csvAttribute, csvField, csvRecords } from '../../src/text/csv.ts'
import { runs } from '../helpers/runs.ts'

describe('csvRecords', () => {
  it.each([true, false])('reads like csv-parse, with quotes: %s', (quotes) => {
    const options = { relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true }
    // What has a meaning comes often, since it matters beside the others.
    const characters = [...'"",,\n\n\r\rab =\t\u2028\ufeff\u00e9']
    const text = fc.string({ unit: fc.constantFrom(...characters), maxLength: 20 })
    const outcome = (read: () => string[][]) => {
      try {
        return read()
      } catch {
        return 'not closed'
      }
    }
    fc.assert(
      fc.property(text, (line) => {
        const library = outcome(() => parse(line, { ...options, quote: quotes ? '"' : false }))
        expect(outcome(() => csvRecords(line, quotes))).toEqual(library)
      }),
      runs(500),
    )
  })

  it.each<[string, string[][]]>([
    ['a,b\n\nc', [['a', 'b'], ['c']]],
    ['"a,b\nc","d""e"', [['a,b\nc', 'd"e']]],
    ['a"b",c', [['a"b"', 'c']]],
    ['"a"b,c', [['"a"b', 'c']]],
    ['""\n', [['']]],
    ['a\r\nb\nc', [['a'], ['b\nc']]],
  ])('reads %j', (text, records) => {
    expect(csvRecords(text)).toEqual(records)
  })

  it('names the fault', () => {
    expect(() => csvRecords('a,"b')).toThrow(/^a quote is not closed$/)
  })
})

describe('csvAttribute', () => {
  it.each([
    ['type=registry,push=true', 'push', 'true'],
    [' Type = docker ,dest=a', 'type', 'docker'],
    ['push=true,push=false', 'push', 'false'],
    ['"name=a,b",push=1', 'name', 'a,b'],
    ['builder-id=https://a/?b=c', 'builder-id', 'https://a/?b=c'],
    ['push', 'push', ''],
    ['type=local', 'push', undefined],
    ['"not closed', 'push', undefined],
  ])('reads %s', (line, name, value) => {
    expect(csvAttribute(line, name)).toBe(value)
  })
})

describe('csvField', () => {
  it.each([
    ['cert=/tmp/cert.pem', 'cert=/tmp/cert.pem'],
    ['cert=/tmp/a,b/cert.pem', '"cert=/tmp/a,b/cert.pem"'],
    ['cert=/tmp/"b"/cert.pem', '"cert=/tmp/""b""/cert.pem"'],
  ])('quotes %s only if it must', (value, field) => {
    expect(csvField(value)).toBe(field)
  })
})
