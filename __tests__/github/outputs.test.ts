import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { setOutputs } from '../../src/github/outputs.ts'

const directory = mkdtempSync(join(tmpdir(), 'outputs-'))
afterAll(() => rmSync(directory, { recursive: true }))

it('are written for the runner, after what the file has', () => {
  const file = join(directory, 'outputs')
  writeFileSync(file, 'earlier=1\n')
  setOutputs(
    { digest: 'sha256:1', metadata: 'two\nlines\n', empty: '', hit: true, count: 3 },
    {
      GITHUB_OUTPUT: file,
    },
  )
  const [first, ...rest] = readFileSync(file, 'utf8').split('\n')
  expect(first).toBe('earlier=1')
  const [, delimiter = ''] = /<<(ghadelimiter_[0-9a-f-]{36})$/.exec(rest[0] ?? '') ?? []
  expect(delimiter).not.toBe('')
  expect(rest.map((line) => line.replace(delimiter, 'END'))).toEqual([
    ...['digest<<END', 'sha256:1', 'END', 'metadata<<END', 'two', 'lines', '', 'END'],
    ...['empty<<END', '', 'END', 'hit<<END', 'true', 'END', 'count<<END', '3', 'END', ''],
  ])
})

it('that there is no room for are taken back, and those before them stay', () => {
  const file = join(directory, 'full')
  writeFileSync(file, 'earlier=1\n')
  // A file may have 1024 bytes at most, in blocks of 512 or 1024.
  const module = JSON.stringify(new URL('../../src/github/outputs.ts', import.meta.url))
  const script = `
    import { setOutputs } from ${module}
    setOutputs({ first: '1', long: 'x'.repeat(3000), last: '2' })`
  const node = [process.execPath, '--input-type=module', '--eval', script]
  const limited = ['-c', 'ulimit -f 1 && exec "$@"', 'sh', ...node]
  const env = { ...process.env, GITHUB_OUTPUT: file }
  const { status, stderr } = spawnSync('sh', limited, { env, encoding: 'utf8' })
  expect(stderr).toContain('EFBIG')
  expect(status).toBe(1)
  const delimiter = /ghadelimiter_[0-9a-f-]{36}/g
  expect(readFileSync(file, 'utf8').replaceAll(delimiter, 'END')).toBe(
    'earlier=1\nfirst<<END\n1\nEND\n',
  )
})

it('name a file that does not exist', () => {
  const file = join(directory, 'none')
  process.env.GITHUB_OUTPUT = file
  try {
    expect(() => setOutputs({ digest: '' })).toThrow(`Missing file at path: ${file}`)
  } finally {
    delete process.env.GITHUB_OUTPUT
  }
})
