import { describe, expect, it } from '@jest/globals'
import { largestParts } from '../../src/upload/largest.ts'

const filesOf = (sizes: Readonly<Record<string, number>>) =>
  new Map(Object.entries(sizes).map(([path, size]) => [path, `64 1 33188 ${size} 1 1`]))

/** Counts the calls of methods of strings and maps: unlike time, it is the same on each machine. */
function countCalls(run: () => void): number {
  let calls = 0
  const undo = [String.prototype, Map.prototype].flatMap((prototype) =>
    ['get', 'has', 'slice', 'split', 'startsWith', 'includes', 'lastIndexOf'].flatMap((name) => {
      const method: unknown = Reflect.get(prototype, name)
      if (typeof method !== 'function') return []
      Reflect.set(prototype, name, function (this: unknown, ...given: unknown[]) {
        calls += 1
        return Reflect.apply(method, this, given)
      })
      return [() => Reflect.set(prototype, name, method)]
    }),
  )
  try {
    run()
  } finally {
    for (const each of undo) each()
  }
  return calls
}

describe('the largest parts of a context', () => {
  it('are folders and files of the first level, or what fills them', () => {
    const files = filesOf({
      'a/b/c': 300,
      'a/b/d': 300,
      'e/f': 500,
      'e/g': 400,
      h: 250,
      i: 230,
      j: 10,
    })
    expect(largestParts(files, '', 2000)).toEqual([
      { path: 'e', bytes: 900 },
      { path: 'a/b', bytes: 600 },
      { path: 'h', bytes: 250 },
    ])
  })

  it('leave out what .dockerignore does, and a Dockerfile that is elsewhere', () => {
    const files = filesOf({ 'node_modules/a': 500, b: 100, '//Dockerfile': 300 })
    expect(largestParts(files, 'node_modules', 110)).toEqual([{ path: 'b', bytes: 100 }])
  })

  it('leave out the content of a folder, but no file, with a pattern for what is below', () => {
    const files = filesOf({ 'a/b': 500, c: 100 })
    expect(largestParts(files, 'a/**\nc/**', 110)).toEqual([{ path: 'c', bytes: 100 }])
  })

  it('of many files take work for each file, and not for each pair of them', () => {
    const callsFor = (count: number) => {
      const names = Array.from({ length: count }, (_, index) => `${index}.js`)
      const files = filesOf(Object.fromEntries(names.map((name) => [name, 1])))
      return countCalls(() => expect(largestParts(files, '', count)).toEqual([]))
    }
    expect(callsFor(5000) / callsFor(500)).toBeLessThan(12)
  })

  it.each([
    ['the ignore file has exceptions', '!b', 110],
    ['more is in the folder than was sent', '', 90],
    ['less is in the folder than was sent', '', 130],
  ])('are unknown when %s', (_, ignore, sent) => {
    expect(largestParts(filesOf({ b: 100 }), ignore, sent)).toBeUndefined()
  })
})
