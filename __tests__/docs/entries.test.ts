import { expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { inputGroups } from '../../script/action-inputs.ts'
import { dotenv } from '../../src/terminal/dotenv.ts'
import { action, read } from './markdown.ts'

/** The names in code in the sentence or two of a page between these words. */
function namesIn(page: string, begin: string, end: string): string[] {
  const text = read(page)
  const from = text.indexOf(begin)
  const sentence = text.slice(from, text.indexOf(end, from))
  return [...sentence.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name).sort()
}

const inputsOf = (file: string) => Object.keys(parse(read(file)).inputs)
const group = (title: string) =>
  inputGroups()
    .filter((each) => each.title.startsWith(title))
    .flatMap(({ entries }) => entries.map(({ name }) => name))
const reaching = group('Reaching the daemon')

it('docs/report.md names the inputs about reaching the daemon that a report lacks', () => {
  const inputs = inputsOf('report/action.yml')
  const lacking = reaching.filter((name) => !inputs.includes(name)).sort()
  expect(lacking).not.toEqual([])
  expect(namesIn('docs/report.md', 'The other inputs are', ' With')).toEqual(lacking)
})

it('docs/setup.md names the inputs that setup lacks of its two groups, and those that it has besides', () => {
  const inputs = inputsOf('setup/action.yml')
  const groups = [...reaching, ...group('The local builder')]
  const lacking = groups.filter((name) => !inputs.includes(name))
  const others = inputs.filter((name) => !groups.includes(name) && !['use', 'name'].includes(name))
  expect(lacking).not.toEqual([])
  expect(namesIn('docs/setup.md', 'The inputs are those', ' Two are its own')).toEqual(
    [...lacking, ...others].sort(),
  )
})

it('docs/gitlab.md names the output without JSON that is no variable', () => {
  const { text } = dotenv({})
  const lacking = Object.keys(action.outputs).filter(
    (name) => !text.includes(`BUILD_${name.toUpperCase().replaceAll('-', '_')}=`),
  )
  expect(lacking).toEqual(['metadata', 'builder', 'cache-report'])
  expect(read('docs/gitlab.md')).toContain(
    'each output of the action but `builder` and those in JSON',
  )
})
