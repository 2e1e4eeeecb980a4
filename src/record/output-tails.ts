import { stripVTControlCharacters } from 'node:util'
import type { VertexLog } from '../progress/solve-status.ts'
import { splitLine } from '../text/split-line.ts'
import { cleanLine } from '../text/terminal-line.ts'

/** The part of a step's output that is kept: its last lines, of limited length. */
const keptLines = 20
const keptBytes = 32 * 1024
const keptCharacters = 1000

export interface OutputTails {
  add(log: VertexLog): void
  /** Forgets a vertex: it ended well. */
  drop(vertex: string): void
  /** The last lines of a vertex as a terminal would finally show them, without colours. */
  lines(vertex: string): readonly string[]
}

/** Keeps the end of each vertex's output, bounded in bytes however long the output and its pieces are. */
export function createOutputTails(): OutputTails {
  const tails = new Map<string, { pieces: Buffer[]; bytes: number }>()

  return {
    add({ vertex, data }) {
      if (!data) return
      const tail = tails.get(vertex) ?? { pieces: [], bytes: 0 }
      tails.set(vertex, tail)
      const piece = decodeEnd(data)
      tail.pieces.push(piece)
      tail.bytes += piece.length
      // Cutting only at twice the size keeps the cost per byte constant.
      if (tail.bytes > 2 * keptBytes) {
        const kept = Buffer.from(fromWord(Buffer.concat(tail.pieces).subarray(-keptBytes)))
        tail.pieces = [kept]
        tail.bytes = kept.length
      }
    },
    drop: (vertex) => void tails.delete(vertex),
    lines: (vertex) => readLines(Buffer.concat(tails.get(vertex)?.pieces ?? [])),
  }
}

/** Decodes only the end that is kept. */
function decodeEnd(base64: string): Buffer {
  // Four characters of base64 are three bytes, so a cut at a multiple of four loses nothing behind it.
  const characters = Math.ceil((2 * keptBytes) / 3) * 4
  return base64.length > characters
    ? fromWord(Buffer.from(base64.slice(-characters), 'base64'))
    : Buffer.from(base64, 'base64')
}

/** The same without a word that is cut at its start: it may be a part of a secret, which no mask matches. */
function fromWord(bytes: Buffer): Buffer {
  const rest = bytes.subarray(bytes.findIndex((byte) => wordEnds.includes(byte)) + 1)
  // Of one huge word the line break at its end would be all that is left.
  return rest.some((byte) => byte > 0x20) ? rest : bytes
}

const wordEnds = Buffer.from(' \n,"{}<>')

function readLines(output: Buffer): readonly string[] {
  const lines = output
    .toString('utf8')
    .split('\n')
    .slice(-keptLines - 1)
    .map((line) => stripVTControlCharacters(cleanLine(line)))
  if (lines.at(-1)?.trim() === '') lines.pop()
  return lines.slice(-keptLines).map((line) => splitLine(line, keptCharacters)[0] ?? '')
}
