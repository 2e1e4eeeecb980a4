import { ConfigurationError, type MistakePlace } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import { type BakeInputs, printArgs } from '../buildx/bake-args.ts'
import { isQueryRefusal } from '../step/git-context.ts'
import { type BakeDefinition, readDefinition } from './definition.ts'
import type { ReadEnd } from './failed-read.ts'
import { type ReadOptions, runBuildx } from './read-command.ts'

/** A definition, and the inputs with which this buildx reads it. */
export interface ReadBake {
  readonly definition: BakeDefinition
  /** What buildx printed. */
  readonly printed: string
  readonly bake: BakeInputs
  /** How often a remote definition was read again. */
  readonly retries?: number
}

/** A definition that buildx can't read. The message is one line, with the way out. */
export class UnreadDefinition extends ConfigurationError {
  readonly end: ReadEnd

  constructor(
    message: string,
    end: ReadEnd,
    about: { readonly place: MistakePlace | undefined; readonly lacksFile: boolean },
  ) {
    super(message, undefined, about)
    this.end = end
  }
}

/**
 * Reads what the definition comes to, by `buildx bake --print`, which builds nothing.
 *
 * @throws UnreadDefinition when buildx fails, ConfigurationError in one line when it can't be run
 */
export async function readBake(
  options: ReadOptions,
  ports: Pick<Ports, 'directory' | 'signal'>,
): Promise<ReadBake> {
  const { bake, builder } = options
  const { exitCode, stdout, stderr, stall } = await runBuildx(
    printArgs(bake, builder),
    options,
    ports,
  )
  if (exitCode === 0) return { definition: readDefinition(stdout), printed: stdout, bake }
  const { explain, isOfLocalFile, placeOf, readEnd } = await import(
    /* webpackChunkName: "build" */ './failed-read.ts'
  )
  const end = { ...readEnd(exitCode, stderr), ...(stall && { stall }) }
  const { error } = end
  const { withoutQuery } = options
  if (withoutQuery !== undefined && isQueryRefusal(error)) {
    const { withoutQuery: _, ...others } = options
    return readBake({ ...others, bake: { ...bake, remote: withoutQuery } }, ports)
  }
  if (isTooOldForFiles(error) && bake.allow.includes(allFiles)) {
    // It asks for no permission to read files.
    const allow = bake.allow.filter((each) => each !== allFiles)
    return readBake({ ...options, bake: { ...bake, allow } }, ports)
  }
  throw new UnreadDefinition(await explain(error, options, ports), end, {
    place: placeOf(error, options),
    lacksFile: isOfLocalFile(error, bake),
  })
}

const allFiles = 'fs=*'

/** Before v0.17.0 there was no such flag, and v0.17 knows no such permission. */
function isTooOldForFiles(error: string): boolean {
  return /unknown flag: --allow|unknown entitlement key "?fs/.test(error)
}
