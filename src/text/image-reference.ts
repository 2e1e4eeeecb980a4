/** The name of an image: its reference without tag and digest. */
export function imageName(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[^:/]*$/, '')
}

/** The registry with which a reference begins: its first part has a dot or a port, or is `localhost`. */
export function registryIn(reference: string): string | undefined {
  const [first = '', ...rest] = reference.trim().split('/')
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  return isHost ? first : undefined
}

/** The registry of a reference: `docker.io` for Docker Hub under each of its names, and when it names none. */
export function registryOf(reference: string): string {
  const registry = registryIn(reference)
  const host = registry?.toLowerCase().replace(/:443$/, '')
  return registry === undefined || hubNames.has(host ?? '') ? dockerHub : registry
}

export const dockerHub = 'docker.io'

const hubNames = new Set([
  dockerHub,
  ...['index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'],
])
