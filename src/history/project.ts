import { resolve } from 'node:path/posix'
import { imageName } from '../text/image-reference.ts'
import type { HistoryRecord } from './messages.ts'

type Attributes = HistoryRecord['attributes']

/**
 * The repository of a build, from which its context was checked out or is fetched. A fetched one is
 * without commit and directory, as in the daemon's filter.
 */
export function repositoryOf(attributes: Attributes): string | undefined {
  return attributes.get('vcs:source') ?? attributes.get('context')?.replace(/[?#].*/s, '')
}

/** Whether anything distinguishes builds of the same project from others. */
export function isOfKnownProject(record: HistoryRecord): boolean {
  return projectKey(record) !== undefined
}

/**
 * The records of the same repository, directory, Dockerfile and platforms, in the same order. If the
 * repository isn't known, those that made the same image. Without an image, none.
 */
export function comparable(
  records: readonly HistoryRecord[],
  own: HistoryRecord,
): readonly HistoryRecord[] {
  const project = projectKey(own)
  if (project === undefined) return []
  return records.filter(
    (record) =>
      record.ref !== own.ref &&
      record.completedAt !== undefined &&
      record.createdAt < own.createdAt &&
      projectKey(record) === project,
  )
}

/** Each target of a bake compares its own record with the same others. */
const projectKeys = new WeakMap<HistoryRecord, string | undefined>()

function projectKey(record: HistoryRecord): string | undefined {
  if (!projectKeys.has(record)) projectKeys.set(record, describeProject(record))
  return projectKeys.get(record)
}

function describeProject({ attributes, images }: HistoryRecord): string | undefined {
  const repository = repositoryOf(attributes)
  const [image] = images
  if (repository === undefined && image === undefined) return undefined
  const names = ['filename', 'platform', 'vcs:localdir:context', 'vcs:localdir:dockerfile']
  return JSON.stringify([
    repository ?? { image: image && imageName(image) },
    directoryOf(attributes.get('context') ?? ''),
    ...names.map((name) => attributes.get(name)),
  ])
}

/** Which part of a Git repository is the context: `?subdir=directory` or `#branch:directory` says it. */
function directoryOf(context: string): string {
  if (context === '') return '/'
  const [, query = '', fragment = ''] = /^[^?#]*(?:\?([^#]*))?(?:#(.*))?/s.exec(context) ?? []
  const subdirectory = query === '' ? undefined : new URLSearchParams(query).get('subdir')
  return resolve('/', subdirectory ?? fragment.split(':')[1] ?? '')
}
