import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parse, stringify } from 'yaml'
import type { Cluster } from '../../script/rig/kubernetes/cluster.ts'
import { requireParts } from '../../script/rig/parts.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { createRunner, type Runner, type Step, type StepOptions } from '../../script/rig/runner.ts'

export const checkout = resolve(import.meta.dirname, '..', '..')

export interface Credentials {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** Something to build. It needs no registry. */
export interface Project {
  build(options?: BuildOptions): Promise<PhaseResult>
  start(options?: BuildOptions): Promise<Step>
  /** Changes the last step. */
  change(): void
}

export interface BuildOptions extends StepOptions {
  /** `namespace/name` of a pod in which the action runs; by default on this machine. */
  readonly pod?: string
}

const runners: Runner[] = []

export async function removeRunners(): Promise<void> {
  for (const runner of runners.splice(0)) await runner.remove()
}

/** A project of three steps, of which the last one takes this many seconds. */
export async function createProject(
  cluster: Cluster,
  credentials: Credentials | undefined,
  seconds = 0,
): Promise<Project> {
  const { busybox, buildx } = await requireParts('busybox', 'buildx')
  const id = randomUUID().slice(0, 8)
  let changes = 0
  const dockerfile = () => `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "echo", "early ${id}"]
RUN ["/bin/busybox", "sh", "-c", "echo started && /bin/busybox sleep ${seconds} && echo ${id} ${changes}"]
`
  const start: Project['start'] = async ({ inputs, env, pod, ...options } = {}) => {
    const runner = await createRunner({ buildx })
    runners.push(runner)
    copyFileSync(busybox, join(runner.workspace, 'busybox'))
    chmodSync(join(runner.workspace, 'busybox'), 0o755)
    writeFileSync(join(runner.workspace, 'Dockerfile'), dockerfile())
    return runner.startStep({
      ...options,
      ...(pod !== undefined && { action: actionIn(pod, runner.directory, cluster) }),
      env: { ...cluster.env, ...env },
      inputs: {
        ...credentials,
        ...{ context: '.', fallback: 'never', push: 'false', 'connect-timeout': '60s' },
        ...inputs,
      },
    })
  }
  return {
    start,
    async build(options) {
      const step = await start(options)
      const result = await step.done
      await step.post()
      return result
    },
    change() {
      changes += 1
    },
  }
}

/** A copy of action.yml whose phases run in a pod, which has the directories of this machine. */
function actionIn(pod: string, parent: string, { env }: Cluster): string {
  const directory = mkdtempSync(join(parent, 'pod-action-'))
  const action = parse(readFileSync(join(checkout, 'action.yml'), 'utf8'))
  for (const phase of ['main', 'post'] as const) {
    const script = join(directory, `${phase}.mjs`)
    writeFileSync(script, wrapper(pod, join(checkout, action.runs[phase]), env))
    action.runs[phase] = `${phase}.mjs`
  }
  writeFileSync(join(directory, 'action.yml'), stringify(action))
  return directory
}

function wrapper(pod: string, script: string, env: Cluster['env']): string {
  const [namespace = '', name = ''] = pod.split('/')
  return `import { spawnSync } from 'node:child_process'
const passed = Object.entries(process.env)
  .filter(([name]) => /^(?:GITHUB_|RUNNER_|INPUT_|STATE_|HOME$|TMPDIR$|CI$|PATH$)/.test(name))
  .map(([name, value]) => name + '=' + value)
const { status } = spawnSync(
  'kubectl',
  ['exec', '--namespace=${namespace}', '${name}', '--', 'sh', '-c', 'cd "$0" && exec env "$@"', process.cwd(), ...passed, '${process.execPath}', '${script}'],
  { stdio: ['ignore', 'inherit', 'inherit'], env: ${JSON.stringify(env)} },
)
process.exit(status ?? 1)
`
}

/**
 * A pod in which the action runs as in a runner's container: in the cluster's network, with its names and its own token.
 */
export function runnerPod(name: string, serviceAccountName = 'default', namespace = 'default') {
  const folders = {
    usr: '/usr',
    lib: '/usr/lib',
    lib64: '/usr/lib64',
    tmp: '/tmp',
    cache: dirname(dirname(process.execPath)),
    parts: join(process.env.XDG_CACHE_HOME || join(process.env.HOME ?? '', '.cache')),
    checkout,
  }
  const targets: Readonly<Record<string, string>> = { ...folders, lib: '/lib', lib64: '/lib64' }
  mkdirSync(folders.parts, { recursive: true })
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      serviceAccountName,
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          ...{ name: 'runner', image: 'busybox:1.37', command: ['tail', '-f', '/dev/null'] },
          volumeMounts: Object.keys(folders).map((volume) => ({
            name: volume,
            mountPath: targets[volume],
            readOnly: volume !== 'tmp',
          })),
        },
      ],
      volumes: Object.entries(folders).map(([volume, path]) => ({
        name: volume,
        hostPath: { path },
      })),
    },
  }
}
