import { describe, expect, it } from '@jest/globals'
import { readInfo, readWorkerLabels, readWorkers } from '../../src/daemon/control-api.ts'
import { info, workers } from '../helpers/faulty-servers.ts'

/** A length-delimited field. */
function field(number: number, ...values: (Buffer | string)[]): Buffer {
  const value = Buffer.concat(values.map((each) => Buffer.from(each)))
  return Buffer.concat([Buffer.from([(number << 3) | 2, value.length]), value])
}
const platform = (architecture: string, os: string, variant = '') =>
  field(3, field(1, architecture), field(2, os), field(3, variant))

describe('readInfo', () => {
  it.each([
    ['the version', info, 'v0.99.0'],
    ['nothing when there is none', Buffer.alloc(0), undefined],
    ['nothing when it is empty', field(1, field(2, '')), undefined],
    ['one line', field(1, field(2, 'v1\n\u202e2')), 'v1 2'],
  ])('returns %s', (_, message, version) => {
    expect(readInfo(message)).toBe(version)
  })

  it('rejects bytes that are not a message', () => {
    expect(() => readInfo(Buffer.from('hello world'))).toThrow(Error)
  })
})

describe('readWorkers', () => {
  it('returns the platforms of all workers, each once', () => {
    const first = field(1, platform('amd64', 'linux'), platform('arm', 'linux', 'v7'))
    const second = field(1, platform('amd64', 'linux'), platform('arm64', 'linux'))
    expect(readWorkers(workers)).toEqual(['linux/amd64'])
    expect(readWorkers(Buffer.concat([first, second]))).toEqual([
      'linux/amd64',
      'linux/arm/v7',
      'linux/arm64',
    ])
  })

  it('returns at most a hundred platforms, each one short line', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      field(1, platform(`a\n${index}${'x'.repeat(70)}`, 'linux')),
    )
    const platforms = readWorkers(Buffer.concat(many))
    expect(platforms).toHaveLength(100)
    expect(platforms[0]).toMatch(/^linux\/a 0x+…$/)
    expect(platforms[0]).toHaveLength(60)
  })
})

it('readWorkerLabels returns the names of the labels', () => {
  const label = (name: string) => field(2, field(1, name), field(2, 'value'))
  const message = Buffer.concat([field(1, label('a'), label('b')), field(1, label('c'))])
  expect(readWorkerLabels(message)).toEqual(['a', 'b', 'c'])
})
