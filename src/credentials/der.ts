/** An element of DER (X.690): its tag, its content, and the rest of the bytes behind it. */
export interface Element {
  readonly tag: number
  readonly content: Buffer
  readonly rest: Buffer
}

/** Tags of the types that certificates are made of. Context-specific ones begin at 0xa0 (constructed). */
export const derTag = {
  boolean: 1,
  integer: 2,
  bits: 3,
  octets: 4,
  oid: 6,
  sequence: 0x30,
} as const

/** @throws RangeError when the bytes end too early, or the length isn't DER */
export function readElement(bytes: Buffer): Element {
  const [tag, first] = [bytes.readUInt8(0), bytes.readUInt8(1)]
  const lengthBytes = first < 0x80 ? 0 : first - 0x80
  if (lengthBytes > 4 || first === 0x80) throw new RangeError('not a length in DER')
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes)
  const start = 2 + lengthBytes
  if (start + length > bytes.length) throw new RangeError('truncated')
  return {
    tag,
    content: bytes.subarray(start, start + length),
    rest: bytes.subarray(start + length),
  }
}

/** The elements that a content consists of. Throws like `readElement`. */
export function readElements(content: Buffer): Element[] {
  const elements: Element[] = []
  for (let rest = content; rest.length > 0; ) {
    const element = readElement(rest)
    elements.push(element)
    rest = element.rest
  }
  return elements
}

/** An object identifier such as `2.5.29.15`. */
export function readOid(content: Buffer): string {
  const numbers: number[] = []
  let number = 0
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      numbers.push(number)
      number = 0
    }
  }
  const [first = 0, ...others] = numbers
  const root = Math.min(Math.floor(first / 40), 2)
  return [root, first - 40 * root, ...others].join('.')
}
