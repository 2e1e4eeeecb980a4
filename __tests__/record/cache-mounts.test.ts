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
  ['RUN --mount="type=cache,target=/q1" make', ['/q1']],
  [`RUN --mount=type=cache,target='/q2' --mount=type=cache,target="/q3" make`, ['/q2', '/q3']],
  ['RUN --mount=type=cache,target=/q4,id="a b" make', ['a b']],
  [`RUN --mount='type=cache,"target=/a,b"' make`, ['/a,b']],
  ['RUN --mount=type=cache,target=/a,dst=/b make', ['/b']],
  [`RUN --mount=type=cache,id=q\${X:-z},target=/a --mount=type=cache,target=/b make`, ['/b']],
  ['RUN --mount=type=cache,target=$HOME/.npm make', []],
])('the cache mounts of %s', (instruction, ids) => {
  expect(cacheMountIds(instruction)).toEqual(ids)
})
