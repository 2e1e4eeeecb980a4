import type { Interval } from '../progress/intervals.ts'

/**
 * The kind of a task.
 *
 * - `frontend`: reads the Dockerfile, `.dockerignore` and the images' metadata, before anything is built
 * - `import`: imports a cache
 * - `context`: sends or fetches a context
 * - `step`: a Dockerfile instruction
 * - `source`: any other input of steps, such as a base image
 * - `sbom`: lists what is in the result, by a scanner's image
 * - `export`, `push`, `cache-export`: the exports of the result
 * - `client`: buildx's own work, such as signing in
 */
export type TaskKind =
  | 'frontend'
  | 'import'
  | 'context'
  | 'step'
  | 'source'
  | 'sbom'
  | 'export'
  | 'push'
  | 'cache-export'
  | 'client'

/** A stretch of time in which one vertex worked without a pause. Milliseconds since 1970. */
export interface Task extends Interval {
  readonly kind: TaskKind
  /** The instruction of a step, else the vertex's name. */
  readonly name: string
  /** The step's index in the list of steps; for the merge half of a `COPY --link` that of the copy. */
  readonly step?: number
  /** Identifies the vertex of the stretch. */
  readonly vertex: string
  /** Present when the vertex ended in its own error, or was stopped by another's or by the user. */
  readonly ending?: 'failed' | 'stopped'
  /** The tasks that had to end first, by their indices, which are lower than its own. */
  readonly after: readonly number[]
}

/** A task before it is known what it waited for. */
export interface Stretch extends Omit<Task, 'after'> {
  /** Whether BuildKit said that the vertex came from cache: then it was loaded when another vertex needed it. */
  readonly isLoaded?: boolean
  /** How much later or earlier it may have been by the clock of another request, in milliseconds. */
  readonly skew?: number
  /** Whether it reads the Dockerfile or fetches the context that has it, as the first work of a build or of a target. */
  readonly isFirst?: boolean
  /** The number of vertices below it, which orders tasks that began at the same moment. */
  readonly depth: number
  /** The input vertices. */
  readonly inputs: readonly string[]
}
