// The core on a host that isn't GitHub: inputs from a plain object, the log in an array. It fails if the core
// needs something of a host that isn't in the ports.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { expect, it } from '@jest/globals'
import { tryRun } from '../../script/rig/run.ts'
import type { Ports } from '../../src/base/ports.ts'
import { remedies } from '../../src/github/remedies.ts'
import { readInputs } from '../../src/inputs/read-inputs.ts'
import type { InputSource } from '../../src/inputs/source.ts'
import { choosePrivateDirectory } from '../../src/leftovers/private-directory.ts'
import { buildFacts } from '../../src/report/build-facts.ts'
import { closingLines } from '../../src/report/closing-lines.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import { main } from '../../src/step/step.ts'
import { createProject, credentials, makeDockerConfig, rig } from './project.ts'

/** Hides nothing. */
const asIs = (text: string) => text

interface Host {
  readonly source: InputSource
  readonly ports: Ports
  readonly lines: string[]
  readonly printed: () => string
  readonly masked: string[]
}

function createHost(inputs: Readonly<Record<string, string>>, workspace: string): Host {
  const lines: string[] = []
  const masked: string[] = []
  const chunks: Buffer[] = []
  const say = (level: string) => (line: string) => lines.push(`${level}: ${line}`)
  const env = {
    PATH: process.env.PATH,
    HOME: workspace,
    DOCKER_CONFIG: makeDockerConfig(workspace),
  }
  const source: InputSource = {
    raw: (name) => inputs[name] ?? '',
    env,
    mask: (secret) => masked.push(secret),
    origin: { kind: 'branch', name: 'main' },
    run: {
      server: 'https://git.example.com',
      url: '',
      defaultContext: '',
      noDefaultContext: 'this host has no repository',
      isPrivate: true,
      noDefaultAttestations: false,
      annotateChecks: false,
    },
    workspace,
    checkNames: () => [],
  }
  const ports: Ports = {
    run: async (file, args, options) => {
      const { code, stdout, stderr } = await tryRun(file, args, options)
      return { exitCode: code, stdout, stderr }
    },
    log: {
      info: say('info'),
      notice: say('notice'),
      warning: say('warning'),
      debug: say('debug'),
      group: (title, more) => lines.push(`group: ${title}`, ...more),
    },
    env,
    directory: choosePrivateDirectory(workspace),
    signal: new AbortController().signal,
    remedies,
    help: (code) => `the page about ${code}`,
    mask: source.mask,
    warnOnce: (_, message) => void lines.push(`warning: ${message}`),
    identityToken: async () => {
      throw new Error('this host gives no identity')
    },
    binaries: {
      find: async () => rig.buildx,
      keep: async (file) => file,
      openJobCache: async () => undefined,
      download: async () => {
        throw new Error('this host downloads nothing')
      },
    },
    output: new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk)
        done()
      },
    }),
    fence: () => ({ open: '<<<\n', close: '>>>\n', harmless: (line) => line }),
    needNoPost: () => lines.push('nothing is left'),
  }
  return { source, ports, lines, printed: () => String(Buffer.concat(chunks)), masked }
}

it('builds and pushes on the daemon, through ports that are not GitHub’s', async () => {
  const project = await createProject({})
  const workspace = mkdtempSync(join(tmpdir(), 'host-'))
  mkdirSync(join(workspace, 'app'))
  try {
    const dockerfile = `FROM ${rig.baseImage}\nRUN echo ${project.id} > /made\n`
    writeFileSync(join(workspace, 'app', 'Dockerfile'), dockerfile)
    const inputs = {
      endpoint: rig.endpoint,
      ...credentials,
      context: join(workspace, 'app'),
      tags: `${rig.registry.host}/${project.repository}:latest`,
    }
    const run = async () => {
      const host = createHost(inputs, workspace)
      const result = await main(readInputs(host.source), host.ports)
      const facts = buildFacts(result)
      return { ...host, facts, outputs: outputsOf(result, facts.report, asIs) }
    }
    const cold = await run()
    expect(cold.outputs).toMatchObject({ driver: 'remote', 'steps-total': 1, 'steps-cached': 0 })
    const { digest } = await rig.registry.manifest(project.repository, 'latest')
    expect(cold.outputs.digest).toBe(digest)

    const warm = await run()
    expect(warm.outputs).toMatchObject({ 'cache-hit': true, 'cache-hit-percent': 100 })
    expect(closingLines(warm.facts, asIs)[0]).toMatch(/^1 of 1 step from cache \(100 %\)/)
    expect(warm.printed()).toMatch(/^<<<\n[\s\S]*CACHED[\s\S]*>>>\n/)
    expect(warm.masked.join('\n')).toContain(credentials.key.split('\n')[1])
    expect(warm.lines.at(-1)).toBe('nothing is left')
    expect(warm.lines.join('\n')).not.toMatch(/::|##\[/)
  } finally {
    rmSync(workspace, { recursive: true, force: true })
  }
})
