import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'

const github = resolve(import.meta.dirname, '..', '..', '.github')
const read = (...path: string[]) => parse(readFileSync(join(github, ...path), 'utf8'))

interface Field {
  readonly type: string
  readonly id?: string
  readonly attributes: Readonly<Record<string, unknown>>
}

describe.each(readdirSync(join(github, 'ISSUE_TEMPLATE')).filter((file) => file !== 'config.yml'))(
  'the issue form %s',
  (file) => {
    const form = read('ISSUE_TEMPLATE', file) as Record<string, unknown> & { body: Field[] }
    const fields = form.body.filter(({ type }) => type !== 'markdown')

    it('is valid for GitHub', () => {
      expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) })
      for (const { type, attributes } of fields) {
        expect(['textarea', 'input', 'dropdown', 'checkboxes']).toContain(type)
        expect(attributes.label).toEqual(expect.any(String))
        if (type === 'dropdown') expect(attributes.options).toEqual(expect.any(Array))
      }
      const ids = fields.map(({ id }) => id)
      expect(ids).toEqual([...new Set(ids)])
    })

    it('asks for the cache-report', () => {
      expect(fields.map(({ id }) => id)).toContain('cache-report')
    })
  },
)

it('Dependabot waits before it proposes a release, by valid settings', () => {
  const { updates } = read('dependabot.yml') as {
    updates: { 'package-ecosystem': string; cooldown: Record<string, number> }[]
  }
  expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions'])
  for (const { cooldown } of updates) expect(cooldown['default-days']).toBeGreaterThanOrEqual(7)
  // For actions, another setting makes Dependabot refuse the whole file.
  expect(Object.keys(updates[1]?.cooldown ?? {})).toEqual(['default-days'])
})
