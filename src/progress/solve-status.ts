/**
 * What buildx writes with `--progress=rawjson`, one object a line: BuildKit's SolveStatus.
 *
 * The shapes follow `client/graph.go` of moby/buildkit v0.32; only the fields that are read here are
 * named. Every array may be absent. Times are RFC 3339 with nanoseconds; `data` and `short` are base64.
 */
export interface SolveStatus {
  readonly vertexes?: readonly Vertex[]
  readonly statuses?: readonly VertexStatus[]
  readonly logs?: readonly VertexLog[]
  readonly warnings?: readonly VertexWarning[]
}

/** A node of the build graph. An event tells only what is new: a field may be missing in a later one. */
export interface Vertex {
  readonly digest: string
  readonly inputs?: readonly string[]
  readonly name?: string
  readonly started?: string
  readonly completed?: string
  readonly cached?: boolean
  readonly error?: string
  readonly progressGroup?: { readonly id?: string; readonly name?: string }
}

/** Progress of a part of a vertex, such as one layer that is pushed. `current` and `total` are bytes. */
export interface VertexStatus {
  readonly id: string
  readonly vertex: string
  readonly total?: number
  readonly current?: number
  readonly timestamp: string
  readonly started?: string
  readonly completed?: string
}

/**
 * A piece of a step's output: any bytes, not always a whole line nor a whole character. `stream` is 1
 * for stdout, 2 for stderr. `data` is null when there are no bytes.
 */
export interface VertexLog {
  readonly vertex: string
  readonly stream?: number
  readonly data: string | null
  readonly timestamp: string
}

export interface VertexWarning {
  readonly vertex?: string
  readonly short?: string
  readonly detail?: readonly string[]
  readonly url?: string
  readonly sourceInfo?: { readonly filename?: string }
  /** BuildKit leaves out what is 0. */
  readonly range?: readonly {
    readonly start?: { readonly line?: number }
  }[]
}
