import { expect, it } from '@jest/globals'
import { placeOfStep, shortName, withoutMounts } from '../../src/report/step-label.ts'

const step = { name: 'RUN make', status: 'executed', seconds: 1 } as const

it.each([
  [{}, ''],
  [{ stage: 'build' }, 'build'],
  [{ stage: 'build', platform: 'linux/arm64' }, 'linux/arm64 build'],
])('names the place of a step with %j', (place, label) => {
  expect(placeOfStep({ ...step, ...place })).toBe(label)
})

it.each([
  ['RUN --mount=type=cache,target=/a --mount=type=bind make', 'RUN make'],
  ['[build 2/3] RUN --mount=type=cache,target=/a make', '[build 2/3] RUN make'],
  ['RUN --network=none make', 'RUN --network=none make'],
  ['COPY --link a b', 'COPY --link a b'],
])('shortens %j to %j', (name, short) => {
  expect(withoutMounts(name)).toBe(short)
  expect(shortName({ ...step, name })).toBe(short)
})
