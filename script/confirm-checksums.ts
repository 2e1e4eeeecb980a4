/**
 * Names the files whose checksum the other source doesn't have.
 *
 * @param checksums SHA-256 in hexadecimal, by the name of the file
 * @param text text of the other source, in any form that writes checksums in hexadecimal
 */
export function unconfirmed(checksums: Readonly<Record<string, string>>, text: string): string[] {
  const known = new Set(text.toLowerCase().match(/\b[0-9a-f]{64}\b/g))
  return Object.entries(checksums)
    .filter(([, checksum]) => !known.has(checksum.toLowerCase()))
    .map(([file]) => file)
}
