import type { Control } from '../../daemon/control.ts'

/** The name of the node of a builder that stays, by which buildx finds its container again. */
export const lastingNode = 'remote-buildkit'
export const lastingContainer = `buildx_buildkit_${lastingNode}`

/**
 * Opens connections to the BuildKit in the Docker daemon at a socket, or in a container of that daemon. What that needs
 * is loaded with the first.
 */
export function dockerControlAt(path: string, container?: string): () => Promise<Control> {
  return async () => {
    const [{ createControl }, { connectToContainer, connectToDocker }] = await Promise.all([
      import('../../daemon/control.ts'),
      import('../../daemon/docker-session.ts'),
    ])
    return createControl(() =>
      container === undefined ? connectToDocker(path) : connectToContainer(path, container),
    )
  }
}
