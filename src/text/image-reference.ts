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

/** The registry of a reference, `docker.io` when it names none. */
export function registryOf(reference: string): string {
  return registryIn(reference) ?? 'docker.io'
}
