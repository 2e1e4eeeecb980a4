import { describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { csvAttribute, csvField, csvRecords } from '../../src/text/csv.ts'

describe('csvRecords', () => {
  it('reads text without quotes like csv-parse, without calling it', () => {
    const options = { relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true }
    const text = fc.string({ unit: fc.constantFrom(...'ab ,\n=\t\u2028\ufeff') })
    fc.assert(fc.property(text, (line) => expect(csvRecords(line)).toEqual(parse(line, options))))
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
