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

/**
 * The shell script that Kubernetes runs in a replica before it sends the signal to stop.
 *
 * @param sign the file that is in the replica once it stops
 */
export function preStop(sign: string): string {
  return scriptOf(({ lifecycle }) => lifecycle.preStop, sign)
}

/** The shell script by which Kubernetes asks a replica whether it takes clients. @param sign as for `preStop` */
export function readiness(sign: string): string {
  return scriptOf(({ readinessProbe }) => readinessProbe, sign)
}

interface Container {
  readonly readinessProbe: Command
  readonly lifecycle: { readonly preStop: Command }
}
interface Command {
  readonly exec: { readonly command: readonly string[] }
}

function scriptOf(pick: (container: Container) => Command, sign: string): string {
  const { spec } = parse(shipped('kubernetes/base/statefulset.yaml'))
  const [shell, option, script = ''] = pick(spec.template.spec.containers[0]).exec.command
  if (shell !== 'sh' || option !== '-c') throw new Error('it runs no script of a shell')
  return script.replaceAll('/tmp/stopping', sign)
}
