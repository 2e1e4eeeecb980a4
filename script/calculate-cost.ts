// Works out what a daemon costs and saves: script/cost [OPTION…] [FILE…]. docs/cost.md explains it.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { costsOf, showCosts } from './costs/break-even.ts'
import { type Observed, readObserved } from './costs/observed.ts'

const usage = `usage: script/cost --machine PRICE [--days N] [OPTION…] FILE…
       script/cost --machine PRICE --builds N --before SECONDS --after SECONDS [OPTION…]

FILE has the output cache-report of builds on a daemon, one a line, or what remote-buildkit trends --json prints.

  --machine PRICE        of the daemon's machine, for a month
  --days N               that the builds cover (14, or since the oldest build in FILE of trends)
  --builds N             instead of FILE: builds in these days
  --before SECONDS       instead of FILE: what one takes without the daemon
  --minutes-before N     instead of --before: GitHub's minutes for all these builds without the daemon
  --after SECONDS        instead of FILE: what one takes on it
  --runner-before PRICE  of a runner's minute without the daemon (0.022: 8 cores)
  --runner-after PRICE   of a runner's minute with it (0.006: 2 cores)
  --hour PRICE           of an hour of waiting (60)
  --waited PERCENT       of the builds that a person waits for (25)
`

/**
 * What to know about the days. The oldest build doesn't say whether the daemon forgot earlier ones or had none, so
 * only the user can decide how many days the builds cover.
 */
function daysNote(
  asked: number | undefined,
  known: number,
  files: readonly string[],
): string | undefined {
  const format = (days: number) => (days === 1 ? '1 day' : `${days} days`)
  const where = files.length === 1 ? files[0] : 'the files'
  const age = known === 1 ? 'at most 1 day' : format(known)
  const oldest = `the oldest build in ${where} was ${age} old when it was read`
  if (asked === undefined)
    return `Counts ${format(known)}: ${oldest}. If days without builds came before it, give --days.`
  if (Math.abs(asked - known) <= 1) return undefined
  const remedy =
    asked > known
      ? `If the daemon forgets earlier ones, give --days ${known}`
      : `Give --days ${known} or more`
  return `Counts ${format(asked)}, but ${oldest}. ${remedy}.`
}

/** Options that say in place of files what builds take. */
const insteadOfFiles = ['builds', 'before', 'after', 'minutes-before']

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
    const text = values[name]?.trim()
    if (text === undefined && fallback === undefined) throw new Error(`--${name} is missing`)
    const given = text === undefined ? fallback : Number(text || Number.NaN)
    if (given === undefined || !Number.isFinite(given) || given < 0)
      throw new Error(`--${name} ${text} is no number`)
    return given
  }
  const positive = (name: string) => {
    const given = number(name)
    if (given === 0) throw new Error(`--${name} is 0`)
    return given
  }
  const typed = () => {
    const builds = positive('builds')
    const minutes = values['minutes-before'] === undefined ? undefined : number('minutes-before')
    if (minutes !== undefined && values.before !== undefined)
      throw new Error('--before and --minutes-before are both given')
    const before = minutes === undefined ? number('before') : (minutes * 60) / builds
    return { builds, before, after: number('after'), isCut: false }
  }
  const unused = insteadOfFiles.find((name) => values[name] !== undefined)
  if (positionals.length > 0 && unused !== undefined)
    throw new Error(`--${unused} and files are both given`)
  const observed: Observed =
    positionals.length > 0
      ? readObserved(positionals.map((file) => readFileSync(file, 'utf8')))
      : typed()
  const asked = values.days === undefined ? undefined : positive('days')
  const days = asked ?? observed.days ?? 14
  const waited = number('waited', 25)
  if (waited > 100) throw new Error(`--waited ${waited} is more than 100 percent`)
  const prices = {
    machine: number('machine'),
    runnerBefore: number('runner-before', 0.022),
    runnerAfter: number('runner-after', 0.006),
    hour: number('hour', 60),
    waited: waited / 100,
  }
  if (observed.days !== undefined) {
    const note = daysNote(asked, observed.days, positionals)
    if (note !== undefined) console.error(note)
  }
  if (observed.isCut)
    console.error('Not all was read: builds are missing, or seconds that the daemon saved.')
  process.stdout.write(showCosts(costsOf({ ...observed, days }, prices), prices))
} catch (error) {
  console.error(`script/cost: ${error instanceof Error ? error.message : error}`)
  if (process.argv.length === 2) console.error(`\n${usage}`)
  process.exitCode = 1
}
