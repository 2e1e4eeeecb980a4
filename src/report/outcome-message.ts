import type { Outcome } from '../step/outcome.ts'
import { cleanLine } from '../text/terminal-line.ts'
import { truncate } from '../text/truncate.ts'

/** Characters. A `RUN` with a here-document is as long as a script. */
const longestName = 500
const longestError = 2000
/** Names of steps that ran at the same time. */
const mostNames = 4

/**
 * Why a build did not succeed, in one line; empty when it did.
 *
 * @param hide what is done to text of the Dockerfile before it is shown
 */
export function outcomeMessage(outcome: Outcome, hide: (text: string) => string): string {
  const nameOf = (vertex: string) => truncate(hide(cleanLine(vertex)), longestName)
  switch (outcome.kind) {
    case 'succeeded':
      return ''
    case 'canceled':
      return 'The build was canceled.'
    case 'unusable':
      return `${outcome.diagnosis.message} See ${outcome.help}`
    case 'lost': {
      const { running, error, idleSeconds, diagnosis, help } = outcome
      const names = running.slice(0, mostNames).map(nameOf).join(', ')
      const more = running.length - mostNames
      const steps = names && ` while it ran ${names}${more > 0 ? ` and ${more} more` : ''}`
      if (diagnosis) {
        return `${diagnosis.code}: The build was ended${steps}. ${diagnosis.reason} See ${help}`
      }
      const reason = isGracefulStop(error) ? 'The daemon was stopped.' : mayBe(idleSeconds)
      return `The connection to the BuildKit daemon broke${steps}. ${reason} (${truncate(error, longestError)})`
    }
    case 'failed': {
      const { vertex, error, hint } = outcome
      // The error of a RUN has the command left out: what remains are BuildKit's own words.
      const isRun = vertex?.error.startsWith('process "') === true
      const text = truncate(isRun ? error : hide(error), longestError)
      const what = vertex ? `${nameOf(vertex.name)} failed: ${text}` : text
      return hint === undefined ? what : `${what}. ${hint}`
    }
  }
}

/** Whether the daemon said goodbye: `GracefulStop` in google.golang.org/grpc server.go. */
function isGracefulStop(error: string): boolean {
  return /debug data: \\?"graceful_stop/.test(error)
}

/** What may have broken the connection. */
function mayBe(idleSeconds: number | undefined): string {
  return idleSeconds === undefined
    ? 'Was the daemon stopped or restarted?'
    : `Nothing had been sent for ${idleSeconds} s. Was the daemon stopped or restarted, or does a load balancer on the way close idle connections?`
}
