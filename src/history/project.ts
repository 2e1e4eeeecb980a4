import type { HistoryRecord } from './messages.ts'

type Attributes = HistoryRecord['attributes']

/** Of which repository a build is: the one its context was checked out of or is fetched from. */
export function repositoryOf(attributes: Attributes): string | undefined {
  return attributes.get('vcs:source') ?? attributes.get('context')?.split('#', 1)[0]
}

/** The records of the same repository, directory, Dockerfile and platforms, in the same order. */
export function comparable(
  records: readonly HistoryRecord[],
  { ref, attributes, createdAt }: Pick<HistoryRecord, 'ref' | 'attributes' | 'createdAt'>,
): readonly HistoryRecord[] {
  const project = projectKey(attributes)
  return records.filter(
    (record) =>
      record.ref !== ref &&
      record.completedAt !== undefined &&
      record.createdAt < createdAt &&
      projectKey(record.attributes) === project,
  )
}

function projectKey(attributes: Attributes): string {
  // Behind the colon of `#branch:directory` is a part of the repository.
  const directory = attributes.get('context')?.split('#')[1]?.split(':')[1]
  const names = ['filename', 'platform', 'vcs:localdir:context', 'vcs:localdir:dockerfile']
  return JSON.stringify([
    repositoryOf(attributes),
    directory,
    ...names.map((name) => attributes.get(name)),
  ])
}
