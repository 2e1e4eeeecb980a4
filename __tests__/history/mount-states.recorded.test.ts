import { expect, it } from '@jest/globals'
import type { MountAnswer } from '../../script/mount-recording.ts'
import type { UsageRecord } from '../../src/history/messages.ts'
import { readMountStates } from '../../src/history/mount-states.ts'
import { createMountWatch } from '../../src/history/mount-watch.ts'
import { readBytes, readStream, record } from '../helpers/recorded-streams.ts'
import { until } from '../helpers/until.ts'

// Builds of `dockerfiles/mounts.Dockerfile` with what the daemon answered about their mounts meanwhile.

/** Which mounts each step found warm, as the answers of the daemon say it at the same places of the stream. */
async function statesOf(name: string): Promise<readonly string[]> {
  const { events } = readStream(`${name}.rawjson`)
  const answers = JSON.parse(String(readBytes(`${name}.mounts.json`))) as readonly MountAnswer[]
  const asked: ((records: readonly UsageRecord[]) => void)[] = []
  const watch = createMountWatch({
    usage: () => new Promise((resolve) => asked.push(resolve)),
    namespace: '',
  })
  let passed = 0
  const passUpTo = (count: number) => {
    for (; passed < count; passed += 1) watch.status(events[passed] ?? {})
  }
  for (const [index, { askedAfter, answeredAfter, records }] of answers.entries()) {
    passUpTo(askedAfter)
    await until(() => asked.length > index, `question ${index} of ${name}`)
    passUpTo(answeredAfter)
    asked[index]?.(records)
    await new Promise(setImmediate)
  }
  passUpTo(events.length)
  watch.stop()
  const { stepVertices } = record(events, { succeeded: true })
  return [...readMountStates(stepVertices, watch.sightings)].map(([step, states]) => {
    const words = states.map(({ id, isWarm }) => `${id} ${isWarm ? 'warm' : 'cold'}`)
    return `${step}: ${words.join(', ')}`
  })
}

it.each([
  ['mounts-cold', ['2: mounts-packages cold', '4: mounts-packages warm, mounts-objects cold']],
  ['mounts-warm', ['2: mounts-packages warm', '4: mounts-packages warm, mounts-objects warm']],
  ['mounts-late-change', ['4: mounts-packages warm, mounts-objects warm']],
])('the cache mounts of a recorded build: %s', async (name, expected) => {
  expect(await statesOf(name)).toEqual(expected)
})
