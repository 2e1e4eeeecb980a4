import type { Control } from '../../src/daemon/control.ts'
import { readFields } from '../../src/daemon/protobuf-fields.ts'
import type { HistoryRecord, UsageRecord } from '../../src/history/messages.ts'
import type { FakeRecord } from './daemon-history.ts'
import { mapEntry, message, timestamp } from './protobuf.ts'

interface FakeDaemon {
  /** Builds that ended before this one. */
  readonly past?: readonly FakeRecord[]
  /** Events that a follower gets at once, in this order. Then its call stays open. */
  readonly events?: readonly HistoryRecord[]
  /** Other builds, of which no follower gets an event. */
  readonly unseen?: readonly HistoryRecord[]
  /** Other blobs of its content store than the logs of the builds. */
  readonly blobs?: ReadonlyMap<string, string>
  readonly store?: readonly UsageRecord[]
}

/** A daemon that answers in BuildKit's messages. It understands `description==…` and `description~=…`. */
export function fakeDaemon({ past = [], events = [], unseen = [], blobs, store = [] }: FakeDaemon) {
  const calls: string[] = []
  let isClosed = false
  const logs = new Map(past.flatMap(({ logs, log }) => (logs ? [[logs.digest, log]] : [])))
  const control: Control = {
    async call(path, bytes, onMessage) {
      const request = readFields(bytes)
      const method = path.split('/').at(-1) ?? ''
      calls.push(method)
      if (method === 'ListenBuildHistory' && request.number(3) === 0) {
        for (const record of events) onMessage(historyEvent(record))
        await new Promise(() => {})
      } else if (method === 'ListenBuildHistory') {
        const ref = request.text(2)
        for (const record of [...past, ...events, ...unseen]) {
          if (ref === '' || record.ref === ref) onMessage(historyEvent(record))
        }
      } else if (method === 'Read') {
        const digest = request.text(1)
        const blob = logs.get(digest) ?? blobs?.get(digest)
        if (blob === undefined) throw new Error('not found')
        onMessage(message({ 2: Buffer.from(blob).subarray(0, request.number(3)) }))
      } else if (method === 'DiskUsage') {
        const matches = request.texts(1).map(matcher)
        const found = store.filter((each) => matches.some((match) => match(each.description)))
        onMessage(message({ 1: found.map(usageRecord) }))
      }
    },
    close() {
      isClosed = true
    },
  }
  return { control, calls, isClosed: () => isClosed }
}

function matcher(filter: string): (description: string) => boolean {
  const [, operator, json] = /description([=~]=)(".*")$/.exec(filter) ?? []
  const text = JSON.parse(json ?? '""') as string
  if (operator === '==') return (description) => description === text
  return (description) => new RegExp(text).test(description)
}

function historyEvent(record: HistoryRecord): Buffer {
  const blob = (type: string, { digest, size }: { digest: string; size: number }) =>
    message({ 1: type, 2: digest, 3: size })
  return message({
    1: record.completedAt === undefined ? 0 : 1,
    2: message({
      1: record.ref,
      3: [...record.attributes].map(([key, value]) => mapEntry(key, value)),
      4: message({ 1: 'image', 2: mapEntry('name', record.images.join()) }),
      6: timestamp(record.createdAt),
      7: record.completedAt === undefined ? undefined : timestamp(record.completedAt),
      8: record.logs && blob('application/vnd.buildkit.status', record.logs),
      10: message({
        2: record.provenances.map((each) => blob('application/vnd.in-toto+json', each)),
      }),
      15: record.cachedVertices,
      16: record.totalVertices,
    }),
  })
}

function usageRecord(record: UsageRecord): Buffer {
  return message({
    ...{ 1: record.id, 3: record.inUse, 4: record.size, 6: timestamp(record.createdAt) },
    7: record.lastUsedAt === undefined ? undefined : timestamp(record.lastUsedAt),
    ...{ 8: record.uses, 9: record.description, 12: record.parents },
  })
}
