import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type WayName = 'hand' | 'ours' | 'ours-identity' | 'theirs' | 'ours-after-fault'

export interface Scenario {
  readonly name: string
  /** The ways to build. The others are compared with the first. */
  readonly ways: readonly WayName[]
  readonly runs: number
  /** Whether there is no daemon, so that a local builder with a registry cache builds. */
  readonly isLocal?: boolean
  /** Fills the workspace. `run` counts from 0; run 0 warms everything up. */
  readonly write: (workspace: string, base: string, run: number) => Promise<void>
}

const dockerfile = (base: string) => `FROM ${base} AS build
WORKDIR /app
COPY dependencies.txt .
RUN --mount=type=cache,target=/cache cp dependencies.txt installed.txt
COPY . .
RUN cat installed.txt main.txt > program.txt
FROM scratch
COPY --from=build /app/program.txt /
`

async function writeSmall(workspace: string, base: string, main = 'main'): Promise<void> {
  await writeFile(join(workspace, 'Dockerfile'), dockerfile(base))
  await writeFile(join(workspace, 'dependencies.txt'), 'library\n')
  await writeFile(join(workspace, 'main.txt'), `${main}\n`)
}

const files = 100
const contents = Array.from({ length: files }, () => randomBytes((50 * 1024 * 1024) / files))

export const scenarios: readonly Scenario[] = [
  {
    name: 'A small build, fully cached',
    ways: ['hand', 'ours', 'ours-identity', 'theirs'],
    runs: 15,
    write: (workspace, base) => writeSmall(workspace, base),
  },
  {
    name: 'A context of 50 MB, fully cached',
    ways: ['hand', 'ours', 'theirs'],
    runs: 7,
    async write(workspace, base) {
      await writeSmall(workspace, base)
      await mkdir(join(workspace, 'assets'))
      for (const [index, content] of contents.entries()) {
        await writeFile(join(workspace, 'assets', `${index}.bin`), content)
      }
    },
  },
  {
    name: 'One file changed',
    ways: ['hand', 'ours', 'theirs'],
    runs: 9,
    write: (workspace, base, run) => writeSmall(workspace, base, `${run} ${Math.random()}`),
  },
  {
    name: 'No daemon: a new local builder, fully cached in the registry',
    ways: ['hand', 'ours', 'ours-after-fault', 'theirs'],
    runs: 5,
    isLocal: true,
    write: (workspace, base) => writeSmall(workspace, base),
  },
]
