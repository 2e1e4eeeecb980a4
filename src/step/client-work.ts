import type { SolveStatus } from '../progress/solve-status.ts'

/**
 * Names of buildx's own work after the daemon has ended the build: util/dockerutil/client.go and build/
 * of docker/buildx.
 */
const clientWork =
  /^(?:importing to docker|merging manifest list |pushing \S+ with docker|resolving provenance for metadata file)/

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
