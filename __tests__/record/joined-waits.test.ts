import { describe, expect, it } from '@jest/globals'
import { joinedWaits } from '../../src/record/joined-waits.ts'
import { names, recordFile } from '../helpers/recorded-streams.ts'
import { atOnce } from '../helpers/streams-at-once.ts'

const waitsOf = (name: string) => joinedWaits(recordFile(`${atOnce(name)}.rawjson`))

describe('joinedWaits', () => {
  it.each(names)('finds none in %s, which ran alone', (name) => {
    expect(joinedWaits(recordFile(`${name}.rawjson`)).size).toBe(0)
  })

  it('finds in all but one of several builds the steps that this one ran for all', () => {
    const builds = ['equal-change.a', 'equal-change.b', 'equal-change.c'].map(waitsOf)
    expect(builds.map((waits) => [...waits.keys()])).toEqual([
      [],
      [1, 2, 3, 4, 5, 6],
      [1, 2, 3, 4, 5, 6],
    ])
    expect(builds[1]?.get(2)).toBeGreaterThan(1)
  })

  it('leaves out the steps that a build ran by itself', () => {
    expect([...waitsOf('one-fails.a').keys()]).toEqual([1, 2, 3, 4])
    expect([...waitsOf('one-fails.broken').keys()]).toEqual([])
  })

  it('counts from the beginning of the build, though the step had begun before', () => {
    const [[step, seconds] = []] = [...waitsOf('shared-names.two')]
    expect(step).toBe(1)
    expect(seconds).toBeCloseTo(0.948, 3)
  })
})
