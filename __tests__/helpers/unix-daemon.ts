import { performServerHandshake } from 'node:http2'
import { createServer } from 'node:net'
import {
  answerOver,
  type FaultyServer,
  grpcAnswer,
  info,
  started,
  workers,
} from './faulty-servers.ts'

interface Shape {
  /** The answer to `ListWorkers`; by default of one worker on linux/amd64. */
  readonly workers?: Buffer
  /** How many builds run there. */
  readonly builds?: number
}

/** A BuildKit daemon on a Unix socket. */
export function unixDaemon(path: string, shape: Shape = {}): Promise<FaultyServer> {
  // The event of a build that runs has only a record.
  const running = grpcAnswer(Buffer.from([0x12, 0])).body ?? Buffer.alloc(0)
  const builds = Buffer.concat(Array.from({ length: shape.builds ?? 0 }, () => running))
  const server = createServer((socket) =>
    answerOver(performServerHandshake(socket), (called) => {
      if (called.endsWith('/ListenBuildHistory')) {
        return { ...grpcAnswer(Buffer.alloc(0)), body: builds }
      }
      return grpcAnswer(called.endsWith('/Info') ? info : (shape.workers ?? workers))
    }),
  )
  return started(server, { path })
}
