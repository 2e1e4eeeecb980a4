import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import {
  containerLogLines,
  containerLogTitle,
  type ReadThroughDocker,
} from '../connect/builders/read-container-log.ts'
import type { LeftVolume } from '../leftovers/journal.ts'
import { environmentOf } from '../leftovers/undo.ts'
import { plainLine } from './workflow-commands.ts'

/** Milliseconds. Docker answers from a file. */
const longestReadMs = 5000

/** Shows in post what BuildKit wrote in containers that are about to be removed. */
export async function showContainerLogs(
  volumes: readonly LeftVolume[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  for (const volume of volumes) {
    const runDocker = dockerIn(environmentOf(volume, env))
    const lines = await containerLogLines(volume, longestReadMs, runDocker)
    console.log(`::group::${containerLogTitle}`)
    for (const line of lines) console.log(plainLine(line))
    console.log('::endgroup::')
  }
}

function dockerIn(env: NodeJS.ProcessEnv): ReadThroughDocker {
  const options = { env, timeout: longestReadMs, maxBuffer: 16 * 1024 * 1024 }
  return async (args) => {
    const { stdout, stderr } = await promisify(execFile)('docker', [...args], options)
    return { exitCode: 0, stdout, stderr }
  }
}
