import { expect, it } from '@jest/globals'
import { cacheMountIds } from '../../src/record/cache-mounts.ts'

it.each([
  ['RUN --mount=type=cache,target=/home/node/.npm npm ci', ['/home/node/.npm']],
  ['RUN --mount=type=cache,target=/home/node/.npm/ npm ci', ['/home/node/.npm']],
  ['RUN --mount=type=cache,id=npm,target=/home/node/.npm npm ci', ['npm']],
  ['RUN --network=none --mount=target=a/./b,type=cache --mount=type=cache,dst=/c x', ['a/b', '/c']],
  ['ONBUILD RUN --mount=type=cache,destination=/ make', ['/']],
  ['RUN --mount=type=bind,target=/src --mount=type=secret,id=s make', []],
  ['RUN --mount=target=/src make', []],
  ['RUN make --mount=type=cache,target=/a', []],
  ['COPY --mount=type=cache,target=/a . .', []],
  ['RUN --mount=type=cache make', []],
])('the cache mounts of %s', (instruction, ids) => {
  expect(cacheMountIds(instruction)).toEqual(ids)
})
