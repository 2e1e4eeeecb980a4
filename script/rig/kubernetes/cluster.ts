import { mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Ran, type RunOptions, run, tryRun } from '../run.ts'
import { startServer } from '../server.ts'
import { kubeconfig, networkOf, writeConfiguration } from './configuration.ts'
import { makeImages } from './images.ts'

/** A Kubernetes of one node, made of this machine's own programs. */
export interface Cluster {
  readonly directory: string
  /** The node's address, which this machine reaches. */
  readonly node: string
  /** `host:port` of a registry that pods reach too. */
  readonly registry: string
  /** The variables with which a program uses kubectl as administrator. */
  readonly env: Readonly<Record<string, string>>
  kubectl(...args: string[]): Promise<string>
  tryKubectl(args: readonly string[], options?: RunOptions): Promise<Ran>
  apply(...manifests: object[]): Promise<void>
  /** The text of a kubeconfig for this token. */
  kubeconfig(token: string): string
  /** Gives the node this many cores, whatever the machine has. */
  setCores(count: number): Promise<void>
  /** An address for a load balancer, by a number from 1 on. */
  balancer(number: number): string
  /** Runs a command on the node. */
  onNode(...words: string[]): Promise<string>
  stop(): Promise<void>
}

const namespaces = join(import.meta.dirname, 'namespaces')
/** Volumes for replicas. */
const volumes = 8

/**
 * Starts a cluster. It needs root, and leaves nothing on the machine but what `makeImages` caches.
 *
 * @param haproxyImage the name that the gateway's manifest has
 */
export async function startCluster(haproxyImage: string): Promise<Cluster> {
  if (process.getuid?.() !== 0) throw new Error('a cluster needs root: use sudo')
  const images = await makeImages(haproxyImage)
  const directory = await mkdtemp(join(tmpdir(), 'kubernetes-'))
  const link = `rb${basename(directory).slice(-6)}`
  const network = networkOf(await freeNetwork())
  await writeConfiguration(directory, network, link)
  const config = join(directory, 'etc', 'admin.kubeconfig')
  const env = { KUBECONFIG: config, PATH: `${join(directory, 'bin')}:${process.env.PATH}` }
  const tryKubectl: Cluster['tryKubectl'] = (args, options = {}) =>
    tryRun(join(directory, 'bin', 'kubectl'), args, {
      ...{ timeout: 120_000, ...options },
      env: { ...process.env, ...env, ...options.env },
    })
  const kubectl: Cluster['kubectl'] = async (...args) => {
    const { code, stdout, stderr } = await tryKubectl(args)
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} ended with code ${code}: ${stderr}`)
    return stdout
  }
  const onNode: Cluster['onNode'] = (...words) => {
    const inner = readFileSync(join(directory, 'inner'), 'utf8').trim()
    const enter = ['--target', inner, '--net', '--mount', '--pid', '--']
    return run('nsenter', [...enter, ...words])
  }
  const server = await startServer({
    name: 'Kubernetes',
    logPath: join(directory, 'logs', 'namespaces.log'),
    command: [namespaces, 'outside', directory, network.prefix, link],
    secondsToStart: 90,
    isReady: async () => isStarted(directory),
  })
  const cluster: Cluster = {
    ...{ directory, node: network.node, registry: `${network.node}:5000`, env },
    ...{ kubectl, tryKubectl, onNode, balancer: network.balancer },
    async apply(...manifests) {
      const input = manifests.map((each) => JSON.stringify(each)).join('\n---\n')
      const { code, stderr } = await tryKubectl(['apply', '-f', '-'], { input })
      if (code !== 0) throw new Error(stderr)
    },
    async setCores(count) {
      const cores = { cpu: String(count) }
      const patch = JSON.stringify({ status: { capacity: cores, allocatable: cores } })
      await kubectl('patch', 'node', 'node', '--subresource=status', '--patch', patch)
    },
    kubeconfig: (token) => kubeconfig(network, join(directory, 'authority', 'cert.pem'), token),
    async stop() {
      await server.stop()
      await rm(directory, { recursive: true, force: true, maxRetries: 10 })
    },
  }
  try {
    for (const image of images) {
      const ctr = [join(directory, 'bin', 'ctr'), '--address', '/run/containerd/containerd.sock']
      await onNode(...ctr, '--namespace', 'k8s.io', 'images', 'import', image)
    }
    await cluster.apply(...addons(network), ...localVolumes(directory))
    for (let left = 300; (await tryKubectl(['get', 'node', 'node'])).code !== 0; left -= 1) {
      if (left === 0) throw new Error('the node does not register')
      await sleep(200)
    }
    await kubectl('wait', '--for=condition=Ready', 'node/node', '--timeout=60s')
    return cluster
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** Two numbers that begin no route of this machine. */
async function freeNetwork(): Promise<string> {
  const routes = await run('ip', ['route'])
  for (let second = 231; second < 250; second += 1) {
    if (!routes.includes(`10.${second}.`)) return `10.${second}`
  }
  throw new Error('no network from 10.231 to 10.249 is free')
}

function isStarted(directory: string): boolean {
  try {
    readFileSync(join(directory, 'started'))
    return true
  } catch {
    return false
  }
}

function addons({ node, dns }: ReturnType<typeof networkOf>): object[] {
  const ports = [
    { name: 'dns', port: 53, protocol: 'UDP' },
    { name: 'dns-tcp', port: 53, protocol: 'TCP' },
  ]
  const metadata = { name: 'kube-dns', namespace: 'kube-system' }
  return [
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIP: dns, ports } },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { 'kubernetes.io/service-name': 'kube-dns' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [node] }],
      ports,
    },
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        name: 'local',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'kubernetes.io/no-provisioner',
      volumeBindingMode: 'WaitForFirstConsumer',
    },
  ]
}

function localVolumes(directory: string): object[] {
  return Array.from({ length: volumes }, (_, number) => {
    const path = join(directory, 'volumes', String(number))
    mkdirSync(path, { recursive: true })
    const values = ['node']
    const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values }]
    return {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `volume-${number}` },
      spec: {
        capacity: { storage: '100Gi' },
        accessModes: ['ReadWriteOncePod'],
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: 'local',
        local: { path },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } },
      },
    }
  })
}
