import type { HistoryRecord } from './messages.ts'

type Attributes = HistoryRecord['attributes']

/** Of which repository a build is: the one its context was checked out of or is fetched from. */
export function repositoryOf(attributes: Attributes): string | undefined {
  return attributes.get('vcs:source') ?? attributes.get('context')?.split('#', 1)[0]
}

/**
 * The records of the same repository, directory, Dockerfile and platforms, in the same order. Where the
 * repository isn't known, those that made the same image; where there is none either, there are none.
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

function projectKey({ attributes, images }: HistoryRecord): string | undefined {
  const repository = repositoryOf(attributes)
  const [image] = images
  if (repository === undefined && image === undefined) return undefined
  // Behind the colon of `#branch:directory` is a part of the repository.
  const directory = attributes.get('context')?.split('#')[1]?.split(':')[1]
  const names = ['filename', 'platform', 'vcs:localdir:context', 'vcs:localdir:dockerfile']
  return JSON.stringify([
    repository ?? { image: image?.replace(/(?::[^:/]+)?(?:@.*)?$/, '') },
    directory,
    ...names.map((name) => attributes.get(name)),
  ])
}
