import type { SolveStatus } from '../progress/solve-status.ts'

const provenanceWork = 'resolving provenance for metadata file'

/**
 * Names of buildx's own work after the daemon has ended the build: util/dockerutil/client.go and build/
 * of docker/buildx.
 */
const clientWork = new RegExp(
  `^(?:importing to docker|merging manifest list |pushing \\S+ with docker|${provenanceWork})`,
)

/** Whether a vertex is that in which buildx asks for what it writes into the metadata file, of a target in a bake. */
export function isMetadataWork(name: string): boolean {
  return name === provenanceWork || name.endsWith(`] ${provenanceWork}`)
}

/** Follows whether buildx works without the daemon. Then a daemon that has ended the build isn't a fault. */
export function createClientWork() {
  const running = new Set<string>()
  return {
    status({ vertexes = [] }: SolveStatus): void {
      for (const { digest, name, started, completed } of vertexes) {
        if (completed) running.delete(digest)
        else if (started && clientWork.test(name ?? '')) running.add(digest)
      }
    },
    isRunning: () => running.size > 0,
  }
}

/**
 * Whether buildx begins to ask for the provenance of a build, which it does once the daemon has ended it. In this
 * time, tens of milliseconds for a large build, the action can ask for what it needs too.
 */
export function isAfterBuild({ vertexes = [] }: SolveStatus): boolean {
  return vertexes.some(
    ({ name, started, completed }) => started && !completed && name === provenanceWork,
  )
}
