import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { missReasons } from '../../src/record/misses.ts'
import { cacheReport } from '../../src/report/cache-report.ts'
import { names, recordFile } from '../helpers/recorded-streams.ts'
import { reportFaults, reportSchema } from '../helpers/report-schema.ts'

const documentation = readFileSync(join(import.meta.dirname, '../../docs/cache-report.md'), 'utf8')

describe('the JSON Schema of cache-report', () => {
  it.each(names)('accepts the report of %s', (name) => {
    expect(reportFaults(cacheReport({ record: recordFile(`${name}.rawjson`) }))).toEqual([])
  })

  it('lists each reason for a miss', () => {
    expect(reportSchema.$defs.miss?.properties.reason?.enum).toEqual(missReasons)
  })

  it('refuses an unknown field', () => {
    const report = cacheReport({ record: recordFile('single-cold.rawjson') })
    expect(reportFaults({ ...report, other: 1 })).toHaveLength(1)
  })
})

describe('docs/cache-report.md', () => {
  const sections = documentation
    .split(/^## /m)
    .filter((section) => /^\| field /m.test(section))
    .map((section) => section.split(/^\| reason /m)[0] ?? '')
  const objects = [reportSchema, ...Object.values(reportSchema.$defs)].filter(
    ({ properties }) => properties !== undefined,
  )

  it('has a table for each object, with its fields in the same order', () => {
    const fields = sections.map((section) =>
      [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name),
    )
    expect(fields).toEqual(objects.map(({ properties }) => Object.keys(properties)))
  })

  it('says which fields are optional', () => {
    const optional = sections.map((section) =>
      [...section.matchAll(/^\| `(\w+)` \| may be absent \|/gm)].map(([, name]) => name),
    )
    expect(optional).toEqual(
      objects.map(({ properties, required }) =>
        Object.keys(properties).filter((name) => !required.includes(name)),
      ),
    )
  })

  it('names each value that a field may have', () => {
    for (const { properties } of objects) {
      for (const { enum: values = [] } of Object.values(properties)) {
        for (const value of values) expect(documentation).toContain(`\`${value}\``)
      }
    }
  })

  it('explains each reason for a miss', () => {
    const reasons = [...documentation.matchAll(/^\| `([a-z]+(?:-[a-z]+)*)` \| [A-Z]/gm)]
    expect(reasons.map(([, reason]) => reason)).toEqual(missReasons)
  })
})
