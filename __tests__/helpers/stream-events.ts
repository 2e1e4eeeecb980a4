import type {
  SolveStatus,
  Vertex,
  VertexLog,
  VertexStatus,
} from '../../src/progress/solve-status.ts'

/** A moment of an invented build, in seconds since its start. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 1) + Math.round(seconds * 1000)).toISOString()
}

interface VertexOptions extends Omit<Partial<Vertex>, 'started' | 'completed'> {
  readonly started?: number
  readonly completed?: number
}

/** An event of a vertex. By default its digest is its name, and it has one input. */
export function vertex(
  name: string,
  { started, completed, ...rest }: VertexOptions = {},
): SolveStatus {
  return {
    vertexes: [
      {
        digest: name,
        name,
        inputs: ['input'],
        ...(started !== undefined && { started: at(started) }),
        ...(completed !== undefined && { completed: at(completed) }),
        ...rest,
      },
    ],
  }
}

/** The events, preceded by those with which BuildKit lists each vertex when it loads the build's graph. */
export function announced(events: readonly SolveStatus[]): readonly SolveStatus[] {
  const vertices = events.flatMap(({ vertexes = [] }) => vertexes)
  const mentions = vertices.map(({ digest, name, inputs }) => ({
    ...{ digest, ...(name && { name }), ...(inputs && { inputs }) },
  }))
  return [{ vertexes: mentions }, ...events]
}

export function log(
  digest: string,
  seconds: number,
  data: string | Buffer,
  stream: VertexLog['stream'] = 1,
): SolveStatus {
  const base64 = Buffer.from(data as string).toString('base64')
  return { logs: [{ vertex: digest, stream, data: base64, timestamp: at(seconds) }] }
}

interface StatusOptions {
  readonly started: number
  readonly seconds: number
  readonly completed?: number
  readonly current?: number
  readonly total?: number
}

export function progress(
  digest: string,
  id: string,
  { started, seconds, completed, current = 0, total }: StatusOptions,
): SolveStatus {
  const status: VertexStatus = {
    id,
    vertex: digest,
    current,
    timestamp: at(seconds),
    started: at(started),
    ...(total !== undefined && { total }),
    ...(completed !== undefined && { completed: at(completed) }),
  }
  return { statuses: [status] }
}

/** Several events as one. */
export function together(...events: readonly SolveStatus[]): SolveStatus {
  return {
    vertexes: events.flatMap((event) => event.vertexes ?? []),
    statuses: events.flatMap((event) => event.statuses ?? []),
    logs: events.flatMap((event) => event.logs ?? []),
    warnings: events.flatMap((event) => event.warnings ?? []),
  }
}
