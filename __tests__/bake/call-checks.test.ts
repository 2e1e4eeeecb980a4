import { describe, expect, it } from '@jest/globals'
import { readBakeCall } from '../../src/bake/call-checks.ts'

const warning = (rule: string, line: number) => `WARNING: ${rule} - https://docs.docker.com/${rule}
Words about ${rule}
Dockerfile:${line}
--------------------
   1 |     FROM scratch
   ${line} | >>> app
--------------------
`

/** As buildx prints it, with a description of the second target. */
const text = `app

Check complete, 2 warnings have been found!

${warning('One', 2)}
${warning('Two', 3)}

clean
What it is for

Check complete, no warnings found.

tool

Check complete, 1 warning has been found!

${warning('One', 2)}
`
const targets = ['tool', 'app', 'clean']

describe('what a call prints for several targets', () => {
  it('is taken apart by the lines with their names', () => {
    const { ofTargets, findings } = readBakeCall(text, targets)
    const titles = [...ofTargets].map(([name, checks]) => [name, checks.map(({ title }) => title)])
    expect(titles).toEqual([
      ['app', ['One', 'Two']],
      ['clean', []],
      ['tool', ['One']],
    ])
    expect(ofTargets.get('tool')).toEqual([
      {
        title: 'One',
        message: 'Words about One (https://docs.docker.com/One)',
        filename: 'Dockerfile',
        line: 2,
      },
    ])
    expect(findings).toBe('The build checks found 3 warnings in 3 targets.')
  })

  it('is read with format=json', () => {
    const found = { ruleName: 'One', detail: 'Words', location: { sourceIndex: 0 } }
    const check = (...warnings: object[]) => ({
      build: {},
      check: { warnings, sources: [{ filename: 'Dockerfile' }] },
    })
    const clean = { build: {}, check: { warnings: null, sources: null } }
    const target = { app: check(found), clean, tool: check(found, found), other: { build: {} } }
    const json = { target }
    const { ofTargets, findings } = readBakeCall(JSON.stringify(json), targets)
    expect([...ofTargets].map(([name, checks]) => [name, checks.length])).toEqual([
      ['app', 1],
      ['clean', 0],
      ['tool', 2],
    ])
    expect(findings).toBe('The build checks found 3 warnings in 3 targets.')
  })

  it('has no findings of another call, or of none', () => {
    expect(readBakeCall('app\n\nTARGET  DESCRIPTION\n', targets).findings).toBeUndefined()
    expect(readBakeCall('', targets)).toMatchObject({ checks: [], ofTargets: new Map() })
    expect(readBakeCall('{"target": {"app": {"outline": {}}}}', targets).findings).toBeUndefined()
  })
})
