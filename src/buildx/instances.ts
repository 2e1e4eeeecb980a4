// The files in which buildx keeps its builders: `store/store.go` in docker/buildx. Each describes one builder as
// a whole, so that a copy in another configuration is the same builder.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writePrivateFile } from '../leftovers/private-directory.ts'
import { dockerConfig } from './docker-config.ts'

/** A builder as buildx keeps it. Fields that are read here. */
export interface Instance {
  readonly Name: string
  readonly Nodes: readonly InstanceNode[]
}

export interface InstanceNode {
  readonly Name: string
  readonly Endpoint: string
  /** Those that were given for it. */
  readonly Platforms?: readonly Platform[] | null
  readonly DriverOpts?: Readonly<Record<string, string>> | null
  /** Of its buildkitd. */
  readonly Flags?: readonly string[] | null
}

/** The `BUILDX_CONFIG` of a job: where buildx looks when nothing else is said. */
export function jobConfig(env: NodeJS.ProcessEnv): string {
  return env.BUILDX_CONFIG || join(dockerConfig(env), 'buildx')
}

/** Whether a configuration holds a builder that somebody created. */
export function hasInstances(config: string): boolean {
  try {
    return readdirSync(dirname(instanceFile(config, 'any'))).length > 0
  } catch {
    return false
  }
}

export function hasInstance(config: string, name: string): boolean {
  return existsSync(instanceFile(config, name))
}

/** @returns undefined when there is none, as for the builder of a Docker context */
export function readInstance(config: string, name: string): Instance | undefined {
  try {
    return JSON.parse(readFileSync(instanceFile(config, name), 'utf8')) as Instance
  } catch {
    return undefined
  }
}

/** What a builder of the `remote` driver is made of. */
export interface RemoteInstance {
  readonly name: string
  /** `tcp://` or `unix://`. */
  readonly endpoint: string
  /** `cacert`, `cert` and `key` with absolute paths, and `servername`. buildx reads the files when it connects. */
  readonly driverOpts: Readonly<Record<string, string>>
}

/**
 * Creates a builder of the `remote` driver as `buildx create` does, without the process, which takes a tenth of a warm
 * build, and without its connection to the daemon. v0.15.1 and v0.38.2 write the same, and a newer buildx reads the
 * builders that an older one has left.
 *
 * @throws Error in one line when it can't be written
 */
export async function writeInstance(
  config: string,
  { name, endpoint, driverOpts }: RemoteInstance,
): Promise<void> {
  const node = {
    Name: `${name}0`,
    ...{ Endpoint: endpoint, Platforms: null, DriverOpts: driverOpts, Flags: null, Files: null },
  }
  const instance = { Name: name, Driver: 'remote', Nodes: [node], Dynamic: false }
  await writePrivateFile(instanceFile(config, name), JSON.stringify(instance))
}

/** Where buildx knows a builder. */
export interface InstancePlace {
  readonly name: string
  readonly config: string
}

/**
 * Makes a builder known elsewhere. Without the builder nothing is copied.
 *
 * @param isNew whether there must be no builder of that name yet
 * @returns false when there is one, which stays
 */
export function copyInstance(
  from: InstancePlace,
  to: InstancePlace,
  { isNew = false }: { readonly isNew?: boolean } = {},
): boolean {
  const instance = readInstance(from.config, from.name)
  if (instance === undefined) return true
  const file = instanceFile(to.config, to.name)
  const text = JSON.stringify({ ...instance, Name: to.name })
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, text, { mode: 0o600, flag: isNew ? 'wx' : 'w' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** As the OCI image specification writes it. */
interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
}

/**
 * Makes one builder of several: the first gets the nodes of the others, which are forgotten. Each node is used for its
 * platforms alone.
 */
export function joinInstances(
  config: string,
  parts: readonly { readonly name: string; readonly platforms: readonly string[] }[],
): void {
  const [first] = parts
  const instance = first && readInstance(config, first.name)
  if (first === undefined || instance === undefined) return
  const nodes = parts.flatMap(({ name, platforms }) =>
    (readInstance(config, name)?.Nodes ?? []).map((node) => ({
      ...node,
      Platforms: platforms.map(readPlatformParts),
    })),
  )
  writeFileSync(instanceFile(config, first.name), JSON.stringify({ ...instance, Nodes: nodes }))
  for (const { name } of parts.slice(1)) forgetInstance(config, name)
}

/** @param platform such as `linux/arm/v7` */
function readPlatformParts(platform: string): Platform {
  const [os = '', architecture = '', variant] = platform.split('/')
  return { os, architecture, ...(variant !== undefined && { variant }) }
}

/** The platforms of a node, as they are written in `linux/arm/v7`. */
export function platformsOf({ Platforms }: InstanceNode): readonly string[] {
  return (Platforms ?? []).map(({ os, architecture, variant }) =>
    [os, architecture, ...(variant ? [variant] : [])].join('/'),
  )
}

/** Makes buildx forget a builder, and keeps its container. */
export function forgetInstance(config: string, name: string): void {
  rmSync(instanceFile(config, name), { force: true })
}

/** The file that describes a builder. */
export function instanceFile(config: string, name: string): string {
  return join(config, 'instances', name)
}
