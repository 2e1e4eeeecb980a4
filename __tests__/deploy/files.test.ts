import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { deployedBuildkitVersion, stepCaVersion } from '../../script/rig/parts.ts'
import { buildkitdWords, deploy, execStart, shipped } from './units.ts'

const serverPages = [
  'server',
  'server-machine',
  'server-compose',
  'server-kubernetes',
  'operate',
].map((name) => `docs/${name}.md`)

describe('deploy/', () => {
  it('has one buildkitd.toml, of which Kubernetes has a copy', () => {
    expect(shipped('kubernetes/base/buildkitd.toml')).toBe(shipped('buildkitd.toml'))
  })

  it('has no deprecated key in buildkitd.toml, as BuildKit would silently ignore it', () => {
    expect(shipped('buildkitd.toml')).not.toMatch(/gckeepstorage|keepBytes|^debug|^trace/im)
  })

  it('names the same version everywhere, the one that the tests run', () => {
    expect(shipped('vm/install.sh')).toContain(`buildkit_version=${deployedBuildkitVersion}\n`)
    for (const [path, image] of [
      [
        'compose/compose.yaml',
        `moby/buildkit:\${BUILDKIT_VERSION:-${deployedBuildkitVersion}}-rootless`,
      ],
      ['kubernetes/base/statefulset.yaml', `moby/buildkit:${deployedBuildkitVersion}-rootless`],
    ] as const) {
      expect(shipped(path)).toContain(`image: ${image}\n`)
    }
    const [, rootlesskit] = /^rootlesskit_version=(.*)$/m.exec(shipped('vm/install.sh')) ?? []
    const sums = shipped('vm/checksums').trim().split('\n')
    expect(sums.map((line) => line.replace(/^[0-9a-f]{64} {2}/, ''))).toEqual([
      `${deployedBuildkitVersion}/buildkit-${deployedBuildkitVersion}.linux-amd64.tar.gz`,
      `${deployedBuildkitVersion}/buildkit-${deployedBuildkitVersion}.linux-arm64.tar.gz`,
      `${rootlesskit}/rootlesskit-x86_64.tar.gz`,
      `${rootlesskit}/rootlesskit-aarch64.tar.gz`,
    ])
  })

  it('names its version in the files that RELEASING.md lists, and in no others', () => {
    const [, section = ''] =
      /^2\. \*\*BuildKit, which([\s\S]*?)^3\. /m.exec(shipped('../RELEASING.md')) ?? []
    const listed = [...section.matchAll(/`([\w./-]+(?:\.\w+|checksums))`/g)].map(([, path]) => path)
    const places = ['README.md', 'RELEASING.md', 'deploy', 'docs', 'script']
    const found = execFileSync(
      'git',
      ['grep', '--untracked', '-lF', deployedBuildkitVersion, '--', ...places],
      { cwd: join(deploy, '..'), encoding: 'utf8' },
    )
    expect(found.trim().split('\n').toSorted()).toEqual(listed.toSorted())
  })

  it('runs the same command rootless and rootful', () => {
    const words = execStart('vm/buildkit.service')
    expect(buildkitdWords(words)).toEqual(execStart('vm/buildkit-rootful.service'))
    // Builds must not reach services on the machine's loopback.
    expect(words).toEqual(expect.arrayContaining(['--net=slirp4netns', '--disable-host-loopback']))
  })

  it.each(['vm/buildkit.service', 'vm/buildkit-rootful.service'])(
    'lets builds finish when %s stops',
    (unit) => {
      // The default also signals the processes of the builds.
      expect(shipped(unit)).toMatch(/^KillMode=mixed$/m)
      expect(shipped(unit)).toMatch(/^TimeoutStopSec=30min$/m)
      // The default stops the daemon when the OOM killer ends one build process.
      expect(shipped(unit)).toMatch(/^OOMPolicy=continue$/m)
    },
  )

  it('keeps rootless builds from the credentials of clouds, which no page advises to change', () => {
    expect(shipped('vm/buildkit.service')).toMatch(/^IPAddressDeny=169\.254\.169\.254 /m)
    const pages = serverPages.map((page) => shipped(join('..', page))).join('\n')
    const advice = pages.match(/[^.:]*`IPAddressDeny`[^.]*/g) ?? []
    expect(advice).toHaveLength(2)
    for (const sentence of advice) expect(sentence).toMatch(/because the unit's|\*\*Don't/)
  })

  it('gives the debug interface no port, since it needs no password', () => {
    for (const unit of ['vm/buildkit.service', 'vm/buildkit-rootful.service']) {
      expect(execStart(unit)).toContain('--debugaddr=unix:///run/buildkit/debug.sock')
    }
    expect(shipped('vm/buildkit-metrics.socket')).toMatch(/^ListenStream=127\.0\.0\.1:6060$/m)
    expect(shipped('buildkitd.toml')).not.toMatch(/debugAddress/)
  })

  it.each([...serverPages, 'docs/sizing.md', 'docs/ssh.md'])(
    'is at the path that %s names',
    (page) => {
      const text = shipped(join('..', page))
      const links = [...text.matchAll(/\]\((?!https:)([^)#]*)/g)].map(([, path = '']) => path)
      const named = text.match(/(?<=remote-buildkit\/|sudo )deploy\/[\w/.-]+/g) ?? []
      const paths = [...links.map((path) => join('docs', path)), ...named]
      const missing = new Set(paths.filter((path) => !existsSync(join(deploy, '..', path))))
      // Commands in the pages make this directory.
      expect([...missing].filter((path) => path !== 'deploy/compose/certs')).toEqual([])
    },
  )

  it('is checked out at a release on every page', () => {
    const [release = ''] =
      /(?<=uses: org\/remote-buildkit@)v\d+/.exec(shipped('../README.md')) ?? []
    const text = ['README.md', ...serverPages, 'docs/ssh.md']
      .map((page) => shipped(join('..', page)))
      .join('\n')
    const clones = text.match(/git clone .*/g) ?? []
    expect(clones).toHaveLength(3)
    for (const clone of clones) expect(clone).toContain(` --branch ${release} `)
    const remotes = text.match(/(?<=- )github\.com\/\S+/g) ?? []
    expect(remotes).toHaveLength(3)
    for (const remote of remotes) expect(remote).toMatch(new RegExp(`\\?ref=${release}$`))
    // An upgrade follows the same tag: `git pull` doesn't.
    expect(text).toContain(`fetch --force origin tag ${release}\n`)
  })

  it('has a certs script with every command and option that the pages use', () => {
    const text = serverPages.map((page) => shipped(join('..', page))).join('\n')
    const usage = shipped('certs/certs')
    const commands = new Set(text.match(/(?<=(deploy\/certs\/certs|`certs) )[a-z-]+/g))
    expect(commands.size).toBeGreaterThan(6)
    for (const command of commands) expect(usage).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
    for (const [script, pattern] of [
      ['vm/install.sh', /(?<=install\.sh.*)--[a-z]+/g],
      ['vm/buildkit-restart', /(?<=buildkit-restart.*)--[a-z]+/g],
    ] as const) {
      const options = new Set(text.match(pattern))
      expect(options.size).toBeGreaterThan(0)
      for (const option of options) expect(shipped(script)).toContain(`${option})`)
    }
  })

  // `buildctl debug info` prints "%s %s %s" of package, version and revision (cmd/buildctl/debug/info.go); a build of
  // one's own has no revision.
  it.each(['0123456789abcdef', ''])(
    'tells the release of the daemon: revision "%s"',
    (revision) => {
      const [, program = ''] =
        /debug info \| awk '([^']+)'/.exec(shipped('vm/buildkit-restart')) ?? []
      const input = `BuildKit:\tgithub.com/moby/buildkit v0.33.1 ${revision}\n`
      expect(execFileSync('awk', [program], { input, encoding: 'utf8' })).toBe('v0.33.1\n')
    },
  )

  it('has a step-ca/init with every option that docs/identity.md uses, and the version that the tests run', () => {
    const text = shipped('../docs/identity.md')
    const options = new Set(text.match(/(?<![\w-])--(?:name|github|gitlab)[a-z-]*/g))
    expect([...options].toSorted()).toEqual([
      '--github',
      '--github-issuer',
      '--gitlab',
      '--gitlab-issuer',
      '--name',
    ])
    for (const option of options) expect(shipped('step-ca/init')).toContain(` ${option}) `)
    expect(text.match(/v\d+\.\d+\.\d+(?= (?:from|was run))/g)).toEqual([
      stepCaVersion,
      stepCaVersion,
    ])
    expect(shipped('step-ca/compose.yaml')).toContain(
      `image: smallstep/step-ca:\${STEP_CA_VERSION:-${stepCaVersion.slice(1)}}\n`,
    )
    for (const command of ['trust', 'withdraw', 'retire-ca']) {
      expect(shipped('certs/certs')).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
    }
  })

  it('runs step-ca with the same command in systemd and compose, and checks it after the start', () => {
    const { services } = parse(shipped('step-ca/compose.yaml'))
    const [unit, compose] = [shipped('step-ca/step-ca.service'), services['step-ca']]
    expect(execStart('step-ca/step-ca.service')).toEqual(compose.entrypoint)
    expect(unit).toMatch(/^Environment=STEPPATH=\/etc\/step-ca$/m)
    expect(compose.environment).toEqual({ STEPPATH: '/etc/step-ca' })
    const check = '/usr/local/lib/step-ca/check /etc/step-ca/root.pem'
    expect(unit).toMatch(new RegExp(`^ExecStartPost=${check}$`, 'm'))
    expect(compose.healthcheck.test.join(' ')).toContain(check)
  })

  // Prometheus divides only series whose labels are equal, but for those that it is told to ignore.
  it('divides series of different labels in the alerts of docs/operate.md only with ignoring', () => {
    const labelsOf = (series: string) => [...series.matchAll(/(\w+)="([^"]*)"/g)]
    const queries = shipped('../docs/operate.md').match(/(?<=`)rate\([^`]*(?=`)/g) ?? []
    expect(queries).toHaveLength(1)
    for (const query of queries) {
      const [dividend = '', divisor = '', ...others] = query.split(' / ')
      expect(others).toEqual([])
      const [, ignored = '', rest = ''] = /^(?:ignoring\(([\w, ]+)\) )?(.*)$/.exec(divisor) ?? []
      const divisors = new Map(labelsOf(rest).map(([, name, value]) => [name, value]))
      const different = labelsOf(dividend).filter(([, name, value]) => divisors.get(name) !== value)
      expect(different.map(([, name]) => name)).toEqual(ignored.split(', ').filter(Boolean))
    }
  })

  it('has no key and no certificate in it', () => {
    const { services } = parse(shipped('compose/compose.yaml'))
    expect(Object.keys(services)).toEqual(['buildkitd', 'mirror'])
    expect(JSON.stringify(services)).not.toContain('BEGIN')
  })
})
