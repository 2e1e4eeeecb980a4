import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { goModule } from '../../script/rig/go-build.ts'
import { type Cluster, startCluster } from '../../script/rig/kubernetes/cluster.ts'
import { requireParts } from '../../script/rig/parts.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { type Ran, run } from '../../script/rig/run.ts'
import type { Step } from '../../script/rig/runner.ts'
import { expectExitCode } from '../helpers/exit-code.ts'
import { until } from '../helpers/until.ts'
import { type Credentials, checkout, createProject, removeRunners, runnerPod } from './project.ts'

// The shipped manifests on a real Kubernetes, with the action's own dist/. The tests depend on those before them, as
// the cluster is the same.

jest.setTimeout(180_000)

const directory = mkdtempSync(join(tmpdir(), 'cluster-test-'))
const own = join(directory, 'own')
let cluster: Cluster
let credentials: Credentials

beforeAll(async () => {
  const [, image = ''] =
    / image: (haproxy:\S+)/.exec(shipped('components/gateway/deployment.yaml')) ?? []
  cluster = await startCluster(image)
  // Two for each of three replicas, and what the gateway takes.
  await cluster.setCores(7)
  symlinkSync(checkout, join(directory, 'remote-buildkit'))
  await shell(`remote-buildkit/deploy/certs/certs init
remote-buildkit/deploy/certs/certs client acme-app`)
})
afterEach(removeRunners)
afterAll(async () => {
  await cluster?.stop()
  rmSync(directory, { recursive: true })
})

function shipped(path: string): string {
  return readFileSync(join(checkout, 'deploy', 'kubernetes', path), 'utf8')
}

/** Runs lines of the documentation as the administrator of the cluster. */
function shell(lines: string): Promise<Ran> {
  const env = { ...process.env, ...cluster.env }
  return new Promise((resolve, reject) => {
    execFile(
      'bash',
      ['-euo', 'pipefail', '-c', lines],
      { cwd: directory, env, timeout: 170_000 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${error.message}\n${stdout}${stderr}`))
        else resolve({ code: 0, stdout, stderr })
      },
    )
  })
}

/** A block of the page about Kubernetes, by a part of it. */
function block(part: string): string {
  const page = readFileSync(join(checkout, 'docs', 'server-kubernetes.md'), 'utf8')
  const blocks = [...page.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(([, text = '']) => text)
  const found = blocks.find((text) => text.includes(part))
  if (found === undefined) throw new Error(`no block has ${part}`)
  return found.replaceAll(/^ {3}/gm, '')
}

/** The certificates of a client as `certs` has made them. */
function clientCertificates(name: string): Credentials {
  const read = (file: string) => readFileSync(join(directory, 'pki/client', name, file), 'utf8')
  return { ca: read('ca.crt'), cert: read('tls.crt'), key: read('tls.key') }
}

const kubectl = (...args: string[]) => cluster.kubectl('--namespace=buildkit', ...args)

async function rolledOut(name = 'statefulset/buildkitd', seconds = 90): Promise<void> {
  await kubectl('rollout', 'status', name, `--timeout=${seconds}s`)
}

const nameOf = (replica: number) => `buildkitd-${replica}.buildkitd.buildkit.svc`
const inside = (replica: number) => `tcp://${nameOf(replica)}:1234`
const started = (step: Step) => until(() => / started$/m.test(step.log()), 'the step runs')
const percent = ({ outputs }: PhaseResult) => Number(outputs['cache-hit-percent'])

/** Applies components to the base, as the page says. */
async function applyWith(...components: readonly string[]): Promise<void> {
  mkdirSync(own, { recursive: true })
  if (!existsSync(join(directory, 'kubernetes'))) {
    cpSync(join(checkout, 'deploy', 'kubernetes'), join(directory, 'kubernetes'), {
      recursive: true,
    })
  }
  writeFileSync(
    join(own, 'kustomization.yaml'),
    JSON.stringify({
      resources: ['../kubernetes/base'],
      components: components.map((name) => `../kubernetes/components/${name}`),
    }),
  )
  await cluster.kubectl('apply', '-k', own)
}

/** Gives a load balancer its address, as a cloud's controller would. */
async function balance(service: string, number: number): Promise<string> {
  const ip = cluster.balancer(number)
  const patch = JSON.stringify({ status: { loadBalancer: { ingress: [{ ip }] } } })
  await kubectl('patch', 'service', service, '--subresource=status', '--patch', patch)
  return ip
}

describe('the base', () => {
  it('is applied word for word without a warning, and both replicas become ready', async () => {
    const { stderr } = await shell(block('kubectl apply -k remote-buildkit/deploy/kubernetes/base'))
    expect(stderr).not.toMatch(/warning/i)
    const ready = await kubectl(
      'get',
      'statefulset/buildkitd',
      '-o=jsonpath={.status.readyReplicas}',
    )
    expect(ready).toBe('2')
    credentials = clientCertificates('acme-app')
  })

  it('builds for a runner in the cluster, by a list of replicas and by the name of all', async () => {
    await cluster.apply(runnerPod('runner'))
    await cluster.kubectl('wait', '--for=condition=Ready', 'pod/runner', '--timeout=30s')
    const project = await createProject(cluster, credentials)
    const list = [inside(0), inside(1)].join('\n')
    for (const [endpoint, hits] of [
      [list, 0],
      [list, 100],
      ['dns+tcp://buildkitd.buildkit.svc:1234', undefined],
    ] as const) {
      const result = await project.build({ pod: 'default/runner', inputs: { endpoint } })
      expectExitCode(result, 0)
      if (hits !== undefined) expect(percent(result)).toBe(hits)
      expect(result.outputs['endpoint-choice']).toBe('first')
    }
  })
})

describe('kube-pod://', () => {
  const endpoint = 'kube-pod://buildkitd-0?namespace=buildkit'

  it('builds as administrator, and ends at once without rights', async () => {
    const project = await createProject(cluster, undefined)
    expectExitCode(await project.build({ inputs: { endpoint } }), 0)
    const token = (await cluster.kubectl('create', 'token', 'default')).trim()
    const config = join(directory, 'stranger.kubeconfig')
    writeFileSync(config, cluster.kubeconfig(token))
    const { exitCode, annotations, outputs, seconds } = await project.build({
      inputs: { endpoint },
      env: { KUBECONFIG: config },
    })
    expect([exitCode, outputs['fallback-reason']]).toEqual([1, 'container-forbidden'])
    expect(annotations[0]?.message).toMatch(/\(Forbidden\).*cannot get resource "pods"/)
    expect(seconds).toBeLessThan(20)
  })

  it('builds with the rights that components/kube-pod gives, also in a pod with its own token', async () => {
    await applyWith('kube-pod')
    const project = await createProject(cluster, undefined)
    const { stdout: token } = await shell(block('create token buildkitd-client'))
    const config = join(directory, 'client.kubeconfig')
    writeFileSync(config, cluster.kubeconfig(token.trim()))
    const byToken = await project.build({ inputs: { endpoint }, env: { KUBECONFIG: config } })
    expectExitCode(byToken, 0)
    await cluster.apply(runnerPod('trusted', 'buildkitd-client', 'buildkit'))
    await kubectl('wait', '--for=condition=Ready', 'pod/trusted', '--timeout=30s')
    const ownToken = await project.build({ pod: 'buildkit/trusted', inputs: { endpoint } })
    expectExitCode(ownToken, 0)
    expect(percent(ownToken)).toBe(100)
    await kubectl('delete', 'pod', 'trusted')
  })
})

describe('from outside the cluster', () => {
  it('each replica is reached by a load balancer and by a node port', async () => {
    await applyWith('kube-pod', 'outside')
    const project = await createProject(cluster, credentials)
    for (const replica of [0, 1]) {
      const address = await balance(`buildkitd-${replica}`, 1 + replica)
      const path = '-o=jsonpath={.spec.ports[0].nodePort}'
      const port = await kubectl('get', `service/buildkitd-${replica}`, path)
      for (const [where, isWarm] of [
        [`${address}:1234`, false],
        [`${cluster.node}:${port}`, true],
      ] as const) {
        const endpoint = `tcp://${where}?server-name=${nameOf(replica)}`
        const result = await project.build({ inputs: { endpoint } })
        expectExitCode(result, 0)
        expect(percent(result) === 100).toBe(isWarm)
      }
    }
  })

  it('a replica that is away refuses connections', async () => {
    await kubectl('scale', 'statefulset/buildkitd', '--replicas=1')
    await kubectl('wait', '--for=delete', 'pod/buildkitd-1', '--timeout=60s')
    await sleep(1000)
    const project = await createProject(cluster, credentials)
    const { outputs } = await project.build({
      inputs: {
        endpoint: `tcp://${cluster.balancer(2)}:1234?server-name=${nameOf(1)}`,
        'connect-timeout': '2s',
      },
    })
    expect(outputs['fallback-reason']).toBe('connection-refused')
    await kubectl('scale', 'statefulset/buildkitd', '--replicas=2')
    await rolledOut()
  })

  it('all replicas are reached by the one address of the gateway, whose exporter counts', async () => {
    await applyWith('kube-pod', 'outside', 'gateway', 'metrics')
    await rolledOut('deployment/buildkitd-gateway')
    const address = await balance('buildkitd-gateway', 3)
    await rolledOut()
    const project = await createProject(cluster, credentials, 3)
    for (const replica of [0, 1]) {
      const endpoint = `tcp://${address}:1234?server-name=${nameOf(replica)}`
      const step = await project.start({ inputs: { endpoint } })
      await started(step)
      expect(await gatewaySessions(replica)).toBeGreaterThanOrEqual(1)
      expectExitCode(await step.done, 0)
      await step.post()
    }
  })
})

/** The connections through all pods of the gateway to a replica, as their exporters count them. */
async function gatewaySessions(replica: number): Promise<number> {
  const path = '-o=jsonpath={.items[*].status.podIP}'
  const selector = '--selector=app.kubernetes.io/name=buildkitd-gateway'
  const addresses = (await kubectl('get', 'pods', selector, path)).trim().split(/\s+/)
  const counts = addresses.map(async (address) => {
    const text = await (await fetch(`http://${address}:8404/metrics`)).text()
    const line = `haproxy_backend_current_sessions\\{proxy="buildkitd-${replica}"\\} (\\d+)`
    return Number(new RegExp(line).exec(text)?.[1])
  })
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

const throughGateway = (replicas: readonly number[]) =>
  replicas.map((each) => `tcp://${cluster.balancer(3)}:1234?server-name=${nameOf(each)}`).join('\n')

describe('a build in progress', () => {
  it('finishes when its pod is deleted', async () => {
    const project = await createProject(cluster, credentials, 8)
    for (const endpoint of [throughGateway([0]), 'kube-pod://buildkitd-0?namespace=buildkit']) {
      project.change()
      const step = await project.start({ inputs: { endpoint, retries: '0' } })
      await started(step)
      await kubectl('delete', 'pod', 'buildkitd-0', '--wait=false')
      expectExitCode(await step.done, 0)
      await step.post()
      await rolledOut()
    }
  })

  it.each([
    [
      'its pod is deleted by force',
      ['delete', 'pod', 'buildkitd-0', '--grace-period=0', '--force'],
    ],
    [
      'its daemon is killed',
      ['exec', 'buildkitd-0', '--', 'sh', '-c', 'kill -KILL $(pidof buildkitd)'],
    ],
  ])('is tried again, from cache, when %s', async (_, command) => {
    const project = await createProject(cluster, credentials, 5)
    const endpoint = throughGateway([0])
    const step = await project.start({ inputs: { endpoint } })
    await started(step)
    await cluster.tryKubectl(['--namespace=buildkit', ...command])
    const result = await step.done
    expectExitCode(result, 0)
    await step.post()
    expect(JSON.parse(result.outputs['cache-report'] ?? '')).toMatchObject({ retries: 1 })
    expect(percent(result)).toBeGreaterThan(0)
    await rolledOut()
  })
})

it('the metrics of a replica are served beside its port', async () => {
  const address = await kubectl('get', 'pod/buildkitd-0', '-o=jsonpath={.status.podIP}')
  const text = await (await fetch(`http://${address}:6060/metrics`)).text()
  expect(text).toMatch(/^go_goroutines \d+$/m)
})

describe('with three replicas', () => {
  beforeAll(async () => {
    await kubectl('scale', 'statefulset/buildkitd', '--replicas=3')
    await rolledOut()
  })

  it('a rolling restart under a steady load of builds fails none', async () => {
    const long = await createProject(cluster, credentials, 6)
    const running = await long.start({ inputs: { endpoint: throughGateway([1]), retries: '0' } })
    const repositories = await Promise.all(
      Array.from({ length: 6 }, () => createProject(cluster, credentials)),
    )
    const endpoint = throughGateway([0, 1, 2])
    const build = async (number: number) =>
      repositories[number]?.build({ inputs: { endpoint, 'pool-key': `repository-${number}` } })
    const before = []
    for (const number of repositories.keys()) before.push(await build(number))
    await started(running)
    await kubectl('rollout', 'restart', 'statefulset/buildkitd')
    const results: PhaseResult[] = []
    let isOver = false
    const load = async (first: number) => {
      for (let number = first; !isOver; number = (number + 2) % repositories.length) {
        const result = await build(number)
        if (result) results.push(result)
      }
    }
    const loads = [load(0), load(1)]
    await rolledOut()
    isOver = true
    await Promise.all(loads)
    expectExitCode(await running.done, 0)
    await running.post()
    for (const result of results) expectExitCode(result, 0)
    expect(results.length).toBeGreaterThan(6)
    process.stderr.write(
      `rolling restart: ${describeLoad(results)}; before: ${describeLoad(before)}\n`,
    )
  })

  it('one that was removed comes back with its cache', async () => {
    const project = await createProject(cluster, credentials)
    const endpoint = throughGateway([2])
    expectExitCode(await project.build({ inputs: { endpoint } }), 0)
    await kubectl('scale', 'statefulset/buildkitd', '--replicas=2')
    await kubectl('wait', '--for=delete', 'pod/buildkitd-2', '--timeout=60s')
    await kubectl('scale', 'statefulset/buildkitd', '--replicas=3')
    await rolledOut()
    const result = await project.build({ inputs: { endpoint } })
    expectExitCode(result, 0)
    expect(percent(result)).toBe(100)
  })

  afterAll(async () => {
    await kubectl('scale', 'statefulset/buildkitd', '--replicas=2')
    await kubectl('wait', '--for=delete', 'pod/buildkitd-2', '--timeout=60s')
  })
})

function describeLoad(all: readonly (PhaseResult | undefined)[]): string {
  const results = all.filter((each) => each !== undefined)
  const seconds = results.map((each) => each.seconds)
  const moved = results.filter(({ outputs }) => outputs['endpoint-choice'] !== 'first').length
  const cached = results.reduce((sum, each) => sum + percent(each), 0) / results.length
  return `${results.length} builds, longest ${Math.max(...seconds).toFixed(1)} s, ${moved} not on their first replica, ${cached.toFixed(0)} % of steps from cache`
}

it('a client that is made later builds after the rotation that the page describes', async () => {
  await shell('remote-buildkit/deploy/certs/certs client acme-web')
  const { stderr } = await shell(operateBlock('kubectl -n buildkit create secret generic'))
  expect(stderr).not.toMatch(/warning/i)
  await rolledOut()
  const project = await createProject(cluster, clientCertificates('acme-web'))
  expectExitCode(await project.build({ inputs: { endpoint: throughGateway([0, 1]) } }), 0)
})

/** A block of the page about operation, by its beginning. */
function operateBlock(beginning: string): string {
  const page = readFileSync(join(checkout, 'docs', 'operate.md'), 'utf8')
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
  const found = blocks.find((text) => text.startsWith(beginning))
  if (found === undefined) throw new Error(`no block begins with ${beginning}`)
  return found
}

it('a drain of the node stops one replica, whose build finishes, and holds the other back', async () => {
  const project = await createProject(cluster, credentials, 6)
  const steps = [0, 1].map(async (replica) => {
    const endpoint = throughGateway([replica])
    const step = await project.start({ inputs: { endpoint, retries: '0' } })
    await started(step)
    return step
  })
  const running = await Promise.all(steps)
  const selector = '--pod-selector=app.kubernetes.io/name=buildkitd'
  const drain = ['drain', 'node', '--ignore-daemonsets', '--delete-emptydir-data', selector]
  const { code, stderr } = await cluster.tryKubectl([...drain, '--timeout=5s'])
  expect(code).not.toBe(0)
  expect(stderr).toMatch(/violate the pod's disruption budget/)
  for (const step of running) {
    expectExitCode(await step.done, 0)
    await step.post()
  }
  await cluster.kubectl('uncordon', 'node')
  await rolledOut()
})

it('the overlay for cert-manager is accepted by its real definitions', async () => {
  const module = await goModule('github.com/cert-manager/cert-manager@v1.21.2')
  const definitions = join(module, 'deploy', 'crds')
  await cluster.kubectl('apply', '--server-side', '-f', definitions)
  const overlay = join(checkout, 'deploy/kubernetes/overlays/cert-manager')
  const names = () => cluster.kubectl('apply', '-k', overlay, '--dry-run=server', '-o=name')
  await until(async () => (await names().catch(() => '')) !== '', 'the definitions are known')
  expect((await names()).trim().split('\n')).toHaveLength(13)
})

it('a builder of buildx’s own kubernetes driver is used by its name', async () => {
  const { buildx } = await requireParts('buildx')
  const config = join(directory, 'buildx')
  const env = { ...process.env, ...cluster.env, BUILDX_CONFIG: config }
  const create = [
    'create',
    '--name=theirs',
    '--driver=kubernetes',
    '--driver-opt=namespace=default',
  ]
  await run(buildx, [...create, '--bootstrap'], { env, timeout: 90_000 })
  const project = await createProject(cluster, undefined)
  for (const hits of [0, 100]) {
    const result = await project.build({
      inputs: { builder: 'theirs', 'connect-timeout': '' },
      env: { BUILDX_CONFIG: config },
    })
    expectExitCode(result, 0)
    expect(result.outputs.driver).toBe('kubernetes')
    expect(percent(result)).toBe(hits)
  }
  await run(buildx, ['rm', 'theirs'], { env, timeout: 60_000 })
})

it('requests that do not fit leave a replica pending, and the page shows the way out', async () => {
  await cluster.setCores(3)
  await kubectl('delete', 'pod', 'buildkitd-1')
  const stuck = () =>
    kubectl('get', 'pod/buildkitd-1', '-o=jsonpath={.status.conditions[*].message}')
  await until(async () => /Insufficient cpu/.test(await stuck().catch(() => '')), 'it is pending')
  await shell(block('kubectl apply -k remote-buildkit/deploy/kubernetes/overlays/small-nodes'))
  await expect(rolledOut('statefulset/buildkitd', 5)).rejects.toThrow(/timed out/)
  await shell(block('kubectl -n buildkit delete pod buildkitd-0 --wait=false'))
  const project = await createProject(cluster, credentials)
  expectExitCode(await project.build({ inputs: { endpoint: throughGateway([1]) } }), 0)
})
