/** Of a distinguished name what people know it by. */
export function commonName(distinguishedName: string): string {
  const name = /(?:^|\n)CN=([^\n]*)/.exec(distinguishedName)?.[1]
  return `"${name ?? distinguishedName.replaceAll('\n', ', ')}"`
}

export function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}

export function second(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
