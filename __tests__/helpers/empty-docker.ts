import { createServer } from 'node:http'

/** A fake of a Docker daemon that has no container and no volume, for a fake buildx that makes none. */
export interface EmptyDocker {
  /** For `DOCKER_HOST`. */
  readonly address: string
  close(): void
}

/** @param socket a path that doesn't exist yet */
export async function startEmptyDocker(socket: string): Promise<EmptyDocker> {
  const server = createServer((_, response) => response.writeHead(404).end())
  await new Promise<void>((listens) => server.listen(socket, listens))
  return { address: `unix://${socket}`, close: () => server.close() }
}
