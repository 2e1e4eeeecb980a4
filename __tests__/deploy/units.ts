import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'

export const deploy = resolve(import.meta.dirname, '..', '..', 'deploy')

export function shipped(path: string): string {
  return readFileSync(join(deploy, path), 'utf8')
}

/** The words of a unit's ExecStart. None of ours needs quotes. */
export function execStart(unit: string): string[] {
  const joined = shipped(unit).replaceAll('\\\n', ' ')
  const [, line = ''] = /^ExecStart=(.*)$/m.exec(joined) ?? []
  if (/["'$%]/.test(line)) throw new Error(`${unit}: a command line that needs quotes`)
  return line.split(/\s+/).filter(Boolean)
}

/** The part of a command line from buildkitd on. */
export function buildkitdWords(words: readonly string[]): string[] {
  return words.slice(words.findIndex((word) => word.endsWith('/buildkitd')))
}

/** The shell script that Kubernetes runs in a replica before it sends the signal to stop. */
export function preStop(): string {
  const { spec } = parse(shipped('kubernetes/base/statefulset.yaml'))
  const [shell, option, script] = spec.template.spec.containers[0].lifecycle.preStop.exec.command
  if (shell !== 'sh' || option !== '-c') throw new Error('preStop runs no script of a shell')
  return script
}
