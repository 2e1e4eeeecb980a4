import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { parse } from 'yaml'
import { requireParts } from '../../script/rig/parts.ts'
import { run, tryRun } from '../../script/rig/run.ts'
import {
  type Manifest,
  manifestValidator,
  parseManifests,
  type Validate,
} from '../deploy/kubernetes.ts'
import { deploy, shipped } from '../deploy/units.ts'
import { blockOf } from '../docs/markdown.ts'

// The first run builds tools.
jest.setTimeout(600_000)

const directory = mkdtempSync(join(tmpdir(), 'deploy-'))
afterAll(() => rmSync(directory, { recursive: true }))

describe('compose.yaml', () => {
  async function config(...args: string[]) {
    const { 'docker-compose': compose } = await requireParts('docker-compose')
    const file = join(deploy, 'compose', 'compose.yaml')
    return JSON.parse(await run(compose, ['--file', file, ...args, 'config', '--format', 'json']))
  }

  it('is valid for compose, and starts only the daemon by default', async () => {
    const { services } = await config()
    expect(Object.keys(services)).toEqual(['buildkitd'])
    const { buildkitd } = services
    expect(buildkitd.privileged).toBeUndefined()
    expect(buildkitd.image).toMatch(/-rootless$/)
    expect(buildkitd.stop_grace_period).toBe('30m0s')
    expect(buildkitd.ports.map(({ target }: { target: number }) => target)).toEqual([1234])
    expect(buildkitd).toMatchObject({ mem_limit: '8589934592', pids_limit: 16384 })
    // Docker refuses more processors than the machine has.
    expect(buildkitd.cpus ?? 0).toBe(0)
    expect(buildkitd.healthcheck.test).toEqual(['CMD', 'buildctl', 'debug', 'workers'])
    const mounts: { source: string; target: string; read_only?: boolean }[] = buildkitd.volumes
    expect(mounts.map(({ source, target, read_only }) => [source, target, read_only])).toEqual([
      ['cache', '/home/user/.local/share/buildkit', undefined],
      [join(deploy, 'buildkitd.toml'), '/etc/buildkit/buildkitd.toml', true],
      [join(deploy, 'compose', 'certs'), '/etc/buildkit/tls', true],
    ])
  })

  it('has a mirror that is reachable only from the daemon’s network', async () => {
    const { services } = await config('--profile', 'mirror')
    expect(Object.keys(services).sort()).toEqual(['buildkitd', 'mirror'])
    expect(services.mirror.ports).toBeUndefined()
  })
})

describe('step-ca/compose.yaml', () => {
  it('is valid for compose', async () => {
    const { 'docker-compose': compose } = await requireParts('docker-compose')
    const file = join(deploy, 'step-ca', 'compose.yaml')
    const words = ['--file', file, 'config', '--format', 'json']
    const { services } = JSON.parse(await run(compose, words))
    const { 'step-ca': stepCa } = services
    expect(stepCa).toMatchObject({
      cap_add: ['NET_BIND_SERVICE'],
      cap_drop: ['ALL'],
      read_only: true,
    })
    const mounts: { source: string; target: string; read_only?: boolean }[] = stepCa.volumes
    expect(mounts.map(({ source, target, read_only }) => [source, target, read_only])).toEqual([
      [join(deploy, 'step-ca', 'step-ca'), '/etc/step-ca', true],
      [join(deploy, 'step-ca', 'check'), '/usr/local/lib/step-ca/check', true],
      ['state', '/home/step', undefined],
    ])
  })
})

describe('the units of systemd', () => {
  const units = [
    'vm/buildkit.service',
    'vm/buildkit-rootful.service',
    'vm/buildkit-metrics.service',
    'vm/buildkit-metrics.socket',
    'step-ca/step-ca.service',
  ]

  beforeAll(() => {
    // `verify` checks that the programs exist.
    const bin = join(directory, 'usr/local/lib/buildkit/current/bin')
    mkdirSync(bin, { recursive: true })
    mkdirSync(join(directory, 'units'))
    for (const name of ['buildkitd', 'rootlesskit', 'step-ca', 'check']) {
      writeFileSync(join(bin, name), '#!/bin/sh\n', { mode: 0o755 })
    }
    for (const unit of units) {
      const text = shipped(unit)
        .replaceAll('/usr/local/lib/buildkit/current/bin', bin)
        .replaceAll(/\/usr\/local\/(?:bin|lib\/step-ca)(?=\/(?:step-ca|check) )/g, bin)
      writeFileSync(join(directory, 'units', basename(unit)), text)
    }
  })

  it('are valid for systemd', async () => {
    const { 'systemd-analyze': analyze } = await requireParts('systemd-analyze')
    const paths = units.map((unit) => join(directory, 'units', basename(unit)))
    const { code, stdout, stderr } = await tryRun(analyze, ['verify', '--man=no', ...paths])
    const said = `${stdout}${stderr}`.split('\n').filter((line) => line.includes(directory))
    expect([code, said]).toEqual([0, []])
  })

  it.each([
    ['buildkit.service', 6.6],
    ['buildkit-rootful.service', 7.2],
    ['buildkit-metrics.service', 4.5],
    ['step-ca.service', 2],
  ])('%s has an exposure level of at most %d in systemd-analyze security', async (unit, most) => {
    const { 'systemd-analyze': analyze } = await requireParts('systemd-analyze')
    const path = join(directory, 'units', unit)
    const report = await run(analyze, ['security', '--offline=true', '--no-pager', path])
    const [, score] = /Overall exposure level for \S+: ([\d.]+)/.exec(report) ?? []
    // The exposure level differs slightly between versions of systemd.
    expect(Number(score)).toBeLessThanOrEqual(most + 0.3)
  })
})

describe('the manifests of Kubernetes', () => {
  let validate: Validate
  beforeAll(async () => {
    validate = await manifestValidator()
  })

  async function render(path: string): Promise<Manifest[]> {
    const { kustomize } = await requireParts('kustomize')
    return parseManifests(await run(kustomize, ['build', path]))
  }

  const find = (manifests: Manifest[], kind: string, name = 'buildkitd') => {
    const found = manifests.find((one) => one.kind === kind && one.metadata.name === name)
    if (found === undefined) throw new Error(`there is no ${kind} ${name}`)
    return found
  }

  it.each([
    ['base', 6],
    ['overlays/cert-manager', 13],
  ])('%s has %d, each valid by its schema', async (path, count) => {
    const manifests = await render(join(deploy, 'kubernetes', path))
    expect(manifests).toHaveLength(count)
    expect(manifests.flatMap(validate)).toEqual([])
    for (const { kind, metadata } of manifests) {
      expect(kind === 'Namespace' ? metadata.name : metadata.namespace).toBe('buildkit')
    }
  })

  it('are checked for misspelt fields and wrong values', async () => {
    const manifests = await render(join(deploy, 'kubernetes', 'base'))
    const { spec, ...rest } = find(manifests, 'StatefulSet')
    expect(validate({ ...rest, spec: { ...spec, replica: 2 } })[0]).toMatch(/replica"/)
    expect(validate({ ...rest, spec: { ...spec, replicas: 'two' } })[0]).toMatch(/integer/)
    expect(validate({ ...rest, kind: 'StatefulSets' })).toEqual([
      'there is no kind apps/v1/StatefulSets',
    ])
  })

  it('give each replica its name, its volume and time to finish its builds', async () => {
    const manifests = await render(join(deploy, 'kubernetes', 'base'))
    const { spec } = find(manifests, 'StatefulSet')
    const service = find(manifests, 'Service')
    expect(spec.serviceName).toBe('buildkitd')
    expect(service.spec.clusterIP).toBe('None')
    expect(spec.volumeClaimTemplates).toHaveLength(1)
    const { containers, terminationGracePeriodSeconds } = spec.template.spec
    const [{ lifecycle } = { lifecycle: undefined }] = containers
    const [, wait] = / \+ (\d+)\)\)/.exec(lifecycle.preStop.exec.command.at(-1)) ?? []
    // The wait for a quiet moment, and half an hour for the builds that run then.
    expect(terminationGracePeriodSeconds).toBe(Number(wait) + 1800)
    const labels = { 'app.kubernetes.io/name': 'buildkitd' }
    expect(spec.template.metadata.labels).toMatchObject(labels)
    for (const kind of ['StatefulSet', 'PodDisruptionBudget']) {
      expect(find(manifests, kind).spec.selector.matchLabels).toEqual(labels)
    }
    expect(service.spec.selector).toEqual(labels)
    const policy = find(manifests, 'NetworkPolicy').spec
    expect(policy.podSelector.matchLabels).toEqual(labels)
    expect(policy.egress[0].to[0].podSelector.matchLabels).toEqual({ 'k8s-app': 'kube-dns' })
  })

  /** A kustomization like the one in docs/server-kubernetes.md, over copies of the shipped files. */
  function combine(resource: string, ...components: string[]): Promise<Manifest[]> {
    return build({
      resources: [`../${resource}`],
      components: components.map((name) => `../components/${name}`),
    })
  }

  async function build(kustomization: object): Promise<Manifest[]> {
    const copies = mkdtempSync(join(directory, 'kubernetes-'))
    cpSync(join(deploy, 'kubernetes'), copies, { recursive: true })
    mkdirSync(join(copies, 'own'))
    writeFileSync(join(copies, 'own', 'kustomization.yaml'), JSON.stringify(kustomization))
    const manifests = await render(join(copies, 'own'))
    expect(manifests.flatMap(validate)).toEqual([])
    for (const { kind, metadata } of manifests) {
      expect(kind === 'Namespace' ? metadata.name : metadata.namespace).toBe('buildkit')
    }
    return manifests
  }

  it.each(['base', 'overlays/cert-manager', 'overlays/small-nodes'])(
    'keep the replicas of %s that docs/server-kubernetes.md adds',
    async (resource) => {
      const added = parse(blockOf('docs/server-kubernetes.md', 'replicas:'))
      const { spec } = find(await build({ resources: [`../${resource}`], ...added }), 'StatefulSet')
      expect(spec.replicas).toBe(3)
    },
  )

  it('have a service for each replica that is reachable from outside', async () => {
    const manifests = await combine('base', 'outside')
    expect(manifests).toHaveLength(8)
    const { replicas } = find(manifests, 'StatefulSet').spec
    for (let replica = 0; replica < replicas; replica += 1) {
      const { selector } = find(manifests, 'Service', `buildkitd-${replica}`).spec
      expect(selector['statefulset.kubernetes.io/pod-name']).toBe(`buildkitd-${replica}`)
    }
    expect(find(manifests, 'NetworkPolicy').spec.egress).toHaveLength(2)
  })

  it.each([[['outside', 'metrics']], [['metrics', 'outside']]])(
    'combine cert-manager and %s',
    async (components) => {
      const manifests = await combine('overlays/cert-manager', ...components)
      expect(manifests).toHaveLength(15)
      const [{ args, ports } = {}] = find(manifests, 'StatefulSet').spec.template.spec.containers
      expect(args).toContain('--debugaddr=0.0.0.0:6060')
      expect(ports).toHaveLength(2)
      // Builds may come from the cluster's clients and from outside, metrics requests only from the given namespace.
      const { ingress } = find(manifests, 'NetworkPolicy').spec
      const everywhere = [{ ipBlock: { cidr: '0.0.0.0/0' } }]
      const labelled = (name: string) => [
        { namespaceSelector: { matchLabels: { [name]: 'true' } } },
      ]
      expect(ingress).toHaveLength(3)
      expect(ingress).toEqual(
        expect.arrayContaining([
          { from: labelled('buildkit-client'), ports: [{ port: 1234, protocol: 'TCP' }] },
          { from: everywhere, ports: [{ port: 1234, protocol: 'TCP' }] },
          { from: labelled('buildkit-metrics'), ports: [{ port: 6060, protocol: 'TCP' }] },
        ]),
      )
    },
  )

  it('have one gateway for as many replicas as autoscaling may make', async () => {
    const manifests = await combine('base', 'gateway', 'autoscaling')
    expect(manifests).toHaveLength(13)
    const { spec } = find(manifests, 'ScaledObject')
    const backends = [
      ...shipped('kubernetes/components/gateway/haproxy.cfg').matchAll(
        /^backend (buildkitd-\d+)\n {2}server replica \1\.buildkitd\.buildkit\.svc\.cluster\.local:1234$/gm,
      ),
    ]
    expect(backends.length).toBeGreaterThanOrEqual(spec.maxReplicaCount)
    // Else each `kubectl apply` would undo the scaling.
    expect(find(manifests, 'StatefulSet').spec.replicas).toBeUndefined()
    const { template } = find(manifests, 'Deployment', 'buildkitd-gateway').spec
    const [{ metadata } = { metadata: { name: '' } }] = manifests.filter(
      (each) => each.kind === 'ConfigMap' && 'haproxy.cfg' in each.data,
    )
    expect(template.spec.volumes).toEqual([
      { name: 'settings', configMap: { name: metadata.name } },
    ])
    // The policies of a pod add up: the daemons also accept the gateway.
    const { ingress } = find(manifests, 'NetworkPolicy', 'buildkitd-from-gateway').spec
    expect(ingress[0].from[0].podSelector.matchLabels).toEqual(template.metadata.labels)
  })

  it('name every file of the folder', () => {
    const base = join(deploy, 'kubernetes')
    const files = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /(?<!kustomization)\.(yaml|toml|cfg)$/.test(path),
    )
    for (const path of files) {
      const kustomization = join(base, path, '..', 'kustomization.yaml')
      expect(readFileSync(kustomization, 'utf8')).toContain(path.split('/').at(-1))
    }
  })
})
