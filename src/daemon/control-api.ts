// Decodes the two answers of BuildKit's control API that are asked for. The field numbers are those of
// `api/services/control/control.proto`, `api/types/worker.proto` and `solver/pb/ops.proto` in moby/buildkit.
import { readFields } from './protobuf-fields.ts'

/** @returns the daemon's version, such as `v0.32.2` */
export function readInfo(message: Uint8Array): string {
  const [version] = readFields(message).messages(1)
  return version?.text(2) || 'of unknown version'
}

/** @returns the platforms of all workers, as `os/arch[/variant]`, a worker's own first */
export function readWorkers(message: Uint8Array): string[] {
  const platforms = readFields(message)
    .messages(1)
    .flatMap((worker) => worker.messages(3))
    .map((platform) =>
      [platform.text(2), platform.text(1), platform.text(3)].filter(Boolean).join('/'),
    )
  return [...new Set(platforms)]
}

/** @returns the names of the labels of all workers */
export function readWorkerLabels(message: Uint8Array): string[] {
  return readFields(message)
    .messages(1)
    .flatMap((worker) => worker.messages(2))
    .map((label) => label.text(1))
}
