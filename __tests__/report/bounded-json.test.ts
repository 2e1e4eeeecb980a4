import { execFileSync } from 'node:child_process'
import { describe, expect, it, jest } from '@jest/globals'
import { boundedMetadata, boundedReport, longestOutput } from '../../src/report/bounded-json.ts'
import { type CacheReport, cacheReport, type ReportedStep } from '../../src/report/cache-report.ts'
import { makeResult } from '../helpers/build-results.ts'
import { recordFile } from '../helpers/recorded-streams.ts'
import { reportFaults } from '../helpers/report-schema.ts'

/** Hides nothing. */
const asIs = (text: string) => text

const report = cacheReport(makeResult({ record: recordFile('stages-late-change.rawjson') }))
const step = (name: string): ReportedStep => ({ name, status: 'executed', seconds: 1 })
const read = (text: string) => JSON.parse(text) as CacheReport

const numbersOf = ({ total, cached, executed, failed, seconds, percent }: CacheReport) => ({
  ...{ total, cached, executed, failed, seconds, percent },
})

describe('boundedReport', () => {
  it('is the report itself when it is short', () => {
    expect(boundedReport(report, asIs)).toBe(JSON.stringify(report))
  })

  it('has each text on one line', () => {
    const [first] = read(
      boundedReport({ ...report, steps: [step('RUN a\nb\u001b[31m\u202e c')] }, asIs),
    ).steps
    expect(first?.name).toBe('RUN a b [31m c')
  })

  it('hides a value in a text that is cut, as a host finds only a whole one', () => {
    const hide = (text: string) => text.replaceAll('a-secret', '$TOKEN')
    const steps = [step(`RUN ${'x'.repeat(990)} a-secret`), step('RUN a-secret')]
    const [cut, whole] = read(boundedReport({ ...report, steps }, hide)).steps
    expect(cut?.name).toMatch(/x \$T\w*…$/)
    expect(whole?.name).toBe('RUN a-secret')
  })

  it.each([
    ['an argument of 100 kB', [step(`RUN ${'x'.repeat(100_000)}`)], { characters: 1000 }],
    [
      'thirty long RUNs',
      Array.from({ length: 30 }, () => step(`RUN ${'é'.repeat(20_000)}`)),
      { characters: 1000 },
    ],
    [
      'hundreds of long RUNs',
      Array.from({ length: 400 }, () => step(`RUN ${'\u{1f600}'.repeat(2000)}`)),
      { characters: 100, entries: 100 },
    ],
    [
      'thousands of steps',
      Array.from({ length: 5000 }, (_, index) => step(`RUN ${index}`)),
      { entries: 500 },
    ],
  ])(
    'fits in an output with %s, keeps its numbers, and says what was cut',
    (_, steps, truncated) => {
      const misses = [0, steps.length - 1].map(
        (index) => ({ step: index, reason: 'unknown' }) as const,
      )
      const long = { ...report, steps, misses, slowest: [steps.length - 1] }
      const text = boundedReport(long, asIs)
      const short = read(text)
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longestOutput)
      expect(reportFaults(short)).toEqual([])
      expect(numbersOf(short)).toEqual(numbersOf(report))
      expect(short.truncated).toMatchObject(truncated)
      for (const index of [...short.slowest, ...short.misses.map((miss) => miss.step)]) {
        expect(short.steps[index]).toBeDefined()
      }
      // The form in which a later step of the job gets it.
      execFileSync('true', { env: { REPORT: text } })
    },
  )
})

describe('boundedMetadata', () => {
  it('is the metadata itself when it is short', () => {
    expect(boundedMetadata('{"a":  1}')).toBe('{"a":  1}')
    expect(boundedMetadata('')).toBe('')
  })

  it('leaves out the longest values, and names them', () => {
    const digests = { 'containerimage.digest': 'sha256:abc', 'image.name': 'a/b:1' }
    const provenance = { build: 'x'.repeat(150_000) }
    const json = JSON.stringify({ ...digests, 'buildx.build.provenance': provenance })
    expect(JSON.parse(boundedMetadata(json))).toEqual({
      ...digests,
      truncated: ['buildx.build.provenance'],
    })
  })

  it('leaves out as many values as necessary', () => {
    const value = 'x'.repeat(70_000)
    const json = JSON.stringify({ a: value, b: `${value}x`, c: `${value}xx`, d: 1 })
    const kept = JSON.parse(boundedMetadata(json))
    expect(kept).toEqual({ a: value, d: 1, truncated: ['c', 'b'] })
  })

  it('keeps the digest of each platform', () => {
    const provenance = (length: number) => ({ 'buildx.build.provenance': 'x'.repeat(length) })
    const [amd64, arm64] = ['sha256:amd64', 'sha256:arm64'].map((digest) => ({
      'containerimage.digest': digest,
    }))
    const json = JSON.stringify({
      'containerimage.digest': 'sha256:index',
      platforms: {
        'linux/amd64': { ...provenance(100_000), ...amd64 },
        'linux/arm64': { ...provenance(70_000), ...arm64 },
      },
    })
    expect(JSON.parse(boundedMetadata(json))).toEqual({
      'containerimage.digest': 'sha256:index',
      platforms: { 'linux/amd64': amd64, 'linux/arm64': { ...provenance(70_000), ...arm64 } },
      truncated: ['platforms: linux/amd64: buildx.build.provenance'],
    })
  })

  it("keeps the digests of a bake's targets", () => {
    const targets = Array.from({ length: 30 }, (_, index) => [
      `target-${index}`,
      { 'containerimage.digest': `sha256:${index}`, 'buildx.build.provenance': 'x'.repeat(9000) },
    ])
    const text = boundedMetadata(JSON.stringify(Object.fromEntries(targets)))
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longestOutput)
    const { truncated, ...kept } = JSON.parse(text)
    const digests = Object.values(kept).map((each) => Object(each)['containerimage.digest'])
    expect(digests).toEqual(targets.map((_, index) => `sha256:${index}`))
    expect(truncated).toContain('target-0: buildx.build.provenance')
  })

  it.each([360, 1000])('keeps the digests of %s targets, and its own limit', (count) => {
    const of = (index: number) => ({
      ...{ 'containerimage.digest': `sha256:${String(index).padStart(64, '0')}` },
      ...{
        'image.name': 'a/b:c',
        'buildx.build.ref': 'builder/node/id',
        provenance: 'x'.repeat(999),
      },
    })
    const targets = Array.from({ length: count }, (_, index) => [`t${index}`, of(index)])
    const text = boundedMetadata(JSON.stringify(Object.fromEntries(targets)))
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longestOutput)
    const { truncated, ...kept } = JSON.parse(text)
    expect(truncated).toHaveLength(101)
    const digests = Object.values(kept).filter((each) => Object(each)['containerimage.digest'])
    expect(digests).toHaveLength(count)
  })

  it('keeps its own limit where not even the digests fit', () => {
    const of = (index: number) => ({ 'containerimage.digest': `sha256:${'0'.repeat(64)}${index}` })
    const targets = Array.from({ length: 2000 }, (_, index) => [`target-${index}`, of(index)])
    const text = boundedMetadata(JSON.stringify(Object.fromEntries(targets)))
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longestOutput)
  })

  it('takes few tries for the many values of a large bake, and leaves out no more than necessary', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `target-${index}`)
    const json = JSON.stringify(Object.fromEntries(names.map((name) => [name, 'x'.repeat(100)])))
    const stringify = jest.spyOn(JSON, 'stringify')
    const text = boundedMetadata(json)
    const { length: calls } = stringify.mock.calls
    stringify.mockRestore()
    // One for the size of each value, and one for the name of each that is left out.
    expect(calls).toBeLessThan(names.length * 2 + 20)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longestOutput)
    expect(Buffer.byteLength(text)).toBeGreaterThan(longestOutput - 120)
  })
})
