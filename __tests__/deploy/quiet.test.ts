import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { run, tryRun } from '../../script/rig/run.ts'
import { preStop, readiness, shipped } from './units.ts'

let directory: string
const at = (name: string) => join(directory, name)
const count = (name: string) => Number(readFileSync(at(name), 'utf8'))

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'quiet-'))
  mkdirSync(at('bin'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/**
 * Runs a wait against a daemon with a build (`S`), without one (`-`), or that doesn't answer (`x`), look by look. The
 * last one lasts. Each sleep takes a minute of an imitated clock.
 *
 * @returns how often the wait looked, and what it printed
 */
async function wait(script: string, states: string): Promise<[looks: number, printed: string]> {
  writeFileSync(at('looks'), '0')
  writeFileSync(at('clock'), '1000')
  const programs = {
    date: `cat '${at('clock')}'`,
    sleep: `clock=$(cat '${at('clock')}'); echo $((clock + 60)) >'${at('clock')}'`,
    buildctl: `case "$*" in *'debug histories') ;; *) exit 2 ;; esac
look=$(($(cat '${at('looks')}') + 1)); echo $look >'${at('looks')}'
state=$(echo '${states}' | cut -c $look); [ -n "$state" ] || state='${states.at(-1)}'
echo 'COMPLETED  an-old-build'
case $state in S) echo 'STARTED    a-build' ;; x) exit 1 ;; esac`,
  }
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(at('bin'), name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
  }
  const PATH = [at('bin'), '/usr/bin', '/bin'].join(':')
  const printed = await run('sh', ['-euc', script], { env: { PATH }, cwd: directory })
  return [count('looks'), printed]
}

const functions = shipped('vm/buildkit-restart').replace(/^main "\$@"$/m, '')
const still = 'Builds are still running: new builds wait until they have finished.\n'

describe.each([
  ['buildkit-restart', `${functions}\nminutes=15\nwait_for_quiet`, still],
  ['preStop of Kubernetes', preStop('sign'), ''],
])('the wait of %s', (_, script, complaint) => {
  it('ends after three looks without a build', async () => {
    expect(await wait(script, '-')).toEqual([3, ''])
    expect(await wait(script, 'SS-')).toEqual([5, ''])
  })

  it('goes on after a moment without a build, as between two targets of a bake', async () => {
    expect(await wait(script, 'S-S--S-')).toEqual([9, ''])
  })

  it('ends after a quarter of an hour of builds', async () => {
    const [looks, printed] = await wait(script, 'S')
    expect(looks).toBeGreaterThanOrEqual(15)
    expect(looks).toBeLessThanOrEqual(16)
    expect(printed).toBe(complaint)
  })

  it('does not wait for a daemon that does not answer', async () => {
    expect(await wait(script, 'x')).toEqual([3, ''])
  })
})

it('buildkit-restart --wait 0 looks once', async () => {
  const script = `${functions}\nminutes=0\nwait_for_quiet`
  expect(await wait(script, '-')).toEqual([1, ''])
  expect(await wait(script, 'S')).toEqual([1, still])
})

it('a replica that waits before it stops takes no new clients on Kubernetes', async () => {
  writeFileSync(join(at('bin'), 'buildctl'), '#!/bin/sh\necho workers\n', { mode: 0o755 })
  const PATH = [at('bin'), '/usr/bin', '/bin'].join(':')
  const ask = () => tryRun('sh', ['-c', readiness('sign')], { env: { PATH }, cwd: directory })
  expect(await ask()).toMatchObject({ code: 0 })
  await wait(preStop('sign'), '-')
  expect((await ask()).code).not.toBe(0)
})
