import type { Fence, Remedies } from '../base/ports.ts'
import type { CiRun } from '../inputs/ci-run.ts'
import type { BuildFacts } from '../report/build-facts.ts'
import type { Finding } from '../report/findings.ts'
import type { Origin } from '../trust/origin.ts'
import type { DotenvLimits } from './dotenv.ts'

/** The data of the CI system's job in which the program runs. */
export interface Job {
  readonly origin: Origin
  readonly run: CiRun
  /** The directory that the repository is checked out to. */
  readonly workspace: string
  /** Whether the log is shown with colours, although it isn't a terminal. */
  readonly hasColours: boolean
  /**
   * The text of an input as the job means it.
   *
   * @param text as given; empty when it is absent
   * @param given the text of another input
   * @throws ConfigurationError for a text that is a mistake in the job
   */
  readonly input: (name: string, text: string, given: (name: string) => string) => string
  /**
   * What the job ignores of the inputs. Absent where a job means them as they are.
   *
   * @param given the text of an input
   */
  readonly inputWarnings?: (given: (name: string) => string) => readonly string[]
  /** Lines that are folded below a title. */
  readonly section: (title: string, lines: readonly string[]) => readonly string[]
  readonly fence: () => Fence
  readonly remedies: Remedies
  /**
   * Prepares the environment of buildx, such as by signing in to the job's registry.
   *
   * @param directory a private directory, which is removed after the build
   * @returns variables to set, and as undefined those to unset
   */
  readonly prepare: (directory: string) => NodeJS.ProcessEnv
  /** What the CI system reads of a file of variables at most. Absent where there is no such limit. */
  readonly dotenvLimits?: DotenvLimits
  /** Reports of its own, by the option that names their file. */
  readonly reports: Readonly<
    Record<
      string,
      (facts: Pick<BuildFacts, 'report' | 'seconds'>, findings: readonly Finding[]) => string
    >
  >
}
