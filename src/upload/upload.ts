import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { messageOf } from '../base/errors.ts'
import type { Ports } from '../base/ports.ts'
import type { BuildInputs } from '../buildx/build-args.ts'
import { buildxConfig } from '../buildx/environment.ts'
import type { Builder } from '../connect/builder.ts'
import { isRemote } from '../inputs/dockerfile-path.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { writePrivateFile } from '../leftovers/private-directory.ts'
import type { SolveStatus } from '../progress/solve-status.ts'
import { createContextWatch } from './context-watch.ts'
import { decideUpload, type UploadDecision } from './decide.ts'
import type { UploadFacts } from './facts.ts'
import { readIgnored } from './ignored.ts'
import { largestParts } from './largest.ts'
import { type ClaimedRecord, claimRecord } from './records.ts'
import { type ContextFiles, sizeOf, type WalkLimits, walkContext } from './walk.ts'

/** The uploads of a folder by one action, one for each try. */
export interface Uploads {
  /**
   * Called before buildx starts. Chooses the id under which the daemon keeps its copy of the folder.
   *
   * @throws Error in one line when the private directory can't be written to
   * @returns undefined where nothing is known, as with a builder of the job's own configuration
   */
  readonly begin: (
    builder: Pick<Builder, 'buildx' | 'endpoint' | 'isOwn' | 'isShared'>,
  ) => Promise<Upload | undefined>
}

export interface Upload {
  readonly status: (status: SolveStatus) => void
  /**
   * The facts, with what a large upload consists of.
   *
   * @param bytes that were sent
   */
  readonly explain: (bytes: number) => Promise<UploadFacts>
  /** Called once buildx has ended: leaves a record to the next build if the daemon has taken in all. */
  readonly end: () => void
}

type UploadPorts = Pick<Ports, 'directory' | 'log' | 'uploads'>
type UploadInputs = Pick<Inputs, 'reuseUpload'> & {
  readonly build: Pick<
    BuildInputs,
    'buildArgs' | 'buildContexts' | 'context' | 'file' | 'noCache' | 'target'
  >
}

/** The file in which buildx keeps its half of the name of a copy: `util/confutil/config.go` of docker/buildx. */
const nodeIdFile = '.buildNodeID'

/** From here on, it is said what an upload consists of. */
const leastLargeBytes = 10_000_000

/** For a walk after the build, for the report alone. */
const briefLimits: WalkLimits = { mostFiles: 20_000, longestMs: 200 }

/**
 * Starts to read what the files of a local context are like, which goes on while the builder is created.
 *
 * The daemon keeps a copy of each context, by the folder's name and an id of buildx's configuration. The action has
 * a configuration for each run, so that without this each build would send everything.
 */
export function createUploads(
  { build, reuseUpload }: UploadInputs,
  { directory: privateDirectory, log, uploads: directory }: UploadPorts,
  now = Date.now,
): Uploads {
  const { context, file, target } = build
  const config = buildxConfig(privateDirectory)
  const refusal = refusalOf(build, reuseUpload, directory)
  const walk = async (limits?: WalkLimits) => {
    const begun = now()
    const files = await walkContext(context, isRemote(file) ? '' : file, limits, readIgnored(build))
    return { begun, files }
  }
  let early = refusal === undefined ? walk() : undefined
  let hasId = false
  const setId = async (id: string) => {
    const path = join(config, nodeIdFile)
    mkdirSync(config, { recursive: true, mode: 0o700 })
    rmSync(path, { force: true })
    hasId = true
    try {
      await writePrivateFile(path, id)
    } catch (error) {
      // A part of an id could be guessed.
      rmSync(path, { force: true })
      throw error
    }
  }
  const explain = async (facts: UploadFacts, bytes: number, known?: ContextFiles) => {
    if (bytes < leastLargeBytes) return facts
    const files = known ?? (await walk(briefLimits)).files
    if (typeof files === 'string') return facts
    const largest = largestParts(files, readIgnoreFile(context, file), bytes)
    return largest === undefined ? facts : { ...facts, largest }
  }
  const sendAll = async (why: Omit<UploadFacts, 'sent'>, known?: ContextFiles): Promise<Upload> => {
    // What an earlier try has sent under its id may not be complete.
    if (hasId) await setId(newId())
    const facts: UploadFacts = { sent: 'all', ...why }
    return {
      status: () => {},
      explain: (bytes) => explain(facts, bytes, known),
      end: () => {},
    }
  }

  return {
    async begin({ buildx, endpoint, isOwn = false, isShared = false }) {
      if (buildx.env.BUILDX_CONFIG !== config) return undefined
      if (refusal !== undefined) return sendAll({ reason: refusal })
      if (isOwn && !isShared) return sendAll({ reason: 'fresh-builder' })
      const { begun, files } = await (early ?? walk())
      early = undefined
      if (typeof files === 'string') return sendAll({ reason: files })
      let claimed: ClaimedRecord
      try {
        const key = { endpoint, context: resolve(context), file, target }
        claimed = claimRecord(directory ?? '', key)
      } catch (error) {
        log.debug(`No record of the upload is kept: ${messageOf(error)}`)
        return sendAll({ reason: 'no-place' }, files)
      }
      const { record, isTaken, leave } = claimed
      const decision = decideUpload(record, files, now())
      const id = decision.kind === 'keep' ? decision.id : newId()
      try {
        await setId(id)
      } catch (error) {
        // Nothing has been sent under the id.
        leave(record)
        throw error
      }
      const watch = createContextWatch(steadyClock(now))
      const mayTrust = decision.kind === 'keep' || decision.isTrusted
      return {
        status: watch.status,
        async explain(bytes) {
          if (decision.kind !== 'keep') return explain(factsOf(decision, isTaken), bytes, files)
          const hadCopy = record !== undefined && bytes <= mostBytes(record.files, files)
          if (hadCopy) return { sent: 'changes' }
          return explain({ sent: 'all', reason: 'no-copy' }, bytes, files)
        },
        end() {
          const end = watch.end()
          try {
            if (end === 'not-sent') leave(decision.kind === 'keep' ? record : undefined)
            else leave(end === 'failed' || !mayTrust ? undefined : { id, begun, ended: end, files })
          } catch (error) {
            log.debug(`No record of the upload is kept: ${messageOf(error)}`)
          }
        },
      }
    },
  }
}

/** A clock that goes on when the machine's is set back: what is modified meanwhile is no later than it says. */
function steadyClock(now: () => number): () => number {
  const [wall, steady] = [now(), performance.now()]
  return () => Math.max(now(), Math.floor(wall + performance.now() - steady))
}

/** 128 bits, since a client that knows it could put its own files into the daemon's copy. */
function newId(): string {
  return randomBytes(16).toString('hex')
}

/** Why no upload is used again, whatever the daemon. */
function refusalOf(
  { buildContexts, noCache }: UploadInputs['build'],
  reuseUpload: Inputs['reuseUpload'],
  directory: string | undefined,
): UploadFacts['reason'] {
  if (reuseUpload === 'never') return 'never'
  if (noCache) return 'no-cache'
  // buildx writes the id into the daemon's history then, where every holder of a certificate can read it.
  const isLocal = (entry: string) => !isRemote(entry.slice(entry.indexOf('=') + 1))
  if (buildContexts.some(isLocal)) return 'named-folder'
  if (directory === undefined) return 'no-place'
  return undefined
}

/** An ignore file of the Dockerfile's own replaces the other. */
function readIgnoreFile(context: string, file: string): string {
  for (const path of [
    `${file || join(context, 'Dockerfile')}.dockerignore`,
    join(context, '.dockerignore'),
  ]) {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      // There is none.
    }
  }
  return ''
}

function factsOf(
  { reason, path }: Exclude<UploadDecision, { kind: 'keep' }>,
  isTaken: boolean,
): UploadFacts {
  if (reason === 'first' && isTaken) return { sent: 'all', reason: 'in-use' }
  return { sent: 'all', reason, ...(path !== undefined && { path }) }
}

/** What is sent at most if the daemon has a copy: the files that changed, and of each file what it is like. */
function mostBytes(before: ContextFiles, after: ContextFiles): number {
  let bytes = 1000
  for (const [path, state] of after) {
    bytes += path.length + 100
    // In pieces, each with its length.
    if (before.get(path) !== state) bytes += 1.05 * sizeOf(state)
  }
  return bytes
}
