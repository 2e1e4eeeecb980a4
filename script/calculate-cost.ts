// Works out what a daemon costs and saves: script/cost [OPTION…] [FILE…]. docs/cost.md explains it.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Builds, costsOf, showCosts } from './costs/break-even.ts'
import { readObserved } from './costs/observed.ts'

const usage = `usage: script/cost --machine PRICE [--days N] [OPTION…] FILE…
       script/cost --machine PRICE --builds N --before SECONDS --after SECONDS [OPTION…]

FILE has the output cache-report of builds on a daemon, one a line, or what remote-buildkit trends --json prints.

  --machine PRICE        of the daemon's machine, for a month
  --days N               that the builds cover (14)
  --builds N             instead of FILE: builds in these days
  --before SECONDS       instead of FILE: what one takes without the daemon
  --after SECONDS        instead of FILE: what one takes on it
  --runner-before PRICE  of a runner's minute without the daemon (0.022: 8 cores)
  --runner-after PRICE   of a runner's minute with it (0.006: 2 cores)
  --hour PRICE           of an hour of waiting (60)
  --waited PERCENT       of the builds that a person waits for (25)
`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: Object.fromEntries(
      [...usage.matchAll(/^ {2}--([\w-]+)/gm)].map(([, name = '']) => [
        name,
        { type: 'string' as const },
      ]),
    ),
  })
  const number = (name: string, fallback?: number) => {
    const given = values[name] === undefined ? fallback : Number(values[name])
    if (given === undefined) throw new Error(`--${name} is missing`)
    if (!Number.isFinite(given) || given < 0)
      throw new Error(`--${name} ${values[name]} is no number`)
    return given
  }
  const observed =
    positionals.length > 0
      ? readObserved(positionals.map((file) => readFileSync(file, 'utf8')).join('\n'))
      : { builds: number('builds'), before: number('before'), after: number('after') }
  const builds: Builds = { ...observed, days: number('days', 14) }
  const prices = {
    machine: number('machine'),
    runnerBefore: number('runner-before', 0.022),
    runnerAfter: number('runner-after', 0.006),
    hour: number('hour', 60),
    waited: number('waited', 25) / 100,
  }
  process.stdout.write(showCosts(costsOf(builds, prices), prices))
} catch (error) {
  console.error(`script/cost: ${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 1
}
