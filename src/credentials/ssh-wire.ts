/**
 * Reads the numbers and strings of SSH's messages (RFC 4251, 5).
 *
 * Its functions throw a RangeError past the end.
 */
export function createReader(bytes: Buffer): { number(): number; string(): Buffer } {
  let position = 0
  const number = () => {
    position += 4
    return bytes.readUInt32BE(position - 4)
  }
  return {
    number,
    string() {
      const length = number()
      if (position + length > bytes.length) throw new RangeError('cut off')
      position += length
      return bytes.subarray(position - length, position)
    },
  }
}
