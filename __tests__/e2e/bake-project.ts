import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterEach, expect } from '@jest/globals'
import { findSecrets, processesWith } from '../../script/rig/leaks.ts'
import type { PhaseResult } from '../../script/rig/phase.ts'
import { createRunner, type Runner, type StepOptions } from '../../script/rig/runner.ts'
import { credentials, expectNoSecret, rig } from './project.ts'

const action = resolve(import.meta.dirname, '..', '..', 'bake')

/** A repository with several images, none of which another test has built before. */
export interface BakeProject {
  readonly id: string
  readonly runner: Runner
  write(files: Readonly<Record<string, string>>): void
  /** The first part of the images' names, such as `127.0.0.1:5000/test/1a2b3c4d`. */
  readonly images: string
  /** The repository of an image in the registry, such as `test/1a2b3c4d/app`. */
  repository(image: string): string
  /** @param onStart gets the log as it is so far, while the bake runs */
  bake(options?: StepOptions, onStart?: (log: () => string) => void): Promise<PhaseResult>
}

const projects: BakeProject[] = []

afterEach(async () => {
  for (const { runner } of projects.splice(0)) {
    const { home, temp, workspace } = runner
    const keys = [credentials.key, credentials.cert]
    expect(await findSecrets(keys, { directories: [home, temp, workspace] })).toEqual([])
    expect(processesWith(runner.directory)).toEqual([])
    await runner.remove()
  }
})

/** `@images@`, `@base@` and `@id@` in the files are replaced. */
export async function createBakeProject(
  files: Readonly<Record<string, string>>,
  { buildx = rig.buildx }: { readonly buildx?: string } = {},
): Promise<BakeProject> {
  const id = randomUUID().slice(0, 8)
  const runner = await createRunner({ buildx })
  const images = `${rig.registry.host}/test/${id}`
  const write: BakeProject['write'] = (changed) => {
    for (const [path, text] of Object.entries(changed)) {
      const file = join(runner.workspace, path)
      mkdirSync(dirname(file), { recursive: true })
      const filled = text
        .replaceAll('@images@', images)
        .replaceAll('@base@', rig.baseImage)
        .replaceAll('@id@', id)
      writeFileSync(file, filled)
    }
  }
  write(files)
  const bake: BakeProject['bake'] = async ({ inputs, ...options } = {}, onStart) => {
    const step = await runner.startStep({
      ...options,
      action,
      inputs: {
        ...{ endpoint: rig.endpoint, ...credentials, fallback: 'never' },
        ...{ source: '.', push: 'true', ...inputs },
      },
    })
    onStart?.(() => step.log())
    const result = await step.done
    await expectNoSecret(result)
    const post = await step.post()
    if (post === 'skipped') expect(existsSync(result.state.directory ?? '')).toBe(false)
    else expect(post).toMatchObject({ exitCode: 0, log: '' })
    return result
  }
  const project = {
    id,
    runner,
    write,
    images,
    bake,
    repository: (image: string) => `test/${id}/${image}`,
  }
  projects.push(project)
  return project
}

/** What the output `targets` says. */
export function targetsOf(result: PhaseResult): Readonly<Record<string, TargetOutput>> {
  return JSON.parse(result.outputs.targets ?? '')
}

export interface TargetOutput {
  readonly status: string
  readonly digest?: string
  readonly images: readonly string[]
  readonly steps: number
  readonly cached: number
  readonly percent: number
  readonly seconds: number
  readonly 'image-changed'?: boolean
}
