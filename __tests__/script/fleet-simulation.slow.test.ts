import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { simulate, simulationTable } from '../../script/fleet-simulation.ts'

it('has written the table of docs/fleet.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/fleet.md'), 'utf8')
  for (const line of simulationTable([2]).split('\n')) expect(page).toContain(line)
})

it('warms fewer builds by round robin, and loses fewer of them when a daemon dies than plain hashing', () => {
  const [sticky, turns, hashed] = (['sticky', 'round robin', 'hash modulo n'] as const).map((way) =>
    simulate(way, 4),
  )
  expect(sticky?.warm).toBeGreaterThan((turns?.warm ?? 1) + 0.05)
  expect(sticky?.warmAfterDeath).toBeGreaterThan((hashed?.warmAfterDeath ?? 1) + 0.1)
  expect(sticky?.crowded).toBeLessThan((hashed?.crowded ?? 0) / 2)
})
