/** Whether a text has the form of a signed token (a JSON Web Token): three parts of base64url. */
export function isToken(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) && payloadOf(text) !== undefined
}

/** What a token says of itself; undefined when it isn't JSON. Its signature isn't checked. */
export function payloadOf(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
