import { describe, expect, it } from '@jest/globals'
import { isLinkMerge, parseStepName } from '../../src/progress/step-name.ts'

describe('parseStepName', () => {
  it.each([
    ['[2/5] RUN make', { index: 2, total: 5, instruction: 'RUN make' }],
    ['[ 2/12] RUN make', { index: 2, total: 12, instruction: 'RUN make' }],
    ['[build 2/5] RUN make', { index: 2, total: 5, stage: 'build', instruction: 'RUN make' }],
    ['[build  2/12] RUN make', { index: 2, total: 12, stage: 'build', instruction: 'RUN make' }],
    ['[stage-1 1/1] COPY a b', { index: 1, total: 1, stage: 'stage-1', instruction: 'COPY a b' }],
    [
      '[linux/arm64 build 3/4] RUN make',
      { index: 3, total: 4, stage: 'build', platform: 'linux/arm64', instruction: 'RUN make' },
    ],
    [
      '[linux/arm/v7 3/4] RUN make',
      { index: 3, total: 4, platform: 'linux/arm/v7', instruction: 'RUN make' },
    ],
    [
      '[linux/amd64->arm64 build 10/10] RUN make',
      {
        index: 10,
        total: 10,
        stage: 'build',
        platform: 'linux/amd64->arm64',
        instruction: 'RUN make',
      },
    ],
    [
      '[1/1] RUN test [ -e /a ] [1/2] b',
      { index: 1, total: 1, instruction: 'RUN test [ -e /a ] [1/2] b' },
    ],
    ['[2/2] RUN <<EOF (set -e...)', { index: 2, total: 2, instruction: 'RUN <<EOF (set -e...)' }],
    ['[2/2] ONBUILD COPY . .', { index: 2, total: 2, instruction: 'ONBUILD COPY . .' }],
  ])('reads %s', (name, step) => {
    expect(parseStepName(name)).toEqual(step)
  })

  it.each([
    '[internal] load build definition from Dockerfile',
    '[linux/amd64 internal] load metadata for example.com/alpine:3',
    '[internal] load 1/2] file',
    '[auth] alpine:pull token for example.com',
    '[context base] load from client',
    '[linux/amd64] generating sbom using example.com/scanner',
    'FROM example.com/alpine@sha256:1',
    'RUN make [1/2] all',
    'exporting to image',
    '[1/2]',
    '',
  ])('does not read %j as a step', (name) => {
    expect(parseStepName(name)).toBeUndefined()
  })
})

describe('isLinkMerge', () => {
  it.each([
    ['[2/2] LINK COPY --link a b', true],
    ['[2/2] ONBUILD LINK COPY --link a b', true],
    ['[2/2] COPY --link a b', false],
    ['[2/2] RUN LINK me', false],
  ])('of %s is %s', (name, expected) => {
    const step = parseStepName(name)
    expect(step && isLinkMerge(step)).toBe(expected)
  })
})

it('a name is read the same again, also after thousands of others', () => {
  const name = '[linux/arm64 build 2/4] RUN make'
  const first = parseStepName(name)
  for (let count = 0; count < 6000; count += 1) {
    expect(parseStepName(`[a ${count}/4] RUN x`)?.index).toBe(count)
  }
  expect(parseStepName(name)).toEqual(first)
  // It was read again: only some thousand names are remembered.
  expect(parseStepName(name)).not.toBe(first)
  expect([parseStepName('exporting to image'), parseStepName('exporting to image')]).toEqual([
    undefined,
    undefined,
  ])
})
