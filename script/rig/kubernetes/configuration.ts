import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { makeAuthority, makeCertificate } from '../certificates.ts'
import { libraryPath, requireParts } from '../parts.ts'

/** The address ranges of a cluster, of which all begin with the same two numbers. */
export function networkOf(prefix: string) {
  return {
    prefix,
    node: `${prefix}.0.2`,
    pods: `${prefix}.64.0/18`,
    services: `${prefix}.128.0/18`,
    api: `${prefix}.128.1`,
    dns: `${prefix}.128.10`,
    balancer: (number: number) => `${prefix}.192.${number}`,
  }
}

export type Network = ReturnType<typeof networkOf>

/**
 * Writes all that `namespaces` needs.
 *
 * @param link the name of the cluster's cgroup
 */
export async function writeConfiguration(
  directory: string,
  network: Network,
  link: string,
): Promise<void> {
  for (const name of ['bin', 'etc', 'etc/cni', 'logs/pods', 'registry']) {
    await mkdir(join(directory, name), { recursive: true })
  }
  await linkPrograms(directory)
  const [admin, kubelet] = ['admin-token', 'kubelet-token']
  const authority = await makeAuthority(join(directory, 'authority'))
  const server = await makeCertificate(authority, join(directory, 'server'), {
    names: [
      ...[network.node, network.api, '127.0.0.1'].map((address) => `IP:${address}`),
      ...['kubernetes', 'kubernetes.default', 'kubernetes.default.svc'].map(
        (name) => `DNS:${name}`,
      ),
    ],
    extendedKeyUsage: 'serverAuth',
  })
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const etc = (name: string) => join(directory, 'etc', name)
  const write = (name: string, text: string) => writeFile(etc(name), text, { mode: 0o600 })
  await write('accounts.pub', publicKey)
  await write('accounts.key', privateKey)
  await write(
    'tokens.csv',
    [`${admin},admin,1,system:masters`, `${kubelet},system:node:node,2,system:nodes`, ''].join(
      '\n',
    ),
  )
  await write('admin.kubeconfig', kubeconfig(network, authority.certPath, admin))
  await write('kubelet.kubeconfig', kubeconfig(network, authority.certPath, kubelet))
  await write(
    'apiserver',
    [
      '--etcd-servers=http://127.0.0.1:2379',
      `--advertise-address=${network.node}`,
      '--secure-port=6443',
      `--tls-cert-file=${server.certPath}`,
      `--tls-private-key-file=${server.keyPath}`,
      `--token-auth-file=${etc('tokens.csv')}`,
      '--kubelet-preferred-address-types=InternalIP',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${etc('accounts.pub')}`,
      `--service-account-signing-key-file=${etc('accounts.key')}`,
      `--service-cluster-ip-range=${network.services}`,
      '--authorization-mode=Node,RBAC',
      '--enable-admission-plugins=NodeRestriction',
      '--allow-privileged',
      '--profiling=false',
    ].join('\n'),
  )
  await write(
    'controllers',
    [
      `--kubeconfig=${etc('admin.kubeconfig')}`,
      `--root-ca-file=${authority.certPath}`,
      `--service-account-private-key-file=${etc('accounts.key')}`,
      '--use-service-account-credentials',
      '--leader-elect=false',
      '--profiling=false',
    ].join('\n'),
  )
  await write(
    'kubelet.yaml',
    json({
      apiVersion: 'kubelet.config.k8s.io/v1beta1',
      kind: 'KubeletConfiguration',
      address: network.node,
      // Nothing outside the namespace reaches it.
      authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
      authorization: { mode: 'AlwaysAllow' },
      containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
      cgroupDriver: 'cgroupfs',
      cgroupRoot: `/${link}`,
      failCgroupV1: false,
      failSwapOn: false,
      clusterDomain: 'cluster.local',
      clusterDNS: [network.dns],
      resolvConf: etc('resolv.conf'),
      enforceNodeAllocatable: ['pods'],
      evictionHard: {
        ...{ 'memory.available': '100Mi', 'nodefs.available': '1%', 'nodefs.inodesFree': '1%' },
        'imagefs.available': '1%',
      },
      imageGCHighThresholdPercent: 100,
      imageGCLowThresholdPercent: 99,
      podLogsDir: join(directory, 'logs', 'pods'),
      syncFrequency: '10s',
      // A capacity that a test has given the node stays. A lease says that the node is alive.
      nodeStatusUpdateFrequency: '1h',
      nodeStatusReportFrequency: '1h',
      serializeImagePulls: false,
    }),
  )
  await write('resolv.conf', '')
  await write(
    'proxy.yaml',
    json({
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      mode: 'nftables',
      clusterCIDR: network.pods,
      clientConnection: { kubeconfig: etc('admin.kubeconfig') },
      // These are settings of the whole machine.
      conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
      nftables: { minSyncPeriod: '100ms', syncPeriod: '10s' },
      hostnameOverride: 'node',
    }),
  )
  await write(
    'Corefile',
    `.:53 {
  bind ${network.node}
  errors
  ready ${network.node}:8181
  kubernetes cluster.local in-addr.arpa {
    kubeconfig ${etc('admin.kubeconfig')}
    ttl 2
  }
}
`,
  )
  await write(
    'registry.yml',
    json({
      version: '0.1',
      storage: { filesystem: { rootdirectory: join(directory, 'registry') } },
      http: { addr: `${network.node}:5000` },
    }),
  )
  await write(
    'cni/10-bridge.conflist',
    json({
      cniVersion: '1.0.0',
      name: 'bridge',
      plugins: [
        {
          ...{ type: 'bridge', bridge: 'cni0', isGateway: true, hairpinMode: true },
          ipam: {
            ...{ type: 'host-local', dataDir: '/run/cni-addresses' },
            ...{ ranges: [[{ subnet: network.pods }]], routes: [{ dst: '0.0.0.0/0' }] },
          },
        },
      ],
    }),
  )
  const { nft } = await requireParts('nft')
  await write('containerd.toml', containerdConfig(directory, resolve(dirname(nft), '../lib/cni')))
}

async function linkPrograms(directory: string): Promise<void> {
  const parts = await requireParts(
    ...(['kube', 'coredns', 'ctr', 'nft', 'new-containerd', 'shim'] as const),
    ...(['runc', 'docker-registry', 'busybox'] as const),
  )
  const { kube, nft } = parts
  const bin = join(directory, 'bin')
  const programs = {
    ...Object.fromEntries(
      [
        ...['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'],
        ...['kubelet', 'kube-proxy', 'kubectl'],
      ].map((name) => [name, kube]),
    ),
    ...{ coredns: parts.coredns, ctr: parts.ctr, containerd: parts['new-containerd'] },
    ...{ 'containerd-shim-runc-v2': parts.shim, 'docker-registry': parts['docker-registry'] },
    ...{ nft, conntrack: join(dirname(nft), 'conntrack') },
  }
  for (const [name, program] of Object.entries(programs)) await symlink(program, join(bin, name))
  await writeFile(
    join(directory, 'etc', 'libraries'),
    libraryPath(nft)
      .map((line) => line.replace(/^\w+=/, ''))
      .join(':'),
  )
  // A machine without this capability can't give it to a privileged pod.
  const wrapper = resolve(import.meta.dirname, '..', 'runc-without-sys-resource')
  await writeFile(join(bin, 'runc'), `#!/bin/sh\nRUNC=${parts.runc} exec ${wrapper} "$@"\n`)
  await chmod(join(bin, 'runc'), 0o755)
}

function containerdConfig(directory: string, plugins: string): string {
  return `version = 3
root = "${directory}/containerd"
state = "/run/containerd"
[grpc]
address = "/run/containerd/containerd.sock"
[plugins.'io.containerd.cri.v1.images']
snapshotter = "overlayfs"
[plugins.'io.containerd.cri.v1.images'.pinned_images]
sandbox = "rig.local/pause:1"
[plugins.'io.containerd.cri.v1.runtime']
restrict_oom_score_adj = true
[plugins.'io.containerd.cri.v1.runtime'.cni]
bin_dirs = ["${plugins}"]
conf_dir = "${directory}/etc/cni"
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
BinaryName = "${directory}/bin/runc"
`
}

/** JSON is YAML. */
function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

export function kubeconfig({ node }: Network, authority: string, token: string): string {
  return json({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'rig',
    clusters: [
      {
        name: 'rig',
        cluster: { server: `https://${node}:6443`, 'certificate-authority': authority },
      },
    ],
    users: [{ name: 'rig', user: { token } }],
    contexts: [{ name: 'rig', context: { cluster: 'rig', user: 'rig' } }],
  })
}
