import { expect, it } from '@jest/globals'
import { readBuildArgument } from '../../src/text/build-argument.ts'

it.each([
  ['A=b=c', 'A', 'b=c'],
  ['A=', 'A', ''],
  ['HOST', 'HOST', 'from-env'],
  ['OTHER', 'OTHER', ''],
  ['constructor', 'constructor', ''],
  ['__proto__', '__proto__', ''],
])('reads %j', (entry, name, value) => {
  expect(readBuildArgument(entry, { HOST: 'from-env' })).toEqual({ name, value })
})
