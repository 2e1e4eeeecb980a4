import { createHash } from 'node:crypto'
import type { Fence } from '../base/ports.ts'

const clearLine = '\u001b[0K'

/** Lines that GitLab's log folds below their title. */
export function foldedSection(
  title: string,
  lines: readonly string[],
  now: () => number = () => Date.now(),
): readonly string[] {
  const name = sectionName(title)
  return [
    `${marker('start', name, now(), '[collapsed=true]')}${title}`,
    ...lines,
    marker('end', name, now()),
  ]
}

/** Makes the log of a build a section, which stays open. */
export function createFence(now: () => number = () => Date.now()): Fence {
  const name = sectionName('build')
  return {
    open: `${marker('start', name, now())}Build\n`,
    close: `${marker('end', name, now())}\n`,
    // Without a carriage return, GitLab reads no text as a marker.
    harmless: (line) => line.replaceAll('\r', ' '),
  }
}

function marker(kind: 'start' | 'end', name: string, now: number, options = ''): string {
  return `${clearLine}section_${kind}:${Math.floor(now / 1000)}:${name}${options}\r${clearLine}`
}

/** A name of the characters that GitLab allows, different for each title. */
function sectionName(title: string): string {
  return `remote_buildkit_${createHash('sha256').update(title).digest('hex').slice(0, 8)}`
}
