import { describe, expect, it } from '@jest/globals'
import { comparable, repositoryOf } from '../../src/history/project.ts'
import { fakeRecord } from '../helpers/daemon-history.ts'

const repository = 'https://example.com/app.git'

describe('the repository of a build', () => {
  it.each([
    ['vcs:source', repository],
    ['context', repository],
    ['context', `${repository}#main:directory`],
    ['context', `${repository}?branch=main&subdir=directory`],
    ['context', `${repository}?branch=main#:directory`],
  ])('is in %s: %s', (name, value) => {
    expect(repositoryOf(new Map([[name, value]]))).toBe(repository)
  })

  it('is unknown without one', () => {
    expect(repositoryOf(new Map())).toBeUndefined()
  })
})

describe('builds of the same project', () => {
  const own = (attributes: Record<string, string>, images: readonly string[] = []) =>
    fakeRecord({ started: 100, attributes: new Map(Object.entries(attributes)), images })
  const areSame = (now: ReturnType<typeof own>, before: ReturnType<typeof own>) =>
    comparable([{ ...before, ref: 'before', createdAt: 0 }], now).length === 1

  const git = (rest: string) => own({ context: `${repository}${rest}` })
  it.each([
    ['#main', '?branch=topic', true],
    ['#main:app', '#topic:./app/', true],
    ['#main:app', '?subdir=app', true],
    ['?branch=main&subdir=app', '?subdir=app&branch=topic', true],
    ['#main:', '#main', true],
    ['#main:app', '#main', false],
    ['?subdir=app', '?subdir=other', false],
  ])('are those of the same directory: %s and %s', (now, before, isSame) => {
    expect(areSame(git(now), git(before))).toBe(isSame)
  })

  it('are those that made the same image, when the repository is unknown', () => {
    const image = (name: string) => own({ filename: 'Dockerfile' }, [name])
    expect(areSame(image('a:5000/b:1'), image('a:5000/b:2'))).toBe(true)
    expect(areSame(image('a:5000/b:1'), image('a:5000/c:1'))).toBe(false)
    expect(areSame(own({}), own({}))).toBe(false)
  })
})
