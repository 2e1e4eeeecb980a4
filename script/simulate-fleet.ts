// Prints the table, and writes it into docs/fleet.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { simulationTable } from './fleet-simulation.ts'

const page = join(resolve(import.meta.dirname, '..'), 'docs/fleet.md')
const table = simulationTable()
console.log(table)
const text = readFileSync(page, 'utf8')
writeFileSync(
  page,
  text.replace(
    /(<!-- simulation -->\n)[\s\S]*?(<!-- \/simulation -->)/,
    (_, begin, end) => `${begin}${table}\n${end}`,
  ),
)
