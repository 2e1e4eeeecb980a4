import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { type ActOptions, type ActResult, runAct } from '../../script/rig/act.ts'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
import { requireParts } from '../../script/rig/parts.ts'
import { type GitServer, startGitServer } from './git-server.ts'
import { credentials, rig } from './project.ts'

const token = 'token-of-the-job'
// One server for all examples, like GitHub: the daemon recognizes builds of one repository by its address.
let server: GitServer
beforeAll(async () => {
  server = await startGitServer(token)
})
afterAll(() => server.stop())

const root = resolve(import.meta.dirname, '..', '..')

export interface ExampleOptions
  extends Pick<ActOptions, 'event' | 'payload' | 'env' | 'labels' | 'programs' | 'variables'> {
  /** The files of the repository in which it runs. `@base@` is the base image. */
  readonly files: Readonly<Record<string, string>>
  /** `false`: only the secrets that a fork gets. */
  readonly hasSecrets?: boolean
  readonly secrets?: Readonly<Record<string, string>>
  /** Other replacements in the text of the example. */
  readonly names?: Readonly<Record<string, string>>
}

/**
 * Runs the file of examples/ unchanged, except for the names of the registry and of the daemon, which
 * become those of the rig. No part of a key and no process may be left.
 */
export async function runExample(name: string, options: ExampleOptions): Promise<ActResult> {
  const { files, hasSecrets = true, secrets = {}, names = {}, ...rest } = options
  const directory = mkdtempSync(join(tmpdir(), 'example-'))
  try {
    const [repository, action] = ['repository', 'action'].map((part) => join(directory, part))
    if (repository === undefined || action === undefined) throw new Error('unreachable')
    cpSync(join(root, 'action.yml'), join(action, 'action.yml'))
    for (const part of ['bake', 'dist', 'report', 'setup']) {
      cpSync(join(root, part), join(action, part), { recursive: true })
    }
    for (const [path, text] of Object.entries(files)) {
      const file = join(repository, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, here(text, names))
    }
    const {
      docker,
      jq,
      'docker-compose': compose,
    } = await requireParts('docker', 'jq', 'docker-compose')
    const result = await runAct({
      ...rest,
      path: [dirname(docker), dirname(jq)],
      workflow: exampleText(`${name}.yml`, names),
      repository,
      buildx: rig.buildx,
      plugins: { 'docker-compose': compose },
      env: { GITHUB_SERVER_URL: server.url, ...rest.env },
      secrets: {
        GITHUB_TOKEN: token,
        ...(hasSecrets && {
          BUILDKIT_CA: credentials.ca,
          BUILDKIT_CERT: credentials.cert,
          BUILDKIT_KEY: credentials.key,
        }),
        ...secrets,
      },
      actions: {
        'org/remote-buildkit@v1': action,
        'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f':
          fakeAction('upload-artifact'),
        'docker/login-action@4907a6ddec9925e35a0a9e82d7399ccc52663121': fakeAction('login-action'),
      },
      onCommit: server.publish,
    })
    const { log } = result
    const leaks = await findSecrets([credentials.key, ...Object.values(secrets)], {
      texts: { log },
      directories: [result.directory],
    })
    const left = processesWith(result.directory)
    if (leaks.length + left.length > 0) {
      throw new Error(`left behind: ${JSON.stringify([leaks, left])}`)
    }
    return result
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function fakeAction(name: string): string {
  return join(import.meta.dirname, 'fake-actions', name)
}

export function exampleText(path: string, names: Readonly<Record<string, string>> = {}): string {
  return here(readFileSync(join(root, 'examples', path), 'utf8'), names)
}

function here(text: string, names: Readonly<Record<string, string>>): string {
  const all = {
    'ghcr.io': rig.registry.host,
    'tcp://buildkit.example.com:1234': rig.endpoint,
    '@base@': rig.baseImage,
    ...names,
  }
  return Object.entries(all).reduce((result, [name, ours]) => result.replaceAll(name, ours), text)
}
