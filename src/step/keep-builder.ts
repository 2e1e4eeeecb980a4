import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { ConfigurationError } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { copyDefaultBuildkitdConfig } from '../buildx/default-config.ts'
import { buildxConfig, dockerSettings } from '../buildx/environment.ts'
import {
  copyInstance,
  forgetInstance,
  hasInstance,
  instanceFile,
  jobConfig,
  readInstance,
} from '../buildx/instances.ts'
import type { Builder } from '../connect/builder.ts'
import { type SetUpBuilder, writeSetUp } from '../connect/set-up-builder.ts'
import { noteLeftover } from '../leftovers/journal.ts'

/** The error for the name of a builder that exists. */
export function nameTaken(name: string, config: string): ConfigurationError {
  return new ConfigurationError(
    `name: the job has a builder "${name}" already, in ${config}. Give another name, or leave it out.`,
  )
}

export interface KeepOptions {
  /** The `BUILDX_CONFIG` that is to know it; the private one when absent. */
  readonly config?: string
  /**
   * Another name than that of this run's builder. Not for the builder of the job's own Docker daemon: buildx has exactly
   * one for it.
   */
  readonly name?: string
  /** What the record is to say besides. */
  readonly facts?: Pick<SetUpBuilder, 'asked' | 'daemons'>
  /** Whether the builder of a Docker daemon needs a Docker context, as that daemon isn't the job's own. */
  readonly isContextNeeded?: boolean
  /** Whether the builder has nodes on several daemons: then only buildx reaches them all. */
  readonly hasSeveralNodes?: boolean
}

/**
 * Leaves a builder to later steps: its tunnel to a process that stays, its record to our own actions.
 *
 * @throws Error in one line, ConfigurationError for a name that a builder in the configuration has
 */
export async function keepBuilder(
  builder: Builder,
  {
    config: wanted,
    name: wantedName,
    facts,
    isContextNeeded = false,
    hasSeveralNodes = false,
  }: KeepOptions = {},
  ports: Pick<Ports, 'directory' | 'env' | 'run'>,
): Promise<SetUpBuilder> {
  const { driver, endpoint, buildx, reach, isOwn, fallback } = builder
  const { directory } = ports
  await builder.keep?.()
  const own = buildxConfig(directory)
  const config = wanted ?? own
  let { name } = builder
  let isContext = false
  if (driver === 'docker') {
    // The builder of the runner's own Docker daemon keeps its name, which is that of a context that exists.
    if (isContextNeeded && reach?.endpoint.kind === 'unix') {
      const { createContext } = await import('../connect/builders/tls-context.ts')
      const env = { ...ports.env, DOCKER_HOST: `unix://${reach.endpoint.path}` }
      name = wantedName ?? `remote-buildkit-${randomUUID().slice(0, 8)}`
      await createContext(name, env, ports)
      isContext = true
    }
  } else if (hasInstance(own, builder.name)) {
    name = wantedName ?? builder.name
    if (config !== own || name !== builder.name) {
      if (wantedName !== undefined) await nameNode(builder, `${name}0`, own)
      const [first] = readInstance(own, builder.name)?.Nodes ?? []
      const node = { name: first?.Name ?? '', endpoint: first?.Endpoint ?? '' }
      const settings = dockerSettings(buildx.env)
      // What stays on the user's own daemon is kept: only the job's own container goes in the end.
      const strikeOff = isOwn
        ? noteLeftover(directory, {
            kind: 'builder',
            name,
            file: buildx.file,
            config,
            settings,
            node,
          })
        : noteLeftover(directory, { kind: 'instance', file: instanceFile(config, name), node })
      // Another job that shares the configuration may have made one since the name was checked.
      if (!copyInstance({ name: builder.name, config: own }, { name, config }, { isNew: true })) {
        strikeOff()
        throw nameTaken(name, config)
      }
      if (config === own) forgetInstance(own, builder.name)
    }
  }
  // Builders that later steps create are in this configuration too.
  if (config === own) copyDefaultBuildkitdConfig(jobConfig(ports.env), own)
  const setUp = {
    ...{ name, driver, endpoint, config },
    ...facts,
    ...(isContext && { isContext }),
    ...(reach && !hasSeveralNodes && { reach }),
    ...(isOwn && { isOwn }),
    ...(fallback && { fallback }),
  }
  await writeSetUp(directory, setUp)
  return setUp
}

/** Workflows name the container after the builder, as docker/setup-buildx-action makes it. */
async function nameNode(builder: Builder, node: string, config: string): Promise<void> {
  const instance = readInstance(config, builder.name)
  const [first] = instance?.Nodes ?? []
  if (first === undefined || !(await builder.nameNode?.(node))) return
  const text = JSON.stringify({ ...instance, Nodes: [{ ...first, Name: node }] })
  writeFileSync(instanceFile(config, builder.name), text)
}
