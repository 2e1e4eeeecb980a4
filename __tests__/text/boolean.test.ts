import { describe, expect, it } from '@jest/globals'
import { goBoolean, yamlBoolean } from '../../src/text/boolean.ts'

describe('goBoolean', () => {
  it.each(['1', 't', 'T', 'true', 'TRUE', 'True'])('reads %s as true', (text) => {
    expect(goBoolean(text)).toBe(true)
  })

  it.each(['0', 'f', 'F', 'false', 'FALSE', 'False'])('reads %s as false', (text) => {
    expect(goBoolean(text)).toBe(false)
  })

  it.each([undefined, '', 'yes', 'no', 'tRUE', ' true', '2'])('knows no other: %s', (text) => {
    expect(goBoolean(text)).toBeUndefined()
  })
})

describe('yamlBoolean', () => {
  it.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
    ['1', undefined],
    ['t', undefined],
    ['yes', undefined],
    ['', undefined],
  ])('reads "%s" as %s', (text, expected) => {
    expect(yamlBoolean(text)).toBe(expected)
  })
})
