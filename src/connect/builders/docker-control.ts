import type { Control } from '../../daemon/control.ts'

/** Opens connections to the BuildKit in the Docker daemon at a socket. What that needs is loaded with the first. */
export function dockerControlAt(path: string): () => Promise<Control> {
  return async () => {
    const [{ createControl }, { connectToDocker }] = await Promise.all([
      import('../../daemon/control.ts'),
      import('../../daemon/docker-session.ts'),
    ])
    return createControl(() => connectToDocker(path))
  }
}
