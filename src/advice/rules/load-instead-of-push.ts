import { wallSeconds } from '../../progress/intervals.ts'
import { secondsSooner } from '../../record/critical-path.ts'
import type { Rule } from '../advice.ts'

/** Seconds. A small image is loaded in no time. */
const leastSeconds = 2

/** An image was sent to this machine as one tarball, although the job is signed in to the registry of its tag. */
export const loadInsteadOfPush: Rule = ({ tasks, loadedFrom }) => {
  const [registry] = loadedFrom
  if (registry === undefined) return []
  const isLoad = ({ name }: { name: string }) =>
    name.startsWith('exporting to docker image format') || name.startsWith('importing to docker')
  const loads = tasks.filter(isLoad)
  const seconds = Math.min(wallSeconds(loads), secondsSooner(tasks, isLoad))
  if (seconds < leastSeconds) return []
  return [
    {
      code: 'load-instead-of-push',
      message: `The whole image was sent to this machine, and none of it is kept for the next job. The job is signed in to ${registry}: with push: true only new layers are sent, from the daemon.`,
      seconds,
      isUpperBound: true,
    },
  ]
}
