import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Program } from '../../src/processes/program.ts'

interface Behaviour {
  /** What `buildx inspect` prints. */
  readonly inspection?: string
  /** Shell code that runs for each command, with the command's words as its arguments. */
  readonly script?: string
}

/** A buildx that only notes its commands. @param directory where its files are written */
export function fakeBuildx(
  directory: string,
  { inspection = '', script = 'exit 0' }: Behaviour = {},
) {
  const [file, calls] = [join(directory, 'fake-buildx'), join(directory, 'fake-buildx.calls')]
  const text = join(directory, 'fake-buildx.inspection')
  writeFileSync(text, inspection)
  writeFileSync(
    file,
    `#!/bin/sh\necho "$@" >> '${calls}'\n[ "$1" = inspect ] && cat '${text}'\n${script}\n`,
  )
  chmodSync(file, 0o755)
  const program: Program = { file, env: { PATH: process.env.PATH } }
  return {
    program,
    preparing: { guess: () => undefined as Program | undefined, obtain: async () => program },
    /** The commands so far. */
    calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : []),
  }
}
