import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { diagnosisCodes } from '../../src/base/diagnosis.ts'
import { helpLink } from '../../src/github/help-link.ts'

const path = 'docs/troubleshooting.md'
const text = readFileSync(join(import.meta.dirname, '..', '..', path), 'utf8')
const sections = text.split(/^## /m).slice(1)
const codes: readonly string[] = diagnosisCodes

/** The anchor that GitHub makes from a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-')

describe(path, () => {
  const headings = sections.map((section) => section.split('\n')[0] ?? '')

  it('has a heading for each code, and no other', () => {
    expect(headings).toEqual([...codes])
  })

  it('has a heading for each link', () => {
    const links = diagnosisCodes.map((code) => new URL(helpLink(code, {})))
    for (const { pathname } of links) expect(pathname.endsWith(`/blob/main/${path}`)).toBe(true)
    expect(links.map(({ hash }) => hash.slice(1))).toEqual(headings.map(anchor))
  })

  it.each(sections.map((section) => [section.split('\n')[0] ?? '', section] as const))(
    '%s has its cause, a check and a fix',
    (_, section) => {
      const parts = [...section.matchAll(/^\*\*([^*]+)\.\*\* ?(.*)/gm)]
      expect(parts.map(([, part]) => part)).toEqual(['Cause', 'Check', 'Fix'])
      expect(section.split('\n').filter((line) => line.startsWith('```')).length % 2).toBe(0)
    },
  )

  it('names only codes that exist', () => {
    const mentioned = [
      ...text.matchAll(
        /`((?:ssh|server|client|connection|dns|not|no|daemon|container|router|credentials)-[a-z-]+)`/g,
      ),
    ]
    const inputs = ['ssh-key', 'ssh-known-hosts', 'server-name']
    for (const [, name = ''] of mentioned) expect([...codes, ...inputs]).toContain(name)
    expect(mentioned.length).toBeGreaterThan(0)
  })
})
