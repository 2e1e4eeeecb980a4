import { describe, expect, it } from '@jest/globals'
import {
  parseBoolean,
  parseChoice,
  parseDuration,
  parseLines,
  parseList,
} from '../../src/inputs/values.ts'

describe('parseBoolean', () => {
  it.each(['true', 'True', 'TRUE'])('reads %s as true', (text) => {
    expect(parseBoolean('push', text)).toBe(true)
  })

  it.each(['false', 'False', 'FALSE'])('reads %s as false', (text) => {
    expect(parseBoolean('push', text)).toBe(false)
  })

  it.each(['yes', 'tRUE', '1', 'on'])('refuses %s and names the input', (text) => {
    expect(() => parseBoolean('push', text)).toThrow(`push: "${text}" is neither true nor false.`)
  })
})

describe('parseChoice', () => {
  it('accepts each choice, and lists all of them when it refuses a value', () => {
    expect(parseChoice('fallback', 'never', ['auto', 'never'])).toBe('never')
    expect(() => parseChoice('fallback', 'Never', ['auto', 'never'])).toThrow(
      'fallback: "Never" is not one of auto, never.',
    )
    expect(() => parseChoice('x', 'c', ['', 'a', 'b'])).toThrow('x: "c" is not one of a, b.')
  })
})

describe('parseDuration', () => {
  it.each([
    ['60s', 60_000],
    ['2m', 120_000],
    ['1m30s', 90_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
    ['0s', 0],
    ['45', 45_000],
  ])('reads %s', (text, milliseconds) => {
    expect(parseDuration('connect-timeout', text)).toBe(milliseconds)
  })

  it.each(['soon', '60 s', '-5s', '5x', 's', '1m 30s'])('refuses %s', (text) => {
    expect(() => parseDuration('connect-timeout', text)).toThrow(
      `connect-timeout: "${text}" is not a duration. Write 30s, 2m or 1m30s.`,
    )
  })
})

describe('parseList', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    ['a\nb,c\n\n  d  \n', ['a', 'b', 'c', 'd']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a,b"', ['a', 'b']],
    ['a\r\nb', ['a', 'b']],
  ])('reads %j', (text, list) => {
    expect(parseList(text)).toEqual(list)
  })
})

describe('parseLines', () => {
  it.each([
    ['', []],
    ['type=registry,ref=a\ntype=local,src=b', ['type=registry,ref=a', 'type=local,src=b']],
    ['"KEY=one\ntwo"', ['KEY=one\ntwo']],
    ['KEY=a "quoted" word', ['KEY=a "quoted" word']],
  ])('reads %j', (text, list) => {
    expect(parseLines(text)).toEqual(list)
  })

  it('keeps quotes where buildx itself reads the line as CSV', () => {
    expect(parseLines('type=local,"dest=a,b"', { quotes: false })).toEqual([
      'type=local,"dest=a,b"',
    ])
  })
})
