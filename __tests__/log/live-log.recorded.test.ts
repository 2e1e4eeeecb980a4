import { describe, expect, it } from '@jest/globals'
import { createLiveLog } from '../../src/log/live-log.ts'
import { createRawJsonDecoder } from '../../src/progress/rawjson.ts'
import { parseStepName } from '../../src/progress/step-name.ts'
import { names, readBytes, readStream, recordFile } from '../helpers/recorded-streams.ts'

function showFile(name: string): string {
  let written = ''
  const live = createLiveLog((text) => {
    written += text
  })
  const decoder = createRawJsonDecoder(live)
  decoder.write(readBytes(`${name}.rawjson`))
  decoder.end()
  live.end()
  return written
}

/** The blocks of a log, by number: the name and the lines below it, without the number. */
function blocksOf(shown: string): readonly { title: string; lines: readonly string[] }[] {
  const blocks = new Map<string, string[]>()
  for (const [, number = '', line = ''] of shown.matchAll(/^#(\d+) (.*)$/gm)) {
    blocks.set(number, [...(blocks.get(number) ?? []), line])
  }
  return [...blocks.values()].map(([title = '', ...lines]) => ({ title, lines }))
}

const endings = /^(?:DONE \d+\.\ds|CACHED|CANCELED|ERROR: .*)$/

describe.each(names)('the live log of the recorded build %s', (name) => {
  const shown = showFile(name)
  const blocks = blocksOf(shown)

  it('consists of numbered lines, blank lines before blocks, and the text of buildx', () => {
    const text = new Set(readStream(`${name}.rawjson`).text)
    const others = shown.split('\n').filter((line) => !/^#\d+ /.test(line) && !text.has(line))
    expect(others.filter((line) => line !== '')).toEqual([])
    expect(shown).not.toMatch(/\r|\n\n\n/)
  })

  it('numbers its blocks from 1 on', () => {
    const numbers = new Set([...shown.matchAll(/^#(\d+) /gm)].map(([, number]) => Number(number)))
    expect([...numbers]).toEqual([...numbers].map((_, index) => index + 1))
  })

  it('has a block for each step that started, whose ending agrees with the counts', () => {
    const expected = { cached: 'CACHED', executed: 'DONE', failed: 'ERROR:', canceled: 'CANCELED' }
    const { steps, running } = recordFile(`${name}.rawjson`)
    // For a cached step without inputs, only the computation of its key is visible.
    const started = steps.filter(
      ({ name: instruction, status }) =>
        status !== 'not-started' &&
        !(name.startsWith('scratch-') && status === 'cached' && instruction.startsWith('WORKDIR ')),
    )
    const ended = started.flatMap(({ name: instruction, status }) =>
      running.some((each) => each.endsWith(instruction))
        ? []
        : `${instruction}: ${expected[status as keyof typeof expected]}`,
    )
    const inBlocks = blocks.flatMap(({ title, lines }) =>
      lines.filter((line) => endings.test(line)).map((line) => `${instructionOf(title)}: ${line}`),
    )
    for (const each of ended) {
      expect(inBlocks).toContainEqual(expect.stringMatching(startsWith(each)))
    }
  })

  it('ends each step once', () => {
    for (const { title, lines } of blocks) {
      const ends = lines.filter((line) => endings.test(line))
      const isStep = parseStepName(title)?.instruction.startsWith('FROM ') === false
      expect(`${title}: ${ends.length}`).toBe(
        `${title}: ${isStep ? Math.min(ends.length, 1) : ends.length}`,
      )
    }
  })
})

describe('the live log of a recorded build', () => {
  it('has all lines of a large output, in order', () => {
    const block = blocksOf(showFile('output')).find(({ title }) => title.includes('compiling'))
    const lines = block?.lines.slice(0, -1).map((line) => line.replace(/^\S+ /, ''))
    expect(lines).toEqual(
      Array.from(
        { length: 2000 },
        (_, index) => `compiling object file number ${index + 1} of the library`,
      ),
    )
  })

  it('has few lines for a progress bar', () => {
    const block = blocksOf(showFile('output')).find(({ title }) => title.includes('downloading'))
    const lines = block?.lines.map((line) => line.replace(/^[\d.]+ /, ''))
    expect(lines).toEqual(['downloading 100%', 'done', expect.stringMatching(/^DONE 2\.\ds$/)])
  })

  it('keeps the colours and text of an output, and no control characters', () => {
    const shown = showFile('output')
    expect(shown).toContain(' \u001b[32mgreen\u001b[0m and plain\n')
    expect(shown).toContain(' \u001b[1;33mtwo lines\u001b[0m\n')
    expect(shown).toContain(' naïve ☃ 🐳\n')
    expect(shown).toContain(' without a line break\n')
    expect(shown).toContain(' tab\there, bell and form feed\n')
  })

  it('shows that layers of cached steps are pulled', () => {
    const block = blocksOf(showFile('import-late-change')).find(({ title }) =>
      title.includes('RUN --mount'),
    )
    expect(block?.lines[0]).toBe('CACHED')
    expect(block?.lines.at(-1)).toMatch(/^extracted \d+ layers?\b/)
  })

  it('shows the warnings of the Dockerfile check', () => {
    expect(showFile('output')).toMatch(/^#1 WARN: ConsistentInstructionCasing: .*$/m)
  })
})

function instructionOf(title: string): string {
  return parseStepName(title)?.instruction ?? title
}

function startsWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
}
