import { connectToDaemon, createControl } from '../src/daemon/control.ts'
import { daemonHistory } from '../src/history/daemon-history.ts'
import type { UsageRecord } from '../src/history/messages.ts'
import { createMountWatch } from '../src/history/mount-watch.ts'
import type { SolveStatus } from '../src/progress/solve-status.ts'
import type { Buildkitd } from './rig/buildkitd.ts'

/** What the daemon answered while a build went on, each with the events of the stream that had come before. */
export interface MountAnswer {
  readonly askedAfter: number
  readonly answeredAfter: number
  readonly records: readonly UsageRecord[]
}

/** Asks a daemon about the cache mounts of a build while it goes on, as the action does. */
export function recordMounts({ controlCommand }: Pick<Buildkitd, 'controlCommand'>): {
  status(status: SolveStatus): void
  end(): readonly MountAnswer[]
} {
  const url = controlCommand.at(-1) ?? ''
  const endpoint = { kind: 'unix', url, path: url.replace(/^unix:\/\//, '') } as const
  const control = createControl(() => connectToDaemon({ endpoint }))
  const history = daemonHistory(control)
  const answers: MountAnswer[] = []
  let events = 0
  const watch = createMountWatch({
    namespace: '',
    async usage(...filters) {
      const askedAfter = events
      const records = await history.usage(...filters)
      answers.push({ askedAfter, answeredAfter: events, records })
      return records
    },
  })
  return {
    status(status) {
      events += 1
      watch.status(status)
    },
    end() {
      watch.stop()
      control.close()
      return answers
    },
  }
}
