/**
 * The layers of `src/`, from the top. A file imports only from its own folder and from the layers below;
 * folders of one layer don't import each other. Entry points are named as files.
 */
export const layers: readonly (readonly string[])[] = [
  ['build-action', 'post-action'],
  ['github'],
  ['report'],
  ['step'],
  ['inputs', 'history', 'log'],
  ['connect', 'record'],
  ['daemon', 'progress'],
  ['credentials', 'buildx'],
  ['processes'],
  ['leftovers'],
  ['trust', 'text'],
  ['base'],
]
