import { describe, expect, it } from '@jest/globals'
import { helpText } from '../../src/terminal/help.ts'
import {
  commands,
  inputsOf,
  optionOf,
  ownGroups,
  secretInputs,
} from '../../src/terminal/options.ts'

describe.each([undefined, ...commands])('the help of %s', (command) => {
  it.each([40, 80, 100])('fits a terminal of %i columns', (width) => {
    const tooLong = helpText(command, width)
      .split('\n')
      // A long word can't be broken.
      .filter((line) => line.length > width && line.trim().includes(' '))
    expect(tooLong).toEqual([])
  })

  it('contains no Markdown, and ends with the exit codes', () => {
    const text = helpText(command, 80)
    expect(text).not.toMatch(/[`|]|\*\*/)
    expect(text).toMatch(/\n {2}130 {5}canceled\n$/)
  })
})

it('the help of a command lists its options and no others', () => {
  for (const command of commands) {
    const listed = [...helpText(command, 80).matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name)
    const inputs = inputsOf(command).flatMap((group) =>
      group.inputs.map(({ name }) => optionOf(name)),
    )
    const own = ownGroups
      .flatMap(({ options }) => options)
      .filter((option) => option.commands.includes(command))
      .map(({ name }) => name)
    expect(listed).toEqual([...inputs, ...own])
  }
})

it('the help of env says what a failure does to the shell', () => {
  expect(helpText('env', 80).replaceAll('\n', ' ')).toContain('so "set -e" ends a script.')
})

it('each input that is described as a key, a token or a secret can be a file', () => {
  const inputs = inputsOf('build').flatMap((group) => group.inputs)
  const secret = inputs
    .filter(({ description }) =>
      /^Private key|^Token|^Identity token|^List of secrets, such as `name=value`/.test(
        description,
      ),
    )
    .map(({ name }) => name)
  expect(secret.toSorted()).toEqual(secretInputs)
  expect(helpText('build', 80)).toMatch(/--key FILE/)
})
