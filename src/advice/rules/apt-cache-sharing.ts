import { isMount, mountOptions } from '../../text/instruction-flags.ts'
import type { Rule } from '../advice.ts'

/**
 * apt and dpkg lock their directories, and fail when another has the lock. Without `sharing`, steps of two builds on
 * one daemon use a cache mount at the same time.
 */
export const aptCacheSharing: Rule = ({ steps, isPersistent }) =>
  steps.flatMap(({ step, instruction: { keyword, flags, line, endLine } }) => {
    if (keyword !== 'RUN' || step.status !== 'executed' || !isPersistent) return []
    const shared = flags.flatMap((flag) => {
      const options = mountOptions(flag)
      const target = options?.get('target') ?? ''
      const isShared = (options?.get('sharing') ?? 'shared').toLowerCase() === 'shared'
      const isApt = /^\/var\/(?:cache\/apt|lib\/apt|lib\/dpkg)(?:\/|$)/.test(target)
      return isMount(flag, 'cache') && isApt && isShared ? [target] : []
    })
    if (shared.length === 0) return []
    return [
      {
        code: 'apt-cache-sharing',
        message: `The cache mount ${shared.join(' and ')} is shared with builds that run at the same time, in which apt fails with "Could not get lock". Add sharing=locked to it.`,
        ...{ line, endLine },
      },
    ]
  })
