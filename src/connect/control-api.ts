// Decodes the two answers of BuildKit's control API that are asked for. The field numbers are those of
// `api/services/control/control.proto`, `api/types/worker.proto` and `solver/pb/ops.proto` in moby/buildkit.
import { BinaryReader } from '@bufbuild/protobuf/wire'

/** @returns the daemon's version, such as `v0.32.2` */
export function readInfo(message: Uint8Array): string {
  const [version] = submessages(message, 1)
  return (version && text(version, 2)) || 'of unknown version'
}

/** @returns the platforms of all workers, as `os/arch[/variant]`, a worker's own first */
export function readWorkers(message: Uint8Array): string[] {
  const platforms = submessages(message, 1)
    .flatMap((worker) => submessages(worker, 3))
    .map((platform) =>
      [text(platform, 2), text(platform, 1), text(platform, 3)].filter(Boolean).join('/'),
    )
  return [...new Set(platforms)]
}

/** @returns the names of the labels of all workers */
export function readWorkerLabels(message: Uint8Array): string[] {
  return submessages(message, 1)
    .flatMap((worker) => submessages(worker, 2))
    .flatMap((label) => text(label, 1) ?? [])
}

function text(message: Uint8Array, field: number): string | undefined {
  const [bytes] = submessages(message, field)
  return bytes && Buffer.from(bytes).toString()
}

/** The length-delimited values of one field. */
function submessages(message: Uint8Array, field: number): Uint8Array[] {
  const reader = new BinaryReader(message)
  const found: Uint8Array[] = []
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag()
    if (number === field && wireType === lengthDelimited) found.push(reader.bytes())
    else reader.skip(wireType, number)
  }
  return found
}

const lengthDelimited = 2
