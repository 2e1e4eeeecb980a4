import { expect, it } from '@jest/globals'
import { readOverride } from '../../src/bake/override.ts'

it.each([
  ['app.cache-to+=type=inline', { target: 'app', field: 'cache-to', appends: true }],
  ['*.args.push=1', { target: '*', field: 'args', appends: false }],
  ['app.args.A', { target: 'app', field: 'args', appends: false }],
  ['app.context=a.load=b', { target: 'app', field: 'context', appends: false }],
  ['app.output.name=x', { target: 'app', field: 'output', appends: false }],
  ['app', { target: 'app', field: '', appends: false }],
  ['', { target: '', field: '', appends: false }],
])('reads %j as buildx does', (entry, parts) => {
  expect(readOverride(entry)).toEqual(parts)
})
