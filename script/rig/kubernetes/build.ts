import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type GoProgram, goModuleFile } from '../go-build.ts'

const kubernetesVersion = 'v1.36.3'

/** The API server, etcd, the controllers, the scheduler, kubelet, kube-proxy and kubectl. */
export const kubernetes: GoProgram = {
  name: 'kubernetes',
  version: kubernetesVersion,
  program: 'kube',
  minutes: '8 to 15',
  flags: [
    '-s -w',
    ...[`gitVersion=${kubernetesVersion}`, 'gitMajor=1', 'gitMinor=36', 'gitTreeState=clean'].map(
      (value) => `-X k8s.io/component-base/version.${value}`,
    ),
  ],
  async write(directory) {
    const module = 'k8s.io/kubernetes'
    const own = await readFile(await goModuleFile(`${module}@${kubernetesVersion}`), 'utf8')
    // In its repository these modules are folders. The proxy has each by itself, under the library's version.
    const staged = [...own.matchAll(/^\t(k8s\.io\/[a-z-]+) v0\.0\.0(?: .*)?$/gm)].map(
      ([, name]) => name,
    )
    const library = kubernetesVersion.replace('v1.', 'v0.')
    await writeModule(directory, 'kube', [
      `require ${module} ${kubernetesVersion}`,
      'require go.etcd.io/etcd/server/v3 v3.6.8',
      ...[...new Set(staged)].map((name) => `replace ${name} => ${name} ${library}`),
    ])
  },
}

export const coredns: GoProgram = {
  name: 'coredns',
  version: 'v1.14.7',
  program: 'coredns',
  minutes: '2 to 4',
  flags: ['-s -w'],
  write: (directory) =>
    writeModule(directory, 'dns', ['require github.com/coredns/coredns v1.14.7']),
}

async function writeModule(directory: string, name: string, lines: readonly string[]) {
  await mkdir(directory, { recursive: true })
  const source = join(import.meta.dirname, 'programs', name, 'main.go')
  await copyFile(source, join(directory, 'main.go'))
  await writeFile(join(directory, 'go.mod'), `module ${name}\n\ngo 1.26.0\n\n${lines.join('\n')}\n`)
}
