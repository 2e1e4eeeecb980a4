import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { parseDays, readTrendsInputs, trendsInputNames } from '../../src/inputs/read-trends.ts'
import type { InputSource } from '../../src/inputs/source.ts'

function sourceOf(inputs: Readonly<Record<string, string>>): InputSource {
  return {
    raw: (name) => inputs[name] ?? '',
    env: {},
    mask: () => {},
    origin: { kind: 'branch', name: 'main' },
    run: {
      ...{ server: '', url: '', defaultContext: '', noDefaultContext: '', isPrivate: true },
      ...{ noDefaultAttestations: false, annotateChecks: true },
    },
    workspace: '/workspace',
    checkNames: () => ['a warning'],
  }
}

it('knows each input of report/action.yml', () => {
  const { inputs } = parse(readFileSync('report/action.yml', 'utf8')) as { inputs: object }
  expect([...trendsInputNames].toSorted()).toEqual(Object.keys(inputs).toSorted())
})

describe('readTrendsInputs', () => {
  it('reads a week, with a summary and without a file, by default', () => {
    const endpoint = 'unix:///run/buildkit/buildkitd.sock'
    const { connect, ...rest } = readTrendsInputs(sourceOf({ endpoint }))
    expect(connect.endpoint?.url).toBe(endpoint)
    expect(rest).toEqual({ days: 7, summary: true, warnings: ['a warning'] })
  })

  it('has the defaults of report/action.yml', () => {
    const { inputs } = parse(readFileSync('report/action.yml', 'utf8')) as {
      inputs: Record<string, { default?: string }>
    }
    const given = Object.entries(inputs).map(([name, { default: value = '' }]) => [name, value])
    expect(readTrendsInputs(sourceOf(Object.fromEntries(given)))).toEqual(
      readTrendsInputs(sourceOf({})),
    )
  })

  it('reads its own inputs', () => {
    const inputs = sourceOf({ days: '30', file: 'week.json', summary: 'false' })
    expect(readTrendsInputs(inputs)).toMatchObject({ days: 30, file: 'week.json', summary: false })
  })
})

describe('parseDays', () => {
  it.each(['0', '366', '1.5', 'week', '-1'])('refuses %s', (text) => {
    expect(() => parseDays('days', text)).toThrow(
      `days: "${text}" is not a number of days from 1 to 365.`,
    )
  })
})
