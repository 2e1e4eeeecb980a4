import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decideUpload, type UploadRecord } from '../../src/upload/decide.ts'
import type { ContextFiles } from '../../src/upload/walk.ts'

// A model of a folder, of a daemon that compares files as BuildKit does, and of a clock that anyone may set. Where the
// file system keeps whole seconds, it is never set back: the same second would come twice.

interface ModelFile {
  readonly content: number
  readonly ino: number
  readonly mode: number
  /** Nanoseconds. */
  readonly modified: bigint
  readonly changed: bigint
}

type Model = ReturnType<typeof createModel>
type Edit = (model: Model) => void

/** @param step of the file system's times, in milliseconds; 0 where no two are equal */
function createModel(step: number) {
  const files = new Map<string, ModelFile>()
  let clock = 100_000
  let moments = 0n
  let inodes = 0
  const timeAt = (time: number) => BigInt(step === 0 ? time : time - (time % step)) * 1_000_000n
  return {
    files,
    clock: () => clock,
    passTime(milliseconds: number) {
      clock = Math.max(1, clock + (step === 0 ? milliseconds : Math.max(0, milliseconds)))
    },
    /** The time of a change of a file. */
    moment: () => timeAt(clock) + (step === 0 ? moments++ % 1_000_000n : 0n),
    timeAt,
    inode: () => ++inodes,
    walk: (): ContextFiles =>
      new Map(
        [...files].map(([path, file]) => [
          path,
          `64 ${file.ino} ${file.mode} ${sizeOf(file)} ${file.modified} ${file.changed}`,
        ]),
      ),
  }
}

/** Different contents often have the same size. */
const sizeOf = ({ content }: Pick<ModelFile, 'content'>) => content % 2

const paths = ['a', 'c/a', 'd/a'] as const
const path = fc.constantFrom(...paths)
const content = fc.nat(7)

/** The modification time that a program sets. */
const setTime = fc.oneof(
  fc.constant(undefined),
  fc.record({ kind: fc.constant('own' as const) }),
  fc.record({ kind: fc.constant('of' as const), path }),
  fc.record({ kind: fc.constant('clock' as const), offset: fc.constantFrom(-1500, 0, 300, 1500) }),
)
type SetTime = typeof setTime extends fc.Arbitrary<infer Value> ? Value : never

function timeOf(model: Model, target: string, time: SetTime): bigint {
  if (time?.kind === 'own') return model.files.get(target)?.modified ?? model.moment()
  if (time?.kind === 'of') return model.files.get(time.path)?.modified ?? model.moment()
  if (time === undefined) return model.moment()
  return model.timeAt(Math.max(1, model.clock() + time.offset))
}

const write = fc.record({ path, content, time: setTime, isReplaced: fc.boolean() }).map(
  (edit): Edit =>
    (model) => {
      const before = model.files.get(edit.path)
      const modified = timeOf(model, edit.path, edit.time)
      const isNew = before === undefined || edit.isReplaced
      model.files.set(edit.path, {
        content: edit.content,
        ino: isNew ? model.inode() : before.ino,
        mode: before?.mode ?? 0o644,
        modified,
        changed: model.moment(),
      })
    },
)
const swap = fc.tuple(path, path).map(
  ([one, other]): Edit =>
    ({ files }) => {
      const [first, second] = [files.get(one), files.get(other)]
      if (first === undefined || second === undefined) return
      // Files that are moved with their folder keep even the time of their last change.
      files.set(one, second)
      files.set(other, first)
    },
)
const swapFolders = fc.constant<Edit>(({ files }) => {
  const [one, other] = [files.get('c/a'), files.get('d/a')]
  if (other) files.set('c/a', other)
  else files.delete('c/a')
  if (one) files.set('d/a', one)
  else files.delete('d/a')
})
const remove = path.map(
  (target): Edit =>
    ({ files }) =>
      void files.delete(target),
)
const changeMode = fc.tuple(path, fc.constantFrom(0o644, 0o755)).map(
  ([target, mode]): Edit =>
    (model) => {
      const file = model.files.get(target)
      if (file) model.files.set(target, { ...file, mode, changed: model.moment() })
    },
)
const passTime = fc.constantFrom(1, 10, 30, 500, 2000, -30, -1500).map(
  (step): Edit =>
    (model) =>
      model.passTime(step),
)
const edits = fc.array(fc.oneof(write, swap, swapFolders, remove, changeMode, passTime), {
  maxLength: 4,
})
/** While files are sent, programs write to them, and the clock may be set. */
const editsMeanwhile = fc.array(
  fc.oneof(
    fc.tuple(path, content).map(
      ([target, text]): Edit =>
        (model) => {
          const ino = model.files.get(target)?.ino ?? model.inode()
          const moment = model.moment()
          model.files.set(target, {
            content: text,
            ino,
            mode: 0o644,
            modified: moment,
            changed: moment,
          })
        },
    ),
    passTime,
  ),
  { maxLength: 2 },
)
const builds = fc.array(
  fc.record({
    edits,
    pause: fc.constantFrom(0, 30, 2500),
    meanwhile: editsMeanwhile,
    afterwards: editsMeanwhile,
    end: fc.constantFrom('good', 'good', 'good', 'killed'),
    /** Which of several copies of one id is free, if any. */
    copy: fc.nat(2),
  }),
  { minLength: 2, maxLength: 8 },
)

describe('any sequence of edits with any times', () => {
  it.each([0, 1000, 2000])('gives the right image where times have steps of %s ms', (step) => {
    let kept = 0
    fc.assert(
      fc.property(builds, (all) => {
        const model = createModel(step)
        // Files of one checkout have the same times.
        const moment = model.moment()
        for (const [content, each] of paths.entries()) {
          const times = { modified: moment, changed: moment }
          model.files.set(each, { content, ino: model.inode(), mode: 0o644, ...times })
        }
        const copies = new Map<string, Map<string, ModelFile>[]>()
        let record: UploadRecord | undefined
        let ids = 0
        for (const { edits, pause, meanwhile, afterwards, end, copy } of all) {
          // Else a file that is written while it is sent could have the time of one that the last build sent.
          model.passTime(step)
          for (const edit of edits) edit(model)
          model.passTime(pause)
          const begun = model.clock()
          const files = model.walk()
          let latest = model.clock()
          const decision = decideUpload(record, files, model.clock())
          const see = (edit: Edit) => {
            edit(model)
            latest = Math.max(latest, model.clock())
          }
          for (const edit of meanwhile) see(edit)
          const id = decision.kind === 'keep' ? decision.id : String(++ids)
          if (decision.kind === 'keep') kept += 1
          const ofId = copies.get(id) ?? []
          copies.set(id, ofId)
          const target = ofId[copy] ?? new Map<string, ModelFile>()
          if (!ofId.includes(target)) ofId.push(target)
          // A daemon that is killed has taken the first files, and never learns that they are others.
          send(model.files, target, end === 'killed' ? 2 : Number.POSITIVE_INFINITY)
          record = undefined
          if (end === 'killed') continue
          expect(contents(target)).toEqual(contents(model.files))
          for (const edit of afterwards) see(edit)
          const mayTrust = decision.kind === 'keep' || decision.isTrusted
          if (mayTrust) record = { id, begun, ended: latest, files }
        }
      }),
      { numRuns: 3000 },
    )
    // Else the model would prove nothing.
    expect(kept).toBeGreaterThan(300)
  })
})

/** As BuildKit's receiver does: a file of the same size, time and mode is taken for the same. */
function send(files: Model['files'], copy: Map<string, ModelFile>, most: number): void {
  let sent = 0
  for (const [name, file] of files) {
    const old = copy.get(name)
    const isSame =
      old !== undefined &&
      sizeOf(old) === sizeOf(file) &&
      old.modified === file.modified &&
      old.mode === file.mode
    if (isSame) continue
    if (sent === most) return
    copy.set(
      name,
      most === Number.POSITIVE_INFINITY ? file : { ...file, content: old?.content ?? -1 },
    )
    sent += 1
  }
  for (const name of copy.keys()) if (!files.has(name)) copy.delete(name)
}

function contents(files: ReadonlyMap<string, ModelFile>): Record<string, number> {
  return Object.fromEntries([...files].toSorted().map(([name, file]) => [name, file.content]))
}
