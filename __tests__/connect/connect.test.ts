import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { ConnectPorts } from '../../src/connect/builder.ts'
import { connect } from '../../src/connect/connect.ts'
import type { ConnectInputs } from '../../src/connect/inputs.ts'
import { parseEndpoint } from '../../src/daemon/endpoint.ts'
import { readLeftovers } from '../../src/leftovers/journal.ts'

// decide.test.ts tests the decisions, the end-to-end tests use real daemons. This buildx is a script, to test how
// a decision is carried out.

const root = mkdtempSync(join(tmpdir(), 'connect-'))
afterAll(() => rmSync(root, { recursive: true }))

let directory: string
let lines: string[]
/** A Docker daemon that removes and renames things, and creates none. */
let docker: Server
let removals: string[]
let removalStatus: number
const containerId = '0123456789abcdef'
/** What BuildKit in a container has written. */
let containerLog: string | undefined
beforeEach(async () => {
  directory = mkdtempSync(join(root, 'x'))
  lines = []
  removals = []
  removalStatus = 204
  containerLog = undefined
  docker = createServer(({ method, url }, response) => {
    if (method === 'DELETE') removals.push(url ?? '')
    if (url?.includes('/logs?') && containerLog !== undefined) response.end(containerLog)
    else if (url?.endsWith('/json')) response.end(JSON.stringify({ Id: containerId }))
    else if (url?.includes('/rename?')) response.writeHead(204).end()
    else response.writeHead(method === 'DELETE' ? removalStatus : 404).end()
  })
  await new Promise<void>((listens) => docker.listen(join(directory, 'docker.sock'), listens))
})
afterEach(() => {
  docker.close()
})

/** A buildx whose commands succeed, except those that the script handles. */
function useBuildx(script = ''): ConnectPorts {
  const program = `#!/bin/sh
echo "$@" >> ${directory}/calls
${script}
case "$1" in
version) echo github.com/docker/buildx v0.38.2 abc ;;
inspect) printf 'Driver: docker-container\\nEndpoint: default\\nBuildKit version: v0.34.2\\n' ;;
esac
`
  mkdirSync(join(directory, 'bin'), { recursive: true })
  writeFileSync(join(directory, 'bin', 'buildx'), program, { mode: 0o755 })
  const log = (level: string) => (line: string) => lines.push(`${level}: ${line}`)
  return {
    directory,
    signal: new AbortController().signal,
    env: {
      PATH: `${directory}/bin:${process.env.PATH}`,
      HOME: directory,
      // No Docker of this machine is asked.
      DOCKER_HOST: `unix://${directory}/docker.sock`,
    },
    log: {
      ...{ info: log('info'), warning: log('warning') },
      group: (title: string, shown: readonly string[]) =>
        lines.push(`group: ${title}: ${shown.join(' ')}`),
    },
    help: (code: string) => `help#${code}`,
  } as unknown as ConnectPorts
}

const calls = () => readFileSync(join(directory, 'calls'), 'utf8').trim().split('\n')
const local: ConnectInputs = {
  ...{ builder: undefined, endpoint: undefined, driver: 'auto', credentials: undefined, ssh: {} },
  ...{ serverName: undefined, connectTimeoutMs: 0, fallback: 'auto', untrustedReason: undefined },
  container: {
    ...{ image: '', driverOpts: ['network=host'], buildkitdFlags: '--debug' },
    ...{ buildkitdConfig: '', buildkitdConfigInline: '' },
  },
  buildx: { version: undefined, downloadUrl: '', cacheBinary: false },
}
const unreachable = () => ({ ...local, endpoint: parseEndpoint(`unix://${directory}/none.sock`) })
const name = expect.stringMatching(/^remote-buildkit-[0-9a-f]{8}$/)

describe('a local builder', () => {
  it('is created, and removed when it is released, after its log with --debug', async () => {
    containerLog = 'level=debug msg=x\n'
    const builder = await connect(local, useBuildx())
    expect(builder).toMatchObject({ name, driver: 'docker-container', isOwn: true })
    expect(builder.fallback).toBeUndefined()
    const container = `buildx_buildkit_${builder.name}0`
    const volume = `${container}_state`
    const docker = `unix://${directory}/docker.sock`
    const settings = expect.objectContaining({ DOCKER_HOST: docker, DOCKER_CONTEXT: null })
    expect(readLeftovers(directory)).toEqual([
      { kind: 'volume', docker, name: volume, container, isLogShown: true, settings },
      expect.objectContaining({ kind: 'builder', name: builder.name, settings }),
    ])
    await builder.release()
    expect(lines.at(-1)).toBe('group: BuildKit container logs: level=debug msg=x')
    expect(readLeftovers(directory)).toEqual([])
    expect(removals).toEqual([`/volumes/${volume}`])
    expect(calls()).toEqual([
      `create --name ${builder.name} --driver docker-container --driver-opt network=host --buildkitd-flags --debug --timeout 20s --bootstrap`,
      `inspect --bootstrap ${builder.name}`,
      `rm --force ${builder.name}`,
    ])
  })

  it('is noted once for post after its container was renamed, by the id that stays', async () => {
    const builder = await connect(local, useBuildx())
    expect(await builder.nameNode?.('mine0')).toBe(true)
    const volume = `buildx_buildkit_${builder.name}0_state`
    const volumes = readLeftovers(directory).filter(({ kind }) => kind === 'volume')
    expect(volumes).toMatchObject([{ name: volume, container: containerId, isLogShown: true }])
    await builder.release()
    expect(removals).toEqual([`/volumes/${volume}`])
    expect(readLeftovers(directory)).toEqual([])
  })

  it("says that it is not the job's current builder, except where the log has another reason", async () => {
    const ports = useBuildx()
    const config = join(directory, '.docker', 'buildx', 'instances')
    mkdirSync(config, { recursive: true })
    writeFileSync(join(config, 'theirs'), '{}')
    const env = { ...ports.env, BUILDX_BUILDER: 'theirs' }
    const word = "info: The job's current builder theirs is not used"
    const forked = { ...unreachable(), untrustedReason: 'The code comes from a fork.' }
    for (const [inputs, isSaid] of [
      [local, true],
      [forked, false],
    ] as const) {
      lines = []
      await (await connect(inputs, { ...ports, env })).release()
      expect(lines.some((line) => line.startsWith(word))).toBe(isSaid)
    }
  })

  it("has the buildkitd.toml of the job's own configuration, as buildx would find it there", async () => {
    const ports = useBuildx()
    const file = join(directory, '.docker', 'buildx', 'buildkitd.default.toml')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '')
    const moved = join(directory, 'elsewhere', 'buildkitd.default.toml')
    mkdirSync(dirname(moved))
    writeFileSync(moved, '')
    const own = join(directory, 'own.toml')
    writeFileSync(own, '')
    const given = { ...local.container, buildkitdConfig: own }
    for (const [inputs, env] of [
      [local, {}],
      [local, { BUILDX_CONFIG: dirname(moved) }],
      [{ ...local, container: given }, {}],
    ] as const) {
      await (await connect(inputs, { ...ports, env: { ...ports.env, ...env } })).release()
    }
    const configs = calls().flatMap((call) => /--buildkitd-config (\S+)/.exec(call)?.[1] ?? [])
    expect(configs).toEqual([file, moved, own])
  })

  it('is created by an old buildx too, once its version is known', async () => {
    const ports = useBuildx(
      'case "$*" in *--timeout*) echo "ERROR: unknown flag: --timeout" >&2; exit 1 ;; esac',
    )
    const builder = await connect(local, ports)
    await builder.release()
    const create = `create --name ${builder.name} --driver docker-container --driver-opt network=host --buildkitd-flags --debug`
    expect(calls().slice(0, 3)).toEqual([
      `${create} --timeout 20s --bootstrap`,
      'version',
      `${create} --bootstrap`,
    ])
  })

  it('that cannot be created leaves nothing for post to remove', async () => {
    const ports = useBuildx('[ "$1" = create ] && { echo "ERROR: no Docker" >&2; exit 1; }')
    await expect(connect(local, ports)).rejects.toThrow('buildx create failed: no Docker')
    expect(readLeftovers(directory)).toEqual([])
  })

  it('that does not start is removed at once', async () => {
    const ports = useBuildx(`[ "$1" = create ] && {
  mkdir -p $BUILDX_CONFIG/instances; echo {} > $BUILDX_CONFIG/instances/$3
  echo "ERROR: no image" >&2; exit 1
}`)
    await expect(connect(local, ports)).rejects.toThrow('buildx create failed: no image')
    expect(readLeftovers(directory)).toEqual([])
    expect(calls()).toContainEqual(expect.stringMatching(/^rm --force /))
  })

  it("that does not start fails with BuildKit's own reason", async () => {
    const ports = useBuildx(`[ "$1" = create ] && {
  mkdir -p $BUILDX_CONFIG/instances; echo {} > $BUILDX_CONFIG/instances/$3
  echo "ERROR: Container c4b4 is restarting" >&2; exit 1
}`)
    containerLog = 'buildkitd: flag provided but not defined: -nonsense\n'
    await expect(connect(local, ports)).rejects.toThrow(
      'buildx create failed: Container c4b4 is restarting. BuildKit wrote in its container: flag provided but not defined: -nonsense',
    )
    expect(readLeftovers(directory)).toEqual([])
  })

  it('on a Docker context that does not exist leaves nothing for post to remove', async () => {
    const ports = useBuildx(`
[ "$1" = create ] && { mkdir -p $BUILDX_CONFIG/instances; echo {} > $BUILDX_CONFIG/instances/$3; }
[ "$1" != version ] && { echo 'Failed to initialize: context "nope": context not found' >&2; exit 1; }`)
    const env = { ...ports.env, DOCKER_HOST: '', DOCKER_CONTEXT: 'nope' }
    await expect(connect(local, { ...ports, env })).rejects.toThrow(
      'buildx create failed: Failed to initialize: context "nope": context not found',
    )
    expect(calls()).not.toContainEqual(expect.stringMatching(/^rm /))
    expect(lines).toEqual([])
    expect(readLeftovers(directory)).toEqual([])
  })

  it('that cannot be removed is left to post, with a warning', async () => {
    const ports = useBuildx('[ "$1" = rm ] && { echo "ERROR: oh no" >&2; exit 1; }')
    const builder = await connect(local, ports)
    await builder.release()
    expect(lines).toContain(
      `warning: The builder ${builder.name} is left for the post step to remove. buildx rm failed: oh no`,
    )
    expect(readLeftovers(directory)).toMatchObject([
      { kind: 'volume' },
      { kind: 'builder', name: builder.name },
    ])
  })

  it('whose volume Docker refuses to remove leaves only that to post, though buildx succeeded', async () => {
    removalStatus = 500
    const builder = await connect(local, useBuildx())
    await builder.release()
    const volume = `buildx_buildkit_${builder.name}0_state`
    expect(lines).toContain(
      `warning: The Docker volume ${volume} is left for the post step to remove. HTTP status 500`,
    )
    expect(readLeftovers(directory)).toMatchObject([{ kind: 'volume', name: volume }])
  })
})

describe('a daemon that cannot be used', () => {
  it('is replaced by a local builder, with a warning', async () => {
    const builder = await connect(unreachable(), useBuildx())
    expect(builder).toMatchObject({
      driver: 'docker-container',
      fallback: {
        code: 'connection-refused',
        reason: expect.stringMatching(/^There is no socket at unix:/),
      },
    })
    const { code, reason } = builder.fallback ?? {}
    expect(lines).toContain(
      `warning: ${code}: ${reason} A local builder is used instead. See help#connection-refused`,
    )
    await builder.release()
  })

  it('fails the action with both reasons when there is no local builder either', async () => {
    const ports = useBuildx('[ "$1" = create ] && { echo "ERROR: no Docker" >&2; exit 1; }')
    await expect(connect(unreachable(), ports)).rejects.toMatchObject({
      code: 'connection-refused',
      reason: expect.stringMatching(
        /^There is no socket at unix:.* Falling back to a local builder failed too: buildx create failed: no Docker\.$/,
      ),
    })
    expect(lines.filter((line) => line.startsWith('warning'))).toEqual([])
  })

  it('fails the action where falling back is not allowed', async () => {
    const inputs = { ...unreachable(), fallback: 'never' } as const
    await expect(connect(inputs, useBuildx())).rejects.toMatchObject({ code: 'connection-refused' })
  })
})

describe('a decision against the daemon', () => {
  it('is one line in the log, and the reason for the fallback', async () => {
    const inputs = { ...unreachable(), untrustedReason: 'The code comes from a fork.' }
    const { fallback, release } = await connect(inputs, useBuildx())
    expect(fallback).toEqual({ reason: 'The code comes from a fork.' })
    expect(lines[0]).toBe('info: The code comes from a fork.')
    expect(lines.filter((line) => line.startsWith('warning'))).toEqual([])
    await release()
  })

  it('is an error where falling back is not allowed', async () => {
    const refused = {
      ...unreachable(),
      fallback: 'never',
      untrustedReason: 'It is a fork.',
    } as const
    const error = await connect(refused, useBuildx()).catch((thrown) => thrown)
    expect(error).toMatchObject({
      message: expect.stringMatching(/^It is a fork\. With fallback: /),
    })
    expect(error).not.toHaveProperty('code')
    const nowhere = { ...local, driver: 'remote' } as const
    await expect(connect(nowhere, useBuildx())).rejects.toMatchObject({ code: 'no-endpoint' })
  })

  it('is a warning when certificates are missing', async () => {
    const endpoint = parseEndpoint('tcp://daemon:1234')
    const { fallback, release } = await connect({ ...local, endpoint }, useBuildx())
    expect(fallback).toMatchObject({ code: 'credentials-missing' })
    expect(lines.at(-1)).toMatch(/^warning: credentials-missing: tcp:\/\/daemon:1234 needs/)
    await release()
  })
})

it('gives each of several attempts a name and a directory of its own', async () => {
  const ports = useBuildx()
  const container = { ...local.container, buildkitdConfigInline: 'debug = true' }
  const inputs = { ...local, container }
  const builders = await Promise.all([connect(inputs, ports), connect(inputs, ports)])
  expect(new Set(builders.map((builder) => builder.name)).size).toBe(2)
  expect(['1', '2'].map((attempt) => readdirSync(join(directory, attempt)))).toEqual([
    ['buildkitd.toml'],
    ['buildkitd.toml'],
  ])
  expect(readLeftovers(directory)).toHaveLength(4)
  for (const { release } of builders) await release()
  expect(readLeftovers(directory)).toEqual([])
})
