import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Leak {
  /** The file, or the name of the text. */
  readonly where: string
  /** The part of the secret that was found. */
  readonly what: string
}

export interface Process {
  readonly pid: number
  readonly command: string
}

// Shorter pieces could occur by chance.
const shortestPiece = 16
const keyPrefix = 64

/** Looks for any piece of the secrets in the texts, and in every file below the directories. */
export async function findSecrets(
  secrets: readonly string[],
  places: {
    readonly texts?: Readonly<Record<string, string | Buffer>>
    readonly directories?: readonly string[]
  },
): Promise<Leak[]> {
  const pieces = [...new Set(secrets.flatMap(piecesOf))]
  const find = (where: string, content: Buffer): Leak[] =>
    pieces.filter((piece) => content.includes(piece)).map((what) => ({ where, what }))
  const leaks = Object.entries(places.texts ?? {}).flatMap(([name, text]) =>
    find(name, Buffer.from(text)),
  )
  for (const directory of places.directories ?? []) {
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.name.length >= shortestPiece) leaks.push(...find(path, Buffer.from(entry.name)))
      if (entry.isFile()) leaks.push(...find(path, await readFile(path)))
    }
  }
  return leaks
}

/**
 * The parts of a PEM text that must not leak: its lines, and its base64 form at each of the three offsets in a
 * longer text, in pieces that fit into a wrapped line.
 */
function piecesOf(pem: string): string[] {
  const lines = pem.split(/\r?\n/).filter((line) => line && !line.startsWith('-----'))
  const encoded = [0, 1, 2].flatMap((offset) => {
    const text = Buffer.from(' '.repeat(offset) + lines.join('\n')).toString('base64')
    // All keys of one type begin with the same bytes.
    return text.slice(keyPrefix, -4).match(/.{32}/g) ?? []
  })
  return [...lines, ...encoded].filter((piece) => piece.length >= shortestPiece)
}

/** Processes with the marker, such as a runner's directory, in command line or environment. */
export function processesWith(marker: string): Process[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
    .flatMap((pid) => {
      const command = readProcess(pid, 'cmdline').replaceAll('\0', ' ').trim()
      const mentions = [command, readProcess(pid, 'environ'), currentDirectory(pid)]
      return mentions.some((text) => text.includes(marker)) ? [{ pid, command }] : []
    })
}

function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    // The process has exited meanwhile, or belongs to another user.
    return ''
  }
}

function currentDirectory(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
